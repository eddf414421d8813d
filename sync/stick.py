"""Files for a stick or a shared folder, which lie: written whole or not at all, and read back before they count."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sync.records.errors import ExpectedError

_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_CLOSED: Final = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))
_PIECE_BYTES: Final = 1 << 20


class StickFullError(ExpectedError):
    """There is no room for the file. Nothing of it was left behind."""


class StickReadOnlyError(ExpectedError):
    """Nothing may be written there: a switch on the stick, or a right that is missing."""


class StickGoneError(ExpectedError):
    """The folder is not there any more, or the medium fails."""


class StickUnreliableError(ExpectedError):
    """What was read back is not what was written. Nothing of it was left behind."""


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file under its name when all of it is on the medium and reads back the same; else leave nothing.

    Raises: StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError, and what `pieces` raises.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        written = _write(part, pieces)
        if _hash_of(part) != written:
            raise StickUnreliableError
        part.replace(path)
        _settle_folder(path.parent)
    except OSError as error:
        _remove(part)
        raise trouble_of(error) from error
    except BaseException:
        _remove(part)
        raise


def trouble_of(error: OSError) -> ExpectedError:
    """Return what an error of the medium means to whoever stands before it."""
    if error.errno in _FULL:
        return StickFullError()
    return StickReadOnlyError() if error.errno in _CLOSED else StickGoneError()


def files_in(folder: Path, is_wanted: Callable[[str], bool]) -> tuple[Path, ...]:
    """Return the plain files whose name is wanted, no links, in order of their names. Raises: StickGoneError."""
    try:
        found = [each for each in folder.iterdir() if is_wanted(each.name) and each.is_file() and not each.is_symlink()]
    except OSError as error:
        raise StickGoneError from error
    return tuple(sorted(found))


def _write(part: Path, pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    with part.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # else the comparison would read this machine's memory, not the medium
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest.digest()


def _hash_of(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.digest()


def _settle_folder(folder: Path) -> None:
    """Make the name durable too, where the system has such a call (Windows has none)."""
    if os.name == "nt":
        return
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
