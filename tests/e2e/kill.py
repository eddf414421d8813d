"""`make kill`: one laptop and one centre live through many kill -9; every save that was said must arrive exactly once.

Each trial is one life of the laptop's program (real services, real key derivation, real SQLCipher) that is killed at a
fail-point, or at random, during save and sync; in some trials the centre is killed too, and ten go through the real
window. Nothing is reset between trials, so a harm done early is still there at the end.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.centre_process import CentreProcess, dossiers_at_centre
from tests.e2e.world import SampleWorld

ROOT = Path(__file__).resolve().parents[2]
LIFE_WITHIN_S = 120
SAVES_A_LIFE = 4


@dataclass(slots=True)
class Tally:
    """What the lives said before they were killed."""

    said: list[str] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Run the trials and print {trials, said_saved, at_centre, lost, doubled} on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--windows", type=int, default=10, help="how many of them go through the real window")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="kill-") as temporary:
        figures = run(Path(temporary), trials=options.trials, windows=options.windows, seed=options.seed)
    print(json.dumps(figures))
    return 1 if figures["lost"] or figures["doubled"] else 0


def run(folder: Path, *, trials: int, windows: int, seed: int) -> dict[str, int]:
    """Live `trials` lives in `folder`, let the last one finish in peace, and compare with the centre."""
    dice = random.Random(seed)
    world = SampleWorld.make(folder, people=3)
    centre = CentreProcess(world.centre)
    centre.start()
    tally = Tally()
    window_trials = set(dice.sample(range(trials), min(windows, trials)))
    try:
        steps = _count_steps(world, centre, tally)
        for trial in range(trials):
            if not centre.is_running():
                centre.start()
            _one_life(world, centre, tally, dice, trial, steps, through_window=trial in window_trials)
            if sys.stderr.isatty() or trial % 20 == 19:
                print(f"{trial + 1}/{trials} lives, {len(tally.said)} said saved, {dict(tally.ends)}", file=sys.stderr)
        if not centre.is_running():
            centre.start()
        _finish_in_peace(world, centre)
    finally:
        centre.stop()
    arrived = Counter(fields["note"] or fields["request"] for fields in dossiers_at_centre(world.centre))
    lost = [token for token in tally.said if arrived[token] == 0]
    doubled = [token for token, times in arrived.items() if times > 1]
    for token in lost[:5]:
        print(f"lost: {token}", file=sys.stderr)
    return {
        "trials": trials,
        "said_saved": len(tally.said),
        "at_centre": sum(1 for token in tally.said if arrived[token]),
        "lost": len(lost),
        "doubled": len(doubled),
    }


def _count_steps(world: SampleWorld, centre: CentreProcess, tally: Tally) -> int:
    """Live one whole life and return how many fail-points it passed, so that every one can be chosen later."""
    lines = _output(_start(world, centre, "first", die_at=0))
    tally.said += _tokens(lines)
    return next(int(line.split("\t")[1]) for line in lines if line.startswith("steps\t"))


def _one_life(
    world: SampleWorld,
    centre: CentreProcess,
    tally: Tally,
    dice: random.Random,
    trial: int,
    steps: int,
    *,
    through_window: bool,
) -> None:
    at_step = dice.random() < 0.6 and not through_window
    child = _start(
        world, centre, f"t{trial}", die_at=dice.randrange(1, steps + 1) if at_step else 0, window=through_window
    )
    lines: list[str] = []
    if not at_step:
        longest_s = 6.0 if through_window else 2.5
        deadline = time.monotonic() + dice.uniform(0.05, longest_s) + _unlock_time_s(child, lines)
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
    if dice.random() < 0.15:
        time.sleep(dice.uniform(0, 0.3))
        centre.kill()
    lines += _output(child)
    tally.said += _tokens(lines)
    tally.ends["window" if through_window else "step" if at_step else "random"] += child.returncode == -signal.SIGKILL
    tally.ends["lived"] += child.returncode == 0
    if child.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(f"life {trial} ended by itself with {child.returncode}: {lines[-20:]}")


def _unlock_time_s(child: subprocess.Popen[str], lines: list[str]) -> float:
    """Wait until the child says that it is unlocked, so that the kill falls into work, not into the derivation."""
    assert child.stdout is not None
    for line in child.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("unlocked"):
            break
    return 0.0


def _finish_in_peace(world: SampleWorld, centre: CentreProcess) -> None:
    child = _start(world, centre, "last", die_at=0, saves=0)
    lines = _output(child)
    if child.returncode or "synced\t0" not in lines:
        raise AssertionError(f"the last life did not come to rest: {lines[-10:]}")


def _start(
    world: SampleWorld,
    centre: CentreProcess,
    name: str,
    *,
    die_at: int,
    saves: int = SAVES_A_LIFE,
    window: bool = False,
) -> subprocess.Popen[str]:
    program = "tests.e2e.kill_window" if window else "tests.e2e.kill_life"
    arguments = [str(world.folder), centre.url, name, str(saves), str(die_at)]
    return subprocess.Popen(
        [sys.executable, "-m", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    )


def _output(child: subprocess.Popen[str]) -> list[str]:
    try:
        printed, _none = child.communicate(timeout=LIFE_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        raise
    return printed.splitlines()


def _tokens(lines: list[str]) -> list[str]:
    return [line.split("\t")[1] for line in lines if line.startswith("saved\t")]


if __name__ == "__main__":
    sys.exit(main())
