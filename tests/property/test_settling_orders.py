"""Two people settle one conflict without knowing of each other, in either order: nothing is lost, and it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.records.act import Act
from sync.records.errors import RefusedError
from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin
from sync.records.record import Record
from sync.records.rules import CONFLICT, KINDS
from sync.records.settling import OTHER, SEEN, STANDING, choices, settle
from tests.unit.merge_room import AN, BINH, SUBJECT, act, dossier_page

_CHOICES = st.sampled_from((STANDING, OTHER))
_NOTES = st.sampled_from(("", "đã hỏi lại", "theo giấy"))


@dataclass(slots=True)
class Centre:
    """Every record at the centre under a growing stamp."""

    records: dict[UUID, Record]
    stamp: int
    parked: list[Operation] = field(default_factory=list)

    def take(self, operation: Operation, origin: Origin) -> None:
        self.stamp += 1
        after = apply(operation, origin, self.records.get(operation.record), stamp=self.stamp)
        if isinstance(after, Applied):
            self.records |= {each.id: each for each in (after.record, *after.conflicts)}
        else:
            self.parked.append(operation)

    @property
    def dossier(self) -> Record:
        return self.records[SUBJECT]

    def conflicts(self, state: str) -> list[Record]:
        return [each for each in self.records.values() if each.type == CONFLICT and each.fields["state"] == state]


def clashing(kind: str, mine: dict[str, Any], theirs: dict[str, Any], before: Sequence[str] = ()) -> Centre:
    """Return a centre where An and Bình wrote differently; An's came first."""
    page = dossier_page()
    assert page.record is not None
    centre = Centre({SUBJECT: page.record}, page.stamp)
    for at, each in enumerate(before, start=2):
        centre.take(act(each, seq=at, base=centre.stamp), AN)
    base = centre.stamp
    centre.take(act(kind, seq=20, base=base, sets=mine), AN)
    centre.take(act(kind, seq=1, base=base, sets=theirs), BINH)
    assert len(centre.conflicts("open")) == 1
    return centre


def decide(centre: Centre, conflict: UUID, chosen: str, note: str, origin: Origin) -> list[tuple[Operation, Origin]]:
    """Return what an official writes down who has seen all that the centre has."""
    found = centre.records[conflict]
    about = centre.records[UUID(hex=found.fields["about"])]
    acts = settle(found, about, chosen=chosen, note=note)
    return [(_written(each, seq, centre.stamp), origin) for seq, each in enumerate(acts, start=30)]


def _written(of: Act, seq: int, base: int) -> Operation:
    return Operation(
        seq=seq,
        kind=of.kind,
        version=KINDS[of.kind].version,
        record=of.record,
        base=base,
        after=0,
        actor=UUID(int=7),
        claimed_at_ms=1_762_000_000_000 + seq,
        elapsed_ms=-1,
        body=of.body,
    )


@settings(max_examples=200, deadline=None)
@given(_CHOICES, _NOTES, _CHOICES, _NOTES, st.booleans())
def test_two_decisions_give_the_same_dossier_in_both_orders_and_both_stay_readable(
    mine: str, my_note: str, theirs: str, their_note: str, is_mine_first: bool
) -> None:
    centre = clashing("dossier.amend", {"note": "một"}, {"note": "hai"})
    conflict = centre.conflicts("open")[0].id
    other = centre.records[conflict].fields["other"]["values"]["note"]
    standing = centre.records[conflict].fields["standing"]["values"]["note"]
    order = [decide(centre, conflict, mine, my_note, AN), decide(centre, conflict, theirs, their_note, BINH)]
    for branch in order if is_mine_first else order[::-1]:
        for operation, origin in branch:
            centre.take(operation, origin)
    assert not centre.parked
    assert centre.dossier.fields["note"] == (other if OTHER in (mine, theirs) else standing)
    told = [each for each in centre.conflicts("open") if each.fields["about_type"] == CONFLICT]
    is_one_decision = (mine, my_note) == (theirs, their_note)
    assert len(told) == (0 if is_one_decision else 1)
    readable = [centre.records[conflict].fields, *(each.fields["other"]["values"] for each in told)]
    assert {(each["chosen"], each["note"]) for each in readable} == {(mine, my_note), (theirs, their_note)}
    assert {standing, other} == {
        centre.records[conflict].fields[side]["values"]["note"] for side in ("standing", "other")
    }


