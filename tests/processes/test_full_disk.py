"""A centre whose disk is really full says not_ready, keeps what it promised, and goes on when somebody makes room."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# The centre's folder is a medium of its own; the laptop pushes until there is no room left on it.
ON_A_SMALL_DISK = """
import json, subprocess, sys
from contextlib import closing
from pathlib import Path
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.record_store import digests, recounted
from sync.protocol.answers import AnswerKind, read_answer, read_problem
from tests.central.central_room import COMMUNE, named
from tests.central.face_room import Road, laptop_at
from tests.e2e.centre_process import CentreProcess

place, is_killed = Path(sys.argv[1]), sys.argv[2] == "True"
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(place)], check=True)
folder = place / "centre"
create_centre(folder, NewCentre(name="Trung tâm thử", is_sample=True))
centre = CentreProcess(folder)
road = Road(centre.start())
laptop = laptop_at(folder, road)


def put(sealed):
    reply, digest = laptop.request("PUT", laptop.path(), sealed)
    answer = read_answer(reply.body, digest, laptop.centre_public)
    return "" if answer.kind == AnswerKind.RECEIVED else read_problem(answer.payload).code


refused, received = "", 0
while not refused and received < 60:
    for at in range(20):
        noise = laptop.random(4_000).hex()
        laptop.note("person.register", named(f"{received}-{at}"), {"name": "Trần Thị MẪU", "note": noise})
    sealed = laptop.seal()
    refused = put(sealed)
    if not refused:
        laptop.moved_past(sealed)
        received += 1
told = {"received": received > 0, "refused": [refused, put(sealed)], "runs": centre.is_running()}
if is_killed:
    centre.kill()
subprocess.run(["mount", "-o", "remount,size=60m", str(place)], check=True)
if is_killed:
    road.url = centre.start()
told["again"] = [put(sealed), put(sealed)]
laptop.moved_past(sealed)
laptop.note("person.register", named("last"), {"name": "Lê Văn MẪU"})
laptop.push()
told["applied_seq"] = laptop.hello().applied_seq - len(laptop.ops)
centre.stop()
with closing(open_centre(folder)) as opened:
    found = opened.status()
    with opened.engine.connect() as connection:
        told["is_sound"] = digests(connection, COMMUNE) == recounted(connection, COMMUNE)
        told["damages"] = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
told["missing"] = [len(laptop.ops) - found.operations["applied"], len(laptop.ops) - found.records["person"]]
told["states"] = [sorted(found.operations), sorted(found.segments), found.segments["applied"] - received]
print(json.dumps(told))
"""


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_push_to_a_full_centre_is_put_off_and_everything_is_applied_once_when_there_is_room(
    tmp_path: Path, is_killed: bool
) -> None:
    """Killed: the power goes while the disk is full, and the centre starts on what lies there."""
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", ON_A_SMALL_DISK, str(tmp_path), str(is_killed)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=240,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "received": True,
        "refused": ["not_ready", "not_ready"],
        "runs": True,
        "again": ["", ""],
        "applied_seq": 0,
        "is_sound": True,
        "damages": ["ok"],
        "missing": [0, 0],
        "states": [["applied"], ["applied"], 2],
    }
