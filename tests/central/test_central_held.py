"""What comes before its record waits, visibly and in order, and goes on by itself when the record comes."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select, update

from sync.central.answering import Centre
from sync.central.app import open_centre
from sync.central.store import writing
from sync.central.tables import CHAIN, DEVICE, OPERATION
from sync.protocol.messages import VerdictState
from sync.records.operation import derived_uuid, operation_id
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre, records_in, seeded
from tests.central.judging_room import DOSSIER, check_books, found, said


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def early(centre: Centre) -> Laptop:
    """Return a laptop whose work on a dossier comes before the dossier."""
    return laptop_of(centre)


@pytest.fixture
def late(centre: Centre) -> Laptop:
    """Return the laptop that took the dossier in."""
    return laptop_of(centre, seed=9)


def _edit(laptop: Laptop, *, push: bool = True) -> None:
    laptop.note("dossier.amend", named("d"), {"note": "một"})
    laptop.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=1)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    if push:
        laptop.push()


def _take_in(laptop: Laptop, name: str = "d") -> None:
    laptop.note("dossier.register", named(name), DOSSIER)
    laptop.push()


def test_what_comes_before_its_record_is_held_with_what_follows_and_says_so_at_once(
    centre: Centre, early: Laptop
) -> None:
    _edit(early)
    verdicts = early.pull().verdicts
    assert [(each.seq, each.state, each.reason) for each in verdicts] == [
        (1, VerdictState.HELD, "record_missing"),
        (2, VerdictState.HELD, "behind_held"),
        (3, VerdictState.APPLIED, ""),
    ]
    assert check_books(centre) == {"held": 2, "applied": 1}


def test_when_the_record_comes_the_held_go_on_in_order_and_everybody_hears(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    _edit(early)
    early.pull()
    late.pull()
    _take_in(late)
    centre.reconcile()
    assert said(centre, early) == {1: ("applied", ""), 2: ("applied", ""), 3: ("applied", "")}
    dossier = found(centre, "d")["d"]
    assert (dossier.fields["note"], dossier.fields["phone"]) == ("một", "0601234567")
    page = early.pull()
    assert [(each.seq, each.state) for each in page.verdicts] == [(1, VerdictState.APPLIED), (2, VerdictState.APPLIED)]
    assert page.verdicts[0].stamp < page.verdicts[1].stamp
    assert records_in(page)[named("d")] == dossier
    assert records_in(late.pull())[named("d")] == dossier
    check_books(centre)


def test_a_later_one_on_the_record_waits_behind_the_held_over_segments(centre: Centre, early: Laptop) -> None:
    _edit(early)
    centre.reconcile()
    early.note("dossier.amend", named("d"), {"note": "hai"}, after=2)
    early.push()
    centre.reconcile()
    assert said(centre, early)[4] == ("held", "behind_held")


def test_a_poisonous_one_among_the_held_stays_alone_with_what_follows_it(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    early.note("dossier.amend", named("d"), {"note": "một"})
    early.ops.append(
        msgspec.msgpack.encode([2, "dossier.amend", 1, named("d").bytes, 0, 1, early.actor, 1, -1, [1, 2]])
    )
    early.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=2)
    early.push()
    centre.reconcile()
    assert said(centre, early) == {
        1: ("held", "record_missing"),
        2: ("parked", "unreadable"),
        3: ("parked", "behind_parked"),
    }
    _take_in(late)
    centre.reconcile()
    assert said(centre, early) == {
        1: ("applied", ""),
        2: ("parked", "unreadable"),
        3: ("parked", "behind_parked"),
    }
    assert check_books(centre) == {"applied": 2, "parked": 2}


def test_the_held_of_several_laptops_go_on_and_what_clashes_is_kept(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    third = laptop_of(centre, seed=11)
    for laptop, note in ((early, "một"), (third, "ba")):
        laptop.note("dossier.amend", named("d"), {"note": note})
        laptop.push()
    centre.reconcile()
    _take_in(late)
    centre.reconcile()
    page = late.page(0)
    (conflict,) = (each for each in records_in(page).values() if each.type == "conflict")
    kept = {conflict.fields[side]["values"]["note"] for side in ("standing", "other")}
    assert kept == {"một", "ba"}
    assert check_books(centre) == {"applied": 3}


def test_a_decision_on_a_conflict_that_only_the_held_bring_about_goes_on_too(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    third = laptop_of(centre, seed=11)
    first, second = sorted((early, third), key=lambda each: each.device)
    for laptop, note in ((first, "một"), (second, "ba")):
        laptop.note("dossier.amend", named("d"), {"note": note})
    conflict = derived_uuid(b"hpv/conflict/v1\0" + operation_id(second.origin, 1).bytes + b"note")
    late.note("conflict.settle", conflict, {"chosen": "standing", "note": ""})
    late.push()
    for laptop in (second, first):
        laptop.push()
    centre.reconcile()
    assert said(centre, late) == {1: ("held", "record_missing")}
    _take_in(late)
    centre.reconcile()
    assert said(centre, late)[1] == ("applied", "")
    assert records_in(late.page(0))[conflict].fields["state"] == "settled"
    check_books(centre)


def test_the_register_of_the_same_laptop_is_not_kept_back_by_what_waits_for_it(centre: Centre, early: Laptop) -> None:
    early.note("dossier.amend", named("d"), {"note": "một"})
    early.note("dossier.register", named("d"), DOSSIER)
    early.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=2)
    early.push()
    centre.reconcile()
    assert set(said(centre, early).values()) == {("applied", "")}
    fields = found(centre, "d")["d"].fields
    assert (fields["note"], fields["phone"]) == ("một", "0601234567")
    assert check_books(centre) == {"applied": 3}


def test_what_is_held_in_another_commune_is_not_woken(centre: Centre, early: Laptop) -> None:
    _edit(early)
    centre.reconcile()
    with writing(centre.engine) as connection:
        connection.exec_driver_sql("INSERT INTO commune (code, stamp, durable_stamp) VALUES ('00001', 0, 0)")
        for table in (OPERATION, CHAIN, DEVICE):
            connection.execute(update(table).values(commune="00001"))
    other = laptop_of(centre, seed=9)
    _take_in(other)
    centre.reconcile()
    assert said(centre, early)[1] == ("held", "record_missing")


def test_the_centre_that_dies_while_it_wakes_them_does_it_again_from_the_start(
    tmp_path: Path, centre: Centre, early: Laptop, late: Laptop
) -> None:
    _edit(early)
    centre.reconcile()
    late.note("dossier.register", named("d"), DOSSIER)
    late.push()

    def die(name: str) -> None:
        if name == "centre.reconcile.records_written":
            raise KeyboardInterrupt

    dying = open_centre(tmp_path / "centre", random=seeded(3), step=die)
    with pytest.raises(KeyboardInterrupt):
        dying.reconcile()
    dying.close()
    assert said(centre, early)[1] == ("held", "record_missing")
    assert centre.reconcile() == 1
    assert said(centre, early)[1] == ("applied", "")
    check_books(centre)


def test_each_verdict_has_a_stamp_of_its_own_and_an_unchanged_one_keeps_its_old(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    early.note("dossier.amend", named("d"), {"note": "một"})
    early.note("dossier.result", named("d"), {"result_number": "1/TP"}, after=1)
    early.ops.append(msgspec.msgpack.encode([3, "dossier.amend", 1, named("d").bytes, 0, 2, early.actor, 1, -1, 5]))
    early.push()
    centre.reconcile()
    before = _stamps(centre, early)
    _take_in(late)
    centre.reconcile()
    after = _stamps(centre, early)
    assert after[3] == before[3], "it was parked before and is parked now"
    assert sorted((after[1], after[2])) == [after[1], after[2]]
    assert min(after[1], after[2]) > max(before.values())


def _stamps(centre: Centre, laptop: Laptop) -> dict[int, int]:
    with centre.engine.connect() as connection:
        rows = connection.execute(select(OPERATION).where(OPERATION.c.device == laptop.device))
        return {row.seq: row.stamp for row in rows}


def test_the_centre_s_record_is_the_same_to_the_byte_for_who_pulls_afresh(
    centre: Centre, early: Laptop, late: Laptop
) -> None:
    _edit(early)
    _take_in(late)
    centre.reconcile()
    fresh = laptop_of(centre, seed=13)
    page = fresh.pull()
    assert page.digests is not None
    assert {each.type: each.count for each in page.digests} == {"dossier": 1, "person": 1}
    assert UUID(bytes=named("d").bytes) in records_in(page)
