"""Looking up: one box over dossiers and residents, and each dossier's row on its four axes. No widgets."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.syncing import SyncStatus
from sync.records.delivery import DeliveryRun
from sync.records.dossier import Dossier
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier with its fourth axis: `sync` is waiting, sending, received, applied, durable, held or parked."""

    dossier: Dossier
    sync: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """Two values for the same fields; `standing` is shown meanwhile. Each: values, device, actor, claimed_at_ms."""

    id: UUID
    about: UUID
    about_type: str
    about_code: str
    group: str
    standing: dict[str, Any]
    other: dict[str, Any]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSummary:
    """The day at a glance. `due`: dossiers without a result that are due today or were before, longest due first."""

    read_at_ms: int
    due: tuple[DossierRow, ...]
    on_shelf: int
    runs: tuple[DeliveryRun, ...]
    sync: SyncStatus

    @property
    def overdue(self) -> int:
        """Return how many of `due` are past their time."""
        return sum((row.dossier.due_at_ms or 0) < self.read_at_ms for row in self.due)

    @property
    def needs_you(self) -> int:
        """Return how many things wait for a person: parked operations with those held behind them, open conflicts."""
        return self.sync.parked + self.sync.held + self.sync.conflicts


def desk_summary(desk: Desk) -> DeskSummary:
    """Return what waits at this desk now."""
    now_ms = desk.clock.now_ms()
    tomorrow = datetime.combine(local_time(now_ms).date() + timedelta(days=1), time(), VIETNAM_TIME)
    with desk.notebook.reading() as reader:
        due = reader.due_before(to_ms(tomorrow))
        return DeskSummary(
            read_at_ms=now_ms,
            due=tuple(DossierRow(dossier=Dossier.of(each), sync=reader.sync_state(each.id)) for each in due),
            on_shelf=len(reader.on_shelf()),
            runs=tuple(DeliveryRun.of(record) for record in reader.open_runs()),
            sync=SyncStatus(**reader.sync_counts()),
        )


def search(desk: Desk, query: str, *, limit: int = 50) -> tuple[DossierRow, ...]:
    """Return dossiers that match (code, name, number, procedure), exact marks first; all, newest first, for ""."""
    with desk.notebook.reading() as reader:
        found = reader.search(query, record_type=DOSSIER, limit=limit)
        return tuple(DossierRow(dossier=Dossier.of(record), sync=reader.sync_state(record.id)) for record in found)


def dossier(desk: Desk, dossier_id: UUID) -> DossierRow:
    """Return one dossier; the look is written to the activity log. Raises: MissingRecordError."""
    with desk.notebook.writing(desk.author) as work:
        work.note_look("dossier.view", dossier_id)
        return DossierRow(dossier=Dossier.of(work.get(DOSSIER, dossier_id)), sync=work.sync_state(dossier_id))


def conflicts(desk: Desk) -> tuple[ConflictRow, ...]:
    """Return the open conflicts, oldest first."""
    with desk.notebook.reading() as reader:
        return tuple(
            _conflict_row(record, reader.code_of(UUID(hex=record.fields["about"])))
            for record in reader.of_type(CONFLICT)
            if record.fields["state"] == "open"
        )


def official_names(desk: Desk) -> dict[UUID, str]:
    """Return the names of the officials whom this laptop knows; others have worked at other machines."""
    with desk.notebook.reading() as reader:
        return reader.official_names() | {desk.author.id: desk.author.name}


def _conflict_row(record: Record, code: str) -> ConflictRow:
    fields = record.fields
    return ConflictRow(
        id=record.id,
        about=UUID(hex=fields["about"]),
        about_type=fields["about_type"],
        about_code=code,
        group=fields["group"],
        standing=fields["standing"],
        other=fields["other"],
        state=fields["state"],
    )
