"""Padding after Padmé (PURBs, 2019) with a smallest step: a length tells little about what is inside."""

from typing import Final

from sync.protocol.errors import SealBrokenError
from sync.protocol.limits import STEP_MIN_BYTES

_LENGTH_BYTES: Final = 4


def rounded_size(size: int) -> int:
    """Return the step at or above `size`: multiples of 256 up to 4 KiB, then at most 6.25 % more than `size`."""
    if size <= STEP_MIN_BYTES:
        return STEP_MIN_BYTES
    exponent = size.bit_length() - 1
    step = max(STEP_MIN_BYTES, 1 << (exponent - exponent.bit_length()))
    return -(-size // step) * step


def pad(content: bytes) -> bytes:
    """Return length (u32be), content, zeros up to the step."""
    framed = len(content).to_bytes(_LENGTH_BYTES, "big") + content
    return framed.ljust(rounded_size(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the content of what `pad` made, and of nothing else. Raises: SealBrokenError."""
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if len(padded) < STEP_MIN_BYTES or len(padded) != rounded_size(end) or padded.count(0, end) != len(padded) - end:
        raise SealBrokenError
    return padded[_LENGTH_BYTES:end]
