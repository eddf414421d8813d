"""Asks for the reason of an act in place, without a window of its own: a line, the act, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.widgets.plain import button, error_line, label, say_error


class ReasonBox(QWidget):
    """Hidden until `ask`. Emits `given` with the reason, `missed` where there is none (it is said below the line, and
    the box has grown), and `left` when one goes back.
    """

    given = Signal(str)
    missed = Signal()
    left = Signal()

    def __init__(self, question: str, *, act: str, missing: str, back: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing = missing
        self.line = QLineEdit()
        self.line.setObjectName("reason")
        self.line.setAccessibleName(question)
        self.line.setMaxLength(300)
        self.line.returnPressed.connect(self._give)
        self.act = button(act, tone="danger", on_click=self._give)
        self.act.setObjectName("give_reason")
        self._back = button(back, tone="quiet", on_click=self.close_box)
        self._error = error_line()
        name = label(question, role="field")
        name.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.act)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(self._error)
        self.hide()

    def ask(self) -> None:
        """Open with an empty line and the cursor in it."""
        self.line.clear()
        say_error(self._error, "")
        self.show()
        self.line.setFocus()

    def close_box(self) -> None:
        """Go back without a reason."""
        is_open = not self.isHidden()
        self.hide()
        if is_open:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        reason = self.line.text().strip()
        say_error(self._error, "" if reason else self._missing)
        if reason:
            self.given.emit(reason)
        else:
            self.missed.emit()
