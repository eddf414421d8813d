"""The promises, checked against both notebooks: nothing here uses what the programs say of themselves alone."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.audit import AuditEnd, is_chain_whole
from desktop_app.storage.tables import AUDIT, HEAD, META, RECORD
from sync.central.judging import State
from sync.central.tables import OPERATION as CENTRE_OPERATION
from sync.central.tables import RECORD as CENTRE_RECORD
from sync.client.engine import SyncReport
from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin, decode_operation
from sync.records.record import Record, decode_record
from sync.records.rules import CONFLICT, group_of
from tests.simulation.shores import CentreShore, Laptop

FINE: Final = ("", "unreachable", "not_the_centre", "not_ready", "broken", "stale", "unknown_format")


class BrokenPromiseError(AssertionError):
    """A promise did not hold; the text begins with its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One operation as the centre keeps it."""

    origin: Origin
    operation: Operation
    hash: bytes
    stamp: int
    state: str
    reason: str
    is_clean: bool


def judged_at(centre: CentreShore) -> list[Judged]:
    """Return the centre's operations in order of their stamps."""
    with centre.centre.engine.connect() as connection:
        rows = connection.execute(sa.select(CENTRE_OPERATION).order_by(CENTRE_OPERATION.c.stamp)).all()
    return [
        Judged(
            origin=Origin(UUID(bytes=row.device), UUID(bytes=row.incarnation)),
            operation=decode_operation(row.raw),
            hash=hashlib.sha256(row.raw).digest(),
            stamp=row.stamp,
            state=row.state,
            reason=row.reason,
            is_clean=row.is_clean,
        )
        for row in rows
    ]


def records_at(centre: CentreShore) -> dict[UUID, Record]:
    """Return the centre's records."""
    with centre.centre.engine.connect() as connection:
        found = (decode_record(raw) for raw in connection.execute(sa.select(CENTRE_RECORD.c.bytes)).scalars())
        return {record.id: record for record in found}


def check_laptop(laptop: Laptop, centre: CentreShore) -> None:
    """Check what must hold on a laptop at every moment. Raises: BrokenPromiseError."""
    rows = laptop.operations()
    for seq, digest in laptop.said_saved.items():
        _hold(
            "G1", seq in rows and hashlib.sha256(rows[seq].raw).digest() == digest, f"{seq} was saved and is not there"
        )
    judged = {
        each.operation.seq: each
        for each in judged_at(centre)
        if each.origin.incarnation == laptop.notebook.origin.incarnation
    }
    with laptop.notebook.engine.connect() as connection:
        head = connection.execute(sa.select(HEAD)).one()
        cursor = connection.execute(sa.select(META.c.cursor)).scalar_one()
        lines = connection.execute(sa.select(sa.func.count()).select_from(AUDIT)).scalar_one()
        records = connection.execute(sa.select(RECORD)).all()
        is_whole = is_chain_whole(connection, AuditEnd(head.audit_number, head.audit_hash))
    _hold("G1", is_whole and lines >= len(rows), "the log is torn")
    _hold("G2", sorted(rows) == list(range(1, head.seq + 1)), f"sequence {sorted(rows)} up to {head.seq}")
    for seq, row in rows.items():
        _check_state(str(row.state), judged.get(seq), seq)
    for seq, each in judged.items():
        _hold("G4", seq in rows and hashlib.sha256(rows[seq].raw).digest() == each.hash, f"{seq} differs at the centre")
        if each.stamp <= cursor:
            _hold(
                "G3",
                rows[seq].state in ("applied", "durable", "parked"),
                f"{seq} behind the cursor is {rows[seq].state}",
            )
    for row in records:
        _check_page(laptop, row, [decode_operation(each.raw) for each in rows.values()], judged)


def _check_state(state: str, judged: Judged | None, seq: int) -> None:
    if state in ("applied", "durable"):
        _hold("G3", judged is not None and judged.state == State.APPLIED, f"{seq} is shown applied")
    if state == "parked":
        _hold("G2", judged is not None and judged.state == State.PARKED, f"{seq} is shown parked")


def _check_page(laptop: Laptop, row: Any, operations: list[Operation], judged: dict[int, Judged]) -> None:
    """The page is what the centre said, with everything of ours on top that is not in it."""
    base = decode_record(row.base) if row.base is not None else None
    page, stamp = base, base.rev if base else 0
    for operation in operations:
        known = judged.get(operation.seq)
        is_in_base = known is not None and known.state == State.APPLIED and known.stamp <= stamp
        if operation.record.bytes != row.id or is_in_base:
            continue
        after = apply(operation, laptop.notebook.origin, page, stamp=stamp)
        if isinstance(after, Applied):
            page = after.record
    shown = decode_record(row.page or row.base)  # where nothing waits, the base stands for the page
    _hold("G7", page == shown, f"the page of {shown.type} {shown.id} lost or doubled something")


