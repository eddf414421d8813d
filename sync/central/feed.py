"""What a laptop has not seen yet, cut into pages by commit stamp: its verdicts and the records that others changed.

A record that only the laptop's own clean operations changed is not sent: its own replay gives the same (no echo).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, exists, func, not_, or_, select, true

from sync.central.devices import Device
from sync.central.judging import State
from sync.central.record_store import digests, in_parts
from sync.central.tables import CHAIN, COMMUNE, FEED, OPERATION, RECORD
from sync.protocol import limits
from sync.protocol.messages import Digest, FeedPage, FeedRequest, Snapshot, Verdict, VerdictState

PAGE_MAX_BYTES: Final = 1 * limits.MIB
"""Above this no page grows, whatever was asked: a page must fit the format's limits when sealed."""

ROWS_AT_ONCE: Final = 32_768
_FEWEST_CHANGES: Final = 512
_CHANGES_AT_ONCE: Final = 500
"""Few more are looked up than a page takes: telling whether a record is told later is dear."""

_CHANGE_BYTES: Final = 512
"""Records are larger: no more changes are looked up than a page has room for."""

_VERDICT_BYTES: Final = 2
"""What a verdict takes of a page's room: many in a row say nearly the same and squeeze to almost nothing."""

_STATES: Final[dict[str, VerdictState]] = {
    State.APPLIED: VerdictState.APPLIED,
    State.HELD: VerdictState.HELD,
    State.PARKED: VerdictState.PARKED,
    State.SET_ASIDE: VerdictState.SET_ASIDE,
}


@dataclass(frozen=True, slots=True)
class _Span:
    """What is looked at: stamps after `cursor` up to `head`, at most so many verdicts and changes.

    `whole`: the laptop's own changes too, although it could make them itself.
    """

    cursor: int
    head: int
    rows: int
    changes: int
    whole: bool


@dataclass(slots=True)
class _Page:
    """The page under way."""

    budget: int
    verdicts: list[Verdict] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    sent: set[bytes] = field(default_factory=set)
    used: int = 0


