"""The promises that hold at every moment, checked against both notebooks: nothing here believes what programs say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.audit import AuditEnd, is_chain_whole
from desktop_app.storage.tables import HEAD
from sync.central.judging import State
from sync.central.proving import DOUBTS
from sync.client.engine import SyncReport
from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin
from sync.records.record import Record, decode_record
from tests.simulation.roots import Reading, Root
from tests.simulation.shores import CentreShore, Laptop, Row
from tests.simulation.stores import fetch

FINE: Final = frozenset(
    {"", "unreachable", "not_the_centre", "not_ready", "broken", "stale", "unknown_format", "unknown_device"}
)
"""What a bit that fell over on the road may bring about too: the next crossing does not meet it."""

SETTLED: Final = ("applied", "durable")
SHOWN_AS: Final = {"parked": State.PARKED, "held": State.HELD, "set_aside": State.SET_ASIDE}
LOGS: Final = ("attempts", "supplements")
CARRIED_TWICE: Final = "carried_twice"
"""A copy of what stands there already changes nothing; one whose official is not proven stands for nothing yet."""


class BrokenPromiseError(AssertionError):
    """A promise did not hold; the text begins with its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One operation as the centre keeps it."""

    origin: Origin
    operation: Operation
    root: Root
    stamp: int
    state: str
    reason: str
    is_clean: bool

    @property
    def place(self) -> tuple[bytes, int]:
        """Return incarnation and number."""
        return self.origin.incarnation.bytes, self.operation.seq


def hold(promise: str, holds: bool, words: str) -> None:
    """Raises: BrokenPromiseError."""
    if not holds:
        raise BrokenPromiseError(f"{promise}: {words}")


def judged_at(centre: CentreShore, reading: Reading) -> list[Judged]:
    """Return the centre's operations in order of their stamps."""
    columns = "device, incarnation, raw, stamp, state, reason, is_clean"
    found = fetch(centre.centre.store.engine, f"SELECT {columns} FROM operation ORDER BY stamp")  # noqa: S608  our own names
    return [
        Judged(
            origin=Origin(UUID(bytes=device), UUID(bytes=incarnation)),
            operation=reading.operation(raw),
            root=reading.root(raw, incarnation),
            stamp=stamp,
            state=state,
            reason=reason,
            is_clean=bool(is_clean),
        )
        for device, incarnation, raw, stamp, state, reason, is_clean in found
    ]


def records_at(centre: CentreShore) -> dict[UUID, Record]:
    """Return the centre's records."""
    found = (decode_record(raw) for (raw,) in fetch(centre.centre.store.engine, "SELECT bytes FROM record"))
    return {record.id: record for record in found}


def received_at(centre: CentreShore) -> dict[bytes, int]:
    """Return incarnation -> last operation that is in a segment that the centre keeps."""
    return dict(fetch(centre.centre.store.engine, "SELECT incarnation, max(last_seq) FROM segment GROUP BY 1"))


def check_laptop(laptop: Laptop, judged: Iterable[Judged], received: Mapping[bytes, int]) -> None:
    """Check what must hold on a laptop at every moment. Raises: BrokenPromiseError."""
    rows = laptop.rows()
    own = laptop.own()
    here = Counter(row.root for row in rows)
    for root in laptop.said:
        hold("G1", root in here, f"{laptop.name}: {root.seq} was saved and is not there")
    seqs = [row.seq for row in rows if row.incarnation == own]
    hold("G2", seqs == list(range(1, laptop.seq() + 1)), f"{laptop.name}: sequence {seqs} up to {laptop.seq()}")
    at_centre = {each.place: each for each in judged}
    for row in rows:
        known = at_centre.get((row.incarnation, row.seq))
        if known is not None and known.root != row.root:
            is_unheard = laptop.is_doubtful or (laptop.has_twin and row.state in ("waiting", "sending"))
            hold("G14", is_unheard, f"{laptop.name}: {row.seq} is {row.state}, and another one at the centre")
        elif not laptop.is_doubtful:
            has_arrived = row.state != "received" or received.get(row.incarnation, 0) >= row.seq
            hold("G3", has_arrived, f"{laptop.name}: {row.seq} is shown received, and the centre does not have it")
            _check_state(laptop, row, known)
    if not laptop.is_doubtful:
        _check_pages(laptop, rows, at_centre)


