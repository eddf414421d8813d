"""The shelf, by keys, over a real notebook: what is ticked goes out, nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.places import Place
from desktop_app.screens.shelf.view import ShelfScreen
from desktop_app.services import evening
from desktop_app.widgets.table import RecordTable
from sync.records.dossier import amend
from tests.gui.desk_room import MORNING_MS, Room, click, desk_room, part, press, shelved, type_into
from tests.gui.garbage import collected_on_this_thread

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> ShelfScreen:
    screen = ShelfScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and text(screen, "ticked_count") != "")
    return screen


def table(screen: ShelfScreen) -> RecordTable:
    found = part(screen, "shelf_table")
    assert isinstance(found, RecordTable)
    return found


def text(screen: ShelfScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def names(screen: ShelfScreen) -> list[str]:
    return [row.cells[2].partition("\n")[0] for row in table(screen).rows()]


def ticked(screen: ShelfScreen) -> list[str]:
    return [row.cells[2].partition("\n")[0] for row in table(screen).rows() if row.cells[0]]


def choose_cluster(screen: ShelfScreen, steps: int) -> None:
    box = part(screen, "cluster_filter")
    assert isinstance(box, QComboBox)
    box.setFocus()
    for _ in range(steps):
        press(box, Qt.Key.Key_Down)


def test_an_empty_shelf_says_how_results_come_there(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert table(screen).rows() == ()
    assert text(screen, "ticked_count") == "Đã chọn 0 trong 0"
    assert not part(screen, "cluster_filter").isEnabled()


def test_each_result_says_where_it_lies_since_when_whose_it_is_and_where_to_take_it(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Thị Mẫu", cluster="Khu dân cư 3", shelf="B2")
    screen = opened(qtbot, room)
    assert table(screen).rows()[0].cells == (
        "",
        "B2\n04/11/2025",
        "Nguyễn Thị Mẫu\nXóm 2, thôn Chu Chàng",
        "Khu dân cư 3\nHẹn trả: 04/11/2025",
        "TAM-09661-M07-251104-0001\nKết quả số 0001/2025",
    )


def test_what_lies_there_past_its_day_says_so(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Nguyễn Thị Mẫu")
    late = replace(dossier, due_at_ms=MORNING_MS - 86_400_000)
    with room.desk.notebook.writing(room.desk.author) as work:
        work.record(amend(dossier, late))
    screen = opened(qtbot, room)
    assert table(screen).rows()[0].cells[3] == "Khu dân cư 1\nQuá hẹn: 03/11/2025"


def test_space_ticks_and_exactly_what_was_ticked_goes_on_to_the_packing(qtbot: QtBot, room: Room) -> None:
    for name in ("Nguyễn Một", "Trần Hai", "Lê Ba"):
        shelved(room.desk, name)
    screen = opened(qtbot, room)
    press(table(screen), Qt.Key.Key_Space)
    press(table(screen), Qt.Key.Key_Down)
    press(table(screen), Qt.Key.Key_Space)
    press(table(screen), Qt.Key.Key_Space)
    press(table(screen), Qt.Key.Key_Down)
    press(table(screen), Qt.Key.Key_Space)
    assert ticked(screen) == ["Nguyễn Một", "Lê Ba"]
    assert text(screen, "ticked_count") == "Đã chọn 2 trong 3"
    press(table(screen), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(part(screen, "pack_scan").hasFocus)
    assert {each.person_name for each in screen.packing.presenter.turned_away} == {"Nguyễn Một", "Lê Ba"}


def test_a_click_on_the_first_column_ticks_too(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Một")
    screen = opened(qtbot, room)
    for column, expected in ((1, []), (0, ["Nguyễn Một"]), (0, [])):
        at = table(screen).visualRect(table(screen).model().index(0, column)).center()
        QTest.mouseClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert ticked(screen) == expected


def test_the_filter_shows_one_cluster_and_drops_ticks_that_are_out_of_sight(qtbot: QtBot, room: Room) -> None:
    for at, name in enumerate(("Nguyễn Một", "Trần Hai", "Lê Ba")):
        shelved(room.desk, name, cluster=f"Khu dân cư {1 + at % 2}")
    screen = opened(qtbot, room)
    click(screen, "tick_all")
    assert len(ticked(screen)) == 3
    choose_cluster(screen, 1)
    assert names(screen) == ["Nguyễn Một", "Lê Ba"]
    choose_cluster(screen, 1)
    assert names(screen) == ["Trần Hai"]
    assert text(screen, "ticked_count") == "Đã chọn 0 trong 1"
    box = part(screen, "cluster_filter")
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Tất cả", "Khu dân cư 1 (2)", "Khu dân cư 2 (1)"]
    assert box.currentText() == "Khu dân cư 2 (1)"


def test_enter_opens_the_dossier_without_ticking_it(qtbot: QtBot, room: Room) -> None:
    lying = shelved(room.desk, "Nguyễn Một")
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.go) as went:
        press(table(screen), Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, lying.id.hex]
    assert ticked(screen) == []


def test_a_tick_keeps_the_place_in_a_long_list(qtbot: QtBot, room: Room) -> None:
    for at in range(20):
        shelved(room.desk, f"Nguyễn Số {at}")
    screen = opened(qtbot, room)
    for _ in range(12):
        press(table(screen), Qt.Key.Key_Down)
    here = table(screen).verticalScrollBar().value()
    press(table(screen), Qt.Key.Key_Space)
    assert here > 0
    assert table(screen).verticalScrollBar().value() == here
    assert ticked(screen) == ["Nguyễn Số 12"]


def test_what_waits_for_correction_is_listed_with_its_fault(qtbot: QtBot, room: Room) -> None:
    held = shelved(room.desk, "Nguyễn Một")
    evening.found_wrong(room.desk, held.id, what="Hồng, không phải Hông")
    screen = opened(qtbot, room)
    assert names(screen) == []
    click(screen, "list_held")
    assert [row.cells[0] for row in table(screen).rows()] == ["Chờ sửa kết quả"]
    assert table(screen).rows()[0].cells[4].endswith("Hồng, không phải Hông")
    assert not part(screen, "plan_run").isVisible()
    press(table(screen), Qt.Key.Key_Space)
    assert screen.presenter.ticked == frozenset()


def test_a_lost_result_that_turns_up_is_put_back_on_the_shelf(qtbot: QtBot, room: Room) -> None:
    lost = shelved(room.desk, "Nguyễn Một", shelf="B2")
    evening.lose(room.desk, lost.id, report="rơi ở bến phà")
    screen = opened(qtbot, room)
    click(screen, "list_lost")
    assert names(screen) == ["Nguyễn Một"]
    shelf = part(screen, "found_shelf")
    assert isinstance(shelf, QLineEdit)
    assert shelf.text() == "B2"
    shelf.clear()
    click(screen, "found")
    qtbot.waitUntil(lambda: text(screen, "shelf_error") == "Xin ghi ngăn kệ.")
    type_into(screen, "found_shelf", "C3")
    with qtbot.waitSignal(screen.wrote):
        press(shelf, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(screen) == [])
    click(screen, "list_ready")
    assert table(screen).rows()[0].cells[1].startswith("C3")


def test_all_that_is_pressed_has_a_name_for_a_screen_reader(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    spoken = [part(screen, name).accessibleName() for name in ("plan_run", "tick_all", "cluster_filter", "shelf_table")]
    assert spoken == ["Xếp chuyến", "Chọn tất cả", "Khu dân cư", "Kết quả trên kệ"]
