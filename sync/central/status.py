"""What the centre holds, counted: for the people who run it and for tests. No personal data."""

from typing import Any, Final

import msgspec
from sqlalchemy import Column, Connection, ScalarSelect, Select, func, select

from sync.central.identity import Identity
from sync.central.judging import WAITING
from sync.central.tables import (
    BACKUP,
    CHAIN,
    COMMUNE,
    DEVICE,
    ENROLMENT,
    IS_NOT_APPLIED,
    OPERATION,
    RECORD,
    SEGMENT,
    SEGMENT_STATE,
)
from sync.records.rules import CONFLICT

A_DAY_MS: Final = 24 * 60 * 60 * 1_000


class CommuneStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A commune's newest commit stamp, and the one that the last verified backup holds."""

    stamp: int
    durable_stamp: int


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The centre in figures. `operations` and `segments`: state -> count; `records`: type -> count."""

    name: str
    sample: bool
    epoch: str
    devices: int
    invitations_open: int
    chains_frozen: int
    segments: dict[str, int]
    operations: dict[str, int]
    records: dict[str, int]
    conflicts: int
    communes: dict[str, CommuneStatus]
    last_backup: str
    last_backup_at_ms: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that is held or parked: which one, why, and since when its segment is here."""

    commune: str
    device: str
    incarnation: str
    seq: int
    kind: str
    state: str
    reason: str
    since_ms: int


def held_since(connection: Connection, *, limit: int = 1_000) -> list[Waiting]:
    """Return what is held or parked, the longest waiting first."""
    return [
        Waiting(
            commune=row.commune,
            device=row.device.hex(),
            incarnation=row.incarnation.hex(),
            seq=row.seq,
            kind=row.kind,
            state=row.state,
            reason=row.reason,
            since_ms=row.since_ms,
        )
        for row in connection.execute(_waiting(_since()).order_by("since_ms", OPERATION.c.seq).limit(limit))
    ]


def waits_a_day(connection: Connection, now_ms: int) -> int:
    """Count what has been held or parked for a day or longer: time to call a person."""
    since = _since()
    long = _waiting(since).where(since <= now_ms - A_DAY_MS).subquery()
    return connection.execute(select(func.count()).select_from(long)).scalar_one()


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
    columns = select(*(OPERATION.c[name] for name in names), since.label("since_ms"))
    return columns.where(IS_NOT_APPLIED, OPERATION.c.state.in_(WAITING))


def status_of(connection: Connection, identity: Identity) -> Status:
    """Count everything in the transaction that `connection` is in."""
    records = _counted(connection, RECORD.c.type)
    backup = connection.execute(select(BACKUP).order_by(BACKUP.c.id.desc()).limit(1)).one_or_none()
    communes = connection.execute(select(COMMUNE).order_by(COMMUNE.c.code))
    return Status(
        name=identity.name,
        sample=identity.is_sample,
        epoch=identity.epoch.hex(),
        devices=connection.execute(select(func.count()).select_from(DEVICE)).scalar_one(),
        invitations_open=connection.execute(
            select(func.count()).select_from(ENROLMENT).where(ENROLMENT.c.spent_at_ms.is_(None))
        ).scalar_one(),
        chains_frozen=connection.execute(select(func.count()).select_from(CHAIN).where(CHAIN.c.is_frozen)).scalar_one(),
        segments=_counted(connection, SEGMENT_STATE.c.state),
        operations=_counted(connection, OPERATION.c.state),
        records=records,
        conflicts=records.get(CONFLICT, 0),
        communes={row.code: CommuneStatus(stamp=row.stamp, durable_stamp=row.durable_stamp) for row in communes},
        last_backup=backup.file if backup is not None else "",
        last_backup_at_ms=backup.made_at_ms if backup is not None else 0,
    )


def _counted(connection: Connection, column: Column[Any]) -> dict[str, int]:
    rows = connection.execute(select(column, func.count()).group_by(column).order_by(column))
    return {row[0]: row[1] for row in rows}
