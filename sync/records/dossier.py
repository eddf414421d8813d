"""A dossier (hồ sơ): what the desk takes in, amends, solves and takes back. Pure; delivery is in `delivery`."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self
from uuid import UUID

from sync.records.act import Act
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.states import DELIVERY, STATUS, Business, Delivery, Event, moved
from sync.records.text import nfc

MAX_NOTE_CHARS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTaken:
    """One paper of the dossier: the pack's id and name, kind (original, copy, certified, electronic), count."""

    id: str
    name: str
    kind: str = "original"
    count: int = 1
    is_present: bool = True

    @classmethod
    def of(cls, paper: dict[str, Any]) -> Self:
        """Read a paper of a record; fields of a later version are left alone."""
        return cls(**{name: value for name, value in paper.items() if name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One dossier as it stands. Money in whole đồng (None: unknown); times are ms since 1970, UTC.

    Four axes, never one: `status` (business), `fee_paid` (finance), `delivery`; sync lives with the operations.
    """

    id: UUID
    provisional_code: str = ""
    official_code: str = ""
    received_at_ms: int = 0
    channel: int = 1
    place_received: str = ""
    procedure: str = ""
    procedure_name: str = ""
    pack: str = ""
    person: str = ""
    person_name: str = ""
    personal_number: str = ""
    birth: str = ""
    address: str = ""
    cluster: str = ""
    phone: str = ""
    request: str = ""
    papers: tuple[PaperTaken, ...] = ()
    copies: int = 1
    fee_vnd: int | None = None
    fee_ground: str = ""
    fee_paid: bool = False
    due_at_ms: int | None = None
    urgent: bool = False
    note: str = ""
    status: str = Business.RECEIVED
    result_number: str = ""
    signer: str = ""
    signed_on: str = ""
    decision_note: str = ""
    delivery: str = Delivery.NOT_READY
    shelf: str = ""
    run: str = ""
    receiver: str = ""
    relation: str = ""
    identity_kind: str = ""
    identity_last4: str = ""
    delivered_at_ms: int = 0
    attempts: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a dossier from its record; fields of a later version are left alone."""
        known = {field.name for field in fields(cls)} - {"id", "papers", "attempts"}
        values = {name: value for name, value in record.fields.items() if name in known}
        papers = tuple(PaperTaken.of(paper) for paper in record.fields.get("papers", ()))
        attempts = tuple(record.fields.get("attempts", ()))
        return cls(id=record.id, papers=papers, attempts=attempts, **values)

    def can(self, event: Event) -> bool:
        """Tell whether the tables allow `event` now, on whichever axis it moves."""
        if event is Event.SIGNED_FOR:
            return moved(STATUS, self.status, event) is not None and moved(DELIVERY, self.delivery, event) is not None
        return moved(STATUS, self.status, event) is not None or moved(DELIVERY, self.delivery, event) is not None


AMENDABLE: Final = [
    "procedure",
    "procedure_name",
    "pack",
    "person",
    "person_name",
    "personal_number",
    "birth",
    "address",
    "cluster",
    "phone",
    "request",
    "papers",
    "copies",
    "fee_vnd",
    "fee_ground",
    "fee_paid",
    "due_at_ms",
    "urgent",
    "note",
]
_WRITTEN_AT_INTAKE: Final = ["provisional_code", "received_at_ms", "channel", "place_received", *AMENDABLE]


def register(dossier: Dossier) -> Act:
    """Take a dossier in. Raises: RefusedError person_missing, procedure_missing, too_long, count_below_one."""
    _check(dossier)
    return Act(kind="dossier.register", record=dossier.id, body=Body(sets=_values(dossier, _WRITTEN_AT_INTAKE)))


def amend(before: Dossier, after: Dossier) -> Act:
    """Change what differs. Raises: RefusedError nothing_changed, dossier_closed and those of `register`."""
    if before.status in (Business.HANDED_OVER, Business.VOIDED):
        raise RefusedError("dossier_closed")
    _check(after)
    old, new = _values(before, AMENDABLE), _values(after, AMENDABLE)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if not changed:
        raise RefusedError("nothing_changed")
    return Act(kind="dossier.amend", record=before.id, body=Body(sets=changed))


def record_result(dossier: Dossier, *, number: str, signer: str, signed_on: str, note: str = "") -> Act:
    """Write down the signed result. `signed_on` is dd/MM/yyyy. Raises: RefusedError result_number_missing, …"""
    _require_move(dossier, Event.RESULT_RECORDED)
    number, signer = nfc(number).strip(), nfc(signer).strip()
    if not number:
        raise RefusedError("result_number_missing")
    if not signer:
        raise RefusedError("signer_missing")
    sets = {"result_number": number, "signer": signer, "signed_on": signed_on, "decision_note": nfc(note).strip()}
    return Act(kind="dossier.result", record=dossier.id, body=Body(sets=sets))


def void(dossier: Dossier, *, reason: str) -> Act:
    """Take back a dossier that should not have been saved. Raises: RefusedError reason_missing, not_now."""
    _require_move(dossier, Event.VOIDED)
    if not reason.strip():
        raise RefusedError("reason_missing")
    return Act(kind="dossier.void", record=dossier.id, body=Body(reason=nfc(reason).strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAct:
    """An operation of this dossier as undo needs it: what it set, and what stood there before it."""

    seq: int
    kind: str
    sets: dict[str, Any]
    stood_before: dict[str, Any]


def undo(dossier: Dossier, last: EarlierAct, *, reason: str) -> Act:
    """Take back the last act by a new one; the first stays in the log.

    Raises: RefusedError cannot_undo for facts (what was handed over or carried out stays so) and for a result that
    lies on the shelf or is out; reason_missing.
    """
    match last.kind:
        case "dossier.register":
            return replace_body(void(dossier, reason=reason), undoes=last.seq)
        case "dossier.amend":
            kind, event, sets = "dossier.amend", None, last.stood_before
        case "dossier.result" if dossier.delivery == Delivery.NOT_READY:  # no envelope without its result
            kind, event, sets = "dossier.result_undo", Event.RESULT_TAKEN_BACK, last.stood_before
        case "delivery.shelve":
            kind, event, sets = "delivery.unshelve", Event.UNSHELVED, last.stood_before
        case _:
            raise RefusedError("cannot_undo")
    if event is not None:
        _require_move(dossier, event)
    if not reason.strip():
        raise RefusedError("reason_missing")
    kept = {name: value for name, value in sets.items() if name not in (STATUS, DELIVERY)}
    return Act(kind=kind, record=dossier.id, body=Body(sets=kept, reason=nfc(reason).strip(), undoes=last.seq))


def replace_body(act: Act, *, undoes: int) -> Act:
    """Return the act as one that takes back operation `undoes`."""
    return replace(act, body=Body(sets=act.body.sets, appends=act.body.appends, reason=act.body.reason, undoes=undoes))


def _require_move(dossier: Dossier, event: Event) -> None:
    if not dossier.can(event):
        raise RefusedError("not_now", event)


def _values(dossier: Dossier, names: list[str]) -> dict[str, Any]:
    values = {name: getattr(dossier, name) for name in names}
    if "papers" in values:
        values["papers"] = [
            {"id": p.id, "name": p.name, "kind": p.kind, "count": p.count, "is_present": p.is_present}
            for p in dossier.papers
        ]
    return {name: nfc(value).strip() if isinstance(value, str) else value for name, value in values.items()}


def _check(dossier: Dossier) -> None:
    if not dossier.person or not dossier.person_name.strip():
        raise RefusedError("person_missing")
    if not dossier.procedure:
        raise RefusedError("procedure_missing")
    if dossier.copies < 1 or any(paper.count < 1 for paper in dossier.papers):
        raise RefusedError("count_below_one")
    if dossier.fee_vnd is not None and dossier.fee_vnd < 0:
        raise RefusedError("fee_below_zero")
    if len(dossier.note) > MAX_NOTE_CHARS or len(dossier.request) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "note")
