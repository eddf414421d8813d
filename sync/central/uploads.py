"""Bodies that arrive piece by piece and may break off: what came is kept, and the rest goes on behind it.

The request is signed over an empty body, so that it is proven before a byte is read; the hash in its path names what
must arrive, and nothing is taken that does not hash to it.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from sync.central.devices import Device
from sync.central.locking import lock_laptop
from sync.central.refusal import RefusalError
from sync.central.request import Office
from sync.central.store import writing
from sync.central.tables import UPLOAD, UPLOAD_PIECE
from sync.protocol import limits
from sync.protocol.messages import ProblemCode

KEPT_AT_ONCE: Final = 256 * limits.KIB
"""While a body comes, so many bytes are written together; when it breaks off, all that came."""

UNDER_WAY_MAX: Final = 64
"""Uploads that one laptop may have begun; the oldest make room."""

Taken = Callable[[bytes], bytes]
"""Takes the whole, once its hash is right, and returns the answer's payload. Raises: RefusalError."""


@dataclass(slots=True)
class Arriving:
    """One body under way. `wanted` bytes are still to come; `take_whole` has the last word on what came."""

    office: Office
    device: Device
    hash: bytes
    size: int
    have: int
    take_whole: Taken
    _waiting: list[bytes] = field(default_factory=list)
    _waiting_bytes: int = 0

    @property
    def wanted(self) -> int:
        """Return how many bytes are still to come."""
        return self.size - self.have - self._waiting_bytes

    def take(self, chunk: bytes) -> None:
        """Take the next bytes; now and then they are written down. Raises: RefusalError too_large."""
        if len(chunk) > self.wanted:
            raise RefusalError(ProblemCode.TOO_LARGE, "longer than said")
        self._waiting.append(chunk)
        self._waiting_bytes += len(chunk)
        if self._waiting_bytes >= KEPT_AT_ONCE and self.wanted:
            self.keep()

    def keep(self) -> None:
        """Write down what came, so that it need not come again."""
        if not self._waiting_bytes:
            return
        came = b"".join(self._waiting)
        with self.office.writer, writing(self.office.engine) as connection:
            here = (UPLOAD.c.device == self.device.id) & (UPLOAD.c.hash == self.hash)
            lock_laptop(connection, self.device.id)
            have = connection.execute(select(UPLOAD.c.have).where(here)).scalar_one_or_none()
            if have is None and not self.have:
                _make_room(connection, self.device.id)
                row = {"device": self.device.id, "hash": self.hash, "size": self.size, "have": 0}
                connection.execute(insert(UPLOAD).values(**row, at_ms=self.office.clock.now_ms()))
            elif have != self.have:  # or it was let go meanwhile, and a rest without its beginning is worth nothing
                raise RefusalError(ProblemCode.NOT_READY, "the same upload goes on elsewhere")
            piece = {"device": self.device.id, "hash": self.hash, "at": self.have, "bytes": came}
            connection.execute(insert(UPLOAD_PIECE).values(piece))
            moved = {"have": self.have + len(came), "at_ms": self.office.clock.now_ms()}
            connection.execute(update(UPLOAD).where(here).values(moved))
            self.office.step("centre.upload.before_commit")
        self.have += len(came)
        self._waiting, self._waiting_bytes = [], 0

    def finish(self) -> bytes:
        """Hand on the whole where it is whole and what was named. Raises: RefusalError broken and others."""
        with self.office.engine.connect() as connection:
            before = kept_bytes(connection, self.device.id, self.hash) if self.have else b""
        whole = before + b"".join(self._waiting)
        if len(whole) != self.size or hashlib.sha256(whole).digest() != self.hash:
            self._forget()
            raise RefusalError(ProblemCode.BROKEN, "hash")
        payload = self.take_whole(whole)
        if self.have:
            self._forget()
        return payload

    def _forget(self) -> None:
        with self.office.writer, writing(self.office.engine) as connection:
            forget(connection, self.device.id, [self.hash])


def begun(office: Office, device: Device, digest: bytes, size: int, start: int, take_whole: Taken) -> Arriving:
    """Return an upload that goes on at `start`, which must be what is here. Raises: RefusalError gap."""
    with office.engine.connect() as connection:
        have = dict(arrived(connection, device.id, [digest])).get(digest, 0)
    if start not in (0, have) or start > size:
        raise RefusalError(ProblemCode.GAP, f"next {have}")
    if have and not start:  # the laptop does not know how much came: it begins anew
        with office.writer, writing(office.engine) as connection:
            forget(connection, device.id, [digest])
        have = 0
    return Arriving(office=office, device=device, hash=digest, size=size, have=have, take_whole=take_whole)


def arrived(connection: Connection, device: bytes, hashes: Sequence[bytes]) -> list[tuple[bytes, int]]:
    """Return hash and bytes of those uploads that are under way."""
    wanted = select(UPLOAD.c.hash, UPLOAD.c.have).where(UPLOAD.c.device == device, UPLOAD.c.hash.in_(hashes))
    return [(row.hash, row.have) for row in connection.execute(wanted)]


def kept_bytes(connection: Connection, device: bytes, digest: bytes) -> bytes:
    """Return what came of an upload so far."""
    here = (UPLOAD_PIECE.c.device == device) & (UPLOAD_PIECE.c.hash == digest)
    return b"".join(connection.execute(select(UPLOAD_PIECE.c.bytes).where(here).order_by(UPLOAD_PIECE.c.at)).scalars())


def forget(connection: Connection, device: bytes, hashes: Sequence[bytes]) -> None:
    """Let go of uploads: they are taken, or were not what they said."""
    connection.execute(delete(UPLOAD_PIECE).where(UPLOAD_PIECE.c.device == device, UPLOAD_PIECE.c.hash.in_(hashes)))
    connection.execute(delete(UPLOAD).where(UPLOAD.c.device == device, UPLOAD.c.hash.in_(hashes)))


def _make_room(connection: Connection, device: bytes) -> None:
    """Let the oldest uploads of a laptop go where it has begun too many."""
    mine = select(UPLOAD.c.hash).where(UPLOAD.c.device == device).order_by(UPLOAD.c.at_ms.desc())
    too_many = list(connection.execute(mine.offset(UNDER_WAY_MAX - 1)).scalars())
    if too_many:
        forget(connection, device, too_many)
