"""The HTTPS road, by requests: no redirect followed, answers bounded, patience measured by silence."""

from collections.abc import Mapping
from typing import Final

import requests
import urllib3

from sync.client.ports import Reply, UnreachableError
from sync.client.progress import Meter
from sync.protocol.answers import ANSWER_MAX_BYTES

CONNECT_S: Final = 10.0
SILENCE_S: Final = 30.0
_CHUNK_BYTES: Final = 16 * 1024


class HttpsRoad:
    """The road to one centre. The system's proxy settings are honoured; certificates are always checked."""

    def __init__(
        self,
        url: str,
        *,
        connect_s: float = CONNECT_S,
        silence_s: float = SILENCE_S,
        user_agent: str = "haiphucvu",
        meter: Meter | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._patience = (connect_s, silence_s)
        self._meter = meter or Meter()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "identity"})

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request there and its reply back.

        The time-out is between two signs of life, not in total: a slow link is still a link.

        Raises: UnreachableError (also where the reply breaks off, or is longer than any answer may be).
        """
        try:
            with self._session.request(
                method,
                self._url + path,
                headers=dict(headers),
                data=_Upload(body, self._meter) if body else b"",
                timeout=self._patience,
                allow_redirects=False,
                stream=True,
            ) as reply:
                answer = _read_at_most(reply, ANSWER_MAX_BYTES, self._meter)
                return Reply(status=reply.status_code, content_type=reply.headers.get("Content-Type", ""), body=answer)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise UnreachableError(type(error).__name__) from error

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()


class _Upload:
    """A body that is read a piece at a time and counts what was taken; its length stands in Content-Length.

    Given away in pieces, each has the time-out for itself; in one piece, the whole body would have to fit into it.
    """

    def __init__(self, body: bytes, meter: Meter) -> None:
        self._body = memoryview(body)
        self._at = 0
        self._meter = meter

    def __len__(self) -> int:
        return len(self._body)

    def read(self, _size: int = -1) -> bytes:
        """Return the next piece, empty at the end: then all before it is on its way."""
        self._meter.sent(self._at)
        piece = bytes(self._body[self._at : self._at + _CHUNK_BYTES])
        self._at += len(piece)
        return piece


def _read_at_most(reply: requests.Response, max_bytes: int, meter: Meter) -> bytes:
    """Read the body as it came, never unpacked: a small reply must not grow in our memory."""
    chunks: list[bytes] = []
    size = 0
    said = reply.headers.get("Content-Length", "")
    total = int(said) if said.isascii() and said.isdigit() else 0
    while chunk := reply.raw.read(_CHUNK_BYTES, decode_content=False):
        size += len(chunk)
        if size > max_bytes:
            raise UnreachableError("the answer is too long")
        chunks.append(chunk)
        meter.received(size, total)
    return b"".join(chunks)
