"""What the centre writes down about its work: one line of JSON for each request, without a name, a body or a path."""

import hashlib
import logging
import sys
from logging.handlers import WatchedFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

import msgspec

from sync.central.answering import Reply
from sync.protocol.answers import AnswerKind, read_problem
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.keys import SIGNATURE_BYTES
from sync.records.seams import Clock

CUT: Final = "cut"
"""The outcome of a request whose body never came to its end."""
FAULT: Final = "fault"
"""The outcome of a request that a fault of this program ended."""

_SERVER: Final = "uvicorn.error"
_SHORT_BYTES: Final = 4
_FRAMES: Final = 8


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `device`: a short hash, the same for every line of one laptop, empty where none is named."""

    at_ms: int
    request: str
    route: str
    outcome: str
    ms: int
    bytes_in: int
    bytes_out: int
    device: str


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A fault of this program: its type and where it came up. Its text may hold anything, so it is left out."""

    at_ms: int
    route: str
    fault: str
    frames: list[str]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the server itself has to say; its texts are constants of its own."""

    at_ms: int
    server: str


class Log:
    """Writes lines to a file, which may be moved away under it, or to stderr."""

    def __init__(self, clock: Clock, path: Path | None = None) -> None:
        self._clock = clock
        self._handler: logging.Handler = (
            logging.StreamHandler(sys.stderr) if path is None else WatchedFileHandler(path, encoding="utf-8")
        )

    def tell(self, line: Line | Fault | Word) -> None:
        """Write one line, whole."""
        text = msgspec.json.encode(line).decode()
        self._handler.handle(logging.LogRecord("centre", logging.INFO, "", 0, text, None, None))

    def take_servers_words(self) -> None:
        """Let what the web server has to say come here too, without whatever it would add."""
        logger = logging.getLogger(_SERVER)
        logger.handlers, logger.propagate = [_Relay(self, self._clock)], False
        logger.setLevel(logging.WARNING)

    def close(self) -> None:
        """Let go of the file."""
        self._handler.close()


class _Relay(logging.Handler):
    """Passes on the constant part of a message: never its arguments, never an error's text."""

    def __init__(self, log: Log, clock: Clock) -> None:
        super().__init__()
        self._log = log
        self._clock = clock

    def emit(self, record: logging.LogRecord) -> None:
        """Write the message's template."""
        self._log.tell(Word(at_ms=self._clock.now_ms(), server=str(record.msg).strip()))


def short_hash(device: bytes) -> str:
    """Return what names a laptop in the log."""
    return hashlib.sha256(device).digest()[:_SHORT_BYTES].hex() if device else ""


def outcome_of(reply: Reply) -> tuple[str, str]:
    """Return what an answer came to, in one word, and the request id that a refusal carries."""
    kind = reply.body[0] if reply.body and not reply.start else AnswerKind.FEED
    if kind != AnswerKind.PROBLEM:
        return "rest" if reply.start else AnswerKind(kind).name.lower(), ""
    try:
        problem = read_problem(reply.body[1:-SIGNATURE_BYTES])
    except AnswerBrokenError:
        return FAULT, ""
    return problem.code, problem.request_id


def frames_of(trace: TracebackType | None) -> list[str]:
    """Return the innermost places that an error passed through, without a value of theirs."""
    frames: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-_FRAMES:]
