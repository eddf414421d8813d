"""One line of the navigation: icon, words, and at the right its function key or how many things wait there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.widgets.plain import tooltip
from desktop_app.widgets.theme import palette_of

PILL_PX: Final = 24


def reword(made: QPushButton, text: str) -> None:
    """Change a button's words and leave it its key: Qt takes the shortcut away with the text."""
    shortcut = made.shortcut()
    made.setText(text)
    made.setShortcut(shortcut)


class NavButton(QPushButton):
    """Goes to a screen; narrow, it keeps its icon and says its name in its tooltip."""

    def __init__(self, text: str, key: str, icon: QIcon) -> None:
        super().__init__(icon, f" {text}")
        self._text = text
        self._key = key
        self._count = 0
        self._is_alarm = False
        self._is_narrow = False
        self.setIconSize(QSize(22, 22))
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tooltip(self, f"{text} ({key})" if key else text)
        if key:
            self.setShortcut(QKeySequence(key))

    def set_count(self, count: int, *, is_alarm: bool = False) -> None:
        """Show how many things wait there, marked where one of them waits for too long; 0 shows nothing."""
        self._count = count
        self._is_alarm = bool(count) and is_alarm
        named = f"{self._text} ({count})" if count else self._text
        if self._is_alarm:
            named = self.tr("{place}, có việc chờ quá 24 giờ").format(place=named)
        self.setAccessibleName(named)
        tooltip(self, named if count else f"{self._text} ({self._key})" if self._key else self._text)
        self.update()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the icon alone, or the words beside it."""
        self._is_narrow = is_narrow
        reword(self, "" if is_narrow else f" {self._text}")

    def nextCheckState(self) -> None:
        """Leave the mark alone: it shows where one is, and only going there moves it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and what stands aside."""
        super().paintEvent(event)
        aside = str(self._count) if self._count else ("" if self._is_narrow else self._key)
        if not aside:
            return
        tokens = palette_of(self)
        painter = QPainter(self)
        room = self.rect().adjusted(0, 0, -9, 0)
        if self._is_alarm:
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(aside) + 18
            top_px = 0 if self._is_narrow else (self.height() - PILL_PX) // 2
            room = QRect(self.width() - width - (0 if self._is_narrow else 5), top_px, width, PILL_PX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sample.fill))
            painter.drawRoundedRect(room, PILL_PX / 2, PILL_PX / 2)
            painter.setPen(QColor(tokens.sample.text))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, aside)
        else:
            painter.setPen(QColor(tokens.nav_ink_soft))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        painter.end()
