"""The frozen day of two laptops opens for ever, and what a laptop makes of it agrees with the centre's digests."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from sync.protocol.answers import read_answer, read_proof, request_digest, verify_request
from sync.protocol.bundle import Magic, Question, Told, inspect, records
from sync.protocol.chain import chain_start, run_message, runs_with_hashes
from sync.protocol.enrolment_file import read_enrolment, write_enrolment
from sync.protocol.feed import open_page, open_sealed
from sync.protocol.keys import SealingPrivateKey, SigningKey, SigningPublicKey
from sync.protocol.messages import (
    Enrol,
    EnrolAnswer,
    FeedPage,
    GroupKeys,
    HaveAnswer,
    HelloAnswer,
    ReceivedReceipt,
    VerdictState,
    decode,
    encode,
)
from sync.protocol.segment import SegmentBody, open_segment, segment_hash, verify_segment
from sync.records.merge import Applied, apply
from sync.records.operation import Origin, decode_operation
from sync.records.record import Record, decode_record, encode_record, record_hash, rolling_hash

DAY: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "day-v1.json").read_text(encoding="utf-8")
)
KEYS: Final = DAY["keys"]
CENTRE: Final = SigningPublicKey.from_bytes(bytes.fromhex(KEYS["centre_public"]))
LAPTOPS: Final = ("a", "b")


def secret(*path: str) -> bytes:
    value: Any = KEYS
    for name in path:
        value = value[name]
    return bytes.fromhex(value)


def device_key(who: str) -> SigningPublicKey:
    return SigningKey.from_bytes(secret(who, "device_seed")).public


def said(what: str, who: str = "a") -> list[dict[str, Any]]:
    """Return the exchanges of a laptop at an address."""
    return [each for each in DAY["exchanges"] if each["who_text"] == who and what in each["path_text"]]


def payload(exchange: dict[str, Any]) -> bytes:
    return read_answer(bytes.fromhex(exchange["answer"]), bytes.fromhex(exchange["digest"]), CENTRE).payload


def of_bundle() -> tuple[list[Question], list[Told]]:
    """Return what the second laptop sent and got by stick, its files' signatures checked."""
    bundle, reply = (bytes.fromhex(DAY["bundle"][name]) for name in ("file", "reply"))
    asked, told = inspect(io.BytesIO(bundle), Magic.BUNDLE), inspect(io.BytesIO(reply), Magic.REPLY)
    assert asked.is_signed_by(device_key("b"))
    assert told.is_signed_by(CENTRE)
    assert told.header.answers == asked.hash
    return list(records(io.BytesIO(bundle), asked, Question)), list(records(io.BytesIO(reply), told, Told))


def segments(who: str) -> Iterator[bytes]:
    whole = b""
    for each in said("/segments/", who):
        whole += bytes.fromhex(each["body"])
        if bytes.fromhex(each["answer"])[0] == 4:
            yield whole
            whole = b""
    if who == "b":
        yield of_bundle()[0][0].body


def opened(who: str, key: str = "centre_sealing_private") -> list[SegmentBody]:
    own = SealingPrivateKey.from_bytes(secret(key))
    return [open_segment(verify_segment(each, device_key(who)), [own]) for each in segments(who)]


def pages(who: str) -> list[FeedPage]:
    own = SealingPrivateKey.from_bytes(secret(who, "device_sealing_private"))
    found = [
        open_page(payload(each), request_digest=bytes.fromhex(each["digest"]), key=own) for each in said("/feed", who)
    ]
    if who == "b":
        told = of_bundle()[1][-1]
        sealed = read_answer(told.answer, told.request, CENTRE).payload
        found.append(open_page(sealed, request_digest=told.request, key=own))
    return found


@pytest.mark.parametrize("exchange", DAY["exchanges"], ids=lambda each: f"{each['who_text']} {each['name_text']}")
def test_every_request_and_its_answer_prove_who_made_them(exchange: dict[str, Any]) -> None:
    method, path, body = exchange["method_text"], exchange["path_text"], bytes.fromhex(exchange["body"])
    signed = b"" if "?from=" in path else body
    proof = read_proof(exchange["proof_text"])
    assert proof.device == secret(exchange["who_text"], "device")
    assert request_digest(method, path, proof.nonce, signed).hex() == exchange["digest"]
    verify_request(method, path, proof.nonce, signed, proof.signature, device_key(exchange["who_text"]))
    assert payload(exchange)


