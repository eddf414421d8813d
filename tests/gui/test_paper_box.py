"""The box in which a paper is looked at, printed, saved and voided: real windows, a real notebook, real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.printing.drawing import Drawable
from desktop_app.printing.errors import PrinterRefusedError
from desktop_app.printing.press import Press
from desktop_app.printing.printers import print_on
from desktop_app.services import papers, prints
from desktop_app.services.papers import Paper
from desktop_app.widgets.paper_box import NAMES, PaperBox
from tests.e2e.reading_papers import read_pdf
from tests.gui.desk_room import Room, click, desk_room, part, press, show, type_into
from tests.gui.garbage import collected_on_this_thread
from tests.unit.paper_room import PROVISIONAL, full_dossier

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(slots=True)
class FilePrinters:
    """A printer that puts what comes out into files: paper of a real QPrinter. `is_out`: its tray is empty."""

    folder: Path
    shelf: tuple[str, ...] = ("Máy in quầy 1", "Máy in tầng 2")
    is_out: bool = False
    copies: list[int] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        return self.shelf

    def send(self, printer: str, drawable: Drawable, *, copies: int) -> None:
        if self.is_out:
            raise PrinterRefusedError
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(self.folder / f"{printer}-{len(self.copies) + 1}.pdf"))
        print_on(device, drawable)
        self.copies.append(copies)

    def words(self, number: int, printer: str = "Máy in quầy 1") -> str:
        return read_pdf((self.folder / f"{printer}-{number}.pdf").read_bytes()).words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A window with a box open over it."""

    room: Room
    window: QMainWindow
    box: PaperBox
    paper: Paper
    printers: FilePrinters
    qtbot: QtBot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.room.is_idle() and part(self.box, "save_pdf").isEnabled(), timeout=10_000)

    def click(self, name: str) -> None:
        click(self.box, name)
        self.settle()

    def text(self, name: str) -> str:
        shown = part(self.box, name)
        assert isinstance(shown, QLabel)
        return shown.text() if shown.isVisible() else ""


OpenStand = Callable[[FilePrinters], Stand]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenStand]:
    with collected_on_this_thread(), desk_room(tmp_path) as room:
        made: list[Stand] = []

        def open_stand(printers: FilePrinters) -> Stand:
            window = QMainWindow()
            qtbot.addWidget(window)
            window.resize(1280, 720)
            show(qtbot, window)
            desk = replace(room.desk, commune_name="Xã Minh Châu")
            paper = papers.receipt(desk, full_dossier(desk))
            desk_press = Press(desk, room.write, room.read, resources=RESOURCES, printers=printers)
            box = PaperBox.open_for(window.centralWidget() or window, desk_press, paper)
            qtbot.waitExposed(box)
            stand = Stand(room=room, window=window, box=box, paper=paper, printers=printers, qtbot=qtbot)
            stand.settle()
            made.append(stand)
            return stand

        yield open_stand
        for stand in made:
            stand.window.close()


@pytest.fixture
def stand(opened: OpenStand, tmp_path: Path) -> Stand:
    return opened(FilePrinters(tmp_path))


def test_every_kind_of_paper_has_a_name_on_the_screen() -> None:
    assert set(NAMES) == set(papers.KINDS)


def test_the_box_shows_the_paper_and_the_keyboard_stands_on_print(stand: Stand) -> None:
    page = part(stand.box, "page_1")
    assert isinstance(page, QLabel)
    assert page.pixmap().width() > 500
    assert part(stand.box, "print").hasFocus()
    assert part(stand.box, "copies").property("text") == "2"
    assert not part(stand.box, "void_print").isEnabled()
    assert stand.text("said") == stand.text("trouble") == ""


def test_enter_prints_and_the_second_print_says_that_it_is_one(stand: Stand) -> None:
    with stand.qtbot.waitSignal(stand.box.printed) as told:
        press(part(stand.box, "print"), Qt.Key.Key_Return)
    stand.settle()
    assert told.args == [1]
    assert stand.text("said") == "Đã gửi tới máy in Máy in quầy 1."
    assert part(stand.box, "print").property("text") == "In lại"
    assert part(stand.box, "print").hasFocus()
    stand.click("print")
    assert "in lại" not in stand.printers.words(1)
    assert "Bản in lại lần 1" in stand.printers.words(2)
    assert stand.printers.copies == [2, 2]


