"""Files under seal: any length comes back to the byte, any change of the ciphertext is noticed."""

import random

import pytest

from sync.protocol.errors import SealBrokenError
from sync.protocol.file_sealing import (
    PLAIN_PIECE_BYTES,
    SEALED_PIECE_BYTES,
    file_name,
    new_file_key,
    open_file,
    seal_file,
    sealed_size,
)
from sync.protocol.limits import FILE_MAX_BYTES

DICE = random.Random(5)
KEY = new_file_key(DICE.randbytes)


@pytest.mark.parametrize("size", [0, 1, PLAIN_PIECE_BYTES - 1, PLAIN_PIECE_BYTES, PLAIN_PIECE_BYTES + 1, 200_000])
def test_any_length_comes_back_to_the_byte(size: int) -> None:
    plain = DICE.randbytes(size)
    sealed = b"".join(seal_file(plain, KEY))
    assert len(sealed) == sealed_size(size)
    assert open_file(sealed, KEY) == plain
    assert len(file_name(sealed)) == 32


def test_a_changed_cut_lengthened_or_reordered_file_does_not_open() -> None:
    sealed = b"".join(seal_file(DICE.randbytes(150_000), KEY))
    first, second, rest = (
        sealed[:SEALED_PIECE_BYTES],
        sealed[SEALED_PIECE_BYTES : 2 * SEALED_PIECE_BYTES],
        sealed[2 * SEALED_PIECE_BYTES :],
    )
    flipped = bytearray(sealed)
    flipped[DICE.randrange(len(flipped))] ^= 1
    for broken in (
        bytes(flipped),
        sealed[:-1],
        sealed + b"x",
        second + first + rest,
        first + second,
        first + rest,
        b"",
    ):
        with pytest.raises(SealBrokenError):
            open_file(broken, KEY)
    with pytest.raises(SealBrokenError):
        open_file(sealed, new_file_key(DICE.randbytes))
    with pytest.raises(SealBrokenError):
        open_file(sealed, b"short")


def test_a_file_over_the_limit_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="too large"):
        list(seal_file(bytes(FILE_MAX_BYTES + 1), KEY))
