"""Carrying work to the centre and back, and telling truthfully where it stands. No widgets."""

from dataclasses import dataclass
from typing import Protocol

from desktop_app.services.desk import Desk
from sync.client.engine import SyncReport


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
    """One operation for the sync screen."""

    seq: int
    kind: str
    code: str
    state: str
    reason: str
    at_ms: int


def sync_now(ferry: Ferry) -> SyncReport:
    """Cross once."""
    return ferry.sync()


def status(desk: Desk) -> SyncStatus:
    """Return the counts as the notebook has them."""
    with desk.notebook.reading() as reader:
        return SyncStatus(**reader.sync_counts())


def operations(desk: Desk, *, limit: int = 200) -> tuple[OperationRow, ...]:
    """Return the latest operations, newest first, those that need a person before all others."""
    with desk.notebook.reading() as reader:
        return tuple(OperationRow(**row) for row in reader.operation_rows(limit=limit))
