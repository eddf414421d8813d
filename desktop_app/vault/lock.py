"""Locking: the process that knows the keys ends, and a fresh one shows the lock screen; knows no window."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWatch:
    """When an unattended screen locks itself. All times are of one monotonic clock, in seconds."""

    limit_s: float

    def __post_init__(self) -> None:
        if not self.limit_s > 0:
            raise ValueError("limit_s must be more than 0")

    def should_lock(self, *, now_s: float, last_input_s: float) -> bool:
        """Say whether the official has been away for the limit or longer."""
        return now_s - last_input_s >= self.limit_s

    def remaining_s(self, *, now_s: float, last_input_s: float) -> float:
        """Return how long to sleep before asking again."""
        return max(0.0, self.limit_s - (now_s - last_input_s))


def replace_process(argv: Sequence[str]) -> NoReturn:
    """End this process and start `argv` (an absolute program first) in its place; never returns.

    Stop the workers, dispose the engine, close the session and release the folder first: nothing of Python's own
    ending (atexit, finally) runs. On POSIX the process id stays and its memory goes; on Windows a new process starts
    and this one ends at once.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed program on Windows has none
            stream.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(list(argv), close_fds=True)  # noqa: S603  our own program, named by app.py
        os._exit(0)
    os.execv(argv[0], list(argv))  # noqa: S606  our own program, and no shell is wanted
