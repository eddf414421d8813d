"""What stands in the way is mended or told; a laptop put back to any of its days has each act at the centre once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.storage.tables import META, OPERATION
from sync.central.store import writing
from sync.central.tables import CHAIN, ENROLMENT
from sync.central.tables import OPERATION as CENTRE_OPERATION
from sync.central.tables import RECORD as CENTRE_RECORD
from sync.protocol.keys import new_sealing_key
from sync.protocol.messages import ProblemCode
from sync.records.record import decode_record
from sync.records.rules import CONFLICT, PERSON
from tests.unit.ferry_room import Laptop, RefusingRoad, Room, check_equal


def _people(room: Room) -> list[tuple[str, str]]:
    """Return name and number of everybody at the centre; nobody may be in dispute with himself."""
    with room.centre.engine.connect() as connection:
        records = [decode_record(raw) for raw in connection.execute(sa.select(CENTRE_RECORD.c.bytes)).scalars()]
    assert not [each for each in records if each.type == CONFLICT]
    return sorted((each.fields["name"], each.fields["phone"]) for each in records if each.type == PERSON)


def _taken(room: Room) -> int:
    """Return how many operations the centre has applied, each counted once wherever it stands."""
    with room.centre.engine.connect() as connection:
        rows = connection.execute(sa.select(CENTRE_OPERATION.c.state, CENTRE_OPERATION.c.reason)).all()
    assert {row.state for row in rows} == {"applied"}
    return sum(row.reason != "carried_twice" for row in rows)


def _know_another_centre(laptop: Laptop, key: bytes) -> None:
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(centre_sealing_key=key))
    laptop.start_again()


def test_what_was_sealed_to_a_retired_key_is_sealed_anew_once_another_is_known(room: Room) -> None:
    laptop = room.laptops[0]
    right = laptop.pier.keys().centre_sealing.to_bytes()
    _know_another_centre(laptop, new_sealing_key(laptop.rng.randbytes).public.to_bytes())
    laptop.take_in()
    before = laptop.notebook.origin
    for _ in range(2):
        report = room.sync()
        assert (report.trouble, report.carried, report.agreed) == ("key_retired", 0, False)
    assert (laptop.counts(), laptop.notebook.origin) == ({"sending": 2}, before)
    _know_another_centre(laptop, right)
    assert room.settled().carried == 2
    assert (laptop.counts(), _taken(room)) == ({"applied": 2}, 2)


def test_a_segment_that_is_too_large_for_the_centre_is_cut_into_smaller_ones(room: Room) -> None:
    laptop = room.laptops[0]
    laptop.segment_bytes = 32_000
    laptop.carrier = RefusingRoad(room.shore, "/v1/segments", ProblemCode.TOO_LARGE, lambda body: len(body) > 5_500)
    laptop.start_again()
    for name in range(30):
        laptop.take_in(f"Mẫu {name} {laptop.rng.randbytes(30).hex()}")
    report = room.sync()
    assert (report.trouble, report.agreed, report.carried) == ("", True, 60)
    assert max(len(sealed) for sealed in laptop.segments()) <= 5_500
    assert (laptop.counts(), _taken(room)) == ({"applied": 60}, 60)
    room.settled(1)
    check_equal(room)


def test_a_single_act_that_is_too_large_stays_is_told_and_nothing_is_turned_upside_down(room: Room) -> None:
    laptop = room.laptops[0]
    laptop.take_in()
    laptop.segment_bytes = 1
    refusing = RefusingRoad(room.shore, "/v1/segments", ProblemCode.TOO_LARGE)
    laptop.carrier = refusing
    laptop.start_again()
    before = laptop.notebook.origin
    for _ in range(2):
        report = room.sync()
        assert (report.trouble, report.carried) == ("too_large", 0)
    assert (laptop.notebook.origin, laptop.counts()) == (before, {"sending": 1, "waiting": 1})
    refusing.path = "nothing"
    assert room.settled().sent == 2


def test_a_laptop_that_the_centre_forgot_is_let_in_again_with_its_token_under_whichever_name(
    room: Room, tmp_path: Path
) -> None:
    room.shore.image(tmp_path / "backup")
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(CHAIN).values(is_frozen=True))
    laptop.take_in("Trần Mẫu")
    assert room.settled().carried == 2
    room.shore.put_back(tmp_path / "backup")
    room.shore.begin_another_life()
    laptop.take_in("Lê Mẫu")
    room.settled()
    assert (len(_people(room)), _taken(room)) == (3, 6)
    assert laptop.counts() == {"applied": 6}
    room.settled(1)
    check_equal(room)


def test_what_the_centre_lost_counts_as_on_its_way_until_it_is_there_again(room: Room, tmp_path: Path) -> None:
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    room.shore.image(tmp_path / "backup")
    laptop.take_in("Trần Mẫu")
    room.settled()
    room.shore.put_back(tmp_path / "backup")
    room.shore.begin_another_life()
    room.roads[0].cuts = [("/v1/segments", 0)] * 3
    assert room.sync().trouble == "unreachable"
    assert laptop.counts() == {"applied": 2, "sending": 2}
    assert room.settled().carried == 0
    assert (laptop.counts(), _taken(room)) == ({"applied": 4}, 4)


@pytest.mark.parametrize("is_spent_by_itself", [True, False])
def test_a_laptop_that_the_centre_forgot_whose_token_is_spent_stops_and_keeps_everything(
    room: Room, tmp_path: Path, *, is_spent_by_itself: bool
) -> None:
    room.shore.image(tmp_path / "backup")
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    with room.centre.engine.connect() as connection:
        spent = connection.execute(sa.select(ENROLMENT).where(ENROLMENT.c.spent_at_ms.is_not(None))).one()._asdict()
    room.shore.put_back(tmp_path / "backup")
    with writing(room.centre.engine) as connection:
        if not is_spent_by_itself:
            spent["spent_by"] = bytes(16)
        here = ENROLMENT.c.token_hash == spent["token_hash"]
        connection.execute(sa.update(ENROLMENT).where(here).values(spent))
    laptop.take_in("Trần Mẫu")
    before = laptop.notebook.origin
    for _ in range(2):
        assert room.sync().trouble == "unknown_device"
        laptop.start_again()
    assert (laptop.counts(), laptop.notebook.origin) == ({"applied": 2, "waiting": 2}, before)


@pytest.mark.parametrize("turns", ["LCLCLC", "CLCLCL", "LLCCLL", "CCLLCC", "LCCLLC"])
def test_two_copies_of_a_laptop_lose_nothing_and_double_nothing_whoever_speaks_first(
    room: Room, tmp_path: Path, turns: str
) -> None:
    laptop = room.laptops[0]
    laptop.take_in("Nguyễn Chung")
    room.settled()
    laptop.take_in("Trần Chung")  # both have it, and neither has sent it
    laptop.image(tmp_path / "copy")
    copy = Laptop(tmp_path / "copy", "M01", laptop.rng, laptop.carrier)
    copy.clock.at_ms += 1
    laptop.take_in("Lê Gốc")
    copy.take_in("Lê Sao")
    speakers = {"L": laptop, "C": copy}
    for number, turn in enumerate(turns):
        assert speakers[turn].sync().trouble == ""
        if number == 2:
            laptop.take_in("Phạm Gốc")
            copy.take_in("Phạm Sao")
    for each in (laptop, copy, laptop, copy):
        assert each.sync().trouble == ""
    names = ["Lê Gốc", "Lê Sao", "Nguyễn Chung", "Phạm Gốc", "Phạm Sao", "Trần Chung"]
    assert [name for name, _ in _people(room)] == names
    assert _taken(room) == 12
    assert laptop.notebook.origin != copy.notebook.origin
    for each in (laptop, copy):
        with each.notebook.reading() as reader:
            assert sorted(one.fields["name"] for one in reader.of_type(PERSON)) == names
        assert set(each.counts()) == {"applied"}
    copy.notebook.close()
    room.settled(1)
    check_equal(room)


_DAYS = ["waiting", "written_down", "received", "applied"]


def _live_to(room: Room, laptop: Laptop, day: str) -> None:
    """Let what waits come as far as the day says, and no further."""
    road = room.roads[0]
    match day:
        case "written_down":
            road.cuts = [("/v1/segments", 0)] * 3
        case "received":
            road.cuts = [("/v1/feed", 0)] * 3
        case _:
            road.cuts = []
    if day != "waiting":
        assert laptop.sync().trouble == ("" if day == "applied" else "unreachable")
    road.cuts = []


@pytest.mark.parametrize("is_changed_since", [False, True])
@pytest.mark.parametrize("day", _DAYS)
def test_a_laptop_put_back_to_any_day_has_each_of_its_acts_at_the_centre_once(
    room: Room, tmp_path: Path, day: str, *, is_changed_since: bool
) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in("Nguyễn Mẫu")
    room.settled()
    laptop.amend(who, phone="0600000011")
    laptop.take_in("Trần Mẫu")
    _live_to(room, laptop, day)
    laptop.image(tmp_path / "old")
    laptop.amend(who, phone="0600000012")
    room.settled()
    laptop.put_back(tmp_path / "old")
    if is_changed_since:
        laptop.take_in("Lê Mẫu")
    room.settled()
    extra = [("Lê Mẫu", "0600000001")] if is_changed_since else []
    assert _people(room) == [*extra, ("Nguyễn Mẫu", "0600000012"), ("Trần Mẫu", "0600000001")]
    assert _taken(room) == (8 if is_changed_since else 6)
    assert laptop.phone(who) == "0600000012"
    assert set(laptop.counts()) == {"applied"}
    room.settled(1)
    check_equal(room)


@pytest.mark.parametrize("days", ["waiting waiting", "waiting applied", "written_down received", "applied waiting"])
def test_a_laptop_put_back_twice_in_a_row_has_each_of_its_acts_at_the_centre_once(
    room: Room, tmp_path: Path, days: str
) -> None:
    laptop = room.laptops[0]
    laptop.take_in("Nguyễn Mẫu")
    room.settled()
    names = {"Nguyễn Mẫu"}
    for number, day in enumerate(days.split()):
        laptop.take_in(f"Trần Mẫu {number}")
        _live_to(room, laptop, day)
        laptop.image(tmp_path / f"old {number}")
        laptop.take_in(f"Lê Mẫu {number}")
        room.settled()
        names |= {f"Trần Mẫu {number}", f"Lê Mẫu {number}"}
        laptop.put_back(tmp_path / f"old {number}")
        laptop.take_in(f"Phạm Mẫu {number}")
        names.add(f"Phạm Mẫu {number}")
        if number:
            room.settled()
            laptop.put_back(tmp_path / "old 0")  # and once more, to before its first return
            laptop.take_in("Phạm Mẫu 2")
        room.settled()
    assert {name for name, _ in _people(room)} == names | {"Phạm Mẫu 2"}
    assert _taken(room) == 2 * len(_people(room))
    with laptop.notebook.reading() as reader:
        assert {each.fields["name"] for each in reader.of_type(PERSON)} == names | {"Phạm Mẫu 2"}
    room.settled(1)
    check_equal(room)


def test_a_verdict_that_lies_under_the_cursor_is_asked_for(room: Room) -> None:
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    with laptop.notebook.transaction(write=True) as connection:  # as after a centre's file was put back by hand
        connection.execute(sa.update(OPERATION).where(OPERATION.c.seq == 2).values(state="received", stamp=0))
    laptop.start_again()
    room.laptops[1].take_in()
    room.settled(1)
    room.sync()
    room.settled()
    assert laptop.counts() == {"applied": 2}
    check_equal(room)
