"""The catalogue pack: procedures with limits, fees, papers and receivers, each value with its source. Law lives here.

A dossier keeps the version in force at its receipt; an unknown procedure is refused, never guessed.
"""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from sync.records.calendar import EVERY_COMMUNE, Limit, Standing, WorkCalendar, load_calendar
from sync.records.errors import ExpectedError
from sync.records.text import fold, initials

__all__ = [
    "BadCatalogueError", "Catalogue", "Commune", "FeeRule", "FeeUnit", "Limit", "OfflineAct", "OfflineMode", "Paper",
    "Procedure", "ReceiverRule", "Standing", "UnknownProcedureError", "find", "load_catalogue",
]  # fmt: skip

FORMAT: Final = 1


class UnknownProcedureError(ExpectedError):
    """The catalogue holds no such procedure in force that day: note a guidance visit instead, file nothing."""


class BadCatalogueError(ExpectedError):
    """The catalogue of the pack cannot be read; the message says where."""


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
    """Who may receive one kind of result, and on what terms.

    `receivers`: owner, submitter, slip_holder, household, beneficiary, guardian, both_parties, authorised.
    `terms`: identity_checked, slip_shown, signs_register, reads_or_hears, both_present, old_papers_collected.
    `kin_without_certificate`: kin whose written authorisation needs no certification.
    """

    result: str
    name: str
    receivers: tuple[str, ...]
    terms: tuple[str, ...]
    may_go_home: bool
    source: str
    standing: Standing
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
    """A unit that works by this catalogue. `is_island_for_land`: whether longer land limits apply."""

    code: str
    name: str
    source: str
    is_island_for_land: bool = False
    island_source: str = ""
    clusters: tuple[str, ...] = ()


class Procedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a procedure, in force from `valid_from` to `valid_to` (the last day; None: open).

    The first of `limits` and of `fees` is the usual case. `communes` names units, or "*" for all.
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


class _Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as it lies in the pack; `Catalogue` adds the calendar."""

    format: int
    version: str
    valid_from: date
    note: str
    communes: tuple[Commune, ...]
    procedures: tuple[Procedure, ...]
    receiver_rules: tuple[ReceiverRule, ...]
    offline_acts: tuple[OfflineAct, ...]


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the catalogue with its calendar. Procedures may stand here in several versions."""

    version: str
    valid_from: date
    communes: tuple[Commune, ...]
    procedures: tuple[Procedure, ...]
    receiver_rules: tuple[ReceiverRule, ...]
    offline_acts: tuple[OfflineAct, ...]
    calendar: WorkCalendar

    def procedure(self, code: str, on: date | None = None, commune: str = EVERY_COMMUNE) -> Procedure:
        """Return the version in force on a day (None: the newest one). Raises: UnknownProcedureError.

        A day before the catalogue begins counts as its first: the pack is here, so it is the clock that lies.
        """
        versions = [each for each in self.procedures if each.code == code]
        if on is not None:
            day = max(on, self.first_day)
            versions = [each for each in versions if each.is_in_force(day, commune)]
        if not versions:
            raise UnknownProcedureError(code)
        return max(versions, key=lambda each: each.valid_from)

    def in_force(self, on: date, commune: str = EVERY_COMMUNE) -> tuple[Procedure, ...]:
        """Return what may be filed that day, in the pack's order; a day before the catalogue begins as `procedure`."""
        day = max(on, self.first_day)
        return tuple(each for each in self.procedures if each.is_in_force(day, commune))

    @property
    def first_day(self) -> date:
        """Return the first day on which any of this can have been filed."""
        return min((each.valid_from for each in self.procedures), default=self.valid_from)

    def receiver_rule(self, procedure: Procedure) -> ReceiverRule:
        """Return who may receive the procedure's result."""
        return next(rule for rule in self.receiver_rules if rule.result == procedure.result)


def load_catalogue(raw: bytes, calendar: bytes) -> Catalogue:
    """Read and check the catalogue and its calendar (both JSON). Raises: BadCatalogueError, BadCalendarError."""
    try:
        pack = msgspec.json.decode(raw, type=_Pack)
    except msgspec.MsgspecError as error:
        raise BadCatalogueError(str(error)) from None
    fault = _fault(pack)
    if fault:
        raise BadCatalogueError(fault)
    return Catalogue(
        version=pack.version,
        valid_from=pack.valid_from,
        communes=pack.communes,
        procedures=pack.procedures,
        receiver_rules=pack.receiver_rules,
        offline_acts=pack.offline_acts,
        calendar=load_calendar(calendar),
    )


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


def _fault(pack: _Pack) -> str:
    """Return what is wrong with the pack, empty when nothing is."""
    if pack.format != FORMAT:
        return f"format: {pack.format} is not {FORMAT}"
    results = [rule.result for rule in pack.receiver_rules]
    if len(results) != len(set(results)):
        return "receiver_rules: one result stands twice"
    for place, procedure in enumerate(pack.procedures):
        fault = _procedure_fault(procedure, set(results)) or _overlap(procedure, pack.procedures[:place])
        if fault:
            return f"procedures: {procedure.code}: {fault}"
    return ""


def _procedure_fault(procedure: Procedure, results: set[str]) -> str:
    papers = [paper.id for paper in procedure.papers]
    if not procedure.limits or not procedure.fees or not procedure.short_names:
        return "limits, fees and short_names must not be empty"
    if procedure.result not in results:
        return f"no receiver rule for {procedure.result}"
    if len(papers) != len(set(papers)):
        return "a paper's id stands twice"
    if not all((limit.working_days or 0) >= 0 for limit in procedure.limits):
        return "a limit below 0"
    if not all((fee.vnd or 0) >= 0 for fee in procedure.fees):
        return "a fee below 0"
    sources = [procedure.source, procedure.offline_source]
    sources += [limit.source for limit in procedure.limits]
    sources += [fee.source for fee in procedure.fees]
    sources += [paper.source for paper in procedure.papers]
    return "" if all(source.strip() for source in sources) else "a value without its source"


def _overlap(procedure: Procedure, earlier: tuple[Procedure, ...]) -> str:
    """Two versions of one procedure must never rule the same day in the same commune."""
    last_day = procedure.valid_to or date.max
    if procedure.valid_from > last_day:
        return "valid_to lies before valid_from"
    for other in earlier:
        apart = procedure.valid_from > (other.valid_to or date.max) or other.valid_from > last_day
        everywhere = EVERY_COMMUNE in (*procedure.communes, *other.communes)
        shared = everywhere or not set(procedure.communes).isdisjoint(other.communes)
        if procedure.code == other.code and shared and not apart:
            return "two versions rule the same day"
    return ""
