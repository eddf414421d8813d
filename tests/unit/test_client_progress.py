"""How far a crossing has come: what is counted, how often it is told, and that a real crossing tells it in order."""

from collections.abc import Mapping

import pytest

from sync.client.engine import Engine
from sync.client.planning import segments_behind
from sync.client.ports import Reply, Unsent
from sync.client.progress import Leg, Meter, Progress
from tests.unit.ferry_room import Laptop, Room


@pytest.fixture
def laptop(room: Room) -> Laptop:
    return room.laptops[0]


class Broken:
    """A road with a fault of ours in it."""

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        raise RuntimeError(f"a fault of ours at {method} {path}, {len(headers)}, {len(body)}")


def _take_in(laptop: Laptop, count: int) -> None:
    for at in range(count):
        laptop.take_in(f"Nguyễn Mẫu {at}")


def test_a_crossing_tells_each_segment_with_what_is_left_then_what_comes_in(laptop: Laptop) -> None:
    _take_in(laptop, 12)
    told: list[Progress] = []
    engine = Engine(
        laptop.pier,
        laptop.carrier,
        laptop.pier.keys(),
        laptop.clock,
        laptop.rng.randbytes,
        app_version="0.1.0",
        segment_bytes=2_048,
        meter=Meter(told.append),
    )
    report = engine.sync()
    assert (report.trouble, report.sent) == ("", 24)
    assert [each.leg for each in told][:2] == [Leg.ASKING, Leg.SENDING]
    assert [each.leg for each in told][-2:] == [Leg.RECEIVING, Leg.ENDED]
    sending = [each for each in told if each.leg is Leg.SENDING]
    assert [each.segments_done for each in sending] == list(range(len(sending)))
    left = [each.operations_left for each in sending]
    assert left[0] == 24
    assert left == sorted(left, reverse=True)
    assert left[-1] > 0
    assert len(sending) > 2
    planned = [each.segments_planned for each in sending]
    assert all(abs(each - len(sending)) <= 1 for each in planned)
    assert planned[-1] == len(sending)
    assert all(each.total_bytes > 256 for each in sending)


def test_a_crossing_that_fails_tells_its_end_too(laptop: Laptop) -> None:
    told: list[Progress] = []
    engine = Engine(
        laptop.pier,
        Broken(),
        laptop.pier.keys(),
        laptop.clock,
        laptop.rng.randbytes,
        app_version="0.1.0",
        meter=Meter(told.append),
    )
    with pytest.raises(RuntimeError, match="ours"):
        engine.sync()
    assert told[-1].leg is Leg.ENDED


def test_many_small_steps_are_told_at_most_some_fifty_times() -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.begin_segment(total_bytes=1_000_000, operations_left=5, segments_behind=0)
    for done in range(0, 1_000_001, 100):
        meter.sent(done)
    assert 45 <= len(told) <= 55
    assert (told[0].done_bytes, told[-1].done_bytes) == (0, 1_000_000)


def test_bytes_of_what_is_no_segment_and_no_page_are_not_told() -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.begin()
    meter.sent(500)
    meter.received(500, 500)
    meter.begin_page()
    meter.sent(500)
    assert [each.leg for each in told] == [Leg.ASKING, Leg.RECEIVING]


@pytest.mark.parametrize(
    ("operations", "size", "before", "behind"), [(10, 10_000, 10, 0), (10, 10_000, 4, 3), (0, 0, 1, 0), (3, 90, 5, 0)]
)
def test_what_waits_behind_is_estimated_by_its_mean_size(operations: int, size: int, before: int, behind: int) -> None:
    unsent = Unsent(operations=operations, bytes=size)
    assert segments_behind(unsent, operations_before=before, max_bytes=2_048) == behind


def test_a_segment_that_goes_on_counts_what_arrived_before() -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.begin_segment(total_bytes=1_000, operations_left=5, segments_behind=0)
    meter.sent(400)
    meter.go_on_from(300)
    meter.sent(0)
    meter.sent(700)
    assert [each.done_bytes for each in told] == [0, 400, 1_000]
    meter.begin_segment(total_bytes=1_000, operations_left=5, segments_behind=0)
    meter.sent(100)
    assert told[-1].done_bytes == 100
