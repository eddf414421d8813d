"""Besides acts: the group's keys are fetched, a paused ferry stays where it is, a spared one carries acts alone."""

import msgspec
import sqlalchemy as sa

from desktop_app.storage.switches import set_metered, set_paused
from desktop_app.storage.tables import META
from sync.central.store import writing
from sync.central.tables import KEY_MATERIAL
from sync.protocol.keys import SealingPrivateKey, Suite, new_sealing_key
from sync.protocol.messages import ProblemCode
from sync.protocol.segment import open_segment, read_header, verify_segment
from tests.unit.ferry_room import Laptop, RefusingRoad, Room


def _group_keys(laptop: Laptop) -> list[SealingPrivateKey]:
    with laptop.notebook.engine.connect() as connection:
        kept: bytes = connection.execute(sa.select(META.c.group_secrets)).scalar_one()
    return (
        [SealingPrivateKey.from_bytes(each) for each in msgspec.msgpack.decode(kept, type=list[bytes])] if kept else []
    )


def _forget_group(laptop: Laptop) -> None:
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(group_key=b""))
    laptop.start_again()


def test_a_laptop_that_knows_no_group_fetches_its_keys_once_and_seals_to_it_from_then_on(room: Room) -> None:
    laptop, road = room.laptops[0], room.roads[0]
    _forget_group(laptop)
    for name in ("Nguyễn Mẫu", "Trần Mẫu"):
        laptop.take_in(name)
        assert room.sync().agreed
    laptop.start_again()
    laptop.take_in("Lê Mẫu")
    assert room.sync().agreed
    assert road.paths().count("/v1/group") == 1
    signed_by = laptop.pier.keys().device_signing.public
    verified = [verify_segment(sealed, signed_by) for sealed in laptop.segments()]
    assert [len(each.header.recipients) for each in verified] == [1, 2, 2]
    rows = laptop.operations()
    for at, each in enumerate(verified[1:], start=1):
        assert list(open_segment(each, _group_keys(laptop)).ops) == [rows[seq].raw for seq in (2 * at + 1, 2 * at + 2)]


def test_a_no_to_the_group_s_keys_is_borne_and_they_are_asked_for_again(room: Room) -> None:
    laptop = room.laptops[0]
    refusing = RefusingRoad(room.shore, "/v1/group", ProblemCode.NOT_READY)
    laptop.carrier = refusing
    laptop.start_again()
    laptop.take_in()
    report = room.sync()
    assert (report.trouble, report.agreed, _group_keys(laptop)) == ("", True, [])
    refusing.path = "nothing"
    assert room.sync().agreed
    assert refusing.asked.count("/v1/group") == 2
    assert len(_group_keys(laptop)) == 1


def test_a_group_key_that_changes_while_it_is_fetched_is_taken_when_hello_names_it(room: Room) -> None:
    laptop = room.laptops[0]
    fresh = new_sealing_key(laptop.rng.randbytes)

    def change(path: str) -> None:
        if path == "/v1/group":
            with writing(room.centre.engine) as connection:
                connection.execute(
                    sa.update(KEY_MATERIAL).where(KEY_MATERIAL.c.purpose == "group").values(secret=fresh.to_bytes())
                )

    room.roads[0].before = change
    assert room.sync().agreed
    assert _group_keys(laptop) == []
    room.roads[0].before = lambda _path: None
    assert room.sync().agreed
    assert [each.key_id for each in _group_keys(laptop)] == [fresh.public.key_id]


def test_to_a_group_whose_key_is_of_another_suite_nothing_is_sealed_and_all_goes_on(room: Room) -> None:
    laptop = room.laptops[0]
    suite = next(each for each in Suite if each is not laptop.pier.keys().centre_sealing.suite)
    other = new_sealing_key(laptop.rng.randbytes, suite)
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(group_key=other.public.to_bytes()))
    with writing(room.centre.engine) as connection:
        connection.execute(
            sa.update(KEY_MATERIAL).where(KEY_MATERIAL.c.purpose == "group").values(secret=other.to_bytes())
        )
    laptop.start_again()
    for name in ("Nguyễn Mẫu", "Trần Mẫu"):
        laptop.take_in(name)
        assert room.sync().agreed
    assert [len(read_header(sealed).recipients) for sealed in laptop.segments()] == [1, 1]


def test_a_paused_ferry_asks_nothing_says_so_and_stays_paused_over_a_restart(room: Room) -> None:
    laptop = room.laptops[0]
    laptop.take_in()
    set_paused(laptop.notebook, is_paused=True)
    before = laptop.pier.standing()
    for _ in range(2):
        report = room.sync()
        assert (report.trouble, report.sent, report.agreed) == ("paused", 0, False)
        laptop.start_again()
    assert room.roads[0].asked == []
    assert (laptop.pier.standing(), laptop.counts(), laptop.segments()) == (before, {"waiting": 2}, [])
    set_paused(laptop.notebook, is_paused=False)
    assert room.sync().agreed


def test_over_a_road_that_costs_money_every_act_travels(room: Room) -> None:
    laptop = room.laptops[0]
    set_metered(laptop.notebook, is_metered=True)
    laptop.take_in()
    report = room.sync()
    assert (report.sent, report.agreed, report.trouble) == (2, True, "")
    assert laptop.pier.standing().is_metered
