"""One seed's world: laptops, a centre and the weather, driven by a scheduler that hates them."""

import random
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Final

from sync.client.asking import HEAL
from sync.records.rules import DOSSIER, KINDS, PERSON, RUN
from tests.simulation.acts import do_something, send_for_files
from tests.simulation.disasters import CALM, DISASTERS, FORKS, MEET, ROADS, STICK, UPGRADE
from tests.simulation.ending import (
    check_arrived,
    check_codes,
    check_facts_once,
    check_files,
    check_green,
    check_held,
    check_laptop_at_rest,
    check_no_silent_loser,
    check_order,
    check_parked,
    check_peers,
    ruled_places,
)
from tests.simulation.places import Shelf
from tests.simulation.promises import (
    FINE,
    BrokenPromiseError,
    check_centre,
    check_laptop,
    check_log,
    check_report,
    hold,
    judged_at,
    received_at,
    records_at,
)
from tests.simulation.roots import Reading, Root
from tests.simulation.shores import CentreShore, Faults, Laptop
from tests.simulation.stores import QuickEngines, fetch
from tests.simulation.template import CENTRE, MACHINES

EVENTS: Final = 70
QUIET_ROUNDS: Final = 4
"""So many quiet crossings of each laptop must bring everything to rest; copies are switched off after half of them."""

PAUSE_MS: Final = 3_600_000
"""So long before each quiet crossing, that what was refused on the road is due again."""

OFTEN: Final = 0.3
"""So many seeds have a centre of an older version, so many papers attached, and so many laptops that meet."""

OF_TODAY: Final = tuple(sorted(name for name, kind in KINDS.items() if kind.record_type in (DOSSIER, PERSON, RUN)))
"""Kinds of act that an older version may not know yet."""

