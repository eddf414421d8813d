"""Locking: the process that knows the keys ends, and a fresh one shows the lock screen; knows no window."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


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
