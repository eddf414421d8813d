"""Files of a dossier: attached in one commit with the act, looked at where they are here, else sent for."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.file_rows import FileKept
from desktop_app.storage.notebook import Work
from sync.protocol.errors import SealBrokenError
from sync.protocol.file_sealing import new_file_key, open_file, seal_file
from sync.protocol.limits import FILE_MAX_BYTES, MIB
from sync.records import attachment as attachments
from sync.records.attachment import Attachment
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER

VIEW: Final = "file.view"
COPY: Final = "file.copy"
_LARGEST_MB: Final = str(FILE_MAX_BYTES // MIB)
_BEGINNINGS: Final = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A dossier's file as it stands here.

    `state`: local (not at the centre yet), received, remote, coming (asked for), or whole (fetched). `have`: bytes.
    """

    attachment: Attachment
    state: str
    reason: str
    have: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesWaiting:
    """How many files, and bytes of them, are still to go up and to come down, and how many do not travel.

    `reason`: why one of those does not, empty where all travel.
    """

    count_up: int = 0
    bytes_up: int = 0
    count_down: int = 0
    bytes_down: int = 0
    kept_back: int = 0
    reason: str = ""


def attach(desk: Desk, dossier_id: UUID, content: bytes, *, name: str, thumbnail: bytes = b"") -> Attachment:
    """Attach a file; `thumbnail`: a small JPEG of it, which travels first. The kind is told by how it begins.

    Raises: RefusedError file_kind, file_too_large, file_empty, too_long, too_many_files, file_there; DiskFullError.
    """
    if not content:
        raise RefusedError("file_empty")
    if len(content) > FILE_MAX_BYTES:
        raise RefusedError("file_too_large", _LARGEST_MB)
    mime = next((kind for kind, begin in _BEGINNINGS.items() if content.startswith(begin)), "")
    with desk.notebook.writing(desk.author) as work:
        dossier = Dossier.of(work.get(DOSSIER, dossier_id))
        kept = _kept(desk, work, content, mime=mime, is_small=False)
        small = _kept(desk, work, thumbnail, mime="image/jpeg", is_small=True) if thumbnail else None
        made = Attachment(
            hash=kept.hash.hex(),
            key=kept.key.hex(),
            size=kept.size,
            mime=mime,
            name=name,
            thumbnail=small.hash.hex() if small else "",
            thumbnail_key=small.key.hex() if small else "",
            thumbnail_size=small.size if small else 0,
            at_ms=desk.clock.now_ms(),
        )
        work.record(attachments.attach(dossier, made))
    return made


def read_chosen(path: Path) -> bytes:
    """Read a file that was chosen, looking at its size first. Raises: RefusedError file_unreadable, file_too_large."""
    try:
        if not path.is_file():
            raise RefusedError("file_unreadable")
        with path.open("rb") as source:
            content = source.read(FILE_MAX_BYTES + 1)
    except OSError:
        raise RefusedError("file_unreadable") from None
    if len(content) > FILE_MAX_BYTES:
        raise RefusedError("file_too_large", _LARGEST_MB)
    return content


def write_copy(content: bytes, path: Path) -> None:
    """Write a copy in clear, whole or not at all. Raises: RefusedError copy_not_written."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise RefusedError("copy_not_written") from None


def files_of(desk: Desk, dossier_id: UUID) -> tuple[FileRow, ...]:
    """Return a dossier's files, oldest first."""
    with desk.notebook.reading() as reader:
        dossier = Dossier.of(reader.get(DOSSIER, dossier_id))
        return tuple(
            _row(each, reader.files.find(bytes.fromhex(each.hash))) for each in attachments.attachments_of(dossier)
        )


def open_attachment(desk: Desk, dossier_id: UUID, attachment: Attachment, *, act: str = VIEW) -> bytes | None:
    """Return a file's content, None where it is not here yet: then it is sent for. The look is written to the log.

    Raises: SealBrokenError where what is here is not that file.
    """
    name, key = bytes.fromhex(attachment.hash), bytes.fromhex(attachment.key)
    with desk.notebook.writing(desk.author) as work:
        found = work.files.find(name)
        if found is None or found.have < attachment.size:
            work.files.want(name, key=key, size=attachment.size, mime=attachment.mime)
            return None
        sealed = work.files.read(name)
        work.note_look(act, dossier_id, detail=attachment.hash[:12])
    return open_file(sealed, key)


def thumbnail_of(desk: Desk, attachment: Attachment) -> bytes | None:
    """Return a file's small picture, None where there is none here; nothing is sent for."""
    if not attachment.has_thumbnail:
        return None
    with desk.notebook.reading() as reader:
        sealed = reader.files.read(bytes.fromhex(attachment.thumbnail))
    try:
        return open_file(sealed, bytes.fromhex(attachment.thumbnail_key))
    except SealBrokenError:
        return None


def try_again(desk: Desk, attachment: Attachment) -> None:
    """Let a file that was kept back travel again, its small picture too."""
    names = [attachment.hash, *([attachment.thumbnail] if attachment.has_thumbnail else [])]
    with desk.notebook.writing(desk.author) as work:
        for each in names:
            work.files.try_again(bytes.fromhex(each))


def files_waiting(desk: Desk) -> FilesWaiting:
    """Return how many files are still to be carried, each way, and how many do not travel."""
    with desk.notebook.reading() as reader:
        return FilesWaiting(**reader.files.waiting())


def _kept(desk: Desk, work: Work, content: bytes, *, mime: str, is_small: bool) -> FileKept:
    """Keep a file in the unit of work: the same content twice is kept once."""
    plain_hash = hashlib.sha256(content).digest()
    known = work.files.same(plain_hash)
    if known is not None:
        return known
    key = new_file_key(desk.random)
    now_ms = desk.clock.now_ms()
    sealed = seal_file(content, key)
    return work.files.keep(sealed, key=key, plain_hash=plain_hash, mime=mime, is_small=is_small, now_ms=now_ms)


def _row(attachment: Attachment, kept: FileKept | None) -> FileRow:
    if kept is None:
        return FileRow(attachment=attachment, state="remote", reason="", have=0)
    is_coming = kept.state == "remote" and kept.is_wanted
    state = "coming" if is_coming else kept.state
    return FileRow(attachment=attachment, state=state, reason=kept.reason, have=kept.have)
