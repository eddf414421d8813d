"""A signed-in desk for tests of screens: a real notebook in a temporary folder, the shipped catalogue, real windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import JobRunner
from desktop_app.services import evening, intake, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, to_ms
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.opening import read_catalogue
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import LIGHT
from sync.records.delivery import Receiver
from sync.records.dossier import Dossier
from sync.records.receiving import terms_of_travel
from tests.unit.notebook_room import Hands, author, new_notebook

ROOT = Path(__file__).parents[2]
MORNING_MS = to_ms(datetime(2025, 11, 4, 8, 30, tzinfo=VIETNAM_TIME))
CERTIFIED_COPY, BIRTH, MARITAL = "2.000815", "1.001193", "1.004873"
CARD = "001190990001||NGUYỄN THỊ MẪU|01021990|Nữ|Xóm 2, thôn Chu Chàng, xã Minh Châu, Hà Nội|05062021"
STROKES = (((10, 10, 0), (60, 30, 40), (120, 15, 90)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The desk and the runners that its screens are handed."""

    desk: Desk
    write: JobRunner
    read: JobRunner
    sync: JobRunner

    def is_idle(self) -> bool:
        return self.write.is_idle() and self.read.is_idle() and self.sync.is_idle()


@contextmanager
def desk_room(folder: Path, *, start_ms: int = MORNING_MS) -> Iterator[Room]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.styleSheet():  # a test of the look before this one took it away again
        apply_theme(app, LIGHT, resources=ROOT / "resources")
    hands = Hands(seed=7, at_ms=start_ms)
    notebook = new_notebook(folder, hands)
    desk = Desk(
        notebook=notebook,
        author=author(hands),
        clock=hands,
        new_id=hands.new_id,
        random=hands.random,
        catalogue=read_catalogue(ROOT / "resources"),
        commune="09661",
        machine="M07",
        place="Điểm phục vụ mẫu",
        is_sample=True,
    )
    names = ("write", "read", "sync")
    runners = {name: JobRunner(threads=2 if name == "read" else 1, name=name) for name in names}
    try:
        yield Room(desk=desk, **runners)
    finally:
        # The windows are closed. Their last answers reach them, then they go with their timers, then the workers.
        while not all(runner.is_idle() for runner in runners.values()):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for runner in runners.values():
            runner.shut_down()
        notebook.close()


def draft(name: str, *, procedure: str = BIRTH, number: str = "", cluster: str = "Khu dân cư 1") -> IntakeDraft:
    return IntakeDraft(
        name=name,
        birth="01/02/1990",
        sex="female",
        personal_number=number,
        phone="0600000001",
        address="Xóm 2, thôn Chu Chàng",
        cluster=cluster,
        procedure=procedure,
        fee_vnd=0,
        due_at_ms=MORNING_MS + 8 * 3_600_000,
    )


def taken_in(
    desk: Desk, name: str, *, procedure: str = BIRTH, number: str = "", cluster: str = "Khu dân cư 1"
) -> Dossier:
    return intake.register(desk, draft(name, procedure=procedure, number=number, cluster=cluster))


def solved(desk: Desk, name: str, *, cluster: str = "Khu dân cư 1") -> Dossier:
    taken = taken_in(desk, name, cluster=cluster)
    return results.record_result(
        desk, taken.id, number=f"{taken.provisional_code[-4:]}/2025", signer="Đỗ Văn Mẫu", signed_on="04/11/2025"
    )


def shelved(desk: Desk, name: str, *, cluster: str = "Khu dân cư 1", shelf: str = "A1") -> Dossier:
    return results.shelve(desk, solved(desk, name, cluster=cluster).id, shelf=shelf)


def on_run(desk: Desk, *names: str) -> evening.RunSheet:
    taken = [shelved(desk, name) for name in names]
    promised = {each.id: terms_of_travel(rule_of(desk, each)) for each in taken}
    ids = [each.id for each in taken]
    return evening.open_run(desk, ids, cluster="Khu dân cư 1", counted=len(ids), promised=promised)


def owner(dossier: Dossier) -> Receiver:
    return Receiver(name=dossier.person_name, relation="owner", identity_kind="cccd", identity_last4="0001")


def show(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until the keyboard is its own; without that no shortcut and no focus works."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def part(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert isinstance(found, QWidget), f"no {name} in {screen.objectName()}"
    return found


def type_into(screen: QWidget, name: str, text: str) -> QWidget:
    """Type by keys; Vietnamese letters go in as an input method commits them."""
    field = part(screen, name)
    field.setFocus()
    type_text(field, text)
    return field


def type_text(field: QWidget, text: str) -> None:
    """Send one key event for each letter; QTest itself knows ASCII only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def click(screen: QWidget, name: str) -> None:
    QTest.mouseClick(part(screen, name), Qt.MouseButton.LeftButton)


def sign(pad: QWidget) -> None:
    """Draw a line with the mouse."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for x in range(50, 260, 15):
        QTest.mouseMove(pad, QPoint(x, 60 + (x % 40)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(260, 70))
