"""Trả ngay: the signed result and its hand-over in one go, from the panel of a saved dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.services import lookup, papers, results
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery
from tests.gui.desk_room import CARD, Room, click, desk_room, part, press, show, sign, taken_in, type_into


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def saved(qtbot: QtBot, room: Room) -> IntakeScreen:
    taken_in(room.desk, "Nguyễn Thị Mẫu", number="001190990001")
    screen = IntakeScreen(room.desk, room.write, room.read)
    screen.resize(1054, 697)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    type_into(screen, "qr", CARD)
    press(screen.person.qr, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "person_chosen").isVisible)
    type_into(screen, "procedure_search", "sy")
    qtbot.waitUntil(screen.procedure.results.isVisible)
    press(screen.procedure.search, Qt.Key.Key_Return)
    click(screen, "all_papers")
    click(screen, "save")
    qtbot.waitUntil(screen.saved.isVisible)
    return screen


def at_once(qtbot: QtBot, room: Room) -> IntakeScreen:
    screen = saved(qtbot, room)
    assert screen.saved.return_now.hasFocus()
    press(screen.saved.return_now, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "once_number").hasFocus)
    return screen


def copied(room: Room) -> Dossier:
    return next(row.dossier for row in lookup.search(room.desk, "") if row.dossier.procedure == "2.000815")


def text(screen: IntakeScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_result_and_hand_over_are_written_in_one_go(qtbot: QtBot, room: Room) -> None:
    screen = at_once(qtbot, room)
    type_into(screen, "once_number", "12/CT")
    type_into(screen, "once_signer", "Do Van Mau")
    click(screen, "identity_confirm")
    sign(part(screen, "signature"))
    press(part(screen, "signature"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "đã trả kết quả" in text(screen, "saved_said"))
    dossier = copied(room)
    assert (dossier.status, dossier.delivery) == (Business.HANDED_OVER, Delivery.HANDED_OVER)
    assert (dossier.result_number, dossier.signer, dossier.signed_on) == ("12/CT", "Do Van Mau", "04/11/2025")
    assert dossier.attempts[0]["place"] == "counter"
    assert screen.saved.new.hasFocus()
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen, "print_saved")
    assert asked.args == [papers.HAND_OVER_SLIP, dossier.id.hex]


def test_the_signed_slip_stands_for_the_signature(qtbot: QtBot, room: Room) -> None:
    screen = at_once(qtbot, room)
    type_into(screen, "once_number", "13/CT")
    type_into(screen, "once_signer", "Do Van Mau")
    click(screen, "identity_confirm")
    click(screen, "on_slip")
    click(screen, "give_at_once")
    qtbot.waitUntil(lambda: "đã trả kết quả" in text(screen, "saved_said"))
    assert (copied(room).means, copied(room).slip) == ("slip", copied(room).provisional_code)


def test_without_a_signature_neither_the_result_nor_the_hand_over_is_written(qtbot: QtBot, room: Room) -> None:
    screen = at_once(qtbot, room)
    type_into(screen, "once_number", "12/CT")
    type_into(screen, "once_signer", "Do Van Mau")
    click(screen, "identity_confirm")
    click(screen, "give_at_once")
    qtbot.waitUntil(lambda: text(screen, "once_error") == "Chưa có chữ ký của người nhận.")
    dossier = copied(room)
    assert (dossier.status, dossier.result_number) == (Business.RECEIVED, "")
    assert results.last_signed(room.desk).signer == ""


def test_number_and_signer_are_asked_for_beside_their_fields(qtbot: QtBot, room: Room) -> None:
    screen = at_once(qtbot, room)
    click(screen, "give_at_once")
    form = screen.saved.at_once.fields
    assert form.row("once_number").error()
    assert form.row("once_signer").error()
    assert copied(room).result_number == ""


def test_the_last_signer_is_proposed_and_the_last_number_only_shown(qtbot: QtBot, room: Room) -> None:
    first = taken_in(room.desk, "Lê Văn Mẫu", procedure="2.000815")
    results.record_result(room.desk, first.id, number="11/CT", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = saved(qtbot, room)
    click(screen, "return_now")
    qtbot.waitUntil(part(screen, "last_number").isVisible)
    signer, number = part(screen, "once_signer"), part(screen, "once_number")
    assert isinstance(signer, QLineEdit)
    assert isinstance(number, QLineEdit)
    assert signer.text() == "Đỗ Văn Mẫu"
    assert number.text() == ""  # the register is on paper: a number is never invented
    assert "11/CT" in text(screen, "last_number")


def test_the_way_back_leaves_the_dossier_as_it_was(qtbot: QtBot, room: Room) -> None:
    screen = at_once(qtbot, room)
    click(screen, "leave_at_once")
    assert screen.saved.return_now.hasFocus()
    assert copied(room).status == Business.RECEIVED
