"""A new beginning after a doubt: what the centre does not have is sent again, or carried over with its proof.

No operation is lost by it: each stays where it is with the centre's word on it, or moves, with its official's
signature, to the incarnation that this laptop writes under from now on. Pages stay as the official saw them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.audit import AuditEnd, append_entry
from desktop_app.storage.integrating import UNSETTLED, state_of
from desktop_app.storage.tables import HEAD, META, OPERATION, OPERATION_BYTES, RECORD, SEGMENT, WHOLE_OPERATION
from sync.client.ports import NEVER_AGREED, Anew, Offer
from sync.protocol.chain import NO_SIGNATURE, chain_next, chain_start
from sync.protocol.messages import Verdict, VerdictState
from sync.protocol.segment import NO_SEGMENT
from sync.records.carrying import carry
from sync.records.operation import NO_OPERATION, OperationUnreadableError, decode_operation

ACT: Final = "device.anew"
_SHORT: Final = 8
_NO_CHAIN: Final = bytes(32)
_MOVE: Final = (
    sa.update(OPERATION)
    .where(OPERATION.c.number == sa.bindparam("at"))
    .values(
        {name: sa.bindparam(name) for name in "incarnation seq size state reason segment stamp changed_at_ms".split()}
    )
)
_REWRITE: Final = (
    sa.update(OPERATION_BYTES)
    .where(OPERATION_BYTES.c.number == sa.bindparam("at"))
    .values({name: sa.bindparam(name) for name in "raw chain signature".split()})
)
_JUDGE: Final = (
    sa.update(OPERATION)
    .where(OPERATION.c.number == sa.bindparam("at"))
    .values({name: sa.bindparam(name) for name in "state reason stamp changed_at_ms".split()})
)
_WHOLE: Final = sa.select(
    OPERATION.c.number,
    OPERATION.c.incarnation,
    OPERATION.c.seq,
    OPERATION.c.state,
    OPERATION_BYTES.c.raw,
    OPERATION_BYTES.c.chain,
    OPERATION_BYTES.c.signature,
).select_from(WHOLE_OPERATION)


@dataclass(slots=True)
class _End:
    """The end of the incarnation that operations are carried into."""

    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an operation went: its new seq, 0 where the centre has it, and the base that follows for a later one."""

    seq: int
    base: int


def offers(connection: sa.Connection, *, unsettled: bool, but: bytes = b"") -> list[Offer]:
    """Return the operations of each incarnation but one, oldest first; `unsettled`: without those that are decided."""
    wanted = _WHOLE.where(OPERATION.c.incarnation != but)
    if unsettled:
        wanted = wanted.where(OPERATION.c.state.in_(UNSETTLED))
    found: dict[bytes, dict[int, bytes]] = {}
    for row in connection.execute(wanted.order_by(OPERATION.c.number)):
        found.setdefault(row.incarnation, {})[row.seq] = hashlib.sha256(row.raw).digest()[:_SHORT]
    return [Offer(incarnation=incarnation, hashes=hashes) for incarnation, hashes in found.items()]


def unheard(connection: sa.Connection, incarnation: bytes, applied_seq: int) -> list[Offer]:
    """Return the operations of an incarnation that the centre has judged by now, and this notebook heard nothing of."""
    wanted = _WHOLE.where(
        OPERATION.c.state == "received", OPERATION.c.seq <= applied_seq, OPERATION.c.incarnation == incarnation
    )
    hashes = {row.seq: hashlib.sha256(row.raw).digest()[:_SHORT] for row in connection.execute(wanted)}
    return [Offer(incarnation=incarnation, hashes=hashes)] if hashes else []


