"""The press of one desk: papers looked at, numbered, drawn, sent to a printer or into a file, and voided.

Every method that a screen calls blocks and belongs on a worker; `widgets.paper_box` runs them there. Nothing of this
is loaded before the first paper is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.printing.errors import PaperNotWrittenError
from desktop_app.printing.templates import Templates
from desktop_app.services import prints
from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from desktop_app.services.prints import Print, PrintCount, Way

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop_app.jobs import Runs
    from desktop_app.printing.drawing import Drawable


class Printers(Protocol):
    """The machine's printers, as the press asks for them."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the printers, the usual one first; none where there is none."""
        ...

    def send(self, printer: str, drawable: Drawable, *, copies: int) -> None:
        """Draw the paper on a printer. Raises: PrinterRefusedError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paper as it would come out now."""

    count: PrintCount
    pages: tuple[QImage, ...]
    printers: tuple[str, ...]
    copies: int


class Press:
    """What prints at one desk. `write` and `read` are the runners on which `PaperBox` calls the methods."""

    def __init__(
        self, desk: Desk, write: Runs, read: Runs, *, resources: Path, printers: Printers | None = None
    ) -> None:
        self.desk = desk
        self.write = write
        self.read = read
        self._fonts = resources / "fonts"
        self._templates = Templates(resources / "papers")
        self._given = printers

    def warm_up(self) -> None:
        """Load the papers' faces; on the GUI thread, once, some milliseconds."""
        from desktop_app.printing.drawing import load_faces

        load_faces(self._fonts)

    def look(self, paper: Paper, *, width_px: int) -> Look:
        """Return the paper as it would be printed next, how often it was, and on what it can be."""
        counted = prints.count(self.desk, paper)
        return Look(
            count=counted,
            pages=self.picture(paper, counted.next, width_px=width_px),
            printers=self._printers().names(),
            copies=self._templates.layout(paper.kind).copies,
        )

    def picture(self, paper: Paper, printed: Print, *, width_px: int) -> tuple[QImage, ...]:
        """Return the pages for the screen, each so many points wide."""
        from desktop_app.printing.drawing import pictures

        return pictures(self.drawable(paper, printed), width_px=width_px)

    def note(self, paper: Paper, way: Way) -> Print:
        """Number and log a print, before anything comes out."""
        return prints.note_print(self.desk, paper, way=way)

    def send(self, paper: Paper, printed: Print, *, printer: str, copies: int) -> None:
        """Print. Raises: PrinterRefusedError; the number stays used, and the print can be voided."""
        self._printers().send(printer, self.drawable(paper, printed), copies=copies)

    def check_writable(self, path: Path) -> None:
        """Find out before a number is used whether a file can be written. Raises: PaperNotWrittenError."""
        trial = _beside(path)
        try:
            trial.write_bytes(b"")
            trial.unlink()
        except OSError as error:
            raise PaperNotWrittenError from error
        if path.is_dir():
            raise PaperNotWrittenError

    def save(self, paper: Paper, printed: Print, path: Path) -> None:
        """Write the PDF, whole or not at all. Raises: PaperNotWrittenError."""
        fresh = _beside(path)
        try:
            fresh.write_bytes(self.pdf(paper, printed))
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise PaperNotWrittenError from error

    def pdf(self, paper: Paper, printed: Print) -> bytes:
        """Return the PDF, fonts embedded; equal papers give equal bytes."""
        from desktop_app.printing.drawing import pdf

        return pdf(self.drawable(paper, printed))

    def void(self, paper: Paper, reason: str) -> Print:
        """Void the last print. Raises: RefusedError reason_missing, no_print_to_void."""
        return prints.void_print(self.desk, paper, reason=reason)

    def drawable(self, paper: Paper, printed: Print) -> Drawable:
        """Return the paper as it is drawn."""
        from desktop_app.printing.drawing import Drawable

        return Drawable(
            kind=paper.kind,
            code=paper.code,
            sheets=self._templates.sheets(paper, printed),
            qr=tuple(str(values["code"]) for values in paper.sheets),
            layout=self._templates.layout(paper.kind),
            is_void=bool(printed.void or paper.void),
            is_sample=any(values["is_sample"] for values in paper.sheets),
        )

    def _printers(self) -> Printers:
        if self._given is None:
            from desktop_app.printing.printers import SystemPrinters

            self._given = SystemPrinters()
        return self._given


def file_name(paper: Paper) -> str:
    """Return what a paper's file is called: its kind and its code, never a person's name or number."""
    return f"{paper.kind}_{paper.code}.pdf"


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
