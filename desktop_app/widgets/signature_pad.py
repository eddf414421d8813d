"""A sheet to sign on with pen, finger or mouse: keeps the strokes with their times, not a picture."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.widgets.theme import palette_of

Point = tuple[float, float, int]
"""x and y in pixels of the pad at the time of signing, and ms since the first touch."""
Stroke = tuple[Point, ...]
MIN_INK_PX: Final = 40.0
"""A line shorter than this in all is a slip of the hand, not a signature."""


class SignaturePad(QWidget):
    """Holds one signature. Delete or Backspace empties it when it has the focus.

    Times come from the input events themselves, which the system stamps; nothing here reads a clock.
    """

    changed = Signal()

    def __init__(self, *, accessible_name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setAccessibleDescription(placeholder)
        self._placeholder = placeholder
        self._done: list[Stroke] = []
        self._current: list[Point] = []
        self._began_ms: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(320, 140)

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the strokes in the order they were drawn."""
        return tuple(self._done) + ((tuple(self._current),) if self._current else ())

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show strokes that were kept, as from a draft."""
        self._done, self._current = list(strokes), []
        self._began_ms = None
        self._tell()

    def clear(self) -> None:
        """Empty the sheet."""
        self.set_strokes(())

    def is_blank(self) -> bool:
        """Say whether too little was drawn to be a signature."""
        return sum(_length(stroke) for stroke in self.strokes()) < MIN_INK_PX

    def sizeHint(self) -> QSize:
        """Return the size of a comfortable signature."""
        return QSize(560, 200)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._put_down(event.position(), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        self._move(event.position(), event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Follow a pen; accepted, so that no mouse event is made up from it."""
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self._put_down(event.position(), event)
        elif event.type() == QEvent.Type.TabletMove and event.buttons():
            self._move(event.position(), event)
        elif event.type() == QEvent.Type.TabletRelease:
            self._lift()

    def event(self, event: QEvent) -> bool:
        """Follow the first finger; a palm beside it is ignored."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.TouchBegin:
            self._put_down(event.points()[0].position(), event)
        elif event.type() == QEvent.Type.TouchUpdate:
            self._move(event.points()[0].position(), event)
        else:
            self._lift()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace empty the sheet."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, the line to sign on, the strokes, and the ring when it has the focus."""
        tokens = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = 3 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(tokens.focus if self.hasFocus() else tokens.control_line), ring))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        painter.setPen(QPen(QColor(tokens.line), 2))
        foot = self.height() - 44
        painter.drawLine(24, foot, self.width() - 24, foot)
        if not self.strokes():
            painter.setPen(QColor(tokens.ink_soft))
            painter.drawText(self.rect().adjusted(24, 0, -24, -10), _FOOT, self._placeholder)
        painter.setPen(QPen(QColor(tokens.ink), 3, Qt.PenStyle.SolidLine, _ROUND, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes():
            painter.drawPath(_path(stroke))
        painter.end()

    def _put_down(self, at: QPointF, event: QInputEvent) -> None:
        if self._began_ms is None:
            self._began_ms = event.timestamp()
        self._current = [self._point(at, event)]
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _move(self, at: QPointF, event: QInputEvent) -> None:
        if not self._current:
            return
        point = self._point(at, event)
        if point[:2] != self._current[-1][:2]:
            self._current.append(point)
            self.update()

    def _lift(self) -> None:
        if self._current:
            self._done.append(tuple(self._current))
            self._current = []
            self._tell()

    def _point(self, at: QPointF, event: QInputEvent) -> Point:
        x = min(max(at.x(), 0.0), float(self.width()))
        y = min(max(at.y(), 0.0), float(self.height()))
        return round(x, 1), round(y, 1), max(0, event.timestamp() - (self._began_ms or 0))

    def _tell(self) -> None:
        self.update()
        self.changed.emit()


_FOOT: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_ROUND: Final = Qt.PenCapStyle.RoundCap


def _length(stroke: Stroke) -> float:
    return sum(hypot(there[0] - here[0], there[1] - here[1]) for here, there in pairwise(stroke))


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath(QPointF(stroke[0][0], stroke[0][1]))
    for x, y, _ms in stroke[1:] or ((stroke[0][0] + 0.1, stroke[0][1], 0),):
        path.lineTo(x, y)
    return path
