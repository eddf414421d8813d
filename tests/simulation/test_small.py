"""The simulation in its small size: no promise broken, and each planted fault is noticed by some seed."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.run import memory_folder, options_of, replay_of, task_again
from tests.simulation.sabotage import FOUND_BY, PLANTED
from tests.simulation.shrinking import Story
from tests.simulation.stores import QuickEngines
from tests.simulation.template import make_template
from tests.simulation.world import Ground, Outcome, play

SEEDS = range(1, 9)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        make_template(Path(name) / "template", random.Random(0))
        yield Path(name)


@pytest.fixture(scope="module")
def ground(folder: Path) -> Ground:
    return Ground(template=folder / "template" / "quick", folder=folder / "seed", engines=QuickEngines())


@pytest.fixture(scope="module")
def clean() -> dict[int, str]:
    """What the seeds broke that were played without any fault."""
    return {}


def test_no_promise_is_broken_and_the_weather_was_bad_enough_to_matter(ground: Ground) -> None:
    outcomes: list[Outcome] = [play(seed, ground) for seed in SEEDS]
    assert [each for each in outcomes if each.broken] == []
    assert sum(each.crashes for each in outcomes) > 20
    assert sum(each.conflicts for each in outcomes) > 5
    assert sum(each.parked for each in outcomes) > 3
    assert sum(each.operations for each in outcomes) > 300


def test_the_real_seal_and_the_real_store_keep_them_too(folder: Path) -> None:
    real = Ground(template=folder / "template" / "sealed", folder=folder / "real", engines=None)
    outcome = play(1, real)
    assert outcome.broken == ""
    assert task_again(outcome, folder).is_real
    assert replay_of(Story(outcome=outcome, without=(3, 5))) == "--replay 1 --real-world --without 3,5"


def test_the_command_as_it_is_written_plays_real_seeds_too() -> None:
    assert [options_of(words).real for words in ([], ["--seeds", "2000"], ["--seeds", "1"])] == [2, 20, 1]
    assert options_of(["--real", "0"]).real == 0


@pytest.mark.parametrize("seed", [1, 6], ids=["alone", "meeting"])
def test_a_seed_plays_again_to_the_same_end(ground: Ground, seed: int) -> None:
    assert play(seed, ground) == play(seed, ground)


def test_every_planted_fault_is_looked_for() -> None:
    assert FOUND_BY.keys() == PLANTED.keys()


@pytest.mark.parametrize("fault", sorted(FOUND_BY))
def test_a_planted_fault_breaks_its_promise_in_a_seed_that_keeps_all_without_it(
    ground: Ground, clean: dict[int, str], fault: str
) -> None:
    seed, promise = FOUND_BY[fault]
    if seed not in clean:
        clean[seed] = play(seed, ground).broken
    assert clean[seed] == ""
    assert play(seed, ground, PLANTED[fault]).broken.partition(":")[0] == promise
