"""A wide button that says what waits somewhere in a few lines of plain text, and goes there when it is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop_app.widgets.plain import hint, label, set_style, strong
from desktop_app.widgets.tokens import Tone


class TaskCard(QPushButton):
    """The name, the fact, and quieter lines below it; a tone calls for attention. As high as its words need."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_style(self, "role", "task")
        set_style(self, "tone", "plain")
        self._words = label(name)
        self._fact = strong("–")
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 12, 8)
        self._column.setSpacing(0)
        for part in (self._words, self._fact):
            self._add(part)
        self.setAccessibleName(name)

    def show_task(self, fact: str, lines: Sequence[str] = (), *, tone: Tone = "plain") -> None:
        """Say how it stands now."""
        self._fact.setText(fact)
        while len(self._lines) < len(lines):
            made = hint()
            self._lines.append(made)
            self._add(made)
        for at, line in enumerate(self._lines):
            line.setText(lines[at] if at < len(lines) else "")
            line.setVisible(at < len(lines))
        self.setAccessibleName(". ".join([f"{self._name}: {fact}", *lines]))
        set_style(self, "tone", tone)
        for part in (self._words, self._fact, *self._lines):
            set_style(part, "tone", tone)
        self.updateGeometry()

    def fact(self) -> str:
        """Return the fact that is shown."""
        return self._fact.text()

    def lines(self) -> tuple[str, ...]:
        """Return the quieter lines that are shown."""
        return tuple(line.text() for line in self._lines if line.text())

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words take at a width."""
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the room that the words take."""
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which the words stand whole."""
        return self._column.totalMinimumSize()

    def _add(self, part: QLabel) -> None:
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column.addWidget(part)
