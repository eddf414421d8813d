"""What a tired hand does on the intake form: a card scanned into the wrong field, a scan after an error, a way left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from tests.gui.desk_room import CARD, Room, click, desk_room, part, press, show, type_into

HEARD_WRONG = "001x|không phải thẻ"


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


@pytest.fixture
def screen(qtbot: QtBot, room: Room) -> IntakeScreen:
    made = IntakeScreen(room.desk, room.write, room.read)
    made.resize(1054, 690)
    qtbot.addWidget(made)
    show(qtbot, made)
    made.shown()
    qtbot.waitUntil(room.is_idle)
    return made


def line(screen: IntakeScreen, name: str) -> QLineEdit:
    found = part(screen, name)
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize("field", ["name", "person_search"])
def test_a_card_scanned_into_another_field_is_read_all_the_same(
    qtbot: QtBot, room: Room, screen: IntakeScreen, field: str
) -> None:
    press(type_into(screen, field, CARD), Qt.Key.Key_Return)
    qtbot.waitUntil(room.is_idle)
    assert (line(screen, "name").text(), line(screen, "personal_number").text()) == ("NGUYỄN THỊ MẪU", "001190990001")
    assert line(screen, "person_search").text() == ""


def test_an_error_goes_when_a_scan_fills_its_field(qtbot: QtBot, room: Room, screen: IntakeScreen) -> None:
    click(screen, "save")
    assert screen.person.form.row("name").error() != ""
    press(type_into(screen, "qr", CARD), Qt.Key.Key_Return)
    qtbot.waitUntil(room.is_idle)
    assert screen.person.form.row("name").error() == ""


def test_an_emptied_form_keeps_nothing_of_a_scan_that_could_not_be_read(screen: IntakeScreen) -> None:
    press(type_into(screen, "qr", HEARD_WRONG), Qt.Key.Key_Return)
    assert part(screen, "qr_error").isVisible()
    click(screen, "clear")
    assert line(screen, "qr").text() == ""
    assert not part(screen, "qr_error").isVisible()
    assert screen.person.form.row("name").error() == ""


def test_who_comes_back_to_a_request_half_written_can_type_on(qtbot: QtBot, room: Room, screen: IntakeScreen) -> None:
    press(type_into(screen, "qr", CARD), Qt.Key.Key_Return)
    qtbot.waitUntil(room.is_idle)
    type_into(screen, "procedure_search", "khai sinh")
    qtbot.waitUntil(screen.procedure.results.isVisible)
    press(screen.procedure.search, Qt.Key.Key_Return)
    click(screen, "ask_supplement")
    type_into(screen, "ask_reason", "con thieu")
    part(screen, "ask_reason").clearFocus()
    screen.shown()
    assert part(screen, "further").hasFocus()
    assert line(screen, "ask_reason").text() == "con thieu"
