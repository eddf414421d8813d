"""What every test shares: how Hypothesis searches, and how tests of windows get a screen for themselves."""

from __future__ import annotations

import os
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

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

# Folders whose tests open windows. There is one keyboard focus on a screen: two of them at once would take it from each
# other, so they all go to the same worker, one after the other, while the other worker does the rest.
FOLDERS_WITH_WINDOWS: Final = ("tests/gui/", "tests/e2e/", "tests/bench/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that open windows on one worker (pytest-xdist's `--dist loadgroup`)."""
    for item in items:
        if item.nodeid.startswith(FOLDERS_WITH_WINDOWS):
            item.add_marker(pytest.mark.xdist_group("screen"))
