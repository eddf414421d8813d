"""Keeps Python's collector off the workers' threads while a test's windows are alive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_on_this_thread() -> Iterator[None]:
    """Take away earlier tests' windows here and now, and let no worker do it meanwhile: Qt dies of that."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
