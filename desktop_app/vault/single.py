"""One running copy of the program per data folder; the hold ends with the process, however it ends."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.vault.errors import SecondCopyError

HOLD_NAME = "running.lock"


class FolderHold:
    """This process has the folder; a context manager, or call `release`."""

    __slots__ = ("_descriptor",)

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another copy have the folder; may be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_folder(folder: Path) -> FolderHold:
    """Take the folder for this process. Not inherited by child processes, nor kept over an exec.

    The file stays behind on purpose: deleting it would let two copies hold two different files of one name.

    Raises: SecondCopyError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / HOLD_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError) as error:
        os.close(descriptor)
        raise SecondCopyError(str(folder)) from error
    return FolderHold(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
