"""The segment's promises, one by one."""

import hashlib

import msgspec
import pytest

from sync.protocol import limits
from sync.protocol.chain import Run, chain_next, chain_start, run_message, runs_with_hashes
from sync.protocol.errors import (
    NotForUsError,
    OperationShapeError,
    OperationTooLargeError,
    SegmentTooLargeError,
)
from sync.protocol.keys import Suite, new_sealing_key
from sync.protocol.operations import check_operation
from sync.protocol.segment import (
    NO_SEGMENT,
    open_segment,
    read_header,
    seal_segment,
    segment_hash,
    verify_segment,
)
from tests.unit.protocol_kit import ACTOR, one_run, operations, sealed, wire


@pytest.mark.parametrize("suite", list(Suite))
def test_a_segment_opens_for_each_recipient_with_the_same_bytes_inside(suite: Suite) -> None:
    world = wire(suite)
    ops = operations(30)
    data = sealed(world, ops)
    for key in (world.centre, world.group):
        body = open_segment(verify_segment(data, world.device.public), [key])
        assert body.ops == tuple(ops)
        assert body.runs == tuple(one_run(world, ops))


def test_the_header_tells_where_the_segment_stands_without_a_key() -> None:
    world = wire()
    header = read_header(sealed(world, operations(5), number=3, first_seq=11))
    assert (header.number, header.first_seq, header.last_seq, header.operation_count) == (3, 11, 15, 5)
    assert (header.device, header.commune, header.sample) == (world.origin.device, "09661", True)
    assert [each.key_id for each in header.recipients] == [world.centre.key_id, world.group.key_id]


def test_a_segment_is_named_by_the_sha256_of_its_file() -> None:
    data = sealed(wire(), operations(1))
    assert segment_hash(data) == hashlib.sha256(data).digest()


def test_sealing_the_same_content_twice_shares_neither_nonce_nor_key_nor_body() -> None:
    world = wire()
    ops = operations(3)
    first, second = (verify_segment(sealed(world, ops), world.device.public) for _ in range(2))
    assert first.header.nonce != second.header.nonce
    assert first.header.key_commitment != second.header.key_commitment
    assert first.body != second.body


def test_a_segment_for_others_is_not_called_broken() -> None:
    world = wire()
    verified = verify_segment(sealed(world, operations(1)), world.device.public)
    with pytest.raises(NotForUsError):
        open_segment(verified, [new_sealing_key(world.draw.randbytes, Suite.X25519)])


def test_the_clear_part_tells_neither_the_exact_plain_size_nor_the_exact_sealed_size() -> None:
    world = wire()
    short, longer = ([msgspec.msgpack.encode("x" * size)] for size in (150, 160))
    left, right = (verify_segment(sealed(world, ops), world.device.public) for ops in (short, longer))
    assert left.header.plain_bytes == right.header.plain_bytes
    assert len(left.body) == len(right.body)


def test_an_officials_signature_is_checked_over_the_chain_at_the_end_of_his_run() -> None:
    world = wire()
    ops = operations(5)
    start = chain_start(world.origin.device, world.origin.incarnation)
    middle = chain_next(chain_next(start, ops[0]), ops[1])
    end = chain_next(chain_next(chain_next(middle, ops[2]), ops[3]), ops[4])
    runs = [Run(ACTOR, 2, world.official.sign(run_message(middle))), Run(ACTOR, 5, bytes(64))]
    found = list(runs_with_hashes(start, 1, ops, runs))
    assert [each for _, each in found] == [middle, end]
    assert [world.official.public.has_signed(run_message(each), run.signature) for run, each in found] == [True, False]


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param([], id="none"),
        pytest.param([2], id="too short"),
        pytest.param([4], id="too long"),
        pytest.param([2, 2, 3], id="an empty run"),
        pytest.param([3, 1, 3], id="backwards"),
    ],
)
def test_runs_that_do_not_cover_the_operations_are_never_sealed(ends: list[int]) -> None:
    world = wire()
    with pytest.raises(ValueError, match="cover"):
        seal_segment(
            origin=world.origin,
            number=1,
            first_seq=1,
            prev_segment_hash=NO_SEGMENT,
            ops=operations(3),
            runs=[Run(ACTOR, end, bytes(64)) for end in ends],
            recipients=[world.centre.public],
            device_key=world.device,
            random=world.draw.randbytes,
        )


def test_recipients_of_two_suites_cannot_share_a_segment() -> None:
    world = wire()
    mixed = wire(Suite.MLKEM768_X25519).centre
    with pytest.raises(ValueError, match="one suite"):
        seal_segment(
            origin=world.origin,
            number=1,
            first_seq=1,
            prev_segment_hash=NO_SEGMENT,
            ops=operations(1),
            runs=one_run(world, operations(1)),
            recipients=[world.centre.public, mixed.public],
            device_key=world.device,
            random=world.draw.randbytes,
        )


def test_too_many_operations_are_refused_before_sealing() -> None:
    with pytest.raises(SegmentTooLargeError):
        sealed(wire(), [b"\xc0"] * (limits.OPERATIONS_MAX + 1))


def test_the_most_operations_that_a_segment_may_hold_go_through() -> None:
    world = wire()
    ops = [b"\xc0"] * limits.OPERATIONS_MAX
    assert open_segment(verify_segment(sealed(world, ops), world.device.public), [world.group]).ops == tuple(ops)


def test_content_that_stays_over_the_sealed_limit_is_refused_by_the_sender() -> None:
    world = wire()
    piece = msgspec.msgpack.encode(world.draw.randbytes(limits.OPERATION_MAX_BYTES - 16))
    with pytest.raises(SegmentTooLargeError):
        sealed(world, [piece] * 3 + [msgspec.msgpack.encode(world.draw.randbytes(limits.MIB - 16)) for _ in range(4)])


def test_content_over_the_plain_limit_is_refused_by_the_sender_however_well_it_compresses() -> None:
    with pytest.raises(SegmentTooLargeError):
        sealed(wire(), [msgspec.msgpack.encode(bytes(limits.MIB - 16))] * 17)


def test_an_operation_over_a_mebibyte_is_refused_by_its_own_name() -> None:
    with pytest.raises(OperationTooLargeError):
        check_operation(msgspec.msgpack.encode(bytes(limits.MIB)))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x01\x02", id="two values"),
        pytest.param(b"\xc1", id="never used byte"),
        pytest.param(b"\xa2\xc3", id="cut text"),
        pytest.param(b"\xa1\xff", id="text that is not UTF-8"),
        pytest.param(b"\xd4\x01\x00", id="extension"),
        pytest.param(b"\xd6\xff\x00\x00\x00\x01", id="timestamp"),
        pytest.param(b"\x81\x91\x01\x02", id="array as key"),
        pytest.param(b"\x91" * (limits.DEPTH_MAX + 1) + b"\x01", id="one too deep"),
        pytest.param(b"\x91" * 500_000 + b"\x01", id="far too deep"),
        pytest.param(b"\xdd\xff\xff\xff\xff", id="four thousand million elements"),
    ],
)
def test_what_is_not_one_plain_value_is_no_operation(raw: bytes) -> None:
    with pytest.raises(OperationShapeError):
        check_operation(raw)


def test_the_deepest_operation_allowed_travels() -> None:
    world = wire()
    ops = [b"\x91" * limits.DEPTH_MAX + b"\x01", b"\x81\xa1k\x01"]
    assert open_segment(verify_segment(sealed(world, ops), world.device.public), [world.centre]).ops == tuple(ops)
