"""What goes into a segment: a gapless run from the front, cut by bytes, each official's run under his own signature."""

from hypothesis import given
from hypothesis import strategies as st

from sync.client.planning import Load, next_segment, runs_of, segment_pace
from sync.client.ports import Waiting
from sync.protocol.limits import OPERATIONS_MAX
from sync.protocol.sealing import DEFAULT_LEVEL


def _waiting(seq: int, *, size: int = 10, actor: int = 1) -> Waiting:
    return Waiting(seq=seq, raw=b"x" * size, actor=actor.to_bytes(16, "big"), signature=seq.to_bytes(64, "big"))


def test_nothing_waiting_makes_no_segment() -> None:
    assert next_segment([], max_bytes=10) == ()


def test_one_operation_over_the_limit_still_travels_alone() -> None:
    assert [each.seq for each in next_segment([_waiting(4, size=99), _waiting(5)], max_bytes=10)] == [4]


def test_a_gap_ends_the_run() -> None:
    assert [each.seq for each in next_segment([_waiting(1), _waiting(2), _waiting(4)], max_bytes=999)] == [1, 2]


def test_no_segment_has_more_operations_than_the_format_allows() -> None:
    waiting = [_waiting(seq, size=1) for seq in range(1, OPERATIONS_MAX + 9)]
    assert len(next_segment(waiting, max_bytes=10**9)) == OPERATIONS_MAX


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(1, 120))
def test_cutting_never_skips_and_never_passes_the_limit_but_for_a_single_one(sizes: list[int], max_bytes: int) -> None:
    waiting = [_waiting(seq, size=size) for seq, size in enumerate(sizes, start=1)]
    cut: list[int] = []
    while waiting:
        segment = next_segment(waiting, max_bytes=max_bytes)
        assert segment
        assert len(segment) == 1 or sum(len(each.raw) for each in segment) <= max_bytes
        cut += [each.seq for each in segment]
        waiting = waiting[len(segment) :]
    assert cut == list(range(1, len(sizes) + 1))


def test_each_run_ends_where_the_official_changes_and_carries_his_last_signature() -> None:
    operations = [_waiting(seq, actor=actor) for seq, actor in enumerate([1, 1, 2, 1, 1], start=5)]
    runs = runs_of(operations)
    assert [(int.from_bytes(run.actor, "big"), run.last_seq) for run in runs] == [(1, 6), (2, 7), (1, 9)]
    assert [int.from_bytes(run.signature, "big") for run in runs] == [6, 7, 9]


def test_one_segment_that_waited_for_a_busy_centre_does_not_make_a_quick_road_a_thin_one() -> None:
    load = Load(pace=segment_pace())
    load.went(sealed_bytes=1_500_000, took_ms=300, round_trip_ms=5)
    load.went(sealed_bytes=250_000, took_ms=2_500, round_trip_ms=5)
    assert load.level == DEFAULT_LEVEL
    for _ in range(3):
        load.went(sealed_bytes=250_000, took_ms=2_500, round_trip_ms=5)
    assert load.level > DEFAULT_LEVEL


def test_a_thin_road_is_known_by_its_first_segment() -> None:
    load = Load(pace=segment_pace())
    load.went(sealed_bytes=48_000, took_ms=1_500, round_trip_ms=300)
    assert load.level > DEFAULT_LEVEL
