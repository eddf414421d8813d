"""Settling a conflict: a person decides between two values, and his decision is itself an operation. Pure."""

from typing import Any, Final

from sync.records.act import Act
from sync.records.dossier import MAX_NOTE_CHARS
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.states import STANDS_AGAINST_OTHERS, Conflict
from sync.records.text import nfc

STANDING: Final = "standing"
OTHER: Final = "other"
SEEN: Final = "seen"
"""What may be chosen: the value shown now, the other one, or, for a fact that nothing undoes, only to have seen it."""


def choices(conflict: Record, about: Record | None) -> tuple[str, ...]:
    """Return what may be chosen: both sides, or only SEEN where the other value would undo a hand-over.

    `about` is the record in question as it stands, None where this notebook does not have it.
    """
    other = conflict.fields["other"]["values"]
    if about is None or conflict.fields["about_type"] == conflict.type:
        return (SEEN,)
    for machine, state in STANDS_AGAINST_OTHERS.items():
        if about.fields.get(machine) == state != other.get(machine, state):
            return (SEEN,)
    if all(about.fields.get(name) == value for name, value in other.items()):
        return (SEEN,)
    return (STANDING, OTHER)


def settle(conflict: Record, about: Record | None, *, chosen: str, note: str = "") -> tuple[Act, ...]:
    """Close a conflict with a decision; OTHER also writes the other value into the record, in the same commit.

    Raises: RefusedError conflict_settled; choice_unknown where `choices` does not offer it; too_long.
    """
    if conflict.fields.get("state") != Conflict.OPEN:
        raise RefusedError("conflict_settled")
    if chosen not in choices(conflict, about):
        raise RefusedError("choice_unknown")
    if len(note) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "note")
    sets = {"chosen": chosen, "note": nfc(note).strip()}
    closed = Act(kind="conflict.settle", record=conflict.id, body=Body(sets=sets))
    if chosen != OTHER or about is None:
        return (closed,)
    other: dict[str, Any] = conflict.fields["other"]["values"]
    changed = {name: value for name, value in other.items() if about.fields.get(name) != value}
    return (Act(kind=f"{about.type}.settle", record=about.id, body=Body(sets=changed)), closed)
