"""The HTTPS road, by requests: no redirect followed, answers bounded, patience measured by silence.

No header goes out that does not mean something: on a thin link they would weigh more than the smallest question.
"""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import requests
import urllib3
from urllib3.util import SKIP_HEADER

from sync.client.ports import BrokenOffError, Reply, UnreachableError
from sync.client.progress import Meter
from sync.client.tls import TrustingAdapter, system_trust
from sync.protocol.answers import ANSWER_MAX_BYTES, FROM_HEADER

CONNECT_S: Final = 10.0
SILENCE_S: Final = 30.0
PROBE_S: Final = 3.0
_CHUNK_BYTES: Final = 16 * 1024
_PORTS: Final = {"http": 80, "https": 443}
_CLOCK_WORDS: Final = ("certificate has expired", "certificate is not yet valid")
_NAME_WORDS: Final = ("Hostname mismatch", "IP address mismatch", "does not match")
"""Of a certificate that is another's: a Wi-Fi sign-in page stands between, as a rule."""


class HttpsRoad:
    """The road to one centre. The system's proxy settings are honoured; certificates are always checked.

    One exchange at a time is on it: a second thread's waits.

    `trust`: what checks them, in place of the system's store of authorities.
    """

    def __init__(
        self,
        url: str,
        *,
        connect_s: float = CONNECT_S,
        silence_s: float = SILENCE_S,
        meter: Meter | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.pin = ""
        self._url = url.rstrip("/")
        self._patience = (connect_s, silence_s)
        self._meter = meter or Meter()
        self._closed = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._session = requests.Session()
        self._session.auth = _no_password
        self._session.mount("https://", TrustingAdapter(trust or system_trust(), self._note_key))
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request there and its reply back.

        The time-out is between two signs of life, not in total: a slow link is still a link.

        Raises: UnreachableError (also where the reply is longer than any answer may be); BrokenOffError where the
        connection stood, with what came of the reply.
        """
        upload = _Upload(body, self._meter)
        received: list[bytes] = []
        start = 0
        try:
            with (
                self._one_at_a_time,
                self._session.request(
                    method,
                    self._url + path,
                    headers=dict(headers),
                    data=upload if body else b"",
                    timeout=self._patience,
                    allow_redirects=False,
                    stream=True,
                ) as reply,
            ):
                start = _whole_number(reply.headers.get(FROM_HEADER, ""))
                _read_into(received, reply, self._meter)
                return Reply(
                    status=reply.status_code,
                    content_type=reply.headers.get("Content-Type", ""),
                    body=b"".join(received),
                    start=start,
                )
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            reason = _reason(error)
            if reason:
                raise UnreachableError(type(error).__name__, reason=reason) from error
            raise BrokenOffError(
                type(error).__name__, received=b"".join(received), start=start, sent=upload.given
            ) from error

    def is_reachable(self) -> bool:
        """Tell within some seconds whether anybody answers at the centre's address: no more than a connection."""
        address = urlsplit(self._url)
        try:
            port = address.port or _PORTS[address.scheme]
            socket.create_connection((address.hostname or "", port), timeout=PROBE_S).close()
        except (OSError, ValueError, KeyError):
            return False
        return True

    def rest(self, ms: int) -> None:
        """Do nothing for so many ms, or until the road is closed."""
        self._closed.wait(ms / 1000)

    def close(self) -> None:
        """Give the connections back."""
        self._closed.set()
        self._session.close()

    def _note_key(self, pin: str) -> None:
        """Keep what the server of the newest connection showed: `pin` is SHA-256 of its public key in hex."""
        self.pin = pin


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send none: left alone, the library looks for one in the user's .netrc."""
    return request


class _Upload:
    """A body that is read a piece at a time and counts what was taken; its length stands in Content-Length.

    Given away in pieces, each has the time-out for itself; in one piece, the whole body would have to fit into it.
    """

    def __init__(self, body: bytes, meter: Meter) -> None:
        self._body = memoryview(body)
        self._meter = meter
        self.given = 0

    def __len__(self) -> int:
        return len(self._body)

    def read(self, _size: int = -1) -> bytes:
        """Return the next piece, empty at the end: then all before it is on its way."""
        self._meter.sent(self.given)
        piece = bytes(self._body[self.given : self.given + _CHUNK_BYTES])
        self.given += len(piece)
        return piece


def _read_into(received: list[bytes], reply: requests.Response, meter: Meter) -> None:
    """Read the body as it comes, never unpacked: a small reply must not grow in our memory."""
    size = 0
    total = _whole_number(reply.headers.get("Content-Length", ""))
    while chunk := reply.raw.read1(_CHUNK_BYTES, decode_content=False):
        size += len(chunk)
        if size > ANSWER_MAX_BYTES:
            raise UnreachableError("the answer is too long")
        received.append(chunk)
        meter.received(size, total)
    if size < total:
        raise urllib3.exceptions.IncompleteRead(size, total - size)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0


def _reason(error: BaseException) -> str:
    """Return why there was no connection; empty where there was one, and it broke."""
    causes = list(_causes(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):  # a ValueError too: looked at first
        return _reason_of_certificate(" ".join(str(each) for each in causes))
    for kind, reason in (
        ((requests.exceptions.ProxyError, urllib3.exceptions.ProxyError), "proxy"),
        ((urllib3.exceptions.NameResolutionError, socket.gaierror), "dns"),
        ((urllib3.exceptions.NewConnectionError, ConnectionRefusedError), "no_route"),
        ((requests.ConnectTimeout, urllib3.exceptions.ConnectTimeoutError), "timed_out"),
        ((ValueError,), "no_route"),  # an address that is none
    ):
        if any(isinstance(each, kind) for each in causes):
            return reason
    return ""


def _reason_of_certificate(words: str) -> str:
    if any(each in words for each in _NAME_WORDS):
        return "portal"
    return "clock_wrong" if any(each in words for each in _CLOCK_WORDS) else "tls"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and everything behind it."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        behind = [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
        waiting += [one for one in behind if isinstance(one, BaseException)]
