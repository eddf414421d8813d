"""The sizes that take hours, by hand: `make prove` runs each proof in parts and writes docs/evidence/<proof>.json.

Stopped and started again, it goes on with the first part that this commit has not done yet.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

ROOT: Final = Path(__file__).parents[1]
PARTS: Final = ROOT / "build" / "prove"
EVIDENCE: Final = ROOT / "docs" / "evidence"

Figures: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One program of the tests, how often it runs, and whether it opens windows.

    `from_seed`: the option that names a part's first seed, where each part plays `seeds` of its own.
    """

    name: str
    arguments: tuple[str, ...]
    parts: int = 1
    has_windows: bool = True
    from_seed: str = ""
    seeds: int = 0

    def of_part(self, number: int) -> tuple[str, ...]:
        """Return the arguments of one part, the first being 0."""
        first = (self.from_seed, str(1 + number * self.seeds)) if self.from_seed else ()
        return (*self.arguments, *first)


_SIMULATION: Final = ("-m", "tests.simulation.run")
_BAD_LINK: Final = ("-m", "tests.bench.sync.run", "--link", "bad", "--n", "1000")
PROOFS: Final = (
    Proof(name="day", arguments=("-m", "tests.e2e.day")),
    Proof(name="leaks", arguments=("-m", "tests.security.leaks")),
    Proof(name="bench", arguments=("-m", "tests.bench.run")),
    Proof(
        name="simulate",
        arguments=(*_SIMULATION, "--seeds", "50", "--real", "1", "--planted", "none"),
        parts=40,
        has_windows=False,
        from_seed="--from",
        seeds=50,
    ),
    Proof(name="planted", arguments=(*_SIMULATION, "--seeds", "0"), has_windows=False),
    Proof(name="chaos", arguments=("-m", "tests.e2e.chaos", "--minutes", "5"), has_windows=False),
    Proof(name="bench-sync", arguments=("-m", "tests.bench.sync.run"), has_windows=False),
    Proof(name="bad-link", arguments=(*_BAD_LINK, "--out", "build/bench-sync-bad.json"), has_windows=False),
    Proof(name="idle", arguments=("-m", "tests.bench.sync.idle"), has_windows=False),
    Proof(name="files", arguments=("-m", "tests.e2e.files_lane"), has_windows=False),
    Proof(name="schema", arguments=("-m", "tests.central.schema_run", "--examples", "200"), has_windows=False),
    Proof(name="many", arguments=("-m", "tests.central.many"), has_windows=False),
    Proof(name="kill", arguments=("-m", "tests.e2e.kill", "--trials", "500"), parts=20),
    Proof(name="rules", arguments=("-m", "pytest", "-q", "--hypothesis-profile=prove", "tests/property")),
)


def last_json(output: str) -> Figures:
    """Read the figures from the last line of a proof's output; a proof that prints none (pytest) has none."""
    lines = output.strip().splitlines()
    try:
        figures = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {"said": lines[-1]}
    return figures if isinstance(figures, dict) else {"said": figures}


def merged(parts: list[Figures]) -> Figures:
    """Put the parts' figures together: counts add up, lists join, a truth must be true in all.

    Anything else, and each rate, is kept part by part.
    """
    together: Figures = {}
    for name in parts[0]:
        values = [part[name] for part in parts]
        if all(isinstance(value, bool) for value in values):
            together[name] = all(values)
        elif all(isinstance(value, int) for value in values) and not name.endswith("_per_second"):
            together[name] = sum(value for value in values if isinstance(value, int))
        elif all(isinstance(value, list) for value in values):
            together[name] = [each for value in values if isinstance(value, list) for each in value]
        else:
            together[name] = values if len(values) > 1 else values[0]
    return together


def commit() -> str:
    """Name the commit that is proved, marked when the tree differs from it (its evidence aside)."""
    return git("rev-parse", "HEAD") + ("-changed" if git("status", "--porcelain", ":!docs/evidence") else "")


def git(*arguments: str) -> str:
    """Ask git about this tree."""
    said = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return said.stdout.strip()


def run_part(proof: Proof, number: int, place: Path) -> bool:
    """Run one part and write its figures to `place`; False when the program failed."""
    screen = ["installer/dev/on_screen.sh", "--virtual"] if proof.has_windows else []
    outcome = subprocess.run(
        [*screen, sys.executable, *proof.of_part(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if outcome.returncode:
        sys.stderr.write(outcome.stdout)
        return False
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(last_json(outcome.stdout)), encoding="utf-8")
    unfinished.replace(place)
    return True


def prove(proof: Proof, proved_commit: str) -> bool:
    """Run the parts of `proof` that are still missing, then write its evidence; False when a part failed."""
    folder = PARTS / proved_commit / proof.name
    folder.mkdir(parents=True, exist_ok=True)
    places = [folder / f"{number:03}.json" for number in range(proof.parts)]
    for number, place in enumerate(places):
        if not place.exists():
            print(f"{proof.name}: part {place.stem} of {proof.parts}", flush=True)
            if not run_part(proof, number, place):
                return False
    evidence = {
        "figures": merged([json.loads(place.read_text(encoding="utf-8")) for place in places]),
        "program": " ".join(proof.of_part(0)),
        "parts": proof.parts,
        "commit": proved_commit,
        "machine": {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()},
    }
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    (EVIDENCE / f"{proof.name}.json").write_text(json.dumps(evidence, indent=2) + "\n", encoding="utf-8")
    return True


def main() -> int:
    """Run every proof, or those named as arguments; 1 when one failed."""
    wanted = sys.argv[1:]
    proved_commit = commit()
    failed = [
        proof.name for proof in PROOFS if (not wanted or proof.name in wanted) and not prove(proof, proved_commit)
    ]
    print(json.dumps({"proved": len(wanted or PROOFS) - len(failed), "failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
