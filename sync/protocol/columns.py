"""Operations laid out by column: what the same field says in many of them stands together and squeezes better.

Lossless to the byte: an operation that would not be written again as exactly the bytes it has stays whole. Operations
of one shape (kind, version, author, names of their fields) share these. docs/protocol.md lays it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import OperationTooLargeError
from sync.protocol.operations import check_operation, check_values

_WHOLE: Final = 255
_NAMES_MAX: Final = 128
"""Of a body, and of its sets: so many values at most stand in memory at once; an operation with more stays whole."""
_PLAIN, _STEPS, _HEX, _DIGITS = range(4)
_STEPS_MAX: Final = 2**61
"""Numbers beyond stay as they are: the difference of two would not fit 64 bits."""
_HEX_MIN: Final = 16
_DIGITS_MIN: Final = 6
_DIGITS_MAX: Final = 18
_HEX_SIGNS: Final = frozenset("0123456789abcdef")
_ID_BYTES: Final = 16
_SETS: Final = "sets"
_HEAD_TYPES: Final = (int, str, int, bytes, int, int, bytes, int, int, dict)
_NUMBERS: Final = (4, 5, 7, 8)
"""Where base, after, claimed_at_ms and elapsed_ms stand in an operation."""
_PARTS_DEPTH: Final = 2
_SETS_DEPTH: Final = 3

Column = tuple[int, int, msgspec.Raw]
"""Form; length of each text where the form has one, else 0; the values in that form, not read yet."""

Names = Annotated[tuple[str, ...], Meta(max_length=_NAMES_MAX)]


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What operations have in common that differ in their values alone, and these by column.

    `parts`: the names in the body, `sets`: the names within its sets. Columns: base, after, claimed_at_ms, elapsed_ms,
    then the parts but for the sets, then the sets. `records`: 16 bytes for each operation.
    """

    kind: str
    version: int
    actor: Annotated[bytes, Meta(min_length=_ID_BYTES, max_length=_ID_BYTES)]
    parts: Names
    sets: Names
    records: bytes
    columns: Annotated[list[Column], Meta(max_length=2 * _NAMES_MAX + len(_NUMBERS))]


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """A segment's operations. `order`: for each one the number of its shape, 255 for the next one of `whole`."""

    order: bytes
    whole: Annotated[list[msgspec.Raw], Meta(max_length=limits.OPERATIONS_MAX)]
    shapes: Annotated[list[Shape], Meta(max_length=_WHOLE)]


_Key = tuple[str, int, bytes, tuple[str, ...], tuple[str, ...]]
_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder().decode
# Their count is looked at before any memory is taken for them: a byte of MessagePack can be sixty bytes of Python.
_decode_each: Final = msgspec.msgpack.Decoder(
    Annotated[list[msgspec.Raw], Meta(max_length=limits.OPERATIONS_MAX)]
).decode
_decode_steps: Final = msgspec.msgpack.Decoder(Annotated[list[int], Meta(max_length=limits.OPERATIONS_MAX)]).decode
_decode_bytes: Final = msgspec.msgpack.Decoder(bytes).decode


def by_column(operations: Sequence[bytes], first_seq: int) -> Columns:
    """Lay operations out; `from_columns` gives the same bytes again.

    Raises: OperationTooLargeError, OperationShapeError for one that may not travel.
    """
    order = bytearray()
    whole: list[msgspec.Raw] = []
    groups: dict[_Key, tuple[int, list[list[Any]]]] = {}
    for seq, raw in enumerate(operations, first_seq):
        operation = _regular(raw, seq)
        key = _key(operation) if operation else None
        if operation is None or key is None or (key not in groups and len(groups) == _WHOLE):
            check_operation(raw)
            whole.append(msgspec.Raw(raw))
            order.append(_WHOLE)
        else:
            number, rows = groups.setdefault(key, (len(groups), []))
            rows.append(operation)
            order.append(number)
    return Columns(bytes(order), whole, [_shape(key, rows) for key, (_, rows) in groups.items()])


