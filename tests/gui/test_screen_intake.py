"""Taking a dossier in through the real form: card, search, procedure, saving, draft, undo, amending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.screens.places import Place
from desktop_app.services import intake, lookup
from desktop_app.services.intake import IntakeDraft
from sync.records.person import Person
from sync.records.states import Business
from tests.gui.desk_room import CARD, Room, click, desk_room, part, press, show, taken_in, type_into, type_text


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> IntakeScreen:
    screen = IntakeScreen(room.desk, room.write, room.read)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    return screen


def line(screen: QWidget, name: str) -> QLineEdit:
    found = part(screen, name)
    assert isinstance(found, QLineEdit)
    return found


def text(screen: QWidget, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def scan(screen: IntakeScreen, card: str) -> None:
    type_into(screen, "qr", card)
    press(screen.person.qr, Qt.Key.Key_Return)


def choose_procedure(qtbot: QtBot, screen: IntakeScreen, letters: str) -> None:
    type_into(screen, "procedure_search", letters)
    qtbot.waitUntil(screen.procedure.results.isVisible)
    press(screen.procedure.search, Qt.Key.Key_Return)


def save(qtbot: QtBot, screen: IntakeScreen) -> None:
    screen.procedure.papers.tick_required()
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)


def people(room: Room, number: str) -> tuple[Person, ...]:
    return intake.find_people(room.desk, number)


def test_a_card_and_two_letters_make_a_dossier_that_is_in_the_notebook(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert screen.person.qr.hasFocus()
    scan(screen, CARD)
    assert line(screen, "name").text() == "NGUYỄN THỊ MẪU"
    assert line(screen, "birth").text() == "01/02/1990"
    choose_procedure(qtbot, screen, "sy")
    assert text(screen, "procedure_name") == "Chứng thực bản sao từ bản chính giấy tờ, văn bản"
    assert text(screen, "procedure_facts").startswith("2.000815")
    assert line(screen, "fee_vnd").text() == "2.000"
    assert line(screen, "due_at_ms").text() == "04/11/2025"
    save(qtbot, screen)
    rows = lookup.search(room.desk, "nguyen thi mau")
    assert [row.dossier.provisional_code for row in rows] == [text(screen, "saved_code")]
    assert rows[0].dossier.fee_vnd == 2_000
    assert text(screen, "saved_said") == "Đã lưu trên máy"


def test_ctrl_s_saves_and_the_new_button_has_the_focus(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "khai sinh")
    screen.procedure.papers.tick_required()
    press(screen.person.qr, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.saved.isVisible)
    assert screen.saved.new.hasFocus()
    press(screen.saved.new, Qt.Key.Key_Return)
    qtbot.waitUntil(room.is_idle)
    assert line(screen, "name").text() == ""
    assert screen.person.qr.hasFocus()


def test_enter_on_the_note_saves(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "ks")
    screen.procedure.papers.tick_required()
    type_into(screen, "note", "gap lai sau")
    press(part(screen, "note"), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.saved.isVisible)
    assert lookup.search(room.desk, "")[0].dossier.note == "gap lai sau"


@pytest.mark.parametrize(
    ("card", "begins"),
    [
        ("xin chao", "Không đọc được mã QR"),
        (CARD.replace("Nữ", "Nũư"), "Bộ gõ tiếng Việt đã làm sai"),
        (CARD.replace("001190990001", "990190990001").replace("990190", "000190"), "Số định danh cá nhân trên thẻ"),
    ],
)
def test_a_bad_card_gets_its_sentence_and_stays_to_be_corrected(
    qtbot: QtBot, room: Room, card: str, begins: str
) -> None:
    screen = opened(qtbot, room)
    scan(screen, card)
    assert text(screen, "qr_error").startswith(begins)
    assert screen.person.qr.text() == card
    assert line(screen, "name").text() == ""
    scan(screen, CARD)  # the next scan replaces what was there
    assert line(screen, "name").text() == "NGUYỄN THỊ MẪU"
    assert not part(screen, "qr_error").isVisible()


def test_a_number_that_does_not_fit_the_sex_warns_and_does_not_stop(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD.replace("|Nữ|", "|Nam|"))
    assert "không khớp giới tính" in text(screen, "number_hint")
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)


def test_the_card_of_a_known_person_takes_him_and_leads_on_to_the_procedure(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    scan(screen, CARD)
    qtbot.waitUntil(part(screen, "person_chosen").isVisible)
    assert line(screen, "phone").text() == "0600000001"  # the card does not say it, the notebook does
    assert screen.procedure.search.hasFocus()
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)
    assert len(people(room, "001190990001")) == 1


def test_a_card_with_another_name_asks_and_no_second_person_arises(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Thị Mẫn", number="001190990001")
    screen = opened(qtbot, room)
    scan(screen, CARD)
    qtbot.waitUntil(part(screen, "twin").isVisible)
    choose_procedure(qtbot, screen, "ks")
    screen.procedure.papers.tick_required()
    click(screen, "save")
    qtbot.waitUntil(room.is_idle)
    assert not screen.saved.isVisible()
    click(screen, "use_twin")
    save(qtbot, screen)
    assert len(people(room, "001190990001")) == 1


def test_the_official_may_say_that_it_is_another_person(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Trần Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    scan(screen, CARD)
    qtbot.waitUntil(part(screen, "twin").isVisible)
    click(screen, "allow_twin")
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)
    assert len(people(room, "001190990001")) == 2


def test_people_are_found_without_marks_and_chosen_by_keys(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Đức Mẫu", number="001090990007")
    screen = opened(qtbot, room)
    type_into(screen, "person_search", "dang duc")
    qtbot.waitUntil(screen.person.results.isVisible)
    press(screen.person.search, Qt.Key.Key_Down)
    assert screen.person.results.hasFocus()
    press(screen.person.results, Qt.Key.Key_Return)
    assert line(screen, "name").text() == "Đặng Đức Mẫu"
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)
    assert len(people(room, "001090990007")) == 1


def test_a_procedure_that_the_catalogue_lacks_is_refused(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    type_into(screen, "procedure_search", "xyzw")
    said = "Danh mục trên máy không có thủ tục này"
    qtbot.waitUntil(lambda: any(label.text().startswith(said) for label in screen.findChildren(QLabel)))
    click(screen, "save")
    qtbot.waitUntil(room.is_idle)
    assert not screen.saved.isVisible()
    assert lookup.search(room.desk, "") == ()


def test_wrong_fields_are_named_and_nothing_is_saved(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    choose_procedure(qtbot, screen, "ks")
    type_into(screen, "birth", "31/02/1990")
    click(screen, "save")
    assert screen.person.form.row("name").error()
    assert screen.person.form.row("birth").error()
    assert line(screen, "birth").text() == "31/02/1990"
    assert line(screen, "name").hasFocus()
    assert lookup.search(room.desk, "") == ()


def test_an_unknown_fee_stays_unknown(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "tinh trang hon nhan")
    assert line(screen, "fee_vnd").text() == ""
    assert line(screen, "fee_vnd").placeholderText() == "Chưa rõ mức thu"
    save(qtbot, screen)
    assert lookup.search(room.desk, "")[0].dossier.fee_vnd is None


def test_a_fee_typed_by_hand_is_kept_when_the_copies_change(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "sy")
    line(screen, "copies").setFocus()
    press(part(screen, "copies"), Qt.Key.Key_Up)
    assert line(screen, "fee_vnd").text() == "4.000"
    line(screen, "fee_vnd").selectAll()
    type_into(screen, "fee_vnd", "3000")
    press(part(screen, "copies"), Qt.Key.Key_Up)
    save(qtbot, screen)
    dossier = lookup.search(room.desk, "")[0].dossier
    assert (dossier.copies, dossier.fee_vnd) == (3, 3_000)


def test_ticked_papers_are_saved_and_unchecked_ones_are_marked(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "ks")
    assert any("chưa kiểm chứng" in label.text() for label in screen.procedure.papers.findChildren(QLabel))
    assert part(screen, "all_papers").hasFocus()
    press(part(screen, "all_papers"), Qt.Key.Key_Tab)
    tick = screen.procedure.papers.tick_boxes()[0]
    assert isinstance(tick, QCheckBox)
    assert tick.hasFocus()
    press(tick, Qt.Key.Key_Return)  # Enter ticks and goes on
    assert screen.procedure.papers.tick_boxes()[1].hasFocus()
    click(screen, "save")
    qtbot.waitUntil(part(screen, "missing_question").isVisible)
    click(screen, "missing_accept")
    qtbot.waitUntil(screen.saved.isVisible)
    papers = lookup.search(room.desk, "")[0].dossier.papers
    assert [paper.is_present for paper in papers] == [True] + [False] * (len(papers) - 1)


def test_what_was_typed_is_in_the_notebook_after_a_pause_and_comes_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.presenter.draft_kept, timeout=5_000):
        type_into(screen, "name", "Tran Van Mau")
    assert (intake.load_draft(room.desk) or IntakeDraft()).name == "Tran Van Mau"
    again = opened(qtbot, room)  # as after a power cut: a new window on the same notebook
    assert line(again, "name").text() == "Tran Van Mau"
    assert part(again, "draft_hint").isVisible()


def test_saving_drops_the_draft_and_no_late_pause_brings_it_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)
    screen.keep_now()
    qtbot.waitUntil(room.is_idle)
    assert intake.load_draft(room.desk) is None


def test_locking_keeps_the_draft_at_once(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    type_into(screen, "name", "Le Thi Mau")
    screen.keep_now()
    qtbot.waitUntil(room.is_idle)
    assert (intake.load_draft(room.desk) or IntakeDraft()).name == "Le Thi Mau"


def test_undo_asks_for_a_reason_and_voids_the_dossier(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "ks")
    save(qtbot, screen)
    click(screen, "undo")
    reason = screen.saved.reason.line
    press(reason, Qt.Key.Key_Return)
    assert lookup.search(room.desk, "")[0].dossier.status == Business.RECEIVED
    type_text(reason, "nhap nham nguoi")
    press(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "saved_said") == "Đã hoàn tác")
    assert lookup.search(room.desk, "")[0].dossier.status == Business.VOIDED


def test_amending_fills_the_form_and_writes_only_what_changed(qtbot: QtBot, room: Room) -> None:
    before = taken_in(room.desk, "Nguyễn Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    screen.amend(before.id.hex)
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Nguyễn Thị Mẫu")
    phone = line(screen, "phone")
    phone.selectAll()
    type_text(phone, "0600000009")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    assert text(screen, "saved_said") == "Đã lưu thay đổi trên máy"
    after = lookup.search(room.desk, "")[0].dossier
    assert after.phone == "0600000009"
    assert (after.fee_vnd, after.due_at_ms, after.papers) == (before.fee_vnd, before.due_at_ms, before.papers)


def test_amending_nothing_is_refused_in_words(qtbot: QtBot, room: Room) -> None:
    before = taken_in(room.desk, "Nguyễn Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    screen.amend(before.id.hex)
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Nguyễn Thị Mẫu")
    click(screen, "save")
    qtbot.waitUntil(lambda: text(screen, "intake_error") == "Chưa có gì thay đổi để lưu.")


def test_amending_leaves_the_half_filled_new_dossier_alone(qtbot: QtBot, room: Room) -> None:
    before = taken_in(room.desk, "Nguyễn Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    type_into(screen, "name", "Nguoi Dang Nhap")
    screen.amend(before.id.hex)
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Nguyễn Thị Mẫu")
    click(screen, "stop_amending")
    qtbot.waitUntil(lambda: line(screen, "name").text() == "Nguoi Dang Nhap")


def test_the_saved_dossier_leads_on_to_its_result(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    scan(screen, CARD)
    choose_procedure(qtbot, screen, "sy")
    save(qtbot, screen)
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "record_result")
    assert went.args is not None
    assert went.args[0] == Place.RESULT
    assert went.args[1] == lookup.search(room.desk, "")[0].dossier.id.hex


def test_tab_goes_through_the_form_in_reading_order(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    choose_procedure(qtbot, screen, "ks")
    screen.person.qr.setFocus()
    seen = []
    for _ in range(50):
        focused = screen.focusWidget()
        seen.append(focused.objectName())
        press(focused, Qt.Key.Key_Tab)
    order = ["qr", "person_search", "name", "birth", "sex", "phone", "personal_number", "cluster", "address"]
    order += ["procedure_search", "all_papers", "fee_case", "copies", "due_at_ms", "fee_vnd", "fee_paid", "fee_receipt"]
    order += ["fee_ground", "request", "note", "urgent", "save"]
    places = [seen.index(name) for name in order]
    assert places == sorted(places), seen


def test_everything_that_can_be_pressed_has_a_name_to_be_heard(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    choose_procedure(qtbot, screen, "ks")
    widgets: list[QWidget] = [*screen.findChildren(QPushButton), *screen.findChildren(QLineEdit)]
    nameless = [
        each.objectName() or type(each).__name__ for each in widgets if each.isVisible() and not each.accessibleName()
    ]
    assert nameless == []


def test_the_whole_page_fits_the_small_screen(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    choose_procedure(qtbot, screen, "ks")
    assert screen.minimumSizeHint().height() <= 620
    assert screen.minimumSizeHint().width() <= 1102


def test_a_certified_copy_is_taken_in_without_scrolling_on_the_smallest_laptop(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Trần Thị Mẫu", number="001190990001")
    screen = opened(qtbot, room)
    screen.resize(1054, 697)  # what 1366 × 768 leaves beside the navigation, under a title bar
    type_into(screen, "person_search", "mau")
    qtbot.waitUntil(screen.person.results.isVisible)
    press(screen.person.search, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "person_chosen").isVisible)
    choose_procedure(qtbot, screen, "sao y")
    qtbot.waitUntil(part(screen, "pages").isVisible)
    bars = [area.verticalScrollBar() for area in screen.findChildren(QScrollArea) if area.isVisible()]
    assert len(bars) == 2
    qtbot.waitUntil(lambda: [bar.maximum() for bar in bars] == [0, 0])


def test_a_full_draft_survives_its_own_bytes() -> None:
    draft = IntakeDraft(name="A", papers={"p": ("copy", 2, True)}, fee_vnd=None, due_at_ms=5, urgent=True)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(draft), type=IntakeDraft) == draft


def test_every_unusual_way_of_the_form_fits_the_small_screen(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    for letters in ("1.013978", "1.000656", "1.004194"):
        choose_procedure(qtbot, screen, letters)
        assert screen.minimumSizeHint().height() <= 620
        assert screen.minimumSizeHint().width() <= 968  # 1280 × 720 beside the navigation
