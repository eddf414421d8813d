"""What every test shares: how Hypothesis searches, and a platform for windows where there is no screen."""

from __future__ import annotations

import os

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
