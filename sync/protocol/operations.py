"""The shape that every operation must have to travel: one MessagePack value of plain types, not too big, not too deep.

Looks at the shape only and keeps nothing: what an operation means is for sync.records.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from sync.protocol import limits
from sync.protocol.errors import OperationShapeError, OperationTooLargeError

_decoder: Final = msgspec.msgpack.Decoder()
_SCALARS: Final = frozenset({type(None), bool, int, float, str, bytes})
_CONTAINERS: Final = frozenset({list, dict})
_KEYS: Final = frozenset({str, int})


def check_operation(operation: bytes) -> None:
    """Refuse what could not travel; call it when an operation is saved, so that it never stops a queue later.

    Raises: OperationTooLargeError (an official can shorten it), OperationShapeError (our fault).
    """
    if len(operation) > limits.OPERATION_MAX_BYTES:
        raise OperationTooLargeError
    try:
        value = _decoder.decode(operation)
    except (ValueError, RecursionError):  # msgspec's errors and UnicodeDecodeError are ValueErrors
        raise OperationShapeError("not one MessagePack value") from None
    check_values([value], 0)


def check_values(values: Sequence[Any], depth: int) -> None:
    """Refuse values that could not travel in an operation, inside so many of its arrays and maps.

    Raises: OperationShapeError.
    """
    if _SCALARS.issuperset(map(type, values)):
        return
    level = values
    for _ in range(limits.DEPTH_MAX + 1 - depth):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return
    raise OperationShapeError("too deep")


def _parts(value: Any) -> Sequence[Any]:
    kind = type(value)
    if kind in _SCALARS:
        return ()
    if kind not in _CONTAINERS:
        raise OperationShapeError("an extension type")
    if kind is list:
        parts: Sequence[Any] = value
        return parts
    if not all(type(key) in _KEYS for key in value):
        raise OperationShapeError("a map's key is neither text nor number")
    return list(value.values())
