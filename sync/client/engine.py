"""One crossing of the ferry: enrol, hello, push, pull, agree. Knows no database, no HTTP library and no screen."""

import threading
from dataclasses import dataclass
from typing import Final

import msgspec

from sync.client.asking import ENROL, FEED, HELLO, Asking, told
from sync.client.cutting import seal_next
from sync.client.planning import SEGMENT_BYTES, next_segment, segments_behind
from sync.client.ports import (
    DIFFERS,
    FerryKeys,
    NotTheCentreError,
    Pulled,
    Road,
    Standing,
    Store,
    UnreachableError,
    Written,
)
from sync.client.progress import Meter
from sync.protocol.answers import SEGMENT_CONTENT_TYPE, AnswerKind, CentreRefusedError, state_digest
from sync.protocol.errors import AnswerBrokenError, NotForUsError, UnknownFormatError
from sync.protocol.feed import open_page
from sync.protocol.limits import KIB
from sync.protocol.messages import (
    Enrol,
    EnrolAnswer,
    FeedPage,
    FeedRequest,
    Hello,
    HelloAnswer,
    HelloSame,
    ReceivedReceipt,
    encode,
)
from sync.records.errors import TransportError
from sync.records.record import decode_record
from sync.records.seams import Clock, Random, Step, no_step

PULL_BYTES: Final = 256 * KIB


class CrossingStoppedError(TransportError):
    """The crossing must not go on; `trouble` keys what the official reads."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What came of one crossing, in operations. `agreed`: all of ours is applied and both notebooks are equal.

    `trouble` is empty, or a key: unreachable, not_the_centre, under_way, disagree, sample_into_real,
    real_into_sample, epoch_changed, centre_behind, unknown_format, or a ProblemCode that the centre answered.
    """

    sent: int = 0
    received: int = 0
    applied: int = 0
    parked: int = 0
    conflicts: int = 0
    agreed: bool = False
    trouble: str = ""
    finished_at_ms: int = 0


