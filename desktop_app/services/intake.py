"""Taking dossiers in: people found or added, dossiers registered, amended and undone, the draft kept. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from desktop_app.services.desk import Desk, local_time, to_ms
from desktop_app.services.numbers import next_codes
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records import undoing
from sync.records.act import Act
from sync.records.calendar import CalendarNotKnownError, Limit, due_at, legal_receipt
from sync.records.catalogue import Paper, Procedure, UnknownProcedureError
from sync.records.citizen_card import CitizenCard
from sync.records.dossier import RECEIVED, Dossier, PaperTaken
from sync.records.errors import RefusedError
from sync.records.fees import amount
from sync.records.person import Person
from sync.records.rules import DOSSIER, PERSON

INTAKE_DRAFT = "intake"


class IntakeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The half-filled form, kept in the encrypted notebook so that a power cut loses nothing typed.

    `person_id` is empty for somebody not yet in the notebook; `papers`: paper id -> (kind, count, is_present).
    `is_due_proposed`: nobody typed the due time, so that it is counted anew at the moment of saving.
    """

    person_id: str = ""
    name: str = ""
    birth: str = ""
    sex: str = ""
    personal_number: str = ""
    old_number: str = ""
    phone: str = ""
    address: str = ""
    cluster: str = ""
    procedure: str = ""
    request: str = ""
    papers: dict[str, tuple[str, int, bool]] = msgspec.field(default_factory=dict)
    pages: int = 1
    copies: int = 1
    limit_case: str = ""
    fee_case: str = ""
    fee_vnd: int | None = None
    fee_ground: str = ""
    fee_paid: bool = False
    fee_receipt: str = ""
    due_at_ms: int | None = None
    is_due_proposed: bool = False
    urgent: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the catalogue proposes for a procedure received now: due time (ms) and fee; None: unknown.

    `limit` is the rule that `due_at_ms` follows; `is_counted_later`: it counts from the next working day only, because
    the desk is shut or a same-day dossier came too late. `is_calendar_expected`: the due day is not settled yet.
    `is_same_day`: the result can be given at once ("trả ngay").
    """

    due_at_ms: int | None
    fee_vnd: int | None
    limit: Limit
    is_same_day: bool = False
    is_counted_later: bool = False
    is_calendar_expected: bool = False


def find_people(desk: Desk, query: str, *, limit: int = 20) -> tuple[Person, ...]:
    """Return residents that match `query` (name with or without marks, number, phone), best first."""
    with desk.notebook.reading() as reader:
        return tuple(Person.of(record) for record in reader.search(query, record_type=PERSON, limit=limit))


def known_person(desk: Desk, person_id: UUID) -> Person:
    """Return a resident of the notebook. Raises: MissingRecordError."""
    with desk.notebook.reading() as reader:
        return Person.of(reader.get(PERSON, person_id))


def draft_from_card(draft: IntakeDraft, card: CitizenCard) -> IntakeDraft:
    """Return the draft with the six fields that the card carries."""
    return msgspec.structs.replace(
        draft,
        name=card.name,
        birth=card.birth_text,
        sex=card.sex,
        personal_number=card.number,
        old_number=card.old_number,
        address=card.address,
    )


def propose(
    desk: Desk,
    procedure: Procedure,
    *,
    pages: int,
    copies: int,
    limit_case: str = "",
    fee_case: str = "",
    since_ms: int | None = None,
) -> Proposal:
    """Return due time and fee; either is None where the catalogue does not know. `since_ms`: receipt, None: now.

    The cases are names of the procedure's limits and fees; "" means the usual one.

    A day that the calendar does not have (the clock lies, or the pack is old) leaves the due time unknown.
    """
    limit = next((each for each in procedure.limits if each.case == limit_case), procedure.limit)
    fee = next((each for each in procedure.fees if each.case == fee_case), procedure.fee)
    calendar, is_later = desk.catalogue.calendar, False
    now = desk.local_now() if since_ms is None else local_time(since_ms)
    try:
        due = due_at(limit, now, calendar, desk.commune)
        receipt = legal_receipt(calendar, now, desk.commune)
        is_too_late = limit.working_days == 0 and receipt.time() >= calendar.hours(desk.commune).same_day_until
        is_later = is_too_late or receipt.date() != now.date()
    except CalendarNotKnownError:
        due = None
    return Proposal(
        due_at_ms=None if due is None else to_ms(due),
        fee_vnd=amount(fee, pages=pages, copies=copies),
        limit=limit,
        is_same_day=limit.working_days == 0,
        is_counted_later=is_later,
        is_calendar_expected=due is not None and calendar.is_expected_only(due.date()),
    )


def register(desk: Desk, draft: IntakeDraft) -> Dossier:
    """Save the form as a dossier, and the person where he is new, in one commit; the draft goes with it.

    Returns the dossier with its codes. Raises: RefusedError, DiskFullError; then nothing was written.
    """
    return file(desk, draft, dossiers.register)


def file(desk: Desk, draft: IntakeDraft, act: Callable[[Dossier], Act]) -> Dossier:
    """Save the form by `act`, one that creates a dossier, with the person where he is new, in one commit.

    Returns the dossier with its codes; the draft goes. Raises: RefusedError, DiskFullError; then nothing was written.
    """
    today = desk.local_now().date()
    procedure = desk.catalogue.procedure(draft.procedure, today, desk.commune)
    now_ms = desk.clock.now_ms()
    with desk.notebook.writing(desk.author) as work:
        person = _person_of(desk, draft)
        if not draft.person_id:
            work.record(people.register(person))
        codes = next_codes(work, today, commune=desk.commune, machine=desk.machine)
        made = Dossier(
            id=desk.new_id(),
            provisional_code=codes.provisional,
            official_code=codes.official,
            received_at_ms=now_ms,
            place_received=desk.place,
            person=person.id.hex,
            **_of_form(_due_now(desk, draft, procedure)),
            **_of_procedure(desk, draft, procedure),
        )
        work.record(act(made))
        work.drop_draft(INTAKE_DRAFT)
        return Dossier.of(work.get(DOSSIER, made.id))


def amend(desk: Desk, dossier_id: UUID, draft: IntakeDraft) -> Dossier:
    """Change a saved dossier to what the form says now, and the person it belongs to where that is another one.

    A form without `person_id` means the same person while the personal number stays, else somebody new. While the
    procedure stays, so does the pack by which the dossier was received, with every paper of it.

    Raises: RefusedError nothing_changed, dossier_closed, …
    """
    with desk.notebook.writing(desk.author) as work:
        before = Dossier.of(work.get(DOSSIER, dossier_id))
        number = draft.personal_number.strip()
        is_same = not draft.person_id and number != "" and number == before.personal_number
        person = before.person if is_same else UUID(hex=draft.person_id).hex if draft.person_id else desk.new_id().hex
        if draft.procedure == before.procedure:
            ruled: dict[str, Any] = {"papers": _papers_kept(desk, before, draft)}
        else:
            received_on = local_time(before.received_at_ms).date()
            ruled = _of_procedure(desk, draft, desk.catalogue.procedure(draft.procedure, received_on, desk.commune))
        after = replace(before, person=person, **_of_form(draft), **ruled)
        if not before.was_accepted:
            after = replace(after, due_at_ms=None)  # no time runs before all papers are there
        change = dossiers.amend(before, after)
        if not draft.person_id and not is_same:
            work.record(people.register(_person_of(desk, msgspec.structs.replace(draft, person_id=person))))
        work.record(change)
    return after


def undo(desk: Desk, dossier_id: UUID, *, reason: str) -> Dossier:
    """Take back the last act on a dossier by a new act. Raises: RefusedError cannot_undo, reason_missing, not_now."""
    with desk.notebook.writing(desk.author) as work:
        dossier = Dossier.of(work.get(DOSSIER, dossier_id))
        last = work.last_act(dossier_id)
        if last is None:
            raise RefusedError("cannot_undo")
        work.record(undoing.undo(dossier, last, reason=reason))
        return Dossier.of(work.get(DOSSIER, dossier_id))


def counted_from_ms(dossier: Dossier) -> int:
    """Return since when a dossier's time runs: its receipt, or the day on which the last missing papers came."""
    brought = [each.get("at_ms", 0) for each in dossier.supplements if each.get("what") == RECEIVED]
    return brought[-1] if brought else dossier.received_at_ms


