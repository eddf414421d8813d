"""One life of the laptop's program without a window: unlock, save and sync, saying each save once it is durable.

Arguments: world folder, centre's address, name of this life, saves, fail-point at which to die (0: none).
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from desktop_app.services import intake, results, syncing
from tests.e2e.world import SampleWorld


class Steps:
    """Counts the fail-points that are passed and ends the process, as a power cut does, at the chosen one."""

    def __init__(self, die_at: int) -> None:
        self.passed = 0
        self._die_at = die_at

    def __call__(self, _name: str) -> None:
        self.passed += 1
        if self.passed == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def say(*words: str) -> None:
    """Print one line that survives a kill of this process."""
    os.write(1, ("\t".join(words) + "\n").encode())


def main() -> None:
    """Live."""
    folder, url, name, saves, die_at = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    steps = Steps(die_at)
    world = SampleWorld.at(folder)
    with world.opened(step=steps) as opened:
        say("unlocked")
        desk = opened.desk
        ferry = world.ferry(opened, url, step=steps)
        for number in range(saves):
            token = f"{name}-{number}"
            taken = intake.register(desk, world.draft(number, request=token))
            say("saved", token)
            if number % 2:
                results.record_result(
                    desk, taken.id, number=f"KQ-{token}", signer="Người ký mẫu", signed_on="22/11/2026"
                )
                syncing.sync_now(ferry)
        for _again in itertools.repeat(None, 3):
            syncing.sync_now(ferry)
            if not syncing.status(desk).on_the_way:
                break
        say("synced", str(syncing.status(desk).on_the_way))
    say("steps", str(steps.passed))


if __name__ == "__main__":
    main()
