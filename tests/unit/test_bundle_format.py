"""The bundle's bytes: limits before memory, nothing behind the end, one signature over all, and the frozen vectors."""

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import structs

from sync.protocol import bundle as bundles
from sync.protocol.answers import AnswerKind, read_proof, request_digest, verify_answer, verify_request
from sync.protocol.bundle import BundleHeader, Magic, Question, Told, inspect, read_header, records, write
from sync.protocol.errors import BundleBrokenError, BundleTooLargeError, UnknownFormatError
from sync.protocol.feed import open_page
from sync.protocol.keys import SealingPrivateKey, SigningKey, SigningPublicKey, new_signing_key
from sync.protocol.messages import ReceivedReceipt, decode
from sync.protocol.segment import segment_hash, verify_segment
from tests.unit.protocol_kit import seeded

KEY: Final = new_signing_key(seeded(3).randbytes)
VECTORS: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "bundle-v1.json").read_text(encoding="utf-8")
)


def header(**changes: Any) -> BundleHeader:
    whole = BundleHeader(
        format=1,
        device=bytes(16),
        incarnation=bytes(range(16)),
        commune="09661",
        sample=True,
        number=3,
        count=2,
        made_at_ms=1,
        epoch=bytes(16),
    )
    return structs.replace(whole, **changes)


def question(size: int = 10) -> Question:
    return Question("PUT", "/v1/segments/ab/1", "p" * 128, bytes(size))


def whole_file(**changes: Any) -> bytes:
    return b"".join(write(Magic.BUNDLE, header(**changes), [question(), question(5)], KEY))


def inspected(raw: bytes, magic: Magic = Magic.BUNDLE) -> bundles.Inspected:
    return inspect(io.BytesIO(raw), magic)


def test_what_was_written_is_read_back_record_by_record() -> None:
    raw = whole_file()
    found = inspected(raw)
    assert (found.header, found.hash) == (header(), hashlib.sha256(raw).digest())
    assert found.is_signed_by(KEY.public)
    assert list(records(io.BytesIO(raw), found, Question)) == [question(), question(5)]
    assert read_header(io.BytesIO(raw), Magic.BUNDLE) == header()


def test_another_key_has_not_signed_it() -> None:
    assert not inspected(whole_file()).is_signed_by(new_signing_key(seeded(4).randbytes).public)


def test_a_bundle_is_never_taken_for_a_reply_nor_the_other_way_round() -> None:
    raw = whole_file()
    with pytest.raises(BundleBrokenError):
        inspected(raw, Magic.REPLY)
    with pytest.raises(BundleBrokenError):
        inspected(b"PHR1" + raw[4:], Magic.REPLY)


@pytest.mark.parametrize("more", [b"\0", b"x" * 1000])
def test_nothing_may_stand_behind_the_end(more: bytes) -> None:
    with pytest.raises(BundleBrokenError):
        inspected(whole_file() + more)


def test_every_cut_and_every_flip_is_seen() -> None:
    raw = whole_file()
    for at in range(len(raw)):
        with pytest.raises((BundleBrokenError, BundleTooLargeError, UnknownFormatError)):
            inspected(raw[:at])
        flipped = raw[:at] + bytes([raw[at] ^ 0x10]) + raw[at + 1 :]
        try:
            found = inspected(flipped)
        except (BundleBrokenError, BundleTooLargeError, UnknownFormatError):
            continue
        assert not found.is_signed_by(KEY.public), at


@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_records_than_the_header_says_is_our_own_fault(count: int) -> None:
    with pytest.raises(ValueError, match="records under a header"):
        whole_file(count=count)


def test_a_newer_format_asks_for_an_update() -> None:
    raw = whole_file()
    newer = raw.replace(b"\x9a\x01", b"\x9a\x02", 1)
    assert newer != raw
    with pytest.raises(UnknownFormatError):
        inspected(newer)


def test_a_field_that_only_a_later_version_knows_is_signed_and_passed_over() -> None:
    class Later(BundleHeader, frozen=True, array_like=True, kw_only=True):
        more: str = "new"

    later = Later(**structs.asdict(header()))
    raw = b"".join(write(Magic.BUNDLE, later, [question(), question()], KEY))
    found = inspected(raw)
    assert found.is_signed_by(KEY.public)
    assert found.header == header()


class _Endless(io.RawIOBase):
    """A medium that would give bytes for ever, and counts how many were asked for."""

    def __init__(self, start: bytes) -> None:
        self._start = start
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._start[:size].ljust(size, b"\0")
        self._start = self._start[size:]
        self.given += size
        return piece


@pytest.mark.parametrize("start", [b"PHB1\xff\xff\xff\xff", b"PHB1\x00\x00\x10\x01"])
def test_a_length_over_the_limit_is_refused_before_memory_is_taken(start: bytes) -> None:
    medium = _Endless(start)
    with pytest.raises(BundleTooLargeError):
        inspect(medium, Magic.BUNDLE)  # type: ignore[arg-type]  # a raw stream reads exactly as a file does here
    assert medium.given == 8


