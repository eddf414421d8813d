"""Senders who mean ill or are broken: slow heads, bombs, floods, crowds, answers that nobody reads."""

import gzip
import socket
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from sync.central.answering import FEED_PATH, HAVE_PATH, HELLO_PATH
from sync.protocol.answers import AnswerKind, read_answer, read_problem, state_digest
from sync.protocol.limits import MIB
from sync.protocol.messages import FeedRequest, encode
from tests.central.central_room import Laptop, named, new_centre
from tests.central.face_room import Road, Wire, idle_bytes, laptop_at, request_bytes, serving, signed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_centre(tmp_path / "centre").close()
    return tmp_path / "centre"


def resident_mib(pid: int, name: str = "VmHWM") -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def asked(laptop: Laptop, path: str, body: bytes, **headers: str) -> tuple[bytes, bytes]:
    proof, digest = signed(laptop, "POST", path, body)
    return request_bytes("POST", path, body, proof | headers), digest


def problem(laptop: Laptop, body: bytes, digest: bytes) -> str:
    answer = read_answer(body, digest, laptop.centre_public)
    return read_problem(answer.payload).code if answer.kind == AnswerKind.PROBLEM else ""


def test_a_head_that_drips_is_cut_off_however_often_a_byte_comes(folder: Path) -> None:
    with serving(folder, limits={"head_s": 1}) as server, Wire(server.address) as wire:
        begun = time.monotonic()
        with suppress(ConnectionError):
            for letter in "GET / HTTP/1.1\r\nHost: centre.example\r\n" + "X" * 500:
                wire.send(letter.encode())
                time.sleep(0.05)
        assert time.monotonic() - begun < 10
        assert wire.is_closed()


def test_a_head_that_drips_between_two_requests_is_cut_off_too(folder: Path) -> None:
    with serving(folder, limits={"head_s": 1}) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        wire.send(idle_bytes(laptop, bytes(8))[0])
        assert wire.answer()[0] == 200
        time.sleep(1.5)  # between requests a connection may rest
        with suppress(ConnectionError):
            for letter in "GET / HTTP/1.1\r\nHost: " + "x" * 100:
                wire.send(letter.encode())
                time.sleep(0.05)
            pytest.fail("it was let drip")
        assert wire.is_closed()


def test_a_connection_that_never_asks_is_closed(folder: Path) -> None:
    with serving(folder, limits={"head_s": 1}) as server, Wire(server.address) as wire:
        assert wire.is_closed()


