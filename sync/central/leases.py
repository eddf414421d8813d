"""Lending a laptop a block of official codes: the centre's own record, carried to the commune by the feed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from sync.central.devices import DeviceStatus
from sync.central.errors import CommuneCodeError, LeaseOverlapError, LeaseShapeError, MachineUnknownError
from sync.central.locking import lock_centre, lock_commune
from sync.central.record_store import write_records
from sync.central.tables import COMMUNE, DEVICE, FEED, RECORD
from sync.records.codes import MalformedCodeError, tidy_code
from sync.records.lease import OFFICIAL_CODES, Lease
from sync.records.operation import derived_uuid
from sync.records.record import Record, decode_record
from sync.records.rules import LEASE
from sync.records.seams import Random

_NOBODY = bytes(16)
"""Whose write it is in the feed: no laptop's, so that every laptop of the commune is sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """What is lent: numbers `first` to `last` of every day from `valid_from` to `valid_to` to one machine."""

    commune: str
    machine: str
    prefix: str
    first: int
    last: int
    valid_from: date
    valid_to: date


def lend(connection: Connection, loan: Loan, *, random: Random) -> Lease:
    """Write the lease down, stamped like any change; the laptop has it after its next sync.

    Raises: CommuneCodeError, MachineUnknownError where no such laptop is enrolled; LeaseShapeError; LeaseOverlapError
    where another lease already gives one of these numbers away.
    """
    lock_centre(connection)
    stamp = lock_commune(connection, loan.commune)
    if stamp is None:
        raise CommuneCodeError
    here = (DEVICE.c.commune == loan.commune) & (DEVICE.c.machine == loan.machine)
    if connection.execute(select(DEVICE.c.id).where(here, DEVICE.c.status == DeviceStatus.ACTIVE)).first() is None:
        raise MachineUnknownError
    lease = _checked(loan, derived_uuid(b"hpv/lease/v1\0" + random(16)))
    if any(_overlap(lease, other) for other in leases(connection)):
        raise LeaseOverlapError
    fields = {name: getattr(lease, name) for name in lease.__dataclass_fields__ if name != "id"}
    write_records(connection, loan.commune, {lease.id: Record(LEASE, lease.id, stamp + 1, fields, {})})
    connection.execute(
        insert(FEED).values(
            commune=loan.commune,
            stamp=stamp + 1,
            record=lease.id.bytes,
            type=LEASE,
            device=_NOBODY,
            incarnation=_NOBODY,
            seq=0,
            is_clean=False,
        )
    )
    connection.execute(update(COMMUNE).where(COMMUNE.c.code == loan.commune).values(stamp=stamp + 1))
    return lease


def leases(connection: Connection) -> tuple[Lease, ...]:
    """Return every lease, of all communes: the numbers of one prefix are given away once."""
    rows = connection.execute(select(RECORD.c.bytes).where(RECORD.c.type == LEASE)).scalars()
    return tuple(Lease.of(decode_record(raw)) for raw in rows)


def _checked(loan: Loan, identity: UUID) -> Lease:
    """Raises: LeaseShapeError."""
    try:
        lease = Lease(
            id=identity,
            series=OFFICIAL_CODES,
            machine=loan.machine,
            prefix=tidy_code(loan.prefix),  # as it will stand in the codes: else two prefixes could make one code
            first=loan.first,
            last=loan.last,
            valid_from=loan.valid_from.isoformat(),
            valid_to=loan.valid_to.isoformat(),
        )
        fits = lease.size >= 1 and loan.first >= 1 and loan.valid_from <= loan.valid_to
        codes = [lease.code(loan.valid_from, used) for used in (0, lease.size - 1)]
    except MalformedCodeError:
        raise LeaseShapeError from None
    if not fits or not all(codes):
        raise LeaseShapeError
    return lease


def _overlap(one: Lease, other: Lease) -> bool:
    days = one.valid_from <= other.valid_to and other.valid_from <= one.valid_to
    numbers = one.first <= other.last and other.first <= one.last
    return (one.series, one.prefix) == (other.series, other.prefix) and days and numbers
