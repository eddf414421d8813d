"""Lays a paper's HTML out and draws it: on a PDF, on a printer, on a picture for the screen; always the same lines.

One layout at a fixed resolution is scaled to every device, so what is shown is what is printed. All of it may run on a
worker thread once the faces are loaded; nothing but the QR code is ever read into a paper from outside.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt, QUuid
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
)

from desktop_app.printing.document import DPI, FAMILY, PaperDocument
from desktop_app.printing.templates import Layout

FACES: Final = ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf")
A4_MM: Final = (210.0, 297.0)
_MM: Final = DPI / 25.4
_LINE: Final = 6.0
_LOADED: Final = "papers_faces_loaded"
_DATES: Final = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
_XMP: Final = (
    b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    b"<?xpacket end='w'?>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """A paper ready to be drawn. `qr`: what each sheet's code says; `code` and `kind` name the file, never a person."""

    kind: str
    code: str
    sheets: tuple[str, ...]
    qr: tuple[str, ...]
    layout: Layout
    is_void: bool = False
    is_sample: bool = False


def load_faces(folder: Path) -> None:
    """Load the papers' faces once, on the GUI thread.

    Raises:
        FileNotFoundError: one is missing: the papers would come out in whatever the machine has.
    """
    app = QGuiApplication.instance()
    if app is None or app.property(_LOADED):
        return
    for name in FACES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FileNotFoundError(folder / name)
    app.setProperty(_LOADED, True)


