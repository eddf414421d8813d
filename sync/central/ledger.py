"""Sealed segments come in: checked from outside, stored for ever, receipted. What they mean is for `reconcile`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, update

from sync.central.devices import Chain, Device, begin_chain, find_chain, freeze_chain
from sync.central.locking import lock_laptop
from sync.central.opened_kept import OpenedKept
from sync.central.reconcile import PENDING
from sync.central.refusal import RefusalError, refuse_sample_mix
from sync.central.store import writing
from sync.central.tables import CHAIN, SEGMENT, SEGMENT_STATE
from sync.protocol.errors import NotForUsError, SegmentBrokenError, SegmentTooLargeError, UnknownFormatError
from sync.protocol.keys import SealingPrivateKey
from sync.protocol.messages import ProblemCode, ReceivedReceipt, encode
from sync.protocol.segment import SegmentBody, Verified, open_segment, segment_hash, verify_segment
from sync.records.seams import Clock, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Where segments are stored, and for whom: what `receive` needs beside the segment. `opened` is told what came."""

    engine: Engine
    keys: Sequence[SealingPrivateKey]
    is_sample: bool
    clock: Clock
    step: Step
    opened: OpenedKept


def receive(ledger: Ledger, device: Device, incarnation: bytes, number: int, data: bytes) -> bytes:
    """Store a segment, committed before this returns, and return its receipt.

    The same bytes again give the same receipt. Never a part of a segment. Raises: RefusalError.
    """
    with ledger.engine.connect() as connection:
        known = receipt_of(connection, device, incarnation, number, segment_hash(data))
    if known is not None:
        return known
    verified, body = _verified(ledger, device, data)
    _check_address(ledger, device, incarnation, number, verified)
    ledger.step("centre.receive.verified")
    fork: RefusalError | None = None
    receipt = b""
    with writing(ledger.engine) as connection:
        lock_laptop(connection, device.id)
        known = receipt_of(connection, device, incarnation, number, verified.hash)
        if known is not None:
            return known
        chain = find_chain(connection, device.id, incarnation)
        if chain is None:
            chain = begin_chain(connection, device.id, device.commune, incarnation, ledger.clock)
        try:
            _check_place(chain, verified)
            receipt = _append(connection, chain, verified, data, ledger.clock)
        except RefusalError as refusal:
            if refusal.problem is not ProblemCode.FORK:
                raise
            freeze_chain(connection, chain)  # kept, although the segment is not
            fork = refusal
        ledger.step("centre.receive.before_commit")
    ledger.step("centre.receive.committed")
    if fork is not None:
        raise fork
    ledger.opened.keep(verified.hash, body)
    return receipt


def receipt_of(connection: Connection, device: Device, incarnation: bytes, number: int, digest: bytes) -> bytes | None:
    """Return the receipt given before for these very bytes."""
    here = (
        (SEGMENT.c.device == device.id)
        & (SEGMENT.c.incarnation == incarnation)
        & (SEGMENT.c.number == number)
        & (SEGMENT.c.hash == digest)
    )
    receipt: bytes | None = connection.execute(select(SEGMENT.c.receipt).where(here)).scalar_one_or_none()
    return receipt


def _verified(ledger: Ledger, device: Device, data: bytes) -> tuple[Verified, SegmentBody]:
    """Check signature and shape, and that it opens: a receipt for what nobody can open would be a lie."""
    try:
        verified = verify_segment(data, device.signing)
        refuse_sample_mix(theirs=verified.header.sample, ours=ledger.is_sample)
        return verified, open_segment(verified, ledger.keys)
    except SegmentTooLargeError:
        raise RefusalError(ProblemCode.TOO_LARGE) from None
    except UnknownFormatError:
        raise RefusalError(ProblemCode.UNKNOWN_FORMAT) from None
    except NotForUsError:
        raise RefusalError(ProblemCode.KEY_RETIRED) from None
    except SegmentBrokenError:
        raise RefusalError(ProblemCode.BROKEN) from None


def _check_address(ledger: Ledger, device: Device, incarnation: bytes, number: int, verified: Verified) -> None:
    """Refuse a segment that is signed but stands under another's name. Raises: RefusalError."""
    header = verified.header
    refuse_sample_mix(theirs=device.is_sample, ours=ledger.is_sample)
    if header.commune != device.commune:
        raise RefusalError(ProblemCode.WRONG_COMMUNE)
    if (header.device, header.incarnation, header.number) != (device.id, incarnation, number):
        raise RefusalError(ProblemCode.BROKEN, "address")


def _check_place(chain: Chain, verified: Verified) -> None:
    """Take only what follows the chain's end. Raises: RefusalError frozen, fork, gap."""
    header = verified.header
    if chain.is_frozen:
        raise RefusalError(ProblemCode.FROZEN)
    if header.number <= chain.number:
        raise RefusalError(ProblemCode.FORK, "number")
    if header.number > chain.number + 1:
        raise RefusalError(ProblemCode.GAP, f"next {chain.number + 1}")
    if header.prev_segment_hash != chain.segment_hash:
        raise RefusalError(ProblemCode.FORK, "previous hash")
    if header.first_seq <= chain.seq:
        raise RefusalError(ProblemCode.FORK, "sequence")
    if header.first_seq > chain.seq + 1:
        raise RefusalError(ProblemCode.GAP, f"next seq {chain.seq + 1}")


def _append(connection: Connection, chain: Chain, verified: Verified, data: bytes, clock: Clock) -> bytes:
    header, now_ms = verified.header, clock.now_ms()
    receipt = encode(
        ReceivedReceipt(
            chain.device, chain.incarnation, header.number, verified.hash, header.first_seq, header.last_seq, now_ms
        )
    )
    segment: int = connection.execute(
        insert(SEGMENT)
        .values(
            device=chain.device,
            incarnation=chain.incarnation,
            number=header.number,
            hash=verified.hash,
            prev_hash=header.prev_segment_hash,
            first_seq=header.first_seq,
            last_seq=header.last_seq,
            sealed=data,
            received_at_ms=now_ms,
            receipt=receipt,
        )
        .returning(SEGMENT.c.id)
    ).scalar_one()
    connection.execute(insert(SEGMENT_STATE).values(segment=segment, state=PENDING, reason="", at_ms=now_ms))
    here = (CHAIN.c.device == chain.device) & (CHAIN.c.incarnation == chain.incarnation)
    moved = {"number": header.number, "segment_hash": verified.hash, "seq": header.last_seq}
    connection.execute(update(CHAIN).where(here).values(moved))
    return receipt
