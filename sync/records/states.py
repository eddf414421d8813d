"""The legal moves of dossier, delivery, run and conflict as tables; the national code of a state is pack data."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Business(StrEnum):
    """Where a dossier stands in the office; the national code is a second field, mapped by the catalogue pack."""

    RECEIVED = "received"
    REFUSED = "refused"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWING = "withdrawing"
    STOPPED = "stopped"
    SOLVED = "solved"
    HANDED_OVER = "handed_over"
    VOIDED = "voided"


class Delivery(StrEnum):
    """Where a result stands on its way to its owner; HELD is back from a door with a fault in it, to be corrected."""

    NOT_READY = "not_ready"
    READY = "ready"
    OUT = "out"
    ABSENT = "absent"
    REFUSED = "refused"
    REDATED = "redated"
    WRONG_CONTENT = "wrong_content"
    HELD = "held"
    POSTED = "posted"
    LOST = "lost"
    HANDED_OVER = "handed_over"


class Run(StrEnum):
    """An evening's delivery run."""

    OPEN = "open"
    CLOSED = "closed"


class Conflict(StrEnum):
    """Whether a person has decided between the two values of a conflict."""

    OPEN = "open"
    SETTLED = "settled"


class Event(StrEnum):
    """What happened; a move is (state, event) -> state."""

    ACCEPTED = "accepted"
    ASKED_FIRST = "asked_first"
    REFUSED_FIRST = "refused_first"
    SUPPLEMENT_ASKED = "supplement_asked"
    COMPLETED = "completed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    REOPENED_WAITING = "reopened_waiting"
    FORWARDED = "forwarded"
    RESULT_RECORDED = "result_recorded"
    RESULT_TAKEN_BACK = "result_taken_back"
    VOIDED = "voided"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    TAKEN_OUT = "taken_out"
    SIGNED_FOR = "signed_for"
    NOBODY_HOME = "nobody_home"
    DECLINED = "declined"
    FOUND_WRONG = "found_wrong"
    DATE_CHANGED = "date_changed"
    POSTED = "posted"
    LOST = "lost"
    FOUND = "found"
    CORRECTED = "corrected"
    BROUGHT_BACK = "brought_back"
    OPENED = "opened"
    CLOSED = "closed"
    SETTLED = "settled"


STATUS: Final = "status"
DELIVERY: Final = "delivery"
RUN_STATE: Final = "state"
CONFLICT_STATE: Final = RUN_STATE
"""Runs and conflicts keep theirs in a field of one name, and so share a table; their states differ but for open."""

AT_THE_DOOR: Final = (Delivery.OUT, Delivery.ABSENT, Delivery.REDATED, Delivery.REFUSED)
"""Out of the office in somebody's hands, and no outcome yet that ends the visit for good."""

