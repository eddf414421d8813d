"""One run of the workload: a centre and laptops as processes, a counted link between them, phase after phase."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.sync.link import Carried, Link, Weather, open_link
from tests.bench.sync.peer import CENTRE, SERVER
from tests.bench.sync.workload import CANARY
from tests.e2e.centre_process import CentreProcess

ROOT: Final = Path(__file__).resolve().parents[3]
PEER: Final = (sys.executable, "-m", "tests.bench.sync.peer")
LIMIT_S: Final = 1_800


class PhaseFailedError(AssertionError):
    """A phase of the run ended without its result, or did not bring both notebooks to agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One command of one laptop. `client` is what it measured within; server CPU in s, memory peaks in MB."""

    client: dict[str, Any]
    carried: Carried
    server_cpu: float
    server_rss_mb: float

    @property
    def secs(self) -> float:
        """Wall time within the laptop's process."""
        return float(self.client["secs"])

    @property
    def cpu(self) -> float:
        """CPU seconds of both shores."""
        return float(self.client["cpu"]) + self.server_cpu

    def as_json(self) -> dict[str, Any]:
        """Return everything that was measured."""
        return {
            **self.client,
            **asdict(self.carried),
            "server_cpu": round(self.server_cpu, 2),
            "server_rss_mb": round(self.server_rss_mb, 1),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A running centre in `folder`, the link to it, and the workload's files."""

    folder: Path
    data: Path
    link: Link
    centre: CentreProcess
    is_bad: bool

    def run(self, command: str, laptop: str, *, out: Path | None = None) -> Phase:
        """Let a laptop do one command. Raises: PhaseFailedError."""
        self.link.forget()
        before, _ = used_by(self.centre.pid)
        options = ["--dir", self.folder / laptop, "--data", self.data, "--who", laptop]
        options += ["--url", f"http://127.0.0.1:{self.link.port}", *(["--out", out] if out else [])]
        arguments = [*PEER, command, *map(str, options), *(["--bad"] if self.is_bad else [])]
        done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT_S)
        said = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
        if done.returncode or not said:
            raise PhaseFailedError(f"{command} {laptop}: exit {done.returncode}\n{done.stderr[-2000:]}")
        client = json.loads(said[-1].removeprefix("RESULT "))
        if client.get("agreed") is False:
            raise PhaseFailedError(f"{command} {laptop}: {client}")
        after, peak_mb = used_by(self.centre.pid)
        return Phase(client=client, carried=self.link.carried(), server_cpu=after - before, server_rss_mb=peak_mb)


@contextmanager
def crossing(folder: Path, data: Path, *, weather: Weather | None = None) -> Iterator[Crossing]:
    """Make a centre in `folder`, serve it, and open a link to it."""
    folder.mkdir(parents=True)
    subprocess.run([*PEER, SERVER, "--make-only", "--dir", str(folder / SERVER)], cwd=ROOT, check=True, timeout=120)
    with CentreProcess(folder / SERVER / CENTRE, log=folder / "centre.log") as centre:
        port = int(centre.url.rsplit(":", 1)[1])
        with open_link(port, weather=weather, canary=CANARY.encode()) as link:
            yield Crossing(folder=folder, data=data, link=link, centre=centre, is_bad=weather is not None)
            centre.stop()


def used_by(pid: int) -> tuple[float, float]:
    """Return CPU seconds and the sum of memory peaks in MB of a process and those that it started."""
    cpu = peak_kb = 0.0
    for each in _tree(pid):
        try:
            status = Path(f"/proc/{each}/status").read_text(encoding="utf-8")
            stat = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        peak_kb += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
        cpu += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    return cpu, peak_kb / 1024


def files_with(folder: Path, word: bytes) -> int:
    """Count a word in every file below a folder: what lies there in clear."""
    return sum(each.read_bytes().count(word) for each in folder.rglob("*") if each.is_file())


def _tree(pid: int) -> list[int]:
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                found += _tree(int(child))
    except OSError:
        pass
    return found
