"""Hands a result over at the counter: found or scanned, receiver named, signed. Knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.receiving import words
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import evening, lookup, results, waiting
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from desktop_app.services.rules_of_receipt import rule_of
from sync.records.catalogue import ReceiverRule
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier


class CounterPresenter(QObject):
    """One receiver at a time."""

    found = Signal(object)  # tuple[Dossier, ...] whose result may be handed over here and now
    chosen = Signal(object)  # Dossier, or None
    handed_over = Signal(object)  # Dossier
    put_aside = Signal(object, str)  # Dossier, name of the outcome that was written down instead
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
        """Find results by name or code, an envelope's too; for "" whatever lies on the shelf."""
        self._seeking += 1
        asked = self._seeking

        def show(dossiers: tuple[Dossier, ...]) -> None:
            if asked == self._seeking:
                self.found.emit(dossiers)

        self._read.run(lambda: waiting.at_hand(self._desk, query), done=show, failed=self._refuse)

    def seek_exactly(self, code: str) -> None:
        """Take the one result that a scanned code means; anything else is searched for as typed."""
        if not waiting.dossier_code_in(code):
            self.seek(code)
            return

        def show(dossiers: tuple[Dossier, ...]) -> None:
            self.found.emit(dossiers)
            if len(dossiers) == 1:
                self.choose(dossiers[0].id.hex)

        self._seeking += 1
        self._read.run(lambda: waiting.at_hand(self._desk, code), done=show, failed=self._refuse)

    def choose(self, dossier_id: str) -> None:
        """Take a dossier to hand over; the look is written to the activity log."""
        self._write.run(
            lambda: lookup.dossier(self._desk, UUID(hex=dossier_id)), done=self._choose, failed=self._refuse
        )

    def rule(self) -> ReceiverRule | None:
        """Return who may receive the result that is being handed over."""
        return None if self.dossier is None else rule_of(self._desk, self.dossier)

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

    def put_away(self, outcome: str, line: str) -> None:
        """Write down that the result is wrong, or goes by post, instead of being handed over here."""
        dossier = self.dossier
        if dossier is None:
            return

        def job() -> Dossier:
            if outcome == words.POSTED.name:
                return evening.post(self._desk, dossier.id, tracking_number=line)
            return evening.found_wrong(self._desk, dossier.id, what=line)

        def after(written: Dossier) -> None:
            self.dossier = None
            self.busy_changed.emit(False)
            self.put_aside.emit(written, outcome)

        self.busy_changed.emit(True)
        self._write.run(job, done=after, failed=self._refuse)

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
