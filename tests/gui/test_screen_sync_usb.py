"""Work carried by hand, as the official sees it: a folder chosen, what came of it said, the docket laid before him."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.screens.sync.carrying import Carrying, begin_at
from desktop_app.screens.sync.view import SyncScreen
from desktop_app.services import papers
from desktop_app.services.bundles import docket_of
from desktop_app.widgets.banner import Banner
from sync.client.engine import SyncReport
from tests.gui.desk_room import Room, click, desk_room, part, show, taken_in
from tests.gui.test_screen_sync import WrittenFerry
from tests.unit.notebook_room import Hands


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, room: Room) -> tuple[SyncScreen, Carrying]:
    screen = SyncScreen(room.desk, room.write, room.read, room.sync, WrittenFerry(SyncReport()))
    qtbot.addWidget(screen)
    carrying = Carrying(screen, room.desk, room.sync, Hands(seed=5).random)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    return screen, carrying


def said(screen: SyncScreen) -> str:
    banner = part(screen, "usb_said")
    assert isinstance(banner, Banner)
    return banner.text()


def choose(qtbot: QtBot, screen: SyncScreen, room: Room, name: str, folder: Path) -> None:
    """Press a button and choose a folder in the dialog that opens."""
    click(screen, name)
    dialog = part(screen, "stick_dialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    qtbot.waitUntil(room.is_idle)


def test_a_bundle_is_written_and_its_docket_asked_for(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    taken_in(room.desk, "Nguyễn Mẫu")
    screen, carrying = opened(qtbot, room)
    stick = tmp_path / "usb"
    stick.mkdir()
    with qtbot.waitSignal(carrying.print_asked) as asked:
        choose(qtbot, screen, room, "export_usb", stick)
    assert [each.name for each in stick.iterdir()] == ["hpv-09661-M07-1.pha"]
    assert "hpv-09661-M07-1.pha: 2 việc" in said(screen)
    kind, bundle = asked.args
    assert kind == papers.DOCKET
    assert docket_of(room.desk, UUID(hex=bundle)).operations == 2


def test_a_stick_that_is_gone_is_said_so(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen, _ = opened(qtbot, room)
    choose(qtbot, screen, room, "export_usb", tmp_path / "pulled")
    assert "Xin cắm lại USB" in said(screen)


def test_a_stick_without_answers_is_said_so(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    screen, _ = opened(qtbot, room)
    choose(qtbot, screen, room, "import_usb", tmp_path)
    assert "Không thấy tệp trả lời" in said(screen)


def test_one_begins_to_look_on_the_stick_that_is_plugged_in(tmp_path: Path) -> None:
    home, media = tmp_path / "home" / "can-bo", (tmp_path / "media", tmp_path / "run")
    assert begin_at(home, media) == home
    stick = media[1] / "can-bo" / "USB MAU"
    stick.mkdir(parents=True)
    (stick.parent / "a file").touch()
    (media[0] / "somebody-else" / "USB").mkdir(parents=True)
    assert begin_at(home, media) == stick
    (stick.parent / "another").mkdir()
    assert begin_at(home, media) == stick.parent
