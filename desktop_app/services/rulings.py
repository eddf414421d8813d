"""Operations that the centre did not apply: which wait for a person, and what he may decide or has. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop_app.services import syncing
from desktop_app.services.desk import Desk
from desktop_app.services.syncing import OperationRow
from desktop_app.storage.reading import Reader
from sync.records import ruling
from sync.records.errors import RefusedError
from sync.records.operation import Origin
from sync.records.record import Record
from sync.records.rules import RULING
from sync.records.ruling import Decision, Subject

__all__ = ["ALARM_AFTER_MS", "Decided", "Decision", "Stuck", "count_alarms", "decide", "needs_person"]

ALARM_AFTER_MS: Final = 24 * 3_600_000
NEED_A_NOTE: Final = frozenset({Decision.SET_ASIDE, Decision.FORCE})
_BEHIND: Final = frozenset({"behind_parked", "behind_held"})
"""Judging such an operation anew changes nothing while the one before it waits."""
_NOT_YET: Final = frozenset({"waiting", "sending", "received", "held", "parked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The last decision on an operation. `is_under_way`: the centre has not carried it out yet."""

    decision: str
    note: str
    actor: UUID | None
    at_ms: int
    is_under_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """An operation that is held or parked. `ways`: what may be decided now, nothing while a decision is under way.

    `is_alarm`: it waits for longer than a day by this machine's clock.
    """

    operation: OperationRow
    is_alarm: bool
    ways: tuple[Decision, ...]
    decided: Decided | None = None


def needs_person(desk: Desk, *, limit: int = 200) -> tuple[Stuck, ...]:
    """Return what the centre did not apply, longest waiting first."""
    now_ms = desk.clock.now_ms()
    with desk.notebook.reading() as reader:
        rows = [syncing.named(reader, OperationRow(**row)) for row in reader.stuck_rows(limit=limit)]
        decided = _decisions(reader) if rows else {}
    return tuple(_stuck(row, decided.get((row.incarnation, row.seq)), now_ms) for row in rows)


def count_alarms(desk: Desk) -> int:
    """Return how many operations wait for a person for longer than a day."""
    with desk.notebook.reading() as reader:
        return reader.count_stuck_since(desk.clock.now_ms() - ALARM_AFTER_MS)


def decide(desk: Desk, operation: OperationRow, decision: Decision, *, note: str = "") -> None:
    """Write a decision down; it syncs like any other act, and the centre carries it out.

    Raises: RefusedError reason_missing where it needs a note and has none; too_long.
    """
    if decision in NEED_A_NOTE and not note.strip():
        raise RefusedError("reason_missing")
    origin = Origin(desk.notebook.origin.device, operation.incarnation)
    about = Subject(origin=origin, seq=operation.seq, record=operation.record)
    with desk.notebook.writing(desk.author) as work:
        work.record(ruling.rule(desk.new_id(), about, decision, note=note))


def _stuck(row: OperationRow, decided: Decided | None, now_ms: int) -> Stuck:
    is_waited_for = decided is not None and decided.is_under_way
    return Stuck(
        operation=row,
        is_alarm=now_ms - row.since_ms >= ALARM_AFTER_MS,
        ways=() if is_waited_for else _ways(row),
        decided=decided,
    )


def _ways(row: OperationRow) -> tuple[Decision, ...]:
    if row.reason in _BEHIND:
        return (Decision.SET_ASIDE,)
    if row.state == "held":
        return (Decision.RETRY, Decision.SET_ASIDE, Decision.FORCE)
    return (Decision.RETRY, Decision.SET_ASIDE)


def _decisions(reader: Reader) -> Mapping[tuple[UUID, int], Decided]:
    """Return the last ruling on each operation that has one."""
    rulings = reader.of_type(RULING)
    states = reader.sync_states([each.id for each in rulings])
    found: dict[tuple[UUID, int], Decided] = {}
    for each in rulings:
        about = ruling.subject_of(each)
        if about is not None:
            found[about.origin.incarnation, about.seq] = _decided(each, is_under_way=states[each.id] in _NOT_YET)
    return found


def _decided(record: Record, *, is_under_way: bool) -> Decided:
    mark = record.marks.get("decision")
    return Decided(
        decision=record.fields.get("what", ""),
        note=record.fields.get("note", ""),
        actor=mark.actor if mark else None,
        at_ms=mark.claimed_at_ms if mark else 0,
        is_under_way=is_under_way,
    )
