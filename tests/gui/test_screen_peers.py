"""The commune's other laptops, as officials see them: two real notebooks, each with its own desk, over loopback."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import JobRunner
from desktop_app.screens.sync import words
from desktop_app.screens.sync.meetings import Meetings, addresses_here
from desktop_app.screens.sync.peers_box import PeersBox, show_peers
from desktop_app.services import peers
from desktop_app.services.desk import Desk
from desktop_app.storage.peers import PeerPier
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.table import RecordTable
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import LIGHT
from sync.client.handing_on import Fate, refusal_for
from sync.client.relay import PORT, SILENCE_S
from sync.protocol.messages import ProblemCode
from tests.gui.desk_room import ROOT, click, desk_room, part, press, show, type_into
from tests.gui.garbage import collected_on_this_thread
from tests.gui.whole_desk import new_desktop
from tests.unit import bundle_room
from tests.unit.bundle_room import cross


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One laptop with its workers and an open window."""

    desk: Desk
    meetings: Meetings
    runners: tuple[JobRunner, ...]
    window: QWidget
    port: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def is_idle(self) -> bool:
        return all(runner.is_idle() for runner in self.runners)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[bundle_room.Room]:
    """Two laptops that met the centre once, and a third that never did."""
    made = bundle_room.new_room(tmp_path, posts=3)
    for at in (0, 1):
        assert cross(made, at).trouble == ""
    yield made
    made.close()


@contextmanager
def side(desk: Desk, port: int) -> Iterator[Side]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.styleSheet():
        apply_theme(app, LIGHT, resources=ROOT / "resources")
    write, read, ferry = runners = tuple(
        JobRunner(threads=threads, name=name) for name, threads in (("write", 1), ("read", 2), ("ferry", 1))
    )
    meetings = Meetings(desk, write, read, ferry, random.Random(port).randbytes, host="127.0.0.1", port=port)
    window = QWidget()
    window.resize(1366, 738)
    made = Side(desk=desk, meetings=meetings, runners=runners, window=window, port=port)
    try:
        yield made
    finally:
        window.close()
        while not made.is_idle():
            QCoreApplication.processEvents()
        for runner in runners:
            runner.shut_down()
        meetings.close()
        window.deleteLater()
        meetings.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sides(qapp: object, room: bundle_room.Room) -> Iterator[list[Side]]:
    with ExitStack() as stack:
        yield [stack.enter_context(side(post.desk, free_port())) for post in room.posts]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def opened(qtbot: QtBot, at: Side) -> PeersBox:
    show(qtbot, at.window)
    box = show_peers(at.window, at.meetings)
    qtbot.waitActive(box)
    qtbot.waitUntil(at.is_idle)
    return box


def text_of(box: PeersBox, name: str) -> str:
    found = part(box, name)
    assert isinstance(found, QLabel | Banner)
    return found.text()


def is_let_in(box: PeersBox) -> bool:
    found = part(box, "lets_in")
    assert isinstance(found, QCheckBox)
    return found.isChecked()


def address_in(box: PeersBox) -> str:
    found = part(box, "address")
    assert isinstance(found, QLineEdit)
    return found.text()


def work_in(box: PeersBox) -> list[tuple[str, ...]]:
    table = part(box, "peer_work")
    assert isinstance(table, RecordTable)
    return [row.cells for row in table.rows()]


def let_in(qtbot: QtBot, at: Side) -> PeersBox:
    box = opened(qtbot, at)
    lets_in = part(box, "lets_in")
    assert isinstance(lets_in, QCheckBox)
    lets_in.click()
    qtbot.waitUntil(lambda: at.is_idle() and lets_in.isChecked())
    return box


def call(qtbot: QtBot, at: Side, box: PeersBox, address: str) -> str:
    """Type an address, press the button, and return what is said when it is over."""
    field = part(box, "address")
    assert isinstance(field, QLineEdit)
    field.clear()
    type_into(box, "address", address)
    click(box, "meet")
    qtbot.waitUntil(lambda: at.is_idle() and not at.meetings.is_busy, timeout=15_000)
    return text_of(box, "peers_said")


