"""The acts of the desk and of the evening: what each writes, and each refusal by its cause."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from sync.records import delivery, door, dossier, person, undoing
from sync.records import run as runs
from sync.records.delivery import Receiver
from sync.records.dossier import Dossier, PaperTaken
from sync.records.errors import RefusedError
from sync.records.person import Person
from sync.records.run import DeliveryRun
from sync.records.states import Business, Delivery, Run
from sync.records.undoing import EarlierAct

ID = UUID(int=7)
STROKES = (((1, 1, 0), (5, 9, 40)),)
OWNER = Receiver(name="Người mẫu Một", identity_last4="0001")


def a_dossier(**changes: Any) -> Dossier:
    base = Dossier(
        id=ID,
        provisional_code="TAM-09661-M07-261122-0001",
        received_at_ms=1,
        procedure="2.000815",
        procedure_name="Chứng thực bản sao",
        person=UUID(int=9).hex,
        person_name="Người mẫu Một",
    )
    return replace(base, **changes)


def on_shelf(number: int = 7, **changes: Any) -> Dossier:
    ready = {"status": Business.SOLVED, "result_number": "KQ-1", "delivery": Delivery.READY, "shelf": "A1"}
    return a_dossier(id=UUID(int=number), **{**ready, **changes})


def refusal(cause: str) -> Any:
    return pytest.raises(RefusedError, match=rf"^{cause}\b")


def test_a_person_is_registered_with_his_name_in_nfc_and_trimmed() -> None:
    act = person.register(Person(id=ID, name=" Nguyễn Mẫu "))
    assert act.body.sets["name"] == "Nguyễn Mẫu"


def test_a_person_needs_a_name_and_no_field_is_endless() -> None:
    with refusal("name_missing"):
        person.register(Person(id=ID, name="  "))
    with refusal("too_long"):
        person.register(Person(id=ID, name="Mẫu", note="x" * 301))


def test_amending_a_person_writes_only_what_differs() -> None:
    before = Person(id=ID, name="Người mẫu", phone="0600000001")
    act = person.amend(before, replace(before, phone="0600000002"))
    assert act.body.sets == {"phone": "0600000002"}
    with refusal("nothing_changed"):
        person.amend(before, before)


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"person": ""}, "person_missing"),
        ({"person_name": " "}, "person_missing"),
        ({"procedure": ""}, "procedure_missing"),
        ({"copies": 0}, "count_below_one"),
        ({"papers": (PaperTaken(id="a", name="a", count=0),)}, "count_below_one"),
        ({"fee_vnd": -1}, "fee_below_zero"),
        ({"note": "x" * 2001}, "too_long"),
    ],
)
def test_an_incomplete_dossier_is_refused(changes: dict[str, Any], cause: str) -> None:
    with refusal(cause):
        dossier.register(a_dossier(**changes))


def test_registering_never_writes_a_state_by_hand() -> None:
    sets = dossier.register(a_dossier()).body.sets
    assert "status" not in sets
    assert "delivery" not in sets
    assert sets["provisional_code"] == "TAM-09661-M07-261122-0001"


def test_amending_writes_only_what_differs_and_never_the_code_on_the_slip() -> None:
    before = a_dossier()
    act = dossier.amend(before, replace(before, note="gọi trước", provisional_code="TAM-other"))
    assert act.body.sets == {"note": "gọi trước"}
    with refusal("nothing_changed"):
        dossier.amend(before, before)
    for status in (Business.HANDED_OVER, Business.VOIDED):
        with refusal("dossier_closed"):
            dossier.amend(replace(before, status=status), replace(before, note="x"))


def test_a_result_needs_number_signer_and_an_open_dossier() -> None:
    with refusal("result_number_missing"):
        dossier.record_result(a_dossier(), number=" ", signer="A", signed_on="22/11/2026")
    with refusal("signer_missing"):
        dossier.record_result(a_dossier(), number="1", signer="", signed_on="22/11/2026")
    with refusal("not_now"):
        dossier.record_result(on_shelf(), number="1", signer="A", signed_on="22/11/2026")
    act = dossier.record_result(a_dossier(), number="12/2026", signer="Người ký mẫu", signed_on="22/11/2026")
    assert act.kind == "dossier.result"


def earlier(kind: str, **stood_before: Any) -> EarlierAct:
    return EarlierAct(seq=5, kind=kind, sets={}, stood_before=stood_before)


def test_undo_takes_back_by_a_new_act_that_names_the_old_one() -> None:
    act = undoing.undo(a_dossier(), earlier("dossier.register"), reason="nhập nhầm")
    assert (act.kind, act.body.undoes) == ("dossier.void", 5)
    act = undoing.undo(a_dossier(note="b"), earlier("dossier.amend", note="a"), reason="nhầm")
    assert (act.kind, act.body.sets) == ("dossier.amend", {"note": "a"})
    solved = a_dossier(status=Business.SOLVED, result_number="1")
    act = undoing.undo(solved, earlier("dossier.result", result_number="", status="received"), reason="nhầm")
    assert (act.kind, act.body.sets) == ("dossier.result_undo", {"result_number": ""})
    act = undoing.undo(on_shelf(), earlier("delivery.shelve", shelf=""), reason="nhầm")
    assert act.kind == "delivery.unshelve"


@pytest.mark.parametrize("kind", ["delivery.hand_over", "delivery.absent", "delivery.take", "delivery.bring_back"])
def test_what_happened_in_the_world_cannot_be_undone(kind: str) -> None:
    with refusal("cannot_undo"):
        undoing.undo(on_shelf(), earlier(kind), reason="nhầm")


def test_undo_needs_a_reason_and_the_right_moment() -> None:
    with refusal("reason_missing"):
        undoing.undo(a_dossier(), earlier("dossier.register"), reason=" ")
    with refusal("reason_missing"):
        undoing.undo(a_dossier(), earlier("dossier.amend", note="a"), reason="")
    with refusal("not_now"):
        undoing.undo(on_shelf(delivery=Delivery.OUT), earlier("delivery.shelve", shelf=""), reason="nhầm")


def test_only_a_signed_result_goes_on_the_shelf_and_the_place_is_named() -> None:
    with refusal("result_missing"):
        delivery.shelve(a_dossier(), shelf="A1")
    solved = a_dossier(status=Business.SOLVED, result_number="1")
    with refusal("shelf_missing"):
        delivery.shelve(solved, shelf=" ")
    with refusal("not_now"):
        delivery.shelve(on_shelf(), shelf="A1")
    assert delivery.shelve(solved, shelf=" A1 ").body.sets == {"shelf": "A1"}


def test_a_run_takes_only_what_lies_on_the_shelf() -> None:
    run = DeliveryRun(id=UUID(int=99), code="C-1")
    with refusal("run_empty"):
        runs.open_run(run, [], counted=0)
    with refusal("not_on_shelf"):
        runs.open_run(run, [on_shelf(1), on_shelf(2, delivery=Delivery.OUT)], counted=2)
    acts = runs.open_run(run, [on_shelf(1), on_shelf(2)], counted=2)
    assert [act.kind for act in acts] == ["run.open", "delivery.take", "delivery.take"]


@pytest.mark.parametrize(
    ("receiver", "strokes", "cause"),
    [
        (replace(OWNER, name=""), STROKES, "receiver_missing"),
        (replace(OWNER, relation="neighbour"), STROKES, "relation_unknown"),
        (replace(OWNER, identity_last4="12"), STROKES, "identity_missing"),
        (OWNER, (), "signature_missing"),
        (OWNER, (((1, 1, 0),),), "signature_missing"),
        (OWNER, (tuple((n, n, n) for n in range(20_001)),), "too_long"),
    ],
)
def test_a_hand_over_without_full_proof_is_refused(receiver: Receiver, strokes: Any, cause: str) -> None:
    with refusal(cause):
        delivery.hand_over(on_shelf(), receiver, strokes, place="counter", at_ms=1, signature=b"")


def test_a_hand_over_needs_a_result_and_happens_once() -> None:
    with refusal("result_missing"):
        delivery.hand_over(a_dossier(), OWNER, STROKES, place="counter", at_ms=1, signature=b"")
    gone = on_shelf(status=Business.HANDED_OVER, delivery=Delivery.HANDED_OVER)
    with refusal("not_now"):
        delivery.hand_over(gone, OWNER, STROKES, place="counter", at_ms=1, signature=b"")


def test_the_proof_changes_with_every_thing_that_it_proves() -> None:
    base = delivery.proof_of(on_shelf(), OWNER, STROKES, place="door", at_ms=1)
    variants = [
        delivery.proof_of(on_shelf(8), OWNER, STROKES, place="door", at_ms=1),
        delivery.proof_of(on_shelf(result_number="KQ-2"), OWNER, STROKES, place="door", at_ms=1),
        delivery.proof_of(on_shelf(), replace(OWNER, name="Khác"), STROKES, place="door", at_ms=1),
        delivery.proof_of(on_shelf(), replace(OWNER, relation="household"), STROKES, place="door", at_ms=1),
        delivery.proof_of(on_shelf(), replace(OWNER, identity_last4="0002"), STROKES, place="door", at_ms=1),
        delivery.proof_of(on_shelf(), OWNER, (((1, 1, 0), (5, 9, 41)),), place="door", at_ms=1),
        delivery.proof_of(on_shelf(), OWNER, STROKES, place="counter", at_ms=1),
        delivery.proof_of(on_shelf(), OWNER, STROKES, place="door", at_ms=2),
    ]
    assert len({delivery.proof_bytes(proof) for proof in [base, *variants]}) == 9


def test_nobody_home_is_said_only_of_what_is_out() -> None:
    with refusal("not_now"):
        door.nobody_home(on_shelf(), place="door", at_ms=1)
    act = door.nobody_home(on_shelf(delivery=Delivery.OUT), place="door", at_ms=1, note="đi vắng")
    assert act.body.appends["attempts"]["outcome"] == "absent"


def test_a_run_closes_only_when_every_envelope_is_counted() -> None:
    handed = on_shelf(1, status=Business.HANDED_OVER, delivery=Delivery.HANDED_OVER)
    absent = on_shelf(2, delivery=Delivery.ABSENT, run=UUID(int=99).hex)
    run = DeliveryRun(id=UUID(int=99), code="C-1", dossiers=(handed.id.hex, absent.id.hex))
    with refusal("run_unbalanced"):
        runs.close_run(run, [handed, absent], returned=[], at_ms=1)
    with refusal("run_unbalanced"):
        runs.close_run(run, [handed, absent], returned=[absent.id, handed.id], at_ms=1)
    with refusal("run_not_here"):
        runs.close_run(run, [handed], returned=[], at_ms=1)
    with refusal("run_closed"):
        runs.close_run(replace(run, state=Run.CLOSED), [handed, absent], returned=[absent.id], at_ms=1)
    acts = runs.close_run(run, [handed, absent], returned=[absent.id], at_ms=1)
    assert [act.kind for act in acts] == ["delivery.bring_back", "run.close"]
    assert acts[-1].body.sets["taken"] == 2
    assert acts[-1].body.sets["handed_over"] + acts[-1].body.sets["returned"] == 2
