"""The hash chain over one incarnation's operations, and what an official signs of it. Recomputed, never sent."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.keys import SIGNATURE_BYTES

NO_SIGNATURE: Final = bytes(SIGNATURE_BYTES)
"""In place of a run's signature: each of its operations was carried over and brings its own proof."""

_CHAIN_DOMAIN: Final = b"hpv/chain/v1\0"
_RUN_DOMAIN: Final = b"hpv/run/v1\0"


class Run(msgspec.Struct, frozen=True, array_like=True):
    """One official's operations without a break, up to `last_seq`, and his signature over the chain there."""

    actor: Annotated[bytes, Meta(min_length=16, max_length=16)]
    last_seq: Annotated[int, Meta(ge=1, le=limits.SEQ_MAX)]
    signature: Annotated[bytes, Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


def chain_start(device: bytes, incarnation: bytes) -> bytes:
    """Return h_0 of an incarnation (two ids of 16 bytes)."""
    return hashlib.sha256(_CHAIN_DOMAIN + device + incarnation).digest()


def chain_next(previous: bytes, operation: bytes) -> bytes:
    """Return h_n = SHA-256(h_{n-1} || SHA-256(operation n))."""
    return hashlib.sha256(previous + hashlib.sha256(operation).digest()).digest()


def chain_over(previous: bytes, operations: Iterable[bytes]) -> bytes:
    """Return the chain's hash after all of `operations`."""
    for operation in operations:
        previous = chain_next(previous, operation)
    return previous


def run_message(chain_hash: bytes) -> bytes:
    """Return what an official signs after the last operation of his run."""
    return _RUN_DOMAIN + chain_hash


def runs_with_hashes(
    previous: bytes, first_seq: int, operations: Sequence[bytes], runs: Iterable[Run]
) -> Iterator[tuple[Run, bytes]]:
    """Give each run with the chain's hash at its end: check its signature over `run_message` of that hash.

    `previous` is the chain's hash before the operation `first_seq`.
    """
    done = 0
    for run in runs:
        end = run.last_seq - first_seq + 1
        previous = chain_over(previous, operations[done:end])
        done = end
        yield run, previous