def begin_anew(connection: sa.Connection, anew: Anew, now_ms: int) -> int:
    """Do what `anew` says; return how many operations were carried over."""
    meta = connection.execute(sa.select(META.c.device, META.c.incarnation, META.c.cursor)).one()
    head = connection.execute(sa.select(HEAD)).one()
    is_new = anew.incarnation != meta.incarnation
    end = _End(0, chain_start(meta.device, anew.incarnation)) if is_new else _End(head.seq, head.chain)
    carried = 0
    for incarnation, verdicts in anew.verdicts.items():
        carried += _carry_over(connection, meta.device, incarnation, verdicts, anew.incarnation, end, now_ms)
    values: dict[str, Any] = {"seq": end.seq, "chain": end.chain}
    if is_new:
        values |= {"segment": 0, "segment_hash": NO_SEGMENT}
        connection.execute(sa.delete(SEGMENT).where(SEGMENT.c.receipt.is_(None)))  # nobody will ever take these
        connection.execute(sa.update(RECORD).where(RECORD.c.base_mine > 0).values(base_mine=0))
    if anew.reopened_after is not None:
        _reopen(connection, anew.incarnation, anew.reopened_after, now_ms)
    audit = append_entry(
        connection,
        AuditEnd(head.audit_number, head.audit_hash),
        at_ms=now_ms,
        actor="",
        act=ACT,
        subject=anew.incarnation.hex(),
        detail=f"{anew.why} {carried}",
    )
    values |= {"audit_number": audit.number, "audit_hash": audit.hash}
    connection.execute(sa.update(HEAD).values(values))
    kept = {"incarnation": anew.incarnation, "epoch": anew.epoch, "hello": anew.hello}
    cursors = {"cursor": min(meta.cursor, anew.feed_head), "agreed_cursor": NEVER_AGREED}
    connection.execute(sa.update(META).values(**kept, **cursors))
    return carried


def _carry_over(
    connection: sa.Connection,
    device: bytes,
    incarnation: bytes,
    verdicts: Sequence[Verdict],
    into: bytes,
    end: _End,
    now_ms: int,
) -> int:
    """Write the centre's verdicts down, and move all others behind `end`, in their order."""
    judged = {each.seq: each for each in verdicts}
    places: dict[int, _Place] = {}
    heard: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    chain_of = {NO_OPERATION: chain_start(device, incarnation)}
    for row in connection.execute(_WHOLE.where(OPERATION.c.incarnation == incarnation).order_by(OPERATION.c.seq)):
        key = {"at": row.number, "changed_at_ms": now_ms}
        chain_before = chain_of.get(row.seq - 1, _NO_CHAIN)
        chain_of = {row.seq: row.chain}
        verdict = judged.get(row.seq)
        if verdict is not None:
            is_applied = verdict.state == VerdictState.APPLIED
            places[row.seq] = _Place(0, verdict.stamp if is_applied else 0)
            if not (is_applied and row.state == "durable"):
                heard.append({**key, "state": state_of(verdict), "reason": verdict.reason, "stamp": verdict.stamp})
            continue
        made = _carried(row, chain_before, incarnation, places, end.seq + 1)
        if made is None:  # cannot be taken along: it stays, and a person looks
            heard.append({**key, "state": "parked", "reason": "unreadable", "stamp": 0})
            continue
        raw, places[row.seq] = made
        end.seq, end.chain = end.seq + 1, chain_next(end.chain, raw)
        moved.append(
            {
                **key,
                "incarnation": into,
                "seq": end.seq,
                "size": len(raw),
                "raw": raw,
                "chain": end.chain,
                "signature": NO_SIGNATURE,
                "state": "waiting",
                "reason": "",
                "segment": 0,
                "stamp": 0,
            }
        )
    for statement, rows in ((_JUDGE, heard), (_MOVE, moved), (_REWRITE, moved)):
        if rows:
            connection.execute(statement, rows)
    return len(moved)


def _carried(
    row: sa.Row[int, bytes, int, str, bytes, bytes, bytes],
    chain_before: bytes,
    incarnation: bytes,
    places: Mapping[int, _Place],
    seq: int,
) -> tuple[bytes, _Place] | None:
    """Return the operation's bytes under its new seq, and its place; None where it cannot be carried.

    Its base is at least what its predecessor's was: what its author saw then, he has seen still.
    """
    try:
        operation = decode_operation(row.raw)
        before = places.get(operation.after, _Place(0, 0))
        base = max(operation.base, before.base)
        raw = carry(
            row.raw,
            row.signature,
            chain_before,
            incarnation=UUID(bytes=incarnation),
            seq_new=seq,
            after_new=before.seq,
            base_new=base,
        )
    except (OperationUnreadableError, ValueError):
        return None
    return raw, _Place(seq, base)


def _reopen(connection: sa.Connection, incarnation: bytes, after: int, now_ms: int) -> None:
    """Forget the receipts of segments above a number: the centre does not have them any more."""
    lost = (SEGMENT.c.incarnation == incarnation) & (SEGMENT.c.number > after)
    connection.execute(sa.update(SEGMENT).where(lost).values(receipt=None))
    lost_operations = (OPERATION.c.incarnation == incarnation) & (OPERATION.c.segment > after)
    again = {"state": "sending", "reason": "", "stamp": 0, "changed_at_ms": now_ms}
    connection.execute(sa.update(OPERATION).where(lost_operations).values(again))
