"""Writing small files so that a power cut leaves the old one or the new one, never half of one."""

import os
import sys
from pathlib import Path

from desktop_app.vault.errors import VaultNotWrittenError

PREVIOUS = ".previous"


def write_durably(path: Path, content: bytes) -> None:
    """Replace `path` by `content`: temporary file, fsync, rename, fsync of the folder. Mode 0600.

    Raises: VaultNotWrittenError; the old file is then untouched.
    """
    temporary = path.with_name(path.name + ".new")
    try:
        with open(temporary, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise VaultNotWrittenError(f"{path.name}: {error.strerror}") from error


def write_keeping_previous(path: Path, content: bytes) -> None:
    """Replace `path` and keep what it held as `<name>.previous`; the first writing keeps a copy of itself.

    Raises: VaultNotWrittenError.
    """
    kept = path.read_bytes() if path.exists() else content
    write_durably(path.with_name(path.name + PREVIOUS), kept)
    write_durably(path, content)


def overwrite(path: Path, content: bytes) -> None:
    """Write over `path` in place and fsync: needs no free room when the length stays, but may be torn by a power cut.

    Raises: VaultNotWrittenError.
    """
    try:
        is_new = not path.exists()
        with open(path, "r+b" if not is_new else "xb", opener=_private) as file:
            file.write(content)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise VaultNotWrittenError(f"{path.name}: {error.strerror}") from error


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """Put the names of a folder on the disk: a new or renamed file survives a power cut only after this."""
    if sys.platform == "win32":
        return  # Windows cannot open a folder for fsync; NTFS journals the rename
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
