"""Requests and answers bind to each other, and an idle hello is small."""

import msgspec
import pytest

from sync.protocol.answers import (
    AnswerKind,
    CentreRefusedError,
    RequestProof,
    read_answer,
    read_proof,
    request_digest,
    sign_answer,
    sign_request,
    state_digest,
    verify_answer,
    verify_request,
    write_proof,
)
from sync.protocol.errors import AnswerBrokenError, MessageBrokenError, NotForUsError
from sync.protocol.feed import open_page, seal_page
from sync.protocol.keys import Suite, new_sealing_key, new_signing_key
from sync.protocol.messages import (
    Digest,
    Enrol,
    EnrolOfficial,
    FeedPage,
    Hello,
    HelloAnswer,
    HelloSame,
    Problem,
    ProblemCode,
    ReceivedReceipt,
    Snapshot,
    Verdict,
    VerdictState,
    decode,
    encode,
)
from tests.unit.protocol_kit import seeded

DRAW = seeded(7)
DEVICE = new_signing_key(DRAW.randbytes)
CENTRE = new_signing_key(DRAW.randbytes)
NONCE = DRAW.randbytes(16)
NOW_MS = 1_763_769_600_000
ANSWER = HelloAnswer(DRAW.randbytes(16), NOW_MS, 65_000, DRAW.randbytes(32), 65_000, 65_000, 65_000, 1_000_000, False)
HELLO = Hello(
    DRAW.randbytes(16),
    DRAW.randbytes(16),
    ANSWER.epoch,
    65_000,
    ANSWER.segment_hash,
    1_000_000,
    "10.10.10",
    NOW_MS,
    False,
    state_digest(ANSWER),
)
PAGE = FeedPage(
    5,
    9,
    9,
    [Verdict(3, VerdictState.PARKED, 7, "impossible_move", False)],
    [Snapshot(msgspec.Raw(b"\x93\x01\x02\x03"), 3)],
    2,
    [Digest("dossier", 1, bytes(32))],
)


def test_an_idle_hello_costs_at_most_300_bytes_both_ways_with_signatures_and_nonce() -> None:
    body = encode(HELLO)
    digest = request_digest("POST", "/v1/hello", NONCE, body)
    asked = len(body) + len(NONCE) + len(sign_request("POST", "/v1/hello", NONCE, body, DEVICE))
    answered = len(sign_answer(AnswerKind.HELLO_SAME, encode(HelloSame(NOW_MS)), digest, CENTRE))
    assert asked + answered <= 300


def test_even_a_hello_with_news_stays_under_300_bytes_each_way() -> None:
    digest = request_digest("POST", "/v1/hello", NONCE, b"")
    assert len(sign_answer(AnswerKind.HELLO, encode(ANSWER), digest, CENTRE)) <= 300


def test_the_state_digest_forgets_the_time_and_nothing_else() -> None:
    changes = {
        "epoch": bytes(16),
        "segment_number": 1,
        "segment_hash": bytes(32),
        "received_seq": 1,
        "applied_seq": 1,
        "durable_seq": 1,
        "feed_head": 1,
        "sample": True,
        "token": bytes(16),
        "group_key_id": bytes(8),
    }
    assert {*changes, "now_ms"} == set(HelloAnswer.__struct_fields__)
    assert state_digest(msgspec.structs.replace(ANSWER, now_ms=1)) == state_digest(ANSWER)
    for name, value in changes.items():
        assert state_digest(msgspec.structs.replace(ANSWER, **{name: value})) != state_digest(ANSWER), name


def test_an_answer_holds_for_the_very_request_it_answers_and_no_other() -> None:
    digest = request_digest("POST", "/v1/hello", NONCE, b"body")
    data = sign_answer(AnswerKind.HELLO, encode(ANSWER), digest, CENTRE)
    assert decode(verify_answer(data, AnswerKind.HELLO, digest, CENTRE.public), HelloAnswer) == ANSWER
    others = [
        request_digest("GET", "/v1/hello", NONCE, b"body"),
        request_digest("POST", "/v1/hell", NONCE, b"obody"),
        request_digest("POST/", "v1/hello", NONCE, b"body"),
        request_digest("POST", "/v1/hello", bytes(16), b"body"),
        request_digest("POST", "/v1/hello", NONCE, b"Body"),
    ]
    for other in others:
        with pytest.raises(AnswerBrokenError):
            verify_answer(data, AnswerKind.HELLO, other, CENTRE.public)


def test_an_answer_of_another_kind_or_another_centre_is_refused() -> None:
    digest = request_digest("POST", "/v1/hello", NONCE, b"")
    data = sign_answer(AnswerKind.HELLO, encode(ANSWER), digest, CENTRE)
    with pytest.raises(AnswerBrokenError):
        verify_answer(data, AnswerKind.RECEIVED, digest, CENTRE.public)
    with pytest.raises(AnswerBrokenError):
        verify_answer(data, AnswerKind.HELLO, digest, DEVICE.public)


