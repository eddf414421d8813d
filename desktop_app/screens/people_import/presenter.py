"""Takes a list through its dry run and in, batch by batch, so that the desk can go on in between. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.people_import.words import reasons
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import importing
from desktop_app.services.csv_text import MAX_FILE_BYTES, ListFileError
from desktop_app.services.desk import Desk
from desktop_app.services.importing import DryRun
from sync.records.person import Person


class PeopleImportPresenter(QObject):
    """One list at a time. Nothing is written before `start`; after `stop` the batches that are in stay in."""

    looked_over = Signal(object)  # DryRun
    went_on = Signal(int, int)  # how many people are in, how many there are to take
    ended = Signal(int, bool)  # how many people were added, whether it was stopped before its end
    kept_left_out = Signal(str)  # name of the file into which the rows that were left out have gone
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._run: DryRun | None = None
        self._batches: Iterator[tuple[Person, ...]] = iter(())
        self._with_doubtful = True
        self._added = 0
        self._total = 0
        self._is_stopped = False

    def look_over(self, path: Path) -> None:
        """Read a list and say what would come of importing it."""

        def read() -> DryRun:
            return importing.dry_run(self._desk, _bytes_of(path))

        self._run = None
        self._read.run(read, done=self._looked, failed=self._refuse)

    def start(self, *, with_doubtful: bool) -> None:
        """Add everybody whom the dry run found fit; with or without the doubtful rows."""
        if self._run is None:
            return
        self._with_doubtful, self._added, self._is_stopped = with_doubtful, 0, False
        self._total = self._run.to_take(with_doubtful=with_doubtful)
        self._batches = importing.batches(self._desk, self._run.listed, with_doubtful=with_doubtful)
        self._next()

    def stop(self) -> None:
        """Let the batch under way come in, and none after it."""
        self._is_stopped = True

    def keep_left_out(self, path: Path) -> None:
        """Write the rows that were not taken, each with its reason, into a list that can be mended."""
        run, with_doubtful = self._run, self._with_doubtful
        if run is None:
            return

        def write() -> str:
            raw = importing.left_out(self._desk, run.listed, reasons, with_doubtful=with_doubtful)
            try:
                path.write_bytes(raw)
            except OSError as error:
                raise ListFileError("not_written", error.strerror or "") from error
            return path.name

        self._read.run(write, done=self.kept_left_out.emit, failed=self._refuse)

    def _looked(self, run: DryRun) -> None:
        self._run = run
        self.looked_over.emit(run)

    def _next(self) -> None:
        # One batch, one job: what an official saves meanwhile goes in between.
        def one_batch() -> int:
            batch = next(self._batches, None)
            return 0 if batch is None else importing.add(self._desk, batch)

        self._write.run(one_batch, done=self._came_in, failed=self._broke_off)

    def _came_in(self, count: int) -> None:
        self._added += count
        if count:
            self.went_on.emit(self._added, self._total)
        if count and not self._is_stopped:
            self._next()
            return
        self.ended.emit(self._added, self._is_stopped and self._added < self._total)

    def _broke_off(self, error: Exception) -> None:
        self.ended.emit(self._added, True)
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))


def _bytes_of(path: Path) -> bytes:
    """Raises: ListFileError unreadable, too_large."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ListFileError("too_large", MAX_FILE_BYTES // (1024 * 1024))
        return path.read_bytes()
    except OSError as error:
        raise ListFileError("unreadable", error.strerror or "") from error
