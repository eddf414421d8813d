"""`make bench`: each figure beside its floor in the same run; marks what is over its limit, fails nothing."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.hadong import KEPT
from tests.bench.measure import Figure, median, percentile, write
from tests.bench.ward import Sizes, ward_figures
from tests.e2e.world import SampleWorld

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_RATIO = 1.5
SAVE_LIMIT_MS = 15.0
SAVE_LIMIT_FSYNCS = 5


def start_to_paint_ms(*arguments: str) -> tuple[float, list[str]]:
    """Start a process and return the time from its start to its first paint, and the heavy modules loaded by then."""
    begun_ns = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_paint", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return (said["at_ns"] - begun_ns) / 1e6, said["heavy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """The figure, and what belongs beside it: the ratio to an empty window, and heavy modules loaded by then."""

    figure: Figure
    ratio_to_empty_window: float
    heavy: list[str]


def start_figure(folder: Path, runs: int) -> Starts:
    """Interleave the program with a bare and an empty window; each figure is the median of the ratios run by run."""
    to_bare, to_empty, bares = [], [], []
    loaded: set[str] = set()
    for warming in ("bare", "empty"):
        start_to_paint_ms(warming)
    start_to_paint_ms("unlock", str(folder))
    for _ in range(runs):
        bare_ms, _none = start_to_paint_ms("bare")
        ours_ms, heavy = start_to_paint_ms("unlock", str(folder))
        empty_ms, _none = start_to_paint_ms("empty")
        to_bare.append(ours_ms / bare_ms)
        to_empty.append(ours_ms / empty_ms)
        bares.append(bare_ms)
        loaded.update(heavy)
    figure = Figure(
        value=median(to_bare),
        floor=median(bares),
        limit=START_LIMIT_RATIO,
        unit="ratio (floor: bare window, ms)",
        runs=runs,
    )
    return Starts(figure=figure, ratio_to_empty_window=round(median(to_empty), 3), heavy=sorted(loaded))


def save_figure(world: SampleWorld, runs: int) -> Figure:
    """Time whole saves of a dossier, each beside one fsync of a bare 4 KiB append on the same disk."""
    saves, floors = [], []
    with world.desk_open() as desk, (world.folder / "floor.bin").open("ab") as floor_file:
        for number in range(runs + 5):
            begun = time.perf_counter()
            floor_file.write(bytes(4096))
            floor_file.flush()
            os.fsync(floor_file.fileno())
            floors.append((time.perf_counter() - begun) * 1e3)
            draft = world.draft(number)
            begun = time.perf_counter()
            world.save(desk, draft)
            saves.append((time.perf_counter() - begun) * 1e3)
    saves, floors = saves[5:], floors[5:]
    floor_ms = median(floors)
    return Figure(
        value=percentile(saves, 0.99),
        floor=floor_ms,
        limit=max(SAVE_LIMIT_MS, SAVE_LIMIT_FSYNCS * floor_ms),
        unit="ms",
        runs=runs,
    )


def main() -> None:
    """Measure, write build/bench.json, print it on one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--saves", type=int, default=400)
    parser.add_argument("--ward-scale", type=float, default=1.0, help="share of the ward of 196,240 people")
    parser.add_argument("--lists", type=int, default=7)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--typing", type=float, default=40.0, help="seconds")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    load_before = round(os.getloadavg()[0], 2)  # of other programs: above half a core the figures are theirs too
    with tempfile.TemporaryDirectory(dir=ROOT / "build" if (ROOT / "build").is_dir() else None) as temporary:
        world = SampleWorld.make(Path(temporary))
        theirs = Path(temporary) / "haiphucvu"
        theirs.symlink_to(world.laptop, target_is_directory=True)
        start = start_figure(theirs, options.starts)
        save = save_figure(world, options.saves)
    sizes = Sizes(scale=options.ward_scale, lists=options.lists, queries=options.queries, typing_s=options.typing)
    ward, notes = ward_figures(sizes, folder=KEPT)
    content = write(
        options.out,
        {"start_ratio": start.figure, "save_p99_ms": save, **ward},
        {
            **notes,
            "heavy_modules_at_first_paint": start.heavy,
            "start_ratio_to_empty_window": start.ratio_to_empty_window,
            "cpus": os.cpu_count(),
            "load_before": load_before,
        },
    )
    print(json.dumps(content, ensure_ascii=False))


if __name__ == "__main__":
    main()
