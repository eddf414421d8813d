"""After a doubt: a restored or copied laptop, a restored centre. Nothing is lost, nothing is there twice."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.storage.tables import SEGMENT
from sync.central.devices import find_chain, freeze_chain
from sync.central.store import writing
from sync.central.tables import CHAIN, ENROLMENT
from sync.central.tables import OPERATION as CENTRE_OPERATION
from sync.central.tables import RECORD as CENTRE_RECORD
from sync.records.operation import decode_operation
from sync.records.record import decode_record
from sync.records.rules import CONFLICT
from tests.unit.ferry_room import Laptop, Room, check_equal


def _marks(room: Room) -> list[str]:
    """Return the numbers that stand in the centre's records of people."""
    with room.centre.engine.connect() as connection:
        records = [decode_record(raw) for raw in connection.execute(sa.select(CENTRE_RECORD.c.bytes)).scalars()]
    return sorted(each.fields["phone"] for each in records if each.type == "person")


def test_a_laptop_restored_from_an_old_copy_carries_what_it_wrote_since_and_gets_the_rest_back(
    room: Room, tmp_path: Path
) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    room.settled()
    laptop.image(tmp_path / "old")
    laptop.amend(who, phone="0600000011")
    lost, _ = laptop.take_in("Trần Mẫu")
    room.settled()
    laptop.put_back(tmp_path / "old")
    new, _ = laptop.take_in("Lê Mẫu")
    laptop.amend(new, phone="0600000033")
    before = laptop.notebook.origin.incarnation
    report = room.settled()
    assert report.carried == 3
    assert laptop.notebook.origin.incarnation != before
    assert (laptop.phone(who), laptop.phone(new), laptop.phone(lost)) == ("0600000011", "0600000033", "0600000001")
    assert laptop.counts() == {"applied": 5}
    room.settled(1)
    check_equal(room)


def test_what_was_carried_keeps_its_officials_proof(room: Room, tmp_path: Path) -> None:
    laptop = room.laptops[0]
    laptop.image(tmp_path / "old")
    laptop.take_in()
    room.settled()
    laptop.put_back(tmp_path / "old")
    laptop.take_in("Trần Mẫu")
    signed = [(row.raw, row.signature) for row in laptop.operations().values()]
    assert room.settled().carried == 2
    carried = [decode_operation(row.raw).body.carried for row in laptop.operations().values()]
    assert [each.signature for each in carried if each] == [signature for _, signature in signed]
    assert all(row.size == len(row.raw) for row in laptop.operations().values())
    with room.centre.engine.connect() as connection:
        states = set(connection.execute(sa.select(CENTRE_OPERATION.c.state)).scalars())
    assert states == {"applied"}


def test_of_two_copies_of_a_laptop_both_keep_all_their_work(room: Room, tmp_path: Path) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    room.settled()
    laptop.image(tmp_path / "copy")
    copy = Laptop(tmp_path / "copy", "M01", laptop.rng, laptop.carrier)
    laptop.amend(who, phone="0600000011")
    copy.amend(who, phone="0600000022")
    for each in (laptop, copy, laptop, copy, laptop):
        assert each.sync().trouble == ""
    assert {laptop.phone(who), copy.phone(who)} == {"0600000011"}
    for each in (laptop, copy):
        with each.notebook.reading() as reader:
            (conflict,) = reader.of_type(CONFLICT)
        assert conflict.fields["other"]["values"] == {"phone": "0600000022"}
    copy.notebook.close()


def test_a_copy_that_wrote_nothing_is_noticed_by_its_token(room: Room, tmp_path: Path) -> None:
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    laptop.image(tmp_path / "copy")
    copy = Laptop(tmp_path / "copy", "M01", laptop.rng, laptop.carrier)
    for name in ("Trần Mẫu", "Lê Mẫu"):
        room.laptops[1].take_in(name)
        room.settled(1)
        assert laptop.sync().agreed
    before = copy.notebook.origin.incarnation
    assert copy.sync().agreed
    assert copy.notebook.origin.incarnation != before
    copy.notebook.close()


