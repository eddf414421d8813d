"""Whoever alters a segment on its way, or plays one again elsewhere, is noticed before anything is opened."""

import msgspec
import pytest

from sync.protocol.errors import SegmentBrokenError
from sync.protocol.keys import new_signing_key
from sync.protocol.segment import MAGIC, open_segment, read_header, verify_segment
from tests.security.segment_forge import cut_up, put_together, signed
from tests.unit.protocol_kit import operations, sealed, wire

WORLD = wire()
SMALL = sealed(WORLD, operations(2))


def test_every_single_bit_of_a_small_segment_is_guarded() -> None:
    refused = 0
    for place in range(len(SMALL) * 8):
        bad = bytearray(SMALL)
        bad[place // 8] ^= 1 << (place % 8)
        with pytest.raises(SegmentBrokenError):
            verify_segment(bytes(bad), WORLD.device.public)
        refused += 1
    assert refused == len(SMALL) * 8 > 5_000


def test_every_cut_and_every_appended_byte_is_refused_even_without_a_key() -> None:
    for bad in [*(SMALL[:size] for size in range(len(SMALL))), SMALL + b"\0", SMALL + SMALL]:
        with pytest.raises(SegmentBrokenError):
            read_header(bad)
        with pytest.raises(SegmentBrokenError):
            verify_segment(bad, WORLD.device.public)


def test_another_devices_signature_is_refused() -> None:
    with pytest.raises(SegmentBrokenError):
        verify_segment(SMALL, new_signing_key(WORLD.draw.randbytes).public)


def test_a_signature_moved_from_another_segment_is_refused() -> None:
    other = sealed(WORLD, operations(2), number=2)
    with pytest.raises(SegmentBrokenError):
        verify_segment(SMALL[:-64] + other[-64:], WORLD.device.public)


def test_a_boundary_shifted_between_header_and_body_is_refused() -> None:
    header, body, signature = cut_up(SMALL)
    with pytest.raises(SegmentBrokenError):
        verify_segment(put_together(header + body[:1], body[1:], signature), WORLD.device.public)


def test_another_magic_is_no_segment() -> None:
    assert SMALL.startswith(MAGIC)
    with pytest.raises(SegmentBrokenError):
        read_header(b"PHA2" + SMALL[4:])


@pytest.mark.parametrize(
    "field",
    [
        "epoch",
        "commune",
        "sample",
        "number",
        "first_seq",
        "prev_segment_hash",
        "plain_bytes",
        "recipients",
        "nonce",
        "key_commitment",
        "device",
        "incarnation",
    ],
)
def test_a_header_altered_and_signed_again_by_the_device_itself_does_not_open_the_old_body(field: str) -> None:
    """The signature holds here: only the binding of the body to its header stands in the way."""
    header_bytes, body, _ = cut_up(SMALL)
    header = read_header(SMALL)
    other = {
        "epoch": b"\1" * 16,
        "commune": "00000",
        "sample": False,
        "number": 9,
        "first_seq": 2,
        "prev_segment_hash": b"\1" * 32,
        "plain_bytes": 512,
        "recipients": header.recipients[::-1],
        "nonce": bytes(12),
        "key_commitment": bytes(32),
        "device": bytes(16),
        "incarnation": bytes(16),
    }[field]
    changes = {field: other} | ({"last_seq": 3} if field == "first_seq" else {})
    changed = msgspec.msgpack.encode(msgspec.structs.replace(header, **changes))
    assert changed != header_bytes
    verified = verify_segment(signed(WORLD.device, changed, body), WORLD.device.public)
    with pytest.raises(SegmentBrokenError):
        open_segment(verified, [WORLD.centre, WORLD.group])


def test_a_wrapped_key_altered_and_signed_again_opens_nothing() -> None:
    header = read_header(SMALL)
    for place in range(len(header.recipients[0].wrapped)):
        wrapped = bytearray(header.recipients[0].wrapped)
        wrapped[place] ^= 1
        first = msgspec.structs.replace(header.recipients[0], wrapped=bytes(wrapped))
        changed = msgspec.structs.replace(header, recipients=(first, header.recipients[1]))
        data = signed(WORLD.device, msgspec.msgpack.encode(changed), cut_up(SMALL)[1])
        with pytest.raises(SegmentBrokenError):
            open_segment(verify_segment(data, WORLD.device.public), [WORLD.centre])
