"""The rules of merging, one by one: every (state, event) pair, three ways by field, facts, chains, shapes."""

from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace

from sync.records.dossier import Dossier
from sync.records.merge import Applied, Held, Parked, apply
from sync.records.operation import Operation
from sync.records.record import Mark, Record, decode_record, encode_record
from sync.records.rules import DOSSIER, KINDS, RULING, RUN, Kind, Owner, group_of, rules_version
from sync.records.states import DELIVERY, FACT_LEADS_TO, MOVES, RUN_STATE, STATUS, Business, Delivery, Run
from tests.unit.merge_room import AN, BINH, SUBJECT, Page, act, dossier_page, kept_values

_STATES: dict[str, list[str]] = {STATUS: [*Business], DELIVERY: [*Delivery], RUN_STATE: [*Run]}
_MOVING = [(name, machine) for name, kind in KINDS.items() if not kind.creates for machine in kind.moves]
_PAIRS = [(name, machine, state) for name, machine in _MOVING for state in _STATES[machine]]


def _standing(kind_name: str, machine: str, state: str) -> Record:
    """Return a record of An's in a state on one machine; the others stand where the act may start."""
    kind = KINDS[kind_name]
    fields: dict[str, str] = {}
    for other, event in kind.moves.items():
        fields[other] = next(str(start) for (start, known) in MOVES[other] if known is event and start is not None)
    fields[machine] = state
    mark = Mark(1, AN.device, AN.incarnation, 1, UUID(int=7), 0)
    marks = {group_of(kind.record_type, name).name: mark for name in fields}
    return Record(kind.record_type, SUBJECT, 1, dict(fields), marks)


@pytest.mark.parametrize(("kind_name", "machine", "state"), _PAIRS)
def test_each_act_moves_as_its_table_says_and_a_fact_is_never_refused(kind_name: str, machine: str, state: str) -> None:
    kind = KINDS[kind_name]
    event = kind.moves[machine]
    before = _standing(kind_name, machine, state)
    after = apply(act(kind_name, seq=2, base=1), AN, before, stamp=2)
    target = MOVES[machine].get((state, event))
    if target is not None:
        assert isinstance(after, Applied)
        assert after.record.fields[machine] == target
        assert after.is_clean
    elif kind.is_fact:
        assert isinstance(after, Applied)
        leads_to = FACT_LEADS_TO[machine, event]
        stands = state if state in (Business.HANDED_OVER, Delivery.HANDED_OVER) else leads_to
        assert after.record.fields[machine] == stands
        assert state == leads_to or after.conflicts, "a person is called"
    else:
        assert after == Parked("impossible_move")


@pytest.mark.parametrize(("kind_name", "machine", "state"), _PAIRS)
def test_where_others_moved_first_no_act_is_refused_and_both_values_are_kept(
    kind_name: str, machine: str, state: str
) -> None:
    before = _standing(kind_name, machine, state)
    marks = {name: Mark(2, BINH.device, BINH.incarnation, 1, UUID(int=8), 0) for name in before.marks}
    meanwhile = Record(before.type, before.id, 2, before.fields, marks)
    after = apply(act(kind_name, seq=2, base=1), AN, meanwhile, stamp=3)
    assert isinstance(after, Applied)
    assert not after.is_clean
    for other, event in KINDS[kind_name].moves.items():
        wanted = MOVES[other].get((before.fields[other], event)) or (
            FACT_LEADS_TO[other, event]
            if KINDS[kind_name].is_fact
            else next(target for (_, known), target in MOVES[other].items() if known is event)
        )
        shown = after.record.fields[other]
        kept = [each.fields[side]["values"].get(other) for each in after.conflicts for side in ("standing", "other")]
        assert shown == before.fields[other] == wanted or {before.fields[other], wanted} <= {shown, *kept}


def test_every_fact_leads_somewhere_and_every_claim_that_can_clash_has_one_target() -> None:
    for kind in KINDS.values():
        for machine, event in kind.moves.items():
            if kind.is_fact:
                assert (machine, event) in FACT_LEADS_TO
            else:
                assert len({target for (_, known), target in MOVES[machine].items() if known is event}) == 1


