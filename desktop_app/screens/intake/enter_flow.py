"""Lets Enter lead from field to field, as officials are used to; the last field's own Enter stays its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EnterGoesOn(QObject):
    """Watches fields: Enter without a modifier does what Tab does."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def watch(self, *fields: QWidget) -> None:
        """Let Enter lead on from these fields."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn Enter into Tab."""
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )
        if is_enter and isinstance(watched, QWidget):
            watched.focusNextPrevChild(True)
            return True
        return super().eventFilter(watched, event)
