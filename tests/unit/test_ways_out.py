"""States that one could not leave and doors that stood open: each has its way out, or stays shut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from desktop_app.screens.dossier.presenter import Possible, possible_now
from desktop_app.services import casework, evening, intake, lookup, papers, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.paper_of import paper_of
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import RECORD
from sync.client.ports import Pulled
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.record import Record
from sync.records.rules import DOSSIER, RUN
from sync.records.states import Business, Delivery, Run
from tests.unit.notebook_room import Hands
from tests.unit.service_room import MORNING_MS, RECEIVER, STROKES, draft, new_desk, packed, shelved, solved

COPY, LAND = "2.000815", "1.013978"
TRACKING = "EA123456789VN"
CODE, OTHER_CODE = "H26.50.05.13-251104-0975", "H26.50.05.13-251104-0976"
DAY_MS = 86_400_000


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=3, at_ms=MORNING_MS)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


def refusal(cause: str) -> "pytest.RaisesExc[RefusedError]":
    return pytest.raises(RefusedError, match=rf"^{cause}\b")


def now(desk: Desk, dossier_id: UUID) -> Dossier:
    return lookup.dossier(desk, dossier_id).dossier


def due_of(dossier: Dossier) -> str:
    assert dossier.due_at_ms is not None
    return f"{local_time(dossier.due_at_ms):%d/%m/%Y %H:%M}"


def whole(desk: Desk, procedure: str = LAND) -> Dossier:
    listed = desk.catalogue.procedure(procedure).papers
    form = msgspec.structs.replace(
        draft(), procedure=procedure, papers={each.id: (each.kind, 2, True) for each in listed}
    )
    return intake.register(desk, form)


def without_procedure(desk: Desk, code: str) -> Desk:
    left = tuple(each for each in desk.catalogue.procedures if each.code != code)
    return replace(desk, catalogue=msgspec.structs.replace(desk.catalogue, procedures=left))


def from_the_centre(desk: Desk, record_type: str, record_id: UUID, **fields: object) -> None:
    """Let a record come back changed, as another laptop's acts make it."""
    with desk.notebook.reading() as reader:
        mine = reader.get(record_type, record_id)
    upto = 1_000
    changed = Record(record_type, record_id, upto, {**mine.fields, **fields}, mine.marks)
    pulled = Pulled(after=0, upto=upto, verdicts=(), records=((changed, 1_000),), durable_seq=0)
    Pier(desk.notebook).integrate(pulled)


# ---- the post takes what lies on the shelf or is on its way, and nothing else


def held(desk: Desk) -> UUID:
    dossier = shelved(desk)
    return evening.found_wrong(desk, dossier.id, what="sai tên").id


def lost(desk: Desk) -> UUID:
    return evening.lose(desk, shelved(desk).id, report="không thấy trên kệ").id


def found_wrong_at_the_door(desk: Desk) -> UUID:
    dossier = shelved(desk)
    packed(desk, dossier.id)
    return evening.found_wrong(desk, dossier.id, what="sai ngày sinh").id


@pytest.mark.parametrize("where", [held, lost, found_wrong_at_the_door])
def test_a_faulty_or_lost_result_is_not_sent_by_post(desk: Desk, where: Callable[[Desk], UUID]) -> None:
    dossier_id = where(desk)
    before = now(desk, dossier_id)
    with refusal("not_now"):
        evening.post(desk, dossier_id, tracking_number=TRACKING)
    assert now(desk, dossier_id) == before


def test_a_result_on_the_shelf_or_on_its_way_is_sent_by_post(desk: Desk) -> None:
    here, out = shelved(desk), shelved(desk, "Lê Mẫu")
    packed(desk, out.id)
    for each in (here, out):
        sent = evening.post(desk, each.id, tracking_number=TRACKING)
        assert (sent.status, sent.delivery) == (Business.HANDED_OVER, Delivery.POSTED)


# ---- what was undone is no longer an envelope


def test_an_envelope_whose_result_was_taken_back_elsewhere_does_not_travel(desk: Desk) -> None:
    dossier = shelved(desk)
    from_the_centre(desk, DOSSIER, dossier.id, status=Business.RECEIVED.value, result_number="")
    with refusal("envelope_not_ready"):
        evening.pack(desk, dossier.provisional_code, cluster="", packed=())
    with refusal("not_on_shelf"):
        packed(desk, dossier.id)


# ---- the receiver's rule goes with the procedure


def test_a_procedure_does_not_change_under_a_result_whose_rule_it_is(desk: Desk) -> None:
    dossier = solved(desk)
    form = intake.form_of(dossier)
    with refusal("procedure_has_result"):
        intake.amend(desk, dossier.id, msgspec.structs.replace(form, procedure=COPY))
    assert intake.amend(desk, dossier.id, msgspec.structs.replace(form, phone="0600000002")).phone == "0600000002"
    intake.undo(desk, dossier.id, reason="gõ nhầm")
    intake.undo(desk, dossier.id, reason="nhầm thủ tục")
    assert intake.amend(desk, dossier.id, msgspec.structs.replace(form, procedure=COPY)).procedure == COPY


