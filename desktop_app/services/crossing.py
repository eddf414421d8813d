"""The sync engine over one notebook, as the program runs it."""

from desktop_app.storage.notebook import Notebook
from desktop_app.storage.pier import Pier
from sync.client.beside import on_a_worker
from sync.client.engine import Engine
from sync.client.filing import FileStore
from sync.client.ports import Road
from sync.client.progress import Meter
from sync.client.transport import HttpsRoad
from sync.records.seams import Clock, Random, Rest, Step, Ticks, no_rest, no_step

APP_VERSION = "0.1.0"


def engine_of(
    notebook: Notebook,
    road: Road,
    *,
    clock: Clock,
    random: Random,
    ticks: Ticks,
    step: Step = no_step,
    meter: Meter | None = None,
    files: FileStore | None = None,
) -> Engine:
    """Return the engine for one notebook; laptop and centre work at the same time."""
    store = Pier(notebook)
    return Engine(
        store,
        road,
        store.keys(),
        clock,
        random,
        app_version=APP_VERSION,
        step=step,
        meter=meter,
        ticks=ticks,
        rest=rest_of(road),
        files=files,
        besides=on_a_worker,
    )


def rest_of(road: Road) -> Rest:
    """Return how one waits on this road between two tries."""
    return road.rest if isinstance(road, HttpsRoad) else no_rest
