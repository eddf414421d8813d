"""Bodies over real sockets that break off, come late or come too long: what came is kept, and nobody waits for ever."""

from pathlib import Path

import pytest

from sync.central.answering import HAVE_PATH
from sync.protocol.answers import AnswerKind, read_answer, read_problem, verify_answer
from sync.protocol.limits import KIB
from sync.protocol.messages import Have, HaveAnswer, ReceivedReceipt, decode, encode
from sync.protocol.segment import segment_hash
from tests.central.central_room import Laptop, NewStore, named, new_centre
from tests.central.face_room import Road, Serving, Wire, laptop_at, request_bytes, serving, signed

HALF = 70_000


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def segment_of(laptop: Laptop, kib: int = 160) -> bytes:
    laptop.hello()
    for number in range(kib):
        sets = {"name": f"Trần Thị MẪU {number}", "note": laptop.random(KIB).hex()}
        laptop.note("person.register", named(f"a{number}"), sets)
    return laptop.seal()


def head(laptop: Laptop, sealed: bytes, start: int, *, size: int | None = None) -> tuple[bytes, bytes]:
    path = f"{laptop.path()}/{segment_hash(sealed).hex()}/{len(sealed)}?from={start}"
    headers, digest = signed(laptop, "PUT", path, b"")
    said = len(sealed) - start if size is None else size
    return request_bytes("PUT", path, b"", headers, size=said), digest


def arrived(laptop: Laptop, sealed: bytes) -> int:
    body = encode(Have("segment", [segment_hash(sealed)]))
    return decode(laptop.call("POST", HAVE_PATH, body, AnswerKind.HAVE), HaveAnswer).bytes[0]


def code(laptop: Laptop, body: bytes, digest: bytes) -> str:
    return read_problem(read_answer(body, digest, laptop.centre_public).payload).code


def broken_off(server: Serving, laptop: Laptop, sealed: bytes) -> int:
    """Send a part, hang up, and return how much the centre kept."""
    with Wire(server.address) as wire:
        wire.send(head(laptop, sealed, 0)[0] + sealed[:HALF])
    for _ in range(200):
        kept = arrived(laptop, sealed)
        if kept:
            return kept
    raise AssertionError("nothing was kept")


def test_an_upload_that_breaks_off_goes_on_at_the_byte_where_it_broke(folder: Path) -> None:
    with serving(folder) as server:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        assert broken_off(server, laptop, sealed) == HALF
        with Wire(server.address) as wire:
            asked, digest = head(laptop, sealed, HALF)
            wire.send(asked + sealed[HALF:])
            status, _, body = wire.answer()
        receipt = decode(verify_answer(body, AnswerKind.RECEIVED, digest, laptop.centre_public), ReceivedReceipt)
        assert (status, receipt.last_seq) == (200, 160)
        assert arrived(laptop, sealed) == len(sealed)


def test_an_upload_survives_the_centre_being_stopped_under_it(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        wire.send(head(laptop, sealed, 0)[0] + sealed[:HALF])
        assert server.stop() == 0
    with serving(folder) as server:
        laptop.ask = Road(server.url)
        assert arrived(laptop, sealed) == HALF


def test_a_stranger_is_refused_before_his_body_is_read(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        laptop.device = bytes(16)
        asked, digest = head(laptop, sealed, 0)
        wire.send(asked)
        status, _, body = wire.answer()
        assert (status, code(laptop, body, digest)) == (401, "unknown_device")


def test_more_than_was_said_is_refused_and_the_answer_is_heard(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        asked, digest = head(laptop, sealed, 0, size=len(sealed) + 300_000)
        wire.send(asked + sealed + bytes(300_000))
        status, _, body = wire.answer()
        assert (status, code(laptop, body, digest)) == (413, "too_large")
        assert laptop.hello().segment_number == 0


def test_a_sender_who_falls_silent_is_cut_off_and_what_came_is_kept(folder: Path) -> None:
    with serving(folder, limits={"gap_s": 1}) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        wire.send(head(laptop, sealed, 0)[0] + sealed[:HALF])
        assert wire.answer()[0] == 408
        assert wire.is_closed()
        assert arrived(laptop, sealed) == HALF


def test_a_sender_who_only_drips_is_cut_off(folder: Path) -> None:
    with serving(folder, limits={"minute_s": 1, "minute_bytes": 1000}) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        sealed = segment_of(laptop)
        wire.send(head(laptop, sealed, 0)[0])
        wire.socket.settimeout(0.2)
        for at in range(100):
            wire.send(sealed[at : at + 1])
            try:
                assert wire.answer()[0] == 408
                break
            except TimeoutError:
                continue
        else:
            pytest.fail("a byte now and then kept the body open")
        assert 0 < arrived(laptop, sealed) < 50