def test_a_frozen_incarnation_is_left_and_its_work_goes_on_in_a_new_one(room: Room) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    room.settled()
    laptop.amend(who, phone="0600000011")
    with writing(room.centre.engine) as connection:
        chain = find_chain(connection, laptop.notebook.origin.device.bytes, laptop.notebook.origin.incarnation.bytes)
        assert chain is not None
        freeze_chain(connection, chain)
    assert room.settled().carried == 1
    assert laptop.phone(who) == "0600000011"
    assert _marks(room) == ["0600000011"]


def test_what_followed_an_act_that_had_arrived_follows_it_still(room: Room) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    room.settled()
    laptop.amend(who, phone="0600000011")
    room.roads[0].cuts = [("/v1/feed", 0)] * 3
    assert room.sync().trouble == "unreachable"
    laptop.amend(who, phone="0600000012")
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(CHAIN).values(is_frozen=True))
    assert room.settled().carried == 1
    assert (laptop.phone(who), _marks(room)) == ("0600000012", ["0600000012"])
    with laptop.notebook.reading() as reader:
        assert reader.of_type(CONFLICT) == ()


def test_the_first_act_after_a_new_beginning_follows_what_was_carried(room: Room, tmp_path: Path) -> None:
    laptop = room.laptops[0]
    laptop.image(tmp_path / "old")
    laptop.take_in()
    room.settled()
    laptop.put_back(tmp_path / "old")
    who, _ = laptop.take_in("Trần Mẫu")
    room.roads[0].cuts = [("/v1/segments", 0)] * 3
    assert laptop.sync().trouble == "unreachable"
    laptop.amend(who, phone="0600000011")
    rows = laptop.operations()
    assert sorted(rows) == [1, 2, 3]
    assert decode_operation(rows[3].raw).after == 1
    room.settled()
    assert _marks(room) == ["0600000001", "0600000011"]


def test_a_program_that_ends_before_the_new_beginning_is_kept_begins_it_once_more(room: Room, tmp_path: Path) -> None:
    class PowerCutError(BaseException):
        pass

    laptop = room.laptops[0]
    laptop.image(tmp_path / "old")
    laptop.take_in()
    room.settled()
    laptop.put_back(tmp_path / "old")
    laptop.take_in("Trần Mẫu")

    def cut(name: str) -> None:
        if name == "sync.begin_anew.commit":
            raise PowerCutError

    laptop.step = cut
    laptop.start_again()
    with pytest.raises(PowerCutError):
        laptop.sync()
    laptop.step = lambda _name: None
    laptop.start_again()
    assert room.settled().carried == 2
    assert laptop.counts() == {"applied": 2}
    with room.centre.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(CENTRE_OPERATION)).scalar_one() == 4


def test_a_centre_put_back_to_an_old_copy_is_given_again_what_it_lost(room: Room, tmp_path: Path) -> None:
    first, second = room.laptops
    who, _ = first.take_in()
    room.settled()
    room.settled(1)
    room.shore.image(tmp_path / "backup")
    first.amend(who, phone="0600000011")
    second.take_in("Trần Mẫu")
    for at in (0, 1, 0):
        room.settled(at)
    room.shore.put_back(tmp_path / "backup")
    assert room.settled().sent == 1
    assert first.phone(who) == "0600000011"
    with first.notebook.reading() as reader:
        assert len(reader.of_type("person")) == 2, "what the other laptop wrote is still shown"
    assert room.settled(1).sent == 2
    room.settled()
    assert first.counts() == {"applied": 3}
    check_equal(room)


def test_a_centre_restored_from_a_backup_is_another_life_and_takes_everything_again(room: Room, tmp_path: Path) -> None:
    first, second = room.laptops
    who, _ = first.take_in()
    room.settled()
    room.shore.image(tmp_path / "backup")
    room.settled(1)
    first.amend(who, phone="0600000011")
    room.settled()
    room.settled(1)
    sealed = _segments(first)
    room.shore.put_back(tmp_path / "backup")
    room.shore.begin_another_life()
    first.amend(who, phone="0600000012")
    second.take_in("Trần Mẫu")
    for at in (1, 0, 1, 0):
        room.settled(at)
    assert _segments(first)[: len(sealed)] == sealed, "to the byte"
    with first.notebook.reading() as reader:
        assert reader.of_type(CONFLICT) == ()
    assert first.phone(who) == second.phone(who) == "0600000012"
    check_equal(room)