def test_a_spoiled_print_is_voided_with_its_reason_and_the_next_replaces_it(stand: Stand) -> None:
    stand.click("print")
    click(stand.box, "void_print")
    click(stand.box, "give_reason")
    assert prints.count(stand.room.desk, stand.paper).is_last_voided is False
    type_into(stand.box, "reason", "Máy in hết giấy")
    stand.click("give_reason")
    assert prints.count(stand.room.desk, stand.paper).is_last_voided is True
    assert "Đã hủy bản in." in stand.text("said")
    assert not part(stand.box, "void_print").isEnabled()
    stand.click("print")
    assert "Bản in lại lần 1, thay cho bản đã hủy" in stand.printers.words(2)
    assert part(stand.box, "void_print").isEnabled()


def test_enter_in_a_field_or_on_another_button_never_prints(stand: Stand) -> None:
    stand.click("print")
    press(part(stand.box, "copies"), Qt.Key.Key_Return)
    part(stand.box, "void_print").setFocus()
    press(part(stand.box, "void_print"), Qt.Key.Key_Return)
    line = type_into(stand.box, "reason", "Kẹt giấy")
    press(line, Qt.Key.Key_Return)
    stand.settle()
    counted = prints.count(stand.room.desk, stand.paper)
    assert (counted.last, counted.is_last_voided, len(stand.printers.copies)) == (1, True, 1)


def test_a_printer_that_refuses_is_told_and_the_used_number_can_be_voided(opened: OpenStand, tmp_path: Path) -> None:
    stand = opened(FilePrinters(tmp_path, is_out=True))
    stand.click("print")
    assert "Máy in không nhận." in stand.text("trouble")
    assert part(stand.box, "print").hasFocus()
    assert "xin bấm «Hủy bản in…» rồi in lại" in stand.text("trouble")
    assert part(stand.box, "void_print").isEnabled()
    stand.printers.is_out = False
    stand.click("print")
    assert stand.text("trouble") == ""
    assert "Bản in lại lần 1" in stand.printers.words(1)


def test_without_a_printer_the_file_is_offered(opened: OpenStand, tmp_path: Path) -> None:
    stand = opened(FilePrinters(tmp_path, shelf=()))
    assert not part(stand.box, "print").isEnabled()
    assert not part(stand.box, "printer").isVisible()
    assert stand.text("said") == "Máy này chưa có máy in. Xin lưu thành tệp PDF rồi in ở máy khác."
    assert part(stand.box, "save_pdf").hasFocus()


def test_the_file_is_written_where_it_was_chosen(stand: Stand, tmp_path: Path) -> None:
    click(stand.box, "save_pdf")
    chooser = part(stand.box, "choose_file")
    assert isinstance(chooser, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == f"mau-01_{PROVISIONAL}.pdf"
    target = tmp_path / "giấy hẹn.pdf"
    chooser.selectFile(str(target))
    chooser.accept()
    stand.qtbot.waitUntil(target.exists)
    stand.settle()
    assert stand.text("said") == "Đã lưu tệp giấy hẹn.pdf."
    assert read_pdf(target.read_bytes()).codes == (PROVISIONAL,)
    assert list(tmp_path.glob(".*.part")) == []
    assert prints.count(stand.room.desk, stand.paper).last == 1


def test_a_file_that_cannot_be_written_uses_no_number(stand: Stand, tmp_path: Path) -> None:
    for wrong in (tmp_path / "nowhere" / "x.pdf", tmp_path):
        stand.box.save_to(str(wrong))
        stand.settle()
        assert "Không ghi được tệp ở chỗ đã chọn." in stand.text("trouble")
    assert prints.count(stand.room.desk, stand.paper).last == 0


def test_a_wrong_number_of_copies_prints_nothing(stand: Stand) -> None:
    copies = part(stand.box, "copies")
    copies.setProperty("text", "0")
    click(stand.box, "print")
    assert stand.printers.copies == []
    assert prints.count(stand.room.desk, stand.paper).last == 0
    copies.setProperty("text", "3")
    stand.click("print")
    assert stand.printers.copies == [3]


def test_the_chosen_printer_prints(stand: Stand) -> None:
    QTest.keyClick(part(stand.box, "printer"), Qt.Key.Key_Down)
    stand.click("print")
    assert PROVISIONAL in stand.printers.words(1, "Máy in tầng 2")


def test_a_box_that_is_closed_while_it_prints_leaves_nothing_behind(stand: Stand) -> None:
    click(stand.box, "print")
    press(stand.box, Qt.Key.Key_Escape)
    stand.qtbot.waitUntil(stand.room.is_idle)
    assert stand.printers.copies == [2]
    assert prints.count(stand.room.desk, stand.paper).last == 1
    stand.qtbot.waitUntil(lambda: stand.window.findChild(QWidget, "paper_box") is None)
