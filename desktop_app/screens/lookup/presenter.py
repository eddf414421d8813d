"""Looks dossiers up as they are typed for; only the latest question is answered. Knows no widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow

LIMIT: Final = 50


class LookupPresenter(QObject):
    """One question at a time; "" asks for the newest dossiers."""

    found = Signal(str, object, bool)  # query, tuple[DossierRow, ...], whether there are more than are shown
    only_one = Signal(str)  # id of the one dossier that was found when Enter asked for it
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = jobs_read
        self._seeking = 0

    def seek(self, query: str, *, opens_only_one: bool = False) -> None:
        """Find dossiers; with `opens_only_one` a single hit is announced as well (a scanned code ends with Enter)."""
        self._seeking += 1
        asked = self._seeking

        def show(rows: tuple[DossierRow, ...]) -> None:
            if asked != self._seeking:
                return
            self.found.emit(query, rows[:LIMIT], len(rows) > LIMIT)
            if opens_only_one and query and len(rows) == 1:
                self.only_one.emit(rows[0].dossier.id.hex)

        self._read.run(lambda: lookup.search(self._desk, query, limit=LIMIT + 1), done=show, failed=self._refuse)

    def now_ms(self) -> int:
        """Return the time by this machine's clock."""
        return self._desk.clock.now_ms()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
