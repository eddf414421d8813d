"""Wires the sync engine to an unlocked laptop: its notebook, its keys and the road to the centre."""

from typing import Protocol

from desktop_app.services.opening import Opened
from desktop_app.storage.pier import Pier
from sync.client.engine import Engine, SyncReport
from sync.client.ports import Road
from sync.client.progress import Meter, Tell, tell_nobody
from sync.client.transport import HttpsRoad
from sync.records.seams import Clock, Random, Step, no_step

APP_VERSION = "0.1.0"


class SeesCentre(Clock, Protocol):
    """A clock that counts from the last time the centre was seen."""

    def note_centre_seen(self) -> None:
        """Begin to count anew."""
        ...


class NotingFerry:
    """The engine, and a clock that is told when the centre has answered."""

    def __init__(self, engine: Engine, clock: SeesCentre) -> None:
        self._engine = engine
        self._clock = clock

    def sync(self) -> SyncReport:
        """Cross once."""
        report = self._engine.sync()
        if report.trouble in ("", "disagree"):
            self._clock.note_centre_seen()
        return report


def make_ferry(
    opened: Opened,
    url: str,
    *,
    clock: SeesCentre,
    random: Random,
    step: Step = no_step,
    road: Road | None = None,
    tell: Tell = tell_nobody,
) -> NotingFerry:
    """Return the engine for one unlocked laptop; `road` in place of HTTPS where it is given.

    `tell` hears on the ferry's thread how far a crossing has come.
    """
    store = Pier(opened.desk.notebook)
    meter = Meter(tell)
    crossing = road or HttpsRoad(url, meter=meter)
    engine = Engine(store, crossing, store.keys(), clock, random, app_version=APP_VERSION, step=step, meter=meter)
    return NotingFerry(engine, clock)
