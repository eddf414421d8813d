"""`make chaos`: two laptops and a centre, real processes killed at random, behind a link that is slow and breaks.

Every save that was said must be applied at the centre exactly once, and in the end all notebooks must be equal.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from sync.central.app import open_centre
from sync.central.tables import OPERATION
from sync.records.operation import decode_operation
from tests.bench.sync.link import Weather, open_link
from tests.e2e.centre_process import CentreProcess
from tests.e2e.world import SampleWorld

ROOT = Path(__file__).resolve().parents[2]
WEATHER = Weather(one_way_s=0.15, jitter_s=0.25, lost=0.05)
"""300 to 800 ms there and back, 256 kbit/s each way, 5 % lost, broken every 200 KB."""
LAPTOPS = {"laptop": "M07", "second": "M08"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run, and what was done to bring it about: without that the rest proves nothing."""

    saved: int
    applied: int
    lost: int
    doubled: int
    agree: bool
    laptops_killed: int
    centre_killed: int
    cuts: int

    @property
    def is_well(self) -> bool:
        """Tell whether there was bad weather, work was done in it, and every promise was kept."""
        is_whole = self.saved == self.applied and self.agree and not self.lost and not self.doubled
        return is_whole and min(self.saved, self.laptops_killed, self.centre_killed, self.cuts) > 0

    def figures(self) -> dict[str, int | bool]:
        """Return what is told on the last line."""
        return {name: getattr(self, name) for name in ("saved", "applied", "lost", "doubled", "agree")}


@dataclass(slots=True)
class Laptop:
    """One laptop's lives, one after the other."""

    name: str
    world: SampleWorld
    url: str
    dice: random.Random
    said: list[str] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    lives: int = 0

    def live_until(self, until: float) -> None:
        """Live, be killed, live again."""
        while time.monotonic() < until:
            self.lives += 1
            lifetime = self.dice.uniform(3, 20)
            child = self._start(f"{self.name}{self.lives}", seconds=600)
            killer = threading.Timer(min(lifetime, max(0.1, until - time.monotonic())), _kill, [child])
            killer.start()
            self._listen(child)
            killer.cancel()
            self.ends["killed" if child.returncode == -signal.SIGKILL else "lived"] += 1
            if child.returncode not in (0, -signal.SIGKILL):
                raise AssertionError(f"{self.name} ended by itself with {child.returncode}")

    def come_to_rest(self) -> bool:
        """Cross in peace until both notebooks are equal; False where they never were."""
        child = self._start(f"{self.name}-rest", seconds=0)
        return "agreed" in self._listen(child)

    def _start(self, life: str, *, seconds: int) -> subprocess.Popen[str]:
        arguments = [str(self.world.folder), self.name, self.url, life, str(self.dice.randrange(10**9)), str(seconds)]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.chaos_life", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )

    def _listen(self, child: subprocess.Popen[str]) -> list[str]:
        assert child.stdout is not None
        heard: list[str] = []
        with child.stdout:
            for line in child.stdout:
                word, _, rest = line.rstrip("\n").partition("\t")
                heard.append(word)
                if word == "saved":
                    self.said.append(rest)
                elif word == "crossed":
                    self.ends[rest or "crossed"] += 1
        child.wait()
        return heard


def main() -> int:
    """Make bad weather for so long and print {saved, applied, lost, doubled, agree} on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="chaos-") as folder:
        outcome = run(Path(folder), minutes=options.minutes, seed=options.seed)
    print(json.dumps(outcome.figures()))
    return 0 if outcome.is_well else 1


def run(folder: Path, *, minutes: float, seed: int, weather: Weather = WEATHER) -> Outcome:
    """Let the laptops live in bad weather for some minutes, then come to rest, and compare with the centre."""
    dice = random.Random(seed)
    first = SampleWorld.make(folder, people=3)
    worlds = {"laptop": first, "second": first.beside("second", machine=LAPTOPS["second"])}
    centre = CentreProcess(first.centre)
    port = int(centre.start().rsplit(":", 1)[1])
    try:
        with open_link(port, weather=weather) as link:
            url = f"http://127.0.0.1:{link.port}"
            laptops = [Laptop(name, world, url, random.Random(dice.randrange(10**9))) for name, world in worlds.items()]
            until = time.monotonic() + minutes * 60
            centre_killed = 0
            lives = [threading.Thread(target=each.live_until, args=[until]) for each in laptops]
            for life in lives:
                life.start()
            while time.monotonic() < until:
                time.sleep(min(dice.uniform(5, 25), max(0.0, until - time.monotonic())))
                centre.kill()
                centre_killed += 1
                time.sleep(dice.uniform(0, 3))
                centre.start()
            for life in lives:
                life.join()
            # The second one's last work reaches the first one only when it crosses once more.
            are_equal = [each.come_to_rest() for each in (*laptops, *laptops)][-len(laptops) :]
            carried = link.carried()
    finally:
        centre.stop()
    said = [token for each in laptops for token in each.said]
    applied = tokens_applied(first.centre)
    for each in laptops:
        print(f"{each.name}: {each.lives} lives, {dict(each.ends)}", file=sys.stderr)
    print(f"link: {carried}", file=sys.stderr)
    outcome = Outcome(
        saved=len(said),
        applied=sum(1 for token in said if applied[token]),
        lost=sum(1 for token in said if not applied[token]),
        doubled=sum(1 for times in applied.values() if times > 1),
        agree=all(are_equal),
        laptops_killed=sum(each.ends["killed"] for each in laptops),
        centre_killed=centre_killed,
        cuts=carried.cuts,
    )
    killed = f"laptops {outcome.laptops_killed} times, the centre {centre_killed} times"
    print(f"killed: {killed}; the link broke {outcome.cuts} times", file=sys.stderr)
    return outcome


def tokens_applied(folder: Path) -> Counter[str]:
    """Return each token that stands in an applied operation of a stopped centre, with how often."""
    centre = open_centre(folder)
    try:
        with centre.engine.connect() as connection:
            raws = connection.execute(select(OPERATION.c.raw).where(OPERATION.c.state == "applied")).scalars().all()
    finally:
        centre.close()
    sets = [decode_operation(raw).body.sets for raw in raws]
    return Counter(token for each in sets for token in (each.get("request") or each.get("note"),) if token)


def _kill(child: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        child.send_signal(signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
