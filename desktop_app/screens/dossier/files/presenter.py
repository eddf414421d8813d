"""Attaches files to a dossier, shows them, sends for them. Knows no widget; nothing of it happens on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import files
from desktop_app.services.desk import Desk
from desktop_app.services.files import FileRow
from desktop_app.widgets.picture import THUMBNAIL_PX, picture_of, small_picture
from sync.records.attachment import Attachment

LOOK_PX: Final = 4_000
"""On its longest side a picture is shown no larger: enough to read a page, and no more memory than it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A file as it stands, and its small picture where there is one here."""

    row: FileRow
    picture: QImage | None


class FilesPresenter(QObject):
    """The files of one dossier at a time. Reads and draws on the readers' runner, writes on the writer's."""

    rows_shown = Signal(object)  # tuple[Shown, ...]
    attached = Signal(str)  # name
    picture_ready = Signal(str, object)  # name, QImage
    cannot_be_shown = Signal(str)  # hash: it can be saved as a copy
    sent_for = Signal(str)  # name
    copy_written = Signal(str)  # name of the file that was written
    refused = Signal(str)  # sentence
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._dossier: UUID | None = None
        self._rows: dict[str, FileRow] = {}

    def open(self, dossier_id: UUID) -> None:
        """Show a dossier's files."""
        self._dossier = dossier_id
        self.refresh()

    def refresh(self) -> None:
        """Read anew."""
        dossier_id = self._dossier
        if dossier_id is not None:
            self._read.run(lambda: self._look(dossier_id), done=self._show, failed=self._refuse)

    def row(self, key: str) -> FileRow | None:
        """Return a file as it was last shown."""
        return self._rows.get(key)

    def attach(self, path: Path) -> None:
        """Attach the file that was chosen."""
        dossier_id = self._dossier
        if dossier_id is None:
            return

        def read() -> tuple[bytes, bytes]:
            content = files.read_chosen(path)
            return content, small_picture(content)

        def keep(found: tuple[bytes, bytes]) -> None:
            content, thumbnail = found
            self._write.run(
                lambda: files.attach(self._desk, dossier_id, content, name=path.name, thumbnail=thumbnail),
                done=self._attached,
                failed=self._refuse,
            )

        self._read.run(read, done=keep, failed=self._refuse)

    def view(self, key: str) -> None:
        """Show a picture; send for a file that is not here; offer a copy of what cannot be shown."""

        def draw(row: FileRow, content: bytes) -> None:
            self._read.run(
                lambda: picture_of(content, longest_px=LOOK_PX),
                done=lambda image: self._drawn(row.attachment, image),
                failed=self._refuse,
            )

        self._with_content(key, draw, act=files.VIEW)

    def save_copy(self, key: str, path: Path) -> None:
        """Write a copy, unencrypted, where the official wants it."""

        def write(_row: FileRow, content: bytes) -> None:
            self._read.run(
                lambda: files.write_copy(content, path),
                done=lambda _none: self.copy_written.emit(path.name),
                failed=self._refuse,
            )

        self._with_content(key, write, act=files.COPY)

    def try_again(self, key: str) -> None:
        """Let a file that was kept back travel again."""
        row = self._rows.get(key)
        if row is not None:
            self._write.run(
                lambda: files.try_again(self._desk, row.attachment),
                done=lambda _none: self._moved(),
                failed=self._refuse,
            )

    def _with_content(self, key: str, use: Callable[[FileRow, bytes], None], *, act: str) -> None:
        """Open a file and use what is in it; one that is not here is sent for."""
        row, dossier_id = self._rows.get(key), self._dossier
        if row is None or dossier_id is None:
            return

        def opened(content: bytes | None) -> None:
            if content is not None:
                use(row, content)
                return
            self.sent_for.emit(row.attachment.name)
            self._moved()

        self._write.run(
            lambda: files.open_attachment(self._desk, dossier_id, row.attachment, act=act),
            done=opened,
            failed=self._refuse,
        )

    def _look(self, dossier_id: UUID) -> tuple[UUID, tuple[Shown, ...]]:
        found = []
        for row in files.files_of(self._desk, dossier_id):
            thumbnail = files.thumbnail_of(self._desk, row.attachment)
            picture = picture_of(thumbnail, longest_px=THUMBNAIL_PX) if thumbnail else None
            found.append(Shown(row=row, picture=picture))
        return dossier_id, tuple(found)

    def _show(self, found: tuple[UUID, tuple[Shown, ...]]) -> None:
        dossier_id, shown = found
        if dossier_id == self._dossier:  # else another one was opened meanwhile
            self._rows = {each.row.attachment.hash: each.row for each in shown}
            self.rows_shown.emit(shown)

    def _attached(self, made: Attachment) -> None:
        self.attached.emit(made.name)
        self._moved()

    def _drawn(self, attachment: Attachment, image: QImage | None) -> None:
        if image is None:
            self.cannot_be_shown.emit(attachment.hash)
        else:
            self.picture_ready.emit(attachment.name, image)

    def _moved(self) -> None:
        self.wrote.emit()
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
