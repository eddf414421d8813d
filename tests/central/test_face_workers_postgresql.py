"""Several workers on one PostgreSQL: one address, one answer, the dead replaced, one of all that makes backups."""

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from sync.central.answering import HELLO_PATH
from tests.central.central_room import Laptop, NewStore, named, new_centre
from tests.central.face_room import PATIENCE_S, Road, figure, laptop_at, serving


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def workers_of(pid: int) -> list[int]:
    """Return the processes that serve: the one that cleans up after them all is another program."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "spawn_main"], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def work(laptop: Laptop, acts: int) -> int:
    laptop.hello()
    for number in range(acts):
        laptop.note("person.register", named(f"{laptop.seed}-{number}"), {"name": "Trần Thị MẪU"})
        laptop.push()
    return laptop.hello().applied_seq


def test_several_workers_answer_as_one_and_count_as_one(folder: Path) -> None:
    with serving(folder, workers=3) as server:
        laptops = [laptop_at(folder, Road(server.url), seed=seed) for seed in range(7, 13)]
        assert len(workers_of(server.process.pid)) == 3
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(lambda laptop: work(laptop, 5), laptops)) == [5] * 6
        for _ in range(5):
            text = requests.get(server.url + "/metrics", timeout=PATIENCE_S).text
            assert figure(text, 'hpv_requests_total{outcome="received",route="segment"}') == 30
            assert figure(text, 'hpv_operations{state="applied"}') == 30
        assert server.stop() == 0


def test_a_killed_worker_is_replaced_and_its_counts_are_kept(folder: Path) -> None:
    with serving(folder, workers=2) as server:
        laptop = laptop_at(folder, Road(server.url))
        laptop.hello()
        before = workers_of(server.process.pid)
        os.kill(before[0], signal.SIGKILL)
        for _ in range(300):
            now = workers_of(server.process.pid)
            if len(now) == 2 and before[0] not in now:
                break
            time.sleep(0.1)
        else:
            pytest.fail("nobody took its place")
        laptop.ask = Road(server.url)
        assert work(laptop, 3) == 3
        text = requests.get(server.url + "/metrics", timeout=PATIENCE_S).text
        assert figure(text, 'hpv_requests_total{outcome="enrol",route="enrol"}') == 1


def test_all_workers_end_with_the_process_that_started_them(folder: Path) -> None:
    with serving(folder, workers=2) as server:
        children = workers_of(server.process.pid)
        server.process.kill()
        for _ in range(300):
            if not any(Path(f"/proc/{pid}").exists() for pid in children):
                break
            time.sleep(0.1)
        else:
            pytest.fail("a worker outlived its centre")


def test_one_process_makes_the_backups(folder: Path) -> None:
    with serving(folder, workers=3, backup_every_s=1) as server:
        laptop = laptop_at(folder, Road(server.url))
        assert laptop.problem("POST", HELLO_PATH, b"\xc1") == (400, "broken")
        assert server.process.stdout is not None
        lines = [server.process.stdout.readline() for _ in range(2)]
        assert all(line.startswith("backup\tcentre-") for line in lines), lines
        assert len(set(lines)) == 2
        assert server.stop() == 0
