"""What goes into the next segment, how large it is and how hard it is squeezed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sync.client.ports import Unsent, Waiting
from sync.protocol.chain import NO_SIGNATURE, Run
from sync.protocol.limits import KIB, MIB, OPERATIONS_MAX
from sync.protocol.sealing import DEFAULT_LEVEL

QUICK_MS: Final = 400
"""An exchange below this may carry more the next time, whatever the link."""

ROUND_TRIPS: Final = 20
"""So many round trips an exchange should last: then waiting for the answer costs a twentieth of the time."""

RAW_MAX_BYTES: Final = 12 * MIB
"""Operations' bytes in a segment, before compression; below what the format allows."""

SLOWED_AT_MOST: Final = 4
"""By so much a segment may lower what is known of the road's speed: it may have waited for the centre alone, which was
still at work on the one before."""

_FIRST_RATIO: Final = 0.35
_SPEED_FROM_BYTES: Final = 8 * KIB
_LEVELS: Final = ((1_000_000, DEFAULT_LEVEL), (150_000, 9))
_LEVEL_OF_A_THIN_LINK: Final = 19


@dataclass(slots=True)
class Pace:
    """How many bytes one exchange carries: more while the road is quick, fewer where it gives no progress."""

    now_bytes: int
    smallest: int
    largest: int

    def went(self, *, size: int, took_ms: int, round_trip_ms: int) -> None:
        """An exchange of so many bytes went well. What was not full tells nothing about a fuller one."""
        if size >= self.now_bytes // 2 and took_ms < max(QUICK_MS, ROUND_TRIPS * round_trip_ms):
            self.now_bytes = min(self.largest, self.now_bytes * 2)

    def broke(self) -> None:
        """An exchange came to nothing."""
        self.now_bytes = max(self.smallest, self.now_bytes // 2)


@dataclass(slots=True)
class Load:
    """How much goes into a segment: its sealed bytes follow the pace, the operations' bytes how well they squeeze.

    `fixed_bytes`: operations' bytes of every segment, whatever the road; 0: as the road allows.
    """

    pace: Pace
    fixed_bytes: int = 0
    _ratio: float = _FIRST_RATIO
    _bytes_per_s: float = 0.0

    @property
    def raw_bytes(self) -> int:
        """Return how many bytes of operations the next segment should hold."""
        return self.fixed_bytes or min(RAW_MAX_BYTES, int(self.pace.now_bytes / self._ratio))

    @property
    def level(self) -> int:
        """Return the zstd level for the next segment."""
        return level_for(self._bytes_per_s)

    def sealed(self, *, raw_bytes: int, sealed_bytes: int) -> None:
        """Learn how well the last segment squeezed."""
        self._ratio = min(1.5, max(0.02, sealed_bytes / max(1, raw_bytes)))

    def went(self, *, sealed_bytes: int, took_ms: int, round_trip_ms: int) -> None:
        """Learn how fast the last segment went."""
        if sealed_bytes >= _SPEED_FROM_BYTES:
            measured = sealed_bytes * 1000 / max(1, took_ms - round_trip_ms)
            self._bytes_per_s = max(measured, self._bytes_per_s / SLOWED_AT_MOST)
        self.pace.went(size=sealed_bytes, took_ms=took_ms, round_trip_ms=round_trip_ms)

    def too_large(self) -> None:
        """The last one was over a limit: a quarter of it from now on."""
        self.pace.now_bytes = max(self.pace.smallest, self.pace.now_bytes // 4)
        self.fixed_bytes //= 4


def segment_pace() -> Pace:
    """Return the pace of segments, in sealed bytes."""
    return Pace(now_bytes=48 * KIB, smallest=16 * KIB, largest=2 * MIB)


def page_pace() -> Pace:
    """Return the pace of the feed's pages, in bytes of plain content."""
    return Pace(now_bytes=64 * KIB, smallest=16 * KIB, largest=4 * MIB)


def level_for(bytes_per_s: float) -> int:
    """Return the zstd level that a link of this speed is worth; 0: the speed is not known yet."""
    if not bytes_per_s:
        return DEFAULT_LEVEL
    return next((level for speed, level in _LEVELS if bytes_per_s >= speed), _LEVEL_OF_A_THIN_LINK)


def next_segment(waiting: Sequence[Waiting], *, max_bytes: int) -> tuple[Waiting, ...]:
    """Take the longest gapless run from the front that fits, at least one operation where there is one.

    Order is seq alone. Nothing is skipped here: what cannot be applied is parked by the centre, with its record's
    later ones; other records go on.
    """
    taken: list[Waiting] = []
    used = 0
    for each in waiting:
        used += len(each.raw)
        if taken and (used > max_bytes or each.seq != taken[-1].seq + 1 or len(taken) == OPERATIONS_MAX):
            break
        taken.append(each)
    return tuple(taken)


def segments_behind(unsent: Unsent, *, operations_before: int, max_bytes: int) -> int:
    """Return how many segments will follow behind the first so many operations; an estimate, by their mean size."""
    left = max(0, unsent.operations - operations_before)
    return -(-unsent.bytes * left // (max(1, unsent.operations) * max_bytes))


def runs_of(operations: Sequence[Waiting]) -> tuple[Run, ...]:
    """Return each official's operations without a break, with the signature of the last: it covers all before it.

    Operations that were carried over bring their own proof and stand in runs of their own, without a signature.
    """
    return tuple(
        Run(each.actor, each.seq, each.signature)
        for each, following in zip(operations, [*operations[1:], None], strict=True)
        if following is None or _proof_of(following) != _proof_of(each)
    )


def _proof_of(each: Waiting) -> tuple[bytes, bool]:
    return each.actor, each.signature == NO_SIGNATURE
