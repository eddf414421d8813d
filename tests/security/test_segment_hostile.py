"""A device with a true key that means harm: bombs, lies about sizes, nests, two contents under one seal."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.protocol import limits
from sync.protocol.chain import Run
from sync.protocol.errors import SealBrokenError, SegmentBrokenError, SegmentTooLargeError, UnknownFormatError
from sync.protocol.padding import pad
from sync.protocol.sealing import find_content_key
from sync.protocol.segment import open_segment, read_header, verify_segment
from tests.security.segment_forge import CONTEXT_DOMAIN, cut_up, header_and_key, put_together, signed, with_frame
from tests.unit.protocol_kit import ACTOR, operations, sealed, wire

WORLD = wire()
MIB = 1024 * 1024
RUNS = [Run(ACTOR, 2, bytes(64))]


@contextmanager
def taking_at_most(limit_bytes: int) -> Iterator[None]:
    """Fail when more memory than that was held at any moment inside."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit_bytes


def opened(data: bytes) -> Any:
    return open_segment(verify_segment(data, WORLD.device.public), [WORLD.centre])


def body_of(*parts: bytes) -> bytes:
    """[ops, runs] with `parts` as they are for ops."""
    return msgspec.msgpack.encode(([msgspec.Raw(part) for part in parts], RUNS))


