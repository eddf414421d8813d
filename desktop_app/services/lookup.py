"""Looking up: one box over dossiers and residents, and each dossier's row on its four axes. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.storage.ranking import best_first
from desktop_app.storage.reading import Reader
from desktop_app.storage.search import Cursor, Narrow
from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.record import Record
from sync.records.rules import DOSSIER, PERSON
from sync.records.states import AT_THE_DOOR, Business, Delivery
from sync.records.telex import untelex

PAGE: Final = 50
OUT_OF_THE_HOUSE: Final = frozenset({*AT_THE_DOOR, Delivery.WRONG_CONTENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier with its fourth axis: `sync` is waiting, sending, received, applied, durable, held or parked."""

    dossier: Dossier
    sync: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A resident, and how many dossiers of his are in this notebook."""

    person: Person
    dossiers: int


LookupRow = DossierRow | PersonRow


class Kind(StrEnum):
    """What is looked for."""

    ALL = "all"
    DOSSIERS = "dossiers"
    PEOPLE = "people"


class Only(StrEnum):
    """What the dossiers shown have in common; each but ALL leaves people out."""

    ALL = "all"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    WAITS_FOR_PAPER = "waits_for_paper"
    ON_SHELF = "on_shelf"
    OUT = "out"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """How what is found is narrowed. `status` is a Business state or "" for any, `cluster` a name or "" for all."""

    kind: Kind = Kind.ALL
    only: Only = Only.ALL
    status: str = ""
    cluster: str = ""

    @property
    def record_types(self) -> tuple[str, ...]:
        """Return what may be found at all; a filter by what only dossiers have leaves people out."""
        by_kind = {Kind.ALL: (DOSSIER, PERSON), Kind.DOSSIERS: (DOSSIER,), Kind.PEOPLE: (PERSON,)}[self.kind]
        is_of_dossiers = self.only is not Only.ALL or self.status
        return tuple(each for each in by_kind if each == DOSSIER or not is_of_dossiers)


NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupCursor:
    """Where the next page begins, for each type of record that has more."""

    after: tuple[tuple[str, Cursor | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupPage:
    """One page of hits, best first; `rest` where there are more.

    `meant` is what was looked for where nothing was found by what was typed: the same with the input method on.
    """

    rows: tuple[LookupRow, ...]
    rest: LookupCursor | None
    meant: str = ""


def find(
    desk: Desk, query: str, *, filters: Filters = NO_FILTERS, after: LookupCursor | None = None, limit: int = PAGE
) -> LookupPage:
    """Return the next page of dossiers and residents that match, exact marks first.

    Both kinds get their half of a page as long as there are enough of them. Nothing typed gives the newest dossiers,
    those that are due longest where that is asked for, or the newest residents where only they are.
    """
    with desk.notebook.reading() as reader:
        page = _page(desk, reader, query, filters, after, limit)
        meant = "" if page.rows or after else untelex(query)
        if meant in ("", query):
            return page
        return replace(_page(desk, reader, meant, filters, after, limit), meant=meant)


def search(desk: Desk, query: str, *, limit: int = PAGE) -> tuple[DossierRow, ...]:
    """Return dossiers that match (code, name, number, procedure), exact marks first; all, newest first, for ""."""
    with desk.notebook.reading() as reader:
        return _dossier_rows(reader, reader.search(query, record_type=DOSSIER, limit=limit))


def dossiers_of(desk: Desk, person_id: UUID, *, limit: int = PAGE) -> tuple[DossierRow, ...]:
    """Return a resident's dossiers, newest first."""
    with desk.notebook.reading() as reader:
        return _dossier_rows(reader, reader.dossiers_of(person_id, limit=limit))


def clusters(desk: Desk) -> tuple[str, ...]:
    """Return the clusters to choose from."""
    with desk.notebook.reading() as reader:
        return reader.clusters()


def dossier(desk: Desk, dossier_id: UUID) -> DossierRow:
    """Return one dossier; the look is written to the activity log. Raises: MissingRecordError."""
    with desk.notebook.writing(desk.author) as work:
        work.note_look("dossier.view", dossier_id)
        return DossierRow(dossier=Dossier.of(work.get(DOSSIER, dossier_id)), sync=work.sync_state(dossier_id))


