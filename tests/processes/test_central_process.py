"""The centre as a real process: real HTTP, kill -9 at its fail-points, and the command as an operator types it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner

from sync.central.answering import HELLO_PATH, Reply
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.cli import app
from sync.central.enrolment import Invitation
from sync.central.record_store import digests, recounted
from sync.central.status import Status
from sync.protocol import limits
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    PROOF_HEADER,
    AnswerKind,
    CentreRefusedError,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    write_proof,
)
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.messages import ReceivedReceipt, decode
from sync.protocol.segment import NO_SEGMENT, read_header
from tests.central.central_room import COMMUNE, Laptop, named, records_in

COMMAND = [sys.executable, "-m", "sync.central.cli"]
ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
DOSSIER = {"person": "p", "person_name": "Trần Thị MẪU", "procedure": "1.000.894"}


@dataclass
class Road:
    """Plain HTTP to wherever the centre is now."""

    url: str = ""

    def __call__(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        answer = requests.request(
            method, self.url + path, headers=headers, data=body, timeout=PATIENCE_S, allow_redirects=False
        )
        return Reply(
            status=answer.status_code, content_type=answer.headers.get("Content-Type", ""), body=answer.content
        )


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "200"} | environment,
        check=False,
    )


@contextmanager
def running(folder: Path, *words: str, die_at: str = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve on a free port until the end of the block."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--folder", str(folder), "--port", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | ({"HPV_DIE_AT": die_at} if die_at else {}),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        word, _, url = process.stdout.readline().rstrip("\n").partition("\t")
        assert word == "ready", process.stderr.read()
        yield process, url
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        finally:
            process.kill()
            process.stdout.close()
            process.stderr.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "centre"
    create_centre(made, NewCentre(name="Trung tâm thử", is_sample=True))
    return made


def laptop_at(folder: Path, road: Road, *, seed: int = 7) -> Laptop:
    """Invite a laptop as the command does: beside the server that is running."""
    centre = open_centre(folder)
    raw = centre.invite(Invitation(commune=COMMUNE))
    centre.close()
    return Laptop(road, read_enrolment(raw), seed)


def status(folder: Path) -> Status:
    centre = open_centre(folder)
    found = centre.status()
    centre.close()
    return found


def planned(laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.void", named("d"), {}, after=1)
    laptop.note("dossier.result", named("d"), {}, after=2)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})


def test_the_whole_conversation_over_real_http(folder: Path) -> None:
    road = Road()
    with running(folder) as (_, road.url):
        laptop, other = laptop_at(folder, road), laptop_at(folder, road, seed=8)
        assert (laptop.enrol().machine_code, other.enrol().machine_code) == ("M01", "M02")
        planned(laptop)
        sealed = laptop.seal()
        first = laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED)
        assert laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED) == first
        assert decode(first, ReceivedReceipt).last_seq == 4
        spoiled = bytearray(sealed)
        spoiled[200] ^= 4
        assert laptop.problem("PUT", laptop.path(), bytes(spoiled)) == (400, "broken")
        assert laptop.problem("PUT", laptop.path(), sealed[:-9]) == (400, "broken")
        assert laptop.problem("PUT", laptop.path(3), laptop.seal(number=3)) == (409, "gap")
        laptop.moved_past(sealed)
        assert laptop.hello().applied_seq == 4
        page = laptop.pull()
        assert [each.state for each in page.verdicts] == [1, 1, 3, 1]
        assert page.snapshots == []
        assert set(records_in(other.pull())) == {named("d"), named("a")}
        laptop.sealed_seq = 0
        forked = laptop.seal(number=1, prev_segment_hash=NO_SEGMENT)
        assert laptop.problem("PUT", laptop.path(1), forked) == (409, "fork")
    found = status(folder)
    assert (found.devices, found.segments, found.operations) == (
        2,
        {"applied": 1},
        {"applied": 3, "parked": 1},
    )


def test_strangers_garbage_and_floods_get_a_signed_no(folder: Path) -> None:
    road = Road()
    with running(folder) as (process, road.url):
        laptop = laptop_at(folder, road)
        assert laptop.problem("POST", HELLO_PATH, laptop.hello_body()) == (401, "unknown_device")
        laptop.enrol()
        assert laptop.problem("POST", HELLO_PATH, b"\xc1garbage") == (400, "broken")
        assert laptop.problem("GET", "/", b"") == (404, "not_found")
        assert laptop.problem("GET", "/v1/hello?x=%2F..", b"") == (404, "not_found")
        flood = bytes(limits.SEALED_MAX_BYTES + 1)
        nonce = bytes(range(16))
        signature = sign_request("PUT", laptop.path(), nonce, flood, laptop.signing)
        proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
        reply = road("PUT", laptop.path(), {PROOF_HEADER: proof}, flood)
        digest = request_digest("PUT", laptop.path(), nonce, b"")
        problem = read_problem(read_answer(reply.body, digest, laptop.centre_public).payload)
        assert (reply.status, problem.code, reply.content_type) == (413, "too_large", ANSWER_CONTENT_TYPE)
        with suppress(requests.ConnectionError):
            assert (
                requests.put(road.url + laptop.path(), data=bytes(40 * limits.MIB), timeout=PATIENCE_S).status_code
                == 401
            )
        assert laptop.hello().segment_number == 0
        assert _peak_mib(process.pid) < 200
    assert status(folder).segments == {}


def _peak_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


@pytest.mark.parametrize(
    "die_at",
    [
        "centre.enrol.committed:1",
        "centre.receive.committed:2",
        "centre.reconcile.judged:2",
        "centre.reconcile.before_commit:2",
        "centre.feed.read:1",
    ],
)
def test_kill_minus_nine_at_a_step_and_everything_is_applied_exactly_once(folder: Path, die_at: str) -> None:
    road = Road()
    laptop = laptop_at(folder, road)
    with running(folder, die_at=die_at) as (process, road.url):
        with suppress(requests.ConnectionError):
            _two_segments(laptop)
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    with running(folder) as (_, road.url):
        _two_segments(laptop)
    found = status(folder)
    assert found.operations == {"applied": 5, "parked": 1}
    assert found.segments == {"applied": 2}
    assert found.records == {"dossier": 1, "person": 2}
    centre = open_centre(folder)
    with centre.engine.connect() as connection:
        assert digests(connection, COMMUNE) == recounted(connection, COMMUNE)
    centre.close()


def _two_segments(laptop: Laptop) -> None:
    """Do what may be repeated from any point on: the sealed bytes are kept, as a laptop keeps them."""
    if not laptop.epoch.strip(b"\0"):
        laptop.enrol()
    if not laptop.ops:
        planned(laptop)
    while laptop.number < 2:
        if not laptop.kept:
            laptop.kept = laptop.seal()
        laptop.call("PUT", laptop.path(), laptop.kept, AnswerKind.RECEIVED)
        laptop.moved_past(laptop.kept)
        laptop.kept = b""
        if laptop.number == 1:
            laptop.note("person.register", named("b"), {"name": "Lê Văn MẪU"})
            laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=4)
    laptop.hello()
    laptop.pull()


def test_a_kill_while_laptops_ask_at_random_loses_nothing(folder: Path) -> None:
    road = Road()
    laptop = laptop_at(folder, road)
    with running(folder) as (_, road.url):
        laptop.enrol()
    for trial in range(3):
        with running(folder) as (process, road.url), suppress(requests.ConnectionError):
            for _ in range(3 + trial):
                laptop.note("person.register", named(f"p{len(laptop.ops)}"), {"name": "Trần Thị MẪU"})
                laptop.kept = laptop.kept or laptop.seal()
                laptop.call("PUT", laptop.path(), laptop.kept, AnswerKind.RECEIVED)
                done, laptop.kept = laptop.kept, b""
                laptop.sealed_seq = decode_last(laptop, done)
            process.kill()
    with running(folder) as (_, road.url):
        assert laptop.hello().applied_seq == laptop.sealed_seq
    assert status(folder).operations == {"applied": laptop.sealed_seq}


def decode_last(laptop: Laptop, sealed: bytes) -> int:
    """Move past a segment that was received, and return the last seq in it."""
    last = read_header(sealed).last_seq
    laptop.moved_past(sealed)
    return last


def test_backups_at_an_interval_make_work_durable(folder: Path) -> None:
    road = Road()
    with running(folder, "--backup-every-min", "0.005") as (process, road.url):
        laptop = laptop_at(folder, road)
        laptop.enrol()
        planned(laptop)
        laptop.push()
        laptop.hello()
        assert process.stdout is not None
        for _ in range(200):  # those made before the work was there are read first
            assert process.stdout.readline().startswith("backup\tcentre-")
            if laptop.hello().durable_seq == 4:
                break
        else:
            pytest.fail("no backup came to hold the work")


def test_the_command_from_init_to_backup(tmp_path: Path) -> None:
    folder, file = tmp_path / "centre", tmp_path / "m07.enrol"
    made = command("init", "--folder", str(folder), "--name", "Trung tâm thử", "--sample")
    assert (made.returncode, made.stdout) == (0, f"created\t{folder}\nsample\tyes\n"), made.stderr
    words = ("--commune", COMMUNE, "--machine", "M07", "--out", str(file), "--url", "https://centre.example")
    assert command("enrol", "--folder", str(folder), *words).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    enrolment = read_enrolment(file.read_bytes())
    assert (enrolment.machine, enrolment.url) == ("M07", "https://centre.example")
    assert command("backup", "--folder", str(folder)).returncode == 0
    facts = dict(line.split("\t") for line in command("status", "--folder", str(folder)).stdout.splitlines())
    assert (facts["name"], facts["sample"], facts["invitations_open"]) == ("Trung tâm thử", "yes", "1")
    assert (folder / "backups" / facts["last_backup"]).exists()
    found = json.loads(command("status", "--folder", str(folder), "--json").stdout)
    assert found["communes"] == {COMMUNE: {"stamp": 0, "durable_stamp": 0}}
    again = command("init", "--folder", str(folder), "--name", "X")
    assert again.returncode == 4
    assert "không khởi tạo đè lên" in again.stderr


def test_the_command_says_what_to_do_and_ends_with_its_code(folder: Path, tmp_path: Path) -> None:
    missing = command("status", "--folder", str(tmp_path / "nowhere"))
    assert (missing.returncode, missing.stdout) == (3, "")
    assert "chưa có trung tâm" in missing.stderr
    assert "There is no centre" in missing.stderr
    assert command("enrol", "--folder", str(folder), "--commune", "12").returncode == 8
    (folder / "centre.key").chmod(0o644)
    readable = command("serve", "--folder", str(folder))
    assert readable.returncode == 5
    assert "chmod 600" in readable.stderr
    assert "Traceback" not in missing.stderr + readable.stderr


def test_a_taken_port_is_said_and_nothing_is_touched(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command("serve", "--folder", str(folder), "--port", str(port))
    assert done.returncode == 7
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_nobody_can_have_is_said(folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    host = command("serve", "--folder", str(folder), "--host", "nowhere.invalid")
    assert (host.returncode, "không phải của máy này" in host.stderr) == (7, True)
    assert command("serve", "--folder", str(folder), "--port", "99999").returncode == 2
    for url in ("not a url", "centre.example", "ftp://centre.example", "https://", "http://a:99999"):
        for words in (["enrol", f"--folder={folder}", "--commune", COMMUNE], ["init", f"--folder={new}", "--name=Mẫu"]):
            done = CliRunner().invoke(app, [*words, "--url", url])
            assert (done.exit_code, "https://" in done.stderr) == (8, True), url
            assert "Traceback" not in done.stderr
    assert not new.exists()


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = command("init", "--folder", str(tmp_path / "file" / "centre"), "--name", "X")
    assert done.returncode == 9
    assert "Traceback" not in done.stderr


def test_a_real_process_refuses_sample_data_at_a_real_centre(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    create_centre(folder, NewCentre(name="Thật"))
    road = Road()
    with running(folder) as (_, road.url):
        laptop = laptop_at(folder, road)
        with pytest.raises(CentreRefusedError, match="sample_into_real"):
            laptop.enrol()
        laptop.is_sample = False
        laptop.enrol()
        laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
        sample = laptop.seal(origin=laptop.segment_origin(sample=True))
        assert laptop.problem("PUT", laptop.path(), sample) == (422, "sample_into_real")
    assert status(folder).segments == {}
