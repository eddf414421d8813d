"""An evening's run: results taken out, counted, and every one of them accounted for at its end. Pure."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, Self
from uuid import UUID

from sync.records.act import Act
from sync.records.codes import envelope_code
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.states import AT_THE_DOOR, Delivery, Run
from sync.records.text import fold

MAX_ENVELOPES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRun:
    """An evening's run. `dossiers` are ids (hex); when closed, taken = handed_over + returned + posted + lost.

    `manifest`: SHA-256 (hex) over the envelopes' codes in order, which the officer counted and took over.
    `promised`: id (hex) of a dossier -> the terms under which it may travel.
    """

    id: UUID
    code: str = ""
    cluster: str = ""
    officer: str = ""
    dossiers: tuple[str, ...] = ()
    manifest: str = ""
    promised: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opened_at_ms: int = 0
    state: str = Run.OPEN
    taken: int = 0
    handed_over: int = 0
    returned: int = 0
    posted: int = 0
    lost: int = 0
    closed_at_ms: int = 0

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a run from its record; fields of a later version are left alone."""
        known = {each.name for each in fields(cls)} - {"id", "dossiers"}
        values = {name: value for name, value in record.fields.items() if name in known}
        return cls(id=record.id, dossiers=tuple(record.fields.get("dossiers", ())), **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a run's envelopes stand: each is in exactly one of these, by id."""

    handed_over: tuple[UUID, ...] = ()
    posted: tuple[UUID, ...] = ()
    lost: tuple[UUID, ...] = ()
    in_hand: tuple[UUID, ...] = ()


def manifest_of(dossiers: Iterable[Dossier]) -> str:
    """Return SHA-256 (hex) over the envelopes' codes: what was counted when the custody changed hands."""
    codes = sorted(envelope_code(dossier.provisional_code) for dossier in dossiers)
    return hashlib.sha256(b"hpv/manifest/v1\0" + "\n".join(codes).encode()).hexdigest()


def walking_order(dossiers: Iterable[Dossier]) -> tuple[Dossier, ...]:
    """Return dossiers as one walks: by cluster, then by address from its large end, house 9 before house 10."""
    return tuple(sorted(dossiers, key=lambda each: (_natural(each.cluster), _from_large_end(each.address))))


def tally(dossiers: Sequence[Dossier]) -> Tally:
    """Return where a run's envelopes are, as far as this notebook knows."""
    return Tally(
        handed_over=_ids(dossiers, Delivery.HANDED_OVER),
        posted=_ids(dossiers, Delivery.POSTED),
        lost=_ids(dossiers, Delivery.LOST),
        in_hand=tuple(
            each.id for each in dossiers if each.delivery not in (Delivery.HANDED_OVER, Delivery.POSTED, Delivery.LOST)
        ),
    )


def open_run(
    run: DeliveryRun,
    dossiers: Sequence[Dossier],
    *,
    counted: int,
    promised: Mapping[UUID, Collection[str]] | None = None,
) -> tuple[Act, ...]:
    """Take results out on a run, the envelopes counted by hand: one act for the run and one per dossier, one commit.

    Whether each may travel is asked before, with `receiving.check_travel`.

    Raises: RefusedError run_empty; too_many; not_on_shelf names the first that is not there; custody_count where
    the officer counted another number than was packed.
    """
    if not dossiers:
        raise RefusedError("run_empty")
    if len(dossiers) > MAX_ENVELOPES:
        raise RefusedError("too_many", str(MAX_ENVELOPES))
    taken_before: set[UUID] = set()
    for dossier in dossiers:
        if dossier.id in taken_before or not dossier.may_travel_now:
            raise RefusedError("not_on_shelf", dossier.provisional_code)
        taken_before.add(dossier.id)
    if counted != len(dossiers):
        raise RefusedError("custody_count", str(len(dossiers)))
    sets: dict[str, Any] = {
        "code": run.code,
        "cluster": run.cluster,
        "officer": run.officer,
        "dossiers": [dossier.id.hex for dossier in dossiers],
        "manifest": manifest_of(dossiers),
        "promised": {each.hex: sorted(terms) for each, terms in (promised or {}).items() if terms},
        "opened_at_ms": run.opened_at_ms,
    }
    opened = Act(kind="run.open", record=run.id, body=Body(sets=sets))
    taken = [
        Act(kind="delivery.take", record=d.id, body=Body(sets={"run": run.id.hex, "next_visit": ""})) for d in dossiers
    ]
    return (opened, *taken)


def close_run(
    run: DeliveryRun, dossiers: Sequence[Dossier], *, returned: Sequence[UUID], at_ms: int
) -> tuple[Act, ...]:
    """Close the run: taken = handed over + returned (counted by hand) + to the post + lost.

    An envelope that another run has taken since, or that somebody has put back already, is counted and left where
    it is: two laptops may have taken it out without knowing of each other, and both runs must come to their end.

    Raises: RefusedError run_closed; run_not_here where not every dossier of the run is given; run_unbalanced where
    the numbers do not come out.
    """
    if run.state != Run.OPEN:
        raise RefusedError("run_closed")
    if {d.id for d in dossiers} != {UUID(hex=each) for each in run.dossiers}:
        raise RefusedError("run_not_here", run.code)
    found = tally(dossiers)
    if set(found.in_hand) != set(returned) or len(returned) != len(found.in_hand):
        raise RefusedError("run_unbalanced", run.code)
    may_come_back = (*AT_THE_DOOR, Delivery.WRONG_CONTENT)
    still_out = [d for d in dossiers if d.run == run.id.hex and d.delivery in may_come_back]
    sets = {
        "taken": len(run.dossiers),
        "handed_over": len(found.handed_over),
        "returned": len(found.in_hand),
        "posted": len(found.posted),
        "lost": len(found.lost),
        "closed_at_ms": at_ms,
    }
    brought = [Act(kind="delivery.bring_back", record=d.id, body=Body(sets={"run": ""})) for d in still_out]
    return (*brought, Act(kind="run.close", record=run.id, body=Body(sets=sets)))


def _from_large_end(address: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    return tuple(_natural(part.strip()) for part in reversed(address.split(",")))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which figures in a text sort by their value."""
    parts = re.findall(r"[0-9]{1,9}|[^0-9]+", fold(text))
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts)


def _ids(dossiers: Sequence[Dossier], state: Delivery) -> tuple[UUID, ...]:
    return tuple(each.id for each in dossiers if each.delivery == state)
