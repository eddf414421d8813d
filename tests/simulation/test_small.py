"""The simulation in its small size: no promise broken, and each planted fault is noticed by some seed."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.run import memory_folder
from tests.simulation.shores import make_template
from tests.simulation.world import Outcome, play

SEEDS = range(1, 16)
FOUND_BY = {
    "receipt_without_answer": 1,
    "pull_overwrites_what_waits": 1,
    "cursor_before_pages": 6,
    "blind_to_its_own": 14,
    "green_on_receipt": 1,
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        make_template(Path(name) / "template", random.Random(0))
        yield Path(name)


def test_no_promise_is_broken_and_the_weather_was_bad_enough_to_matter(folder: Path) -> None:
    outcomes: list[Outcome] = [play(seed, folder / "template", folder / "seed") for seed in SEEDS]
    assert [each for each in outcomes if each.broken] == []
    assert sum(each.crashes for each in outcomes) > 50
    assert sum(each.conflicts for each in outcomes) > 10
    assert sum(each.parked for each in outcomes) > 3
    assert sum(each.operations for each in outcomes) > 500


@pytest.mark.parametrize("fault", sorted(PLANTED))
def test_a_planted_fault_is_noticed(folder: Path, fault: str) -> None:
    assert play(FOUND_BY[fault], folder / "template", folder / "seed", PLANTED[fault]).broken
