"""What is written down where a result was not handed over: what to do now, one line, one button. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens.receiving.words import Outcome, say
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import button, label

MAX_LINE_CHARS: Final = 300


class OutcomeForm(QWidget):
    """Emits `given` with what stands in the line; whether that is enough is for the rules."""

    given = Signal(str)

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome
        self.line = QLineEdit()
        self.line.setObjectName(outcome.line_name)
        self.line.setMaxLength(MAX_LINE_CHARS)
        self.line.returnPressed.connect(self._give)
        self.act = button(say(outcome.act), tone="primary", shortcut="Ctrl+Return", on_click=self._give)
        self.act.setObjectName(outcome.act_name)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.act)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(say(outcome.step)))
        column.addWidget(FieldRow(say(outcome.line), self.line))
        column.addStretch(1)
        column.addLayout(self.foot)

    def start(self) -> None:
        """Empty the line and put the cursor into it."""
        self.line.clear()
        self.line.setFocus()

    def _give(self) -> None:
        self.given.emit(self.line.text())