def test_a_decision_between_two_values_may_set_states_and_nothing_else_may() -> None:
    page = dossier_page()
    assert page.refuse(act("dossier.amend", seq=2, base=1, sets={STATUS: Business.PROCESSING})) == "other_shape"
    page.take(act("dossier.settle", seq=2, base=1, sets={STATUS: Business.PROCESSING}))
    assert page[STATUS] == Business.PROCESSING


def test_a_decision_sets_no_state_that_does_not_exist() -> None:
    assert dossier_page().refuse(act("dossier.settle", seq=2, base=1, sets={STATUS: "lost_in_space"})) == "other_shape"


def test_no_decision_takes_a_result_out_of_its_owners_hands() -> None:
    page = dossier_page()
    page.take(act("dossier.result", seq=2, base=1, sets={"result_number": "1/TP"}))
    page.take(act("delivery.hand_over", seq=3, base=2, sets={"receiver": "Phạm Mẫu"}))
    page.take(act("dossier.settle", seq=4, base=3, sets={DELIVERY: Delivery.READY}))
    assert page[DELIVERY] == Delivery.HANDED_OVER
    assert kept_values(page, "delivery") == [{DELIVERY: Delivery.READY}]


def test_a_conflict_is_settled_once() -> None:
    conflict = Record("conflict", SUBJECT, 1, {"state": "open"}, {})
    after = apply(act("conflict.settle", base=1, sets={"chosen": "other"}), AN, conflict, stamp=2)
    assert isinstance(after, Applied)
    assert after.record.fields["state"] == "settled"
    again = apply(act("conflict.settle", seq=2, base=2, sets={"chosen": "standing"}), AN, after.record, stamp=3)
    assert again == Parked("impossible_move")


@pytest.mark.parametrize("first_takes_it_back", [True, False])
def test_who_takes_back_what_another_wrote_too_does_not_lose_the_others_word(first_takes_it_back: bool) -> None:
    page = dossier_page()
    page.take(act("dossier.amend", seq=2, base=1, sets={"note": "gọi trước"}), AN)
    page.take(act("dossier.amend", seq=1, base=1, sets={"note": "gọi trước"}), BINH)
    assert not page.conflicts, "two who agree call nobody"
    author, own = (AN, 2) if first_takes_it_back else (BINH, 1)
    page.take(act("dossier.amend", seq=own + 1, base=1, after=own, sets={"note": "thôi"}), author)
    shown = [page["note"], *(each["note"] for each in kept_values(page, "note"))]
    assert sorted(shown) == ["gọi trước", "thôi"]


def test_who_takes_back_what_another_saw_and_stands_by_does_not_lose_the_others_word() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", seq=2, base=1, sets={"note": "gọi trước"}), AN)
    assert page.take(act("dossier.settle", seq=1, base=2, sets={"note": "gọi trước"}), BINH).is_clean
    page.take(act("dossier.amend", seq=3, base=1, after=2, sets={"note": "thôi"}), AN)
    shown = [page["note"], *(each["note"] for each in kept_values(page, "note"))]
    assert sorted(shown) == ["gọi trước", "thôi"]


def test_two_fields_changed_by_two_people_are_both_taken() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"phone": "0600000002"}), BINH)
    page.take(act("dossier.amend", seq=2, base=1, sets={"note": "giao buổi tối"}), AN)
    assert (page["phone"], page["note"]) == ("0600000002", "giao buổi tối")
    assert page.conflicts == []


def test_one_field_changed_twice_keeps_both_values_with_their_authors() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"phone": "0600000002"}), BINH)
    taken = page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000003"}), AN)
    assert page["phone"] == "0600000002"
    assert not taken.is_clean
    (conflict,) = page.conflicts
    assert conflict.fields["standing"]["values"] == {"phone": "0600000002"}
    assert conflict.fields["standing"]["device"] == BINH.device.hex
    assert conflict.fields["other"]["values"] == {"phone": "0600000003"}
    assert conflict.fields["other"]["device"] == AN.device.hex
    assert conflict.fields["about"] == SUBJECT.hex


def test_the_same_change_by_two_people_is_no_conflict() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"phone": "0600000002"}), BINH)
    page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000002"}), AN)
    assert page["phone"] == "0600000002"
    assert page.conflicts == []


