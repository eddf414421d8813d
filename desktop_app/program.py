"""The signed-in desk: its workers, its window and its screens, wired together for one official and one notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from desktop_app.jobs import JobRunner
from desktop_app.printing.press import Press
from desktop_app.screens.conflicts.view import ConflictsScreen
from desktop_app.screens.counter.view import CounterScreen
from desktop_app.screens.dossier.printing import open_paper
from desktop_app.screens.dossier.view import DossierScreen
from desktop_app.screens.evening.view import EveningScreen
from desktop_app.screens.help.view import show_help
from desktop_app.screens.home.view import HomeScreen
from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.screens.lookup.view import LookupScreen
from desktop_app.screens.people_import.view import PeopleImportScreen
from desktop_app.screens.places import Place
from desktop_app.screens.shelf.view import ShelfScreen
from desktop_app.screens.shell.idle_lock import IdleLock
from desktop_app.screens.shell.presenter import ShellFacts, ShellPresenter
from desktop_app.screens.shell.schedule import NO_ROAD, Schedule
from desktop_app.screens.shell.view import ShellWindow
from desktop_app.screens.sync.carrying import Carrying
from desktop_app.screens.sync.meetings import Meetings
from desktop_app.screens.sync.peers_box import show_peers
from desktop_app.screens.sync.relay import ProgressRelay
from desktop_app.screens.sync.view import SyncScreen
from desktop_app.services import rulings, syncing
from desktop_app.services.ferry import SeesCentre, make_ferry
from desktop_app.services.opening import Opened
from desktop_app.widgets.screen import Screen
from sync.client.engine import SyncReport
from sync.client.relay import PORT
from sync.records.errors import ExpectedError
from sync.records.seams import Random

REWORD_EVERY_MS: Final = 10_000
"""How often the frame counts down to the next crossing."""

S = TypeVar("S", bound=Screen)


class Desktop(QObject):
    """Everything that lives between unlocking and locking."""

    def __init__(
        self,
        opened: Opened,
        *,
        application: QCoreApplication,
        clock: SeesCentre,
        random: Random,
        centre_url: str,
        resources: Path,
        help_texts: Path,
        write: JobRunner,
        lock: Callable[[], object],
        lock_after_s: int,
        elapsed_ms: Callable[[], int],
        relay_port: int = PORT,
    ) -> None:
        super().__init__()
        self._opened = opened
        self.desk = opened.desk
        self.write = write
        self.read = JobRunner(threads=2, name="readers", parent=self)
        self.cross = JobRunner(threads=1, name="ferry", parent=self)
        self.press = Press(self.desk, self.write, self.read, resources=resources)
        self._random = random
        self._relay = ProgressRelay(self)
        self._ferry = make_ferry(
            opened, centre_url, clock=clock, random=random, tell=self._relay.tell, ticks=elapsed_ms
        )
        self._meetings = Meetings(self.desk, self.write, self.read, self.cross, random, port=relay_port, parent=self)
        self._intake: IntakeScreen | None = None
        self._schedule = Schedule(self._ferry, self.cross, random=random, elapsed_ms=elapsed_ms, parent=self)
        self._schedule.crossed.connect(self._crossed)
        self._schedule.failed.connect(raise_unless_expected)
        self.presenter = ShellPresenter(
            read_facts=self._facts, jobs=self.read, next_try_in_ms=self._schedule.next_try_in_ms, parent=self
        )
        self._schedule.planned.connect(self.presenter.reword)
        self.presenter.failed.connect(raise_unless_expected)
        self.window = ShellWindow(self.presenter, screens=self._screens(), icons=resources / "icons", lock=lock)
        self.window.went_to.connect(lambda _name: self.presenter.refresh())
        self.window.help_asked.connect(lambda name: show_help(self.window, help_texts, name))
        self._idle = IdleLock(application, limit_ms=lock_after_s * 1000, elapsed_ms=elapsed_ms, lock=lock, parent=self)
        self._timer = QTimer(self)
        self._timer.setInterval(REWORD_EVERY_MS)
        self._timer.timeout.connect(self.presenter.reword)

    def show(self) -> None:
        """Bring up the window at the day's overview, and let the ferry try for the first time."""
        self.window.go(Place.HOME)
        self.window.show()
        self._timer.start()
        self._meetings.resume()
        self.read.run(
            lambda: syncing.status(self.desk).is_paused,
            done=lambda is_paused: self._schedule.start(is_paused=is_paused),
            failed=raise_unless_expected,
        )

    def close(self) -> None:
        """Keep what is half filled, wait for every worker, shut the notebook and drop the keys."""
        self.window.hide()  # at once: the ferry may still wait for a road while the screen must show nothing any more
        self._idle.stop()
        self._timer.stop()
        self._schedule.stop()
        if self._intake is not None:
            self._intake.keep_now()
        for runner in (self.cross, self.write, self.read):
            runner.shut_down()
        self._meetings.close()
        self._opened.close()

    def go(self, place: str, record_id: str = "") -> None:
        """Bring a place to the front, with a dossier or run (hex) where it has one."""
        match Place(place):
            case Place.AMEND:
                self._screen(Place.INTAKE, IntakeScreen).amend(record_id)
            case Place.DOSSIER:
                self._screen(Place.DOSSIER, DossierScreen).open(record_id)
            case Place.RESULT:
                self._screen(Place.DOSSIER, DossierScreen).open(record_id, with_result=True)
            case Place.INTAKE if record_id:
                self._screen(Place.INTAKE, IntakeScreen).start_with(record_id)
            case Place.COUNTER if record_id:
                self._screen(Place.COUNTER, CounterScreen).open(record_id)
            case Place.EVENING if record_id:
                self._screen(Place.EVENING, EveningScreen).open(record_id)
            case other:
                self.window.go(other)

    def _screens(self) -> dict[str, Callable[[], Screen]]:
        desk, write, read = self.desk, self.write, self.read
        return {
            Place.HOME: lambda: self._joined(HomeScreen(desk, read)),
            Place.INTAKE: lambda: self._joined(IntakeScreen(desk, write, read)),
            Place.LOOKUP: lambda: self._joined(LookupScreen(desk, read)),
            Place.DOSSIER: lambda: self._joined(DossierScreen(desk, write, read)),
            Place.SHELF: lambda: self._joined(ShelfScreen(desk, write, read)),
            Place.COUNTER: lambda: self._joined(CounterScreen(desk, write, read)),
            Place.EVENING: lambda: self._joined(EveningScreen(desk, write, read)),
            Place.PEOPLE_IMPORT: lambda: self._joined(PeopleImportScreen(desk, write, read)),
            Place.SYNC: lambda: self._joined(SyncScreen(desk, write, read, self.cross, self._ferry, self._relay)),
            Place.CONFLICTS: lambda: self._joined(ConflictsScreen(desk, write, read)),
        }

    def _joined(self, screen: S) -> S:
        """Let a new screen lead to the others, and the frame follow what it writes."""
        if hasattr(screen, "go"):
            screen.go.connect(self.go)
        if hasattr(screen, "wrote"):
            screen.wrote.connect(self.presenter.refresh)
        if isinstance(screen, SyncScreen):
            screen.presenter.crossed.connect(self._crossed_by_hand)
            screen.presenter.paused_changed.connect(self._pause)
            screen.peers_asked.connect(lambda: show_peers(self.window, self._meetings))
            Carrying(screen, self.desk, self.cross, self._random).print_asked.connect(self._open_paper)
        elif hasattr(screen, "wrote"):
            screen.wrote.connect(self._schedule.soon)
        if hasattr(screen, "print_asked"):
            screen.print_asked.connect(self._open_paper)
        if isinstance(screen, IntakeScreen):
            self._intake = screen
        return screen

    def _open_paper(self, kind: str, record_id: str) -> None:
        open_paper(self.window, self.press, kind, record_id, failed=raise_unless_expected)

    def _screen(self, place: Place, kind: type[S]) -> S:
        screen = self.window.go(place)
        if not isinstance(screen, kind):
            raise TypeError(f"{place} is a {type(screen).__name__}")
        return screen

    def _facts(self) -> ShellFacts:
        counts = syncing.status(self.desk)
        card = self._opened.session.official
        return ShellFacts(
            official=card.name,
            role=card.role,
            commune=self._opened.identity.commune_name,
            is_sample=self.desk.is_sample,
            waiting=counts.unsent,
            needs_you=counts.parked + counts.held + counts.conflicts,
            agreed_at_ms=counts.agreed_at_ms,
            is_online=self._is_online(counts),
            data_as_of_ms=counts.agreed_at_ms,
            alarms=rulings.count_alarms(self.desk),
            is_paused=counts.is_paused,
            trouble=counts.last_trouble,
        )

    def _is_online(self, counts: syncing.SyncStatus) -> bool | None:
        if not counts.last_try_at_ms:
            return None
        return counts.last_trouble not in NO_ROAD

    def _crossed_by_hand(self, report: SyncReport) -> None:
        """A person asked for this crossing: whatever came of it, patience begins anew."""
        self._schedule.reset()
        self._schedule.note(report)

    def _pause(self, is_paused: bool) -> None:
        self._schedule.set_paused(is_paused=is_paused)
        self.presenter.refresh()

    def _crossed(self, _report: SyncReport) -> None:
        self.presenter.refresh()
        shown = self.window.current_name()
        if shown in (Place.HOME, Place.SYNC, Place.DOSSIER):  # a dossier's: a file may have come
            self.window.go(shown)


def raise_unless_expected(error: Exception) -> None:
    """Let a fault of ours reach the crash report; what an official can act on is told by the screen where he acts.

    A full disk met by the ferry in the background is no fault of the program: nothing is lost, and it tries again.
    """
    if not isinstance(error, ExpectedError):
        raise error
