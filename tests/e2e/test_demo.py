"""`haiphucvu --demo`: centre and desk live and end together, whichever way they are ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WAIT_S = 60


def living(marks: str) -> list[str]:
    """Return the command lines of live processes that name `marks`."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if marks in line and int(place.parent.name) != os.getpid():
            found.append(line)
    return found


def wait(until: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while not until():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT])
def test_ending_the_demo_ends_centre_and_desk_without_a_word(tmp_path: Path, ended_by: signal.Signals) -> None:
    folder = tmp_path / "demo"
    listening = ["env", "--default-signal=INT"]  # whoever runs the tests in the background ignores it, and so would we
    with subprocess.Popen(
        [*listening, sys.executable, "-m", "desktop_app", "--demo", "--folder", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    ) as demo:
        wait(lambda: any("--centre" in line for line in living(f"{folder}/laptop")), "the desk starts")
        assert any("serve" in line for line in living(f"{folder}/centre"))
        open_to_others = [file for file in folder.rglob("*") if file.stat().st_mode & 0o077]
        assert open_to_others == []
        demo.send_signal(ended_by)
        try:
            said, _none = demo.communicate(timeout=WAIT_S)
        finally:
            demo.kill()  # one that does not end must not keep the tests from ending
    assert demo.returncode == 128 + ended_by
    assert "Traceback" not in said
    wait(lambda: not living(str(folder)), "everything ends")
