"""Answers that may break off on their way: kept for a while, so that the rest goes on where it broke."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from sync.protocol import limits

WORTH_KEEPING: Final = 8 * limits.KIB
ROOM_BYTES: Final = 32 * limits.MIB


@dataclass(slots=True)
class AnswersKept:
    """The latest large answers by the digest of their request. Only a convenience: a lost one is made anew."""

    room_bytes: int = ROOM_BYTES
    _answers: OrderedDict[bytes, bytes] = field(default_factory=OrderedDict)
    _used: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, digest: bytes, answer: bytes) -> None:
        """Keep an answer; the oldest make room."""
        if not WORTH_KEEPING <= len(answer) <= self.room_bytes:
            return
        with self._lock:
            self._used += len(answer) - len(self._answers.pop(digest, b""))
            self._answers[digest] = answer
            while self._used > self.room_bytes:
                _, oldest = self._answers.popitem(last=False)
                self._used -= len(oldest)

    def find(self, digest: bytes) -> bytes | None:
        """Return the answer that was given to that very request."""
        with self._lock:
            return self._answers.get(digest)
