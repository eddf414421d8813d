"""Run operations through the rules, in memory: verdicts, changed records and feed rows come out.

Knows nothing of segments, seals or SQL; `reconcile` reads what is needed before and writes what came out after,
`waking` brings back what waits.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from sync.protocol import limits
from sync.records.merge import Applied, Held, Parked, apply
from sync.records.operation import Operation, OperationUnreadableError, Origin, decode_operation
from sync.records.record import Record, encode_record
from sync.records.rules import KINDS, Kind
from sync.records.ruling import RULINGS, Decision

NO_RECORD: Final = UUID(int=0)
RECORD_MAX_BYTES: Final = limits.MIB
"""A record beyond this would fit no page of the feed."""

_RECORD_AT: Final = 3
_KIND_AT: Final = 1
_KIND_CHARS: Final = 100


class State(StrEnum):
    """What the centre made of an operation."""

    APPLIED = "applied"
    HELD = "held"
    """Its record is not here yet, or an earlier one is held: it goes on by itself."""
    PARKED = "parked"
    """A person must decide."""
    SET_ASIDE = "set_aside"
    """A person decided that it shall not be applied; its bytes stay for ever."""


WAITING: Final = (State.HELD, State.PARKED)
Place = tuple[Origin, int]
"""Origin and seq: what names an operation."""


@dataclass(frozen=True, slots=True)
class Original:
    """An operation as its official signed it, wherever it was carried to since."""

    device: bytes
    incarnation: bytes
    seq: int
    hash: bytes


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """One operation as it came out of its segment; `record` and `kind` as far as its bytes show them.

    `actor`: the official whose signature covers it; `doubt`: why he is not proven, empty where he is. `original`: which
    one it is a copy of, where it was carried over from an earlier incarnation.
    """

    origin: Origin
    seq: int
    raw: bytes
    record: UUID
    kind: str
    actor: UUID
    doubt: str = ""
    original: Original | None = None

    @property
    def place(self) -> Place:
        """Return what names it."""
        return self.origin, self.seq


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's word on one operation, under a commit stamp of its own. `is_new`: it was never judged before."""

    arrived: Arrived
    stamp: int
    state: State
    reason: str = ""
    is_clean: bool = False
    is_new: bool = True


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A record that changed under a stamp, by which operation."""

    stamp: int
    record: UUID
    type: str
    place: Place
    is_clean: bool


@dataclass(slots=True, kw_only=True)
class Bench:
    """A commune's operations under way: the records as they stand, and what came out so far.

    `read`: type and hash of the records that were asked for, None where there was none. `blocked`: on which records an
    origin has something waiting. `bearers`: who stands here for an original. `made`: records that were not there
    before; `rulings`: decisions to be carried out. Both are emptied by `waking`. `written`: records with their byte
    forms.
    """

    stamp: int
    records: dict[UUID, Record]
    read: dict[UUID, tuple[str, bytes] | None] = field(default_factory=dict)
    blocked: dict[tuple[Origin, UUID], State] = field(default_factory=dict)
    bearers: dict[Original, Place] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    judged: dict[Place, Judged] = field(default_factory=dict)
    feed: list[FeedEntry] = field(default_factory=list)
    changed: set[UUID] = field(default_factory=set)
    written: dict[UUID, tuple[Record, bytes]] = field(default_factory=dict)
    carried: dict[Original, Place] = field(default_factory=dict)
    made: list[UUID] = field(default_factory=list)
    rulings: list[tuple[UUID, Decision]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Waiter:
    """An operation that was judged before and still waits, with what was said of it."""

    arrived: Arrived
    state: State
    reason: str
    is_new: bool


def judge(bench: Bench, arrivals: Sequence[Arrived]) -> None:
    """Judge the arrivals in order. A refused one keeps back its origin's later ones on its record; others go on."""
    for arrived in arrivals:
        bench.stamp += 1
        _take_down(bench, arrived, _verdict(bench, arrived), is_new=True)


def judge_again(bench: Bench, waiter: Waiter, *, forced: bool = False) -> None:
    """Judge one that waits anew, under a new stamp where that changes what was said of it.

    Its origin's chain must be judged in order of seq, after `unblock`.
    """
    bench.stamp += 1
    verdict = _verdict(bench, waiter.arrived, forced=forced)
    if isinstance(verdict, Held | Parked) and (_state_of(verdict), verdict.reason) == (waiter.state, waiter.reason):
        bench.stamp -= 1  # nothing was written under it
        _block(bench, waiter.arrived, waiter.state)
        return
    _take_down(bench, waiter.arrived, verdict, is_new=waiter.is_new)


def set_aside(bench: Bench, waiter: Waiter) -> None:
    """Note that a person decided against it."""
    bench.stamp += 1
    _note(bench, waiter.arrived, State.SET_ASIDE, "set_aside", is_new=waiter.is_new)


def unblock(bench: Bench, origin: Origin, record: UUID) -> None:
    """Forget that the origin has something waiting on the record: its chain is judged from the beginning."""
    bench.blocked.pop((origin, record), None)


def records_named(arrivals: Sequence[Arrived]) -> set[UUID]:
    """Return the records that the arrivals speak of, as far as they can be read."""
    return {each.record for each in arrivals} - {NO_RECORD}


class _Taken(msgspec.Struct, frozen=True):
    """The operation was applied; `reason` says where that changed nothing."""

    is_clean: bool
    reason: str = ""