class Engine:
    """The laptop's pier. One crossing at a time; whatever breaks it off, the next one goes on where it was."""

    def __init__(
        self,
        store: Store,
        road: Road,
        keys: FerryKeys,
        clock: Clock,
        random: Random,
        *,
        app_version: str,
        step: Step = no_step,
        segment_bytes: int = SEGMENT_BYTES,
        pull_bytes: int = PULL_BYTES,
        meter: Meter | None = None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._random = random
        self._app_version = app_version
        self._step = step
        self._asking = Asking(
            road,
            device=store.standing().device,
            device_key=keys.device_signing,
            centre_key=keys.centre_signing,
            random=random,
            step=step,
        )
        self._segment_bytes = segment_bytes
        self._pull_bytes = pull_bytes
        self._meter = meter or Meter()
        self._one_at_a_time = threading.Lock()

    def sync(self) -> SyncReport:
        """Cross once, and tell the meter how far it has come.

        Never raises for the road or a refusal: the report says what came of it.

        Raises: what the store raises (DiskFullError and the like), and our own faults.
        """
        if not self._one_at_a_time.acquire(blocking=False):
            return SyncReport(trouble="under_way", finished_at_ms=self._clock.now_ms())
        try:
            tally = _Tally()
            self._meter.begin()
            trouble = self._cross(tally)
            now_ms = self._clock.now_ms()
            agreed_cursor = self._store.standing().cursor if tally.is_agreed else None
            self._step("sync.note")
            self._store.note_crossing(at_ms=now_ms, trouble=trouble, agreed_cursor=agreed_cursor)
            self._step("sync.noted")
            return SyncReport(
                sent=tally.sent,
                received=tally.sent,
                applied=tally.applied,
                parked=tally.parked,
                conflicts=tally.conflicts,
                agreed=tally.is_agreed,
                trouble=trouble,
                finished_at_ms=now_ms,
            )
        finally:
            self._meter.end()
            self._one_at_a_time.release()

    def _cross(self, tally: "_Tally") -> str:
        """Take every step; return the trouble that ended it, or the first that did not."""
        try:
            if not self._store.standing().is_enrolled:
                self._enrol()
            answer = self._hello()
            refusal = self._push(tally)
            self._pull(tally, answer, was_refused=bool(refusal))
        except UnreachableError:
            return "unreachable"
        except (NotTheCentreError, AnswerBrokenError):
            return "not_the_centre"
        except UnknownFormatError:
            return "unknown_format"
        except CentreRefusedError as error:
            return error.problem.code
        except CrossingStoppedError as error:
            return error.trouble
        return refusal

    def _enrol(self) -> None:
        standing = self._store.standing()
        request = Enrol(
            standing.enrolment_token.hex(),
            standing.device,
            standing.incarnation,
            standing.machine,
            self._keys.device_signing.public.to_bytes(),
            self._keys.device_sealing.public.to_bytes(),
            list(standing.officials),
            standing.is_sample,
        )
        answer = told(self._asking.ask("POST", ENROL, encode(request), AnswerKind.ENROL).payload, EnrolAnswer)
        self._step("sync.enrolled")
        self._store.note_enrolled(epoch=answer.epoch, machine=answer.machine_code)
        self._step("sync.enrolment_kept")

    def _hello(self) -> HelloAnswer:
        standing = self._store.standing()
        last = told(standing.hello, HelloAnswer) if standing.hello else None
        request = Hello(
            standing.device,
            standing.incarnation,
            standing.epoch,
            standing.last_number,
            standing.last_hash,
            standing.cursor,
            self._app_version,
            self._clock.now_ms(),
            standing.is_sample,
            state_digest(last) if last else b"",
        )
        proven = self._asking.ask("POST", HELLO, encode(request), AnswerKind.HELLO, AnswerKind.HELLO_SAME)
        if proven.kind == AnswerKind.HELLO:
            answer = told(proven.payload, HelloAnswer)
        elif last is not None:
            told(proven.payload, HelloSame)
            answer = last
        else:
            raise AnswerBrokenError
        self._refuse_wrong_centre(standing, answer)
        if answer is not last:
            self._step("sync.hello")
            self._store.note_hello(epoch=answer.epoch, payload=proven.payload, durable_seq=answer.durable_seq)
        return answer

    def _refuse_wrong_centre(self, standing: Standing, answer: HelloAnswer) -> None:
        """Stop before anything is sent where the centre is not the one that this notebook belongs to."""
        if answer.sample != standing.is_sample:
            raise CrossingStoppedError("sample_into_real" if standing.is_sample else "real_into_sample")
        if standing.epoch and answer.epoch != standing.epoch:
            raise CrossingStoppedError("epoch_changed")
        if answer.segment_number > standing.last_number:
            raise CrossingStoppedError("client_behind")
        if answer.segment_number and self._store.hash_of(answer.segment_number) not in (None, answer.segment_hash):
            raise CrossingStoppedError("fork")
        pending = self._store.pending()
        first_open = pending.number if pending else standing.last_number + 1
        if answer.segment_number < first_open - 1:
            raise CrossingStoppedError("centre_behind")

    def _push(self, tally: "_Tally") -> str:
        """Send what is written down, then what waits; return why the centre took no more, empty where it took all."""
        unsent = self._store.unsent()
        try:
            while True:
                segment = self._store.pending() or self._cut()
                if segment is None:
                    return ""
                operations = segment.last_seq - segment.first_seq + 1
                self._meter.begin_segment(
                    total_bytes=len(segment.sealed),
                    operations_left=max(operations, unsent.operations - tally.sent),
                    segments_behind=segments_behind(
                        unsent, operations_before=tally.sent + operations, max_bytes=self._segment_bytes
                    ),
                )
                self._send(segment)
                self._meter.end_segment()
                tally.sent += operations
        except CentreRefusedError as error:
            return error.problem.code

    def _cut(self) -> Written | None:
        """Cut, seal and write down the next segment: only then may it be sent."""
        operations = next_segment(self._store.waiting(max_bytes=self._segment_bytes), max_bytes=self._segment_bytes)
        if not operations:
            return None
        segment = seal_next(operations, self._store.standing(), self._keys, self._random)
        self._step("sync.write_down")
        self._store.write_down(segment)
        self._step("sync.written_down")
        return segment

    def _send(self, segment: Written) -> None:
        standing = self._store.standing()
        path = f"/v1/segments/{standing.incarnation.hex()}/{segment.number}"
        proven = self._asking.ask("PUT", path, segment.sealed, AnswerKind.RECEIVED, content_type=SEGMENT_CONTENT_TYPE)
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
        self._step("sync.settle")
        self._store.settle(segment.number, proven.payload)
        self._step("sync.settled")

    def _pull(self, tally: "_Tally", answer: HelloAnswer, *, was_refused: bool) -> None:
        """Take the feed in up to its head, then compare both notebooks."""
        standing = self._store.standing()
        is_quiet = answer.feed_head == standing.cursor == standing.agreed_cursor and not tally.sent
        if is_quiet and self._store.is_all_applied():
            tally.is_agreed = True
            return
        while True:
            page = self._next_page(standing)
            pulled = _pulled(page)
            self._step("sync.integrate")
            taken = self._store.integrate(pulled)
            self._step("sync.integrated")
            tally.applied += taken.applied
            tally.parked += taken.parked
            tally.conflicts += taken.conflicts
            standing = self._store.standing()
            if page.upto == page.head:
                break
        self._compare(tally, page, was_refused=was_refused)

    def _next_page(self, standing: Standing) -> FeedPage:
        cursor = standing.cursor
        request = encode(FeedRequest(cursor, self._pull_bytes, standing.agreed_cursor == DIFFERS))
        self._meter.begin_page()
        proven = self._asking.ask("POST", FEED, request, AnswerKind.FEED)
        try:
            page = open_page(proven.payload, request_digest=proven.digest, key=self._keys.device_sealing)
        except NotForUsError:
            raise AnswerBrokenError from None
        if page.head < cursor:
            raise CrossingStoppedError("centre_behind")
        is_forward = page.after == cursor <= page.upto <= page.head
        if not is_forward or (page.upto == cursor and page.upto != page.head):
            raise AnswerBrokenError
        return page

    def _compare(self, tally: "_Tally", page: FeedPage, *, was_refused: bool) -> None:
        if page.digests is None:
            return
        theirs = {each.type: (each.count, each.hash) for each in page.digests if each.count}
        if dict(self._store.digests()) != theirs:
            self._step("sync.pull_anew")
            self._store.pull_anew()
            raise CrossingStoppedError("disagree")
        if not was_refused and self._store.is_all_applied():
            tally.is_agreed = True


@dataclass(slots=True)
class _Tally:
    """What this crossing did so far, in operations."""

    sent: int = 0
    applied: int = 0
    parked: int = 0
    conflicts: int = 0
    is_agreed: bool = False


def _pulled(page: FeedPage) -> Pulled:
    """Read the records of a page. Raises: AnswerBrokenError."""
    try:
        records = [(decode_record(bytes(each.record)), each.mine) for each in page.snapshots]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise AnswerBrokenError from None
    return Pulled(
        after=page.after, upto=page.upto, verdicts=page.verdicts, records=records, durable_seq=page.durable_seq
    )