def form_of(dossier: Dossier) -> IntakeDraft:
    """Return the form filled with a saved dossier, for amending it."""
    return IntakeDraft(
        person_id=dossier.person,
        name=dossier.person_name,
        birth=dossier.birth,
        personal_number=dossier.personal_number,
        phone=dossier.phone,
        address=dossier.address,
        cluster=dossier.cluster,
        procedure=dossier.procedure,
        request=dossier.request,
        papers={paper.id: (paper.kind, paper.count, paper.is_present) for paper in dossier.papers},
        pages=dossier.pages,
        copies=dossier.copies,
        limit_case=dossier.limit_case,
        fee_vnd=dossier.fee_vnd,
        fee_ground=dossier.fee_ground,
        fee_paid=dossier.fee_paid,
        fee_receipt=dossier.fee_receipt,
        due_at_ms=dossier.due_at_ms,
        urgent=dossier.urgent,
        note=dossier.note,
    )


def save_draft(desk: Desk, draft: IntakeDraft) -> None:
    """Keep the half-filled form; durable when this returns."""
    with desk.notebook.writing(desk.author) as work:
        work.save_draft(INTAKE_DRAFT, msgspec.msgpack.encode(draft))


def load_draft(desk: Desk) -> IntakeDraft | None:
    """Return the form that was left half filled, if any."""
    with desk.notebook.reading() as reader:
        payload = reader.draft(INTAKE_DRAFT)
    return None if payload is None else msgspec.msgpack.decode(payload, type=IntakeDraft)


