"""A person decides about what waits: tried anew, set aside, or forced; in one transaction and visible to all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from sync.central.answering import Centre
from sync.central.store import writing
from sync.central.tables import OFFICIAL
from sync.protocol.keys import new_signing_key
from sync.protocol.messages import VerdictState
from sync.records.ruling import Decision
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre, records_in, seeded
from tests.central.judging_room import DOSSIER, check_books, decide, found, ruling, said


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def desk(centre: Centre) -> Laptop:
    return laptop_of(centre)


@pytest.fixture
def head(centre: Centre) -> Laptop:
    """Return the laptop of whoever decides."""
    return laptop_of(centre, seed=9)


@pytest.fixture
def stuck(centre: Centre, desk: Laptop) -> Laptop:
    """Return a laptop whose second operation is parked, with one behind it."""
    desk.note("dossier.register", named("d"), DOSSIER)
    desk.note("delivery.shelve", named("d"), {"shelf": "A1"}, after=1)
    desk.note("dossier.void", named("d"), {}, after=2)
    desk.note("dossier.result", named("d"), {"result_number": "1/TP"}, after=3)
    desk.note("dossier.amend", named("d"), {"note": "một"}, after=4)
    desk.push()
    centre.reconcile()
    assert said(centre, desk)[4] == ("parked", "impossible_move")
    return desk


def test_tried_anew_in_vain_it_stays_parked_and_the_ruling_says_so(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    assert decide(centre, head, "r", stuck, 4, Decision.RETRY) == ("parked", "impossible_move")
    assert said(centre, stuck)[5] == ("parked", "behind_parked")
    check_books(centre)


def test_tried_anew_after_the_obstacle_is_gone_it_goes_on_with_what_follows(
    centre: Centre, stuck: Laptop, head: Laptop
) -> None:
    base = head.pull().upto
    head.note("dossier.settle", named("d"), {"status": "received"}, base=base)
    head.push()
    assert decide(centre, head, "r", stuck, 4, Decision.RETRY) == ("applied", "")
    assert said(centre, stuck)[5] == ("applied", "")
    assert found(centre, "d")["d"].fields["note"] == "một"
    assert check_books(centre) == {"applied": 7}


def test_set_aside_it_is_never_applied_and_what_follows_goes_on(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    stuck.pull()
    assert decide(centre, head, "r", stuck, 4, Decision.SET_ASIDE) == ("set_aside", "set_aside")
    page = stuck.pull()
    assert [(each.seq, each.state, each.reason) for each in page.verdicts] == [
        (4, VerdictState.SET_ASIDE, "set_aside"),
        (5, VerdictState.APPLIED, ""),
    ]
    fields = found(centre, "d")["d"].fields  # for its author clean: his own replay gives the same
    assert (fields["note"], fields.get("result_number")) == ("một", None)
    assert records_in(page)[named("r")].fields["note"] == "theo sổ giấy"
    assert check_books(centre) == {"applied": 5, "set_aside": 1}


def test_what_was_set_aside_may_be_taken_up_again(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    decide(centre, head, "r1", stuck, 4, Decision.SET_ASIDE)
    assert decide(centre, head, "r2", stuck, 4, Decision.RETRY) == ("parked", "impossible_move")
    assert decide(centre, head, "r3", stuck, 4, Decision.SET_ASIDE) == ("set_aside", "set_aside")
    assert decide(centre, head, "r4", stuck, 4, Decision.SET_ASIDE) == ("set_aside", "set_aside")
    check_books(centre)


def test_forced_against_the_table_it_moves_and_what_stood_is_kept(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    assert decide(centre, head, "r", stuck, 4, Decision.FORCE) == ("applied", "")
    dossier = found(centre, "d")["d"]
    assert (dossier.fields["status"], dossier.fields["forced"], dossier.fields["note"]) == ("solved", True, "một")
    conflicts = [each for each in records_in(head.page(0)).values() if each.type == "conflict"]
    assert [each.fields["other"]["values"]["status"] for each in conflicts] == ["voided"]
    verdicts = {each.seq: each for each in stuck.pull().verdicts}
    assert not verdicts[4].clean
    check_books(centre)


def test_forced_without_its_record_it_makes_one_and_the_others_that_waited_go_on(
    centre: Centre, desk: Laptop, head: Laptop
) -> None:
    third = laptop_of(centre, seed=11)
    desk.note("delivery.hand_over", named("d"), {"receiver": "Phạm Mẫu"})
    desk.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=1)
    third.note("dossier.amend", named("d"), {"note": "ba"})
    for laptop in (desk, third):
        laptop.push()
    centre.reconcile()
    assert decide(centre, head, "r", desk, 1, Decision.FORCE) == ("applied", "")
    fields = found(centre, "d")["d"].fields
    assert fields == {
        "receiver": "Phạm Mẫu",
        "status": "handed_over",
        "delivery": "handed_over",
        "forced": True,
        "phone": "0601234567",
        "note": "ba",
    }
    assert check_books(centre) == {"applied": 4}


def test_the_register_that_comes_after_a_forced_one_is_taken_and_what_differs_is_kept(
    centre: Centre, desk: Laptop, head: Laptop
) -> None:
    desk.note("delivery.hand_over", named("d"), {"receiver": "Phạm Mẫu"})
    desk.push()
    centre.reconcile()
    decide(centre, head, "r", desk, 1, Decision.FORCE)
    third = laptop_of(centre, seed=11)
    third.note("dossier.register", named("d"), DOSSIER)
    third.push()
    centre.reconcile()
    fields = found(centre, "d")["d"].fields
    assert (fields["status"], fields["receiver"], fields["procedure"]) == (
        "handed_over",
        "Phạm Mẫu",
        DOSSIER["procedure"],
    )
    assert said(centre, third) == {1: ("applied", "")}


def test_a_decision_on_a_conflict_that_is_not_there_cannot_be_forced(
    centre: Centre, desk: Laptop, head: Laptop
) -> None:
    desk.note("conflict.settle", named("c"), {"chosen": "other", "note": ""})
    desk.push()
    centre.reconcile()
    assert decide(centre, head, "r", desk, 1, Decision.FORCE) == ("held", "record_missing")
    assert decide(centre, head, "r2", desk, 1, Decision.SET_ASIDE) == ("set_aside", "set_aside")


def test_a_ruling_on_what_is_applied_changes_nothing_and_says_so(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    before = found(centre, "d")
    for number, each in enumerate(Decision):
        assert decide(centre, head, f"r{number}", stuck, 1, each) == ("applied_already", "")
    assert found(centre, "d") == before
    assert said(centre, stuck)[1] == ("applied", "")


def test_two_people_who_decide_differently_both_see_what_came_of_it(
    centre: Centre, stuck: Laptop, head: Laptop
) -> None:
    other = laptop_of(centre, seed=11)
    ruling(head, "r1", stuck, 4, Decision.FORCE)
    ruling(other, "r2", stuck, 4, Decision.SET_ASIDE)
    for laptop in (head, other):
        laptop.push()
    centre.reconcile()
    outcomes = {name: each.fields["outcome"] for name, each in found(centre, "r1", "r2").items()}
    assert outcomes == {"r1": "applied", "r2": "applied_already"}
    for laptop in (head, other):
        seen = records_in(laptop.page(0))
        assert [seen[named(name)].fields["outcome"] for name in ("r1", "r2")] == ["applied", "applied_already"]


@pytest.mark.parametrize(
    "changes",
    [{"about_seq": 99}, {"about_seq": "four"}, {"about_seq": (1 << 64) - 1}, {"about_device": "zz"}, {"about_seq": -1}],
    ids=str,
)
def test_a_ruling_on_what_is_not_here_says_so(
    centre: Centre, stuck: Laptop, head: Laptop, changes: dict[str, Any]
) -> None:
    ruling(head, "r", stuck, 4, Decision.FORCE, **changes)
    head.push()
    centre.reconcile()
    assert found(centre, "r")["r"].fields["outcome"] == "not_here"
    assert said(centre, stuck)[4] == ("parked", "impossible_move")


def test_another_commune_s_operations_are_out_of_reach(centre: Centre, stuck: Laptop, head: Laptop) -> None:
    with writing(centre.engine) as connection:
        connection.exec_driver_sql("INSERT INTO commune (code, stamp, durable_stamp) VALUES ('00001', 0, 0)")
        connection.exec_driver_sql("UPDATE operation SET commune = '00001'")
    assert decide(centre, head, "r", stuck, 4, Decision.FORCE) == ("not_here", "")


@pytest.mark.parametrize("is_known", [True, False], ids=["unproven", "unknown"])
def test_whoever_is_not_proven_can_never_be_forced_not_even_after_being_set_aside(
    centre: Centre, desk: Laptop, head: Laptop, is_known: bool
) -> None:
    if is_known:
        desk.official = new_signing_key(seeded(77))
    else:
        desk.actor = bytes(range(16))
    reason = "official_unproven" if is_known else "official_unknown"
    desk.note("dossier.register", named("d"), DOSSIER)
    desk.push()
    centre.reconcile()
    assert decide(centre, head, "r1", desk, 1, Decision.FORCE) == ("parked", reason)
    assert decide(centre, head, "r2", desk, 1, Decision.SET_ASIDE) == ("set_aside", "set_aside")
    assert decide(centre, head, "r3", desk, 1, Decision.FORCE) == ("parked", reason)
    assert found(centre, "d") == {}


def test_an_official_who_became_known_is_proven_from_the_sealed_segment(
    centre: Centre, desk: Laptop, head: Laptop
) -> None:
    desk.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    desk.push()
    desk.actor, desk.official = bytes(range(16)), new_signing_key(seeded(77))
    desk.note("dossier.register", named("d"), DOSSIER)
    desk.note("dossier.amend", named("d"), {"note": "một"}, after=2)
    desk.push()
    centre.reconcile()
    assert said(centre, desk)[3] == ("parked", "official_unknown")
    public = desk.official.public.to_bytes()
    with writing(centre.engine) as connection:
        connection.execute(
            insert(OFFICIAL).values(
                device=desk.device, id=desk.actor, name="Cán bộ MẪU", role="desk", public=public, seen_at_ms=1
            )
        )
    assert decide(centre, head, "r", desk, 2, Decision.RETRY) == ("applied", "")
    assert said(centre, desk)[3] == ("applied", "")
    assert found(centre, "d")["d"].fields["note"] == "một"


def test_a_ruling_and_what_it_is_about_may_come_in_one_segment(centre: Centre, desk: Laptop) -> None:
    desk.note("dossier.amend", named("d"), {"note": "một"})
    ruling(desk, "r", desk, 1, Decision.FORCE)
    desk.note("dossier.amend", named("d"), {"note": "hai"}, after=1)
    desk.push()
    centre.reconcile()
    assert set(said(centre, desk).values()) == {("applied", "")}
    assert found(centre, "d")["d"].fields["note"] == "hai"
    assert check_books(centre) == {"applied": 3}


def test_a_ruling_that_was_itself_kept_back_is_carried_out_when_it_is_applied(
    centre: Centre, stuck: Laptop, head: Laptop
) -> None:
    other = laptop_of(centre, seed=11)
    actor, other.actor = other.actor, bytes(range(16))
    ruling(other, "r1", stuck, 4, Decision.SET_ASIDE)
    other.push()
    centre.reconcile()
    assert said(centre, stuck)[4][0] == "parked"
    with writing(centre.engine) as connection:
        connection.execute(
            insert(OFFICIAL).values(
                device=other.device,
                id=other.actor,
                name="Cán bộ MẪU",
                role="desk",
                public=other.official.public.to_bytes(),
                seen_at_ms=1,
            )
        )
    assert actor != other.actor
    assert decide(centre, head, "r2", other, 1, Decision.RETRY) == ("applied", "")
    assert found(centre, "r1")["r1"].fields["outcome"] == "set_aside"
    assert said(centre, stuck)[4] == ("set_aside", "set_aside")
    assert check_books(centre) == {"applied": 6, "set_aside": 1}
