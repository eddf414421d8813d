"""Files under seal: ciphertext in pieces that are each bound to their place, named by the hash of the whole.

One random key for each file, which travels inside the sealed operation that attaches it; so a nonce may be counted.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.protocol.errors import SealBrokenError
from sync.protocol.keys import drawn
from sync.protocol.limits import FILE_MAX_BYTES, KIB
from sync.records.seams import Random

FILE_KEY_BYTES: Final = 32
PLAIN_PIECE_BYTES: Final = 64 * KIB
_TAG_BYTES: Final = 16
SEALED_PIECE_BYTES: Final = PLAIN_PIECE_BYTES + _TAG_BYTES
_COUNTER_BYTES: Final = 11
_DOMAIN: Final = b"hpv/file/v1\0"


def new_file_key(random: Random) -> bytes:
    """Return a key for one file, and no other."""
    return drawn(random, FILE_KEY_BYTES)


def seal_file(plain: bytes, key: bytes) -> Iterator[bytes]:
    """Give the ciphertext of a file piece by piece. Raises: ValueError over FILE_MAX_BYTES."""
    if len(plain) > FILE_MAX_BYTES:
        raise ValueError("the file is too large")
    cipher = AESGCM(key)
    view = memoryview(plain)
    count = max(1, -(-len(plain) // PLAIN_PIECE_BYTES))
    for number in range(count):
        piece = bytes(view[number * PLAIN_PIECE_BYTES : (number + 1) * PLAIN_PIECE_BYTES])
        yield cipher.encrypt(_nonce(number, is_last=number == count - 1), piece, _DOMAIN)


def open_file(sealed: bytes, key: bytes) -> bytes:
    """Return a file's content, all of it or nothing. Raises: SealBrokenError."""
    if len(key) != FILE_KEY_BYTES or not _TAG_BYTES <= len(sealed) <= sealed_size(FILE_MAX_BYTES):
        raise SealBrokenError
    cipher = AESGCM(key)
    view = memoryview(sealed)
    count = -(-len(sealed) // SEALED_PIECE_BYTES)
    try:
        return b"".join(
            cipher.decrypt(
                _nonce(number, is_last=number == count - 1),
                bytes(view[number * SEALED_PIECE_BYTES : (number + 1) * SEALED_PIECE_BYTES]),
                _DOMAIN,
            )
            for number in range(count)
        )
    except (InvalidTag, ValueError):
        raise SealBrokenError from None


def sealed_size(plain_bytes: int) -> int:
    """Return how long the ciphertext of so many bytes is."""
    return plain_bytes + max(1, -(-plain_bytes // PLAIN_PIECE_BYTES)) * _TAG_BYTES


def file_name(sealed: bytes) -> bytes:
    """Return what a file is called on every road: SHA-256 of its ciphertext."""
    return hashlib.sha256(sealed).digest()


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + (b"\1" if is_last else b"\0")
