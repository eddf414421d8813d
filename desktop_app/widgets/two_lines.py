"""Draws each cell of a record table as two lines: the fact, and below it quieter what belongs to it; plain text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.widgets.table import Index, RecordTable
from desktop_app.widgets.theme import palette_of
from desktop_app.widgets.tokens import Palette, Tone, TonePair

TWO_LINES_PX: Final = 64
_TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class TwoLines(QStyledItemDelegate):
    """The cell's text is "first\\nsecond"; the column's tone colours the second line, or makes a lone one a badge.

    The first line of `strong_column` is bold: what the eye looks for. Makes the rows of its table high enough.
    """

    def __init__(self, table: RecordTable, *, strong_column: int) -> None:
        super().__init__(table)
        self._strong_column = strong_column
        table.verticalHeader().setDefaultSectionSize(TWO_LINES_PX)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for two lines."""
        return QSize(super().sizeHint(option, index).width(), TWO_LINES_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        widget: QWidget = option.widget
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.state &= ~type(blank.state).State_HasFocus  # the row is what has the focus
        blank.text = ""
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, blank, painter, widget)
        room = option.rect.adjusted(13, 4, -8, -4)
        tone = index.data(_TONE_ROLE)
        first, _, second = str(index.data()).partition("\n")
        painter.save()
        painter.setFont(option.font)
        if second:
            is_strong = index.column() == self._strong_column
            _write_both(painter, room, (first, second), palette_of(widget), tone, is_strong=is_strong)
        elif first and tone:
            _write_badge(painter, room, first, palette_of(widget).pair(tone))
        else:
            _write(painter, room, first, palette_of(widget).ink)
        painter.restore()


def _write_both(
    painter: QPainter, room: QRect, lines: tuple[str, str], tokens: Palette, tone: Tone | None, *, is_strong: bool
) -> None:
    half = room.height() // 2
    # Only warn and danger ask for something; coloured words everywhere would make the list restless.
    below = tokens.pair(tone).text if tone in ("warn", "danger") else tokens.ink_soft
    _write(painter, QRect(room.left(), room.top() + half, room.width(), half), lines[1], below)
    font = painter.font()
    font.setBold(is_strong)
    painter.setFont(font)
    _write(painter, QRect(room.left(), room.top(), room.width(), half), lines[0], tokens.ink)


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
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, flags, shown)
