"""Several workers on the same sockets, each its own process: started, replaced when one dies, ended together.

The centre's own process answers nothing itself: it makes the backups, so that there is one that makes them.
"""

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from socket import socket
from typing import Final

from sync.central.answering import Centre
from sync.central.errors import WorkersNotStartedError
from sync.central.service import Listeners, Service

COUNTS_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that prometheus_client reads when a worker imports it: where all workers put their counts."""

_LOOK_S: Final = 0.2
_FAREWELL_S: Final = 8
_PAUSE_S: Final = 1.0
_PAUSE_MAX_S: Final = 30.0

Open = Callable[[], Centre]


class _Worker:
    """One worker from outside."""

    def __init__(self, context: SpawnContext, open_here: Open, service: Service, listeners: Listeners) -> None:
        self.told, tells = context.Pipe(duplex=False)
        self.process: SpawnProcess = context.Process(
            target=_work, args=(open_here, service, listeners.laptops, listeners.figures, tells)
        )
        self.process.start()
        tells.close()
        self.is_ready = False

    def look(self) -> bool:
        """Note whether it is ready; tell whether it is alive."""
        if not self.is_ready and self.told.poll():
            with suppress(EOFError):
                self.is_ready = bool(self.told.recv_bytes())
        return self.process.is_alive()

    def end(self, seconds: float) -> None:
        """See it end, by force if it must be."""
        self.process.join(seconds)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.told.close()


def supervise(open_here: Open, service: Service, listeners: Listeners, *, on_ready: Callable[[], None]) -> None:
    """Keep `service.workers` at work until this process is told to stop. Raises: WorkersNotStartedError."""
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="hpv-counts-") as counts:
        os.environ[COUNTS_FOLDER] = counts
        workers = [_Worker(context, open_here, service, listeners) for _ in range(service.workers)]
        try:
            _await_all(workers, stop)
            if not stop.is_set():
                on_ready()
            _replace_the_dead(workers, stop, lambda: _Worker(context, open_here, service, listeners))
        finally:
            for worker in workers:
                worker.process.terminate()
            for worker in workers:
                worker.end(_FAREWELL_S)


def _await_all(workers: list[_Worker], stop: threading.Event) -> None:
    """Raises: WorkersNotStartedError."""
    while not stop.is_set() and not all(worker.is_ready for worker in workers):
        wait([worker.told for worker in workers if not worker.is_ready], timeout=_LOOK_S)
        if not all(worker.look() for worker in workers):
            raise WorkersNotStartedError


def _replace_the_dead(workers: list[_Worker], stop: threading.Event, start: Callable[[], _Worker]) -> None:
    """A worker that dies before it was ready makes the next one wait: a database that is away comes back."""
    pause_s = _PAUSE_S
    while not stop.is_set():
        wait([worker.process.sentinel for worker in workers], timeout=_LOOK_S)
        for at, worker in enumerate(workers):
            if worker.look():
                continue
            if worker.is_ready:
                pause_s = _PAUSE_S
            else:
                stop.wait(pause_s)
                pause_s = min(pause_s * 2, _PAUSE_MAX_S)
            if stop.is_set():
                return
            worker.end(0)
            workers[at] = start()


def _work(open_here: Open, service: Service, laptops: socket, figures: socket | None, tells: Connection) -> None:
    """Be a worker; ends with the process that started it, however that ends."""
    from sync.central.serving import work  # only now: counting begins where the environment says

    parent = multiprocessing.parent_process()
    listeners = Listeners(laptops=laptops, figures=figures)
    with closing(open_here()) as centre:
        work(
            centre,
            service,
            listeners,
            on_ready=lambda: tells.send_bytes(b"ready"),
            counts=Path(os.environ[COUNTS_FOLDER]),
            until=None if parent is None else parent.join,
        )
