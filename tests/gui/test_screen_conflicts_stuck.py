"""Acts that the centre did not apply, on the screen of what needs a person: why, since when, and ways out by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens import deeds
from desktop_app.screens.conflicts.view import ConflictsScreen
from desktop_app.screens.places import Place
from desktop_app.services import rulings
from desktop_app.widgets.banner import Banner
from sync.protocol.messages import VerdictState
from tests.gui.clashes import clash, park
from tests.gui.desk_room import MORNING_MS, Room, click, desk_room, part, press, taken_in, type_into
from tests.gui.garbage import collected_on_this_thread
from tests.unit.notebook_room import Hands

DAY_MS = 86_400_000


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> ConflictsScreen:
    screen = ConflictsScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    with qtbot.waitSignal(screen.presenter.listed):
        screen.shown()
    return screen


def said(screen: ConflictsScreen, name: str) -> list[str]:
    return [each.text() for each in part(screen, name).findChildren(QLabel) if each.text()]


def ways(screen: ConflictsScreen, seq: int) -> list[str]:
    names = [f"{each}_{seq}" for each in rulings.Decision]
    buttons = part(screen, f"stuck_{seq}").findChildren(QPushButton)
    return [each.text() for each in buttons if each.objectName() in names]


def focused(screen: ConflictsScreen) -> str:
    return screen.focusWidget().objectName()


def decided(room: Room) -> list[str]:
    return [each.decided.decision for each in rulings.needs_person(room.desk) if each.decided is not None]


def test_a_parked_act_says_what_why_and_since_when_and_leads_to_its_dossier(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    assert said(screen, "stuck_2") == [
        f"{taken.provisional_code} · Tiếp nhận hồ sơ",
        "Cần xử lý",
        deeds.reason("impossible_move"),
        "Làm lúc 08:30 04/11/2025 · máy này · chờ từ 08:30 04/11/2025 · mã XL-106",
    ]
    assert ways(screen, 2) == ["1 · Thử lại", "2 · Không ghi việc này"]
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "open_stuck_2")
    assert went.args == [Place.DOSSIER, taken.id.hex]


def test_what_is_held_behind_another_act_says_so_and_offers_no_retry(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="behind_held", state=VerdictState.HELD)
    screen = opened(qtbot, room)
    assert deeds.reason("behind_held") in said(screen, "stuck_2")
    assert ways(screen, 2) == ["1 · Không ghi việc này"]


def test_after_a_day_it_says_so(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="impossible_move")
    clock = room.desk.clock
    assert isinstance(clock, Hands)
    assert "Quá 24 giờ" not in said(opened(qtbot, room), "stuck_2")
    clock.at_ms = MORNING_MS + 3 * DAY_MS
    assert "Quá 24 giờ" in said(opened(qtbot, room), "stuck_2")


def test_two_keys_have_it_tried_again_and_the_card_says_that_it_waits_for_the_centre(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    assert focused(screen) == "stuck_2"
    press(screen.focusWidget(), Qt.Key.Key_1)
    assert focused(screen) == "retry_2"
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        press(screen.focusWidget(), Qt.Key.Key_Return)
    assert decided(room) == ["retry"]
    assert "Đã quyết định, chờ trung tâm: Thử lại · Cán bộ mẫu · 08:30 04/11/2025" in said(screen, "stuck_2")
    assert said(screen, "stuck_2")[1] == "Đã quyết định"
    assert ways(screen, 2) == []
    told = part(screen, "conflicts_said")
    assert isinstance(told, Banner)
    assert told.text() == "Đã quyết định, chờ trung tâm. Đã lưu an toàn trên máy này."


def test_an_act_on_a_person_says_whom_it_is_about(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=1, reason="impossible_move")
    assert said(opened(qtbot, room), "stuck_1")[0] == "Nguyễn Một · Ghi người mới"


def in_sight(screen: ConflictsScreen, name: str) -> bool:
    """Say whether all of a part can be seen, once everything has its place."""
    QCoreApplication.processEvents()
    return part(screen, name).visibleRegion().boundingRect() == part(screen, name).rect()


def test_the_question_for_a_reason_and_what_is_wrong_with_it_come_into_sight(qtbot: QtBot, room: Room) -> None:
    for at, name in enumerate(("Nguyễn Một", "Trần Hai", "Lê Ba"), start=1):
        taken_in(room.desk, name)
        park(room.desk, seq=2 * at, reason="impossible_move")
    screen = opened(qtbot, room)
    screen.resize(1054, 560)
    for _ in range(2):
        press(screen.focusWidget(), Qt.Key.Key_Down)
    press(screen.focusWidget(), Qt.Key.Key_2)
    assert in_sight(screen, "set_aside_6")
    press(screen.focusWidget(), Qt.Key.Key_Return)
    assert in_sight(screen, "confirm_set_aside_6")
    press(screen.focusWidget(), Qt.Key.Key_Return)
    assert "Xin ghi lý do." in said(screen, "stuck_6")
    assert in_sight(screen, "confirm_set_aside_6")


def test_setting_aside_asks_for_a_reason_first_and_escape_leaves_it(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    press(screen.focusWidget(), Qt.Key.Key_2)
    press(screen.focusWidget(), Qt.Key.Key_Return)
    assert focused(screen) == "reason"
    press(screen.focusWidget(), Qt.Key.Key_Return)  # no reason, no decision
    assert "Xin ghi lý do." in said(screen, "stuck_2")
    press(screen.focusWidget(), Qt.Key.Key_Escape)
    assert focused(screen) == "stuck_2"
    assert decided(room) == []
    press(screen.focusWidget(), Qt.Key.Key_2)
    press(screen.focusWidget(), Qt.Key.Key_Return)
    field = type_into(screen, "reason", "2 lần ghi một việc")
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        press(field, Qt.Key.Key_Return)
    assert decided(room) == ["set_aside"]


def test_only_what_waits_for_its_record_can_be_forced_and_only_with_a_reason(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="record_missing", state=VerdictState.HELD)
    screen = opened(qtbot, room)
    assert ways(screen, 2)[2] == "3 · Ghi dù thiếu hồ sơ gốc"
    press(screen.focusWidget(), Qt.Key.Key_3)
    press(screen.focusWidget(), Qt.Key.Key_Return)
    field = type_into(screen, "reason", "máy kia hỏng, đã xem giấy")
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        press(field, Qt.Key.Key_Return)
    assert decided(room) == ["force"]


def test_arrows_go_on_from_the_conflicts_to_the_acts_and_along_their_ways_out(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    one = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    park(room.desk, seq=1, reason="impossible_move")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    for key, name in (
        (Qt.Key.Key_Down, "stuck_1"),
        (Qt.Key.Key_Right, "retry_1"),
        (Qt.Key.Key_Right, "set_aside_1"),
        (Qt.Key.Key_Right, "set_aside_1"),
        (Qt.Key.Key_Left, "retry_1"),
        (Qt.Key.Key_Down, "stuck_2"),
        (Qt.Key.Key_Up, "stuck_1"),
        (Qt.Key.Key_Up, f"conflict_{one.hex}"),
    ):
        press(screen.focusWidget(), key)
        assert focused(screen) == name
    assert decided(room) == []


def test_one_stays_at_the_act_that_was_decided_on(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=1, reason="impossible_move")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    press(screen.focusWidget(), Qt.Key.Key_Down)
    press(screen.focusWidget(), Qt.Key.Key_1)
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        press(screen.focusWidget(), Qt.Key.Key_Return)
    assert focused(screen) == "stuck_2"
