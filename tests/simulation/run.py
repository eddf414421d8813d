"""`python -m tests.simulation.run --seeds N [--real M]`: many seeds, then the planted faults; the last line is JSON.

`--replay SEED [--real-world] [--without 3,5] [--planted NAME]` plays one seed again and prints what happened.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.simulation.sabotage import FOUND_BY, PLANTED
from tests.simulation.shores import Faults
from tests.simulation.shrinking import Story, shrink
from tests.simulation.stores import QuickEngines
from tests.simulation.template import make_template
from tests.simulation.world import Ground, Outcome, play

AT_ONCE: Final = 20
STORIES: Final = 3
"""So many failing seeds are shrunk; the others are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Some seeds for one worker; with a fault, those after the first that notices it are not played."""

    template: Path
    folder: Path
    seeds: Sequence[int]
    is_real: bool = False
    fault: str = ""


def memory_folder() -> Path | None:
    """Return a folder in memory where there is one: the promises do not rest on the disk's speed."""
    shared = Path("/dev/shm")  # noqa: S108  only as the parent of a private folder
    return shared if shared.is_dir() else None


def ground_of(task: Task) -> Ground:
    """Return where a task is played: a folder for each process, so that its engines are used again."""
    kind = "sealed" if task.is_real else "quick"
    folder = task.folder / f"{os.getpid()}"
    return Ground(template=task.template / kind, folder=folder, engines=None if task.is_real else QuickEngines())


def work(task: Task) -> list[Outcome]:
    """Play a task's seeds."""
    ground, faults = ground_of(task), PLANTED.get(task.fault, Faults())
    outcomes: list[Outcome] = []
    for seed in task.seeds:
        outcomes.append(play(seed, ground, faults))
        if task.fault and outcomes[-1].broken and not play(seed, ground).broken:
            break  # found, and by what was planted
    return outcomes


def task_again(outcome: Outcome, folder: Path) -> Task:
    """Return the task of playing a seed again, in the world where it was played."""
    return Task(template=folder / "template", folder=folder, seeds=[outcome.seed], is_real=outcome.is_real)


def story_of(task: Task) -> Story:
    """Shrink a task's first seed."""
    ground, faults, seed = ground_of(task), PLANTED.get(task.fault, Faults()), task.seeds[0]

    def again(without: Collection[int]) -> Outcome:
        return play(seed, ground, faults, without)

    return shrink(again, again(()))


def options_of(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; as it is written in the README, it plays a seed of the real world too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--real", type=int, help="more seeds with real seals and SQLCipher; else one for each hundred")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--planted", default="", help="names of planted faults; empty: all; none: none")
    parser.add_argument("--tries", type=int, default=100, help="first seeds to try for a planted fault")
    parser.add_argument("--replay", type=int, default=0)
    parser.add_argument("--real-world", action="store_true", help="replay with real seals and SQLCipher")
    parser.add_argument("--without", default="", help="events to leave out of the replay")
    parser.add_argument("--shrink", action="store_true", help="shrink the replayed seed")
    options = parser.parse_args(words)
    if options.real is None:
        options.real = -(-options.seeds // 100)
    return options


def main() -> int:
    options = options_of()
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        folder = Path(name)
        make_template(folder / "template", random.Random(0))
        return _replay(options, folder) if options.replay else _run(options, folder)


def _run(options: argparse.Namespace, folder: Path) -> int:
    seeds = range(options.first, options.first + options.seeds)
    started = time.monotonic()
    steps = 0
    broken: list[Outcome] = []
    with ProcessPoolExecutor(options.workers) as pool:
        for outcomes in pool.map(work, _tasks(options, folder, seeds)):
            for outcome in outcomes:
                steps += outcome.steps
                if outcome.broken:
                    broken.append(outcome)
                    print(f"{called(outcome)}: {outcome.broken}", file=sys.stderr, flush=True)
        took_s = time.monotonic() - started
        failed = [task_again(each, folder) for each in broken]
        for story in pool.map(story_of, failed[:STORIES]):
            _tell(story)
        wanted = [] if options.planted == "none" else options.planted.split(",") if options.planted else [*PLANTED]
        planted = dict(zip(wanted, pool.map(work, _hunts(options, folder, wanted)), strict=True))
    found = {name: outcomes[-1].seed if outcomes[-1].broken else None for name, outcomes in planted.items()}
    for name, outcomes in planted.items():
        print(f"{name}: seed {found[name]}: {outcomes[-1].broken}", file=sys.stderr)
    figures = {
        "seeds": len(seeds),
        "real_seeds": options.real,
        "steps": steps,
        "steps_per_second": round(steps / took_s),
        "broken_promises": [{"seed": each.seed, "real": each.is_real, "promise": each.broken} for each in broken],
        "planted": found,
    }
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if broken or None in found.values() else 0


def _tasks(options: argparse.Namespace, folder: Path, seeds: range) -> Iterator[Task]:
    template = folder / "template"
    for at in range(0, options.real, 2):
        first = options.first + at
        some = range(first, min(first + 2, options.first + options.real))
        yield Task(template=template, folder=folder, seeds=some, is_real=True)
    for at in range(0, len(seeds), AT_ONCE):
        yield Task(template=template, folder=folder, seeds=seeds[at : at + AT_ONCE])


def _hunts(options: argparse.Namespace, folder: Path, names: Sequence[str]) -> Iterator[Task]:
    """Yield the search for the first seed that meets each fault; one that is known to meet it is tried last."""
    for name in names:
        seeds = [*range(1, options.tries + 1), FOUND_BY[name][0]]
        yield Task(template=folder / "template", folder=folder, seeds=seeds, fault=name)


def _replay(options: argparse.Namespace, folder: Path) -> int:
    task = Task(
        template=folder / "template",
        folder=folder,
        seeds=[options.replay],
        is_real=options.real_world,
        fault=options.planted,
    )
    if options.shrink:
        story = story_of(task)
        _tell(story)
        return 1 if story.outcome.broken else 0
    without = [int(each) for each in options.without.split(",") if each]
    outcome = play(options.replay, ground_of(task), PLANTED.get(task.fault, Faults()), without)
    _tell(Story(outcome=outcome, without=tuple(without)))
    return 1 if outcome.broken else 0


def called(outcome: Outcome) -> str:
    """Return which seed of which world this is."""
    return f"seed {outcome.seed}{' of the real world' if outcome.is_real else ''}"


def replay_of(story: Story) -> str:
    """Return the words that play a story again, in the world where it happened."""
    world = " --real-world" if story.outcome.is_real else ""
    without = f" --without {','.join(str(each) for each in story.without)}" if story.without else ""
    return f"--replay {story.outcome.seed}{world}{without}"


def _tell(story: Story) -> None:
    outcome = story.outcome
    print(f"{called(outcome)}: {outcome.broken or 'no promise broken'}", file=sys.stderr)
    print(f"  {replay_of(story)}", file=sys.stderr)
    for event in outcome.events:
        print(f"  {event}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
