"""Rows of records: a page read, and a page written with its columns and its entries in the index."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.derived import Columns, SearchText, Vocabulary, columns_of, place_of, search_text_of
from desktop_app.storage.tables import PAGE, RECORD
from sync.records.record import Record, bytes_hash, decode_record, encode_record
from sync.records.rules import DOSSIER, PERSON

_PAGE: Final = sa.select(RECORD.c.number, RECORD.c.base_rev, PAGE).where(RECORD.c.id == sa.bindparam("record"))
_BASES: Final = sa.select(
    RECORD.c.id, RECORD.c.number, RECORD.c.base, RECORD.c.base_rev, RECORD.c.base_mine, RECORD.c.page
).where(RECORD.c.id.in_(sa.bindparam("records", expanding=True)))
_LAST_ROW: Final = sa.select(sa.func.coalesce(sa.func.max(RECORD.c.number), 0))
_INSERT: Final = insert(RECORD).returning(RECORD.c.number)
_OWN_COLUMNS: Final = ("page", *Columns.__struct_fields__)
_UPDATE_PAGE: Final = (
    sa.update(RECORD)
    .where(RECORD.c.number == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _OWN_COLUMNS})
)
# Written out, for rows that come by the thousand: the columns of `_said`, the page, and those of Columns, in order.
_INSERT_AT: Final = (
    "INSERT INTO record (number, id, type, base, base_rev, base_mine, base_hash, page,"
    " code, name, status, delivery, cluster, run, due_at_ms, received_at_ms)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CONFIRM: Final = "UPDATE record SET base = ?, base_rev = ?, base_mine = ?, base_hash = ?, page = ? WHERE number = ?"
_UPDATE_BOTH: Final = (
    "UPDATE record SET base = ?, base_rev = ?, base_mine = ?, base_hash = ?, page = ?,"
    " code = ?, name = ?, status = ?, delivery = ?, cluster = ?, run = ?, due_at_ms = ?, received_at_ms = ?"
    " WHERE number = ?"
)
_DROP_WORDS: Final = {
    PERSON: "DELETE FROM search_person WHERE rowid = ?",
    DOSSIER: "DELETE FROM search_dossier WHERE rowid = ?",
}
_ADD_WORDS: Final = {
    PERSON: "INSERT INTO search_person (rowid, words) VALUES (?, ?)",
    DOSSIER: "INSERT INTO search_dossier (rowid, words) VALUES (?, ?)",
}
_DROP_KEY: Final = {
    PERSON: "DELETE FROM search_key WHERE type = 'person' AND key = ? AND place = ?",
    DOSSIER: "DELETE FROM search_key WHERE type = 'dossier' AND key = ? AND place = ?",
}
# A key that is there already must not stop the ferry: a page that went wrong is mended from the centre's.
_ADD_KEY: Final = {
    PERSON: "INSERT OR IGNORE INTO search_key (type, key, place) VALUES ('person', ?, ?)",
    DOSSIER: "INSERT OR IGNORE INTO search_key (type, key, place) VALUES ('dossier', ?, ?)",
}
_REBUILT_AT_ONCE: Final = 5_000
_Row: TypeAlias = tuple[Any, ...]


class _Face(msgspec.Struct, frozen=True, array_like=True):
    type: str
    id: UUID
    rev: int
    fields: dict[str, Any]


_face_decoder: Final = msgspec.msgpack.Decoder(_Face)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it stands on this laptop; `row` is its number here, `base_rev` the centre's revision beneath it."""

    row: int
    base_rev: int
    record: Record


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """A record as the centre has it. `row` None: not in this notebook; `said` None: the centre said nothing yet.

    `said`: its byte form, of the revision `rev`; `mine`: the seq of the last own operation that is in it; `page`: the
    byte form of what stands here where that is another.
    """

    row: int | None = None
    said: bytes | None = None
    rev: int = 0
    mine: int = 0
    page: bytes = b""


def read_page(connection: sa.Connection, record_id: UUID) -> Page | None:
    """Return the page of a record, None where there is none."""
    found = connection.execute(_PAGE, {"record": record_id.bytes}).first()
    if found is None:
        return None
    return Page(row=found.number, base_rev=found.base_rev, record=decode_record(found.page))


def read_bases(connection: sa.Connection, ids: Sequence[bytes]) -> dict[bytes, Base]:
    """Return id -> what the centre last said, of those of the records that are here."""
    return {
        row.id: Base(row=row.number, said=row.base, rev=row.base_rev, mine=row.base_mine, page=row.page)
        for row in connection.execute(_BASES, {"records": ids})
    }


