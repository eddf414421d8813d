"""What the laptop's pier needs from others: a store that keeps, and a road that carries. Types only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID

from sync.protocol.keys import SealingPrivateKey, SealingPublicKey, SigningKey, SigningPublicKey
from sync.protocol.messages import Bucket, EnrolOfficial, Verdict
from sync.records.errors import TransportError
from sync.records.record import Record

NEVER_AGREED: Final = -1
DIFFERS: Final = -2
"""In place of a cursor: both notebooks were compared and found to differ; everything is to be pulled anew."""


class UnreachableError(TransportError):
    """Nobody answered, or the answer broke off: try again later.

    `reason`: dns, no_route, timed_out, tls, clock_wrong, proxy, server_down, broken_off, or empty; nobody_listens,
    where another laptop was called.
    """

    def __init__(self, detail: str = "", *, reason: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class BrokenOffError(UnreachableError):
    """The connection stood and broke: the same request may be asked again at once.

    `received`: what came of the answer, from its byte `start` on. `sent`: bytes of the body that were handed on.
    """

    def __init__(self, detail: str = "", *, received: bytes = b"", start: int = 0, sent: int = 0) -> None:
        super().__init__(detail, reason="broken_off")
        self.received = received
        self.start = start
        self.sent = sent


class NotTheCentreError(TransportError):
    """Somebody answered who is not the centre: a sign-in page, another server, or bytes changed on the way.

    `reason`: portal, proxy, too_many, or empty.
    """

    def __init__(self, detail: str = "", *, reason: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class CrossingStoppedError(TransportError):
    """The crossing must not go on; `trouble` keys what the official reads."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back over a road, unproven. `start`: the answer's byte that `body` begins with."""

    status: int
    content_type: str
    body: bytes
    start: int = 0


