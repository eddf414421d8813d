"""What the centre takes, and what it refuses without keeping a part of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from sync.central.answering import HELLO_PATH, Centre
from sync.central.app import open_centre
from sync.central.store import writing
from sync.central.tables import DEVICE, SEGMENT
from sync.protocol import limits
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    PROOF_HEADER,
    AnswerKind,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    state_digest,
    verify_answer,
    write_proof,
)
from sync.protocol.chain import Run
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.keys import new_sealing_key, new_signing_key
from sync.protocol.messages import HelloAnswer, HelloSame, Problem, ReceivedReceipt, decode
from sync.protocol.segment import segment_hash
from tests.central.central_room import Laptop, NewStore, TestClock, laptop_of, named, new_centre, seeded


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


def written(centre: Centre) -> str:
    """Return what changes with every write to the store, and with nothing else."""
    if centre.engine.dialect.name == "postgresql":
        with centre.engine.connect() as connection:
            return str(connection.exec_driver_sql("SELECT pg_snapshot_xmax(pg_current_snapshot())").scalar_one())
    return str((centre.folder / "centre.db-wal").stat().st_size)


def segments(centre: Centre) -> int:
    with centre.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(SEGMENT)).scalar_one()


def test_a_segment_is_stored_as_sent_and_receipted(centre: Centre, laptop: Laptop) -> None:
    sealed = laptop.seal()
    receipt = decode(laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED), ReceivedReceipt)
    assert (receipt.number, receipt.first_seq, receipt.last_seq) == (1, 1, 1)
    assert receipt.segment_hash == segment_hash(sealed)
    with centre.engine.connect() as connection:
        assert connection.execute(select(SEGMENT.c.sealed)).scalar_one() == sealed


def test_putting_stores_and_applies_nothing_yet(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    assert centre.status().operations == {}
    assert centre.status().segments == {"pending": 1}


def test_the_same_bytes_again_give_the_same_receipt(centre: Centre, laptop: Laptop) -> None:
    sealed = laptop.seal()
    first = laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED)
    laptop.moved_past(sealed)
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    laptop.push()
    centre.clock.at_ms += 99_000  # type: ignore[attr-defined]  # the test's own clock
    assert laptop.call("PUT", laptop.path(1), sealed, AnswerKind.RECEIVED) == first
    assert segments(centre) == 2


def test_forty_replays_at_once_are_stored_and_applied_once(centre: Centre, laptop: Laptop) -> None:
    sealed = laptop.seal()
    requests = [(laptop.path(), laptop.random(16)) for _ in range(40)]

    def replay(path: str, nonce: bytes) -> bytes:
        signature = sign_request("PUT", path, nonce, sealed, laptop.signing)
        proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
        reply = centre.answer("PUT", path, {PROOF_HEADER: proof}, sealed)
        digest = request_digest("PUT", path, nonce, sealed)
        centre.reconcile()
        return verify_answer(reply.body, AnswerKind.RECEIVED, digest, laptop.centre_public)

    with ThreadPoolExecutor(8) as pool:
        receipts = set(pool.map(lambda each: replay(*each), requests))
    assert len(receipts) == 1
    assert centre.status().operations == {"applied": 1}
    assert segments(centre) == 1


def test_two_programs_on_one_store_do_not_stand_in_each_other_s_way(centre: Centre, laptop: Laptop) -> None:
    beside = open_centre(centre.folder, clock=TestClock(), random=seeded(5))
    sealed, path = laptop.seal(), laptop.path()
    nonces = [laptop.random(16) for _ in range(30)]

    def put(number: int) -> int:
        signature = sign_request("PUT", path, nonces[number], sealed, laptop.signing)
        proof = write_proof(RequestProof(device=laptop.device, nonce=nonces[number], signature=signature))
        return (centre, beside)[number % 2].answer("PUT", path, {PROOF_HEADER: proof}, sealed).status

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(put, range(30))) == {200}
    beside.close()
    assert segments(centre) == 1


def test_an_error_of_the_store_names_no_value(centre: Centre) -> None:
    with pytest.raises(IntegrityError) as caught, writing(centre.engine) as connection:
        connection.execute(insert(DEVICE).values(id=b"x", name="TRAN THI MAU", commune="00000"))
    assert "TRAN THI MAU" not in str(caught.value)


def test_other_bytes_under_a_known_number_are_a_fork_and_stop_the_incarnation(centre: Centre, laptop: Laptop) -> None:
    sealed = laptop.seal()
    laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED)
    again = laptop.seal()
    assert again != sealed
    assert laptop.problem("PUT", laptop.path(), again) == (409, "fork")
    laptop.moved_past(sealed)
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    assert laptop.problem("PUT", laptop.path(), laptop.seal()) == (409, "frozen")
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body()) == (409, "frozen")
    assert laptop.call("PUT", laptop.path(1), sealed, AnswerKind.RECEIVED)  # what was received stays received
    assert segments(centre) == 1


def test_a_gap_is_named_and_nothing_is_kept(centre: Centre, laptop: Laptop) -> None:
    assert laptop.problem("PUT", laptop.path(2), laptop.seal(number=2)) == (409, "gap")
    laptop.push()
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    assert laptop.problem("PUT", laptop.path(3), laptop.seal(number=3)) == (409, "gap")
    assert segments(centre) == 1
    laptop.push()


def test_a_sequence_that_jumps_or_goes_back_is_refused(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    ahead = laptop.seal(first_seq=3, runs=[_run_to(laptop, 3)])
    assert laptop.problem("PUT", laptop.path(), ahead) == (409, "gap")
    behind = laptop.seal(first_seq=1, runs=[_run_to(laptop, 1)])
    assert laptop.problem("PUT", laptop.path(), behind) == (409, "fork")
    assert segments(centre) == 1


def _run_to(laptop: Laptop, last_seq: int) -> Run:
    return Run(laptop.actor, last_seq, bytes(64))


def test_another_history_before_it_is_a_fork(laptop: Laptop) -> None:
    laptop.push()
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    assert laptop.problem("PUT", laptop.path(), laptop.seal(prev_segment_hash=bytes(32))) == (409, "fork")


@pytest.mark.parametrize("cut", [0, 1, 4, 60, 200, -64, -1])
def test_a_cut_segment_is_broken(centre: Centre, laptop: Laptop, cut: int) -> None:
    assert laptop.problem("PUT", laptop.path(), laptop.seal()[:cut]) == (400, "broken")
    assert segments(centre) == 0


def test_each_flipped_bit_is_seen(centre: Centre, laptop: Laptop) -> None:
    sealed = laptop.seal()
    for at in range(0, len(sealed), 37):
        spoiled = bytearray(sealed)
        spoiled[at] ^= 1 << (at % 8)
        assert laptop.problem("PUT", laptop.path(), bytes(spoiled)) == (400, "broken"), at
    assert segments(centre) == 0
    laptop.push()


@pytest.mark.parametrize("body", [b"", b"\0", b"<html>Wi-Fi</html>", bytes(5000), b"PHA1" + b"\xff" * 100])
def test_garbage_is_broken(centre: Centre, laptop: Laptop, body: bytes) -> None:
    assert laptop.problem("PUT", laptop.path(), body) == (400, "broken")
    assert laptop.problem("POST", "/v1/hello", body) == (400, "broken")
    assert laptop.problem("POST", "/v1/feed", body) == (400, "broken")
    assert laptop.problem("POST", "/v1/enrol", body) == (400, "broken")
    assert segments(centre) == 0


def test_too_large_is_said_before_anything_is_read(centre: Centre, laptop: Laptop) -> None:
    assert laptop.problem("PUT", laptop.path(), bytes(limits.SEALED_MAX_BYTES + 1)) == (413, "too_large")
    assert laptop.problem("POST", "/v1/hello", bytes(limits.MESSAGE_MAX_BYTES + 1)) == (413, "too_large")
    assert segments(centre) == 0


def test_sample_data_never_enters_a_real_centre(tmp_path: Path, new_store: NewStore) -> None:
    real = new_centre(tmp_path / "real", database=new_store(), is_sample=False)
    laptop = laptop_of(real, is_sample=False)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    sample = laptop.seal(origin=laptop.segment_origin(sample=True))
    assert laptop.problem("PUT", laptop.path(), sample) == (422, "sample_into_real")
    laptop.is_sample = True
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body()) == (422, "sample_into_real")
    assert laptop.problem("POST", "/v1/enrol", laptop.enrol_body()) == (422, "sample_into_real")
    assert segments(real) == 0
    real.close()


def test_real_data_never_enters_a_practice_centre(centre: Centre, laptop: Laptop) -> None:
    real = laptop.seal(origin=laptop.segment_origin(sample=False))
    assert laptop.problem("PUT", laptop.path(), real) == (422, "real_into_sample")
    assert segments(centre) == 0


def test_another_commune_s_segment_is_refused(centre: Centre, laptop: Laptop) -> None:
    elsewhere = laptop.seal(origin=laptop.segment_origin(commune="10000"))
    assert laptop.problem("PUT", laptop.path(), elsewhere) == (403, "wrong_commune")
    assert segments(centre) == 0


def test_a_segment_under_another_address_is_refused(centre: Centre, laptop: Laptop) -> None:
    assert laptop.problem("PUT", laptop.path(9), laptop.seal()) == (400, "broken")
    other = f"/v1/segments/{bytes(16).hex()}/1"
    assert laptop.problem("PUT", other, laptop.seal()) == (400, "broken")
    assert segments(centre) == 0


def test_a_segment_that_the_centre_cannot_open_gets_no_receipt(centre: Centre, laptop: Laptop) -> None:
    stranger = new_sealing_key(seeded(99)).public
    assert laptop.problem("PUT", laptop.path(), laptop.seal(recipients=[stranger])) == (410, "key_retired")
    assert segments(centre) == 0


def test_a_stranger_is_unknown_whatever_he_asks(centre: Centre, laptop: Laptop) -> None:
    stranger = Laptop(centre.answer, laptop.enrolment, seed=1234)
    stranger.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    assert stranger.problem("PUT", stranger.path(), stranger.seal()) == (401, "unknown_device")
    assert stranger.problem("POST", HELLO_PATH, stranger.hello_body()) == (401, "unknown_device")
    assert segments(centre) == 0


def test_another_s_name_without_his_key_is_refused(centre: Centre, laptop: Laptop) -> None:
    thief = Laptop(centre.answer, laptop.enrolment, seed=7)
    thief.signing = new_signing_key(seeded(5))
    assert thief.device == laptop.device
    assert thief.problem("POST", HELLO_PATH, thief.hello_body()) == (400, "broken")
    assert thief.problem("PUT", thief.path(), laptop.seal()) == (400, "broken")


def test_another_laptop_cannot_bring_this_one_s_segment_under_its_own_name(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=8)
    assert other.problem("PUT", laptop.path(), laptop.seal()) == (400, "broken")
    assert segments(centre) == 0


def test_a_revoked_laptop_is_told_so(centre: Centre, laptop: Laptop) -> None:
    with writing(centre.engine) as connection:
        connection.execute(update(DEVICE).values(status="revoked"))
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body()) == (403, "revoked")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/v1/hello"),
        ("POST", "/v1/hello?a=1"),
        ("POST", "//v1/hello"),
        ("PUT", "/v1/segments/zz/1"),
        ("PUT", f"/v1/segments/{'0' * 32}/0"),
        ("PUT", f"/v1/segments/{'0' * 32}/-1"),
        ("PUT", f"/v1/segments/{'A' * 32}/1"),
        ("DELETE", f"/v1/segments/{'0' * 32}/1"),
    ],
)
def test_every_other_address_is_signed_as_not_found(laptop: Laptop, method: str, path: str) -> None:
    assert laptop.problem(method, path, b"") == (404, "not_found")


@pytest.mark.parametrize("header", ["", "x", "A" * 128, "é" * 20])
def test_a_request_without_a_readable_proof_gets_a_signed_no(centre: Centre, laptop: Laptop, header: str) -> None:
    reply = centre.answer("POST", HELLO_PATH, {PROOF_HEADER: header} if header else {}, laptop.hello_body())
    nonce = bytes(16)
    body = laptop.hello_body() if header == "A" * 128 else b""
    digest = request_digest("POST", HELLO_PATH, nonce, body)
    problem: Problem = read_problem(read_answer(reply.body, digest, laptop.centre_public).payload)
    assert reply.content_type == ANSWER_CONTENT_TYPE
    assert (reply.status, problem.code) in {(400, "broken"), (401, "unknown_device")}


def test_an_answer_holds_for_its_own_request_alone(laptop: Laptop) -> None:
    reply, digest = laptop.request("POST", HELLO_PATH, laptop.hello_body())
    assert read_answer(reply.body, digest, laptop.centre_public).kind == AnswerKind.HELLO
    other, other_digest = laptop.request("POST", HELLO_PATH, laptop.hello_body())
    assert read_answer(other.body, other_digest, laptop.centre_public).kind == AnswerKind.HELLO
    with pytest.raises(AnswerBrokenError):
        read_answer(other.body, digest, laptop.centre_public)


def test_a_header_is_found_in_any_case(centre: Centre, laptop: Laptop) -> None:
    body, nonce = laptop.hello_body(), bytes(range(16))
    signature = sign_request("POST", HELLO_PATH, nonce, body, laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    assert centre.answer("POST", HELLO_PATH, {"hpv-request": proof}, body).status == 200


def test_a_quiet_hello_is_short_both_ways_and_writes_nothing(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    answer = laptop.hello()
    before = written(centre)
    body = laptop.hello_body(known=state_digest(answer))
    reply, digest = laptop.request("POST", HELLO_PATH, body)
    payload = read_answer(reply.body, digest, laptop.centre_public)
    assert payload.kind == AnswerKind.HELLO_SAME
    assert decode(payload.payload, HelloSame).now_ms == centre.clock.now_ms()
    assert len(body) + len(reply.body) <= 300
    assert written(centre) == before


def test_a_new_incarnation_freezes_the_one_before_and_begins_at_one(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    old = laptop.incarnation
    laptop.incarnation, laptop.number, laptop.previous = bytes(range(16)), 0, bytes(32)
    answer = laptop.hello()
    assert (answer.segment_number, answer.received_seq) == (0, 0)
    laptop.ops, laptop.sealed_seq = [], 0
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, base=1)
    laptop.push()
    assert laptop.hello().applied_seq == 1
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body(incarnation=old)) == (409, "frozen")
    assert centre.status().chains_frozen == 1


def test_hello_names_a_fork_of_the_last_segment(laptop: Laptop) -> None:
    laptop.push()
    answer: HelloAnswer = laptop.hello()
    assert (answer.segment_number, answer.segment_hash) == (1, laptop.previous)
    fork = laptop.hello_body(last_segment_hash=bytes([1]) * 32)
    assert laptop.problem("POST", HELLO_PATH, fork) == (409, "fork")