MOVES: Final[Mapping[str, Mapping[tuple[str | None, Event], str]]] = {
    STATUS: {
        (None, Event.ACCEPTED): Business.RECEIVED,
        (None, Event.ASKED_FIRST): Business.SUPPLEMENT,
        (None, Event.REFUSED_FIRST): Business.REFUSED,
        (Business.RECEIVED, Event.FORWARDED): Business.PROCESSING,
        (Business.RECEIVED, Event.SUPPLEMENT_ASKED): Business.SUPPLEMENT,
        (Business.PROCESSING, Event.SUPPLEMENT_ASKED): Business.SUPPLEMENT,
        (Business.SUPPLEMENT, Event.COMPLETED): Business.RECEIVED,
        (Business.RECEIVED, Event.REFUSED): Business.REFUSED,
        (Business.SUPPLEMENT, Event.REFUSED): Business.REFUSED,
        (Business.RECEIVED, Event.WITHDRAWN): Business.WITHDRAWING,
        (Business.PROCESSING, Event.WITHDRAWN): Business.WITHDRAWING,
        (Business.SUPPLEMENT, Event.WITHDRAWN): Business.WITHDRAWING,
        (Business.REFUSED, Event.REOPENED): Business.RECEIVED,
        (Business.REFUSED, Event.REOPENED_WAITING): Business.SUPPLEMENT,
        (Business.WITHDRAWING, Event.REOPENED): Business.RECEIVED,
        (Business.WITHDRAWING, Event.REOPENED_WAITING): Business.SUPPLEMENT,
        (Business.RECEIVED, Event.RESULT_RECORDED): Business.SOLVED,
        (Business.PROCESSING, Event.RESULT_RECORDED): Business.SOLVED,
        (Business.SOLVED, Event.RESULT_TAKEN_BACK): Business.RECEIVED,
        (Business.RECEIVED, Event.VOIDED): Business.VOIDED,
        (Business.PROCESSING, Event.VOIDED): Business.VOIDED,
        (Business.SUPPLEMENT, Event.VOIDED): Business.VOIDED,
        (Business.REFUSED, Event.VOIDED): Business.VOIDED,
        (Business.SOLVED, Event.SIGNED_FOR): Business.HANDED_OVER,
        (Business.SOLVED, Event.POSTED): Business.HANDED_OVER,  # registered post counts as handed over
    },
    DELIVERY: {
        (None, Event.ACCEPTED): Delivery.NOT_READY,
        (None, Event.ASKED_FIRST): Delivery.NOT_READY,
        (None, Event.REFUSED_FIRST): Delivery.NOT_READY,
        (Delivery.NOT_READY, Event.SHELVED): Delivery.READY,
        (Delivery.READY, Event.UNSHELVED): Delivery.NOT_READY,
        (Delivery.READY, Event.TAKEN_OUT): Delivery.OUT,
        (Delivery.NOT_READY, Event.SIGNED_FOR): Delivery.HANDED_OVER,  # "trả ngay": signed at the desk at once
        (Delivery.READY, Event.SIGNED_FOR): Delivery.HANDED_OVER,
        (Delivery.READY, Event.POSTED): Delivery.POSTED,
        (Delivery.READY, Event.FOUND_WRONG): Delivery.HELD,
        (Delivery.READY, Event.LOST): Delivery.LOST,
        (Delivery.WRONG_CONTENT, Event.LOST): Delivery.LOST,
        (Delivery.WRONG_CONTENT, Event.BROUGHT_BACK): Delivery.HELD,
        (Delivery.HELD, Event.CORRECTED): Delivery.READY,
        (Delivery.LOST, Event.FOUND): Delivery.READY,
        # Still out by the book, and no open run to bring it back: it was closed without knowing of the last visit.
        (Delivery.WRONG_CONTENT, Event.FOUND): Delivery.HELD,
        **{(state, Event.FOUND): Delivery.READY for state in AT_THE_DOOR},
        **{(state, Event.SIGNED_FOR): Delivery.HANDED_OVER for state in AT_THE_DOOR},
        **{(state, Event.NOBODY_HOME): Delivery.ABSENT for state in AT_THE_DOOR},
        **{(state, Event.DECLINED): Delivery.REFUSED for state in AT_THE_DOOR},
        **{(state, Event.DATE_CHANGED): Delivery.REDATED for state in AT_THE_DOOR},
        **{(state, Event.FOUND_WRONG): Delivery.WRONG_CONTENT for state in AT_THE_DOOR},
        **{(state, Event.POSTED): Delivery.POSTED for state in AT_THE_DOOR},
        **{(state, Event.LOST): Delivery.LOST for state in AT_THE_DOOR},
        **{(state, Event.BROUGHT_BACK): Delivery.READY for state in AT_THE_DOOR},
    },
    RUN_STATE: {
        (None, Event.OPENED): Run.OPEN,
        (Run.OPEN, Event.CLOSED): Run.CLOSED,
        (Conflict.OPEN, Event.SETTLED): Conflict.SETTLED,
    },
}

# A fact of the world is never rejected: where the table has no move, this is where it leads, and a person is called.
FACT_LEADS_TO: Final[Mapping[tuple[str, Event], str]] = {
    (STATUS, Event.SIGNED_FOR): Business.HANDED_OVER,
    (STATUS, Event.POSTED): Business.HANDED_OVER,
    (DELIVERY, Event.SIGNED_FOR): Delivery.HANDED_OVER,
    (DELIVERY, Event.NOBODY_HOME): Delivery.ABSENT,
    (DELIVERY, Event.DECLINED): Delivery.REFUSED,
    (DELIVERY, Event.DATE_CHANGED): Delivery.REDATED,
    (DELIVERY, Event.FOUND_WRONG): Delivery.WRONG_CONTENT,
    (DELIVERY, Event.POSTED): Delivery.POSTED,
    (DELIVERY, Event.LOST): Delivery.LOST,
    (DELIVERY, Event.FOUND): Delivery.READY,
    (DELIVERY, Event.BROUGHT_BACK): Delivery.READY,
    (DELIVERY, Event.TAKEN_OUT): Delivery.OUT,
    (RUN_STATE, Event.CLOSED): Run.CLOSED,
}

# Once the paper is in its owner's hands nothing but another hand-over moves it: the rest is kept in a conflict, in
# whichever order the two arrive.
STANDS_AGAINST_OTHERS: Final[Mapping[str, str]] = {STATUS: Business.HANDED_OVER, DELIVERY: Delivery.HANDED_OVER}


def moved(machine: str, state: str | None, event: Event) -> str | None:
    """Return the state after `event`, or None where the table has no such move."""
    return MOVES[machine].get((state, event))
