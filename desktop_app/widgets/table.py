"""A list of records in columns: plain text, used by keyboard, and an explaining line when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.widgets.theme import palette_of
from desktop_app.widgets.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
ROW_PX: Final = 44
CODE_PX: Final = 272
"""Width of a column that holds provisional codes whole."""
_TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
PICTURE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `width_px` 0 takes the room that is left (at least one column should)."""

    title: str
    width_px: int = 0
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as shown: a text for each column; `tones` marks columns (by number) as badges.

    `picture` stands before the first column where the table draws two lines.
    """

    key: str
    cells: tuple[str, ...]
    tones: tuple[tuple[int, Tone], ...] = ()
    picture: QImage | None = None


class RowsModel(QAbstractTableModel):
    """Holds the rows on show; replaced as a whole, or grown at the end while there are more."""

    wants_more = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self._has_more = False

    def replace(self, rows: Sequence[Row], *, has_more: bool = False) -> None:
        """Show `rows` instead of what was shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._has_more = has_more
        self.endResetModel()

    def add(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """Show `rows` behind those that are shown."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += tuple(rows)
            self.endInsertRows()
        self._has_more = has_more

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are rows behind those shown that nobody has asked for yet."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for them, once."""
        if self.canFetchMore(parent):
            self._has_more = False
            self.wants_more.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's name and its default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's name and its default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, alignment, tone or spoken text of a cell."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {row.cells[index.column()]}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == _TONE_ROLE:
            return dict(row.tones).get(index.column())
        if role == PICTURE_ROLE and not index.column():
            return row.picture
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RecordTable(QTableView):
    """Up and Down move, Enter or a double click chooses; Tab leaves the table. Keeps its place when refreshed."""

    chosen = Signal(str)  # key of the row
    moved_to = Signal(str)  # key of the row that is current now, "" when there is none
    wants_more = Signal()  # the end of the rows came into sight, and there are more: `add_rows` answers

    def __init__(
        self, columns: Sequence[Column], *, accessible_name: str, empty_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = RowsModel(columns, self)
        self._model.wants_more.connect(self.wants_more)
        self._empty_text = empty_text
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(accessible_name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end of a code is what tells it from its neighbour
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._set_widths(columns)
        self.doubleClicked.connect(lambda index: self.chosen.emit(self._model.rows[index.row()].key))
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved_to.emit(self.current_key()))

    def show_rows(self, rows: Sequence[Row], *, has_more: bool = False) -> None:
        """Show `rows`, staying at the row with the same key, or at the first."""
        key = self.current_key()
        self._model.replace(rows, has_more=has_more)
        keys = [row.key for row in rows]
        if keys:
            self.go_to(key if key in keys else keys[0])
        elif key:
            self.moved_to.emit("")
        self.viewport().update()

    def add_rows(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """Show `rows` behind those that are shown; the current row stays."""
        self._model.add(rows, has_more=has_more)

    def go_to(self, key: str) -> None:
        """Make the row with `key` the current one; does nothing when it is not shown."""
        for at, row in enumerate(self._model.rows):
            if row.key == key:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().setCurrentIndex(self._model.index(at, 0), flags)
                self.scrollTo(self._model.index(at, 0))
                return

    def current_key(self) -> str:
        """Return the key of the current row, "" when there is none."""
        at = self.currentIndex().row()
        return self._model.rows[at].key if 0 <= at < len(self._model.rows) else ""

    def rows(self) -> tuple[Row, ...]:
        """Return the rows on show."""
        return self._model.rows

    def show_whole(self) -> None:
        """Take just the height of all rows: for a short list within a page that scrolls by itself."""
        header_px = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header_px + self.verticalHeader().length() + 2 * self.frameWidth() + 6)

    def empty_text(self) -> str:
        """Return what is said when there is no row."""
        return self._empty_text

    def set_empty_text(self, text: str) -> None:
        """Change what is said when there is no row."""
        self._empty_text = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row; all else is the table's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            event.accept()
            self.chosen.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or the explaining line where there are none."""
        super().paintEvent(event)
        if self._model.rows:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(palette_of(self).ink_soft))
        room = self.viewport().rect().adjusted(24, 16, -24, -16)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
        painter.end()

    def _set_widths(self, columns: Sequence[Column]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for at, column in enumerate(columns):
            if column.width_px:
                self.setColumnWidth(at, column.width_px)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell with a tone as a badge; never anything but plain text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the dotted frame around one cell: the row is what has the focus."""
        super().initStyleOption(option, index)
        option.state &= ~type(option.state).State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tone = index.data(_TONE_ROLE)
        if not tone or not isinstance(option.widget, QWidget):
            super().paint(painter, option, index)
            return
        text = str(index.data())
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, blank, painter, widget)
        pair = palette_of(widget).pair(tone)
        font = option.font
        font.setBold(True)
        painter.save()
        painter.setFont(font)
        room = option.rect.adjusted(8, 7, -8, -7)
        room.setWidth(min(room.width(), painter.fontMetrics().horizontalAdvance(text) + 20))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.fill))
        painter.drawRoundedRect(room, 6, 6)
        painter.setPen(QColor(pair.text))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()
