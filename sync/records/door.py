"""What can happen at a door, or on the way, when the result was not signed for. Facts of the world; pure."""

import re
from typing import Any, Final

from sync.records.act import Act
from sync.records.delivery import attempt_of, lying_at
from sync.records.dossier import MAX_NOTE_CHARS, Dossier, require_move, signed_result
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.partial_date import PartialDate
from sync.records.states import Event
from sync.records.text import nfc

MAX_TRACKING_CHARS: Final = 40
_TRACKING: Final = re.compile(r"[0-9A-Z]{6,40}", re.ASCII)


def nobody_home(dossier: Dossier, *, place: str, at_ms: int, note: str = "") -> Act:
    """Write down that nobody was there; the result travels back. Raises: RefusedError not_now, too_long."""
    return _outcome(dossier, "delivery.absent", Event.NOBODY_HOME, "absent", place=place, at_ms=at_ms, note=note)


def decline(dossier: Dossier, *, reason: str, place: str, at_ms: int) -> Act:
    """Write down that the receiver would not take it, and why. Raises: RefusedError reason_missing, not_now."""
    _require_words(reason)
    return _outcome(dossier, "delivery.decline", Event.DECLINED, "refused", place=place, at_ms=at_ms, note=reason)


def found_wrong(dossier: Dossier, *, what: str, place: str, at_ms: int) -> Act:
    """Write down that the paper itself is wrong: it is not handed over, and goes back to the specialist.

    Raises: RefusedError reason_missing, not_now.
    """
    _require_words(what)
    return _outcome(dossier, "delivery.wrong", Event.FOUND_WRONG, "wrong_content", place=place, at_ms=at_ms, note=what)


def change_date(dossier: Dossier, *, day: str, place: str, at_ms: int, note: str = "") -> Act:
    """Write down another day that was agreed (dd/MM/yyyy). Raises: RefusedError, PartialDateError."""
    if not day.strip():
        raise RefusedError("day_missing")
    agreed = PartialDate.parse(day)
    if agreed.as_date() is None:
        raise RefusedError("day_missing")
    sets = {"next_visit": str(agreed)}
    kind, event = "delivery.redate", Event.DATE_CHANGED
    return _outcome(dossier, kind, event, "redated", place=place, at_ms=at_ms, note=note, sets=sets)


def post(dossier: Dossier, *, tracking_number: str, place: str, at_ms: int, note: str = "") -> Act:
    """Hand the result to the public post against its tracking number. Raises: RefusedError tracking_missing, …"""
    number = "".join(tracking_number.upper().split())
    if not _TRACKING.fullmatch(number):
        raise RefusedError("tracking_missing")
    if not dossier.result_number:
        raise RefusedError("result_missing")
    if not dossier.can(Event.POSTED):
        raise RefusedError("not_now", Event.POSTED)
    sets = {"tracking_number": number, "delivered_at_ms": at_ms}
    return _outcome(dossier, "delivery.post", Event.POSTED, "posted", place=place, at_ms=at_ms, note=note, sets=sets)


def lose(dossier: Dossier, *, report: str, place: str, at_ms: int) -> Act:
    """Write down that the result is missing; the report says how. Raises: RefusedError reason_missing, not_now."""
    _require_words(report)
    return _outcome(dossier, "delivery.lose", Event.LOST, "lost", place=place, at_ms=at_ms, note=report)


def find(dossier: Dossier, *, shelf: str, note: str, at_ms: int) -> Act:
    """Put a lost result that has turned up back on the shelf. Raises: RefusedError shelf_missing, not_now."""
    if not shelf.strip():
        raise RefusedError("shelf_missing")
    sets = {**lying_at(shelf, at_ms), "run": ""}
    return _outcome(dossier, "delivery.find", Event.FOUND, "found", place="office", at_ms=at_ms, note=note, sets=sets)


def correct(dossier: Dossier, *, number: str, signer: str, signed_on: str, note: str = "") -> Act:
    """Write down the corrected result of a dossier held back for wrong content; it is ready again.

    Raises: RefusedError result_number_missing, signer_missing, not_now.
    """
    require_move(dossier, Event.CORRECTED)
    sets = signed_result(number=number, signer=signer, signed_on=signed_on, note=note)
    return Act(kind="dossier.correct", record=dossier.id, body=Body(sets=sets))


def _outcome(
    dossier: Dossier,
    kind: str,
    event: Event,
    outcome: str,
    *,
    place: str,
    at_ms: int,
    note: str,
    sets: dict[str, Any] | None = None,
) -> Act:
    require_move(dossier, event)
    if len(note) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "note")
    attempt = {**attempt_of(dossier, outcome, place=place, at_ms=at_ms), "note": nfc(note).strip()}
    return Act(kind=kind, record=dossier.id, body=Body(sets=sets or {}, appends={"attempts": attempt}))


def _require_words(text: str) -> None:
    if not text.strip():
        raise RefusedError("reason_missing")
