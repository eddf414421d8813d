"""Bases compared and put equal: what the centre said is hashed anew, and what differs is replaced bucket by bucket."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.integrating import Integration
from desktop_app.storage.tables import META, RECORD
from sync.client.ports import NEVER_AGREED, Healing
from sync.protocol.messages import Bucket
from sync.records.record import bytes_hash, record_hash, rolling_hash

CHECKED_AT_ONCE: Final = 8_000
"""So many bases are hashed anew in one crossing; where there are more, in buckets, one after the other."""

BUCKETS: Final = 256
BUCKET_HASH_BYTES: Final = 16
_HAS_BASE: Final = sa.text("base_rev > 0")  # written out, so that SQLite sees that the partial index holds it
_MEND: Final = sa.update(RECORD).where(RECORD.c.number == sa.bindparam("at")).values(base_hash=sa.bindparam("made"))


def due_buckets(connection: sa.Connection) -> range | None:
    """Return which buckets are to be checked in this crossing, None for all of them."""
    count = connection.execute(sa.select(sa.func.count()).select_from(RECORD).where(_HAS_BASE)).scalar_one()
    if count <= CHECKED_AT_ONCE:
        return None
    first = connection.execute(sa.select(META.c.checked_bucket)).scalar_one() % BUCKETS
    return range(first, min(BUCKETS, first + max(1, BUCKETS * CHECKED_AT_ONCE // count)))


def spoiled(connection: sa.Connection, buckets: range | None) -> list[dict[str, Any]]:
    """Return those rows whose base does not have the hash that was kept of it, with the one that it has."""
    wanted = sa.select(RECORD.c.number, RECORD.c.base, RECORD.c.base_hash).where(RECORD.c.base.is_not(None))
    if buckets is not None:
        wanted = wanted.where(_within(buckets.start, buckets.stop))
    rows = connection.execute(wanted.execution_options(yield_per=500))
    hashed = ((row.number, row.base_hash, bytes_hash(row.base)) for row in rows)
    return [{"at": number, "made": made} for number, kept, made in hashed if kept != made]


def mend_hashes(connection: sa.Connection, rows: Sequence[dict[str, Any]], buckets: range | None) -> None:
    """Let the digests tell what stands in the bases, so that the comparison finds it; go on with the next buckets."""
    if rows:
        connection.execute(_MEND, list(rows))
        connection.execute(sa.update(META).values(agreed_cursor=NEVER_AGREED))
    if buckets is not None:
        connection.execute(sa.update(META).values(checked_bucket=buckets.stop % BUCKETS))


def own_buckets(connection: sa.Connection, types: Sequence[str]) -> list[Bucket]:
    """Return count and hash of each bucket of these types that holds something."""
    wanted = sa.select(RECORD.c.type, RECORD.c.id, RECORD.c.base_hash).where(_HAS_BASE, RECORD.c.type.in_(types))
    hashes: dict[tuple[str, int], list[bytes]] = {}
    for row in connection.execute(wanted):
        hashes.setdefault((row.type, row.id[0]), []).append(row.base_hash)
    return [Bucket(name, at, len(each), rolling_hash(each)[:BUCKET_HASH_BYTES]) for (name, at), each in hashes.items()]


def put_equal(connection: sa.Connection, integration: Integration, healing: Healing) -> int:
    """Put the bases of some buckets equal to the centre's; return how many differed."""
    ours = {row.id: (row.base_hash, row.base_mine) for row in _ours(connection, healing)}
    differing = [
        (record, mine)
        for record, mine in healing.records
        if ours.pop(record.id.bytes, None) != (record_hash(record), mine)
    ]
    gone = [UUID(bytes=each) for each in ours]
    integration.put_equal(differing, gone)
    return len(differing) + len(gone)


def _ours(connection: sa.Connection, healing: Healing) -> Iterator[sa.Row[bytes, bytes, int]]:
    """Give our rows of those buckets, within the ids that the page covers."""
    wanted = sa.select(RECORD.c.id, RECORD.c.base_hash, RECORD.c.base_mine)
    wanted = wanted.where(_HAS_BASE, RECORD.c.type == healing.type, RECORD.c.id > healing.after_id)
    if healing.upto_id:
        wanted = wanted.where(RECORD.c.id <= healing.upto_id)
    for bucket in healing.buckets:
        yield from connection.execute(wanted.where(_within(bucket, bucket + 1)))


def _within(start: int, stop: int) -> sa.ColumnElement[bool]:
    first = RECORD.c.id >= bytes([start])
    return sa.and_(first, RECORD.c.id < bytes([stop])) if stop < BUCKETS else first
