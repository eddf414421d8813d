"""The segment: consecutive operations of one device, sealed for several recipients and signed, as one file `.pha`.

The only format on every road; docs/protocol.md lays it out byte by byte. Sealing the same operations again gives
other bytes under the same number, which the centre takes for a fork: the caller stores what `seal_segment` returned
before he sends it, and a retry sends the stored bytes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.chain import Run
from sync.protocol.columns import Columns, by_column, from_columns
from sync.protocol.errors import (
    OperationShapeError,
    OperationTooLargeError,
    SealBrokenError,
    SegmentBrokenError,
    SegmentTooLargeError,
    UnknownFormatError,
)
from sync.protocol.keys import SIGNATURE_BYTES, SealingPrivateKey, SealingPublicKey, SigningKey, SigningPublicKey, Suite
from sync.protocol.operations import check_operation
from sync.protocol.sealing import (
    DEFAULT_LEVEL,
    Envelope,
    Hash,
    KeyId,
    Nonce,
    PlainBytes,
    Recipients,
    decrypt,
    encrypt,
    find_content_key,
    format_of,
    new_envelope,
)
from sync.records.seams import Random

MAGIC: Final = b"PHA1"
ROWS_FORMAT: Final = 1
"""The content holds each operation as it was stored."""
COLUMNS_FORMAT: Final = 2
"""The content holds the operations by column: see columns.py."""
FILE_ENDING: Final = ".pha"
NO_EPOCH: Final = bytes(16)
NO_SEGMENT: Final = bytes(32)
"""The hash that stands before an incarnation's first segment."""

