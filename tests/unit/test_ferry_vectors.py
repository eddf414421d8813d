"""The frozen vectors of the ferry's later questions open for ever, and what can be made again comes out the same."""

import json
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from sync.protocol.answers import (
    IDLE_PATH,
    AnswerKind,
    read_idle,
    read_proof,
    request_digest,
    sign_answer,
    sign_request,
    state_digest,
    verify_request,
    write_idle,
)
from sync.protocol.chain import chain_next, run_message
from sync.protocol.feed import open_sealed
from sync.protocol.file_sealing import SEALED_PIECE_BYTES, file_name, open_file, seal_file
from sync.protocol.keys import SealingPrivateKey, SigningKey
from sync.protocol.messages import (
    BucketsAnswer,
    BucketsRequest,
    FilePiece,
    FileRead,
    GroupKeys,
    Have,
    HaveAnswer,
    HealPage,
    HealRequest,
    Hello,
    HelloAnswer,
    HelloSame,
    Recover,
    RecoverAnswer,
    decode,
    encode,
)
from sync.records.carrying import carried_original, carry
from sync.records.operation import decode_operation
from sync.records.record import decode_record, encode_record, record_hash, rolling_hash

VECTORS: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "ferry-v1.json").read_text(encoding="utf-8")
)


def raw(part: str, name: str) -> bytes:
    return bytes.fromhex(VECTORS[part][name])


DEVICE: Final = SigningKey.from_bytes(raw("keys", "device_seed"))
OFFICIAL: Final = SigningKey.from_bytes(raw("keys", "official_seed"))
CENTRE: Final = SigningKey.from_bytes(raw("keys", "centre_seed"))
SEALING: Final = SealingPrivateKey.from_bytes(raw("keys", "device_sealing_private"))


def test_the_smallest_question_and_its_answers_come_out_the_same() -> None:
    answer = decode(raw("idle", "hello_answer"), HelloAnswer)
    known = state_digest(answer)
    assert known == raw("idle", "known")
    body = raw("idle", "body")
    assert write_idle(raw("idle", "device"), raw("idle", "nonce"), known, DEVICE) == body
    question = read_idle(body)
    digest = request_digest("POST", IDLE_PATH, question.proof.nonce, question.known)
    assert digest == raw("idle", "digest")
    verify_request("POST", IDLE_PATH, question.proof.nonce, known, question.proof.signature, DEVICE.public)
    same = sign_answer(AnswerKind.IDLE_SAME, encode(HelloSame(answer.now_ms)), digest, CENTRE)
    assert same == raw("idle", "answer_same")
    assert sign_answer(AnswerKind.HELLO_WANTED, b"", digest, CENTRE) == raw("idle", "answer_wanted")


def test_the_frozen_hello_shows_its_token_and_its_notice() -> None:
    hello = decode(raw("hello", "bytes"), Hello)
    assert encode(hello) == raw("hello", "bytes")
    assert hello.token == decode(raw("idle", "hello_answer"), HelloAnswer).token
    assert hello.notices == ("pin_changed",)


def test_a_streamed_upload_is_signed_over_an_empty_body() -> None:
    path, nonce = VECTORS["streamed"]["path_text"], raw("streamed", "nonce")
    assert request_digest("PUT", path, nonce, b"") == raw("streamed", "digest")
    assert sign_request("PUT", path, nonce, b"", DEVICE) == raw("streamed", "signature")
    assert read_proof(VECTORS["streamed"]["header_text"]).signature == raw("streamed", "signature")


@pytest.mark.parametrize("kind", ["", "newer_"])
def test_a_carried_operation_gives_back_what_the_official_signed(kind: str) -> None:
    original, signature = raw("carried", f"{kind}original"), raw("carried", f"{kind}signature")
    before, moved = raw("carried", "chain_before"), raw("carried", f"{kind}carried")
    incarnation = UUID(bytes=raw("carried", "incarnation"))
    made = carry(original, signature, before, incarnation=incarnation, seq_new=1, after_new=0, base_new=0)
    assert made == moved
    operation = decode_operation(moved)
    assert carried_original(operation) == original
    assert operation.body.carried is not None
    assert OFFICIAL.public.has_signed(run_message(chain_next(before, original)), operation.body.carried.signature)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("have", Have),
        ("have_answer", HaveAnswer),
        ("recover", Recover),
        ("recover_answer", RecoverAnswer),
        ("buckets", BucketsRequest),
        ("buckets_answer", BucketsAnswer),
        ("heal", HealRequest),
        ("file_read", FileRead),
        ("file_piece", FilePiece),
    ],
)
def test_each_frozen_message_is_read_and_comes_out_the_same(name: str, kind: Any) -> None:
    assert encode(decode(raw("messages", name), kind)) == raw("messages", name)


def test_the_frozen_heal_page_opens_and_adds_up_to_its_bucket() -> None:
    page = open_sealed(raw("heal", "page"), HealPage, request_digest=raw("heal", "request_digest"), key=SEALING)
    record = decode_record(bytes(page.snapshots[0].record))
    assert encode_record(record) == raw("heal", "record")
    assert record_hash(record) == raw("heal", "record_hash")
    assert rolling_hash([record_hash(record)])[:16] == raw("heal", "bucket_hash")


def test_the_frozen_group_key_opens_for_the_laptop() -> None:
    keys = open_sealed(raw("group", "page"), GroupKeys, request_digest=raw("group", "request_digest"), key=SEALING)
    assert keys.keys == [raw("group", "private")]
    assert SealingPrivateKey.from_bytes(keys.keys[0]).public.key_id == raw("group", "key_id")


def test_the_frozen_file_comes_out_the_same() -> None:
    key, plain = raw("file", "key"), bytes(VECTORS["file"]["plain_zeros"])
    sealed = b"".join(seal_file(plain, key))
    assert file_name(sealed) == raw("file", "sealed_sha256")
    assert sealed[SEALED_PIECE_BYTES:] == raw("file", "last_piece")
    assert open_file(sealed, key) == plain
    assert open_file(raw("file", "empty_sealed"), key) == b""
