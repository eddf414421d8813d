"""Carries how far a crossing has come from the ferry's thread to the screen's; outlives every crossing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sync.client.progress import Progress


class ProgressRelay(QObject):
    """One for as long as the desk is open. Receivers connect queued: the signal comes from the ferry's thread."""

    told = Signal(object)  # Progress

    def tell(self, progress: Progress) -> None:
        """Pass it on; this may be called on any thread."""
        self.told.emit(progress)
