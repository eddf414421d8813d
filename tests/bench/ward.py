"""The figures that are measured on the ward: search, the unlocked list, memory, and pauses while typing and syncing."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from desktop_app.storage.tables import META
from tests.bench.hadong import copied_world, kept_world
from tests.bench.measure import Figure, median, percentile
from tests.bench.queries import read_queries
from tests.e2e.centre_process import CentreProcess
from tests.e2e.world import SampleWorld

ROOT: Final = Path(__file__).resolve().parents[2]
NOWHERE: Final = "http://127.0.0.1:9"
SEARCH_LIMIT_MS: Final = 16.0
LIST_LIMIT_RATIO: Final = 4.0
RSS_LIMIT_MB: Final = 250.0
GAP_LIMIT_MS: Final = 50.0
PULLED_AGAIN: Final = 20_000
"""So many of the ward's records come over the road once more while somebody types."""
SAVED_BEFORE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is measured: the whole ward and every question, or a small part to see that it still runs."""

    scale: float = 1.0
    lists: int = 5
    queries: int = 1_000
    typing_s: float = 40.0


def ward_figures(sizes: Sizes, *, folder: Path) -> tuple[dict[str, Figure], dict[str, object]]:
    """Measure on a copy of the ward below `folder`; return the figures and the notes beside them."""
    world, built_s = kept_world(scale=sizes.scale, folder=folder)
    queries = read_queries()[: sizes.queries]
    with tempfile.TemporaryDirectory(dir=folder) as temporary, copied_world(world, Path(temporary)) as copy:
        file = Path(temporary) / "queries.json"
        file.write_text(json.dumps(queries), encoding="utf-8")
        lists, list_notes = _list_figure(copy, sizes.lists)
        searched = _life("search", copy, NOWHERE, str(file))
        paused = _paused(copy, file, sizes)
    times = [ms for _, ms, _ in searched["times"]]
    figures = {
        "search_p99_ms": Figure(
            value=percentile(times, 0.99),
            floor=searched["hop_ms"],
            limit=SEARCH_LIMIT_MS,
            unit="ms (floor: p99 of a job that does nothing)",
            runs=len(times),
        ),
        "list_ratio": lists,
        "rss_mb": Figure(
            value=searched["peak_rss_mb"],
            floor=searched["rss_mb"],
            limit=RSS_LIMIT_MB,
            unit="MiB (floor: after unlocking)",
            runs=1,
        ),
        "gui_gap_p99_ms": Figure(
            value=percentile(paused["pauses"], 0.99),
            floor=paused["quiet_ms"],
            limit=GAP_LIMIT_MS,
            unit="ms (longest pause after a key; floor: nobody types)",
            runs=len(paused["pauses"]),
        ),
    }
    notes: dict[str, object] = {
        "ward_scale": sizes.scale,
        "ward_built_s": round(built_s, 1),
        "search_ms_by_kind": _by_kind(searched["times"]),
        "gui_gap_max_ms": round(max(paused["pauses"]), 1),
        "gui_keys_while_syncing": paused["keys_while_syncing"],
        "gui_sync_trouble": paused["trouble"],
        "gui_sync_left": paused["on_the_way"],
        "rss_peak_while_syncing_mb": round(paused["peak_rss_mb"], 1),
        **list_notes,
    }
    return figures, notes


def _list_figure(world: SampleWorld, runs: int) -> tuple[Figure, dict[str, object]]:
    """Interleave the program, unlocked to its list, with a bare window; the median of the ratios run by run."""
    ratios, bares, lists = [], [], []
    _bare_ms()
    _unlocked_list_ms(world)
    for _ in range(runs):
        bare_ms = _bare_ms()
        list_ms = _unlocked_list_ms(world)
        ratios.append(list_ms / bare_ms)
        bares.append(bare_ms)
        lists.append(list_ms)
    figure = Figure(
        value=median(ratios),
        floor=median(bares),
        limit=LIST_LIMIT_RATIO,
        unit="ratio (floor: bare window, ms)",
        runs=runs,
    )
    return figure, {"list_ms": round(median(lists), 1)}


def _bare_ms() -> float:
    begun_ns = time.monotonic_ns()
    said = _said([sys.executable, "-m", "tests.bench.first_paint", "bare"])
    return float(said["at_ns"] - begun_ns) / 1e6


def _unlocked_list_ms(world: SampleWorld) -> float:
    """Return the machine's time from its start to the list, without the official's typing and the key derivation."""
    begun_ns = time.monotonic_ns()
    said = _said([sys.executable, "-m", "tests.bench.unlocked_list", str(world.folder)])
    return float(said["ready_ns"] - begun_ns) / 1e6 + float(said["from_enter_ms"]) - float(said["derivation_ms"])


def _paused(world: SampleWorld, queries: Path, sizes: Sizes) -> dict[str, Any]:
    """Leave work for both directions, then type while it crosses to a real centre."""
    with world.desk_open() as desk:
        for number in range(SAVED_BEFORE):
            world.save(desk, world.draft(number))
        with desk.notebook.transaction(write=True) as connection:
            head = connection.execute(sa.select(META.c.cursor)).scalar_one()
            connection.execute(sa.update(META).values(cursor=max(0, head - PULLED_AGAIN)))
    with CentreProcess(world.centre) as centre:
        return _life("gaps", world, centre.url, str(queries), str(sizes.typing_s))


def _life(act: str, world: SampleWorld, *arguments: str) -> dict[str, Any]:
    return _said([sys.executable, "-m", "tests.bench.ward_life", act, str(world.folder), *arguments])


def _said(command: Sequence[str]) -> dict[str, Any]:
    """Run a process to its end, its own code compiled beforehand as that of an installed program is."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bench" / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment, timeout=280)
    if done.returncode:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stderr[-4000:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _by_kind(times: Sequence[tuple[str, float, int]]) -> dict[str, dict[str, float]]:
    """Return kind -> how many, median, p99, longest, and rows on average."""
    kinds: dict[str, list[tuple[float, int]]] = {}
    for kind, ms, rows in times:
        kinds.setdefault(kind, []).append((ms, rows))
    return {
        kind: {
            "runs": len(each),
            "median": round(median([ms for ms, _ in each]), 2),
            "p99": round(percentile([ms for ms, _ in each], 0.99), 2),
            "max": round(max(ms for ms, _ in each), 2),
            "rows": round(sum(rows for _, rows in each) / len(each), 1),
        }
        for kind, each in sorted(kinds.items())
    }
