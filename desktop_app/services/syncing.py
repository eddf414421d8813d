"""Carrying work to the centre and back, and telling truthfully where it stands. No widgets."""

from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage import switches
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.pier import Pier
from desktop_app.storage.reading import Reader
from sync.client.engine import SyncReport
from sync.records.rules import CONFLICT, RULING


class Ferry(Protocol):
    """The engine, already wired to a road and a notebook."""

    def sync(self) -> SyncReport:
        """Cross once: push, pull, agree. Never raises for a bad road: the report says what came of it."""
        ...

    def is_reachable(self) -> bool:
        """Tell at little cost whether anybody answers where the centre is. Never raises for a bad road."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """How many operations are in each state, and when both notebooks were last found equal (ms, 0: never).

    `set_aside`: a person decided that they shall not be applied. `last_request` is the centre's name for the request
    that it refused, empty where it named none. `is_pin_changed`: its server showed another key, which it is told next.
    """

    waiting: int
    sending: int
    received: int
    applied: int
    durable: int
    held: int
    parked: int
    set_aside: int
    conflicts: int
    agreed_at_ms: int
    last_try_at_ms: int
    last_trouble: str
    last_request: str
    is_paused: bool
    is_metered: bool
    is_pin_changed: bool

    @property
    def created(self) -> int:
        """Return how many operations were ever written on this laptop: the sum of all states."""
        return self.on_the_way + self.applied + self.durable + self.set_aside

    @property
    def unsent(self) -> int:
        """Return how many the centre has not received."""
        return self.waiting + self.sending

    @property
    def on_the_way(self) -> int:
        """Return how many the centre has neither applied nor, by a person's decision, set aside."""
        return self.waiting + self.sending + self.received + self.held + self.parked


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """One operation for the sync screen: what was done to which record, where it stands, why, and since when."""

    incarnation: UUID
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
        return tuple(named(reader, OperationRow(**row)) for row in reader.operation_rows(limit=limit))


def pause(desk: Desk) -> None:
    """Let everything wait on this laptop until a person says otherwise; a restart does not change that."""
    switches.set_paused(desk.notebook, is_paused=True)


def resume(desk: Desk) -> None:
    """Let the ferry cross again."""
    switches.set_paused(desk.notebook, is_paused=False)


def set_metered(desk: Desk, *, is_metered: bool) -> None:
    """Say whether each byte costs money: then acts travel and files wait."""
    switches.set_metered(desk.notebook, is_metered=is_metered)


def named(reader: Reader, row: OperationRow) -> OperationRow:
    """Call a decision by the code of what it was about: a conflict and a ruling have none of their own."""
    if row.type not in (CONFLICT, RULING):
        return row
    try:
        about = reader.get(row.type, row.record).fields
        return replace(row, code=reader.code_of(UUID(hex=about["about" if row.type == CONFLICT else "about_record"])))
    except (MissingRecordError, KeyError):
        return row
