"""Apply an operation to a record: field-level three-way merge, moves along the tables, conflicts as records. Pure.

The same function runs on both shores: at the centre it decides, on the laptop it replays what still waits.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from sync.records.operation import Operation, Origin, derived_uuid, operation_id
from sync.records.record import Mark, Record, has_written
from sync.records.rules import (
    CONFLICT,
    FORCED,
    KINDS,
    LIST_FIELDS,
    STATE_FIELDS,
    Group,
    Kind,
    Owner,
    group_of,
    groups_of,
)
from sync.records.states import FACT_LEADS_TO, MOVES, STANDS_AGAINST_OTHERS, Event, moved

NOBODY: Final = UUID(int=0)
"""The writer where two wrote the same without knowing: who takes it back first has not seen the other."""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """The record after the operation, and a conflict record for every value that did not come to stand.

    `is_clean`: nobody else had written to the record since the author saw it, so that the author's own replay gives
    this very record and no copy need travel back.
    """

    record: Record
    conflicts: tuple[Record, ...]
    is_clean: bool


class Held(msgspec.Struct, frozen=True):
    """The operation waits for another one and goes on by itself when that has come; `reason` is a key."""

    reason: str


class Parked(msgspec.Struct, frozen=True):
    """The operation waits for a person, and with it the later ones of its author on this record; `reason` is a key."""

    reason: str


class _Moves(msgspec.Struct, frozen=True):
    """State field -> new state for the moves of an act, and those that the tables do not have from where it stood."""

    states: dict[str, str]
    impossible: list[str]


class _Act(msgspec.Struct, frozen=True):
    """What is being done and by whom."""

    operation: Operation
    origin: Origin
    kind: Kind
    mark: Mark
    impossible: list[str]
    forced: bool


class _Page(msgspec.Struct):
    """The record under way."""

    fields: dict[str, Any]
    marks: dict[str, Mark]
    conflicts: list[Record]


def apply(
    operation: Operation,
    origin: Origin,
    record: Record | None,
    *,
    stamp: int,
    kinds: Mapping[str, Kind] = KINDS,
    forced: bool = False,
) -> Applied | Held | Parked:
    """Return the record as it stands after `operation`, committed under `stamp`, or why it must wait.

    `record` is None where nobody has written it yet. `forced`: a person decided that it be applied although the record
    is missing, is there already, or has no such move; the record is marked so. Applying is a function of its arguments
    alone.
    """
    kind = kinds.get(operation.kind)
    if kind is None or operation.version > kind.version:
        return Parked("unknown_kind")
    found = _record_to_write(operation, kind, record, forced=forced)
    if not isinstance(found, Record):
        return found
    record = found
    if not _is_well_aimed(operation, kind):
        return Parked("other_shape")

    moves = _moves(operation, origin, record, kind, forced)
    if isinstance(moves, Parked):
        return moves
    # Most groups of a record were written by the same few acts, and each of those left one mark.
    is_clean = all(
        _has_seen(operation, origin, mark) for mark in {id(each): each for each in record.marks.values()}.values()
    )
    page = _Page(dict(record.fields), dict(record.marks), [])
    mark = Mark(stamp, origin.device, origin.incarnation, operation.seq, operation.actor, operation.claimed_at_ms)
    act = _Act(operation, origin, kind, mark, moves.impossible, forced)
    for group, values in _grouped(record.type, {**operation.body.sets, **moves.states}):
        _merge_group(page, record, group, values, act)
    for name, entry in operation.body.appends.items():
        page.fields[name] = [*page.fields.get(name, []), {**entry, "op": operation_id(origin, operation.seq).hex}]
        page.marks[name] = mark
    if forced:
        page.fields[FORCED], page.marks[FORCED] = True, mark
    after = Record(record.type, record.id, stamp, page.fields, page.marks)
    is_clean = is_clean and not forced and not page.conflicts
    return Applied(record=after, conflicts=tuple(page.conflicts), is_clean=is_clean)


def _record_to_write(
    operation: Operation, kind: Kind, record: Record | None, *, forced: bool
) -> Record | Held | Parked:
    """Return the record that the act is written into, an empty one where it begins one."""
    if kind.creates and record is not None and not forced and FORCED not in record.fields:
        return Parked("exists_already")
    if record is None:
        # A conflict is made by a clash alone: from what settles it nobody could tell what it was about.
        if not kind.creates and (not forced or kind.record_type == CONFLICT):
            return Held("record_missing")
        return Record(kind.record_type, operation.record, 0, {}, {})
    return record if record.type == kind.record_type else Parked("other_type")


def _is_well_aimed(operation: Operation, kind: Kind) -> bool:
    """Tell whether the act sets neither a state (unless it settles a conflict) nor a log, and adds to logs only."""
    states = frozenset() if kind.settles else STATE_FIELDS.get(kind.record_type, frozenset())
    lists = LIST_FIELDS.get(kind.record_type, frozenset())
    if kind.settles and any(value not in MOVES[name].values() for name, value in _states_set(operation).items()):
        return False
    return not operation.body.sets.keys() & (states | lists) and operation.body.appends.keys() <= lists


def _states_set(operation: Operation) -> dict[str, Any]:
    """Return those of the fields that an act sets which are states."""
    return {name: value for name, value in operation.body.sets.items() if name in MOVES}


def _moves(operation: Operation, origin: Origin, record: Record, kind: Kind, forced: bool) -> _Moves | Parked:
    """Return where the act's moves lead."""
    moves = _Moves({}, [])
    for machine, event in kind.moves.items():
        state = moved(machine, record.fields.get(machine), event)
        if state is None:
            moves.impossible.append(machine)
        if state is None and kind.is_fact:
            state = FACT_LEADS_TO[machine, event]
        if state is None:
            # Somebody else moved the record meanwhile: a clash, not a fault.
            mark = record.marks.get(group_of(record.type, machine).name)
            if forced or (mark is not None and not _has_seen(operation, origin, mark)):
                state = _only_target(machine, event)
        if state is None:
            return Parked("impossible_move")
        moves.states[machine] = state
    return moves


