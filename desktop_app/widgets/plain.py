"""The only place that makes labels and buttons (boxes: `asking`): what people wrote is always shown as plain text.

Qt guesses rich text: a resident's name with an <img> in it would load a file, a QMessageBox would open its links.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QTextBrowser, QWidget

from desktop_app.widgets.tokens import Tone

ButtonTone = Literal["plain", "primary", "danger", "quiet"]


def label(text: str = "", *, role: str = "body", parent: QWidget | None = None) -> QLabel:
    """Make a label of running text that wraps and is never read as rich text."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setOpenExternalLinks(False)
    made.setWordWrap(True)
    made.setIndent(0)  # a label with padding is else pushed to the right by a guess of Qt's
    made.setProperty("role", role)
    made.setText(text)
    return made


def title(text: str = "") -> QLabel:
    """Make the one title of a screen."""
    return label(text, role="title")


def heading(text: str = "") -> QLabel:
    """Make the heading of a part of a screen."""
    return label(text, role="heading")


def strong(text: str = "") -> QLabel:
    """Make a label whose text carries the fact (a code, a name, a count)."""
    return label(text, role="strong")


def hint(text: str = "") -> QLabel:
    """Make a quieter line that explains."""
    return label(text, role="hint")


def error_line(text: str = "") -> QLabel:
    """Make the line below a field or form that says what is wrong; hidden while it is empty."""
    made = label(role="error")
    say_error(made, text)
    return made


def say_error(line: QLabel, text: str) -> None:
    """Show `text` on an error line, or hide the line when there is nothing to say."""
    line.setText(text)
    line.setAccessibleName(text)
    line.setVisible(bool(text))


def badge(text: str, tone: Tone = "plain") -> QLabel:
    """Make a short mark such as a state; the words say all, the colour only helps."""
    made = label(role="badge")
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    set_badge(made, text, tone)
    return made


def set_badge(made: QLabel, text: str, tone: Tone) -> None:
    """Change the words and the tone of a badge."""
    made.setText(text)
    set_style(made, "tone", tone)


def sample_mark(text: str) -> QLabel:
    """Make the permanent mark of sample data; `text` is the screen language's DỮ LIỆU MẪU."""
    made = label(text, role="sample")
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(
    text: str,
    *,
    tone: ButtonTone = "plain",
    shortcut: str = "",
    on_click: Callable[[], object] | None = None,
) -> QPushButton:
    """Make a push button; `shortcut` is in Qt's notation ("F2", "Ctrl+L") and is also shown in the tooltip.

    An ampersand in `text` is shown as such: mnemonics come from `shortcut` alone.
    """
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setProperty("tone", tone)
    made.setAutoDefault(tone == "primary")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if shortcut:
        made.setShortcut(shortcut)
        tooltip(made, f"{text} ({shortcut})")
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def shipped_page(file: Path) -> QTextBrowser:
    """Make a page that shows a Markdown file of ours and opens nothing: no link is followed, no picture loaded.

    It takes a file and no text, so that what people wrote never comes here.

    Raises:
        OSError: the file is not there.
    """
    made = QTextBrowser()
    made.setOpenLinks(False)
    made.setOpenExternalLinks(False)
    made.document().setDocumentMargin(4)
    made.setMarkdown(file.read_text(encoding="utf-8"))
    return made


def card() -> QFrame:
    """Make an empty raised sheet; give it a layout."""
    made = QFrame()
    made.setProperty("role", "card")
    return made


def rule() -> QFrame:
    """Make a thin dividing line."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def tooltip(widget: QWidget, text: str) -> None:
    """Set a tooltip that shows `text` as it is written."""
    # A tooltip's format cannot be set: wrapped, it is always rich, and escaped, it never is.
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    widget.setToolTip(f"<qt>{escaped}</qt>" if text else "")


def set_style(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def dense_scale(widget: QWidget) -> None:
    """Make the fields inside `widget` lower, for a page that must show very much at once; the words stay as large."""
    set_style(widget, "scale", "dense")


def door_scale(widget: QWidget) -> None:
    """Make everything inside `widget` larger: read at arm's length, at a door, in the evening."""
    set_style(widget, "scale", "door")
