"""Casework at the desk: one complete request, its second, what is brought, refusals, withdrawal, the official code."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from desktop_app.services import casework, evening, intake, lookup, numbers, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.paper_of import paper_of
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.storage.errors import MissingRecordError
from sync.records.codes import MalformedCodeError
from sync.records.dossier import Dossier, PaperTaken
from sync.records.errors import RefusedError
from sync.records.receiving import terms_of_travel
from sync.records.states import Business, Delivery
from tests.unit.notebook_room import Hands
from tests.unit.service_room import MORNING_MS, RECEIVER, STROKES, draft, new_desk, shelved

LAND, COPY, MARITAL = "1.013978", "2.000815", "1.004873"
CODE = "H26.50.05.13-251104-0975"
DAY_MS = 86_400_000


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=3, at_ms=MORNING_MS)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


def refusal(cause: str) -> Any:
    return pytest.raises(RefusedError, match=rf"^{cause}\b")


def form(procedure: str = LAND, **changes: Any) -> IntakeDraft:
    return msgspec.structs.replace(draft(), procedure=procedure, **changes)


def brought(dossier: Dossier) -> tuple[PaperTaken, ...]:
    return tuple(replace(each, is_present=True) for each in dossier.papers)


def count(desk: Desk) -> int:
    return len(lookup.search(desk, ""))


def test_a_request_at_the_desk_names_every_required_paper_once_and_accepts_nothing(desk: Desk) -> None:
    made = casework.ask_first(desk, form(), papers=("Bản vẽ", "  "), reason="thiếu")
    assert made.status == Business.SUPPLEMENT
    assert made.due_at_ms is None
    assert made.provisional_code
    asked = made.supplements[0]
    assert asked["papers"] == [*(each.name for each in made.missing), "Bản vẽ"]
    assert made.times_asked == 1


def test_a_request_for_nothing_writes_nothing(desk: Desk) -> None:
    procedure = desk.catalogue.procedure(LAND)
    taken = {each.id: (each.kind, 1, True) for each in procedure.papers}
    with refusal("papers_missing"):
        casework.ask_first(desk, form(papers=taken), papers=("   ",), reason="")
    assert count(desk) == 0
    assert intake.find_people(desk, "001190990001") == ()


@pytest.mark.parametrize("papers", [("x" * 9_000,), tuple(str(at) for at in range(70))])
def test_an_endless_request_is_refused_and_the_number_goes_back(desk: Desk, papers: tuple[str, ...]) -> None:
    with refusal("too_long"):
        casework.ask_first(desk, form(), papers=papers)
    assert intake.register(desk, form()).provisional_code.endswith("-0001")


def test_a_second_request_needs_its_own_reason_and_is_marked(desk: Desk) -> None:
    first = casework.ask_first(desk, form(), reason="thiếu")
    casework.complete(desk, first.id, papers=brought(first))
    with refusal("second_supplement"):
        casework.ask(desk, first.id, papers=("Giấy nữa",))
    with refusal("second_supplement"):
        casework.ask(desk, first.id, papers=("Giấy nữa",), again="   ")
    again = casework.ask(desk, first.id, papers=("Giấy nữa",), again="công dân báo đổi tên")
    assert again.times_asked == 2
    assert again.supplements[-1]["again"] == "công dân báo đổi tên"


def test_nothing_is_asked_while_an_answer_is_awaited(desk: Desk) -> None:
    first = casework.ask_first(desk, form())
    with refusal("not_now"):
        casework.ask(desk, first.id, papers=("Giấy nữa",), again="vì")


def test_what_is_brought_counts_the_time_anew_from_the_calendar(desk: Desk, hands: Hands) -> None:
    first = casework.ask_first(desk, form(limit_case="Mức 20 ngày trong tờ thủ tục"))
    hands.at_ms = to_ms(datetime(2025, 11, 7, 20, 10, tzinfo=VIETNAM_TIME))  # Friday evening: counts from Monday
    whole = casework.complete(desk, first.id, papers=brought(first))
    assert whole.due_at_ms is not None
    assert f"{local_time(whole.due_at_ms):%d/%m/%Y %H:%M}" == "08/12/2025 17:00"  # 20 working days after Monday 10/11
    assert local_time(whole.received_at_ms).date() == local_time(hands.at_ms).date()
    assert whole.status == Business.RECEIVED


def test_an_accepted_dossier_keeps_its_day_of_receipt_when_it_is_completed(desk: Desk, hands: Hands) -> None:
    taken = intake.register(desk, form(due_at_ms=MORNING_MS + 5 * DAY_MS))
    casework.ask(desk, taken.id)
    hands.at_ms += 3 * DAY_MS
    whole = casework.complete(desk, taken.id, papers=brought(taken))
    assert whole.received_at_ms == taken.received_at_ms
    assert whole.due_at_ms is not None
    assert whole.due_at_ms > MORNING_MS + 5 * DAY_MS


def test_half_of_the_papers_is_not_enough(desk: Desk) -> None:
    first = casework.ask_first(desk, form())
    with refusal("still_missing"):
        casework.complete(desk, first.id, papers=first.papers)
    assert lookup.dossier(desk, first.id).dossier.status == Business.SUPPLEMENT


@pytest.mark.parametrize(
    ("reason", "ground", "cause"), [("", "Điều 9", "reason_missing"), ("vì", " ", "ground_missing")]
)
def test_a_refusal_needs_reason_and_ground_at_the_desk_and_later(
    desk: Desk, reason: str, ground: str, cause: str
) -> None:
    with refusal(cause):
        casework.refuse_first(desk, form(), reason=reason, ground=ground)
    assert count(desk) == 0
    taken = intake.register(desk, form())
    with refusal(cause):
        casework.refuse(desk, taken.id, reason=reason, ground=ground)
    assert lookup.dossier(desk, taken.id).dossier.status == Business.RECEIVED


def test_a_refused_dossier_goes_no_further(desk: Desk) -> None:
    refused = casework.refuse_first(desk, form(), reason="không thuộc thẩm quyền", ground="Điều 9")
    assert (refused.status, refused.refusal_ground) == (Business.REFUSED, "Điều 9")
    with refusal("not_now"):
        casework.forward(desk, refused.id)
    with refusal("not_now"):
        results.record_result(desk, refused.id, number="1", signer="Mẫu", signed_on="04/11/2025")


def test_a_withdrawal_needs_a_reason_and_comes_too_late_once_there_is_a_result(desk: Desk) -> None:
    taken = intake.register(desk, form())
    with refusal("reason_missing"):
        casework.withdraw(desk, taken.id, reason=" ")
    results.record_result(desk, taken.id, number="1", signer="Mẫu", signed_on="04/11/2025")
    with refusal("not_now"):
        casework.withdraw(desk, taken.id, reason="đổi ý")
    other = casework.forward(desk, intake.register(desk, form()).id, note="địa chính")
    assert casework.withdraw(desk, other.id, reason="đổi ý").status == Business.WITHDRAWING


def test_the_official_code_stands_beside_the_provisional_one_and_both_are_found(desk: Desk) -> None:
    taken = intake.register(desk, form())
    with pytest.raises(MalformedCodeError):
        casework.give_official_code(desk, taken.id, "'; DROP TABLE record; --")
    coded = casework.give_official_code(desk, taken.id, CODE)
    assert (coded.official_code, coded.provisional_code) == (CODE, taken.provisional_code)
    for code in (CODE, taken.provisional_code, taken.provisional_code.lower()):
        assert [row.dossier.id for row in lookup.search(desk, code)] == [taken.id], code
    with refusal("nothing_changed"):
        casework.give_official_code(desk, taken.id, CODE)


def test_without_a_lease_the_desk_goes_on_and_says_so(desk: Desk) -> None:
    left = numbers.codes_left(desk)
    assert (left.count, left.is_leased, left.is_low) == (0, False, False)
    assert intake.register(desk, form()).official_code == ""


def test_returning_at_once_writes_both_or_neither(desk: Desk) -> None:
    taken = intake.register(desk, form(COPY))
    nobody = replace(RECEIVER, name=" ")
    with refusal("receiver_missing"):
        results.return_at_once(
            desk, taken.id, nobody, STROKES, number="5/CT", signer="Đỗ Văn Mẫu", signed_on="04/11/2025"
        )
    assert lookup.dossier(desk, taken.id).dossier.result_number == ""
    assert results.last_signed(desk).numbers == {}
    done = results.return_at_once(
        desk, taken.id, RECEIVER, STROKES, number="5/CT", signer="Đỗ Văn Mẫu", signed_on="04/11/2025"
    )
    assert (done.status, done.delivery) == (Business.HANDED_OVER, Delivery.HANDED_OVER)
    assert results.last_signed(desk).numbers == {COPY: "5/CT"}


def test_the_last_number_is_kept_for_each_procedure(desk: Desk) -> None:
    for procedure, number in ((COPY, "5/CT"), (MARITAL, "9/TP"), (COPY, "6/CT")):
        taken = intake.register(desk, form(procedure))
        results.record_result(desk, taken.id, number=number, signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    assert results.last_signed(desk).numbers == {COPY: "6/CT", MARITAL: "9/TP"}
    assert results.last_signed(desk).signer == "Đỗ Văn Mẫu"


@pytest.mark.parametrize(
    ("hour", "minute", "is_later", "due"),
    [
        (8, 30, False, "04/11/2025"),
        (14, 59, False, "04/11/2025"),
        (15, 0, True, "05/11/2025"),
        (20, 10, True, "05/11/2025"),
    ],
)
def test_a_proposal_says_whether_it_counts_from_the_next_day(
    desk: Desk, hands: Hands, hour: int, minute: int, is_later: bool, due: str
) -> None:
    hands.at_ms = to_ms(datetime(2025, 11, 4, hour, minute, tzinfo=VIETNAM_TIME)) - 1_000
    hands.at_ms += 1_000 if minute == 59 else 0
    proposal = intake.propose(desk, desk.catalogue.procedure(COPY), pages=1, copies=1)
    assert proposal.due_at_ms is not None
    assert (proposal.is_counted_later, f"{local_time(proposal.due_at_ms):%d/%m/%Y}") == (is_later, due)
    assert proposal.is_same_day


def test_a_clock_outside_the_calendar_proposes_no_day(desk: Desk, hands: Hands) -> None:
    hands.at_ms = to_ms(datetime(2001, 1, 1, 8, tzinfo=VIETNAM_TIME))
    proposal = intake.propose(desk, desk.catalogue.procedure(COPY), pages=1, copies=1)
    assert proposal.due_at_ms is None
    assert not proposal.is_counted_later


def test_a_person_is_read_by_his_id(desk: Desk) -> None:
    taken = intake.register(desk, form())
    assert intake.known_person(desk, UUID(hex=taken.person)).name == "Nguyễn Mẫu"
    with pytest.raises(MissingRecordError):
        intake.known_person(desk, taken.id)


@pytest.mark.parametrize("kind", ["mau-01", "mau-02", "mau-03", "bien-nhan-trao", "phieu-bao-vang"])
def test_each_paper_of_a_dossier_is_made_by_its_kind(desk: Desk, kind: str) -> None:
    taken = casework.ask_first(desk, form())
    paper = paper_of(desk, kind, taken.id)
    assert (paper.kind, paper.code) == (kind, taken.provisional_code)
    with pytest.raises(MissingRecordError):
        paper_of(desk, kind, UUID(int=4))


@pytest.mark.parametrize("kind", ["bang-ke", "nhan-phong-bi"])
def test_each_paper_of_a_run_is_made_by_its_kind(desk: Desk, kind: str) -> None:
    taken = shelved(desk)
    promised = {taken.id: terms_of_travel(rule_of(desk, taken))}
    sheet = evening.open_run(desk, [taken.id], cluster="Khu dân cư 1", counted=1, promised=promised)
    paper = paper_of(desk, kind, sheet.run.id)
    assert (paper.kind, paper.subject) == (kind, sheet.run.id)
