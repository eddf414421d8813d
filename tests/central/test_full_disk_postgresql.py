"""A database server whose disk is really full: a push is put off, and everything is applied once when there is room."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Two namespaces: root may mount a medium, and only somebody else may run the server on it.
ON_A_MEDIUM = """
mount -t tmpfs -o size=200m tmpfs "$1" && TMPDIR="$1" exec unshare --user --map-user=1000 "$2" -c "$3" "$1" "$4"
"""
ON_A_SMALL_DISK = """
import json, shutil, sys
from contextlib import closing
from pathlib import Path
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.record_store import digests, recounted
from sync.protocol.answers import AnswerKind, read_answer, read_problem
from tests.central.central_room import COMMUNE, named
from tests.central.cluster import running_cluster
from tests.central.face_room import Road, laptop_at
from tests.e2e.centre_process import CentreProcess

medium, folder = Path(sys.argv[1]), Path(sys.argv[2])


def put(sealed):
    reply, digest = laptop.request("PUT", laptop.path(), sealed)
    answer = read_answer(reply.body, digest, laptop.centre_public)
    return "" if answer.kind == AnswerKind.RECEIVED else read_problem(answer.payload).code


with running_cluster() as cluster:
    create_centre(folder, NewCentre(name="Trung tâm thử", is_sample=True, database=cluster.new_database()))
    with CentreProcess(folder) as centre:
        laptop = laptop_at(folder, Road(centre.url))
        cluster.say("SELECT pg_switch_wal()")  # a log that finds no room ends the server; this is about what it keeps
        cluster.say("CHECKPOINT")
        filler = medium / "filler"
        with filler.open("wb") as file:
            file.write(bytes(shutil.disk_usage(medium).free - (2 << 20)))
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
        filler.unlink()
        told["again"] = [put(sealed), put(sealed)]
        laptop.moved_past(sealed)
        told["applied_seq"] = laptop.hello().applied_seq - len(laptop.ops)
    with closing(open_centre(folder)) as opened:
        found = opened.status()
        with opened.engine.connect() as connection:
            told["is_sound"] = digests(connection, COMMUNE) == recounted(connection, COMMUNE)
told["missing"] = [len(laptop.ops) - found.operations["applied"], len(laptop.ops) - found.records["person"]]
told["states"] = [sorted(found.operations), sorted(found.segments), found.segments["applied"] - received]
print(json.dumps(told))
"""


def test_a_push_is_put_off_while_the_server_has_no_room_and_applied_once_when_it_has(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="hpv-") as medium:  # a socket's path is short
        script = ["sh", medium, sys.executable, ON_A_SMALL_DISK, str(tmp_path / "centre")]
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", ON_A_MEDIUM, *script],
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
        "missing": [0, 0],
        "states": [["applied"], ["applied"], 1],
    }
