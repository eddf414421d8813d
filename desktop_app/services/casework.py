"""A dossier between the desk and its result: supplements, refusal, withdrawal, the centre's code. No widgets."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from desktop_app.services import intake
from desktop_app.services.desk import Desk, local_time
from desktop_app.services.intake import IntakeDraft
from sync.records import dossier as dossiers
from sync.records import supplement
from sync.records.act import Act
from sync.records.catalogue import UnknownProcedureError
from sync.records.dossier import Dossier, PaperTaken
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER
from sync.records.states import Business

MOST_WITH_A_CODE: Final = 20


def ask_first(desk: Desk, draft: IntakeDraft, *, papers: Sequence[str] = (), reason: str = "") -> Dossier:
    """Save a form whose papers are not complete as one request for all of them; nothing is accepted yet.

    `papers` are further ones beside the required papers that the form leaves unticked. Raises: RefusedError.
    """
    at_ms = desk.clock.now_ms()
    return intake.file(desk, draft, lambda made: supplement.ask_first(made, papers=papers, reason=reason, at_ms=at_ms))


def refuse_first(desk: Desk, draft: IntakeDraft, *, reason: str, ground: str) -> Dossier:
    """Save that a dossier was not taken in, with reason and legal ground. Raises: RefusedError."""
    return intake.file(desk, draft, lambda made: supplement.refuse_first(made, reason=reason, ground=ground))


def ask(desk: Desk, dossier_id: UUID, *, papers: Sequence[str] = (), reason: str = "", again: str = "") -> Dossier:
    """Ask for everything that is missing, once; a second request needs `again`. Raises: RefusedError."""
    at_ms = desk.clock.now_ms()
    return _change(
        desk,
        dossier_id,
        lambda dossier: supplement.ask(dossier, papers=papers, reason=reason, again=again, at_ms=at_ms),
    )


def complete(desk: Desk, dossier_id: UUID, *, papers: Sequence[PaperTaken]) -> Dossier:
    """Take the missing papers in; the time for the answer is counted anew from now. Raises: RefusedError."""
    now_ms = desk.clock.now_ms()

    def act(dossier: Dossier) -> Act:
        return supplement.complete(
            dossier,
            papers=papers,
            received_at_ms=dossier.received_at_ms if dossier.was_accepted else now_ms,
            due_at_ms=_due_at_ms(desk, dossier),
            at_ms=now_ms,
        )

    return _change(desk, dossier_id, act)


def refuse(desk: Desk, dossier_id: UUID, *, reason: str, ground: str) -> Dossier:
    """Refuse a dossier that was taken in. Raises: RefusedError reason_missing, ground_missing, not_now."""
    return _change(desk, dossier_id, lambda dossier: supplement.refuse(dossier, reason=reason, ground=ground))


def withdraw(desk: Desk, dossier_id: UUID, *, reason: str) -> Dossier:
    """Write down that the citizen takes his dossier back. Raises: RefusedError reason_missing, not_now."""
    return _change(desk, dossier_id, lambda dossier: supplement.withdraw(dossier, reason=reason))


def forward(desk: Desk, dossier_id: UUID, *, note: str = "") -> Dossier:
    """Pass a dossier on to the specialist. Raises: RefusedError not_now."""
    return _change(desk, dossier_id, lambda dossier: supplement.forward(dossier, note=note))


def give_official_code(desk: Desk, dossier_id: UUID, code: str) -> Dossier:
    """Write the centre's code beside the provisional one.

    Raises: MalformedCodeError; RefusedError nothing_changed, code_taken about the dossier that has it.
    """
    with desk.notebook.writing(desk.author) as work:
        act = dossiers.give_official_code(Dossier.of(work.get(DOSSIER, dossier_id)), code)
        given = act.body.sets["official_code"]
        for other in map(Dossier.of, work.view().search(given, record_type=DOSSIER, limit=MOST_WITH_A_CODE)):
            is_gone = other.id == dossier_id or other.status == Business.VOIDED
            if other.official_code == given and not is_gone:
                raise RefusedError("code_taken", other.provisional_code)
        work.record(act)
        return Dossier.of(work.get(DOSSIER, dossier_id))


def _due_at_ms(desk: Desk, dossier: Dossier) -> int | None:
    """Return when the answer is due if its time runs from now, None where this laptop's catalogue cannot tell."""
    received_on = local_time(dossier.received_at_ms).date()
    try:
        procedure = desk.catalogue.procedure(dossier.procedure, received_on, desk.commune)
    except UnknownProcedureError:  # of another pack; the papers are here all the same
        return None
    return intake.propose(
        desk, procedure, pages=dossier.pages, copies=dossier.copies, limit_case=dossier.limit_case
    ).due_at_ms


def _change(desk: Desk, dossier_id: UUID, act: Callable[[Dossier], Act]) -> Dossier:
    with desk.notebook.writing(desk.author) as work:
        work.record(act(Dossier.of(work.get(DOSSIER, dossier_id))))
        return Dossier.of(work.get(DOSSIER, dossier_id))
