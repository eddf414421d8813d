"""Sync as the official sees it: counts that are true, trouble in sentences, and a window that stays alive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens import deeds, troubles
from desktop_app.screens.places import Place
from desktop_app.screens.sync.relay import ProgressRelay
from desktop_app.screens.sync.view import SyncScreen
from desktop_app.services import settling, syncing
from desktop_app.storage.pier import Pier
from desktop_app.widgets.banner import Banner
from sync.client.engine import SyncReport
from sync.client.progress import Leg, Progress
from sync.protocol.messages import VerdictState
from tests.gui.clashes import clash, park
from tests.gui.desk_room import MORNING_MS, Room, click, desk_room, on_run, part, press, shelved, show, taken_in


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

    def is_reachable(self) -> bool:
        return True


def opened(qtbot: QtBot, room: Room, ferry: WrittenFerry) -> SyncScreen:
    screen = SyncScreen(room.desk, room.write, room.read, room.sync, ferry)
    screen.resize(1102, 690)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    return screen


def reason(screen: SyncScreen) -> str:
    line = part(screen, "operation_reason")
    assert isinstance(line, QLabel)
    return line.text()


def said(screen: SyncScreen) -> str:
    """Return what stands under the title: the trouble's card, else the banner."""
    banner = part(screen, "sync_said")
    assert isinstance(banner, Banner)
    return words(screen, "trouble_text") if part(screen, "trouble").isVisible() else banner.text()


def words(screen: SyncScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text()


def test_the_counts_and_the_list_are_those_of_the_notebook(qtbot: QtBot, room: Room) -> None:
    shelved(room.desk, "Trần Văn Mẫu")  # person, dossier, result, shelf
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert {state: tile.number for state, tile in screen.tiles.items()} == {
        "waiting": 4, "sending": 0, "received": 0, "applied": 0, "durable": 0, "held": 0, "parked": 0,
        "set_aside": 0,
    }  # fmt: skip
    unsent = part(screen, "unsent")
    assert isinstance(unsent, QLabel)
    assert unsent.text().startswith("Chờ gửi: 4 việc, ")
    assert unsent.text().endswith(" KB")
    assert [row.cells[1] for row in screen.table.rows()] == [
        "Đặt lên kệ",
        "Ghi kết quả",
        "Tiếp nhận hồ sơ",
        "Ghi người mới",
    ]


def test_trouble_is_a_sentence_that_says_what_is_safe_and_what_to_do(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport(trouble="unreachable")))
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: said(screen).startswith("Chưa đồng bộ được"))
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
    press(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ferry.crossings == 1)
    assert not button.isEnabled()
    assert screen.focusWidget() is screen.table  # a second Space must not switch what stands beside the button
    screen.shown()  # other work goes on: the notebook is read anew meanwhile
    qtbot.waitUntil(room.read.is_idle)
    screen.presenter.sync_now()
    ferry.may_land.set()
    qtbot.waitUntil(button.isEnabled)
    assert screen.focusWidget() is button
    assert ferry.crossings == 1


def test_operations_stand_by_state_with_why_and_lead_to_their_dossier(qtbot: QtBot, room: Room) -> None:
    _, second = taken_in(room.desk, "Nguyễn Một"), taken_in(room.desk, "Trần Hai")
    park(room.desk, seq=2, reason="impossible_move")
    park(room.desk, seq=4, reason="", state=VerdictState.APPLIED)
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert [row.cells[0] for row in screen.table.rows()] == ["Cần xử lý", "Chờ gửi", "Chờ gửi", "Đã ghi nhận"]
    assert reason(screen) == deeds.reason("impossible_move")
    assert words(screen, "open_operation") == "Cách xử lý…"
    with qtbot.waitSignal(screen.go) as went:
        press(screen.table, Qt.Key.Key_Return)
    assert went.args == [Place.CONFLICTS, ""]
    press(screen.table, Qt.Key.Key_Down)
    assert reason(screen) == "Đã lưu trên máy này, chờ lần đồng bộ tới."
    assert not part(screen, "open_operation").isVisible()  # a person has no screen of his own
    press(screen.table, Qt.Key.Key_Down)
    press(screen.table, Qt.Key.Key_Down)
    assert reason(screen) == "Đã vào sổ chung của hệ thống."
    with qtbot.waitSignal(screen.go) as went:
        click(screen, "open_operation")
    assert went.args == [Place.DOSSIER, second.id.hex]


