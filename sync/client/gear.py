"""What every leg of a crossing works with, and what the crossing has come to so far."""

from dataclasses import dataclass

from sync.client.asking import Asking
from sync.client.beside import Beside, at_once
from sync.client.planning import Load, Pace
from sync.client.ports import FerryKeys, Store
from sync.client.progress import Meter
from sync.records.seams import Clock, Random, Rest, Step


@dataclass(slots=True, kw_only=True)
class Gear:
    """One engine's tools. `load` and `pages` learn from each exchange how much the road bears.

    `beside`: for what needs the road alone, as long as the crossing lasts; the store is for its own thread only.
    `equal_at`: the cursor at which this program last found both notebooks equal, whatever still waits; -1: none.
    """

    store: Store
    asking: Asking
    keys: FerryKeys
    clock: Clock
    random: Random
    step: Step
    rest: Rest
    meter: Meter
    app_version: str
    load: Load
    pages: Pace
    fixed_page_bytes: int
    beside: Beside = at_once
    equal_at: int = -1

    @property
    def page_bytes(self) -> int:
        """Return how much plain content the next page should hold."""
        return self.fixed_page_bytes or self.pages.now_bytes


@dataclass(slots=True)
class Tally:
    """What this crossing did so far: operations, and records that were healed."""

    sent: int = 0
    applied: int = 0
    parked: int = 0
    conflicts: int = 0
    carried: int = 0
    healed: int = 0
    is_agreed: bool = False
    reason: str = ""
    detail: str = ""
    request_id: str = ""
