"""Operations by column come back to the byte, whatever they are; crafted columns take no memory and no liberties."""

import json
import tracemalloc
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import limits
from sync.protocol.columns import Columns, Shape, by_column, from_columns
from sync.protocol.errors import OperationShapeError, OperationTooLargeError, SegmentBrokenError
from sync.protocol.segment import COLUMNS_FORMAT, ROWS_FORMAT, open_segment, read_header, verify_segment
from sync.records.operation import Body, Operation, encode_operation
from tests.unit.protocol_kit import sealed, wire

VECTOR = Path(__file__).parents[1] / "vectors" / "columns-v2.json"
ACTOR, OTHER = UUID(int=7).bytes, UUID(int=8).bytes
WORLD = wire()
REFUSED = (ValueError, LookupError, ArithmeticError, OperationShapeError, OperationTooLargeError)

numbers = st.integers(-(2**63), 2**64 - 1)
values = st.none() | st.booleans() | numbers | st.floats(allow_nan=False) | st.text(max_size=9) | st.binary(max_size=9)
texts_of_one_form = st.sampled_from(["012345", "999999999999", "0" * 18, "0" * 19, "a0" * 8, "A0" * 8, "٣" * 6, ""])
sets = st.fixed_dictionaries(
    {}, optional={"phone": values | texts_of_one_form, "file": texts_of_one_form, "n": numbers}
)
bodies = st.fixed_dictionaries({}, optional={"sets": sets, "appends": st.just({"log": {"at": 1}}), "undoes": numbers})
heads = st.tuples(
    st.sampled_from(["dossier.amend", "person.amend"]), st.integers(1, 2), st.sampled_from([bytes(16), bytes(15)]),
    numbers, numbers, st.sampled_from([ACTOR, OTHER]), numbers, numbers,
)  # fmt: skip


def written(values: list[tuple[Any, Any]]) -> list[bytes]:
    """Return operations with the seqs 1, 2, 3 …"""
    return [msgspec.msgpack.encode([seq, *head, body]) for seq, (head, body) in enumerate(values, 1)]


@given(st.lists(st.tuples(heads, bodies), max_size=12))
def test_operations_of_any_values_come_back_to_the_byte(made: list[tuple[Any, Any]]) -> None:
    operations = written(made)
    assert from_columns(by_column(operations, 1), 1) == operations


def test_values_too_large_to_be_read_together_come_back_beside_small_ones_and_lists() -> None:
    head = ("dossier.amend", 1, bytes(16), 0, 0, ACTOR, 0, 0)
    sets = [{"request": "ữ" * 100_000, "fee": n / 2, "paid": n == 1, "papers": [n, [b"x"]]} for n in range(5)]
    operations = written([(head, {"reason": f"{n}", "sets": each, "undoes": n}) for n, each in enumerate(sets)])
    columns = by_column(operations, 1)
    assert (len(columns.shapes), len(columns.whole)) == (1, 0)
    assert from_columns(columns, 1) == operations


@given(st.lists(st.sampled_from(["seq", "longer", "shorter", "float32", "order", "name", "ours"]), max_size=9))
def test_what_another_writer_wrote_otherwise_stays_whole(kinds: list[str]) -> None:
    operations = [odd(kind, seq) for seq, kind in enumerate(kinds, 1)]
    columns = by_column(operations, 1)
    assert from_columns(columns, 1) == operations
    assert len(columns.whole) == sum(kind not in ("ours", "order") for kind in kinds)


def odd(kind: str, seq: int) -> bytes:
    """Return an operation as ours, or one that another program might write."""
    parts = [seq, "dossier.amend", 1, bytes(16), 0, 0, ACTOR, 5, -1, {"sets": {"a": 1}, "reason": "r"}]
    raw = msgspec.msgpack.encode(parts)
    return {
        "ours": raw,
        "seq": msgspec.msgpack.encode([seq + 1, *parts[1:]]),
        "longer": msgspec.msgpack.encode([*parts, "of a later version"]),
        "shorter": msgspec.msgpack.encode(parts[:-1]),
        "float32": raw[:-1].replace(b"\xa1a\x01", b"\xa1a\xca\x00\x00\x00\x00") + raw[-1:],
        "order": msgspec.msgpack.encode([*parts[:-1], {"reason": "r", "sets": {"a": 1}}]),
        "name": msgspec.msgpack.encode([*parts[:-1], {"sets": {3: 1}}]),
    }[kind]


