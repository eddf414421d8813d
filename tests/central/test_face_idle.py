"""The smallest question over an open connection: few bytes, few headers, and the truth."""

import select
import socket
import threading
import time
from pathlib import Path

import pytest

from sync.client.transport import HttpsRoad
from sync.protocol.answers import IDLE_PATH, AnswerKind, read_answer, request_digest, state_digest, write_idle
from sync.protocol.messages import HelloAnswer, HelloSame, decode
from tests.central.central_room import Laptop, NewStore, named, new_centre
from tests.central.face_room import Road, Wire, idle_bytes, laptop_at, serving

IDLE_MAX_BYTES = 400


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def ask(wire: Wire, laptop: Laptop, known: bytes) -> tuple[AnswerKind, bytes, dict[str, str]]:
    data, digest = idle_bytes(laptop, known)
    wire.send(data)
    _, headers, body = wire.answer()
    answer = read_answer(body, digest, laptop.centre_public)
    return AnswerKind(answer.kind), answer.payload, headers


def test_an_idle_exchange_takes_at_most_400_bytes_with_all_headers_of_both_sides(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        known = state_digest(laptop.hello())
        kind, payload, headers = ask(wire, laptop, known)
        assert kind == AnswerKind.IDLE_SAME
        assert decode(payload, HelloSame).now_ms > 0
        assert set(headers) == {"content-type", "content-length"}
        first = wire.sent + wire.came
        assert first <= IDLE_MAX_BYTES
        assert ask(wire, laptop, known)[0] == AnswerKind.IDLE_SAME
        assert wire.sent + wire.came == 2 * first


def test_the_real_client_needs_no_more(folder: Path) -> None:
    with serving(folder) as server, socket.create_server(("127.0.0.1", 0)) as listener:
        laptop = laptop_at(folder, Road(server.url))
        known = state_digest(laptop.hello())
        carried: list[int] = []
        carrying = threading.Thread(target=carry, args=(listener, server.address, carried))
        carrying.start()
        road = HttpsRoad(f"http://127.0.0.1:{listener.getsockname()[1]}")
        sums = []
        for _ in range(3):
            nonce = laptop.random(16)
            reply = road.exchange("POST", IDLE_PATH, {}, write_idle(laptop.device, nonce, known, laptop.signing))
            digest = request_digest("POST", IDLE_PATH, nonce, known)
            assert read_answer(reply.body, digest, laptop.centre_public).kind == AnswerKind.IDLE_SAME
            sums.append(sum(carried))
        road.close()
        carrying.join()
    assert sums[2] - sums[1] == sums[1] - sums[0] <= IDLE_MAX_BYTES


def carry(listener: socket.socket, to: tuple[str, int], carried: list[int]) -> None:
    """Pass one connection's bytes on, both ways, and count them."""
    near, _ = listener.accept()
    with near, socket.create_connection(to) as far:
        while True:
            ready, _, _ = select.select([near, far], [], [], 60)
            for source in ready:
                data = source.recv(65_536)
                if not data:
                    return
                carried.append(len(data))
                (far if source is near else near).sendall(data)


def test_an_answer_does_not_wait_for_an_acknowledgement(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        known = state_digest(laptop.hello())
        took_s = []
        for _ in range(30):
            begun = time.monotonic()
            ask(wire, laptop, known)
            took_s.append(time.monotonic() - begun)
        assert min(took_s[10:]) < 0.03  # a held-back packet waits for 0.04


def test_a_change_is_heard_of_at_once(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        road = Road(server.url)
        laptop, other = laptop_at(folder, road), laptop_at(folder, road, seed=8)
        known = state_digest(laptop.hello())
        other.hello()
        other.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
        other.push()
        assert ask(wire, laptop, known)[:2] == (AnswerKind.HELLO_WANTED, b"")
        assert isinstance(laptop.hello(), HelloAnswer)


def test_hello_itself_carries_no_header_that_nobody_needs(folder: Path) -> None:
    with serving(folder) as server:
        road = Road(server.url)
        laptop = laptop_at(folder, road)
        laptop.hello()
        assert set(road.headers) == {"content-type", "content-length"}
        laptop.pull()
        assert set(road.headers) == {"content-type", "content-length", "cache-control"}
