"""An evening's run on the screen for tests: taken out, its doors and its count worked by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.evening.view import EveningScreen
from desktop_app.services import evening, intake, lookup, results
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.banner import Banner
from sync.records.dossier import Dossier
from tests.gui.desk_room import (
    CERTIFIED_COPY,
    Room,
    draft,
    part,
    press,
    show,
    sign,
    type_into,
    type_text,
)

CTRL = Qt.KeyboardModifier.ControlModifier
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Khánh Huyền Bảo Ngọc Ánh Mẫu"
SMALL = (968, 642)
"""The screen's room in a window of 1280 × 720."""


def carried(room: Room, *people: tuple[str, str], procedure: str = CERTIFIED_COPY) -> RunSheet:
    """Take out a run of (name, personal number)."""
    ids = []
    for name, number in people:
        taken = intake.register(room.desk, draft(name, procedure=procedure, number=number))
        results.record_result(room.desk, taken.id, number="7/CT", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
        ids.append(results.shelve(room.desk, taken.id, shelf="A1").id)
    promised = dict.fromkeys(ids, ("both_present", "register_carried"))
    return evening.open_run(room.desk, ids, cluster="Khu dân cư 1", counted=len(ids), promised=promised)


def opened(qtbot: QtBot, room: Room) -> EveningScreen:
    screen = EveningScreen(room.desk, room.write, room.read)
    screen.resize(*SMALL)
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


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def scan(screen: EveningScreen, code: str) -> None:
    """Type as a reader does, into whatever has the focus."""
    for letter in code:
        type_text(focused(), letter)
    press(focused(), Qt.Key.Key_Return)


def give(qtbot: QtBot, screen: EveningScreen) -> None:
    name = text(screen, "door_name")
    press(part(screen, "envelope_looked"), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    type_into(screen, "identity_last4", "0001")
    sign(screen.door.form.signing.pad)
    press(screen.door.form.signing.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "door_name") != name or screen.closing.isVisible())


def end_visit(qtbot: QtBot, screen: EveningScreen, key: Qt.Key, line: str, words: str) -> None:
    name = text(screen, "door_name")
    press(screen.door, key)
    assert part(screen, line).hasFocus()
    type_into(screen, line, words)
    press(part(screen, line), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "door_name") != name or screen.closing.isVisible())


def tick(screen: EveningScreen, dossier: Dossier) -> None:
    box = part(screen, f"back_{dossier.id.hex}")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    press(box, Qt.Key.Key_Space)
