"""What the laptop's pier needs from others: a store that keeps, and a road that carries. Types only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from sync.protocol.keys import SealingPrivateKey, SealingPublicKey, SigningKey, SigningPublicKey
from sync.protocol.messages import EnrolOfficial, Verdict
from sync.records.errors import TransportError
from sync.records.record import Record

NEVER_AGREED: Final = -1
DIFFERS: Final = -2
"""In place of a cursor: both notebooks were compared and found to differ; everything is to be pulled anew."""


class UnreachableError(TransportError):
    """Nobody answered, or the answer broke off: try again later."""


class NotTheCentreError(TransportError):
    """Somebody answered who is not the centre: a sign-in page, another server, or bytes changed on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back over a road, unproven."""

    status: int
    content_type: str
    body: bytes


class Road(Protocol):
    """One request and its reply. Whoever implements it follows no redirect and bounds what he reads."""

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request there and its reply back. Raises: UnreachableError."""
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
    cursor at which both notebooks were last found equal, NEVER_AGREED or DIFFERS.
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
    """A page of the feed, read: `records` are those that changed, each with the last own seq that is in it."""

    after: int
    upto: int
    verdicts: Sequence[Verdict]
    records: Sequence[tuple[Record, int]]
    durable_seq: int


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


class Store(Protocol):
    """The notebook as the ferry sees it. Each call is one transaction, durable when it returns."""

    def standing(self) -> Standing:
        """Return where this laptop stands."""
        ...

    def note_enrolled(self, *, epoch: bytes, machine: str) -> None:
        """Keep that the centre knows this laptop; the token is spent."""
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

    def note_crossing(self, *, at_ms: int, trouble: str, agreed_cursor: int | None) -> None:
        """Keep how a crossing went; a cursor where both notebooks were found equal, None where they were not."""
        ...

    def pull_anew(self) -> None:
        """Begin the feed from its start next time: the notebooks differ."""
        ...
