"""The report of a fault of ours: where it happened, never what was typed. Knows no window."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

FAULTS_FILE: Final = "faults.log"
MAX_BYTES: Final = 1_000_000


def describe(kind: type[BaseException], trace: TracebackType | None, *, at_ms: int) -> str:
    """Return the fault on a few lines: time, class, and file, line and function of each frame.

    An error's message and the frames' values can hold a resident's name, so neither is written down.
    """
    frames = [
        f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([f"{at_ms}\t{kind.__module__}.{kind.__qualname__}", *frames]) + "\n"


def write_down(folder: Path, fault: str) -> None:
    """Add the fault to the file in `folder`; a full disk or a read-only folder must not make a second fault."""
    file = folder / FAULTS_FILE
    try:
        if file.exists() and file.stat().st_size > MAX_BYTES:
            file.replace(file.with_suffix(".log.1"))
        with file.open("a", encoding="utf-8") as log:
            log.write(fault)
    except OSError:
        return
