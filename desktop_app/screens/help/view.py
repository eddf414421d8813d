"""One screen's page of help, over the window that asked for it; Esc goes back to where the official was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.widgets.plain import button, hint, shipped_page

WIDTH_PX: Final = 820
HEIGHT_PX: Final = 600
AROUND_PX: Final = 60
SAME_PAGE: Final[Mapping[str, str]] = {"amend": "intake", "result": "dossier"}
"""Places that are another place's screen opened for one purpose: they have its page."""


def page_of(texts: Path, place: str) -> Path:
    """Return the file of a place's page; `texts` is the folder of one language."""
    return texts / f"{SAME_PAGE.get(place, place)}.md"


def show_help(window: QWidget, texts: Path, place: str) -> HelpDialog:
    """Open the page of `place` over `window`, which takes the keyboard back when the page is closed."""
    dialog = HelpDialog(window, page_of(texts, place))
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(window.activateWindow)
    dialog.open()
    return dialog


class HelpDialog(QDialog):
    """The text, and one button. Arrows and Page Down read on."""

    def __init__(self, window: QWidget, file: Path) -> None:
        super().__init__(window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Trợ giúp"))
        self.page = shipped_page(file)
        self.page.setObjectName("help_page")
        self.page.setAccessibleName(self.tr("Trợ giúp"))
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.close_it = button(self.tr("Đóng (Esc)"), tone="primary", on_click=self.accept)
        self.close_it.setObjectName("help_close")
        foot = QHBoxLayout()
        foot.addWidget(hint(self.tr("Mũi tên lên, xuống: đọc tiếp")), 1)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self.resize(min(WIDTH_PX, window.width() - AROUND_PX), min(HEIGHT_PX, window.height() - AROUND_PX))
        self.page.setFocus()
