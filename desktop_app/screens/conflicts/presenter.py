"""Reads what needs a person, and writes down what he decides. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup, settling, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.settling import Clash, Decision
from desktop_app.services.syncing import OperationRow

NEEDS_A_PERSON: Final = ("parked", "held")
DECIDED_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a value. `name` is empty for somebody whom this laptop does not know; `short_id` always tells apart."""

    name: str
    short_id: str
    at_ms: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """All that needs a person, oldest conflict first, latest act first; what is held waits behind what is parked.

    `decided`: what persons have decided, latest known first.
    """

    conflicts: tuple[Clash, ...]
    parked: tuple[OperationRow, ...]
    decided: tuple[Clash, ...]
    names: Mapping[UUID, str]


class ConflictsPresenter(QObject):
    """One list, read anew each time it is looked at and after each decision."""

    listed = Signal(object)  # Pending
    settled = Signal()
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._is_deciding = False

    def refresh(self) -> None:
        """Read the list anew."""
        self._read.run(self._pending, done=self.listed.emit, failed=self._refuse)

    def settle(self, conflict: UUID, chosen: str, note: str) -> None:
        """Write a decision down; a second press while it is written does nothing."""
        if self._is_deciding:
            return
        self._is_deciding = True
        self._write.run(
            lambda: settling.settle(self._desk, conflict, chosen=chosen, note=note),
            done=lambda _nothing: self._settled(),
            failed=self._not_settled,
        )

    def author_of(self, version: Mapping[str, Any], names: Mapping[UUID, str]) -> Author:
        """Return who wrote one of the two versions, when by his machine's clock, and whether at this machine."""
        device = UUID(hex=version["device"])
        return self._author(UUID(hex=version["actor"]), device, version["claimed_at_ms"], names)

    def decider_of(self, decision: Decision, names: Mapping[UUID, str]) -> Author | None:
        """Return who decided; None where the record does not say."""
        if decision.actor is None or decision.device is None:
            return None
        return self._author(decision.actor, decision.device, decision.at_ms, names)

    def _author(self, actor: UUID, device: UUID, at_ms: int, names: Mapping[UUID, str]) -> Author:
        return Author(
            name=names.get(actor, ""),
            short_id=actor.hex[-6:],
            at_ms=at_ms,
            is_here=device == self._desk.notebook.origin.device,
        )

    def _pending(self) -> Pending:
        return Pending(
            conflicts=settling.undecided(self._desk),
            parked=tuple(row for row in syncing.operations(self._desk) if row.state in NEEDS_A_PERSON),
            decided=settling.decided(self._desk, limit=DECIDED_SHOWN),
            names=lookup.official_names(self._desk),
        )

    def _settled(self) -> None:
        self._is_deciding = False
        self.settled.emit()
        self.refresh()

    def _not_settled(self, error: Exception) -> None:
        self._is_deciding = False
        self._refuse(error)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
