"""A try is counted before it is made, and one folder has one running copy: with real processes that are killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.vault.errors import SecondCopyError, TooManyTriesError
from desktop_app.vault.keyslots import open_vault
from desktop_app.vault.single import hold_folder
from tests.security.vault_kit import HOA, NOON, cheap, small_vault

ROOT = Path(__file__).parents[2]
DIES_WHILE_DERIVING = """
import os, signal, sys
from pathlib import Path
from desktop_app.vault.keyslots import open_vault
from tests.security.vault_kit import HOA, NOON
def die(passphrase, salt, cost):
    os.kill(os.getpid(), signal.SIGKILL)
open_vault(Path(sys.argv[1]), HOA.id, sys.argv[2], now=NOON, derive=die)
"""
HOLDS = """
import sys
from pathlib import Path
from desktop_app.vault.single import hold_folder
held = hold_folder(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""
REPLACES_ITSELF = """
import os, sys
from pathlib import Path
from desktop_app.vault.lock import replace_process
from desktop_app.vault.single import hold_folder
held = hold_folder(Path(sys.argv[1]))
fresh = "import os, sys; from pathlib import Path; from desktop_app.vault.single import hold_folder;"
fresh += "print(os.getpid(), 'keys' in globals()); hold_folder(Path(sys.argv[1])); print('held again')"
keys = "secret"
print(os.getpid())
replace_process([sys.executable, "-c", fresh, sys.argv[1]])
"""


def test_killing_the_program_during_the_derivation_wins_no_free_try(tmp_path: Path) -> None:
    small_vault(tmp_path)
    for _ in range(5):
        ended = subprocess.run(
            [sys.executable, "-c", DIES_WHILE_DERIVING, str(tmp_path), "wrong"], cwd=ROOT, check=False
        )
        assert ended.returncode == -signal.SIGKILL
    with pytest.raises(TooManyTriesError) as refusal:
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    assert refusal.value.wait_s == 30


@contextmanager
def another_copy(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as copy:
        assert copy.stdout is not None
        assert copy.stdout.readline() == b"held\n"
        try:
            yield copy
        finally:
            copy.kill()


def test_a_second_copy_on_one_folder_is_refused_until_the_first_ends_however_it_ends(tmp_path: Path) -> None:
    with another_copy(tmp_path) as copy:
        with pytest.raises(SecondCopyError):
            hold_folder(tmp_path)
        hold_folder(tmp_path / "another folder").release()
        os.kill(copy.pid, signal.SIGKILL)
        copy.wait()
        with hold_folder(tmp_path), pytest.raises(SecondCopyError):
            hold_folder(tmp_path)
        hold_folder(tmp_path).release()


def test_a_child_program_does_not_keep_the_folder(tmp_path: Path) -> None:
    with hold_folder(tmp_path) as hold, subprocess.Popen(["sleep", "60"]) as child:
        hold.release()
        try:
            hold_folder(tmp_path).release()
        finally:
            child.kill()


def test_locking_ends_the_program_and_a_fresh_one_takes_its_place_and_its_folder(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", REPLACES_ITSELF, str(tmp_path)], cwd=ROOT, capture_output=True, check=True, text=True
    )
    before, after, again = ended.stdout.splitlines()
    assert after.split() == [before, "False"]  # on POSIX the process id stays, its memory does not
    assert again == "held again"
    assert ended.stderr == ""
