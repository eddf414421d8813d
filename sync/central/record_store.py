"""The centre's current records and the digests kept with them: both change in one transaction. Knows no segment."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from sync.central.store import write_rows
from sync.central.tables import DIGEST, RECORD
from sync.records.record import Record, bytes_hash, decode_record, encode_record, record_hash, rolling_hash

Value = TypeVar("Value")
Standing = tuple[str, bytes]
"""Type and hash of a record as it is kept: what the digests count of it."""

_ROLL: Final = 1 << 256
_IDS_AT_ONCE: Final = 500
_NONE_WRITTEN: Final[Mapping[UUID, bytes]] = MappingProxyType({})
_NONE_READ: Final[Mapping[UUID, Standing | None]] = MappingProxyType({})


def read_records(connection: Connection, commune: str, ids: Iterable[UUID]) -> dict[UUID, Record]:
    """Return those of the records that are there."""
    return {record.id: record for record, _ in _read(connection, commune, ids)}


def read_standing(
    connection: Connection, commune: str, ids: Iterable[UUID]
) -> tuple[dict[UUID, Record], dict[UUID, Standing | None]]:
    """Return the same, and for each one asked for what `write_records` needs of it, None where it is not there."""
    records: dict[UUID, Record] = {}
    standing: dict[UUID, Standing | None] = dict.fromkeys(ids)
    for record, digest in _read(connection, commune, standing):
        records[record.id] = record
        standing[record.id] = record.type, digest
    return records, standing


def _read(connection: Connection, commune: str, ids: Iterable[UUID]) -> Iterator[tuple[Record, bytes]]:
    for some in in_parts(ids):
        here = (RECORD.c.commune == commune) & RECORD.c.id.in_([each.bytes for each in some])
        for raw, digest in connection.execute(select(RECORD.c.bytes, RECORD.c.hash).where(here)):
            yield decode_record(raw), digest


def write_records(
    connection: Connection,
    commune: str,
    records: Mapping[UUID, Record],
    *,
    written: Mapping[UUID, bytes] = _NONE_WRITTEN,
    read: Mapping[UUID, Standing | None] = _NONE_READ,
) -> None:
    """Put the records as they now stand, and move the digests by the difference.

    `written`: byte forms of those that were encoded already; `read`: how those stood that were read in this
    transaction, which nobody else changes meanwhile.
    """
    standing = {**read, **_standing_before(connection, commune, records.keys() - read.keys())}
    sums: dict[str, list[int]] = {}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for record in records.values():
        raw = written.get(record.id) or encode_record(record)
        digest = bytes_hash(raw)
        values = {"rev": record.rev, "bytes": raw, "hash": digest, "type": record.type}
        count_and_sum = sums.setdefault(record.type, [0, 0])
        count_and_sum[1] += int.from_bytes(digest, "big")
        before = standing.get(record.id)
        if before is None:
            count_and_sum[0] += 1
            new.append({"commune": commune, "id": record.id.bytes, **values})
        else:
            type_before, hash_before = before  # another one where somebody had taken a conflict's id before it arose
            count_and_sum[0] += 1
            count_and_sum = sums.setdefault(type_before, [0, 0])
            count_and_sum[0] -= 1
            count_and_sum[1] -= int.from_bytes(hash_before, "big")
            changed.append({"at_commune": commune, "at_id": record.id.bytes, **values})
    here = (RECORD.c.commune == bindparam("at_commune")) & (RECORD.c.id == bindparam("at_id"))
    write_rows(connection, insert(RECORD), new)
    write_rows(connection, update(RECORD).where(here), changed)
    for record_type, (count, total) in sums.items():
        _add_to_digest(connection, commune, record_type, count, total)


def _add_to_digest(connection: Connection, commune: str, record_type: str, count: int, total: int) -> None:
    here = (DIGEST.c.commune == commune) & (DIGEST.c.type == record_type)
    before = connection.execute(select(DIGEST.c.count.label("at_hand"), DIGEST.c.rolling).where(here)).one_or_none()
    if before is None:
        values = {"count": count, "rolling": _rolled(total)}
        connection.execute(insert(DIGEST).values(commune=commune, type=record_type, **values))
        return
    rolled = _rolled(int.from_bytes(before.rolling, "big") + total)
    connection.execute(update(DIGEST).where(here).values(count=before.at_hand + count, rolling=rolled))


def _rolled(total: int) -> bytes:
    """Return the sum as `rolling_hash` writes it; a removed hash counts as its complement."""
    return rolling_hash([(total % _ROLL).to_bytes(32, "big")])


def recounted(connection: Connection, commune: str) -> dict[str, tuple[int, bytes]]:
    """Count and sum every record again from its bytes: what the kept digests must equal."""
    found: dict[str, list[bytes]] = {}
    for row in connection.execute(select(RECORD.c.bytes).where(RECORD.c.commune == commune)):
        record = decode_record(row.bytes)
        found.setdefault(record.type, []).append(record_hash(record))
    return {name: (len(hashes), rolling_hash(hashes)) for name, hashes in found.items()}


def digests(connection: Connection, commune: str) -> dict[str, tuple[int, bytes]]:
    """Return record type -> count and rolling hash, as kept."""
    columns = select(DIGEST.c.type, DIGEST.c.count, DIGEST.c.rolling).where(DIGEST.c.commune == commune)
    rows = connection.execute(columns.order_by(DIGEST.c.type))
    return {name: (count, rolling) for name, count, rolling in rows}


def _standing_before(connection: Connection, commune: str, ids: Iterable[UUID]) -> dict[UUID, Standing]:
    found: dict[UUID, Standing] = {}
    for some in in_parts(ids):
        here = (RECORD.c.commune == commune) & RECORD.c.id.in_([each.bytes for each in some])
        for row in connection.execute(select(RECORD.c.id, RECORD.c.type, RECORD.c.hash).where(here)):
            found[UUID(bytes=row.id)] = row.type, row.hash
    return found


def in_parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    """A statement takes only so many values."""
    rest = iter(values)
    while some := list(islice(rest, _IDS_AT_ONCE)):
        yield some
