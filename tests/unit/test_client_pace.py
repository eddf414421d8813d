"""Segments follow the road: twice as much where it is quick, half after a break, squeezed harder where it is thin."""

import base64
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sync.client.asking import FRUITLESS_MAX
from sync.client.engine import Engine
from sync.client.planning import RAW_MAX_BYTES, ROUND_TRIPS, Load, segment_pace
from sync.client.ports import Reply, Road
from sync.protocol.limits import KIB
from sync.protocol.sealing import DEFAULT_LEVEL
from sync.records import person as people
from sync.records.seams import Ticks
from tests.unit.ferry_room import Laptop, Room, Shore, ferry_room

ROUND_TRIP_MS = 50
WORDS = "số nhà đường thôn xóm tổ khu đội ngõ ngách hẻm cạnh sau chợ cầu chùa đình trạm".split()


@pytest.fixture
def load() -> Load:
    return Load(pace=segment_pace())


@pytest.fixture
def room(room: Room) -> Room:
    """A first laptop that chooses the size of its segments by itself."""
    room.laptops[0].segment_bytes = 0
    room.laptops[0].start_again()
    room.laptops[0].sync()
    return room


def test_a_quick_road_is_given_twice_as_much_and_no_more_than_the_largest(load: Load) -> None:
    before = load.raw_bytes
    load.went(sealed_bytes=load.pace.now_bytes, took_ms=100, round_trip_ms=ROUND_TRIP_MS)
    assert load.raw_bytes == pytest.approx(2 * before, abs=2)
    for _ in range(20):
        load.went(sealed_bytes=load.pace.now_bytes, took_ms=100, round_trip_ms=ROUND_TRIP_MS)
    assert load.pace.now_bytes == load.pace.largest
    assert load.raw_bytes <= RAW_MAX_BYTES


def test_a_segment_that_was_not_full_or_not_quick_changes_nothing(load: Load) -> None:
    before = load.raw_bytes
    load.went(sealed_bytes=load.pace.now_bytes // 2 - 1, took_ms=100, round_trip_ms=ROUND_TRIP_MS)
    load.went(sealed_bytes=load.pace.now_bytes, took_ms=ROUND_TRIPS * ROUND_TRIP_MS, round_trip_ms=ROUND_TRIP_MS)
    assert load.raw_bytes == before


def test_a_break_halves_it_down_to_the_smallest(load: Load) -> None:
    before = load.raw_bytes
    load.pace.broke()
    assert load.raw_bytes == pytest.approx(before / 2, abs=2)
    for _ in range(20):
        load.pace.broke()
    assert load.pace.now_bytes == load.pace.smallest == 16 * KIB


def test_the_level_follows_the_road_down_and_up_again(load: Load) -> None:
    assert load.level == DEFAULT_LEVEL, "nothing is known yet"
    levels: list[int] = []
    for bytes_per_s in (8_000, 200_000, 2_000_000):
        load.went(sealed_bytes=40_000, took_ms=40_000_000 // bytes_per_s + ROUND_TRIP_MS, round_trip_ms=ROUND_TRIP_MS)
        levels.append(load.level)
    assert levels == [19, 9, DEFAULT_LEVEL]
    for _ in range(9):
        load.went(sealed_bytes=40_000, took_ms=5_000, round_trip_ms=ROUND_TRIP_MS)
    assert load.level == 19
    load.went(sealed_bytes=400, took_ms=1, round_trip_ms=0)
    assert load.level == 19, "so little tells nothing"


def test_over_a_quick_road_each_segment_is_about_twice_the_one_before(room: Room) -> None:
    laptop = room.laptops[0]
    take_in_many(laptop, 360)
    assert room.sync().agreed
    sizes = [len(each) for each in laptop.segments()]
    assert len(sizes) >= 2
    assert sizes[1] > 1.6 * sizes[0]


def test_after_breaks_the_next_segments_are_smaller(room: Room) -> None:
    laptop = room.laptops[0]
    take_in_many(laptop, 200)
    for _ in range(2):
        room.roads[0].cuts = [("/v1/segments", 0)] * FRUITLESS_MAX
        assert room.sync().trouble == "unreachable"
        room.roads[0].cuts = []
    assert room.sync().agreed
    sizes = [len(each) for each in laptop.segments()]
    assert sizes[1] < 0.85 * sizes[0]


@dataclass
class MeteredRoad:
    """So many bytes a millisecond each way, 300 ms there and back; knows what time it is."""

    shore: Shore
    bytes_per_ms: int
    now_ms: int = 0

    def ticks(self) -> int:
        return self.now_ms

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self.shore.reply(method, path, headers, body)
        self.now_ms += 300 + (len(body) + len(reply.body)) // self.bytes_per_ms
        return reply


def test_over_a_thin_road_the_same_operations_are_squeezed_harder_from_the_second_segment_on(
    room: Room, tmp_path: Path
) -> None:
    take_in_many(room.laptops[0], 300, prose)
    room.shore.image(tmp_path / "kept" / "centre")
    for laptop in room.laptops:
        laptop.image(tmp_path / "kept" / laptop.machine)
    sealed: dict[int, list[int]] = {}
    for bytes_per_ms in (10_000, 8):
        with ferry_room(tmp_path / f"at-{bytes_per_ms}", tmp_path / "kept") as again:
            laptop = again.laptops[0]
            road = MeteredRoad(again.shore, bytes_per_ms)
            laptop.ferry = ferry_on(laptop, road, ticks=road.ticks)
            assert laptop.sync().agreed
            sealed[bytes_per_ms] = [len(each) for each in laptop.segments()]
    quick, thin = sealed[10_000], sealed[8]
    assert len(quick) == len(thin) >= 2
    assert thin[0] == pytest.approx(quick[0], rel=0.005)
    assert all(one < 0.99 * other for one, other in zip(thin[1:], quick[1:], strict=True)), (thin, quick)


def ferry_on(laptop: Laptop, road: Road, *, ticks: Ticks) -> Engine:
    keys, chance = laptop.pier.keys(), random.Random(4).randbytes
    return Engine(
        laptop.pier, road, keys, laptop.clock, chance, app_version="0.1.0", segment_bytes=130_000, ticks=ticks
    )


def noise(laptop: Laptop) -> str:
    """Return what does not squeeze."""
    return base64.b85encode(laptop.rng.randbytes(220)).decode()


def prose(laptop: Laptop) -> str:
    """Return what squeezes better the more one looks for it."""
    return " ".join(laptop.rng.choice(WORDS) for _ in range(40))


def take_in_many(laptop: Laptop, count: int, text: Callable[[Laptop], str] = noise) -> None:
    """Take in people with such a text for address and note."""
    for at in range(count):
        who, _ = laptop.take_in(f"Mẫu {at}")
        with laptop.notebook.writing(laptop.author) as work:
            work.record(people.amend(who, replace(who, address=text(laptop), note=text(laptop))))