def _take_down(bench: Bench, arrived: Arrived, verdict: _Taken | Held | Parked, *, is_new: bool) -> None:
    if isinstance(verdict, _Taken):
        _note(bench, arrived, State.APPLIED, verdict.reason, is_clean=verdict.is_clean, is_new=is_new)
        return
    state = _state_of(verdict)
    _note(bench, arrived, state, verdict.reason, is_new=is_new)
    _block(bench, arrived, state)


def _note(bench: Bench, arrived: Arrived, state: State, reason: str, *, is_new: bool, is_clean: bool = False) -> None:
    bench.judged[arrived.place] = Judged(
        arrived=arrived, stamp=bench.stamp, state=state, reason=reason, is_clean=is_clean, is_new=is_new
    )


def _state_of(verdict: Held | Parked) -> State:
    return State.HELD if isinstance(verdict, Held) else State.PARKED


def _block(bench: Bench, arrived: Arrived, state: State) -> None:
    """Keep back what follows of its origin on its record."""
    bench.blocked[arrived.origin, arrived.record] = state


def _verdict(bench: Bench, arrived: Arrived, *, forced: bool = False) -> _Taken | Held | Parked:
    """Put the operation onto its record and tell whether that was clean, or why it waits."""
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
    if (bench.bearers or arrived.original) and not _bears(bench, arrived):
        return _Taken(is_clean=False, reason="carried_twice")
    if bench.blocked and not forced:
        waits = bench.blocked.get((arrived.origin, arrived.record))
        if waits is State.PARKED:
            return Parked("behind_parked")
        if waits is State.HELD and not _creates(bench, operation):
            return Held("behind_held")
    return _apply(bench, arrived, operation, forced=forced)


def _creates(bench: Bench, operation: Operation) -> bool:
    """Tell whether it makes the very record that the held ones wait for."""
    kind = bench.kinds.get(operation.kind)
    return kind is not None and kind.creates


def _bears(bench: Bench, arrived: Arrived) -> bool:
    """Tell whether this is the one that stands for its original; the first proven one is, whichever way it came."""
    original = arrived.original
    if original is None:
        origin, digest = arrived.origin, hashlib.sha256(arrived.raw).digest()
        own = Original(origin.device.bytes, origin.incarnation.bytes, arrived.seq, digest)
        return bench.bearers.get(own, arrived.place) == arrived.place
    if original not in bench.bearers:
        bench.bearers[original] = bench.carried[original] = arrived.place
    return bench.bearers[original] == arrived.place


def _apply(bench: Bench, arrived: Arrived, operation: Operation, *, forced: bool) -> _Taken | Held | Parked:
    before = bench.records.get(operation.record)
    try:
        outcome = apply(operation, arrived.origin, before, stamp=bench.stamp, kinds=bench.kinds, forced=forced)
        written = _written(outcome) if isinstance(outcome, Applied) else {}
    except (
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, msgspec.MsgspecError
    ):  # fmt: skip
        return Parked("rules_failed")  # a body of a shape that the rules never met: it stays alone
    if not isinstance(outcome, Applied):
        return outcome
    if len(written[outcome.record.id][1]) > RECORD_MAX_BYTES:
        return Parked("record_too_large")
    bench.written.update(written)
    is_clean = outcome.is_clean
    if operation.kind in RULINGS:
        bench.rulings.append((operation.record, RULINGS[operation.kind]))
        is_clean = False  # what comes of it is written into it
    _take(bench, outcome.record, arrived.place, is_clean=is_clean)
    for conflict in outcome.conflicts:
        _take(bench, conflict, arrived.place, is_clean=False)
    return _Taken(is_clean)


def _written(outcome: Applied) -> dict[UUID, tuple[Record, bytes]]:
    """Return each record that an operation left with its byte form.

    The conflicts are written out here too: a value that yields stands in them alone, and what cannot be written must be
    found now, when it parks one operation, not behind it, where it would stop the commune.
    """
    return {record.id: (record, encode_record(record)) for record in (outcome.record, *outcome.conflicts)}


def _take(bench: Bench, record: Record, place: Place, *, is_clean: bool) -> None:
    if record.id not in bench.records:
        bench.made.append(record.id)
    bench.records[record.id] = record
    bench.changed.add(record.id)
    bench.feed.append(FeedEntry(stamp=bench.stamp, record=record.id, type=record.type, place=place, is_clean=is_clean))


class _Address(msgspec.Struct, frozen=True, array_like=True):
    """The first elements of an operation; what stands behind them is skipped, not read."""

    seq: msgspec.Raw
    kind: str
    version: msgspec.Raw
    record: UUID


_address_decoder: Final = msgspec.msgpack.Decoder(_Address)


def address_of(raw: bytes) -> tuple[UUID, str]:
    """Return record and kind as far as the bytes show them; an unreadable operation still parks its record's chain."""
    try:
        found = _address_decoder.decode(raw)
    except (ValueError, RecursionError):
        return _address_of_something_else(raw)
    return found.record, found.kind[:_KIND_CHARS]


def _address_of_something_else(raw: bytes) -> tuple[UUID, str]:
    try:
        parts = msgspec.msgpack.decode(raw)
        return UUID(bytes=parts[_RECORD_AT]), str(parts[_KIND_AT])[:_KIND_CHARS]
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError, ValueError, AttributeError):
        return NO_RECORD, ""


def changed_records(bench: Bench) -> Mapping[UUID, Record]:
    """Return the records that stand differently than before, each as it stands now."""
    return {record_id: bench.records[record_id] for record_id in bench.changed}


def byte_forms(bench: Bench) -> Mapping[UUID, bytes]:
    """Return the byte forms of those changed records that were written out already and not touched since."""
    return {each: raw for each, (record, raw) in bench.written.items() if bench.records.get(each) is record}
