"""What every test shares: how Hypothesis searches, a platform for windows, a place in memory, the centre's store."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

_MEMORY: Final = Path("/dev/shm")  # noqa: S108  the folders made in it are their owner's alone
_ROOM_BYTES: Final = 4 << 30

# `make test` runs under Xvfb with xcb; a test run by hand without a screen still gets its windows.
if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every run and machine: a red build is red for everybody. No deadline: two cores are shared.
settings.register_profile("house", derandomize=True, deadline=None, print_blob=True, database=None)
# `--hypothesis-profile=prove` searches elsewhere each time, and longer.
settings.register_profile(
    "prove", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


# No test of these pulls the plug: where there is room in memory, thousands of stores need not wait for the disk.
if not os.environ.get("TMPDIR") and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
    tempfile.tempdir = os.environ["TMPDIR"] = str(_MEMORY)  # also of the programs that tests start


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--db`, which tests/central heeds."""
    parser.addoption("--db", choices=("sqlite", "postgresql"), default="sqlite", help="the store of the centre's tests")
