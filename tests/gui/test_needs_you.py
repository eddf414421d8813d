"""The whole signed-in desk: what needs a person is counted beside its place, and no more once he has decided."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.screens.places import Place
from tests.gui.clashes import clash
from tests.gui.desk_room import part, press, taken_in
from tests.gui.whole_desk import whole_desk


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
