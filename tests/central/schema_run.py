"""Ask schemathesis whether the centre's description is true: `python -m tests.central.schema_run --examples 200`."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from tests.central.central_room import COMMUNE
from tests.central.face_room import ROOT, serving

CENTRE_URL = "HPV_SCHEMA_URL"
ENROLMENT = "HPV_SCHEMA_ENROLMENT"
"""Environment variables for the hooks: the centre's address, and the enrolment file of the laptop that asks."""

_FREE = {"device_rate": 1e6, "device_burst": 10**6, "address_rate": 1e6, "address_burst": 10**6}
"""Limits that nobody reaches: they are tested for themselves."""


def judged(folder: Path, examples: int, seed: int) -> subprocess.CompletedProcess[str]:
    """Serve a new centre in `folder` and let schemathesis judge it."""
    create_centre(folder / "centre", NewCentre(name="Trung tâm thử", is_sample=True))
    centre = open_centre(folder / "centre")
    enrolment = folder / "m01.enrol"
    enrolment.write_bytes(centre.invite(Invitation(commune=COMMUNE)))
    centre.close()
    with serving(folder / "centre", limits=_FREE, log=folder / "log") as server:
        environment = {
            "SCHEMATHESIS_HOOKS": "tests.central.schema_hooks",
            "PYTHONPATH": str(ROOT),
            CENTRE_URL: server.url,
            ENROLMENT: str(enrolment),
        }
        words = [f"--seed={seed}", f"--max-examples={examples}", "--checks=all", "--no-color", "--no-shrink"]
        words += ["--generation-database=none", "--phases=examples,coverage,fuzzing"]
        return subprocess.run(
            [Path(sys.executable).with_name("schemathesis"), "run", f"{server.url}/openapi.json", *words],
            env=os.environ | environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def main() -> int:
    """Judge once and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = judged(Path(folder), chosen.examples, chosen.seed)
    print(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
