"""What one PostgreSQL carries: segments received, operations applied and records served a second, by so many workers.

`python -m tests.central.capacity --workers 1 2 4` prints one line of JSON for each; docs/scale.md quotes them. All is
signed and sealed beforehand, so that the laptops' own work is not measured; what asks sits on the same machine.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import func, select

from sync.central.answering import Centre
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.protocol.answers import AnswerKind
from sync.protocol.enrolment_file import read_enrolment
from tests.central.central_room import Laptop, named
from tests.central.cluster import running_cluster
from tests.central.many import Roads
from tests.e2e.centre_process import CentreProcess

COMMUNES: Final = 16
SEGMENTS: Final = 25
OPERATIONS: Final = 100
_T = TypeVar("_T")
Sealed = tuple[str, bytes]


def dossier(laptop: Laptop, number: int) -> None:
    """Write a dossier down as a desk does: about 1 KB of words, then a change of its state."""
    record = named(f"{laptop.enrolment.commune}/{number}")
    words = {"person": "p", "person_name": f"Trần Thị MẪU {number}", "procedure": "1.000.894", "note": _WORDS}
    laptop.note("dossier.register", record, words)
    laptop.note("dossier.amend", record, {"phone": f"06{number:08}"}, after=len(laptop.ops))


_WORDS: Final = "DỮ LIỆU MẪU. " + "Bản sao giấy khai sinh, tờ khai theo mẫu, giấy tờ tùy thân, sổ hộ khẩu cũ; " * 8


def prepared(laptop: Laptop) -> list[Sealed]:
    """Return the laptop's segments, each with the address that it goes to."""
    found: list[Sealed] = []
    for segment in range(SEGMENTS):
        for number in range(OPERATIONS // 2):
            dossier(laptop, segment * OPERATIONS + number)
        found.append((laptop.path(), laptop.seal()))
        laptop.moved_past(found[-1][1])
    return found


def measured(workers: int, folder: Path, database: str) -> dict[str, float]:
    """Return the figures of so many workers on an empty database."""
    create_centre(folder, NewCentre(name="Trung tâm thử", is_sample=True, database=database))
    centre = open_centre(folder)
    with ExitStack() as stack:
        stack.callback(centre.close)
        urls = [stack.enter_context(CentreProcess(folder)).url for _ in range(workers)]
        laptops = list(_laptops(centre, urls))
        segments = [prepared(laptop) for laptop in laptops]
        pool = stack.enter_context(ThreadPoolExecutor(COMMUNES))
        received = COMMUNES * SEGMENTS
        before = _size(centre)
        put_s = _timed(lambda: list(pool.map(_put, laptops, segments)))
        applied_s = _timed(lambda: list(pool.map(Laptop.hello, laptops)))
        grown = _size(centre) - before
        readers = list(_laptops(centre, urls, seed=500))
        served_s = _timed(lambda: list(pool.map(_pull, readers)))
        operations = received * OPERATIONS
        assert centre.status().operations == {"applied": operations}
        return {
            "workers": workers,
            "segments_received_s": round(received / put_s, 1),
            "operations_received_s": round(operations / put_s),
            "operations_applied_s": round(operations / applied_s),
            "records_served_s": round(operations / 2 / served_s),
            "bytes_on_disk_per_operation": round(grown / operations),
        }


def _laptops(centre: Centre, urls: Sequence[str], *, seed: int = 0) -> Iterator[Laptop]:
    for number in range(COMMUNES):
        enrolment = read_enrolment(centre.invite(Invitation(commune=f"{10_000 + number}")))
        laptop = Laptop(Roads(urls), enrolment, seed=seed + number + 1)
        laptop.enrol()
        yield laptop


def _put(laptop: Laptop, segments: list[Sealed]) -> None:
    for path, sealed in segments:
        laptop.call("PUT", path, sealed, AnswerKind.RECEIVED)


def _pull(laptop: Laptop) -> None:
    while True:
        page = laptop.pull()
        if page.upto == page.head:
            return


def _timed(work: Callable[[], _T]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _size(centre: Centre) -> int:
    with centre.engine.connect() as connection:
        return int(connection.execute(select(func.pg_database_size(func.current_database()))).scalar_one())


def main(words: Sequence[str]) -> int:
    """Measure each number of workers on a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    with running_cluster("") as cluster, tempfile.TemporaryDirectory(prefix="hpv-capacity-") as folder:
        for workers in parser.parse_args(words).workers:
            database = cluster.new_database()
            print(json.dumps(measured(workers, Path(folder) / f"centre{workers}", database)), flush=True)
            cluster.drop(database)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
