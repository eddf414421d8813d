"""The centre as one process: uvicorn on sockets that are open already, and backups at an interval."""

import gc
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import uvicorn
from sqlalchemy.exc import OperationalError

from sync.central.answering import Centre
from sync.central.api import Face, create_app
from sync.central.connecting import HEAD_MAX_BYTES, PatientProtocol
from sync.central.limiting import Turnstile
from sync.central.measuring import Meters
from sync.central.service import Listeners, Service, listen_as, url_of
from sync.central.supervising import supervise
from sync.central.telling import Log
from sync.records.errors import ExpectedError

_KEEP_ALIVE_S: Final = 75
_FAREWELL_S: Final = 5

Say = Callable[[str, object], None]


def serve(open_here: Callable[[], Centre], service: Service, *, say: Say) -> None:
    """Answer until the process is told to stop (SIGINT, SIGTERM), then finish what is under way and return.

    `open_here` opens the centre; with several workers each calls it for itself, so it must be picklable.
    Raises: PortTakenError, CertificateUnusableError, WorkersNotStartedError, and as `open_here`.
    """
    with (
        closing(open_here()) as centre,
        closing(listen_as(service)) as listeners,
        _backups(centre, service.backup_every_s, say) as begin_backups,
    ):

        def tell_ready() -> None:
            say("ready", url_of(listeners.laptops, service.scheme))
            if listeners.figures is not None:
                say("metrics", url_of(listeners.figures, service.scheme))
            begin_backups()

        if service.workers > 1:
            supervise(open_here, service, listeners, on_ready=tell_ready)
        else:
            work(centre, service, listeners, on_ready=tell_ready)


def work(
    centre: Centre,
    service: Service,
    listeners: Listeners,
    *,
    on_ready: Callable[[], None],
    counts: Path | None = None,
    until: Callable[[], None] | None = None,
) -> None:
    """Answer in this process until it is told to stop, or until `until`, called in a thread, returns."""
    with closing(Log(centre.clock, service.log)) as log:
        face = Face(
            centre=centre,
            turnstile=Turnstile.of(service.limits),
            meters=Meters(centre, counts),
            log=log,
            figures_port=listeners.figures_port,
        )
        server = uvicorn.Server(_config(face, service, on_ready))
        log.take_servers_words()
        _stop_on_signals(server)
        if until is not None:
            threading.Thread(target=_stop_after, args=(until, server), daemon=True).start()
        _collect_rarely()
        with _reconciling(centre):
            server.run(sockets=listeners.all)


def _config(face: Face, service: Service, on_ready: Callable[[], None]) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(face, on_ready=on_ready),
        loop="asyncio",
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        h11_max_incomplete_event_size=HEAD_MAX_BYTES,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_FAREWELL_S,
        ssl_certfile=service.tls_cert,
        ssl_keyfile=service.tls_key,
    )


def _collect_rarely() -> None:
    """Let garbage wait: a segment makes hundreds of thousands of objects without a cycle, looked through in vain."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def _reconciling(centre: Centre) -> Iterator[None]:
    """Reconcile what has come while its sender prepares the next segment, to the end of the block."""
    stop = threading.Event()
    thread = threading.Thread(target=_reconcile_what_comes, args=(centre, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        centre.received.set()
        thread.join()


def _reconcile_what_comes(centre: Centre, stop: threading.Event) -> None:
    """What fails here is tried again with the laptop's next hello, which waits for it."""
    while True:
        centre.received.wait()
        if stop.is_set():
            return
        centre.received.clear()
        with suppress(OperationalError):
            centre.reconcile()


def _stop_on_signals(server: uvicorn.Server) -> None:
    """Take being told to stop as a success: uvicorn gives each signal on to whoever had it before, which is this."""

    def stop(*_: object) -> None:
        server.should_exit = True

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)


def _stop_after(until: Callable[[], None], server: uvicorn.Server) -> None:
    until()
    server.should_exit = True


@contextmanager
def _backups(centre: Centre, every_s: float, say: Say) -> Iterator[Callable[[], None]]:
    """Give what begins backups at an interval, to the end of the block; 0: none."""
    stop = threading.Event()
    backups = threading.Thread(target=_back_up_regularly, args=(centre, stop, every_s, say))
    try:
        yield backups.start if every_s > 0 else lambda: None
    finally:
        stop.set()
        if backups.is_alive():
            backups.join()


def _back_up_regularly(centre: Centre, stop: threading.Event, every_s: float, say: Say) -> None:
    """A backup that fails is told and tried again: the next one may find room on the disk."""
    while not stop.wait(every_s):
        try:
            say("backup", centre.back_up().path.name)
        except (ExpectedError, OSError, OperationalError) as error:
            say("backup", f"failed {type(error).__name__}")
