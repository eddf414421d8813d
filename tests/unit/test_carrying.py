"""An operation moves into a new incarnation: its fields and its proof go along, and the original is made again."""

from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sync.records.carrying import carried_original, carry
from sync.records.operation import (
    MAX_OPERATION_BYTES,
    Body,
    Carried,
    Operation,
    OperationUnreadableError,
    decode_operation,
    encode_operation,
)
from tests.unit.merge_room import act

_VALUES = st.one_of(st.none(), st.booleans(), st.integers(-(1 << 63), (1 << 64) - 1), st.text(max_size=9), st.floats())
_BODIES = st.builds(
    Body,
    sets=st.dictionaries(st.text(max_size=9), _VALUES, max_size=4),
    appends=st.dictionaries(st.text(max_size=9), st.dictionaries(st.text(max_size=9), _VALUES), max_size=2),
    reason=st.text(max_size=9),
    undoes=st.integers(0, 99),
)
OLD = UUID(int=0xA1)


def carried(raw: bytes, *, seq: int = 9) -> bytes:
    return carry(raw, bytes(64), bytes(32), incarnation=OLD, seq_new=seq, after_new=8, base_new=7)


def plain() -> Operation:
    return act("dossier.amend", seq=3, base=2, after=1, sets={"note": "một"})


def test_an_ordinary_operation_s_bytes_know_nothing_of_carrying() -> None:
    assert b"carried" not in encode_operation(plain())


@settings(max_examples=200, deadline=None)
@given(_BODIES)
def test_the_original_is_made_again_to_the_byte(body: Body) -> None:
    raw = encode_operation(replace(plain(), body=body))
    moved = decode_operation(carried(raw))
    assert carried_original(moved) == raw
    assert (moved.seq, moved.after, moved.base, moved.kind) == (9, 8, 7, "dossier.amend")
    assert encode_operation(replace(moved, body=replace(moved.body, carried=None))) == encode_operation(
        replace(decode_operation(raw), seq=9, after=8, base=7)
    )


def test_it_costs_little_and_the_whole_original_only_where_it_must() -> None:
    raw = encode_operation(plain())
    assert len(carried(raw)) - len(raw) < 160
    odd = msgspec.msgpack.encode([*msgspec.msgpack.decode(raw), "later"])
    moved = decode_operation(carried(odd))
    assert carried_original(moved) == odd
    assert moved.body.sets == {"note": "một"}
    assert (moved.seq, moved.after, moved.base) == (9, 8, 7)


@pytest.mark.parametrize("is_odd", [False, True])
def test_carried_again_it_keeps_its_first_proof(is_odd: bool) -> None:
    raw = encode_operation(plain())
    raw = msgspec.msgpack.encode([*msgspec.msgpack.decode(raw), "later"]) if is_odd else raw
    once = carried(raw)
    twice = carry(once, b"x" * 64, b"y" * 32, incarnation=UUID(int=5), seq_new=20, after_new=0, base_new=0)
    moved = decode_operation(twice)
    assert moved.body.carried == decode_operation(once).body.carried
    assert (moved.seq, carried_original(moved)) == (20, raw)


def test_what_a_newer_program_carried_is_not_carried_on_by_an_older_one() -> None:
    parts = msgspec.msgpack.decode(carried(encode_operation(plain())))
    parts[9]["mood"] = "good"
    with pytest.raises(ValueError, match="newer"):
        carried(msgspec.msgpack.encode(parts), seq=20)


def test_what_would_be_too_long_is_not_carried() -> None:
    raw = encode_operation(replace(plain(), body=Body(reason="x" * (MAX_OPERATION_BYTES - 100))))
    assert len(raw) <= MAX_OPERATION_BYTES
    with pytest.raises(ValueError, match="too long"):
        carried(raw)


def test_what_was_not_carried_has_no_original() -> None:
    with pytest.raises(ValueError, match="not carried"):
        carried_original(plain())


@pytest.mark.parametrize(
    "changes",
    [{"kind": "dossier.void"}, {"record": UUID(int=1)}, {"actor": UUID(int=1)}, {"version": 2}],
    ids=lambda changes: next(iter(changes)),
)
def test_another_operation_inside_is_unreadable(changes: dict[str, object]) -> None:
    inner = encode_operation(replace(plain(), **changes))
    with pytest.raises(OperationUnreadableError):
        decode_operation(_around(inner, seq=3))


def test_a_carried_one_inside_a_carried_one_is_unreadable() -> None:
    once = carried(encode_operation(plain()), seq=3)
    with pytest.raises(OperationUnreadableError):
        decode_operation(_around(once, seq=3, after=8, base=7))


def _around(inner: bytes, *, seq: int, after: int = 1, base: int = 2) -> bytes:
    proof = Carried(
        incarnation=OLD, seq=seq, after=after, base=base, chain_before=bytes(32), signature=bytes(64), original=inner
    )
    return encode_operation(replace(plain(), seq=9, body=Body(carried=proof)))
