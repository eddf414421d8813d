"""The simulation's two laptops and one centre: the real programs on real encrypted files, without HTTP between them."""

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.create import Identity, OfficialKey, create_notebook, open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.notebook import Author, Notebook
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import OPERATION
from sync.central.answering import Centre
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.client.engine import Engine, SyncReport
from sync.client.ports import Reply, Road, UnreachableError
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import new_sealing_key, new_signing_key
from sync.records.seams import Random
from tests.simulation.weather import Crash, StormyRoad

RAW_KEY: Final = b"x'" + b"a7" * 32 + b"'"
START_MS: Final = 1_762_000_000_000
YEAR_MS: Final = 365 * 24 * 3_600_000
COMMUNE: Final = "09661"
LAPTOPS: Final = ("M01", "M02")


@dataclass(slots=True)
class LyingClock:
    """A clock that jumps where the scheduler says, backwards too."""

    at_ms: int = START_MS

    def now_ms(self) -> int:
        self.at_ms += 250
        return self.at_ms

    def elapsed_ms(self) -> int:
        return -1

    def jump(self, rng: random.Random) -> None:
        self.at_ms = START_MS + rng.randrange(-10 * YEAR_MS, 80 * YEAR_MS)


@dataclass(slots=True)
class Fuse:
    """Counts steps and ends the program at the one that the scheduler chose."""

    left: int = 0
    steps: int = 0
    place: str = ""

    def __call__(self, name: str) -> None:
        self.steps += 1
        if self.left:
            self.left -= 1
            if self.left == 0:
                self.place = name
                raise Crash(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What a planted bug replaces: the store or the engine of the laptops, or what the centre receives."""

    pier: type[Pier] = Pier
    engine: type[Engine] = Engine


def make_template(folder: Path, rng: random.Random) -> None:
    """Make a centre and two laptops that it invited, to be copied for each seed."""
    clock = LyingClock()
    create_centre(folder / "centre", NewCentre(name="Mẫu", is_sample=True), clock=clock, random=rng.randbytes)
    centre = open_centre(folder / "centre", clock=clock, random=rng.randbytes)
    for machine in LAPTOPS:
        invitation = Invitation(commune=COMMUNE, machine=machine, valid_ms=500 * YEAR_MS)
        enrolment = read_enrolment(centre.invite(invitation, url="https://mau.invalid"))
        official, key = _official(machine)
        identity = Identity(
            device=UUID(bytes=rng.randbytes(16), version=4),
            incarnation=UUID(bytes=rng.randbytes(16), version=4),
            sealing_key=new_sealing_key(rng.randbytes).to_bytes(),
            signing_key=new_signing_key(rng.randbytes).to_bytes(),
            commune=enrolment.commune,
            commune_name="Xã Mẫu",
            machine=machine,
            place="Điểm mẫu",
            is_sample=True,
            centre_url=enrolment.url,
            centre_sealing_key=enrolment.centre_sealing_key,
            centre_signing_key=enrolment.centre_signing_key,
            group_key=enrolment.group_key,
            enrolment_token=enrolment.token,
            officials=(OfficialKey(id=official.id, name=official.name, role="desk", public_key=key),),
        )
        (folder / machine).mkdir()
        engine = make_engine(folder / machine / "notebook.db", lambda: RAW_KEY)
        create_notebook(engine, identity, clock=clock).close()
    centre.close()


def _official(machine: str) -> tuple[Author, bytes]:
    seed = hashlib.sha256(machine.encode()).digest()
    key = new_signing_key(lambda size: seed[:size])
    author = Author(id=UUID(bytes=seed[:16], version=4), name=f"Cán bộ {machine}", sign=key.sign)
    return author, key.public.to_bytes()


class CentreShore:
    """The centre, which can go down while it answers and comes up again from its disk."""

    def __init__(self, folder: Path, random_bytes: Random, fuse: Fuse) -> None:
        self.crashes = 0
        self._folder = folder
        self._random = random_bytes
        self._fuse = fuse
        self._clock = LyingClock()
        self.centre = self._open()

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        try:
            reply = self.centre.answer(method, path, headers, body)
        except Crash:
            self.crashes += 1
            self.centre.close()
            self.centre = self._open()
            raise UnreachableError("the centre went down") from None
        return Reply(status=reply.status, content_type=reply.content_type, body=reply.body)

    def _open(self) -> Centre:
        return open_centre(self._folder, clock=self._clock, random=self._random, step=self._fuse)


@dataclass(slots=True)
class Laptop:
    """One laptop: its notebook, its ferry, and what it told its official."""

    folder: Path
    machine: str
    rng: random.Random
    shore: CentreShore
    faults: Faults
    meanwhile: Callable[["Laptop"], None]
    fuse: Fuse = field(default_factory=Fuse)
    clock: LyingClock = field(default_factory=LyingClock)
    said_saved: dict[int, bytes] = field(default_factory=dict)
    poisoned: set[int] = field(default_factory=set)
    crashes: int = 0
    author: Author = field(init=False)
    impostor: Author = field(init=False)
    notebook: Notebook = field(init=False)
    road: StormyRoad = field(init=False)
    carrier: Road = field(init=False)
    ferry: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.author, _ = _official(self.machine)
        self.impostor, _ = _official(f"unknown to the centre, at {self.machine}")
        self.road = StormyRoad(self.shore, self.rng, lambda: self.meanwhile(self))
        self.carrier = self.road
        self.open()

    def new_id(self) -> UUID:
        return UUID(bytes=self.rng.randbytes(16), version=4)

    def open(self) -> None:
        """Start the program on what is on the disk."""
        engine = make_engine(self.folder / "notebook.db", lambda: RAW_KEY)
        self.notebook = open_notebook(engine, clock=self.clock, step=self.fuse)
        pier = self.faults.pier(self.notebook)
        self.ferry = self.faults.engine(
            pier,
            self.carrier,
            pier.keys(),
            self.clock,
            self.rng.randbytes,
            app_version="0.1.0",
            step=self.fuse,
            segment_bytes=2_048,
            pull_bytes=2_048,
        )

    def survive(self, deed: Callable[[], None]) -> bool:
        """Do something; where the power goes meanwhile, start again from the disk and return False."""
        try:
            deed()
        except Crash:
            self.crashes += 1
            self.notebook.close()
            self.open()
            return False
        return True

    def sync(self) -> SyncReport | None:
        """Cross once; None where the power went."""
        reports: list[SyncReport] = []
        self.survive(lambda: reports.append(self.ferry.sync()))
        return reports[0] if reports else None

    def operations(self) -> dict[int, sa.Row[tuple[object, ...]]]:
        """Return seq -> row of every operation that is on the disk."""
        with self.notebook.engine.connect() as connection:
            return {row.seq: row for row in connection.execute(sa.select(OPERATION).order_by(OPERATION.c.seq))}
