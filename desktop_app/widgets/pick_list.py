"""A list that opens below a search box, over what stands there: results to pick by keyboard or click, plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

MOST_VISIBLE: Final = 6
MIN_WIDTH_PX: Final = 440
_KEY_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class PickList(QListWidget):
    """Emits `picked` with the key of a row. Escape, or leaving both box and list, closes it.

    It is a child of the window, not a window of its own: a popup window would take the keyboard from an input method
    that is still composing in the box.
    """

    picked = Signal(str)

    def __init__(self, box: QWidget, *, accessible_name: str) -> None:
        super().__init__(box)
        self._box = box
        self.setAccessibleName(accessible_name)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()
        self.itemClicked.connect(self._pick)
        box.installEventFilter(self)

    def offer(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show rows of (key, text) below the box; none closes the list."""
        self.clear()
        for key, text in rows:
            item = QListWidgetItem(text)
            item.setData(_KEY_ROLE, key)
            self.addItem(item)
        if not rows:
            self.hide()
            return
        self.setCurrentRow(0)
        self._open()

    def pick_first(self) -> bool:
        """Pick the first row as if it were clicked; False when there is none on show."""
        if self.isHidden() or not self.count():
            return False
        self._pick(self.item(0))
        return True

    def enter(self) -> None:
        """Take the focus from the box, when there is something to pick."""
        if self.isVisible() and self.count():
            self.setCurrentRow(0)
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def keys(self) -> tuple[str, ...]:
        """Return the keys on show."""
        return tuple(str(self.item(at).data(_KEY_ROLE)) for at in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks, Escape goes back to the box, Up from the first row too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._pick(self.currentItem())
            return
        is_up_from_first = event.key() == Qt.Key.Key_Up and self.currentRow() <= 0
        if event.key() == Qt.Key.Key_Escape or is_up_from_first:
            self._box.setFocus()
            if not is_up_from_first:
                self.hide()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the focus goes anywhere but back to the box."""
        super().focusOutEvent(event)
        if not self._box.hasFocus():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the box is left for anything but this list."""
        if watched is self._box and event.type() == QEvent.Type.FocusOut and not self.hasFocus():
            focused = self.window().focusWidget()
            if focused is not self:
                self.hide()
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + 2))
        row_px = self.sizeHintForRow(0) + 1
        frame_px = 2 * self.frameWidth() + 8
        room_px = max(row_px + frame_px, window.height() - corner.y() - 8)
        height = min(min(self.count(), MOST_VISIBLE) * row_px + frame_px, room_px)
        width = max(self._box.width(), MIN_WIDTH_PX)
        self.setGeometry(min(corner.x(), max(0, window.width() - width)), corner.y(), width, height)
        self.show()
        self.raise_()

    def _pick(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY_ROLE))
        self.hide()
        self._box.setFocus()
        self.picked.emit(key)
