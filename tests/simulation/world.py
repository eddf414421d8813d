"""One seed's world: two laptops, a centre and the weather, driven by a scheduler that hates them."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.simulation.acts import do_something
from tests.simulation.promises import BrokenPromiseError, check_centre, check_laptop, check_report
from tests.simulation.shores import LAPTOPS, CentreShore, Faults, Fuse, Laptop

EVENTS: Final = 60
QUIET_CROSSINGS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a seed did: steps of the programs and exchanges on the road, crashes, operations, the promise it broke."""

    seed: int
    steps: int
    crashes: int
    operations: int
    conflicts: int
    parked: int
    broken: str = ""


class World:
    """Everything of one seed, in a folder of its own."""

    def __init__(self, seed: int, template: Path, folder: Path, faults: Faults) -> None:
        shutil.copytree(template, folder)
        self.rng = random.Random(seed)
        self.centre_fuse = Fuse()
        self.centre = CentreShore(folder / "centre", self.rng.randbytes, self.centre_fuse)
        self.is_quiet = False
        self.depth = 0
        self.laptops = [
            Laptop(folder / machine, machine, self.rng, self.centre, faults, self.meanwhile) for machine in LAPTOPS
        ]

    def meanwhile(self, laptop: Laptop) -> None:
        """While a segment or an answer is on the road, the official goes on working."""
        if not self.is_quiet and self.rng.random() < 0.15:
            fuse, laptop.fuse.left = laptop.fuse.left, 0
            do_something(laptop)
            laptop.fuse.left = fuse

    def run(self) -> None:
        """Play the seed to its end. Raises: BrokenPromiseError."""
        for _ in range(EVENTS):
            laptop = self.rng.choice(self.laptops)
            self._event(laptop)
            check_laptop(laptop, self.centre)
        self._calm_down()
        for _ in range(QUIET_CROSSINGS):
            for laptop in self.laptops:
                self._cross(laptop)
        for laptop in self.laptops:
            check_laptop(laptop, self.centre)
        check_centre(self.laptops, self.centre)

    def _event(self, laptop: Laptop) -> None:
        chance = self.rng.random()
        laptop.road.storm = self.rng.choice([0.0, 0.1, 0.3, 0.6])
        if self.rng.random() < 0.12:
            laptop.fuse.left = self.rng.randrange(1, 40)
        if self.rng.random() < 0.10:
            self.centre_fuse.left = self.rng.randrange(1, 12)
        if chance < 0.62:
            do_something(laptop)
        elif chance < 0.94:
            self._cross(laptop)
        else:
            laptop.clock.jump(self.rng)

    def _cross(self, laptop: Laptop) -> None:
        report = laptop.sync()
        if report is not None:
            check_report(laptop, report, self.centre)

    def _calm_down(self) -> None:
        self.is_quiet = True
        self.centre_fuse.left = 0
        for laptop in self.laptops:
            laptop.fuse.left = 0
            laptop.road.storm = 0.0

    def outcome(self, seed: int, broken: str) -> Outcome:
        """Return what was done so far."""
        rows = [row for laptop in self.laptops for row in laptop.operations().values()]
        with self.laptops[0].notebook.reading() as reader:
            conflicts = len(reader.of_type("conflict"))
        return Outcome(
            seed=seed,
            steps=self.centre_fuse.steps + sum(each.fuse.steps + each.road.exchanges for each in self.laptops),
            crashes=self.centre.crashes + sum(each.crashes for each in self.laptops),
            operations=len(rows),
            conflicts=conflicts,
            parked=sum(row.state == "parked" for row in rows),
            broken=broken,
        )

    def close(self) -> None:
        """Let go of every file."""
        for laptop in self.laptops:
            laptop.notebook.close()
        self.centre.centre.close()


def play(seed: int, template: Path, folder: Path, faults: Faults | None = None) -> Outcome:
    """Play one seed in `folder`, which is removed afterwards, and say which promise it broke, if any."""
    world = World(seed, template, folder, faults or Faults())
    broken = ""
    try:
        world.run()
    except BrokenPromiseError as error:
        broken = str(error)
    try:
        return world.outcome(seed, broken)
    finally:
        world.close()
        shutil.rmtree(folder)