def page_after(
    connection: Connection, device: Device, request: FeedRequest, *, rows_at_once: int = ROWS_AT_ONCE
) -> FeedPage:
    """Return the page after the cursor, in one reading of the store. `max_bytes` is passed by one stamp at most.

    A cursor beyond the newest stamp (the centre was restored) gives `upto` below it, with digests that differ.
    """
    device = replace(device, incarnation=request.incarnation or device.incarnation)
    head: int = connection.execute(select(COMMUNE.c.stamp).where(COMMUNE.c.code == device.commune)).scalar_one()
    chain = and_(CHAIN.c.device == device.id, CHAIN.c.incarnation == device.incarnation)
    durable_seq = connection.execute(select(CHAIN.c.durable_seq).where(chain)).scalar_one_or_none() or 0
    page = _Page(min(request.max_bytes, PAGE_MAX_BYTES))
    changes = min(rows_at_once, max(_FEWEST_CHANGES, page.budget // _CHANGE_BYTES))
    upto = _fill(connection, device, page, _Span(request.cursor, head, rows_at_once, changes, request.whole))
    return FeedPage(
        after=request.cursor,
        upto=upto,
        head=head,
        verdicts=page.verdicts,
        snapshots=page.snapshots,
        durable_seq=durable_seq,
        digests=_digests(connection, device.commune) if upto == head else None,
    )


def _fill(connection: Connection, device: Device, page: _Page, span: _Span) -> int:
    """Take stamp after stamp while the page has room, and return the last stamp that is in it."""
    verdicts, verdicts_to = _verdicts(connection, device, span)
    own = list(verdicts)
    upto = span.cursor
    for changes, changes_to in _changes(connection, device, span):
        known_to = min(verdicts_to, changes_to)
        told = own[bisect_right(own, upto) : bisect_right(own, known_to)]
        stamps = sorted({*told, *(stamp for stamp in changes if stamp <= known_to)})
        wanted = [(stamp, each) for stamp in stamps for each in changes.get(stamp, ())]
        snapshots = _Snapshots(connection, device, wanted)
        for stamp in stamps:
            changed = changes.get(stamp, ())
            new = [snapshots.of(each) for each in dict.fromkeys(changed) if each not in page.sent]
            size = sum(len(each.record) for each in new) + _VERDICT_BYTES
            if page.used and page.used + size > page.budget:
                return upto
            if stamp in verdicts:
                page.verdicts.append(verdicts[stamp])
            page.snapshots.extend(new)
            page.sent.update(changed)
            page.used += size
            upto = stamp
        upto = known_to
        if known_to < changes_to:
            break
    return upto


def _verdicts(connection: Connection, device: Device, span: _Span) -> tuple[dict[int, Verdict], int]:
    """Return stamp -> verdict on the laptop's own operations, and up to which stamp that is all of them."""
    rows = connection.execute(
        select(OPERATION.c.seq, OPERATION.c.stamp, OPERATION.c.state, OPERATION.c.reason, OPERATION.c.is_clean)
        .where(OPERATION.c.device == device.id, OPERATION.c.incarnation == device.incarnation)
        .where(OPERATION.c.stamp > span.cursor, OPERATION.c.stamp <= span.head)
        .order_by(OPERATION.c.stamp)
        .limit(span.rows)
    ).all()
    found = {row[1]: _verdict(*row) for row in rows}
    return found, rows[-1].stamp if len(rows) == span.rows else span.head


def verdict_of(row: Any) -> Verdict:
    """Return what became of an operation, from its row."""
    return _verdict(row.seq, row.stamp, row.state, row.reason, row.is_clean)


def _verdict(seq: int, stamp: int, state: str, reason: str, is_clean: bool) -> Verdict:
    return Verdict(seq, _STATES[state], stamp, reason, is_clean)


def _changes(connection: Connection, device: Device, span: _Span) -> Iterator[tuple[dict[int, list[bytes]], int]]:
    """Give stamp -> records that the laptop cannot make itself, and up to which stamp that is all of them, in parts.

    Where the whole is asked for, nothing counts as an echo. A record is told once, at the last of its changes: what is
    sent is how it stands, so that an earlier place would only send it twice. The laptop's own changes keep their place,
    where the verdict on them is told too.
    """
    last = FEED.alias()
    is_told_later = (
        exists()
        .where(RECORD.c.commune == FEED.c.commune, RECORD.c.id == FEED.c.record, RECORD.c.rev > FEED.c.stamp)
        .where(last.c.commune == FEED.c.commune, last.c.stamp == RECORD.c.rev, last.c.record == FEED.c.record)
        .where(true() if span.whole else not_(and_(_is_own(last, device), last.c.is_clean)))
    )
    changes = (
        select(FEED.c.stamp, FEED.c.record)
        .where(FEED.c.commune == device.commune, FEED.c.stamp > bindparam("after"), FEED.c.stamp <= span.head)
        .where(true() if span.whole else not_(and_(_is_own(FEED, device), FEED.c.is_clean)))
        .where(or_(_is_own(FEED, device), not_(is_told_later)))
        .order_by(FEED.c.stamp)
    )
    after, left, at_once = span.cursor, span.changes, _CHANGES_AT_ONCE
    while True:
        limit = min(left, at_once)
        rows = connection.execute(changes.limit(limit), {"after": after}).all()
        # The last stamp's rows may go on behind the limit: it is left for the next part, or the next page.
        known_to = rows[-1].stamp - 1 if len(rows) == limit else span.head
        found: dict[int, list[bytes]] = {}
        for stamp, record in rows:
            if stamp <= known_to:
                found.setdefault(stamp, []).append(record)
        yield found, known_to
        if len(rows) < limit or limit == left:
            return
        left -= sum(map(len, found.values()))
        at_once *= 1 if found else 2
        after = known_to


def _is_own(feed: FromClause, device: Device) -> ColumnElement[bool]:
    """Tell whether a change is the laptop's own."""
    return and_(feed.c.device == device.id, feed.c.incarnation == device.incarnation)


class _Snapshots:
    """Reads the wanted records a part at a time, in the order in which the page asks for them."""

    def __init__(self, connection: Connection, device: Device, wanted: Sequence[tuple[int, bytes]]) -> None:
        order = dict.fromkeys(record for _, record in wanted)
        self._rows = _read(connection, device, list(order))
        self._ahead: dict[bytes, Snapshot] = {}

    def of(self, record: bytes) -> Snapshot:
        """Return the record as it stands."""
        while record not in self._ahead:
            self._ahead.update(next(self._rows))
        return self._ahead[record]


def _read(connection: Connection, device: Device, order: Sequence[bytes]) -> Iterator[dict[bytes, Snapshot]]:
    for some in in_parts(UUID(bytes=each) for each in order):
        ids = [each.bytes for each in some]
        mine = last_own(connection, device, ids)
        here = (RECORD.c.commune == device.commune) & RECORD.c.id.in_(ids)
        rows = connection.execute(select(RECORD.c.id, RECORD.c.bytes).where(here))
        yield {each: Snapshot(msgspec.Raw(raw), mine.get(each, 0)) for each, raw in rows}


def last_own(connection: Connection, device: Device, ids: Sequence[bytes]) -> dict[bytes, int]:
    """Return record -> seq of the laptop's last operation that is in it."""
    rows = connection.execute(
        select(OPERATION.c.record, func.max(OPERATION.c.seq))
        .where(OPERATION.c.record.in_(ids), OPERATION.c.state == State.APPLIED)
        .where(OPERATION.c.device == device.id, OPERATION.c.incarnation == device.incarnation)
        .group_by(OPERATION.c.record)
    )
    return {row[0]: row[1] for row in rows}


def _digests(connection: Connection, commune: str) -> list[Digest]:
    return [Digest(name, count, rolling) for name, (count, rolling) in digests(connection, commune).items()]
