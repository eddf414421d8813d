"""Rows of files within one transaction: ciphertext in pieces, each file once."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.tables import FILE, FILE_PIECE, META
from sync.protocol.limits import KIB
from sync.records.attachment import Attachment

PIECE_BYTES: Final = 256 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept:
    """What the notebook knows of a file. `state`: local, received, remote or whole; `have`: bytes that are here."""

    hash: bytes
    key: bytes
    size: int
    mime: str
    state: str
    reason: str
    is_wanted: bool
    have: int


class Files:
    """The files of one unit of work, or of one view."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(
        self, sealed: Iterable[bytes], *, key: bytes, plain_hash: bytes, mime: str, is_small: bool, now_ms: int
    ) -> FileKept:
        """Write a file that was made here."""
        whole = b"".join(sealed)
        name = hashlib.sha256(whole).digest()
        values = {"hash": name, "plain_hash": plain_hash, "key": key, "size": len(whole), "mime": mime}
        times = {"is_small": int(is_small), "made_at_ms": now_ms, "changed_at_ms": now_ms}
        self._connection.execute(insert(FILE).values(**values, **times, state="local"))
        self.add_piece(name, 0, whole)
        return FileKept(
            hash=name, key=key, size=len(whole), mime=mime, state="local", reason="", is_wanted=False, have=len(whole)
        )

    def same(self, plain_hash: bytes) -> FileKept | None:
        """Return the file of the same content that was made here before."""
        return self._found(FILE.c.plain_hash == plain_hash)

    def find(self, name: bytes) -> FileKept | None:
        """Return what is known of a file, None where nothing is."""
        return self._found(FILE.c.hash == name)

    def want(self, name: bytes, *, key: bytes, size: int, mime: str) -> None:
        """Let the lane fetch a file that is not here; one that was kept back is tried again."""
        values = {"hash": name, "key": key, "size": size, "mime": mime, "state": "remote", "is_wanted": 1}
        wanted = {"is_wanted": 1, "reason": "", "key": key, "size": size}
        statement = insert(FILE).values(**values, is_small=0)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[FILE.c.hash], set_=wanted, where=FILE.c.state == "remote")
        )

    def want_thumbnails(self, attachments: Sequence[Attachment]) -> None:
        """Let the lane fetch the small pictures of files that are not known here yet."""
        rows = [
            {
                "hash": bytes.fromhex(each.thumbnail),
                "key": bytes.fromhex(each.thumbnail_key),
                "size": each.thumbnail_size,
                "mime": "image/jpeg",
                "state": "remote",
                "is_wanted": 1,
                "is_small": 1,
            }
            for each in attachments
            if each.has_thumbnail
        ]
        if rows:
            self._connection.execute(insert(FILE).on_conflict_do_nothing(), rows)

    def try_again(self, name: bytes) -> None:
        """Let a file that was kept back travel again."""
        self._connection.execute(sa.update(FILE).where(FILE.c.hash == name).values(reason=""))

    def waiting(self) -> dict[str, Any]:
        """Return count_up, bytes_up, count_down, bytes_down of what is to be carried; kept_back, and why one is."""
        come = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(FILE_PIECE.c.bytes)), 0))
        is_coming = (FILE.c.state == "remote") & (FILE.c.is_wanted == 1)
        rest = FILE.c.size - sa.case(
            (is_coming, come.where(FILE_PIECE.c.hash == FILE.c.hash).scalar_subquery()), else_=0
        )
        wanted = (
            sa.select(FILE.c.state, FILE.c.reason, sa.func.count(), sa.func.sum(rest))
            .where(sa.or_(FILE.c.state == "local", is_coming))
            .group_by(FILE.c.state, FILE.c.reason)
        )
        found = {(state, reason): (count, size) for state, reason, count, size in self._connection.execute(wanted)}
        up, down = found.pop(("local", ""), (0, 0)), found.pop(("remote", ""), (0, 0))
        return {
            "count_up": up[0],
            "bytes_up": up[1],
            "count_down": down[0],
            "bytes_down": down[1],
            "kept_back": sum(count for count, _ in found.values()),
            "reason": next((reason for _, reason in found), ""),
        }

    def offer_anew(self) -> None:
        """Offer all that was made here once more: the centre may have lost some. What it has does not travel again."""
        self._connection.execute(sa.update(FILE).where(FILE.c.state == "received").values(state="local"))

    def offer_to(self, epoch: bytes) -> None:
        """Offer all that was made here once more, where the centre begins another life."""
        if self._connection.execute(sa.select(META.c.epoch)).scalar_one() not in (epoch, b""):
            self.offer_anew()

    def read(self, name: bytes) -> bytes:
        """Return a file's ciphertext as far as it is here."""
        wanted = sa.select(FILE_PIECE.c.bytes).where(FILE_PIECE.c.hash == name).order_by(FILE_PIECE.c.at)
        return b"".join(self._connection.execute(wanted).scalars())

    def add_piece(self, name: bytes, start: int, piece: bytes) -> None:
        """Write what came behind what is here."""
        pieces = [
            {"hash": name, "at": start + at, "bytes": piece[at : at + PIECE_BYTES]}
            for at in range(0, len(piece), PIECE_BYTES)
        ]
        self._connection.execute(insert(FILE_PIECE).on_conflict_do_nothing(), pieces)

    def _found(self, where: sa.ColumnElement[bool]) -> FileKept | None:
        row = self._connection.execute(sa.select(FILE).where(where)).first()
        if row is None:
            return None
        length = sa.func.coalesce(sa.func.sum(sa.func.length(FILE_PIECE.c.bytes)), 0)
        have: int = self._connection.execute(sa.select(length).where(FILE_PIECE.c.hash == row.hash)).scalar_one()
        return FileKept(
            hash=row.hash,
            key=row.key,
            size=row.size,
            mime=row.mime,
            state=row.state,
            reason=row.reason,
            is_wanted=bool(row.is_wanted),
            have=have,
        )