def test_two_laptops_swap_their_work_and_each_shows_the_others(
    qtbot: QtBot, room: bundle_room.Room, sides: list[Side]
) -> None:
    for at in (0, 1):
        room.posts[at].work(2)
    theirs = let_in(qtbot, sides[1])
    ours = opened(qtbot, sides[0])
    assert work_in(ours) == []
    said = call(qtbot, sides[0], ours, sides[1].address)
    assert said == "Đã trao đổi xong: trao 1 gói, nhận 1 gói."
    qtbot.waitUntil(lambda: text_of(theirs, "peers_said") == "Một máy của xã vừa nối vào: trao 1 gói, nhận 1 gói.")
    for box, author, at in ((ours, "M02", 1), (theirs, "M01", 0)):
        qtbot.waitUntil(sides[0].is_idle)
        qtbot.waitUntil(sides[1].is_idle)
        assert {cells[0] for cells in work_in(box)} == {author}
        assert sorted(cells[1] for cells in work_in(box)) == ["Ghi người mới"] * 2 + ["Tiếp nhận hồ sơ"] * 2
        saved = {each.provisional_code for each in room.posts[at].said_saved}
        assert {cells[2] for cells in work_in(box)} == saved | {"–"}
        assert text_of(box, "peer_count") == "Việc của máy khác, chưa qua trung tâm: 4"
    again = call(qtbot, sides[0], ours, sides[1].address)
    assert again == "Đã nối. Hai máy không còn gì mới để trao cho nhau."


def test_what_the_centre_has_is_no_longer_listed(qtbot: QtBot, room: bundle_room.Room, sides: list[Side]) -> None:
    room.posts[1].work()
    let_in(qtbot, sides[1])
    ours = opened(qtbot, sides[0])
    call(qtbot, sides[0], ours, sides[1].address)
    assert len(work_in(ours)) == 2
    for at in (1, 0):
        assert cross(room, at).trouble == ""
    sides[0].meetings.refresh()
    qtbot.waitUntil(lambda: work_in(ours) == [])


def test_people_are_told_whose_work_the_centre_will_not_take_and_why(
    qtbot: QtBot, room: bundle_room.Room, sides: list[Side]
) -> None:
    room.posts[1].work()
    let_in(qtbot, sides[1])
    ours = opened(qtbot, sides[0])
    call(qtbot, sides[0], ours, sides[1].address)
    assert text_of(ours, "peers_closed") == ""
    carrier = PeerPier(sides[0].desk.notebook)
    (segment,) = carrier.carried()
    carrier.note_refused(segment, refusal_for("revoked", 1, random.Random(1).randbytes))
    sides[0].meetings.refresh()
    said = "Trung tâm không nhận việc của máy M02: máy đó đã bị thu hồi quyền gửi."
    qtbot.waitUntil(lambda: text_of(ours, "peers_closed").startswith(said))
    assert len(work_in(ours)) == 2


def test_every_reason_for_which_a_chain_is_closed_has_its_words() -> None:
    refusals = [refusal_for(code, 3, random.Random(1).randbytes) for code in ProblemCode]
    closed = [each.reason for each in refusals if each.fate is Fate.CLOSED]
    assert len(closed) == 7
    for reason in closed:
        assert "M02" in words.not_taken("M02", reason)


