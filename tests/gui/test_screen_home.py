"""The day at a glance, over a real notebook: what it counts is what is there, and everything on it leads somewhere."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.home.view import HomeScreen
from desktop_app.screens.places import Place
from desktop_app.services import casework, evening, intake, results
from desktop_app.services.first_day import add_sample_people
from desktop_app.services.intake import IntakeDraft
from desktop_app.storage.pier import Pier
from desktop_app.widgets.table import RecordTable
from desktop_app.widgets.task_card import TaskCard
from sync.records.dossier import Dossier
from sync.records.sample_people import sample_people
from tests.gui.clashes import clash, park
from tests.gui.desk_room import (
    BIRTH,
    CERTIFIED_COPY,
    MORNING_MS,
    STROKES,
    Room,
    click,
    desk_room,
    on_run,
    owner,
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
    screen.resize(968, 640)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and card(screen, "card_shelf").fact() != "–")
    return screen


def card(screen: HomeScreen, name: str) -> TaskCard:
    found = part(screen, name)
    assert isinstance(found, TaskCard)
    return found


def table(screen: HomeScreen) -> RecordTable:
    found = part(screen, "tasks")
    assert isinstance(found, RecordTable)
    return found


def heading(screen: HomeScreen) -> str:
    found = part(screen, "tasks_heading")
    assert isinstance(found, QLabel)
    return found.text()


def listed(screen: HomeScreen) -> list[tuple[str, str]]:
    return [(row.cells[0].split("\n")[0], row.cells[1].split("\n")[0]) for row in table(screen).rows()]


def due_on(room: Room, name: str, due_at_ms: int | None) -> Dossier:
    return intake.register(room.desk, IntakeDraft(name=name, procedure=BIRTH, due_at_ms=due_at_ms))


def test_a_new_commune_is_led_by_three_steps(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    gone: list[tuple[str, str]] = []
    screen.go.connect(lambda to, which: gone.append((to, which)))
    assert part(screen, "first_steps").isVisible()
    assert not table(screen).isVisible()
    for place in (Place.PEOPLE_IMPORT, Place.INTAKE, Place.SYNC):
        click(screen, f"step_{place}")
    assert gone == [(Place.PEOPLE_IMPORT, ""), (Place.INTAKE, ""), (Place.SYNC, "")]


def test_the_first_steps_say_what_is_done_and_go_with_the_first_dossier(qtbot: QtBot, room: Room) -> None:
    add_sample_people(room.desk, sample_people(random.Random(3), 2, today=room.desk.local_now().date()))
    screen = opened(qtbot, room)
    assert not part(screen, "step_people_import").isVisible()
    assert part(screen, "step_intake").property("tone") == "primary"
    taken_in(room.desk, "Nguyễn Đầu Tiên")
    screen.shown()
    qtbot.waitUntil(lambda: not part(screen, "first_steps").isVisible())
    assert table(screen).isVisible()


def test_what_is_due_stands_first_by_how_late_it_is(qtbot: QtBot, room: Room) -> None:
    due_on(room, "Trần Hôm Nay", MORNING_MS + 3_600_000)
    due_on(room, "Lê Tuần Sau", MORNING_MS + 7 * DAY_MS)
    due_on(room, "Phạm Không Hẹn", None)
    due_on(room, "Đỗ Quá Hạn", MORNING_MS - DAY_MS)
    due_on(room, "Vũ Quá Lâu", MORNING_MS - 9 * DAY_MS)
    screen = opened(qtbot, room)
    assert listed(screen) == [
        ("Quá hạn", "Vũ Quá Lâu"),
        ("Quá hạn", "Đỗ Quá Hạn"),
        ("Đến hạn hôm nay", "Trần Hôm Nay"),
    ]
    assert [dict(row.tones)[0] for row in table(screen).rows()] == ["danger", "danger", "warn"]
    assert heading(screen) == "Quá hạn: 2 · Hẹn trả hôm nay: 1"


def test_a_dossier_with_its_result_is_no_longer_due(qtbot: QtBot, room: Room) -> None:
    solved(room.desk, "Nguyễn Đã Xong")
    taken_in(room.desk, "Nguyễn Còn Làm")
    screen = opened(qtbot, room)
    assert listed(screen) == [("Đến hạn hôm nay", "Nguyễn Còn Làm")]


def test_what_waits_for_a_paper_is_listed_with_the_day_it_was_asked_for(qtbot: QtBot, room: Room) -> None:
    asked = due_on(room, "Lê Thiếu Giấy", MORNING_MS + DAY_MS)
    casework.ask(room.desk, asked.id, papers=["Giấy chứng sinh"], reason="chưa nộp")
    screen = opened(qtbot, room)
    assert listed(screen) == [("Chờ bổ sung", "Lê Thiếu Giấy")]
    assert table(screen).rows()[0].cells[0] == "Chờ bổ sung\n0 ngày, từ 04/11"
    assert heading(screen) == "Chờ bổ sung: 1"


def test_results_to_correct_and_lost_ones_are_listed(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Sai Tên", "Trần Thất Lạc")
    wrong, lost = sheet.dossiers
    evening.found_wrong(room.desk, wrong.id, what="sai một dấu")
    evening.lose(room.desk, lost.id, report="rơi dọc đường")
    screen = opened(qtbot, room)
    assert listed(screen) == [("Cần sửa kết quả", "Trần Sai Tên"), ("Thất lạc", "Trần Thất Lạc")]
    assert {dict(row.tones)[0] for row in table(screen).rows()} == {"danger"}


def test_the_shelf_is_told_by_cluster_and_by_how_long(qtbot: QtBot, room: Room) -> None:
    for name in ("Nguyễn Một", "Nguyễn Hai"):
        shelved(room.desk, name)
    shelved(room.desk, "Trần Ba", cluster="Khu dân cư 2")
    screen = opened(qtbot, room)
    assert card(screen, "card_shelf").fact() == "3 kết quả chờ trả"
    assert card(screen, "card_shelf").lines() == (
        "Khu dân cư 1: 2 · lâu nhất 0 ngày",
        "Khu dân cư 2: 1 · lâu nhất 0 ngày",
    )


def on_the_shelf(room: Room, name: str, procedure: str) -> None:
    taken = taken_in(room.desk, name, procedure=procedure)
    results.record_result(room.desk, taken.id, number="9/2025", signer="Đỗ Văn Mẫu", signed_on="01/11/2025")
    results.shelve(room.desk, taken.id, shelf="A2")


def test_what_could_go_out_tonight_tells_apart_what_needs_a_promise(qtbot: QtBot, room: Room) -> None:
    on_the_shelf(room, "Nguyễn Sao Y", CERTIFIED_COPY)
    on_the_shelf(room, "Lê Khai Sinh", BIRTH)
    screen = opened(qtbot, room)
    assert card(screen, "card_shelf").fact() == "2 kết quả chờ trả"
    assert card(screen, "card_shelf").lines() == ("Khu dân cư 1: 2 · lâu nhất 3 ngày",)
    assert card(screen, "card_evening").fact() == "Có thể mang đi 1 kết quả"
    assert card(screen, "card_evening").lines() == ("Khu dân cư 1: 1", "Có điều kiện, như mang theo sổ: 1")


def test_an_open_run_is_told_with_its_tally(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Đi Một", "Trần Đi Hai")
    evening.hand_over_at_door(room.desk, sheet.dossiers[0].id, owner(sheet.dossiers[0]), STROKES, envelope="scanned")
    screen = opened(qtbot, room)
    assert card(screen, "card_evening").fact() == "Đang đi: 1 chuyến"
    assert card(screen, "card_evening").lines() == (f"{sheet.run.code}: mang 2, đã trao 1, còn 1",)


def test_what_waits_for_the_ferry_and_for_a_person_is_counted(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Lê Hai Bản")
    clash(room.desk, taken, {"phone": "0600000002"}, {"phone": "0530000003"}, group="phone")
    park(room.desk, seq=1, reason="impossible_move")
    screen = opened(qtbot, room)
    assert card(screen, "card_sync").fact() == "1 việc chờ gửi, đã lưu an toàn trên máy này"
    assert card(screen, "card_conflicts").property("tone") == "danger"
    assert card(screen, "card_conflicts").fact() == "2 việc chờ người quyết định"
    assert card(screen, "card_conflicts").lines() == ("Hai bản khác nhau: 1", "Việc hệ thống chưa ghi được: 1")


def test_the_trouble_of_the_road_is_said_in_words(qtbot: QtBot, room: Room) -> None:
    Pier(room.desk.notebook).note_crossing(at_ms=MORNING_MS, trouble="unreachable", agreed_cursor=None)
    screen = opened(qtbot, room)
    assert "Chưa đồng bộ được" in card(screen, "card_sync").lines()[-1]
    assert card(screen, "card_sync").property("tone") == "warn"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("card_shelf", Place.SHELF),
        ("card_evening", Place.SHELF),
        ("card_sync", Place.SYNC),
        ("card_conflicts", Place.CONFLICTS),
        ("quick_intake", Place.INTAKE),
        ("quick_lookup", Place.LOOKUP),
        ("quick_counter", Place.COUNTER),
    ],
)
def test_each_card_and_quick_key_leads_to_its_screen(qtbot: QtBot, room: Room, name: str, place: Place) -> None:
    screen = opened(qtbot, room)
    gone: list[tuple[str, str]] = []
    screen.go.connect(lambda to, which: gone.append((to, which)))
    click(screen, name)
    press(part(screen, name), Qt.Key.Key_Space)
    assert gone == [(place, ""), (place, "")]


def test_the_card_of_the_only_run_leads_right_into_it(qtbot: QtBot, room: Room) -> None:
    run = on_run(room.desk, "Trần Đi Một").run
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "card_evening")
    assert went.args == [Place.EVENING, run.id.hex]


def test_a_line_opens_its_dossier_by_keyboard(qtbot: QtBot, room: Room) -> None:
    due_on(room, "Đỗ Quá Hạn", MORNING_MS - DAY_MS)
    second = due_on(room, "Trần Hôm Nay", MORNING_MS + 3_600_000)
    screen = opened(qtbot, room)
    press(table(screen), Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.go) as went:
        press(table(screen), Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, second.id.hex]


def test_coming_back_shows_what_was_done_meanwhile_and_keeps_the_cursor(qtbot: QtBot, room: Room) -> None:
    due_on(room, "Đỗ Quá Hạn", MORNING_MS - DAY_MS)
    screen = opened(qtbot, room)
    table(screen).setFocus()
    shelved(room.desk, "Nguyễn Trên Kệ")
    screen.shown()
    qtbot.waitUntil(lambda: card(screen, "card_shelf").fact() == "1 kết quả chờ trả")
    assert table(screen).hasFocus()


def test_every_card_is_spoken_with_its_name(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert card(screen, "card_shelf").accessibleName() == "Kệ kết quả (Ctrl+4): Trên kệ chưa có kết quả nào"
    assert part(screen, "tasks").accessibleName() == "Việc hôm nay"
