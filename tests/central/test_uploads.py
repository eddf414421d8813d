"""Bodies that break off go on where they broke; nothing is taken that does not hash to its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.answering import FEED_PATH, HAVE_PATH, Centre, Reply, Upload
from sync.central.answers_kept import AnswersKept
from sync.protocol.answers import (
    FROM_HEADER,
    PROOF_HEADER,
    AnswerKind,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    verify_answer,
    write_proof,
)
from sync.protocol.feed import open_page
from sync.protocol.messages import FeedRequest, Have, HaveAnswer, ReceivedReceipt, decode, encode
from sync.protocol.segment import segment_hash
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


@pytest.fixture
def sealed(laptop: Laptop) -> bytes:
    for number in range(40):
        noise = laptop.random(300).hex()
        laptop.note("person.register", named(f"a{number}"), {"name": f"Trần Thị MẪU {number}", "note": noise})
    return laptop.seal()


def begin(centre: Centre, laptop: Laptop, sealed: bytes, start: int = 0, **changes: object) -> tuple[object, bytes]:
    digest = changes.get("hash", segment_hash(sealed).hex())
    path = f"{changes.get('path', laptop.path())}/{digest}/{changes.get('size', len(sealed))}?from={start}"
    nonce = laptop.random(16)
    signature = sign_request("PUT", path, nonce, b"", laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    return centre.begin_upload("PUT", path, {PROOF_HEADER: proof}), request_digest("PUT", path, nonce, b"")


def code_of(reply: object, digest: bytes, laptop: Laptop) -> str:
    assert isinstance(reply, Reply)
    answer = read_answer(reply.body, digest, laptop.centre_public)
    return read_problem(answer.payload).code if answer.kind == AnswerKind.PROBLEM else ""


def have(laptop: Laptop, sealed: bytes) -> int:
    body = encode(Have("segment", [segment_hash(sealed)]))
    return decode(laptop.call("POST", HAVE_PATH, body, AnswerKind.HAVE), HaveAnswer).bytes[0]


def test_a_segment_cut_off_anywhere_goes_on_at_that_byte(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    at = 0
    for end in (1, 5_000, 5_001, len(sealed) - 1):
        upload, _ = begin(centre, laptop, sealed, at)
        assert isinstance(upload, Upload)
        assert upload.take(sealed[at:end]) is None
        upload.break_off()
        at = have(laptop, sealed)
        assert at == end
    upload, digest = begin(centre, laptop, sealed, at)
    assert isinstance(upload, Upload)
    upload.take(sealed[at:])
    reply = upload.finish()
    receipt = decode(verify_answer(reply.body, AnswerKind.RECEIVED, digest, laptop.centre_public), ReceivedReceipt)
    assert receipt.segment_hash == segment_hash(sealed)
    assert have(laptop, sealed) == len(sealed)
    laptop.moved_past(sealed)
    assert laptop.hello().received_seq == 40


def test_bytes_that_do_not_hash_to_their_name_are_forgotten_whole(
    centre: Centre, laptop: Laptop, sealed: bytes
) -> None:
    upload, _ = begin(centre, laptop, sealed)
    assert isinstance(upload, Upload)
    upload.take(bytes(100))
    upload.break_off()
    upload, digest = begin(centre, laptop, sealed, 100)
    assert isinstance(upload, Upload)
    upload.take(sealed[100:])
    assert code_of(upload.finish(), digest, laptop) == "broken"
    assert have(laptop, sealed) == 0


def test_only_the_byte_that_is_wanted_next_is_taken(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    upload, _ = begin(centre, laptop, sealed)
    assert isinstance(upload, Upload)
    upload.take(sealed[:100])
    upload.break_off()
    for start in (99, 101, len(sealed) + 1):
        reply, digest = begin(centre, laptop, sealed, start)
        assert code_of(reply, digest, laptop) == "gap"
    upload, _ = begin(centre, laptop, sealed, 0)  # whoever does not know begins anew
    assert isinstance(upload, Upload)
    assert have(laptop, sealed) == 0


def test_a_body_longer_than_it_said_is_refused(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    upload, digest = begin(centre, laptop, sealed, size=10)
    assert isinstance(upload, Upload)
    assert code_of(upload.take(sealed), digest, laptop) == "too_large"


def test_nothing_is_read_of_an_upload_that_nobody_signed_or_that_is_too_large(
    centre: Centre, laptop: Laptop, sealed: bytes
) -> None:
    stranger = laptop_of(centre, seed=11)
    stranger.device = laptop.device
    reply, digest = begin(centre, stranger, sealed)
    assert code_of(reply, digest, laptop) == "broken"
    reply, digest = begin(centre, laptop, sealed, size=1 << 30)
    assert code_of(reply, digest, laptop) == "too_large"
    assert centre.begin_upload("PUT", laptop.path(), {}) is None


def test_a_segment_signed_by_another_is_not_taken_by_its_hash_alone(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    other.note("person.register", named("b"), {"name": "Đào MẪU"})
    theirs = other.seal()
    upload, digest = begin(centre, laptop, theirs)
    assert isinstance(upload, Upload)
    upload.take(theirs)
    assert code_of(upload.finish(), digest, laptop) == "broken"


def test_a_laptop_carries_the_segment_of_another_of_its_commune(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    carrier = laptop_of(centre, seed=9)
    path = f"/v1/peers/{laptop.device.hex()}/{laptop.incarnation.hex()}/1"
    payload = carrier.call("PUT", path, sealed, AnswerKind.RECEIVED)
    assert decode(payload, ReceivedReceipt).device == laptop.device
    again = laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED)
    assert again == payload


def test_another_laptops_segment_cut_off_goes_on_at_that_byte(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    carrier = laptop_of(centre, seed=9)
    path = laptop.path().replace("/segments/", f"/peers/{laptop.device.hex()}/")
    reply, digest = begin(centre, carrier, sealed, len(sealed), path=path)
    assert code_of(reply, digest, laptop) == "gap"  # it is not there
    upload, _ = begin(centre, carrier, sealed, path=path)
    assert isinstance(upload, Upload)
    assert upload.take(sealed[:5_000]) is None
    upload.break_off()
    assert (have(carrier, sealed), have(laptop, sealed)) == (5_000, 0)
    upload, digest = begin(centre, carrier, sealed, 5_000, path=path)
    assert isinstance(upload, Upload)
    upload.take(sealed[5_000:])
    payload = verify_answer(upload.finish().body, AnswerKind.RECEIVED, digest, laptop.centre_public)
    assert decode(payload, ReceivedReceipt).device == laptop.device
    again, digest = begin(centre, carrier, sealed, len(sealed), path=path)
    assert isinstance(again, Reply)  # of one that is there, nothing more is read
    assert verify_answer(again.body, AnswerKind.RECEIVED, digest, laptop.centre_public) == payload


def test_an_answer_that_broke_off_goes_on_at_its_byte(centre: Centre, laptop: Laptop, sealed: bytes) -> None:
    laptop.call("PUT", laptop.path(), sealed, AnswerKind.RECEIVED)
    other = laptop_of(centre, seed=9)
    nonce, body = other.random(16), encode(FeedRequest(0, 1 << 20))
    signature = sign_request("POST", FEED_PATH, nonce, body, other.signing)
    proof = {PROOF_HEADER: write_proof(RequestProof(device=other.device, nonce=nonce, signature=signature))}
    whole = centre.answer("POST", FEED_PATH, proof, body)
    assert len(whole.body) > 8192
    rest = centre.answer("POST", FEED_PATH, proof | {FROM_HEADER: "5000"}, body)
    assert rest.start == 5000
    digest = request_digest("POST", FEED_PATH, nonce, body)
    payload = verify_answer(whole.body[:5000] + rest.body, AnswerKind.FEED, digest, other.centre_public)
    assert len(open_page(payload, request_digest=digest, key=other.sealing).snapshots) == 40


@pytest.mark.parametrize("start", ["0", "-1", "x", "99999999", "1e3", "٣"])
def test_an_answer_that_cannot_go_on_is_given_anew(centre: Centre, laptop: Laptop, sealed: bytes, start: str) -> None:
    nonce, body = laptop.random(16), encode(FeedRequest(0, 1 << 20))
    signature = sign_request("POST", FEED_PATH, nonce, body, laptop.signing)
    proof = {PROOF_HEADER: write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))}
    centre.answer("POST", FEED_PATH, proof, body)
    reply = centre.answer("POST", FEED_PATH, proof | {FROM_HEADER: start}, body)
    assert reply.start == 0
    verify_answer(reply.body, AnswerKind.FEED, request_digest("POST", FEED_PATH, nonce, body), laptop.centre_public)


def test_kept_answers_have_only_so_much_room() -> None:
    kept = AnswersKept(room_bytes=100_000)
    for number in range(20):
        kept.keep(bytes([number]), bytes(10_000))
    assert kept.find(bytes([0])) is None
    assert kept.find(bytes([19])) is not None
    kept.keep(b"small", bytes(10))
    assert kept.find(b"small") is None


def test_the_rest_of_what_was_let_go_meanwhile_is_not_kept_without_its_beginning(
    centre: Centre, laptop: Laptop, sealed: bytes
) -> None:
    upload, _ = begin(centre, laptop, sealed)
    assert isinstance(upload, Upload)
    upload.take(sealed[:100])
    upload.break_off()
    late, digest = begin(centre, laptop, sealed, 100)
    again, _ = begin(centre, laptop, sealed, 0)
    assert isinstance(late, Upload)
    assert isinstance(again, Upload)
    late.take(sealed[100:200])
    assert code_of(late.finish(), digest, laptop) == "not_ready"
    assert have(laptop, sealed) == 0
