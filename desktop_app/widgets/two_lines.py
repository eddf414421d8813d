"""Draws each cell of a record table as two lines: the fact, and below it quieter what belongs to it; plain text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.widgets.table import PICTURE_ROLE, Index, RecordTable
from desktop_app.widgets.theme import palette_of
from desktop_app.widgets.tokens import Palette, Tone, TonePair

TWO_LINES_PX: Final = 64
_PICTURE_PX: Final = 44
_BESIDE_PX: Final = 21
_TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class TwoLines(QStyledItemDelegate):
    """The cell's text is "first\\nsecond"; the column's tone colours the second line, or makes a lone one a badge.

    The first line of `strong_column` is bold: what the eye looks for. Makes the rows of its table high enough; with
    `is_strong_wrapped` a first line that is too long for the column goes on below instead of ending in dots.
    """

    def __init__(self, table: RecordTable, *, strong_column: int, is_strong_wrapped: bool = False) -> None:
        super().__init__(table)
        self._table = table
        self._strong_column = strong_column
        self._is_strong_wrapped = is_strong_wrapped
        table.verticalHeader().setDefaultSectionSize(TWO_LINES_PX)
        if is_strong_wrapped:
            # Measured once the layout is at rest: a scroll bar that comes with the rows takes its part of the column.
            rows = table.verticalHeader()
            rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self._rest = QTimer(self)
            self._rest.setSingleShot(True)
            self._rest.timeout.connect(lambda: rows.resizeSections(QHeaderView.ResizeMode.ResizeToContents))
            table.horizontalHeader().sectionResized.connect(lambda *_: self._rest.start())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for two lines, and for what of the first goes on below it."""
        room_px = self._table.columnWidth(index.column()) - _BESIDE_PX
        more_px = self._first_px(option.font, index, room_px) - QFontMetrics(option.font).lineSpacing()
        return QSize(super().sizeHint(option, index).width(), TWO_LINES_PX + max(0, more_px))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        widget: QWidget = option.widget
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.state &= ~type(blank.state).State_HasFocus  # the row is what has the focus
        blank.text = ""
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, blank, painter, widget)
        room = option.rect.adjusted(13, 4, 13 - _BESIDE_PX, -4)
        tone = index.data(_TONE_ROLE)
        first, _, second = str(index.data()).partition("\n")
        painter.save()
        picture = index.data(PICTURE_ROLE)
        if isinstance(picture, QImage):
            _draw(painter, QRect(room.left(), room.top(), _PICTURE_PX, room.height()), picture)
            room.setLeft(room.left() + _PICTURE_PX + 10)
        painter.setFont(option.font)
        if second:
            is_strong = index.column() == self._strong_column
            top = QRect(room)
            top.setHeight(max(room.height() // 2, self._first_px(option.font, index, room.width())))
            below = room.adjusted(0, top.height(), 0, 0)
            _write_both(painter, (top, below), (first, second), palette_of(widget), tone, is_strong=is_strong)
        elif first and tone:
            _write_badge(painter, room, first, palette_of(widget).pair(tone))
        else:
            _write(painter, room, first, palette_of(widget).ink)
        painter.restore()

    def _first_px(self, font: QFont, index: Index, room_px: int) -> int:
        metrics = QFontMetrics(_bold(font))
        if not self._is_strong_wrapped or index.column() != self._strong_column:
            return 0
        first = str(index.data()).partition("\n")[0]
        return metrics.boundingRect(0, 0, room_px, 0, int(Qt.TextFlag.TextWordWrap), first).height()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _draw(painter: QPainter, room: QRect, picture: QImage) -> None:
    place = QRect(room)
    place.setSize(picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, picture)


def _write_both(
    painter: QPainter,
    rooms: tuple[QRect, QRect],
    lines: tuple[str, str],
    tokens: Palette,
    tone: Tone | None,
    *,
    is_strong: bool,
) -> None:
    # Only warn and danger ask for something; coloured words everywhere would make the list restless.
    below = tokens.pair(tone).text if tone in ("warn", "danger") else tokens.ink_soft
    _write(painter, rooms[1], lines[1], below)
    font = painter.font()
    font.setBold(is_strong)
    painter.setFont(font)
    _write(painter, rooms[0], lines[0], tokens.ink)


def _write_badge(painter: QPainter, room: QRect, text: str, pair: TonePair) -> None:
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    fill = QRect(room.left() - 5, 0, metrics.horizontalAdvance(text) + 20, metrics.height() + 4)
    fill.moveTop(room.center().y() - fill.height() // 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.fill))
    painter.drawRoundedRect(fill, 6, 6)
    painter.setPen(QColor(pair.text))
    painter.drawText(fill, Qt.AlignmentFlag.AlignCenter, text)


def _write(painter: QPainter, room: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    if room.height() >= 2 * metrics.lineSpacing() and metrics.horizontalAdvance(text) > room.width():
        lines = _in_two_lines(text, painter.font(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
        return
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, flags, shown)


def _in_two_lines(text: str, font: QFont, width_px: int) -> tuple[str, str]:
    """Break a text once, between words; what does not fit the second line ends in dots."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width_px)
    length = line.textLength()
    layout.endLayout()
    rest = QFontMetrics(font).elidedText(text[length:].strip(), Qt.TextElideMode.ElideRight, width_px)
    return text[:length].strip(), rest
