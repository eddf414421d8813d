"""Segments just opened at their receipt, kept until they are reconciled, so that they need not be opened again."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from sync.protocol import limits
from sync.protocol.segment import SegmentBody

ROOM_BYTES: Final = 8 * limits.MIB


@dataclass(slots=True)
class OpenedKept:
    """The latest bodies by the hash of their sealed bytes. Only a convenience: one that is not here is opened anew."""

    room_bytes: int = ROOM_BYTES
    _bodies: OrderedDict[bytes, tuple[SegmentBody, int]] = field(default_factory=OrderedDict)
    _used: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, digest: bytes, body: SegmentBody) -> None:
        """Keep a body under the hash of the very bytes that it was opened from; the oldest make room."""
        size = sum(map(len, body.ops))
        self.take(digest)
        with self._lock:
            self._bodies[digest] = body, size
            self._used += size
            while self._used > self.room_bytes:
                _, (_, oldest) = self._bodies.popitem(last=False)
                self._used -= oldest

    def take(self, digest: bytes) -> SegmentBody | None:
        """Return the body of the segment with that hash, for once."""
        with self._lock:
            body, size = self._bodies.pop(digest, (None, 0))
            self._used -= size
            return body
