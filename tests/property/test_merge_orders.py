"""Two people change one dossier at once, in any order: nothing disappears, what does not clash is the same."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin
from sync.records.record import Record
from sync.records.rules import KINDS, group_of
from tests.unit.merge_room import AN, BINH, act, dossier_page

_PHONES = ("0600000001", "0600000002", "0600000003")
_SETS = st.dictionaries(
    st.sampled_from(("phone", "note", "address", "birth", "fee_vnd", "due_at_ms", "urgent")),
    st.sampled_from((*_PHONES, 0, 1, None)),
    min_size=1,
    max_size=3,
)
_ACTS = st.one_of(
    st.tuples(st.just("dossier.amend"), _SETS),
    st.tuples(st.just("dossier.result"), st.fixed_dictionaries({"result_number": st.sampled_from(("1/TP", "2/TP"))})),
    st.tuples(st.just("dossier.void"), st.just({})),
    st.tuples(st.just("delivery.shelve"), st.fixed_dictionaries({"shelf": st.sampled_from(("A", "B"))})),
    st.tuples(st.just("delivery.take"), st.fixed_dictionaries({"run": st.sampled_from(("r1", "r2"))})),
    st.tuples(
        st.sampled_from(
            (
                "delivery.absent",
                "delivery.decline",
                "delivery.wrong",
                "delivery.redate",
                "delivery.post",
                "delivery.lose",
                "delivery.bring_back",
                "dossier.forward",
                "dossier.ask",
                "dossier.complete",
            )
        ),
        st.just({}),
    ),
    st.tuples(st.just("delivery.hand_over"), st.fixed_dictionaries({"receiver": st.sampled_from(("Mẫu", "Thử"))})),
)
_BRANCH = st.lists(_ACTS, min_size=1, max_size=4)


def _branch(acts: Sequence[tuple[str, dict[str, Any]]], origin: Origin, first_seq: int) -> list[Operation]:
    """Return the operations that the official's own laptop would let him write down: changes only, moves that exist."""
    page = dossier_page().record
    kept: list[Operation] = []
    for kind, wanted in acts:
        assert page is not None
        sets = {name: value for name, value in wanted.items() if page.fields.get(name) != value}
        if wanted and not sets:
            continue
        after = kept[-1].seq if kept else 0
        operation = act(kind, seq=first_seq + len(kept), base=1, after=after, sets=sets)
        outcome = apply(operation, origin, page, stamp=1)
        if isinstance(outcome, Applied):
            page = outcome.record
            kept.append(operation)
    return kept


def _play(order: Sequence[tuple[Operation, Origin]]) -> tuple[Record, list[Record], set[int]]:
    page = dossier_page()
    parked: set[Origin] = set()
    refused: set[int] = set()
    for operation, origin in order:
        assert page.record is not None
        page.stamp += 1
        after = apply(operation, origin, page.record, stamp=page.stamp)
        if origin in parked or not isinstance(after, Applied):
            parked.add(origin)
            refused.add(id(operation))
            continue
        page.record = after.record
        page.conflicts += after.conflicts
    assert page.record is not None
    return page.record, page.conflicts, refused


@settings(max_examples=400, deadline=None)
@given(_BRANCH, _BRANCH, st.data())
def test_every_value_stands_or_is_kept_in_a_conflict_or_was_replaced_by_who_saw_it(
    left: list[tuple[str, dict[str, Any]]], right: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    mine, theirs = _branch(left, AN, 2), _branch(right, BINH, 1)
    order: list[tuple[Operation, Origin]] = []
    at = [0, 0]
    while at[0] < len(mine) or at[1] < len(theirs):
        can = [side for side, branch in ((0, mine), (1, theirs)) if at[side] < len(branch)]
        side = data.draw(st.sampled_from(can))
        order.append(((mine, theirs)[side][at[side]], (AN, BINH)[side]))
        at[side] += 1
    record, conflicts, refused = _play(order)
    for branch in (mine, theirs):
        last: dict[str, Any] = {}
        for operation in branch:
            if id(operation) not in refused:
                last.update(operation.body.sets)
            assert not (KINDS[operation.kind].is_fact and id(operation) in refused and not refused - {id(operation)})
        for name, value in last.items():
            group = group_of("dossier", name).name
            kept = [
                each.fields[side]["values"].get(name)
                for each in conflicts
                if each.fields["group"] == group
                for side in ("standing", "other")
            ]
            assert record.fields.get(name) == value or value in kept, (name, value)


@settings(max_examples=400, deadline=None)
@given(_ACTS, _ACTS)
def test_two_acts_keep_the_same_values_in_both_orders(
    left: tuple[str, dict[str, Any]], right: tuple[str, dict[str, Any]]
) -> None:
    mine, theirs = _branch([left], AN, 2), _branch([right], BINH, 1)
    pair = [*((each, AN) for each in mine), *((each, BINH) for each in theirs)]
    one, one_conflicts, one_refused = _play(pair)
    two, two_conflicts, two_refused = _play(pair[::-1])
    assert not one_refused
    assert not two_refused
    clashing = {each.fields["group"] for each in (*one_conflicts, *two_conflicts)}
    for name in one.fields.keys() | two.fields.keys():
        if group_of("dossier", name).name not in clashing:
            assert one.fields.get(name) == two.fields.get(name), name
    before = _values(dossier_page().record, [])
    assert _values(one, one_conflicts) - before == _values(two, two_conflicts) - before
    assert {one.fields["delivery"], two.fields["delivery"]} != {"handed_over", "absent"}


def _values(record: Record | None, conflicts: Sequence[Record]) -> set[tuple[str, str]]:
    """Return every (field, value) that a person can still see: on the page, or in a conflict."""
    assert record is not None
    seen = {(name, repr(value)) for name, value in record.fields.items() if value is not None}
    for each in conflicts:
        for side in ("standing", "other"):
            seen |= {(name, repr(value)) for name, value in each.fields[side]["values"].items() if value is not None}
    return seen
