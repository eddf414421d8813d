"""What waits is taken up again: when its record comes, when a person has decided, when the rules have learnt it.

Everything happens on the bench of the caller's transaction, so that what wakes and what woke it are kept together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, select

from sync.central.judging import (
    WAITING,
    Arrived,
    Bench,
    Place,
    State,
    Waiter,
    judge_again,
    set_aside,
    unblock,
)
from sync.central.proving import DOUBTS, arrived_again, arrived_proven, read_bearers
from sync.central.record_store import in_parts, read_records
from sync.central.tables import IS_NOT_APPLIED, OPERATION
from sync.protocol.keys import SealingPrivateKey
from sync.records.operation import Origin
from sync.records.ruling import APPLIED_ALREADY, NOT_HERE, Decision, Subject, carried_out, subject_of

_TO_BE_PROVEN_AGAIN: Final = (*DOUBTS, "wrong_actor", "wrong_seq", "unreadable", "set_aside")
"""Whoever waits for one of these may never have been proven; what was set aside does not say any more."""

Chain = tuple[Origin, UUID]
"""An origin's operations on one record, in order of seq: none overtakes another."""


@dataclass(slots=True)
class Night:
    """Where what waits is found: one commune, in the caller's transaction."""

    connection: Connection
    commune: str
    keys: Sequence[SealingPrivateKey]
    _segments: dict[Place, Arrived] = field(default_factory=dict)

    def held_on(self, records: Iterable[UUID]) -> set[Chain]:
        """Return the chains in which something is held on one of the records."""
        is_held = OPERATION.c.state == State.HELD
        if self.connection.execute(self._waiting(is_held).limit(1)).first() is None:
            return set()
        return {_chain(row) for some in in_parts(records) for row in self._rows(_is_on(some), is_held)}

    def waiting(self, records: Iterable[UUID]) -> list[Row[Any]]:
        """Return everything that is held or parked on the records."""
        return [row for some in in_parts(records) for row in self._rows(_is_on(some), OPERATION.c.state.in_(WAITING))]

    def parked_for(self, reasons: Sequence[str]) -> set[Chain]:
        """Return the chains in which something is parked for one of the reasons."""
        rows = self._rows(OPERATION.c.state == State.PARKED, OPERATION.c.reason.in_(reasons))
        return {_chain(row) for row in rows}

    def at(self, subject: Subject) -> Row[Any] | None:
        """Return one operation of this commune."""
        here = (
            (OPERATION.c.commune == self.commune)
            & (OPERATION.c.device == subject.origin.device.bytes)
            & (OPERATION.c.incarnation == subject.origin.incarnation.bytes)
            & (OPERATION.c.seq == subject.seq)
        )
        return self.connection.execute(select(OPERATION).where(here)).one_or_none()

    def waiter(self, row: Row[Any]) -> Waiter:
        """Return an operation as it is to be judged again, its official proven anew where that is in doubt."""
        return Waiter(self._arrived(row), State(row.state), row.reason, is_new=False)

    def _arrived(self, row: Row[Any]) -> Arrived:
        origin, _ = _chain(row)
        if row.reason not in _TO_BE_PROVEN_AGAIN:
            return arrived_proven(origin, row)
        place = (origin, row.seq)
        if place not in self._segments:
            again = arrived_again(self.connection, place, self.keys)
            self._segments |= {each.place: each for each in again.values()}
        return self._segments.get(place) or _unproven(origin, row)

    def _rows(self, *where: ColumnElement[bool]) -> Sequence[Row[Any]]:
        return self.connection.execute(self._waiting(*where)).all()

    def _waiting(self, *where: ColumnElement[bool]) -> Any:
        return select(OPERATION).where(IS_NOT_APPLIED, OPERATION.c.commune == self.commune, *where)


