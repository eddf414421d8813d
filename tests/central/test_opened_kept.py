"""What was opened at its receipt is not opened again; what is not there any more is opened as ever."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from sync.central.answering import Centre
from sync.central.opened_kept import BODIES_MAX, OpenedKept
from sync.central.reconcile import reconcile_pending
from sync.central.tables import SEGMENT, SEGMENT_STATE
from sync.protocol import limits
from sync.protocol.chain import Run
from sync.protocol.segment import SegmentBody, open_segment, verify_segment
from sync.records.seams import no_step
from tests.central.central_room import Laptop, NewStore, TestClock, laptop_of, named, new_centre


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    made = laptop_of(centre)
    made.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    return made


def body(size: int) -> SegmentBody:
    return SegmentBody(ops=(bytes(size), bytes(size)), runs=())


def opened(centre: Centre, laptop: Laptop) -> tuple[bytes, SegmentBody]:
    """Return hash and body of the one segment that the centre has."""
    with centre.engine.connect() as connection:
        sealed = connection.execute(select(SEGMENT.c.sealed)).scalar_one()
    verified = verify_segment(sealed, laptop.signing.public)
    return verified.hash, open_segment(verified, [centre.identity.sealing])


def states(centre: Centre) -> list[str]:
    with centre.engine.connect() as connection:
        return list(connection.execute(select(SEGMENT_STATE.c.state)).scalars())


def test_a_body_is_given_once_and_under_its_own_hash_alone() -> None:
    kept = OpenedKept()
    kept.keep(b"a", body(1))
    assert kept.take(b"b") is None
    assert (kept.take(b"a"), kept.take(b"a")) == (body(1), None)


def test_the_oldest_make_room_and_one_too_large_is_not_kept() -> None:
    kept = OpenedKept(room_bytes=100 * limits.KIB)
    for name in (b"a", b"b", b"a", b"c"):
        kept.keep(name, body(20 * limits.KIB))
    assert [kept.take(name) is not None for name in (b"a", b"b", b"c")] == [True, False, True]
    kept.keep(b"d", body(50 * limits.KIB))
    assert kept.take(b"d") is None
    for name in (b"e", b"f"):
        kept.keep(name, body(24 * limits.KIB))
    assert [kept.take(name) is not None for name in (b"e", b"f")] == [True, True]


def test_many_operations_of_next_to_nothing_take_no_more_memory_than_there_is_room() -> None:
    runs = msgspec.msgpack.encode([Run(bytes(16), seq, bytes(64)) for seq in range(1, limits.OPERATIONS_MAX + 1)])
    kept = OpenedKept()
    tracemalloc.start()
    try:
        for number in range(8):
            tiny = tuple(msgspec.msgpack.decode(b"\xdc\x20\x00" + b"\xc4\x01a" * limits.OPERATIONS_MAX))
            kept.keep(bytes([number]), SegmentBody(ops=tiny, runs=msgspec.msgpack.decode(runs, type=tuple[Run, ...])))
            del tiny
        assert tracemalloc.get_traced_memory()[0] < kept.room_bytes
    finally:
        tracemalloc.stop()


def test_of_small_ones_only_so_many_are_kept() -> None:
    kept = OpenedKept()
    for number in range(2 * BODIES_MAX):
        kept.keep(bytes([number]), body(1))
    assert kept.hashes() == [bytes([number]) for number in range(BODIES_MAX, 2 * BODIES_MAX)]


def test_what_was_opened_at_its_receipt_needs_no_key_to_be_reconciled(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    kept = OpenedKept()
    kept.keep(*opened(centre, laptop))
    reconcile_pending(centre.engine, (), TestClock(), no_step, opened=kept)
    assert states(centre) == ["applied"]


def test_a_body_kept_under_another_hash_is_never_taken_for_a_segment(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    kept = OpenedKept()
    _, its_body = opened(centre, laptop)
    kept.keep(bytes(32), its_body)
    reconcile_pending(centre.engine, (), TestClock(), no_step, opened=kept)
    assert states(centre) == ["broken"]


def test_a_centre_keeps_what_it_receives_until_it_is_reconciled(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    digest, its_body = opened(centre, laptop)
    assert centre.opened.take(digest) == its_body
    assert centre.reconcile() == 1
    laptop.note("person.register", named("b"), {"name": "Trần Thị MẪU"})
    laptop.push()
    assert centre.reconcile() == 1
    assert states(centre) == ["applied", "applied"]
    with centre.engine.connect() as connection:
        hashes = connection.execute(select(SEGMENT.c.hash)).scalars().all()
    assert [centre.opened.take(each) for each in hashes] == [None, None]


def test_what_another_worker_reconciled_is_let_go_of_when_all_communes_have_their_turn(
    centre: Centre, laptop: Laptop
) -> None:
    laptop.push()
    keys = (centre.identity.sealing,)
    assert reconcile_pending(centre.engine, keys, TestClock(), no_step) == 1
    centre.reconcile(device=laptop.device)
    assert len(centre.opened.hashes()) == 1
    assert centre.reconcile() == 0
    assert centre.opened.hashes() == []


def test_what_came_meanwhile_is_kept_and_what_was_there_is_let_go_of_though_the_store_fails(
    centre: Centre, laptop: Laptop
) -> None:
    laptop.push()
    keys, kept = (centre.identity.sealing,), centre.opened

    def fail(name: str) -> None:
        if name == "centre.reconcile.begin":
            kept.keep(b"meanwhile", body(1))
            raise RuntimeError("full")

    with pytest.raises(RuntimeError):
        reconcile_pending(centre.engine, keys, TestClock(), fail, opened=kept)
    assert kept.hashes() == [b"meanwhile"]
    assert centre.reconcile() == 1
