"""A record: the current page that both notebooks keep, a cache of applied operations. Pure values."""

import hashlib
from collections.abc import Iterable, Mapping
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


class _Unread(msgspec.Struct, frozen=True, array_like=True):
    """A record whose marks are bytes: most of them are the same, so that each need be read and written only once."""

    type: str
    id: UUID
    rev: int
    fields: dict[str, Any]
    marks: dict[str, msgspec.Raw]


class _OwnMark(msgspec.Struct, array_like=True):
    """A mark of which the stamp alone is to change."""

    stamp: int
    device: bytes
    incarnation: bytes
    seq: int
    actor: bytes
    claimed_at_ms: int


class _Stamped(msgspec.Struct, array_like=True):
    """A record of which the stamps alone are to change."""

    type: str
    id: msgspec.Raw
    rev: int
    fields: msgspec.Raw
    marks: dict[str, _OwnMark]


_encoder: Final = msgspec.msgpack.Encoder(uuid_format="bytes", order="deterministic")
_decoder: Final = msgspec.msgpack.Decoder(_Unread)
_mark_decoder: Final = msgspec.msgpack.Decoder(Mark)
_stamped_decoder: Final = msgspec.msgpack.Decoder(_Stamped)


def encode_record(record: Record) -> bytes:
    """Return the one byte form of a record (keys in order): equal records give equal bytes on both shores."""
    written: dict[int, msgspec.Raw] = {}  # of the few marks that most groups share
    marks: dict[str, msgspec.Raw] = {}
    for name, mark in record.marks.items():
        raw = written.get(id(mark))
        if raw is None:
            raw = written[id(mark)] = msgspec.Raw(_encoder.encode(mark))
        marks[name] = raw
    return _encoder.encode(_Unread(record.type, record.id, record.rev, record.fields, marks))


def decode_record(raw: bytes) -> Record:
    """Read a record. Raises: msgspec.DecodeError or UnicodeDecodeError where the bytes are not one."""
    read = _decoder.decode(raw)
    seen: dict[bytes, Mark] = {}
    marks: dict[str, Mark] = {}
    for name, each in read.marks.items():
        written = bytes(each)
        mark = seen.get(written)
        if mark is None:
            mark = seen[written] = _mark_decoder.decode(written)
        marks[name] = mark
    return Record(read.type, read.id, read.rev, read.fields, marks)


def restamped(raw: bytes, origin: Origin, stamps: Mapping[int, int]) -> tuple[bytes, int]:
    """Return a record's byte form and revision after the centre committed this origin's writes to it.

    `stamps`: seq -> commit stamp, of the writes that are in the record and had none yet. What the centre makes of clean
    writes differs from the author's own page in nothing else. Raises: as `decode_record`.
    """
    record = _stamped_decoder.decode(raw)
    device, incarnation = origin.device.bytes, origin.incarnation.bytes
    for mark in record.marks.values():
        stamp = stamps.get(mark.seq)
        if stamp is not None and mark.incarnation == incarnation and mark.device == device:
            mark.stamp = stamp
    record.rev = max(stamps.values())
    return _encoder.encode(record), record.rev


def record_hash(record: Record) -> bytes:
    """Return SHA-256 over the record's byte form (32 bytes)."""
    return bytes_hash(encode_record(record))


def bytes_hash(raw: bytes) -> bytes:
    """Return the hash of the record that has this byte form."""
    return hashlib.sha256(b"hpv/record/v1\0" + raw).digest()


def rolling_hash(hashes: Iterable[bytes]) -> bytes:
    """Return the sum of 32-byte hashes modulo 2^256: independent of order, and one can be exchanged for another."""
    total = sum(int.from_bytes(each, "big") for each in hashes)
    return (total % (1 << 256)).to_bytes(DIGEST_BYTES, "big")


def has_written(mark: Mark, origin: Origin) -> bool:
    """Tell whether the mark was left by this origin."""
    if mark.device is origin.device and mark.incarnation is origin.incarnation:
        return True  # without asking each for its number, of which there are many
    return mark.device == origin.device and mark.incarnation == origin.incarnation
