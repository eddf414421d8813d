"""`python -m tests.simulation.run --seeds N [--from S]`: many seeds, then the planted faults; the last line is JSON."""

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

from tests.simulation.planted import PLANTED
from tests.simulation.shores import Faults, make_template
from tests.simulation.world import play


def memory_folder() -> Path | None:
    """Return a folder in memory where there is one: the promises do not rest on the disk's speed."""
    shared = Path("/dev/shm")  # noqa: S108  only as the parent of a private folder
    return shared if shared.is_dir() else None


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--no-planted", action="store_true")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    steps, broken = 0, []
    planted: dict[str, int | None] = {}
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        folder = Path(name)
        make_template(folder / "template", random.Random(0))
        for seed in seeds:
            outcome = play(seed, folder / "template", folder / f"seed{seed}")
            steps += outcome.steps
            print(outcome, file=sys.stderr)
            if outcome.broken:
                broken.append({"seed": seed, "promise": outcome.broken})
        for fault, faults in {} if options.no_planted else PLANTED.items():
            planted[fault] = _found_by(faults, seeds, folder)
            print(f"{fault}: found by {planted[fault]}", file=sys.stderr)
    print(json.dumps({"seeds": len(seeds), "steps": steps, "broken_promises": broken, "planted": planted}))
    return 1 if broken or None in planted.values() else 0


def _found_by(faults: Faults, seeds: range, folder: Path) -> int | None:
    """Return the first seed that notices the fault."""
    for seed in seeds:
        if play(seed, folder / "template", folder / f"planted{seed}", faults).broken:
            return seed
    return None


if __name__ == "__main__":
    sys.exit(main())
