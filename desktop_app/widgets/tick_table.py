"""A list of records of which some are ticked: Space ticks the current row, a click on its first column too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.widgets.table import Column, RecordTable, Row

TICKED: Final = "☑"
OPEN: Final = "☐"


class TickTable(RecordTable):
    """The first column is the tick's; `Row.cells[0]` is overwritten."""

    ticked_changed = Signal()

    def __init__(
        self, columns: Sequence[Column], *, accessible_name: str, empty_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, accessible_name=accessible_name, empty_text=empty_text, parent=parent)
        self._ticked: frozenset[str] = frozenset()
        self.clicked.connect(lambda index: self._toggle_at(index.row()) if index.column() == 0 else None)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; ticks of rows that are still here stay."""
        self._ticked &= {row.key for row in rows}
        super().show_rows([self._drawn(row) for row in rows])

    def ticked(self) -> tuple[str, ...]:
        """Return the keys of the ticked rows, in the order of the list."""
        return tuple(row.key for row in self.rows() if row.key in self._ticked)

    def tick_all(self) -> None:
        """Tick every row on show; where all are, untick them."""
        every = frozenset(row.key for row in self.rows())
        self._set(frozenset() if every <= self._ticked else every)

    def untick_all(self) -> None:
        """Take back every tick."""
        self._set(frozenset())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; all else is the table's own."""
        if event.key() == Qt.Key.Key_Space and self.current_key():
            self._set(self._ticked ^ {self.current_key()})
            return
        super().keyPressEvent(event)

    def _toggle_at(self, at: int) -> None:
        self._set(self._ticked ^ {self.rows()[at].key})

    def _set(self, ticked: frozenset[str]) -> None:
        self._ticked = ticked
        super().show_rows([self._drawn(row) for row in self.rows()])
        self.ticked_changed.emit()

    def _drawn(self, row: Row) -> Row:
        is_ticked = row.key in self._ticked
        tones = tuple((at, tone) for at, tone in row.tones if at)
        return replace(
            row,
            cells=(TICKED if is_ticked else OPEN, *row.cells[1:]),
            tones=(((0, "accent"), *tones) if is_ticked else tones),
        )