def pdf(drawable: Drawable) -> bytes:
    """Return the paper as a PDF with its fonts in it; equal papers give equal bytes, no date and no name in them."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(f"{drawable.kind} {drawable.code}")
    writer.setCreator("Hai Phục Vụ")
    digest = hashlib.sha256("\0".join((drawable.code, *drawable.sheets)).encode()).digest()
    writer.setDocumentId(QUuid.fromRfc4122(QByteArray(digest[:16])))
    writer.setDocumentXmpMetadata(QByteArray(_XMP))
    set_page(writer, drawable.layout)
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    _paint(painter, drawable, writer, scale=1.0)
    painter.end()
    buffer.close()
    # Qt writes the machine's clock into the file. Blanks of the same length keep every offset where it is.
    return _DATES.sub(lambda found: b" " * len(found[0]), bytes(raw.data()))


def pictures(drawable: Drawable, *, width_px: int) -> tuple[QImage, ...]:
    """Return each page as a picture for the screen."""
    page_width, page_height = _page_units(drawable.layout)
    scale = width_px / page_width
    shown: list[QImage] = []
    for page in _pages(drawable):
        image = QImage(width_px, round(page_height * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale, scale)
        page.draw(painter)
        painter.end()
        shown.append(image)
    return tuple(shown)


def paint_on(painter: QPainter, drawable: Drawable, device: QPagedPaintDevice, *, device_dpi: int) -> None:
    """Draw every page on a device that is being painted on (a printer)."""
    _paint(painter, drawable, device, scale=device_dpi / DPI)


def set_page(device: QPagedPaintDevice, layout: Layout) -> None:
    """Make the device's page A4 as the paper lies, without margins: the paper brings its own."""
    orientation = QPageLayout.Orientation.Landscape if layout.landscape else QPageLayout.Orientation.Portrait
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(orientation)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def qr_picture(text: str) -> QImage:
    """Return a QR code in black and white with its quiet zone, large enough to stay sharp on paper."""
    import segno

    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="png", scale=10, border=4)
    return QImage.fromData(drawn.getvalue())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One page of a document, and the field of the sheet that it is drawn into."""

    document: PaperDocument
    page: int
    field: QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    parts: Sequence[_Part]
    drawable: Drawable
    number: int
    of: int

    def draw(self, painter: QPainter) -> None:
        """Draw the page in units of the layout."""
        for part in self.parts:
            _draw_part(painter, part)
            if self.drawable.is_void:
                _draw_void(painter, part.field)
        _draw_cuts(painter, self.drawable.layout)
        if self.of > 1:
            _draw_foot(painter, self)


def _paint(painter: QPainter, drawable: Drawable, device: QPagedPaintDevice, *, scale: float) -> None:
    for page in _pages(drawable):
        if page.number > 1:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        page.draw(painter)
        painter.restore()


def _pages(drawable: Drawable) -> Iterator[_Page]:
    layout = drawable.layout
    fields = list(_fields(layout))
    parts: list[tuple[PaperDocument, int]] = []
    for html, code in zip(drawable.sheets, drawable.qr, strict=True):
        document = PaperDocument(html, qr_picture(code), fields[0].size())
        parts += [(document, page) for page in range(document.pageCount())]
    of = -(-len(parts) // len(fields))
    for number in range(of):
        here = parts[number * len(fields) : (number + 1) * len(fields)]
        placed = [
            _Part(document=document, page=page, field=field)
            for (document, page), field in zip(here, fields, strict=False)
        ]
        yield _Page(parts=placed, drawable=drawable, number=number + 1, of=of)


def _page_units(layout: Layout) -> tuple[float, float]:
    width, height = A4_MM[::-1] if layout.landscape else A4_MM
    return width * _MM, height * _MM


def _fields(layout: Layout) -> Iterator[QRectF]:
    """Return the printed fields of a page without their margins, row by row."""
    page_width, page_height = _page_units(layout)
    width, height = page_width / layout.columns, page_height / layout.rows
    left, top, right, bottom = (each * _MM for each in layout.margins_mm)
    for row in range(layout.rows):
        for column in range(layout.columns):
            whole = QRectF(column * width, row * height, width, height)
            yield whole.adjusted(left, top, -right, -bottom)


def _draw_part(painter: QPainter, part: _Part) -> None:
    field = part.field
    painter.save()
    painter.translate(field.left(), field.top() - part.page * field.height())
    visible = QRectF(0, part.page * field.height(), field.width(), field.height())
    painter.setClipRect(visible.adjusted(-_LINE, 0, _LINE, _LINE))  # with the lines of a table that ends here
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = visible
    ink = QPalette(Qt.GlobalColor.white)  # a dark screen must not print in white
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.Dark):
        ink.setColor(role, Qt.GlobalColor.black)
    context.palette = ink
    part.document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_void(painter: QPainter, field: QRectF) -> None:
    painter.save()
    font = QFont(FAMILY)
    font.setBold(True)
    font.setPixelSize(int(min(field.width(), field.height()) / 5))
    painter.setFont(font)
    painter.setPen(QColor(200, 0, 0, 110))
    painter.translate(field.center())
    painter.rotate(-35)
    painter.drawText(
        QRectF(-field.width(), -field.height() / 2, 2 * field.width(), field.height()),
        Qt.AlignmentFlag.AlignCenter,
        "ĐÃ HỦY",
    )
    painter.restore()


def _draw_cuts(painter: QPainter, layout: Layout) -> None:
    """Draw the lines along which a page of several fields is cut apart."""
    width, height = _page_units(layout)
    painter.setPen(QPen(QColor(120, 120, 120), 2, Qt.PenStyle.DashLine))
    for column in range(1, layout.columns):
        painter.drawLine(QPointF(column * width / layout.columns, 0), QPointF(column * width / layout.columns, height))
    for row in range(1, layout.rows):
        painter.drawLine(QPointF(0, row * height / layout.rows), QPointF(width, row * height / layout.rows))


def _draw_foot(painter: QPainter, page: _Page) -> None:
    """Say on each of several pages which paper it is a page of."""
    font = QFont(FAMILY)
    font.setPixelSize(round(10 * DPI / 72))
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    width, height = _page_units(page.drawable.layout)
    said = f"{page.drawable.code} – trang {page.number}/{page.of}"
    if page.drawable.is_sample:
        said += " – DỮ LIỆU MẪU"
    painter.drawText(QRectF(0, height - 11 * _MM, width, 6 * _MM), Qt.AlignmentFlag.AlignCenter, said)
