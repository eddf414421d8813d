"""Taking in a page of the centre's feed: verdicts, records, and what still waits replayed on top. One connection."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.pages import Base, Reindexed, read_base, write_base_and_page, write_index
from desktop_app.storage.tables import OPERATION, OWN_OF_RECORD
from sync.client.ports import Integrated, Pulled
from sync.protocol.messages import Verdict, VerdictState
from sync.records.merge import Applied, apply
from sync.records.operation import Origin, decode_operation
from sync.records.record import Record
from sync.records.rules import CONFLICT

_STATE_OF: Final = {
    VerdictState.APPLIED.value: "applied",
    VerdictState.HELD.value: "held",
    VerdictState.PARKED.value: "parked",
}
_OWN: Final = sa.select(OPERATION.c.raw, OPERATION.c.state, OPERATION.c.record).where(
    OPERATION.c.incarnation == sa.bindparam("incarnation"), OPERATION.c.seq == sa.bindparam("seq")
)
_JUDGE: Final = (
    sa.update(OPERATION)
    .where(OPERATION.c.incarnation == sa.bindparam("own"), OPERATION.c.seq == sa.bindparam("at"))
    .values({name: sa.bindparam(name) for name in ("state", "reason", "stamp", "changed_at_ms")})
)
_STILL_WAITING: Final = (
    sa.select(OPERATION.c.raw)
    .where(
        OWN_OF_RECORD,
        OPERATION.c.seq > sa.bindparam("mine"),
        OPERATION.c.state.not_in(("applied", "durable")),
    )
    .order_by(OPERATION.c.seq)
)
_MAKE_DURABLE: Final = (
    sa.update(OPERATION)
    .where(
        OPERATION.c.incarnation == sa.bindparam("own"),
        OPERATION.c.seq <= sa.bindparam("upto"),
        OPERATION.c.state == "applied",
    )
    .values(state="durable", changed_at_ms=sa.bindparam("now_ms"))
)


def mark_durable(connection: sa.Connection, origin: Origin, upto: int, now_ms: int) -> None:
    """Move applied operations up to a seq to durable: the centre has them in a verified backup."""
    if upto:
        connection.execute(_MAKE_DURABLE, {"own": origin.incarnation.bytes, "upto": upto, "now_ms": now_ms})


class Integration:
    """One page on its way into the notebook."""

    def __init__(self, connection: sa.Connection, origin: Origin, now_ms: int) -> None:
        self._connection = connection
        self._origin = origin
        self._incarnation = origin.incarnation.bytes
        self._now_ms = now_ms
        self._bases: dict[UUID, Base] = {}
        self._reindexed: list[Reindexed] = []

    def take(self, page: Pulled) -> Integrated:
        """Write all of the page's verdicts and records, and every page that follows from them."""
        conflicts = sum(self._take_record(record, mine) for record, mine in page.records)
        states = [self._take_verdict(verdict) for verdict in page.verdicts]
        for record_id, base in self._bases.items():
            self._replay(record_id, base)
        write_index(self._connection, self._reindexed)
        mark_durable(self._connection, self._origin, page.durable_seq, self._now_ms)
        return Integrated(applied=states.count("applied"), parked=states.count("parked"), conflicts=conflicts)

    def _take_record(self, record: Record, mine: int) -> bool:
        """Put what the centre has in the base's place; tell whether it is a conflict that was not here before."""
        base = self._base(record.id)
        is_new = base.record is None
        if base.record is None or record.rev >= base.record.rev:
            self._bases[record.id] = Base(row=base.row, record=record, mine=max(mine, base.mine))
        return is_new and record.type == CONFLICT

    def _take_verdict(self, verdict: Verdict) -> str:
        """Write the verdict down; return the state where it is news, else nothing."""
        key = {"incarnation": self._incarnation, "seq": verdict.seq}
        found = self._connection.execute(_OWN, key).first()
        if found is None:
            return ""
        state = _STATE_OF.get(verdict.state, "parked")  # a verdict of a later version: a person looks, nothing is lost
        if verdict.state == VerdictState.APPLIED and verdict.clean:
            self._promote(found.raw, verdict)
        self._base(UUID(bytes=found.record))
        if found.state == "durable" or found.state == state:
            return ""
        self._connection.execute(
            _JUDGE,
            {
                "own": self._incarnation,
                "at": verdict.seq,
                "state": state,
                "reason": verdict.reason,
                "stamp": verdict.stamp,
                "changed_at_ms": self._now_ms,
            },
        )
        return state

    def _promote(self, raw: bytes, verdict: Verdict) -> None:
        """Replay a clean operation on the base, which gives what the centre has: it sends no echo."""
        operation = decode_operation(raw)
        base = self._base(operation.record)
        if base.record is not None and base.record.rev >= verdict.stamp:
            return
        after = apply(operation, self._origin, base.record, stamp=verdict.stamp)
        if isinstance(after, Applied):  # otherwise the digests will differ, and the feed is pulled anew
            self._bases[operation.record] = Base(row=base.row, record=after.record, mine=operation.seq)

    def _replay(self, record_id: UUID, base: Base) -> None:
        """Write the record's page: the base with everything that the centre has not applied yet on top."""
        page = base.record
        stamp = page.rev if page else 0
        for raw in self._still_waiting(record_id, base.mine):
            after = apply(decode_operation(raw), self._origin, page, stamp=stamp)
            if isinstance(after, Applied):
                page = after.record
        if page is not None:
            self._reindexed.append(write_base_and_page(self._connection, base, page))

    def _still_waiting(self, record_id: UUID, mine: int) -> Iterable[bytes]:
        key = {"record": record_id.bytes, "incarnation": self._incarnation, "mine": mine}
        return self._connection.execute(_STILL_WAITING, key).scalars().all()

    def _base(self, record_id: UUID) -> Base:
        if record_id not in self._bases:
            self._bases[record_id] = read_base(self._connection, record_id)
        return self._bases[record_id]