@pytest.mark.parametrize("is_decision_first", [True, False])
def test_a_decision_against_a_value_written_meanwhile_is_a_new_conflict(is_decision_first: bool) -> None:
    centre = clashing("dossier.amend", {"note": "một"}, {"note": "hai"})
    conflict = centre.conflicts("open")[0].id
    branches = [decide(centre, conflict, OTHER, "", AN), [(act_of(centre, {"note": "ba"}), BINH)]]
    for branch in branches if is_decision_first else branches[::-1]:
        for operation, origin in branch:
            centre.take(operation, origin)
    assert not centre.parked
    again = [each for each in centre.conflicts("open") if each.fields["about_type"] == "dossier"]
    assert len(again) == 1
    kept = {again[0].fields[side]["values"]["note"] for side in ("standing", "other")}
    assert kept == {"ba", "hai"}


def act_of(centre: Centre, sets: dict[str, Any]) -> Operation:
    return act("dossier.amend", seq=40, base=centre.stamp, sets=sets)


def test_a_hand_over_is_never_undone_by_a_decision() -> None:
    centre = clashing(
        "delivery.hand_over",
        {"receiver": "Mẫu"},
        {"receiver": "Thử"},
        before=("dossier.result", "delivery.shelve"),
    )
    conflict = centre.conflicts("open")[0]
    undoing = Record(
        CONFLICT,
        conflict.id,
        conflict.rev,
        conflict.fields | {"other": conflict.fields["other"] | {"values": {"delivery": "ready", "shelf": "A1"}}},
        {},
    )
    assert choices(undoing, centre.dossier) == (SEEN,)
    for wanted in (STANDING, OTHER):
        with pytest.raises(RefusedError, match="choice_unknown"):
            settle(undoing, centre.dossier, chosen=wanted)
    assert [each.kind for each in settle(undoing, centre.dossier, chosen=SEEN)] == ["conflict.settle"]


def test_a_decision_made_before_a_hand_over_was_known_yields_to_it_and_is_told() -> None:
    centre = clashing("delivery.shelve", {"shelf": "A1"}, {"shelf": "B2"}, before=("dossier.result",))
    centre.take(act("delivery.unshelve", seq=25, base=centre.stamp), AN)
    conflict = centre.conflicts("open")[0]
    decision = decide(centre, conflict.id, OTHER, "", BINH)
    assert decision[0][0].body.sets["delivery"] == "ready"
    centre.take(act("delivery.hand_over", seq=50, base=centre.stamp, sets={"receiver": "Mẫu"}), AN)
    for operation, origin in decision:
        centre.take(operation, origin)
    assert not centre.parked
    assert (centre.dossier.fields["delivery"], centre.dossier.fields["receiver"]) == ("handed_over", "Mẫu")
    (told,) = centre.conflicts("open")
    assert (told.fields["standing"]["values"]["delivery"], told.fields["other"]["values"]["delivery"]) == (
        "handed_over",
        "ready",
    )


def test_a_decision_that_would_undo_a_hand_over_it_knew_of_yields_too_and_is_told() -> None:
    centre = clashing("dossier.amend", {"note": "một"}, {"note": "hai"}, before=("dossier.result", "delivery.shelve"))
    centre.take(act("delivery.hand_over", seq=50, base=centre.stamp, sets={"receiver": "Mẫu"}), AN)
    centre.take(act("dossier.settle", seq=60, base=centre.stamp, sets={"delivery": "ready"}), BINH)
    assert centre.dossier.fields["delivery"] == "handed_over"
    assert [each.fields["group"] for each in centre.conflicts("open")] == ["note", "delivery"]


def test_what_is_settled_is_settled() -> None:
    centre = clashing("dossier.amend", {"note": "một"}, {"note": "hai"})
    conflict = centre.conflicts("open")[0].id
    for operation, origin in decide(centre, conflict, STANDING, "", AN):
        centre.take(operation, origin)
    with pytest.raises(RefusedError, match="conflict_settled"):
        decide(centre, conflict, OTHER, "", BINH)
