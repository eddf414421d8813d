"""The audit chain: who did or looked at what, each entry bound to the one before. Pure; storage keeps the rows."""

import hashlib
from typing import Final

import msgspec

CHAIN_START: Final = hashlib.sha256(b"hpv/audit/v1\0").digest()


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One line of the log: number (gapless from 1), claimed time (ms), actor (hex), what was done, to which record."""

    number: int
    at_ms: int
    actor: str
    act: str
    subject: str
    detail: str = ""


_encoder: Final = msgspec.msgpack.Encoder()


def link(previous: bytes, entry: AuditEntry) -> bytes:
    """Return the hash (32 bytes) that binds `entry` to everything before it."""
    return hashlib.sha256(previous + _encoder.encode(entry)).digest()
