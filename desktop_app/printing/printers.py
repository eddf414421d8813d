"""The printers that the operating system knows. Loaded with the first paper.

Asking them may take a while, so it is done on a worker; the system's own dialog would ask on the thread that draws.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.printing.document import DPI
from desktop_app.printing.drawing import Drawable, paint_on, set_page
from desktop_app.printing.errors import PrinterRefusedError


class SystemPrinters:
    """Fulfils `press.Printers`."""

    def names(self) -> tuple[str, ...]:
        """Return the printers' names, the system's usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))

    def send(self, printer: str, drawable: Drawable, *, copies: int) -> None:
        """Print on a printer by its name. Raises: PrinterRefusedError."""
        if printer not in self.names():
            raise PrinterRefusedError
        device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
        device.setCopyCount(copies)
        device.setDocName(f"{drawable.kind} {drawable.code}")
        print_on(device, drawable)


def print_on(device: QPrinter, drawable: Drawable) -> None:
    """Draw a paper on a printer that is set up. Raises: PrinterRefusedError."""
    device.setFullPage(True)
    device.setResolution(DPI)
    set_page(device, drawable.layout)
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterRefusedError
    paint_on(painter, drawable, device, device_dpi=device.resolution())
    if not painter.end() or device.printerState() == QPrinter.PrinterState.Error:
        raise PrinterRefusedError
