"""Reads what needs a person, and writes down what he decides. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup, rulings, settling
from desktop_app.services.desk import Desk
from desktop_app.services.rulings import Stuck
from desktop_app.services.settling import Clash, Decision
from desktop_app.services.syncing import OperationRow

DECIDED_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a value. `name` is empty for somebody whom this laptop does not know; `short_id` always tells apart.

    `machine`: this laptop's code, else the end of the other device's id, by which two others are told apart.
    """

    name: str
    short_id: str
    machine: str
    at_ms: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """All that needs a person, oldest conflict first, then the acts that were not applied, longest waiting first.

    `decided`: what persons have decided, latest known first.
    """

    conflicts: tuple[Clash, ...]
    stuck: tuple[Stuck, ...]
    decided: tuple[Clash, ...]
    names: Mapping[UUID, str]


class ConflictsPresenter(QObject):
    """One list, read anew each time it is looked at and after each decision."""

    listed = Signal(object)  # Pending
    settled = Signal()
    ruled = Signal(str)  # Decision
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

    def rule(self, operation: OperationRow, decision: str, note: str) -> None:
        """Write a decision on an act down that was not applied; a second press while it is written does nothing."""
        if self._is_deciding:
            return
        self._is_deciding = True
        chosen = rulings.Decision(decision)
        self._write.run(
            lambda: rulings.decide(self._desk, operation, chosen, note=note),
            done=lambda _nothing: self._ruled(chosen),
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
        is_here = device == self._desk.notebook.origin.device
        return Author(
            name=names.get(actor, ""),
            short_id=actor.hex[-6:],
            machine=self._desk.machine if is_here else device.hex[-4:].upper(),
            at_ms=at_ms,
            is_here=is_here,
        )

    def _pending(self) -> Pending:
        return Pending(
            conflicts=settling.undecided(self._desk),
            stuck=rulings.needs_person(self._desk),
            decided=settling.decided(self._desk, limit=DECIDED_SHOWN),
            names=lookup.official_names(self._desk),
        )

    def _settled(self) -> None:
        self._is_deciding = False
        self.settled.emit()
        self.refresh()

    def _ruled(self, decision: str) -> None:
        self._is_deciding = False
        self.ruled.emit(decision)
        self.refresh()

    def _not_settled(self, error: Exception) -> None:
        self._is_deciding = False
        self._refuse(error)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
