"""A record: the current page that both notebooks keep, a cache of applied operations. Pure values."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import msgspec

from sync.records.operation import Origin

DIGEST_BYTES: Final = 32


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Who last wrote a merge group: the centre's commit stamp and the operation (device, incarnation, seq)."""

    stamp: int
    device: UUID
    incarnation: UUID
    seq: int
    actor: UUID
    claimed_at_ms: int


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One record as it stands. `rev` is the commit stamp of its last change at the centre (0: never there).

    `fields`: field -> plain value (text, whole number, true/false, list, map, None). `marks`: merge group -> Mark.
    """

    type: str
    id: UUID
    rev: int
    fields: dict[str, Any]
    marks: dict[str, Mark]


_encoder: Final = msgspec.msgpack.Encoder(uuid_format="bytes", order="deterministic")
_decoder: Final = msgspec.msgpack.Decoder(Record)


def encode_record(record: Record) -> bytes:
    """Return the one byte form of a record (keys in order): equal records give equal bytes on both shores."""
    return _encoder.encode(record)


def decode_record(raw: bytes) -> Record:
    """Read a record. Raises: msgspec.DecodeError or UnicodeDecodeError where the bytes are not one."""
    return _decoder.decode(raw)


def record_hash(record: Record) -> bytes:
    """Return SHA-256 over the record's byte form (32 bytes)."""
    return hashlib.sha256(b"hpv/record/v1\0" + encode_record(record)).digest()


def rolling_hash(hashes: Iterable[bytes]) -> bytes:
    """Return the sum of 32-byte hashes modulo 2^256: independent of order, and one can be exchanged for another."""
    total = sum(int.from_bytes(each, "big") for each in hashes)
    return (total % (1 << 256)).to_bytes(DIGEST_BYTES, "big")


def has_written(mark: Mark, origin: Origin) -> bool:
    """Tell whether the mark was left by this origin."""
    return mark.device == origin.device and mark.incarnation == origin.incarnation
