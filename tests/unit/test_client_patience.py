"""How long the ferry waits: quick at first, never longer than a quarter of an hour, and by what went wrong."""

import random

import pytest

from sync.client.patience import CAP_MS, FLOOR_MS, STEADY_MS, next_try
from sync.protocol.messages import ProblemCode


def _waits(trouble: str, failures: int, *, reason: str = "") -> list[int]:
    draw = random.Random(1).randbytes
    return [next_try(trouble, failures, draw, reason=reason).ms for _ in range(300)]


@pytest.mark.parametrize("trouble", ["unreachable", "not_the_centre", "disagree", "of_next_year", *ProblemCode])
def test_no_wait_is_shorter_than_the_floor_or_longer_than_the_cap(trouble: str) -> None:
    for failures in (0, 1, 2, 5, 20, 10_000):
        waits = _waits(trouble, failures)
        assert FLOOR_MS <= min(waits) <= max(waits) <= CAP_MS


def test_the_road_is_tried_again_soon_and_then_ever_more_rarely_up_to_the_cap() -> None:
    longest = [max(_waits("unreachable", failures)) for failures in range(1, 12)]
    assert longest[0] <= 10_000
    assert longest == sorted(longest)
    assert longest[-1] > 0.95 * CAP_MS


def test_the_waits_of_many_laptops_are_spread_over_the_whole_span() -> None:
    waits = sorted(_waits("unreachable", 20))
    assert waits[0] < 0.05 * CAP_MS
    assert 0.4 * CAP_MS < waits[150] < 0.6 * CAP_MS


@pytest.mark.parametrize("trouble", ["not_ready", "too_many"])
def test_a_centre_that_asks_for_time_gets_it(trouble: str) -> None:
    assert min(_waits(trouble, 1)) >= 30_000


@pytest.mark.parametrize("reason", ["portal", "proxy", "clock_wrong"])
def test_what_a_person_mends_here_and_now_is_noticed_soon_however_often_it_failed(reason: str) -> None:
    assert max(_waits("not_the_centre", 500, reason=reason)) <= 2 * STEADY_MS


@pytest.mark.parametrize(
    "trouble", ["revoked", "token_refused", "wrong_commune", "upgrade_required", "real_into_sample"]
)
def test_what_only_a_person_elsewhere_can_mend_is_said_to_need_him_and_is_asked_rarely(trouble: str) -> None:
    delay = next_try(trouble, 1, random.Random(1).randbytes)
    assert delay.needs_person
    assert min(_waits(trouble, 1)) >= 5 * 60_000


def test_the_reason_of_the_road_weighs_more_than_the_trouble() -> None:
    assert next_try("unreachable", 1, bytes, reason="tls").needs_person
    assert not next_try("unreachable", 1, bytes, reason="dns").needs_person
