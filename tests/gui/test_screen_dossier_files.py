"""The files of a dossier on its page: attached without waiting, seen from memory, sent for, or saved as a copy."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.dossier.view import DossierScreen
from desktop_app.screens.places import Place
from desktop_app.screens.shell.schedule import Schedule
from desktop_app.services import files
from desktop_app.storage.files import FileShelf
from desktop_app.widgets.picture import THUMBNAIL_PX, picture_of, small_picture
from desktop_app.widgets.picture_box import PictureBox
from sync.client.engine import SyncReport
from sync.protocol.limits import FILE_MAX_BYTES
from sync.records import attachment as attachments
from sync.records.dossier import Dossier
from tests.gui.desk_room import Room, click, desk_room, part, press, show, taken_in
from tests.gui.whole_desk import whole_desk

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
PLACE = "21.0285,105.8542"


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


@pytest.fixture
def dossier(room: Room) -> Dossier:
    return taken_in(room.desk, "Trần Văn Mẫu")


def a_picture(width: int, height: int, *, kind: bytes = b"jpeg", colour: str = "#aa3311", place: str = "") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    for at in range(min(width, height) // 3):
        image.setPixelColor(at, at, QColor("white"))
    target = QBuffer()
    target.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(target, QByteArray(kind))
    if place:
        writer.setText("Comment", place)
    assert writer.write(image)
    return bytes(target.data().data())


def turned(jpeg: bytes) -> bytes:
    """Say in its EXIF that a JPEG was taken with the camera upright: turn it by 90 degrees."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def bomb(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


def opened(qtbot: QtBot, room: Room, dossier: Dossier) -> DossierScreen:
    screen = DossierScreen(room.desk, room.write, room.read)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.open(dossier.id.hex)
    qtbot.waitUntil(lambda: words(screen, "files_name").startswith("Tệp đính kèm ("))
    return screen


def words(screen: QWidget, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def listed(screen: DossierScreen) -> list[tuple[str, ...]]:
    return [row.cells for row in screen.files.table.rows()]


def choose(qtbot: QtBot, screen: QWidget, path: Path, name: str) -> None:
    dialog = screen.findChild(QFileDialog, name)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.fileSelected.emit(str(path))
    dialog.close()


def attach(qtbot: QtBot, screen: DossierScreen, path: Path) -> None:
    before = len(listed(screen))
    click(screen, "attach_file")
    choose(qtbot, screen, path, "choose_attachment")
    qtbot.waitUntil(lambda: len(listed(screen)) == before + 1)


def test_a_picture_is_attached_listed_with_its_small_picture_and_looked_at(
    qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path
) -> None:
    chosen = tmp_path / "Đơn & <b>giấy.jpg"
    chosen.write_bytes(a_picture(900, 600))
    screen = opened(qtbot, room, dossier)
    assert words(screen, "files_name") == "Tệp đính kèm (0)"
    with qtbot.waitSignal(screen.wrote):
        attach(qtbot, screen, chosen)
    assert words(screen, "files_name") == "Tệp đính kèm (1)"
    name, state = listed(screen)[0]
    assert name.splitlines()[0] == chosen.name
    assert (name.splitlines()[1][:6], state) == ("Ảnh · ", "Chờ gửi")
    picture = screen.files.table.rows()[0].picture
    assert picture is not None
    assert picture.size() == QSize(320, 213)
    press(screen.files.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PictureBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, PictureBox)
    assert box.windowTitle() == chosen.name
    click(box, "picture_size")
    click(box, "picture_size")
    press(box, Qt.Key.Key_Escape)


def test_nothing_of_a_picture_that_was_looked_at_lies_on_the_disk(
    qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path
) -> None:
    content = a_picture(500, 300, place=PLACE)
    files.attach(room.desk, dossier.id, content, name="a.jpg", thumbnail=small_picture(content))
    screen = opened(qtbot, room, dossier)
    click(screen, "view_file")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PictureBox))
    found = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert found
    assert not [each for each in found if content[200:300] in each or PLACE.encode() in each]
    box = QApplication.activeModalWidget()
    assert isinstance(box, PictureBox)
    press(box, Qt.Key.Key_Escape)


