"""The messages of the conversation beside segments, as they travel: MessagePack arrays, fields in this order.

Says what is asked and answered, not what follows from it. A later version adds fields behind these, with defaults;
an older reader ignores what it does not know.
"""

from enum import IntEnum, StrEnum
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import MessageBrokenError
from sync.protocol.sealing import Hash

Message = TypeVar("Message", bound=msgspec.Struct)

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Seq = Annotated[int, Meta(ge=0, le=limits.SEQ_MAX)]
Stamp = Annotated[int, Meta(ge=0, le=limits.SEQ_MAX)]
Ms = Annotated[int, Meta(ge=-limits.SEQ_MAX, le=limits.SEQ_MAX)]
Words = Annotated[str, Meta(max_length=limits.TEXT_MAX)]
SigningBytes = Annotated[bytes, Meta(min_length=32, max_length=32)]
Token = Annotated[bytes, Meta(max_length=16)]
Notice = Annotated[str, Meta(max_length=32)]
ShortHash = Annotated[bytes, Meta(min_length=8, max_length=8)]
BucketHash = Annotated[bytes, Meta(min_length=16, max_length=16)]
SealingBytes = Annotated[bytes, Meta(min_length=33, max_length=1217)]


class ProblemCode(StrEnum):
    """Why the centre did not do what was asked. What the laptop does about it is fixed; protocol.md says it in full."""

    FORK = "fork"
    """Same number, another hash: this incarnation has two histories. Take a new one, offer again what is held."""
    CLIENT_BEHIND = "client_behind"
    """The centre knows later segments: this laptop was restored from an old copy. As with a fork."""
    GAP = "gap"
    """An earlier segment is missing: begin again after the number that `hello` answers."""
    FROZEN = "frozen"
    """This incarnation takes nothing any more. As with a fork; never try it again."""
    UNKNOWN_DEVICE = "unknown_device"
    """Not enrolled here. Keep everything, ask for an enrolment."""
    REVOKED = "revoked"
    """No longer trusted. Hand over what waits, to quarantine, and lock."""
    SAMPLE_INTO_REAL = "sample_into_real"
    """Made-up data at a real centre. Stop; nothing was kept."""
    REAL_INTO_SAMPLE = "real_into_sample"
    """Real data at a practice centre. Stop; nothing was kept."""
    BROKEN = "broken"
    """Unreadable, or the signature is wrong. Send the stored bytes again; twice in a row calls a person."""
    TOO_LARGE = "too_large"
    """Over a limit. Cut smaller segments from now on."""
    WRONG_COMMUNE = "wrong_commune"
    """Of another commune than the device is enrolled for. Stop and call a person."""
    UNKNOWN_FORMAT = "unknown_format"
    """The centre is older than this laptop. Wait; nothing is lost."""
    UPGRADE_REQUIRED = "upgrade_required"
    """This laptop is too old. Go on offline and update."""
    KEY_RETIRED = "key_retired"
    """Sealed to a key that the centre has destroyed. Seal again for the present key, under the next number."""
    STALE = "stale"
    """A nonce that was used before. Ask again with a new one."""
    TOKEN_REFUSED = "token_refused"  # noqa: S105  the name of a refusal, not a secret
    """The enrolment token is wrong, used or too old. Ask for another."""
    NOT_READY = "not_ready"
    """The centre is starting or busy. Try again later."""
    NOT_FOUND = "not_found"
    """There is no such thing at this address. The address or the version is wrong."""
    TOO_MANY = "too_many"
    """Asked too often. Wait; nothing is lost."""
    QUOTA = "quota"
    """No room for more files of this commune. Keep them; call the people who run the centre."""
    FILE_UNKNOWN = "file_unknown"
    """The centre does not have this file yet. Ask again later."""


class VerdictState(IntEnum):
    """What became of an operation at the centre."""

    APPLIED = 1
    HELD = 2
    """Its predecessor is missing; it goes on by itself."""
    PARKED = 3
    """A person must decide."""
    SET_ASIDE = 4
    """A person decided that it shall not be applied; its bytes stay for ever."""


