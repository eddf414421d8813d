"""A list of residents on the screen: chosen, looked over, imported, stopped, and what was left out kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from desktop_app.screens.people_import.view import PeopleImportScreen
from desktop_app.screens.places import Place
from desktop_app.services.intake import find_people
from desktop_app.widgets.table import RecordTable
from tests.gui.desk_room import Room, click, desk_room, part, press, show
from tests.gui.garbage import collected_on_this_thread

HEADING = "Họ và tên;Ngày sinh;Giới tính;Số định danh cá nhân;Điện thoại;Tôn giáo"
HOA = "Nguyễn Thị Hoa;01/02/1990;Nữ;001190990001;0240000001;"
ODD = "Đặng Văn Đức;1954;Nam;001054990002;123;"
BAD = "Lê Không Ngày;31/02/1960;Nam;;;"


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with collected_on_this_thread(), desk_room(tmp_path) as made:
        yield replace(made, desk=replace(made.desk, is_sample=False))


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "dân cư.csv"
    path.write_text("\r\n".join([HEADING, *rows]), encoding="utf-8-sig")
    return path


def opened(qtbot: QtBot, room: Room) -> PeopleImportScreen:
    screen = PeopleImportScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.resize(1054, 690)
    show(qtbot, screen)
    screen.shown()
    return screen


def looked_over(qtbot: QtBot, room: Room, path: Path) -> PeopleImportScreen:
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.presenter.looked_over):
        screen.look_over(path)
    qtbot.waitUntil(room.is_idle)
    return screen


def text(screen: PeopleImportScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel | QAbstractButton)
    return found.text() if found.isVisible() else ""


def rows(screen: PeopleImportScreen) -> list[tuple[str, ...]]:
    found = part(screen, "import_table")
    assert isinstance(found, RecordTable)
    return [row.cells for row in found.rows()]


def test_at_first_it_says_what_a_list_needs_and_offers_to_choose_one(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    assert "Họ và tên" in screen.state.notice_text()
    assert part(screen, "import_choose").hasFocus()
    assert not part(screen, "import_begin").isVisible()


def test_the_dry_run_counts_and_shows_the_rows_that_need_somebody(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA, ODD, BAD))
    assert text(screen, "import_summary") == ("dân cư.csv: 3 dòng. Nhập được ngay 1, cần xem lại 1, không nhập được 1.")
    assert text(screen, "import_unused") == "Các cột không dùng đến: Tôn giáo"
    assert [(at, verdict) for at, _, verdict in rows(screen)] == [("3", "Cần xem lại"), ("4", "Không nhập")]
    assert rows(screen)[1][1].startswith("Lê Không Ngày\nNgày sinh không đọc được")
    assert text(screen, "import_begin") == "Nhập 2 người"
    assert part(screen, "import_begin").hasFocus()
    press(part(screen, "import_table"), Qt.Key.Key_Down)
    assert text(screen, "import_whole").startswith("Dòng 4: Ngày sinh không đọc được")
    assert find_people(room.desk, "hoa") == ()


def test_enter_imports_and_says_that_it_is_safe(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA, ODD, BAD))
    with qtbot.waitSignal(screen.wrote):
        press(part(screen, "import_begin"), Qt.Key.Key_Return)
    assert text(screen, "import_summary") == "Đã lưu an toàn trên máy này 2 người."
    assert [at for at, _, _ in rows(screen)] == ["4"]
    assert find_people(room.desk, "hoa")[0].name == "Nguyễn Thị Hoa"
    assert part(screen, "import_home").hasFocus()
    with qtbot.waitSignal(screen.go) as went:
        press(part(screen, "import_home"), Qt.Key.Key_Space)
    assert went.args == [Place.HOME, ""]


def test_doubtful_rows_stay_out_where_the_tick_is_taken_away(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA, ODD))
    tick = part(screen, "import_doubtful")
    assert isinstance(tick, QCheckBox)
    press(tick, Qt.Key.Key_Space)
    assert text(screen, "import_begin") == "Nhập 1 người"
    with qtbot.waitSignal(screen.wrote):
        press(tick, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert find_people(room.desk, "duc") == ()
    assert [at for at, _, _ in rows(screen)] == ["3"]


def test_stopping_keeps_whole_batches_and_says_how_to_go_on(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    many = [f"Nguyễn Thị Số;{1900 + n % 90};Nữ;;0240{n:06};" for n in range(900)]
    screen = looked_over(qtbot, room, listed(tmp_path, *many))
    seen: list[tuple[int, int]] = []
    screen.presenter.went_on.connect(lambda done, total: seen.append((done, total)))
    screen.presenter.went_on.connect(lambda _done, _total: press(part(screen, "import_stop"), Qt.Key.Key_Escape))
    with qtbot.waitSignal(screen.wrote):
        press(part(screen, "import_begin"), Qt.Key.Key_Return)
        bar = part(screen, "import_bar")
        assert isinstance(bar, QProgressBar)
        assert bar.isVisible()
        assert part(screen, "import_stop").hasFocus()
    assert seen[0] == (200, 900)
    assert seen[-1][0] < 900
    assert text(screen, "import_summary").startswith(f"Đã dừng. {seen[-1][0]} người đã lưu an toàn")
    with qtbot.waitSignal(screen.presenter.looked_over):
        screen.look_over(tmp_path / "dân cư.csv")
    assert f"Đã có trong sổ từ trước: {seen[-1][0]}" in text(screen, "import_summary")


def test_what_was_left_out_is_kept_as_a_list(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA, BAD))
    with qtbot.waitSignal(screen.wrote):
        press(part(screen, "import_begin"), Qt.Key.Key_Return)
    click(screen, "import_keep")
    dialog = part(screen, "import_dialog")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(screen.presenter.kept_left_out):
        dialog.fileSelected.emit(str(tmp_path / "chưa nhập.csv"))
    dialog.close()
    assert text(screen, "import_summary") == "Đã ghi các dòng chưa nhập vào chưa nhập.csv."
    assert "31/02/1960" in (tmp_path / "chưa nhập.csv").read_text(encoding="utf-8-sig")


def test_ctrl_o_opens_the_dialog_and_the_chosen_file_is_looked_over(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = opened(qtbot, room)
    press(part(screen, "import_choose"), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.findChild(QFileDialog) is not None)
    dialog = part(screen, "import_dialog")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(screen.presenter.looked_over):
        dialog.fileSelected.emit(str(listed(tmp_path, HOA)))
    dialog.close()
    assert text(screen, "import_begin") == "Nhập 1 người"
    assert rows(screen) == []


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "Tệp này trống"),
        ("Hä vµ tªn,Ngµy sinh\nNguyÔn V¨n,1990".encode("latin-1"), "TCVN3"),
        ("DỮ LIỆU MẪU\nHọ tên,Năm sinh\nNguyễn Hoa,1990".encode(), "không được nhập vào sổ thật"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_another_can_be_chosen(
    qtbot: QtBot, room: Room, tmp_path: Path, raw: bytes, sentence: str
) -> None:
    (tmp_path / "x.csv").write_bytes(raw)
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.presenter.refused):
        screen.look_over(tmp_path / "x.csv")
    assert sentence in text(screen, "import_error")
    assert part(screen, "import_choose").hasFocus()
    assert not part(screen, "import_begin").isVisible()
    assert "Họ và tên" in screen.state.notice_text()


def test_a_file_that_is_gone_says_so(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = opened(qtbot, room)
    with qtbot.waitSignal(screen.presenter.refused):
        screen.look_over(tmp_path / "none.csv")
    assert "Không mở được tệp này" in text(screen, "import_error")


def test_a_bad_file_after_a_good_one_leaves_no_bar_running(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA))
    (tmp_path / "x.csv").write_bytes(b"")
    with qtbot.waitSignal(screen.presenter.refused):
        screen.look_over(tmp_path / "x.csv")
    assert "Họ và tên" in screen.state.notice_text()
    assert part(screen, "import_choose").isEnabled()


def test_it_fits_the_smallest_window(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen = looked_over(qtbot, room, listed(tmp_path, HOA, ODD, BAD))
    assert screen.minimumSizeHint().width() <= 1280 - 312


def test_every_part_has_a_name_for_a_screen_reader(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room)
    for name in ("import_table", "import_bar", "import_begin", "import_choose", "import_keep", "import_stop"):
        assert part(screen, name).accessibleName(), name
