"""A strip across a screen that says a lasting fact (offline, sample data, a trial catalogue) and may offer one act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.widgets.plain import button, label, set_style
from desktop_app.widgets.tokens import Tone


class Banner(QFrame):
    """A strip of one tone. Empty text hides it."""

    def __init__(self, text: str = "", tone: Tone = "plain", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = label()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 10, 8)
        self._row.addWidget(self._words, 1)
        self.show_text(text, tone)

    def show_text(self, text: str, tone: Tone) -> None:
        """Say `text` in `tone`; an empty text hides the banner."""
        self._words.setText(text)
        self.setAccessibleName(text)
        set_style(self, "tone", tone)
        set_style(self._words, "tone", tone)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return what the banner says now."""
        return self._words.text()

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """Add a quiet button at the right end."""
        self._row.addWidget(button(text, tone="quiet", on_click=act))