def decoded(raw: bytes | None, read: Callable[[bytes], Record] = decode_record) -> Record | None:
    """Return the record in these bytes, None where they are spoiled: the centre's copy mends them."""
    if raw is None:
        return None
    try:
        return read(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Reindexed(msgspec.Struct, frozen=True, kw_only=True):
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
    columns = {"page": encode_record(record), **msgspec.structs.asdict(columns_of(record))}
    if page is None:
        row = connection.execute(_INSERT, {"id": record.id.bytes, "type": record.type, **columns}).scalar_one()
        written = Page(row=row, base_rev=0, record=record)
    else:
        connection.execute(_UPDATE_PAGE, {"row": page.row, **columns})
        written = Page(row=page.row, base_rev=page.base_rev, record=record)
    if page is None or page.record.fields != record.fields:
        vocabulary = Vocabulary()
        before = None if page is None else search_text_of(page.record, vocabulary)
        after = search_text_of(record, vocabulary)
        write_index(connection, [Reindexed(row=written.row, type=record.type, before=before, after=after)])
    return written


class PageWriter:
    """Writes many records with what the centre said of each; the index hears of all of them at the end."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._next_row = connection.execute(_LAST_ROW).scalar_one() + 1
        self._vocabulary = Vocabulary()
        self._confirmed: list[_Row] = []
        self._changed: list[_Row] = []
        self._new: list[_Row] = []
        self._reindexed: list[Reindexed] = []

    def confirm(self, base: Base) -> None:
        """Keep what the centre said; the page is the same from now on, and looks as it did."""
        said = base.said or b""
        self._confirmed.append((*_said(said, base.rev, base.mine), b"", base.row))

    def write(self, base: Base, known: Record | None, mine: int, page: Record, *, said: bytes | None = None) -> None:
        """Keep what the centre said, `known`, and the page that follows from it, in place of what `base` tells.

        `said`: the bytes in which the centre said it, where they are at hand.
        """
        if known is None:
            columns = _said(None, 0, mine)
        else:
            columns = _said(said or encode_record(known), known.rev, mine)
        is_said = known is page or known == page
        columns += (b"" if is_said else encode_record(page), *msgspec.structs.astuple(columns_of(page)))
        if base.row is None:
            row, self._next_row = self._next_row, self._next_row + 1
            self._new.append((row, page.id.bytes, page.type, *columns))
            self._note(row, None, page)
            return
        self._changed.append((*columns, base.row))
        # From spoiled bytes nobody can tell how the record was found; most likely as it is found when it is mended.
        stale = decoded(base.page or base.said, read_face) or page
        if stale.fields != page.fields:
            self._note(base.row, stale, page)

    def _note(self, row: int, before: Record | None, after: Record) -> None:
        old = None if before is None else search_text_of(before, self._vocabulary)
        new = search_text_of(after, self._vocabulary)
        if old != new:
            self._reindexed.append(Reindexed(row=row, type=after.type, before=old, after=new))

    def flush(self) -> None:
        """Write the rows out, in the order in which they lie."""
        _many(self._connection, _CONFIRM, sorted(self._confirmed, key=_by_number))
        _many(self._connection, _UPDATE_BOTH, sorted(self._changed, key=_by_number))
        _many(self._connection, _INSERT_AT, self._new)
        for rows in (self._confirmed, self._changed, self._new):
            rows.clear()

    def close(self) -> None:
        """Write the rest out, and let the index find the records as they stand now."""
        self.flush()
        write_index(self._connection, self._reindexed)


def _said(said: bytes | None, rev: int, mine: int) -> _Row:
    return (said, rev, mine, bytes_hash(said) if said else b"")


def _by_number(row: _Row) -> int:
    number: int = row[-1]
    return number


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
        old_keys = {(key, place) for place, text in gone for key in text.keys}
        keys = {(key, place) for place, text in new for key in text.keys}
        _many(connection, _DROP_KEY[name], sorted(old_keys - keys))
        _many(connection, _ADD_KEY[name], sorted(keys - old_keys))


def rebuild_index(connection: sa.Connection) -> None:
    """Fill an empty index from the pages."""
    wanted = sa.select(RECORD.c.number, PAGE).order_by(RECORD.c.number)
    for rows in connection.execute(wanted.execution_options(yield_per=_REBUILT_AT_ONCE)).partitions():
        records = [(row.number, decode_record(row.page)) for row in rows]
        vocabulary = Vocabulary()
        found = [(number, record.type, search_text_of(record, vocabulary)) for number, record in records]
        write_index(connection, [Reindexed(row=row, type=name, before=None, after=text) for row, name, text in found])


def _place(record: Reindexed, text: SearchText) -> int:
    return place_of(record.type, record.row, text.order)


def _many(connection: sa.Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
