"""A field for a small number that is typed (pages, copies, papers). Up and Down count; there is nothing to aim at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CountField(QLineEdit):
    """Holds a whole number from 1 to `most`. Emits `count_changed` when it is another valid one."""

    count_changed = Signal(int)

    def __init__(self, *, most: int = 999, parent: QWidget | None = None) -> None:
        super().__init__("1", parent)
        self._most = most
        self._last = 1
        self.setMaxLength(len(str(most)))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textChanged.connect(self._tell)

    def count(self) -> int:
        """Return the number, the last valid one while the text is none (see `is_wrong`)."""
        return self._last

    def set_count(self, count: int) -> None:
        """Write a number into the field."""
        self.setText(str(count))

    def is_wrong(self) -> bool:
        """Say whether the text is no number from 1 on."""
        return self._read() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with Up and Down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_count(min(max(self._last + step, 1), self._most))
        self.selectAll()

    def _read(self) -> int | None:
        text = self.text().strip()
        if not (text.isascii() and text.isdigit()) or int(text) < 1:
            return None
        return int(text)

    def _tell(self) -> None:
        found = self._read()
        if found is not None and found != self._last:
            self._last = found
            self.count_changed.emit(found)
