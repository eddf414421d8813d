"""The count of wrong passphrases, as pure arithmetic."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.vault.tries import FREE_TRIES, Tries, counted, remaining_ms, seen_at, wait_after_s

T = 1_800_000_000_000


def wrong_times(number: int, now_ms: int) -> Tries:
    tries = Tries()
    for _ in range(number):
        tries = counted(tries, now_ms)
    return tries


def test_five_tries_are_free_then_the_wait_doubles_to_fifteen_minutes() -> None:
    assert [wait_after_s(wrong) for wrong in range(13)] == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after_s(10**9) == 900


def test_the_wait_runs_off_with_the_clock() -> None:
    tries = wrong_times(FREE_TRIES, T)
    assert [remaining_ms(tries, T + after_ms) for after_ms in (0, 1, 29_999, 30_000, 10**9)] == [
        30_000,
        29_999,
        1,
        0,
        0,
    ]


def test_a_clock_turned_back_starts_the_wait_again_and_it_ends_one_day() -> None:
    tries = wrong_times(FREE_TRIES, T)
    an_hour_ago = T - 3_600_000
    tries = seen_at(tries, an_hour_ago)
    assert remaining_ms(tries, an_hour_ago) == 30_000
    assert remaining_ms(seen_at(tries, an_hour_ago + 29_000), an_hour_ago + 29_000) == 1_000
    assert remaining_ms(seen_at(tries, an_hour_ago + 30_000), an_hour_ago + 30_000) == 0


@given(st.integers(FREE_TRIES, 20), st.lists(st.integers(0, T - 1), max_size=8), st.integers(0, 1_000_000))
def test_turning_the_clock_back_and_forth_again_never_shortens_the_wait(
    wrong: int, looks_ms: list[int], later_ms: int
) -> None:
    tries = wrong_times(wrong, T)
    untouched_ms = remaining_ms(tries, T + later_ms)
    for look_ms in looks_ms:
        tries = seen_at(tries, look_ms)
        assert remaining_ms(tries, min(looks_ms)) <= wait_after_s(wrong) * 1000
    assert remaining_ms(seen_at(tries, T + later_ms), T + later_ms) == untouched_ms


@given(st.integers(FREE_TRIES, 20), st.integers(1, T))
def test_the_first_look_at_a_clock_turned_back_shows_the_whole_wait(wrong: int, back_ms: int) -> None:
    assert remaining_ms(seen_at(wrong_times(wrong, T), T - back_ms), T - back_ms) == wait_after_s(wrong) * 1000


def test_a_wrong_try_on_a_clock_turned_back_waits_on_both_clocks() -> None:
    tries = counted(wrong_times(FREE_TRIES, T), T - 1_000_000)
    assert remaining_ms(tries, T - 1_000_000) == 60_000
    assert remaining_ms(tries, T) == 60_000