def test_every_flipped_bit_and_every_cut_of_an_answer_is_refused() -> None:
    digest = request_digest("POST", "/v1/hello", NONCE, b"")
    data = sign_answer(AnswerKind.HELLO_SAME, encode(HelloSame(NOW_MS)), digest, CENTRE)
    flipped = [
        data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
        for place in range(len(data))
        for bit in range(8)
    ]
    for bad in [*flipped, *(data[:size] for size in range(len(data))), data + b"\0", b"<html>Wi-Fi</html>" * 10]:
        with pytest.raises(AnswerBrokenError):
            read_answer(bad, digest, CENTRE.public)


def test_a_signed_refusal_reaches_the_caller_with_its_code() -> None:
    digest = request_digest("PUT", "/v1/segments/1", NONCE, b"")
    problem = Problem(ProblemCode.FORK, "", "r-1")
    data = sign_answer(AnswerKind.PROBLEM, encode(problem), digest, CENTRE)
    with pytest.raises(CentreRefusedError) as caught:
        verify_answer(data, AnswerKind.RECEIVED, digest, CENTRE.public)
    assert caught.value.problem == problem
    assert caught.value.code == "problem.fork"


def test_a_request_is_signed_over_method_path_nonce_and_body() -> None:
    signature = sign_request("POST", "/v1/feed?x=1", NONCE, b"body", DEVICE)
    verify_request("POST", "/v1/feed?x=1", NONCE, b"body", signature, DEVICE.public)
    for method, path, nonce, body in [
        ("PUT", "/v1/feed?x=1", NONCE, b"body"),
        ("POST", "/v1/feed?x=2", NONCE, b"body"),
        ("POST", "/v1/feed?x=1", bytes(16), b"body"),
        ("POST", "/v1/feed?x=1", b"short", b"body"),
        ("POST", "/v1/feed?x=ế", NONCE, b"body"),
        ("POST", "/v1/feed?x=1", NONCE, b"bodi"),
    ]:
        with pytest.raises(MessageBrokenError):
            verify_request(method, path, nonce, body, signature, DEVICE.public)


def test_the_proof_of_a_request_fits_one_header() -> None:
    proof = RequestProof(device=HELLO.device, nonce=NONCE, signature=bytes(64))
    assert len(write_proof(proof)) == 128
    assert read_proof(write_proof(proof)) == proof
    for bad in ["", "A", "A" * 127, "A" * 132, "ế" * 128, "+" * 128, write_proof(proof)[:-4] + "\n\n\n\n"]:
        with pytest.raises(MessageBrokenError):
            read_proof(bad)


@pytest.mark.parametrize("suite", list(Suite))
def test_a_page_opens_for_its_device_and_its_request_alone(suite: Suite) -> None:
    ours, theirs = (new_sealing_key(seeded(seed).randbytes, suite) for seed in (1, 2))
    digest = request_digest("POST", "/v1/feed", NONCE, b"")
    page = seal_page(PAGE, request_digest=digest, recipient=ours.public, random=seeded(3).randbytes)
    found = open_page(page, request_digest=digest, key=ours)
    assert encode(found) == encode(PAGE)
    assert bytes(found.snapshots[0].record) == b"\x93\x01\x02\x03"
    with pytest.raises(NotForUsError):
        open_page(page, request_digest=digest, key=theirs)
    with pytest.raises(AnswerBrokenError):
        open_page(page, request_digest=bytes(32), key=ours)


def test_every_kind_of_message_survives_its_bytes_and_a_later_field() -> None:
    key = bytes(32)
    enrol = Enrol("t", bytes(16), bytes(16), "M07", key, bytes(33), [EnrolOfficial(key[:16], "a", "b", key)], True)
    receipt = ReceivedReceipt(bytes(16), bytes(16), 1, key, 1, 2, NOW_MS)
    for message in (HELLO, ANSWER, HelloSame(NOW_MS), enrol, receipt, Problem("fork", "", "r")):
        assert decode(encode(message), type(message)) == message
        grown = msgspec.msgpack.encode([*msgspec.structs.astuple(message), {"later": 1}])
        assert decode(grown, type(message)) == message


@pytest.mark.parametrize("raw", [b"", b"\xc1", b"\x91\xa1\xff", b"\x91" * 300_000, b"\x90", b"\x9a" + b"\x01" * 10])
def test_an_unreadable_message_has_one_error(raw: bytes) -> None:
    with pytest.raises(MessageBrokenError):
        decode(raw, Hello)
