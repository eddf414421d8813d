"""A date of which only the month or the year may be known, as on old papers. Never an impossible one."""

import re
from datetime import date
from typing import Final, Self

import msgspec

from sync.records.errors import ExpectedError

_SEPARATORS: Final = re.compile(r"\s*[/.\-]\s*")
_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2199


class PartialDateError(ExpectedError):
    """A text is no date of the forms dd/MM/yyyy, MM/yyyy or yyyy, or no day of the calendar."""


class PartialDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date to the day, the month or the year. Making an impossible one raises PartialDateError."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _EARLIEST_YEAR <= self.year <= _LATEST_YEAR or (self.month is None and self.day is not None):
            raise PartialDateError
        try:
            date(self.year, self.month or 1, 1 if self.day is None else self.day)
        except ValueError:
            raise PartialDateError from None
        if self.month == 0:
            raise PartialDateError

    def __str__(self) -> str:
        """Return dd/MM/yyyy, MM/yyyy or yyyy."""
        parts = [f"{part:02}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04}"])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read dd/MM/yyyy, MM/yyyy or yyyy; `.` and `-` pass for `/`. Raises: PartialDateError."""
        parts = _SEPARATORS.split(text.strip())
        digits = all(part.isascii() and part.isdigit() for part in parts)
        if not digits or len(parts[-1]) != 4 or any(len(part) > 2 for part in parts[:-1]):
            raise PartialDateError
        match [int(part) for part in parts]:
            case [day, month, year]:
                return cls(year=year, month=month, day=day)
            case [month, year]:
                return cls(year=year, month=month)
            case [year]:
                return cls(year=year)
            case _:
                raise PartialDateError

    @classmethod
    def parse_digits(cls, digits: str) -> Self:
        """Read ddMMyyyy, MMyyyy or yyyy as on a card; zeros: not known. Raises: PartialDateError."""
        if len(digits) not in (4, 6, 8) or not (digits.isascii() and digits.isdigit()):
            raise PartialDateError
        padded = digits.rjust(8, "0")
        return cls(year=int(padded[4:]), month=int(padded[2:4]) or None, day=int(padded[:2]) or None)

    def as_date(self) -> date | None:
        """Return the day where it is known to the day."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)
