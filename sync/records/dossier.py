"""A dossier (hồ sơ): what the desk takes in, amends, solves and takes back. Pure; delivery is in `delivery`."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Self
from uuid import UUID

from sync.records.act import Act
from sync.records.codes import parse_official
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.states import DELIVERY, STATUS, Business, Delivery, Event, moved
from sync.records.text import nfc

MAX_NOTE_CHARS: Final = 2_000
ASKED: Final = "asked"
RECEIVED: Final = "received"
"""What an entry of the log of supplements tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTaken:
    """One paper of the dossier: the pack's id and name, kind (original, copy, certified, electronic), count."""

    id: str
    name: str
    kind: str = "original"
    count: int = 1
    is_present: bool = True
    is_required: bool = True

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
    pages: int = 1
    copies: int = 1
    limit_case: str = ""
    fee_vnd: int | None = None
    fee_ground: str = ""
    fee_paid: bool = False
    fee_receipt: str = ""
    due_at_ms: int | None = None
    urgent: bool = False
    note: str = ""
    status: str = Business.RECEIVED
    result_number: str = ""
    signer: str = ""
    signed_on: str = ""
    decision_note: str = ""
    refusal: str = ""
    refusal_ground: str = ""
    delivery: str = Delivery.NOT_READY
    shelf: str = ""
    shelved_at_ms: int = 0
    run: str = ""
    receiver: str = ""
    relation: str = ""
    identity_kind: str = ""
    identity_last4: str = ""
    second_receiver: str = ""
    authorisation: str = ""
    kinship: str = ""
    means: str = ""
    slip: str = ""
    delivered_at_ms: int = 0
    next_visit: str = ""
    tracking_number: str = ""
    attempts: tuple[dict[str, Any], ...] = ()
    supplements: tuple[dict[str, Any], ...] = ()
    attachments: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a dossier from its record; fields of a later version are left alone."""
        values = {name: value for name, value in record.fields.items() if name in cls.__dataclass_fields__}
        values |= {name: tuple(record.fields.get(name, ())) for name in ("attempts", "supplements", "attachments")}
        values["papers"] = tuple(PaperTaken.of(paper) for paper in record.fields.get("papers", ()))
        return cls(**{**values, "id": record.id})

    @property
    def times_asked(self) -> int:
        """Return how often a supplement was asked for; more than once counts as late."""
        return sum(each.get("what") == ASKED for each in self.supplements)

    @property
    def was_accepted(self) -> bool:
        """Tell whether the desk ever took it in; who was sent for papers at once has no date of receipt yet."""
        came_incomplete = any(each.get("is_first") for each in self.supplements)
        return not came_incomplete or any(each.get("what") == RECEIVED for each in self.supplements)

    @property
    def awaits_papers(self) -> bool:
        """Tell whether papers were asked for that have not come yet, whatever has become of the dossier since."""
        return bool(self.supplements) and self.supplements[-1].get("what") == ASKED

    @property
    def missing(self) -> tuple[PaperTaken, ...]:
        """Return the required papers that are not there."""
        return tuple(paper for paper in self.papers if paper.is_required and not paper.is_present)

    @property
    def may_travel_now(self) -> bool:
        """Tell whether there is a result on the shelf to be taken out, which somebody can sign for."""
        return bool(self.result_number) and self.can(Event.TAKEN_OUT) and self.can(Event.SIGNED_FOR)

    def can(self, event: Event) -> bool:
        """Tell whether the tables allow `event` now: on every axis that it moves."""
        if event in (Event.SIGNED_FOR, Event.POSTED):
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
    "pages",
    "copies",
    "limit_case",
    "fee_vnd",
    "fee_ground",
    "fee_paid",
    "fee_receipt",
    "due_at_ms",
    "urgent",
    "note",
]
_WRITTEN_AT_INTAKE: Final = ["provisional_code", "received_at_ms", "channel", "place_received", *AMENDABLE]
_LEASED: Final = ["official_code"]


def register(dossier: Dossier) -> Act:
    """Take a dossier in. Raises: RefusedError person_missing, procedure_missing, too_long, count_below_one."""
    return Act(kind="dossier.register", record=dossier.id, body=Body(sets=written_at_intake(dossier)))


def written_at_intake(dossier: Dossier) -> dict[str, Any]:
    """Return what the desk writes when a dossier first comes. Raises: RefusedError as `register`."""
    _check(dossier)
    return _values(dossier, _WRITTEN_AT_INTAKE + (_LEASED if dossier.official_code else []))


def amend(before: Dossier, after: Dossier) -> Act:
    """Change what differs; a result binds its procedure, which says who may receive it.

    Raises: RefusedError nothing_changed, dossier_closed, procedure_has_result and those of `register`.
    """
    if before.status in (Business.HANDED_OVER, Business.VOIDED):
        raise RefusedError("dossier_closed")
    if before.result_number and after.procedure != before.procedure:
        raise RefusedError("procedure_has_result")
    _check(after)
    old, new = _values(before, AMENDABLE), _values(after, AMENDABLE)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if not changed:
        raise RefusedError("nothing_changed")
    return Act(kind="dossier.amend", record=before.id, body=Body(sets=changed))


def give_official_code(dossier: Dossier, code: str) -> Act:
    """Write down the centre's code; the provisional one stays beside it. Raises: MalformedCodeError, RefusedError."""
    code = str(parse_official(code))
    if dossier.official_code == code:
        raise RefusedError("nothing_changed")
    return Act(kind="dossier.official_code", record=dossier.id, body=Body(sets={"official_code": code}))


