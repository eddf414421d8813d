"""The whole signed-in desk: what needs a person is counted beside its place, with an alarm after a day."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.screens.places import Place
from desktop_app.screens.shell.schedule import Schedule
from tests.gui.clashes import clash, park
from tests.gui.desk_room import MORNING_MS, part, press, taken_in
from tests.gui.whole_desk import whole_desk
from tests.unit.notebook_room import Hands

DAY_MS = 86_400_000


def test_the_count_beside_needs_you_falls_when_a_conflict_is_settled(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as made:
        taken = taken_in(made.room.desk, "Nguyễn Một")
        conflict = clash(made.room.desk, taken, {"note": ""}, {"note": "gọi trước"}, group="note")
        made.show(Place.CONFLICTS)
        entry = part(made.window, "nav_conflicts")
        qtbot.waitUntil(lambda: entry.accessibleName() == "Cần xử lý (1)")
        press(part(made.window, f"conflict_{conflict.hex}"), Qt.Key.Key_2)
        press(made.window.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: entry.accessibleName() == "Cần xử lý")


def test_what_waits_for_a_day_is_an_alarm_beside_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as made:
        taken_in(made.room.desk, "Nguyễn Một")
        park(made.room.desk, seq=2, reason="impossible_move")
        made.show(Place.CONFLICTS)
        entry = part(made.window, "nav_conflicts")
        qtbot.waitUntil(lambda: entry.accessibleName() == "Cần xử lý (1)")
        assert made.window.waiting.text() == "Chờ gửi (1)"  # what was sent and not applied is counted there alone
        clock = made.room.desk.clock
        assert isinstance(clock, Hands)
        clock.at_ms = MORNING_MS + 3 * DAY_MS
        made.show(Place.HOME)
        qtbot.waitUntil(lambda: entry.accessibleName() == "Cần xử lý (1), có việc chờ quá 24 giờ")


def test_a_pause_made_on_the_screen_of_the_sync_is_said_in_the_frame_and_survives_a_restart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with whole_desk(tmp_path) as made:
        made.show(Place.SYNC)
        press(part(made.window, "pause"), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: made.window.road.text() == "Đồng bộ đang tạm dừng")
        again = made.again(made.help_texts)
        try:
            again.desktop.show()
            qtbot.waitUntil(lambda: again.window.road.text() == "Đồng bộ đang tạm dừng")
            again.settle()
            schedule = again.desktop.findChild(Schedule)
            assert schedule is not None
            assert (schedule.is_paused, schedule.next_try_in_ms()) == (True, -1)
        finally:
            again.close()
