"""Operations laid out by column: what the same field says in many of them stands together and squeezes better.

Lossless to the byte: an operation that would not be written again as exactly the bytes it has stays whole. Operations
of one shape (kind, version, author, names of their fields) share these. docs/protocol.md lays it out.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import OperationTooLargeError
from sync.protocol.operations import check_operation, check_values

_WHOLE: Final = 255
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

Column = tuple[int, int, Any]
"""Form; length of each text where the form has one, else 0; the values in that form."""


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What operations have in common that differ in their values alone, and these by column.

    `parts`: the names in the body, `sets`: the names within its sets. Columns: base, after, claimed_at_ms, elapsed_ms,
    then the parts but for the sets, then the sets. `records`: 16 bytes for each operation.
    """

    kind: str
    version: int
    actor: Annotated[bytes, Meta(min_length=_ID_BYTES, max_length=_ID_BYTES)]
    parts: tuple[str, ...]
    sets: tuple[str, ...]
    records: bytes
    columns: list[Column]


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """A segment's operations. `order`: for each one the number of its shape, 255 for the next one of `whole`."""

    order: bytes
    whole: list[msgspec.Raw]
    shapes: list[Shape]


_Key = tuple[str, int, bytes, tuple[str, ...], tuple[str, ...]]
_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder().decode


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
    columns = [_values(column) for column in shape.columns]
    if any(len(column) != len(records) for column in columns):
        raise ValueError("columns of different lengths")
    first_set = len(_NUMBERS) + len(others)
    for column in columns[:first_set]:
        check_values(column, _PARTS_DEPTH)
    for column in columns[first_set:]:
        check_values(column, _SETS_DEPTH)
    empty = [()] * len(records)
    bodies = zip(*columns[len(_NUMBERS) : first_set], strict=True) if others else empty
    sets = zip(*columns[first_set:], strict=True) if shape.sets else empty
    numbers = zip(*columns[: len(_NUMBERS)], strict=True)
    for record, (base, after, claimed, elapsed), other, values in zip(records, numbers, bodies, sets, strict=True):
        body: dict[str, Any] = dict.fromkeys(shape.parts)
        body.update(zip(others, other, strict=True))
        if _SETS in body:
            body[_SETS] = dict(zip(shape.sets, values, strict=True))
        yield [0, shape.kind, shape.version, record, base, after, shape.actor, claimed, elapsed, body]


def _values(column: Column) -> list[Any]:
    form, length, content = column
    if form == _PLAIN and type(content) is list:
        return content
    if form == _STEPS and type(content) is list and set(map(type, content)) <= {int}:
        return list(accumulate(content))
    if form == _HEX and type(content) is bytes and length >= _HEX_MIN and length % 2 == 0:
        signs = content.hex()
        return [signs[at : at + length] for at in range(0, len(signs), length)]
    if form == _DIGITS and type(content) is bytes and _DIGITS_MIN <= length <= _DIGITS_MAX:
        numbers = (int.from_bytes(each, "big") for each in _cut(content, _digits_width(length)))
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
