"""Segments just opened at their receipt, kept until they are reconciled, so that they need not be opened again."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sync.protocol import limits
from sync.protocol.segment import SegmentBody

ROOM_BYTES: Final = 8 * limits.MIB
BODIES_MAX: Final = 16
_BODY_BYTES: Final = limits.KIB
_OPERATION_BYTES: Final = 64
_RUN_BYTES: Final = 320
"""What each takes in memory beside its content: an operation may be of one byte, and a run for each."""


@dataclass(slots=True)
class OpenedKept:
    """The latest bodies by the hash of their sealed bytes. Only a convenience: one that is not here is opened anew."""

    room_bytes: int = ROOM_BYTES
    _bodies: OrderedDict[bytes, tuple[SegmentBody, int]] = field(default_factory=OrderedDict)
    _used: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, digest: bytes, body: SegmentBody) -> None:
        """Keep a body under the hash of the very bytes that it was opened from; the oldest make room."""
        size = _BODY_BYTES + sum(map(len, body.ops)) + _OPERATION_BYTES * len(body.ops) + _RUN_BYTES * len(body.runs)
        self.take(digest)
        with self._lock:
            self._bodies[digest] = body, size
            self._used += size
            while self._used > self.room_bytes or len(self._bodies) > BODIES_MAX:
                _, (_, oldest) = self._bodies.popitem(last=False)
                self._used -= oldest

    def take(self, digest: bytes) -> SegmentBody | None:
        """Return the body of the segment with that hash, for once."""
        with self._lock:
            body, size = self._bodies.pop(digest, (None, 0))
            self._used -= size
            return body

    def hashes(self) -> list[bytes]:
        """Return under which hashes something is kept."""
        with self._lock:
            return list(self._bodies)

    def let_go(self, hashes: Iterable[bytes]) -> None:
        """Keep nothing any more under these hashes."""
        for each in hashes:
            self.take(each)