_LENGTH_BYTES: Final = 4
_CONTEXT_DOMAIN: Final = b"hpv/segment/v1\0"
_SIGNATURE_DOMAIN: Final = b"hpv/segment-signature/v1\0"

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Count = Annotated[int, Meta(ge=1, le=limits.SEQ_MAX)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentOrigin:
    """Who writes the segments: the same for every segment of an incarnation while the epoch lasts."""

    device: bytes
    incarnation: bytes
    epoch: bytes
    commune: str
    sample: bool


class SegmentHeader(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What travels in clear. Fields that a later version adds behind these are signed, and ignored here.

    `sample`: made-up data, which must never enter a real centre. `plain_bytes`: the decompressed size, rounded up
    as padding is.
    """

    format: Annotated[int, Meta(ge=1)]
    suite: Annotated[int, Meta(ge=1, le=255)]
    device: Id
    incarnation: Id
    epoch: Id
    commune: Annotated[str, Meta(min_length=1, max_length=32)]
    sample: bool
    number: Count
    first_seq: Count
    last_seq: Count
    prev_segment_hash: Hash
    dictionary_id: Annotated[int, Meta(ge=0, le=2**32 - 1)]
    plain_bytes: PlainBytes
    device_key_id: KeyId
    recipients: Recipients
    nonce: Nonce
    key_commitment: Hash

    @property
    def operation_count(self) -> int:
        """How many operations it carries."""
        return self.last_seq - self.first_seq + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A segment whose device has signed it, not yet opened. Made by `verify_segment` alone."""

    header: SegmentHeader
    hash: bytes
    header_bytes: bytes
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentBody:
    """The operations exactly as they were stored, in order of seq, and the officials' runs that cover them."""

    ops: tuple[bytes, ...]
    runs: tuple[Run, ...]


_header_decoder: Final = msgspec.msgpack.Decoder(SegmentHeader)
_rows_decoder: Final = msgspec.msgpack.Decoder(
    tuple[Annotated[list[msgspec.Raw], Meta(max_length=limits.OPERATIONS_MAX)], list[Run]]
)
_columns_decoder: Final = msgspec.msgpack.Decoder(tuple[Columns, list[Run]])
_encoder: Final = msgspec.msgpack.Encoder()


def seal_segment(
    *,
    origin: SegmentOrigin,
    number: int,
    first_seq: int,
    prev_segment_hash: bytes,
    ops: Sequence[bytes],
    runs: Sequence[Run],
    recipients: Sequence[SealingPublicKey],
    device_key: SigningKey,
    random: Random,
    level: int = DEFAULT_LEVEL,
    layout: int = COLUMNS_FORMAT,
) -> bytes:
    """Return the bytes of a new segment; store them before sending, a retry must be the same bytes.

    `number` counts from 1 and never goes back in an incarnation. `prev_segment_hash` is NO_SEGMENT at its first.
    `layout`: ROWS_FORMAT or COLUMNS_FORMAT.

    Raises: SegmentTooLargeError (cut fewer operations), OperationTooLargeError, OperationShapeError,
    ValueError (our fault: a field or a run that does not fit).
    """
    if len(ops) > limits.OPERATIONS_MAX:
        raise SegmentTooLargeError
    last_seq = first_seq + len(ops) - 1
    if not ops or not _runs_cover(runs, first_seq, last_seq):
        raise ValueError("the runs do not cover the operations")
    plain = _laid_out(ops, runs, first_seq, layout)
    if len(plain) > limits.PLAIN_MAX_BYTES or sum(map(len, ops)) > limits.PLAIN_MAX_BYTES:
        raise SegmentTooLargeError
    context = _context(origin.device, origin.incarnation, number)
    content_key, envelope = new_envelope(len(plain), recipients=recipients, context=context, random=random)
    header = SegmentHeader(
        format=layout,
        suite=envelope.suite,
        device=origin.device,
        incarnation=origin.incarnation,
        epoch=origin.epoch,
        commune=origin.commune,
        sample=origin.sample,
        number=number,
        first_seq=first_seq,
        last_seq=last_seq,
        prev_segment_hash=prev_segment_hash,
        dictionary_id=0,
        plain_bytes=envelope.plain_bytes,
        device_key_id=device_key.key_id,
        recipients=envelope.recipients,
        nonce=envelope.nonce,
        key_commitment=envelope.key_commitment,
    )
    header_bytes = _encoder.encode(header)
    _header_decoder.decode(header_bytes)  # what nobody could read is never written: msgspec checks on the way in only
    body = encrypt(content_key, envelope, plain, aad=header_bytes, level=level)
    signature = device_key.sign(_signed_message(header_bytes, body))
    sealed = b"".join((MAGIC, _u32(len(header_bytes)), header_bytes, _u32(len(body)), body, signature))
    if len(sealed) > limits.SEALED_MAX_BYTES:
        raise SegmentTooLargeError
    return sealed


def segment_hash(data: bytes) -> bytes:
    """Return the name of a segment: SHA-256 of the whole file, as `sha256sum` prints it."""
    return hashlib.sha256(data).digest()


def read_header(data: bytes) -> SegmentHeader:
    """Read what travels in clear, cheaply and without a key. Nothing in it is true before `verify_segment`.

    Raises: SegmentBrokenError, SegmentTooLargeError, UnknownFormatError.
    """
    header_bytes, _, _ = _frames(data)
    return _header(header_bytes)


def verify_segment(data: bytes, device_public: SigningPublicKey) -> Verified:
    """Check the device's signature before anything else is looked at.

    Raises: SegmentBrokenError, SegmentTooLargeError, UnknownFormatError (authentic, but newer than we are).
    """
    header_bytes, body, signature = _frames(data)
    if not device_public.has_signed(_signed_message(header_bytes, body), signature):
        raise SegmentBrokenError
    header = _header(header_bytes)
    if header.device_key_id != device_public.key_id:
        raise SegmentBrokenError
    return Verified(header=header, hash=segment_hash(data), header_bytes=header_bytes, body=body)


def open_segment(verified: Verified, keys: Sequence[SealingPrivateKey]) -> SegmentBody:
    """Open a verified segment with whichever of `keys` it was sealed to.

    Raises: NotForUsError, SegmentBrokenError.
    """
    header = verified.header
    envelope = Envelope(
        suite=header.suite,
        recipients=header.recipients,
        nonce=header.nonce,
        key_commitment=header.key_commitment,
        plain_bytes=header.plain_bytes,
    )
    context = _context(header.device, header.incarnation, header.number)
    try:
        content_key = find_content_key(envelope, keys, context=context)
        plain = decrypt(content_key, envelope, verified.body, aad=verified.header_bytes)
        ops, runs = _read_out(plain, header)
    except (
        SealBrokenError, OperationShapeError, OperationTooLargeError, ValueError, LookupError, ArithmeticError,
        RecursionError,
    ):  # fmt: skip
        raise SegmentBrokenError from None
    if len(ops) != header.operation_count or not _runs_cover(runs, header.first_seq, header.last_seq):
        raise SegmentBrokenError
    return SegmentBody(ops=tuple(ops), runs=tuple(runs))


def _laid_out(ops: Sequence[bytes], runs: Sequence[Run], first_seq: int, layout: int) -> bytes:
    """Return the plain content. Raises: OperationTooLargeError, OperationShapeError."""
    if layout == COLUMNS_FORMAT:
        return _encoder.encode((by_column(ops, first_seq), runs))
    for operation in ops:
        check_operation(operation)
    return _encoder.encode(([msgspec.Raw(operation) for operation in ops], runs))


def _read_out(plain: bytes, header: SegmentHeader) -> tuple[list[bytes], list[Run]]:
    """Return what `_laid_out` was given. Raises: as `from_columns`."""
    if header.format == COLUMNS_FORMAT:
        columns, runs = _columns_decoder.decode(plain)
        if len(columns.order) != header.operation_count:
            raise ValueError("another number of operations")
        return from_columns(columns, header.first_seq), runs
    raws, runs = _rows_decoder.decode(plain)
    ops = [bytes(raw) for raw in raws]
    for operation in ops:
        check_operation(operation)
    return ops, runs


def _frames(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut the file into header, body and signature; the lengths must use it up to the byte."""
    if len(data) > limits.SEALED_MAX_BYTES:
        raise SegmentTooLargeError
    header_start = len(MAGIC) + _LENGTH_BYTES
    header_end = header_start + int.from_bytes(data[len(MAGIC) : header_start], "big")
    if data[: len(MAGIC)] != MAGIC or header_end - header_start > limits.HEADER_MAX_BYTES:
        raise SegmentBrokenError
    body_start = header_end + _LENGTH_BYTES
    body_end = body_start + int.from_bytes(data[header_end:body_start], "big")
    if body_start > len(data) or body_end + SIGNATURE_BYTES != len(data):
        raise SegmentBrokenError
    return bytes(data[header_start:header_end]), bytes(data[body_start:body_end]), bytes(data[body_end:])


def _header(header_bytes: bytes) -> SegmentHeader:
    try:
        if format_of(header_bytes) > COLUMNS_FORMAT:
            raise UnknownFormatError
        header = _header_decoder.decode(header_bytes)
    except (ValueError, RecursionError):
        raise SegmentBrokenError from None
    if header.suite not in set(Suite) or header.dictionary_id != 0:
        raise UnknownFormatError
    if not 1 <= header.operation_count <= limits.OPERATIONS_MAX:
        raise SegmentBrokenError
    if len({recipient.key_id for recipient in header.recipients}) != len(header.recipients):
        raise SegmentBrokenError
    return header


def _runs_cover(runs: Sequence[Run], first_seq: int, last_seq: int) -> bool:
    """Each operation stands in exactly one run: ends rise strictly, the last one is the segment's."""
    ends = [first_seq - 1, *(run.last_seq for run in runs)]
    return ends[-1] == last_seq and all(before < after for before, after in pairwise(ends))


def _context(device: bytes, incarnation: bytes, number: int) -> bytes:
    return _CONTEXT_DOMAIN + device + incarnation + number.to_bytes(8, "big")


def _signed_message(header_bytes: bytes, body: bytes) -> bytes:
    return _SIGNATURE_DOMAIN + hashlib.sha256(header_bytes).digest() + hashlib.sha256(body).digest()


def _u32(value: int) -> bytes:
    return value.to_bytes(_LENGTH_BYTES, "big")
