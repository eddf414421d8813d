"""Shows a screen's content, or in its place why there is none: nothing yet, still reading, or a failure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.widgets.plain import button, label


class StateView(QWidget):
    """One content widget and one notice in the same place; exactly one of them is visible."""

    def __init__(self, content: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._notice = _Notice()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        self._stack.addWidget(self._notice)

    def show_content(self) -> None:
        """Show the content."""
        self._stack.setCurrentWidget(self.content)

    def show_empty(self, text: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Say that there is nothing, and what to do next (`action` becomes a button)."""
        self._show(text, role="hint", action=action, on_action=on_action)

    def show_busy(self, text: str) -> None:
        """Say what is being done, above a moving bar."""
        self._show(text, role="body", is_busy=True)

    def show_error(self, text: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Say what failed and what is safe, with one way on."""
        self._show(text, role="error", action=action, on_action=on_action)

    def notice_text(self) -> str:
        """Return the notice shown now, "" when the content is shown."""
        return "" if self._stack.currentWidget() is self.content else self._notice.words.text()

    def _show(
        self,
        text: str,
        *,
        role: str,
        is_busy: bool = False,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        fresh = _Notice(text, role=role, is_busy=is_busy, action=action, on_action=on_action)
        self._stack.removeWidget(self._notice)
        self._notice.deleteLater()
        self._notice = fresh
        self._stack.addWidget(fresh)
        self._stack.setCurrentWidget(fresh)


class _Notice(QWidget):
    def __init__(
        self,
        text: str = "",
        *,
        role: str = "hint",
        is_busy: bool = False,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.words: QLabel = label(text, role=role)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(text)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        # No alignment: an aligned label is given the height that its text takes at the full width.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.words, 4)
        line.addStretch(1)
        column.addLayout(line)
        if is_busy:
            bar = QProgressBar()
            bar.setRange(0, 0)
            bar.setTextVisible(False)
            bar.setFixedWidth(280)
            column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        self.action: QPushButton | None = None
        if action:
            self.action = button(action, tone="primary", on_click=on_action)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
