"""Things that need a person, brought into a test's notebook the way they come: over the ferry, from the centre."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.pier import Pier
from sync.client.ports import Pulled
from sync.protocol.messages import Verdict, VerdictState
from sync.records.dossier import Dossier
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER

STRANGER = UUID(int=0xABCDEF)
ANOTHER_MACHINE = UUID(int=0xB)


def clash(desk: Desk, dossier: Dossier, mine: dict[str, Any], theirs: dict[str, Any], *, group: str) -> UUID:
    """Bring in a conflict: what this desk wrote stands, what somebody wrote at another machine is kept beside it."""
    conflict = Record(
        CONFLICT,
        desk.new_id(),
        _stamp(desk),
        {
            "about": dossier.id.hex,
            "about_type": DOSSIER,
            "group": group,
            "standing": _version(mine, desk.notebook.origin.device, desk.author.id, desk.clock.now_ms()),
            "other": _version(theirs, ANOTHER_MACHINE, STRANGER, desk.clock.now_ms() + 60_000),
            "state": "open",
        },
        {},
    )
    _pull(desk, records=((conflict, 0),))
    return conflict.id


def park(desk: Desk, *, seq: int, reason: str, state: VerdictState = VerdictState.PARKED) -> None:
    """Have the centre say that it did not apply an operation of this desk."""
    verdict = Verdict(seq, state, _stamp(desk), reason, False)
    _pull(desk, verdicts=(verdict,))


def _pull(desk: Desk, *, verdicts: tuple[Verdict, ...] = (), records: tuple[tuple[Record, int], ...] = ()) -> None:
    pier = Pier(desk.notebook)
    after = pier.standing().cursor
    pier.integrate(Pulled(after=after, upto=after + 1, verdicts=verdicts, records=records, durable_seq=0))


def _stamp(desk: Desk) -> int:
    return Pier(desk.notebook).standing().cursor + 1


def _version(values: dict[str, Any], device: UUID, actor: UUID, at_ms: int) -> dict[str, Any]:
    return {"values": values, "device": device.hex, "actor": actor.hex, "seq": 1, "claimed_at_ms": at_ms}
