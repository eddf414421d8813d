"""What the centre holds, counted: for the people who run it and for tests. No personal data."""

from typing import Any

import msgspec
from sqlalchemy import Column, Connection, func, select

from sync.central.identity import Identity
from sync.central.tables import (
    BACKUP,
    CHAIN,
    COMMUNE,
    DEVICE,
    ENROLMENT,
    OPERATION,
    RECORD,
    SEGMENT_STATE,
)
from sync.records.rules import CONFLICT


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
