"""Looking up, by keys, over a real notebook."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.screens.lookup.presenter import LookupPresenter
from desktop_app.screens.lookup.view import LookupScreen
from desktop_app.screens.places import Place
from desktop_app.services import intake, results
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.lookup import PAGE, Filters, Kind, Only
from desktop_app.widgets.table import RecordTable
from tests.gui.clashes import park
from tests.gui.desk_room import (
    CERTIFIED_COPY,
    MORNING_MS,
    Room,
    click,
    desk_room,
    part,
    press,
    shelved,
    taken_in,
    type_into,
    type_text,
)
from tests.gui.garbage import collected_on_this_thread

DAY_MS = 86_400_000
T = TypeVar("T")


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> LookupScreen:
    screen = LookupScreen(room.desk, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and count(screen) != "")
    return screen


def table(screen: LookupScreen) -> RecordTable:
    found = part(screen, "lookup_table")
    assert isinstance(found, RecordTable)
    return found


def count(screen: LookupScreen) -> str:
    found = part(screen, "lookup_count")
    assert isinstance(found, QLabel)
    return found.text()


def names(screen: LookupScreen) -> list[str]:
    return [row.cells[0].partition("\n")[0] for row in table(screen).rows()]


def test_before_anything_is_typed_the_newest_dossiers_stand_there(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    assert names(screen) == ["Trần Thị Sau", "Nguyễn Văn Trước"]
    assert count(screen) == "Có 2 hồ sơ"
    assert part(screen, "lookup_search").hasFocus()


def test_typing_without_marks_finds_the_name_after_the_pause(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Văn Đức")
    taken_in(room.desk, "Trần Thị Hoa")
    screen = opened(qtbot, room)
    type_into(screen, "lookup_search", "dang van duc")
    assert len(names(screen)) == 2
    qtbot.waitUntil(lambda: names(screen) == ["Đặng Văn Đức"] * 2)
    assert count(screen) == "Tìm thấy 1 hồ sơ, 1 người dân"
    assert "Người dân · sinh 01/02/1990" in table(screen).rows()[1].cells[0]


def test_a_row_tells_all_four_axes_in_words(qtbot: QtBot, room: Room) -> None:
    intake.register(
        room.desk,
        IntakeDraft(name="Ngô Văn Mẫu", procedure=CERTIFIED_COPY, fee_vnd=16_000, due_at_ms=MORNING_MS - DAY_MS),
    )
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room)
    who, code, work, delivery = table(screen).rows()[0].cells
    assert who.startswith("Ngô Văn Mẫu\nChứng thực bản sao")
    assert code == "TAM-09661-M07-251104-0001\nHẹn trả: 03/11/2025 · quá hạn"
    assert work == "Đã tiếp nhận\nChưa thu 16.000 đ"
    assert delivery == "Chưa lên kệ\nCần xử lý"
    assert dict(table(screen).rows()[0].tones) == {1: "danger", 2: "warn", 3: "danger"}


def test_a_result_stops_the_clock(qtbot: QtBot, room: Room) -> None:
    taken = intake.register(
        room.desk, IntakeDraft(name="Ngô Văn Mẫu", procedure=CERTIFIED_COPY, due_at_ms=MORNING_MS - DAY_MS)
    )
    results.record_result(room.desk, taken.id, number="1/2025", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    screen = opened(qtbot, room)
    assert table(screen).rows()[0].cells[1].endswith("Hẹn trả: 03/11/2025")


def test_down_goes_into_the_table_and_enter_opens_the_dossier(qtbot: QtBot, room: Room) -> None:
    first = taken_in(room.desk, "Nguyễn Văn Trước")
    taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    press(part(screen, "lookup_search"), Qt.Key.Key_Down)
    assert table(screen).hasFocus()
    press(table(screen), Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.go) as went:
        press(table(screen), Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, first.id.hex]


def test_a_double_click_opens_the_dossier(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    at = table(screen).visualRect(table(screen).model().index(0, 0)).center()
    QTest.mouseClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(screen.go) as went:
        QTest.mouseDClick(table(screen).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went.args == [Place.DOSSIER, taken.id.hex]


def test_a_scanned_code_opens_its_dossier_at_once(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    wanted = taken_in(room.desk, "Trần Thị Sau")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", wanted.provisional_code)
    with qtbot.waitSignal(screen.go) as went:
        press(box, Qt.Key.Key_Return)
    assert went.args == [Place.DOSSIER, wanted.id.hex]


def test_enter_opens_nothing_while_there_are_several(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Một")
    taken_in(room.desk, "Nguyễn Văn Hai")
    taken_in(room.desk, "Trần Thị Khác")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "nguyen")
    with qtbot.assertNotEmitted(screen.go):
        press(box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: room.is_idle() and len(names(screen)) == 4)


def test_no_hit_says_what_to_try(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "khong co")
    qtbot.waitUntil(lambda: names(screen) == [])
    assert count(screen) == "Không tìm thấy hồ sơ hay người dân nào"
    press(box, Qt.Key.Key_Down)
    assert box.hasFocus()


def test_the_list_grows_as_one_scrolls_to_its_end(qtbot: QtBot, room: Room) -> None:
    for at in range(PAGE + 3):
        taken_in(room.desk, f"Nguyễn Văn Số {at}")
    screen = opened(qtbot, room)
    assert len(names(screen)) == PAGE
    assert count(screen).startswith(f"Đang hiện {PAGE}, còn nữa")
    press(part(screen, "lookup_search"), Qt.Key.Key_Down)
    press(table(screen), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(screen)) == PAGE + 3)
    assert count(screen) == f"Có {PAGE + 3} hồ sơ"
    assert table(screen).currentIndex().row() == PAGE - 1, "the current row stays"


def test_scrolling_through_mixed_hits_shows_each_once(qtbot: QtBot, room: Room) -> None:
    for at in range(PAGE):
        taken_in(room.desk, f"Nguyễn Văn Số {at}")
    screen = opened(qtbot, room)
    type_into(screen, "lookup_search", "nguyen")
    qtbot.waitUntil(lambda: "Người dân" in table(screen).rows()[-1].cells[0])
    table(screen).verticalScrollBar().setValue(table(screen).verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(names(screen)) == 2 * PAGE)
    keys = [row.key for row in table(screen).rows()]
    assert len(set(keys)) == len(keys)
    assert count(screen) == f"Tìm thấy {PAGE} hồ sơ, {PAGE} người dân"


class Held:
    """A runner that keeps what each job gave until the test hands it over, in whichever order."""

    def __init__(self) -> None:
        self.outcomes: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        value = work()
        self.outcomes.append(lambda: done(value))


def test_an_answer_that_comes_after_that_of_a_newer_question_is_not_shown(qtbot: QtBot, room: Room) -> None:
    for at in range(PAGE + 3):
        taken_in(room.desk, f"Nguyễn Văn Số {at}")
    held = Held()
    presenter = LookupPresenter(room.desk, held)
    shown: list[str] = []
    presenter.found.connect(lambda query, _page: shown.append(query))
    presenter.grown.connect(lambda rows, _more: shown.append(f"{len(rows)} more"))
    presenter.seek("")
    held.outcomes.pop()()
    presenter.grow()
    presenter.seek("so 1")
    presenter.seek("khong co")
    for outcome in reversed(held.outcomes):
        outcome()
    assert shown == ["", "khong co"]


def test_a_filter_narrows_the_list_and_is_taken_back_by_one_button(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Trên Kệ")
    taken_in(room.desk, "Nguyễn Vừa Nộp")
    screen = opened(qtbot, room)
    choose(screen, "lookup_what", "Kết quả trên kệ")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Trên Kệ"])
    assert screen.filters.value() == Filters(kind=Kind.DOSSIERS, only=Only.ON_SHELF)
    choose(screen, "lookup_status", "Đã tiếp nhận")
    qtbot.waitUntil(lambda: names(screen) == [])
    assert count(screen) == "Không có hồ sơ nào"
    click(screen, "lookup_clear")
    qtbot.waitUntil(lambda: len(names(screen)) == 2)
    assert screen.filters.value() == Filters()


def test_filters_are_reached_and_changed_by_keys_alone(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Vừa Nộp", cluster="Khu dân cư 2")
    taken_in(room.desk, "Trần Ở Khác", cluster="Khu dân cư 3")
    screen = opened(qtbot, room)
    box = part(screen, "lookup_search")
    for name in ("lookup_what", "lookup_status", "lookup_cluster"):
        press(QApplication.focusWidget() or box, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is part(screen, name)
    press(part(screen, "lookup_cluster"), Qt.Key.Key_Down)
    press(part(screen, "lookup_cluster"), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: names(screen) == ["Trần Ở Khác"])


def test_a_resident_leads_to_his_dossiers_and_escape_back_to_the_hits(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Văn Trước")
    taken_in(room.desk, "Nguyễn Văn Khác")
    screen = opened(qtbot, room)
    type_into(screen, "lookup_search", "nguyen van truoc")
    qtbot.waitUntil(lambda: count(screen) == "Tìm thấy 1 hồ sơ, 1 người dân")
    table(screen).go_to(taken.person)
    assert part(screen, "lookup_person").isVisible()
    press(table(screen), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(screen) == "Hồ sơ của Nguyễn Văn Trước, sinh 01/02/1990: 1")
    assert [row.key for row in table(screen).rows()] == [taken.id.hex]
    press(table(screen), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(screen)) == 2)


def test_a_dossier_can_be_taken_in_for_the_resident_on_show(qtbot: QtBot, room: Room) -> None:
    taken = taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    assert not part(screen, "lookup_person").isVisible()
    type_into(screen, "lookup_search", "nguyen van truoc")
    qtbot.waitUntil(lambda: len(names(screen)) == 2)
    table(screen).go_to(taken.person)
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "lookup_take_in")
    assert went.args == [Place.INTAKE, taken.person]


def test_raw_telex_finds_what_was_meant_and_says_so(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    type_into(screen, "lookup_search", "Nguyeenx Truwowcs")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Văn Trước"] * 2)
    assert count(screen) == "Tìm thấy 1 hồ sơ, 1 người dân cho “Nguyễn Trước”"


def test_a_list_that_cannot_be_read_says_so_and_keeps_what_was_shown(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Văn Trước")
    screen = opened(qtbot, room)
    screen.presenter.refused.emit("Dữ liệu trên máy đang bận.")
    error = part(screen, "lookup_error")
    assert isinstance(error, QLabel)
    assert error.text() == "Dữ liệu trên máy đang bận."
    assert names(screen) == ["Nguyễn Văn Trước"]
    type_into(screen, "lookup_search", "truoc")
    qtbot.waitUntil(lambda: len(names(screen)) == 2)
    assert not error.isVisible()


def choose(screen: LookupScreen, name: str, text: str) -> None:
    box = part(screen, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_only_the_latest_question_is_answered(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Đặng Văn Đức")
    taken_in(room.desk, "Trần Thị Hoa")
    screen = opened(qtbot, room)
    asked: list[str] = []
    screen.presenter.found.connect(lambda query, _page: asked.append(query))
    screen.presenter.seek("dang")
    screen.presenter.seek("tran")
    qtbot.waitUntil(room.is_idle)
    assert asked == ["tran"]
    assert names(screen) == ["Trần Thị Hoa"] * 2


def test_coming_back_keeps_the_question_and_the_place_and_shows_what_changed(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Nguyễn Trên Kệ")
    taken_in(room.desk, "Trần Thị Khác")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "nguyen")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Trên Kệ"] * 2)
    taken_in(room.desk, "Nguyễn Vừa Nộp")
    here = table(screen).current_key()
    screen.shown()
    qtbot.waitUntil(lambda: len(names(screen)) == 4)
    assert table(screen).current_key() == here
    assert isinstance(box, QLineEdit)
    assert box.selectedText() == "nguyen"


def test_an_earlier_question_is_asked_again_where_another_one_was_asked_in_between(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Mẫu")
    taken_in(room.desk, "Trần Mẫu")
    screen = opened(qtbot, room)
    box = type_into(screen, "lookup_search", "nguyen")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Mẫu"] * 2)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    type_text(box, "tran")
    screen.shown()  # before the pause of typing is over
    qtbot.waitUntil(lambda: names(screen) == ["Trần Mẫu"] * 2)
    type_text(box, "nguyen")
    qtbot.waitUntil(lambda: names(screen) == ["Nguyễn Mẫu"] * 2)


def test_box_and_table_have_names_for_a_screen_reader(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert part(screen, "lookup_search").accessibleName() == "Tra cứu hồ sơ và người dân"
    assert part(screen, "lookup_table").accessibleName() == "Hồ sơ và người dân tìm thấy"
