"""Push: every segment that has no receipt, then new ones, one after the other, each from the byte where it broke."""

from sync.client.asking import told
from sync.client.cutting import seal_next
from sync.client.gear import Gear, Tally
from sync.client.planning import next_segment, segments_behind
from sync.client.ports import BrokenOffError, Written
from sync.client.questions import segment_path
from sync.client.streaming import STREAMED_FROM_BYTES, arrived, stream
from sync.protocol.answers import SEGMENT_CONTENT_TYPE, AnswerKind, CentreRefusedError
from sync.protocol.errors import AnswerBrokenError, SegmentTooLargeError
from sync.protocol.messages import ReceivedReceipt


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
            start = arrived(gear.asking, segment.sealed, segment.hash) if may_be_there else 0
            begins = gear.meter.go_on_from
            proven = stream(gear.asking, path, segment.sealed, start=start, rest=gear.rest, begins=begins)
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