def test_headers_without_end_are_refused(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        with suppress(ConnectionError):
            wire.send(b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000)
        with suppress(ConnectionError):
            assert wire.answer()[0] == 400
        assert wire.is_closed()
        assert resident_mib(server.process.pid) < 200


def test_a_compressed_body_is_bytes_like_any_other_and_never_unpacked(folder: Path) -> None:
    bomb = gzip.compress(bytes(512 * MIB), 9)
    assert len(bomb) < MIB
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        data, digest = asked(laptop, HELLO_PATH, bomb, **{"Content-Encoding": "gzip"})
        wire.send(data)
        status, _, body = wire.answer()
        assert (status, problem(laptop, body, digest)) == (400, "broken")
        assert resident_mib(server.process.pid) < 200


def test_a_body_behind_its_answer_is_dropped_and_not_for_ever(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        headers, digest = signed(laptop, "PUT", laptop.path(), b"")
        wire.send(request_bytes("PUT", laptop.path(), b"", headers, size=400 * MIB))
        status, _, body = wire.answer()
        assert (status, problem(laptop, body, digest)) == (413, "too_large")
        sent = 0
        with suppress(ConnectionError):
            for _ in range(400):
                wire.send(bytes(MIB))
                sent += 1
        assert 4 <= sent < 100
        assert resident_mib(server.process.pid) < 200


def test_too_many_questions_of_one_laptop_are_refused_with_a_time_to_come_again(folder: Path) -> None:
    limits = {"device_rate": 1, "device_burst": 5}
    with serving(folder, limits=limits) as server:
        road = Road(server.url)
        laptop, other = laptop_at(folder, road), laptop_at(folder, road, seed=8)
        codes = []
        for _ in range(7):
            reply, digest = laptop.request("POST", HELLO_PATH, laptop.hello_body())
            codes.append((reply.status, problem(laptop, reply.body, digest), "retry-after" in road.headers))
        assert codes[0] == (200, "", False)
        assert codes[-1] == (429, "too_many", True)
        assert int(road.headers["retry-after"]) == 1
        assert other.hello().segment_number == 0
        with Wire(server.address) as wire:
            data, digest = idle_bytes(laptop, bytes(8))
            wire.send(data)
            status, headers, body = wire.answer()
            assert (status, problem(laptop, body, digest), headers["retry-after"]) == (429, "too_many", "1")
        time.sleep(1.2)
        assert laptop.hello().segment_number == 0


def test_nobody_spends_another_laptops_questions(folder: Path) -> None:
    with serving(folder, limits={"device_rate": 0.001, "device_burst": 5}) as server:
        road = Road(server.url)
        laptop, thief = laptop_at(folder, road), laptop_at(folder, road, seed=8)
        thief.device = laptop.device
        for _ in range(30):
            assert thief.problem("POST", HELLO_PATH, thief.hello_body()) == (400, "broken")
        assert laptop.hello().segment_number == 0


def test_too_many_questions_from_one_address_are_refused(folder: Path) -> None:
    with serving(folder, limits={"address_rate": 0.5, "address_burst": 10}) as server:
        road = Road(server.url)
        statuses = [road("GET", "/", {}, b"").status for _ in range(12)]
        assert statuses[:10] == [400] * 10
        assert statuses[-1] == 429
        assert int(road.headers["retry-after"]) <= 2


def test_only_so_many_bodies_of_one_laptop_are_under_way(folder: Path) -> None:
    with serving(folder, limits={"bodies_per_device": 2}) as server, ExitStack() as stack:
        laptop = laptop_at(folder, Road(server.url))
        data, _ = asked(laptop, HELLO_PATH, laptop.hello_body())
        slow = [stack.enter_context(Wire(server.address)) for _ in range(2)]
        for wire in slow:
            wire.send(data[:-1])
        time.sleep(0.5)
        reply, digest = laptop.request("POST", HELLO_PATH, laptop.hello_body())
        assert (reply.status, problem(laptop, reply.body, digest)) == (503, "not_ready")
        slow[0].send(data[-1:])
        assert slow[0].answer()[0] == 200
        assert laptop.hello().segment_number == 0


def test_one_connection_too_many_hears_a_signed_no(folder: Path) -> None:
    with serving(folder, limits={"connections": 3}) as server, ExitStack() as stack:
        road = Road(server.url)
        laptop = laptop_at(folder, road)
        road.session.close()
        for _ in range(3):
            wire = stack.enter_context(Wire(server.address))
            data, _ = asked(laptop, HELLO_PATH, laptop.hello_body())
            wire.send(data)
            wire.answer()
        with Wire(server.address) as one_more:
            data, digest = asked(laptop, HELLO_PATH, laptop.hello_body())
            one_more.send(data)
            status, headers, body = one_more.answer()
            assert (status, problem(laptop, body, digest)) == (503, "not_ready")
            assert headers["connection"] == "close"
            assert one_more.is_closed()


def test_an_answer_that_nobody_reads_is_let_go(folder: Path) -> None:
    with serving(folder, limits={"gap_s": 1}) as server:
        road = Road(server.url)
        laptop, other = laptop_at(folder, road), laptop_at(folder, road, seed=8)
        laptop.hello()
        for number in range(1200):
            sets = {"name": "Trần Thị MẪU", "note": laptop.random(1024).hex()}
            laptop.note("person.register", named(f"a{number}"), sets)
        laptop.push()
        body = encode(FeedRequest(0, MIB))
        data, _ = asked(other, FEED_PATH, body)
        lazy = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.settimeout(60)
        lazy.connect(server.address)
        for _ in range(8):
            lazy.sendall(data)
        time.sleep(4)
        came = 0
        with suppress(ConnectionError):
            while piece := lazy.recv(65_536):
                came += len(piece)
        lazy.close()
        assert came < 8 * MIB


def test_a_broken_chunked_body_ends_its_connection_alone(folder: Path) -> None:
    with serving(folder) as server:
        laptop = laptop_at(folder, Road(server.url))
        for body in (b"zz\r\n", b"5\r\nabc", b"ffffffffffffffffffff\r\n"):
            with Wire(server.address) as wire:
                wire.send(f"POST {HAVE_PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode() + body)
        known = state_digest(laptop.hello())
        with Wire(server.address) as wire:
            wire.send(idle_bytes(laptop, known)[0])
            assert wire.answer()[0] == 200


def test_a_body_that_turns_to_garbage_behind_its_answer_ends_its_connection_quietly(folder: Path) -> None:
    with serving(folder) as server:
        with Wire(server.address) as wire:
            path = f"/v1/files/{'0' * 64}/9?from=0"
            wire.send(f"PUT {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab".encode())
            assert wire.answer()[0] == 401
            wire.send(b"cde\r\nzz\r\n")
            assert wire.is_closed()
        assert server.stop() == 0
        assert server.process.stderr is not None
        assert "Traceback" not in server.process.stderr.read()