def test_a_group_merges_or_clashes_as_a_whole() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"person_name": "Lê Mẫu", "birth": "1990"}), BINH)
    page.take(act("dossier.amend", seq=2, base=1, sets={"address": "Thôn 2"}), AN)
    assert (page["person_name"], page["birth"], page["address"]) == ("Lê Mẫu", "1990", None)
    assert kept_values(page, "submitter") == [{"address": "Thôn 2"}]


def test_a_chain_of_offline_edits_is_one_branch() -> None:
    page = dossier_page()
    for seq, phone in enumerate(["0600000002", "0600000003", "0600000004"], start=2):
        taken = page.take(act("dossier.amend", seq=seq, base=1, after=seq - 1 if seq > 2 else 0, sets={"phone": phone}))
        assert taken.is_clean
    assert page["phone"] == "0600000004"
    assert page.conflicts == []


def test_each_value_of_a_losing_chain_is_kept() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"phone": "0600000009"}), BINH)
    page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000002"}), AN)
    page.take(act("dossier.amend", seq=3, base=1, after=2, sets={"phone": "0600000003"}), AN)
    assert page["phone"] == "0600000009"
    assert kept_values(page, "phone") == [{"phone": "0600000002"}, {"phone": "0600000003"}]


def test_who_has_seen_the_other_value_may_change_it() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", base=1, sets={"phone": "0600000002"}), BINH)
    taken = page.take(act("dossier.amend", seq=2, base=2, sets={"phone": "0600000003"}), AN)
    assert taken.is_clean
    assert page["phone"] == "0600000003"


def test_another_incarnation_of_the_same_laptop_is_somebody_else() -> None:
    page = dossier_page()
    restored = type(AN)(AN.device, UUID(int=0xA2))
    page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000002"}), AN)
    page.take(act("dossier.amend", seq=2, base=1, after=2, sets={"phone": "0600000003"}), restored)
    assert kept_values(page, "phone") == [{"phone": "0600000003"}]


def _out_on_a_run() -> Page:
    page = dossier_page()
    page.take(act("dossier.result", seq=2, base=1, sets={"result_number": "12/TP"}))
    page.take(act("delivery.shelve", seq=3, base=2, sets={"shelf": "A1"}))
    page.take(act("delivery.take", seq=4, base=3, sets={"run": "r1"}))
    return page


def test_what_was_handed_over_stays_so_whichever_fact_arrives_last() -> None:
    handed = act("delivery.hand_over", base=4, sets={"receiver": "Phạm Mẫu"})
    absent = act("delivery.absent", seq=5, base=4, appends={"attempts": {"outcome": "absent"}})
    first, second = _out_on_a_run(), _out_on_a_run()
    first.take(handed, BINH)
    first.take(absent, AN)
    second.take(absent, AN)
    second.take(handed, BINH)
    for page in (first, second):
        assert (page["delivery"], page["status"], page["receiver"]) == ("handed_over", "handed_over", "Phạm Mẫu")
        assert [attempt["outcome"] for attempt in page["attempts"]] == ["absent"]
    assert kept_values(first, "delivery") == [{"delivery": "absent"}]
    (lost,) = kept_values(second, "delivery")
    assert (lost["delivery"], lost["run"], lost["shelf"]) == ("absent", "r1", "A1")


def test_handed_over_twice_keeps_both_receivers() -> None:
    page = _out_on_a_run()
    page.take(act("delivery.hand_over", base=4, sets={"receiver": "Phạm Mẫu"}), BINH)
    page.take(act("delivery.hand_over", seq=5, base=4, sets={"receiver": "Lê Mẫu"}), AN)
    assert page["receiver"] == "Lê Mẫu"
    (lost,) = kept_values(page, "delivery")
    assert (lost["receiver"], lost["delivery"]) == ("Phạm Mẫu", "handed_over")


def test_the_loser_of_a_group_is_kept_whole_even_where_the_winner_left_his_fields_alone() -> None:
    page = _out_on_a_run()
    page.take(act("delivery.hand_over", base=4, sets={"receiver": "Phạm Mẫu", "identity_last4": "0001"}), BINH)
    page.take(act("delivery.hand_over", seq=5, base=4, sets={"receiver": "Lê Mẫu"}), AN)
    page.take(act("dossier.amend", seq=6, base=4, after=5, sets={"identity_last4": "0002"}), AN)
    assert kept_values(page, "delivery")[0]["identity_last4"] == "0001"