def test_more_shapes_than_there_are_numbers_stay_whole() -> None:
    operations = written([(("k", 1, bytes(16), 0, 0, ACTOR, 0, 0), {"sets": {f"field {n}": n}}) for n in range(300)])
    columns = by_column(operations, 1)
    assert (len(columns.shapes), len(columns.whole)) == (255, 45)
    assert from_columns(columns, 1) == operations


def test_the_frozen_columns_give_the_frozen_operations_and_are_written_so_again() -> None:
    vector = json.loads(VECTOR.read_text(encoding="utf-8"))
    plain = bytes.fromhex(vector["columns"])
    operations = [bytes.fromhex(each) for each in vector["operations"]]
    columns = msgspec.msgpack.decode(plain, type=Columns)
    assert from_columns(columns, vector["first_seq"]) == operations
    assert msgspec.msgpack.encode(by_column(operations, vector["first_seq"])) == plain


def test_a_reader_written_from_the_page_alone_reads_the_frozen_columns() -> None:
    vector = json.loads(VECTOR.read_text(encoding="utf-8"))
    order, whole, shapes = msgspec.msgpack.decode(bytes.fromhex(vector["columns"]))
    plain = iter(whole)
    rows = [second_reader(shape) for shape in shapes]
    for seq, number in enumerate(order, vector["first_seq"]):
        operation = next(plain) if number == 255 else [seq, *next(rows[number])]
        assert msgspec.msgpack.encode(operation).hex() == vector["operations"][seq - vector["first_seq"]]


