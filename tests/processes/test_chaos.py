"""Bad weather in small: real processes killed at random over a link that breaks; where nothing happened, no proof."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench.sync.link import Weather
from tests.e2e.chaos import Outcome, run

WEATHER = Weather(one_way_s=0.02, jitter_s=0.02, lost=0.05, bytes_per_s=100_000, cut_bytes=12_000)
WELL = Outcome(saved=9, applied=9, lost=0, doubled=0, agree=True, laptops_killed=2, centre_killed=1, cuts=3)


def test_what_was_saved_in_bad_weather_is_at_the_centre_once(tmp_path: Path) -> None:
    outcome = run(tmp_path, minutes=20 / 60, seed=3, weather=WEATHER)
    assert outcome.is_well, outcome


def test_the_figures_are_these_and_no_others() -> None:
    assert WELL.is_well
    assert WELL.figures() == {"saved": 9, "applied": 9, "lost": 0, "doubled": 0, "agree": True}


@pytest.mark.parametrize(
    "changed",
    [
        {"saved": 0, "applied": 0},
        {"laptops_killed": 0},
        {"centre_killed": 0},
        {"cuts": 0},
        {"applied": 8, "lost": 1},
        {"doubled": 1},
        {"agree": False},
    ],
)
def test_a_run_in_which_nothing_happened_or_something_was_lost_proves_nothing(changed: dict[str, Any]) -> None:
    assert not replace(WELL, **changed).is_well