class Hello(msgspec.Struct, frozen=True, array_like=True):
    """What the laptop has. `known` is `state_digest` of the last HelloAnswer it kept, empty when it has none.

    `token`: the last one that the centre gave this incarnation, empty before the first: a copy of the laptop gives
    itself away by an old one. `notices`: what the people who run the centre should know, as short codes.
    """

    device: Id
    incarnation: Id
    epoch: Id
    last_segment_number: Seq
    last_segment_hash: Hash
    cursor: Stamp
    app_version: Annotated[str, Meta(max_length=32)]
    clock_ms: Ms
    sample: bool
    known: Annotated[bytes, Meta(max_length=8)] = b""
    token: Token = b""
    notices: Annotated[tuple[Notice, ...], Meta(max_length=16)] = ()


class HelloAnswer(msgspec.Struct, frozen=True, array_like=True):
    """What the centre has of this incarnation. Number 0 with 32 zero bytes: no segment yet.

    `token`: to be shown at the next Hello. `group_key_id`: of the commune's present group key, empty for none.
    """

    epoch: Id
    now_ms: Ms
    segment_number: Seq
    segment_hash: Hash
    received_seq: Seq
    applied_seq: Seq
    durable_seq: Seq
    feed_head: Stamp
    sample: bool
    token: Token = b""
    group_key_id: Annotated[bytes, Meta(max_length=8)] = b""


class HelloSame(msgspec.Struct, frozen=True, array_like=True):
    """All of the HelloAnswer named by `Hello.known` still holds, but for the time."""

    now_ms: Ms


class EnrolOfficial(msgspec.Struct, frozen=True, array_like=True):
    """An official of the laptop, with the key that he signs his runs with."""

    uuid: Id
    name: Words
    role: Annotated[str, Meta(max_length=32)]
    public: SigningBytes


class Enrol(msgspec.Struct, frozen=True, array_like=True):
    """A laptop's request to be known. Signed with the very key that it brings, which proves that it holds it."""

    token: Annotated[str, Meta(min_length=1, max_length=64)]
    device: Id
    incarnation: Id
    device_name: Words
    signing_public: SigningBytes
    sealing_public: SealingBytes
    officials: Annotated[list[EnrolOfficial], Meta(max_length=64)]
    sample: bool


class EnrolAnswer(msgspec.Struct, frozen=True, array_like=True):
    """The laptop is known. `machine_code` (M07) stands in its provisional codes."""

    epoch: Id
    machine_code: Annotated[str, Meta(min_length=3, max_length=4)]
    now_ms: Ms


class ReceivedReceipt(msgspec.Struct, frozen=True, array_like=True):
    """The centre has stored this sealed segment: *received*, and not one word more."""

    device: Id
    incarnation: Id
    number: Seq
    segment_hash: Hash
    first_seq: Seq
    last_seq: Seq
    received_at_ms: Ms


class FeedRequest(msgspec.Struct, frozen=True, array_like=True):
    """Ask for what was committed after `cursor`, in at most about `max_bytes` of plain content.

    `whole`: send records too that only the asking incarnation has changed; a notebook that differs heals by them.
    `incarnation`: whose verdicts are asked for; empty: of the one that the laptop was last heard under. A copy of the
    laptop may have taken another one since, and the same seq is another operation there.
    """

    cursor: Stamp
    max_bytes: Annotated[int, Meta(ge=1024, le=limits.PLAIN_MAX_BYTES)]
    whole: bool = False
    incarnation: Annotated[bytes, Meta(max_length=16)] = b""


class Verdict(msgspec.Struct, frozen=True, array_like=True):
    """What became of the asking incarnation's operation `seq`. `clean`: merged without a conflict."""

    seq: Seq
    state: int
    stamp: Stamp
    reason: Words
    clean: bool


class Snapshot(msgspec.Struct, frozen=True, array_like=True):
    """A record as the centre has it (its encoding is of sync.records, kept to the byte).

    `mine`: seq of the asking incarnation's last operation that is in it, 0 for none.
    """

    record: msgspec.Raw
    mine: Seq


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """Count and rolling hash of all records of one type, as of the page's `upto`."""

    type: Annotated[str, Meta(max_length=64)]
    count: Seq
    hash: Hash


class FeedPage(msgspec.Struct, frozen=True, array_like=True):
    """What was committed after `after` up to `upto`, which is the next cursor. `head`: the newest stamp there is.

    `digests` come with the last page only (`upto` == `head`), when the centre has them at hand.
    """

    after: Stamp
    upto: Stamp
    head: Stamp
    verdicts: list[Verdict]
    snapshots: list[Snapshot]
    durable_seq: Seq
    digests: list[Digest] | None = None


