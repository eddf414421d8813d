"""Results: written down when signed, put on the shelf, handed over at the counter. No widgets."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from desktop_app.services.desk import Desk
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.storage.notebook import Work
from desktop_app.storage.reading import Reader
from sync.records import delivery, door, receiving
from sync.records import dossier as dossiers
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER
from sync.records.run import DeliveryRun
from sync.records.states import AT_THE_DOOR, Delivery

SIGNING_DRAFT: Final = "signing"
OUT_OF_THE_OFFICE: Final = (*AT_THE_DOOR, Delivery.WRONG_CONTENT)


class LastSigned(msgspec.Struct, frozen=True, kw_only=True):
    """What the official wrote down last: proposed for the next result. `numbers`: procedure -> number of its last one.

    The number itself is never counted on by the program: the register that it comes from is on paper.
    """

    signer: str = ""
    numbers: dict[str, str] = msgspec.field(default_factory=dict)


def record_result(desk: Desk, dossier_id: UUID, *, number: str, signer: str, signed_on: str, note: str = "") -> Dossier:
    """Write down number and signer of a signed result. Raises: RefusedError result_number_missing, signer_missing, …"""
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        work.record(dossiers.record_result(dossier, number=number, signer=signer, signed_on=signed_on, note=note))
        after = _dossier(work, dossier_id)
        _remember(work, after)
        return after


def return_at_once(
    desk: Desk,
    dossier_id: UUID,
    receiver: Receiver,
    strokes: Sequence[Stroke],
    *,
    number: str,
    signer: str,
    signed_on: str,
) -> Dossier:
    """Write the signed result down and hand it over at the desk, both or neither ("trả ngay"). Raises: RefusedError."""
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        work.record(dossiers.record_result(dossier, number=number, signer=signer, signed_on=signed_on))
        _remember(work, _dossier(work, dossier_id))
        return _hand_over(desk, work, dossier_id, receiver, strokes, place="counter")


def last_signed(desk: Desk) -> LastSigned:
    """Return who signed last, and which numbers were written down last."""
    with desk.notebook.reading() as reader:
        payload = reader.draft(SIGNING_DRAFT)
    return LastSigned() if payload is None else msgspec.msgpack.decode(payload, type=LastSigned)


def shelve(desk: Desk, dossier_id: UUID, *, shelf: str) -> Dossier:
    """Put a result on the shelf. Raises: RefusedError result_missing, shelf_missing, not_now."""
    with desk.notebook.writing(desk.author) as work:
        work.record(delivery.shelve(_dossier(work, dossier_id), shelf=shelf, at_ms=desk.clock.now_ms()))
        return _dossier(work, dossier_id)


def shelf(desk: Desk, *, cluster: str = "") -> tuple[Dossier, ...]:
    """Return what lies on the shelf, oldest first, of one cluster or of all."""
    with desk.notebook.reading() as reader:
        return tuple(Dossier.of(record) for record in reader.on_shelf(cluster=cluster))


def hand_over_at_counter(desk: Desk, dossier_id: UUID, receiver: Receiver, strokes: Sequence[Stroke]) -> Dossier:
    """Hand a result over at the counter, with the receiver's signature. Raises: RefusedError."""
    return hand_over(desk, dossier_id, receiver, strokes, place="counter")


def hand_over(
    desk: Desk,
    dossier_id: UUID,
    receiver: Receiver,
    strokes: Sequence[Stroke],
    *,
    place: str,
    envelope: str = "",
) -> Dossier:
    """Write down a hand-over with its proof signed by the official who is there; `envelope` as in `delivery`.

    Raises: RefusedError, also where the catalogue's rule does not let this receiver have it.
    """
    with desk.notebook.writing(desk.author) as work:
        return _hand_over(desk, work, dossier_id, receiver, strokes, place=place, envelope=envelope)


def correct(desk: Desk, dossier_id: UUID, *, number: str, signer: str, signed_on: str, note: str = "") -> Dossier:
    """Write down the corrected result of a dossier that came back with a fault. Raises: RefusedError."""
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        work.record(door.correct(dossier, number=number, signer=signer, signed_on=signed_on, note=note))
        return _dossier(work, dossier_id)


def find(desk: Desk, dossier_id: UUID, *, shelf: str, note: str) -> Dossier:
    """Put a lost result that has turned up back on the shelf, or one that its run, closed by now, left behind.

    Raises: RefusedError shelf_missing, not_now; run_not_closed about the run that still has it.
    """
    with desk.notebook.writing(desk.author) as work:
        dossier = _dossier(work, dossier_id)
        run = _run_that_has(work.view(), dossier)
        if run is not None:
            raise RefusedError("run_not_closed", run.code)
        work.record(door.find(dossier, shelf=shelf, note=note, at_ms=desk.clock.now_ms()))
        return _dossier(work, dossier_id)


def is_left_out(desk: Desk, dossier: Dossier) -> bool:
    """Tell whether a result is out by the book while no open run has it: then nobody will bring it back."""
    if dossier.delivery not in OUT_OF_THE_OFFICE:
        return False
    with desk.notebook.reading() as reader:
        return _run_that_has(reader, dossier) is None


def _run_that_has(reader: Reader, dossier: Dossier) -> DeliveryRun | None:
    """Return the open run on which a result is out now, None where it is on none."""
    if dossier.delivery not in OUT_OF_THE_OFFICE:
        return None
    runs = (DeliveryRun.of(record) for record in reader.open_runs())
    return next((run for run in runs if dossier.id.hex in run.dossiers and run.id.hex == dossier.run), None)


def _hand_over(
    desk: Desk,
    work: Work,
    dossier_id: UUID,
    receiver: Receiver,
    strokes: Sequence[Stroke],
    *,
    place: str,
    envelope: str = "",
) -> Dossier:
    at_ms = desk.clock.now_ms()
    dossier = _dossier(work, dossier_id)
    receiving.check_may_receive(rule_of(desk, dossier), receiver)
    proof = delivery.proof_of(dossier, receiver, strokes, place=place, at_ms=at_ms, envelope=envelope)
    signature = desk.author.sign(delivery.proof_bytes(proof))
    work.record(
        delivery.hand_over(dossier, receiver, strokes, place=place, at_ms=at_ms, signature=signature, envelope=envelope)
    )
    return _dossier(work, dossier_id)


def _remember(work: Work, dossier: Dossier) -> None:
    payload = work.view().draft(SIGNING_DRAFT)
    numbers = {} if payload is None else msgspec.msgpack.decode(payload, type=LastSigned).numbers
    last = LastSigned(signer=dossier.signer, numbers=numbers | {dossier.procedure: dossier.result_number})
    work.save_draft(SIGNING_DRAFT, msgspec.msgpack.encode(last))


def _dossier(work: Work, dossier_id: UUID) -> Dossier:
    return Dossier.of(work.get(DOSSIER, dossier_id))
