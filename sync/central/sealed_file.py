"""A long file under the centre's key, piece by piece: no piece can be read, changed, moved or left out without it."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.central.errors import BackupDamagedError, BackupForeignError
from sync.records.seams import Random

MAGIC: Final = b"HPVDUMP1"
PIECE_BYTES: Final = 1 << 20
_SALT_BYTES: Final = 16
_TAG_BYTES: Final = 16
_MORE: Final = b"\0"
_LAST: Final = b"\1"


def seal_into(target: BinaryIO, read: Callable[[int], bytes], key: bytes, random: Random) -> None:
    """Write all that `read` gives. Each file has a key of its own, each piece its number, and the last says that it is.

    `read` gives fewer bytes than asked for at the end alone.
    """
    salt = random(_SALT_BYTES)
    cipher = _cipher(key, salt)
    target.write(MAGIC + salt)
    piece, number = read(PIECE_BYTES), 0
    while True:
        following = read(PIECE_BYTES) if len(piece) == PIECE_BYTES else b""
        mark = _MORE if following else _LAST
        target.write(cipher.encrypt(_nonce(number), piece, mark))
        if not following:
            return
        piece, number = following, number + 1


def opened(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Give what was sealed. Raises: BackupForeignError, BackupDamagedError."""
    head = source.read(len(MAGIC) + _SALT_BYTES)
    if not head.startswith(MAGIC):
        raise BackupForeignError
    cipher = _cipher(key, head[len(MAGIC) :])
    number, sealed = 0, source.read(PIECE_BYTES + _TAG_BYTES)
    while True:
        following = source.read(PIECE_BYTES + _TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number), sealed, _MORE if following else _LAST)
        except (InvalidTag, ValueError):
            raise (BackupDamagedError if number else BackupForeignError) from None
        if not following:
            return
        number, sealed = number + 1, following


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"hpv/dump/v1").derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
