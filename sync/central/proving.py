"""Whose word an operation is: a segment opened, each run held against its official's key, copies against originals."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select

from sync.central.judging import Arrived, Original, Place, address_of
from sync.central.opened_kept import OpenedKept
from sync.central.record_store import in_parts
from sync.central.tables import CARRIED, DEVICE, OFFICIAL, OPERATION, SEGMENT
from sync.protocol.chain import NO_SIGNATURE, chain_next, chain_over, chain_start, run_message, runs_with_hashes
from sync.protocol.errors import NotForUsError, SegmentBrokenError, UnknownFormatError
from sync.protocol.keys import SealingPrivateKey, SigningPublicKey
from sync.protocol.segment import open_segment, verify_segment
from sync.records.carrying import carried_original
from sync.records.operation import Operation, OperationUnreadableError, Origin, decode_operation

DOUBTS: Final = ("official_unknown", "official_unproven")
_CARRIED: Final = b"carried"


def open_arrivals(
    connection: Connection,
    row: Row[Any],
    keys: Sequence[SealingPrivateKey],
    head: bytes,
    opened: OpenedKept | None = None,
) -> tuple[list[Arrived], bytes]:
    """Return a segment's operations with what speaks against their officials, and the chain's hash at its end.

    `row`: the segment with its device's signing key; `head`: the chain's hash before it. The ledger is not believed
    blindly: what was received years ago is verified again before it is applied; `opened` may have what these very bytes
    hold. Raises: SegmentBrokenError, NotForUsError, UnknownFormatError.
    """
    verified = verify_segment(row.sealed, SigningPublicKey.from_bytes(row.signing_public))
    body = None if opened is None else opened.take(verified.hash)
    if body is None:
        body = open_segment(verified, keys)
    if verified.header.first_seq != row.first_seq:
        raise SegmentBrokenError
    publics = _officials(connection, row.device)
    origin = Origin(UUID(bytes=row.device), UUID(bytes=row.incarnation))
    arrivals: list[Arrived] = []
    for run, run_head in runs_with_hashes(head, row.first_seq, body.ops, body.runs):
        head = run_head
        public, actor = publics.get(run.actor), UUID(bytes=run.actor)
        is_signed = run.signature != NO_SIGNATURE
        doubt = _doubt(public, head, run.signature) if is_signed else ""
        for raw in body.ops[len(arrivals) : run.last_seq - row.first_seq + 1]:
            copy = _copy(raw) if _CARRIED in raw else None  # most are none, and are not read for it
            record, kind = address_of(raw)
            arrived = Arrived(
                origin=origin,
                seq=row.first_seq + len(arrivals),
                raw=raw,
                record=record,
                kind=kind,
                actor=actor,
                doubt=doubt if is_signed else _doubt_of_copy(public, copy),
                original=None if copy is None else _original(row.device, copy),
            )
            arrivals.append(arrived)
    return arrivals, head


def arrived_again(connection: Connection, place: Place, keys: Sequence[SealingPrivateKey]) -> dict[int, Arrived]:
    """Return all operations of the segment in which one came, proven anew against the officials known today.

    Nothing where it does not open any more.
    """
    origin, seq = place
    here = (SEGMENT.c.device == origin.device.bytes) & (SEGMENT.c.incarnation == origin.incarnation.bytes)
    segment = connection.execute(
        select(SEGMENT, DEVICE.c.signing_public)
        .join(DEVICE, DEVICE.c.id == SEGMENT.c.device)
        .where(here, SEGMENT.c.last_seq >= seq)
        .order_by(SEGMENT.c.last_seq)
        .limit(1)
    ).one()
    before = (
        select(OPERATION.c.raw)
        .where(OPERATION.c.device == segment.device, OPERATION.c.incarnation == segment.incarnation)
        .where(OPERATION.c.seq < segment.first_seq)
        .order_by(OPERATION.c.seq)
    )
    start = chain_start(segment.device, segment.incarnation)
    head = chain_over(start, connection.execute(before).scalars())
    try:
        arrivals, _ = open_arrivals(connection, segment, keys, head)
    except (SegmentBrokenError, NotForUsError, UnknownFormatError):
        return {}
    return {each.seq: each for each in arrivals}


def arrived_proven(origin: Origin, row: Row[Any]) -> Arrived:
    """Return an operation from its row, where the official was proven when it came."""
    copy = _copy(row.raw)
    return Arrived(
        origin=origin,
        seq=row.seq,
        raw=row.raw,
        record=UUID(bytes=row.record),
        kind=row.kind,
        actor=decode_operation(row.raw).actor,
        original=None if copy is None else _original(row.device, copy),
    )


def read_bearers(connection: Connection, arrivals: Iterable[Arrived]) -> dict[Original, Place]:
    """Return who stands here for the originals among the arrivals: the original itself or a copy of it."""
    found: dict[Original, Place] = {}
    of_origin: dict[Origin, list[Arrived]] = {}
    for each in arrivals:  # in whatever order they come: each origin is asked about once
        of_origin.setdefault(each.origin, []).append(each)
    for origin, some in of_origin.items():
        seqs = [each.seq for each in some if each.original is None]
        if seqs:
            between = CARRIED.c.seq.between(min(seqs), max(seqs))
            found |= _copies(connection, origin.device, origin.incarnation.bytes, between)
        wanted: dict[bytes, list[int]] = {}
        for each in some:
            if each.original is not None:
                wanted.setdefault(each.original.incarnation, []).append(each.original.seq)
        for incarnation, all_seqs in wanted.items():
            for part in in_parts(all_seqs):
                found |= dict(_originals(connection, origin.device, incarnation, part))
                found |= _copies(connection, origin.device, incarnation, CARRIED.c.seq.in_(part))
    return found


def _copies(connection: Connection, device: UUID, incarnation: bytes, of_seqs: Any) -> Mapping[Original, Place]:
    here = (CARRIED.c.device == device.bytes) & (CARRIED.c.incarnation == incarnation)
    return {
        Original(row.device, row.incarnation, row.seq, row.hash): (
            Origin(device, UUID(bytes=row.by_incarnation)),
            row.by_seq,
        )
        for row in connection.execute(select(CARRIED).where(here, of_seqs))
    }


def _originals(
    connection: Connection, device: UUID, incarnation: bytes, seqs: Sequence[int]
) -> Iterator[tuple[Original, Place]]:
    """Give those that came themselves and were proven: an unproven one stands for nothing."""
    rows = connection.execute(
        select(OPERATION.c.seq, OPERATION.c.hash)
        .where(OPERATION.c.device == device.bytes, OPERATION.c.incarnation == incarnation)
        .where(OPERATION.c.seq.in_(seqs), OPERATION.c.reason.not_in(DOUBTS))
    )
    for row in rows:
        yield Original(device.bytes, incarnation, row.seq, row.hash), (Origin(device, UUID(bytes=incarnation)), row.seq)


def _doubt(public: bytes | None, head: bytes, signature: bytes) -> str:
    """Return why an official is not proven; nothing is dropped for it, a person decides."""
    if public is None:
        return "official_unknown"
    if not SigningPublicKey.from_bytes(public).has_signed(run_message(head), signature):
        return "official_unproven"
    return ""


def _doubt_of_copy(public: bytes | None, copy: Operation | None) -> str:
    """Return the same for an operation in a run that nobody signed: it must bring its own proof."""
    carried = None if copy is None else copy.body.carried
    if copy is None or carried is None:
        return "official_unknown" if public is None else "official_unproven"
    return _doubt(public, chain_next(carried.chain_before, carried_original(copy)), carried.signature)


def _copy(raw: bytes) -> Operation | None:
    """Return the operation where it was carried over; most are not, and are not read for it."""
    if _CARRIED not in raw:
        return None
    try:
        operation = decode_operation(raw)
    except OperationUnreadableError:
        return None
    return None if operation.body.carried is None else operation


def _original(device: bytes, copy: Operation) -> Original | None:
    carried = copy.body.carried
    if carried is None:
        return None
    return Original(device, carried.incarnation.bytes, carried.seq, hashlib.sha256(carried_original(copy)).digest())


def _officials(connection: Connection, device: bytes) -> dict[bytes, bytes]:
    rows = connection.execute(select(OFFICIAL.c.id, OFFICIAL.c.public).where(OFFICIAL.c.device == device))
    return {row.id: row.public for row in rows}