def test_a_pdf_is_saved_as_a_copy_after_the_warning(qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path) -> None:
    files.attach(room.desk, dossier.id, PDF, name="../../Đơn.pdf")
    screen = opened(qtbot, room, dossier)
    qtbot.waitUntil(lambda: len(listed(screen)) == 1)
    said: list[str] = []
    answered(said, "leave")
    click(screen, "view_file")
    assert screen.findChild(QFileDialog, "choose_copy") is None
    answered(said, "save")
    click(screen, "copy_file")
    assert all("không được mã hóa" in each for each in said)
    assert "không xem được trong chương trình" in said[0]
    dialog = screen.findChild(QFileDialog, "choose_copy")
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "_.._Đơn.pdf"
    choose(qtbot, screen, tmp_path / "copy.pdf", "choose_copy")
    qtbot.waitUntil(lambda: "Đã lưu bản sao copy.pdf" in screen.files.said.text())
    assert (tmp_path / "copy.pdf").read_bytes() == PDF
    assert not list(tmp_path.glob(".*.part"))


def answered(said: list[str], key: str) -> None:
    """Press a button of the message that opens next, and keep what it says."""

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        found = box.findChild(QPushButton, key)
        assert isinstance(found, QPushButton)
        found.click()

    QTimer.singleShot(0, press_it)


