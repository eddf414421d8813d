"""The composition root: the one place where clock, chance, folders, road, services and windows are put together.

Until the unlock window has painted, nothing but PySide6 and the standard library is imported here.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import wording
from desktop_app.collecting import GuiThreadCollector
from desktop_app.jobs import JobRunner
from desktop_app.screens.unlock.presenter import UnlockPresenter
from desktop_app.screens.unlock.view import UnlockView
from desktop_app.vault.errors import SecondCopyError
from desktop_app.vault.lock import replace_process
from desktop_app.vault.single import FolderHold, hold_folder
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from PySide6.QtWidgets import QMessageBox

    from desktop_app.program import Desktop
    from desktop_app.services.opening import Opened
    from desktop_app.vault.cards import Roster

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"
LOCK_AFTER_S: Final = 300
SWITCH_EVERY_S: Final = 0.001
"""How long a busy worker may keep the interpreter from the GUI thread. A fifth of Python's own: each cell that is
painted asks for it anew, and behind a long sync the windows would jerk."""


class Options(NamedTuple):
    """How the program was started. `centre_url` overrides the address of the enrolment file; "" leaves it."""

    folder: Path
    language: str | None = None
    centre_url: str = ""
    is_dark: bool = False
    lock_after_s: int = LOCK_AFTER_S

    def arguments(self) -> list[str]:
        """Return the command line that starts the program again in the same way."""
        options = ["--folder", str(self.folder), "--lock-after", str(self.lock_after_s)]
        options += ["--language", self.language] if self.language else []
        options += ["--centre", self.centre_url] if self.centre_url else []
        options += ["--dark"] if self.is_dark else []
        return [sys.executable, "-m", "desktop_app", *options]


class SystemClock:
    """This machine's clocks. `note_centre_seen` is called whenever an answer signed by the centre has come."""

    def __init__(self) -> None:
        self._seen_ns: int | None = None

    def now_ms(self) -> int:
        """Return the wall clock, ms since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def elapsed_ms(self) -> int:
        """Return the ms since the centre was last seen, -1 for not since this start."""
        return -1 if self._seen_ns is None else (_awake_and_asleep_ns() - self._seen_ns) // 1_000_000

    def note_centre_seen(self) -> None:
        """Begin to count anew."""
        self._seen_ns = _awake_and_asleep_ns()


def _awake_and_asleep_ns() -> int:
    """Return a clock that only goes forward and goes on while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505  both branches stand apart, so that each system's is checked on its own
        return time.monotonic_ns()


def awake_and_asleep_ms() -> int:
    """Return the clock that idleness is measured by, in ms."""
    return _awake_and_asleep_ns() // 1_000_000


def new_id() -> UUID:
    """Return a UUIDv7: the time in front, so that ids of one machine sort as they were made."""
    from uuid import UUID

    raw = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(raw))


