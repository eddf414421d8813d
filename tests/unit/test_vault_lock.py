"""When an unattended screen locks."""

import pytest

from desktop_app.vault.lock import IdleWatch


def test_the_screen_locks_at_the_limit_and_not_before() -> None:
    watch = IdleWatch(limit_s=300)
    assert not watch.should_lock(now_s=1299.9, last_input_s=1000)
    assert watch.should_lock(now_s=1300, last_input_s=1000)
    assert watch.remaining_s(now_s=1100, last_input_s=1000) == 200
    assert watch.remaining_s(now_s=9999, last_input_s=1000) == 0


def test_input_seen_after_the_look_at_the_clock_does_not_lock() -> None:
    assert not IdleWatch(limit_s=300).should_lock(now_s=1000, last_input_s=1000.5)


@pytest.mark.parametrize("limit_s", [0, -1, float("nan")])
def test_a_limit_of_nothing_is_no_limit_and_is_refused(limit_s: float) -> None:
    with pytest.raises(ValueError, match="limit_s"):
        IdleWatch(limit_s=limit_s)
