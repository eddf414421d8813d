"""Hands a result over at the counter: found, receiver named, signed. Knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.dossier.presenter import Possible, possible_now
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup, results
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier


class CounterPresenter(QObject):
    """One receiver at a time."""

    found = Signal(object)  # tuple[Dossier, ...] whose result may be handed over here and now
    chosen = Signal(object)  # Dossier, or None
    handed_over = Signal(object)  # Dossier
    busy_changed = Signal(bool)
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._seeking = 0
        self.dossier: Dossier | None = None

    def seek(self, query: str) -> None:
        """Find results by code or name; for "" whatever lies on the shelf."""
        self._seeking += 1
        asked = self._seeking

        def work() -> tuple[Dossier, ...]:
            if not query:
                return results.shelf(self._desk)
            rows = lookup.search(self._desk, query)
            return tuple(row.dossier for row in rows if Possible.HAND_OVER in possible_now(row.dossier))

        def show(dossiers: tuple[Dossier, ...]) -> None:
            if asked == self._seeking:
                self.found.emit(dossiers)

        self._read.run(work, done=show, failed=self._refuse)

    def choose(self, dossier_id: str) -> None:
        """Take a dossier to hand over; the look is written to the activity log."""
        self._write.run(
            lambda: lookup.dossier(self._desk, UUID(hex=dossier_id)), done=self._choose, failed=self._refuse
        )

    def release(self) -> None:
        """Go back to the list."""
        self.dossier = None
        self.chosen.emit(None)

    def hand_over(self, receiver: Receiver, strokes: Sequence[Stroke]) -> None:
        """Write the hand-over down, signed by the official who is here."""
        dossier = self.dossier
        if dossier is None:
            return
        self.busy_changed.emit(True)
        self._write.run(
            lambda: results.hand_over_at_counter(self._desk, dossier.id, receiver, strokes),
            done=self._after,
            failed=self._refuse,
        )

    def _choose(self, row: DossierRow) -> None:
        self.dossier = row.dossier
        self.chosen.emit(row.dossier)

    def _after(self, dossier: Dossier) -> None:
        self.dossier = None
        self.busy_changed.emit(False)
        self.handed_over.emit(dossier)

    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(sentence_of(error))