def check_report(laptop: Laptop, report: SyncReport, centre: CentreShore) -> None:
    """Check that a crossing told the truth. Raises: BrokenPromiseError."""
    _hold("G3", report.trouble in FINE, f"trouble {report.trouble}")
    if not report.agreed:
        return
    states = {row.state for row in laptop.operations().values()}
    _hold("G3", states <= {"applied", "durable"}, f"agreed with {states}")
    with laptop.notebook.engine.connect() as connection:
        bases = connection.execute(sa.select(RECORD.c.base).where(RECORD.c.base.is_not(None))).scalars()
        known = {record.id: record for record in map(decode_record, bases)}
    _hold("G3", known == records_at(centre), "agreed, but the notebooks differ")


def check_centre(laptops: list[Laptop], centre: CentreShore) -> None:
    """Check the whole after the last quiet crossing. Raises: BrokenPromiseError."""
    judged, records = judged_at(centre), records_at(centre)
    for laptop in laptops:
        own = [each for each in judged if each.origin == laptop.notebook.origin]
        seqs = [each.operation.seq for each in own]
        rows = laptop.operations()
        _hold("G1", sorted(seqs) == sorted(rows), f"{sorted(rows.keys() - set(seqs))} never arrived")
        _hold("G4", len(seqs) == len(set(seqs)), "doubled")
        _hold("G16", seqs == sorted(seqs), "order by stamp is not order by seq")
        for each in own:
            _hold(
                "G2",
                rows[each.operation.seq].state in (each.state, "durable"),
                f"{each.operation.seq} differs in state",
            )
        _check_parked(laptop, own)
    for record in records.values():
        marks = [each["op"] for each in record.fields.get("attempts", ())]
        _hold("G4", len(marks) == len(set(marks)), "an attempt stands twice")
    _check_no_silent_loser([each for each in judged if each.state == State.APPLIED], records)


def _check_parked(laptop: Laptop, own: list[Judged]) -> None:
    """A bad one parks itself and its record's later ones, and nobody else."""
    broken_records: set[UUID] = set()
    for each in own:
        seq, record = each.operation.seq, each.operation.record
        if each.state == State.PARKED:
            is_known = (
                seq in laptop.poisoned
                or record in broken_records
                or each.reason in ("impossible_move", "record_missing")
            )
            _hold("G5", is_known, f"{seq} is parked: {each.reason}")
            broken_records.add(record)
        else:
            _hold("G5", record not in broken_records and seq not in laptop.poisoned, f"{seq} overtook a parked one")


def _check_no_silent_loser(applied: list[Judged], records: dict[UUID, Record]) -> None:
    kept = [each for each in records.values() if each.type == CONFLICT]
    for at, each in enumerate(applied):
        record = records[each.operation.record]
        later = [other for other in applied[at + 1 :] if other.operation.record == record.id]
        for name, value in each.operation.body.sets.items():
            group = group_of(record.type, name).name
            seen_values = [
                conflict.fields[side]["values"].get(name)
                for conflict in kept
                if conflict.fields["about"] == record.id.hex and conflict.fields["group"] == group
                for side in ("standing", "other")
            ]
            was_replaced_by_who_saw_it = any(
                _has_seen(other, each) and group in _groups(other, record.type) for other in later
            )
            is_kept = record.fields.get(name) == value or value in seen_values or was_replaced_by_who_saw_it
            _hold("G8", is_kept, f"{name} of {each.operation.kind} {each.operation.seq} is nowhere")
            clash = _next_unseeing(each, later, group, record.type)
            if clash is not None and name in clash.operation.body.sets:
                both = [value, clash.operation.body.sets[name]]
                is_kept = both[0] == both[1] or all(one in seen_values for one in both)
                _hold("G8", is_kept, f"{name}: two values and no conflict")
    for each in applied:
        for name, entry in each.operation.body.appends.items():
            there = records[each.operation.record].fields[name]
            _hold("G8", any(entry.items() <= one.items() for one in there), "an entry of a log is gone")


def _next_unseeing(each: Judged, later: list[Judged], group: str, record_type: str) -> Judged | None:
    """Return the next writer of the group, if this one stood until then and he had not seen it."""
    following = next((other for other in later if group in _groups(other, record_type)), None)
    if following is None or not each.is_clean or _has_seen(following, each):
        return None
    return following


def _has_seen(later: Judged, earlier: Judged) -> bool:
    return later.origin == earlier.origin or later.operation.base >= earlier.stamp


def _groups(each: Judged, record_type: str) -> set[str]:
    return {group_of(record_type, name).name for name in each.operation.body.sets}


def _hold(promise: str, holds: bool, words: str) -> None:
    if not holds:
        raise BrokenPromiseError(f"{promise}: {words}")
