"""A real laptop for the bench: its encrypted notebook, the workload written into it act by act, and its ferry.

How a document of the workload becomes a record (a dossier of the same id):

| document | record |
|---|---|
| put | `dossier.register`; patch: `dossier.amend` |
| status, note | result_number, decision_note: one merge group, so that both change or clash as one |
| code, procedure, content | provisional_code, procedure_name, request |
| name, cccd, dob | person_name, personal_number, birth: one merge group with address |
| received_at, updated_at | received_at_ms, updated_at_ms: whole numbers, as the product keeps times |
| address, phone, officer, file_name, file_size, file_sha256 | the same |

The business status is moved by acts and never set: the workload's status, which is set, stands beside it.
"""

import hashlib
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from desktop_app.services.crossing import engine_of
from desktop_app.storage.create import create_notebook, open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.notebook import Author, Notebook
from desktop_app.storage.tables import PAGE, RECORD
from sync.client.engine import Engine, SyncReport
from sync.client.transport import HttpsRoad
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import DEFAULT_SUITE, SigningKey, new_signing_key
from sync.records.act import Act
from sync.records.operation import Body
from sync.records.record import Record, decode_record
from sync.records.rules import CONFLICT, DOSSIER
from tests.bench.sync.workload import Document
from tests.invited import invited

NOTEBOOK_FILE: Final = "notebook.db"
_OFFICIAL_FILE: Final = "official.key"
_BEGAN_MS: Final = 1_790_000_000_000
_FIELD_OF: Final[Mapping[str, str]] = {
    "code": "provisional_code",
    "status": "result_number",
    "note": "decision_note",
    "procedure": "procedure_name",
    "content": "request",
    "name": "person_name",
    "cccd": "personal_number",
    "dob": "birth",
    "received_at": "received_at_ms",
    "updated_at": "updated_at_ms",
    **{name: name for name in ("address", "phone", "officer", "file_name", "file_size", "file_sha256")},
}
_NAME_OF: Final = {field: name for name, field in _FIELD_OF.items()}


@dataclass(frozen=True, slots=True)
class BenchClock:
    """A clock that begins at a fixed day and runs with the machine's."""

    began_ns: int

    def now_ms(self) -> int:
        """Return ms since 1970, of the made-up day."""
        return _BEGAN_MS + self.elapsed_ms()

    def elapsed_ms(self) -> int:
        """Return ms since the process began."""
        return (time.monotonic_ns() - self.began_ns) // 1_000_000


def started_clock() -> BenchClock:
    """Return a clock that begins now."""
    return BenchClock(time.monotonic_ns())


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """An opened notebook and the official who works in it."""

    notebook: Notebook
    author: Author
    clock: BenchClock

    def write(self, edits: Sequence[Document]) -> None:
        """Write each act down in a commit of its own, as an official's work is."""
        for edit in edits:
            with self.notebook.writing(self.author) as work:
                work.record(act_of(edit))

    def engine(self, url: str) -> tuple[Engine, HttpsRoad]:
        """Return the ferry to the centre at `url`, and its road, which the caller closes."""
        road = HttpsRoad(url)
        ticks = self.clock.elapsed_ms
        engine = engine_of(self.notebook, road, clock=self.clock, random=secrets.token_bytes, ticks=ticks)
        return engine, road

    def sync(self, url: str) -> SyncReport:
        """Cross once over HTTP."""
        engine, road = self.engine(url)
        try:
            return engine.sync()
        finally:
            road.close()

    def documents(self) -> Iterator[tuple[Document, list[Document]]]:
        """Give every document as this laptop has it, with the values that conflicts keep beside it."""
        beside: dict[UUID, list[Document]] = {}
        for conflict in self._records(CONFLICT):
            other = _named(conflict.fields["other"]["values"])
            beside.setdefault(UUID(hex=conflict.fields["about"]), []).append(other)
        for record in self._records(DOSSIER):
            yield {"id": str(record.id), **_named(record.fields)}, beside.get(record.id, [])

    def close(self) -> None:
        """Close the notebook."""
        self.notebook.close()

    def _records(self, record_type: str) -> Iterator[Record]:
        with self.notebook.transaction(write=False) as connection:
            for raw in connection.execute(select(PAGE).where(RECORD.c.type == record_type)).scalars():
                yield decode_record(raw)


def act_of(edit: Document) -> Act:
    """Return the act that writes an edit of the workload down."""
    is_new = edit["op"] == "put"
    values = edit["doc"] if is_new else edit["set"]
    sets = {_FIELD_OF[name]: _kept(name, value) for name, value in values.items() if name != "id"}
    kind = "dossier.register" if is_new else "dossier.amend"
    return Act(kind=kind, record=UUID(edit["id"]), body=Body(sets=sets))


def make_laptop(folder: Path, enrolment_file: bytes) -> None:
    """Make an empty notebook for the laptop that the enrolment file names, with one official."""
    folder.mkdir(parents=True, exist_ok=True)
    enrolment = read_enrolment(enrolment_file)
    official = new_signing_key(secrets.token_bytes)
    (folder / _OFFICIAL_FILE).write_bytes(official.to_bytes())
    author = _author(official)
    public = official.public.to_bytes()
    identity = invited(enrolment, author, public, secrets.token_bytes, suite=DEFAULT_SUITE)
    create_notebook(make_engine(folder / NOTEBOOK_FILE, _raw_key(folder)), identity, clock=started_clock()).close()


def open_laptop(folder: Path) -> Laptop:
    """Open a laptop that was made before."""
    clock = started_clock()
    notebook = open_notebook(make_engine(folder / NOTEBOOK_FILE, _raw_key(folder)), clock=clock)
    author = _author(SigningKey.from_bytes((folder / _OFFICIAL_FILE).read_bytes()))
    return Laptop(notebook=notebook, author=author, clock=clock)


def _author(key: SigningKey) -> Author:
    identity = UUID(bytes=hashlib.sha256(key.public.to_bytes()).digest()[:16])
    return Author(id=identity, name="Cán bộ MẪU", sign=key.sign)


def _raw_key(folder: Path) -> Any:
    key = f"x'{hashlib.sha256(folder.name.encode()).hexdigest()}'".encode()
    return lambda: key


def _kept(name: str, value: Any) -> Any:
    return int(datetime.fromisoformat(value).timestamp()) * 1000 if name.endswith("_at") else value


def _named(fields: Mapping[str, Any]) -> Document:
    """Return the fields of a record that the workload knows, under its names."""
    return {_NAME_OF[field]: _said(_NAME_OF[field], value) for field, value in fields.items() if field in _NAME_OF}


def _said(name: str, value: Any) -> Any:
    return datetime.fromtimestamp(value / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if name.endswith("_at") else value
