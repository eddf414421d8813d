"""Pending segments become records: opened, judged by the shared rules, written in one transaction per segment.

A crash at any step leaves the segment pending, and the next call begins it again from what is committed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, and_, exists, insert, select, update

from sync.central.judging import Arrived, Bench, State, changed_records, judge, records_named
from sync.central.record_store import in_parts, read_records, write_records
from sync.central.store import writing
from sync.central.tables import CHAIN, COMMUNE, DEVICE, FEED, OFFICIAL, OPERATION, SEGMENT, SEGMENT_STATE
from sync.protocol.chain import Run, run_message, runs_with_hashes
from sync.protocol.errors import NotForUsError, SegmentBrokenError, UnknownFormatError
from sync.protocol.keys import SealingPrivateKey, SigningPublicKey
from sync.protocol.segment import open_segment, verify_segment
from sync.records.operation import Origin
from sync.records.seams import Clock, Step

PENDING: Final = "pending"
APPLIED: Final = "applied"
BROKEN: Final = "broken"


def reconcile_pending(engine: Engine, keys: Sequence[SealingPrivateKey], clock: Clock, step: Step) -> int:
    """Reconcile every pending segment, in the order of receipt, and return how many there were.

    A segment that does not open stops its own chain (a person is called), never another's.
    """
    done = 0
    while (segment := _next_pending(engine)) is not None:
        step("centre.reconcile.begin")
        with writing(engine) as connection:
            _reconcile(connection, segment, keys, clock, step)
            step("centre.reconcile.before_commit")
        step("centre.reconcile.committed")
        done += 1
    return done


def _next_pending(engine: Engine) -> int | None:
    other, other_state = SEGMENT.alias(), SEGMENT_STATE.alias()
    is_stopped = exists().where(
        other_state.c.state == BROKEN,
        other.c.id == other_state.c.segment,
        other.c.device == SEGMENT.c.device,
        other.c.incarnation == SEGMENT.c.incarnation,
    )
    pending = (
        select(SEGMENT.c.id)
        .join(SEGMENT_STATE, SEGMENT_STATE.c.segment == SEGMENT.c.id)
        .where(SEGMENT_STATE.c.state == PENDING, ~is_stopped)
        .order_by(SEGMENT.c.id)
        .limit(1)
    )
    with engine.connect() as connection:
        return connection.execute(pending).scalar_one_or_none()


def _reconcile(
    connection: Connection, segment: int, keys: Sequence[SealingPrivateKey], clock: Clock, step: Step
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
        arrivals, head = _open(connection, row, keys)
    except (SegmentBrokenError, NotForUsError, UnknownFormatError) as error:
        _settle(connection, segment, BROKEN, error.code, clock)
        return
    step("centre.reconcile.opened")
    bench = _bench(connection, row, arrivals)
    judge(bench, arrivals)
    step("centre.reconcile.judged")
    _write(connection, row.commune, bench)
    step("centre.reconcile.records_written")
    here = (CHAIN.c.device == row.device) & (CHAIN.c.incarnation == row.incarnation)
    connection.execute(update(CHAIN).where(here).values(applied_seq=row.last_seq, applied_head=head))
    _settle(connection, segment, APPLIED, "", clock)


def _open(connection: Connection, row: Row[Any], keys: Sequence[SealingPrivateKey]) -> tuple[list[Arrived], bytes]:
    """Return the segment's operations with what speaks against their officials, and the chain's hash at its end.

    The ledger is not believed blindly: what was received years ago is verified again before it is applied.
    """
    verified = verify_segment(row.sealed, SigningPublicKey.from_bytes(row.signing_public))
    body = open_segment(verified, keys)
    if row.first_seq != row.applied_seq + 1 or verified.header.first_seq != row.first_seq:
        raise SegmentBrokenError
    publics = _officials(connection, row.device)
    arrivals: list[Arrived] = []
    head: bytes = row.applied_head
    for run, run_head in runs_with_hashes(head, row.first_seq, body.ops, body.runs):
        head = run_head
        doubt = _doubt(publics.get(run.actor), run, head)
        while row.first_seq + len(arrivals) <= run.last_seq:
            seq = row.first_seq + len(arrivals)
            arrivals.append(Arrived(seq=seq, raw=body.ops[len(arrivals)], actor=UUID(bytes=run.actor), doubt=doubt))
    return arrivals, head


def _doubt(public: bytes | None, run: Run, head: bytes) -> str:
    """Return why the run's official is not proven; nothing is dropped for it, a person decides."""
    if public is None:
        return "official_unknown"
    if not SigningPublicKey.from_bytes(public).has_signed(run_message(head), run.signature):
        return "official_unproven"
    return ""


def _officials(connection: Connection, device: bytes) -> dict[bytes, bytes]:
    rows = connection.execute(select(OFFICIAL.c.id, OFFICIAL.c.public).where(OFFICIAL.c.device == device))
    return {row.id: row.public for row in rows}


def _bench(connection: Connection, row: Row[Any], arrivals: Sequence[Arrived]) -> Bench:
    """Lay out what the rules need: the records spoken of, the stamp, and the records with something parked on them."""
    ids = records_named(arrivals)
    of_commune = select(COMMUNE.c.stamp).where(COMMUNE.c.code == row.commune).with_for_update()
    stamp = connection.execute(of_commune).scalar_one()
    return Bench(
        origin=Origin(UUID(bytes=row.device), UUID(bytes=row.incarnation)),
        stamp=stamp,
        records=read_records(connection, row.commune, ids),
        parked=set(_parked(connection, row, ids)),
    )


def _parked(connection: Connection, row: Row[Any], ids: Iterable[UUID]) -> Iterator[UUID]:
    """Give those of the records on which an operation of this origin already waits for a person."""
    for some in in_parts(ids):
        parked = select(OPERATION.c.record).where(
            OPERATION.c.record.in_([each.bytes for each in some]),
            OPERATION.c.device == row.device,
            OPERATION.c.incarnation == row.incarnation,
            OPERATION.c.state == State.PARKED,
        )
        for record in connection.execute(parked.distinct()).scalars():
            yield UUID(bytes=record)


def _settle(connection: Connection, segment: int, state: str, reason: str, clock: Clock) -> None:
    here = SEGMENT_STATE.c.segment == segment
    connection.execute(update(SEGMENT_STATE).where(here).values(state=state, reason=reason, at_ms=clock.now_ms()))


def _write(connection: Connection, commune: str, bench: Bench) -> None:
    """Write verdicts, records, digests, feed rows and the commune's stamp, all in the caller's transaction."""
    own = {"device": bench.origin.device.bytes, "incarnation": bench.origin.incarnation.bytes, "commune": commune}
    operations = [
        {
            **own,
            "seq": each.seq,
            "raw": each.raw,
            "hash": hashlib.sha256(each.raw).digest(),
            "record": each.record.bytes,
            "kind": each.kind,
            "stamp": each.stamp,
            "state": each.state,
            "reason": each.reason,
            "is_clean": each.is_clean,
        }
        for each in bench.judged
    ]
    feed = [
        {
            **own,
            "stamp": each.stamp,
            "record": each.record.bytes,
            "type": each.type,
            "seq": each.seq,
            "is_clean": each.is_clean,
        }
        for each in bench.feed
    ]
    connection.execute(insert(OPERATION), operations)
    if feed:
        connection.execute(insert(FEED), feed)
    write_records(connection, commune, changed_records(bench))
    connection.execute(update(COMMUNE).where(COMMUNE.c.code == commune).values(stamp=bench.stamp))
