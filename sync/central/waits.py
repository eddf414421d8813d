"""What waits for somebody at the centre, and what laptops reported: for the people who run it. No personal data."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, ScalarSelect, Select, func, select

from sync.central.judging import WAITING
from sync.central.tables import DEVICE, IS_NOT_APPLIED, NOTICE, OPERATION, SEGMENT
from sync.protocol.messages import ProblemCode
from sync.records.calendar import VIETNAM_TIME
from sync.records.rules import KINDS

A_DAY_MS: Final = 24 * 60 * 60 * 1_000
OTHER: Final = "other"
"""In the place of a word that a laptop made up: it may say anything."""

_NOTICES: Final = frozenset({"pin_changed", "new_incarnation", "epoch_changed", "centre_behind", *ProblemCode})
_SHOWN_MAX: Final = 1_000
_WAITING_HEADING: Final = ("Xã", "Máy", "Việc", "Trạng thái", "Lý do", "Nhận lúc", "Đã chờ", "Báo động", "Số")
_NOTICES_HEADING: Final = ("Xã", "Máy", "Báo tin", "Lúc")


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that is held or parked: which one, why, and since when its segment is here."""

    commune: str
    machine: str
    device: str
    incarnation: str
    seq: int
    kind: str
    state: str
    reason: str
    since_ms: int


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a laptop reported by itself, as a short code."""

    commune: str
    machine: str
    code: str
    at_ms: int


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """All that waits, in figures, and the first of it by name: the longest waiting first, the newest notices first.

    `over_a_day`: time to call a person. `notices`: code -> how often it was reported.
    """

    now_ms: int
    held: int
    parked: int
    over_a_day: int
    held_oldest_ms: int
    notices: dict[str, int]
    waiting: list[Waiting]
    noticed: list[Notice]


def waits_of(connection: Connection, now_ms: int, *, limit: int = _SHOWN_MAX) -> Waits:
    """Return what waits, in the transaction that `connection` is in; at most `limit` of each sort by name."""
    since = _since()
    every = _waiting(since).subquery()
    found = connection.execute(select(every.c.state, func.count(), func.min(every.c.since_ms)).group_by(every.c.state))
    oldest = {state: (count, since_ms) for state, count, since_ms in found}
    is_over = every.c.since_ms <= now_ms - A_DAY_MS
    held, held_since_ms = oldest.get("held", (0, now_ms))
    return Waits(
        now_ms=now_ms,
        held=held,
        parked=oldest.get("parked", (0, now_ms))[0],
        over_a_day=connection.execute(select(func.count()).select_from(every).where(is_over)).scalar_one(),
        held_oldest_ms=max(0, now_ms - held_since_ms),
        notices=_counted_notices(connection),
        waiting=[
            Waiting(
                commune=row.commune,
                machine=row.machine,
                device=row.device.hex(),
                incarnation=row.incarnation.hex(),
                seq=row.seq,
                kind=row.kind if row.kind in KINDS else OTHER,
                state=row.state,
                reason=row.reason,
                since_ms=row.since_ms,
            )
            for row in connection.execute(_waiting(since).order_by("since_ms", OPERATION.c.seq).limit(limit))
        ],
        noticed=[
            Notice(commune=row.commune, machine=row.machine, code=_known(row.code), at_ms=row.at_ms)
            for row in connection.execute(
                select(NOTICE.c.code, NOTICE.c.at_ms, DEVICE.c.commune, DEVICE.c.machine)
                .join(DEVICE, DEVICE.c.id == NOTICE.c.device)
                .order_by(NOTICE.c.id.desc())
                .limit(limit)
            )
        ],
    )


def lines_of(found: Waits) -> Iterator[str]:
    """Tell it to a person: the figures, then a table of each sort that has something in it."""
    yield f"held\t{found.held}"
    yield f"parked\t{found.parked}"
    yield f"over_a_day\t{found.over_a_day}"
    yield from (f"notices.{code}\t{count}" for code, count in found.notices.items())
    if found.waiting:
        yield "\t".join(_WAITING_HEADING)
    for each in found.waiting:
        age_ms = found.now_ms - each.since_ms
        alarm = "QUÁ 24 GIỜ" if age_ms >= A_DAY_MS else ""
        when, age = _said(each.since_ms), f"{max(0, age_ms) // 60_000 // 60} h {max(0, age_ms) // 60_000 % 60:02} min"
        cells = (each.commune, each.machine, each.kind, each.state, each.reason, when, age, alarm, str(each.seq))
        yield "\t".join(cells)
    if found.noticed:
        yield "\t".join(_NOTICES_HEADING)
    yield from ("\t".join((each.commune, each.machine, each.code, _said(each.at_ms))) for each in found.noticed)


def _counted_notices(connection: Connection) -> dict[str, int]:
    counted: dict[str, int] = {}
    for code, count in connection.execute(select(NOTICE.c.code, func.count()).group_by(NOTICE.c.code)):
        counted[_known(code)] = counted.get(_known(code), 0) + count
    return dict(sorted(counted.items()))


def _known(code: str) -> str:
    return str(code) if code in _NOTICES else OTHER


def _said(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, VIETNAM_TIME).strftime("%d/%m/%Y %H:%M")


def _since() -> ScalarSelect[int]:
    """Return when the segment that an operation came in was received."""
    return (
        select(SEGMENT.c.received_at_ms)
        .where(SEGMENT.c.device == OPERATION.c.device, SEGMENT.c.incarnation == OPERATION.c.incarnation)
        .where(SEGMENT.c.last_seq >= OPERATION.c.seq)
        .order_by(SEGMENT.c.last_seq)
        .limit(1)
        .scalar_subquery()
    )


def _waiting(since: ScalarSelect[int]) -> Select[Any]:
    names = ("commune", "device", "incarnation", "seq", "kind", "state", "reason")
    columns = select(*(OPERATION.c[name] for name in names), DEVICE.c.machine, since.label("since_ms"))
    of_whom = columns.join(DEVICE, DEVICE.c.id == OPERATION.c.device)
    return of_whom.where(IS_NOT_APPLIED, OPERATION.c.state.in_(WAITING))
