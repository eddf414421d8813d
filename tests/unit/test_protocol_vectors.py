"""The frozen vectors of docs/protocol.md open for ever, and what can be made again comes out the same."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from sync.protocol.answers import (
    AnswerKind,
    read_proof,
    request_digest,
    sign_answer,
    sign_request,
    verify_answer,
    verify_request,
)
from sync.protocol.chain import Run, chain_next, chain_start, run_message, runs_with_hashes
from sync.protocol.feed import open_page
from sync.protocol.keys import SealingPrivateKey, SigningKey, SigningPublicKey
from sync.protocol.messages import encode
from sync.protocol.padding import rounded_size
from sync.protocol.segment import open_segment, segment_hash, verify_segment

VECTORS: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "segment-v1.json").read_text(encoding="utf-8")
)
RUNS: Final = tuple(
    Run(bytes.fromhex(actor), last_seq, bytes.fromhex(signature)) for actor, last_seq, signature in VECTORS["runs"]
)


def raw(*path: str) -> bytes:
    value: Any = VECTORS
    for name in path:
        value = value[name]
    return bytes.fromhex(value)


@pytest.mark.parametrize("vector", VECTORS["segments"], ids=lambda vector: f"suite {vector['suite']}")
def test_the_frozen_segments_open_for_each_recipient(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["file"])
    assert segment_hash(data).hex() == vector["hash"]
    verified = verify_segment(data, SigningPublicKey.from_bytes(raw("keys", "device_public")))
    header = verified.header
    assert (header.suite, header.commune, header.sample) == (vector["suite"], vector["commune_text"], True)
    assert header.epoch.hex() == vector["epoch"]
    assert header.device_key_id == raw("keys", "device_key_id")
    for name in ("centre", "group"):
        key = SealingPrivateKey.from_bytes(bytes.fromhex(vector[f"{name}_private"]))
        assert key.public.to_bytes().hex() == vector[f"{name}_public"]
        assert key.key_id.hex() == vector[f"{name}_key_id"]
        body = open_segment(verified, [key])
        assert [each.hex() for each in body.ops] == VECTORS["chain"]["ops"]
        assert body.runs == RUNS


def test_the_frozen_chain_and_its_signatures_come_out_the_same() -> None:
    ops = [bytes.fromhex(each) for each in VECTORS["chain"]["ops"]]
    link = start = chain_start(raw("chain", "device"), raw("chain", "incarnation"))
    assert link == raw("chain", "start")
    for operation, expected in zip(ops, VECTORS["chain"]["after"], strict=True):
        link = chain_next(link, operation)
        assert link.hex() == expected
    official = SigningKey.from_bytes(raw("keys", "official_seed"))
    for run, link in runs_with_hashes(start, 1, ops, RUNS):
        assert official.sign(run_message(link)) == run.signature


@pytest.mark.parametrize("vector", VECTORS["pages"], ids=lambda vector: f"suite {vector['suite']}")
def test_the_frozen_pages_open(vector: dict[str, Any]) -> None:
    key = SealingPrivateKey.from_bytes(bytes.fromhex(vector["device_private"]))
    page = open_page(bytes.fromhex(vector["sealed"]), request_digest=bytes.fromhex(vector["request_digest"]), key=key)
    assert encode(page).hex() == vector["plain"]


def test_the_frozen_request_and_answer_come_out_the_same() -> None:
    asked = VECTORS["request"]
    method, path, nonce, body = (
        asked["method_text"],
        asked["path_text"],
        raw("request", "nonce"),
        raw("request", "body"),
    )
    device = SigningKey.from_bytes(raw("keys", "device_seed"))
    assert request_digest(method, path, nonce, body) == raw("request", "digest")
    assert sign_request(method, path, nonce, body, device) == raw("request", "signature")
    proof = read_proof(asked["proof_header_text"])
    assert proof.device == raw("chain", "device")
    verify_request(method, path, proof.nonce, body, proof.signature, device.public)
    centre = SigningKey.from_bytes(raw("keys", "centre_seed"))
    digest, payload = raw("answer", "request_digest"), raw("answer", "payload")
    assert sign_answer(AnswerKind.HELLO_SAME, payload, digest, centre) == raw("answer", "bytes")
    assert verify_answer(raw("answer", "bytes"), AnswerKind.HELLO_SAME, digest, centre.public) == payload


def test_the_frozen_steps_of_padding_stand() -> None:
    assert [[size, rounded_size(size)] for size, _ in VECTORS["padding"]] == VECTORS["padding"]
