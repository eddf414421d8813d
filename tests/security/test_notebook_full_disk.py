"""A disk that fills while the desk saves, seals or takes in: named as such, nothing lost, and going on afterwards."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.storage.engine import integrity_check
from sync.records import person as people
from sync.records.rules import PERSON
from tests.unit.ferry_room import MACHINES, Laptop, Room, Shore, WatchedRoad, check_equal, make_template
from tests.unit.notebook_room import person

ROOT = Path(__file__).parents[2]

# From the named step on no file takes more than its first page: RLIMIT_FSIZE, its signal ignored, as a full disk does.
FILLS = """
import json, random, resource, signal, sys
from pathlib import Path
from tests.security.test_notebook_full_disk import deeds_of, laptop_in, take_in

folder, where = Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
laptop = laptop_in(folder, seed=8)
full = []

def step(name):
    if name == where and not full:
        full.append(name)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

laptop.step = step
laptop.start_again()
told, saved = [], []
for deed in deeds_of(laptop, saved):
    try:
        told.append(deed())
    except Exception as error:
        told.append(type(error).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
take_in(laptop, 1, saved)  # somebody made room: the same program goes on
print(json.dumps([full, told, [each.hex for each in saved]]))
"""


def laptop_in(folder: Path, *, seed: int) -> Laptop:
    rng = random.Random(seed)
    road = WatchedRoad(Shore(folder / "centre", rng))
    return Laptop(folder / MACHINES[0], MACHINES[0], rng, road)


def take_in(laptop: Laptop, count: int, saved: list[UUID]) -> None:
    for _ in range(count):
        who = person(laptop.new_id, "Nguyễn Mẫu")
        with laptop.notebook.writing(laptop.author) as work:
            work.record(people.register(who))
        saved.append(who.id)


def deeds_of(laptop: Laptop, saved: list[UUID]) -> tuple[Callable[[], str], ...]:
    """Return a day's deeds, each of which tells what came of it."""

    def save() -> str:
        take_in(laptop, 3, saved)
        return "saved"

    def cross() -> str:
        return laptop.ferry.sync().trouble or "crossed"

    return (save, cross, save)


@pytest.mark.parametrize(
    "where",
    [
        "save.begun", "save.operation", "save.audit", "save.commit", "sync.write_down", "sync.write_down.operations",
        "sync.settle", "sync.integrate", "sync.integrate.pages", "sync.note",
    ],
)  # fmt: skip
def test_a_full_disk_at_any_step_is_said_and_loses_nothing(tmp_path: Path, where: str) -> None:
    make_template(tmp_path)
    laptop = laptop_in(tmp_path, seed=4)
    take_in(laptop, 2, [])
    assert laptop.sync().agreed
    laptop.notebook.close()
    ended = subprocess.run(
        [sys.executable, "-c", FILLS, str(tmp_path), where], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    full, told, saved = json.loads(ended.stdout)
    assert full == [where]
    # Whatever comes behind the full disk meets it too; the centre, on the same disk here, says that it is not ready.
    assert told[0 if where.startswith("save.") else 1] == "DiskFullError"
    assert told[2] == "DiskFullError"
    assert told[1] in ("DiskFullError", "not_ready")
    laptop = laptop_in(tmp_path, seed=5)
    with laptop.notebook.reading() as reader:
        assert {each.id.hex for each in reader.of_type(PERSON)} >= set(saved)
        assert len(reader.of_type(PERSON)) == len(saved) + 2
    assert integrity_check(laptop.notebook.engine) == []
    assert laptop.sync().agreed
    assert isinstance(laptop.carrier, WatchedRoad)
    check_equal(Room(laptop.carrier.shore, [laptop], [laptop.carrier]))
    laptop.notebook.close()
    laptop.carrier.shore.centre.close()
