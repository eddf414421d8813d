"""Attach a file to a dossier: what stands in the record of it, never its content. Pure."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from sync.records.act import Act
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.text import nfc

MAX_NAME_CHARS: Final = 200
MAX_FILES: Final = 60
THUMBNAIL_MAX_BYTES: Final = 256 * 1024
_HASH_BYTES: Final = 32
MIMES: Final = ("application/pdf", "image/jpeg", "image/png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file of a dossier. `hash` and `key` (hex) find and open its ciphertext; a thumbnail is a file of its own.

    `size`: bytes of the ciphertext. `thumbnail` empty: there is none.
    """

    hash: str
    key: str
    size: int
    mime: str
    name: str
    thumbnail: str = ""
    thumbnail_key: str = ""
    thumbnail_size: int = 0
    at_ms: int = 0

    @property
    def has_thumbnail(self) -> bool:
        """Tell whether it names a small picture that can be one."""
        return _are_hashes(self.thumbnail, self.thumbnail_key) and 0 < self.thumbnail_size <= THUMBNAIL_MAX_BYTES


def attach(dossier: Dossier, attachment: Attachment) -> Act:
    """Attach a file. Raises: RefusedError file_kind, too_long, too_many_files, file_there."""
    name = nfc(attachment.name).strip()
    if attachment.mime not in MIMES:
        raise RefusedError("file_kind")
    if not name or len(name) > MAX_NAME_CHARS:
        raise RefusedError("too_long")
    if len(dossier.attachments) >= MAX_FILES:
        raise RefusedError("too_many_files")
    if any(each.hash == attachment.hash for each in attachments_of(dossier)):
        raise RefusedError("file_there")
    entry = {field: getattr(attachment, field) for field in Attachment.__dataclass_fields__} | {"name": name}
    return Act(kind="dossier.attach", record=dossier.id, body=Body(appends={"attachments": entry}))


def attachments_of(dossier: Dossier) -> tuple[Attachment, ...]:
    """Return a dossier's files, oldest first."""
    return attachments_in(dossier.attachments)


def attachments_in(entries: Any) -> tuple[Attachment, ...]:
    """Return what of a dossier's log names files; others wrote it: what does not fit is passed over.

    Fields of a later version are left alone.
    """
    found = (_read(each) for each in entries) if isinstance(entries, list | tuple) else ()
    return tuple(each for each in found if each is not None)


def _read(entry: Any) -> Attachment | None:
    try:
        made = msgspec.convert(entry, Attachment)
    except msgspec.ValidationError:
        return None
    return made if _are_hashes(made.hash, made.key) and made.size > 0 else None


def _are_hashes(*texts: str) -> bool:
    """Tell whether each text is 32 bytes in hex."""
    try:
        return all(len(bytes.fromhex(each)) == _HASH_BYTES for each in texts)
    except ValueError:
        return False
