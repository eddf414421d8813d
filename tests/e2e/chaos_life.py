"""One life of a laptop in bad weather: unlock, save, amend what others saved, sync, again and again until it is killed.

Arguments: world folder, laptop's name, centre's address, name of this life, seed, seconds to live (0: sync to rest).
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from desktop_app.services import intake, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.syncing import Ferry
from sync.records import dossier as dossiers
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER
from tests.e2e.kill_life import say
from tests.e2e.world import SampleWorld

REST_WITHIN_S = 240


def main() -> None:
    """Live."""
    folder, laptop, url, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    dice, seconds = random.Random(int(sys.argv[5])), float(sys.argv[6])
    world = SampleWorld.at(folder, laptop)
    with world.opened() as opened:
        say("unlocked")
        ferry = world.ferry(opened, url)
        if seconds:
            _work(world, opened.desk, ferry, name, dice, time.monotonic() + seconds)
        else:
            _come_to_rest(opened.desk, ferry)


def _work(world: SampleWorld, desk: Desk, ferry: Ferry, name: str, dice: random.Random, until: float) -> None:
    number = 0
    while time.monotonic() < until:
        for _ in range(dice.randrange(1, 6)):
            token = f"{name}-{number}"
            number += 1
            if dice.random() < 0.6 or not _amend(desk, token, dice):
                intake.register(desk, world.draft(number, request=token))
            say("saved", token)
        say("crossed", syncing.sync_now(ferry).trouble)


def _amend(desk: Desk, token: str, dice: random.Random) -> bool:
    """Write the token into the note of some dossier that is here; False where there is none to write to."""
    with desk.notebook.reading() as reader:
        known = reader.of_type(DOSSIER)
    if not known:
        return False
    before = Dossier.of(dice.choice(known))
    try:
        with desk.notebook.writing(desk.author) as work:
            work.record(dossiers.amend(before, replace(before, note=token)))
    except RefusedError:
        return False
    return True


def _come_to_rest(desk: Desk, ferry: Ferry) -> None:
    """Cross until both notebooks are equal, or the time is up."""
    until = time.monotonic() + REST_WITHIN_S
    while time.monotonic() < until:
        report = syncing.sync_now(ferry)
        say("crossed", report.trouble)
        if report.agreed:
            say("agreed")
            return


if __name__ == "__main__":
    main()
