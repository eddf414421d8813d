"""The notebook: a unit of work that writes record, operation and audit link in one commit, and views to read by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.audit import AuditEnd, append_entry
from desktop_app.storage.derived import field_defaults
from desktop_app.storage.engine import translate
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.file_rows import Files
from desktop_app.storage.pages import Page, read_page, write_page
from desktop_app.storage.reading import Reader
from desktop_app.storage.tables import (
    COUNTER,
    DRAFT,
    HEAD,
    META,
    OPERATION,
    OPERATION_BYTES,
    OWN_OF_RECORD,
    WHOLE_OPERATION,
)
from sync.protocol.chain import chain_next, run_message
from sync.protocol.operations import check_operation
from sync.records.act import Act
from sync.records.errors import RefusedError
from sync.records.merge import Applied, apply
from sync.records.operation import NO_OPERATION, Operation, Origin, decode_operation, encode_operation
from sync.records.record import Record
from sync.records.rules import KINDS
from sync.records.seams import Clock, Sign, Step, no_step
from sync.records.undoing import EarlierAct

_HEAD: Final = sa.select(HEAD.c.seq, HEAD.c.chain, HEAD.c.audit_number, HEAD.c.audit_hash, META.c.incarnation).where(
    HEAD.c.id == META.c.id
)
_LATEST_UNCONFIRMED: Final = sa.select(sa.func.max(OPERATION.c.seq)).where(
    OWN_OF_RECORD,
    OPERATION.c.state.not_in(("applied", "durable")),
)
_OWN_BACKWARDS: Final = (
    sa.select(OPERATION_BYTES.c.raw, OPERATION.c.state, OPERATION_BYTES.c.stood_before)
    .select_from(WHOLE_OPERATION)
    .where(OWN_OF_RECORD)
    .order_by(OPERATION.c.seq.desc())
)
_WRITE_OPERATION: Final = sa.insert(OPERATION).returning(OPERATION.c.number)
_WRITE_BYTES: Final = sa.insert(OPERATION_BYTES)
_WRITE_HEAD: Final = sa.update(HEAD).values(
    {name: sa.bindparam(name) for name in ("seq", "chain", "audit_number", "audit_hash")}
)
_NEXT_NUMBER: Final = (
    insert(COUNTER)
    .values(name=sa.bindparam("name"), value=1)
    .on_conflict_do_update(index_elements=[COUNTER.c.name], set_={"value": COUNTER.c.value + 1})
    .returning(COUNTER.c.value)
)
_KEEP_DRAFT: Final = insert(DRAFT)
_KEEP_DRAFT_ANEW: Final = _KEEP_DRAFT.on_conflict_do_update(
    index_elements=[DRAFT.c.name],
    set_={"payload": _KEEP_DRAFT.excluded.payload, "saved_at_ms": _KEEP_DRAFT.excluded.saved_at_ms},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The official who works. `sign` is his own key's: it stands for every act of his."""

    id: UUID
    name: str
    sign: Sign = field(repr=False)


@dataclass(slots=True)
class _Head:
    """The ends of this device's chains, as they move within one transaction."""

    seq: int
    chain: bytes
    audit: AuditEnd
    has_moved: bool = False


class Notebook:
    """One laptop's store. Safe to share between threads: each unit of work and each view has its own connection."""

    def __init__(self, engine: sa.Engine, *, origin: Origin, clock: Clock, step: Step = no_step) -> None:
        self.engine = engine
        self.origin = origin
        self.clock = clock
        self.step = step

    @contextmanager
    def writing(self, author: Author) -> Iterator["Work"]:
        """Open one unit of work: kept whole on a clean exit, undone whole on any exception.

        When the block has been left without an exception, everything recorded in it is on the disk.

        Raises: DiskFullError, DatabaseBusyError, DatabaseDamagedError; then nothing was written.
        """
        with self.transaction(write=True) as connection:
            self.step("save.begun")
            work = Work(connection, self.origin, author, self.clock, self.step)
            yield work
            work.close()
            self.step("save.commit")
        self.step("save.committed")

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open one consistent view. Raises: DatabaseBusyError, DatabaseDamagedError."""
        with self.transaction(write=False) as connection:
            yield Reader(connection)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[sa.Connection]:
        """Open a transaction, committed on a clean exit; a database's error comes out as the fact behind it."""
        try:
            with self.engine.connect().execution_options(write=write) as connection, connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            known = translate(error)
            if known is error:
                raise
            raise known from error

    def close(self) -> None:
        """Give every idle connection back; views and units of work must have ended before."""
        self.engine.dispose()