# ---- undoing what nobody could leave


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, which: casework.withdraw(desk, which, reason="nhầm hồ sơ"),
        lambda desk, which: casework.refuse(desk, which, reason="nhầm hồ sơ", ground="Điều 9"),
    ],
)
@pytest.mark.parametrize("is_waiting", [False, True])
def test_a_refusal_or_withdrawal_by_mistake_is_taken_back(
    desk: Desk, act: Callable[[Desk, UUID], Dossier], is_waiting: bool
) -> None:
    taken = intake.register(desk, draft())
    before = casework.ask(desk, taken.id, papers=("Giấy nữa",)) if is_waiting else taken
    act(desk, taken.id)
    with refusal("reason_missing"):
        intake.undo(desk, taken.id, reason=" ")
    back = intake.undo(desk, taken.id, reason="bấm nhầm")
    assert back == before
    assert back.status == (Business.SUPPLEMENT if is_waiting else Business.RECEIVED)


def test_somebody_sent_for_papers_and_withdrawn_by_mistake_still_waits_and_can_be_completed(desk: Desk) -> None:
    first = casework.ask_first(desk, msgspec.structs.replace(draft(), procedure=LAND))
    casework.withdraw(desk, first.id, reason="nhầm")
    assert intake.undo(desk, first.id, reason="bấm nhầm").status == Business.SUPPLEMENT
    brought = tuple(replace(each, is_present=True) for each in first.papers)
    assert casework.complete(desk, first.id, papers=brought).status == Business.RECEIVED


def test_an_official_code_typed_wrong_is_taken_back_and_stands_for_one_dossier_only(desk: Desk) -> None:
    one, two = (intake.register(desk, draft(number=f"00119099000{each}")) for each in (1, 2))
    casework.give_official_code(desk, one.id, CODE)
    with refusal("code_taken") as caught:
        casework.give_official_code(desk, two.id, CODE.lower())
    assert one.provisional_code in str(caught.value)
    assert intake.undo(desk, one.id, reason="gõ nhầm").official_code == ""
    assert casework.give_official_code(desk, two.id, CODE).official_code == CODE
    assert casework.give_official_code(desk, one.id, OTHER_CODE).official_code == OTHER_CODE


# ---- an envelope that a closed run left out by the book


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (Delivery.ABSENT, Delivery.READY),
        (Delivery.REFUSED, Delivery.READY),
        (Delivery.OUT, Delivery.READY),
        (Delivery.WRONG_CONTENT, Delivery.HELD),
    ],
)
def test_an_envelope_left_out_by_a_closed_run_is_put_back_on_the_shelf(
    desk: Desk, state: Delivery, after: Delivery
) -> None:
    dossier = shelved(desk)
    run = packed(desk, dossier.id).run
    with refusal("run_not_closed"):
        results.find(desk, dossier.id, shelf="A1", note="")
    assert not results.is_left_out(desk, now(desk, dossier.id))
    from_the_centre(desk, RUN, run.id, state=Run.CLOSED.value)
    from_the_centre(desk, DOSSIER, dossier.id, delivery=state.value)
    left = now(desk, dossier.id)
    assert Possible.FIND in possible_now(left, is_left_out=results.is_left_out(desk, left))
    back = results.find(desk, dossier.id, shelf="A2", note="nằm trong cặp")
    assert (back.delivery, back.shelf, back.run) == (after, "A2", "")
    if after == Delivery.READY:
        given = results.hand_over_at_counter(desk, dossier.id, RECEIVER, STROKES)
        assert given.delivery == Delivery.HANDED_OVER


def test_the_page_does_not_offer_to_find_what_an_open_run_carries(desk: Desk) -> None:
    dossier = shelved(desk)
    packed(desk, dossier.id)
    out = now(desk, dossier.id)
    assert Possible.FIND not in possible_now(out, is_left_out=results.is_left_out(desk, out))


# ---- dossiers of another pack


def test_amending_keeps_the_pack_of_receipt_and_every_paper_of_it(desk: Desk) -> None:
    taken = whole(desk)
    older = tuple(
        msgspec.structs.replace(each, name="Tên cũ", papers=each.papers[1:]) if each.code == LAND else each
        for each in desk.catalogue.procedures
    )
    elsewhere = replace(desk, catalogue=msgspec.structs.replace(desk.catalogue, procedures=older, version="cũ"))
    first, second = taken.papers[:2]
    ticks = {each.id: (each.kind, each.count, each.is_present) for each in taken.papers[1:]}
    form = msgspec.structs.replace(
        intake.form_of(taken), phone="0600000009", papers={**ticks, second.id: (second.kind, 3, False)}
    )
    intake.amend(elsewhere, taken.id, form)
    after = now(elsewhere, taken.id)
    assert (after.pack, after.procedure_name) == (taken.pack, taken.procedure_name)
    assert after.papers == (first, replace(second, count=3, is_present=False), *taken.papers[2:])