def test_what_leads_on_says_where_to(qtbot: QtBot, room: Room) -> None:
    run = on_run(room.desk, "Nguyễn Một")
    conflict = clash(room.desk, run.dossiers[0], {"note": "một"}, {"note": "hai"}, group="note")
    settling.settle(room.desk, conflict, chosen=settling.STANDING)
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    led = dict[str, str]()
    for row in screen.table.rows():
        screen.table.go_to(row.key)
        led[row.cells[1]] = words(screen, "open_operation")
    assert (led["Xếp chuyến"], led["Ghi kết quả"], led["Quyết định bản được giữ"]) == (
        "Mở chuyến",
        "Mở hồ sơ",
        "Mở Cần xử lý",
    )


def test_without_a_network_the_screen_stays_calm_and_says_since_when_it_agrees(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    Pier(room.desk.notebook).note_crossing(at_ms=MORNING_MS, trouble="", agreed_cursor=0)
    Pier(room.desk.notebook).note_crossing(at_ms=MORNING_MS + 3_600_000, trouble="unreachable", agreed_cursor=None)
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    agreed = part(screen, "agreed")
    assert isinstance(agreed, QLabel)
    assert agreed.text() == "Khớp với trung tâm lúc 08:30 04/11/2025\nThử lúc 09:30 04/11/2025"
    assert "Xin ông/bà cứ làm việc bình thường" in words(screen, "trouble_later")
    assert words(screen, "trouble_code") == "Mã DB-101 · 09:30 04/11/2025"
    assert part(screen, "trouble").property("tone") == "plain"


def test_when_both_agreed_at_the_last_try_that_is_all_that_is_said_of_it(qtbot: QtBot, room: Room) -> None:
    never = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert words(never, "agreed") == "Chưa khớp với trung tâm lần nào"
    Pier(room.desk.notebook).note_crossing(at_ms=MORNING_MS, trouble="", agreed_cursor=0)
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert words(screen, "agreed") == "Khớp với trung tâm lúc 08:30 04/11/2025"


def test_what_the_centre_could_not_apply_is_said_also_while_more_waits_to_be_sent(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    Pier(room.desk.notebook).note_crossing(at_ms=MORNING_MS, trouble="", agreed_cursor=None)
    waiting = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert said(waiting) == ""  # how much waits stands below the numbers already
    park(room.desk, seq=2, reason="impossible_move")
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert said(screen) == "Trung tâm chưa ghi được 1 việc. Xin xem mục Cần xử lý."
    assert words(screen, "unsent").startswith("Chờ gửi: 1 việc, ")


def test_progress_told_on_the_ferrys_thread_is_shown_by_bytes_and_goes_when_it_ends(qtbot: QtBot, room: Room) -> None:
    relay = ProgressRelay()
    screen = SyncScreen(room.desk, room.write, room.read, room.sync, WrittenFerry(SyncReport()), relay)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    told, bar = part(screen, "progress_words"), part(screen, "progress")
    assert isinstance(told, QLabel)
    assert isinstance(bar, QProgressBar)

    def tell(**now: int) -> None:
        progress = Progress(leg=Leg.SENDING, **now)
        thread = threading.Thread(target=relay.tell, args=(progress,))
        thread.start()
        thread.join()

    tell(done_bytes=34_000, total_bytes=122_880, segments_planned=1, operations_left=3)
    qtbot.waitUntil(lambda: told.text() == "Đang gửi 34 KB trên 120 KB · còn 3 việc")
    assert (bar.isVisible(), bar.value()) == (True, 276)
    tell(done_bytes=50, total_bytes=100, segments_done=1, segments_planned=2, operations_left=1_200)
    qtbot.waitUntil(lambda: told.text() == "Đang gửi 1 KB trên 1 KB · gói 2/2 · còn 1.200 việc")
    assert bar.value() == 750
    relay.tell(Progress(leg=Leg.ENDED))
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert not told.isVisible()


def test_every_crossing_tells_the_frame_to_look_again(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    with qtbot.waitSignal(screen.wrote):
        click(screen, "sync_now")
    qtbot.waitUntil(room.is_idle)


def test_paused_says_so_and_one_press_resumes_and_crosses(qtbot: QtBot, room: Room) -> None:
    ferry = WrittenFerry(SyncReport(agreed=True))
    screen = opened(qtbot, room, ferry)
    with qtbot.waitSignal(screen.presenter.paused_changed) as paused:
        click(screen, "pause")
    qtbot.waitUntil(lambda: words(screen, "sync_now") == "Tiếp tục đồng bộ")
    assert (paused.args, ferry.crossings) == ([True], 0)
    assert said(screen).startswith("Đồng bộ đang tạm dừng.")
    assert not part(screen, "pause").isVisible()
    with qtbot.waitSignal(screen.presenter.crossed):
        click(screen, "sync_now")
    qtbot.waitUntil(room.is_idle)
    assert ferry.crossings == 1
    assert words(screen, "sync_now") == "Đồng bộ ngay"


def test_a_metered_link_is_switched_by_the_keyboard_and_read_back(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    box = part(screen, "metered")
    assert isinstance(box, QCheckBox)
    with qtbot.waitSignal(screen.presenter.standing_shown):
        press(box, Qt.Key.Key_Space)
    assert syncing.status(room.desk).is_metered
    assert box.isChecked()
    assert opened(qtbot, room, WrittenFerry(SyncReport())).metered.isChecked()


def test_a_trouble_has_two_ways_out_a_code_and_the_request_and_can_be_copied(qtbot: QtBot, room: Room) -> None:
    ferry = WrittenFerry(SyncReport(trouble="quota", request_id="7f3a91c2", finished_at_ms=MORNING_MS))
    screen = opened(qtbot, room, ferry)
    click(screen, "sync_now")
    qtbot.waitUntil(part(screen, "trouble").isVisible)
    told = troubles.trouble("quota")
    assert words(screen, "trouble_text") == told.text
    assert words(screen, "trouble_cause") == told.cause
    assert part(screen, "trouble_now").accessibleName() == f"Cần dữ liệu ngay: {told.now}"
    assert part(screen, "trouble_later").accessibleName() == f"Chưa cần ngay: {told.later}"
    assert words(screen, "trouble_code") == "Mã DB-404 · 08:30 04/11/2025\nyêu cầu 7f3a91c2"
    press(part(screen, "copy_trouble"), Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == f"Mã DB-404 · 08:30 04/11/2025 · yêu cầu 7f3a91c2 · {told.text}"
    qtbot.waitUntil(room.is_idle)


def test_what_the_road_met_is_told_rather_than_that_there_was_no_road(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport(trouble="not_the_centre", reason="portal")))
    click(screen, "sync_now")
    qtbot.waitUntil(lambda: said(screen) == troubles.trouble("portal").text)
    qtbot.waitUntil(room.is_idle)


def test_the_road_over_a_stick_is_asked_for_and_its_outcome_shown(qtbot: QtBot, room: Room) -> None:
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    for name, signal in (("export_usb", screen.export_asked), ("import_usb", screen.import_asked)):
        with qtbot.waitSignal(signal):
            press(part(screen, name), Qt.Key.Key_Space)
    screen.show_usb("Đã ghi 3 gói ra USB. Phiếu giao số 7.", "good")
    screen.show_files("3 tệp, 2,1 MB")
    assert part(screen, "usb_said").isVisible()
    assert words(screen, "unsent") == "Không còn việc nào chờ gửi · 3 tệp, 2,1 MB"


def test_what_was_set_aside_stays_counted_and_says_why(qtbot: QtBot, room: Room) -> None:
    taken_in(room.desk, "Nguyễn Một")
    park(room.desk, seq=2, reason="set_aside", state=VerdictState.SET_ASIDE)
    screen = opened(qtbot, room, WrittenFerry(SyncReport()))
    assert screen.tiles["set_aside"].number == 1
    assert [row.cells[0] for row in screen.table.rows()] == ["Chờ gửi", "Không ghi"]
    press(screen.table, Qt.Key.Key_Down)
    assert reason(screen).startswith("Có người đã quyết định không ghi việc này")