class Work:
    """What can be done within one unit of work. It sees what it has itself recorded."""

    def __init__(self, connection: sa.Connection, origin: Origin, author: Author, clock: Clock, step: Step) -> None:
        self._connection = connection
        self._author = author
        self._clock = clock
        self._step = step
        self._pages: dict[UUID, Page] = {}
        found = connection.execute(_HEAD).one()
        # As it stands in this transaction: the ferry may have taken a new incarnation just before it.
        self._origin = Origin(origin.device, UUID(bytes=found.incarnation))
        self._head = _Head(found.seq, found.chain, AuditEnd(found.audit_number, found.audit_hash))

    def get(self, record_type: str, record_id: UUID) -> Record:
        """Return a record as it stands here. Raises: MissingRecordError."""
        page = self._page(record_id)
        if page is None or page.record.type != record_type:
            raise MissingRecordError(record_id.hex)
        return page.record

    def record(self, *acts: Act) -> None:
        """Write acts down, in order: operation, page, index and audit link of each.

        Raises: RefusedError not_now where the rules do not allow one on the record as it stands;
        OperationTooLargeError.
        """
        for act in acts:
            self._record(act)

    def last_act(self, record_id: UUID) -> EarlierAct | None:
        """Return the latest act of this laptop on a record that was not taken back yet.

        None where there is none, or where what it wrote no longer stands: then it is not this laptop's to take back.
        """
        taken_back: set[tuple[UUID, int]] = set()
        rows = self._connection.execute(
            _OWN_BACKWARDS, {"record": record_id.bytes, "incarnation": self._origin.incarnation.bytes}
        )
        for row in rows:
            operation = decode_operation(row.raw)
            here, signed = (self._origin.incarnation, operation.seq), _signed_as(operation, self._origin)
            if operation.body.undoes:
                taken_back.add((signed[0], operation.body.undoes))
            elif taken_back.isdisjoint((here, signed)):
                return self._earlier_act(operation, row.state, row.stood_before)
        return None

    def view(self) -> Reader:
        """Return what stands in the notebook, this unit's own acts included."""
        return Reader(self._connection)

    @property
    def files(self) -> Files:
        """Return the files, to be written in this same commit."""
        return Files(self._connection)

    def next_number(self, name: str) -> int:
        """Return the next number of a series, from 1 without gaps: undone with the unit of work."""
        self._step("save.number")
        number: int = self._connection.execute(_NEXT_NUMBER, {"name": name}).scalar_one()
        return number

    def save_draft(self, name: str, payload: bytes) -> None:
        """Keep a half-filled form in place of the one kept before."""
        self._step("save.draft")
        self._connection.execute(
            _KEEP_DRAFT_ANEW, {"name": name, "payload": payload, "saved_at_ms": self._clock.now_ms()}
        )

    def drop_draft(self, name: str) -> None:
        """Forget a half-filled form, if there is one."""
        self._step("save.draft")
        self._connection.execute(sa.delete(DRAFT).where(DRAFT.c.name == name))

    def note_look(self, act: str, record_id: UUID, *, detail: str = "") -> None:
        """Write to the activity log that the official looked at a record, or printed it."""
        self._log(act, record_id, detail)

    def sync_state(self, record_id: UUID) -> str:
        """Return the state of the record's operation that is furthest behind."""
        return Reader(self._connection).sync_state(record_id)

    def close(self) -> None:
        """Write the ends of the chains; called once, before the commit."""
        if self._head.has_moved:
            self._step("save.head")
            self._connection.execute(
                _WRITE_HEAD,
                {
                    "seq": self._head.seq,
                    "chain": self._head.chain,
                    "audit_number": self._head.audit.number,
                    "audit_hash": self._head.audit.hash,
                },
            )

    def _record(self, act: Act) -> None:
        page = self._page(act.record)
        now_ms = self._clock.now_ms()
        raw = encode_operation(
            Operation(
                seq=self._head.seq + 1,
                kind=act.kind,
                version=KINDS[act.kind].version,
                record=act.record,
                base=page.record.rev if page else 0,  # also where the centre has forgotten it: this is what he saw
                after=self._latest_unconfirmed(act.record),
                actor=self._author.id,
                claimed_at_ms=now_ms,
                elapsed_ms=self._clock.elapsed_ms(),
                body=act.body,
            )
        )
        check_operation(raw)
        operation = decode_operation(raw)  # from here on exactly what the centre will read
        before = page.record if page else None
        after = apply(operation, self._origin, before, stamp=operation.base)
        if not isinstance(after, Applied):
            raise RefusedError("not_now", after.reason)
        self._write_operation(operation, raw, _stood_before(after.record.type, before, operation), now_ms)
        self._step("save.page")
        self._pages[act.record] = write_page(self._connection, page, after.record)
        self._log(act.kind, act.record, detail=str(operation.seq))

    def _write_operation(self, operation: Operation, raw: bytes, stood_before: bytes, now_ms: int) -> None:
        chain = chain_next(self._head.chain, raw)
        self._step("save.operation")
        number = self._connection.execute(
            _WRITE_OPERATION,
            {
                "incarnation": self._origin.incarnation.bytes,
                "seq": operation.seq,
                "record": operation.record.bytes,
                "kind": operation.kind,
                "actor": self._author.id.bytes,
                "size": len(raw),
                "state": "waiting",
                "made_at_ms": now_ms,
                "changed_at_ms": now_ms,
            },
        ).scalar_one()
        self._connection.execute(
            _WRITE_BYTES,
            {
                "number": number,
                "raw": raw,
                "chain": chain,
                # Over everything up to here: the signature of a run is that of its last operation.
                "signature": self._author.sign(run_message(chain)),
                "stood_before": stood_before,
            },
        )
        self._head.seq, self._head.chain, self._head.has_moved = operation.seq, chain, True

    def _log(self, act: str, subject: UUID, detail: str = "") -> None:
        self._step("save.audit")
        self._head.audit = append_entry(
            self._connection,
            self._head.audit,
            at_ms=self._clock.now_ms(),
            actor=self._author.id.hex,
            act=act,
            subject=subject.hex,
            detail=detail,
        )
        self._head.has_moved = True

    def _page(self, record_id: UUID) -> Page | None:
        if record_id not in self._pages:
            page = read_page(self._connection, record_id)
            if page is None:
                return None
            self._pages[record_id] = page
        return self._pages[record_id]

    def _latest_unconfirmed(self, record_id: UUID) -> int:
        key = {"record": record_id.bytes, "incarnation": self._origin.incarnation.bytes}
        return self._connection.execute(_LATEST_UNCONFIRMED, key).scalar() or NO_OPERATION

    def _earlier_act(self, operation: Operation, state: str, stood_before: bytes) -> EarlierAct | None:
        page = self._page(operation.record)
        if state in ("parked", "held", "set_aside") or page is None:
            return None
        sets = operation.body.sets
        if any(page.record.fields.get(name) != value for name, value in sets.items()):
            return None
        return EarlierAct(
            seq=operation.seq, kind=operation.kind, sets=sets, stood_before=msgspec.msgpack.decode(stood_before)
        )


def _signed_as(operation: Operation, origin: Origin) -> tuple[UUID, int]:
    """Return incarnation and seq under which the official signed: those of old where it was carried over since."""
    carried = operation.body.carried
    return (origin.incarnation, operation.seq) if carried is None else (carried.incarnation, carried.seq)


def _stood_before(record_type: str, before: Record | None, operation: Operation) -> bytes:
    """Return what stood in the fields that an operation sets: taking it back needs no replay, nor a later sync."""
    known: dict[str, Any] = {} if before is None else before.fields
    defaults = field_defaults(record_type)
    return msgspec.msgpack.encode({name: known.get(name, defaults.get(name)) for name in operation.body.sets})
