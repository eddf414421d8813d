"""The bundle: requests of the conversation in one file for a stick or a shared folder, and the file of their answers.

What is in it is what would have gone over the network, signed request by signed request; docs/protocol.md lays it out
byte by byte. Records have lengths and no names, so that a file can neither reach outside its folder nor unfold.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, BinaryIO, Final, TypeVar

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import BundleBrokenError, BundleTooLargeError, UnknownFormatError
from sync.protocol.keys import SIGNATURE_BYTES, SigningKey, SigningPublicKey
from sync.protocol.messages import Id, Ms
from sync.protocol.sealing import Hash, format_of

FORMAT: Final = 1
NO_ANSWERED: Final = b""
BUNDLE_MAX_BYTES: Final = 2048 * limits.MIB
RECORDS_MAX: Final = 100_000
RECORD_MAX_BYTES: Final = 8 * limits.MIB
HEADER_MAX_BYTES: Final = 4 * limits.KIB

_LENGTH_BYTES: Final = 4
_DIGEST_BYTES: Final = 32
_SIGNATURE_DOMAIN: Final = b"hpv/bundle-signature/v1\0"
_NAME: Final = re.compile(r"hpv-[0-9A-Za-z]{1,32}-[0-9A-Za-z]{1,8}-[1-9][0-9]{0,18}\.pha")
_REPLY_END: Final = "-tra-loi.pha"


class Magic(StrEnum):
    """The first four bytes of a file: which of the two it is. The framing behind them never changes."""

    BUNDLE = "PHB1"
    REPLY = "PHR1"


class BundleHeader(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Whose bundle it is, and which. Fields that a later version adds behind these are signed, and ignored here.

    In a reply they are those of the bundle, but for `count`, `made_at_ms` (the centre's clock), `epoch` (the centre's
    own) and `answers`, the hash of the whole file that is answered; in a bundle that one is empty.
    """

    format: Annotated[int, Meta(ge=1)]
    device: Id
    incarnation: Id
    commune: Annotated[str, Meta(min_length=1, max_length=32)]
    sample: bool
    number: Annotated[int, Meta(ge=1, le=limits.SEQ_MAX)]
    count: Annotated[int, Meta(ge=0, le=RECORDS_MAX)]
    made_at_ms: Ms
    epoch: Id
    answers: Annotated[bytes, Meta(max_length=32)] = NO_ANSWERED


class Question(msgspec.Struct, frozen=True, array_like=True):
    """A record of a bundle: one request as it would have been sent, `proof` being the text of its header."""

    method: Annotated[str, Meta(max_length=8)]
    path: Annotated[str, Meta(max_length=limits.TEXT_MAX)]
    proof: Annotated[str, Meta(max_length=128)]
    body: bytes


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A record of a reply: a signed answer, and the digest of the request that it answers.

    The feed is asked for once and answered by as many pages as there are: each goes on where the one before ended.
    """

    request: Hash
    answer: bytes


Record = TypeVar("Record", Question, Told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A file that is whole from its first byte to its last. `hash` is of all of it, as `sha256sum` prints it.

    Who made it is not known before `is_signed_by`.
    """

    magic: Magic
    header: BundleHeader
    hash: bytes
    _message: bytes
    _signature: bytes

    def is_signed_by(self, key: SigningPublicKey) -> bool:
        """Say whether this key has signed the file."""
        return key.has_signed(self._message, self._signature)


_header_decoder: Final = msgspec.msgpack.Decoder(BundleHeader)
_encoder: Final = msgspec.msgpack.Encoder()


def write(magic: Magic, header: BundleHeader, records: Iterable[Question | Told], key: SigningKey) -> Iterator[bytes]:
    """Yield the bytes of a file, piece by piece: `header.count` records, then what closes it.

    Raises: BundleTooLargeError, ValueError (our fault: another number of records than the header says).
    """
    digest = hashlib.sha256()
    size = written = 0
    for piece in _pieces(magic, header, records):
        size += len(piece)
        if size > BUNDLE_MAX_BYTES:
            raise BundleTooLargeError
        digest.update(piece)
        written += 1
        yield piece
    if written != header.count + 1:
        raise ValueError(f"{written - 1} records under a header that says {header.count}")
    yield digest.digest() + key.sign(_signed_message(magic, digest.digest()))


