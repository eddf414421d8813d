"""One crossing of the ferry: enrol, hello, push, pull, agree. Knows no database, no HTTP library and no screen."""

import threading
from dataclasses import dataclass
from typing import Final

from sync.client import greeting, recovering
from sync.client.asking import Asking
from sync.client.beside import Besides, in_turn
from sync.client.filing import FileStore, LaneReport, carry_files, file_pace
from sync.client.gear import Gear, Tally
from sync.client.planning import Load, page_pace, segment_pace
from sync.client.ports import (
    CrossingStoppedError,
    FerryKeys,
    NotTheCentreError,
    Road,
    Store,
    UnreachableError,
)
from sync.client.progress import Meter
from sync.client.pulling import pull
from sync.client.uploading import push
from sync.protocol.answers import CentreRefusedError
from sync.protocol.errors import AnswerBrokenError, UnknownFormatError
from sync.protocol.messages import ProblemCode
from sync.protocol.segment import read_header
from sync.records.seams import Clock, Random, Rest, Step, Ticks, no_rest, no_step, no_ticks

_TWO_HISTORIES: Final = (ProblemCode.FORK, ProblemCode.FROZEN, ProblemCode.CLIENT_BEHIND)
_CENTRE_LACKS: Final = ("epoch_changed", "centre_behind", ProblemCode.GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What came of one crossing, in operations. `agreed`: all of ours is applied and both notebooks are equal.

    `trouble` is empty, or a key: unreachable, not_the_centre, under_way, paused, disagree, sample_into_real,
    real_into_sample, epoch_changed, centre_behind, unknown_format, or a ProblemCode that the centre answered. `reason`
    says of the first two what the road met, where it is known. `request_id` and `detail` are the centre's, for those
    who run it. `carried`: operations taken over into another incarnation; `healed`: records put equal to the centre's.
    Bytes are those of bodies and answers. `warnings`: what an official should know although it stands in nobody's
    way: pin_changed. `files_left`: files that had to make way and go on in the next crossing; `files_trouble`: what
    ended the files' lane, which takes nothing back of all the rest.
    """

    sent: int = 0
    received: int = 0
    applied: int = 0
    parked: int = 0
    conflicts: int = 0
    carried: int = 0
    healed: int = 0
    agreed: bool = False
    trouble: str = ""
    reason: str = ""
    detail: str = ""
    request_id: str = ""
    bytes_up: int = 0
    bytes_down: int = 0
    finished_at_ms: int = 0
    warnings: tuple[str, ...] = ()
    files_left: int = 0
    files_trouble: str = ""


class Engine:
    """The laptop's pier. One crossing at a time; whatever breaks it off, the next one goes on where it was.

    `segment_bytes` and `pull_bytes` fix the operations' bytes of a segment and the plain bytes of a page; 0: as much
    as the road bears, measured by `ticks`. `rest` gives a centre time to find out that a line broke. `files` travel
    last, where they are handed in. `besides`: what is done beside the crossing's own thread, where something may be.
    """

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
        segment_bytes: int = 0,
        pull_bytes: int = 0,
        meter: Meter | None = None,
        ticks: Ticks = no_ticks,
        rest: Rest = no_rest,
        files: FileStore | None = None,
        besides: Besides = in_turn,
    ) -> None:
        asking = Asking(
            road,
            device=store.standing().device,
            device_key=keys.device_signing,
            centre_key=keys.centre_signing,
            random=random,
            step=step,
            ticks=ticks,
        )
        self._gear = Gear(
            store=store,
            asking=asking,
            keys=keys,
            clock=clock,
            random=random,
            step=step,
            rest=rest,
            meter=meter or Meter(),
            app_version=app_version,
            load=Load(pace=segment_pace(), fixed_bytes=segment_bytes),
            pages=page_pace(),
            fixed_page_bytes=pull_bytes,
        )
        self._files, self._file_pace, self._ticks = files, file_pace(), ticks
        self._besides = besides
        self._one_at_a_time = threading.Lock()

    def sync(self) -> SyncReport:
        """Cross once, and tell the meter how far it has come.

        Never raises for the road or a refusal: the report says what came of it.

        Raises: what the store raises (DiskFullError and the like), and our own faults.
        """
        if not self._one_at_a_time.acquire(blocking=False):
            return SyncReport(trouble="under_way", finished_at_ms=self._gear.clock.now_ms())
        try:
            if self._gear.store.standing().is_paused:
                return SyncReport(trouble="paused", finished_at_ms=self._gear.clock.now_ms())
            return self._crossing()
        finally:
            self._gear.meter.end()
            self._one_at_a_time.release()

    def _crossing(self) -> SyncReport:
        gear, tally = self._gear, Tally()
        gear.meter.begin()
        gear.asking.begin()
        with self._besides() as gear.beside:
            try:
                trouble = self._cross(tally)
            except BaseException:
                gear.asking.is_given_up = True
                raise
        now_ms = gear.clock.now_ms()
        agreed_cursor = gear.store.standing().cursor if tally.is_agreed else None
        gear.step("sync.note")
        gear.store.note_crossing(
            at_ms=now_ms, trouble=tally.reason or trouble, agreed_cursor=agreed_cursor, request_id=tally.request_id
        )
        gear.step("sync.noted")
        lane = LaneReport() if trouble or self._files is None else self._carry(self._files)
        return SyncReport(
            sent=tally.sent,
            received=tally.sent,
            applied=tally.applied,
            parked=tally.parked,
            conflicts=tally.conflicts,
            carried=tally.carried,
            healed=tally.healed,
            agreed=tally.is_agreed,
            trouble=trouble,
            reason=tally.reason,
            detail=tally.detail,
            request_id=tally.request_id,
            bytes_up=gear.asking.bytes_up,
            bytes_down=gear.asking.bytes_down,
            finished_at_ms=now_ms,
            files_left=lane.left,
            files_trouble=lane.trouble,
        )

    def _carry(self, files: FileStore) -> LaneReport:
        """Let files travel, once all facts have arrived and it is written down that they have."""
        self._gear.meter.begin_files()
        return carry_files(self._gear, files, self._file_pace, self._ticks)

    def _cross(self, tally: Tally) -> str:
        """Take every step; return the trouble that ended it, or the first that did not."""
        try:
            return self._mended_crossing(tally)
        except UnreachableError as error:
            tally.reason, tally.detail = error.reason, str(error)
            return "unreachable"
        except NotTheCentreError as error:
            tally.reason, tally.detail = error.reason, str(error)
            return "not_the_centre"
        except AnswerBrokenError:
            return "not_the_centre"
        except UnknownFormatError:
            return "unknown_format"
        except CentreRefusedError as error:
            return _refused(error, tally)
        except CrossingStoppedError as error:
            return error.trouble

    def _mended_crossing(self, tally: Tally) -> str:
        """Cross; what stands in the way and can be mended from here is mended, each such thing once."""
        gear = self._gear
        if not gear.store.standing().is_enrolled:
            greeting.enrol(gear)
        mended: set[str] = set()
        while True:
            try:
                answer = greeting.greet(gear)
            except (CentreRefusedError, CrossingStoppedError) as error:
                trouble = error.problem.code if isinstance(error, CentreRefusedError) else error.trouble
                if not self._mend(trouble, tally, mended):
                    raise
                continue
            refusal = push(gear, tally)
            if refusal is not None and self._mend(refusal.problem.code, tally, mended):
                continue
            is_quiet = not pull(gear, tally, answer, was_refused=refusal is not None)
            has_all = is_quiet or recovering.hear_last_words(gear, answer.applied_seq)
            if not has_all and self._mend("centre_behind", tally, mended):
                continue  # its file was put back by hand, to a time before it had heard of an earlier incarnation
            greeting.fetch_group_keys(gear, answer)
            return _refused(refusal, tally) if refusal is not None else ""

    def _mend(self, trouble: str, tally: Tally, mended: set[str]) -> bool:
        """Take away what stands in the way; False where that was tried, or a person is needed."""
        if trouble in mended:
            return False
        mended.add(trouble)
        if trouble in _TWO_HISTORIES or (trouble == ProblemCode.KEY_RETIRED and self._has_another_key()):
            recovering.begin_anew(self._gear, tally, trouble)
        elif trouble in _CENTRE_LACKS:
            recovering.offer_again(self._gear, tally, trouble)
        elif trouble == ProblemCode.TOO_LARGE and self._can_be_cut():
            self._gear.load.too_large()
            recovering.begin_anew(self._gear, tally, trouble)
        elif trouble == ProblemCode.UNKNOWN_DEVICE:
            return self._is_let_in_again()
        else:
            return trouble == ProblemCode.STALE  # every question has a nonce of its own: ask again
        return True

    def _has_another_key(self) -> bool:
        """Tell whether the refused segment was sealed to another key of the centre's than the one that we know now."""
        pending = self._gear.store.pending()
        if pending is None:
            return False
        sealed_to = {each.key_id for each in read_header(pending.sealed).recipients}
        return self._gear.keys.centre_sealing.key_id not in sealed_to

    def _can_be_cut(self) -> bool:
        """Tell whether the refused segment holds more than one operation."""
        pending = self._gear.store.pending()
        return pending is not None and pending.last_seq > pending.first_seq

    def _is_let_in_again(self) -> bool:
        """Enrol once more: a centre that was restored may not know this laptop yet, but still its invitation."""
        try:
            greeting.enrol(self._gear)
        except CentreRefusedError:
            return False
        return True


def _refused(error: CentreRefusedError, tally: Tally) -> str:
    tally.detail, tally.request_id = error.problem.detail, error.problem.request_id
    return error.problem.code
