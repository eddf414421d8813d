"""Taking an act back by a new one: the first stays in the log. Pure."""

from dataclasses import dataclass, replace
from typing import Any

from sync.records.act import Act
from sync.records.dossier import Dossier, require_move, void
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.states import DELIVERY, STATUS, Delivery, Event
from sync.records.text import nfc


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
    kind: str
    match last.kind:
        case "dossier.register" | "dossier.ask_first" | "dossier.refuse_first":
            return replace_body(void(dossier, reason=reason), undoes=last.seq)
        case "dossier.amend" | "dossier.official_code":
            kind, event, sets = last.kind, None, last.stood_before
        case "dossier.refuse" | "dossier.withdraw" if dossier.awaits_papers:
            kind, event, sets = "dossier.reopen_waiting", Event.REOPENED_WAITING, last.stood_before
        case "dossier.refuse" | "dossier.withdraw":
            kind, event, sets = "dossier.reopen", Event.REOPENED, last.stood_before
        case "dossier.result" if dossier.delivery == Delivery.NOT_READY:  # no envelope without its result
            kind, event, sets = "dossier.result_undo", Event.RESULT_TAKEN_BACK, last.stood_before
        case "delivery.shelve":
            kind, event, sets = "delivery.unshelve", Event.UNSHELVED, last.stood_before
        case _:
            raise RefusedError("cannot_undo")
    if event is not None:
        require_move(dossier, event)
    if not reason.strip():
        raise RefusedError("reason_missing")
    kept = {name: value for name, value in sets.items() if name not in (STATUS, DELIVERY)}
    return Act(kind=kind, record=dossier.id, body=Body(sets=kept, reason=nfc(reason).strip(), undoes=last.seq))


def replace_body(act: Act, *, undoes: int) -> Act:
    """Return the act as one that takes back operation `undoes`."""
    return replace(act, body=Body(sets=act.body.sets, appends=act.body.appends, reason=act.body.reason, undoes=undoes))