def official_names(desk: Desk) -> dict[UUID, str]:
    """Return the names of the officials whom this laptop knows; others have worked at other machines."""
    with desk.notebook.reading() as reader:
        return reader.official_names() | {desk.author.id: desk.author.name}


def id_of(row: LookupRow) -> UUID:
    """Return the id of the dossier or resident."""
    return row.dossier.id if isinstance(row, DossierRow) else row.person.id


def _page(
    desk: Desk, reader: Reader, query: str, filters: Filters, after: LookupCursor | None, limit: int
) -> LookupPage:
    types: Sequence[str] = filters.record_types
    if not query.strip() and filters.kind is Kind.ALL:
        types = [each for each in types if each == DOSSIER]
    cursors = dict(after.after) if after else dict.fromkeys(types)
    narrow = _narrow(desk, reader, filters)
    hits = {
        each: reader.find(query, record_type=each, limit=limit, after=cursors[each], narrow=narrow) for each in cursors
    }
    taken = _shares({each: len(hits[each].rows) for each in hits}, limit)
    rest = tuple(
        (each, hits[each].rows[count - 1][1] if count else cursors[each])
        for each, count in taken.items()
        if count < len(hits[each].rows) or hits[each].has_more
    )
    rows = {each: hits[each].rows[:count] for each, count in taken.items()}
    numbers = [row for each in (DOSSIER, PERSON) for row, _ in rows.get(each, ())]
    records = reader.records_at(numbers)
    dossiers = _dossier_rows(reader, [record for record in records if record.type == DOSSIER])
    people = _person_rows(reader, [record for record in records if record.type == PERSON])
    found: list[LookupRow] = [*dossiers, *people]
    ranks = [cursor.source for each in (DOSSIER, PERSON) for _, cursor in rows.get(each, ())]
    names = [each.dossier.person_name for each in dossiers] + [each.person.name for each in people]
    best = best_first(query, list(zip(ranks, names, strict=True)))
    return LookupPage(rows=tuple(found[at] for at in best), rest=LookupCursor(after=rest) if rest else None)


def _shares(found: dict[str, int], limit: int) -> dict[str, int]:
    """Return how many of each kind come on the page: half for each, and what one leaves goes to the other."""
    half = limit // len(found) if found else limit
    return {each: min(count, max(half, limit - sum(found.values()) + count)) for each, count in found.items()}


def _narrow(desk: Desk, reader: Reader, filters: Filters) -> Narrow:
    now_ms = desk.clock.now_ms()
    tomorrow_ms = to_ms(datetime.combine(local_time(now_ms).date() + timedelta(days=1), time(), VIETNAM_TIME))
    statuses = frozenset({filters.status} - {""})
    narrow = Narrow(statuses=statuses, cluster=filters.cluster)
    match filters.only:
        case Only.OVERDUE:
            return replace(narrow, among=reader.rows_due(before_ms=now_ms))
        case Only.DUE_TODAY:
            return replace(narrow, among=reader.rows_due(from_ms=now_ms, before_ms=tomorrow_ms))
        case Only.UNSENT:
            return replace(narrow, among=reader.rows_unsent(DOSSIER))
        case Only.WAITS_FOR_PAPER if statuses <= {Business.SUPPLEMENT}:
            return replace(narrow, statuses=frozenset({Business.SUPPLEMENT}))
        case Only.WAITS_FOR_PAPER:
            return replace(narrow, among=())
        case Only.ON_SHELF:
            return replace(narrow, deliveries=frozenset({Delivery.READY}))
        case Only.OUT:
            return replace(narrow, deliveries=OUT_OF_THE_HOUSE)
        case _:
            return narrow


def _dossier_rows(reader: Reader, records: Sequence[Record]) -> tuple[DossierRow, ...]:
    """Return dossiers with their sync state, which is read for all of them at once."""
    states = reader.sync_states([record.id for record in records])
    return tuple(DossierRow(dossier=Dossier.of(record), sync=states[record.id]) for record in records)


def _person_rows(reader: Reader, records: Sequence[Record]) -> tuple[PersonRow, ...]:
    counts = reader.count_dossiers_of([record.id for record in records])
    return tuple(PersonRow(person=Person.of(record), dossiers=counts.get(record.id, 0)) for record in records)
