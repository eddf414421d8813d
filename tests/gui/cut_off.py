"""Finds what is cut off in a window: words wider or higher than their widget, widgets outside of what can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

SLACK_PX: Final = 1
"""What rounding takes at fractional sizes."""
_SEEN: Final = (
    QLabel,
    QPushButton,
    QCheckBox,
    QRadioButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractSpinBox,
    QHeaderView,
)


def cut_off(window: QWidget) -> list[str]:
    """Return a sentence for each visible part of `window` that is not seen whole."""
    found: list[str] = []
    for part in window.findChildren(QWidget):
        if not isinstance(part, _SEEN) or not part.isVisibleTo(window) or part.window() is not window.window():
            continue
        if isinstance(part, QLineEdit) and isinstance(part.parentWidget(), QAbstractSpinBox | QComboBox):
            continue
        found += [f"{_name(part)}: {why}" for why in (*_words_cut(part), *_place_cut(part, window))]
    return found


def _words_cut(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel):
        yield from _wrapped_cut(part) if part.wordWrap() else _too_small(part)
    elif isinstance(part, QAbstractButton):
        if part.text() and part.layout() is None:  # the words of a card are labels, looked at by themselves
            yield from _too_small(part)
    elif isinstance(part, QComboBox):
        if not part.isEditable():  # what one may type into can be longer than its field
            yield from _text_cut(part, part.currentText(), beside_px=56)
    elif isinstance(part, QLineEdit):
        if not part.text():
            yield from _text_cut(part, part.placeholderText(), beside_px=54 if part.isClearButtonEnabled() else 24)
    elif isinstance(part, QHeaderView):
        yield from _titles_cut(part)


def _wrapped_cut(part: QLabel) -> Iterator[str]:
    needed = part.heightForWidth(part.width()) if part.text() else 0
    if needed > part.height() + SLACK_PX:
        yield f"{needed} px of text stand in {part.height()} px of height ({part.width()} px wide)"
    longest_px = max((part.fontMetrics().horizontalAdvance(word) for word in part.text().split()), default=0)
    if longest_px > part.contentsRect().width() + SLACK_PX:
        yield f"a word is wider than the {part.width()} px of its label"


def _text_cut(part: QWidget, text: str, *, beside_px: int) -> Iterator[str]:
    needed = part.fontMetrics().horizontalAdvance(text) + beside_px
    if text and needed > part.width() + SLACK_PX:
        yield f"“{text}” needs {needed} px, has {part.width()} px"


def _titles_cut(part: QHeaderView) -> Iterator[str]:
    if part.orientation() is not Qt.Orientation.Horizontal or part.model() is None:
        return
    for at in range(part.count()):
        title = str(part.model().headerData(at, Qt.Orientation.Horizontal) or "")
        needed = part.sectionSizeFromContents(at).width()
        if needed > part.sectionSize(at) + SLACK_PX:
            yield f"the title “{title}” needs {needed} px, has {part.sectionSize(at)} px"


def _too_small(part: QWidget) -> Iterator[str]:
    wanted = part.sizeHint()
    if wanted.width() > part.width() + SLACK_PX:
        yield f"needs {wanted.width()} px, has {part.width()} px of width"
    if wanted.height() > part.height() + SLACK_PX:
        yield f"needs {wanted.height()} px, has {part.height()} px of height"


def _place_cut(part: QWidget, window: QWidget) -> Iterator[str]:
    """Walk outwards: each parent must have room for the part, but for a scroll area in the way in which it scrolls."""
    rect = QRect(QPoint(0, 0), part.size())
    inner: QWidget = part
    while inner is not window:
        outer = inner.parentWidget()
        if outer is None:
            return
        rect.translate(inner.pos())
        area = outer.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is outer:
            yield from _beyond_scrolling(rect, outer, area)
            return
        room = outer.rect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX)
        if not room.contains(rect):
            yield f"at {rect.getRect()} outside of {_name(outer)} {outer.rect().getRect()}"
            return
        inner = outer


def _beyond_scrolling(rect: QRect, viewport: QWidget, area: QAbstractScrollArea) -> Iterator[str]:
    if rect.right() > viewport.width() + SLACK_PX and not _scrolls_sideways(area):
        yield f"reaches {rect.right() - viewport.width()} px beyond the side of {_name(area)}"
    if rect.bottom() > viewport.height() and not _scrolls_down(area):
        yield f"reaches {rect.bottom() - viewport.height()} px below {_name(area)}, which does not scroll"


def _scrolls_sideways(area: QAbstractScrollArea) -> bool:
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return area.horizontalScrollBarPolicy() is not never and area.horizontalScrollBar().maximum() > 0


def _scrolls_down(area: QAbstractScrollArea) -> bool:
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return area.verticalScrollBarPolicy() is not never and area.verticalScrollBar().maximum() > 0


def _name(part: QWidget) -> str:
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else part.accessibleName()
    return f"{type(part).__name__} {part.objectName() or ''} “{words[:60]}”".replace("  ", " ")
