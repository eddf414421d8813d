"""A real centre for tests: the command line's own program in its own process, on a port that the system gives."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sync.central.app import open_centre
from sync.central.tables import RECORD
from sync.records.record import decode_record
from sync.records.rules import DOSSIER

CENTRAL = (sys.executable, "-m", "sync.central.cli")
START_WITHIN_S = 60


def central(*arguments: str) -> str:
    """Run `haiphucvu-central` to its end and return what it printed; a failure is the test's failure."""
    done = subprocess.run([*CENTRAL, *arguments], capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise AssertionError(f"haiphucvu-central {arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def new_centre(folder: Path, *, sample: bool = True) -> None:
    """Make an empty centre in `folder`."""
    central("init", "--folder", str(folder), "--name", "Trung tâm mẫu", *(["--sample"] if sample else []))


def enrolment_file(folder: Path, out: Path, *, commune: str = "09661", machine: str = "M07") -> Path:
    """Let the centre write an enrolment file for one laptop."""
    laptop = ("--commune", commune, "--commune-name", "Xã Minh Châu (mẫu)", "--machine", machine)
    central("enrol", "--folder", str(folder), *laptop, "--out", str(out))
    return out


def centre_status(folder: Path) -> dict[str, Any]:
    """Return what `haiphucvu-central status --json` says."""
    status: dict[str, Any] = json.loads(central("status", "--folder", str(folder), "--json"))
    return status


class CentreProcess:
    """`haiphucvu-central serve` in its own process; `url` is known once it has started."""

    def __init__(
        self, folder: Path, *, environment: Mapping[str, str] | None = None, port: int = 0, log: Path | None = None
    ) -> None:
        self._folder = folder
        self._log = log
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[str] | None = None
        self._port = port
        self.url = ""

    def start(self) -> str:
        """Start it, wait for its ready line, return its address."""
        with Path(self._log or os.devnull).open("ab") as log:
            self._process = subprocess.Popen(
                [*CENTRAL, "serve", "--folder", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, **self._environment},
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            word, _, url = line.strip().partition("\t")
            if word == "ready":
                self.url = url
                self._port = int(url.rsplit(":", 1)[1])
                return url
        raise AssertionError(f"the centre ended before it was ready: exit {self._process.wait()}")

    def stop(self) -> None:
        """End it politely, as a service manager does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The process' number while it runs."""
        assert self._process is not None
        return self._process.pid

    def is_running(self) -> bool:
        """Tell whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(with_signal)
        self._process.wait(timeout=START_WITHIN_S)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None

    def __enter__(self) -> "CentreProcess":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()


def dossiers_at_centre(folder: Path) -> list[dict[str, Any]]:
    """Return the fields of every dossier in a stopped centre's encrypted store, read past its services."""
    centre = open_centre(folder)
    try:
        with centre.engine.connect() as connection:
            rows = connection.execute(select(RECORD.c.bytes).where(RECORD.c.type == DOSSIER)).scalars().all()
    finally:
        centre.close()
    return [decode_record(raw).fields for raw in rows]
