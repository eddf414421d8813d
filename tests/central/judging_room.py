"""What the tests of judging ask a centre: verdicts by laptop, records, rulings; and that its books are whole."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sync.central.answering import Centre
from sync.central.record_store import digests, read_records, recounted
from sync.central.tables import FEED, OPERATION
from sync.records.operation import Origin
from sync.records.record import Record
from sync.records.ruling import Decision, Subject, rule
from tests.central.central_room import COMMUNE, Laptop, named

DOSSIER = {"person": "p", "person_name": "Trần Thị MẪU", "procedure": "1.000.894"}


def said(centre: Centre, laptop: Laptop) -> dict[int, tuple[str, str]]:
    """Return seq -> state and reason of a laptop's operations at the centre."""
    with centre.engine.connect() as connection:
        rows = connection.execute(
            select(OPERATION.c.seq, OPERATION.c.state, OPERATION.c.reason)
            .where(OPERATION.c.device == laptop.device, OPERATION.c.incarnation == laptop.incarnation)
            .order_by(OPERATION.c.seq)
        )
        return {row.seq: (row.state, row.reason) for row in rows}


def found(centre: Centre, *names: str) -> dict[str, Record]:
    """Return those of the records that the centre has."""
    with centre.engine.connect() as connection:
        records = read_records(connection, COMMUNE, [named(each) for each in names])
    return {each: records[named(each)] for each in names if named(each) in records}


def check_books(centre: Centre) -> Counter[str]:
    """Check digests, stamps and feed against each other and return how many operations are in each state."""
    with centre.engine.connect() as connection:
        assert digests(connection, COMMUNE) == recounted(connection, COMMUNE)
        rows = connection.execute(select(OPERATION)).all()
        feed = connection.execute(select(FEED)).all()
    by_stamp = {row.stamp: row for row in rows}
    assert len(by_stamp) == len(rows), "two verdicts under one stamp"
    for entry in feed:
        cause = by_stamp[entry.stamp]
        assert (cause.device, cause.incarnation, cause.seq) == (entry.device, entry.incarnation, entry.seq)
        assert cause.state == "applied"
    return Counter(row.state for row in rows)


def ruling(laptop: Laptop, name: str, about: Laptop, seq: int, decision: Decision, **changes: Any) -> int:
    """Write down a decision about another laptop's operation and return its seq."""
    origin = Origin(UUID(bytes=about.device), UUID(bytes=about.incarnation))
    subject = Subject(origin=origin, seq=seq, record=named("d"))
    act = rule(named(name), subject, decision, note="theo sổ giấy")
    return laptop.note(act.kind, act.record, {**act.body.sets, **changes})


def decide(centre: Centre, laptop: Laptop, name: str, about: Laptop, seq: int, decision: Decision) -> tuple[str, str]:
    """Let a person decide and return what the centre wrote into the ruling."""
    ruling(laptop, name, about, seq, decision)
    laptop.push()
    centre.reconcile()
    fields = found(centre, name)[name].fields
    return fields["outcome"], fields["outcome_reason"]
