"""Pending segments become records: opened, judged by the shared rules, written in one transaction per segment.

A crash at any step leaves the segment pending, and the next call begins it again from what is committed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    and_,
    bindparam,
    exists,
    insert,
    select,
    update,
)

from sync.central.judging import (
    WAITING,
    Arrived,
    Bench,
    Judged,
    State,
    byte_forms,
    changed_records,
    judge,
    records_named,
)
from sync.central.locking import lock_centre, lock_commune
from sync.central.opened_kept import OpenedKept
from sync.central.proving import open_arrivals, read_bearers
from sync.central.record_store import in_parts, read_standing, write_records
from sync.central.store import write_rows, writing
from sync.central.tables import (
    CARRIED,
    CHAIN,
    COMMUNE,
    DEVICE,
    FEED,
    IS_NOT_APPLIED,
    META,
    OPERATION,
    SEGMENT,
    SEGMENT_STATE,
)
from sync.central.waking import Chain, Night, judge_chains, wake
from sync.protocol.errors import NotForUsError, SegmentBrokenError, UnknownFormatError
from sync.protocol.keys import SealingPrivateKey
from sync.records.operation import Origin
from sync.records.rules import KINDS, Kind, rules_version
from sync.records.seams import Clock, Step

PENDING: Final = "pending"
APPLIED: Final = "applied"
BROKEN: Final = "broken"
_RULES_NAME: Final = "rules_version"
_RULES: Final = select(META.c.value).where(META.c.name == _RULES_NAME)
_OTHER, _OTHER_STATE = SEGMENT.alias(), SEGMENT_STATE.alias()
_IS_STOPPED: Final = exists().where(
    _OTHER_STATE.c.state == BROKEN,
    _OTHER.c.id == _OTHER_STATE.c.segment,
    _OTHER.c.device == SEGMENT.c.device,
    _OTHER.c.incarnation == SEGMENT.c.incarnation,
)
_NEXT: Final = (
    select(SEGMENT.c.id, CHAIN.c.commune)
    .join(SEGMENT_STATE, SEGMENT_STATE.c.segment == SEGMENT.c.id)
    .join(CHAIN, and_(CHAIN.c.device == SEGMENT.c.device, CHAIN.c.incarnation == SEGMENT.c.incarnation))
    .where(SEGMENT_STATE.c.state == PENDING, ~_IS_STOPPED)
    .order_by(SEGMENT.c.id)
    .limit(1)
)
_ITS_COMMUNE: Final = select(DEVICE.c.commune).where(DEVICE.c.id == bindparam("asking")).scalar_subquery()
_NEXT_OF_COMMUNE: Final = _NEXT.where(CHAIN.c.commune == _ITS_COMMUNE)
_NOT_KNOWN: Final = ("unknown_kind", "unreadable")
_PLACE: Final = ("device", "incarnation", "seq")
_VERDICT: Final = ("stamp", "state", "reason", "is_clean")


def reconcile_pending(
    engine: Engine,
    keys: Sequence[SealingPrivateKey],
    clock: Clock,
    step: Step,
    *,
    device: bytes = b"",
    kinds: Mapping[str, Kind] = KINDS,
    opened: OpenedKept | None = None,
) -> int:
    """Reconcile every pending segment, in the order of receipt, and return how many there were.

    With a device: those of its commune alone. `opened`: what was opened at its receipt and need not be again; of what
    it had when all communes' turn came, it keeps nothing: another worker may have been quicker. Workers wait for each
    other within a commune, never beyond it. A segment that does not open stops its own chain (a person is called),
    never another's.
    """
    done = 0
    kept = [] if opened is None or device else opened.hashes()
    try:
        while (pending := _next_pending(engine, device)) is not None:
            step("centre.reconcile.begin")
            with writing(engine) as connection:
                lock_commune(connection, pending.commune)  # before anything is read that another worker may change
                _reconcile(connection, pending.id, keys, clock, step, kinds, opened)
                step("centre.reconcile.before_commit")
            step("centre.reconcile.committed")
            done += 1
    finally:
        if opened is not None:
            opened.let_go(kept)
    return done


def _next_pending(engine: Engine, device: bytes) -> Row[Any, Any] | None:
    with engine.connect() as connection:
        found = connection.execute(_NEXT_OF_COMMUNE, {"asking": device}) if device else connection.execute(_NEXT)
        return found.one_or_none()


def take_up_unknown(
    engine: Engine, keys: Sequence[SealingPrivateKey], step: Step, *, kinds: Mapping[str, Kind] = KINDS
) -> int:
    """Judge anew what rules of another version could not read, and return how many communes had something so.

    Once for each version of the rules: to be called when the centre opens.
    """
    version = rules_version(kinds)
    with engine.connect() as connection:
        if connection.execute(_RULES).scalar_one_or_none() == version:
            return 0
        is_unknown = OPERATION.c.reason.in_(_NOT_KNOWN) & (OPERATION.c.state == State.PARKED)
        communes = connection.execute(select(OPERATION.c.commune).where(IS_NOT_APPLIED, is_unknown).distinct())
        waiting = sorted(communes.scalars())
    for commune in waiting:
        with writing(engine) as connection:
            lock_commune(connection, commune)
            bench = Bench(stamp=_stamp(connection, commune), records={}, kinds=kinds)
            night = Night(connection, commune, keys)
            judge_chains(night, bench, night.parked_for(_NOT_KNOWN))
            wake(night, bench)
            _write(connection, commune, bench)
            step("centre.take_up.before_commit")
    with writing(engine) as connection:
        lock_centre(connection)
        if connection.execute(update(META).where(META.c.name == _RULES_NAME).values(value=version)).rowcount == 0:
            connection.execute(insert(META).values(name=_RULES_NAME, value=version))
    return len(waiting)


def _reconcile(
    connection: Connection,
    segment: int,
    keys: Sequence[SealingPrivateKey],
    clock: Clock,
    step: Step,
    kinds: Mapping[str, Kind],
    opened: OpenedKept | None,
) -> None:
    row = connection.execute(
        select(SEGMENT, CHAIN.c.commune, CHAIN.c.applied_seq, CHAIN.c.applied_head, DEVICE.c.signing_public)
        .join(SEGMENT_STATE, SEGMENT_STATE.c.segment == SEGMENT.c.id)
        .join(CHAIN, and_(CHAIN.c.device == SEGMENT.c.device, CHAIN.c.incarnation == SEGMENT.c.incarnation))
        .join(DEVICE, DEVICE.c.id == SEGMENT.c.device)
        .where(SEGMENT.c.id == segment, SEGMENT_STATE.c.state == PENDING)
    ).one_or_none()
    if row is None:
        return  # another worker was quicker
    try:
        if row.first_seq != row.applied_seq + 1:
            raise SegmentBrokenError
        arrivals, head = open_arrivals(connection, row, keys, row.applied_head, opened)
    except (SegmentBrokenError, NotForUsError, UnknownFormatError) as error:
        _settle(connection, segment, BROKEN, error.code, clock)
        return
    step("centre.reconcile.opened")
    bench = _bench(connection, row, arrivals, kinds)
    judge(bench, arrivals)
    wake(Night(connection, row.commune, keys), bench)
    step("centre.reconcile.judged")
    _write(connection, row.commune, bench)
    step("centre.reconcile.records_written")
    here = (CHAIN.c.device == row.device) & (CHAIN.c.incarnation == row.incarnation)
    connection.execute(update(CHAIN).where(here).values(applied_seq=row.last_seq, applied_head=head))
    _settle(connection, segment, APPLIED, "", clock)


def _bench(connection: Connection, row: Row[Any], arrivals: Sequence[Arrived], kinds: Mapping[str, Kind]) -> Bench:
    """Lay out what the rules need: the records spoken of, the stamp, and on which of them something waits already."""
    ids = records_named(arrivals)
    records, read = read_standing(connection, row.commune, ids)
    return Bench(
        stamp=_stamp(connection, row.commune),
        records=records,
        read=read,
        blocked=dict(_blocked(connection, row, ids)),
        bearers=read_bearers(connection, arrivals),
        kinds=kinds,
    )


def _stamp(connection: Connection, commune: str) -> int:
    stamp: int = connection.execute(select(COMMUNE.c.stamp).where(COMMUNE.c.code == commune)).scalar_one()
    return stamp


def _blocked(connection: Connection, row: Row[Any], ids: Iterable[UUID]) -> Iterator[tuple[Chain, State]]:
    """Give those of the records on which an operation of this origin waits: held ones first, parked ones weigh more."""
    waits = select(OPERATION.c.record, OPERATION.c.state).where(
        IS_NOT_APPLIED, OPERATION.c.commune == row.commune, OPERATION.c.state.in_(WAITING)
    )
    if connection.execute(waits.limit(1)).first() is None:
        return
    origin = Origin(UUID(bytes=row.device), UUID(bytes=row.incarnation))
    for some in in_parts(ids):
        on_these = (
            waits.where(OPERATION.c.record.in_([each.bytes for each in some]))
            .where(OPERATION.c.device == row.device, OPERATION.c.incarnation == row.incarnation)
            .distinct()
            .order_by(OPERATION.c.state)
        )
        for found in connection.execute(on_these):
            yield (origin, UUID(bytes=found.record)), State(found.state)


def _settle(connection: Connection, segment: int, state: str, reason: str, clock: Clock) -> None:
    here = SEGMENT_STATE.c.segment == segment
    connection.execute(update(SEGMENT_STATE).where(here).values(state=state, reason=reason, at_ms=clock.now_ms()))


def _write(connection: Connection, commune: str, bench: Bench) -> None:
    """Write verdicts, records, digests, feed rows and the commune's stamp, all in the caller's transaction."""
    new = [_row(commune, each) for each in bench.judged.values() if each.is_new]
    again = [_row(commune, each) for each in bench.judged.values() if not each.is_new]
    feed = [
        {
            "device": each.place[0].device.bytes,
            "incarnation": each.place[0].incarnation.bytes,
            "seq": each.place[1],
            "commune": commune,
            "stamp": each.stamp,
            "record": each.record.bytes,
            "type": each.type,
            "is_clean": each.is_clean,
        }
        for each in bench.feed
    ]
    carried = [
        {
            "device": original.device,
            "incarnation": original.incarnation,
            "seq": original.seq,
            "hash": original.hash,
            "by_incarnation": origin.incarnation.bytes,
            "by_seq": seq,
        }
        for original, (origin, seq) in bench.carried.items()
    ]
    write_rows(connection, insert(OPERATION), new)
    here = [OPERATION.c[name] == bindparam(f"at_{name}") for name in _PLACE]
    rows = [{f"at_{name}": row[name] for name in _PLACE} | {name: row[name] for name in _VERDICT} for row in again]
    write_rows(connection, update(OPERATION).where(*here), rows)
    write_rows(connection, insert(FEED), feed)
    write_rows(connection, insert(CARRIED), carried)
    write_records(connection, commune, changed_records(bench), written=byte_forms(bench), read=bench.read)
    connection.execute(update(COMMUNE).where(COMMUNE.c.code == commune).values(stamp=bench.stamp))


def _row(commune: str, judged: Judged) -> dict[str, Any]:
    arrived = judged.arrived
    return {
        "device": arrived.origin.device.bytes,
        "incarnation": arrived.origin.incarnation.bytes,
        "seq": arrived.seq,
        "commune": commune,
        "raw": arrived.raw,
        "hash": hashlib.sha256(arrived.raw).digest(),
        "record": arrived.record.bytes,
        "kind": arrived.kind,
        "stamp": judged.stamp,
        "state": judged.state.value,
        "reason": judged.reason,
        "is_clean": judged.is_clean,
    }
