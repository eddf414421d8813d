"""How many keys an official presses at the desk, counted as they arrive; nothing the program knows is typed again.

Each printable key, Enter, Tab, arrow and function key counts one; a QR scan counts nothing; the mouse is not used.

A certified copy for a known person, by his name: F2, Tab to the search, three letters, Enter; "sy", Enter; Enter on
"Đã có đủ giấy tờ"; the pages, where there is more than one; F12. By his card: F2, the scan, and then the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.screens.lookup.view import LookupScreen
from desktop_app.screens.places import Place
from desktop_app.screens.shell.presenter import ShellFacts, ShellPresenter
from desktop_app.screens.shell.view import ShellWindow
from desktop_app.services import lookup
from desktop_app.widgets.screen import Screen
from sync.records.dossier import Dossier
from sync.records.states import Business
from tests.gui.desk_room import CARD, ROOT, Room, desk_room, part, show, sign, taken_in

MOST_FOR_A_COPY = 12
KNOWN = "Nguyễn Thị Mẫu"
NUMBER = "001190990001"


@dataclass(slots=True)
class Keyboard:
    """Presses keys wherever the focus is, and counts them."""

    window: QWidget
    pressed: list[str] = field(default_factory=list)

    def key(self, key: Qt.Key) -> None:
        self.pressed.append(key.name)
        QTest.keyClick(self._focused(), key)

    def type(self, letters: str) -> None:
        for letter in letters:
            self.pressed.append(letter)
            QTest.keyClick(self._focused(), Qt.Key(ord(letter.upper())))

    def scan(self, card: str) -> None:
        """A reader types the card and its Enter; the official presses nothing."""
        target = self._focused()
        for letter in card:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QTest.keyClick(target, Qt.Key.Key_Return)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        return self.window if focused is None else focused


class Typed(QObject):
    """Notes which fields an official typed into: keys in line edits, scans left out by switching it off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.fields: set[str] = set()
        self.is_on = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if self.is_on and isinstance(watched, QLineEdit) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.text().strip():
                self.fields.add(watched.objectName())
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    room: Room
    window: ShellWindow
    intake: IntakeScreen
    keys: Keyboard
    typed: Typed


@contextmanager
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    """The frame with its function keys, the look-up in front, one known person in the notebook."""
    with desk_room(folder) as room:
        taken_in(room.desk, KNOWN, number=NUMBER)
        intake = IntakeScreen(room.desk, room.write, room.read)
        facts = ShellFacts(
            official="Cán bộ mẫu",
            role="Công chức một cửa",
            commune="Xã Mẫu",
            is_sample=True,
            waiting=0,
            needs_you=0,
            agreed_at_ms=0,
            is_online=None,
            data_as_of_ms=0,
        )
        shell = ShellPresenter(read_facts=lambda: facts, jobs=room.read)
        screens: dict[str, Callable[[], Screen]] = {
            Place.LOOKUP: lambda: LookupScreen(room.desk, room.read),
            Place.INTAKE: lambda: intake,
        }
        window = ShellWindow(shell, screens=screens, icons=ROOT / "resources" / "icons", lock=lambda: None)
        qtbot.addWidget(window)
        window.go(Place.LOOKUP)
        show(qtbot, window)
        qtbot.waitUntil(room.is_idle)
        typed = Typed(window)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(typed)
        try:
            yield Desk(room=room, window=window, intake=intake, keys=Keyboard(window=window), typed=typed)
        finally:
            application.removeEventFilter(typed)
            shell.deleteLater()


@pytest.fixture
def at_desk(qtbot: QtBot, qapp: object, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        yield made


def begin(qtbot: QtBot, at: Desk) -> None:
    at.keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: at.window.current_name() == Place.INTAKE)
    qtbot.waitUntil(at.room.is_idle)


def find_by_name(qtbot: QtBot, at: Desk) -> None:
    at.keys.key(Qt.Key.Key_Tab)
    at.keys.type("mau")
    qtbot.waitUntil(at.intake.person.results.isVisible)
    at.keys.key(Qt.Key.Key_Return)


def scan_card(qtbot: QtBot, at: Desk) -> None:
    at.typed.is_on = False
    at.keys.scan(CARD)
    at.typed.is_on = True


def take_copy_in(qtbot: QtBot, at: Desk, *, pages: str = "") -> None:
    qtbot.waitUntil(at.intake.procedure.search.hasFocus)
    at.keys.type("sy")
    qtbot.waitUntil(at.intake.procedure.results.isVisible)
    at.keys.key(Qt.Key.Key_Return)
    qtbot.waitUntil(part(at.intake, "all_papers").hasFocus)
    at.keys.key(Qt.Key.Key_Return)
    qtbot.waitUntil(part(at.intake, "pages").hasFocus)
    at.keys.type(pages)
    at.keys.key(Qt.Key.Key_F12)
    qtbot.waitUntil(at.intake.saved.isVisible)


def copy_of(at: Desk) -> Dossier:
    return next(row.dossier for row in lookup.search(at.room.desk, "") if row.dossier.procedure == "2.000815")


@pytest.mark.parametrize("pages", ["", "3"])
@pytest.mark.parametrize("find", [find_by_name, scan_card])
def test_a_certified_copy_for_a_known_person_takes_twelve_keys_at_most(
    qtbot: QtBot, at_desk: Desk, find: object, pages: str
) -> None:
    begin(qtbot, at_desk)
    assert callable(find)
    find(qtbot, at_desk)
    take_copy_in(qtbot, at_desk, pages=pages)
    said = part(at_desk.intake, "saved_said")
    assert isinstance(said, QLabel)
    assert said.text() == "Đã lưu trên máy"
    assert len(at_desk.keys.pressed) <= MOST_FOR_A_COPY, at_desk.keys.pressed
    assert at_desk.typed.fields <= {"person_search", "procedure_search", "pages"}  # no field that is known already
    dossier = copy_of(at_desk)
    assert (dossier.personal_number, dossier.phone, dossier.fee_vnd) == (
        NUMBER,
        "0600000001",
        5_000 if pages else 2_000,
    )
    assert dossier.missing == ()


def test_returning_at_once_adds_the_number_the_signer_and_three_keys_before_the_signature(
    qtbot: QtBot, at_desk: Desk
) -> None:
    begin(qtbot, at_desk)
    scan_card(qtbot, at_desk)
    take_copy_in(qtbot, at_desk)
    before = len(at_desk.keys.pressed)
    at_desk.keys.key(Qt.Key.Key_Return)  # Trả ngay
    qtbot.waitUntil(part(at_desk.intake, "once_number").hasFocus)
    at_desk.keys.type("7")
    at_desk.keys.key(Qt.Key.Key_Return)
    at_desk.keys.type("Mau")
    at_desk.keys.key(Qt.Key.Key_Return)
    at_desk.keys.key(Qt.Key.Key_Return)  # the digits on file are right
    sign(part(at_desk.intake, "signature"))
    at_desk.keys.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: copy_of(at_desk).status == Business.HANDED_OVER)
    assert len(at_desk.keys.pressed) - before <= 9