def test_a_centre_restored_to_before_it_knew_the_laptop_lets_it_in_again(room: Room, tmp_path: Path) -> None:
    room.shore.image(tmp_path / "backup")
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    room.settled()
    laptop.image(tmp_path / "old")
    laptop.put_back(tmp_path / "old")
    laptop.amend(who, phone="0600000011")
    room.settled()
    room.shore.put_back(tmp_path / "backup")
    assert room.settled().sent == 3
    assert _marks(room) == ["0600000011"]
    room.settled(1)
    check_equal(room)


def test_what_the_centre_lost_of_an_earlier_incarnation_comes_again_before_what_followed_it(
    room: Room, tmp_path: Path
) -> None:
    laptop = room.laptops[0]
    laptop.sync()
    laptop.image(tmp_path / "old")
    room.shore.image(tmp_path / "backup")
    laptop.take_in("Trần Mẫu")
    room.settled()
    laptop.put_back(tmp_path / "old")
    who, _ = laptop.take_in()
    assert room.settled().carried == 2
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(CHAIN).values(is_frozen=True))
    laptop.amend(who, phone="0600000011")
    assert room.settled().carried == 1
    room.shore.put_back(tmp_path / "backup")
    assert room.settled().carried == 3, "those that stood at the centre under the incarnation before, and before them"
    assert _marks(room) == ["0600000011"]
    with laptop.notebook.reading() as reader:
        assert reader.of_type(CONFLICT) == ()
    assert laptop.phone(who) == "0600000011"


def test_what_a_centre_put_back_lost_of_an_earlier_incarnation_comes_again_where_the_present_one_lost_nothing(
    room: Room, tmp_path: Path
) -> None:
    laptop = room.laptops[0]
    laptop.sync()
    room.shore.image(tmp_path / "backup")
    who, _ = laptop.take_in()
    room.settled()
    _let_go_on_under_another_name(room, laptop)
    room.shore.put_back(tmp_path / "backup")
    assert room.settled().carried == 2
    assert _marks(room) == [laptop.phone(who)]
    room.settled(1)
    check_equal(room)


def test_what_waited_at_a_centre_put_back_is_offered_again_although_others_have_gone_on_there(
    room: Room, tmp_path: Path
) -> None:
    first, second = room.laptops
    first.sync()
    second.sync()
    room.shore.image(tmp_path / "backup")
    who, _ = second.take_in()
    room.settled(1)
    room.settled()
    room.shore.put_back(tmp_path / "backup")
    first.amend(who, phone="0600000011")
    first.sync()
    assert first.counts() == {"held": 1}
    _let_go_on_under_another_name(room, first)
    room.shore.put_back(tmp_path / "backup")
    room.settled(1)
    assert first.sync().carried == 1
    assert first.counts() == {"applied": 1}
    assert _marks(room) == ["0600000011"]


def test_an_unknown_laptop_whose_invitation_is_void_stops_and_keeps_everything(room: Room, tmp_path: Path) -> None:
    room.shore.image(tmp_path / "backup")
    laptop = room.laptops[0]
    laptop.take_in()
    room.settled()
    room.shore.put_back(tmp_path / "backup")
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(ENROLMENT).values(expires_at_ms=0))
    laptop.take_in("Trần Mẫu")
    assert room.sync().trouble == "unknown_device"
    assert laptop.counts() == {"applied": 2, "waiting": 2}


def _let_go_on_under_another_name(room: Room, laptop: Laptop) -> None:
    """Bring a laptop with nothing to send to begin a new incarnation."""
    before = laptop.notebook.origin.incarnation
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(CHAIN).values(is_frozen=True))
    laptop.sync()
    assert laptop.notebook.origin.incarnation != before


def _segments(laptop: Laptop) -> list[tuple[int, bytes]]:
    with laptop.notebook.engine.connect() as connection:
        rows = connection.execute(sa.select(SEGMENT.c.number, SEGMENT.c.sealed).order_by(SEGMENT.c.number))
        return [(row.number, row.sealed) for row in rows]
