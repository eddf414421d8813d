"""The unit of meaning: one official's act on one record, immutable and append-only. Knows no store and no road."""

import hashlib
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from sync.records.errors import ExpectedError

MAX_OPERATION_BYTES: Final = 1_048_576
NO_OPERATION: Final = 0


class OperationUnreadableError(ExpectedError):
    """Bytes that are not an operation in a form that this version can read."""


class Origin(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """Where an operation was written down: the device and its incarnation (one gapless count each)."""

    device: UUID
    incarnation: UUID


class Carried(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How an operation stood in the incarnation that its official signed it in, before it was carried into this one.

    `chain_before`: the chain's hash before it; `signature`: the official's over the chain's hash behind it.
    `original`: its very bytes, only where this program could not make them again from the fields; then they say what
    the act changes.
    """

    incarnation: UUID
    seq: Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]  # the centre looks it up: no store holds a larger one
    after: int
    base: int
    chain_before: Annotated[bytes, Meta(min_length=32, max_length=32)]
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]
    original: bytes = b""


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the act changes.

    `sets`: field -> new value. `appends`: list field -> the one entry added. `reason`: the official's words.
    `undoes`: seq of the operation that this one takes back (0: none), counted in the incarnation that the official
    signed in. `carried`: where it was taken over from an earlier incarnation.
    """

    sets: dict[str, Any] = msgspec.field(default_factory=dict)
    appends: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    reason: str = ""
    undoes: int = 0
    carried: Carried | None = None


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
        operation = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationUnreadableError(str(error)) from None
    carried = operation.body.carried
    return operation if carried is None or not carried.original else _unfolded(operation, carried)


def _unfolded(outer: Operation, carried: Carried) -> Operation:
    """Return what the original says in the place where it stands now: the bytes that its official signed decide."""
    inner = decode_operation(carried.original)
    place = (carried.seq, carried.after, carried.base, outer.kind, outer.version, outer.record, outer.actor)
    if place != (inner.seq, inner.after, inner.base, inner.kind, inner.version, inner.record, inner.actor):
        raise OperationUnreadableError("another operation inside")
    if inner.body.carried is not None:
        raise OperationUnreadableError("carried twice over")
    return replace(inner, seq=outer.seq, after=outer.after, base=outer.base, body=replace(inner.body, carried=carried))


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
