"""Wires the sync engine to an unlocked laptop: its notebook, its keys and the road to the centre."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from desktop_app.services.crossing import engine_of, rest_of
from desktop_app.services.opening import Opened
from desktop_app.storage.files import FileShelf
from desktop_app.storage.peers import PeerPier
from desktop_app.storage.pier import Pier
from desktop_app.storage.pins import note_pin
from sync.client.asking import Asking
from sync.client.engine import Engine, SyncReport
from sync.client.handing_on import hand_on
from sync.client.ports import NotTheCentreError, Road, UnreachableError
from sync.client.progress import Meter, Tell, tell_nobody
from sync.client.transport import HttpsRoad
from sync.protocol.errors import AnswerBrokenError
from sync.records.seams import Clock, Random, Step, Ticks, no_step, no_ticks


class SeesCentre(Clock, Protocol):
    """A clock that counts from the last time the centre was seen."""

    def note_centre_seen(self) -> None:
        """Begin to count anew."""
        ...


class NotingFerry:
    """The engine, a clock that is told when the centre has answered, and a note of the key that its server showed."""

    def __init__(
        self,
        engine: Engine,
        clock: SeesCentre,
        pin: Callable[[], str],
        note_pin: Callable[[str], bool],
        look: Callable[[], bool],
        hand_on: Callable[[], int],
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._pin = pin
        self._note_pin = note_pin
        self._look = look
        self._hand_on = hand_on

    def is_reachable(self) -> bool:
        """Tell at little cost whether anybody answers where the centre is. Never raises for a bad road."""
        return self._look()

    def sync(self) -> SyncReport:
        """Cross once."""
        report = self._engine.sync()
        if report.trouble not in ("", "disagree"):
            return report
        self._clock.note_centre_seen()
        with suppress(UnreachableError, NotTheCentreError, AnswerBrokenError):  # the next crossing tries again
            self._hand_on()
        pin = self._pin()
        is_changed = bool(pin) and self._note_pin(pin)
        return replace(report, warnings=("pin_changed",)) if is_changed else report


def make_ferry(
    opened: Opened,
    url: str,
    *,
    clock: SeesCentre,
    random: Random,
    step: Step = no_step,
    road: Road | None = None,
    tell: Tell = tell_nobody,
    ticks: Ticks = no_ticks,
) -> NotingFerry:
    """Return the engine for one unlocked laptop; `road` in place of HTTPS where it is given.

    `tell` hears on a thread of the ferry's how far a crossing has come. `ticks` measures how much the road bears.
    """
    notebook = opened.desk.notebook
    meter = Meter(tell)
    crossing = road or HttpsRoad(url, meter=meter)
    files = FileShelf(notebook, opened.folder)
    engine = engine_of(notebook, crossing, clock=clock, random=random, ticks=ticks, step=step, meter=meter, files=files)
    keys, peers = Pier(notebook).keys(), PeerPier(notebook)
    asking = Asking(
        crossing,
        device=notebook.origin.device.bytes,
        device_key=keys.device_signing,
        centre_key=keys.centre_signing,
        random=random,
        step=step,
    )
    return NotingFerry(
        engine,
        clock,
        pin=lambda: crossing.pin if isinstance(crossing, HttpsRoad) else "",
        note_pin=lambda seen: note_pin(notebook, seen),
        hand_on=lambda: hand_on(asking, peers, random, rest_of(crossing)),
        look=lambda: not isinstance(crossing, HttpsRoad) or crossing.is_reachable(),
    )
