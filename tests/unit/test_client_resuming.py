"""Exchanges that break off go on where they broke, in the same crossing, for as long as they get further."""

from dataclasses import replace

import pytest

from sync.client.asking import FRUITLESS_MAX
from sync.client.ports import Reply
from sync.records import person as people
from tests.unit.ferry_room import Laptop, Room, check_equal


@pytest.fixture
def room(room: Room) -> Room:
    for laptop in room.laptops:
        laptop.segment_bytes, laptop.pull_bytes = 400_000, 400_000
        laptop.start_again()
        laptop.sync()
    for road in room.roads:
        road.asked.clear()
    return room


def _take_in_many(laptop: Laptop, count: int = 120) -> None:
    """Take in people whose notes do not squeeze, so that a segment has some size."""
    for at in range(count):
        who, _ = laptop.take_in(f"Mẫu {at}")
        with laptop.notebook.writing(laptop.author) as work:
            noise = [laptop.rng.randbytes(90).hex() for _ in range(2)]
            work.record(people.amend(who, replace(who, address=noise[0], note=noise[1])))


def _put_bytes(room: Room) -> int:
    return sum(len(body) for path, body, _ in room.roads[0].asked if path.startswith("/v1/segments"))


def test_a_segment_goes_on_at_the_byte_where_it_broke(room: Room) -> None:
    _take_in_many(room.laptops[0])
    room.roads[0].cuts = [("/v1/segments", cut) for cut in (5_000, 4_097, 1, 6_000)]
    report = room.sync()
    assert (report.trouble, report.sent, report.agreed) == ("", 360, True)
    (kept,) = room.laptops[0].segments()
    assert len(kept) > 20_000
    assert _put_bytes(room) == len(kept), "no byte was sent twice"
    starts = [int(path.rpartition("=")[2]) for path, _, _ in room.roads[0].asked if "?from=" in path]
    assert starts == [0, 5_000, 9_097, 9_098, 15_098]
    assert room.roads[0].paths().count("/v1/have") == 4
    assert room.sync(1).agreed
    check_equal(room)


def test_a_receipt_that_was_lost_is_given_again_without_the_segment(room: Room) -> None:
    _take_in_many(room.laptops[0])
    room.roads[0].cuts = [("/v1/segments", -30)]
    assert room.sync().agreed
    (kept,) = room.laptops[0].segments()
    assert _put_bytes(room) == len(kept)


def test_the_next_crossing_goes_on_where_the_last_one_had_to_give_up(room: Room) -> None:
    _take_in_many(room.laptops[0])
    room.roads[0].cuts = [("/v1/segments", 8_192), *[("/v1/have", 0)] * FRUITLESS_MAX]
    report = room.sync()
    assert (report.trouble, report.reason) == ("unreachable", "broken_off")
    room.laptops[0].start_again()
    room.shore.start_again()
    assert room.sync().agreed
    (kept,) = room.laptops[0].segments()
    assert _put_bytes(room) == len(kept)


def test_an_exchange_that_gets_no_further_is_given_up_after_some_tries(room: Room) -> None:
    _take_in_many(room.laptops[0])
    room.roads[0].cuts = [("/v1/segments", 0)] * 9
    assert room.sync().trouble == "unreachable"
    assert len(room.roads[0].cuts) == 9 - FRUITLESS_MAX
    room.roads[0].cuts = []
    assert room.sync().agreed


def test_a_centre_that_let_go_of_what_came_is_sent_the_whole_again(room: Room) -> None:
    _take_in_many(room.laptops[0])
    room.roads[0].cuts = [("/v1/segments", 8_192)]

    def forget(path: str) -> None:
        if "?from=8192" in path:
            with room.centre.engine.begin() as connection:
                connection.exec_driver_sql("DELETE FROM upload_piece")
                connection.exec_driver_sql("DELETE FROM upload")

    room.roads[0].before = forget
    assert room.sync().agreed


def test_a_small_segment_that_breaks_off_is_sent_again_whole_in_the_same_crossing(room: Room) -> None:
    room.laptops[0].take_in()
    room.roads[0].cuts = [("/v1/segments", 700), ("/v1/segments", -3)]
    assert room.sync().agreed
    puts = [body for path, body, _ in room.roads[0].asked if path.startswith("/v1/segments")]
    assert puts[1] == puts[2]


@pytest.mark.parametrize("cuts", [[-100], [-20_000], [-20_000, -9_000, -1], [-1, -1]])
def test_a_page_of_the_feed_goes_on_at_the_byte_where_it_broke(room: Room, cuts: list[int]) -> None:
    _take_in_many(room.laptops[0])
    assert room.sync().agreed
    room.roads[1].cuts = [("/v1/feed", cut) for cut in cuts]
    report = room.sync(1)
    assert (report.trouble, report.agreed) == ("", True)
    pages = [body for path, body, _ in room.roads[1].asked if path == "/v1/feed"]
    assert pages == [pages[0]] * (len(cuts) + 1), "the same question, byte for byte"
    check_equal(room)


def test_no_byte_of_a_page_comes_twice_unless_the_centre_forgot_it(room: Room) -> None:
    _take_in_many(room.laptops[0])
    assert room.sync().agreed
    lengths: list[int] = []

    def measure(path: str, reply: Reply) -> Reply:
        lengths.extend([len(reply.body)] if path == "/v1/feed" else [])
        return reply

    room.roads[1].after = measure
    room.roads[1].cuts = [("/v1/feed", -9_000), ("/v1/feed", -3_000)]
    assert room.sync(1).agreed
    assert lengths[1:] == [lengths[0] - 9_000, lengths[0] - 12_000]


def test_a_centre_that_forgot_the_answer_gives_a_new_one_from_its_start(room: Room) -> None:
    _take_in_many(room.laptops[0])
    assert room.sync().agreed
    room.roads[1].cuts = [("/v1/feed", -5_000)]
    seen: list[str] = []

    def forget(path: str) -> None:
        seen.append(path)
        if seen.count("/v1/feed") == 2:
            room.shore.start_again()

    room.roads[1].before = forget
    assert room.sync(1).agreed
    check_equal(room)


def test_a_page_that_heals_goes_on_too(room: Room) -> None:
    _take_in_many(room.laptops[0])
    assert room.sync().agreed
    with room.laptops[0].notebook.transaction(write=True) as connection:
        connection.exec_driver_sql("UPDATE record SET base_hash = zeroblob(32)")
        connection.exec_driver_sql("UPDATE record SET base = CAST(base || x'00' AS BLOB) WHERE type = 'person'")
    room.roads[0].cuts = [("/v1/heal", -6_000), ("/v1/heal", -100)]
    report = room.sync()
    assert (report.trouble, report.healed, report.agreed) == ("", 120, True)