def wake(night: Night, bench: Bench) -> None:
    """Judge again what waited for the records just made and what a person decided about, until nothing follows."""
    while bench.made or bench.rulings:
        made, bench.made = bench.made, []
        rulings, bench.rulings = bench.rulings, []
        if made:
            held = {chain for chain in bench.blocked if bench.blocked[chain] is State.HELD}
            come = set(made)
            judge_chains(night, bench, night.held_on(made) | {chain for chain in held if chain[1] in come})
        for ruling, decision in rulings:
            outcome, reason = _carry_out(night, bench, subject_of(bench.records[ruling]), decision)
            bench.records[ruling] = carried_out(bench.records[ruling], outcome, reason)


def judge_chains(night: Night, bench: Bench, chains: set[Chain], *, also: Waiter | None = None) -> None:
    """Judge everything that waits in the chains again, in order of origin and seq; `also` one that was set aside."""
    if not chains:
        return
    waiters: dict[Place, Waiter] = {}
    for row in night.waiting({record for _, record in chains}):
        chain = _chain(row)
        if chain in chains and (chain[0], row.seq) not in bench.judged:
            waiters[chain[0], row.seq] = night.waiter(row)
    for place, judged in bench.judged.items():  # what this very transaction said is newer
        if judged.state in WAITING and (judged.arrived.origin, judged.arrived.record) in chains:
            waiters[place] = Waiter(judged.arrived, judged.state, judged.reason, judged.is_new)
    if also is not None:
        waiters[also.arrived.place] = also
    _lay_out(night, bench, waiters.values())
    for chain in chains:
        unblock(bench, *chain)
    for _, waiter in sorted(waiters.items(), key=lambda each: _order(each[0])):
        judge_again(bench, waiter)


def _lay_out(night: Night, bench: Bench, waiters: Iterable[Waiter]) -> None:
    """Read what judging them needs: their records, and who stands for their originals."""
    arrivals = [each.arrived for each in waiters]
    missing = {each.record for each in arrivals} - bench.records.keys()
    bench.records |= read_records(night.connection, night.commune, missing)
    bench.bearers = read_bearers(night.connection, arrivals) | bench.bearers


def _carry_out(night: Night, bench: Bench, subject: Subject | None, decision: Decision) -> tuple[str, str]:
    """Do what a person decided and return state and reason of the operation afterwards."""
    waiter = None if subject is None else _found(night, bench, subject)
    if subject is None or waiter is None:
        return NOT_HERE, ""
    place = (subject.origin, subject.seq)
    if waiter.state is State.APPLIED:
        return APPLIED_ALREADY, ""
    if decision is Decision.SET_ASIDE and waiter.state is not State.SET_ASIDE:
        set_aside(bench, waiter)
    if decision is Decision.FORCE:
        _lay_out(night, bench, [waiter])
        judge_again(bench, waiter, forced=True)
    is_taken_back = decision is Decision.RETRY and waiter.state is State.SET_ASIDE
    chain = (subject.origin, waiter.arrived.record)
    judge_chains(night, bench, {chain}, also=waiter if is_taken_back else None)
    judged = bench.judged.get(place)
    return (waiter.state, waiter.reason) if judged is None else (judged.state, judged.reason)


def _found(night: Night, bench: Bench, subject: Subject) -> Waiter | None:
    judged = bench.judged.get((subject.origin, subject.seq))
    if judged is not None:
        return Waiter(judged.arrived, judged.state, judged.reason, judged.is_new)
    row = night.at(subject)
    return None if row is None else night.waiter(row)


def _unproven(origin: Origin, row: Row[Any]) -> Arrived:
    """Return an operation whose segment does not open any more: the doubt stays."""
    return Arrived(
        origin=origin,
        seq=row.seq,
        raw=row.raw,
        record=UUID(bytes=row.record),
        kind=row.kind,
        actor=UUID(int=0),
        doubt="official_unproven" if row.reason == "set_aside" else row.reason,
    )


def _chain(row: Row[Any]) -> Chain:
    return Origin(UUID(bytes=row.device), UUID(bytes=row.incarnation)), UUID(bytes=row.record)


def _is_on(records: Sequence[UUID]) -> ColumnElement[bool]:
    return OPERATION.c.record.in_([each.bytes for each in records])


def _order(place: Place) -> tuple[bytes, bytes, int]:
    origin, seq = place
    return origin.device.bytes, origin.incarnation.bytes, seq
