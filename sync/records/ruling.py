"""A person's decision on an operation that waits at the centre is itself an operation. Pure.

The centre carries it out in the transaction that applies it, and writes what came of it into the same record.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sync.records.act import Act
from sync.records.dossier import MAX_NOTE_CHARS
from sync.records.errors import RefusedError
from sync.records.merge import NOBODY
from sync.records.operation import Body, Origin
from sync.records.record import Mark, Record
from sync.records.rules import group_of
from sync.records.text import nfc

_OUTCOME: Final = "outcome"


class Decision(StrEnum):
    """What shall become of a waiting operation."""

    RETRY = "retry"
    """Judge it anew, and those that wait behind it."""
    SET_ASIDE = "set_aside"
    """Do not apply it; its bytes stay for ever, and those behind it are judged anew."""
    FORCE = "force"
    """Apply it although its record is missing, or although the tables have no such move."""


RULINGS: Final = {f"ruling.{each}": each for each in Decision}
"""Kind of act -> what it decides."""

NOT_HERE: Final = "not_here"
APPLIED_ALREADY: Final = "applied_already"
"""Outcomes that change nothing: no such operation, or it needs no decision any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The operation that a ruling is about, and the record that it speaks of (for whoever lists rulings)."""

    origin: Origin
    seq: int
    record: UUID


def rule(ruling: UUID, about: Subject, decision: Decision, *, note: str = "") -> Act:
    """Decide about a held or parked operation; `ruling` is the id of the new record. Raises: RefusedError too_long."""
    if len(note) > MAX_NOTE_CHARS:
        raise RefusedError("too_long", "note")
    sets = {
        "about_device": about.origin.device.hex,
        "about_incarnation": about.origin.incarnation.hex,
        "about_seq": about.seq,
        "about_record": about.record.hex,
        "what": decision.value,
        "note": nfc(note).strip(),
    }
    return Act(kind=f"ruling.{decision}", record=ruling, body=Body(sets=sets))


def subject_of(ruling: Record) -> Subject | None:
    """Return what a ruling is about, None where its fields do not say it."""
    found = ruling.fields
    seq = found.get("about_seq")
    if not isinstance(seq, int) or not 0 < seq < 1 << 63:
        return None
    try:
        origin = Origin(UUID(hex=found["about_device"]), UUID(hex=found["about_incarnation"]))
        return Subject(origin=origin, seq=seq, record=UUID(hex=found["about_record"]))
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def carried_out(ruling: Record, outcome: str, reason: str) -> Record:
    """Return the ruling with what came of it: the state in which the operation is now, or why nothing changed."""
    mark = Mark(ruling.rev, NOBODY, NOBODY, 0, NOBODY, 0)  # the centre wrote it
    fields = ruling.fields | {_OUTCOME: outcome, "outcome_reason": reason}
    marks = ruling.marks | {group_of(ruling.type, _OUTCOME).name: mark}
    return Record(ruling.type, ruling.id, ruling.rev, fields, marks)
