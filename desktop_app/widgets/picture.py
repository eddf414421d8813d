"""Pictures out of files that people bring: measured before they are decoded, turned upright, made small.

Knows QtGui alone: it works on any thread, without a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

MOST_PIXELS: Final = 60_000_000
"""More than a telephone's camera makes; decoded, a quarter of a gigabyte, where Qt's own limit is too."""

THUMBNAIL_PX: Final = 320
THUMBNAIL_QUALITY: Final = 60
_READERS: Final[Mapping[bytes, bytes]] = {b"\xff\xd8\xff": b"jpeg", b"\x89PNG\r\n\x1a\n": b"png"}
"""By how the file begins: no other reader gets to see what somebody brought."""


def picture_of(content: bytes, *, longest_px: int) -> QImage | None:
    """Return a picture upright and no larger than that; None where it is none, or too large to be looked at."""
    reader_name = next((name for begin, name in _READERS.items() if content.startswith(begin)), None)
    if reader_name is None:
        return None
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(reader_name))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if max(size.width(), size.height()) > longest_px:
        fitting = size.scaled(longest_px, longest_px, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def small_picture(content: bytes) -> bytes:
    """Return a small JPEG of a picture, empty where there is none to be made.

    Drawn anew, so that nothing goes with it but what is seen: no place, no camera, no profile, no words.
    """
    image = picture_of(content, longest_px=THUMBNAIL_PX)
    if image is None:
        return b""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    drawn = QImage(image.size(), QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, image)
    painter.end()
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(target, QByteArray(b"jpeg"))
    writer.setQuality(THUMBNAIL_QUALITY)
    writer.write(drawn)
    return bytes(target.data().data())
