"""What is carried for the commune's other laptops goes on to the centre: each chain in order, and nothing for ever."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from sync.client.asking import FRUITLESS_MAX, Asking, told
from sync.client.patience import next_try
from sync.client.relay import PeerSegment
from sync.client.streaming import STREAMED_FROM_BYTES, stream
from sync.protocol.answers import CentreRefusedError
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.messages import ProblemCode, ReceivedReceipt
from sync.protocol.segment import segment_hash
from sync.records.seams import Random, Rest

_ANEW: Final = frozenset({ProblemCode.FORK, ProblemCode.FROZEN})
_NEVER: Final = frozenset(
    {
        ProblemCode.REVOKED,
        ProblemCode.WRONG_COMMUNE,
        ProblemCode.SAMPLE_INTO_REAL,
        ProblemCode.REAL_INTO_SAMPLE,
        ProblemCode.TOO_LARGE,
        ProblemCode.KEY_RETIRED,
    }
)
_BUSY: Final = frozenset({ProblemCode.TOO_MANY, ProblemCode.NOT_READY})


class Fate(StrEnum):
    """What becomes of a chain that the centre refused."""

    WAITS = "waits"
    """It is offered again when its time has come."""

    CLOSED = "closed"
    """The same bytes will never be taken: they stay, are sent no more, and people are told why."""

    LET_GO = "let_go"
    """The chain has two ends: its author carries the work into a new incarnation himself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The centre's no to a chain. `failures`: so many in a row; `wait_ms`: not again before that."""

    reason: str
    failures: int
    fate: Fate
    wait_ms: int


class CarrierStore(Protocol):
    """The notebook of who carries for others. Each call is one transaction."""

    def due(self) -> list[PeerSegment]:
        """Return the segments of others that are to be handed on now, each chain in order; none where bytes cost."""
        ...

    def failures(self, segment: PeerSegment) -> int:
        """Return how often in a row the centre refused the segment's chain."""
        ...

    def note_refused(self, segment: PeerSegment, refusal: Refusal) -> None:
        """Keep why the centre took no more of the segment's chain."""
        ...

    def note_delivered(self, segment: PeerSegment, receipt: bytes) -> None:
        """Keep that the centre has a segment of another laptop."""
        ...


def hand_on(asking: Asking, store: CarrierStore, random: Random, rest: Rest) -> int:
    """Bring the centre what is carried for others; return how many segments it took. A no leaves the rest of a chain.

    Raises: UnreachableError, NotTheCentreError, AnswerBrokenError.
    """
    refused: set[tuple[bytes, bytes]] = set()
    delivered = 0
    for segment in store.due():
        chain = (segment.device, segment.incarnation)
        if chain in refused:
            continue
        try:
            receipt = _handed(asking, segment, rest)
        except CentreRefusedError as error:
            code = error.problem.code
            store.note_refused(segment, refusal_for(code, store.failures(segment) + 1, random))
            if code in _BUSY:
                break
            refused.add(chain)
            continue
        store.note_delivered(segment, receipt)
        delivered += 1
    return delivered


def refusal_for(code: str, failures: int, random: Random) -> Refusal:
    """Return what a no means for the chain. `broken` may be the road's doing: the third is believed."""
    if code in _ANEW:
        fate = Fate.LET_GO
    elif code in _NEVER or (code == ProblemCode.BROKEN and failures >= FRUITLESS_MAX):
        fate = Fate.CLOSED
    else:
        fate = Fate.WAITS
    return Refusal(reason=code, failures=failures, fate=fate, wait_ms=next_try(code, failures, random).ms)


def _handed(asking: Asking, segment: PeerSegment, rest: Rest) -> bytes:
    """Return the receipt. A large segment is asked for before it is sent: its author may have been there meanwhile."""
    path = f"/v1/peers/{segment.device.hex()}/{segment.incarnation.hex()}/{segment.number}"
    size = len(segment.sealed)
    proven = stream(asking, path, segment.sealed, start=size if size >= STREAMED_FROM_BYTES else 0, rest=rest)
    if told(proven.payload, ReceivedReceipt).segment_hash != segment_hash(segment.sealed):
        raise AnswerBrokenError
    return proven.payload