def signed_result(*, number: str, signer: str, signed_on: str, note: str) -> dict[str, Any]:
    """Return the fields of a signed result. Raises: RefusedError result_number_missing, signer_missing."""
    number, signer = nfc(number).strip(), nfc(signer).strip()
    if not number:
        raise RefusedError("result_number_missing")
    if not signer:
        raise RefusedError("signer_missing")
    return {"result_number": number, "signer": signer, "signed_on": signed_on, "decision_note": nfc(note).strip()}


def record_result(dossier: Dossier, *, number: str, signer: str, signed_on: str, note: str = "") -> Act:
    """Write down the signed result. `signed_on` is dd/MM/yyyy. Raises: RefusedError result_number_missing, …"""
    require_move(dossier, Event.RESULT_RECORDED)
    sets = signed_result(number=number, signer=signer, signed_on=signed_on, note=note)
    return Act(kind="dossier.result", record=dossier.id, body=Body(sets=sets))


def void(dossier: Dossier, *, reason: str) -> Act:
    """Take back a dossier that should not have been saved. Raises: RefusedError reason_missing, not_now."""
    require_move(dossier, Event.VOIDED)
    if not reason.strip():
        raise RefusedError("reason_missing")
    return Act(kind="dossier.void", record=dossier.id, body=Body(reason=nfc(reason).strip()))


def require_move(dossier: Dossier, event: Event) -> None:
    """Raise RefusedError not_now where the tables do not allow `event`."""
    if not dossier.can(event):
        raise RefusedError("not_now", event)


def plain_papers(papers: Iterable[PaperTaken]) -> list[dict[str, Any]]:
    """Return papers as a record holds them."""
    return [asdict(paper) for paper in papers]


def _values(dossier: Dossier, names: list[str]) -> dict[str, Any]:
    values = {name: getattr(dossier, name) for name in names}
    if "papers" in values:
        values["papers"] = plain_papers(dossier.papers)
    return {name: nfc(value).strip() if isinstance(value, str) else value for name, value in values.items()}


def _check(dossier: Dossier) -> None:
    if not dossier.person or not dossier.person_name.strip():
        raise RefusedError("person_missing")
    if not dossier.procedure:
        raise RefusedError("procedure_missing")
    if dossier.copies < 1 or dossier.pages < 1 or any(paper.count < 1 for paper in dossier.papers):
        raise RefusedError("count_below_one")
    if dossier.fee_vnd is not None and dossier.fee_vnd < 0:
        raise RefusedError("fee_below_zero")
    if len(dossier.note) > MAX_NOTE_CHARS or len(dossier.request) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "note")
