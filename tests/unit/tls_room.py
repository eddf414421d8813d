"""Real HTTPS on this machine: an authority of our own, servers with its certificates, and a small CONNECT proxy."""

import datetime as dt
import ipaddress
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from sync.protocol.answers import ANSWER_CONTENT_TYPE

TODAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
Answer = Callable[[str, str, dict[str, str], bytes], tuple[int, str, bytes]]
"""Method, path, headers, body in; status, content type, body out."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs certificates; its own stands in `file`."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def file(self) -> Path:
        return self.folder / "authority.pem"

    def trust(self) -> ssl.SSLContext:
        """Return what trusts this authority alone."""
        return ssl.create_default_context(cafile=str(self.file))

    def server(self, name: str, *, host: str = "127.0.0.1", days: tuple[int, int] = (-1, 5_000)) -> ssl.SSLContext:
        """Return what a server shows: a fresh key with a certificate for `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        who: x509.GeneralName = x509.DNSName(host)
        if host[0].isdigit():
            who = x509.IPAddress(ipaddress.ip_address(host))
        certificate = (
            _begun(name, self.certificate.subject, key, days)
            .add_extension(x509.SubjectAlternativeName([who]), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        path = self.folder / f"{name}.pem"
        path.write_bytes(_pem(key) + certificate.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def new_authority(folder: Path, name: str = "Cơ quan thử") -> Authority:
    """Make an authority of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        _begun(name, subject, key, (-1, 5_000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    made = Authority(folder, key, certificate)
    made.file.write_bytes(certificate.public_bytes(Encoding.PEM))
    return made


def _begun(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: tuple[int, int]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY + days[0] * DAY)
        .not_valid_after(TODAY + days[1] * DAY)
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(slots=True)
class Seen:
    """What a server saw."""

    connections: int = 0
    headers: list[dict[str, str]] = field(default_factory=list)


def echo(method: str, path: str, _headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
    return 200, ANSWER_CONTENT_TYPE, f"{method} {path} ".encode() + body


@contextmanager
def serving(context: ssl.SSLContext, answer: Answer = echo, *, port: int = 0) -> Iterator[tuple[str, Seen]]:
    """Serve HTTPS with keep-alive; give the address and what is seen."""
    seen = Seen()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
            raw, address = self.socket.accept()
            seen.connections += 1
            raw.settimeout(20)
            return context.wrap_socket(raw, server_side=True, do_handshake_on_connect=False), address

        def handle_error(self, *_error: object) -> None:
            """A client that does not trust us ends the handshake."""

    class Speaker(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            seen.headers.append(dict(self.headers.items()))
            status, content_type, raw = answer(self.command, self.path, dict(self.headers.items()), body)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def do_PUT(self) -> None:
            self.do_POST()

    with _running(Server(("127.0.0.1", port), Speaker)) as number:
        yield f"https://127.0.0.1:{number}", seen


@contextmanager
def proxying(*, refusing: int = 0) -> Iterator[tuple[str, list[str]]]:
    """Run a proxy that tunnels, or refuses with a status; give its address and what it was asked to reach."""
    reached: list[str] = []

    class Tunnel(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Say nothing."""

        def do_CONNECT(self) -> None:
            reached.append(self.path)
            if refusing:
                self.send_error(refusing)
                return
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port)), timeout=10) as far:
                self.send_response(200)
                self.end_headers()
                _pump(self.connection, far)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tunnel)
    server.daemon_threads = True
    with _running(server) as number:
        yield f"http://127.0.0.1:{number}", reached


def _pump(near: socket.socket, far: socket.socket) -> None:
    """Carry bytes both ways until either end is silent or gone."""
    while ready := select.select([near, far], [], [], 10)[0]:
        for one in ready:
            piece = one.recv(65_536)
            if not piece:
                return
            (far if one is near else near).sendall(piece)


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
