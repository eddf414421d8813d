"""A sample world for the proofs: a centre's folder, a laptop's folder, and its desk opened as officials do.

Real vault, real key derivation at its floor, real SQLCipher; the centre is made by its own command line.
"""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from desktop_app.app import RESOURCES, SystemClock, new_id
from desktop_app.demo import OFFICIALS, make_sample_laptop
from desktop_app.services import intake
from desktop_app.services.desk import Desk, local_time
from desktop_app.services.ferry import make_ferry
from desktop_app.services.first_day import World, add_sample_people, set_up
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.opening import Opened, open_desk
from desktop_app.services.syncing import Ferry
from desktop_app.vault.keyslots import NewOfficial
from desktop_app.vault.passphrases import FLOOR_COST
from desktop_app.vault.roster import read_roster
from sync.records.dossier import Dossier
from sync.records.sample_people import SamplePerson, sample_people
from sync.records.seams import Step, no_step
from tests.e2e.centre_process import enrolment_file, new_centre

__all__ = ["FLOOR", "OFFICIALS", "PROCEDURES", "SEED", "SampleWorld", "hands", "sample_of"]

FLOOR: Final = FLOOR_COST
PROCEDURES: Final = ("2.000815", "1.001193", "1.004873")
SEED: Final = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWorld:
    """The folders of one laptop, called `name`, and its centre, below `folder`."""

    folder: Path
    name: str = "laptop"

    @property
    def laptop(self) -> Path:
        return self.folder / self.name

    @property
    def centre(self) -> Path:
        return self.folder / "centre"

    @classmethod
    def at(cls, folder: Path, name: str = "laptop") -> "SampleWorld":
        """Return the world that was made in `folder` before."""
        return cls(folder=folder, name=name)

    @classmethod
    def make(cls, folder: Path, *, people: int = 0, seed: int = SEED) -> "SampleWorld":
        """Make centre and laptop, with `people` sample residents."""
        new_centre(cls(folder=folder).centre)
        world = cls(folder=folder).with_laptop(machine="M07")
        if people:
            with world.desk_open() as desk:
                add_sample_people(desk, sample_of(people, seed=seed))
        return world

    def beside(self, name: str, *, machine: str) -> "SampleWorld":
        """Make another laptop of the same commune."""
        return SampleWorld(folder=self.folder, name=name).with_laptop(machine=machine)

    def with_laptop(self, *, machine: str) -> "SampleWorld":
        """Let the centre invite this laptop, and set it up."""
        raw = enrolment_file(self.centre, self.folder / f"{self.name}.enrol", machine=machine).read_bytes()
        officials = [
            NewOfficial(id=str(new_id()), name=name, role=role, passphrase=passphrase)
            for name, role, passphrase in OFFICIALS
        ]
        set_up(self.laptop, raw, officials, place="Điểm phục vụ mẫu", cost=FLOOR, world=hands())
        return self

    @classmethod
    def minhchau(cls, folder: Path, *, scale: float = 0.02, weeks: float = 2) -> "SampleWorld":
        """Make centre and laptop with a part of Minh Châu: households, and some weeks of work played behind them."""
        world = cls(folder=folder)
        new_centre(world.centre)
        raw = enrolment_file(world.centre, folder / "laptop.enrol").read_bytes()
        make_sample_laptop(world.laptop, raw, scale=scale, weeks=weeks)
        return world

    @contextmanager
    def opened(self, *, official: int = 0, step: Step = no_step) -> Iterator[Opened]:
        """Unlock the laptop as one of its officials."""
        card = read_roster(self.laptop).officials[official]
        opened = open_desk(self.laptop, card.id, OFFICIALS[official][2], resources=RESOURCES, world=hands(), step=step)
        try:
            yield opened
        finally:
            opened.close()

    @contextmanager
    def desk_open(self, *, step: Step = no_step) -> Iterator[Desk]:
        """Unlock the laptop and give its desk."""
        with self.opened(step=step) as opened:
            yield opened.desk

    def ferry(self, opened: Opened, url: str, *, step: Step = no_step) -> Ferry:
        """Return the sync engine, wired to the centre at `url` over real HTTP."""
        return make_ferry(opened, url, clock=SystemClock(), random=secrets.token_bytes, step=step)

    def draft(self, number: int, *, request: str = "") -> IntakeDraft:
        """Return a filled form, the same for the same number."""
        person = sample_of(12)[number % 12]
        return IntakeDraft(
            name=person.name,
            birth=str(person.birth),
            sex=person.sex,
            personal_number=person.personal_number,
            phone=person.phone,
            address=person.address,
            cluster=person.cluster,
            procedure=PROCEDURES[number % len(PROCEDURES)],
            request=request,
            fee_vnd=4_000,
        )

    def save(self, desk: Desk, draft: IntakeDraft) -> Dossier:
        """Save a form as the desk does."""
        return intake.register(desk, msgspec.structs.replace(draft))


def hands() -> World:
    """Return this machine's clock, ids and randomness."""
    return World(clock=SystemClock(), new_id=new_id, random=secrets.token_bytes)


def sample_of(count: int, *, seed: int = SEED) -> tuple[SamplePerson, ...]:
    """Return made-up people, the same for the same seed."""
    return sample_people(random.Random(seed), count, today=local_time(SystemClock().now_ms()).date())
