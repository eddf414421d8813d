"""Reads what needs a person: values that clash, and acts that the centre did not apply. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import ConflictRow
from desktop_app.services.syncing import OperationRow

NEEDS_A_PERSON: Final = ("parked", "held")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a value. `name` is empty for somebody whom this laptop does not know; `short_id` always tells apart."""

    name: str
    short_id: str
    at_ms: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """All that needs a person, oldest conflict first, latest act first; what is held waits behind what is parked."""

    conflicts: tuple[ConflictRow, ...]
    parked: tuple[OperationRow, ...]
    names: Mapping[UUID, str]


class ConflictsPresenter(QObject):
    """One list, read anew each time it is looked at."""

    listed = Signal(object)  # Pending
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = jobs_read

    def refresh(self) -> None:
        """Read the list anew."""
        self._read.run(self._pending, done=self.listed.emit, failed=lambda error: self.refused.emit(sentence_of(error)))

    def author_of(self, version: Mapping[str, Any], names: Mapping[UUID, str]) -> Author:
        """Return who wrote one of the two versions, when by his machine's clock, and whether at this machine."""
        actor = UUID(hex=version["actor"])
        return Author(
            name=names.get(actor, ""),
            short_id=actor.hex[-6:],
            at_ms=version["claimed_at_ms"],
            is_here=version["device"] == self._desk.notebook.origin.device.hex,
        )

    def _pending(self) -> Pending:
        return Pending(
            conflicts=lookup.conflicts(self._desk),
            parked=tuple(row for row in syncing.operations(self._desk) if row.state in NEEDS_A_PERSON),
            names=lookup.official_names(self._desk),
        )