@pytest.mark.parametrize("who", LAPTOPS)
def test_the_enrolment_file_its_request_and_its_answer_belong_together(who: str) -> None:
    raw = DAY["enrolment_files_text"][who].encode()
    enrolment = read_enrolment(raw)
    assert write_enrolment(enrolment, SigningKey.from_bytes(secret("centre_signing_seed"))) == raw
    asked = decode(bytes.fromhex(said("/enrol", who)[0]["body"]), Enrol)
    assert (asked.token, asked.device) == (enrolment.token.hex(), secret(who, "device"))
    assert asked.officials[0].public == secret(who, "official_public")
    assert decode(payload(said("/enrol", who)[0]), EnrolAnswer).machine_code == enrolment.machine
    assert SealingPrivateKey.from_bytes(secret("group_private")).public.to_bytes() == enrolment.group_key


@pytest.mark.parametrize("who", LAPTOPS)
@pytest.mark.parametrize("key", ["centre_sealing_private", "group_private"])
def test_every_segment_opens_and_its_official_is_proven(who: str, key: str) -> None:
    link = chain_start(secret(who, "device"), secret(who, "incarnation"))
    official = SigningPublicKey.from_bytes(secret(who, "official_public"))
    seq = 1
    for body in opened(who, key):
        for run, head in runs_with_hashes(link, seq, body.ops, body.runs):
            assert official.has_signed(run_message(head), run.signature)
            link = head
        seq += len(body.ops)


def test_each_segment_has_the_receipt_of_its_bytes() -> None:
    receipts = [decode(payload(each), ReceivedReceipt) for each in said("/segments/")]
    assert [each.segment_hash for each in receipts] == [segment_hash(each) for each in segments("a")]
    ends_early, rest = said("/segments/", "b")
    assert decode(payload(ends_early), HaveAnswer).bytes == [len(ends_early["body"]) // 2]
    assert decode(payload(rest), ReceivedReceipt).segment_hash == segment_hash(next(segments("b")))


def test_the_token_is_shown_and_another_one_given() -> None:
    first, second = (decode(payload(each), HelloAnswer) for each in said("/hello"))
    assert first.token.hex() in said("/hello")[1]["body"]
    assert first.token != second.token


@pytest.mark.parametrize("who", LAPTOPS)
def test_what_a_laptop_makes_of_its_own_work_and_the_feed_agrees_with_the_centre(who: str) -> None:
    origin = Origin(UUID(bytes=secret(who, "device")), UUID(bytes=secret(who, "incarnation")))
    work = dict(enumerate((decode_operation(each) for body in opened(who) for each in body.ops), 1))
    bases: dict[UUID, Record] = {}
    for page in pages(who):
        for snapshot in page.snapshots:
            record = decode_record(bytes(snapshot.record))
            assert encode_record(record) == bytes(snapshot.record)
            bases[record.id] = record
        for verdict in page.verdicts:
            operation = work[verdict.seq]
            base = bases.get(operation.record)
            is_clean = verdict.state == VerdictState.APPLIED and verdict.clean
            if is_clean and (base is None or verdict.stamp > base.rev):
                after = apply(operation, origin, base, stamp=verdict.stamp)
                assert isinstance(after, Applied)
                bases[operation.record] = after.record
        assert page.digests is not None
        for digest in page.digests:
            hashes = [record_hash(each) for each in bases.values() if each.type == digest.type]
            assert (len(hashes), rolling_hash(hashes)) == (digest.count, digest.hash), digest.type


def test_the_plain_of_each_page_stands_beside_it() -> None:
    for who in LAPTOPS:
        for page, exchange in zip(pages(who), said("/feed", who), strict=False):
            assert encode(page).hex() == exchange["plain"]
    verdicts = [(each.state, each.reason) for page in pages("a") for each in page.verdicts]
    assert {(1, ""), (2, "record_missing"), (4, "set_aside")} == set(verdicts)
    types = {decode_record(bytes(each.record)).type for page in pages("b") for each in page.snapshots}
    assert types == {"person", "dossier", "conflict", "ruling", "lease"}


def test_the_reply_to_the_bundle_holds_the_receipt_and_the_group_key() -> None:
    asked, told = of_bundle()
    first = read_answer(told[0].answer, told[0].request, CENTRE)
    assert decode(first.payload, ReceivedReceipt).segment_hash == segment_hash(asked[0].body)
    sealed = read_answer(told[1].answer, told[1].request, CENTRE).payload
    own = SealingPrivateKey.from_bytes(secret("b", "device_sealing_private"))
    keys = open_sealed(sealed, GroupKeys, request_digest=told[1].request, key=own)
    assert keys.keys == [secret("group_private")]