def test_a_claim_never_takes_back_what_was_handed_over() -> None:
    page = dossier_page()
    page.take(act("delivery.hand_over", base=1, sets={"receiver": "Phạm Mẫu"}), BINH)
    page.take(act("delivery.shelve", seq=2, base=1, sets={"shelf": "A1"}), AN)
    assert (page["delivery"], page["shelf"]) == ("handed_over", None)
    assert kept_values(page, "delivery") == [{"shelf": "A1", "delivery": "ready"}]


def test_a_hand_over_of_a_voided_dossier_stands_and_calls_a_person() -> None:
    page = dossier_page()
    page.take(act("dossier.void", base=1), BINH)
    page.take(act("delivery.hand_over", seq=2, base=1, sets={"receiver": "Phạm Mẫu"}), AN)
    assert page["status"] == "handed_over"
    assert kept_values(page, "decision") == [{"status": "voided"}]


@pytest.mark.parametrize("name", ["status", "delivery", "attempts"])
def test_states_and_logs_are_never_simply_set(name: str) -> None:
    page = dossier_page()
    assert page.refuse(act("dossier.amend", seq=2, base=1, sets={name: "handed_over"})) == "other_shape"


@pytest.mark.parametrize("name", ["status", "note", "phone"])
def test_only_logs_are_added_to(name: str) -> None:
    page = dossier_page()
    assert page.refuse(act("dossier.amend", seq=2, base=1, appends={name: {"x": 1}})) == "other_shape"


def test_an_entry_of_a_log_cannot_pass_for_another_operations() -> None:
    page = _out_on_a_run()
    page.take(act("delivery.absent", seq=5, base=4, appends={"attempts": {"outcome": "absent", "op": "0" * 32}}))
    (attempt,) = page["attempts"]
    assert attempt["op"] != "0" * 32


def test_what_the_rules_do_not_know_waits_for_a_person() -> None:
    page = dossier_page()
    assert page.refuse(act("dossier.fly", seq=2)) == "unknown_kind"
    assert page.refuse(act("dossier.amend", seq=2, version=2)) == "unknown_kind"
    assert page.refuse(act("dossier.register", seq=2)) == "exists_already"
    assert page.refuse(act("person.amend", seq=2)) == "other_type"
    assert Page().hold(act("dossier.amend")) == "record_missing"


def test_the_record_carries_the_stamp_and_every_written_group_its_mark() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000002"}))
    assert page.record is not None
    assert page.record.rev == 2
    assert page.record.marks["phone"].stamp == 2
    assert page.record.marks["submitter"].stamp == 1
    assert decode_record(encode_record(page.record)) == page.record


def test_a_record_s_bytes_do_not_tell_which_groups_share_one_mark_in_memory() -> None:
    page = dossier_page()
    page.take(act("dossier.amend", seq=2, base=1, sets={"phone": "0600000002"}))
    assert page.record is not None
    apart = replace(page.record, marks={name: replace(mark) for name, mark in page.record.marks.items()})
    plainly = msgspec.msgpack.Encoder(uuid_format="bytes", order="deterministic").encode(page.record)
    assert encode_record(page.record) == encode_record(apart) == plainly


def test_what_a_delivery_consists_of_is_one_group_and_a_field_of_no_group_stands_alone() -> None:
    names = ("delivery", "shelf", "run", "receiver", "relation", "identity_kind", "identity_last4", "delivered_at_ms")
    assert {group_of(DOSSIER, name).name for name in names} == {"delivery"}
    assert group_of(DOSSIER, "phone").fields == ("phone",)
    assert group_of(RUN, "run").name == "run"


def test_what_is_the_centre_s_own_does_not_give_way_even_to_a_fact_and_both_are_kept() -> None:
    page = dossier_page(due_at_ms=100)
    page.take(act("dossier.amend", base=1, sets={"due_at_ms": 200}), BINH)
    page.take(act("delivery.hand_over", seq=2, base=1, sets={"due_at_ms": 300, "receiver": "Phạm Mẫu"}), AN)
    assert (page["due_at_ms"], page["receiver"]) == (200, "Phạm Mẫu")
    assert kept_values(page, "due") == [{"due_at_ms": 300}]


