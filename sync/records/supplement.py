"""What happens to a dossier between the desk and its result: a supplement asked once, refusal, withdrawal. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sync.records.act import Act
from sync.records.dossier import (
    ASKED,
    MAX_NOTE_CHARS,
    RECEIVED,
    Dossier,
    PaperTaken,
    plain_papers,
    require_move,
    written_at_intake,
)
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.states import Event
from sync.records.text import nfc

MAX_PAPERS: Final = 60


def ask_first(dossier: Dossier, *, papers: Sequence[str], reason: str, at_ms: int) -> Act:
    """Write down that somebody came with too little: one complete request, and no dossier accepted yet.

    Raises: RefusedError papers_missing, too_long and those of `dossier.register`.
    """
    asked = _request(dossier, papers, reason, "", at_ms) | {"is_first": True}
    return Act(
        kind="dossier.ask_first",
        record=dossier.id,
        body=Body(sets=written_at_intake(replace(dossier, due_at_ms=None)), appends={"supplements": asked}),
    )


def ask(dossier: Dossier, *, papers: Sequence[str], reason: str, again: str = "", at_ms: int) -> Act:
    """Ask for everything that is missing. A second request counts as late and needs its own reason (`again`).

    Raises: RefusedError papers_missing, second_supplement, too_long, not_now.
    """
    require_move(dossier, Event.SUPPLEMENT_ASKED)
    if dossier.times_asked and not again.strip():
        raise RefusedError("second_supplement")
    asked = _request(dossier, papers, reason, again, at_ms)
    return Act(kind="dossier.ask", record=dossier.id, body=Body(appends={"supplements": asked}))


def complete(
    dossier: Dossier, *, papers: Sequence[PaperTaken], received_at_ms: int, due_at_ms: int | None, at_ms: int
) -> Act:
    """Take the missing papers in: the dossier goes on, with its due time counted anew by the caller.

    `papers` is the whole list as it stands now. Raises: RefusedError still_missing, not_now.
    """
    require_move(dossier, Event.COMPLETED)
    if any(paper.is_required and not paper.is_present for paper in papers):
        raise RefusedError("still_missing")
    brought = [paper.name for paper in papers if paper.id in {each.id for each in dossier.missing}]
    entry = {"what": RECEIVED, "papers": brought, "reason": "", "again": "", "at_ms": at_ms}
    sets: dict[str, Any] = {"papers": plain_papers(papers), "due_at_ms": due_at_ms}
    if received_at_ms != dossier.received_at_ms:
        sets["received_at_ms"] = received_at_ms
    return Act(kind="dossier.complete", record=dossier.id, body=Body(sets=sets, appends={"supplements": entry}))


def refuse_first(dossier: Dossier, *, reason: str, ground: str) -> Act:
    """Write down that a dossier was not taken in, why and by which rule.

    Raises: RefusedError reason_missing, ground_missing, too_long and those of `dossier.register`.
    """
    sets = written_at_intake(replace(dossier, due_at_ms=None)) | _refusal(reason, ground)
    return Act(kind="dossier.refuse_first", record=dossier.id, body=Body(sets=sets))


def refuse(dossier: Dossier, *, reason: str, ground: str) -> Act:
    """Refuse a dossier. Raises: RefusedError reason_missing, ground_missing, too_long, not_now."""
    require_move(dossier, Event.REFUSED)
    return Act(kind="dossier.refuse", record=dossier.id, body=Body(sets=_refusal(reason, ground)))


def withdraw(dossier: Dossier, *, reason: str) -> Act:
    """Write down that the citizen takes his dossier back; never once there is a result. Raises: RefusedError."""
    require_move(dossier, Event.WITHDRAWN)
    return Act(kind="dossier.withdraw", record=dossier.id, body=Body(reason=_said(reason, "reason_missing")))


def forward(dossier: Dossier, *, note: str = "") -> Act:
    """Pass a dossier on to the specialist. Raises: RefusedError not_now."""
    require_move(dossier, Event.FORWARDED)
    return Act(kind="dossier.forward", record=dossier.id, body=Body(reason=nfc(note).strip()))


def _request(dossier: Dossier, papers: Sequence[str], reason: str, again: str, at_ms: int) -> dict[str, Any]:
    """Return the entry of the log; the papers named beside those that the dossier itself knows to be missing."""
    known = [paper.name for paper in dossier.missing]
    wanted = [*known, *(name for name in (nfc(each).strip() for each in papers) if name and name not in known)]
    if not wanted:
        raise RefusedError("papers_missing")
    if len(wanted) > MAX_PAPERS or sum(len(name) for name in wanted) > MAX_NOTE_CHARS * 4:
        raise RefusedError("too_long", "papers")
    if max(len(reason), len(again)) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "reason")
    return {
        "what": ASKED,
        "papers": wanted,
        "reason": nfc(reason).strip(),
        "again": nfc(again).strip(),
        "at_ms": at_ms,
    }


def _refusal(reason: str, ground: str) -> dict[str, Any]:
    return {"refusal": _said(reason, "reason_missing"), "refusal_ground": _said(ground, "ground_missing")}


def _said(text: str, cause: str) -> str:
    clean = nfc(text).strip()
    if not clean:
        raise RefusedError(cause)
    if len(clean) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "reason")
    return clean
