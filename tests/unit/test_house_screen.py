"""Tests that open windows never run beside each other: they would take the keyboard from one another."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_tests_with_windows_run_one_after_the_other_and_every_test_runs_once() -> None:
    said = subprocess.run(["make", "-n", "pytest"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    alone, apart, on_postgresql = [line for line in said.splitlines() if "/pytest " in line]
    assert "-n 2" in apart
    assert "--db=postgresql" in on_postgresql
    assert " -n " not in alone
    assert "on_screen.sh --virtual" in alone, "a screen of its own, which nothing that runs beside it is on"
    assert not [line for line in (apart, on_postgresql) if "on_screen" in line]
    folders = [word for word in alone.split() if word.startswith("tests/")]
    assert folders == ["tests/gui", "tests/e2e"]
    assert [word for word in apart.split() if "tests/" in word] == [f"--ignore={each}" for each in folders]
    assert [word for word in on_postgresql.split() if "tests/" in word] == ["tests/central"]


def test_no_test_elsewhere_opens_a_window() -> None:
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "tests").rglob("test_*.py")
        if file.relative_to(ROOT).parts[1] not in ("gui", "e2e")
        and re.search(r"^from (pytestqt|PySide6\.QtWidgets)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    assert found == []
