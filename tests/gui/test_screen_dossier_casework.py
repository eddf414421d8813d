"""The acts between intake and result on a dossier's page: each with its form in place, its words and its refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.printing.drawing import Drawable
from desktop_app.printing.press import Press
from desktop_app.screens.dossier.presenter import Possible
from desktop_app.screens.dossier.printing import open_paper
from desktop_app.screens.dossier.view import DossierScreen
from desktop_app.services import casework, evening, lookup, papers, results
from desktop_app.widgets.facts import Facts
from desktop_app.widgets.paper_box import PaperBox
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery
from tests.gui.desk_room import (
    ROOT,
    Room,
    click,
    desk_room,
    draft,
    on_run,
    part,
    press,
    shelved,
    show,
    taken_in,
    type_into,
)


class NoPrinter:
    """A machine without printers."""

    def names(self) -> tuple[str, ...]:
        return ()

    def send(self, printer: str, drawable: Drawable, *, copies: int) -> None:
        raise AssertionError(printer)


CODE = "H26.50.05.13-251104-0975"


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room, dossier: Dossier) -> DossierScreen:
    screen = DossierScreen(room.desk, room.write, room.read)
    screen.resize(1054, 697)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.open(dossier.id.hex)
    qtbot.waitUntil(part(screen, "dossier_code").isVisible)
    qtbot.waitUntil(room.is_idle)
    return screen


def now(room: Room, dossier: Dossier) -> Dossier:
    return lookup.dossier(room.desk, dossier.id).dossier


def said(screen: DossierScreen) -> str:
    return part(screen, "dossier_said").accessibleName()


def write(screen: DossierScreen, name: str, text: str) -> None:
    area = part(screen, name)
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText(text)


def facts(screen: DossierScreen) -> dict[str, str]:
    found = part(screen, "dossier_facts")
    assert isinstance(found, Facts)
    return dict(found.facts())


def test_a_request_names_all_that_is_missing_and_is_logged(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_ask")
    assert not part(screen, "again").isVisible()
    write(screen, "further", "Giấy khác")
    type_into(screen, "ask_reason", "nop du mot lan")
    click(screen, "save_ask")
    qtbot.waitUntil(lambda: said(screen).startswith("Đã lưu trên máy: đã yêu cầu bổ sung"))
    after = now(room, dossier)
    assert after.status == Business.SUPPLEMENT
    assert after.supplements[0]["papers"][-1] == "Giấy khác"
    assert "Giấy khác" in facts(screen)["Yêu cầu bổ sung lần 1"]
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen, "act_print_request")
    assert asked.args == [papers.SUPPLEMENT_REQUEST, dossier.id.hex]


def test_a_second_request_warns_and_needs_its_own_reason(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    casework.ask(room.desk, dossier.id, reason="lần một")
    brought = [replace(each, is_present=True) for each in now(room, dossier).papers]
    casework.complete(room.desk, dossier.id, papers=brought)
    screen = opened(qtbot, room, dossier)
    click(screen, "act_ask")
    assert "tính là chậm" in part(screen, "ask_notice").accessibleName()
    write(screen, "further", "Giấy nữa")
    click(screen, "save_ask")
    assert screen.acts.forms[Possible.ASK].fields.row("again").error()
    assert now(room, dossier).times_asked == 1
    type_into(screen, "again", "cong dan moi bao doi ten")
    press(part(screen, "again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).times_asked == 2)
    qtbot.waitUntil(room.is_idle)
    assert "tính là chậm: cong dan moi bao doi ten" in facts(screen)["Yêu cầu bổ sung lần 2"]


def test_missing_papers_are_ticked_and_the_dossier_goes_on(qtbot: QtBot, room: Room) -> None:
    dossier = casework.ask_first(room.desk, draft("Trần Văn Mẫu"), reason="thiếu")
    screen = opened(qtbot, room, dossier)
    assert "print_receipt" not in {str(each) for each, act in screen.acts.buttons.items() if act.isVisible()}
    click(screen, "act_complete")
    ticks = screen.acts.completing.papers.tick_boxes()
    assert len(ticks) == len(dossier.missing)
    click(screen, "save_complete")
    error = part(screen, "complete_error")
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: error.text().startswith("Vẫn còn giấy tờ bắt buộc chưa có"))
    for tick in ticks:
        assert isinstance(tick, QCheckBox)
        tick.setChecked(True)
    click(screen, "save_complete")
    qtbot.waitUntil(lambda: now(room, dossier).status == Business.RECEIVED)
    assert now(room, dossier).due_at_ms is not None
    qtbot.waitUntil(room.is_idle)
    assert "Nhận bổ sung" in facts(screen)
    assert screen.acts.buttons[Possible.PRINT_RECEIPT].isVisible()


def test_a_refusal_needs_both_lines_and_offers_its_paper(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_refuse")
    write(screen, "refusal", "Không đủ điều kiện")
    click(screen, "save_refuse")
    assert screen.acts.forms[Possible.REFUSE].fields.row("refusal_ground").error()
    assert now(room, dossier).status == Business.RECEIVED
    type_into(screen, "refusal_ground", "Dieu 9")
    press(part(screen, "refusal_ground"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).status == Business.REFUSED)
    qtbot.waitUntil(room.is_idle)
    assert facts(screen)["Từ chối"] == "Không đủ điều kiện · Dieu 9"
    assert screen.acts.buttons[Possible.PRINT_REFUSAL].isVisible()


def test_withdrawal_needs_a_reason_and_is_not_offered_once_there_is_a_result(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_withdraw")
    click(screen, "save_withdraw")
    assert now(room, dossier).status == Business.RECEIVED
    type_into(screen, "withdraw_reason", "doi y")
    press(part(screen, "withdraw_reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).status == Business.WITHDRAWING)
    other = shelved(room.desk, "Lê Văn Mẫu")
    screen.open(other.id.hex)
    qtbot.waitUntil(screen.acts.buttons[Possible.HAND_OVER].isVisible)
    assert not screen.acts.buttons[Possible.WITHDRAW].isVisible()


def test_a_dossier_is_passed_on_with_a_note(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_forward")
    type_into(screen, "forward_note", "cong chuc tu phap")
    press(part(screen, "forward_note"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).status == Business.PROCESSING)


def test_the_official_code_stands_beside_the_provisional_one(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_code")
    type_into(screen, "official_code", "khong phai ma")
    press(part(screen, "official_code"), Qt.Key.Key_Return)
    error = part(screen, "code_error")
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: error.text() == "Đây không phải mã hồ sơ. Xin kiểm tra và nhập lại.")
    assert part(screen, "official_code").isVisible()  # what was typed is still there to be corrected
    field = part(screen, "official_code")
    type_into(screen, "official_code", "")
    field.setProperty("text", CODE)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).official_code == CODE)
    qtbot.waitUntil(room.is_idle)
    labels = [label.text() for label in screen.findChildren(QLabel)]
    assert CODE in labels
    assert f"Mã tạm {dossier.provisional_code}" in labels
    for code in (CODE, dossier.provisional_code):
        assert [row.dossier.id for row in lookup.search(room.desk, code)] == [dossier.id]


def test_a_wrong_result_is_corrected_and_waits_again(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    dossier = sheet.dossiers[0]
    evening.found_wrong(room.desk, dossier.id, what="sai dấu tên")
    evening.close_run(room.desk, sheet.run.id, returned=[dossier.id])
    screen = opened(qtbot, room, dossier)
    assert [row.cells[0].split("\n")[0] for row in screen.attempts.rows()] == ["Sai thông tin"]
    click(screen, "act_correct")
    correct = screen.acts.forms[Possible.CORRECT]
    correct.part("corrected_result_number").setProperty("text", "77/SL")
    correct.part("corrected_signer").setProperty("text", "Đỗ Văn Mẫu")
    click(screen, "save_correct")
    qtbot.waitUntil(lambda: now(room, dossier).delivery == Delivery.READY)
    assert now(room, dossier).result_number == "77/SL"


def test_a_lost_result_that_turned_up_goes_back_to_a_shelf(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    dossier = sheet.dossiers[0]
    evening.lose(room.desk, dossier.id, report="rơi trên đường")
    evening.close_run(room.desk, sheet.run.id, returned=[])
    screen = opened(qtbot, room, dossier)
    click(screen, "act_find")
    part(screen, "find_shelf").setProperty("text", "")  # where it lay before stands there already
    type_into(screen, "find_shelf", "B2")
    type_into(screen, "find_note", "nguoi dan mang den")
    press(part(screen, "find_note"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, dossier).delivery == Delivery.READY)
    assert now(room, dossier).shelf == "B2"
    qtbot.waitUntil(room.is_idle)
    assert [row.cells[0].split("\n")[0] for row in screen.attempts.rows()] == ["Thất lạc", "Tìm thấy"]


def test_a_paper_that_was_asked_for_opens_its_box(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    press_of_desk = Press(room.desk, room.write, room.read, resources=ROOT / "resources", printers=NoPrinter())
    failures: list[Exception] = []
    screen.print_asked.connect(
        lambda kind, which: open_paper(screen, press_of_desk, kind, which, failed=failures.append)
    )
    click(screen, "act_print_receipt")
    qtbot.waitUntil(lambda: screen.findChild(PaperBox) is not None)
    box = screen.findChild(PaperBox)
    assert box is not None
    qtbot.waitUntil(box.save.isEnabled)
    box.reject()
    open_paper(screen, press_of_desk, papers.RECEIPT, "00" * 16, failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)


def test_escape_leaves_a_form_and_nothing_is_written(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    for act in ("ask", "refuse", "withdraw", "forward", "code", "result"):
        click(screen, f"act_{act}")
        press(part(screen, f"save_{act}"), Qt.Key.Key_Escape)
        assert screen.acts.buttons[Possible(act)].hasFocus()
    assert now(room, dossier) == dossier


def test_enter_on_an_act_opens_it(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, taken_in(room.desk, "Trần Văn Mẫu"))
    assert screen.acts.buttons[Possible.RESULT].hasFocus()
    press(screen.acts.buttons[Possible.RESULT], Qt.Key.Key_Return)
    assert part(screen, "result_number").hasFocus()


def test_every_act_and_axis_has_its_words(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, taken_in(room.desk, "Trần Văn Mẫu"))
    assert all(act.text() for act in screen.acts.buttons.values())
    labels = {label.text() for label in screen.findChildren(QLabel)}
    assert {"Xử lý", "Phí, lệ phí", "Trả kết quả", "Đồng bộ", "Hẹn trả"} <= labels


def test_the_signer_of_the_last_result_is_remembered_over_a_restart(qtbot: QtBot, room: Room) -> None:
    first, second = taken_in(room.desk, "Trần Văn Mẫu"), taken_in(room.desk, "Lê Văn Mẫu")
    results.record_result(room.desk, first.id, number="1/TP", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = opened(qtbot, room, second)
    click(screen, "act_result")
    form = screen.acts.forms[Possible.RESULT]
    assert form.part("signer").property("text") == "Đỗ Văn Mẫu"
    assert form.part("result_number").property("text") == ""
    assert any("1/TP" in label.text() for label in form.findChildren(QLabel))
