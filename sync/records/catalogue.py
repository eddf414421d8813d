"""The catalogue: procedures with limits, fees, papers and receivers, each value with its source. Law lives here.

A dossier keeps the version in force at its receipt; an unknown procedure is refused, never guessed. How it is read from
a pack stands in `sync.records.pack`.
"""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from sync.records.calendar import EVERY_COMMUNE, Limit, Standing, WorkCalendar
from sync.records.errors import ExpectedError
from sync.records.states import Business
from sync.records.text import fold, initials
from sync.records.units import Units

__all__ = [
    "Catalogue", "Commune", "FeeRule", "FeeUnit", "Limit", "NationalStatus", "OfflineAct", "OfflineMode", "Paper",
    "Procedure", "ReceiverRule", "Standing", "StatusMap", "UnknownProcedureError", "find",
]  # fmt: skip


class UnknownProcedureError(ExpectedError):
    """The catalogue holds no such procedure in force that day: note a guidance visit instead, file nothing."""


class FeeUnit(StrEnum):
    """What a fee is counted by."""

    PAGE = "page"
    COPY = "copy"
    CASE = "case"


class OfflineMode(StrEnum):
    """How far an act may go without the centre."""

    COMPLETE = "complete"
    QUEUED = "queued"
    NEEDS_NETWORK = "needs_network"


class Paper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One required paper. `kind`: original, copy, certified or electronic; `is_shown`: to show, not to submit."""

    id: str
    name: str
    kind: str
    source: str
    standing: Standing
    is_shown: bool = False
    is_required: bool = True
    note: str = ""


class FeeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fee in one case. `vnd` None: not known (the people's council decides), which is never 0.

    `vnd_after` holds from the page behind `full_pages` on; `most_vnd_per_copy` caps one copy.
    """

    case: str
    unit: FeeUnit
    vnd: int | None
    source: str
    standing: Standing
    vnd_after: int | None = None
    full_pages: int | None = None
    most_vnd_per_copy: int | None = None
    exemptions: str = ""


class ReceiverRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may receive one kind of result, on what terms, and whether it may travel to a door.

    `receivers`: relations of a `Receiver` (owner, household, authorised, both).
    `terms` hold wherever it is handed over: identity_checked, slip_shown, signs_register, reads_or_hears, both_present,
    old_papers_collected, certified_authorisation.
    `home_terms` must each be promised before it is packed for a door: register_carried, both_present. `refusal` is
    what is said when they are not, or when it may never go.
    `kin_without_certificate`: kin whose written authorisation needs no certification.
    """

    result: str
    name: str
    receivers: tuple[str, ...]
    terms: tuple[str, ...]
    may_go_home: bool
    source: str
    standing: Standing
    home_terms: tuple[str, ...] = ()
    refusal: str = ""
    kin_without_certificate: tuple[str, ...] = ()
    kin_source: str = ""
    kin_standing: Standing = Standing.UNCHECKED
    note: str = ""


class OfflineAct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act of the desk and how far it goes offline."""

    act: str
    mode: OfflineMode
    source: str
    note: str = ""


