"""Sync as the official sees it: counts that are true, trouble in sentences, and a window that stays alive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.sync.view import SyncScreen
from desktop_app.widgets.banner import Banner
from sync.client.engine import SyncReport
from tests.gui.desk_room import Room, click, desk_room, part, shelved, show


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


class WrittenFerry:
    """Crosses as told, and can be held on its way."""

    def __init__(self, report: SyncReport) -> None:
        self.report = report
        self.crossings = 0
        self.may_land = threading.Event()
        self.may_land.set()

    def sync(self) -> SyncReport:
        self.crossings += 1
        assert self.may_land.wait(10)
        return self.report


def opened(qtbot: QtBot, room: Room, ferry: WrittenFerry) -> SyncScreen:
    screen = SyncScreen(room.desk, room.read, room.sync, ferry)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    return screen


def said(screen: SyncScreen) -> str:
    banner = part(screen, "sync_said")
    assert isinstance(banner, Banner)
    return banner.text()


def test_the_counts_and_the_list_are_those_of_the_notebook(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Trần Văn Mẫu")  # person, dossier, result, shelf
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert {state: tile.number for state, tile in screen.tiles.items()} == {
        "waiting": 4, "sending": 0, "received": 0, "applied": 0, "durable": 0, "held": 0, "parked": 0,
    }  # fmt: skip
    assert [row.cells[1] for row in screen.table.rows()] == [
        "Đặt lên kệ",
        "Ghi kết quả",
        "Tiếp nhận hồ sơ",
        "Ghi người mới",
    ]


def test_trouble_is_a_sentence_that_says_what_is_safe_and_what_to_do(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport(trouble="unreachable")))
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: said(screen).startswith("Chưa gửi được"))
    assert "Hồ sơ vẫn lưu an toàn trên máy này." in said(screen)


def test_green_stands_only_when_both_notebooks_agree(qtbot: QtBot, room: Room) -> None:
    ferry = WrittenFerry(SyncReport(sent=4, received=4, applied=4, agreed=False))
    screen = opened(qtbot, room, ferry)
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: said(screen) == "Hệ thống đã nhận 4 việc.")
    ferry.report = SyncReport(agreed=True)
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: said(screen).startswith("Đã đồng bộ."))


def test_the_window_stays_alive_while_the_ferry_is_on_its_way(qtbot: QtBot, room: Room) -> None:
    ferry = WrittenFerry(SyncReport(agreed=True))
    ferry.may_land.clear()
    screen = opened(qtbot, room, ferry)
    button = part(screen, "sync_now")
    assert isinstance(button, QPushButton)
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: ferry.crossings == 1)
    assert not button.isEnabled()
    screen.shown()  # other work goes on: the notebook is read anew meanwhile
    qtbot.waitUntil(room.read.is_idle)
    screen.presenter.sync_now()
    ferry.may_land.set()
    qtbot.waitUntil(button.isEnabled)
    assert ferry.crossings == 1


def test_every_crossing_tells_the_frame_to_look_again(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    with qtbot.waitSignal(screen.wrote):
        click(screen, "sync_now")
    qtbot.waitUntil(room.is_idle)
