"""A centre behind real sockets for tests: its process, laptops that ask it, and a connection counted in bytes."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from sync.central.answering import Reply
from sync.central.app import open_centre
from sync.central.enrolment import Invitation
from sync.protocol.answers import (
    IDLE_PATH,
    PROOF_HEADER,
    REQUEST_CONTENT_TYPE,
    RequestProof,
    request_digest,
    sign_request,
    write_idle,
    write_proof,
)
from sync.protocol.enrolment_file import read_enrolment
from tests.central.central_room import COMMUNE, Laptop

ROOT: Final = Path(__file__).parents[2]
PATIENCE_S: Final = 60


@dataclass
class Serving:
    """A server under way."""

    process: subprocess.Popen[str]
    url: str
    figures_url: str
    words: list[str] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        parts = urlsplit(self.url)
        return str(parts.hostname), int(parts.port or 0)

    def stop(self) -> int:
        """Tell it to stop, as a service manager does, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[Serving]:
    """Serve a folder until the end of the block; `settings` as `face_server` takes them."""
    text = json.dumps({"folder": str(folder), "port": 0} | settings, default=str)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.central.face_server", text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        word, _, url = process.stdout.readline().rstrip("\n").partition("\t")
        if word != "ready":
            process.kill()
            raise AssertionError(f"{word} {url}\n{process.stderr.read()}")
        figures = process.stdout.readline().rstrip("\n").partition("\t")[2] if "metrics_to" in settings else url
        yield Serving(process, url, figures)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        finally:
            process.kill()
            process.stdout.close()
            process.stderr.close()


@dataclass
class Road:
    """Plain HTTP over connections that stay open."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        """Carry one request."""
        answer = self.session.request(
            method, self.url + path, headers=headers, data=body, timeout=PATIENCE_S, allow_redirects=False
        )
        self.headers = {name.lower(): text for name, text in answer.headers.items()}
        return Reply(
            status=answer.status_code, content_type=answer.headers.get("Content-Type", ""), body=answer.content
        )


def laptop_at(folder: Path, road: Road, *, seed: int = 7) -> Laptop:
    """Invite a laptop beside the running server, and enrol it."""
    centre = open_centre(folder)
    raw = centre.invite(Invitation(commune=COMMUNE))
    centre.close()
    laptop = Laptop(road, read_enrolment(raw), seed)
    laptop.enrol()
    return laptop


class Wire:
    """One connection, by hand: every byte in both directions is counted."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, PATIENCE_S)
        self.sent = 0
        self.came = 0

    def send(self, data: bytes) -> None:
        """Send as it is."""
        self.socket.sendall(data)
        self.sent += len(data)

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Read one answer: status, headers, body."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._some(1)
        status, *lines = head.decode("latin-1").rstrip().split("\r\n")
        headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)}
        body = b""
        while len(body) < int(headers.get("content-length", "0")):
            body += self._some(int(headers["content-length"]) - len(body))
        return int(status.split()[1]), headers, body

    def is_closed(self) -> bool:
        """Wait until the other end closes; False where it says something instead."""
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _some(self, most: int) -> bytes:
        data = self.socket.recv(most)
        if not data:
            raise ConnectionError("the other end hung up")
        self.came += len(data)
        return data

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def request_bytes(
    method: str, path: str, body: bytes, headers: Mapping[str, str] = MappingProxyType({}), *, size: int | None = None
) -> bytes:
    """Return a request with the fewest headers there are; `size`: what it says of its body."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: centre.example",
        f"Content-Length: {len(body) if size is None else size}",
    ]
    lines += [f"{name}: {text}" for name, text in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def idle_bytes(laptop: Laptop, known: bytes) -> tuple[bytes, bytes]:
    """Return the smallest question as it travels, and its digest."""
    nonce = laptop.random(16)
    body = write_idle(laptop.device, nonce, known, laptop.signing)
    return request_bytes("POST", IDLE_PATH, body), request_digest("POST", IDLE_PATH, nonce, known)


def signed(laptop: Laptop, method: str, path: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """Return the headers of a request signed over that body, and its digest."""
    nonce = laptop.random(16)
    signature = sign_request(method, path, nonce, body, laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    return {PROOF_HEADER: proof, "Content-Type": REQUEST_CONTENT_TYPE}, request_digest(method, path, nonce, body)


def lines_of(log: Path) -> list[dict[str, Any]]:
    """Return the log's lines, read."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def figure(text: str, name: str) -> float:
    """Return one sample of a page of metrics, 0 where it is missing."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0
