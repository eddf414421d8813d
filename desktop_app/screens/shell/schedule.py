"""When the ferry crosses by itself: after each crossing by the engine's patience, soon after a save, and at once when
the road is back. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.jobs import Runs
from desktop_app.services.syncing import Ferry
from sync.client.engine import SyncReport
from sync.client.patience import next_try
from sync.records.seams import Random

EVERY_MS: Final = 60_000
"""Where nothing is wrong."""
SOON_MS: Final = 3_000
"""After a save: acts that follow one another at once travel together."""
FILES_MS: Final = 500
"""Where files had to make way."""
PROBE_EVERY_MS: Final = 20_000
NOBODY_THERE: Final = frozenset(("unreachable", "dns", "no_route", "timed_out"))
"""There is no connection at all: a look now and then costs little, and sees the road come back."""
NO_ROAD: Final = NOBODY_THERE | {
    "broken_off",
    "tls",
    "clock_wrong",
    "proxy",
    "portal",
    "not_the_centre",
    "server_down",
}
"""The centre itself did not answer. Where somebody else did, a look would find him each time: patience decides."""


class Schedule(QObject):
    """One crossing at a time, each on the runner that it is handed; call it from the GUI thread only."""

    crossed = Signal(object)  # SyncReport
    failed = Signal(object)  # Exception
    planned = Signal()  # when the next try is, or whether there is one, has changed

    def __init__(
        self,
        ferry: Ferry,
        jobs: Runs,
        *,
        random: Random,
        elapsed_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ferry = ferry
        self._jobs = jobs
        self._random = random
        self._elapsed_ms = elapsed_ms
        self.is_paused = False
        self._failures = 0
        self._trouble = ""
        self._is_under_way = False
        self._is_stopped = False
        self._due_ms = 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._cross)
        self._probe = QTimer(self)
        self._probe.setInterval(PROBE_EVERY_MS)
        self._probe.timeout.connect(self.look)

    def start(self, *, is_paused: bool = False) -> None:
        """Cross for the first time, unless a person has the ferry wait."""
        self.is_paused = is_paused
        self._cross()

    def stop(self) -> None:
        """Plan nothing any more."""
        self._is_stopped = True
        self._next.stop()
        self._probe.stop()

    def soon(self) -> None:
        """Cross within some seconds: something was saved. A centre that asked for patience is left in peace."""
        if self._trouble and self._trouble not in NO_ROAD:
            return
        self._failures = 0
        if self._next.isActive() and self._next.remainingTime() > SOON_MS:
            self._plan(SOON_MS)

    def note(self, report: SyncReport) -> None:
        """Plan the next crossing by what came of one, whoever asked for it."""
        if report.trouble == "under_way":
            return
        self._trouble = report.reason or report.trouble
        self._failures = self._failures + 1 if self._trouble else 0
        if self._trouble:
            self._plan(next_try(self._trouble, self._failures, self._random).ms)
        else:
            self._plan(FILES_MS if report.files_left else EVERY_MS)

    def reset(self) -> None:
        """Forget earlier failures: a person asks for a crossing himself."""
        self._failures = 0

    def set_paused(self, *, is_paused: bool) -> None:
        """Let the ferry wait for a person, or plan again; whoever lets it go on crosses himself."""
        self.is_paused = is_paused
        self._failures = 0
        if is_paused:
            self._next.stop()
            self._probe.stop()
            self.planned.emit()
        else:
            self._plan(SOON_MS)

    def next_try_in_ms(self) -> int:
        """Return the ms to the next crossing: 0 while one is under way, -1 where none is planned."""
        if self._is_under_way:
            return 0
        return max(self._due_ms - self._elapsed_ms(), 0) if self._next.isActive() else -1

    def is_looking(self) -> bool:
        """Tell whether it looks now and then for a road that is missing."""
        return self._probe.isActive()

    def look(self) -> None:
        """See whether the road is back, and cross at once where it is."""
        if not (self._is_under_way or self.is_paused or self._is_stopped):
            self._jobs.run(self._ferry.is_reachable, done=self._looked, failed=self.failed.emit)

    def _looked(self, is_reachable: bool) -> None:
        if is_reachable and self._trouble in NOBODY_THERE:
            self._failures = 0
            self._cross()

    def _cross(self) -> None:
        if self._is_under_way or self.is_paused or self._is_stopped:
            return
        self._is_under_way = True
        self._next.stop()
        self.planned.emit()
        self._jobs.run(self._ferry.sync, done=self._landed, failed=self._broke)

    def _landed(self, report: SyncReport) -> None:
        self._is_under_way = False
        self.note(report)
        self.crossed.emit(report)

    def _broke(self, error: Exception) -> None:
        """Try again as usual after what is no matter of the road, such as a full disk, and let others tell of it."""
        self._is_under_way = False
        self._plan(EVERY_MS)
        self.failed.emit(error)

    def _plan(self, in_ms: int) -> None:
        if self.is_paused or self._is_stopped:
            return
        self._due_ms = self._elapsed_ms() + in_ms
        self._next.start(in_ms)
        if self._trouble not in NOBODY_THERE:
            self._probe.stop()
        elif not self._probe.isActive():
            self._probe.start()
        self.planned.emit()