def drop_draft(desk: Desk) -> None:
    """Forget the half-filled form: the official emptied it himself."""
    with desk.notebook.writing(desk.author) as work:
        work.drop_draft(INTAKE_DRAFT)


def _person_of(desk: Desk, draft: IntakeDraft) -> Person:
    identity = UUID(hex=draft.person_id) if draft.person_id else desk.new_id()
    return Person(
        id=identity,
        name=draft.name,
        birth=draft.birth,
        sex=draft.sex,
        personal_number=draft.personal_number,
        old_number=draft.old_number,
        phone=draft.phone,
        address=draft.address,
        cluster=draft.cluster,
    )


def _due_now(desk: Desk, draft: IntakeDraft, procedure: Procedure) -> IntakeDraft:
    """Return the form with its due time counted from now, unless somebody typed it.

    The form may have stood open over closing time, or been found again after the night.
    """
    if not draft.is_due_proposed:
        return draft
    proposal = propose(desk, procedure, pages=draft.pages, copies=draft.copies, limit_case=draft.limit_case)
    return msgspec.structs.replace(draft, due_at_ms=proposal.due_at_ms)


def _of_procedure(desk: Desk, draft: IntakeDraft, procedure: Procedure) -> dict[str, Any]:
    return {
        "procedure": procedure.code,
        "procedure_name": procedure.name,
        "pack": desk.catalogue.version,
        "papers": tuple(_paper_taken(paper, draft) for paper in procedure.papers),
    }


def _papers_kept(desk: Desk, before: Dossier, draft: IntakeDraft) -> tuple[PaperTaken, ...]:
    """Return the dossier's own papers as ticked now, and those of this laptop's catalogue that were ticked besides."""
    kept = [
        replace(paper, kind=kind, count=count, is_present=is_present)
        for paper in before.papers
        for kind, count, is_present in (draft.papers.get(paper.id, (paper.kind, paper.count, paper.is_present)),)
    ]
    known = {paper.id for paper in before.papers}
    try:
        received_on = local_time(before.received_at_ms).date()
        listed = desk.catalogue.procedure(before.procedure, received_on, desk.commune).papers
    except UnknownProcedureError:  # of a newer pack, or of one long gone: what stands in the dossier is enough
        listed = ()
    besides = [_paper_taken(paper, draft) for paper in listed if paper.id not in known]
    return (*kept, *(paper for paper in besides if paper.is_present))


def _paper_taken(paper: Paper, draft: IntakeDraft) -> PaperTaken:
    kind, count, is_present = draft.papers.get(paper.id, (paper.kind, 1, False))
    return PaperTaken(
        id=paper.id, name=paper.name, kind=kind, count=count, is_present=is_present, is_required=paper.is_required
    )


def _of_form(draft: IntakeDraft) -> dict[str, Any]:
    return {
        "person_name": draft.name,
        "personal_number": draft.personal_number,
        "birth": draft.birth,
        "address": draft.address,
        "cluster": draft.cluster,
        "phone": draft.phone,
        "request": draft.request,
        "pages": draft.pages,
        "copies": draft.copies,
        "limit_case": draft.limit_case,
        "fee_vnd": draft.fee_vnd,
        "fee_ground": draft.fee_ground,
        "fee_paid": draft.fee_paid,
        "fee_receipt": draft.fee_receipt,
        "due_at_ms": draft.due_at_ms,
        "urgent": draft.urgent,
        "note": draft.note,
    }
