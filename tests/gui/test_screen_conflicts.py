"""What needs a person, over a real notebook into which the ferry brought it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens import deeds
from desktop_app.screens.conflicts import words
from desktop_app.screens.conflicts.view import ConflictsScreen
from desktop_app.screens.places import Place
from sync.protocol.messages import VerdictState
from sync.records.rules import group_of
from tests.gui.clashes import clash, park
from tests.gui.desk_room import Room, desk_room, part, press, taken_in
from tests.gui.garbage import collected_on_this_thread


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> ConflictsScreen:
    screen = ConflictsScreen(room.desk, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    with qtbot.waitSignal(screen.presenter.listed):
        screen.shown()
    return screen


def said(screen: ConflictsScreen, name: str) -> list[str]:
    """Return every text on a card, in reading order."""
    return [each.text() for each in part(screen, name).findChildren(QLabel)]


def test_nothing_is_a_sentence_too(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    screen = opened(qtbot, room)
    assert screen.notice() == "Không có gì cần xử lý"


def test_a_conflict_shows_both_values_with_who_when_and_where(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    mine, theirs = {"fee_vnd": 8_000, "fee_paid": True}, {"fee_vnd": None, "fee_paid": False}
    conflict = clash(room.desk, taken, mine, theirs, group="fee")
    screen = opened(qtbot, room)
    assert screen.notice() == ""
    assert said(screen, f"conflict_{conflict.hex}") == [
        taken.provisional_code,
        "Phí, lệ phí",
        "Bản đang dùng",
        "Mức thu: 8.000 đ\nĐã thu: Có",
        "Cán bộ mẫu · 08:30 04/11/2025 · máy này",
        "Bản kia",
        "Mức thu: chưa rõ\nĐã thu: Không",
        "Cán bộ abcdef · 08:31 04/11/2025 · máy khác",
    ]


def test_only_what_differs_is_shown_and_a_personal_number_only_by_its_end(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    same = {"person_name": "Nguyễn Một", "person": "0a"}
    conflict = clash(
        room.desk,
        taken,
        {**same, "personal_number": "001190990001"},
        {**same, "person": "0b", "personal_number": "001190990002"},
        group="submitter",
    )
    screen = opened(qtbot, room)
    texts = said(screen, f"conflict_{conflict.hex}")
    assert "Số định danh cá nhân: •••• 0001" in texts
    assert "Số định danh cá nhân: •••• 0002" in texts
    assert not any("Nguyễn Một" in each or "0b" in each.split(": ") for each in texts)


def test_the_button_of_a_conflict_opens_its_dossier(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    conflict = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    act = part(screen, f"open_{conflict.hex}")
    assert act.accessibleName() == f"Xem hồ sơ {taken.provisional_code}"
    with qtbot.waitSignal(screen.go) as went:
        press(act, Qt.Key.Key_Space)
    assert went.args == [Place.DOSSIER, taken.id.hex]


def test_a_parked_act_says_what_it_was_and_why_in_words(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    what, why, when = said(screen, "parked_2")
    assert what == f"{taken.provisional_code} · Tiếp nhận hồ sơ"
    assert why == deeds.reason("impossible_move")
    assert when == "Làm lúc 08:30 04/11/2025 · máy này"


def test_what_is_held_behind_another_act_says_so(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="", state=VerdictState.HELD)
    screen = opened(qtbot, room)
    assert said(screen, "parked_2")[1] == deeds.reason("behind_parked")


def test_what_was_settled_elsewhere_is_gone_when_one_comes_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    taken = taken_in(room.desk, "Nguyễn Một")
    clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    with qtbot.waitSignal(screen.presenter.listed):
        screen.shown()
    assert screen.notice() == ""


def test_every_field_and_group_that_can_clash_has_a_name(room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    with room.desk.notebook.reading() as reader:
        fields = reader.get("dossier", taken.id).fields
    shown = words.differing(fields, {})
    assert len(shown) > 15
    nameless = [name for name in shown if words.field(name) == name]
    nameless += [
        name for name in shown if words.group(group_of("dossier", name).name) == group_of("dossier", name).name
    ]
    assert nameless == []
