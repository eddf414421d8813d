"""Rows of records: a page read, and a page written with its columns and its entry in the index."""

from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.derived import columns_of, search_text_of
from desktop_app.storage.tables import RECORD
from sync.records.record import Record, decode_record, encode_record, record_hash

_PAGE: Final = sa.select(RECORD.c.number, RECORD.c.base_rev, RECORD.c.page).where(RECORD.c.id == sa.bindparam("record"))
_BASE: Final = sa.select(RECORD.c.number, RECORD.c.base, RECORD.c.base_mine, RECORD.c.page).where(
    RECORD.c.id == sa.bindparam("record")
)
_COLUMNS: Final = (
    "type base base_rev base_mine base_hash page code name status delivery cluster run due_at_ms received_at_ms".split()
)
_INSERT: Final = insert(RECORD).returning(RECORD.c.number)
_UPDATE_PAGE: Final = (
    sa.update(RECORD)
    .where(RECORD.c.number == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _COLUMNS if not name.startswith("base") and name != "type"})
)
_UPDATE_BOTH: Final = (
    sa.update(RECORD)
    .where(RECORD.c.number == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _COLUMNS if name != "type"})
)
_INDEX: Final = "INSERT OR REPLACE INTO search (rowid, exact, folded, codes) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A record as it stands on this laptop; `row` is its number here, `base_rev` the centre's revision beneath it."""

    row: int
    base_rev: int
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A record as the centre has it. `row` None: not in this notebook; `record` None: the centre said nothing yet.

    `mine` is the seq of the last own operation that is in it.
    """

    row: int | None = None
    record: Record | None = None
    mine: int = 0


def read_page(connection: sa.Connection, record_id: UUID) -> Page | None:
    """Return the page of a record, None where there is none."""
    found = connection.execute(_PAGE, {"record": record_id.bytes}).first()
    if found is None:
        return None
    return Page(row=found.number, base_rev=found.base_rev, record=decode_record(found.page))


def read_base(connection: sa.Connection, record_id: UUID) -> Base:
    """Return what the centre last said of a record."""
    found = connection.execute(_BASE, {"record": record_id.bytes}).first()
    if found is None:
        return Base()
    record = None if found.base is None else decode_record(found.base)
    return Base(row=found.number, record=record, mine=found.base_mine)


def write_page(connection: sa.Connection, page: Page | None, record: Record) -> Page:
    """Write a record as this laptop sees it now; what the centre said stays."""
    columns = {"page": encode_record(record), **asdict(columns_of(record))}
    if page is None:
        row = connection.execute(_INSERT, {"id": record.id.bytes, "type": record.type, **columns}).scalar_one()
        written = Page(row=row, base_rev=0, record=record)
    else:
        connection.execute(_UPDATE_PAGE, {"row": page.row, **columns})
        written = Page(row=page.row, base_rev=page.base_rev, record=record)
    _index(connection, written.row, record)
    return written


def write_base_and_page(connection: sa.Connection, base: Base, record: Record) -> None:
    """Write what the centre said and the page that follows from it."""
    known = base.record
    row = base.row
    columns: dict[str, Any] = {
        "base": encode_record(known) if known else None,
        "base_rev": known.rev if known else 0,
        "base_mine": base.mine,
        "base_hash": record_hash(known) if known else b"",
        "page": encode_record(record),
        **asdict(columns_of(record)),
    }
    if row is None:
        row = connection.execute(_INSERT, {"id": record.id.bytes, "type": record.type, **columns}).scalar_one()
    else:
        connection.execute(_UPDATE_BOTH, {"row": row, **columns})
    _index(connection, row, record)


def _index(connection: sa.Connection, row: int, record: Record) -> None:
    text = search_text_of(record)
    if text is not None:
        connection.exec_driver_sql(_INDEX, (row, text.exact, text.folded, text.codes))
