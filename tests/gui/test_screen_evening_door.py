"""At a door, through the real windows: the right envelope, who may receive, how else a visit ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.services import evening, papers
from desktop_app.services.papers import envelope_of
from sync.records.states import Delivery
from tests.gui.desk_room import (
    BIRTH,
    STROKES,
    Room,
    click,
    desk_room,
    on_run,
    owner,
    part,
    press,
    sign,
    type_into,
)
from tests.gui.evening_room import (
    CTRL,
    carried,
    end_visit,
    focused,
    give,
    now,
    opened,
    scan,
    text,
)


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


# ---- the envelope


def test_one_run_opens_by_itself_at_its_first_door(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    assert text(screen, "door_name") == "Trần Văn Mẫu"
    assert text(screen, "envelope_code") == envelope_of(sheet.dossiers[0])
    assert len(screen.doors.rows()) == len(sheet.dossiers)


def test_nothing_is_handed_over_before_the_envelope(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_1)
    assert "quét mã phong bì" in text(screen, "door_error")
    assert not part(screen, "hand_over").isVisible()
    assert part(screen, "envelope_looked").hasFocus()


def test_a_scan_with_no_field_chosen_settles_the_envelope(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    scan(screen, envelope_of(sheet.dossiers[0]))
    assert text(screen, "envelope_checked") == "Đã quét mã, đúng"
    assert part(screen, "give_owner").hasFocus()
    assert screen.presenter.envelope == "scanned"


def test_the_envelope_of_another_house_stops_with_its_place_on_the_list(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    scan(screen, envelope_of(sheet.dossiers[1]))
    assert text(screen, "door_error").startswith("Sai phong bì: đây là phong bì của nhà số thứ tự 2.")
    press(screen.door, Qt.Key.Key_1)
    assert not part(screen, "hand_over").isVisible()
    scan(screen, "KQ-09661-M07-251104-0099-1")
    assert "không có trong bảng kê" in text(screen, "door_error")


def test_the_next_door_asks_for_its_own_envelope(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    screen = opened(qtbot, room)
    give(qtbot, screen)
    assert text(screen, "door_name") == "Lê Thị Mẫu"
    assert screen.presenter.envelope == ""
    press(focused(), Qt.Key.Key_1)
    assert not part(screen, "hand_over").isVisible()


# ---- who receives


def test_digits_on_file_are_confirmed_by_one_key(qtbot: QtBot, room: Room) -> None:
    sheet = carried(room, ("Trần Văn Mẫu", "001190990042"))
    screen = opened(qtbot, room)
    scan(screen, envelope_of(sheet.dossiers[0]))
    press(focused(), Qt.Key.Key_1)
    assert text(screen, "name_on_file") == "Trần Văn Mẫu"
    assert text(screen, "digits_on_file") == "4 số cuối: 0042"
    assert not part(screen, "identity_last4").isVisible()
    press(focused(), Qt.Key.Key_Return)
    assert part(screen, "signature").hasFocus()
    sign(screen.door.form.signing.pad)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.closing.isVisible)
    done = now(room, sheet.dossiers[0])
    assert (done.receiver, done.relation, done.identity_last4) == ("Trần Văn Mẫu", "owner", "0042")
    assert done.attempts[0]["envelope"] == "scanned"


def test_unconfirmed_digits_write_nothing_and_the_cursor_goes_there(qtbot: QtBot, room: Room) -> None:
    sheet = carried(room, ("Trần Văn Mẫu", "001190990042"))
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    sign(screen.door.form.signing.pad)
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: text(screen, "door_error") == "Xin ghi giấy tờ tùy thân của người nhận.")
    assert part(screen, "identity_confirm").hasFocus()
    assert now(room, sheet.dossiers[0]).delivery == Delivery.OUT


def test_another_paper_has_its_digits_typed(qtbot: QtBot, room: Room) -> None:
    sheet = carried(room, ("Trần Văn Mẫu", "001190990042"))
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    click(screen, "identity_other")
    type_into(screen, "identity_last4", "7788")
    sign(screen.door.form.signing.pad)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.closing.isVisible)
    assert now(room, sheet.dossiers[0]).identity_last4 == "7788"


def test_whom_the_rule_does_not_let_receive_cannot_be_chosen(qtbot: QtBot, room: Room) -> None:
    carried(room, ("Trần Văn Mẫu", "001190990042"), procedure=BIRTH)
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    assert not part(screen, "give_household").isEnabled()
    press(focused(), Qt.Key.Key_2)
    assert not part(screen, "hand_over").isVisible()
    assert text(screen, "who_may_receive") == "Giấy khai sinh: chỉ trao cho Chủ hồ sơ, Người được ủy quyền."


def test_kin_without_a_certified_paper_says_what_kin(qtbot: QtBot, room: Room) -> None:
    sheet = carried(room, ("Trần Văn Mẫu", "001190990042"), procedure=BIRTH)
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_3)
    type_into(screen, "receiver_name", "Tran Thi Chi")
    type_into(screen, "identity_last4", "0055")
    sign(screen.door.form.signing.pad)
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: "phải có văn bản ủy quyền" in text(screen, "door_error"))
    assert part(screen, "authorisation").hasFocus()
    press(focused(), Qt.Key.Key_Down)
    press(focused(), Qt.Key.Key_Down)
    assert part(screen, "kinship").isVisible()
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: "không được miễn chứng thực" in text(screen, "door_error"))
    assert part(screen, "kinship").hasFocus()
    press(focused(), Qt.Key.Key_Down)
    click(screen, "hand_over")
    qtbot.waitUntil(screen.closing.isVisible)
    done = now(room, sheet.dossiers[0])
    assert (done.relation, done.authorisation, done.kinship) == ("authorised", "kin", "ông bà")


def test_a_marriage_certificate_is_handed_to_both_or_to_none(qtbot: QtBot, room: Room) -> None:
    procedures = room.desk.catalogue.procedures
    marriage = next(each.code for each in procedures if each.result == "marriage_certificate")
    sheet = carried(room, ("Hà Thị Mẫu", "001190990042"), procedure=marriage)
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    assert not part(screen, "give_owner").isVisible()
    press(focused(), Qt.Key.Key_1)
    press(focused(), Qt.Key.Key_Return)
    assert part(screen, "second_name").hasFocus()
    sign(screen.door.form.signing.pad)
    click(screen, "hand_over")
    qtbot.waitUntil(lambda: "cả hai bên" in text(screen, "door_error"))
    type_into(screen, "second_name", "Le Van Mau")
    type_into(screen, "second_last4", "0077")
    assert part(screen, "signature").hasFocus()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.closing.isVisible)
    assert now(room, sheet.dossiers[0]).second_receiver == "Le Van Mau"


def test_the_signed_slip_stands_in_for_the_pen(qtbot: QtBot, room: Room) -> None:
    sheet = carried(room, ("Trần Văn Mẫu", "001190990042"))
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_G, CTRL)
    slip = part(screen, "slip_number")
    assert isinstance(slip, QLineEdit)
    qtbot.waitUntil(slip.hasFocus)
    assert slip.text() == sheet.dossiers[0].provisional_code
    press(slip, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.closing.isVisible)
    assert (now(room, sheet.dossiers[0]).means, now(room, sheet.dossiers[0]).slip) == ("slip", slip.text())


def test_a_door_without_signature_writes_nothing(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    type_into(screen, "identity_last4", "0001")
    assert part(screen, "signature").hasFocus()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "door_error") == "Chưa có chữ ký của người nhận.")
    assert now(room, sheet.dossiers[0]).delivery == Delivery.OUT


def test_the_digits_of_the_identity_paper_are_not_taken_for_keys(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_1)
    type_into(screen, "identity_last4", "1234")
    assert screen.door.form.receiver().identity_last4 == "1234"
    assert screen.door.give.isVisible()


# ---- how else a visit ends


@pytest.mark.parametrize(
    ("key", "line", "words", "delivery"),
    [
        (Qt.Key.Key_4, "absence_note", "goi lai sang mai", Delivery.ABSENT),
        (Qt.Key.Key_5, "refusal_reason", "chua dong y muc phi", Delivery.REFUSED),
        (Qt.Key.Key_6, "wrong_what", "sai dau trong ten", Delivery.WRONG_CONTENT),
        (Qt.Key.Key_7, "new_day", "06/11/2025", Delivery.REDATED),
        (Qt.Key.Key_8, "tracking_number", "EA123456789VN", Delivery.POSTED),
        (Qt.Key.Key_9, "loss_report", "roi o ben pha", Delivery.LOST),
    ],
)
def test_each_outcome_has_its_key_its_words_and_its_state(
    qtbot: QtBot, room: Room, key: Qt.Key, line: str, words: str, delivery: Delivery
) -> None:
    first = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu").dossiers[0]
    screen = opened(qtbot, room)
    end_visit(qtbot, screen, key, line, words)
    assert text(screen, "door_name") == "Lê Thị Mẫu"
    written = now(room, first)
    assert (written.delivery, written.attempts[0]["place"]) == (delivery, "door")
    assert words in (written.attempts[0]["note"], written.next_visit, written.tracking_number)


@pytest.mark.parametrize(
    ("key", "line", "words", "said"),
    [
        (Qt.Key.Key_5, "refusal_reason", "", "Xin ghi lý do."),
        (Qt.Key.Key_6, "wrong_what", "", "Xin ghi lý do."),
        (Qt.Key.Key_7, "new_day", "", "Xin ghi ngày hẹn lại: ngày/tháng/năm."),
        (Qt.Key.Key_7, "new_day", "mai", "Ngày chưa đúng."),
        (Qt.Key.Key_8, "tracking_number", "12", "Xin ghi số hiệu bưu gửi"),
        (Qt.Key.Key_9, "loss_report", "", "Xin ghi lý do."),
    ],
)
def test_an_outcome_without_its_words_is_refused_where_one_stands(
    qtbot: QtBot, room: Room, key: Qt.Key, line: str, words: str, said: str
) -> None:
    first = on_run(room.desk, "Trần Văn Mẫu").dossiers[0]
    screen = opened(qtbot, room)
    press(screen.door, key)
    type_into(screen, line, words)
    press(part(screen, line), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(screen, "door_error").startswith(said))
    assert part(screen, line).hasFocus()
    assert now(room, first).delivery == Delivery.OUT


def test_escape_leads_back_to_the_choice(qtbot: QtBot, room: Room) -> None:
    on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key.Key_4)
    assert part(screen, "write_absent").isVisible()
    press(part(screen, "absence_note"), Qt.Key.Key_Escape)
    assert not part(screen, "write_absent").isVisible()
    assert part(screen, "envelope_looked").hasFocus()


def test_who_was_away_can_still_sign_the_same_evening(qtbot: QtBot, room: Room) -> None:
    first = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu").dossiers[0]
    screen = opened(qtbot, room)
    end_visit(qtbot, screen, Qt.Key.Key_4, "absence_note", "")
    screen.doors.go_to(first.id.hex)
    press(screen.doors, Qt.Key.Key_Return)
    give(qtbot, screen)
    assert now(room, first).delivery == Delivery.HANDED_OVER


def test_a_door_that_is_done_offers_nothing_more(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu", "Lê Thị Mẫu")
    first = sheet.dossiers[0]
    evening.hand_over_at_door(room.desk, first.id, owner(first), STROKES, envelope="looked")
    screen = opened(qtbot, room)
    screen.doors.go_to(first.id.hex)
    press(screen.doors, Qt.Key.Key_Return)
    assert text(screen, "door_name") == "Trần Văn Mẫu"
    assert text(screen, "door_over") == "Đã trao. Nhà này đã xong."
    press(screen.door, Qt.Key.Key_4)
    assert not part(screen, "write_absent").isVisible()


def test_papers_are_asked_for_by_kind_and_record(qtbot: QtBot, room: Room) -> None:
    sheet = on_run(room.desk, "Trần Văn Mẫu")
    screen = opened(qtbot, room)
    press(screen.door, Qt.Key.Key_4)
    asked: list[tuple[str, str]] = []
    screen.print_asked.connect(lambda kind, record: asked.append((kind, record)))
    for name in ("print_manifest", "print_labels", "print_absence_note"):
        click(screen, name)
    run, dossier = sheet.run.id.hex, sheet.dossiers[0].id.hex
    assert asked == [(papers.MANIFEST, run), (papers.ENVELOPE_LABEL, run), (papers.ABSENCE_NOTE, dossier)]
