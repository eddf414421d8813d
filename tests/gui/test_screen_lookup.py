"""Looking up, by keys, over a real notebook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.lookup.presenter import LIMIT
from desktop_app.screens.lookup.view import LookupScreen
from desktop_app.screens.places import Place
from desktop_app.services import intake, results
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.table import RecordTable
from tests.gui.clashes import park
from tests.gui.desk_room import (
    CERTIFIED_COPY,
    MORNING_MS,
    Room,
    desk_room,
    part,
    press,
    shelved,
    taken_in,
    type_into,
)
from tests.gui.garbage import collected_on_this_thread

DAY_MS = 86_400_000


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> LookupScreen:
    screen = LookupScreen(room.desk, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and count(screen) != "")
    return screen


def table(screen: LookupScreen) -> RecordTable:
    found = part(screen, "lookup_table")
    assert isinstance(found, RecordTable)
    return found


def count(screen: LookupScreen) -> str:
    found = part(screen, "lookup_count")
    assert isinstance(found, QLabel)
    return found.text()


def names(screen: LookupScreen) -> list[str]:
    return [row.cells[0].partition("\n")[0] for row in table(screen).rows()]


def test_before_anything_is_typed_the_newest_dossiers_stand_there(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    assert names(screen) == ["Trần Thị Sau", "Nguyễn Văn Trước"]
    assert count(screen) == "Có 2 hồ sơ trên máy"
    assert part(screen, "lookup_search").hasFocus()


def test_typing_without_marks_finds_the_name_after_the_pause(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Văn Đức")
    taken_in(room.desk, "Trần Thị Hoa")
    screen = opened(qtbot, room)
    type_into(screen, "lookup_search", "dang van duc")
    assert len(names(screen)) == 2
    qtbot.waitUntil(lambda: names(screen) == ["Đặng Văn Đức"])
    assert count(screen) == "Tìm thấy 1 hồ sơ"


def test_a_row_tells_all_four_axes_in_words(qtbot: QtBot, room: Room) -> None:
    intake.register(
        room.desk,
        IntakeDraft(name="Ngô Văn Mẫu", procedure=CERTIFIED_COPY, fee_vnd=16_000, due_at_ms=MORNING_MS - DAY_MS),
    )
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    who, code, work, delivery = table(screen).rows()[0].cells
    assert who.startswith("Ngô Văn Mẫu\nChứng thực bản sao")
    assert code == "TAM-09661-M07-251104-0001\nHẹn trả: 03/11/2025 · quá hạn"
    assert work == "Đã tiếp nhận\nChưa thu 16.000 đ"
    assert delivery == "Chưa lên kệ\nCần xử lý"
    assert dict(table(screen).rows()[0].tones) == {1: "danger", 2: "warn", 3: "danger"}


def test_a_result_stops_the_clock(qtbot: QtBot, room: Room) -> None:
    taken = intake.register(
        room.desk, IntakeDraft(name="Ngô Văn Mẫu", procedure=CERTIFIED_COPY, due_at_ms=MORNING_MS - DAY_MS)
    )
    results.record_result(room.desk, taken.id, number="1/2025", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = opened(qtbot, room)
    assert table(screen).rows()[0].cells[1].endswith("Hẹn trả: 03/11/2025")


def test_down_goes_into_the_table_and_enter_opens_the_dossier(qtbot: QtBot, room: Room) -> None:
    first = taken_in(room.desk, "Nguyễn Văn Trước")
    taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    press(part(screen, "lookup_search"), Qt.Key.Key_Down)
    assert table(screen).hasFocus()
    press(table(screen), Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.go) as went:
        press(table(screen), Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, first.id.hex]


def test_a_double_click_opens_the_dossier(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    at = table(screen).visualRect(table(screen).model().index(0, 0)).center()
    QTest.mouseClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(screen.go) as went:
        QTest.mouseDClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went.args == [Place.DOSSIER, taken.id.hex]


def test_a_scanned_code_opens_its_dossier_at_once(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    wanted = taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", wanted.provisional_code)
    with qtbot.waitSignal(screen.go) as went:
        press(box, Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, wanted.id.hex]


def test_enter_opens_nothing_while_there_are_several(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Một")
    taken_in(room.desk, "Nguyễn Văn Hai")
    taken_in(room.desk, "Trần Thị Khác")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "nguyen")
    with qtbot.assertNotEmitted(screen.go):
        press(box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: room.is_idle() and len(names(screen)) == 2)


def test_no_hit_says_what_to_try(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "khong co")
    qtbot.waitUntil(lambda: names(screen) == [])
    assert count(screen) == "Không tìm thấy hồ sơ nào"
    press(box, Qt.Key.Key_Down)
    assert box.hasFocus()


def test_more_than_a_page_is_said_and_not_hidden(qtbot: QtBot, room: Room) -> None:
    for at in range(LIMIT + 1):
        taken_in(room.desk, f"Nguyễn Văn Số {at}")
    screen = opened(qtbot, room)
    assert len(names(screen)) == LIMIT
    assert count(screen) == f"{LIMIT} hồ sơ mới nhất. Gõ vào ô trên để tìm hồ sơ khác."
    type_into(screen, "lookup_search", "nguyen")
    qtbot.waitUntil(lambda: count(screen) == f"Hiện {LIMIT} hồ sơ khớp nhất. Xin gõ thêm để thu hẹp.")


def test_only_the_latest_question_is_answered(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Văn Đức")
    taken_in(room.desk, "Trần Thị Hoa")
    screen = opened(qtbot, room)
    asked: list[str] = []
    screen.presenter.found.connect(lambda query, _rows, _more: asked.append(query))
    screen.presenter.seek("dang")
    screen.presenter.seek("tran")
    qtbot.waitUntil(room.is_idle)
    assert asked == ["tran"]
    assert names(screen) == ["Trần Thị Hoa"]


def test_coming_back_keeps_the_question_and_the_place_and_shows_what_changed(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Trên Kệ")
    taken_in(room.desk, "Trần Thị Khác")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "nguyen")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Trên Kệ"])
    taken_in(room.desk, "Nguyễn Vừa Nộp")
    here = table(screen).current_key()
    screen.shown()
    qtbot.waitUntil(lambda: len(names(screen)) == 2)
    assert table(screen).current_key() == here
    assert isinstance(box, QLineEdit)
    assert box.selectedText() == "nguyen"


def test_box_and_table_have_names_for_a_screen_reader(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert part(screen, "lookup_search").accessibleName() == "Tra cứu hồ sơ"
    assert part(screen, "lookup_table").accessibleName() == "Hồ sơ tìm thấy"
