"""A plain hand-over takes at most four key presses and the signature; a scan counts nothing. Real key events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.counter.view import CounterScreen
from desktop_app.services import intake, lookup, results
from desktop_app.services.papers import envelope_of
from sync.records.dossier import Dossier
from sync.records.states import Delivery
from tests.gui.desk_room import CERTIFIED_COPY, Room, desk_room, draft, part, show, sign, type_text
from tests.gui.evening_room import carried, opened

MOST_PRESSES = 4
NUMBER = "001190990042"


class Presses(QObject):
    """Counts the keys that reach a window from outside, each once however many widgets pass it on."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        # Qt asks so for every press, first and once; one that is a shortcut becomes no KeyPress.
        self.count += isinstance(watched, QWindow) and event.type() == QEvent.Type.ShortcutOverride
        return False


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


@pytest.fixture
def presses(qapp: QApplication) -> Iterator[Presses]:
    counter = Presses()
    qapp.installEventFilter(counter)
    yield counter
    qapp.removeEventFilter(counter)


def key(screen: QWidget, which: Qt.Key) -> None:
    """Press a key as the keyboard does: it goes to the window, and from there to whatever has the focus."""
    window = screen.window().windowHandle()
    assert window is not None
    QTest.keyClick(window, which)
    QApplication.processEvents()


def scan(code: str) -> None:
    """A reader's letters and its Enter reach what has the focus; no key of the official's is pressed."""
    for letter in code:
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, letter)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)


def now(room: Room, dossier: Dossier) -> Dossier:
    return lookup.dossier(room.desk, dossier.id).dossier


def ready(room: Room, name: str) -> Dossier:
    taken = intake.register(room.desk, draft(name, procedure=CERTIFIED_COPY, number=NUMBER))
    results.record_result(room.desk, taken.id, number="7/CT", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    return results.shelve(room.desk, taken.id, shelf="A1")


@pytest.mark.parametrize(("is_scanned", "expected"), [(True, 3), (False, 4)])
def test_at_a_door_the_owner_has_his_result_after_four_presses(
    qtbot: QtBot, room: Room, presses: Presses, is_scanned: bool, expected: int
) -> None:
    (dossier,) = carried(room, ("Trần Văn Mẫu", NUMBER)).dossiers
    screen = opened(qtbot, room)
    presses.count = 0
    if is_scanned:
        scan(envelope_of(dossier))
    else:
        key(screen, Qt.Key.Key_Return)  # this envelope
    key(screen, Qt.Key.Key_1)  # its owner
    key(screen, Qt.Key.Key_Return)  # these digits
    sign(screen.door.form.signing.pad)
    key(screen, Qt.Key.Key_Return)  # handed over
    qtbot.waitUntil(lambda: now(room, dossier).delivery == Delivery.HANDED_OVER)
    assert now(room, dossier).identity_last4 == NUMBER[-4:]
    assert presses.count == expected <= MOST_PRESSES


@pytest.mark.parametrize("is_scanned", [True, False])
def test_at_the_counter_the_owner_has_his_result_after_four_presses(
    qtbot: QtBot, room: Room, presses: Presses, is_scanned: bool
) -> None:
    dossier = ready(room, "Trần Văn Mẫu")
    screen = CounterScreen(room.desk, room.write, room.read)
    screen.resize(968, 642)
    qtbot.addWidget(screen)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(room.is_idle)
    presses.count = 0
    if is_scanned:
        scan(envelope_of(dossier))
    else:
        key(screen, Qt.Key.Key_Down)  # to the list
        key(screen, Qt.Key.Key_Return)  # the first of it
    qtbot.waitUntil(part(screen, "identity_confirm").hasFocus)
    key(screen, Qt.Key.Key_Return)  # these digits
    sign(screen.form.signing.pad)
    key(screen, Qt.Key.Key_Return)  # handed over
    qtbot.waitUntil(lambda: now(room, dossier).delivery == Delivery.HANDED_OVER)
    assert presses.count == (2 if is_scanned else 4) <= MOST_PRESSES


def test_every_key_is_counted_once(qtbot: QtBot, room: Room, presses: Presses) -> None:
    carried(room, ("Trần Văn Mẫu", NUMBER))
    screen = opened(qtbot, room)
    presses.count = 0
    for each in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_Escape):
        key(screen, each)
    assert presses.count == 5
