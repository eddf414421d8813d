"""A line to search by: says what is sought once the typing pauses, and never touches what is being composed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE_MS: Final = 150


class SearchBox(QLineEdit):
    """Emits `searched` 150 ms after the last change, or at once on Enter.

    A Vietnamese input method composes letter by letter: the text is only read, never written back, and half-composed
    letters (the preedit) are not searched for.
    """

    searched = Signal(str)
    left_downwards = Signal()  # Down was pressed: the list below should take the focus

    def __init__(self, *, placeholder: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(accessible_name)
        self.setClearButtonEnabled(True)
        self._last: str | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._say_now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand Down to the list below, Escape empties the box; all else is the line's own."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def note_asked(self) -> None:
        """What stands here was asked by somebody else: the same need not be asked, an earlier one would be news."""
        self._pause.stop()
        self._last = self.text().strip()

    def _say_now(self) -> None:
        self._last = None
        self._say()

    def _say(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
