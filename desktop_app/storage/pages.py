"""Rows of records: a page read, and a page written with its columns and its entries in the index."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.derived import SearchText, columns_of, place_of, search_text_of
from desktop_app.storage.tables import PAGE, RECORD
from sync.records.record import Record, decode_record, encode_record, record_hash
from sync.records.rules import DOSSIER, PERSON

_PAGE: Final = sa.select(RECORD.c.number, RECORD.c.base_rev, PAGE).where(RECORD.c.id == sa.bindparam("record"))
_BASE: Final = sa.select(RECORD.c.number, RECORD.c.base, RECORD.c.base_mine).where(
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
_PAGE_AT: Final = sa.select(PAGE).where(RECORD.c.number == sa.bindparam("row"))
_DROP_WORDS: Final = {
    PERSON: "DELETE FROM search_person WHERE rowid = ?",
    DOSSIER: "DELETE FROM search_dossier WHERE rowid = ?",
}
_ADD_WORDS: Final = {
    PERSON: "INSERT INTO search_person (rowid, words) VALUES (?, ?)",
    DOSSIER: "INSERT INTO search_dossier (rowid, words) VALUES (?, ?)",
}
_DROP_KEY: Final = "DELETE FROM search_key WHERE type = ? AND key = ? AND place = ?"
# A key that is there already must not stop the ferry: a page that went wrong is mended from the centre's.
_ADD_KEY: Final = "INSERT OR IGNORE INTO search_key (type, key, place) VALUES (?, ?, ?)"
_REBUILT_AT_ONCE: Final = 5_000


class _Face(msgspec.Struct, frozen=True, array_like=True):
    type: str
    id: UUID
    rev: int
    fields: dict[str, Any]


_face_decoder: Final = msgspec.msgpack.Decoder(_Face)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reindexed:
    """A record of which the index does not know yet how it is found now."""

    row: int
    type: str
    before: SearchText | None
    after: SearchText | None


def read_face(raw: bytes) -> Record:
    """Return a record without its marks: for showing, never for writing. Most of a record's bytes are its marks."""
    face = _face_decoder.decode(raw)
    return Record(face.type, face.id, face.rev, face.fields, {})


def write_page(connection: sa.Connection, page: Page | None, record: Record) -> Page:
    """Write a record as this laptop sees it now; what the centre said stays."""
    columns = {"page": encode_record(record), **asdict(columns_of(record))}
    if page is None:
        row = connection.execute(_INSERT, {"id": record.id.bytes, "type": record.type, **columns}).scalar_one()
        written = Page(row=row, base_rev=0, record=record)
    else:
        connection.execute(_UPDATE_PAGE, {"row": page.row, **columns})
        written = Page(row=page.row, base_rev=page.base_rev, record=record)
    before = None if page is None else search_text_of(page.record)
    after = search_text_of(record)
    write_index(connection, [Reindexed(row=written.row, type=record.type, before=before, after=after)])
    return written


def write_base_and_page(connection: sa.Connection, base: Base, record: Record) -> Reindexed:
    """Write what the centre said and the page that follows from it; the index waits for `write_index`."""
    known = base.record
    row = base.row
    is_same = known is not None and known == record
    columns: dict[str, Any] = {
        "base": encode_record(known) if known else None,
        "base_rev": known.rev if known else 0,
        "base_mine": base.mine,
        "base_hash": record_hash(known) if known else b"",
        "page": b"" if is_same else encode_record(record),
        **asdict(columns_of(record)),
    }
    before = None
    if row is None:
        row = connection.execute(_INSERT, {"id": record.id.bytes, "type": record.type, **columns}).scalar_one()
    else:
        before = search_text_of(decode_record(connection.execute(_PAGE_AT, {"row": row}).scalar_one()))
        connection.execute(_UPDATE_BOTH, {"row": row, **columns})
    return Reindexed(row=row, type=record.type, before=before, after=search_text_of(record))


def write_index(connection: sa.Connection, records: Sequence[Reindexed]) -> None:
    """Let the index find records as they stand now.

    Words go in by place: the index writes a new piece of itself whenever the next place is not higher.
    """
    for name, words in _ADD_WORDS.items():
        changed = [each for each in records if each.type == name and each.before != each.after]
        gone = [(_place(each, each.before), each.before) for each in changed if each.before is not None]
        new = [(_place(each, each.after), each.after) for each in changed if each.after is not None]
        _many(connection, _DROP_WORDS[name], sorted((place,) for place, _ in gone))
        _many(connection, words, sorted((place, text.words) for place, text in new))
        old_keys = {(name, key, place) for place, text in gone for key in text.keys}
        keys = {(name, key, place) for place, text in new for key in text.keys}
        _many(connection, _DROP_KEY, sorted(old_keys - keys))
        _many(connection, _ADD_KEY, sorted(keys - old_keys))


def rebuild_index(connection: sa.Connection) -> None:
    """Fill an empty index from the pages."""
    wanted = sa.select(RECORD.c.number, PAGE).order_by(RECORD.c.number)
    for rows in connection.execute(wanted.execution_options(yield_per=_REBUILT_AT_ONCE)).partitions():
        records = [(row.number, decode_record(row.page)) for row in rows]
        found = [(number, record.type, search_text_of(record)) for number, record in records]
        write_index(connection, [Reindexed(row=row, type=name, before=None, after=text) for row, name, text in found])


def _place(record: Reindexed, text: SearchText) -> int:
    return place_of(record.type, record.row, text.order)


def _many(connection: sa.Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
