"""A ruling says what it is about in plain fields, and reads them back only where they make sense."""

from typing import Any
from uuid import UUID

import pytest

from sync.records.dossier import MAX_NOTE_CHARS
from sync.records.errors import RefusedError
from sync.records.record import Record
from sync.records.rules import KINDS, RULING
from sync.records.ruling import RULINGS, Decision, Subject, carried_out, rule, subject_of
from tests.unit.merge_room import AN, SUBJECT

ABOUT = Subject(origin=AN, seq=4, record=SUBJECT)


def written(decision: Decision = Decision.RETRY, **changes: Any) -> Record:
    act = rule(UUID(int=9), ABOUT, decision, note="  theo sổ giấy ")
    return Record(RULING, act.record, 7, {**act.body.sets, **changes}, {})


@pytest.mark.parametrize("decision", Decision)
def test_each_decision_is_a_kind_of_its_own_that_makes_a_record(decision: Decision) -> None:
    act = rule(UUID(int=9), ABOUT, decision)
    assert KINDS[act.kind].creates
    assert KINDS[act.kind].record_type == RULING
    assert RULINGS[act.kind] is decision
    assert act.body.sets["what"] == decision


def test_a_ruling_tells_what_it_is_about() -> None:
    assert subject_of(written()) == ABOUT
    assert written().fields["note"] == "theo sổ giấy"


@pytest.mark.parametrize(
    "changes",
    [
        {"about_seq": 0},
        {"about_seq": 1 << 63},
        {"about_seq": "4"},
        {"about_device": 5},
        {"about_device": "zz"},
        {"about_incarnation": None},
        {"about_record": ""},
    ],
    ids=str,
)
def test_fields_that_make_no_sense_are_about_nothing(changes: dict[str, Any]) -> None:
    assert subject_of(written(**changes)) is None


def test_what_came_of_it_stands_beside_what_was_decided() -> None:
    ruling = carried_out(written(), "parked", "impossible_move")
    assert (ruling.fields["outcome"], ruling.fields["outcome_reason"]) == ("parked", "impossible_move")
    assert subject_of(ruling) == ABOUT
    assert (ruling.rev, ruling.marks["outcome"].stamp) == (7, 7)


def test_a_note_that_is_too_long_is_refused() -> None:
    with pytest.raises(RefusedError, match="too_long"):
        rule(UUID(int=9), ABOUT, Decision.FORCE, note="x" * (MAX_NOTE_CHARS + 1))
