"""A large file over a thin link that breaks: it completes, and hardly a byte is carried twice.

A real centre's process, the real HTTPS road, the real notebook; the last line is JSON: what the file weighs, what the
link carried both ways while it went up, headers and all, and whether it came out at the centre to the byte.
"""

import argparse
import hashlib
import json
import random
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from desktop_app.app import SystemClock
from desktop_app.services import files
from desktop_app.services.ferry import make_ferry
from sync.central.app import open_centre
from sync.central.tables import FILE_PIECE
from sync.protocol.limits import MIB
from sync.records.attachment import Attachment
from tests.bench.sync.link import Weather, open_link
from tests.e2e.centre_process import CentreProcess
from tests.e2e.world import SampleWorld

ROOT: Final = Path(__file__).resolve().parents[2]
LIMIT: Final = 1.05


def main() -> int:
    """Carry one file and print {bytes_of_file, bytes_carried, ratio, cuts, seconds, whole} on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=float, default=20)
    parser.add_argument("--kbit", type=float, default=64, help="a second, each way")
    parser.add_argument("--drop-s", type=float, default=60, help="the link breaks after what it carries in so long")
    parser.add_argument("--one-way-s", type=float, default=0.3)
    options = parser.parse_args()
    rate = options.kbit * 1000 / 8
    weather = Weather(bytes_per_s=rate, one_way_s=options.one_way_s, cut_bytes=int(rate * options.drop_s))
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="files-") as folder:
        figures = carry(Path(folder), size=int(options.mb * MIB), weather=weather)
    print(json.dumps(figures))
    return 0 if figures["whole"] and figures["ratio"] <= LIMIT else 1


def carry(folder: Path, *, size: int, weather: Weather) -> dict[str, Any]:
    """Attach a file of so many bytes and cross until it has arrived."""
    world = SampleWorld.make(folder)
    content = b"%PDF-" + random.Random(17).randbytes(size - 5)
    with CentreProcess(world.centre) as centre, world.opened() as opened:
        port = int(centre.url.rsplit(":", 1)[1])
        with open_link(port, weather=weather) as link:
            ferry = make_ferry(
                opened,
                f"http://127.0.0.1:{link.port}",
                clock=SystemClock(),
                random=secrets.token_bytes,
                ticks=lambda: time.monotonic_ns() // 1_000_000,
            )
            dossier = world.save(opened.desk, world.draft(1))
            while not ferry.sync().agreed:
                pass
            made = files.attach(opened.desk, dossier.id, content, name="Bản vẽ.pdf")
            link.forget()
            began = time.monotonic()
            crossings = 0
            while files.files_waiting(opened.desk).count_up:
                report = ferry.sync()
                crossings += 1
                left = files.files_waiting(opened.desk)
                print(
                    f"{time.monotonic() - began:.0f} s: {link.carried()} {report.files_trouble} {left}", file=sys.stderr
                )
            carried = link.carried()
        centre.stop()
    return {
        "bytes_of_file": made.size,
        "bytes_carried": carried.both,
        "ratio": round(carried.both / made.size, 4),
        "cuts": carried.cuts,
        "crossings": crossings,
        "seconds": round(time.monotonic() - began),
        "whole": is_whole(world.centre, made),
    }


def is_whole(folder: Path, made: Attachment) -> bool:
    """Look past its services whether a stopped centre has the file to the byte."""
    centre = open_centre(folder)
    name = bytes.fromhex(made.hash)
    try:
        with centre.engine.connect() as connection:
            pieces = select(FILE_PIECE.c.bytes).where(FILE_PIECE.c.hash == name).order_by(FILE_PIECE.c.at)
            whole = b"".join(connection.execute(pieces).scalars())
    finally:
        centre.close()
    return hashlib.sha256(whole).digest() == name


if __name__ == "__main__":
    sys.exit(main())
