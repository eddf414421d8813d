"""A number with its name below it, as a quiet tile; the tone helps, the words say it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.widgets.plain import label, set_style
from desktop_app.widgets.tokens import HEADING_PT, Tone


class NumberTile(QFrame):
    """Shows one count."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._name = name
        self.number = 0
        self._number = label("0", role="heading")
        self._words = label(name)
        for part in (self._number, self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._number.setStyleSheet(f"font-size: {HEADING_PT + 4}pt; font-weight: 700;")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._words, 1)
        self.show_number(0, "plain")

    def show_number(self, number: int, tone: Tone) -> None:
        """Show `number` in `tone`."""
        self.number = number
        self._number.setText(str(number))
        self.setAccessibleName(f"{self._name}: {number}")
        set_style(self._number, "role", "error" if tone == "danger" else "heading")
