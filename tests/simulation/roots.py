"""What an operation is, whoever carries it under whichever number: the same act stays one act across incarnations."""

import hashlib
from typing import NamedTuple

from sync.records.carrying import carried_original
from sync.records.operation import Operation, decode_operation


class Root(NamedTuple):
    """Where an act was first written down, and the hash of the bytes that its official signed there."""

    incarnation: bytes
    seq: int
    digest: bytes


class Reading:
    """Operations read once each: a world looks at the same bytes again and again."""

    def __init__(self) -> None:
        self._operations: dict[bytes, Operation] = {}
        self._roots: dict[tuple[bytes, bytes], Root] = {}

    def operation(self, raw: bytes) -> Operation:
        """Return the operation."""
        if raw not in self._operations:
            self._operations[raw] = decode_operation(raw)
        return self._operations[raw]

    def root(self, raw: bytes, incarnation: bytes) -> Root:
        """Return which act these bytes tell of, in that incarnation."""
        if (raw, incarnation) not in self._roots:
            self._roots[raw, incarnation] = _root(raw, self.operation(raw), incarnation)
        return self._roots[raw, incarnation]


def _root(raw: bytes, operation: Operation, incarnation: bytes) -> Root:
    carried = operation.body.carried
    if carried is None:
        return Root(incarnation, operation.seq, hashlib.sha256(raw).digest())
    return Root(carried.incarnation.bytes, carried.seq, hashlib.sha256(carried_original(operation)).digest())
