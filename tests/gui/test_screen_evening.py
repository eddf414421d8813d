"""An evening's run through the real windows: door after door by keys, then the closing count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.evening.presenter import balance_of, next_door
from desktop_app.screens.evening.view import EveningScreen
from desktop_app.screens.places import Place
from desktop_app.services import evening, lookup
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.theme import palette_of
from desktop_app.widgets.tokens import contrast
from desktop_app.widgets.two_lines import TWO_LINES_PX
from sync.records.dossier import Dossier
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
    sign,
    type_into,
)

LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Khánh Huyền Bảo Ngọc Ánh Mẫu"


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> EveningScreen:
    screen = EveningScreen(room.desk, room.write, room.read)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and screen.presenter.sheet is not None)
    return screen


def text(screen: EveningScreen, name: str) -> str:
    found = part(screen, name)
    if isinstance(found, Banner):
        return found.text()
    assert isinstance(found, QLabel)
    return found.text()


def now(room: Room, dossier: Dossier) -> Dossier:
    return lookup.dossier(room.desk, dossier.id).dossier


def give(qtbot: QtBot, screen: EveningScreen) -> None:
    name = text(screen, "door_name")
    press(screen.door, Qt.Key.Key_1)
    type_into(screen, "identity_last4", "0001")
    sign(screen.door.form.pad)
    press(screen.door, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: text(screen, "door_name") != name or screen.closing.isVisible())


def tick(screen: EveningScreen, dossier: Dossier) -> None:
    box = part(screen, f"back_{dossier.id.hex}")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    press(box, Qt.Key.Key_Space)


def test_one_run_opens_by_itself_at_its_first_door(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    assert text(screen, "door_name") == "Trần Văn Mẫu"
    assert len(screen.doors.rows()) == len(sheet.dossiers)


def test_a_whole_evening_by_keys_one_given_one_absent_then_closed(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    first, second = sheet.dossiers
    screen = opened(qtbot, room)
    give(qtbot, screen)
    assert text(screen, "door_name") == "Lê Thị Mẫu"
    press(screen.door, Qt.Key.Key_4)
    assert part(screen, "absence_note").hasFocus()
    type_into(screen, "absence_note", "hen toi mai")
    press(part(screen, "absence_note"), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.closing.isVisible)
    assert text(screen, "balance").startswith("Đã lấy 2 ≠ đã trao 1 + mang về 0")
    tick(screen, second)
    assert text(screen, "balance") == "Đã lấy 2 = đã trao 1 + mang về 1"
    click(screen, "close_run")
    qtbot.waitUntil(part(screen, "evening_said").isVisible)
    assert now(room, first).delivery == Delivery.HANDED_OVER
    assert now(room, first).attempts[0]["place"] == "door"
    assert now(room, second).delivery == Delivery.READY
    assert now(room, second).attempts[0]["note"] == "hen toi mai"
    assert evening.sheet(room.desk, sheet.run.id).run.state == Run.CLOSED


def test_a_run_with_an_envelope_missing_is_not_closed_and_says_so(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, sheet.dossiers[0])
    click(screen, "close_run")
    qtbot.waitUntil(lambda: "chưa khớp" in text(screen, "closing_error"))
    assert evening.sheet(room.desk, sheet.run.id).run.state == Run.OPEN
    tick(screen, sheet.dossiers[1])
    click(screen, "close_run")
    qtbot.waitUntil(part(screen, "evening_said").isVisible)
    assert evening.sheet(room.desk, sheet.run.id).run.returned == 2


def test_the_envelopes_of_a_long_count_are_drawn_whole(qtbot: QtBot, room: Room) -> None:
    names = [f"Nguyễn Thị Mẫu {at}" for at in range(11)]
    sheet = on_run(room.desk, LONG_NAME, *names)
    screen = opened(qtbot, room)
    click(screen, "count_back")
    qtbot.waitUntil(part(screen, f"back_{sheet.dossiers[0].id.hex}").hasFocus)
    lines = [each for each in screen.closing.findChildren(QLabel) if each.isVisible()]
    assert {LONG_NAME, *names} <= {each.text() for each in lines}
    cut = [each.text() for each in lines if each.height() < each.heightForWidth(each.width())]
    assert cut == []


def test_a_name_too_long_for_the_list_of_doors_goes_on_below(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Mẫu", LONG_NAME)
    screen = opened(qtbot, room)
    doors = screen.doors
    at = [LONG_NAME in row.cells[0] for row in doors.rows()].index(True)
    qtbot.waitUntil(lambda: doors.rowHeight(at) > doors.rowHeight(1 - at))
    assert doors.rowHeight(1 - at) <= TWO_LINES_PX + 1


def test_the_digits_of_the_identity_paper_are_not_taken_for_keys(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key.Key_1)
    type_into(screen, "identity_last4", "1234")
    assert screen.door.form.last4.text() == "1234"
    assert screen.door.give.isVisible()
    assert screen.door.form.relation() == "owner"


@pytest.mark.parametrize(("key", "relation"), [("2", "household"), ("3", "authorised")])
def test_two_and_three_choose_somebody_else_who_gives_his_name(
    qtbot: QtBot, room: Room, key: str, relation: str
) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key(ord(key)))
    assert screen.door.form.relation() == relation
    assert screen.door.form.name.text() == ""
    assert screen.door.form.name.hasFocus()


def test_after_four_one_key_leads_back_to_handing_over(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key.Key_4)
    assert part(screen, "write_absent").isVisible()
    press(part(screen, "absence_note"), Qt.Key.Key_Escape)
    press(screen.door, Qt.Key.Key_1)
    assert screen.door.give.isVisible()
    assert not screen.door.absent.isChecked()


def test_a_door_without_signature_writes_nothing(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key.Key_1)
    type_into(screen, "identity_last4", "0001")
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: text(screen, "door_error") == "Chưa có chữ ký của người nhận.")
    assert now(room, sheet.dossiers[0]).delivery == Delivery.OUT


def test_a_door_that_is_done_offers_nothing_more(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    evening.hand_over_at_door(room.desk, sheet.dossiers[0].id, owner(sheet.dossiers[0]), STROKES)
    screen = opened(qtbot, room)
    screen.doors.go_to(sheet.dossiers[0].id.hex)
    press(screen.doors, Qt.Key.Key_Return)
    assert text(screen, "door_name") == "Trần Văn Mẫu"
    assert not screen.door.give.isVisible()
    press(screen.door, Qt.Key.Key_4)
    assert not part(screen, "write_absent").isVisible()


def test_ticks_of_the_count_stay_while_another_door_is_written(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    click(screen, "count_back")
    tick(screen, sheet.dossiers[1])
    screen.doors.go_to(sheet.dossiers[0].id.hex)
    press(screen.doors, Qt.Key.Key_Return)
    give(qtbot, screen)
    click(screen, "count_back")
    assert text(screen, "balance") == "Đã lấy 2 = đã trao 1 + mang về 1"


def test_an_envelope_counted_back_and_then_handed_over_counts_once(room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    dossier = sheet.dossiers[0]
    evening.hand_over_at_door(room.desk, dossier.id, owner(dossier), STROKES)
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


def test_the_door_is_large_and_its_contrast_high(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "NGUYỄN PHƯỚC THỊ HỒNG NGỌC ÁNH DƯƠNG")
    screen = opened(qtbot, room)
    small = [
        (each.objectName(), each.height())
        for each in screen.door.findChildren(QPushButton)
        if each.isVisible() and each.height() < 48
    ]
    assert small == []
    tokens = palette_of(screen.door)
    assert contrast(tokens.ink, tokens.card) >= 7
    assert contrast(tokens.on_accent, tokens.accent) >= 7
    assert screen.minimumSizeHint().height() <= 690
