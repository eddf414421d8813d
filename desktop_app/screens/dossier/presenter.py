"""Shows one dossier and does with it what the tables allow now. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import intake, lookup, results
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery, Event


class Possible(StrEnum):
    """What the official may do with a dossier as it stands."""

    AMEND = "amend"
    UNDO = "undo"
    RESULT = "result"
    SHELVE = "shelve"
    HAND_OVER = "hand_over"


def possible_now(dossier: Dossier) -> frozenset[Possible]:
    """Return the acts that make sense now; the services have the last word."""
    is_closed = dossier.status in (Business.HANDED_OVER, Business.VOIDED)
    is_here = dossier.delivery in (Delivery.NOT_READY, Delivery.READY)
    found = set()
    if not is_closed:
        found.add(Possible.AMEND)
    if not is_closed and is_here:
        found.add(Possible.UNDO)
    if dossier.can(Event.RESULT_RECORDED):
        found.add(Possible.RESULT)
    if dossier.result_number and dossier.can(Event.SHELVED) and not is_closed:
        found.add(Possible.SHELVE)
    if dossier.result_number and is_here and dossier.can(Event.SIGNED_FOR):
        found.add(Possible.HAND_OVER)
    return frozenset(found)


class DossierPresenter(QObject):
    """One dossier at a time."""

    row_shown = Signal(object, object)  # DossierRow, frozenset[Possible]
    done = Signal(str)  # Possible
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self.row: DossierRow | None = None
        self.last_signer = ""

    def open(self, dossier_id: str) -> None:
        """Show a dossier; the look is written to the activity log."""
        self._write.run(lambda: lookup.dossier(self._desk, UUID(hex=dossier_id)), done=self._show, failed=self._refuse)

    def today(self) -> str:
        """Return today as dd/MM/yyyy."""
        return f"{self._desk.local_now():%d/%m/%Y}"

    def now_ms(self) -> int:
        """Return the time by this machine's clock."""
        return self._desk.clock.now_ms()

    def record_result(self, number: str, signer: str, signed_on: str) -> None:
        """Write down the signed result."""
        self.last_signer = signer
        self._act(
            Possible.RESULT,
            lambda which: results.record_result(self._desk, which, number=number, signer=signer, signed_on=signed_on),
        )

    def shelve(self, shelf: str) -> None:
        """Put the result on the shelf."""
        self._act(Possible.SHELVE, lambda which: results.shelve(self._desk, which, shelf=shelf))

    def undo(self, reason: str) -> None:
        """Take the last act back."""
        self._act(Possible.UNDO, lambda which: intake.undo(self._desk, which, reason=reason))

    def _act(self, which: Possible, work: Callable[[UUID], Dossier]) -> None:
        row = self.row
        if row is None:
            return

        def show(dossier: Dossier) -> None:
            sync = row.sync if row.sync in ("held", "parked") else "waiting"
            self._show(replace(row, dossier=dossier, sync=sync))
            self.done.emit(which)

        self._write.run(lambda: work(row.dossier.id), done=show, failed=self._refuse)

    def _show(self, row: DossierRow) -> None:
        self.row = row
        self.row_shown.emit(row, possible_now(row.dossier))

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
