"""A picture looked at in a box of its own: drawn from memory, never written to the disk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.widgets.plain import button, hint

_AROUND_PX: Final = 40


class PictureBox(QDialog):
    """Shows the whole picture, or its own size to be scrolled by the arrow keys."""

    def __init__(self, parent: QWidget, image: QImage, *, name: str) -> None:
        super().__init__(parent.window())
        self.setObjectName("picture_box")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self._is_whole = True
        self._sheet = _Sheet(image)
        self._sheet.setAccessibleName(name)
        self._area = QScrollArea()
        self._area.setObjectName("picture_area")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._sheet)
        self._area.setAccessibleName(name)
        self.size_switch = button(self.tr("Cỡ thật"), tone="plain", on_click=self._switch)
        self.size_switch.setObjectName("picture_size")
        self.close_it = button(self.tr("Đóng (Esc)"), tone="primary", on_click=self.accept)
        self.close_it.setObjectName("picture_close")
        foot = QHBoxLayout()
        foot.addWidget(hint(self.tr("Mũi tên: xem phần khác của ảnh")), 1)
        foot.addWidget(self.size_switch)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        window = parent.window()
        self.resize(window.width() - _AROUND_PX, window.height() - _AROUND_PX)
        self._area.setFocus()

    def _switch(self) -> None:
        self._is_whole = not self._is_whole
        self._area.setWidgetResizable(self._is_whole)
        if not self._is_whole:
            self._sheet.resize(self._sheet.image.size())
        words = self.tr("Cỡ thật") if self._is_whole else self.tr("Vừa cửa sổ")
        self.size_switch.setText(words)
        self.size_switch.setAccessibleName(words)
        self._area.setFocus()


class _Sheet(QWidget):
    """The picture, as large as it fits in here and never larger than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image = image

    def minimumSizeHint(self) -> QSize:
        """Let it become as small as the window is."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the middle."""
        shown = self.image.size()
        if shown.width() > self.width() or shown.height() > self.height():
            shown = shown.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.rect()
        place.setSize(shown)
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self.image)
        painter.end()
