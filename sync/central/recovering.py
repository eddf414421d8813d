"""For a laptop that begins a new incarnation: which operations of the old one the centre has, to the byte."""

from typing import Final

from sqlalchemy import select

from sync.central.feed import verdict_of
from sync.central.reconcile import BROKEN, PENDING
from sync.central.refusal import RefusalError
from sync.central.request import Office, Request, device_of
from sync.central.tables import OPERATION, SEGMENT, SEGMENT_STATE
from sync.protocol.answers import AnswerKind
from sync.protocol.messages import ProblemCode, Recover, RecoverAnswer, Verdict, decode, encode

_SHORT: Final = 8


def recover(office: Office, request: Request) -> tuple[AnswerKind, bytes]:
    """Answer with the verdicts of those operations that are here under the same hash.

    Segments behind a broken one never are reconciled: what stands in them is offered again, and counts once.

    Raises: RefusalError (not_ready while segments of that incarnation wait to be reconciled), MessageBrokenError.
    """
    device = device_of(office, request)
    asked = decode(request.body, Recover)
    last_seq = asked.first_seq + len(asked.hashes) - 1
    with office.engine.connect() as connection:
        states = (
            select(SEGMENT_STATE.c.state)
            .join(SEGMENT, SEGMENT_STATE.c.segment == SEGMENT.c.id)
            .where(SEGMENT.c.device == device.id, SEGMENT.c.incarnation == asked.incarnation)
            .where(SEGMENT_STATE.c.state.in_((PENDING, BROKEN)))
            .distinct()
        )
        if set(connection.execute(states).scalars()) == {PENDING}:
            raise RefusalError(ProblemCode.NOT_READY, "not reconciled yet")
        rows = connection.execute(
            select(OPERATION)
            .where(OPERATION.c.device == device.id, OPERATION.c.incarnation == asked.incarnation)
            .where(OPERATION.c.seq.between(asked.first_seq, last_seq))
            .order_by(OPERATION.c.seq)
        )
        verdicts: list[Verdict] = [
            verdict_of(row) for row in rows if row.hash[:_SHORT] == asked.hashes[row.seq - asked.first_seq]
        ]
    return AnswerKind.RECOVER, encode(RecoverAnswer(verdicts))
