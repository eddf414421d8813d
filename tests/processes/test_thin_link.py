"""Over real sockets: how few bytes an idle crossing takes, and that a link which breaks again and again carries all."""

import random
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sync.client.transport import HttpsRoad
from sync.records import person as people
from tests.e2e.centre_process import CentreProcess
from tests.unit.ferry_room import MACHINES, Laptop, make_template

IDLE_MAX_BYTES = 400
WASTE_MAX = 0.08
CUT_EVERY_BYTES = 25_000
PACE_S = 0.01


class Relay:
    """Carries bytes between a laptop and the centre, counts them, and cuts a connection after so many."""

    def __init__(self, port: int) -> None:
        self.carried = 0
        self.cut_every = 0
        self.cuts = 0
        self._slow = threading.Event()
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in (self._accepting, *self._threads):
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                laptop, _ = self._listener.accept()
                centre = socket.create_connection(("127.0.0.1", self._port))
                left = [self.cut_every]
                for source, target in ((laptop, centre), (centre, laptop)):
                    thread = threading.Thread(target=self._pump, args=(source, target, left))
                    thread.start()
                    self._threads.append(thread)

    def _pump(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        """Carry until an end closes, or, where connections are cut, what is left of this one is used up."""
        with suppress(OSError):
            while data := source.recv(2_048):
                if self.cut_every:
                    self._slow.wait(PACE_S)  # as a thin link does: little is under way when it breaks
                    data = data[: left[0]]
                    left[0] -= len(data)
                self.carried += len(data)
                target.sendall(data)
                if self.cut_every and not left[0]:
                    self.cuts += 1
                    break
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()


@contextmanager
def relayed(folder: Path) -> Iterator[Relay]:
    """Run a centre, and a relay before it."""
    with CentreProcess(folder / "centre") as centre:
        relay = Relay(int(centre.url.rsplit(":", 1)[1]))
        yield relay
    relay.close()


@contextmanager
def laptop_at(folder: Path, url: str) -> Iterator[Laptop]:
    """Open a laptop of the template, on a road to that address."""
    road = HttpsRoad(url, connect_s=5, silence_s=10)
    laptop = Laptop(
        folder / MACHINES[0], MACHINES[0], random.Random(1), road, rest=road.rest, segment_bytes=0, pull_bytes=0
    )
    try:
        yield laptop
    finally:
        laptop.notebook.close()
        road.close()


def _take_in_many(laptop: Laptop, count: int) -> None:
    """Take in people whose notes do not squeeze."""
    for at in range(count):
        who, _ = laptop.take_in(f"Mẫu {at}")
        with laptop.notebook.writing(laptop.author) as work:
            noise = [laptop.rng.randbytes(140).hex() for _ in range(2)]
            work.record(people.amend(who, replace(who, address=noise[0], note=noise[1])))


def test_an_idle_crossing_takes_at_most_400_bytes_with_all_headers_both_ways(tmp_path: Path) -> None:
    make_template(tmp_path / "shores")
    with relayed(tmp_path / "shores") as relay, laptop_at(tmp_path / "shores", relay.url) as laptop:
        laptop.take_in()
        for _ in range(3):
            assert laptop.sync().agreed
        before = relay.carried
        assert laptop.sync().agreed
        idle = relay.carried - before
    assert 180 < idle <= IDLE_MAX_BYTES, idle


def test_over_a_link_that_breaks_all_the_time_everything_arrives_once_and_little_is_carried_twice(
    tmp_path: Path,
) -> None:
    make_template(tmp_path / "whole")
    with laptop_at(tmp_path / "whole", "http://127.0.0.1:1") as laptop:
        _take_in_many(laptop, 300)
    shutil.copytree(tmp_path / "whole", tmp_path / "broken")
    carried: dict[str, int] = {}
    for name, cut_every in (("whole", 0), ("broken", CUT_EVERY_BYTES)):
        with relayed(tmp_path / name) as relay, laptop_at(tmp_path / name, relay.url) as laptop:
            relay.cut_every = cut_every
            report = laptop.sync()
            assert (report.trouble, report.agreed) == ("", True), (
                name,
                relay.cuts,
                report.reason,
                report.detail,
                report,
            )
            assert laptop.counts() == {"applied": 900}
            carried[name] = relay.carried
            assert relay.cuts >= (3 if cut_every else 0)
    assert carried["broken"] <= (1 + WASTE_MAX) * carried["whole"], carried