TROUBLED: Final = FINE | {"fork", "frozen", "client_behind", "centre_behind", "epoch_changed", "disagree", "revoked"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where worlds are played: a template, a folder to play in, and the engines of the quick ones."""

    template: Path
    folder: Path
    engines: QuickEngines | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a seed did: steps of the programs and exchanges on the road, crashes, operations, the promise it broke."""

    seed: int
    laptops: int
    steps: int
    crashes: int
    operations: int
    conflicts: int
    parked: int
    held: int
    events: tuple[str, ...]
    is_real: bool = False
    broken: str = ""


class World:
    """Everything of one seed, in a folder of its own. Events draw for themselves: one left out changes no other."""

    def __init__(self, seed: int, ground: Ground, faults: Faults) -> None:
        self.rng = random.Random(f"{seed}")
        self.seed = seed
        self.faults = faults
        self.engines = ground.engines
        self.folder = ground.folder
        count = self.rng.choice([3, 3, 3, 3, 3, 3, 4, 4, 5, 6, 8, 10])
        rare = sorted(DISASTERS.keys() - {*CALM, UPGRADE, MEET})
        self.befalls = {*CALM, *self.rng.sample(rare, self.rng.choice([0, 0, 1, 1, 2]))}
        if self.befalls & STICK:
            self.befalls |= STICK
        for name in (CENTRE, *MACHINES[:count]):
            shutil.copytree(ground.template / name, ground.folder / name)
        self.reading = Reading()
        self.shelf = Shelf(ground.folder / "shelf")
        shore = faults.centre or CentreShore
        kinds = KINDS
        if self.rng.random() < OFTEN:
            self.befalls.add(UPGRADE)
            unknown = self.rng.sample(OF_TODAY, self.rng.randrange(1, 6))
            kinds = {name: kind for name, kind in KINDS.items() if name not in unknown}
        self.has_files = self.rng.random() < OFTEN
        if self.rng.random() < OFTEN:
            self.befalls.add(MEET)
        self.centre = shore(ground.folder / CENTRE, self.rng.randbytes, ground.engines, kinds)
        self.is_quiet = self.is_last_round = False
        self.trace: list[str] = []
        self.said: set[Root] = set()
        self.burnt: set[Root] = set()
        self.recounted: set[Root] = set()
        self.laptops: list[Laptop] = []
        for machine in MACHINES[:count]:
            self._add(ground.folder / machine, machine, machine)

    def meanwhile(self, laptop: Laptop) -> None:
        """While a segment or an answer is on the road, the official goes on working."""
        if not self.is_quiet and not laptop.only_listens and self.rng.random() < 0.15:
            fuse, laptop.fuse.left = laptop.fuse.left, 0
            do_something(laptop)
            laptop.fuse.left, laptop.has_worked = fuse, True

    def run(self, without: Collection[int]) -> None:
        """Play the seed to its end. Raises: BrokenPromiseError."""
        if MEET in self.befalls:  # only those who were at the centre once can prove to each other where they belong
            self.rng.seed(f"{self.seed}/first")
            for laptop in self.laptops:
                self._cross(laptop)
        for number in range(EVENTS):
            if number not in without:
                self.rng.seed(f"{self.seed}/{number}")
                self._event(number)
        self._calm_down()
        for number in range(QUIET_ROUNDS):
            self.rng.seed(f"{self.seed}/quiet/{number}")
            if number == QUIET_ROUNDS // 2:
                self._switch_copies_off()
            self.is_last_round = number == QUIET_ROUNDS - 1
            for laptop in self.laptops:
                if self.is_last_round and laptop.has_files:
                    send_for_files(laptop)
                laptop.clock.at_ms += PAUSE_MS
                self._cross(laptop)
        self._check_end()

    def add_copy(self, laptop: Laptop, folder: Path) -> None:
        """Let a copy of a laptop run from now on."""
        copy = self._add(folder, laptop.machine, f"{laptop.machine}'")
        copy.said, copy.poisoned = set(laptop.said), laptop.poisoned
        copy.has_twin = laptop.has_twin = copy.is_doubtful = laptop.is_doubtful = True
        copy.counts_anew = laptop.counts_anew = True

    def doubt(self, *laptops: Laptop) -> None:
        """Expect nothing of what they show before they have talked with the centre."""
        for laptop in laptops:
            laptop.is_doubtful, laptop.spent_in = True, b""

    def recount(self) -> None:
        """Find out what was lost with a disk that exists no more."""
        self.centre.fuse.left = 0
        self.centre.centre.reconcile()
        there = {each.root for each in judged_at(self.centre, self.reading)}
        there.update(row.root for laptop in self.laptops for row in laptop.rows())
        self.burnt |= self._said() - there

    def _add(self, folder: Path, machine: str, name: str) -> Laptop:
        laptop = Laptop(
            folder=folder,
            machine=machine,
            name=name,
            rng=self.rng,
            shore=self.centre,
            faults=self.faults,
            engines=self.engines,
            reading=self.reading,
            meanwhile=self.meanwhile,
            page_bytes=self.rng.choice([2_048, 32_768, 32_768]),
            has_files=self.has_files,
        )
        self.laptops.append(laptop)
        return laptop

    def _said(self) -> set[Root]:
        for laptop in self.laptops:
            self.said |= laptop.said
        return self.said

    def _event(self, number: int) -> None:
        laptop = self.rng.choice(self.laptops)
        self._said()
        chance = self.rng.random()
        laptop.road.storm, laptop.road.storm_on_files = self.rng.choice([0.0, 0.1, 0.3, 0.6]), 0.5
        if self.rng.random() < 0.12:
            laptop.fuse.left, laptop.fuse.is_full = self.rng.randrange(1, 40), self.rng.random() < 0.3
        if self.rng.random() < 0.10:
            self.centre.fuse.left, self.centre.fuse.is_full = self.rng.randrange(1, 12), self.rng.random() < 0.3
        if chance < 0.56 and not laptop.only_listens:
            what = "works"
            do_something(laptop)
        elif chance < (0.75 if self.befalls & ROADS else 0.90):
            what = f"crosses: {self._cross(laptop)}"
        else:
            names = sorted(self.befalls)
            name = self.rng.choices(names, [DISASTERS[each][1] for each in names])[0]
            if name not in ROADS:
                laptop.fuse.left = self.centre.fuse.left = 0
            what = DISASTERS[name][0](self, laptop)
        self.trace.append(f"{number:3} {laptop.name:4} storm {laptop.road.storm} {what}")
        judged = judged_at(self.centre, self.reading)
        check_laptop(laptop, judged, received_at(self.centre))
        check_centre(judged)

    def _cross(self, laptop: Laptop) -> str:
        laptop.has_worked = False
        if not laptop.spent_in and laptop.shows_a_spent_token():
            laptop.spent_in = laptop.own()
        report = laptop.sync()
        if report is None:
            return "the power went"
        fine = TROUBLED if self.befalls & FORKS or laptop.is_revoked else FINE
        check_report(laptop, report, self.centre, fine)
        if not report.trouble:
            is_sent = laptop.has_worked or not {"waiting", "sending"} & {row.state for row in laptop.rows()}
            hold("G17", is_sent, f"{laptop.name}: facts wait, files {report.files_trouble}")
            hold("G14", laptop.own() != laptop.spent_in, f"{laptop.name}: an old copy goes on unnoticed")
            laptop.is_doubtful, laptop.spent_in = False, b""
            laptop.counts_anew = sum(each.machine == laptop.machine for each in self.laptops) > 1
        if self.is_last_round:
            check_green(laptop, report)
        if report.trouble in ("", "disagree"):
            laptop.hand_on()
        return f"{report.trouble or 'through'}, sent {report.sent}, agreed {report.agreed}"

    def _calm_down(self) -> None:
        self.is_quiet = True
        self.centre.fuse.left = 0
        if self.centre.kinds is not KINDS:
            self.centre.upgrade(0)
        for laptop in self.laptops:
            laptop.fuse.left = 0
            laptop.road.storm = 0.0  # files have no calm before the middle of it: facts come to rest all the same
            check_log(laptop)

    def _switch_copies_off(self) -> None:
        """A copy that has brought everything home is handed back: two that go on for ever never agree who is one."""
        self._said()
        for laptop in [each for each in self.laptops if "'" in each.name]:
            if laptop.is_revoked:
                self.burnt.update(row.root for row in laptop.rows())  # nobody takes it from this copy any more
            self.laptops.remove(laptop)
            self.recounted |= laptop.recounted
            laptop.notebook.close()
        for laptop in self.laptops:
            laptop.road.storm_on_files = 0.0

    def _check_end(self) -> None:
        """Judge the end of the seed.

        Some promises are judged in part. Where a centre's file was put back by hand, stamps are given twice, and nobody
        can tell any more who had seen what: G8 is not judged; nor is what is shown of other laptops, whose segments may
        then wait for one that never comes, while their author has carried them over. Of G11 only that what a revoked
        laptop could not send stays on it: the quarantine for a supervisor comes with the security work.
        """
        judged, records = judged_at(self.centre, self.reading), records_at(self.centre)
        poisoned = {root for laptop in self.laptops for root in laptop.poisoned}
        check_arrived(self.laptops, judged, self._said() - self.burnt)
        check_centre(judged)
        for laptop in self.laptops:
            check_log(laptop)
            check_laptop(laptop, judged, received_at(self.centre))
            if not laptop.is_revoked:
                check_laptop_at_rest(laptop, judged, self.centre)
                if "put_centre_back" not in self.befalls:
                    check_peers(laptop, judged)
        ruled = ruled_places(records)
        check_order(judged, ruled)
        check_parked(judged, poisoned, ruled)
        check_held(judged, records)
        check_facts_once(records)
        check_codes(self.laptops, judged, self.recounted.union(*(each.recounted for each in self.laptops)))
        check_files(self.laptops, self.centre, records)
        if "put_centre_back" not in self.befalls:
            check_no_silent_loser([each for each in judged if each.state == "applied" and not each.reason], records)
        if not self.befalls & FORKS:
            self._check_no_false_alarm()
        if not self.befalls & {*FORKS, "rot_row"}:
            hold("G24", not self.centre.asked.get(HEAL), "something had to be healed, and nothing was hurt")

    def _check_no_false_alarm(self) -> None:
        """Where nobody was copied or put back, every laptop has its one incarnation."""
        engine = self.centre.centre.store.engine
        (most,) = fetch(engine, "SELECT coalesce(max(n), 0) FROM (SELECT count(*) n FROM chain GROUP BY device)")[0]
        hold("G14", most <= 1, "a laptop was taken for a copy, and there was none")

    def outcome(self, broken: str) -> Outcome:
        """Return what was done so far."""
        states = [row.state for laptop in self.laptops for row in laptop.rows()]
        (conflicts,) = fetch(self.centre.centre.store.engine, "SELECT count(*) FROM record WHERE type = 'conflict'")[0]
        return Outcome(
            seed=self.seed,
            laptops=len(self.laptops),
            steps=self.centre.fuse.steps + sum(each.fuse.steps + each.road.exchanges for each in self.laptops),
            crashes=self.centre.crashes + sum(each.crashes for each in self.laptops),
            operations=len(states),
            conflicts=conflicts,
            parked=states.count("parked"),
            held=states.count("held"),
            events=tuple(self.trace),
            is_real=self.engines is None,
            broken=broken,
        )

    def close(self) -> None:
        """Let go of every file."""
        for laptop in self.laptops:
            laptop.notebook.close()
        self.centre.centre.close()


def play(seed: int, ground: Ground, faults: Faults | None = None, without: Collection[int] = ()) -> Outcome:
    """Play one seed in the ground's folder, which is empty afterwards, and say which promise it broke, if any."""
    ground.folder.mkdir(parents=True)
    world = World(seed, ground, faults or Faults())
    broken = ""
    try:
        try:
            world.run(without)
        except BrokenPromiseError as error:
            broken = str(error)
        except Exception as error:  # noqa: BLE001  whatever the programs raise out of themselves is a broken promise
            places = [f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in extract_tb(error.__traceback__)]
            broken = f"fault: {type(error).__name__}: {error} at {' '.join(places[-6:])}"
        return world.outcome(broken)
    finally:
        world.close()
        shutil.rmtree(ground.folder)
