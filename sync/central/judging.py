"""Run a segment's operations through the rules, in memory: verdicts, changed records and feed rows come out.

Knows nothing of segments, seals or SQL; `reconcile` reads what is needed before and writes what came out after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from sync.protocol import limits
from sync.records.merge import Applied, Parked, apply
from sync.records.operation import Operation, OperationUnreadableError, Origin, decode_operation
from sync.records.record import Record, encode_record

NO_RECORD: Final = UUID(int=0)
RECORD_MAX_BYTES: Final = limits.MIB
"""A record beyond this would fit no page of the feed."""

_RECORD_AT: Final = 3
_KIND_AT: Final = 1


class State(StrEnum):
    """What the centre made of an operation."""

    APPLIED = "applied"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The centre's word on one operation, under a commit stamp of its own."""

    seq: int
    raw: bytes
    record: UUID
    kind: str
    stamp: int
    state: State
    reason: str = ""
    is_clean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A record that changed under a stamp, by which operation."""

    stamp: int
    record: UUID
    type: str
    seq: int
    is_clean: bool


@dataclass(slots=True, kw_only=True)
class Bench:
    """One origin's operations under way: the records as they stand, and what came out so far."""

    origin: Origin
    stamp: int
    records: dict[UUID, Record]
    parked: set[UUID]
    judged: list[Judged] = field(default_factory=list)
    feed: list[FeedEntry] = field(default_factory=list)
    changed: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One operation as it came out of its segment.

    `actor`: the official whose signature covers it; `doubt`: why he is not proven, empty where he is.
    """

    seq: int
    raw: bytes
    actor: UUID
    doubt: str = ""


def judge(bench: Bench, arrivals: Sequence[Arrived]) -> None:
    """Judge the arrivals in order. A refused one parks its origin's later ones on its record; other records go on."""
    for arrived in arrivals:
        bench.stamp += 1
        _judge_one(bench, arrived)


def records_named(arrivals: Sequence[Arrived]) -> set[UUID]:
    """Return the records that the arrivals speak of, as far as they can be read."""
    return {_address(each.raw)[0] for each in arrivals} - {NO_RECORD}


def _judge_one(bench: Bench, arrived: Arrived) -> None:
    record_id, kind = _address(arrived.raw)
    verdict = _apply(bench, arrived, record_id)
    if isinstance(verdict, Parked):
        bench.parked.add(record_id)
        state, reason, is_clean = State.PARKED, verdict.reason, False
    else:
        state, reason, is_clean = State.APPLIED, "", verdict
    bench.judged.append(
        Judged(
            seq=arrived.seq,
            raw=arrived.raw,
            record=record_id,
            kind=kind,
            stamp=bench.stamp,
            state=state,
            reason=reason,
            is_clean=is_clean,
        )
    )


def _apply(bench: Bench, arrived: Arrived, record_id: UUID) -> bool | Parked:
    """Put the operation onto its record and tell whether that was clean, or why it is parked."""
    if arrived.doubt:
        return Parked(arrived.doubt)
    try:
        operation = decode_operation(arrived.raw)
    except OperationUnreadableError:
        return Parked("unreadable")
    if operation.seq != arrived.seq:
        return Parked("wrong_seq")
    if operation.actor != arrived.actor:
        return Parked("wrong_actor")
    if record_id in bench.parked:
        return Parked("behind_parked")
    try:
        outcome = apply(operation, bench.origin, bench.records.get(record_id), stamp=bench.stamp)
        if not isinstance(outcome, Parked) and not _fits(outcome):
            return Parked("record_too_large")
    except (
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, msgspec.MsgspecError
    ):  # fmt: skip
        return Parked("rules_failed")  # a body of a shape that the rules never met: it stays alone
    if isinstance(outcome, Parked):
        return outcome
    _take(bench, outcome.record, operation, is_clean=outcome.is_clean)
    for conflict in outcome.conflicts:
        _take(bench, conflict, operation, is_clean=False)
    return outcome.is_clean


def _fits(outcome: Applied) -> bool:
    """Tell whether the record fits a page of the feed.

    The conflicts are written out too: a value that yields stands in them alone, and what cannot be written must be
    found here, where it parks one operation, not behind it, where it would stop the commune.
    """
    for conflict in outcome.conflicts:
        encode_record(conflict)
    return len(encode_record(outcome.record)) <= RECORD_MAX_BYTES


def _take(bench: Bench, record: Record, operation: Operation, *, is_clean: bool) -> None:
    bench.records[record.id] = record
    bench.changed.add(record.id)
    entry = FeedEntry(stamp=bench.stamp, record=record.id, type=record.type, seq=operation.seq, is_clean=is_clean)
    bench.feed.append(entry)


def _address(raw: bytes) -> tuple[UUID, str]:
    """Return record and kind as far as the bytes show them; an unreadable operation still parks its record's chain."""
    try:
        parts = msgspec.msgpack.decode(raw)
        return UUID(bytes=parts[_RECORD_AT]), str(parts[_KIND_AT])[:100]
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError, ValueError, AttributeError):
        return NO_RECORD, ""


def changed_records(bench: Bench) -> Mapping[UUID, Record]:
    """Return the records that stand differently than before, each as it stands now."""
    return {record_id: bench.records[record_id] for record_id in bench.changed}
