"""The simulation in its small size: no promise broken, and each planted fault is noticed by some seed."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.run import memory_folder
from tests.simulation.stores import QuickEngines
from tests.simulation.template import make_template
from tests.simulation.world import Ground, Outcome, play

SEEDS = range(1, 9)
FOUND_BY = {
    "receipt_without_answer": 1,
    "pull_overwrites_what_waits": 3,
    "green_on_receipt": 1,
    "not_idempotent": 1,
    "prune_on_receipt": 4,
    "cursor_over_a_gap": 1,
    "epoch_ignored": 4,
    "old_verdict_on_new_work": 46,
    "token_not_checked": 10,
    "file_sent_too_soon": 10,
    "unknown_never_judged": 10,
    "upload_without_hash": 9,
    "blind_to_its_own": 28,
    "cursor_before_pages": 6,
    "heal_overwrites_what_waits": 47,
    "held_dropped": 46,
    "offers_everything_again": 4,
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        make_template(Path(name) / "template", random.Random(0))
        yield Path(name)


@pytest.fixture(scope="module")
def ground(folder: Path) -> Ground:
    return Ground(template=folder / "template" / "quick", folder=folder / "seed", engines=QuickEngines())


def test_no_promise_is_broken_and_the_weather_was_bad_enough_to_matter(ground: Ground) -> None:
    outcomes: list[Outcome] = [play(seed, ground) for seed in SEEDS]
    assert [each for each in outcomes if each.broken] == []
    assert sum(each.crashes for each in outcomes) > 20
    assert sum(each.conflicts for each in outcomes) > 5
    assert sum(each.parked for each in outcomes) > 3
    assert sum(each.operations for each in outcomes) > 300


def test_the_real_seal_and_the_real_store_keep_them_too(folder: Path) -> None:
    real = Ground(template=folder / "template" / "sealed", folder=folder / "real", engines=None)
    assert play(1, real).broken == ""


def test_a_seed_plays_again_to_the_same_end(ground: Ground) -> None:
    assert play(1, ground) == play(1, ground)


@pytest.mark.parametrize("fault", sorted(FOUND_BY))
def test_a_planted_fault_is_noticed(ground: Ground, fault: str) -> None:
    assert play(FOUND_BY[fault], ground, PLANTED[fault]).broken
