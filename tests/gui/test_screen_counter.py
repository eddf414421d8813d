"""Handing a result over at the counter: found, receiver named, signed, written down once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.counter.view import CounterScreen
from desktop_app.services import intake, lookup, papers, results
from desktop_app.services.papers import envelope_of
from sync.records.delivery import strokes_hash
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery
from tests.gui.desk_room import (
    CERTIFIED_COPY,
    Room,
    click,
    desk_room,
    draft,
    on_run,
    part,
    press,
    shelved,
    show,
    sign,
    solved,
    taken_in,
    type_into,
)


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> CounterScreen:
    screen = CounterScreen(room.desk, room.write, room.read)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    return screen


def text(screen: CounterScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def line(screen: CounterScreen, name: str) -> QLineEdit:
    found = part(screen, name)
    assert isinstance(found, QLineEdit)
    return found


def stand(qtbot: QtBot, screen: CounterScreen, dossier: Dossier) -> None:
    screen.open(dossier.id.hex)
    qtbot.waitUntil(part(screen, "hand_over").isVisible)


def now(room: Room, dossier: Dossier) -> Dossier:
    return lookup.dossier(room.desk, dossier.id).dossier


def test_by_keys_alone_from_the_name_to_the_signature(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Lê Văn Mẫu")
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    assert part(screen, "counter_search").hasFocus()
    type_into(screen, "counter_search", "dang thi")
    qtbot.waitUntil(lambda: [row.key for row in screen.table.rows()] == [dossier.id.hex])
    press(screen.search, Qt.Key.Key_Down)
    press(screen.table, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "hand_over").isVisible)
    assert line(screen, "receiver_name").text() == "Đặng Thị Mẫu"
    assert part(screen, "identity_last4").hasFocus()
    type_into(screen, "identity_last4", "0001")
    assert part(screen, "signature").hasFocus()
    sign(screen.form.signing.pad)
    press(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    after = now(room, dossier)
    assert (after.status, after.delivery) == (Business.HANDED_OVER, Delivery.HANDED_OVER)
    assert (after.receiver, after.relation, after.identity_last4) == ("Đặng Thị Mẫu", "owner", "0001")
    attempt = after.attempts[0]
    drawn = tuple(tuple((x, y, t) for x, y, t in stroke) for stroke in attempt["strokes"])
    assert attempt["strokes_hash"] == strokes_hash(drawn)
    qtbot.waitUntil(lambda: [row.key for row in screen.table.rows()] != [dossier.id.hex])
    assert dossier.id.hex not in [row.key for row in screen.table.rows()]


@pytest.mark.parametrize(
    ("last4", "is_signed", "said", "gap"),
    [
        ("", True, "Xin ghi giấy tờ tùy thân của người nhận.", "identity_last4"),
        ("0001", False, "Chưa có chữ ký của người nhận.", "signature"),
    ],
)
def test_what_is_missing_is_said_and_the_cursor_goes_there(
    qtbot: QtBot, room: Room, last4: str, is_signed: bool, said: str, gap: str
) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    type_into(screen, "identity_last4", last4)
    if is_signed:
        sign(screen.form.signing.pad)
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: text(screen, "counter_error") == said)
    assert part(screen, gap).hasFocus()
    assert now(room, dossier).status == Business.SOLVED


def test_a_slip_of_the_pen_is_no_signature(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    type_into(screen, "identity_last4", "0001")
    pad = part(screen, "signature")
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    QTest.mouseMove(pad, QPoint(46, 62))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(48, 62))
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: text(screen, "counter_error") == "Chưa có chữ ký của người nhận.")
    assert now(room, dossier).status == Business.SOLVED


def test_somebody_else_must_give_his_own_name(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Đặng Thị Mẫu", procedure=CERTIFIED_COPY)
    dossier = results.record_result(room.desk, taken.id, number="9", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    click(screen, "relation_household")
    assert line(screen, "receiver_name").text() == ""
    assert line(screen, "receiver_name").hasFocus()
    type_into(screen, "receiver_name", "Dang Van Mau")
    type_into(screen, "identity_last4", "0002")
    sign(screen.form.signing.pad)
    click(screen, "hand_over")
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    assert (now(room, dossier).receiver, now(room, dossier).relation) == ("Dang Van Mau", "household")


def test_a_result_signed_just_now_can_be_handed_over_without_the_shelf(qtbot: QtBot, room: Room) -> None:
    dossier = solved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    type_into(screen, "counter_search", "Dang")
    qtbot.waitUntil(lambda: [row.key for row in screen.table.rows()] == [dossier.id.hex])


def test_neither_unsolved_nor_travelling_results_are_offered(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Thị Mẫu")
    on_run(room.desk, "Đặng Văn Mẫu")
    screen = opened(qtbot, room)
    type_into(screen, "counter_search", "Dang")
    qtbot.wait(200)
    qtbot.waitUntil(room.is_idle)
    assert screen.table.rows() == ()


def test_a_second_press_while_the_first_is_written_does_nothing(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    type_into(screen, "identity_last4", "0001")
    sign(screen.form.signing.pad)
    click(screen, "hand_over")
    assert not part(screen, "hand_over").isEnabled()
    click(screen, "hand_over")
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    assert len(now(room, dossier).attempts) == 1


def test_a_scanned_envelope_goes_straight_to_its_receiver(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Lê Văn Mẫu")
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    type_into(screen, "counter_search", envelope_of(dossier))
    press(screen.search, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "hand_over").isVisible)
    assert text(screen, "counter_who") == "Đặng Thị Mẫu"


def test_digits_on_file_are_confirmed_and_never_typed(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Đặng Thị Mẫu", number="001190990042")
    results.record_result(room.desk, taken.id, number="9", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = opened(qtbot, room)
    stand(qtbot, screen, taken)
    assert not part(screen, "identity_last4").isVisible()
    assert part(screen, "identity_confirm").hasFocus()
    press(part(screen, "identity_confirm"), Qt.Key.Key_Return)
    sign(screen.form.signing.pad)
    press(screen.form.signing.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    assert now(room, taken).identity_last4 == "0042"


def test_a_fault_seen_at_the_counter_holds_the_result_back(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    click(screen, "wrong_content")
    assert part(screen, "wrong_what").hasFocus()
    press(part(screen, "wrong_what"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "counter_error") == "Xin ghi lý do.")
    type_into(screen, "wrong_what", "sai nam sinh")
    press(part(screen, "wrong_what"), Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    assert now(room, dossier).delivery == Delivery.HELD


def test_a_result_can_go_by_post_from_the_counter(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    stand(qtbot, screen, dossier)
    click(screen, "posted")
    type_into(screen, "tracking_number", "EA123456789VN")
    press(part(screen, "tracking_number"), Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "counter_said").isVisible)
    after = now(room, dossier)
    assert (after.delivery, after.status) == (Delivery.POSTED, Business.HANDED_OVER)


def test_after_a_hand_over_its_slip_can_be_printed(qtbot: QtBot, room: Room) -> None:
    dossier = shelved(room.desk, "Đặng Thị Mẫu")
    screen = opened(qtbot, room)
    assert not part(screen, "print_slip").isVisible()
    stand(qtbot, screen, dossier)
    type_into(screen, "identity_last4", "0001")
    sign(screen.form.signing.pad)
    press(screen.form.signing.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(part(screen, "print_slip").isVisible)
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen, "print_slip")
    assert asked.args == [papers.HAND_OVER_SLIP, dossier.id.hex]


def test_the_page_fits_the_small_screen(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert screen.minimumSizeHint().width() <= 968
    screen.resize(968, 642)
    stand(qtbot, screen, shelved(room.desk, "NGUYỄN PHƯỚC THỊ HỒNG NGỌC ÁNH DƯƠNG"))
    click(screen, "relation_authorised")
    screen.form.authorisation.setCurrentIndex(2)
    assert screen.minimumSizeHint().width() <= 968
    assert screen.minimumSizeHint().height() <= 642


def test_a_fee_that_is_still_owed_is_said_before_the_result_is_handed_over(qtbot: QtBot, room: Room) -> None:
    owed = intake.register(room.desk, replace(draft("Nguyễn Mẫu Một"), fee_vnd=8_000))
    results.record_result(room.desk, owed.id, number="1/KQ", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    free = shelved(room.desk, "Trần Mẫu Hai")
    screen = opened(qtbot, room)
    screen.open(owed.id.hex)
    qtbot.waitUntil(part(screen, "counter_fee").isVisible)
    assert text(screen, "counter_fee") == "Chưa thu 8.000 đ"
    screen.open(free.id.hex)
    qtbot.waitUntil(lambda: text(screen, "counter_who") == "Trần Mẫu Hai")
    assert not part(screen, "counter_fee").isVisible()


def test_an_empty_counter_and_a_search_without_hits_say_different_things(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert screen.table.empty_text() == "Chưa có kết quả nào chờ trả."
    type_into(screen, "counter_search", "khong co ai")
    qtbot.waitUntil(lambda: screen.table.empty_text() == "Không có kết quả nào khớp đang chờ trả.")


def test_a_slip_signed_at_the_counter_is_kept_with_the_dossier(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert not [each for each in screen.findChildren(QLabel) if "chuyến" in each.text()]
