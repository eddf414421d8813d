"""What every seed begins from: a centre and the laptops that it invited, made once by the product's own functions."""

import hashlib
import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop_app.storage.create import create_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.notebook import Author
from desktop_app.storage.schema import bring_up
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import new_signing_key
from tests.invited import invited
from tests.simulation.stores import export_plain

RAW_KEY: Final = b"x'" + b"a7" * 32 + b"'"
START_MS: Final = 1_762_000_000_000
YEAR_MS: Final = 365 * 24 * 3_600_000
COMMUNE: Final = "09661"
MACHINES: Final = tuple(f"M{number:02}" for number in range(1, 11))
CENTRE: Final = "centre"
CENTRE_FILE: Final = "centre.db"
CENTRE_KEY: Final = "centre.key"
NOTEBOOK: Final = "notebook.db"


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


def official_of(name: str) -> tuple[Author, bytes]:
    """Return an official by a name of his place, and his public key: the same ones for ever."""
    seed = hashlib.sha256(name.encode()).digest()
    key = new_signing_key(lambda size: seed[:size])
    author = Author(id=UUID(bytes=seed[:16], version=4), name=f"Cán bộ {name}", sign=key.sign)
    return author, key.public.to_bytes()


def make_template(folder: Path, rng: random.Random) -> None:
    """Make a centre and ten laptops in `folder`/sealed, and the same without keys in `folder`/quick."""
    clock = LyingClock()
    sealed, quick = folder / "sealed", folder / "quick"
    sealed.mkdir(parents=True)
    create_centre(sealed / CENTRE, NewCentre(name="Mẫu", is_sample=True), clock=clock, random=rng.randbytes)
    centre = open_centre(sealed / CENTRE, clock=clock, random=rng.randbytes)
    blank = folder / "blank.db"
    engine = make_engine(blank, lambda: RAW_KEY)
    bring_up(engine)
    engine.dispose()
    for machine in MACHINES:
        invitation = Invitation(commune=COMMUNE, machine=machine, valid_ms=500 * YEAR_MS)
        enrolment = read_enrolment(centre.invite(invitation, url="https://mau.invalid"))
        path = sealed / machine / NOTEBOOK
        path.parent.mkdir()
        shutil.copy(blank, path)
        identity = invited(enrolment, *official_of(machine), rng.randbytes)
        create_notebook(make_engine(path, lambda: RAW_KEY), identity, clock=clock).close()
        (quick / machine).mkdir(parents=True)
        export_plain(path, RAW_KEY, quick / machine / NOTEBOOK)
    centre.close()
    (quick / CENTRE).mkdir()
    key = (sealed / CENTRE / CENTRE_KEY).read_text(encoding="ascii").strip()
    export_plain(sealed / CENTRE / CENTRE_FILE, f"x'{key}'".encode("ascii"), quick / CENTRE / CENTRE_FILE)
