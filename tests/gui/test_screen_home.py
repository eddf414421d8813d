"""The day at a glance, over a real notebook: what it counts is what is there, and everything on it leads somewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.home.view import HomeScreen
from desktop_app.screens.places import Place
from desktop_app.services import intake
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.count_tile import CountTile
from desktop_app.widgets.table import RecordTable
from sync.records.dossier import Dossier
from tests.gui.clashes import clash, park
from tests.gui.desk_room import (
    BIRTH,
    MORNING_MS,
    Room,
    click,
    desk_room,
    on_run,
    part,
    press,
    shelved,
    solved,
    taken_in,
)
from tests.gui.garbage import collected_on_this_thread

DAY_MS = 86_400_000


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> HomeScreen:
    screen = HomeScreen(room.desk, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and tile(screen, "tile_shelf").accessibleName() != "Kệ kết quả")
    return screen


def tile(screen: HomeScreen, name: str) -> CountTile:
    found = part(screen, name)
    assert isinstance(found, CountTile)
    return found


def table(screen: HomeScreen) -> RecordTable:
    found = part(screen, "due_table")
    assert isinstance(found, RecordTable)
    return found


def heading(screen: HomeScreen) -> str:
    found = part(screen, "due_heading")
    assert isinstance(found, QLabel)
    return found.text()


def due_on(room: Room, name: str, due_at_ms: int | None) -> Dossier:
    return intake.register(room.desk, IntakeDraft(name=name, procedure=BIRTH, due_at_ms=due_at_ms))


def test_an_empty_notebook_counts_nothing_and_calls_nobody(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    tiles = [tile(screen, f"tile_{name}") for name in ("shelf", "evening", "sync", "conflicts")]
    assert [each.count for each in tiles] == [0, 0, 0, 0]
    assert {each.property("tone") for each in tiles} == {"plain"}
    assert table(screen).rows() == ()
    assert heading(screen) == "Đến hạn hôm nay"


def test_what_is_due_stands_first_by_how_late_it_is(qtbot: QtBot, room: Room) -> None:
    due_on(room, "Trần Hôm Nay", MORNING_MS + 3_600_000)
    due_on(room, "Lê Tuần Sau", MORNING_MS + 7 * DAY_MS)
    due_on(room, "Phạm Không Hẹn", None)
    due_on(room, "Đỗ Quá Hạn", MORNING_MS - DAY_MS)
    due_on(room, "Vũ Quá Lâu", MORNING_MS - 9 * DAY_MS)
    screen = opened(qtbot, room)
    assert [row.cells[1] for row in table(screen).rows()] == ["Vũ Quá Lâu", "Đỗ Quá Hạn", "Trần Hôm Nay"]
    assert [dict(row.tones)[3] for row in table(screen).rows()] == ["danger", "danger", "warn"]
    assert heading(screen) == "Quá hạn: 2 · Hẹn trả hôm nay: 1"


def test_a_dossier_with_its_result_is_no_longer_due(qtbot: QtBot, room: Room) -> None:
    solved(room.desk, "Nguyễn Đã Xong")
    taken_in(room.desk, "Nguyễn Còn Làm")
    screen = opened(qtbot, room)
    assert [row.cells[1] for row in table(screen).rows()] == ["Nguyễn Còn Làm"]
    assert heading(screen) == "Hẹn trả hôm nay: 1"


def test_the_tiles_count_what_waits(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Trên Kệ")
    on_run(room.desk, "Trần Đi Một", "Trần Đi Hai")
    taken = taken_in(room.desk, "Lê Hai Bản")
    clash(room.desk, taken, {"phone": "0600000002"}, {"phone": "0530000003"}, group="phone")
    park(room.desk, seq=1, reason="impossible_move")
    screen = opened(qtbot, room)
    assert tile(screen, "tile_shelf").count == 1
    assert tile(screen, "tile_evening").accessibleName() == "Chuyến đang đi (F6): 1. mang theo 2 kết quả"
    # three persons and dossiers with result and shelf, one plain pair, one run that took two
    assert tile(screen, "tile_sync").count == 3 * 4 + 2 + 3
    assert tile(screen, "tile_conflicts").count == 2
    assert tile(screen, "tile_conflicts").property("tone") == "danger"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("tile_shelf", Place.SHELF),
        ("tile_evening", Place.EVENING),
        ("tile_sync", Place.SYNC),
        ("tile_conflicts", Place.CONFLICTS),
        ("quick_intake", Place.INTAKE),
        ("quick_lookup", Place.LOOKUP),
        ("quick_counter", Place.COUNTER),
    ],
)
def test_each_tile_and_quick_key_leads_to_its_screen(qtbot: QtBot, room: Room, name: str, place: Place) -> None:
    screen = opened(qtbot, room)
    gone: list[tuple[str, str]] = []
    screen.go.connect(lambda to, which: gone.append((to, which)))
    click(screen, name)
    press(part(screen, name), Qt.Key.Key_Space)
    assert gone == [(place, ""), (place, "")]


def test_the_tile_of_the_only_run_leads_right_into_it(qtbot: QtBot, room: Room) -> None:
    run = on_run(room.desk, "Trần Đi Một").run
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "tile_evening")
    assert went.args == [Place.EVENING, run.id.hex]


def test_a_due_line_opens_its_dossier_by_keyboard(qtbot: QtBot, room: Room) -> None:
    due_on(room, "Đỗ Quá Hạn", MORNING_MS - DAY_MS)
    second = due_on(room, "Trần Hôm Nay", MORNING_MS + 3_600_000)
    screen = opened(qtbot, room)
    press(table(screen), Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.go) as went:
        press(table(screen), Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, second.id.hex]


def test_coming_back_shows_what_was_done_meanwhile(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    shelved(room.desk, "Nguyễn Trên Kệ")
    screen.shown()
    qtbot.waitUntil(lambda: tile(screen, "tile_shelf").count == 1)


def test_every_count_is_spoken_with_its_name(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert tile(screen, "tile_shelf").accessibleName() == "Kệ kết quả: 0. kết quả chờ trả"
    assert part(screen, "due_table").accessibleName() == "Hồ sơ đến hạn"