def second_reader(shape: list[Any]) -> Iterator[list[Any]]:
    kind, version, actor, parts, names, records, columns = shape
    unfolded = []
    for form, length, content in columns:
        width = -(-(10**length - 1).bit_length() // 8) if form == 3 else length // 2
        pieces = [content[at : at + width] for at in range(0, len(content), width)] if form > 1 else []
        if form > 1:
            unfolded.append([each.hex() if form == 2 else str(int.from_bytes(each)).zfill(length) for each in pieces])
        else:
            unfolded.append(list(accumulate(content)) if form == 1 else content)
    others = [name for name in parts if name != "sets"]
    for at in range(len(records) // 16):
        base, after, claimed, elapsed, *rest = [column[at] for column in unfolded]
        of_part = dict(zip(others, rest, strict=False))
        of_sets = dict(zip(names, rest[len(others) :], strict=True))
        body = {name: of_sets if name == "sets" else of_part[name] for name in parts}
        yield [kind, version, records[at * 16 : at * 16 + 16], base, after, actor, claimed, elapsed, body]


def shaped(count: int, *, order: bytes | None = None, **changes: Any) -> Columns:
    """Return columns of so many good operations, spoilt by the changes."""
    good: dict[str, Any] = {
        "kind": "k",
        "version": 1,
        "actor": ACTOR,
        "parts": ("sets",),
        "sets": ("a",),
        "records": bytes(16 * count),
        "columns": [(1, 0, [0] * count)] * 4 + [(0, 0, ["v"] * count)],
    }
    fields = good | changes
    fields["columns"] = [(form, length, raw(content)) for form, length, content in fields["columns"]]
    return Columns(bytes(count) if order is None else order, [], [Shape(**fields)])


def raw(content: Any) -> msgspec.Raw:
    """Return values as they stand in a column; bytes as they are where they are written out already."""
    return content if isinstance(content, msgspec.Raw) else msgspec.Raw(msgspec.msgpack.encode(content))


def many(one: bytes, count: int) -> msgspec.Raw:
    """Return an array of the same value so many times."""
    return msgspec.Raw(b"\xdd" + count.to_bytes(4, "big") + one * count)


@pytest.mark.parametrize(
    "spoilt",
    [
        shaped(2, order=bytes(1)),
        shaped(2, order=bytes(3)),
        shaped(2, order=b"\0\1"),
        shaped(2, order=b"\0\xff"),
        shaped(2, records=bytes(33)),
        shaped(2, columns=[(1, 0, [0, 0])] * 4),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(0, 0, ["v"])]),
        shaped(2, columns=[(1, 0, [0, True])] * 4 + [(0, 0, ["v", "v"])]),
        shaped(2, columns=[(1, 0, [2**63, 2**63])] * 4 + [(0, 0, ["v", "v"])]),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(4, 0, ["v", "v"])]),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(2, 0, b"")]),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(3, 6, bytes(5))]),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(3, 19, bytes(16))]),
        shaped(2, columns=[(1, 0, [0, 0])] * 4 + [(0, 0, ["v", msgspec.msgpack.Ext(1, b"")])]),
        shaped(2, parts=("sets", "sets")),
        shaped(2, sets=("a", "a"), columns=[(1, 0, [0, 0])] * 4 + [(0, 0, ["v", "v"])] * 2),
        shaped(2, parts=()),
        shaped(2, parts=("a",), columns=[(1, 0, [0, 0])] * 4 + [(0, 0, ["v", "v"])] * 2),
        shaped(1, sets=("n" * limits.MIB,)),
        shaped(40, sets=("n" * (limits.MIB // 2),)),
    ],
)
def test_crafted_columns_are_refused(spoilt: Columns) -> None:
    with pytest.raises(REFUSED):
        from_columns(spoilt, 1)


def test_crafted_columns_take_no_more_memory_than_a_segment_may_have() -> None:
    crafted = shaped(8_192, sets=("n" * (limits.MIB // 2),))
    taken = msgspec.msgpack.encode(crafted)
    assert len(taken) < limits.MIB
    with pytest.raises(OperationTooLargeError):
        from_columns(msgspec.msgpack.decode(taken, type=Columns), 1)


@pytest.mark.parametrize(
    "column",
    [
        (0, 0, many(b"\x90", limits.MIB)),  # a list of nothing is one byte here and sixty in memory
        (0, 0, many(msgspec.msgpack.encode([[]] * limits.MIB), 1)),
        (1, 0, many(b"\x7f", limits.MIB)),
        (2, 16, bytes(limits.MIB)),
        (3, 6, bytes(3 * limits.MIB)),
    ],
)
def test_a_column_of_more_than_the_operations_say_is_refused_before_it_is_unpacked(column: Any) -> None:
    crafted = shaped(1, columns=[(1, 0, [0])] * 4 + [column])
    taken = msgspec.msgpack.decode(msgspec.msgpack.encode(crafted), type=Columns)
    tracemalloc.start()
    try:
        with pytest.raises(REFUSED):
            from_columns(taken, 1)
        assert tracemalloc.get_traced_memory()[1] < 4 * limits.MIB
    finally:
        tracemalloc.stop()


def test_many_shapes_have_one_room_for_what_is_read_at_once() -> None:
    wide = "x" * 3_600 + "\N{GRINNING FACE}"  # four bytes for each letter in memory, because of the last one
    count, shapes = 256, 14
    one = shaped(count, columns=[(1, 0, [0] * count)] * 4 + [(0, 0, [wide] * count)])
    crafted = Columns(bytes(range(shapes)) * count, [], one.shapes * shapes)
    taken = msgspec.msgpack.decode(msgspec.msgpack.encode(crafted), type=Columns)
    tracemalloc.start()
    try:
        assert len(from_columns(taken, 1)) == shapes * count
        assert tracemalloc.get_traced_memory()[1] < 2 * limits.PLAIN_MAX_BYTES
    finally:
        tracemalloc.stop()


def test_an_operation_of_very_many_names_stays_whole() -> None:
    operations = written([(("k", 1, bytes(16), 0, 0, ACTOR, 0, 0), {"sets": {f"f{n}": n for n in range(129)}})])
    columns = by_column(operations, 1)
    assert (len(columns.shapes), len(columns.whole)) == (0, 1)
    assert from_columns(columns, 1) == operations


def test_a_segment_says_how_its_content_is_laid_out_and_both_open() -> None:
    actor = UUID(bytes=ACTOR)
    operations = [
        encode_operation(
            Operation(
                seq=seq, kind="dossier.amend", version=1, record=UUID(int=seq), base=0, after=0, actor=actor,
                claimed_at_ms=seq, elapsed_ms=-1, body=Body(sets={"phone": f"06{seq:08d}"}),
            )
        )
        for seq in range(1, 400)
    ]  # fmt: skip
    sizes = {}
    for layout in (ROWS_FORMAT, COLUMNS_FORMAT):
        data = sealed(WORLD, operations, layout=layout)
        assert read_header(data).format == layout
        assert open_segment(verify_segment(data, WORLD.device.public), [WORLD.centre]).ops == tuple(operations)
        sizes[layout] = len(data)
    assert sizes[COLUMNS_FORMAT] < 0.7 * sizes[ROWS_FORMAT]


def test_rows_under_the_name_of_columns_are_broken() -> None:
    data = sealed(WORLD, [b"\x01"], layout=ROWS_FORMAT)
    with pytest.raises(SegmentBrokenError):
        verify_segment(data[:9] + b"\x02" + data[10:], WORLD.device.public)
