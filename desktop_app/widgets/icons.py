"""Draws the shipped line icons in the colour of the text beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QIcon, QImage, QPixmap


def line_icon(folder: Path, name: str, colour: str, *, size_px: int = 24) -> QIcon:
    """Return the icon resources/icons/`name`.svg with its lines in `colour` (#RRGGBB), sharp at twice its size too.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    drawing = (folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    icon = QIcon()
    for scale in (1, 2):
        side = str(size_px * scale)
        scaled = drawing.replace('width="24"', f'width="{side}"', 1).replace('height="24"', f'height="{side}"', 1)
        picture = QPixmap.fromImage(QImage.fromData(scaled.encode()))
        picture.setDevicePixelRatio(scale)
        icon.addPixmap(picture)
    return icon
