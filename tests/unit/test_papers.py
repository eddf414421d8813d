"""What stands on the desk's papers, and how often each was printed: plain values on a real notebook, no window."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from desktop_app.services import papers, prints
from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from desktop_app.storage.audit import AuditEnd, is_chain_whole
from desktop_app.storage.tables import AUDIT, HEAD
from sync.records.audit import AuditEntry
from sync.records.errors import RefusedError
from tests.unit.paper_room import NUMBER, OFFICIAL, PROVISIONAL, full_dossier, full_run, one_of_each, paper_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = paper_desk(tmp_path)
    yield made
    made.notebook.close()


def words_of(paper: Paper) -> str:
    return str([dict(each) for each in paper.sheets])


def logged(desk: Desk) -> list[AuditEntry]:
    with desk.notebook.engine.connect() as connection:
        rows = connection.execute(sa.select(AUDIT.c.entry).order_by(AUDIT.c.number)).scalars()
        return [msgspec.msgpack.decode(row, type=AuditEntry) for row in rows]


def test_the_receipt_says_all_that_the_form_asks_for(desk: Desk) -> None:
    sheet = papers.receipt(desk, full_dossier(desk)).sheets[0]
    assert sheet["unit"] == "Xã Minh Châu"
    assert sheet["town"] == "Minh Châu"
    assert sheet["day"] == "ngày 04 tháng 11 năm 2025"
    assert sheet["received"] == "04/11/2025 08:30"
    assert sheet["due"] == "04/11/2025 16:30"
    assert sheet["personal_number"] == NUMBER
    assert (sheet["fee"], sheet["fee_words"]) == ("10.000 đ", "Mười nghìn đồng")
    assert sheet["fee_paid"] == "đã thu, biên lai số 0000123"
    assert sheet["papers"][1] == {"name": "Bản sao cần chứng thực 2", "kind": "Bản sao", "count": 2}
    assert (sheet["pages"], sheet["copies"]) == (3, 2)


def test_only_papers_that_are_there_stand_on_the_receipt(desk: Desk) -> None:
    dossier = full_dossier(desk)
    lacking = replace(dossier, papers=(replace(dossier.papers[0], is_present=False), *dossier.papers[1:]))
    assert [each["name"] for each in papers.receipt(desk, lacking).sheets[0]["papers"]] == [
        "Bản sao cần chứng thực 2",
        "Tờ khai theo mẫu 3",
    ]


@pytest.mark.parametrize(
    ("fee_vnd", "paid", "said"),
    [
        (None, False, ("Chưa rõ mức thu", "", "")),
        (0, False, ("Không thu", "", "")),
        (8_000, False, ("8.000 đ", "Tám nghìn đồng", "chưa thu")),
    ],
)
def test_an_unknown_fee_is_never_nought(desk: Desk, fee_vnd: int | None, paid: bool, said: tuple[str, ...]) -> None:
    dossier = replace(full_dossier(desk), fee_vnd=fee_vnd, fee_paid=paid, fee_receipt="")
    sheet = papers.receipt(desk, dossier).sheets[0]
    assert (sheet["fee"], sheet["fee_words"], sheet["fee_paid"]) == said


def test_a_due_time_that_is_not_known_is_said_so(desk: Desk) -> None:
    assert papers.receipt(desk, replace(full_dossier(desk), due_at_ms=None)).sheets[0]["due"] == "chưa xác định"


def test_the_official_code_goes_first_and_the_provisional_one_stays_beside_it(desk: Desk) -> None:
    dossier = full_dossier(desk)
    before = papers.receipt(desk, dossier).sheets[0]
    assert (before["code"], before["is_provisional"], before["provisional"]) == (PROVISIONAL, True, "")
    after = papers.receipt(desk, replace(dossier, official_code=OFFICIAL)).sheets[0]
    assert (after["code"], after["is_provisional"], after["provisional"]) == (OFFICIAL, False, PROVISIONAL)


def test_the_personal_number_stands_on_the_receipt_alone(desk: Desk) -> None:
    with_number = [kind for kind, paper in one_of_each(desk).items() if NUMBER in words_of(paper)]
    assert with_number == [papers.RECEIPT]


def test_what_is_left_at_a_door_tells_neighbours_nothing(desk: Desk) -> None:
    run, taken = full_run(desk)
    for paper in (papers.absence_notes(desk, taken, run=run), papers.envelope_labels(desk, taken, run=run)):
        said = words_of(paper)
        for secret in (taken[0].person_name, taken[0].procedure_name, taken[0].phone, taken[0].result_number, NUMBER):
            assert secret not in said


def test_labels_are_numbered_in_the_order_of_the_doors(desk: Desk) -> None:
    run, taken = full_run(desk)
    labels = papers.envelope_labels(desk, taken[::-1], run=run).sheets
    assert [each["order"] for each in labels] == list(range(15, 0, -1))
    assert labels[-1]["code"] == "KQ-09661-M07-251104-0001-1"


def test_a_dossier_of_another_road_keeps_its_own_code_on_the_envelope(desk: Desk) -> None:
    dossier = replace(full_dossier(desk), provisional_code="", official_code=OFFICIAL)
    assert papers.envelope_labels(desk, [dossier]).sheets[0]["code"] == OFFICIAL


def test_the_manifest_has_a_line_for_each_envelope_and_says_what_is_missing(desk: Desk) -> None:
    run, taken = full_run(desk)
    whole = papers.manifest(desk, run, taken).sheets[0]
    assert (whole["count"], whole["missing"], len(whole["lines"])) == (15, 0, 15)
    assert whole["officer"] == desk.author.name
    assert papers.manifest(desk, run, taken[:12]).sheets[0]["missing"] == 3


def test_a_second_request_gives_its_own_reason(desk: Desk) -> None:
    dossier = full_dossier(desk)
    second = {**dossier.supplements[0], "papers": ["Sổ hộ khẩu cũ"], "again": "Mới phát hiện thêm"}
    sheet = papers.supplement_request(desk, replace(dossier, supplements=(*dossier.supplements, second))).sheets[0]
    assert (sheet["times_asked"], sheet["again"]) == (2, "Mới phát hiện thêm")
    assert sheet["papers"] == [{"name": "Sổ hộ khẩu cũ", "kind": ""}]


def test_the_slip_of_a_hand_over_shows_four_digits_and_comes_twice(desk: Desk) -> None:
    slip = papers.hand_over_slip(desk, full_dossier(desk))
    assert [each["part"] for each in slip.sheets] == ["Liên 1: Lưu", "Liên 2: Giao người nhận"]
    assert (slip.sheets[0]["last4"], slip.sheets[0]["relation"]) == ("0002", "Người được ủy quyền")


def test_texts_come_out_in_nfc_without_signs_that_turn_or_hide(desk: Desk) -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Phượng") + "\u202e\u200b\x07"
    dossier = replace(full_dossier(desk), person_name=name, request="Dòng một\nDòng hai\t x")
    sheet = papers.receipt(desk, dossier).sheets[0]
    assert sheet["name"] == "Nguyễn Thị Phượng"
    assert sheet["request"] == "Dòng một\nDòng hai x"


def test_prints_are_counted_logged_and_told_apart(desk: Desk) -> None:
    paper = papers.receipt(desk, full_dossier(desk))
    other = replace(paper, kind=papers.REFUSAL)
    assert prints.count(desk, paper).last == 0
    assert [prints.note_print(desk, paper, way="printer").number for _ in range(3)] == [1, 2, 3]
    assert prints.note_print(desk, other, way="pdf").number == 1
    assert prints.count(desk, paper).last == 3
    lines = [(each.act, each.subject, each.detail) for each in logged(desk)]
    assert lines[0] == ("paper.print", paper.subject.hex, "mau-01 1 printer")
    assert lines[-1] == ("paper.print", paper.subject.hex, "mau-03 1 pdf")


def test_a_spoiled_print_is_voided_and_the_next_one_says_so(desk: Desk) -> None:
    paper = papers.receipt(desk, full_dossier(desk))
    prints.note_print(desk, paper, way="printer")
    void = prints.void_print(desk, paper, reason=" Máy in hết giấy ")
    assert (void.number, void.void, void.replaces_voided) == (1, "Máy in hết giấy", False)
    again = prints.note_print(desk, paper, way="printer")
    assert (again.number, again.replaces_voided) == (2, True)
    assert prints.note_print(desk, paper, way="printer").replaces_voided is False
    assert [each.detail for each in logged(desk) if each.act == "paper.void"] == ["mau-01 1: Máy in hết giấy"]


def test_a_print_that_replaces_a_voided_one_can_be_voided_too(desk: Desk) -> None:
    paper = papers.receipt(desk, full_dossier(desk))
    voided = []
    for _ in range(2):
        prints.note_print(desk, paper, way="printer")
        voided.append(prints.void_print(desk, paper, reason="Kẹt giấy"))
    assert [(each.number, each.replaces_voided) for each in voided] == [(1, False), (2, True)]


def test_what_was_not_printed_or_is_void_already_cannot_be_voided(desk: Desk) -> None:
    paper = papers.receipt(desk, full_dossier(desk))
    with pytest.raises(RefusedError, match="no_print_to_void"):
        prints.void_print(desk, paper, reason="Kẹt giấy")
    prints.note_print(desk, paper, way="printer")
    with pytest.raises(RefusedError, match="reason_missing"):
        prints.void_print(desk, paper, reason="  ")
    prints.void_print(desk, paper, reason="Kẹt giấy")
    with pytest.raises(RefusedError, match="no_print_to_void"):
        prints.void_print(desk, paper, reason="Kẹt giấy")


def test_a_sheet_of_labels_is_logged_for_every_dossier_on_it(desk: Desk) -> None:
    run, taken = full_run(desk, doors=3)
    prints.note_print(desk, papers.envelope_labels(desk, taken, run=run), way="printer")
    assert [each.subject for each in logged(desk)] == [each.id.hex for each in taken]


def test_the_log_of_prints_is_one_chain_with_all_the_rest(desk: Desk) -> None:
    paper = papers.receipt(desk, full_dossier(desk))
    prints.note_print(desk, paper, way="pdf")
    prints.void_print(desk, paper, reason="Sai tên")
    with desk.notebook.engine.connect() as connection:
        head: Any = connection.execute(sa.select(HEAD.c.audit_number, HEAD.c.audit_hash)).one()
        assert head.audit_number == 2
        assert is_chain_whole(connection, AuditEnd(head.audit_number, head.audit_hash))


def test_nothing_of_printing_is_loaded_with_the_program() -> None:
    code = (
        "import sys, desktop_app.program, desktop_app.widgets.paper_box;"
        "print([name for name in ('jinja2', 'segno', 'PySide6.QtPrintSupport') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
