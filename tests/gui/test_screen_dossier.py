"""One dossier's page: its four axes in words, and only the acts that its state allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.dossier.presenter import Possible, possible_now
from desktop_app.screens.dossier.view import DossierScreen
from desktop_app.screens.places import Place
from desktop_app.services import evening, lookup, results
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery
from tests.gui.desk_room import (
    STROKES,
    Room,
    click,
    desk_room,
    on_run,
    owner,
    part,
    press,
    shelved,
    show,
    solved,
    taken_in,
    type_into,
    type_text,
)

ALWAYS = {"code", "print_receipt"}
"""What any dossier offers that was taken in and has no official code yet."""


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room, dossier: Dossier, *, with_result: bool = False) -> DossierScreen:
    screen = DossierScreen(room.desk, room.write, room.read)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    screen.open(dossier.id.hex, with_result=with_result)
    qtbot.waitUntil(lambda: text(screen, "dossier_code") == dossier.provisional_code)
    return screen


def text(screen: DossierScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def offered(screen: DossierScreen) -> set[str]:
    return {str(which) for which, act in screen.acts.buttons.items() if act.isVisible()}


def now(room: Room, dossier: Dossier) -> Dossier:
    return lookup.dossier(room.desk, dossier.id).dossier


def test_the_four_axes_stand_apart_in_words(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, shelved(room.desk, "Trần Văn Mẫu"))
    said = [text(screen, f"axis_{name}") for name in ("business", "fee", "delivery", "sync")]
    assert said == ["Đã có kết quả", "Không thu", "Chờ trả", "Chờ gửi"]


@pytest.mark.parametrize(
    ("status", "delivery", "number", "possible"),
    [
        (
            Business.RECEIVED,
            Delivery.NOT_READY,
            "",
            {"amend", "undo", "result", "forward", "ask", "refuse", "withdraw", *ALWAYS},
        ),
        (
            Business.PROCESSING,
            Delivery.NOT_READY,
            "",
            {"amend", "undo", "result", "ask", "withdraw", *ALWAYS},
        ),
        (Business.SUPPLEMENT, Delivery.NOT_READY, "", {"amend", "undo", "complete", "refuse", "withdraw", *ALWAYS}),
        (Business.REFUSED, Delivery.NOT_READY, "", {"amend", "undo", "code"}),
        (Business.SOLVED, Delivery.NOT_READY, "1", {"amend", "undo", "shelve", "hand_over", *ALWAYS}),
        (Business.SOLVED, Delivery.READY, "1", {"amend", "undo", "hand_over", *ALWAYS}),
        (Business.SOLVED, Delivery.OUT, "1", {"amend", *ALWAYS}),
        (Business.SOLVED, Delivery.ABSENT, "1", {"amend", *ALWAYS}),
        (Business.SOLVED, Delivery.HELD, "1", {"amend", "correct", *ALWAYS}),
        (Business.SOLVED, Delivery.LOST, "1", {"amend", "find", *ALWAYS}),
        (Business.HANDED_OVER, Delivery.HANDED_OVER, "1", ALWAYS),
        (Business.VOIDED, Delivery.NOT_READY, "", set()),
    ],
)
def test_each_state_offers_what_makes_sense_and_nothing_else(
    status: str, delivery: str, number: str, possible: set[str]
) -> None:
    dossier = Dossier(id=UUID(int=1), status=status, delivery=delivery, result_number=number)
    assert {str(each) for each in possible_now(dossier)} == possible


def test_the_result_is_written_down_then_put_on_the_shelf(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier, with_result=True)
    assert part(screen, "result_number").hasFocus()
    type_into(screen, "result_number", "12/2025")
    type_into(screen, "signer", "Do Van Mau")
    press(part(screen, "signed_on"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "axis_business") == "Đã có kết quả")
    assert now(room, dossier).signed_on == "04/11/2025"
    click(screen, "act_shelve")
    type_into(screen, "shelf", "A1")
    click(screen, "save_shelf")
    qtbot.waitUntil(lambda: text(screen, "axis_delivery") == "Chờ trả")
    assert now(room, dossier).shelf == "A1"


def test_a_result_without_number_or_signer_is_refused_beside_its_field(qtbot: QtBot, room: Room) -> None:
    dossier = taken_in(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier, with_result=True)
    click(screen, "save_result")
    qtbot.waitUntil(room.is_idle)
    assert part(screen, "result_number").hasFocus()
    assert now(room, dossier).result_number == ""


def test_the_next_result_proposes_the_same_signer(qtbot: QtBot, room: Room) -> None:
    first, second = taken_in(room.desk, "Trần Văn Mẫu"), taken_in(room.desk, "Lê Văn Mẫu")
    screen = opened(qtbot, room, first, with_result=True)
    type_into(screen, "result_number", "1")
    type_into(screen, "signer", "Do Van Mau")
    click(screen, "save_result")
    qtbot.waitUntil(lambda: text(screen, "axis_business") == "Đã có kết quả")
    screen.open(second.id.hex, with_result=True)
    qtbot.waitUntil(lambda: text(screen, "dossier_code") == second.provisional_code)
    signer = screen.acts.forms[Possible.RESULT].part("signer")
    assert isinstance(signer, QLineEdit)
    assert signer.text() == "Do Van Mau"


def test_undo_needs_a_reason_and_takes_back_one_step(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    click(screen, "act_undo")
    reason = part(screen, "reason")
    assert reason.hasFocus()
    type_text(reason, "nham ngan")
    press(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "axis_delivery") == "Chưa lên kệ")
    assert now(room, dossier).result_number


def test_a_dossier_out_on_a_run_offers_neither_undo_nor_the_counter(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, sheet.dossiers[0])
    assert offered(screen) == {"amend", *ALWAYS}


def test_every_attempt_is_listed(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    dossier = sheet.dossiers[0]
    evening.nobody_home(room.desk, dossier.id, note="hẹn mai")
    evening.close_run(room.desk, sheet.run.id, returned=[dossier.id])
    results.hand_over_at_counter(room.desk, dossier.id, owner(dossier), STROKES)
    screen = opened(qtbot, room, dossier)
    assert [row.cells[0].split("\n")[0] for row in screen.attempts.rows()] == ["Vắng mặt", "Đã trao"]
    assert offered(screen) == ALWAYS


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, taken_in(room.desk, "<b>Mẫu</b> & con"))
    labels = [label for label in screen.findChildren(QLabel) if label.text() == "<b>Mẫu</b> & con"]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_the_page_leads_to_the_counter_and_to_amending(qtbot: QtBot, room: Room) -> None:
    dossier = solved(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room, dossier)
    for name, place in (("act_hand_over", Place.COUNTER), ("act_amend", Place.AMEND)):
        with qtbot.waitSignal(screen.go) as went:
            click(screen, name)
        assert went.args == [place, dossier.id.hex]


def test_a_dossier_that_is_not_here_gets_a_sentence_and_a_way_on(qtbot: QtBot, room: Room) -> None:
    screen = DossierScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.show()
    screen.open(UUID(int=5).hex)
    said = "Không tìm thấy hồ sơ này trên máy. Xin tra cứu lại."
    qtbot.waitUntil(lambda: any(label.text() == said for label in screen.findChildren(QLabel)))
    assert any(each.text() == "Tra cứu" and each.isVisible() for each in screen.findChildren(QPushButton))