@pytest.mark.parametrize("name", ["due_at_ms", "official_code"])
def test_the_laptop_yields_where_the_centre_has_another_value(name: str) -> None:
    page = dossier_page(**{name: "a"})
    page.take(act("dossier.amend", base=1, sets={name: "b"}), BINH)
    page.take(act("dossier.amend", seq=2, base=1, sets={name: "c"}), AN)
    assert page[name] == "b"
    (conflict,) = page.conflicts
    assert [conflict.fields[side]["values"][name] for side in ("standing", "other")] == ["b", "c"]


def test_who_owns_what_is_as_the_domain_has_it() -> None:
    owners = {name: group_of(DOSSIER, name).owner for name in ("official_code", "due_at_ms", "received_at_ms")}
    assert owners == {"official_code": Owner.CENTRE, "due_at_ms": Owner.CENTRE, "received_at_ms": Owner.FIELD}
    assert {group_of(DOSSIER, name).owner for name in ("channel", "shelf", "receiver", "run")} == {Owner.FIELD}
    assert {group_of(RUN, name).owner for name in ("taken", "closed_at_ms", "officer")} == {Owner.FIELD}
    assert group_of(RULING, "outcome").owner is Owner.CENTRE


def _forced(operation: Operation, record: Record | None) -> Applied:
    after = apply(operation, AN, record, stamp=9, forced=True)
    assert isinstance(after, Applied), after
    return after


def test_forced_without_a_record_the_act_makes_one_of_what_it_sets_and_marks_it() -> None:
    after = _forced(act("delivery.shelve", sets={"shelf": "A1"}), None)
    assert after.record.fields == {"shelf": "A1", "delivery": "ready", "forced": True}
    assert not after.is_clean
    assert after.conflicts == ()
    assert Dossier.of(after.record).shelf == "A1"


def test_forced_against_the_tables_what_stood_is_kept() -> None:
    page = dossier_page()
    page.take(act("dossier.void", seq=2, base=1))
    after = _forced(act("dossier.result", seq=3, base=2, sets={"result_number": "1/TP"}), page.record)
    assert after.record.fields["status"] == Business.SOLVED
    assert [each.fields["other"]["values"]["status"] for each in after.conflicts] == ["voided"]


def test_forced_it_still_takes_nothing_out_of_its_owners_hands() -> None:
    page = dossier_page()
    page.take(act("delivery.hand_over", seq=2, base=1, sets={"receiver": "Phạm Mẫu"}))
    after = _forced(act("delivery.shelve", seq=3, base=2, sets={"shelf": "A1"}), page.record)
    assert (after.record.fields["delivery"], after.record.fields.get("shelf")) == ("handed_over", None)
    assert [each.fields["other"]["values"] for each in after.conflicts] == [{"shelf": "A1", "delivery": "ready"}]


def test_a_second_register_that_is_forced_overwrites_nothing_and_is_kept() -> None:
    page = dossier_page()
    after = apply(act("dossier.register", sets={"person_name": "Lê Mẫu"}), BINH, page.record, stamp=9, forced=True)
    assert isinstance(after, Applied)
    assert after.record.fields["person_name"] == "Phạm Mẫu"
    assert [each.fields["other"]["values"] for each in after.conflicts] == [{"person_name": "Lê Mẫu"}]


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (act("dossier.fly", seq=2), "unknown_kind"),
        (act("person.amend", seq=2), "other_type"),
        (act("dossier.amend", seq=2, sets={"status": "solved"}), "other_shape"),
    ],
    ids=["unknown_kind", "other_type", "other_shape"],
)
def test_no_person_can_force_what_the_rules_cannot_read(operation: Operation, reason: str) -> None:
    assert apply(operation, AN, dossier_page().record, stamp=9, forced=True) == Parked(reason)


def test_what_settles_a_conflict_that_is_not_there_waits_for_it_even_if_forced() -> None:
    assert apply(act("conflict.settle"), AN, None, stamp=9, forced=True) == Held("record_missing")


def test_rules_that_know_more_have_another_name() -> None:
    fewer = {name: kind for name, kind in KINDS.items() if name != "run.open"}
    newer = dict(KINDS) | {"dossier.amend": Kind(record_type=DOSSIER, version=2)}
    assert len({rules_version(each) for each in (KINDS, fewer, newer)}) == 3
    assert rules_version(dict(reversed(list(KINDS.items())))) == rules_version(KINDS)