def test_a_paper_that_only_a_newer_pack_has_is_kept_once_it_is_ticked(desk: Desk) -> None:
    listed = desk.catalogue.procedure(LAND)
    newer = msgspec.structs.replace(listed.papers[0], id="moi", name="Giấy mới")
    procedures = tuple(
        msgspec.structs.replace(each, papers=(*each.papers, newer)) if each.code == LAND else each
        for each in desk.catalogue.procedures
    )
    taken = whole(desk)
    elsewhere = replace(desk, catalogue=msgspec.structs.replace(desk.catalogue, procedures=procedures))
    form = intake.form_of(taken)
    unticked = msgspec.structs.replace(form, phone="0600000009", papers={**form.papers, "moi": ("copy", 1, False)})
    assert intake.amend(elsewhere, taken.id, unticked).papers == taken.papers
    ticked = msgspec.structs.replace(unticked, papers={**form.papers, "moi": ("copy", 1, True)})
    assert [each.id for each in intake.amend(elsewhere, taken.id, ticked).papers][-1] == "moi"


def test_a_dossier_of_an_unknown_procedure_is_amended_and_completed_its_due_time_unknown(desk: Desk) -> None:
    waiting = casework.ask_first(desk, msgspec.structs.replace(draft(), procedure=LAND))
    elsewhere = without_procedure(desk, LAND)
    form = msgspec.structs.replace(intake.form_of(waiting), phone="0600000009")
    assert intake.amend(elsewhere, waiting.id, form).phone == "0600000009"
    brought = tuple(replace(each, is_present=True) for each in waiting.papers)
    taken = casework.complete(elsewhere, waiting.id, papers=brought)
    assert (taken.status, taken.due_at_ms) == (Business.RECEIVED, None)
    assert paper_of(elsewhere, papers.RECEIPT, taken.id).sheets[0]["due"] == papers.NO_DUE


# ---- the due time on the receipt


def test_a_form_found_again_after_the_night_is_due_from_the_day_it_is_saved(desk: Desk, hands: Hands) -> None:
    listed = desk.catalogue.procedure(COPY)
    proposed = intake.propose(desk, listed, pages=1, copies=1).due_at_ms
    form = msgspec.structs.replace(draft(), procedure=COPY, pages=1, due_at_ms=proposed, is_due_proposed=True)
    intake.save_draft(desk, form)
    hands.at_ms = to_ms(datetime(2025, 11, 5, 15, 5, tzinfo=VIETNAM_TIME))  # a same-day dossier after three
    restored = intake.load_draft(desk)
    assert restored is not None
    taken = intake.register(desk, restored)
    assert due_of(taken) == "06/11/2025 17:00"
    assert paper_of(desk, papers.RECEIPT, taken.id).sheets[0]["due"] == "06/11/2025 17:00"
    typed = msgspec.structs.replace(form, personal_number="001190990002", is_due_proposed=False)
    assert intake.register(desk, typed).due_at_ms == proposed, "what the official typed himself stays"


def test_amending_never_gives_a_due_time_to_what_was_not_accepted(desk: Desk) -> None:
    first = casework.ask_first(desk, msgspec.structs.replace(draft(), procedure=LAND))
    form = msgspec.structs.replace(intake.form_of(first), phone="0600000009", due_at_ms=MORNING_MS)
    assert intake.amend(desk, first.id, form).due_at_ms is None


def test_a_proposal_for_a_saved_dossier_counts_from_its_receipt_or_from_the_last_papers(
    desk: Desk, hands: Hands
) -> None:
    taken = intake.register(desk, msgspec.structs.replace(draft(), procedure=LAND))
    hands.at_ms += 3 * DAY_MS
    assert intake.counted_from_ms(taken) == taken.received_at_ms
    listed = desk.catalogue.procedure(LAND)
    since = intake.counted_from_ms(taken)
    late = intake.propose(desk, listed, pages=1, copies=1, since_ms=since)
    assert late.due_at_ms is not None
    assert late.due_at_ms < (intake.propose(desk, listed, pages=1, copies=1).due_at_ms or 0)
    casework.ask(desk, taken.id)
    brought = tuple(replace(each, is_present=True) for each in taken.papers)
    completed = casework.complete(desk, taken.id, papers=brought)
    assert intake.counted_from_ms(completed) == completed.supplements[-1]["at_ms"] > taken.received_at_ms


# ---- the list of a run of which a page is missing


def test_the_list_of_a_run_says_what_this_laptop_does_not_have(desk: Desk) -> None:
    here, away = shelved(desk), shelved(desk, "Lê Mẫu")
    run = packed(desk, here.id, away.id).run
    with desk.notebook.transaction(write=True) as connection:
        connection.execute(RECORD.delete().where(RECORD.c.id == away.id.bytes))
    sheet = paper_of(desk, papers.MANIFEST, run.id).sheets[0]
    assert (sheet["count"], sheet["missing"], len(sheet["lines"])) == (2, 1, 1)
    assert len(paper_of(desk, papers.ENVELOPE_LABEL, run.id).sheets) == 1
