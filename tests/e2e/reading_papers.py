"""Reads papers back with other people's programs: text, fonts and QR codes of a PDF, as a reader elsewhere would."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What stands in a PDF. `fonts`: name -> whether it is embedded; `words`: the text with every gap one blank."""

    text: str
    fonts: dict[str, bool]
    codes: tuple[str, ...]
    pages: int
    meta: str

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def read_pdf(raw: bytes) -> Read:
    """Read a PDF by pdftotext, pdffonts, pdfinfo, pdftoppm and zbarimg."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(raw)
        meta = _said("pdfinfo", str(file))
        _said("pdftoppm", "-r", "150", "-gray", "-png", str(file), str(Path(folder) / "page"))
        pages = sorted(Path(folder).glob("page*.png"))
        return Read(
            text=_said("pdftotext", "-layout", str(file), "-"),
            fonts=_fonts(_said("pdffonts", str(file))),
            codes=tuple(sorted(code for page in pages for code in _codes(page))),
            pages=int(re.findall(r"^Pages:\s+(\d+)", meta, re.MULTILINE)[0]),
            meta=meta,
        )


def _fonts(table: str) -> dict[str, bool]:
    lines = table.splitlines()[2:]
    return {line.split()[0]: line.split()[-5] == "yes" for line in lines}


def _codes(page: Path) -> list[str]:
    found = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(page)],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.splitlines()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
