"""`make papers`: one sample of each paper into build/papers/, read back by other programs; the last line is JSON."""

import argparse
import json
import sys
import tempfile
import unicodedata
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from desktop_app.jobs import InlineRunner
from desktop_app.printing.press import Press, file_name
from desktop_app.services.papers import Paper
from desktop_app.services.prints import Print
from tests.e2e.reading_papers import Read, read_pdf
from tests.unit.paper_room import one_of_each, paper_desk

ROOT = Path(__file__).resolve().parents[2]


def faults(paper: Paper, read: Read) -> list[str]:
    """Return what is wrong with a printed paper."""
    wanted = sorted(str(values["code"]) for values in paper.sheets)
    found = []
    if list(read.codes) != wanted:
        found.append(f"QR reads {read.codes}")
    if not read.fonts or not all(read.fonts.values()):
        found.append(f"fonts {read.fonts}")
    if "\ufffd" in read.text or unicodedata.normalize("NFC", read.text) != read.text:
        found.append("text is not whole")
    if "DỮ LIỆU MẪU" not in read.text:
        found.append("no mark of sample data")
    return found


def main() -> int:
    """Write and check every kind of paper."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "papers")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    wrong: dict[str, list[str]] = {}
    pages = 0
    with tempfile.TemporaryDirectory() as folder:
        desk = paper_desk(Path(folder))
        press = Press(desk, InlineRunner(), InlineRunner(), resources=ROOT / "resources")
        press.warm_up()
        made = one_of_each(desk)
        for kind, paper in made.items():
            raw = press.pdf(paper, Print())
            (out / file_name(paper)).write_bytes(raw)
            read = read_pdf(raw)
            pages += read.pages
            wrong |= {kind: found} if (found := faults(paper, read)) else {}
            print(f"{file_name(paper)}\t{len(raw)} bytes\t{read.pages} pages\t{', '.join(sorted(read.fonts))}")
        desk.notebook.close()
    del application
    print(json.dumps({"papers": len(made), "pages": pages, "wrong": wrong}, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
