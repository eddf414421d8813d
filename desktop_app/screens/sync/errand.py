"""One errand on a road at a time: what is asked for while it lasts is passed over. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs

T = TypeVar("T")


class Errand(QObject):
    """Runs on the runner that it is handed; call it from the GUI thread only."""

    busy_changed = Signal(bool)

    def __init__(self, jobs: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.is_busy = False

    def begin(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `work`, then exactly one of `done` and `failed`, free again; nothing where one is under way already."""
        if self.is_busy:
            return
        self._set(is_busy=True)

        def landed(value: T) -> None:
            self._set(is_busy=False)
            done(value)

        def broke(error: Exception) -> None:
            self._set(is_busy=False)
            failed(error)

        self._jobs.run(work, done=landed, failed=broke)

    def _set(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed.emit(is_busy)
