"""A real notebook on real SQLCipher in a temporary folder, and the people and acts that its tests write into it."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from desktop_app.storage.create import Identity, create_notebook, open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.notebook import Author, Notebook
from sync.protocol.keys import Suite, new_sealing_key, new_signing_key
from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.seams import Step, no_step

RAW_KEY = b"x'" + b"5a" * 32 + b"'"
START_MS = 1_762_000_000_000


@dataclass(slots=True)
class Hands:
    """A clock that moves by hand and ids that come from a seed."""

    seed: int = 0
    at_ms: int = START_MS
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def now_ms(self) -> int:
        self.at_ms += 1_000
        return self.at_ms

    def elapsed_ms(self) -> int:
        return -1

    def new_id(self) -> UUID:
        return UUID(bytes=self._random.randbytes(16), version=4)

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)


def identity(hands: Hands, *, is_sample: bool = True, centre_url: str = "") -> Identity:
    centre = new_sealing_key(hands.random, Suite.X25519)
    return Identity(
        device=hands.new_id(),
        incarnation=hands.new_id(),
        sealing_key=new_sealing_key(hands.random, Suite.X25519).to_bytes(),
        signing_key=new_signing_key(hands.random).to_bytes(),
        commune="09661",
        commune_name="Xã Mẫu",
        machine="M07",
        place="Điểm tiếp nhận mẫu",
        is_sample=is_sample,
        centre_url=centre_url,
        centre_sealing_key=centre.public.to_bytes(),
        centre_signing_key=new_signing_key(hands.random).public.to_bytes(),
    )


def author(hands: Hands) -> Author:
    key = new_signing_key(hands.random)
    return Author(id=UUID(bytes=hashlib.sha256(key.to_bytes()).digest()[:16]), name="Cán bộ mẫu", sign=key.sign)


def new_notebook(folder: Path, hands: Hands, *, step: Step = no_step) -> Notebook:
    engine = make_engine(folder / "notebook.db", lambda: RAW_KEY)
    return create_notebook(engine, identity(hands), clock=hands, step=step)


def reopened(folder: Path, hands: Hands, *, step: Step = no_step) -> Notebook:
    return open_notebook(make_engine(folder / "notebook.db", lambda: RAW_KEY), clock=hands, step=step)


def person(new_id: Callable[[], UUID], name: str, *, number: str = "001099990001", phone: str = "0600000001") -> Person:
    return Person(id=new_id(), name=name, birth="01/02/1990", personal_number=number, phone=phone, cluster="Thôn 1")


def dossier(who: Person, new_id: Callable[[], UUID], *, code: str = "TAM-09661-M07-251107-0001") -> Dossier:
    return Dossier(
        id=new_id(),
        provisional_code=code,
        received_at_ms=START_MS,
        procedure="1.001193",
        procedure_name="Đăng ký khai sinh",
        person=who.id.hex,
        person_name=who.name,
        personal_number=who.personal_number,
        phone=who.phone,
        cluster=who.cluster,
    )