def zeros_frame(size: int, *, said: bool) -> bytes:
    """A small zstd frame that opens to `size` zeros."""
    maker = zstandard.ZstdCompressor(level=3).compressobj(size=size if said else -1)
    piece = bytes(MIB)
    return b"".join(maker.compress(piece) for _ in range(size // MIB)) + maker.flush()


def test_the_workshop_makes_segments_that_open_so_that_its_refusals_mean_something() -> None:
    plain = body_of(b"\x01", b"\x02")
    assert opened(with_frame(WORLD, zstandard.compress(plain), len(plain))).ops == (b"\x01", b"\x02")


@pytest.mark.parametrize("announced", [256, 16 * MIB])
@pytest.mark.parametrize("said", [True, False])
def test_a_bomb_of_a_gibibyte_is_refused_without_taking_memory(announced: int, said: bool) -> None:
    frame = zeros_frame(1024 * MIB, said=said)
    data = with_frame(WORLD, frame, announced)
    assert len(frame) < 64 * 1024
    with taking_at_most(MIB), pytest.raises(SegmentBrokenError):
        opened(data)


@pytest.mark.parametrize("claimed", [2 * MIB, 8 * MIB])
def test_a_frame_that_opens_to_more_or_less_than_it_says_is_refused_within_what_it_says(claimed: int) -> None:
    frame = zeros_frame(4 * MIB, said=True)
    true_size, lie = ((size).to_bytes(4, "little") for size in (4 * MIB, claimed))
    assert frame.count(true_size) == 1
    data = with_frame(WORLD, frame.replace(true_size, lie), claimed)
    with taking_at_most(claimed + MIB), pytest.raises(SegmentBrokenError):
        opened(data)


def test_a_frame_that_asks_for_more_than_was_announced_gets_no_memory() -> None:
    data = with_frame(WORLD, zeros_frame(8 * MIB, said=True), 2 * MIB)
    with taking_at_most(MIB), pytest.raises(SegmentBrokenError):
        opened(data)


def test_a_signer_who_names_another_key_than_his_own_is_refused() -> None:
    with pytest.raises(SegmentBrokenError):
        verify_segment(with_frame(WORLD, b"", 256, device_key_id=bytes(8)), WORLD.device.public)


def test_a_nest_behind_the_header_is_refused() -> None:
    header, body, _ = cut_up(sealed(WORLD, operations(1)))
    grown = b"\xdc\x00\x12" + header[3:] + b"\x91" * 30_000 + b"\x01"
    with pytest.raises(SegmentBrokenError):
        verify_segment(signed(WORLD.device, grown, body), WORLD.device.public)


def test_a_header_that_announces_more_than_the_limit_is_refused_before_any_key_is_used() -> None:
    data = with_frame(WORLD, b"", 256, plain_bytes=16 * MIB + 1)
    with pytest.raises(SegmentBrokenError):
        read_header(data)
    with pytest.raises(SegmentBrokenError):
        verify_segment(data, WORLD.device.public)


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(SegmentTooLargeError):
        read_header(b"PHA1" + bytes(limits.SEALED_MAX_BYTES))


def test_a_header_over_the_limit_is_refused() -> None:
    header, body, _ = cut_up(sealed(WORLD, operations(1)))
    grown = b"\xdc\x00\x12" + header[3:] + msgspec.msgpack.encode(bytes(limits.HEADER_MAX_BYTES))
    with pytest.raises(SegmentBrokenError):
        verify_segment(signed(WORLD.device, grown, body), WORLD.device.public)


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"not a frame at all", id="garbage"),
        pytest.param(zstandard.compress(body_of(b"\x01", b"\x02"))[:-1], id="cut"),
        pytest.param(zstandard.compress(body_of(b"\x01", b"\x02")) + b"\0", id="a byte behind"),
        pytest.param(zstandard.compress(body_of(b"\x01", b"\x02")) * 2, id="two frames"),
        pytest.param(b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd", id="a skippable frame"),
    ],
)
def test_what_is_not_one_whole_frame_is_refused(frame: bytes) -> None:
    with pytest.raises(SegmentBrokenError):
        opened(with_frame(WORLD, frame, 100))


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param(body_of(b"\x01"), id="fewer operations than the header says"),
        pytest.param(body_of(b"\x01", b"\x02", b"\x03"), id="more operations than the header says"),
        pytest.param(body_of(b"\x01", b"\xa1\xff"), id="text that is not UTF-8"),
        pytest.param(body_of(b"\x01", b"\xd4\x01\x00"), id="an extension"),
        pytest.param(body_of(b"\x01", b"\x91" * 40 + b"\x01"), id="too deep"),
        pytest.param(body_of(b"\x01", b"\x91" * 1_000_000 + b"\x01"), id="a nest of a million"),
        pytest.param(b"\x91" * 1_000_000 + b"\x01", id="all nest"),
        pytest.param(b"\x92\xdd\xff\xff\xff\xff\x90", id="four thousand million operations"),
        pytest.param(b"\x92\x92\x01\x02\x90", id="no runs"),
        pytest.param(b"\x92\x92\x01\x02\x91\x93\xc4\x01\x00\x02\xc4\x01\x00", id="runs of short fields"),
        pytest.param(msgspec.msgpack.encode(([1, 2], [Run(ACTOR, 1, bytes(64))])), id="runs that end too early"),
        pytest.param(msgspec.msgpack.encode(([1, 2], [Run(ACTOR, 9, bytes(64))])), id="runs that end elsewhere"),
        pytest.param(msgspec.msgpack.encode(([1, 2], [*RUNS, *RUNS])), id="an empty run"),
        pytest.param(b"\xc0", id="nil"),
        pytest.param(b"\xc1", id="never used byte"),
    ],
)
def test_authentic_nonsense_is_refused_like_any_other(plain: bytes) -> None:
    with pytest.raises(SegmentBrokenError):
        opened(with_frame(WORLD, zstandard.compress(plain), len(plain)))


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda padded: padded[:-1] + b"\x01", id="padding that is not zero"),
        pytest.param(lambda padded: padded + bytes(256), id="padding too long"),
        pytest.param(lambda padded: b"\xff\xff\xff\xff" + padded[4:], id="a length over everything"),
        pytest.param(lambda padded: padded[:3], id="shorter than its length field"),
    ],
)
def test_padding_is_canonical_so_that_nothing_hides_in_it(spoil: Callable[[bytes], bytes]) -> None:
    plain = body_of(b"\x01", b"\x02")
    header, key, envelope = header_and_key(WORLD, len(plain))
    header_bytes = msgspec.msgpack.encode(header)
    padded = spoil(pad(zstandard.compress(plain)))
    body = AESGCM(key).encrypt(envelope.nonce, padded, header_bytes)
    with pytest.raises(SegmentBrokenError):
        opened(signed(WORLD.device, header_bytes, body))


