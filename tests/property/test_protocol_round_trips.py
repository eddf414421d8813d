"""Whatever is sealed comes back to the byte, and whatever is not a segment is refused by name, never by accident."""

from typing import Any

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from sync.protocol import limits
from sync.protocol.answers import read_answer, read_proof
from sync.protocol.errors import (
    AnswerBrokenError,
    MessageBrokenError,
    NotForUsError,
    OperationShapeError,
    SealBrokenError,
    SegmentBrokenError,
    SegmentTooLargeError,
    UnknownFormatError,
)
from sync.protocol.feed import open_page
from sync.protocol.keys import Suite
from sync.protocol.messages import Enrol, FeedPage, FeedRequest, Hello, HelloAnswer, Problem, ReceivedReceipt, decode
from sync.protocol.operations import check_operation
from sync.protocol.padding import pad, rounded_size, unpad
from sync.protocol.segment import MAGIC, open_segment, read_header, verify_segment
from tests.unit.protocol_kit import sealed, wire

WORLD = wire()
HYBRID = wire(Suite.MLKEM768_X25519)

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.binary(max_size=40)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.integers(0, 99), inner, max_size=4)
    ),
    max_leaves=20,
)
SEGMENT_ERRORS = (SegmentBrokenError, SegmentTooLargeError, UnknownFormatError)


@given(st.lists(values, min_size=1, max_size=20), st.integers(1, 2**62), st.integers(1, 2**62))
def test_any_list_of_operations_comes_back_to_the_byte(content: list[Any], number: int, first_seq: int) -> None:
    ops = [msgspec.msgpack.encode(each) for each in content]
    data = sealed(WORLD, ops, number=number, first_seq=first_seq)
    verified = verify_segment(data, WORLD.device.public)
    assert (verified.header.number, verified.header.last_seq) == (number, first_seq + len(ops) - 1)
    assert open_segment(verified, [WORLD.centre]).ops == tuple(ops)


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: MAGIC + b"\0\0\0" + tail))
@example(b"")
@example(MAGIC)
@example(MAGIC + b"\xff" * 8)
@example(MAGIC + bytes(8) + bytes(64))
def test_random_bytes_are_no_segment(data: bytes) -> None:
    for attempt in (lambda: read_header(data), lambda: verify_segment(data, WORLD.device.public)):
        assert _raised(attempt, SEGMENT_ERRORS)


@given(st.binary(max_size=300))
def test_a_random_header_is_no_header(header: bytes) -> None:
    data = MAGIC + len(header).to_bytes(4, "big") + header + bytes(4) + bytes(64)
    assert _raised(lambda: read_header(data), SEGMENT_ERRORS)


@given(st.data())
def test_a_flipped_bit_anywhere_in_a_hybrid_segment_is_refused(data: st.DataObject) -> None:
    good = bytearray(sealed(HYBRID, [b"\x01"]))
    place = data.draw(st.integers(0, len(good) * 8 - 1))
    good[place // 8] ^= 1 << (place % 8)
    assert _raised(lambda: verify_segment(bytes(good), HYBRID.device.public), (SegmentBrokenError,))


@given(st.binary(max_size=400))
def test_random_bytes_are_no_message_no_answer_no_page_no_proof_and_rarely_an_operation(data: bytes) -> None:
    for kind in (Hello, HelloAnswer, Enrol, ReceivedReceipt, FeedRequest, FeedPage, Problem):
        _raised(lambda kind=kind: decode(data, kind), (MessageBrokenError,))
    assert _raised(lambda: read_answer(data, bytes(32), WORLD.device.public), (AnswerBrokenError,))
    page_errors = (AnswerBrokenError, NotForUsError, UnknownFormatError)
    assert _raised(lambda: open_page(data, request_digest=bytes(32), key=WORLD.centre), page_errors)
    assert _raised(lambda: read_proof(data.decode("latin-1")), (MessageBrokenError,))
    _raised(lambda: check_operation(data), (OperationShapeError,))


@given(st.binary(max_size=10_000))
def test_padding_comes_off_again_and_only_its_own(content: bytes) -> None:
    padded = pad(content)
    assert unpad(padded) == content
    assert len(padded) == rounded_size(len(content) + 4)
    assert _raised(lambda: unpad(padded + bytes(limits.STEP_MIN_BYTES)), (SealBrokenError,))
    if len(padded) > len(content) + 4:
        assert _raised(lambda: unpad(padded[:-1] + b"\1"), (SealBrokenError,))


@given(st.integers(0, limits.PLAIN_MAX_BYTES))
def test_a_step_is_never_below_its_size_and_never_far_above(size: int) -> None:
    step = rounded_size(size)
    assert size <= step <= limits.PLAIN_MAX_BYTES
    assert step % limits.STEP_MIN_BYTES == 0
    assert step - size < max(limits.STEP_MIN_BYTES + 1, size / 16)
    assert rounded_size(step) == step


def _raised(attempt: Any, expected: tuple[type[Exception], ...]) -> bool:
    """Say whether `attempt` raised one of `expected`; any other error passes on and fails the test."""
    try:
        attempt()
    except expected:
        return True
    return False
