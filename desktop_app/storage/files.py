"""The notebook's files as the lane sees them (sync.client.filing.FileStore): what to send, what to fetch, what came."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from desktop_app.storage.errors import DiskFullError
from desktop_app.storage.file_rows import Files
from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import FILE, FILE_PIECE
from sync.client.filing import NO_ROOM, NoRoomError, Parcel
from sync.protocol.limits import MIB

ROOM_LEFT_BYTES: Final = 500 * MIB
"""So much of the disk stays free for facts: a file that is fetched waits rather than take it."""

FETCHED_MAX_BYTES: Final = 2_000 * MIB
"""All files that were fetched only to be looked at; the oldest make room."""


class FileShelf:
    """One notebook's files as the lane sees them; `folder` lies on the notebook's disk. Each call is one transaction.

    All that write: Raises: NoRoomError, and nothing was written.
    """

    def __init__(
        self,
        notebook: Notebook,
        folder: Path,
        *,
        fetched_max_bytes: int = FETCHED_MAX_BYTES,
        room_left_bytes: int = ROOM_LEFT_BYTES,
    ) -> None:
        self._notebook = notebook
        self._folder = folder
        self._fetched_max_bytes = fetched_max_bytes
        self._room_left_bytes = room_left_bytes

    def to_send(self, *, small_only: bool) -> Sequence[Parcel]:
        """Return files that the centre does not have, the small ones first."""
        wanted = sa.select(FILE.c.hash, FILE.c.size).where(FILE.c.state == "local", FILE.c.reason == "")
        if small_only:
            wanted = wanted.where(FILE.c.is_small == 1)
        with self._notebook.transaction(write=False) as connection:
            rows = connection.execute(wanted.order_by(FILE.c.is_small.desc(), FILE.c.size)).all()
        return [Parcel(hash=row.hash, size=row.size) for row in rows]

    def read(self, name: bytes, start: int, max_bytes: int) -> bytes:
        """Return a piece of a file's ciphertext."""
        with self._notebook.transaction(write=False) as connection:
            before = sa.select(sa.func.max(FILE_PIECE.c.at)).where(FILE_PIECE.c.hash == name, FILE_PIECE.c.at <= start)
            first: int = connection.execute(before).scalar() or 0
            between = FILE_PIECE.c.at.between(first, start + max_bytes - 1)
            wanted = sa.select(FILE_PIECE.c.bytes).where(FILE_PIECE.c.hash == name, between).order_by(FILE_PIECE.c.at)
            there = b"".join(connection.execute(wanted).scalars())
        return there[start - first : start - first + max_bytes]

    def is_undamaged(self, name: bytes) -> bool:
        """Tell whether what is kept still hashes to its name."""
        with self._notebook.transaction(write=False) as connection:
            return hashlib.sha256(Files(connection).read(name)).digest() == name

    def note_sent(self, name: bytes) -> None:
        """The centre has the whole file."""
        self._change(name, state="received")

    def keep_back(self, name: bytes, reason: str) -> None:
        """This file does not travel; it stays, with the reason, until a person has it tried again.

        One that is fetched and found no room tries again by itself.
        """
        self._change(name, reason=reason, is_wanted=int(reason == NO_ROOM))

    def to_fetch(self, *, small_only: bool) -> Sequence[Parcel]:
        """Return files that somebody wants to see, the small ones first."""
        have = sa.func.coalesce(sa.func.sum(sa.func.length(FILE_PIECE.c.bytes)), 0).label("have")
        wanted = (
            sa.select(FILE.c.hash, FILE.c.size, FILE.c.is_small, have)
            .join(FILE_PIECE, FILE_PIECE.c.hash == FILE.c.hash, isouter=True)
            .where(FILE.c.state == "remote", FILE.c.is_wanted == 1, FILE.c.reason.in_(("", NO_ROOM)))
            .group_by(FILE.c.hash)
            .order_by(FILE.c.is_small.desc(), FILE.c.size)
        )
        if small_only:
            wanted = wanted.where(FILE.c.is_small == 1)
        with self._notebook.transaction(write=False) as connection:
            rows = connection.execute(wanted).all()
        return [Parcel(hash=row.hash, size=row.size, have=row.have) for row in rows]

    def check_room(self, size: int) -> None:
        """Raises: NoRoomError where so many bytes would take the room that facts need."""
        if shutil.disk_usage(self._folder).free - size < self._room_left_bytes:
            raise NoRoomError

    def take(self, name: bytes, start: int, piece: bytes) -> None:
        """Keep a piece that came."""
        with self._writing() as connection:
            Files(connection).add_piece(name, start, piece)
            connection.execute(sa.update(FILE).where(FILE.c.hash == name, FILE.c.reason != "").values(reason=""))

    def finish(self, name: bytes) -> bool:
        """Check the whole by its name; False where it was something else: then all of it is let go."""
        with self._writing() as connection:
            is_right = hashlib.sha256(Files(connection).read(name)).digest() == name
            if is_right:
                values = {"state": "whole", "is_wanted": 0, "changed_at_ms": self._notebook.clock.now_ms()}
                connection.execute(sa.update(FILE).where(FILE.c.hash == name).values(**values))
                self._make_room(connection, name)
            else:
                connection.execute(sa.delete(FILE_PIECE).where(FILE_PIECE.c.hash == name))
        return is_right

    def _make_room(self, connection: sa.Connection, but_not: bytes) -> None:
        """Let the oldest fetched files go while all together are too large: they can be fetched again."""
        fetched = sa.select(FILE.c.hash, FILE.c.size).where(FILE.c.state == "whole", FILE.c.is_small == 0)
        rows = connection.execute(fetched.order_by(FILE.c.changed_at_ms)).all()
        too_much = sum(row.size for row in rows) - self._fetched_max_bytes
        for row in rows:
            if too_much <= 0:
                return
            if row.hash != but_not:
                connection.execute(sa.delete(FILE_PIECE).where(FILE_PIECE.c.hash == row.hash))
                connection.execute(sa.update(FILE).where(FILE.c.hash == row.hash).values(state="remote"))
                too_much -= row.size

    def _change(self, name: bytes, **values: str | int) -> None:
        with self._writing() as connection:
            changed = sa.update(FILE).where(FILE.c.hash == name)
            connection.execute(changed.values(changed_at_ms=self._notebook.clock.now_ms(), **values))

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._notebook.transaction(write=True) as connection:
                yield connection
        except DiskFullError as error:
            raise NoRoomError from error