def test_a_file_of_another_laptop_is_sent_for(qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with desk_room(tmp_path / "there") as there:
        content = a_picture(400, 300)
        theirs = files.attach(there.desk, taken_in(there.desk, "Mẫu").id, content, name="a.jpg")
        sealed = FileShelf(there.desk.notebook, tmp_path).read(bytes.fromhex(theirs.hash), 0, theirs.size)
    with room.desk.notebook.writing(room.desk.author) as work:
        work.record(attachments.attach(dossier, theirs))
    screen = opened(qtbot, room, dossier)
    qtbot.waitUntil(lambda: len(listed(screen)) == 1)
    assert (listed(screen)[0][1], label_of(screen, "view_file")) == ("Chưa tải về", "Tải về")
    assert not part(screen, "copy_file").isVisible()
    with qtbot.waitSignal(screen.wrote):
        press(part(screen, "view_file"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed(screen)[0][1] == "Đang chờ tải")
    assert "Sẽ tải a.jpg ở lần đồng bộ tới." in screen.files.said.text()
    assert not part(screen, "view_file").isEnabled()
    shelf = FileShelf(room.desk.notebook, tmp_path)
    shelf.take(bytes.fromhex(theirs.hash), 0, sealed[:1000])
    screen.shown()
    qtbot.waitUntil(lambda: listed(screen)[0][1].startswith("Đang chờ tải\nđã có "))
    shelf.keep_back(bytes.fromhex(theirs.hash), "no_room")
    screen.shown()
    qtbot.waitUntil(lambda: listed(screen)[0][1] == "Đang chờ tải\nđĩa sắp đầy")
    shelf.take(bytes.fromhex(theirs.hash), 1000, sealed[1000:])
    assert shelf.finish(bytes.fromhex(theirs.hash))
    screen.shown()
    qtbot.waitUntil(lambda: listed(screen)[0][1] == "Đã tải về")
    assert (label_of(screen, "view_file"), part(screen, "copy_file").isVisible()) == ("Xem", True)


def label_of(screen: QWidget, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QPushButton)
    return found.text()


def test_a_file_that_the_centre_does_not_take_says_why_and_can_be_sent_again(
    qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path
) -> None:
    made = files.attach(room.desk, dossier.id, PDF, name="a.pdf")
    FileShelf(room.desk.notebook, tmp_path).keep_back(bytes.fromhex(made.hash), "quota")
    screen = opened(qtbot, room, dossier)
    qtbot.waitUntil(lambda: len(listed(screen)) == 1)
    assert listed(screen)[0][1] == "Không gửi được\ntrung tâm hết chỗ"
    with qtbot.waitSignal(screen.wrote):
        press(part(screen, "send_file_again"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed(screen)[0][1] == "Chờ gửi")
    assert not part(screen, "send_file_again").isVisible()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\0 a program", "Chỉ đính kèm được tệp PDF, ảnh JPEG hoặc PNG."),
        (b"", "Tệp này trống."),
        (b"%PDF-" + bytes(FILE_MAX_BYTES), "Tệp lớn hơn 32 MB."),
        (None, "Không đọc được tệp này."),
    ],
)
def test_what_cannot_be_attached_is_said_below_the_list(
    qtbot: QtBot, room: Room, dossier: Dossier, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    chosen = tmp_path / "chosen.pdf"
    if content is not None:
        chosen.write_bytes(content)
    screen = opened(qtbot, room, dossier)
    screen.files.presenter.attach(chosen)
    qtbot.waitUntil(lambda: words(screen, "files_error").startswith(sentence))
    assert listed(screen) == []


def test_the_list_and_its_buttons_are_reached_by_the_keyboard(qtbot: QtBot, room: Room, dossier: Dossier) -> None:
    files.attach(room.desk, dossier.id, PDF, name="a.pdf")
    screen = opened(qtbot, room, dossier)
    qtbot.waitUntil(lambda: len(listed(screen)) == 1)
    wanted = {"attach_file", "files", "view_file", "copy_file"}
    part(screen, "back").setFocus()
    for _ in range(30):
        wanted.discard(tabbed().objectName())
    assert wanted == set()


def tabbed() -> QWidget:
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, Qt.Key.Key_Tab)
    now = QApplication.focusWidget()
    assert now is not None
    return now


def test_another_dossiers_files_take_the_place_of_these(qtbot: QtBot, room: Room, dossier: Dossier) -> None:
    files.attach(room.desk, dossier.id, PDF, name="a.pdf")
    screen = opened(qtbot, room, dossier)
    qtbot.waitUntil(lambda: len(listed(screen)) == 1)
    other = taken_in(room.desk, "Lê Mẫu")
    screen.open(other.id.hex)
    qtbot.waitUntil(lambda: words(screen, "files_name") == "Tệp đính kèm (0)")
    assert not screen.files.table.isVisible()
    assert not part(screen, "view_file").isVisible()


def test_what_a_crossing_did_to_the_files_shows_on_the_page_that_is_open(
    qtbot: QtBot, qapp: object, tmp_path: Path
) -> None:
    with whole_desk(tmp_path) as made:
        dossier = taken_in(made.room.desk, "Trần Văn Mẫu")
        made.show(Place.DOSSIER, dossier.id.hex)
        page, schedule = made.window.findChild(DossierScreen), made.desktop.findChild(Schedule)
        assert page is not None
        assert schedule is not None
        files.attach(made.room.desk, dossier.id, PDF, name="a.pdf")
        schedule.crossed.emit(SyncReport())
        qtbot.waitUntil(lambda: len(listed(page)) == 1)


def test_a_small_picture_is_upright_small_and_says_nothing_of_where_it_was_taken(qapp: object) -> None:
    content = turned(a_picture(800, 400, place=PLACE))
    assert PLACE.encode() in content
    made = small_picture(content)
    small = picture_of(made, longest_px=THUMBNAIL_PX)
    assert small is not None
    assert small.size() == QSize(160, 320)
    assert len(made) < 20_000
    assert PLACE.encode() not in made
    assert b"Exif" not in made
    assert not small.textKeys()
    # The white line ran from the upper left corner; turned by 90 degrees, it begins at the upper right.
    assert small.pixelColor(QPoint(158, 1)).lightness() > small.pixelColor(QPoint(1, 1)).lightness()


def test_a_see_through_picture_is_drawn_on_white(qapp: object) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    target = QBuffer()
    target.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    small = picture_of(small_picture(bytes(target.data().data())), longest_px=THUMBNAIL_PX)
    assert small is not None
    assert small.pixelColor(20, 20) == QColor("white")


@pytest.mark.parametrize(
    "content",
    [
        bomb(60_000, 60_000),
        bomb(2**31 - 1, 2**31 - 1),
        pytest.param(b"\xff\xd8\xff\xe0", marks=pytest.mark.qt_log_ignore("JPEG")),
        b"GIF89a" + bytes(50),
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        PDF,
        b"",
    ],
)
def test_no_picture_is_made_of_what_is_none_or_would_fill_the_memory(qapp: object, content: bytes) -> None:
    assert picture_of(content, longest_px=100) is None
    assert small_picture(content) == b""


def test_only_the_readers_of_what_may_be_attached_see_what_somebody_brought(qapp: object) -> None:
    other = a_picture(9, 9, kind=b"bmp")
    assert not QImage.fromData(other).isNull()
    assert picture_of(other, longest_px=100) is None


def test_a_picture_of_one_line_has_a_small_one_too(qapp: object) -> None:
    small = picture_of(small_picture(a_picture(6_000, 3)), longest_px=THUMBNAIL_PX)
    assert small is not None
    assert small.size() == QSize(320, 1)
