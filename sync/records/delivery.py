"""Bringing a result to its owner: shelf, run, door, counter. Facts of the world: no table rejects them later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec

from sync.records.act import Act
from sync.records.dossier import Dossier, require_move
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.states import Event
from sync.records.text import nfc

RELATIONS: Final = ("owner", "household", "authorised", "both")
MEANS: Final = ("signature", "slip")
AUTHORISATIONS: Final = ("certified", "kin")
ENVELOPE_CHECKS: Final = ("scanned", "looked")
MAX_STROKE_POINTS: Final = 20_000
MAX_TEXT_CHARS: Final = 300

Stroke = tuple[tuple[int, int, int], ...]
"""One line of the pen: points (x, y, t_ms) in pad units, t from the first touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who took the result, and how he said so.

    `relation` is one of RELATIONS ("both": the second of two who must both be there is `second_name`);
    `identity_last4`: the last four characters of his paper. `means` is one of MEANS; with "slip" the signed paper slip
    is kept and `slip` says which. `authorisation` is one of AUTHORISATIONS where somebody else than the owner comes
    with one; `kinship` says what kin he is where that stands in for a certified paper.
    """

    name: str
    relation: str = "owner"
    identity_kind: str = "cccd"
    identity_last4: str = ""
    means: str = "signature"
    slip: str = ""
    authorisation: str = ""
    kinship: str = ""
    second_name: str = ""
    second_last4: str = ""


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
    means: str = "signature"
    slip: str = ""
    authorisation: str = ""
    kinship: str = ""
    second_name: str = ""
    second_last4: str = ""
    envelope: str = ""


_encoder: Final = msgspec.msgpack.Encoder(uuid_format="bytes")


def strokes_hash(strokes: Sequence[Stroke]) -> bytes:
    """Return SHA-256 over the strokes' byte form."""
    return hashlib.sha256(b"hpv/strokes/v1\0" + _encoder.encode(strokes)).digest()


def proof_bytes(proof: Proof) -> bytes:
    """Return the bytes that the official's key signs."""
    return b"hpv/delivery-proof/v1\0" + _encoder.encode(proof)


def shelve(dossier: Dossier, *, shelf: str, at_ms: int = 0) -> Act:
    """Put the signed result on the shelf, `at_ms` being since when it lies there (0: not known).

    Raises: RefusedError result_missing, shelf_missing, not_now.
    """
    if not dossier.result_number:
        raise RefusedError("result_missing")
    require_move(dossier, Event.SHELVED)
    if not shelf.strip():
        raise RefusedError("shelf_missing")
    return Act(kind="delivery.shelve", record=dossier.id, body=Body(sets=lying_at(shelf, at_ms)))


def lying_at(shelf: str, at_ms: int) -> dict[str, Any]:
    """Return what says where on the shelf a result lies, and since when it does."""
    return {"shelf": nfc(shelf).strip(), **({"shelved_at_ms": at_ms} if at_ms else {})}


def hand_over(
    dossier: Dossier,
    receiver: Receiver,
    strokes: Sequence[Stroke],
    *,
    place: str,
    at_ms: int,
    signature: bytes,
    envelope: str = "",
) -> Act:
    """Write down that the result left our hands. `signature` is the official's over `proof_bytes(proof_of(…))`.

    `envelope` tells how it was made sure that this is the right one: one of ENVELOPE_CHECKS, "" where it was not.

    Raises: RefusedError as `check_receiver`, result_missing, not_now.
    """
    if not dossier.result_number:
        raise RefusedError("result_missing")
    if not dossier.can(Event.SIGNED_FOR):
        raise RefusedError("not_now", Event.SIGNED_FOR)
    check_receiver(receiver, strokes)
    proof = proof_of(dossier, receiver, strokes, place=place, at_ms=at_ms, envelope=envelope)
    sets = {
        "receiver": proof.receiver,
        "relation": proof.relation,
        "identity_kind": proof.identity_kind,
        "identity_last4": proof.identity_last4,
        "second_receiver": proof.second_name,
        "authorisation": proof.authorisation,
        "kinship": proof.kinship,
        "means": proof.means,
        "slip": proof.slip,
        "delivered_at_ms": at_ms,
    }
    attempt = {
        **attempt_of(dossier, "handed_over", place=place, at_ms=at_ms),
        "receiver": proof.receiver,
        "relation": proof.relation,
        "identity_kind": proof.identity_kind,
        "identity_last4": proof.identity_last4,
        "means": proof.means,
        "slip": proof.slip,
        "authorisation": proof.authorisation,
        "kinship": proof.kinship,
        "second_name": proof.second_name,
        "second_last4": proof.second_last4,
        "envelope": proof.envelope,
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
        "strokes_hash": proof.strokes_hash,
        "signature": signature,
    }
    return Act(kind="delivery.hand_over", record=dossier.id, body=Body(sets=sets, appends={"attempts": attempt}))


def proof_of(
    dossier: Dossier, receiver: Receiver, strokes: Sequence[Stroke], *, place: str, at_ms: int, envelope: str = ""
) -> Proof:
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
        means=receiver.means,
        slip=nfc(receiver.slip).strip(),
        authorisation=receiver.authorisation,
        kinship=nfc(receiver.kinship).strip(),
        second_name=nfc(receiver.second_name).strip(),
        second_last4=receiver.second_last4.strip(),
        envelope=envelope,
    )


def check_receiver(receiver: Receiver, strokes: Sequence[Stroke]) -> None:
    """Raise RefusedError where it is not whole; who may receive this result at all is for `receiving`.

    Causes: receiver_missing, relation_unknown, identity_missing, second_receiver_missing, means_unknown, slip_missing,
    signature_missing, too_long.
    """
    if not receiver.name.strip():
        raise RefusedError("receiver_missing")
    if receiver.relation not in RELATIONS:
        raise RefusedError("relation_unknown")
    if len(receiver.identity_last4.strip()) != 4:
        raise RefusedError("identity_missing")
    if receiver.relation == "both" and not (receiver.second_name.strip() and len(receiver.second_last4.strip()) == 4):
        raise RefusedError("second_receiver_missing")
    if receiver.means not in MEANS:
        raise RefusedError("means_unknown")
    points = sum(len(stroke) for stroke in strokes)
    if receiver.means == "slip" and not receiver.slip.strip():
        raise RefusedError("slip_missing")
    if receiver.means == "signature" and points < 2:
        raise RefusedError("signature_missing")
    if points > MAX_STROKE_POINTS:
        raise RefusedError("too_long", "signature")
    texts = (receiver.name, receiver.slip, receiver.kinship, receiver.second_name)
    if any(len(text) > MAX_TEXT_CHARS for text in texts):
        raise RefusedError("too_long", "receiver")


def attempt_of(dossier: Dossier, outcome: str, *, place: str, at_ms: int) -> dict[str, Any]:
    """Return an entry of the log of attempts as every outcome begins it."""
    return {"outcome": outcome, "run": dossier.run, "place": place, "at_ms": at_ms}
