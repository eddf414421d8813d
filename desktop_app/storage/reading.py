"""Reading the notebook: one consistent view, values out, nothing written."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.derived import name_of, person_key, squeezed
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.file_rows import Files
from desktop_app.storage.pages import read_face, read_page
from desktop_app.storage.ranking import best_first
from desktop_app.storage.search import (
    NOT_NARROWED,
    Cursor,
    Hits,
    Narrow,
    count_with_keys,
    find_rows,
    rows_with_key,
)
from desktop_app.storage.tables import COUNTER, DRAFT, META, OFFICIAL, OPERATION, PAGE, RECORD
from sync.records.record import Record, decode_record
from sync.records.rules import CONFLICT, DOSSIER, RUN
from sync.records.states import Business, Run

WORST_FIRST: Final = ("parked", "held", "waiting", "sending", "received", "set_aside", "applied", "durable")
NEEDS_A_PERSON: Final = ("parked", "held")
UNSOLVED: Final = (Business.RECEIVED.value, Business.PROCESSING.value, Business.PAYMENT.value)

UNSENT: Final = ("waiting", "sending")

# Written out, not handed over: only so does SQLite see that these partial indexes hold just what is asked for.
_ON_SHELF: Final = sa.text("delivery = 'ready'")
_NEXT_CLUSTER: Final = sa.text(
    "SELECT min(cluster) FROM record INDEXED BY record_cluster WHERE type = 'dossier' AND cluster > :after"
)
# Lists go in as JSON: one statement for lists of any length, which need not be compiled anew.
_PAGES_AT: Final = (
    "SELECT number, coalesce(nullif(page, x''), base) FROM record WHERE number IN (SELECT value FROM json_each(?))"
)
_STATES_OF: Final = (
    "SELECT DISTINCT record, state FROM operation WHERE record IN (SELECT unhex(value) FROM json_each(?))"
)
_COUNTS: Final = sa.select(OPERATION.c.state, sa.func.count()).group_by(OPERATION.c.state)
_OPERATIONS: Final = sa.select(
    OPERATION.c.incarnation,
    OPERATION.c.seq,
    OPERATION.c.kind,
    OPERATION.c.state,
    OPERATION.c.reason,
    OPERATION.c.made_at_ms,
    OPERATION.c.changed_at_ms,
    OPERATION.c.record,
    RECORD.c.type,
    RECORD.c.code,
    RECORD.c.name,
).select_from(OPERATION.outerjoin(RECORD, RECORD.c.id == OPERATION.c.record))
_BY_ARRIVAL: Final = OPERATION.c.number.desc()


def _as_values(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "incarnation": UUID(bytes=row.incarnation),
            "seq": row.seq,
            "kind": row.kind,
            "record": UUID(bytes=row.record),
            "type": row.type or "",
            "code": row.code or "",
            "name": row.name or "",
            "state": row.state,
            "reason": row.reason,
            "at_ms": row.made_at_ms,
            "since_ms": row.changed_at_ms,
        }
        for row in rows
    ]


class Reader:
    """One view of the notebook, as it was when the view was opened."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @property
    def files(self) -> Files:
        """Return the files as they stand."""
        return Files(self._connection)

    def get(self, record_type: str, record_id: UUID) -> Record:
        """Return a record as it stands here. Raises: MissingRecordError."""
        page = read_page(self._connection, record_id)
        if page is None or page.record.type != record_type:
            raise MissingRecordError(record_id.hex)
        return page.record

    def search(self, query: str, *, record_type: str, limit: int) -> tuple[Record, ...]:
        """Return records that match a name, code, number or phone, exact marks first; newest first for ""."""
        hits = self.find(query, record_type=record_type, limit=limit)
        records = self.records_at([row for row, _ in hits.rows])
        ranked = [(cursor.source, name_of(record)) for (_, cursor), record in zip(hits.rows, records, strict=True)]
        return tuple(records[at] for at in best_first(query, ranked))

    def find(
        self,
        query: str,
        *,
        record_type: str,
        limit: int,
        after: Cursor | None = None,
        narrow: Narrow = NOT_NARROWED,
    ) -> Hits:
        """Return the rows of the next page of what matches, best first."""
        return find_rows(self._connection, query, record_type=record_type, limit=limit, after=after, narrow=narrow)

    def records_at(self, rows: Sequence[int]) -> tuple[Record, ...]:
        """Return the records in these rows, in their order."""
        found = self._connection.exec_driver_sql(_PAGES_AT, (json.dumps(rows),)).all()
        by_row = {number: read_face(page) for number, page in found}
        return tuple(by_row[row] for row in rows)

    def dossiers_of(self, person_id: UUID, *, limit: int) -> tuple[Record, ...]:
        """Return a person's dossiers, newest first."""
        rows = rows_with_key(self._connection, DOSSIER, person_key(person_id.hex), limit=limit)
        wanted = sa.select(PAGE).where(RECORD.c.number.in_(rows)).order_by(RECORD.c.number.desc())
        return self._records(wanted)

    def count_dossiers_of(self, person_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Return how many dossiers each of these people has; who has none is left out."""
        ids = {person_key(each.hex): each for each in person_ids}
        return {ids[key]: count for key, count in count_with_keys(self._connection, DOSSIER, list(ids)).items()}

    def rows_due(self, *, before_ms: int, from_ms: int = 0) -> tuple[int, ...]:
        """Return the row numbers of dossiers without a result that are due in this time, longest due first."""
        is_due = RECORD.c.due_at_ms.is_not(None) & RECORD.c.due_at_ms.between(from_ms, before_ms - 1)
        wanted = sa.select(RECORD.c.number).where(RECORD.c.status.in_(UNSOLVED), is_due)
        return tuple(self._connection.execute(wanted.order_by(RECORD.c.due_at_ms, RECORD.c.number)).scalars())

    def rows_unsent(self, record_type: str) -> tuple[int, ...]:
        """Return the row numbers of records of which an operation was not sent yet, newest first."""
        unsent = sa.select(OPERATION.c.record).where(OPERATION.c.state.in_(UNSENT))
        wanted = sa.select(RECORD.c.number, RECORD.c.type).where(RECORD.c.id.in_(unsent))
        return tuple(
            sorted((row.number for row in self._connection.execute(wanted) if row.type == record_type), reverse=True)
        )

    def on_shelf(self, *, cluster: str = "") -> tuple[Record, ...]:
        """Return dossiers whose result lies on the shelf, longest known first, of one cluster or of all ("")."""
        wanted = sa.select(PAGE).select_from(RECORD).where(_ON_SHELF)
        if cluster:
            wanted = wanted.where(RECORD.c.cluster == cluster)
        return self._records(wanted.order_by(RECORD.c.number))

    def count_on_shelf(self) -> int:
        """Return how many results lie on the shelf."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(RECORD).where(_ON_SHELF)).scalar_one()

    def open_runs(self) -> tuple[Record, ...]:
        """Return the runs that are out, latest first."""
        wanted = sa.select(PAGE).where(RECORD.c.type == RUN, RECORD.c.status == Run.OPEN.value)
        return self._records(wanted.order_by(RECORD.c.number.desc()))

    def due_before(self, at_ms: int) -> tuple[Record, ...]:
        """Return dossiers without a result that are due before an instant, longest due first."""
        wanted = sa.select(PAGE).where(RECORD.c.due_at_ms < at_ms, RECORD.c.status.in_(UNSOLVED))
        return self._records(wanted.order_by(RECORD.c.due_at_ms, RECORD.c.number))

    def official_names(self) -> dict[UUID, str]:
        """Return the names of the officials whom this laptop knows."""
        rows = self._connection.execute(sa.select(OFFICIAL.c.id, OFFICIAL.c.name))
        return {UUID(bytes=row.id): row.name for row in rows}

    def clusters(self) -> tuple[str, ...]:
        """Return the clusters that any dossier belongs to, in order of their letters."""
        found: list[str] = []
        while following := self._connection.execute(_NEXT_CLUSTER, {"after": found[-1] if found else ""}).scalar():
            found.append(following)
        return tuple(found)

    def of_type(self, record_type: str) -> tuple[Record, ...]:
        """Return every record of a type, longest known first, with its marks: who decided a conflict stands there."""
        wanted = sa.select(PAGE).where(RECORD.c.type == record_type).order_by(RECORD.c.number)
        return tuple(decode_record(page) for page in self._connection.execute(wanted).scalars())

    def each_of_type(self, record_type: str) -> Iterator[Record]:
        """Yield every record of a type, one at a time; to be used up within this view."""
        wanted = sa.select(PAGE).where(RECORD.c.type == record_type).order_by(RECORD.c.number)
        for page in self._connection.execute(wanted.execution_options(yield_per=500)).scalars():
            yield read_face(page)

    def code_of(self, record_id: UUID) -> str:
        """Return the code by which people speak of a record; empty where it has none or is not here."""
        code = self._connection.execute(sa.select(RECORD.c.code).where(RECORD.c.id == record_id.bytes)).scalar()
        return code or ""

    def has_code(self, code: str) -> bool:
        """Tell whether a dossier of this notebook bears the code, whoever gave it."""
        wanted = "SELECT 1 FROM search_key WHERE type = ? AND key = ? LIMIT 1"
        found = self._connection.exec_driver_sql(wanted, (DOSSIER, squeezed(code)))
        return found.first() is not None

    def last_number(self, name: str) -> int:
        """Return the number last given in a series, 0 before the first."""
        return self._connection.execute(sa.select(COUNTER.c.value).where(COUNTER.c.name == name)).scalar() or 0

    def draft(self, name: str) -> bytes | None:
        """Return the half-filled form kept under a name, if any."""
        return self._connection.execute(sa.select(DRAFT.c.payload).where(DRAFT.c.name == name)).scalar()

    def sync_state(self, record_id: UUID) -> str:
        """Return the state of the operation that is furthest behind; "applied" where none is ours."""
        return self.sync_states([record_id])[record_id]

    def sync_states(self, record_ids: Sequence[UUID]) -> dict[UUID, str]:
        """Return for each record the state of the operation that is furthest behind, as `sync_state` does for one."""
        ids = json.dumps([each.hex for each in record_ids])
        found: dict[bytes, set[str]] = {}
        for record, state in self._connection.exec_driver_sql(_STATES_OF, (ids,)).all():
            found.setdefault(record, set()).add(state)
        return {
            each: next((state for state in WORST_FIRST if state in found.get(each.bytes, ())), "applied")
            for each in record_ids
        }

    def sync_counts(self) -> dict[str, Any]:
        """Return operations by state, open conflicts, and how the last crossing went."""
        counts = dict.fromkeys(WORST_FIRST, 0)
        counts |= {row[0]: row[1] for row in self._connection.execute(_COUNTS)}
        conflicts = sa.select(sa.func.count()).where(RECORD.c.type == CONFLICT, RECORD.c.status == "open")
        crossing = self._connection.execute(
            sa.select(
                META.c.agreed_at_ms,
                META.c.last_try_at_ms,
                META.c.last_trouble,
                META.c.last_request,
                META.c.is_paused,
                META.c.is_metered,
                META.c.tls_pin_seen,
            )
        ).one()
        return {
            **counts,
            "conflicts": self._connection.execute(conflicts).scalar_one(),
            "agreed_at_ms": crossing.agreed_at_ms,
            "last_try_at_ms": crossing.last_try_at_ms,
            "last_trouble": crossing.last_trouble,
            "last_request": crossing.last_request,
            "is_paused": bool(crossing.is_paused),
            "is_metered": bool(crossing.is_metered),
            "is_pin_changed": bool(crossing.tls_pin_seen),
        }

    def operation_rows(self, *, limit: int) -> list[dict[str, Any]]:
        """Return operations newest first, those that need a person before all others.

        Each: incarnation, seq, kind, record, its type, code and name, state, reason, at_ms (when it was written down,
        a claim), since_ms (since when it is in its state, a claim too).
        """
        needs = OPERATION.c.state.in_(NEEDS_A_PERSON)
        rows = self._connection.execute(_OPERATIONS.where(needs).order_by(_BY_ARRIVAL).limit(limit)).all()
        others = _OPERATIONS.where(~needs).order_by(_BY_ARRIVAL).limit(limit - len(rows))
        rows = [*rows, *self._connection.execute(others)] if len(rows) < limit else rows
        return _as_values(rows)

    def stuck_rows(self, *, limit: int) -> list[dict[str, Any]]:
        """Return operations that need a person, longest waiting first, each as `operation_rows` has it."""
        needs = OPERATION.c.state.in_(NEEDS_A_PERSON)
        longest = _OPERATIONS.where(needs).order_by(OPERATION.c.changed_at_ms, OPERATION.c.number)
        return _as_values(self._connection.execute(longest.limit(limit)))

    def count_stuck_since(self, before_ms: int) -> int:
        """Return how many operations need a person since an instant or longer."""
        wanted = sa.select(sa.func.count()).select_from(OPERATION).where(OPERATION.c.state.in_(NEEDS_A_PERSON))
        return self._connection.execute(wanted.where(OPERATION.c.changed_at_ms <= before_ms)).scalar_one()

    def _records(self, wanted: sa.Select[bytes]) -> tuple[Record, ...]:
        return tuple(read_face(page) for page in self._connection.execute(wanted).scalars())
