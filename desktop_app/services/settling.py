"""Settling what two people wrote differently: both sides to compare, the decision, and what was decided. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.notebook import Work
from desktop_app.storage.reading import Reader
from sync.records import settling
from sync.records.record import Record
from sync.records.rules import CONFLICT
from sync.records.settling import OTHER, SEEN, STANDING
from sync.records.states import Conflict

__all__ = ["OTHER", "SEEN", "STANDING", "Clash", "Decision", "decided", "settle", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided: STANDING, OTHER or SEEN, with who, when by his machine's clock, and at which machine."""

    chosen: str
    note: str
    actor: UUID | None
    device: UUID | None
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two values for the same fields. Each of `standing` and `other`: values, device, actor, claimed_at_ms.

    `now`: what stands in the fields in question today; empty where the record is not in this notebook. `choices`:
    what may be chosen, nothing where it is decided. `leads_to`: type and id of the record to open for it.
    """

    id: UUID
    about_type: str
    about_code: str
    leads_to: tuple[str, UUID]
    group: str
    standing: Mapping[str, Any]
    other: Mapping[str, Any]
    now: Mapping[str, Any]
    choices: tuple[str, ...]
    decision: Decision | None = None


def undecided(desk: Desk) -> tuple[Clash, ...]:
    """Return what waits for a person's decision, longest known first."""
    with desk.notebook.reading() as reader:
        return tuple(_clash(reader, each) for each in reader.of_type(CONFLICT) if _is_open(each))


def decided(desk: Desk, about: UUID | None = None, *, limit: int = 50) -> tuple[Clash, ...]:
    """Return what was decided, latest known first: of one record, or of all; both values stay readable for ever."""
    with desk.notebook.reading() as reader:
        settled = [each for each in reader.of_type(CONFLICT) if not _is_open(each)]
        clashes = (_clash(reader, each) for each in reversed(settled))
        wanted = [each for each in clashes if about is None or each.leads_to[1] == about]
    return tuple(wanted[:limit])


def settle(desk: Desk, conflict_id: UUID, *, chosen: str, note: str = "") -> None:
    """Close a conflict by a decision, in one commit with what it changes; it syncs like any other act.

    Raises: RefusedError conflict_settled (somebody has decided meanwhile), choice_unknown, too_long, not_now.
    """
    with desk.notebook.writing(desk.author) as work:
        conflict = work.get(CONFLICT, conflict_id)
        work.record(*settling.settle(conflict, _about(work, conflict), chosen=chosen, note=note))


def _clash(reader: Reader, conflict: Record) -> Clash:
    fields = conflict.fields
    about = _about(reader, conflict)
    subject = _subject(reader, conflict, about)
    names = {**fields["standing"]["values"], **fields["other"]["values"]}
    return Clash(
        id=conflict.id,
        about_type=fields["about_type"],
        about_code=reader.code_of(subject[1]),
        leads_to=subject,
        group=fields["group"],
        standing=fields["standing"],
        other=fields["other"],
        now={name: about.fields.get(name) for name in names} if about else {},
        choices=settling.choices(conflict, about) if _is_open(conflict) else (),
        decision=None if _is_open(conflict) else _decision(conflict),
    )


def _subject(reader: Reader, conflict: Record, about: Record | None) -> tuple[str, UUID]:
    """Return what a conflict is about in the end: two decisions that differ are about what was decided on."""
    while conflict.fields["about_type"] == CONFLICT and about is not None:
        conflict, about = about, _about(reader, about)
    return conflict.fields["about_type"], UUID(hex=conflict.fields["about"])


def _decision(conflict: Record) -> Decision:
    mark = conflict.marks.get("settled")
    return Decision(
        chosen=conflict.fields.get("chosen", ""),
        note=conflict.fields.get("note", ""),
        actor=mark.actor if mark else None,
        device=mark.device if mark else None,
        at_ms=mark.claimed_at_ms if mark else 0,
    )


def _about(notebook: Reader | Work, conflict: Record) -> Record | None:
    """Return the record in question as it stands here, None where this notebook does not have it."""
    try:
        return notebook.get(conflict.fields["about_type"], UUID(hex=conflict.fields["about"]))
    except MissingRecordError:
        return None


def _is_open(conflict: Record) -> bool:
    return bool(conflict.fields.get("state") == Conflict.OPEN)
