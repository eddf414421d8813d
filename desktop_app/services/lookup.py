"""Looking up: one box over dossiers and residents, and each dossier's row on its four axes. No widgets."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.services.desk import Desk
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
    about_code: str
    group: str
    standing: dict[str, Any]
    other: dict[str, Any]
    state: str


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


def _conflict_row(record: Record, code: str) -> ConflictRow:
    fields = record.fields
    return ConflictRow(
        id=record.id,
        about=UUID(hex=fields["about"]),
        about_code=code,
        group=fields["group"],
        standing=fields["standing"],
        other=fields["other"],
        state=fields["state"],
    )