class Road(Protocol):
    """One request and its reply. Whoever implements it follows no redirect and bounds what he reads."""

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request there and its reply back. Raises: UnreachableError, BrokenOffError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FerryKeys:
    """The device's own keys, and whom it knows: the centre, and the commune's group where it has one."""

    device_signing: SigningKey = field(repr=False)
    device_sealing: SealingPrivateKey = field(repr=False)
    centre_signing: SigningPublicKey
    centre_sealing: SealingPublicKey
    group_sealing: SealingPublicKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where this laptop stands with the centre. `hello` is the last HelloAnswer's payload, empty before the first.

    `last_number` and `last_hash` are those of the last segment written down, sent or not. `agreed_cursor` is the
    cursor at which both notebooks were last found equal, NEVER_AGREED or DIFFERS. `group_key_ids`: of the group keys
    that it holds. `notices`: what the people who run the centre should know. `is_metered`: each byte costs money.
    """

    device: bytes
    incarnation: bytes
    commune: str
    machine: str
    is_sample: bool
    is_enrolled: bool
    enrolment_token: bytes = field(repr=False)
    officials: tuple[EnrolOfficial, ...]
    epoch: bytes
    cursor: int
    agreed_cursor: int
    hello: bytes
    last_number: int
    last_hash: bytes
    group_key_ids: frozenset[bytes] = frozenset()
    notices: tuple[str, ...] = ()
    is_paused: bool = False
    is_metered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An operation that is in no segment yet. `signature` is its official's over the chain up to here."""

    seq: int
    raw: bytes
    actor: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sealed segment as it was written down: a retry is these bytes again."""

    number: int
    first_seq: int
    last_seq: int
    hash: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A page of the feed, read: `records` are those that changed, each with the last own seq that is in it.

    `written`: record id -> the very bytes in which it came, so that nobody has to write it out again.
    """

    after: int
    upto: int
    verdicts: Sequence[Verdict]
    records: Sequence[tuple[Record, int]]
    durable_seq: int
    written: Mapping[UUID, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrated:
    """What a page changed: operations newly applied, newly parked, and new conflicts."""

    applied: int = 0
    parked: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What the centre has not received yet: so many operations of so many bytes, before compression and sealing."""

    operations: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The operations of one incarnation, for the centre to say which it has: seq and 8 bytes of the hash of each."""

    incarnation: bytes
    hashes: Mapping[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """How a laptop goes on after a doubt, in one transaction.

    `incarnation`: it writes under this one from now on, new or the present one; into a new one moves what the centre
    does not have. `verdicts`: incarnation -> what the centre has of it, for every one that was asked about, oldest
    first. `reopened_after`: segments of the present incarnation above this number are to be sent again, None for none.
    `feed_head`: the newest stamp that the centre knows; what a laptop knows of later ones is of another life of it.
    """

    incarnation: bytes
    verdicts: Mapping[bytes, Sequence[Verdict]]
    epoch: bytes
    hello: bytes
    feed_head: int
    why: str
    reopened_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Healing:
    """All that the centre has of some buckets of one type behind `after_id` up to `upto_id` (empty: to the end).

    `records`: each with the last own seq that is in it. `written`: record id -> the very bytes in which it came.
    """

    type: str
    buckets: Sequence[int]
    after_id: bytes
    upto_id: bytes
    records: Sequence[tuple[Record, int]]
    written: Mapping[UUID, bytes]


class Store(Protocol):
    """The notebook as the ferry sees it. Each call is one transaction, durable when it returns."""

    def standing(self) -> Standing:
        """Return where this laptop stands."""
        ...

    def note_enrolled(self, *, epoch: bytes, machine: str) -> None:
        """Keep that the centre knows this laptop. The token stays: a centre that was restored may need it again."""
        ...

    def note_hello(self, *, epoch: bytes, payload: bytes, durable_seq: int) -> None:
        """Keep the centre's last HelloAnswer; applied operations up to `durable_seq` are in a backup there."""
        ...

    def pending(self) -> Written | None:
        """Return the first segment without a receipt."""
        ...

    def unsent(self) -> Unsent:
        """Return how much the centre has not received yet, in a segment or not."""
        ...

    def hash_of(self, number: int) -> bytes | None:
        """Return the hash of a segment of this incarnation that is still kept."""
        ...

    def waiting(self, *, max_bytes: int) -> Sequence[Waiting]:
        """Return the first operations that are in no segment, in order of seq: one more than `max_bytes` hold."""
        ...

    def write_down(self, segment: Written) -> None:
        """Keep a new segment; its operations are on their way from now on."""
        ...

    def settle(self, number: int, receipt: bytes) -> None:
        """Keep the receipt of a segment; its operations, and no others, have arrived."""
        ...

    def integrate(self, page: Pulled) -> Integrated:
        """Take in a page: verdicts, records, what waits replayed on top, and the cursor, all or nothing."""
        ...

    def digests(self) -> Mapping[str, tuple[int, bytes]]:
        """Return record type -> count and rolling hash of what the centre is known to have."""
        ...

    def is_all_applied(self) -> bool:
        """Tell whether nothing of this laptop's waits, is under way, held or parked."""
        ...

    def note_crossing(self, *, at_ms: int, trouble: str, agreed_cursor: int | None, request_id: str = "") -> None:
        """Keep how a crossing went; a cursor where both notebooks were found equal, None where they were not.

        `request_id`: the centre's name for the request that it refused.
        """
        ...

    def pull_anew(self) -> None:
        """Begin the feed from its start next time: the notebooks differ."""
        ...

    def step_back(self, cursor: int) -> None:
        """Go on from an earlier place of the feed: the centre was restored and its feed ends there."""
        ...

    def offers(self, *, present: bool) -> Sequence[Offer]:
        """Return the operations of every earlier incarnation, oldest first, and of the present one where asked for."""
        ...

    def begin_anew(self, anew: Anew) -> int:
        """Go on as `anew` says; return how many operations were carried over into its incarnation."""
        ...

    def unsettled(self, *, applied_seq: int) -> Sequence[Offer]:
        """Return the operations of earlier incarnations of which the centre has not said its last word.

        And those of the present one up to `applied_seq` that are received, but not judged.
        """
        ...

    def note_verdicts(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> None:
        """Write down what became of operations of an earlier incarnation, and the pages that follow from it."""
        ...

    def check_bases(self) -> int:
        """Compare what the centre said with its kept hashes, all of it or a part; return how many were not the same.

        Those are hashed anew, so that the digests tell the truth, and both notebooks no longer count as equal.
        """
        ...

    def buckets(self, types: Sequence[str]) -> Sequence[Bucket]:
        """Return count and hash of each bucket of these types that holds something."""
        ...

    def heal(self, healing: Healing) -> int:
        """Put the bases of some buckets equal to the centre's; return how many differed. What waits stays on top."""
        ...

    def keep_group_keys(self, keys: Sequence[bytes]) -> None:
        """Keep the private halves of the commune's group keys, newest first: what follows is sealed to that one."""
        ...
