"""The command makes a centre on either store, backs it up and restores it, and says what to do where it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sync.central.app import open_centre
from sync.central.cli import Code
from tests.central.central_room import COMMUNE, NewStore, laptop_of, named


def central(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "sync.central.cli", *words]
    environment = os.environ | {"COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def facts(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return what a command that went well printed."""
    assert done.returncode == Code.OK, done.stderr
    lines = [line.partition("\t") for line in done.stdout.splitlines()]
    return {name: value for name, _, value in lines}


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    made = tmp_path / "centre"
    database = new_store()
    facts(central("init", "--folder", str(made), "--name", "Mẫu", "--sample", "--database", database))
    return made


def test_a_centre_is_made_backed_up_lost_and_restored(folder: Path) -> None:
    centre = open_centre(folder)
    laptop = laptop_of(centre)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    laptop.hello()
    centre.close()
    backup = facts(central("backup", "--folder", str(folder)))
    assert backup["proven"] == "yes"
    restored = facts(central("restore", "--folder", str(folder), backup["backup"]))
    after = json.loads(central("status", "--folder", str(folder), "--json").stdout)
    assert after["epoch"] == restored["epoch"] != centre.identity.epoch.hex()
    assert after["operations"] == {"applied": 1}
    assert after["communes"][COMMUNE]["stamp"] > 1 << 40
    assert restored["aside"] != "-"


def test_a_running_centre_a_wrong_file_and_a_wrong_key_are_each_said(folder: Path, tmp_path: Path) -> None:
    backup = facts(central("backup", "--folder", str(folder)))["backup"]
    centre = open_centre(folder)
    running = central("restore", "--folder", str(folder), backup)
    centre.close()
    assert (running.returncode, "đang chạy" in running.stderr) == (Code.STORE, True)
    wrong = central("restore", "--folder", str(folder), str(folder / "centre.key"))
    assert (wrong.returncode, "không phải bản sao lưu" in wrong.stderr) == (Code.STORE, True)
    (folder / "centre.key").write_text("ab" * 32 + "\n", encoding="ascii")
    other_key = central("restore", "--folder", str(folder), backup)
    assert (other_key.returncode, "khóa khác" in other_key.stderr) == (Code.STORE, True)


def test_an_address_that_leads_nowhere_makes_no_folder(tmp_path: Path) -> None:
    for address, code in (("mysql://a/b", Code.REFUSED), (f"postgresql://a@/b?host={tmp_path}", Code.STORE)):
        done = central("init", "--folder", str(tmp_path / "centre"), "--name", "Mẫu", "--database", address)
        assert done.returncode == code
        assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "centre").exists()
