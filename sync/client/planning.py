"""What goes into the next segment. Pure."""

from collections.abc import Sequence
from typing import Final

from sync.client.ports import Unsent, Waiting
from sync.protocol.chain import Run
from sync.protocol.limits import KIB, OPERATIONS_MAX

SEGMENT_BYTES: Final = 48 * KIB
"""Operations' bytes in a segment, before compression."""


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
    """Return each official's operations without a break, with the signature of the last: it covers all before it."""
    return tuple(
        Run(each.actor, each.seq, each.signature)
        for each, following in zip(operations, [*operations[1:], None], strict=True)
        if following is None or following.actor != each.actor
    )
