"""A field for a QR reader, which types what it reads like a very fast keyboard and then presses Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class QrField(QLineEdit):
    """Emits `scanned` with the text of one reading, as it was typed, and is empty again.

    Input methods are off here: a Vietnamese one would turn "1990|Nguyen Van Sow" into other letters. What the letters
    mean, and whether they were mangled on their way, is for the caller.
    """

    scanned = Signal(str)

    def __init__(self, *, placeholder: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(accessible_name)
        self.setMaxLength(4096)
        self._refuse_input_methods()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a reading; it must not press the window's default button as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            text = self.text()
            self.clear()
            if text:
                self.scanned.emit(text)
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Drop what an input method composes; keep what it commits whole."""
        if event.commitString() and not event.preeditString():
            self.insert(event.commitString())
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Turn input methods off again: a line edit turns them on whenever its mode changes."""
        self._refuse_input_methods()
        super().focusInEvent(event)

    def _refuse_input_methods(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhLatinOnly)
