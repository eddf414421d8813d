"""Reads the day at a glance. Knows no widget."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import today
from desktop_app.services.desk import Desk


class HomePresenter(QObject):
    """One overview, read anew each time it is looked at."""

    summed_up = Signal(object)  # Today
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = jobs_read

    def refresh(self) -> None:
        """Read the overview anew."""
        self._read.run(
            lambda: today.read_today(self._desk),
            done=self.summed_up.emit,
            failed=lambda error: self.refused.emit(sentence_of(error)),
        )

    def today(self) -> datetime:
        """Return the time on the wall."""
        return self._desk.local_now()
