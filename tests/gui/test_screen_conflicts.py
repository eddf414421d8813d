"""What needs a person, over a real notebook into which the ferry brought it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.conflicts import words
from desktop_app.screens.conflicts.view import ConflictsScreen
from desktop_app.screens.places import Place
from desktop_app.services import lookup, results, settling
from desktop_app.widgets.banner import Banner
from sync.records.dossier import Dossier
from sync.records.rules import group_of
from tests.gui.clashes import clash
from tests.gui.desk_room import STROKES, Room, click, desk_room, owner, part, press, shelved, taken_in, type_into
from tests.gui.garbage import collected_on_this_thread


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
    """Return every text on a card, in reading order."""
    return [each.text() for each in part(screen, name).findChildren(QLabel)]


def values(screen: ConflictsScreen, conflict: UUID, side: str) -> dict[str, str]:
    """Return field -> value of one side, as it is spoken."""
    spoken = [each.accessibleName() for each in part(screen, f"conflict_{conflict.hex}").findChildren(QLabel)]
    pairs = [each.removeprefix(f"{side}. ").partition(": ") for each in spoken if each.startswith(f"{side}. ")]
    return {name: value for name, _, value in pairs}


def focused(screen: ConflictsScreen) -> str:
    return screen.focusWidget().objectName()


def banner(screen: ConflictsScreen) -> str:
    found = part(screen, "conflicts_said")
    assert isinstance(found, Banner)
    return found.text()


def note_of(room: Room, dossier: Dossier) -> str:
    return lookup.dossier(room.desk, dossier.id).dossier.note


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
    texts = said(screen, f"conflict_{conflict.hex}")
    assert texts[:2] == [taken.provisional_code, "Phí, lệ phí"]
    assert set(texts[2:]) >= {
        "1 · Bản đang dùng",
        "Cán bộ mẫu · máy này (M07)\n08:30 04/11/2025",
        "2 · Bản kia",
        "Cán bộ abcdef · máy khác (số 000B)\n08:31 04/11/2025",
    }
    assert values(screen, conflict, "Bản đang dùng") == {"Mức thu": "8.000 đ", "Đã thu": "Có"}
    assert values(screen, conflict, "Bản kia") == {"Mức thu": "chưa rõ", "Đã thu": "Không"}


def test_what_differs_is_marked_by_a_sign_and_a_personal_number_shown_only_by_its_end(qtbot: QtBot, room: Room) -> None:
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
    assert [each for each in texts if each.startswith("≠")] == ["≠ Số định danh cá nhân"]
    assert values(screen, conflict, "Bản đang dùng") == {"Số định danh cá nhân": "•••• 0001"}
    assert values(screen, conflict, "Bản kia") == {"Số định danh cá nhân": "•••• 0002"}
    assert "Giống nhau ở cả hai bản: Họ, chữ đệm và tên." in texts


def test_the_button_of_a_conflict_opens_its_dossier(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    conflict = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    act = part(screen, f"open_{conflict.hex}")
    assert act.accessibleName() == f"Mở hồ sơ {taken.provisional_code}"
    with qtbot.waitSignal(screen.go) as went:
        press(act, Qt.Key.Key_Space)
    assert went.args == [Place.DOSSIER, taken.id.hex]


def test_two_keys_settle_a_conflict_and_the_next_one_is_in_front(qtbot: QtBot, room: Room) -> None:
    first, second = taken_in(room.desk, "Nguyễn Một"), taken_in(room.desk, "Trần Hai")
    one = clash(room.desk, first, {"note": ""}, {"note": "hai"}, group="note")
    two = clash(room.desk, second, {"note": ""}, {"note": "bốn"}, group="note")
    screen = opened(qtbot, room)
    assert focused(screen) == f"conflict_{one.hex}"
    press(part(screen, f"conflict_{one.hex}"), Qt.Key.Key_2)
    assert focused(screen) == f"keep_other_{one.hex}"
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        press(part(screen, f"keep_other_{one.hex}"), Qt.Key.Key_Return)
    assert note_of(room, first) == "hai"
    assert banner(screen) == "Giữ bản kia. Đã lưu an toàn trên máy này."
    assert focused(screen) == f"conflict_{two.hex}"
    assert [each.id for each in settling.undecided(room.desk)] == [two]


def test_arrows_go_from_side_to_side_and_from_card_to_card_and_settle_nothing(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    one = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    two = clash(room.desk, taken, {"phone": "0600000001"}, {"phone": "0600000002"}, group="phone")
    screen = opened(qtbot, room)
    for key, name in (
        (Qt.Key.Key_Right, f"keep_other_{one.hex}"),
        (Qt.Key.Key_Left, f"keep_standing_{one.hex}"),
        (Qt.Key.Key_Down, f"conflict_{two.hex}"),
        (Qt.Key.Key_Down, f"conflict_{two.hex}"),
        (Qt.Key.Key_1, f"keep_standing_{two.hex}"),
        (Qt.Key.Key_Up, f"conflict_{one.hex}"),
    ):
        press(screen.focusWidget(), key)
        assert focused(screen) == name
    part(screen, f"open_{one.hex}").setFocus()
    press(part(screen, f"open_{one.hex}"), Qt.Key.Key_2)
    assert focused(screen) == f"keep_other_{one.hex}"
    part(screen, f"open_{one.hex}").setFocus()
    press(part(screen, f"open_{one.hex}"), Qt.Key.Key_Down)
    assert focused(screen) == f"conflict_{two.hex}"
    assert len(settling.undecided(room.desk)) == 2


def test_a_decision_keeps_both_versions_readable_with_who_decided_and_why(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    conflict = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    type_into(screen, f"note_{conflict.hex}", "12 người đã hỏi")  # digits in the note are no choice
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        click(screen, f"keep_standing_{conflict.hex}")
    texts = said(screen, f"conflict_{conflict.hex}")
    assert "✓ Bản đang dùng lúc đó (được giữ)" in texts
    assert "Giữ bản đang dùng · Cán bộ mẫu · máy này (M07) · 08:30 04/11/2025" in texts
    assert "Ghi chú: 12 người đã hỏi" in texts
    assert {"một", "hai"} <= set(texts)
    assert not screen.findChildren(QPushButton, f"keep_standing_{conflict.hex}")


def test_a_second_hand_over_can_only_be_marked_as_seen(qtbot: QtBot, room: Room) -> None:
    out = shelved(room.desk, "Nguyễn Một")
    results.hand_over_at_counter(room.desk, out.id, owner(out), STROKES)
    conflict = clash(
        room.desk,
        out,
        {"delivery": "handed_over", "receiver": "Nguyễn Một"},
        {"delivery": "handed_over", "receiver": "Trần Hai"},
        group="delivery",
    )
    refused = clash(room.desk, out, {"delivery": "handed_over"}, {"delivery": "absent"}, group="delivery")
    screen = opened(qtbot, room)
    assert not screen.findChildren(QPushButton, f"keep_other_{refused.hex}")
    assert "Kết quả đã trao thì không đổi lại được. Xin xem hai lần ghi, rồi ghi là đã xem." in said(
        screen, f"conflict_{refused.hex}"
    )
    with qtbot.waitSignals([screen.wrote, screen.presenter.listed]):
        click(screen, f"seen_{refused.hex}")
    assert [each.id for each in settling.undecided(room.desk)] == [conflict]
    assert lookup.dossier(room.desk, out.id).dossier.delivery == "handed_over"


def test_what_somebody_else_settled_meanwhile_is_told_and_listed_anew(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    conflict = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    settling.settle(room.desk, conflict, chosen=settling.STANDING)
    with qtbot.waitSignals([screen.presenter.refused, screen.presenter.listed]):
        click(screen, f"keep_other_{conflict.hex}")
    assert banner(screen).startswith("Việc này đã có người quyết định.")
    assert note_of(room, taken) == ""


def test_what_was_settled_elsewhere_is_gone_when_one_comes_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    taken = taken_in(room.desk, "Nguyễn Một")
    clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    with qtbot.waitSignal(screen.presenter.listed):
        screen.shown()
    assert screen.notice() == ""


TOGETHER = "Các mục này gắn với nhau nên giữ cả cụm của một bên: ghép mỗi bên một mục sẽ thành bản không ai viết."


def test_fields_that_merge_as_a_whole_say_why_they_go_together_and_a_single_one_does_not(
    qtbot: QtBot, room: Room
) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    group = clash(room.desk, taken, {"fee_vnd": 1, "fee_paid": True}, {"fee_vnd": 2, "fee_paid": True}, group="fee")
    alone = clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    assert TOGETHER in said(screen, f"conflict_{group.hex}")
    assert TOGETHER not in said(screen, f"conflict_{alone.hex}")


def test_what_stands_meanwhile_is_said(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Một")
    clash(room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
    screen = opened(qtbot, room)
    assert any(
        each.startswith("Trong lúc chờ, mọi máy dùng “Bản đang dùng”") for each in said(screen, "conflicts_list")
    )


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


def test_a_list_of_papers_that_is_empty_is_a_dash_too() -> None:
    assert [words.value("papers", {"papers": each}) for each in ([], [{"name": "Tờ khai", "count": 1}])] == [
        "–",
        "Tờ khai (1)",
    ]
