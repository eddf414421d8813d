"""Results: written down when signed, put on the shelf, handed over at the counter. No widgets."""

from collections.abc import Sequence
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.notebook import Work
from sync.records import delivery
from sync.records import dossier as dossiers
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER


def record_result(desk: Desk, dossier_id: UUID, *, number: str, signer: str, signed_on: str, note: str = "") -> Dossier:
    """Write down number and signer of a signed result. Raises: RefusedError result_number_missing, signer_missing, …"""
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        work.record(dossiers.record_result(dossier, number=number, signer=signer, signed_on=signed_on, note=note))
        return _dossier(work, dossier_id)


def shelve(desk: Desk, dossier_id: UUID, *, shelf: str) -> Dossier:
    """Put a result on the shelf. Raises: RefusedError result_missing, shelf_missing, not_now."""
    with desk.notebook.writing(desk.author) as work:
        work.record(delivery.shelve(_dossier(work, dossier_id), shelf=shelf))
        return _dossier(work, dossier_id)


def shelf(desk: Desk, *, cluster: str = "") -> tuple[Dossier, ...]:
    """Return what lies on the shelf, oldest first, of one cluster or of all."""
    with desk.notebook.reading() as reader:
        return tuple(Dossier.of(record) for record in reader.on_shelf(cluster=cluster))


def hand_over_at_counter(desk: Desk, dossier_id: UUID, receiver: Receiver, strokes: Sequence[Stroke]) -> Dossier:
    """Hand a result over at the counter, with the receiver's signature. Raises: RefusedError."""
    return hand_over(desk, dossier_id, receiver, strokes, place="counter")


def hand_over(desk: Desk, dossier_id: UUID, receiver: Receiver, strokes: Sequence[Stroke], *, place: str) -> Dossier:
    """Write down a hand-over with its proof signed by the official who is there. Raises: RefusedError."""
    at_ms = desk.clock.now_ms()
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        proof = delivery.proof_of(dossier, receiver, strokes, place=place, at_ms=at_ms)
        signature = desk.author.sign(delivery.proof_bytes(proof))
        work.record(delivery.hand_over(dossier, receiver, strokes, place=place, at_ms=at_ms, signature=signature))
        return _dossier(work, dossier_id)


def _dossier(work: Work, dossier_id: UUID) -> Dossier:
    return Dossier.of(work.get(DOSSIER, dossier_id))
