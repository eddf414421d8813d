"""`make bench-sync`: workload W through the real laptop, link and centre, beside a peer where its harness is there.

Writes build/bench-sync.json; the last line on stdout is JSON with the figures and their ratios to the peer (null
without one). A run that loses, doubles or shows anything in clear fails; a slow one is only reported.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from sync.central.app import open_centre
from sync.central.tables import OPERATION
from tests.bench.sync.beside import peer_figures, peers_folder, run_peer
from tests.bench.sync.checks import Seen, after_a_pull, after_both_edited
from tests.bench.sync.crossing import ROOT, Crossing, Phase, crossing, files_with
from tests.bench.sync.link import BAD, SLOW, Weather
from tests.bench.sync.peer import CENTRE, SERVER
from tests.bench.sync.workload import CANARY, read_lines, write_workload

SIZE: Final = 10_000
GATES: Final[Mapping[str, tuple[float, float]]] = {
    "push_s": (1.0, 0.4),
    "pull_s": (0.4, 0.2),
    "conflict_s": (0.2, 0.07),
    "push_cpu_s": (0.8, 0.3),
}
"""Figure -> gate and aim, as a share of the peer's."""

BOUNDS: Final[Mapping[str, tuple[float, float]]] = {"push_up_bytes": (4.3e6, 3.6e6), "client_peak_mb": (120, 90)}
"""Figure -> gate and aim in its own unit, for the full size."""

WASTE_GATE: Final = 0.08


def good_link(folder: Path, data: Path, *, recorded: Path | None = None) -> dict[str, Any]:
    """Play all phases over a link that only counts; return figures, checks and every phase as measured."""
    with crossing(folder, data) as run:
        phases = {"record": run.run("record", "A")}
        if recorded:
            shutil.copytree(folder, recorded)
        phases["push"] = run.run("push", "A")
        phases["pull"] = run.run("pull", "B")
        phases["edit_A"] = run.run("edit", "A")
        phases["edit_B"] = run.run("edit", "B")
        for name, laptop in (("sync_1A", "A"), ("sync_2B", "B"), ("sync_3A", "A")):
            phases[name] = run.run("sync", laptop)
        phases["pull_C"] = run.run("pull", "C")
        dumps = {laptop: _dump(run, laptop) for laptop in "ABC"}
    final = {row["id"]: row for row in read_lines(data / "final.jsonl")}
    edits = {laptop: read_lines(data / f"conf_{laptop}.jsonl") for laptop in "AB"}
    checks = after_both_edited(final, edits, dumps)
    checks |= _in_clear(folder, phases)
    checks["operations_lost_or_doubled"] = _operations_at(folder) - len(read_lines(data / "ops.jsonl"))
    checks["operations_lost_or_doubled"] -= sum(len(each) for each in edits.values())
    rounds = [phases[name] for name in ("sync_1A", "sync_2B", "sync_3A")]
    crossings = [phases["push"], phases["pull"], *rounds]
    return {
        "figures": {
            "push_s": phases["push"].secs,
            "pull_s": phases["pull"].secs,
            "conflict_s": round(sum(each.secs for each in rounds), 4),
            "push_up_bytes": phases["push"].carried.up,
            "push_bytes": phases["push"].carried.both,
            "pull_bytes": phases["pull"].carried.both,
            "conflict_bytes": sum(each.carried.both for each in rounds),
            "push_cpu_s": round(phases["push"].cpu, 2),
            "client_peak_mb": max(each.client["rss_mb"] for each in crossings),
        },
        "checks": checks,
        "phases": {name: phase.as_json() for name, phase in phases.items()},
    }


def slow_link(folder: Path, data: Path, weather: Weather) -> dict[str, Any]:
    """Push and pull over a bad link; return figures, checks and both phases."""
    with crossing(folder, data, weather=weather) as run:
        run.run("record", "A")
        phases = {"push": run.run("push", "A"), "pull": run.run("pull", "B")}
        seen = _dump(run, "B")
    checks = after_a_pull({row["id"]: row for row in read_lines(data / "final.jsonl")}, seen)
    checks |= _in_clear(folder, phases)
    checks["operations_lost_or_doubled"] = _operations_at(folder) - len(read_lines(data / "ops.jsonl"))
    figures = {
        f"{name}_{what}": value
        for name, phase in phases.items()
        for what, value in (
            ("s", phase.secs),
            ("bytes", phase.carried.both),
            ("cuts", phase.carried.cuts),
            ("connections", phase.carried.connections),
        )
    }
    return {
        "figures": figures,
        "checks": checks,
        "phases": {name: phase.as_json() for name, phase in phases.items()},
    }


