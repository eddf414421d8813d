"""The unit of meaning: one official's act on one record, immutable and append-only. Knows no store and no road."""

import hashlib
from typing import Any, Final
from uuid import UUID

import msgspec

from sync.records.errors import ExpectedError

MAX_OPERATION_BYTES: Final = 1_048_576
NO_OPERATION: Final = 0


class OperationUnreadableError(ExpectedError):
    """Bytes that are not an operation in a form that this version can read."""


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """Where an operation was written down: the device and its incarnation (one gapless count each)."""

    device: UUID
    incarnation: UUID


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the act changes.

    `sets`: field -> new value. `appends`: list field -> the one entry added. `reason`: the official's words.
    `undoes`: seq of the operation that this one takes back (0: none).
    """

    sets: dict[str, Any] = msgspec.field(default_factory=dict)
    appends: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    reason: str = ""
    undoes: int = 0


class Operation(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One act on one record, as it travels (MessagePack array, fields in this order).

    `seq` is gapless per origin and the only order. `base` is the centre's revision of the record that the author
    saw (0: none). `after` is the seq of the author's previous operation on this record that the centre had not
    confirmed yet (0: none), so that a chain of offline edits is one branch. `claimed_at_ms` is this machine's wall
    clock (ms since 1970, UTC): shown, never compared. `elapsed_ms` is the monotonic distance to the last time the
    centre's clock was seen (-1: never). Id and chain hash are derived, never sent.
    """

    seq: int
    kind: str
    version: int
    record: UUID
    base: int
    after: int
    actor: UUID
    claimed_at_ms: int
    elapsed_ms: int
    body: Body


_encoder: Final = msgspec.msgpack.Encoder(uuid_format="bytes")
_decoder: Final = msgspec.msgpack.Decoder(Operation)


def encode_operation(operation: Operation) -> bytes:
    """Return the bytes that are stored, hashed, signed and sent, the same for ever."""
    return _encoder.encode(operation)


def decode_operation(raw: bytes) -> Operation:
    """Read an operation; fields that a later version added are ignored here and kept in the stored bytes.

    Raises: OperationUnreadableError.
    """
    if len(raw) > MAX_OPERATION_BYTES:
        raise OperationUnreadableError("too long")
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationUnreadableError(str(error)) from None


def operation_id(origin: Origin, seq: int) -> UUID:
    """Return the permanent id of an operation: a function of (device, incarnation, seq), UUID version 8."""
    seed = b"hpv/operation-id/v1\0" + origin.device.bytes + origin.incarnation.bytes + seq.to_bytes(8, "big")
    return derived_uuid(seed)


def derived_uuid(seed: bytes) -> UUID:
    """Return a UUID version 8 made of the first bytes of SHA-256(seed)."""
    raw = bytearray(hashlib.sha256(seed).digest()[:16])
    raw[6] = (raw[6] & 0x0F) | 0x80
    raw[8] = (raw[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(raw))
