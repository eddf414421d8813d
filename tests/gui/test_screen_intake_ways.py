"""The ways out of the intake form: accepted all the same, one complete request, a refusal; its cases and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.services import intake, lookup, papers
from desktop_app.services.desk import VIETNAM_TIME, to_ms
from sync.records.dossier import Dossier
from sync.records.states import Business
from tests.gui.desk_room import BIRTH, CARD, Room, click, desk_room, part, press, show, taken_in, type_into, type_text

LAND, BUILDING, DEATH = "1.013978", "1.013225", "1.000656"
OLD_CARD = "001185990003||TRẦN THỊ MẪU|03041985|Nữ|Số 5, {commune}, Hà Nội|05062021"


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room, letters: str = "", card: str = CARD) -> IntakeScreen:
    screen = IntakeScreen(room.desk, room.write, room.read)
    screen.resize(1054, 697)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    if letters:
        type_into(screen, "qr", card)
        press(screen.person.qr, Qt.Key.Key_Return)
        qtbot.waitUntil(room.is_idle)
        choose(qtbot, screen, letters)
    return screen


def choose(qtbot: QtBot, screen: IntakeScreen, letters: str) -> None:
    type_into(screen, "procedure_search", letters)
    qtbot.waitUntil(screen.procedure.results.isVisible)
    press(screen.procedure.search, Qt.Key.Key_Return)


def text(screen: IntakeScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def line(screen: IntakeScreen, name: str) -> QLineEdit:
    found = part(screen, name)
    assert isinstance(found, QLineEdit)
    return found


def only(room: Room) -> Dossier:
    rows = lookup.search(room.desk, "")
    assert len(rows) == 1
    return rows[0].dossier


def pick(screen: IntakeScreen, name: str, at: int) -> None:
    box = part(screen, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(at)


def test_missing_papers_are_asked_about_once_and_pressing_again_accepts(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    press(screen.procedure.search, Qt.Key.Key_F12)
    qtbot.waitUntil(part(screen, "missing_question").isVisible)
    assert part(screen, "missing_ask").hasFocus()
    assert lookup.search(room.desk, "") == ()
    press(screen.procedure.search, Qt.Key.Key_F12)
    qtbot.waitUntil(screen.saved.isVisible)
    assert only(room).status == Business.RECEIVED


def test_ticking_a_paper_takes_the_question_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    click(screen, "save")
    click(screen, "missing_back")
    assert screen.procedure.papers.tick_boxes()[0].hasFocus()
    press(screen.procedure.papers.tick_boxes()[0], Qt.Key.Key_Space)
    click(screen, "save")
    assert part(screen, "missing_question").isVisible()  # two are still missing: it is asked anew, not taken as meant
    assert lookup.search(room.desk, "") == ()


def test_one_complete_request_is_saved_and_nothing_is_accepted(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    click(screen, "save")
    click(screen, "missing_ask")
    assert text(screen, "ask_listed").count("•") == 3
    further = part(screen, "further")
    assert isinstance(further, QPlainTextEdit)
    further.setPlainText("Bản vẽ hiện trạng\n\n Biên lai thuế đất ")
    type_into(screen, "ask_reason", "nop mot lan cho du")
    press(part(screen, "ask_reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.saved.isVisible)
    dossier = only(room)
    assert dossier.status == Business.SUPPLEMENT
    assert dossier.due_at_ms is None
    assert dossier.supplements[0]["papers"][-2:] == ["Bản vẽ hiện trạng", "Biên lai thuế đất"]
    assert len(dossier.supplements[0]["papers"]) == 5
    assert "chưa tiếp nhận" in text(screen, "saved_said")
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen, "print_saved")
    assert asked.args == [papers.SUPPLEMENT_REQUEST, dossier.id.hex]


def test_a_request_for_nothing_is_refused_in_words(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    screen.procedure.papers.tick_required()
    click(screen, "ask_supplement")
    click(screen, "save_ask")
    qtbot.waitUntil(lambda: text(screen, "ask_error").startswith("Xin ghi đủ các giấy tờ còn thiếu"))
    assert lookup.search(room.desk, "") == ()


def test_a_refusal_needs_reason_and_legal_ground(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    click(screen, "refuse_intake")
    click(screen, "save_refuse")
    assert lookup.search(room.desk, "") == ()
    reason = part(screen, "refusal")
    assert isinstance(reason, QPlainTextEdit)
    assert reason.hasFocus()
    reason.setPlainText("Không thuộc thẩm quyền của xã")
    type_into(screen, "refusal_ground", "Dieu 9 Nghi dinh mau")
    press(part(screen, "refusal_ground"), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.saved.isVisible)
    dossier = only(room)
    assert (dossier.status, dossier.refusal) == (Business.REFUSED, "Không thuộc thẩm quyền của xã")
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen, "print_saved")
    assert asked.args == [papers.REFUSAL, dossier.id.hex]


def test_leaving_a_way_out_changes_nothing(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    before = screen.presenter.draft
    for act, form in (("ask_supplement", "ask"), ("refuse_intake", "refuse")):
        click(screen, act)
        press(part(screen, f"leave_{form}"), Qt.Key.Key_Escape)
        assert part(screen, "save").isVisible()
    assert screen.presenter.draft == before


def test_neither_way_out_opens_without_name_and_procedure(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    for act in ("ask_supplement", "refuse_intake"):
        click(screen, act)
        assert text(screen, "intake_error") == "Chưa lưu: còn chỗ cần sửa."
        assert not screen.ways.isVisible()


def test_a_case_of_the_limit_moves_the_due_date_and_is_kept(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, BUILDING)
    assert line(screen, "due_at_ms").text() == "13/11/2025"  # a house: 7 working days after Tuesday the 4th
    assert text(screen, "due_rule").startswith("Hẹn trả: 7 ngày làm việc, không tính ngày nhận")
    pick(screen, "limit_case", 1)
    assert line(screen, "due_at_ms").text() == "18/11/2025"
    click(screen, "all_papers")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    assert only(room).limit_case == "Công trình khác"


def test_a_case_of_the_fee_is_proposed_and_unknown_stays_unknown(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, DEATH)
    assert line(screen, "fee_vnd").text() == "0"
    pick(screen, "fee_case", 1)
    assert line(screen, "fee_vnd").text() == ""
    assert text(screen, "exemptions")
    assert screen.presenter.draft.fee_vnd is None


def test_a_due_date_typed_by_hand_has_no_rule_and_stays(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, BUILDING)
    line(screen, "due_at_ms").selectAll()
    type_into(screen, "due_at_ms", "20112025")
    assert not part(screen, "due_rule").isVisible()
    press(part(screen, "copies"), Qt.Key.Key_Up)
    assert line(screen, "due_at_ms").text() == "20/11/2025"


def test_a_same_day_dossier_after_three_is_due_the_next_day_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_room(tmp_path, start_ms=to_ms(datetime(2025, 11, 4, 15, 5, tzinfo=VIETNAM_TIME))) as room:
        screen = opened(qtbot, room, "sy")
        assert line(screen, "due_at_ms").text() == "05/11/2025"
        assert "sau 15 giờ" in text(screen, "due_rule")
        screen.close()


def test_a_birth_says_that_it_cannot_be_finished_here(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, BIRTH)
    assert part(screen, "offline_note").isVisible()
    assert "số định danh" in part(screen, "offline_note").accessibleName()
    click(screen, "all_papers")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    assert not part(screen, "return_now").isVisible()
    assert screen.saved.new.hasFocus()


def test_fee_receipt_ground_and_request_are_saved(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, "sy")
    assert line(screen, "request").text() == "Chứng thực bản sao từ bản chính giấy tờ, văn bản"
    type_into(screen, "fee_receipt", "BL-7")
    ground = part(screen, "fee_ground")
    assert isinstance(ground, QComboBox)
    ground.setCurrentText("Người khuyết tật")
    line(screen, "request").selectAll()
    type_into(screen, "request", "Sao bang tot nghiep")
    click(screen, "all_papers")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    dossier = only(room)
    assert (dossier.fee_receipt, dossier.fee_ground, dossier.request) == (
        "BL-7",
        "Người khuyết tật",
        "Sao bang tot nghiep",
    )


def test_a_known_person_from_the_lookup_fills_the_form(qtbot: QtBot, room: Room) -> None:
    known = taken_in(room.desk, "Đặng Đức Mẫu", number="001090990007")
    screen = opened(qtbot, room)
    screen.start_with(known.person)
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Đặng Đức Mẫu")
    assert screen.procedure.search.hasFocus()
    assert part(screen, "person_chosen").isVisible()


def test_a_half_filled_form_of_somebody_else_is_not_lost_for_a_known_person(qtbot: QtBot, room: Room) -> None:
    known = taken_in(room.desk, "Đặng Đức Mẫu", number="001090990007")
    screen = opened(qtbot, room)
    type_into(screen, "name", "Nguoi Dang Nhap")
    screen.start_with(known.person)
    qtbot.waitUntil(part(screen, "draft_in_the_way").isVisible)
    assert line(screen, "name").text() == "Nguoi Dang Nhap"
    screen.presenter.replace_draft()
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Đặng Đức Mẫu")
    assert not part(screen, "draft_in_the_way").isVisible()


def test_a_form_emptied_while_its_draft_is_still_read_stays_empty(qtbot: QtBot, room: Room) -> None:
    intake.save_draft(room.desk, intake.IntakeDraft(name="Nguoi Dang Nhap"))
    screen = IntakeScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.presenter.empty()
    qtbot.waitUntil(room.is_idle)
    assert line(screen, "name").text() == ""


def test_a_person_who_is_not_here_gets_a_sentence(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    screen.start_with("00" * 16)
    qtbot.waitUntil(lambda: text(screen, "intake_error").startswith("Không tìm thấy"))


def test_an_old_address_with_one_successor_is_changed_and_kept_in_the_note(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    type_into(screen, "qr", OLD_CARD.format(commune="xã Vân Hòa, huyện Ba Vì"))
    press(screen.person.qr, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "old_address").isVisible)
    assert line(screen, "address").text() == "Số 5, xã Yên Bài, Hà Nội"
    assert "xã Vân Hòa, huyện Ba Vì" in screen.presenter.draft.note


def test_an_old_address_that_was_split_is_asked_about(qtbot: QtBot, room: Room) -> None:
    split = next(old for old in room.desk.catalogue.units.old_units if old.was_split)
    old = f"{split.kind} {split.name}, {split.district}"
    screen = opened(qtbot, room)
    type_into(screen, "qr", OLD_CARD.format(commune=old))
    press(screen.person.qr, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "old_address").isVisible)
    assert split.name in line(screen, "address").text()  # as on the card until somebody has picked
    click(screen, f"unit_{split.became[1]}")
    unit = room.desk.catalogue.units.unit(split.became[1])
    assert unit is not None
    assert unit.name in line(screen, "address").text()
    assert split.district in screen.presenter.draft.note
    assert not part(screen, "old_address").isVisible()


def test_names_that_look_like_markup_and_endless_texts_stay_text(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, LAND)
    line(screen, "name").selectAll()
    type_text(line(screen, "name"), "<b>Mẫu</b>")
    click(screen, "ask_supplement")
    further = part(screen, "further")
    assert isinstance(further, QPlainTextEdit)
    further.setPlainText("x" * 9_000)
    click(screen, "save_ask")
    qtbot.waitUntil(lambda: text(screen, "ask_error") == "Nội dung nhập quá dài. Xin viết ngắn lại.")
    further.setPlainText("<img src=x>")
    click(screen, "save_ask")
    qtbot.waitUntil(screen.saved.isVisible)
    assert "<b>Mẫu</b>" in text(screen, "saved_facts")
    assert "<img src=x>" in text(screen, "saved_facts")


def test_amending_keeps_pages_and_case(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, "sy")
    line(screen, "pages").selectAll()
    type_into(screen, "pages", "7")
    click(screen, "all_papers")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    screen.amend(only(room).id.hex)
    qtbot.waitUntil(lambda: line(screen, "pages").text() == "7")
    type_into(screen, "note", "them")
    click(screen, "save")
    qtbot.waitUntil(lambda: text(screen, "saved_said") == "Đã lưu thay đổi trên máy")
    assert (only(room).pages, only(room).note) == (7, "them")
    assert intake.load_draft(room.desk) is None
