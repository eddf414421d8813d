"""Where the power goes: a count of the programs' own steps."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from desktop_app.storage.errors import DiskFullError
from tests.simulation.weather import Crash


@dataclass(slots=True)
class Fuse:
    """Counts steps; at the one that the scheduler chose the power goes, or the disk is full."""

    left: int = 0
    is_full: bool = False
    steps: int = 0
    place: str = ""
    full: Callable[[], Exception] = DiskFullError

    def __call__(self, name: str) -> None:
        self.steps += 1
        if self.left:
            self.left -= 1
            if self.left == 0:
                self.place = name
                raise self.full() if self.is_full else Crash(name)


def store_is_full() -> Exception:
    """Return what the centre's database says when its disk is full."""
    return sa.exc.OperationalError("", None, OSError("database or disk is full"))