def _only_target(machine: str, event: Event) -> str | None:
    """Return the state that the author meant, where the event leads to one only."""
    targets = {target for (_, known), target in MOVES[machine].items() if known is event}
    return targets.pop() if len(targets) == 1 else None


def _grouped(record_type: str, sets: dict[str, Any]) -> Iterable[tuple[Group, dict[str, Any]]]:
    groups: dict[str, tuple[Group, dict[str, Any]]] = {}
    named = groups_of(record_type)
    for name, value in sets.items():
        group = named.get(name) or group_of(record_type, name)
        found = groups.get(group.name)
        if found is None:
            groups[group.name] = (group, {name: value})
        else:
            found[1][name] = value
    return groups.values()


def _has_seen(operation: Operation, origin: Origin, mark: Mark) -> bool:
    """Tell whether the author knew of this write: it was in his base, or he wrote it himself before.

    His own count decides there, not a stamp: a restored centre applies the same write again under a later one.
    """
    return mark.seq < operation.seq if has_written(mark, origin) else mark.stamp <= operation.base


def _merge_group(page: _Page, record: Record, group: Group, values: dict[str, Any], act: _Act) -> None:
    kind, mark, origin = act.kind, act.mark, act.origin
    before = record.marks.get(group.name)
    if before is None and not kind.settles and not act.impossible:
        page.fields.update(values)  # nobody wrote it yet: there is nothing to stand against
        page.marks[group.name] = mark
        return
    has_seen = before is None or _has_seen(act.operation, origin, before)
    current = {name: record.fields.get(name) for name in values}
    if current == values and before is not None:
        if not has_seen:
            page.marks[group.name] = Mark(mark.stamp, NOBODY, NOBODY, 0, mark.actor, mark.claimed_at_ms)
        elif not has_written(before, origin):
            page.marks[group.name] = mark  # he stands by what another wrote, who must see that to take it back
        return
    is_impossible, is_too_late = _impossible(record, values, act)
    is_against_the_tables = is_impossible and (kind.is_fact or kind.settles or act.forced)
    yields = is_too_late or not (has_seen or _stands_against_the_earlier(kind, group))
    if before is not None and (is_against_the_tables or not has_seen):
        # The whole group as it stood: what this act leaves on the page is its author's to overwrite from now on.
        theirs = {name: record.fields[name] for name in group.fields if name in record.fields} | current
        page.conflicts.append(_conflict(record, group, values, theirs, before, act, yields))
    if not yields:
        page.fields.update(values)
        page.marks[group.name] = mark


def _stands_against_the_earlier(kind: Kind, group: Group) -> bool:
    """Tell whether the later of two values is the one shown: facts are, but nothing is against the centre's own."""
    return group.owner is Owner.FIELD or (kind.is_fact and group.owner is not Owner.CENTRE)


def _impossible(record: Record, values: dict[str, Any], act: _Act) -> tuple[bool, bool]:
    """Tell whether the act has a move that the tables do not have, and whether what stands does not give way to it."""
    if act.kind.settles:
        stands = any(
            record.fields.get(machine) == state != values.get(machine, state)
            for machine, state in STANDS_AGAINST_OTHERS.items()
        )
        return stands, stands
    impossible = [machine for machine in act.impossible if machine in values]
    stands = any(
        machine in record.fields and values[machine] != record.fields[machine] == STANDS_AGAINST_OTHERS.get(machine)
        for machine in impossible
    )
    return bool(impossible), stands


def _conflict(
    record: Record,
    group: Group,
    values: dict[str, Any],
    current: dict[str, Any],
    before: Mark,
    act: _Act,
    yields: bool,
) -> Record:
    """Return a record that keeps both values with author, time and place; `standing` is the one shown meanwhile."""
    theirs = {"values": current, **_author(before)}
    ours = {"values": values, **_author(act.mark)}
    standing, other = (theirs, ours) if yields else (ours, theirs)
    fields = {
        "about": record.id.hex,
        "about_type": record.type,
        "group": group.name,
        "standing": standing,
        "other": other,
        "state": "open",
    }
    seed = b"hpv/conflict/v1\0" + operation_id(act.origin, act.operation.seq).bytes + group.name.encode()
    identity: UUID = derived_uuid(seed)
    return Record(CONFLICT, identity, act.mark.stamp, fields, {})


def _author(mark: Mark) -> dict[str, Any]:
    return {
        "device": mark.device.hex,
        "actor": mark.actor.hex,
        "seq": mark.seq,
        "claimed_at_ms": mark.claimed_at_ms,
    }
