"""Bringing a result to its owner: shelf, run, door, counter. Facts of the world: no table rejects them later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self
from uuid import UUID

import msgspec

from sync.records.act import Act
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.states import Delivery, Event, Run
from sync.records.text import nfc

RELATIONS: Final = ("owner", "household", "authorised")
MAX_STROKE_POINTS: Final = 20_000

Stroke = tuple[tuple[int, int, int], ...]
"""One line of the pen: points (x, y, t_ms) in pad units, t from the first touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who took the result. `relation` is one of RELATIONS; `identity_last4`: the last four characters of his paper."""

    name: str
    relation: str = "owner"
    identity_kind: str = "cccd"
    identity_last4: str = ""


class Proof(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the official's own signature over a hand-over covers; bytes by `proof_bytes`."""

    dossier: UUID
    outcome: str
    receiver: str
    relation: str
    identity_kind: str
    identity_last4: str
    result_number: str
    strokes_hash: bytes
    place: str
    claimed_at_ms: int


_encoder: Final = msgspec.msgpack.Encoder(uuid_format="bytes")


def strokes_hash(strokes: Sequence[Stroke]) -> bytes:
    """Return SHA-256 over the strokes' byte form."""
    return hashlib.sha256(b"hpv/strokes/v1\0" + _encoder.encode(strokes)).digest()