def test_a_record_over_the_limit_is_neither_written_nor_read() -> None:
    large = question(bundles.RECORD_MAX_BYTES)
    with pytest.raises(BundleTooLargeError):
        list(write(Magic.BUNDLE, header(count=1), [large], KEY))
    start = whole_file()
    first = start.index(b"\x94\xa3PUT") - 4
    medium = _Endless(start[:first] + (bundles.RECORD_MAX_BYTES + 1).to_bytes(4, "big"))
    with pytest.raises(BundleTooLargeError):
        inspect(medium, Magic.BUNDLE)  # type: ignore[arg-type]  # as above
    assert medium.given == first + 4


def test_a_file_over_two_gigabytes_is_neither_written_nor_read() -> None:
    def too_many() -> Iterator[Question]:
        while True:
            yield question(8_000_000)

    with pytest.raises(BundleTooLargeError):
        for _ in write(Magic.BUNDLE, header(count=100_000), too_many(), KEY):
            pass


def test_more_records_than_the_limit_are_no_header() -> None:
    with pytest.raises(ValueError, match="100000"):
        whole_file(count=bundles.RECORDS_MAX + 1)


def test_a_medium_that_gives_other_bytes_the_second_time_is_refused() -> None:
    raw = whole_file()
    found = inspected(raw)
    other = b"".join(write(Magic.BUNDLE, header(number=4), [question(), question()], KEY))
    for bad in (other, raw[:-120]):
        with pytest.raises(BundleBrokenError):
            list(records(io.BytesIO(bad), found, Question))


@pytest.mark.parametrize(
    ("name", "is_bundle", "is_reply"),
    [
        ("hpv-09661-M07-4.pha", True, False),
        ("hpv-09661-M07-4-tra-loi.pha", False, True),
        ("hpv-09661-M07-04.pha", False, False),
        ("hpv-09661-M07-4.pha.part", False, False),
        (".hpv-09661-M07-4.pha.part", False, False),
        ("../hpv-09661-M07-4.pha", False, False),
        ("hpv-../x-M07-4.pha", False, False),
        ("hpv-09661-M07-4.PHA", False, False),
    ],
)
def test_names_tell_bundles_from_replies_and_from_all_else(name: str, is_bundle: bool, is_reply: bool) -> None:
    assert (bundles.is_bundle_name(name), bundles.is_reply_name(name)) == (is_bundle, is_reply)


def test_names_are_made_as_they_are_read() -> None:
    name = bundles.bundle_name("09661", "M07", 4)
    assert bundles.is_bundle_name(name)
    assert bundles.is_reply_name(bundles.reply_name(name))


def test_the_frozen_bundle_opens_and_each_request_is_proven() -> None:
    raw = bytes.fromhex(VECTORS["bundle"]["file"])
    device = SigningKey.from_bytes(bytes.fromhex(VECTORS["keys"]["device_seed"])).public
    assert hashlib.sha256(raw).hexdigest() == VECTORS["bundle"]["hash"]
    found = inspected(raw)
    assert found.is_signed_by(device)
    assert [found.header.number, found.header.count] == VECTORS["bundle"]["number_count"]
    asked = list(records(io.BytesIO(raw), found, Question))
    assert [[each.method, each.path] for each in asked] == VECTORS["bundle"]["requests_text"]
    for each, digest in zip(asked, VECTORS["bundle"]["request_digests"], strict=True):
        proof = read_proof(each.proof)
        verify_request(each.method, each.path, proof.nonce, each.body, proof.signature, device)
        assert request_digest(each.method, each.path, proof.nonce, each.body).hex() == digest
    assert verify_segment(asked[0].body, device).header.number == 1


def test_the_frozen_reply_opens_and_each_answer_holds_for_its_request() -> None:
    raw = bytes.fromhex(VECTORS["reply"]["file"])
    keys = VECTORS["keys"]
    centre = SigningPublicKey.from_bytes(bytes.fromhex(keys["centre_public"]))
    found = inspected(raw, Magic.REPLY)
    assert found.is_signed_by(centre)
    assert found.header.answers.hex() == VECTORS["bundle"]["hash"]
    assert found.header.epoch.hex() == VECTORS["reply"]["epoch"]
    receipt, *pages = records(io.BytesIO(raw), found, Told)
    assert receipt.request.hex() == VECTORS["bundle"]["request_digests"][0]
    got = decode(verify_answer(receipt.answer, AnswerKind.RECEIVED, receipt.request, centre), ReceivedReceipt)
    bundle = bytes.fromhex(VECTORS["bundle"]["file"])
    first = next(records(io.BytesIO(bundle), inspected(bundle), Question))
    assert (got.number, got.segment_hash) == (1, segment_hash(first.body))
    sealing = SealingPrivateKey.from_bytes(bytes.fromhex(keys["device_sealing_private"]))
    cursors = []
    for each in pages:
        payload = verify_answer(each.answer, AnswerKind.FEED, each.request, centre)
        page = open_page(payload, request_digest=each.request, key=sealing)
        cursors.append([page.after, page.upto, page.head])
    assert cursors == VECTORS["reply"]["pages"]
