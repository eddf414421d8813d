"""One sheet laid out: the lines and pages that its HTML makes, at one fixed resolution for every device.

It reads no file and no address, whatever its text says; the only picture it knows is its QR code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QTextCursor, QTextDocument, QTextFormat, QTextOption, QTextTable

FAMILY: Final = "Liberation Serif"
DPI: Final = 300
"""The resolution of the one layout; devices scale from it."""
MOST_BREAKS: Final = 200


class PaperDocument(QTextDocument):
    """A document that knows one resource, its QR code, and reads no file and no address whatever its text says."""

    def __init__(self, html: str, qr: QImage, size: QSizeF) -> None:
        super().__init__()
        self._qr = qr
        reference = QImage(1, 1, QImage.Format.Format_Mono)
        reference.setDotsPerMeterX(round(DPI / 0.0254))
        reference.setDotsPerMeterY(round(DPI / 0.0254))
        self._reference = reference  # the layout asks it for as long as it lives
        self.documentLayout().setPaintDevice(reference)
        self.setDefaultFont(QFont(FAMILY, 13))
        self.setUseDesignMetrics(True)
        self.setDocumentMargin(0)
        breaking = QTextOption()
        breaking.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(breaking)
        self.setHtml(html)
        self.setPageSize(size)
        self._break_well(size.height())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  Qt's name
        """Return the QR code, and nothing else."""
        return self._qr if QUrl(name).toString() == "qr" else QImage()

    def _break_well(self, height: float) -> None:
        """Let no page's end cut a row of a list, nor a table without lines (head, signatures)."""
        for _ in range(MOST_BREAKS):
            if self.pageCount() == 1 or not any(self._mend(table, height) for table in self._tables()):
                return

    def _mend(self, table: QTextTable, height: float) -> bool:
        """Mend the first place where a page's end cuts the table; say whether anything was changed."""
        page = int(self._place(table).top() // height)
        rows = [int((self._row_bottom(table, row) - 1) // height) for row in range(table.rows())]
        cut = next((row for row, its_page in enumerate(rows) if its_page != page), None)
        is_list = table.format().border() > 0
        if cut is None or (cut <= 1 and _breaks_before(table)):
            return False  # whole, or one row that is longer than a page
        if is_list and cut > 1:
            self._split(table, cut)
        else:
            _break_before(table)
        return True

    def _split(self, table: QTextTable, row: int) -> None:
        """Go on with `row` in a second table on the next page, under the same heading."""
        cursor = QTextCursor(self)
        cursor.setPosition(table.firstPosition() - 1)
        cursor.setPosition(table.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)
        whole = cursor.selection()
        cursor.setPosition(table.lastPosition() + 1)
        cursor.insertFragment(whole)
        tables = list(self._tables())
        second = tables[tables.index(table) + 1]
        table.removeRows(row, table.rows() - row)
        second.removeRows(1, row - 1)
        _break_before(second)

    def _tables(self) -> Iterator[QTextTable]:
        return (frame for frame in self.rootFrame().childFrames() if isinstance(frame, QTextTable))

    def _place(self, table: QTextTable) -> QRectF:
        return self.documentLayout().frameBoundingRect(table)

    def _row_bottom(self, table: QTextTable, row: int) -> float:
        ends = [table.cellAt(row, column).lastCursorPosition().block() for column in range(table.columns())]
        return max(self.documentLayout().blockBoundingRect(block).bottom() for block in ends)


def _break_before(table: QTextTable) -> None:
    form = table.format()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    table.setFormat(form)


def _breaks_before(table: QTextTable) -> bool:
    return table.format().pageBreakPolicy() == QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
