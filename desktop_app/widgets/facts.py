"""A list of facts in two columns, name and text; plain text that can be marked and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.widgets.plain import hint, label


class Facts(QWidget):
    """Shows (name, text) pairs; replaced as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A form layout reckons the height of wrapped lines by another width than it gives them: the last would be cut.
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 130)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts in order."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = tuple(facts)
        for at, (name, text) in enumerate(facts):
            words = label(text)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{name}: {text}")
            named = hint(name)
            named.setWordWrap(False)
            named.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(named, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what is shown."""
        return self._shown