def proof_bytes(proof: Proof) -> bytes:
    """Return the bytes that the official's key signs."""
    return b"hpv/delivery-proof/v1\0" + _encoder.encode(proof)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRun:
    """An evening's run. `dossiers` are ids (hex); taken = handed_over + returned when it is closed."""

    id: UUID
    code: str = ""
    cluster: str = ""
    officer: str = ""
    dossiers: tuple[str, ...] = ()
    opened_at_ms: int = 0
    state: str = Run.OPEN
    taken: int = 0
    handed_over: int = 0
    returned: int = 0
    closed_at_ms: int = 0

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a run from its record; fields of a later version are left alone."""
        known = {field.name for field in fields(cls)} - {"id", "dossiers"}
        values = {name: value for name, value in record.fields.items() if name in known}
        return cls(id=record.id, dossiers=tuple(record.fields.get("dossiers", ())), **values)


def shelve(dossier: Dossier, *, shelf: str) -> Act:
    """Put the signed result on the shelf. Raises: RefusedError result_missing, shelf_missing, not_now."""
    if not dossier.result_number:
        raise RefusedError("result_missing")
    _require(dossier, Event.SHELVED)
    if not shelf.strip():
        raise RefusedError("shelf_missing")
    return Act(kind="delivery.shelve", record=dossier.id, body=Body(sets={"shelf": nfc(shelf).strip()}))


def open_run(run: DeliveryRun, dossiers: Sequence[Dossier]) -> tuple[Act, ...]:
    """Take results out on a run: one act for the run and one per dossier, written in one commit.

    Raises: RefusedError run_empty; not_on_shelf names the first that is not there.
    """
    if not dossiers:
        raise RefusedError("run_empty")
    taken_before: set[UUID] = set()
    for dossier in dossiers:
        if dossier.id in taken_before or not dossier.can(Event.TAKEN_OUT):
            raise RefusedError("not_on_shelf", dossier.provisional_code)
        taken_before.add(dossier.id)
    sets = {
        "code": run.code,
        "cluster": run.cluster,
        "officer": run.officer,
        "dossiers": [dossier.id.hex for dossier in dossiers],
        "opened_at_ms": run.opened_at_ms,
    }
    opened = Act(kind="run.open", record=run.id, body=Body(sets=sets))
    taken = [Act(kind="delivery.take", record=d.id, body=Body(sets={"run": run.id.hex})) for d in dossiers]
    return (opened, *taken)


def hand_over(
    dossier: Dossier, receiver: Receiver, strokes: Sequence[Stroke], *, place: str, at_ms: int, signature: bytes
) -> Act:
    """Write down that the result left our hands. `signature` is the official's over `proof_bytes(proof_of(…))`.

    Raises: RefusedError as `check_receiver`, result_missing, not_now.
    """
    if not dossier.result_number:
        raise RefusedError("result_missing")
    if not dossier.can(Event.SIGNED_FOR):
        raise RefusedError("not_now", Event.SIGNED_FOR)
    check_receiver(receiver, strokes)
    proof = proof_of(dossier, receiver, strokes, place=place, at_ms=at_ms)
    sets = {
        "receiver": proof.receiver,
        "relation": proof.relation,
        "identity_kind": proof.identity_kind,
        "identity_last4": proof.identity_last4,
        "delivered_at_ms": at_ms,
    }
    attempt = {
        **_attempt(dossier, "handed_over", place=place, at_ms=at_ms),
        "receiver": proof.receiver,
        "relation": proof.relation,
        "identity_kind": proof.identity_kind,
        "identity_last4": proof.identity_last4,
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
        "strokes_hash": proof.strokes_hash,
        "signature": signature,
    }
    return Act(kind="delivery.hand_over", record=dossier.id, body=Body(sets=sets, appends={"attempts": attempt}))


def proof_of(dossier: Dossier, receiver: Receiver, strokes: Sequence[Stroke], *, place: str, at_ms: int) -> Proof:
    """Return what the official signs for this hand-over."""
    return Proof(
        dossier=dossier.id,
        outcome="handed_over",
        receiver=nfc(receiver.name).strip(),
        relation=receiver.relation,
        identity_kind=receiver.identity_kind,
        identity_last4=receiver.identity_last4.strip(),
        result_number=dossier.result_number,
        strokes_hash=strokes_hash(strokes),
        place=place,
        claimed_at_ms=at_ms,
    )


def check_receiver(receiver: Receiver, strokes: Sequence[Stroke]) -> None:
    """Raise RefusedError receiver_missing, relation_unknown, identity_missing, signature_missing, too_long."""
    if not receiver.name.strip():
        raise RefusedError("receiver_missing")
    if receiver.relation not in RELATIONS:
        raise RefusedError("relation_unknown")
    if len(receiver.identity_last4.strip()) != 4:
        raise RefusedError("identity_missing")
    points = sum(len(stroke) for stroke in strokes)
    if points < 2:
        raise RefusedError("signature_missing")
    if points > MAX_STROKE_POINTS:
        raise RefusedError("too_long", "signature")


def nobody_home(dossier: Dossier, *, place: str, at_ms: int, note: str = "") -> Act:
    """Write down that nobody was there; the result travels back. Raises: RefusedError not_now."""
    _require(dossier, Event.NOBODY_HOME)
    attempt = {**_attempt(dossier, "absent", place=place, at_ms=at_ms), "note": nfc(note).strip()}
    return Act(kind="delivery.absent", record=dossier.id, body=Body(appends={"attempts": attempt}))


def close_run(
    run: DeliveryRun, dossiers: Sequence[Dossier], *, returned: Sequence[UUID], at_ms: int
) -> tuple[Act, ...]:
    """Close the run: what was not handed over is back, counted by hand (`returned`).

    An envelope that another run has taken since, or that somebody has put back already, is counted and left where
    it is: two laptops may have taken it out without knowing of each other, and both runs must come to their end.

    Raises: RefusedError run_closed; run_not_here where not every dossier of the run is given; run_unbalanced where
    taken is not handed over + returned.
    """
    if run.state != Run.OPEN:
        raise RefusedError("run_closed")
    if {d.id for d in dossiers} != {UUID(hex=each) for each in run.dossiers}:
        raise RefusedError("run_not_here", run.code)
    handed = [d for d in dossiers if d.delivery == Delivery.HANDED_OVER]
    back = [d for d in dossiers if d.id in set(returned) and d.delivery != Delivery.HANDED_OVER]
    if len(handed) + len(back) != len(run.dossiers) or len(returned) != len(back):
        raise RefusedError("run_unbalanced", run.code)
    still_out = [d for d in back if d.run == run.id.hex and d.can(Event.BROUGHT_BACK)]
    sets = {
        "taken": len(run.dossiers),
        "handed_over": len(handed),
        "returned": len(back),
        "closed_at_ms": at_ms,
    }
    brought = [Act(kind="delivery.bring_back", record=d.id, body=Body(sets={"run": ""})) for d in still_out]
    return (*brought, Act(kind="run.close", record=run.id, body=Body(sets=sets)))


def _attempt(dossier: Dossier, outcome: str, *, place: str, at_ms: int) -> dict[str, Any]:
    return {"outcome": outcome, "run": dossier.run, "place": place, "at_ms": at_ms}


def _require(dossier: Dossier, event: Event) -> None:
    if not dossier.can(event):
        raise RefusedError("not_now", event)