def inspect(file: BinaryIO, magic: Magic) -> Inspected:
    """Read a file from its start to its end, without looking into its records.

    Raises: BundleBrokenError, BundleTooLargeError, UnknownFormatError.
    """
    reader = _Reader(file)
    header = _header(reader, magic)
    for _ in range(header.count):
        reader.take(reader.length(RECORD_MAX_BYTES))
    said = reader.digest.digest()
    if reader.take(_DIGEST_BYTES) != said:
        raise BundleBrokenError
    signature = reader.take(SIGNATURE_BYTES)
    if file.read(1):
        raise BundleBrokenError
    return Inspected(
        magic=magic,
        header=header,
        hash=reader.digest.digest(),
        _message=_signed_message(magic, said),
        _signature=signature,
    )


def read_header(file: BinaryIO, magic: Magic) -> BundleHeader:
    """Read the header alone; nothing in it is true before `inspect` and `is_signed_by`. Raises: as `inspect`."""
    return _header(_Reader(file), magic)


def records(file: BinaryIO, inspected: Inspected, kind: type[Record]) -> Iterator[Record]:
    """Yield the records of a file that was inspected, one in memory at a time.

    Raises: BundleBrokenError, where the medium gives other bytes now than before.
    """
    file.seek(0)
    reader = _Reader(file)
    if _header(reader, inspected.magic) != inspected.header:
        raise BundleBrokenError
    for _ in range(inspected.header.count):
        raw = reader.take(reader.length(RECORD_MAX_BYTES))
        try:
            yield msgspec.msgpack.decode(raw, type=kind)
        except (ValueError, RecursionError):
            raise BundleBrokenError from None


def record_bytes(record: Question | Told) -> int:
    """Return how many bytes of a file a record takes."""
    return _LENGTH_BYTES + len(_encoder.encode(record))


def bundle_name(commune: str, machine: str, number: int) -> str:
    """Return what a bundle's file is called."""
    return f"hpv-{commune}-{machine}-{number}.pha"


def reply_name(name: str) -> str:
    """Return what the file of the answers to a bundle is called."""
    return name.removesuffix(".pha") + _REPLY_END


def is_bundle_name(name: str) -> bool:
    """Say whether a file is called like a bundle: others on a stick are never opened."""
    return _NAME.fullmatch(name) is not None


def is_reply_name(name: str) -> bool:
    """Say whether a file is called like the answers to a bundle."""
    return name.endswith(_REPLY_END) and is_bundle_name(name.removesuffix(_REPLY_END) + ".pha")


class _Reader:
    """Takes exact pieces from a file and hashes whatever it took."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self.digest = hashlib.sha256()

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes. Raises: BundleBrokenError, BundleTooLargeError."""
        self._size += size
        if self._size > BUNDLE_MAX_BYTES:
            raise BundleTooLargeError
        data = self._file.read(size)
        if len(data) != size:
            raise BundleBrokenError
        self.digest.update(data)
        return data

    def length(self, max_bytes: int) -> int:
        """Return the length that stands before a piece. Raises: BundleBrokenError, BundleTooLargeError."""
        length = int.from_bytes(self.take(_LENGTH_BYTES), "big")
        if length > max_bytes:
            raise BundleTooLargeError
        return length


def _pieces(magic: Magic, header: BundleHeader, records: Iterable[Question | Told]) -> Iterator[bytes]:
    header_bytes = _encoder.encode(header)
    _header_decoder.decode(header_bytes)  # what nobody could read is never written: msgspec checks on the way in only
    yield magic.encode("ascii") + _u32(len(header_bytes)) + header_bytes
    for record in records:
        raw = _encoder.encode(record)
        if len(raw) > RECORD_MAX_BYTES:
            raise BundleTooLargeError
        yield _u32(len(raw)) + raw


def _header(reader: _Reader, magic: Magic) -> BundleHeader:
    if reader.take(len(magic)) != magic.encode("ascii"):
        raise BundleBrokenError
    header_bytes = reader.take(reader.length(HEADER_MAX_BYTES))
    try:
        if format_of(header_bytes) > FORMAT:
            raise UnknownFormatError
        header = _header_decoder.decode(header_bytes)
    except (ValueError, RecursionError):
        raise BundleBrokenError from None
    if len(header.answers) != (_DIGEST_BYTES if magic is Magic.REPLY else 0):
        raise BundleBrokenError
    return header


def _signed_message(magic: Magic, digest: bytes) -> bytes:
    return _SIGNATURE_DOMAIN + magic.encode("ascii") + digest


def _u32(value: int) -> bytes:
    return value.to_bytes(_LENGTH_BYTES, "big")
