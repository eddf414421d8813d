"""`make leaks`: play the day with planted names and numbers, then look for them in every byte that it left behind.

Laptop, centre, logs, home and temporary folder of all processes lie below one folder, and every file of it is read;
so is what went over the wire, and what stands in the files that were attached.
`--plant` writes one name into a plain file first: then the search must turn red. The search always proves itself on
such a file of its own before it is believed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

from sync.records.sample_people import SamplePerson
from tests.e2e.day import COMERS, play
from tests.e2e.world import SampleWorld, sample_of
from tests.security.scan import Hit, scan

ROOT: Final = Path(__file__).resolve().parents[2]
PLANTED: Final = 50
SEED: Final = 77


def planted() -> tuple[SamplePerson, ...]:
    """Return the people whose names and numbers are planted."""
    return sample_of(PLANTED, seed=SEED)


def words() -> list[str]:
    """Return what must be found nowhere: each name, personal number and phone."""
    return sorted({word for each in planted() for word in (each.name, each.personal_number, each.phone) if word})


def main() -> int:
    """Play, search, and print {planted, files, bytes, hits, search_proved} on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plant", action="store_true", help="leave a plain file behind: the search must turn red")
    parser.add_argument("--at", type=Path, help="play there and leave it; if it was played there before, only search")
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        _play(options.play)
        return 0
    (ROOT / "build").mkdir(exist_ok=True)
    with nullcontext(options.at) if options.at else _thrown_away() as place:
        if not place.is_dir() or not any(place.iterdir()):
            _play_apart(place)
        if options.plant:
            (place / "world" / "laptop" / "note.txt").write_text(planted()[0].name, encoding="utf-8")
        hits, is_proved = search(place)
        files = [file for file in place.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
    for hit in hits[:20]:
        print(f"{hit.file.relative_to(place)}: {hit.form}", file=sys.stderr)
    figures = {
        "planted": len(words()),
        "files": len(files),
        "bytes": size,
        "hits": len(hits),
        "search_proved": is_proved,
    }
    print(json.dumps(figures))
    return 1 if hits or not is_proved else 0


@contextmanager
def _thrown_away() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="leaks-") as temporary:
        yield Path(temporary)


def search(place: Path) -> tuple[list[Hit], bool]:
    """Return the hits below `place`, and whether the search finds a name that surely lies there in plain."""
    hits = scan([place], words())
    probe = place / "world" / "centre" / "probe.bin"
    probe.write_bytes(b"\0\1" + planted()[1].name.encode("utf-16-le") + b"\2")
    is_proved = any(hit.file == probe for hit in scan([probe.parent], [planted()[1].name]))
    probe.unlink()
    return hits, is_proved


def _play_apart(place: Path) -> None:
    """Play in a process of its own whose every folder for files lies below `place`."""
    folders = {"TMPDIR": "tmp", "HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_CACHE_HOME": "home/cache"}
    folders |= {"XDG_DATA_HOME": "home/data", "XDG_RUNTIME_DIR": "run"}
    for name in folders.values():
        (place / name).mkdir(parents=True, mode=0o700)
    environment = {**os.environ, **{variable: str(place / name) for variable, name in folders.items()}}
    with (place / "desk.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "tests.security.leaks", "--play", str(place / "world")],
            check=True,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )


def _play(folder: Path) -> None:
    folder.mkdir()
    world = SampleWorld.make(folder, people=PLANTED, seed=SEED)
    # What the official chooses lies in clear: it is his, and no part of what the day leaves behind.
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="chosen-") as chosen:
        papers = write_papers(Path(chosen))
        figures = play(world, planted()[:COMERS], centre_log=folder / "centre.log", papers=papers, wire=folder)
    if (figures["files"], figures["files_waiting"]) != (len(papers), 0):
        raise AssertionError(f"the files have not arrived: {figures}")


def write_papers(folder: Path) -> tuple[Path, ...]:
    """Write a PDF and a picture that are full of the planted words; the picture is named by one."""
    text = "\n".join(words()).encode()
    pdf, picture = folder / "Hồ sơ.pdf", folder / f"{planted()[2].name}.jpg"
    pdf.write_bytes(b"%PDF-1.4\n" + text * 40)
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    writer = QImageWriter(str(picture))
    writer.setText("Comment", text.decode())
    writer.write(image)
    return pdf, picture


if __name__ == "__main__":
    sys.exit(main())