def test_the_switch_and_the_address_are_remembered_and_listening_begins_again(
    qtbot: QtBot, room: bundle_room.Room, sides: list[Side]
) -> None:
    box = let_in(qtbot, sides[1])
    assert text_of(box, "where").startswith("Đang mở. Xin đọc cho máy kia: ") or "chưa nối mạng" in text_of(
        box, "where"
    )
    sides[1].meetings.close()
    ours = opened(qtbot, sides[0])
    assert "Máy kia chưa cho nối vào." in call(qtbot, sides[0], ours, sides[1].address)
    ours.reject()
    with side(room.posts[1].desk, free_port()) as again:
        again.meetings.resume()
        qtbot.waitUntil(again.is_idle)
        later = opened(qtbot, sides[0])
        assert address_in(later) == sides[1].address
        assert call(qtbot, sides[0], later, again.address).startswith("Đã nối.")
        box = opened(qtbot, again)
        assert is_let_in(box)
        click(box, "lets_in")
        qtbot.waitUntil(lambda: again.is_idle() and not is_let_in(box))
        assert "Đang đóng" in text_of(box, "where")
        assert not peers.is_switched_on(again.desk)
        assert "Máy kia chưa cho nối vào." in call(qtbot, sides[0], later, again.address)


def test_a_laptop_without_the_communes_key_is_told_what_to_do(qtbot: QtBot, sides: list[Side]) -> None:
    box = opened(qtbot, sides[2])
    assert "chưa có khóa chung của xã" in text_of(box, "where")
    assert "chưa có khóa chung của xã" in call(qtbot, sides[2], box, sides[0].address)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("  ", "Xin nhập địa chỉ của máy kia"),
        ("may-mau.invalid", "Xin nhập địa chỉ bằng số"),
        ("127.0.0.1:99999", "Xin nhập địa chỉ bằng số"),
        ("127.0.0.1:²", "Xin nhập địa chỉ bằng số"),
        ("may..mau", "Xin nhập địa chỉ bằng số"),
        ("127.0.0.1:1", "Xin nhờ bật"),
    ],
)
def test_an_address_that_leads_nowhere_is_answered_with_what_to_do(
    qtbot: QtBot, sides: list[Side], address: str, sentence: str
) -> None:
    box = opened(qtbot, sides[0])
    assert sentence in call(qtbot, sides[0], box, address)


def test_a_port_that_another_program_has_is_said_and_the_switch_stays_off(qtbot: QtBot, sides: list[Side]) -> None:
    with socket.create_server(("127.0.0.1", sides[0].port)):
        box = opened(qtbot, sides[0])
        lets_in = part(box, "lets_in")
        assert isinstance(lets_in, QCheckBox)
        lets_in.click()
        qtbot.waitUntil(lambda: sides[0].is_idle() and not lets_in.isChecked())
        assert "Chưa mở được cổng" in text_of(box, "peers_said")
    assert not peers.is_switched_on(sides[0].desk)


def test_closing_hangs_up_on_a_caller_who_says_nothing(qtbot: QtBot, sides: list[Side]) -> None:
    let_in(qtbot, sides[0])
    with socket.create_connection(("127.0.0.1", sides[0].port)) as wire:
        wire.settimeout(5)
        wire.sendall(b"HPVL1")
        qtbot.wait(100)
        took = QElapsedTimer()
        took.start()
        sides[0].meetings.close()
        assert wire.recv(1) == b""
        assert took.elapsed() < SILENCE_S * 1000 / 2


def test_enter_in_the_address_calls_and_escape_closes(qtbot: QtBot, sides: list[Side]) -> None:
    let_in(qtbot, sides[1]).reject()
    box = opened(qtbot, sides[0])
    assert part(box, "address").hasFocus()
    field = type_into(box, "address", sides[1].address)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text_of(box, "peers_said").startswith("Đã nối."))
    press(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_an_address_is_read_out_without_the_usual_port() -> None:
    assert all(":" not in each for each in addresses_here(PORT))
    assert all(each.endswith(":1234") for each in addresses_here(1234))


def is_answered(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def test_the_desk_listens_from_unlocking_to_locking_where_it_was_switched_on(
    qtbot: QtBot, qapp: object, tmp_path: Path
) -> None:
    with collected_on_this_thread(), desk_room(tmp_path) as room:
        peers.set_listening(room.desk, is_listening=True)
        port = free_port()
        desktop = new_desktop(room, ROOT / "resources" / "help" / "vi", relay_port=port)
        desktop.show()
        qtbot.waitUntil(lambda: is_answered(port))
        desktop.close()
        assert not is_answered(port)
        desktop.window.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
