"""The centre as a process: a listening socket, uvicorn on it, and backups at an interval."""

import socket
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

import uvicorn
from sqlalchemy.exc import OperationalError

from sync.central.answering import Centre
from sync.central.api import create_app
from sync.central.errors import PortTakenError
from sync.records.errors import ExpectedError

_KEEP_ALIVE_S: Final = 75
_BACKLOG: Final = 128
_FAREWELL_S: Final = 5


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises: PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OSError, OverflowError):
        listener.close()
        raise PortTakenError from None
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the address that a laptop on this machine would use."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    centre: Centre,
    listener: socket.socket,
    *,
    on_ready: Callable[[], None],
    on_backup: Callable[[str], None],
    backup_every_s: float,
) -> None:
    """Answer until the process is told to stop (SIGINT, SIGTERM); `backup_every_s` 0: no backups from here."""
    config = uvicorn.Config(
        create_app(centre, on_ready=on_ready),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_FAREWELL_S,
        lifespan="on",
        ws="none",
    )
    stop = threading.Event()
    backups = threading.Thread(target=_back_up_regularly, args=(centre, stop, backup_every_s, on_backup))
    if backup_every_s > 0:
        backups.start()
    try:
        with closing(listener):
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        stop.set()
        if backups.is_alive():
            backups.join()
        centre.close()


def _back_up_regularly(centre: Centre, stop: threading.Event, every_s: float, tell: Callable[[str], None]) -> None:
    """A backup that fails is told and tried again: the next one may find room on the disk."""
    while not stop.wait(every_s):
        try:
            tell(centre.back_up().path.name)
        except (ExpectedError, OSError, OperationalError) as error:
            tell(f"failed {type(error).__name__}")
