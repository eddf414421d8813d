"""The window's ends: a power cut, a lock, a second copy. Real processes, killed or replaced from outside."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.e2e.window_life import HALF_FILLED
from tests.e2e.world import SampleWorld

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> SampleWorld:
    return SampleWorld.make(tmp_path_factory.mktemp("world"), people=2)


@contextmanager
def life(act: str, world: SampleWorld) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.e2e.window_life", act, str(world.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], word: str) -> str:
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line)
        name, _, value = line.rstrip("\n").partition("\t")
        if name == word:
            return value
    raise AssertionError(f"never said {word}: {''.join(heard)[-2000:]}")


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def open_files(pid: int) -> list[str]:
    """Return what a process has open; it lives meanwhile, so what it closes on the way is left out."""
    names = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            names.append(str(descriptor.readlink()))
    return names


def test_a_half_filled_form_survives_a_power_cut(world: SampleWorld) -> None:
    with life("fill_half", world) as process:
        wait_for(process, "kept")
        process.send_signal(signal.SIGKILL)
    with life("read_half", world) as process:
        assert wait_for(process, "name") == HALF_FILLED
        assert wait_for(process, "hint") == "True"


def test_locking_keeps_the_draft_and_replaces_the_process(world: SampleWorld) -> None:
    with life("lock", world) as process:
        wait_for(process, "locking")
        deadline = time.monotonic() + 30
        while "desktop_app" not in command_line(process.pid):
            assert time.monotonic() < deadline, "the process was not replaced"
            assert process.poll() is None, "the process ended instead"
            time.sleep(0.02)
        assert f"--folder {world.laptop}" in command_line(process.pid)
        inherited = open_files(process.pid)
        assert not [name for name in inherited if "notebook.db" in name]
    with life("read_half", world) as process:
        assert wait_for(process, "name") == HALF_FILLED


def test_a_second_copy_says_so_and_lets_nobody_in(world: SampleWorld) -> None:
    with life("fill_half", world) as first:
        wait_for(first, "kept")
        with life("be_second", world) as second:
            assert "đang mở ở một cửa sổ khác" in wait_for(second, "problem")
            assert wait_for(second, "passphrase") == "False"


def test_a_fault_of_ours_is_told_and_written_down_without_what_was_typed(world: SampleWorld) -> None:
    with life("fault", world) as process:
        assert "Đã lưu" in wait_for(process, "fault")
        assert wait_for(process, "alive") == "home"
    said = (world.laptop / "faults.log").read_text(encoding="utf-8")
    assert "LookupError" in said
    assert HALF_FILLED not in said
