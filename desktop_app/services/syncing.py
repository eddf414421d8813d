"""Carrying work to the centre and back, and telling truthfully where it stands. No widgets."""

from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.pier import Pier
from desktop_app.storage.reading import Reader
from sync.client.engine import SyncReport
from sync.records.rules import CONFLICT


class Ferry(Protocol):
    """The engine, already wired to a road and a notebook."""

    def sync(self) -> SyncReport:
        """Cross once: push, pull, agree. Never raises for a bad road: the report says what came of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """How many operations are in each state, and when both notebooks were last found equal (ms, 0: never)."""

    waiting: int
    sending: int
    received: int
    applied: int
    durable: int
    held: int
    parked: int
    conflicts: int
    agreed_at_ms: int
    last_try_at_ms: int
    last_trouble: str

    @property
    def created(self) -> int:
        """Return how many operations were ever written on this laptop: the sum of all states."""
        return self.waiting + self.sending + self.received + self.applied + self.durable + self.held + self.parked

    @property
    def on_the_way(self) -> int:
        """Return how many the centre has not applied yet."""
        return self.created - self.applied - self.durable


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """One operation for the sync screen: what was done to which record, where it stands, why, and since when."""

    seq: int
    kind: str
    record: UUID
    type: str
    code: str
    name: str
    state: str
    reason: str
    at_ms: int
    since_ms: int


def sync_now(ferry: Ferry) -> SyncReport:
    """Cross once."""
    return ferry.sync()


def status(desk: Desk) -> SyncStatus:
    """Return the counts as the notebook has them."""
    with desk.notebook.reading() as reader:
        return SyncStatus(**reader.sync_counts())


def unsent_bytes(desk: Desk) -> int:
    """Return how many bytes the centre has not received yet, before they are compressed and sealed."""
    return Pier(desk.notebook).unsent().bytes


def operations(desk: Desk, *, limit: int = 200) -> tuple[OperationRow, ...]:
    """Return the latest operations, newest first, those that need a person before all others."""
    with desk.notebook.reading() as reader:
        return tuple(_named(reader, OperationRow(**row)) for row in reader.operation_rows(limit=limit))


def _named(reader: Reader, row: OperationRow) -> OperationRow:
    """Call a decision by the code of what it was about: a conflict has none of its own."""
    if row.type != CONFLICT:
        return row
    return replace(row, code=reader.code_of(UUID(hex=reader.get(CONFLICT, row.record).fields["about"])))
