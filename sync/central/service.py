"""How the centre is to be served, and the sockets that it listens at."""

import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sync.central.errors import CertificateUnusableError, PortTakenError
from sync.central.limiting import Limits

LOOPBACK: Final = "127.0.0.1"
_BACKLOG: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What the operator asked for. `metrics_to`: own address for health and metrics, a port alone is on this machine.

    `backup_every_s` 0: no backups from here. `log` None: stderr.
    """

    host: str = LOOPBACK
    port: int = 8765
    workers: int = 1
    metrics_to: str = ""
    log: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    backup_every_s: float = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def scheme(self) -> str:
        """Return what addresses begin with."""
        return "https" if self.tls_cert is not None else "http"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """The sockets that the service listens at; `figures` None: health and metrics have none of their own."""

    laptops: socket.socket
    figures: socket.socket | None

    @property
    def all(self) -> list[socket.socket]:
        """Return both."""
        return [self.laptops] if self.figures is None else [self.laptops, self.figures]

    @property
    def figures_port(self) -> int | None:
        """Return the port of the figures' own socket."""
        return None if self.figures is None else int(self.figures.getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        for listener in self.all:
            listener.close()


def listen_as(service: Service) -> Listeners:
    """Return listening sockets. Raises: PortTakenError, CertificateUnusableError."""
    if service.tls_cert is not None:
        check_certificate(service.tls_cert, service.tls_key)
    laptops = listen(service.host, service.port)
    if not service.metrics_to:
        return Listeners(laptops=laptops, figures=None)
    host, _, port = service.metrics_to.rpartition(":")
    try:
        return Listeners(laptops=laptops, figures=listen(host.strip("[]") or LOOPBACK, int(port)))
    except ValueError:
        laptops.close()
        raise PortTakenError from None
    except PortTakenError:
        laptops.close()
        raise


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises: PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for only then asyncio sends at once: an answer in two writes would wait 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OSError, OverflowError):
        listener.close()
        raise PortTakenError from None
    return listener


def url_of(listener: socket.socket, scheme: str = "http") -> str:
    """Return the address that a laptop on this machine would use."""
    host, port = listener.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def check_certificate(cert: Path, key: Path | None) -> None:
    """Raises: CertificateUnusableError."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except (OSError, ssl.SSLError):
        raise CertificateUnusableError from None