def test_one_seal_cannot_hold_a_second_content_key() -> None:
    """The wrap opens and the body decrypts; the commitment alone says that it is not the key of the others."""
    plain = body_of(b"\x01", b"\x02")
    header, key, envelope = header_and_key(WORLD, len(plain), key_commitment=b"\7" * 32)
    header_bytes = msgspec.msgpack.encode(header)
    body = AESGCM(key).encrypt(envelope.nonce, pad(zstandard.compress(plain)), header_bytes)
    with pytest.raises(SegmentBrokenError):
        opened(signed(WORLD.device, header_bytes, body))


def test_a_wrapped_key_opens_at_its_own_place_only() -> None:
    header, key, envelope = header_and_key(WORLD, 100)
    place = CONTEXT_DOMAIN + header.device + header.incarnation
    assert find_content_key(envelope, [WORLD.centre], context=place + (1).to_bytes(8, "big")) == key
    with pytest.raises(SealBrokenError):
        find_content_key(envelope, [WORLD.centre], context=place + (2).to_bytes(8, "big"))


def test_the_same_recipient_twice_is_refused() -> None:
    header = read_header(sealed(WORLD, operations(1)))
    twice = msgspec.structs.replace(header, recipients=(header.recipients[0],) * 2)
    with pytest.raises(SegmentBrokenError):
        read_header(put_together(msgspec.msgpack.encode(twice), b"", bytes(64)))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"first_seq": 0},
        {"first_seq": 3},
        {"last_seq": 9_000},
        {"last_seq": 2**63},
        {"device": bytes(15)},
        {"recipients": ()},
        {"commune": ""},
        {"nonce": bytes(11)},
        {"suite": 0},
        {"format": 0},
        {"sample": 1},
    ],
)
def test_a_header_with_a_field_out_of_its_bounds_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SegmentBrokenError):
        verify_segment(with_frame(WORLD, b"", 256, **changes), WORLD.device.public)


@pytest.mark.parametrize("changes", [{"format": 3}, {"suite": 3}, {"dictionary_id": 1}])
def test_a_newer_form_is_named_as_such_when_it_is_authentic_and_broken_when_not(changes: dict[str, Any]) -> None:
    data = with_frame(WORLD, b"", 256, **changes)
    with pytest.raises(UnknownFormatError):
        verify_segment(data, WORLD.device.public)
    with pytest.raises(SegmentBrokenError):
        verify_segment(data[:-1] + bytes([data[-1] ^ 1]), WORLD.device.public)


def test_a_newer_header_of_another_shape_is_still_told_apart_by_its_first_field() -> None:
    header = msgspec.msgpack.encode([3, {"everything": "else"}, bytes(300)])
    with pytest.raises(UnknownFormatError):
        verify_segment(signed(WORLD.device, header, b"body"), WORLD.device.public)


def test_fields_added_behind_ours_are_ignored_here_and_guarded_by_signature_and_seal() -> None:
    plain = body_of(b"\x01", b"\x02")
    header, key, envelope = header_and_key(WORLD, len(plain))
    grown = msgspec.msgpack.encode([*msgspec.structs.astuple(header), {"later": [1, 2]}])
    body = AESGCM(key).encrypt(envelope.nonce, pad(zstandard.compress(plain)), grown)
    assert opened(signed(WORLD.device, grown, body)).ops == (b"\x01", b"\x02")
    other = msgspec.msgpack.encode([*msgspec.structs.astuple(header), {"later": [1, 3]}])
    with pytest.raises(SegmentBrokenError):
        opened(signed(WORLD.device, other, body))
