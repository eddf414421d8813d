"""A decision between two versions: what it may choose, what it writes, in one commit, and what it refuses."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.services import intake, lookup, settling, syncing
from desktop_app.services.desk import Desk
from desktop_app.storage.errors import MissingRecordError
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import decode_operation
from sync.records.rules import DOSSIER
from sync.records.settling import OTHER, SEEN, STANDING
from tests.gui.clashes import clash
from tests.unit.notebook_room import Hands
from tests.unit.service_room import draft, new_desk, solved


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path, Hands(seed=7))
    yield made
    made.notebook.close()


def noted(desk: Desk) -> tuple[Dossier, UUID]:
    """Take a dossier in, with a conflict about its note."""
    taken = intake.register(desk, draft())
    return taken, clash(desk, taken, {"note": ""}, {"note": "giao buổi tối"}, group="note")


def written(desk: Desk) -> list[str]:
    return [row.kind for row in reversed(syncing.operations(desk))]


def test_keeping_what_stands_writes_the_decision_alone(desk: Desk) -> None:
    taken, conflict = noted(desk)
    before = written(desk)
    settling.settle(desk, conflict, chosen=STANDING, note="theo giấy")
    assert written(desk) == [*before, "conflict.settle"]
    assert lookup.dossier(desk, taken.id).dossier.note == ""
    assert syncing.status(desk).conflicts == 0


def test_keeping_the_other_writes_value_and_decision_in_one_commit(desk: Desk) -> None:
    taken, conflict = noted(desk)
    before = written(desk)
    settling.settle(desk, conflict, chosen=OTHER)
    assert written(desk) == [*before, "dossier.settle", "conflict.settle"]
    assert lookup.dossier(desk, taken.id).dossier.note == "giao buổi tối"
    rows = syncing.operations(desk)
    assert {rows[0].code, rows[1].code} == {taken.provisional_code}  # a decision is called by what it is about


def test_states_are_chosen_with_their_group(desk: Desk) -> None:
    done = solved(desk)
    other = {"status": "voided"}
    conflict = clash(desk, done, {"status": "solved", "result_number": "12/TP"}, other, group="decision")
    settling.settle(desk, conflict, chosen=OTHER)
    assert lookup.dossier(desk, done.id).dossier.status == "voided"


@pytest.mark.parametrize("chosen", [SEEN, "both", ""])
def test_what_is_not_offered_is_refused(desk: Desk, chosen: str) -> None:
    _, conflict = noted(desk)
    with pytest.raises(RefusedError, match="choice_unknown"):
        settling.settle(desk, conflict, chosen=chosen)
    assert len(settling.undecided(desk)) == 1


def test_a_second_decision_and_an_endless_note_are_refused_and_write_nothing(desk: Desk) -> None:
    _, conflict = noted(desk)
    with pytest.raises(RefusedError, match="too_long"):
        settling.settle(desk, conflict, chosen=OTHER, note="x" * 2_001)
    before = written(desk)
    settling.settle(desk, conflict, chosen=STANDING)
    with pytest.raises(RefusedError, match="conflict_settled"):
        settling.settle(desk, conflict, chosen=OTHER)
    assert written(desk) == [*before, "conflict.settle"]
    with pytest.raises(MissingRecordError):
        settling.settle(desk, UUID(int=1), chosen=STANDING)


def test_a_conflict_about_a_record_that_is_not_here_can_only_be_seen(desk: Desk) -> None:
    taken = intake.register(desk, draft())
    stranger = Dossier(id=UUID(int=5), provisional_code=taken.provisional_code)
    conflict = clash(desk, stranger, {"note": ""}, {"note": "hai"}, group="note")
    (found,) = settling.undecided(desk)
    assert (found.choices, found.now, found.about_code) == ((SEEN,), {}, "")
    settling.settle(desk, conflict, chosen=SEEN)
    assert settling.undecided(desk) == ()


def test_a_decision_names_who_made_it_and_both_versions_stay(desk: Desk) -> None:
    taken, conflict = noted(desk)
    settling.settle(desk, conflict, chosen=OTHER, note="đã hỏi")
    (kept,) = settling.decided(desk, taken.id)
    assert kept.id == conflict
    assert kept.decision is not None
    assert (kept.decision.chosen, kept.decision.note, kept.decision.actor) == (OTHER, "đã hỏi", desk.author.id)
    assert (kept.standing["values"], kept.other["values"]) == ({"note": ""}, {"note": "giao buổi tối"})
    assert settling.decided(desk, UUID(int=9)) == ()
    assert kept.leads_to == (DOSSIER, taken.id)


def test_a_decision_is_an_operation_like_any_other_with_the_officials_words(desk: Desk) -> None:
    _, conflict = noted(desk)
    settling.settle(desk, conflict, chosen=STANDING, note="  đã hỏi  ")
    with desk.notebook.transaction(write=False) as connection:
        raw = connection.exec_driver_sql("SELECT raw FROM operation_bytes ORDER BY number DESC LIMIT 1").scalar_one()
    operation = decode_operation(raw)
    assert operation.body.sets == {"chosen": STANDING, "note": "đã hỏi"}
    assert (operation.kind, operation.record) == ("conflict.settle", conflict)
