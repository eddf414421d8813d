"""The codes of a dossier: always a provisional one, and an official one where the centre has lent a block of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.services.desk import Desk
from desktop_app.storage.notebook import Work
from desktop_app.storage.reading import Reader
from sync.records.codes import CODE_DAYS, provisional_code
from sync.records.lease import Lease, official_code_leases
from sync.records.rules import LEASE

LOW_WATER: Final = 10
"""Fewer official codes than this left for the day: time to ask the centre for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What a new dossier is called; `official` is "" where no block is left: the number never stops the desk."""

    provisional: str
    official: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesLeft:
    """How many official codes are left for today; `is_leased` tells whether the centre lends any at all."""

    count: int
    is_leased: bool

    @property
    def is_low(self) -> bool:
        """Tell whether the centre should be asked for more."""
        return self.is_leased and self.count < LOW_WATER


def next_codes(work: Work, day: date, *, commune: str, machine: str) -> Codes:
    """Take the next codes of the day of receipt, within the caller's unit of work.

    A code that a dossier bears already is passed over: a laptop that was put back to an old copy counts from there.
    """
    held = min(max(day, CODE_DAYS[0]), CODE_DAYS[1])
    view = work.view()
    provisional = ""
    while not provisional or view.has_code(provisional):
        provisional = provisional_code(commune, machine, held, work.next_number(f"provisional/{held:%y%m%d}"))
    for lease in _leases(view, held, machine):
        while official := lease.code(held, view.last_number(lease.series_of(held))):
            work.next_number(lease.series_of(held))
            if not view.has_code(official):
                return Codes(provisional=provisional, official=official)
    return Codes(provisional=provisional, official="")


def codes_left(desk: Desk) -> CodesLeft:
    """Return how many official codes this laptop still has for today."""
    today = desk.local_now().date()
    with desk.notebook.reading() as reader:
        leases = _leases(reader, today, desk.machine)
        left = sum(max(lease.size - reader.last_number(lease.series_of(today)), 0) for lease in leases)
    return CodesLeft(count=left, is_leased=bool(leases))


def _leases(reader: Reader, day: date, machine: str) -> tuple[Lease, ...]:
    return official_code_leases((Lease.of(record) for record in reader.of_type(LEASE)), day, machine)
