"""Operations carried over into a new incarnation: what the official signed in the old one stays provable. Pure.

After a fork or a restored copy a laptop writes under a new incarnation. What the centre never had moves along under a
new seq; the official is not there to sign again, so the operation brings what his signature was made over.
"""

from uuid import UUID

from msgspec.structs import replace

from sync.records.operation import (
    MAX_OPERATION_BYTES,
    Body,
    Carried,
    Operation,
    decode_operation,
    encode_operation,
)


def carry(
    raw: bytes,
    signature: bytes,
    chain_before: bytes,
    *,
    incarnation: UUID,
    seq_new: int,
    after_new: int,
    base_new: int,
) -> bytes:
    """Return the bytes of the operation `raw` of `incarnation` under its new seq, with its official's proof.

    `signature` is over the chain behind it there, `chain_before` the chain's hash before it. One that was carried
    before keeps its first proof. Raises: OperationUnreadableError; ValueError where it would be too long, or where a
    newer program carried it and this one would lose a part.
    """
    operation = decode_operation(raw)
    carried = operation.body.carried
    if carried is None:
        carried = Carried(
            incarnation=incarnation,
            seq=operation.seq,
            after=operation.after,
            base=operation.base,
            chain_before=chain_before,
            signature=signature,
        )
        if encode_operation(operation) != raw:  # a newer program's fields are in it: they travel as they are
            carried = replace(carried, original=raw)
    elif _encoded(operation, carried) != raw:
        raise ValueError("carried by a newer program")
    moved = replace(operation, seq=seq_new, after=after_new, base=base_new)
    made = _encoded(moved, carried)
    if len(made) > MAX_OPERATION_BYTES:
        raise ValueError("too long to be carried")
    return made


def carried_original(operation: Operation) -> bytes:
    """Return the bytes that the official signed. Raises: ValueError where the operation was not carried."""
    carried = operation.body.carried
    if carried is None:
        raise ValueError("not carried")
    if carried.original:
        return carried.original
    body = replace(operation.body, carried=None)
    return encode_operation(replace(operation, seq=carried.seq, after=carried.after, base=carried.base, body=body))


def _encoded(operation: Operation, carried: Carried) -> bytes:
    """Return the bytes; where the whole original travels, nothing of it is said twice."""
    body = Body(carried=carried) if carried.original else replace(operation.body, carried=carried)
    return encode_operation(replace(operation, body=body))
