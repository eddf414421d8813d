"""The day at a glance: what is due, what waits and where, what could go out tonight, and what needs a person."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from desktop_app.services import numbers
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.numbers import CodesLeft
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.services.syncing import SyncStatus
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.reading import Reader
from desktop_app.storage.search import Narrow
from sync.records.dossier import ASKED, Dossier
from sync.records.partial_date import PartialDate, PartialDateError
from sync.records.receiving import terms_of_travel
from sync.records.rules import DOSSIER, PERSON
from sync.records.run import DeliveryRun, Tally, tally
from sync.records.states import Business, Delivery

MOST_LISTED: Final = 200
"""Beyond this nobody reads on; the counts still count all."""
MOST_LOOKED_AT: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The results of one cluster on the shelf, and the days since the oldest was signed (None where none says).

    `may_travel` of them may go home as they are, `with_terms` more where something is promised (the register goes
    along, both will be there).
    """

    cluster: str
    count: int
    may_travel: int
    with_terms: int
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOut:
    """A run that is out, and how its envelopes stand; `missing` of them this laptop does not have yet."""

    run: DeliveryRun
    tally: Tally
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Dossiers of one kind of waiting: how many there are, and the first of them, longest waiting first."""

    count: int
    first: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What waits at this desk now. `due` holds the overdue ones too; `to_correct` and `lost` are results."""

    read_at_ms: int
    due: Listed
    overdue: int
    to_correct: Listed
    lost: Listed
    awaiting_papers: Listed
    shelf: tuple[Group, ...]
    runs: tuple[RunOut, ...]
    sync: SyncStatus
    codes: CodesLeft
    has_people: bool
    has_dossiers: bool

    @property
    def on_shelf(self) -> int:
        """Return how many results lie on the shelf."""
        return sum(group.count for group in self.shelf)

    @property
    def needs_you(self) -> int:
        """Return how many things wait for a person: parked operations with those held behind them, open conflicts."""
        return self.sync.parked + self.sync.held + self.sync.conflicts


def read_today(desk: Desk) -> Today:
    """Return what waits at this desk now, in one view of the notebook."""
    now_ms = desk.clock.now_ms()
    tomorrow = datetime.combine(local_time(now_ms).date() + timedelta(days=1), time(), VIETNAM_TIME)
    codes = numbers.codes_left(desk)
    with desk.notebook.reading() as reader:
        due = reader.rows_due(before_ms=to_ms(tomorrow))
        first = reader.records_at(due[:MOST_LISTED])
        return Today(
            read_at_ms=now_ms,
            due=Listed(count=len(due), first=tuple(Dossier.of(record) for record in first)),
            overdue=len(reader.rows_due(before_ms=now_ms)),
            to_correct=_in_delivery(reader, Delivery.HELD, Delivery.WRONG_CONTENT),
            lost=_in_delivery(reader, Delivery.LOST),
            awaiting_papers=_awaiting_papers(reader),
            shelf=_shelf(desk, [Dossier.of(record) for record in reader.on_shelf()], local_time(now_ms)),
            runs=tuple(_run_out(reader, DeliveryRun.of(record)) for record in reader.open_runs()),
            sync=SyncStatus(**reader.sync_counts()),
            codes=codes,
            has_people=bool(reader.search("", record_type=PERSON, limit=1)),
            has_dossiers=bool(reader.search("", record_type=DOSSIER, limit=1)),
        )


def asked_at_ms(dossier: Dossier) -> int:
    """Return when the supplement that is still awaited was asked for, the day of receipt where that is not known."""
    times = [each.get("at_ms", 0) for each in dossier.supplements if each.get("what") == ASKED]
    return times[-1] if times else dossier.received_at_ms


def _awaiting_papers(reader: Reader) -> Listed:
    return _listed(reader, Narrow(statuses=frozenset({Business.SUPPLEMENT.value})), order=asked_at_ms)


def _in_delivery(reader: Reader, *states: Delivery) -> Listed:
    wanted = Narrow(deliveries=frozenset(state.value for state in states))
    return _listed(reader, wanted, order=lambda dossier: dossier.due_at_ms or dossier.received_at_ms)


def _listed(reader: Reader, narrow: Narrow, *, order: Callable[[Dossier], int]) -> Listed:
    found = reader.find("", record_type=DOSSIER, limit=MOST_LOOKED_AT, narrow=narrow)
    records = reader.records_at([row for row, _ in found.rows])
    dossiers = sorted((Dossier.of(record) for record in records), key=order)
    return Listed(count=len(dossiers), first=tuple(dossiers[:MOST_LISTED]))


def _run_out(reader: Reader, run: DeliveryRun) -> RunOut:
    here: list[Dossier] = []
    for each in run.dossiers:
        try:
            here.append(Dossier.of(reader.get(DOSSIER, UUID(hex=each))))
        except MissingRecordError:
            continue
    return RunOut(run=run, tally=tally(here), missing=len(run.dossiers) - len(here))


def _shelf(desk: Desk, dossiers: Sequence[Dossier], now: datetime) -> tuple[Group, ...]:
    counts = Counter(dossier.cluster for dossier in dossiers)
    may_travel: Counter[str] = Counter()
    with_terms: Counter[str] = Counter()
    oldest: dict[str, int] = {}
    for dossier in dossiers:
        rule = rule_of(desk, dossier)
        if terms_of_travel(rule):
            with_terms[dossier.cluster] += 1
        elif rule is None or rule.may_go_home:
            may_travel[dossier.cluster] += 1
        days = _days_since(dossier.signed_on, now)
        if days is not None:
            oldest[dossier.cluster] = max(days, oldest.get(dossier.cluster, 0))
    return tuple(
        Group(
            cluster=cluster,
            count=count,
            may_travel=may_travel[cluster],
            with_terms=with_terms[cluster],
            days=oldest.get(cluster),
        )
        for cluster, count in counts.most_common()
    )


def _days_since(signed_on: str, now: datetime) -> int | None:
    try:
        signed = PartialDate.parse(signed_on).as_date()
    except PartialDateError:
        return None
    return None if signed is None else max((now.date() - signed).days, 0)
