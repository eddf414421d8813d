"""One line of the navigation: icon, words, and at the right its function key or how many things wait there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.widgets.plain import tooltip
from desktop_app.widgets.theme import palette_of


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
        self._is_narrow = False
        self.setIconSize(QSize(22, 22))
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tooltip(self, f"{text} ({key})" if key else text)
        if key:
            self.setShortcut(QKeySequence(key))

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self._text} ({count})" if count else self._text)
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
        painter = QPainter(self)
        painter.setPen(QColor(palette_of(self).nav_ink_soft))
        room = self.rect().adjusted(0, 0, -9, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        painter.end()
