"""Looks dossiers and residents up as they are typed for; only the latest question is answered. Knows no widget."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import lookup
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import NO_FILTERS, DossierRow, Filters, LookupCursor, LookupPage, PersonRow


class LookupPresenter(QObject):
    """One question at a time, answered page by page; "" asks for the newest dossiers."""

    found = Signal(str, object)  # query, LookupPage: the first page
    grown = Signal(object, bool)  # tuple[LookupRow, ...] behind those shown, whether there are more still
    only_one = Signal(object)  # the one LookupRow that was found when Enter asked for it
    of_person = Signal(object, object)  # PersonRow, tuple[DossierRow, ...]: the dossiers of one resident
    clusters_read = Signal(object)  # tuple[str, ...]
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = jobs_read
        self._seeking = 0
        self._query = ""
        self._filters = NO_FILTERS
        self._rest: LookupCursor | None = None
        self._shown: set[UUID] = set()

    def seek(self, query: str, filters: Filters = NO_FILTERS, *, opens_only_one: bool = False) -> None:
        """Find what matches; with `opens_only_one` a lone hit is announced as well (a scanned code ends with Enter)."""
        asked = self._ask()
        self._query, self._filters = query, filters

        def show(page: LookupPage) -> None:
            if asked != self._seeking:
                return
            self._query = page.meant or query
            self._rest = page.rest
            self._shown = {lookup.id_of(row) for row in page.rows}
            self.found.emit(query, page)
            if opens_only_one and query and len(page.rows) == 1:
                self.only_one.emit(page.rows[0])

        self._read.run(
            lambda: lookup.find(self._desk, query, filters=filters), done=show, failed=lambda e: self._refuse(asked, e)
        )

    def grow(self) -> None:
        """Find the next page of the same question."""
        asked, query, filters, after = self._seeking, self._query, self._filters, self._rest
        if after is None:
            return

        def show(page: LookupPage) -> None:
            if asked != self._seeking:
                return
            self._rest = page.rest
            new = tuple(row for row in page.rows if lookup.id_of(row) not in self._shown)
            self._shown.update(map(lookup.id_of, new))
            self.grown.emit(new, page.rest is not None)

        self._read.run(
            lambda: lookup.find(self._desk, query, filters=filters, after=after),
            done=show,
            failed=lambda e: self._refuse(asked, e),
        )

    def open_person(self, row: PersonRow) -> None:
        """Find the dossiers of a resident."""
        asked = self._ask()

        def show(rows: tuple[DossierRow, ...]) -> None:
            if asked == self._seeking:
                self.of_person.emit(row, rows)

        self._read.run(
            lambda: lookup.dossiers_of(self._desk, row.person.id), done=show, failed=lambda e: self._refuse(asked, e)
        )

    def read_clusters(self) -> None:
        """Find the clusters to choose from."""
        self._read.run(
            lambda: lookup.clusters(self._desk),
            done=self.clusters_read.emit,
            failed=lambda e: self._refuse(self._seeking, e),
        )

    def now_ms(self) -> int:
        """Return the time by this machine's clock."""
        return self._desk.clock.now_ms()

    def _ask(self) -> int:
        """Begin a new question: answers to earlier ones are no longer waited for."""
        self._seeking += 1
        self._rest = None
        return self._seeking

    def _refuse(self, asked: int, error: Exception) -> None:
        if asked == self._seeking:
            self.refused.emit(sentence_of(error))
