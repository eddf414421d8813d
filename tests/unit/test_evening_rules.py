"""The evening's rules over a real notebook: what may be packed, how each visit ends, when a run may be closed."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from desktop_app.screens.evening.balance import balance_of, in_hand
from desktop_app.services import evening, intake, lookup, results, waiting
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from sync.records.codes import envelope_code
from sync.records.delivery import Receiver
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.partial_date import PartialDateError
from sync.records.run import tally, walking_order
from sync.records.states import Business, Delivery
from tests.unit.notebook_room import Hands
from tests.unit.service_room import BIRTH, MORNING_MS, RECEIVER, STROKES, draft, new_desk, packed

COPY, MARRIAGE, RESIDENCE = "2.000815", "marriage_certificate", "police_result"
BOTH = ("both_present", "register_carried")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path, Hands(seed=5, at_ms=MORNING_MS))
    yield made
    made.notebook.close()


def procedure_with(desk: Desk, result: str) -> str:
    return next(each.code for each in desk.catalogue.procedures if each.result == result)


def ready(
    desk: Desk,
    name: str = "Nguyễn Mẫu",
    *,
    procedure: str = COPY,
    number: str = "001190990001",
    cluster: str = "Khu dân cư 1",
    address: str = "Số 1",
) -> Dossier:
    form = msgspec.structs.replace(
        draft(name, number=number), procedure=procedure, cluster=cluster, address=address, pages=1
    )
    taken = intake.register(desk, form)
    results.record_result(desk, taken.id, number="12/TP", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    return results.shelve(desk, taken.id, shelf="A1")


def refusal(cause: str) -> "pytest.RaisesExc[RefusedError]":
    return pytest.raises(RefusedError, match=rf"^{cause}\b")


def now(desk: Desk, dossier: Dossier) -> Dossier:
    return lookup.dossier(desk, dossier.id).dossier


def given(desk: Desk, dossier: Dossier) -> Dossier:
    return evening.hand_over_at_door(desk, dossier.id, RECEIVER, STROKES, envelope="scanned")


# ---- packing


def test_a_sixteenth_envelope_that_needs_both_parties_is_refused_at_packing(desk: Desk) -> None:
    fifteen = [ready(desk, f"Người Mẫu {at}") for at in range(15)]
    wedding = ready(desk, "Hà Thị Mẫu", procedure=procedure_with(desk, MARRIAGE))
    why = evening.may_travel(desk, wedding)
    assert why is not None
    assert why.code == "refused.may_not_travel"
    assert "Hai bên phải có mặt ký sổ" in why.about
    ids = [each.id for each in (*fifteen, wedding)]
    with refusal("may_not_travel"):
        evening.open_run(desk, ids, cluster="", counted=16)
    assert evening.open_runs(desk) == ()
    assert len(evening.open_run(desk, ids[:15], cluster="", counted=15).dossiers) == 15


@pytest.mark.parametrize("promised", [(), ("both_present",), ("register_carried",)])
def test_half_a_promise_is_none(desk: Desk, promised: tuple[str, ...]) -> None:
    wedding = ready(desk, procedure=procedure_with(desk, MARRIAGE))
    assert evening.may_travel(desk, wedding, promised) is not None
    assert evening.may_travel(desk, wedding, BOTH) is None


def test_a_promise_is_written_down_with_the_run(desk: Desk) -> None:
    wedding = ready(desk, procedure=procedure_with(desk, MARRIAGE))
    sheet = evening.open_run(desk, [wedding.id], cluster="", counted=1, promised={wedding.id: BOTH})
    assert sheet.run.promised == {wedding.id.hex: sorted(BOTH)}


def test_what_may_never_go_home_goes_on_no_promise(desk: Desk) -> None:
    residence = ready(desk, procedure=procedure_with(desk, RESIDENCE))
    assert evening.may_travel(desk, residence, BOTH) is not None


@pytest.mark.parametrize("counted", [0, 1, 3, -1])
def test_the_envelopes_counted_by_hand_must_be_as_many_as_were_packed(desk: Desk, counted: int) -> None:
    two = [ready(desk, "Nguyễn Một"), ready(desk, "Nguyễn Hai")]
    with refusal("custody_count 2"):
        evening.open_run(desk, [each.id for each in two], cluster="", counted=counted)
    assert {now(desk, each).delivery for each in two} == {Delivery.READY}


def test_a_scanned_code_packs_only_what_lies_ready_in_this_cluster(desk: Desk) -> None:
    here = ready(desk, cluster="Khu dân cư 3")
    elsewhere = ready(desk, cluster="Khu dân cư 1")
    unsolved = intake.register(desk, draft())
    code = {each.id: envelope_code(each.provisional_code) for each in (here, elsewhere, unsolved)}

    def pack(text: str, packed: Collection[UUID] = ()) -> Dossier:
        return evening.pack(desk, text, cluster="Khu dân cư 3", packed=packed)

    assert pack(code[here.id]).id == here.id
    assert pack(code[here.id].lower()).id == here.id
    assert pack(here.provisional_code).id == here.id
    for text, cause in (
        ("không phải mã", "envelope_unread"),
        (code[here.id].replace("-0001-1", "-0099-1"), "envelope_unknown"),
        (code[unsolved.id], "envelope_not_ready"),
        (code[elsewhere.id], "envelope_elsewhere Khu dân cư 1"),
    ):
        with refusal(cause):
            pack(text)
    with refusal("envelope_packed"):
        pack(code[here.id], (here.id,))
    assert evening.pack(desk, code[elsewhere.id], cluster="", packed=()).id == elsewhere.id


def test_the_doors_stand_as_one_walks_house_nine_before_house_ten(desk: Desk) -> None:
    addresses = ("Số 10, xóm 1", "Số 9, xóm 2", "Số 9, xóm 1", "Số 2, xóm 10")
    taken = [ready(desk, address=each) for each in addresses]
    sheet = packed(desk, *(each.id for each in taken))
    assert [each.address for each in sheet.dossiers] == ["Số 9, xóm 1", "Số 10, xóm 1", "Số 9, xóm 2", "Số 2, xóm 10"]
    far, near = replace(taken[0], cluster="Khu dân cư 10"), replace(taken[1], cluster="Khu dân cư 9")
    assert walking_order([far, near]) == (near, far)


# ---- doors


def test_twins_of_one_name_and_year_at_one_house_are_told_apart_by_their_envelopes(desk: Desk) -> None:
    elder = ready(desk, "Nguyễn Văn Mẫu", number="001190990011")
    younger = ready(desk, "Nguyễn Văn Mẫu", number="001190990012")
    sheet = packed(desk, elder.id, younger.id)
    assert len({each.personal_number[-4:] for each in sheet.dossiers}) == 2
    evening.check_envelope(sheet, elder, envelope_code(elder.provisional_code))
    with refusal("envelope_of_other_door"):
        evening.check_envelope(sheet, elder, envelope_code(younger.provisional_code))


def test_an_envelope_of_no_run_is_named(desk: Desk) -> None:
    left = ready(desk, "Trần Ở Lại")
    sheet = packed(desk, ready(desk).id)
    code = envelope_code(left.provisional_code)
    with refusal(f"envelope_not_on_run {code}"):
        evening.scanned_on(sheet, code)
    with refusal("envelope_unread"):
        evening.scanned_on(sheet, "???")


@pytest.mark.parametrize("envelope", ["", "guessed"])
def test_no_hand_over_at_a_door_before_the_envelope_is_made_sure_of(desk: Desk, envelope: str) -> None:
    out = ready(desk)
    packed(desk, out.id)
    with refusal("envelope_unchecked"):
        evening.hand_over_at_door(desk, out.id, RECEIVER, STROKES, envelope=envelope)
    assert now(desk, out).delivery == Delivery.OUT


def test_how_the_envelope_was_made_sure_of_is_part_of_the_proof(desk: Desk) -> None:
    out = ready(desk)
    packed(desk, out.id)
    assert given(desk, out).attempts[-1]["envelope"] == "scanned"


Visit = Callable[[Desk, Dossier], Dossier]
VISITS: dict[str, tuple[Visit, str, str, str]] = {
    "absent": (lambda desk, d: evening.nobody_home(desk, d.id, note="x"), "absent", "solved", "ready"),
    "refused": (lambda desk, d: evening.decline(desk, d.id, reason="x"), "refused", "solved", "ready"),
    "wrong": (lambda desk, d: evening.found_wrong(desk, d.id, what="x"), "wrong_content", "solved", "held"),
    "redated": (lambda desk, d: evening.change_date(desk, d.id, day="06/11/2025"), "redated", "solved", "ready"),
    "posted": (lambda desk, d: evening.post(desk, d.id, tracking_number="EA123456789VN"), "posted", "handed_over", ""),
    "lost": (lambda desk, d: evening.lose(desk, d.id, report="x"), "lost", "solved", ""),
    "given": (given, "handed_over", "handed_over", ""),
}


@pytest.mark.parametrize("name", VISITS)
def test_each_end_of_a_visit_has_its_states_and_its_way_back(desk: Desk, name: str) -> None:
    visit, at_door, status, after = VISITS[name]
    out = ready(desk)
    sheet = packed(desk, out.id)
    ended = visit(desk, out)
    assert (ended.delivery, ended.status) == (at_door, status)
    assert [each["place"] for each in ended.attempts] == ["door"]
    back = [out.id] if after else []
    closed = evening.close_run(desk, sheet.run.id, returned=back).run
    assert closed.taken == closed.handed_over + closed.returned + closed.posted + closed.lost == 1
    assert now(desk, out).delivery == (after or at_door)


@pytest.mark.parametrize(
    ("visit", "cause"),
    [
        (lambda desk, d: evening.decline(desk, d.id, reason=" "), "reason_missing"),
        (lambda desk, d: evening.found_wrong(desk, d.id, what=""), "reason_missing"),
        (lambda desk, d: evening.lose(desk, d.id, report=""), "reason_missing"),
        (lambda desk, d: evening.change_date(desk, d.id, day=""), "day_missing"),
        (lambda desk, d: evening.change_date(desk, d.id, day="11/2025"), "day_missing"),
        (lambda desk, d: evening.post(desk, d.id, tracking_number="12"), "tracking_missing"),
    ],
)
def test_an_end_of_a_visit_without_its_words_writes_nothing(desk: Desk, visit: Visit, cause: str) -> None:
    out = ready(desk)
    packed(desk, out.id)
    with refusal(cause):
        visit(desk, out)
    assert (now(desk, out).delivery, now(desk, out).attempts) == (Delivery.OUT, ())


def test_a_day_that_is_none_is_no_new_date(desk: Desk) -> None:
    out = ready(desk)
    packed(desk, out.id)
    with pytest.raises(PartialDateError):
        evening.change_date(desk, out.id, day="mai")


def test_a_wrong_result_is_held_until_it_is_corrected_and_then_goes_out_again(desk: Desk) -> None:
    out = ready(desk)
    first = packed(desk, out.id)
    evening.found_wrong(desk, out.id, what="Hồng, không phải Hông")
    evening.close_run(desk, first.run.id, returned=[out.id])
    assert [each.id for each in waiting.in_trouble(desk)] == [out.id]
    with refusal("not_on_shelf"):
        packed(desk, out.id)
    corrected = results.correct(desk, out.id, number="12a/TP", signer="Đỗ Văn Mẫu", signed_on="05/11/2025")
    assert (corrected.delivery, corrected.result_number) == (Delivery.READY, "12a/TP")
    assert waiting.in_trouble(desk) == ()
    packed(desk, out.id)
    assert given(desk, out).status == Business.HANDED_OVER


def test_a_wrong_result_seen_at_the_counter_is_held_at_once(desk: Desk) -> None:
    lying = ready(desk)
    held = evening.found_wrong(desk, lying.id, what="sai năm sinh")
    assert (held.delivery, held.attempts[-1]["place"]) == (Delivery.HELD, "office")
    assert waiting.at_hand(desk, lying.provisional_code) == ()


def test_a_lost_result_that_turns_up_lies_on_the_shelf_again(desk: Desk) -> None:
    out = ready(desk)
    sheet = packed(desk, out.id)
    evening.lose(desk, out.id, report="rơi ở bến phà")
    evening.close_run(desk, sheet.run.id, returned=[])
    found = results.find(desk, out.id, shelf="B2", note="")
    assert (found.delivery, found.shelf, found.run) == (Delivery.READY, "B2", "")
    assert found.shelved_at_ms > out.shelved_at_ms > 0


# ---- who may receive


def receiver(relation: str, **more: str) -> Receiver:
    return Receiver(name="Người Nhận", relation=relation, identity_last4="0009", **more)


@pytest.mark.parametrize(
    ("result", "who", "cause"),
    [
        ("birth_certificate", receiver("household"), "receiver_not_allowed"),
        ("birth_certificate", receiver("authorised"), "authorisation_missing"),
        ("birth_certificate", receiver("authorised", authorisation="kin"), "kin_not_exempt"),
        ("birth_certificate", receiver("authorised", authorisation="kin", kinship="hàng xóm"), "kin_not_exempt"),
        ("birth_certificate", receiver("authorised", authorisation="kin", kinship="cha mẹ"), ""),
        ("land_certificate", receiver("authorised", authorisation="kin", kinship="cha mẹ"), "kin_not_exempt"),
        ("land_certificate", receiver("authorised", authorisation="certified"), ""),
        ("marriage_certificate", receiver("owner"), "receiver_not_allowed"),
        ("marriage_certificate", receiver("both"), "second_receiver_missing"),
        ("marriage_certificate", receiver("both", second_name="Bên Hai", second_last4="0008"), ""),
    ],
)
def test_the_catalogue_says_who_may_receive(desk: Desk, result: str, who: Receiver, cause: str) -> None:
    lying = ready(desk, procedure=procedure_with(desk, result))
    if cause:
        with refusal(cause):
            results.hand_over_at_counter(desk, lying.id, who, STROKES)
        assert now(desk, lying).status == Business.SOLVED
    else:
        assert results.hand_over_at_counter(desk, lying.id, who, STROKES).receiver == who.name


def test_a_signed_slip_stands_in_for_the_signature_and_says_which(desk: Desk) -> None:
    lying = ready(desk)
    with refusal("slip_missing"):
        results.hand_over_at_counter(desk, lying.id, replace(RECEIVER, means="slip"), ())
    slip = replace(RECEIVER, means="slip", slip=lying.provisional_code)
    done = results.hand_over_at_counter(desk, lying.id, slip, ())
    assert (done.means, done.slip, done.attempts[-1]["strokes"]) == ("slip", lying.provisional_code, [])


# ---- closing


def a_whole_evening(desk: Desk) -> RunSheet:
    """Twelve out: seven given, two absent, one declined, one to the post, one lost."""
    taken = [ready(desk, f"Người Mẫu {at}") for at in range(12)]
    sheet = packed(desk, *(each.id for each in taken))
    for each in taken[:7]:
        given(desk, each)
    for each in taken[7:9]:
        evening.nobody_home(desk, each.id)
    evening.decline(desk, taken[9].id, reason="chưa đồng ý")
    evening.post(desk, taken[10].id, tracking_number="EA123456789VN")
    evening.lose(desk, taken[11].id, report="rơi")
    return evening.sheet(desk, sheet.run.id)


def test_a_whole_evening_comes_out_with_post_and_loss(desk: Desk) -> None:
    sheet = a_whole_evening(desk)
    back = [each.id for each in in_hand(sheet)]
    assert len(back) == 3
    run = evening.close_run(desk, sheet.run.id, returned=back).run
    assert (run.taken, run.handed_over, run.returned, run.posted, run.lost) == (12, 7, 3, 1, 1)


def test_who_brings_back_eleven_of_twelve_is_told_which_is_missing(desk: Desk) -> None:
    taken = [ready(desk, f"Người Mẫu {at}") for at in range(12)]
    sheet = packed(desk, *(each.id for each in taken))
    eleven = [each.id for each in sheet.dossiers if each.id != taken[4].id]
    balance = balance_of(sheet, frozenset(eleven))
    assert (balance.is_even, balance.missing) == (False, (5,))
    with refusal("run_unbalanced"):
        evening.close_run(desk, sheet.run.id, returned=eleven)
    evening.lose(desk, taken[4].id, report="đã tìm trên đường về")
    after = evening.sheet(desk, sheet.run.id)
    assert balance_of(after, frozenset(eleven)).is_even
    closed = evening.close_run(desk, sheet.run.id, returned=eleven).run
    assert (closed.returned, closed.lost) == (11, 1)


def test_nothing_that_is_lost_or_posted_may_be_counted_back(desk: Desk) -> None:
    sheet = a_whole_evening(desk)
    every = [each.id for each in sheet.dossiers]
    with refusal("run_unbalanced"):
        evening.close_run(desk, sheet.run.id, returned=every)
    found = tally(sheet.dossiers)
    assert sum(map(len, (found.handed_over, found.posted, found.lost, found.in_hand))) == 12


def test_one_envelope_goes_on_one_run_only(desk: Desk) -> None:
    out = ready(desk)
    packed(desk, out.id)
    with refusal("not_on_shelf"):
        packed(desk, out.id)
    with refusal("envelope_not_ready"):
        evening.pack(desk, envelope_code(out.provisional_code), cluster="", packed=())


def test_a_birth_certificate_needs_its_register_and_the_counter_needs_no_shelf(desk: Desk) -> None:
    birth = ready(desk, procedure=BIRTH)
    assert evening.may_travel(desk, birth) is not None
    assert evening.may_travel(desk, birth, ("register_carried",)) is None
    fresh = intake.register(desk, draft("Trần Trả Ngay"))
    results.record_result(desk, fresh.id, number="1/TP", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    assert [each.id for each in waiting.at_hand(desk, envelope_code(fresh.provisional_code))] == [fresh.id]
