"""Push: every segment that has no receipt, then new ones, one after the other, each from the byte where it broke."""

from typing import Final

from sync.client.asking import FRUITLESS_MAX, HAVE, Proven, told
from sync.client.cutting import seal_next
from sync.client.gear import Gear, Tally
from sync.client.planning import next_segment, segments_behind
from sync.client.ports import BrokenOffError, Written
from sync.client.questions import segment_path
from sync.protocol.answers import SEGMENT_CONTENT_TYPE, AnswerKind, CentreRefusedError
from sync.protocol.errors import AnswerBrokenError, SegmentTooLargeError
from sync.protocol.limits import KIB
from sync.protocol.messages import Have, HaveAnswer, ProblemCode, ReceivedReceipt, encode

STREAMED_FROM_BYTES: Final = 16 * KIB
"""A smaller segment is sent again whole: to ask how much of it came would cost as much."""

_PAUSES_MS: Final = (50, 200, 800)


def push(gear: Gear, tally: Tally) -> CentreRefusedError | None:
    """Send what is written down, then what waits; return why the centre took no more, None where it took all."""
    unsent = gear.store.unsent()
    try:
        while True:
            pending = gear.store.pending()
            segment = pending or _cut(gear)
            if segment is None:
                return None
            operations = segment.last_seq - segment.first_seq + 1
            gear.meter.begin_segment(
                total_bytes=len(segment.sealed),
                operations_left=max(operations, unsent.operations - tally.sent),
                segments_behind=segments_behind(
                    unsent, operations_before=tally.sent + operations, max_bytes=gear.load.raw_bytes
                ),
            )
            _send(gear, segment, may_be_there=pending is not None)
            gear.meter.end_segment()
            tally.sent += operations
    except CentreRefusedError as error:
        return error


def _cut(gear: Gear) -> Written | None:
    """Cut, seal and write down the next segment: only then may it be sent."""
    while operations := next_segment(gear.store.waiting(max_bytes=gear.load.raw_bytes), max_bytes=gear.load.raw_bytes):
        try:
            segment = seal_next(operations, gear.store.standing(), gear.keys, gear.random, level=gear.load.level)
        except SegmentTooLargeError:  # it squeezed far worse than the one before
            if len(operations) == 1:
                raise
            gear.load.too_large()
            continue
        gear.load.sealed(raw_bytes=sum(len(each.raw) for each in operations), sealed_bytes=len(segment.sealed))
        gear.step("sync.write_down")
        gear.store.write_down(segment)
        gear.step("sync.written_down")
        return segment
    return None


def _send(gear: Gear, segment: Written, *, may_be_there: bool) -> None:
    """`may_be_there`: it was sent before, and some of it may have come."""
    standing = gear.store.standing()
    path = segment_path(standing.incarnation, segment.number)
    size = len(segment.sealed)
    try:
        if size < STREAMED_FROM_BYTES:
            proven = gear.asking.ask(
                "PUT", path, segment.sealed, AnswerKind.RECEIVED, content_type=SEGMENT_CONTENT_TYPE
            )
        else:
            proven = _streamed(gear, path, segment, start=_arrived(gear, segment) if may_be_there else 0)
    except BrokenOffError:
        gear.load.pace.broke()
        raise
    receipt = told(proven.payload, ReceivedReceipt)
    promised = (
        standing.device,
        standing.incarnation,
        segment.number,
        segment.hash,
        segment.first_seq,
        segment.last_seq,
    )
    stored = (
        receipt.device,
        receipt.incarnation,
        receipt.number,
        receipt.segment_hash,
        receipt.first_seq,
        receipt.last_seq,
    )
    if stored != promised:
        raise AnswerBrokenError
    gear.load.went(sealed_bytes=size, took_ms=proven.took_ms, round_trip_ms=gear.asking.round_trip_ms)
    gear.step("sync.settle")
    gear.store.settle(segment.number, proven.payload)
    gear.step("sync.settled")


def _streamed(gear: Gear, path: str, segment: Written, *, start: int) -> Proven:
    """Send the segment from a byte on; after a break ask how much came, and go on there."""
    size = len(segment.sealed)
    fruitless = 0
    while True:
        gear.meter.go_on_from(start)
        try:
            return gear.asking.ask(
                "PUT",
                f"{path}/{segment.hash.hex()}/{size}?from={start}",
                segment.sealed[start:],
                AnswerKind.RECEIVED,
                content_type=SEGMENT_CONTENT_TYPE,
                is_streamed=True,
            )
        except BrokenOffError as cut:
            there = _arrived_after(gear, segment, start, cut)
            fruitless = 0 if there > start else fruitless + 1
            if fruitless >= FRUITLESS_MAX:
                raise
            start = there
        except CentreRefusedError as error:
            if not start or error.problem.code != ProblemCode.GAP:
                raise
            start = 0  # it let go of what had come


def _arrived_after(gear: Gear, segment: Written, start: int, cut: BrokenOffError) -> int:
    """Return how much has arrived; a centre that has not noticed the break yet is given some time."""
    there = _arrived(gear, segment)
    for pause_ms in _PAUSES_MS:
        if there > start or not cut.sent:
            break
        gear.rest(pause_ms)
        there = _arrived(gear, segment)
    return there


def _arrived(gear: Gear, segment: Written) -> int:
    """Return how many bytes of the segment the centre has."""
    proven = gear.asking.ask("POST", HAVE, encode(Have("segment", [segment.hash])), AnswerKind.HAVE)
    answer = told(proven.payload, HaveAnswer)
    if len(answer.bytes) != 1 or answer.bytes[0] > len(segment.sealed):
        raise AnswerBrokenError
    return answer.bytes[0]
