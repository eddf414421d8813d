"""Laptops and centres of different versions meet: nothing unknown is lost, and it counts as soon as it is known."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from desktop_app.storage.pier import Pier
from sync.central.answering import Centre
from sync.central.app import open_centre
from sync.central.reconcile import reconcile_pending, take_up_unknown
from sync.central.tables import META, OPERATION
from sync.client.ports import Pulled
from sync.protocol.messages import Verdict, VerdictState
from sync.records import person as people
from sync.records.merge import Applied, apply
from sync.records.operation import decode_operation
from sync.records.person import Person
from sync.records.record import Record, encode_record, record_hash, rolling_hash
from sync.records.rules import KINDS, PERSON, RUN, Kind, rules_version
from sync.records.seams import no_step
from tests.central.central_room import Laptop, TestClock, laptop_of, named, new_centre, records_in, seeded
from tests.central.judging_room import DOSSIER, check_books, found, said
from tests.unit.notebook_room import Hands, author, new_notebook, person

OLDER: Mapping[str, Kind] = {
    name: kind for name, kind in KINDS.items() if kind.record_type != RUN and name != "dossier.forward"
}
"""The rules of a version that knows neither runs, a type of record, nor how a dossier is forwarded, a kind of act."""


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre")
    yield made
    made.close()


@pytest.fixture
def newer(centre: Centre) -> Laptop:
    """Return a laptop of a version that the centre does not know yet, after its first evening."""
    laptop = laptop_of(centre)
    laptop.note("dossier.register", named("d"), DOSSIER | {"colour": "xanh", "tags": ["gấp", {"by": 7}]})
    laptop.note("dossier.forward", named("d"), {}, after=1)
    laptop.note("dossier.amend", named("d"), {"note": "một"}, after=2)
    laptop.note("run.open", named("r"), {"code": "C-1", "weather": "mưa"})
    laptop.note("run.close", named("r"), {"taken": 1}, after=4)
    for index in range(len(laptop.ops)):
        laptop.ops[index] = _as_of_tomorrow(laptop.ops[index])
    laptop.push()
    take_up_unknown(centre.engine, _keys(centre), no_step, kinds=OLDER)
    reconcile_pending(centre.engine, _keys(centre), TestClock(), no_step, kinds=OLDER)
    return laptop


def _keys(centre: Centre) -> tuple[Any, ...]:
    return (centre.identity.sealing,)


def _as_of_tomorrow(raw: bytes) -> bytes:
    """Return the operation with an element and a key of its body that only a later version reads."""
    parts = msgspec.msgpack.decode(raw)
    parts[9]["witness"] = "Lê Văn MẪU"
    return msgspec.msgpack.encode([*parts, {"of": "tomorrow"}])


def test_an_older_centre_applies_what_it_knows_and_keeps_the_rest_to_the_byte(centre: Centre, newer: Laptop) -> None:
    assert said(centre, newer) == {
        1: ("applied", ""),
        2: ("parked", "unknown_kind"),
        3: ("parked", "behind_parked"),
        4: ("parked", "unknown_kind"),
        5: ("parked", "behind_parked"),
    }
    fields = found(centre, "d")["d"].fields
    assert (fields["colour"], fields["tags"]) == ("xanh", ["gấp", {"by": 7}])
    with centre.engine.connect() as connection:
        kept = connection.execute(select(OPERATION.c.raw).order_by(OPERATION.c.seq)).scalars().all()
    assert kept == newer.ops


def test_the_fields_it_does_not_know_come_back_to_the_laptops(centre: Centre, newer: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    assert records_in(other.page(0))[named("d")].fields["colour"] == "xanh"
    assert records_in(newer.page(0)) == {}, "for its author it is clean"


def test_the_centre_brought_up_to_date_applies_it_by_itself_and_the_laptop_hears(
    tmp_path: Path, centre: Centre, newer: Laptop
) -> None:
    newer.pull()
    upgraded = open_centre(tmp_path / "centre", clock=TestClock(), random=seeded(3))
    assert set(said(upgraded, newer).values()) == {("applied", "")}
    dossier, run = found(upgraded, "d", "r").values()
    assert (dossier.fields["status"], dossier.fields["note"]) == ("processing", "một")
    assert (run.fields["state"], run.fields["weather"]) == ("closed", "mưa")
    verdicts = newer.pull().verdicts
    assert [(each.seq, each.state) for each in verdicts] == [(seq, VerdictState.APPLIED) for seq in (2, 3, 4, 5)]
    assert check_books(upgraded) == {"applied": 5}
    upgraded.close()


def test_the_same_version_judges_nothing_anew(centre: Centre, newer: Laptop) -> None:
    assert take_up_unknown(centre.engine, _keys(centre), no_step, kinds=OLDER) == 0
    assert take_up_unknown(centre.engine, _keys(centre), no_step) == 1
    assert take_up_unknown(centre.engine, _keys(centre), no_step) == 0
    with centre.engine.connect() as connection:
        kept = connection.execute(select(META.c.value).where(META.c.name == "rules_version")).scalar_one()
    assert kept == rules_version(KINDS) != rules_version(OLDER)
    assert said(centre, newer)[5] == ("applied", "")


def test_an_upgrade_that_dies_half_way_begins_again(tmp_path: Path, centre: Centre, newer: Laptop) -> None:
    def die(_name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_centre(tmp_path / "centre", clock=TestClock(), random=seeded(3), step=die)
    assert said(centre, newer)[2] == ("parked", "unknown_kind")
    open_centre(tmp_path / "centre", clock=TestClock(), random=seeded(3)).close()
    assert said(centre, newer)[2] == ("applied", "")


def test_an_older_laptop_keeps_and_counts_a_record_of_a_type_it_does_not_know(tmp_path: Path) -> None:
    hands = Hands()
    pier = Pier(new_notebook(tmp_path, hands))
    strange = Record("delegation", hands.new_id(), 7, {"scope": "ký", "deep": {"until": [1, 2]}}, {})
    pier.integrate(Pulled(after=0, upto=7, verdicts=(), records=((strange, 0),), durable_seq=0))
    assert pier.digests() == {"delegation": (1, rolling_hash([record_hash(strange)]))}
    changed = Record(strange.type, strange.id, 9, strange.fields | {"scope": "ký thay"}, {})
    pier.integrate(Pulled(after=7, upto=9, verdicts=(), records=((changed, 0),), durable_seq=0))
    assert pier.digests() == {"delegation": (1, rolling_hash([record_hash(changed)]))}


def test_amending_a_known_field_on_an_older_laptop_loses_none_that_it_does_not_know(tmp_path: Path) -> None:
    hands = Hands()
    notebook = new_notebook(tmp_path, hands)
    pier = Pier(notebook)
    who = person(hands.new_id, "Nguyễn Mẫu")
    theirs = Record(PERSON, who.id, 7, people.register(who).body.sets | {"mood": "vui", "tags": [1]}, {})
    pier.integrate(Pulled(after=0, upto=7, verdicts=(), records=((theirs, 0),), durable_seq=0))
    with notebook.reading() as reader:
        known = Person.of(reader.get(PERSON, who.id))
    with notebook.writing(author(hands)) as work:
        work.record(people.amend(known, replace(known, phone="0600000002")))
    with notebook.reading() as reader:
        page = reader.get(PERSON, who.id)
    assert (page.fields["phone"], page.fields["mood"], page.fields["tags"]) == ("0600000002", "vui", [1])
    with notebook.engine.connect() as connection:
        raw = connection.exec_driver_sql("SELECT raw FROM operation_bytes").scalar_one()
    at_the_centre = apply(decode_operation(raw), notebook.origin, theirs, stamp=8)
    assert isinstance(at_the_centre, Applied)
    pier.integrate(
        Pulled(after=7, upto=8, verdicts=(Verdict(1, VerdictState.APPLIED, 8, "", True),), records=(), durable_seq=0)
    )
    assert encode_record(at_the_centre.record) == encode_record(_base_of(pier, at_the_centre.record))


def _base_of(pier: Pier, like: Record) -> Record:
    with pier.notebook.reading() as reader:
        return reader.get(like.type, like.id)
