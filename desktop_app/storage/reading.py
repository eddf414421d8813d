"""Reading the notebook: one consistent view, values out, nothing written."""

from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.pages import read_page
from desktop_app.storage.search import find_rows
from desktop_app.storage.tables import DRAFT, META, OFFICIAL, OPERATION, RECORD
from sync.records.record import Record, decode_record
from sync.records.rules import CONFLICT, DOSSIER, RUN
from sync.records.states import Business, Delivery, Run

WORST_FIRST: Final = ("parked", "held", "waiting", "sending", "received", "applied", "durable")
NEEDS_A_PERSON: Final = ("parked", "held")
UNSOLVED: Final = (Business.RECEIVED.value, Business.PROCESSING.value)

_STATES: Final = sa.select(OPERATION.c.state).where(OPERATION.c.record == sa.bindparam("record")).distinct()
_COUNTS: Final = sa.select(OPERATION.c.state, sa.func.count()).group_by(OPERATION.c.state)
_OPERATIONS: Final = sa.select(
    OPERATION.c.seq,
    OPERATION.c.kind,
    OPERATION.c.state,
    OPERATION.c.reason,
    OPERATION.c.made_at_ms,
    RECORD.c.code,
).select_from(OPERATION.outerjoin(RECORD, RECORD.c.id == OPERATION.c.record))
_BY_ARRIVAL: Final[sa.ColumnElement[Any]] = sa.literal_column("operation.rowid").desc()


class Reader:
    """One view of the notebook, as it was when the view was opened."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, record_type: str, record_id: UUID) -> Record:
        """Return a record as it stands here. Raises: MissingRecordError."""
        page = read_page(self._connection, record_id)
        if page is None or page.record.type != record_type:
            raise MissingRecordError(record_id.hex)
        return page.record

    def search(self, query: str, *, record_type: str, limit: int) -> tuple[Record, ...]:
        """Return records that match a name, code, number or phone, exact marks first; newest first for ""."""
        if not query.strip():
            newest = sa.select(RECORD.c.page).where(RECORD.c.type == record_type).order_by(RECORD.c.number.desc())
            return self._records(newest.limit(limit))
        rows = find_rows(self._connection, query, record_type=record_type, limit=limit)
        found = self._connection.execute(sa.select(RECORD.c.number, RECORD.c.page).where(RECORD.c.number.in_(rows)))
        by_row = {row.number: decode_record(row.page) for row in found}
        return tuple(by_row[row] for row in rows)

    def on_shelf(self, *, cluster: str = "") -> tuple[Record, ...]:
        """Return dossiers whose result lies on the shelf, longest known first, of one cluster or of all ("")."""
        wanted = sa.select(RECORD.c.page).where(RECORD.c.delivery == Delivery.READY.value, RECORD.c.type == DOSSIER)
        if cluster:
            wanted = wanted.where(RECORD.c.cluster == cluster)
        return self._records(wanted.order_by(RECORD.c.number))

    def open_runs(self) -> tuple[Record, ...]:
        """Return the runs that are out, latest first."""
        wanted = sa.select(RECORD.c.page).where(RECORD.c.type == RUN, RECORD.c.status == Run.OPEN.value)
        return self._records(wanted.order_by(RECORD.c.number.desc()))

    def due_before(self, at_ms: int) -> tuple[Record, ...]:
        """Return dossiers without a result that are due before an instant, longest due first."""
        wanted = sa.select(RECORD.c.page).where(
            RECORD.c.type == DOSSIER, RECORD.c.due_at_ms < at_ms, RECORD.c.status.in_(UNSOLVED)
        )
        return self._records(wanted.order_by(RECORD.c.due_at_ms, RECORD.c.number))

    def official_names(self) -> dict[UUID, str]:
        """Return the names of the officials whom this laptop knows."""
        rows = self._connection.execute(sa.select(OFFICIAL.c.id, OFFICIAL.c.name))
        return {UUID(bytes=row.id): row.name for row in rows}

    def of_type(self, record_type: str) -> tuple[Record, ...]:
        """Return every record of a type, longest known first."""
        wanted = sa.select(RECORD.c.page).where(RECORD.c.type == record_type)
        return self._records(wanted.order_by(RECORD.c.number))

    def code_of(self, record_id: UUID) -> str:
        """Return the code by which people speak of a record; empty where it has none or is not here."""
        code = self._connection.execute(sa.select(RECORD.c.code).where(RECORD.c.id == record_id.bytes)).scalar()
        return code or ""

    def draft(self, name: str) -> bytes | None:
        """Return the half-filled form kept under a name, if any."""
        return self._connection.execute(sa.select(DRAFT.c.payload).where(DRAFT.c.name == name)).scalar()

    def sync_state(self, record_id: UUID) -> str:
        """Return the state of the operation that is furthest behind; "applied" where none is ours."""
        states = set(self._connection.execute(_STATES, {"record": record_id.bytes}).scalars())
        return next((state for state in WORST_FIRST if state in states), "applied")

    def sync_counts(self) -> dict[str, Any]:
        """Return operations by state, open conflicts, and how the last crossing went."""
        counts = dict.fromkeys(WORST_FIRST, 0)
        counts |= {row[0]: row[1] for row in self._connection.execute(_COUNTS)}
        conflicts = sa.select(sa.func.count()).where(RECORD.c.type == CONFLICT, RECORD.c.status == "open")
        crossing = self._connection.execute(
            sa.select(META.c.agreed_at_ms, META.c.last_try_at_ms, META.c.last_trouble)
        ).one()
        return {
            **counts,
            "conflicts": self._connection.execute(conflicts).scalar_one(),
            "agreed_at_ms": crossing.agreed_at_ms,
            "last_try_at_ms": crossing.last_try_at_ms,
            "last_trouble": crossing.last_trouble,
        }

    def operation_rows(self, *, limit: int) -> list[dict[str, Any]]:
        """Return operations newest first, those that need a person before all others.

        Each: seq, kind, code (of the record), state, reason, at_ms (when it was written down, a claim).
        """
        needs = OPERATION.c.state.in_(NEEDS_A_PERSON)
        rows = self._connection.execute(_OPERATIONS.where(needs).order_by(_BY_ARRIVAL).limit(limit)).all()
        others = _OPERATIONS.where(~needs).order_by(_BY_ARRIVAL).limit(limit - len(rows))
        rows = [*rows, *self._connection.execute(others)] if len(rows) < limit else rows
        return [
            {
                "seq": row.seq,
                "kind": row.kind,
                "code": row.code or "",
                "state": row.state,
                "reason": row.reason,
                "at_ms": row.made_at_ms,
            }
            for row in rows
        ]

    def _records(self, wanted: sa.Select[bytes]) -> tuple[Record, ...]:
        return tuple(decode_record(page) for page in self._connection.execute(wanted).scalars())