class Program(QObject):
    """One start of the program on one folder: the unlock window, and behind it the desk."""

    def __init__(self, application: QApplication, options: Options) -> None:
        super().__init__()
        self.application = application
        self.options = options
        self.clock = SystemClock()
        self._collector = GuiThreadCollector(self)
        self.write = JobRunner(threads=1, name="writer", parent=self)
        self._ahead = JobRunner(threads=1, name="ahead", parent=self)
        self.hold: FolderHold | None = None
        self._fault_box: QMessageBox | None = None
        self.desktop: Desktop | None = None
        self.unlock_presenter = UnlockPresenter(
            read_roster=self._read_roster,
            unlock=self._open,
            jobs=self.write,
            elapsed_ms=awake_and_asleep_ms,
            parent=self,
        )
        self.unlock_presenter.opened.connect(self._enter)
        self.unlock_view = UnlockView(self.unlock_presenter)
        self.unlock_view.help_asked.connect(self._help)

    def start(self, *, on_first_paint: Callable[[], object] | None = None) -> None:
        """Show the unlock window; the names are read behind its first paint, so that nothing delays that."""
        FirstPaint(self.unlock_view, lambda: self._painted(on_first_paint))
        self.unlock_view.show()

    def _painted(self, then: Callable[[], object] | None) -> None:
        """Read who may unlock; where another copy has the folder, say so and let nobody in."""
        if then is not None:
            then()
        try:
            self.hold = hold_folder(self.options.folder)
        except SecondCopyError as error:
            self.unlock_presenter.refuse(error)
            return
        self.unlock_presenter.start()
        self._ahead.run(import_desk, done=lambda _: None, failed=raise_it)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a fault of ours down without personal data, and tell the official what is safe and what to do."""
        if issubclass(kind, KeyboardInterrupt):
            self.application.quit()
            return
        from desktop_app.faults import describe, write_down
        from desktop_app.widgets.asking import Choice, message

        write_down(self.options.folder, describe(kind, trace, at_ms=self.clock.now_ms()))
        if self._fault_box is None:
            parent = self.desktop.window if self.desktop is not None else self.unlock_view
            close = Choice(key="close", text=self.tr("Đóng"), is_default=True, is_escape=True)
            self._fault_box = message(parent, title=self.tr("Hai Phục Vụ"), text=wording.fault(), choices=[close])
            self._fault_box.setObjectName("fault")
            self._fault_box.finished.connect(self._forget_fault)
            self._fault_box.open()

    def _forget_fault(self) -> None:
        if self._fault_box is not None:
            self._fault_box.deleteLater()
            self._fault_box = None

    def _help(self) -> None:
        from desktop_app.screens.help.view import show_help

        show_help(self.unlock_view, self._help_texts(), "unlock")

    def _help_texts(self) -> Path:
        return RESOURCES / "help" / wording.chosen_language(self.options.language, os.environ)

    def lock(self) -> None:
        """Keep what is half filled, end every worker, and let a fresh process show the unlock window."""
        self.close()
        replace_process(self.options.arguments())

    def close(self) -> None:
        """End every worker and drop the keys; everything said to be saved is."""
        if self.desktop is not None:
            self.desktop.close()
            self.desktop = None
        self.write.shut_down()
        self._ahead.shut_down()
        self._collector.stop()
        if self.hold is not None:
            self.hold.release()

    def _read_roster(self) -> Roster:
        from desktop_app.vault.roster import read_roster

        return read_roster(self.options.folder)

    def _open(self, official_id: str, passphrase: str) -> Opened:
        from desktop_app.services.first_day import World
        from desktop_app.services.opening import open_desk

        world = World(clock=self.clock, new_id=new_id, random=os.urandom)
        return open_desk(self.options.folder, official_id, passphrase, resources=RESOURCES, world=world)

    def _enter(self, opened: Opened) -> None:
        from desktop_app.program import Desktop

        self.desktop = Desktop(
            opened,
            application=self.application,
            clock=self.clock,
            random=os.urandom,
            centre_url=self.options.centre_url or opened.identity.centre_url,
            resources=RESOURCES,
            help_texts=self._help_texts(),
            write=self.write,
            lock=self.lock,
            lock_after_s=self.options.lock_after_s,
            elapsed_ms=awake_and_asleep_ms,
        )
        self.desktop.show()
        self.unlock_view.close()
        self._collector.settle()


def import_desk() -> None:
    """Load what the desk is made of while the passphrase is typed and its key derived: nobody waits for it then."""
    import_module("desktop_app.services.opening")
    import_module("desktop_app.program")


def raise_it(error: Exception) -> None:
    """Let a fault reach the crash report."""
    raise error


class FirstPaint(QObject):
    """Calls back once, when the widget it watches has painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint."""
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self._then()
        return False


def data_folder() -> Path:
    """Return where this user's notebook lies unless the command line says otherwise."""
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "HaiPhucVu"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "haiphucvu"


def make_application(options: Options) -> QApplication:
    """Return the application with its look and its language."""
    application = QApplication(["haiphucvu"])
    application.setApplicationName("haiphucvu")
    application.setQuitOnLastWindowClosed(True)
    apply_theme(application, DARK if options.is_dark else LIGHT, resources=RESOURCES)
    language = wording.chosen_language(options.language, os.environ)
    wording.install_language(application, language, translations=RESOURCES / "translations")
    return application


def run(options: Options, *, on_first_paint: Callable[[], object] | None = None) -> int:
    """Open the program and return its exit code when the last window is closed."""
    options.folder.mkdir(parents=True, exist_ok=True)
    sys.setswitchinterval(SWITCH_EVERY_S)
    application = make_application(options)
    program = Program(application, options)
    sys.excepthook = program.report
    application.aboutToQuit.connect(program.close)
    program.start(on_first_paint=on_first_paint)
    return application.exec()