def from_columns(columns: Columns, first_seq: int) -> list[bytes]:
    """Return the operations' bytes. However small the columns are, no more comes out than a segment may hold.

    Raises: ValueError, LookupError, OverflowError, OperationTooLargeError, OperationShapeError.
    """
    if sum(len(shape.records) // _ID_BYTES for shape in columns.shapes) + len(columns.whole) != len(columns.order):
        raise ValueError("another number of values than of operations")
    streams = [_rows(shape) for shape in columns.shapes]
    whole = iter(columns.whole)
    found: list[bytes] = []
    room = limits.PLAIN_MAX_BYTES
    for seq, number in enumerate(columns.order, first_seq):
        if number == _WHOLE:
            raw = bytes(_next_of(whole))
            check_operation(raw)
        else:
            operation = _next_of(streams[number])
            operation[0] = seq
            raw = _encode(operation)
        room -= len(raw)
        if room < 0 or len(raw) > limits.OPERATION_MAX_BYTES:
            raise OperationTooLargeError
        found.append(raw)
    if any(next(stream, None) is not None for stream in [whole, *streams]):
        raise ValueError("more values than operations")
    return found


def _regular(raw: bytes, seq: int) -> list[Any] | None:
    """Return an operation's elements where it has the known ones alone and they say the very bytes, else None."""
    if len(raw) > limits.OPERATION_MAX_BYTES:
        raise OperationTooLargeError
    try:
        operation = _decode(raw)
        is_known = type(operation) is list and tuple(map(type, operation)) == _HEAD_TYPES
        if is_known and operation[0] == seq and _encode(operation) == raw:
            return operation  # type: ignore[no-any-return]  # a list, by its type
    except (ValueError, RecursionError, TypeError, OverflowError):
        pass
    return None


def _key(operation: list[Any]) -> _Key | None:
    """Return what an operation shares with others of its shape, None for one whose names are not all texts."""
    _, kind, version, record, _, _, actor, _, _, body = operation
    sets = body.get(_SETS, {})
    if len(record) != _ID_BYTES or len(actor) != _ID_BYTES or type(sets) is not dict:
        return None
    names = (tuple(body), tuple(sets))
    if max(map(len, names)) > _NAMES_MAX:
        return None
    return (kind, version, actor, *names) if all(type(name) is str for each in names for name in each) else None


def _shape(key: _Key, rows: Sequence[list[Any]]) -> Shape:
    kind, version, actor, parts, sets = key
    bodies = [row[-1] for row in rows]
    others = [[body[name] for body in bodies] for name in parts if name != _SETS]
    values = [[body[_SETS][name] for body in bodies] for name in sets]
    for column in others:
        check_values(column, _PARTS_DEPTH)
    for column in values:
        check_values(column, _SETS_DEPTH)
    numbers = [[row[at] for row in rows] for at in _NUMBERS]
    columns = [_column(each) for each in (*numbers, *others, *values)]
    return Shape(kind, version, actor, parts, sets, b"".join(row[3] for row in rows), columns)


def _column(values: list[Any]) -> Column:
    """Return the values in the shortest form that gives them again."""
    form, length, content = _formed(values)
    return form, length, msgspec.Raw(_encode(content))


def _formed(values: list[Any]) -> tuple[int, int, Any]:
    kinds = set(map(type, values))
    if kinds == {int} and max(map(abs, values)) < _STEPS_MAX:
        return (_STEPS, 0, [values[0], *(later - earlier for earlier, later in pairwise(values))])
    length = len(values[0]) if kinds == {str} else 0
    if length < _DIGITS_MIN or set(map(len, values)) != {length}:
        return (_PLAIN, 0, values)
    signs = "".join(values)
    if signs.isascii() and signs.isdigit() and length <= _DIGITS_MAX:
        width = _digits_width(length)
        return (_DIGITS, length, b"".join(int(each).to_bytes(width, "big") for each in values))
    if length >= _HEX_MIN and length % 2 == 0 and _HEX_SIGNS.issuperset(signs):
        return (_HEX, length, bytes.fromhex(signs))
    return (_PLAIN, 0, values)


def _rows(shape: Shape) -> Iterator[list[Any]]:
    """Give the operations of a shape, each without its seq. Raises: as `from_columns`."""
    others = [name for name in shape.parts if name != _SETS]
    is_twofold = len(set(shape.parts)) != len(shape.parts) or len(set(shape.sets)) != len(shape.sets)
    if is_twofold or len(shape.columns) != len(_NUMBERS) + len(others) + len(shape.sets):
        raise ValueError("names")
    records = _cut(shape.records, _ID_BYTES)
    columns = _values(shape.columns, len(records))
    for record, (base, after, claimed, elapsed, *rest) in zip(records, zip(*columns, strict=True), strict=True):
        other, values = rest[: len(others)], rest[len(others) :]
        check_values(other, _PARTS_DEPTH)
        check_values(values, _SETS_DEPTH)
        body: dict[str, Any] = dict.fromkeys(shape.parts)
        body.update(zip(others, other, strict=True))
        if _SETS in body:
            body[_SETS] = dict(zip(shape.sets, values, strict=True))
        yield [0, shape.kind, shape.version, record, base, after, shape.actor, claimed, elapsed, body]


def _values(columns: Sequence[Column], count: int) -> list[Iterable[Any]]:
    """Return each column's values, those in no form of their own to be read row by row."""
    raws = {at: _decode_each(content) for at, (form, _, content) in enumerate(columns) if form == _PLAIN}
    if sum(len(columns[at][2]) for at in raws) > limits.OPERATION_MAX_BYTES:
        sizes = zip(*(map(len, each) for each in raws.values()), strict=True)
        if any(sum(row) > limits.OPERATION_MAX_BYTES for row in sizes):
            raise OperationTooLargeError
    found: list[Iterable[Any]] = []
    for at, column in enumerate(columns):
        each = raws[at] if at in raws else _unformed(column, count)
        if len(each) != count:
            raise ValueError("columns of different lengths")
        found.append(map(_decode, each) if at in raws else each)
    return found


def _unformed(column: Column, count: int) -> list[Any]:
    form, length, content = column
    if form == _STEPS:
        return list(accumulate(_decode_steps(content)))
    packed = _decode_bytes(content)
    if form == _HEX and length >= _HEX_MIN and length % 2 == 0 and len(packed) * 2 == count * length:
        signs = packed.hex()
        return [signs[at : at + length] for at in range(0, len(signs), length)]
    if form == _DIGITS and _DIGITS_MIN <= length <= _DIGITS_MAX and len(packed) == count * _digits_width(length):
        numbers = (int.from_bytes(each, "big") for each in _cut(packed, _digits_width(length)))
        return [f"{number:0{length}d}" for number in numbers]
    raise ValueError("a column of another form")


def _digits_width(length: int) -> int:
    largest: int = 10**length - 1
    return (largest.bit_length() + 7) // 8


def _cut(content: bytes, width: int) -> list[bytes]:
    if len(content) % width:
        raise ValueError("a value cut short")
    return [content[at : at + width] for at in range(0, len(content), width)]


def _next_of(stream: Iterator[Any]) -> Any:
    """Return the next value. Raises: ValueError where there is none left."""
    for each in stream:
        return each
    raise ValueError("fewer values than operations")
