"""An evening's run through the real windows: door after door by keys, then the closing count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.evening.balance import balance_of, next_door
from desktop_app.screens.evening.view import EveningScreen
from desktop_app.screens.places import Place
from desktop_app.services import evening
from desktop_app.services.papers import envelope_of
from desktop_app.widgets.theme import palette_of
from desktop_app.widgets.tokens import contrast
from desktop_app.widgets.two_lines import TWO_LINES_PX
from sync.records.run import DeliveryRun, open_run
from sync.records.states import Delivery, Run
from tests.gui.desk_room import (
    STROKES,
    Room,
    click,
    desk_room,
    on_run,
    owner,
    part,
    press,
    show,
    type_into,
)
from tests.gui.evening_room import (
    LONG_NAME,
    SMALL,
    carried,
    end_visit,
    focused,
    give,
    now,
    opened,
    scan,
    text,
    tick,
)


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


# ---- closing


def test_a_whole_evening_by_keys_one_given_one_absent_then_closed(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    first, second = sheet.dossiers
    screen = opened(qtbot, room)
    give(qtbot, screen)
    end_visit(qtbot, screen, Qt.Key.Key_4, "absence_note", "hen toi mai")
    assert text(screen, "balance").startswith("Đã lấy 2 ≠ trao 1 + về 0 + bưu chính 0 + thất lạc 0")
    tick(screen, second)
    assert text(screen, "balance") == "Đã lấy 2 = trao 1 + về 1 + bưu chính 0 + thất lạc 0"
    click(screen, "close_run")
    qtbot.waitUntil(part(screen, "evening_said").isVisible)
    assert now(room, first).delivery == Delivery.HANDED_OVER
    assert now(room, second).delivery == Delivery.READY
    assert now(room, second).attempts[0]["note"] == "hen toi mai"
    assert evening.sheet(room.desk, sheet.run.id).run.state == Run.CLOSED


def test_the_minute_says_what_became_of_each_and_leads_back(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu", "Đỗ Thị Mẫu")
    first, second, third = sheet.dossiers
    evening.found_wrong(room.desk, first.id, what="sai tên")
    evening.lose(room.desk, second.id, report="rơi")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, first)
    tick(screen, third)
    click(screen, "close_run")
    qtbot.waitUntil(part(screen, "minute_done").isVisible)
    assert [row.cells[1] for row in screen.minute.table.rows()] == ["Chờ sửa kết quả", "Thất lạc", "Mang về"]
    said = dict(screen.minute.facts.facts())
    assert said["Đã lấy"] == "3 = trao 0 + mang về 2 + bưu chính 0 + thất lạc 1"
    assert said["Người mang đi"] == room.desk.author.name
    click(screen, "minute_done")
    qtbot.waitUntil(lambda: not screen.minute.isVisible())
    assert now(room, first).delivery == Delivery.HELD


def test_a_run_with_an_envelope_missing_is_not_closed_and_names_the_house(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, sheet.dossiers[0])
    click(screen, "close_run")
    qtbot.waitUntil(lambda: text(screen, "closing_error").startswith("Chưa khớp: còn thiếu phong bì của nhà số 2."))
    assert evening.sheet(room.desk, sheet.run.id).run.state == Run.OPEN
    tick(screen, sheet.dossiers[1])
    click(screen, "close_run")
    qtbot.waitUntil(part(screen, "evening_said").isVisible)
    assert evening.sheet(room.desk, sheet.run.id).run.returned == 2


def test_what_is_missing_at_the_count_can_be_reported_lost_from_there(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, sheet.dossiers[0])
    click(screen, f"lost_{sheet.dossiers[1].id.hex}")
    assert text(screen, "door_name") == "Lê Thị Mẫu"
    type_into(screen, "loss_report", "da tim tren duong ve")
    press(part(screen, "loss_report"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(room, sheet.dossiers[1]).delivery == Delivery.LOST)
    qtbot.waitUntil(room.is_idle)
    click(screen, "count_back")
    assert text(screen, "balance") == "Đã lấy 2 = trao 0 + về 1 + bưu chính 0 + thất lạc 1"


def test_envelopes_that_come_back_are_scanned_with_no_field_chosen(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    evening.lose(room.desk, sheet.dossiers[1].id, report="rơi")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    scan(screen, envelope_of(sheet.dossiers[0]))
    assert text(screen, "balance") == "Đã lấy 2 = trao 0 + về 1 + bưu chính 0 + thất lạc 1"
    scan(screen, envelope_of(sheet.dossiers[1]))
    assert "đã ghi là không mang về" in text(screen, "closing_error")
    scan(screen, "KQ-09661-M07-251104-0099-1")
    assert "không có trong bảng kê" in text(screen, "closing_error")


def test_a_run_of_which_a_dossier_is_not_here_says_so_and_stays_open(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    lost_page = DeliveryRun(id=room.desk.new_id(), code="C-M09-251104-1")
    here = sheet.dossiers[0]
    lying = replace(here, delivery=Delivery.READY)
    acts = open_run(lost_page, [lying, replace(lying, id=room.desk.new_id())], counted=2)
    with room.desk.notebook.writing(room.desk.author) as work:
        work.record(acts[0])
    screen = EveningScreen(room.desk, room.write, room.read)
    screen.resize(*SMALL)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.open(lost_page.id.hex)
    qtbot.waitUntil(lambda: text(screen, "run_missing") != "")
    assert text(screen, "run_missing").startswith("Máy này chưa có 1 hồ sơ của chuyến.")


def test_ticks_of_the_count_stay_while_another_door_is_written(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, sheet.dossiers[1])
    screen.doors.go_to(sheet.dossiers[0].id.hex)
    press(screen.doors, Qt.Key.Key_Return)
    give(qtbot, screen)
    click(screen, "count_back")
    assert text(screen, "balance") == "Đã lấy 2 = trao 1 + về 1 + bưu chính 0 + thất lạc 0"


def test_an_envelope_counted_back_and_then_handed_over_counts_once(room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    dossier = sheet.dossiers[0]
    evening.hand_over_at_door(room.desk, dossier.id, owner(dossier), STROKES, envelope="looked")
    balance = balance_of(evening.sheet(room.desk, sheet.run.id), frozenset({dossier.id}))
    assert (balance.taken, balance.handed_over, balance.returned) == (1, 1, 0)


def test_the_next_door_goes_round_and_ends(room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu", "Đỗ Thị Mẫu")
    first, second, third = sheet.dossiers
    assert next_door(sheet, None) == first
    assert next_door(sheet, second.id) == third
    assert next_door(sheet, third.id) == first
    for dossier in sheet.dossiers:
        evening.nobody_home(room.desk, dossier.id)
    assert next_door(evening.sheet(room.desk, sheet.run.id), second.id) is None


def test_several_runs_are_listed_and_none_says_where_runs_come_from(qtbot: QtBot, room: Room) -> None:
    screen = EveningScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    way = "Kệ kết quả"
    qtbot.waitUntil(lambda: any(b.text() == way and b.isVisible() for b in screen.findChildren(QPushButton)))
    with qtbot.waitSignal(screen.go) as went:
        next(b for b in screen.findChildren(QPushButton) if b.text() == way and b.isVisible()).click()
    assert went.args == [Place.SHELF, ""]
    on_run(room.desk, "Trần Văn Mẫu")
    on_run(room.desk, "Lê Thị Mẫu")
    screen.shown()
    qtbot.waitUntil(lambda: len(screen.runs.rows()) == 2)
    press(screen.runs, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "door_name") == "Lê Thị Mẫu")


# ---- how it looks


def test_namesakes_on_one_run_are_told_apart_in_the_list(qtbot: QtBot, room: Room) -> None:
    carried(room, ("Nguyễn Văn Mẫu", "001190990011"), ("Nguyễn Văn Mẫu", "001190990012"), ("Lê Mẫu", "001190990013"))
    screen = opened(qtbot, room)
    names = [row.cells[0].partition("\n")[0] for row in screen.doors.rows()]
    assert names == ["1. Nguyễn Văn Mẫu · •••• 0011", "2. Nguyễn Văn Mẫu · •••• 0012", "3. Lê Mẫu"]


def test_the_envelopes_of_a_long_count_are_drawn_whole(qtbot: QtBot, room: Room) -> None:
    names = [f"Nguyễn Thị Mẫu {at}" for at in range(11)]
    sheet = on_run(room.desk, LONG_NAME, *names)
    screen = opened(qtbot, room)
    click(screen, "count_back")
    qtbot.waitUntil(part(screen, f"back_{sheet.dossiers[0].id.hex}").hasFocus)
    lines = [each for each in screen.closing.findChildren(QLabel) if each.isVisible()]
    assert {f"1. {LONG_NAME}", f"12. {names[-1]}"} <= {each.text() for each in lines}
    cut = [each.text() for each in lines if each.height() < each.heightForWidth(each.width())]
    assert cut == []


def test_a_name_too_long_for_the_list_of_doors_goes_on_below(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Mẫu", LONG_NAME)
    screen = opened(qtbot, room)
    doors = screen.doors
    at = [LONG_NAME in row.cells[0] for row in doors.rows()].index(True)
    qtbot.waitUntil(lambda: doors.rowHeight(at) > doors.rowHeight(1 - at))
    assert doors.rowHeight(1 - at) <= TWO_LINES_PX + 1


def test_the_door_is_large_its_contrast_high_and_every_step_fits_the_small_screen(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "NGUYỄN PHƯỚC THỊ HỒNG NGỌC ÁNH DƯƠNG")
    screen = opened(qtbot, room)

    def check() -> None:
        visible = [each for each in screen.door.findChildren(QPushButton) if each.isVisible()]
        assert [(each.objectName(), each.height()) for each in visible if each.height() < 48] == []
        hint = screen.minimumSizeHint()
        assert (hint.width(), hint.height()) <= SMALL
        assert hint.height() <= SMALL[1]

    check()
    press(focused(), Qt.Key.Key_Return)
    check()
    press(focused(), Qt.Key.Key_3)
    screen.door.form.authorisation.setCurrentIndex(2)
    check()
    for key in (Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9):
        screen.door.go_back()
        press(screen.door, key)
        check()
    assert (screen.width(), screen.height()) == SMALL
    tokens = palette_of(screen.door)
    assert contrast(tokens.ink, tokens.card) >= 7
    assert contrast(tokens.on_accent, tokens.accent) >= 7
