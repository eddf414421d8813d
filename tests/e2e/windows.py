"""Drives the program's real windows as a person does: keys, clicks and waiting for what then stands there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.app import Options, Program, make_application
from desktop_app.program import Desktop
from desktop_app.services import intake
from desktop_app.widgets.table import RecordTable, Row

WAIT_S: Final = 20.0
W = TypeVar("W", bound=QWidget)


class Person:
    """Somebody at the laptop. Each method is one thing that he does; it fails where he would be stuck."""

    def __init__(self, program: Program, shots: Path | None = None) -> None:
        self.program = program
        self._shots = shots
        self._taken = 0
        self._shot: set[str] = set()
        self.times: dict[str, list[float]] = {}

    @property
    def desktop(self) -> Desktop:
        """Return the signed-in desk."""
        assert self.program.desktop is not None, "nobody is signed in"
        return self.program.desktop

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase of the official who stands first, and wait for the desk."""
        view = self.program.unlock_view
        self.wait(lambda: self.part("passphrase", QWidget, view).isEnabled(), "the passphrase can be typed")
        self.type("passphrase", passphrase, view)
        self.key(self.part("passphrase", QWidget, view), Qt.Key.Key_Return)
        self.wait(lambda: self.program.desktop is not None, "the desk opens")
        self.settle()

    def go(self, name: str) -> QWidget:
        """Go to a screen by its line in the navigation."""
        self.click(f"nav_{name}", self.desktop.window)
        self.wait(lambda: self.desktop.window.current_name() == name, f"{name} is in front")
        self.settle()
        return self.screen(name)

    def screen(self, name: str) -> QWidget:
        """Return the screen in front, which must be the one called `name`."""
        self.wait(lambda: self.desktop.window.current_name() == name, f"{name} is in front")
        return self.part(name, QWidget, self.desktop.window)

    def part(self, name: str, kind: type[W], within: QWidget) -> W:
        """Return a named part of a window; of several, the one in sight."""
        found = within.findChildren(kind, name)
        assert found, f"no {name} in {within.objectName()}"
        return next((each for each in found if each.isVisible()), found[0])

    def type(self, name: str, text: str, within: QWidget) -> None:
        """Replace what stands in a field by `text`, letter by letter."""
        field = self.part(name, QLineEdit, within)
        field.setFocus()
        field.selectAll()
        self._letters(field, text)

    def write(self, name: str, text: str, within: QWidget) -> None:
        """Write a text into a field of one line or of several."""
        found = within.findChildren(QPlainTextEdit, name)
        if not found:
            self.type(name, text, within)
            return
        area = self.part(name, QPlainTextEdit, within)
        area.setFocus()
        area.selectAll()
        self._letters(area, text)

    def _letters(self, field: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(widget, key)
        self.settle()

    def click(self, name: str, within: QWidget) -> None:
        """Press a button with the mouse; it must be in sight and enabled."""
        button = self.part(name, QWidget, within)
        self.wait(lambda: button.isVisible() and button.isEnabled(), f"{name} can be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def pick(self, name: str, wanted: str, within: QWidget) -> None:
        """Choose the entry of a box that has or begins with `wanted`, by the arrow keys."""
        box = self.part(name, QComboBox, within)
        at = next(
            each for each in range(box.count()) if box.itemData(each) == wanted or box.itemText(each).startswith(wanted)
        )
        box.setFocus()
        for _ in range(abs(at - box.currentIndex())):
            self.key(box, Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up)

    @contextmanager
    def timed(self, act: str) -> Iterator[None]:
        """Note how long an act took, from the first key to what is said to be saved."""
        begun = time.perf_counter()
        yield
        self.times.setdefault(act, []).append(time.perf_counter() - begun)

    def sign(self, within: QWidget) -> None:
        """Draw a signature with the mouse."""
        pad = self.part("signature", QWidget, within)
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
        for x in range(48, 240, 8):
            QTest.mouseMove(pad, QPoint(x, 60 + (x * 7) % 34))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(240, 70))
        self.settle()

    def choose_row(self, table_name: str, text: str, within: QWidget) -> None:
        """Choose the row of a table that shows `text`, by Enter."""
        table = self.part(table_name, RecordTable, within)
        self.wait(lambda: any(text in " ".join(row.cells) for row in table.rows()), f"{text} is listed")
        table.go_to(next(row.key for row in table.rows() if text in " ".join(row.cells)))
        table.setFocus()
        self.key(table, Qt.Key.Key_Return)

    def rows(self, table_name: str, within: QWidget) -> tuple[Row, ...]:
        """Return what a table lists."""
        return self.part(table_name, RecordTable, within).rows()

    def reads(self, name: str, within: QWidget) -> str:
        """Return the words of a label."""
        return self.part(name, QLabel, within).text()

    def text(self, name: str, within: QWidget) -> str:
        """Return what stands in a field."""
        return self.part(name, QLineEdit, within).text()

    def kept_draft(self) -> str:
        """Return the name in the form that the notebook keeps half filled, "" for none."""
        self.settle()
        draft = intake.load_draft(self.desktop.desk)
        return draft.name if draft else ""

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Wait, the window alive, until it is so; fail after WAIT_S."""
        deadline = time.monotonic() + WAIT_S
        while not until():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain: {what}")
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            time.sleep(0.005)  # not QTest.qWait: that keeps Python's lock while it sleeps, and the workers stand still

    def settle(self) -> None:
        """Wait until every worker but the ferry has delivered its outcome."""
        desktop = self.program.desktop
        QApplication.processEvents()
        self.wait(lambda: self.program.write.is_idle() and (desktop is None or desktop.read.is_idle()), "work is done")
        QApplication.processEvents()

    def shoot_once(self, name: str) -> None:
        """Take a picture of what comes again and again, the first time."""
        if name not in self._shot:
            self._shot.add(name)
            self.shoot(name)

    def shoot(self, name: str, window: QWidget | None = None) -> None:
        """Take a picture of the window as it stands."""
        if self._shots is None:
            return
        self.settle()
        self._taken += 1
        self._shots.mkdir(parents=True, exist_ok=True)
        seen = (window or self.desktop.window).grab()
        assert seen.save(str(self._shots / f"{self._taken:02}-{name}.png")), f"no picture of {name}"


@contextmanager
def program_on(folder: Path, *, centre_url: str = "", language: str = "vi", is_dark: bool = False) -> Iterator[Program]:
    """Start the program as its command does, in this process; ends it in the end."""
    options = Options(folder=folder, centre_url=centre_url, language=language, is_dark=is_dark)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else make_application(options)
    program = Program(application, options)
    program.start()
    try:
        yield program
    finally:
        if program.desktop is not None:
            program.desktop.window.close()
        program.unlock_view.close()
        program.close()
