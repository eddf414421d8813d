"""What every service is handed: the open notebook, who works, where, by which catalogue and clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from desktop_app.storage.notebook import Author, Notebook
from sync.records.catalogue import Catalogue
from sync.records.seams import Clock, NewId, Random

VIETNAM_TIME: Final = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One signed-in official at one laptop. `commune` is the 5-digit unit code, `machine` the laptop's short name.

    `commune_name` is the unit's full name (Xã …, Phường …) as the head of its papers carries it.
    """

    notebook: Notebook
    author: Author
    clock: Clock
    new_id: NewId
    random: Random
    catalogue: Catalogue
    commune: str
    machine: str
    place: str
    is_sample: bool = False
    commune_name: str = ""

    def local_now(self) -> datetime:
        """Return the time on the wall in Vietnam as this machine claims it."""
        return local_time(self.clock.now_ms())


def local_time(at_ms: int) -> datetime:
    """Return an instant (ms since 1970, UTC) as Vietnam's aware local time."""
    return datetime.fromtimestamp(at_ms / 1000, VIETNAM_TIME)


def to_ms(instant: datetime) -> int:
    """Return an aware time as ms since 1970, UTC."""
    return int(instant.timestamp() * 1000)