class Have(msgspec.Struct, frozen=True, array_like=True):
    """Ask how many bytes of each of these uploads have arrived. `kind`: segment or file."""

    kind: Annotated[str, Meta(max_length=16)]
    hashes: Annotated[list[Hash], Meta(min_length=1, max_length=1024)]


class HaveAnswer(msgspec.Struct, frozen=True, array_like=True):
    """Bytes per hash, in the order asked: go on from there; the whole size where it is whole and taken."""

    bytes: list[Seq]


class Recover(msgspec.Struct, frozen=True, array_like=True):
    """Ask which operations of an earlier incarnation the centre has: 8 bytes of SHA-256 of each, from a seq on."""

    incarnation: Id
    first_seq: Seq
    hashes: Annotated[list[ShortHash], Meta(max_length=limits.OPERATIONS_MAX)]


class RecoverAnswer(msgspec.Struct, frozen=True, array_like=True):
    """What became of those that the centre has to the byte; the others never arrived."""

    verdicts: list[Verdict]


class BucketsRequest(msgspec.Struct, frozen=True, array_like=True):
    """Ask for the digests of these types of record, bucket by bucket."""

    types: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(max_length=64)]


class Bucket(msgspec.Struct, frozen=True, array_like=True):
    """All records of a type whose id begins with this byte: count, and first 16 bytes of the rolling hash."""

    type: Annotated[str, Meta(max_length=64)]
    bucket: Annotated[int, Meta(ge=0, le=255)]
    count: Seq
    hash: BucketHash


class BucketsAnswer(msgspec.Struct, frozen=True, array_like=True):
    """Buckets that hold something, as of the stamp `head`; a bucket that is not named is empty."""

    head: Stamp
    buckets: list[Bucket]


class HealRequest(msgspec.Struct, frozen=True, array_like=True):
    """Ask for the records of some buckets of one type, by id, after `after_id` (empty: from the first)."""

    type: Annotated[str, Meta(max_length=64)]
    buckets: Annotated[list[Annotated[int, Meta(ge=0, le=255)]], Meta(min_length=1, max_length=256)]
    after_id: Annotated[bytes, Meta(max_length=16)]
    max_bytes: Annotated[int, Meta(ge=1024, le=limits.PLAIN_MAX_BYTES)]


class HealPage(msgspec.Struct, frozen=True, array_like=True):
    """Every record of those buckets after `after_id` up to `upto_id` (empty: to the end), as the centre has it now."""

    type: Annotated[str, Meta(max_length=64)]
    after_id: Annotated[bytes, Meta(max_length=16)]
    upto_id: Annotated[bytes, Meta(max_length=16)]
    snapshots: list[Snapshot]


class GroupKeys(msgspec.Struct, frozen=True, array_like=True):
    """The commune's group keys, newest first: private halves, sealed to one laptop."""

    keys: Annotated[list[Annotated[bytes, Meta(max_length=128)]], Meta(max_length=64)]


class FileRead(msgspec.Struct, frozen=True, array_like=True):
    """Ask for a piece of a file's ciphertext, from a byte on."""

    hash: Hash
    start: Seq
    max_bytes: Annotated[int, Meta(ge=1, le=limits.MIB // 2)]


class FilePiece(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a file and the size of the whole."""

    size: Seq
    bytes: bytes


class Problem(msgspec.Struct, frozen=True, array_like=True):
    """Why not. `code` is a ProblemCode, or one that only a newer version knows; `detail` holds no personal data."""

    code: Annotated[str, Meta(max_length=64)]
    detail: Words
    request_id: Annotated[str, Meta(max_length=64)]


_encoder: Final = msgspec.msgpack.Encoder()


def encode(message: msgspec.Struct) -> bytes:
    """Return the bytes of a message."""
    return _encoder.encode(message)


def decode(data: bytes, kind: type[Message], *, max_bytes: int = limits.MESSAGE_MAX_BYTES) -> Message:
    """Read a message of that kind. Raises: MessageBrokenError."""
    if len(data) > max_bytes:
        raise MessageBrokenError
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (ValueError, RecursionError):
        raise MessageBrokenError from None
