"""Operations laid out by column: what the same field says in many of them stands together and squeezes better.

Lossless to the byte: an operation that would not be written again as exactly the bytes it has stays whole. Operations
of one shape (kind, version, author, names of their fields) share these. docs/protocol.md lays it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat
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
_decode_scalars: Final = msgspec.msgpack.Decoder(
    Annotated[list[bool | int | float | str | None], Meta(max_length=limits.OPERATIONS_MAX)]
).decode
_decode_steps: Final = msgspec.msgpack.Decoder(Annotated[list[int], Meta(max_length=limits.OPERATIONS_MAX)]).decode
_decode_bytes: Final = msgspec.msgpack.Decoder(bytes).decode


@dataclass(slots=True)
class _Room:
    """How many bytes of a segment's plain columns may still be read at once: they take far more when they are."""

    left: int = limits.OPERATION_MAX_BYTES

    def has(self, size: int) -> bool:
        """Take so many of it where there are as many."""
        if size > self.left:
            return False
        self.left -= size
        return True


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
        group = None if key is None else groups.get(key)
        if group is None and key is not None and len(groups) < _WHOLE and _is_named_by_texts(key):
            group = groups[key] = (len(groups), [])
        if operation is None or group is None:
            check_operation(raw)
            whole.append(msgspec.Raw(raw))
            order.append(_WHOLE)
        else:
            group[1].append(operation)
            order.append(group[0])
    return Columns(bytes(order), whole, [_shape(key, rows) for key, (_, rows) in groups.items()])


def from_columns(columns: Columns, first_seq: int) -> list[bytes]:
    """Return the operations' bytes. However small the columns are, no more comes out than a segment may hold.

    Raises: ValueError, LookupError, OverflowError, OperationTooLargeError, OperationShapeError.
    """
    if sum(len(shape.records) // _ID_BYTES for shape in columns.shapes) + len(columns.whole) != len(columns.order):
        raise ValueError("another number of values than of operations")
    at_once = _Room()
    streams = [_rows(shape, at_once) for shape in columns.shapes]
    whole: Iterator[Any] = iter(columns.whole)
    found: list[bytes] = []
    room = limits.PLAIN_MAX_BYTES
    for seq, number in enumerate(columns.order, first_seq):
        each = next(whole if number == _WHOLE else streams[number], None)
        if each is None:
            raise ValueError("fewer values than operations")
        if number == _WHOLE:
            raw = bytes(each)
            check_operation(raw)
        else:
            each[0] = seq
            raw = _encode(each)
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
    """Return what an operation shares with others of its shape, None for one that has no place in any."""
    _, kind, version, record, _, _, actor, _, _, body = operation
    sets = body.get(_SETS, {})
    if len(record) != _ID_BYTES or len(actor) != _ID_BYTES or type(sets) is not dict:
        return None
    if len(body) > _NAMES_MAX or len(sets) > _NAMES_MAX:
        return None
    return kind, version, actor, tuple(body), tuple(sets)


def _is_named_by_texts(key: _Key) -> bool:
    *_, parts, sets = key
    return all(type(name) is str for names in (parts, sets) for name in names)


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


def _rows(shape: Shape, at_once: _Room) -> Iterator[list[Any]]:
    """Give the operations of a shape, each without its seq. Raises: as `from_columns`."""
    kind, version, actor, parts, sets = shape.kind, shape.version, shape.actor, shape.parts, shape.sets
    others = [name for name in parts if name != _SETS]
    is_twofold = len(set(parts)) != len(parts) or len(set(sets)) != len(sets)
    is_homeless = bool(sets) and _SETS not in parts
    if is_twofold or is_homeless or len(shape.columns) != len(_NUMBERS) + len(others) + len(sets):
        raise ValueError("names")
    records = _cut(shape.records, _ID_BYTES)
    columns = _values(shape.columns, len(others), len(records), at_once)
    numbers, rest = columns[: len(_NUMBERS)], iter(columns[len(_NUMBERS) :])
    of_parts = {name: next(rest) for name in others}
    of_sets = list(rest)
    if _SETS in parts:
        values = zip(*of_sets, strict=True) if of_sets else repeat((), len(records))
        of_parts[_SETS] = (dict(zip(sets, row, strict=True)) for row in values)
    in_order = [of_parts[name] for name in parts]
    of_bodies = zip(*in_order, strict=True) if in_order else repeat((), len(records))
    for record, base, after, claimed, elapsed, row in zip(records, *numbers, of_bodies, strict=True):
        yield [0, kind, version, record, base, after, actor, claimed, elapsed, dict(zip(parts, row, strict=True))]


def _values(columns: Sequence[Column], others: int, count: int, at_once: _Room) -> list[Iterable[Any]]:
    """Return each column's values, those that are large or hold arrays and maps to be read row by row."""
    raws: dict[int, list[msgspec.Raw]] = {}
    found: list[Iterable[Any]] = []
    for at, column in enumerate(columns):
        form, _, content = column
        each: Sequence[Any] | None = None
        if form != _PLAIN:
            each = _unformed(column, count)
        elif at_once.has(len(content)):
            each = _scalars(content)
        if each is None:
            each = raws[at] = _decode_each(content)
        if len(each) != count:
            raise ValueError("columns of different lengths")
        found.append(each)
    if sum(len(columns[at][2]) for at in raws) > limits.OPERATION_MAX_BYTES:
        sizes = zip(*(map(len, each) for each in raws.values()), strict=True)
        if any(sum(row) > limits.OPERATION_MAX_BYTES for row in sizes):
            raise OperationTooLargeError
    for at, unread in raws.items():
        depth = _PARTS_DEPTH if at < len(_NUMBERS) + others else _SETS_DEPTH
        found[at] = map(_decode, unread) if at < len(_NUMBERS) else (_checked(raw, depth) for raw in unread)
    return found


def _scalars(content: msgspec.Raw) -> list[Any] | None:
    """Return the values of a plain column where none is an array or a map, which alone take far more memory."""
    try:
        values: list[Any] = _decode_scalars(content)
    except (ValueError, RecursionError):
        return None
    return values


def _checked(raw: msgspec.Raw, depth: int) -> Any:
    value = _decode(raw)
    check_values((value,), depth)
    return value


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
