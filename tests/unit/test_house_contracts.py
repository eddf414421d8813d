"""Each import contract is broken once, in a copy of the project, and import-linter sees it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("desktop_app", "sync")

# Contract, the file that breaks it, the line that does. Targets lie below a package's public face where they can,
# since a contract on the face alone would let the inner modules through.
BREAKS: Final = (
    ("desk-layers", "desktop_app/services/broken.py", "import desktop_app.screens.inner"),
    ("desk-layers", "desktop_app/storage/broken.py", "import desktop_app.services.inner"),
    ("desk-layers", "desktop_app/storage/broken.py", "import desktop_app.vault.inner"),
    ("desk-layers", "desktop_app/widgets/broken.py", "import desktop_app.screens.inner"),
    ("desk-layers", "desktop_app/vault/broken.py", "import desktop_app.widgets.inner"),
    ("desk-layers", "desktop_app/unplaced.py", ""),
    ("ferry-layers", "sync/client/broken.py", "import sync.central.inner"),
    ("ferry-layers", "sync/central/broken.py", "import sync.client.inner"),
    ("ferry-layers", "sync/protocol/broken.py", "import sync.client.inner"),
    ("ferry-layers", "sync/records/broken.py", "import sync.protocol.inner"),
    ("ferry-layers", "sync/unplaced.py", ""),
    ("ferry-knows-no-desk", "sync/client/broken.py", "import desktop_app.storage.inner"),
    ("desk-knows-no-centre", "desktop_app/services/broken.py", "from sync.central import inner"),
    ("records-pure", "sync/records/broken.py", "import time"),
    ("records-pure", "sync/records/broken.py", "from os import urandom"),
    ("records-pure", "sync/records/broken.py", "import sqlalchemy.orm"),
    ("records-pure", "sync/records/broken.py", "from cryptography.hazmat.primitives import hashes"),
    ("qt-at-the-screen", "desktop_app/services/broken.py", "from PySide6.QtCore import QObject"),
    ("qt-at-the-screen", "desktop_app/storage/broken.py", "import PySide6"),
    ("qt-at-the-screen", "desktop_app/vault/broken.py", "import shiboken6"),
    ("qt-at-the-screen", "sync/client/broken.py", "from PySide6 import QtNetwork"),
    ("databases-in-stores", "desktop_app/services/broken.py", "from sqlalchemy import select"),
    ("databases-in-stores", "desktop_app/screens/broken.py", "import sqlcipher3.dbapi2"),
    ("databases-in-stores", "sync/client/broken.py", "from alembic import command"),
    ("protocol-bytes", "sync/protocol/broken.py", "import socket"),
    ("protocol-bytes", "sync/protocol/broken.py", "import requests.adapters"),
    ("web-server-at-the-centre", "sync/client/broken.py", "from fastapi import FastAPI"),
    ("web-server-at-the-centre", "desktop_app/services/broken.py", "import uvicorn"),
    ("one-sqlite", "sync/central/broken.py", "import sqlite3"),
    ("one-sqlite", "desktop_app/storage/broken.py", "from sqlite3 import dbapi2"),
)


def contract_ids() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return [contract["id"] for contract in contracts]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy what import-linter reads, with one inner module in every package for a break to reach for."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
        for init in (tmp_path / package).glob("*/__init__.py"):
            (init.parent / "inner.py").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    # The folder itself comes first on the path, before the installed project.
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", *options], cwd=folder, capture_output=True, text=True, check=False
    )


def test_an_untouched_copy_keeps_every_contract(copy: Path) -> None:
    outcome = lint(copy)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{len(contract_ids())} kept, 0 broken" in outcome.stdout


@pytest.mark.parametrize(("contract", "place", "line"), BREAKS)
def test_a_break_is_seen_by_its_own_contract(copy: Path, contract: str, place: str, line: str) -> None:
    (copy / place).write_text(line + "\n", encoding="utf-8")
    outcome = lint(copy, "--contract", contract)
    assert outcome.returncode == 1
    # The report names the breaking module: it is red for this line and not because it could not run.
    assert place.removesuffix(".py").replace("/", ".") in "".join(outcome.stdout.split())


def test_every_contract_is_broken_once_here() -> None:
    assert {contract for contract, *_ in BREAKS} == set(contract_ids())