def check_log(laptop: Laptop) -> None:
    """Check that the activity log is whole. Raises: BrokenPromiseError."""
    with laptop.notebook.engine.connect() as connection:
        head = connection.execute(sa.select(HEAD)).one()
        is_whole = is_chain_whole(connection, AuditEnd(head.audit_number, head.audit_hash))
    hold("G1", is_whole, f"{laptop.name}: the log is torn")


def check_centre(judged: Iterable[Judged]) -> None:
    """Check what must hold at the centre at every moment. Raises: BrokenPromiseError."""
    borne = Counter(each.root for each in judged if each.reason not in (CARRIED_TWICE, *DOUBTS))
    doubled = [root for root, count in borne.items() if count > 1]
    hold("G4", not doubled, f"{[root.seq for root in doubled]} stand twice at the centre")


def check_report(laptop: Laptop, report: SyncReport, centre: CentreShore, fine: frozenset[str]) -> None:
    """Check that a crossing told the truth. Raises: BrokenPromiseError."""
    hold("G3", report.trouble in fine, f"{laptop.name}: trouble {report.trouble}")
    if not report.agreed:
        return
    states = {row.state for row in laptop.rows()}
    settled = {*SETTLED, "set_aside", *(["waiting"] if laptop.has_worked else [])}
    hold("G3", states <= settled, f"{laptop.name}: agreed with {states}")
    hold("G3", bases_of(laptop) == records_at(centre), f"{laptop.name}: agreed, but the notebooks differ")


def bases_of(laptop: Laptop) -> dict[UUID, Record]:
    """Return what the laptop believes that the centre has."""
    bases = fetch(laptop.notebook.engine, "SELECT base FROM record WHERE base IS NOT NULL AND base_rev > 0")
    return {record.id: record for record in (decode_record(raw) for (raw,) in bases)}


def _check_state(laptop: Laptop, row: Row, known: Judged | None) -> None:
    """What is shown was said by the centre; it may have said more since, which the laptop has not heard yet."""
    where = f"{laptop.name}: {row.seq}"
    if row.state in SETTLED:
        hold("G3", known is not None and known.state == State.APPLIED, f"{where} is shown {row.state}")
    elif row.state in SHOWN_AS:
        hold("G2", known is not None, f"{where} is shown {row.state}, and the centre never saw it")
        hold("G2", bool(row.reason), f"{where} is {row.state} without a reason")


def _check_pages(laptop: Laptop, rows: list[Row], at_centre: Mapping[tuple[bytes, int], Judged]) -> None:
    """The page is what the centre said, with everything of ours on top that is not in it."""
    own, device = laptop.own(), laptop.notebook.origin.device
    has_moved = any(
        row.incarnation != own or laptop.reading.operation(row.raw).body.carried is not None for row in rows
    )
    of_record: defaultdict[bytes, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.incarnation == own, row.incarnation, row.seq)):
        if row.state != "set_aside":
            of_record[laptop.reading.operation(row.raw).record.bytes].append(row)
    for record_id, raw_base, raw_page in fetch(laptop.notebook.engine, "SELECT id, base, page FROM record"):
        page = decode_record(raw_base) if raw_base else None
        stamp = page.rev if page else 0
        is_unheard = False  # what is believed to wait is shown on top of a base that has it already
        for row in of_record.get(record_id, ()):
            known = at_centre.get((row.incarnation, row.seq))
            if known is not None and known.state == State.APPLIED and known.stamp <= stamp:
                is_unheard |= row.state in SHOWN_AS
                continue
            origin = Origin(device, UUID(bytes=row.incarnation))
            after = apply(laptop.reading.operation(row.raw), origin, page, stamp=stamp)
            if isinstance(after, Applied):
                page = after.record
        if page is None:
            continue  # the centre lost it, and what waits for it is held: what the official saw stays
        shown = decode_record(raw_page or raw_base)  # where nothing waits, the base stands for the page
        is_same = page == shown or ((has_moved or is_unheard) and _face(page) == _face(shown))
        hold("G7", is_same, f"{laptop.name}: the page of {shown.type} {shown.id} lost or doubled something")


def _face(record: Record) -> tuple[object, ...]:
    """Return what an official sees: acts that were carried over are shown under their old numbers for a while."""
    fields = {
        name: [{key: each[key] for key in each if key != "op"} for each in value] if name in LOGS else value
        for name, value in record.fields.items()
    }
    return record.type, record.id, fields
