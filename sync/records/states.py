"""The legal moves of dossier, delivery and run as tables, and the map to the ten national status codes (data)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Business(StrEnum):
    """Where a dossier stands in the office; the national code is a second field, mapped by NATIONAL_CODE."""

    RECEIVED = "received"
    PROCESSING = "processing"
    SOLVED = "solved"
    HANDED_OVER = "handed_over"
    VOIDED = "voided"


class Delivery(StrEnum):
    """Where a result stands on its way to its owner (domain: san_sang, dang_giao, da_giao, vang_mat)."""

    NOT_READY = "not_ready"
    READY = "ready"
    OUT = "out"
    ABSENT = "absent"
    HANDED_OVER = "handed_over"


class Run(StrEnum):
    """An evening's delivery run."""

    OPEN = "open"
    CLOSED = "closed"


class Event(StrEnum):
    """What happened; a move is (state, event) -> state."""

    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    RESULT_RECORDED = "result_recorded"
    RESULT_TAKEN_BACK = "result_taken_back"
    VOIDED = "voided"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    TAKEN_OUT = "taken_out"
    SIGNED_FOR = "signed_for"
    NOBODY_HOME = "nobody_home"
    BROUGHT_BACK = "brought_back"
    OPENED = "opened"
    CLOSED = "closed"


STATUS: Final = "status"
DELIVERY: Final = "delivery"
RUN_STATE: Final = "state"

MOVES: Final[Mapping[str, Mapping[tuple[str | None, Event], str]]] = {
    STATUS: {
        (None, Event.ACCEPTED): Business.RECEIVED,
        (Business.RECEIVED, Event.FORWARDED): Business.PROCESSING,
        (Business.RECEIVED, Event.RESULT_RECORDED): Business.SOLVED,
        (Business.PROCESSING, Event.RESULT_RECORDED): Business.SOLVED,
        (Business.SOLVED, Event.RESULT_TAKEN_BACK): Business.RECEIVED,
        (Business.RECEIVED, Event.VOIDED): Business.VOIDED,
        (Business.PROCESSING, Event.VOIDED): Business.VOIDED,
        (Business.SOLVED, Event.SIGNED_FOR): Business.HANDED_OVER,
    },
    DELIVERY: {
        (None, Event.ACCEPTED): Delivery.NOT_READY,
        (Delivery.NOT_READY, Event.SHELVED): Delivery.READY,
        (Delivery.READY, Event.UNSHELVED): Delivery.NOT_READY,
        (Delivery.READY, Event.TAKEN_OUT): Delivery.OUT,
        (Delivery.NOT_READY, Event.SIGNED_FOR): Delivery.HANDED_OVER,  # "trả ngay": signed at the desk at once
        (Delivery.READY, Event.SIGNED_FOR): Delivery.HANDED_OVER,
        (Delivery.OUT, Event.SIGNED_FOR): Delivery.HANDED_OVER,
        (Delivery.OUT, Event.NOBODY_HOME): Delivery.ABSENT,
        (Delivery.ABSENT, Event.NOBODY_HOME): Delivery.ABSENT,  # a second knock the same evening
        (Delivery.ABSENT, Event.SIGNED_FOR): Delivery.HANDED_OVER,
        (Delivery.OUT, Event.BROUGHT_BACK): Delivery.READY,
        (Delivery.ABSENT, Event.BROUGHT_BACK): Delivery.READY,
    },
    RUN_STATE: {
        (None, Event.OPENED): Run.OPEN,
        (Run.OPEN, Event.CLOSED): Run.CLOSED,
    },
}

# A fact of the world is never rejected: where the table has no move, this is where it leads, and a person is called.
FACT_LEADS_TO: Final[Mapping[tuple[str, Event], str]] = {
    (STATUS, Event.SIGNED_FOR): Business.HANDED_OVER,
    (DELIVERY, Event.SIGNED_FOR): Delivery.HANDED_OVER,
    (DELIVERY, Event.NOBODY_HOME): Delivery.ABSENT,
    (DELIVERY, Event.BROUGHT_BACK): Delivery.READY,
    (DELIVERY, Event.TAKEN_OUT): Delivery.OUT,
    (RUN_STATE, Event.CLOSED): Run.CLOSED,
}

# Once the paper is in its owner's hands nothing but another hand-over moves it: the rest is kept in a conflict, in
# whichever order the two arrive.
STANDS_AGAINST_OTHERS: Final[Mapping[str, str]] = {STATUS: Business.HANDED_OVER, DELIVERY: Delivery.HANDED_OVER}

NATIONAL_CODE: Final[Mapping[Business, int]] = {
    Business.RECEIVED: 2,
    Business.PROCESSING: 4,
    Business.SOLVED: 9,
    Business.HANDED_OVER: 10,
    Business.VOIDED: 8,
}


def moved(machine: str, state: str | None, event: Event) -> str | None:
    """Return the state after `event`, or None where the table has no such move."""
    return MOVES[machine].get((state, event))