def bad_link(folder: Path, data: Path) -> dict[str, Any]:
    """Push and pull over the bad link, and over the same link without its cuts: what is beyond that is waste."""
    cut = slow_link(folder / "cut", data, BAD)
    uncut = slow_link(folder / "uncut", data, SLOW)["figures"]
    for name in ("push", "pull"):
        needed = uncut[f"{name}_bytes"]
        cut["figures"][f"{name}_waste"] = round((cut["figures"][f"{name}_bytes"] - needed) / needed, 4)
        cut["figures"][f"{name}_uncut_s"] = uncut[f"{name}_s"]
        cut["figures"][f"{name}_uncut_bytes"] = needed
        cut["figures"][f"{name}_per_line_rate"] = round(
            cut["figures"][f"{name}_s"] * BAD.bytes_per_s / cut["figures"][f"{name}_bytes"], 2
        )
    needed = sum(uncut[f"{name}_bytes"] for name in ("push", "pull"))
    carried = sum(cut["figures"][f"{name}_bytes"] for name in ("push", "pull"))
    cut["figures"]["waste"] = round((carried - needed) / needed, 4)
    return cut


def is_whole(checks: Mapping[str, int]) -> bool:
    """Tell whether nothing was lost, doubled, wrong, unmerged, dropped from a clash, or seen in clear."""
    goods = {"other_field_edits", "merged", "same_field_edits", "kept"}
    is_merged = checks.get("merged") == checks.get("other_field_edits")
    is_kept = checks.get("kept") == checks.get("same_field_edits")
    return is_merged and is_kept and not any(value for name, value in checks.items() if name not in goods)


def ratios(ours: Mapping[str, Any], theirs: Mapping[str, Any] | None) -> dict[str, float | None]:
    """Return each figure that both have as a share of the peer's; null without a peer."""
    names = theirs.keys() & ours.keys() if theirs else GATES.keys() & ours.keys()
    return {
        name: round(ours[name] / theirs[name], 3) if theirs and theirs.get(name) else None for name in sorted(names)
    }


def _dump(run: Crossing, laptop: str) -> Seen:
    out = run.folder / f"dump-{laptop}.jsonl"
    run.run("dump", laptop, out=out)
    rows = read_lines(out)
    out.unlink()  # in clear: it must not be found by the search for what lies in clear
    return Seen.of(rows)


def _in_clear(folder: Path, phases: Mapping[str, Phase]) -> dict[str, int]:
    return {
        "canary_on_wire": sum(phase.carried.canary_hits for phase in phases.values()),
        "canary_at_rest": files_with(folder, CANARY.encode()),
    }


def _operations_at(folder: Path) -> int:
    with closing(open_centre(folder / SERVER / CENTRE)) as centre, centre.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(OPERATION)).scalar_one()


def main() -> int:
    """Measure, write build/bench-sync.json, print figures, checks and ratios on one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=SIZE)
    parser.add_argument("--link", choices=("good", "bad"), default="good")
    parser.add_argument("--peers", type=Path, help="folder of the peers' harness; or environment HPV_PEERS")
    parser.add_argument("--keep-recorded", type=Path, help="copy centre and laptop here before the push")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench-sync.json")
    options = parser.parse_args()
    load_before = os.getloadavg()[0]
    played: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
        "good": lambda folder, data: good_link(folder, data, recorded=options.keep_recorded),
        "bad": bad_link,
    }
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as temporary:
        write_workload(Path(temporary) / "data", options.n)
        content = played[options.link](Path(temporary) / "run", Path(temporary) / "data")
    peers = peers_folder(options.peers)
    theirs = peer_figures(run_peer(peers, size=options.n, link=options.link)) if peers else None
    said = {
        "n": options.n,
        "link": options.link,
        "whole": is_whole(content["checks"]),
        "figures": content["figures"],
        "checks": content["checks"],
        "peer": theirs,
        "ratios": ratios(content["figures"], theirs),
        "load": [round(load_before, 2), round(os.getloadavg()[0], 2)],
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    whole = {**said, "gates": GATES, "bounds": BOUNDS, "phases": content["phases"]}
    options.out.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(said, ensure_ascii=False))
    return 0 if said["whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
