"""Results that wait: which may be handed over here and now, which are held for correction or lost. No widgets."""

from typing import Final

from desktop_app.services import results
from desktop_app.services.desk import Desk
from desktop_app.storage.search import Narrow
from sync.records.codes import EnvelopeCode, MalformedCodeError, parse_code
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER
from sync.records.states import Delivery, Event

MOST_FOUND: Final = 50
MOST_IN_TROUBLE: Final = 200


def in_trouble(desk: Desk) -> tuple[Dossier, ...]:
    """Return results that wait for their correction or are lost, latest known first."""
    states = Narrow(deliveries=frozenset({Delivery.HELD, Delivery.LOST}))
    with desk.notebook.reading() as reader:
        found = reader.find("", record_type=DOSSIER, limit=MOST_IN_TROUBLE, narrow=states)
        return tuple(Dossier.of(record) for record in reader.records_at([row for row, _ in found.rows]))


def at_hand(desk: Desk, query: str) -> tuple[Dossier, ...]:
    """Return results that may be handed over at the counter now, found by code, name or number; for "" the shelf.

    A scanned envelope finds its dossier. What was solved a moment ago needs no shelf (trả ngay).
    """
    if not query:
        return results.shelf(desk)
    return tuple(each for each in find(desk, query) if may_be_handed_over(each))


def may_be_handed_over(dossier: Dossier) -> bool:
    """Tell whether the result is in the office and may go to its receiver now."""
    is_here = dossier.delivery in (Delivery.NOT_READY, Delivery.READY)
    return bool(dossier.result_number) and is_here and dossier.can(Event.SIGNED_FOR)


def find(desk: Desk, query: str) -> tuple[Dossier, ...]:
    """Return dossiers by what was typed or scanned, an envelope's code included."""
    with desk.notebook.reading() as reader:
        found = reader.search(dossier_code_in(query) or query, record_type=DOSSIER, limit=MOST_FOUND)
        return tuple(Dossier.of(record) for record in found)


def dossier_code_in(text: str) -> str:
    """Return the code of the dossier that a code on paper (envelope's, dossier's) means, "" where it is none."""
    try:
        code = parse_code(text)
    except MalformedCodeError:
        return ""
    return str(code.dossier if isinstance(code, EnvelopeCode) else code)
