"""What the centre says of an act is what its official sees: held, applied after all, or set aside by a person."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.storage.tables import OPERATION
from sync.central.store import writing
from sync.central.tables import CHAIN
from sync.client.ports import UnreachableError
from sync.records import person as people
from sync.records.operation import Origin
from sync.records.person import Person
from sync.records.rules import CONFLICT, PERSON
from sync.records.ruling import Decision, Subject, rule
from sync.records.undoing import EarlierAct
from tests.unit.ferry_room import Laptop, Room, check_equal


@pytest.fixture
def early(room: Room, tmp_path: Path) -> Person:
    """Return somebody whom the centre forgot, put back to an old copy, and whom the second laptop changed since."""
    first, second = room.laptops
    for at in (0, 1):
        assert room.sync(at).agreed
    room.shore.image(tmp_path / "backup")
    who, _ = first.take_in()
    for number in range(9):
        first.amend(who, phone=f"060000001{number}")
    for at in (0, 1):
        assert room.sync(at).agreed
    room.shore.put_back(tmp_path / "backup")
    _note(second, who, "một")
    return who


def _note(laptop: Laptop, who: Person, text: str) -> None:
    """Write a note about somebody."""
    with laptop.notebook.writing(laptop.author) as work:
        before = Person.of(work.get(PERSON, who.id))
        work.record(people.amend(before, replace(before, note=text)))


def _noted(laptop: Laptop, who: Person) -> object:
    with laptop.notebook.reading() as reader:
        return reader.get(PERSON, who.id).fields.get("note")


def _rows(laptop: Laptop) -> list[tuple[str, str]]:
    """Return state and reason of each operation, in the order in which they were written."""
    wanted = sa.select(OPERATION.c.state, OPERATION.c.reason).order_by(OPERATION.c.number)
    with laptop.notebook.engine.connect() as connection:
        return [(row.state, row.reason) for row in connection.execute(wanted)]


def _last_act(laptop: Laptop, who: Person) -> EarlierAct | None:
    with laptop.notebook.writing(laptop.author) as work:
        return work.last_act(who.id)


def _decide(laptop: Laptop, origin: Origin, seq: int, who: Person, decision: Decision) -> None:
    with laptop.notebook.writing(laptop.author) as work:
        work.record(rule(laptop.new_id(), Subject(origin=origin, seq=seq, record=who.id), decision, note="mẫu"))


def _begin_anew(room: Room, laptop: Laptop) -> None:
    """Let the laptop take another incarnation in its next crossing."""
    with writing(room.centre.engine) as connection:
        here = CHAIN.c.incarnation == laptop.notebook.origin.incarnation.bytes
        connection.execute(sa.update(CHAIN).where(here).values(is_frozen=True))


def test_what_comes_before_its_record_is_held_and_stays_as_the_official_saw_it(room: Room, early: Person) -> None:
    laptop = room.laptops[1]
    _note(laptop, early, "hai")
    report = room.sync(1)
    assert (report.trouble, report.sent, report.applied, report.agreed) == ("", 2, 0, False)
    assert _rows(laptop) == [("held", "record_missing"), ("held", "behind_held")]
    assert _noted(laptop, early) == "hai"
    assert _last_act(laptop, early) is None, "it is at the centre, and cannot be called back from here"
    with laptop.notebook.reading() as reader:
        assert reader.sync_state(early.id) == "held"
    assert not room.sync(1).agreed


def test_what_was_held_is_applied_when_its_record_comes_and_may_then_be_taken_back(room: Room, early: Person) -> None:
    laptop = room.laptops[1]
    room.sync(1)
    assert room.sync(0).agreed
    report = room.sync(1)
    assert (report.applied, report.agreed) == (1, True)
    assert _rows(laptop) == [("applied", "")]
    last = _last_act(laptop, early)
    assert last is not None
    assert last.stood_before == {"note": ""}
    assert room.sync(0).agreed
    assert _noted(room.laptops[0], early) == _noted(laptop, early) == "một"
    check_equal(room)


def test_an_act_that_a_person_forced_is_applied_and_its_laptop_hears_of_it(room: Room, early: Person) -> None:
    first, second = room.laptops
    room.sync(1)
    assert _rows(second) == [("held", "record_missing")]
    _decide(second, second.notebook.origin, 1, early, Decision.FORCE)
    room.sync(1)
    assert _rows(second) == [("applied", ""), ("applied", "")]
    assert _noted(second, early) == "một"
    assert second.phone(early) == "", "of somebody who was made by force nothing but that is known"
    for at in (0, 1, 0):
        room.sync(at)
    check_equal(room)
    assert _noted(first, early) == _noted(second, early) == "một"


def test_an_act_that_was_set_aside_leaves_the_page_and_cannot_be_taken_back(room: Room) -> None:
    first, second = room.laptops
    who, _ = first.take_in()
    assert room.sync().agreed
    honest, first.author = first.author, first.impostor
    first.amend(who, phone="0600000099")
    first.author = honest
    assert room.sync().parked == 1
    assert first.phone(who) == "0600000099"
    room.sync(1)
    _decide(second, first.notebook.origin, 3, who, Decision.SET_ASIDE)
    assert room.sync(1).agreed
    assert room.sync().agreed
    assert _rows(first)[2] == ("set_aside", "set_aside")
    assert first.phone(who) == "0600000001"
    with first.notebook.reading() as reader:
        assert reader.sync_state(who.id) == "set_aside"
    assert _last_act(first, who) is None
    second.amend(who, phone="0600000099")
    assert room.sync(1).agreed
    assert room.sync().agreed
    assert first.phone(who) == "0600000099"
    assert _last_act(first, who) is None, "the same number, but from another hand"
    check_equal(room)


def test_an_act_of_an_earlier_incarnation_that_is_judged_at_last_is_heard_of(room: Room, early: Person) -> None:
    laptop = room.laptops[1]
    room.sync(1)
    before = laptop.notebook.origin
    _begin_anew(room, laptop)
    room.sync(1)
    assert laptop.notebook.origin != before
    assert (_rows(laptop), _noted(laptop, early)) == ([("held", "record_missing")], "một")
    assert room.sync(0).agreed
    assert room.sync(1).trouble == ""
    assert (_rows(laptop), _noted(laptop, early)) == ([("applied", "")], "một")
    assert room.sync(1).agreed
    assert room.sync(0).agreed
    check_equal(room)


@pytest.mark.parametrize("decision", [Decision.FORCE, Decision.SET_ASIDE])
def test_a_decision_on_an_act_of_an_earlier_incarnation_reaches_its_laptop(
    room: Room, early: Person, decision: Decision
) -> None:
    laptop = room.laptops[1]
    room.sync(1)
    before = laptop.notebook.origin
    _begin_anew(room, laptop)
    room.sync(1)
    _decide(laptop, before, 1, early, decision)
    assert room.sync(1).trouble == ""
    assert _rows(laptop)[0][0] == ("applied" if decision is Decision.FORCE else "set_aside")
    assert room.sync(1).agreed


def test_last_words_that_broke_off_are_asked_for_in_the_next_crossing(room: Room, early: Person) -> None:
    laptop = room.laptops[1]
    room.sync(1)
    _begin_anew(room, laptop)
    room.sync(1)
    assert room.sync(0).agreed

    def cut(path: str) -> None:
        if path == "/v1/recover":
            raise UnreachableError("cut")

    room.roads[1].before = cut
    assert room.sync(1).trouble == "unreachable"
    assert _rows(laptop) == [("held", "record_missing")]
    room.roads[1].before = lambda _path: None
    assert room.sync(1).trouble == ""
    assert (_rows(laptop), _noted(laptop, early)) == ([("applied", "")], "một")
    assert room.sync(1).agreed


def test_what_waits_of_several_incarnations_is_shown_as_the_centre_would_apply_it_in_the_order_of_writing(
    room: Room,
) -> None:
    first, second = room.laptops
    who, _ = first.take_in()
    for at in (0, 1):
        assert room.sync(at).agreed
    honest, first.author = first.author, first.impostor
    for number in range(4):
        first.amend(who, phone=f"060000003{number}")
        assert room.sync().parked == 1
        _begin_anew(room, first)
        assert room.sync().trouble == ""
    first.author = honest
    _note(second, who, "một")
    assert room.sync(1).agreed
    assert room.sync().trouble == ""
    assert (first.phone(who), _noted(first, who)) == ("0600000030", "một")


def test_what_is_written_of_somebody_whom_the_centre_forgot_is_seen_at_once_and_never_lost(
    room: Room, early: Person
) -> None:
    laptop = room.laptops[1]
    room.sync(1)
    laptop.amend(early, phone="0600000099")
    assert laptop.phone(early) == "0600000099"
    room.sync(1)
    assert laptop.phone(early) == "0600000099"
    for at in (0, 1, 0):
        assert room.sync(at).agreed
    with laptop.notebook.reading() as reader:
        disputed = {each.fields["other"]["values"]["phone"] for each in reader.of_type(CONFLICT)}
    assert {laptop.phone(early), *disputed} == {"0600000018", "0600000099"}
    check_equal(room)
