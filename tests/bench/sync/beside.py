"""Another product measured in the same run, by a harness that lies outside of the project: optional.

The harness is a folder with `run.py NAME --reps 1 --n N --link good|bad`, which writes results/NAME-LINK-N-0.json with
the same phases as ours. It is told nothing of us.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

PEERS: Final = "HPV_PEERS"
"""Environment variable that names the harness' folder, where no argument does."""

PEER: Final = "pouchdb_b1000"
_LIMIT_S: Final = 3_600


def peers_folder(argument: Path | None) -> Path | None:
    """Return the harness' folder, None where none is named."""
    named = argument or (Path(os.environ[PEERS]) if os.environ.get(PEERS) else None)
    return named.absolute() if named else None


def run_peer(folder: Path, *, size: int, link: str) -> dict[str, Any]:
    """Let the harness run the peer once and return its phases. Raises: CalledProcessError, OSError, KeyError."""
    environment = {"BENCH_HOME": str(folder / "bench-home"), **os.environ}
    command = [sys.executable, str(folder / "run.py"), PEER, "--reps", "1", "--n", str(size), "--link", link]
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=_LIMIT_S, stdout=sys.stderr)
    content = json.loads((folder / "results" / f"{PEER}-{link}-{size}-0.json").read_text(encoding="utf-8"))
    phases: dict[str, Any] = content["phases"]
    return phases


def peer_figures(phases: dict[str, Any]) -> dict[str, float | None]:
    """Return the peer's figures under the names of ours; None for a phase that it did not do."""
    push, pull = phases.get("push", {}), phases.get("pull", {})
    rounds = [phases.get(name, {}) for name in ("sync1A", "sync2B", "sync3A")]
    whole = all("secs" in each for each in rounds)
    return {
        "push_s": push.get("secs"),
        "pull_s": pull.get("secs"),
        "conflict_s": sum(each["secs"] for each in rounds) if whole else None,
        "push_up_bytes": push.get("up"),
        "push_bytes": _both(push),
        "pull_bytes": _both(pull),
        "conflict_bytes": sum(_both(each) or 0 for each in rounds) if whole else None,
        "push_cpu_s": push["cpu"] + push["srv_cpu"] if "cpu" in push else None,
        "client_peak_mb": max((each["rss_mb"] for each in (push, pull, *rounds) if "rss_mb" in each), default=None),
    }


def _both(phase: dict[str, Any]) -> int | None:
    return phase["up"] + phase["down"] if "secs" in phase else None
