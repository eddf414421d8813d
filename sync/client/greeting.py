"""The first words of a crossing: enrolment, the smallest question, the whole Hello, and the commune's group keys."""

from dataclasses import replace

from sync.client.asking import ENROL, GROUP, HELLO, told
from sync.client.gear import Gear
from sync.client.ports import CrossingStoppedError, Standing
from sync.client.questions import enrol_request
from sync.protocol.answers import AnswerKind, CentreRefusedError, state_digest
from sync.protocol.errors import AnswerBrokenError, KeyBytesError, NotForUsError
from sync.protocol.feed import open_sealed
from sync.protocol.keys import SealingPrivateKey
from sync.protocol.messages import EnrolAnswer, GroupKeys, Hello, HelloAnswer, HelloSame, ProblemCode, encode
from sync.protocol.segment import NO_SEGMENT


def enrol(gear: Gear) -> None:
    """Make this laptop known to the centre."""
    request = enrol_request(gear.store.standing(), gear.keys)
    answer = told(gear.asking.ask("POST", ENROL, encode(request), AnswerKind.ENROL).payload, EnrolAnswer)
    gear.step("sync.enrolled")
    gear.store.note_enrolled(epoch=answer.epoch, machine=answer.machine_code)
    gear.step("sync.enrolment_kept")


def greet(gear: Gear) -> HelloAnswer:
    """Return what the centre has of this laptop; where nothing waits, asked in as few bytes as there are.

    Raises: CrossingStoppedError where nothing may be sent as things stand.
    """
    standing = gear.store.standing()
    last = told(standing.hello, HelloAnswer) if standing.hello else None
    if last is not None and not standing.notices and not gear.store.unsent().operations:
        proven = gear.asking.ask_idle(state_digest(last))
        if proven.kind == AnswerKind.IDLE_SAME:
            told(proven.payload, HelloSame)
            return _checked(gear, standing, last)
    answer, payload = say_hello(gear, standing, last)
    _checked(gear, standing, answer, told_head=last.feed_head if last else 0)
    if payload:
        gear.step("sync.hello")
        gear.store.note_hello(epoch=answer.epoch, payload=payload, durable_seq=answer.durable_seq)
    return answer


def say_hello(
    gear: Gear, standing: Standing, last: HelloAnswer | None, *, notices: tuple[str, ...] = ()
) -> tuple[HelloAnswer, bytes]:
    """Say a whole Hello; return the answer and, where it is news, its bytes."""
    request = Hello(
        standing.device,
        standing.incarnation,
        standing.epoch,
        standing.last_number,
        standing.last_hash,
        standing.cursor,
        gear.app_version,
        gear.clock.now_ms(),
        standing.is_sample,
        state_digest(last) if last else b"",
        last.token if last else b"",
        (*standing.notices, *notices),
    )
    proven = gear.asking.ask("POST", HELLO, encode(request), AnswerKind.HELLO, AnswerKind.HELLO_SAME)
    if proven.kind == AnswerKind.HELLO:
        answer = told(proven.payload, HelloAnswer)
        refuse_other_sort(standing, answer)
        return answer, proven.payload
    if last is None:
        raise AnswerBrokenError
    told(proven.payload, HelloSame)
    return last, b""


def refuse_other_sort(standing: Standing, answer: HelloAnswer) -> None:
    """Made-up and real data never mix. Raises: CrossingStoppedError."""
    if answer.sample != standing.is_sample:
        raise CrossingStoppedError("sample_into_real" if standing.is_sample else "real_into_sample")


def fetch_group_keys(gear: Gear, answer: HelloAnswer) -> None:
    """Fetch the commune's group keys where the present one is not among ours. A no is borne: nothing hangs on it."""
    if not answer.group_key_id or answer.group_key_id in gear.store.standing().group_key_ids:
        return
    try:
        proven = gear.asking.ask("POST", GROUP, b"", AnswerKind.GROUP)
        told_keys = open_sealed(
            proven.payload, GroupKeys, request_digest=proven.digest, key=gear.keys.device_sealing
        ).keys
        newest = SealingPrivateKey.from_bytes(told_keys[0]) if told_keys else None
    except CentreRefusedError:
        return
    except (NotForUsError, KeyBytesError):
        raise AnswerBrokenError from None
    if newest is not None and newest.key_id == answer.group_key_id:
        gear.step("sync.group")
        gear.store.keep_group_keys(told_keys)
        gear.keys = replace(gear.keys, group_sealing=newest.public)


def _checked(gear: Gear, standing: Standing, answer: HelloAnswer, *, told_head: int = 0) -> HelloAnswer:
    """Stop before anything is sent where the centre is not as this notebook knows it.

    `told_head`: the newest stamp that it told of before. Raises: CrossingStoppedError.
    """
    refuse_other_sort(standing, answer)
    if answer.segment_number > standing.last_number:
        raise CrossingStoppedError(ProblemCode.CLIENT_BEHIND)
    known = gear.store.hash_of(answer.segment_number) if answer.segment_number else NO_SEGMENT
    if known not in (None, answer.segment_hash):
        raise CrossingStoppedError(ProblemCode.FORK)
    if standing.epoch and answer.epoch != standing.epoch:
        raise CrossingStoppedError("epoch_changed")
    pending = gear.store.pending()
    first_open = pending.number if pending else standing.last_number + 1
    if answer.segment_number < first_open - 1 or answer.feed_head < max(standing.cursor, told_head):
        raise CrossingStoppedError("centre_behind")
    return answer
