"""Message boxes that show what people wrote as plain text and open no links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from desktop_app.widgets.plain import ButtonTone, set_style


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of a message: `key` is what `ask` returns."""

    key: str
    text: str
    tone: ButtonTone = "plain"
    is_default: bool = False
    is_escape: bool = False


def message(parent: QWidget | None, *, title: str, text: str, choices: Sequence[Choice]) -> QMessageBox:
    """Make a message box that is not shown yet; each of its buttons has its choice's key as object name."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setAccessibleName(title)
    for part in box.findChildren(QLabel):
        part.setTextFormat(Qt.TextFormat.PlainText)
        part.setOpenExternalLinks(False)
    for choice in choices:
        # The box makes its own buttons: one handed over from Python dies with its name here.
        made = box.addButton(choice.text.replace("&", "&&"), QMessageBox.ButtonRole.ActionRole)
        made.setObjectName(choice.key)
        made.setAccessibleName(choice.text)
        set_style(made, "tone", choice.tone)
        if choice.is_default:
            box.setDefaultButton(made)
        if choice.is_escape:
            box.setEscapeButton(made)
    return box


def ask(parent: QWidget | None, *, title: str, text: str, choices: Sequence[Choice]) -> str:
    """Show a message and wait; return the key of the chosen button, "" when the box was closed without one."""
    box = message(parent, title=title, text=text, choices=choices)
    box.exec()
    clicked = box.clickedButton()
    return next((made.objectName() for made in box.buttons() if made is clicked), "")
