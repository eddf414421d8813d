"""A block of official codes lent to one laptop by the centre, so that the number never stops the desk. Pure.

Only the centre writes leases; where none is left, the provisional code does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, Self
from uuid import UUID

from sync.records.codes import parse_official
from sync.records.record import Record

OFFICIAL_CODES: Final = "official_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Numbers `first` to `last` of each day from `valid_from` to `valid_to` (yyyy-MM-dd, inclusive) for one machine.

    `prefix` is the unit's part of the code, as the centre gave it: `H26.15` makes H26.15-261122-0701.
    """

    id: UUID
    series: str = ""
    machine: str = ""
    prefix: str = ""
    first: int = 1
    last: int = 0
    valid_from: str = ""
    valid_to: str = ""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a lease from its record; fields of a later version are left alone."""
        known = {each.name for each in fields(cls)} - {"id"}
        return cls(id=record.id, **{name: value for name, value in record.fields.items() if name in known})

    def holds_on(self, day: date, machine: str) -> bool:
        """Tell whether this machine may use it that day."""
        return self.machine == machine and self.valid_from <= day.isoformat() <= self.valid_to

    def series_of(self, day: date) -> str:
        """Return the name under which the notebook counts what it used that day."""
        return f"lease/{self.id.hex}/{day:%y%m%d}"

    @property
    def size(self) -> int:
        """Return how many numbers a day it has."""
        return max(self.last - self.first + 1, 0)

    def code(self, day: date, used: int) -> str:
        """Return the code after `used` others of that day, "" where none is left. Raises: MalformedCodeError."""
        if used >= self.size:
            return ""
        return str(parse_official(f"{self.prefix}-{day:%y%m%d}-{self.first + used:04}"))


def official_code_leases(leases: Iterable[Lease], day: date, machine: str) -> tuple[Lease, ...]:
    """Return the leases of official codes that hold for this machine that day, the oldest first."""
    here = (each for each in leases if each.series == OFFICIAL_CODES and each.holds_on(day, machine))
    return tuple(sorted(here, key=lambda each: (each.valid_from, each.first)))
