"""Tells truthfully where each operation stands, and crosses when asked. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.screens.sync.errand import Errand
from desktop_app.screens.sync.relay import ProgressRelay
from desktop_app.services import syncing
from desktop_app.services.desk import Desk
from desktop_app.services.files import FilesWaiting, files_waiting
from desktop_app.services.syncing import Ferry, OperationRow, SyncStatus
from sync.client.engine import SyncReport
from sync.client.progress import Progress

BY_STATE: Final = ("parked", "held", "waiting", "sending", "received", "set_aside", "applied", "durable")
"""What needs a person first, then by how far it has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The counts, the bytes that wait, the operations by state, and the files that are to be carried, read together."""

    status: SyncStatus
    unsent_bytes: int
    files: FilesWaiting
    operations: tuple[OperationRow, ...]


class SyncPresenter(QObject):
    """Reads on the readers' runner, switches on the writer's, crosses on its own, so that nobody waits for the road."""

    standing_shown = Signal(object)  # Standing
    busy_changed = Signal(bool)
    progressed = Signal(object)  # Progress
    crossed = Signal(object)  # SyncReport
    paused_changed = Signal(bool)  # written down
    refused = Signal(str)  # sentence

    def __init__(
        self,
        desk: Desk,
        jobs_write: Runs,
        jobs_read: Runs,
        jobs_sync: Runs,
        ferry: Ferry,
        relay: ProgressRelay | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._ferry = ferry
        self._errand = Errand(jobs_sync, self)
        self._errand.busy_changed.connect(self.busy_changed)
        if relay is not None:
            relay.told.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Say whether a crossing that was asked for here is under way."""
        return self._errand.is_busy

    def refresh(self) -> None:
        """Read the counts anew."""
        self._read.run(self._standing, done=self.standing_shown.emit, failed=self._refuse)

    def sync_now(self) -> None:
        """Cross once; a second press while it lasts does nothing."""
        self._errand.begin(lambda: syncing.sync_now(self._ferry), done=self._after, failed=self._refuse)

    def pause(self) -> None:
        """Let everything wait on this laptop; what is on its way lands first."""
        self._write.run(
            lambda: syncing.pause(self._desk), done=lambda _nothing: self._switched(is_paused=True), failed=self._refuse
        )

    def resume(self) -> None:
        """Let the ferry go on, and cross at once."""
        self._write.run(lambda: syncing.resume(self._desk), done=lambda _nothing: self._resumed(), failed=self._refuse)

    def set_metered(self, is_metered: bool) -> None:
        """Say whether each byte costs money."""
        self._write.run(
            lambda: syncing.set_metered(self._desk, is_metered=is_metered),
            done=lambda _nothing: self.refresh(),
            failed=self._refuse,
        )

    def _switched(self, *, is_paused: bool) -> None:
        self.paused_changed.emit(is_paused)
        self.refresh()

    def _resumed(self) -> None:
        self._switched(is_paused=False)
        self.sync_now()

    def _standing(self) -> Standing:
        found = syncing.operations(self._desk)
        return Standing(
            status=syncing.status(self._desk),
            unsent_bytes=syncing.unsent_bytes(self._desk),
            files=files_waiting(self._desk),
            operations=tuple(sorted(found, key=lambda row: BY_STATE.index(row.state))),
        )

    def _progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _after(self, report: SyncReport) -> None:
        self.crossed.emit(report)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
