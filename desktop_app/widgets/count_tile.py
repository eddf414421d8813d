"""A large button that says how many things wait somewhere, and goes there when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from desktop_app.widgets.plain import hint, set_style, strong, title

TILE_PX = 132


class CountTile(QPushButton):
    """The name, the number, and a line that explains it; a tone calls for attention while the number is not 0."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_style(self, "tone", "plain")
        self._words = strong(name)
        self._number = title("–")
        self._line = hint()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(0)
        for part in (self._words, self._number, self._line):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setWordWrap(False)
            column.addWidget(part)
        self.setAccessibleName(name)

    def show_count(self, count: int, line: str, *, is_calling: bool = False) -> None:
        """Show a number with its explaining line; `is_calling` marks it as something that a person must do."""
        self.count = count
        self._number.setText(str(count))
        self._line.setText(line)
        self.setAccessibleName(f"{self._name}: {count}. {line}")
        set_style(self, "tone", "danger" if is_calling and count else "plain")

    def sizeHint(self) -> QSize:
        """Return the room that the three lines take."""
        return QSize(super().sizeHint().width(), TILE_PX)
