"""The closing count of a run, and which door comes next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.services.evening import RunSheet
from sync.records.dossier import Dossier
from sync.records.run import tally
from sync.records.states import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How a run may be closed: taken = handed over + brought back + to the post + lost.

    `missing`: places on the list, from 1, of those that are in none of these yet.
    """

    taken: int
    handed_over: int
    returned: int
    posted: int = 0
    lost: int = 0
    missing: tuple[int, ...] = ()

    @property
    def is_even(self) -> bool:
        """Tell whether every envelope is accounted for."""
        return self.taken == self.handed_over + self.returned + self.posted + self.lost


def balance_of(sheet: RunSheet, counted: frozenset[UUID]) -> Balance:
    """Count a run as it stands, with the envelopes counted back so far."""
    found, carried = tally(sheet.dossiers), in_hand(sheet)
    return Balance(
        taken=len(sheet.run.dossiers),
        handed_over=len(found.handed_over),
        returned=sum(each.id in counted for each in carried),
        posted=len(found.posted),
        lost=len(found.lost),
        missing=tuple(
            place for place, each in enumerate(sheet.dossiers, start=1) if each in carried and each.id not in counted
        ),
    )


def in_hand(sheet: RunSheet) -> tuple[Dossier, ...]:
    """Return what must come back: neither handed over nor at the post nor lost."""
    ids = set(tally(sheet.dossiers).in_hand)
    return tuple(each for each in sheet.dossiers if each.id in ids)


def next_door(sheet: RunSheet, after: UUID | None) -> Dossier | None:
    """Return the next dossier that is still out, from `after` on and round again."""
    dossiers = sheet.dossiers
    at = next((place for place, each in enumerate(dossiers) if each.id == after), -1)
    turned = (*dossiers[at + 1 :], *dossiers[: at + 1])
    return next((each for each in turned if each.delivery == Delivery.OUT), None)