class Commune(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit that works by this catalogue. `is_island_for_land`: whether longer land limits apply.

    `phone` and `website` stand on its papers; "" leaves a line to be filled in by hand.
    """

    code: str
    name: str
    source: str
    is_island_for_land: bool = False
    island_source: str = ""
    clusters: tuple[str, ...] = ()
    phone: str = ""
    website: str = ""


class NationalStatus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the ten states that the national portal knows."""

    code: int
    name: str


class StatusMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which national state each state of ours is reported as."""

    source: str
    national: tuple[NationalStatus, ...]
    states: dict[Business, int]


class Procedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a procedure, in force from `valid_from` to `valid_to` (the last day; None: open).

    The first of `limits` and of `fees` is the usual case. `communes` names units, or "*" for all. `official_name` is
    the sheet's own wording where `name` shortens it. `replaced_by`: the code to file under instead. `deciding_agency`:
    who decides where the desk only guides and hands over; empty: the commune's own committee.
    """

    code: str
    name: str
    name_en: str
    field: str
    short_names: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    communes: tuple[str, ...] = (EVERY_COMMUNE,)
    source: str
    standing: Standing
    limits: tuple[Limit, ...]
    fees: tuple[FeeRule, ...]
    papers: tuple[Paper, ...]
    result: str
    result_name: str
    offline: OfflineMode
    offline_note: str
    offline_source: str
    counts_pages: bool = False
    official_name: str = ""
    replaced_by: str = ""
    deciding_agency: str = ""

    @property
    def limit(self) -> Limit:
        """Return the limit of the usual case."""
        return self.limits[0]

    @property
    def fee(self) -> FeeRule:
        """Return the fee of the usual case."""
        return self.fees[0]

    def is_in_force(self, day: date, commune: str = EVERY_COMMUNE) -> bool:
        """Tell whether this version rules a dossier received that day in that commune."""
        reaches = self.valid_to is None or day <= self.valid_to
        here = commune == EVERY_COMMUNE or EVERY_COMMUNE in self.communes or commune in self.communes
        return self.valid_from <= day and reaches and here


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the catalogue with its calendar. Procedures may stand here in several versions."""

    version: str
    valid_from: date
    communes: tuple[Commune, ...]
    procedures: tuple[Procedure, ...]
    receiver_rules: tuple[ReceiverRule, ...]
    offline_acts: tuple[OfflineAct, ...]
    status_map: StatusMap
    calendar: WorkCalendar
    units: Units

    def procedure(self, code: str, on: date | None = None, commune: str = EVERY_COMMUNE) -> Procedure:
        """Return the version in force on a day (None: the newest one). Raises: UnknownProcedureError.

        A day before the catalogue begins counts as its first: the pack is here, so it is the clock that lies.
        """
        versions = [each for each in self.procedures if each.code == code]
        if on is not None:
            day = max(on, self.valid_from)
            versions = [each for each in versions if each.is_in_force(day, commune)]
        if not versions:
            raise UnknownProcedureError(code)
        return max(versions, key=lambda each: each.valid_from)

    def in_force(self, on: date, commune: str = EVERY_COMMUNE) -> tuple[Procedure, ...]:
        """Return what may be filed that day, in the pack's order; a day before the catalogue begins as `procedure`."""
        day = max(on, self.valid_from)
        return tuple(each for each in self.procedures if each.is_in_force(day, commune))

    def successor(self, code: str, on: date, commune: str = EVERY_COMMUNE) -> Procedure | None:
        """Return what to file under instead of a code that is no longer in force; None where the catalogue has none."""
        day, seen = max(on, self.valid_from), {code}
        while True:
            code = next((each.replaced_by for each in self.procedures if each.code == code and each.replaced_by), "")
            if not code or code in seen:
                return None
            now = [each for each in self.procedures if each.code == code and each.is_in_force(day, commune)]
            if now:
                return now[0]
            seen.add(code)

    def receiver_rule(self, procedure: Procedure) -> ReceiverRule:
        """Return who may receive the procedure's result."""
        return next(rule for rule in self.receiver_rules if rule.result == procedure.result)

    def national_code(self, state: Business) -> int:
        """Return the national code (1 to 10) of a dossier's state."""
        return self.status_map.states[state]

    def national_name(self, code: int) -> str:
        """Return what the national portal calls one of its states."""
        return next(status.name for status in self.status_map.national if status.code == code)


def find(procedures: tuple[Procedure, ...], query: str) -> tuple[Procedure, ...]:
    """Return the procedures that letters, initials ("sy", "ks") or a part of the code mean, best first; all for ""."""
    wanted = fold(query)
    if not wanted:
        return procedures
    ranked = [(_rank(procedure, wanted), place, procedure) for place, procedure in enumerate(procedures)]
    return tuple(procedure for rank, _, procedure in sorted(ranked, key=lambda each: each[:2]) if rank < _NOT_FOUND)


_NOT_FOUND: Final = 5


def _rank(procedure: Procedure, wanted: str) -> int:
    short = [fold(name) for name in procedure.short_names]
    names = [*short, fold(procedure.name), fold(procedure.name_en)]
    joined = wanted.replace(" ", "")
    if wanted == procedure.code or wanted in short or any(initials(name) == joined for name in short):
        return 0
    if any(name.startswith(wanted) for name in short):
        return 1
    if wanted[0].isdigit() and wanted in procedure.code:
        return 2
    if any(all(any(word.startswith(part) for word in name.split()) for part in wanted.split()) for name in names):
        return 3
    if len(joined) > 1 and any(initials(name).startswith(joined) for name in names):
        return 4
    return _NOT_FOUND
