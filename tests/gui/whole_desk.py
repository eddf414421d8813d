"""The signed-in desk as a whole, in its own window: each screen wired as the program wires it, on a real notebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import SystemClock
from desktop_app.program import Desktop
from desktop_app.screens.shell.view import ShellWindow
from desktop_app.screens.unlock.view import UnlockView
from desktop_app.services.opening import Opened
from desktop_app.vault.cards import OfficialCard
from desktop_app.vault.session import Session
from sync.client.relay import PORT
from tests.gui.desk_room import ROOT, Room, desk_room
from tests.gui.garbage import collected_on_this_thread
from tests.gui.test_unlock_presenter import Door, presenter_at
from tests.unit.notebook_room import Hands, identity

OFFICIAL = OfficialCard(id="a", name="Nguyễn Thị Mẫu", role="Công chức một cửa")
NOBODY_ANSWERS = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDesk:
    """The room with its notebook, and the desk that shows it."""

    room: Room
    desktop: Desktop
    help_texts: Path

    @property
    def window(self) -> ShellWindow:
        return self.desktop.window

    @property
    def unlock(self) -> UnlockView:
        """A new unlock screen."""
        return UnlockView(presenter_at(Door()))

    def show(self, place: str, record_id: str = "") -> None:
        """Bring a place to the front of the shown, active window, everything read."""
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.desktop.go(place, record_id)
        self.settle()

    def settle(self) -> None:
        """Wait until every worker has delivered its outcome and the window has laid itself out."""
        for _ in range(3):
            QApplication.processEvents()
            while not (self.room.is_idle() and self.desktop.read.is_idle() and self.desktop.write.is_idle()):
                QCoreApplication.processEvents()
        QTest.qWait(1)

    def again(self, help_texts: Path) -> WholeDesk:
        """Another window over the same notebook: its words are said in the language that is spoken now."""
        return WholeDesk(room=self.room, desktop=new_desktop(self.room, help_texts), help_texts=help_texts)

    def close(self) -> None:
        """Take the window away and leave the notebook open."""
        self.settle()
        self.window.close()
        for runner in (self.desktop.cross, self.desktop.read):
            runner.shut_down()
        self.window.deleteLater()
        self.desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def whole_desk(folder: Path) -> Iterator[WholeDesk]:
    """Sign in on a new notebook in `folder`; nothing answers at the centre's address."""
    help_texts = ROOT / "resources" / "help" / "vi"
    with collected_on_this_thread(), desk_room(folder) as room:
        made = WholeDesk(room=room, desktop=new_desktop(room, help_texts), help_texts=help_texts)
        try:
            yield made
        finally:
            made.close()


def new_desktop(room: Room, help_texts: Path, *, relay_port: int = PORT) -> Desktop:
    """Sign in on the room's notebook."""
    key = hashlib.sha256(b"key").digest()
    session = Session(
        official=OFFICIAL, vault_id=b"v" * 16, generation=1, is_sample=True, database_key=key, signing_key=key
    )
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Desktop(
        Opened(folder=ROOT, desk=room.desk, identity=identity(Hands(seed=7)), session=session),
        application=application,
        clock=SystemClock(),
        random=Hands(seed=8).random,
        centre_url=NOBODY_ANSWERS,
        resources=ROOT / "resources",
        help_texts=help_texts,
        write=room.write,
        lock=lambda: None,
        lock_after_s=3_600,
        elapsed_ms=lambda: 0,
        relay_port=relay_port,
    )
