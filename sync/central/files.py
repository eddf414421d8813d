"""The files lane at the centre: ciphertext that nobody here can open, stored once per commune, read piece by piece."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, func, insert, select

from sync.central.devices import Device
from sync.central.locking import lock_laptop
from sync.central.refusal import RefusalError
from sync.central.request import Office, Request, device_of
from sync.central.store import writing
from sync.central.tables import FILE, FILE_PIECE
from sync.protocol import limits
from sync.protocol.answers import AnswerKind
from sync.protocol.file_sealing import sealed_size
from sync.protocol.messages import FilePiece, FileRead, HaveAnswer, ProblemCode, decode, encode

PIECE_BYTES: Final = 256 * limits.KIB
SEALED_FILE_MAX: Final = sealed_size(limits.FILE_MAX_BYTES)
COMMUNE_QUOTA_BYTES: Final = 64 * 1024 * limits.MIB
"""All files of one commune."""


def refuse_for_size(office: Office, device: Device, size: int, quota_bytes: int = COMMUNE_QUOTA_BYTES) -> None:
    """Refuse a file before its first byte where there is no room for it. Raises: RefusalError too_large, quota."""
    if size > SEALED_FILE_MAX:
        raise RefusalError(ProblemCode.TOO_LARGE)
    with office.engine.connect() as connection:
        used = select(func.coalesce(func.sum(FILE.c.size), 0)).where(FILE.c.commune == device.commune)
        if connection.execute(used).scalar_one() + size > quota_bytes:
            raise RefusalError(ProblemCode.QUOTA)


def take_file(office: Office, device: Device, digest: bytes, whole: bytes) -> bytes:
    """Store a file whose hash is right, once, and return the answer's payload."""
    with office.writer, writing(office.engine) as connection:
        lock_laptop(connection, device.id)  # a broken line's request may still be at it while the next one comes
        if not _is_here(connection, device.commune, digest):
            pieces = [
                {"commune": device.commune, "hash": digest, "at": at, "bytes": whole[at : at + PIECE_BYTES]}
                for at in range(0, len(whole), PIECE_BYTES)
            ]
            connection.execute(insert(FILE_PIECE), pieces)
            row = {"commune": device.commune, "hash": digest, "size": len(whole), "device": device.id}
            connection.execute(insert(FILE).values(**row, at_ms=office.clock.now_ms()))
        office.step("centre.file.before_commit")
    return encode(HaveAnswer([len(whole)]))


def sizes_of(connection: Connection, commune: str, hashes: Sequence[bytes]) -> dict[bytes, int]:
    """Return hash -> size of those files that are here whole."""
    here = (FILE.c.commune == commune) & FILE.c.hash.in_(hashes)
    return {row.hash: row.size for row in connection.execute(select(FILE.c.hash, FILE.c.size).where(here))}


def read_file(office: Office, request: Request) -> tuple[AnswerKind, bytes]:
    """Answer with a piece of a file of the laptop's commune. Raises: RefusalError file_unknown, MessageBrokenError."""
    device = device_of(office, request)
    asked = decode(request.body, FileRead)
    with office.engine.connect() as connection:
        size = sizes_of(connection, device.commune, [asked.hash]).get(asked.hash)
        if size is None:
            raise RefusalError(ProblemCode.FILE_UNKNOWN)
        end = min(size, asked.start + asked.max_bytes)
        first = asked.start // PIECE_BYTES * PIECE_BYTES
        here = (FILE_PIECE.c.commune == device.commune) & (FILE_PIECE.c.hash == asked.hash)
        between = FILE_PIECE.c.at.between(first, end - 1)
        pieces = connection.execute(select(FILE_PIECE.c.bytes).where(here, between).order_by(FILE_PIECE.c.at)).scalars()
        piece = b"".join(pieces)[asked.start - first : max(asked.start, end) - first]
    return AnswerKind.FILE, encode(FilePiece(size, piece))


def _is_here(connection: Connection, commune: str, digest: bytes) -> bool:
    return digest in sizes_of(connection, commune, [digest])
