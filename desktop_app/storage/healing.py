"""Bases compared and put equal: what the centre said is hashed anew, and what differs is replaced bucket by bucket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.integrating import Integration
from desktop_app.storage.tables import META, RECORD
from sync.client.ports import NEVER_AGREED, Healing
from sync.protocol.messages import Bucket
from sync.records.record import bytes_hash, rolling_hash

CHECKED_AT_ONCE: Final = 2_000
"""So many records are looked at in one crossing; where there are more, the next ones in the next, round and round."""

BUCKETS: Final = 256
BUCKET_HASH_BYTES: Final = 16
_HAS_BASE: Final = sa.text("base_rev > 0")  # written out, so that SQLite sees that the partial index holds it
_FROM: Final = (
    sa.select(RECORD.c.number, RECORD.c.base, RECORD.c.base_hash)
    .where(RECORD.c.number > sa.bindparam("after"))
    .order_by(RECORD.c.number)
    .limit(CHECKED_AT_ONCE + 1)
)
_MEND: Final = sa.update(RECORD).where(RECORD.c.number == sa.bindparam("at")).values(base_hash=sa.bindparam("made"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some bases: rows whose base does not have the hash that was kept of it, with its own.

    `upto`: behind this number it goes on, 0 where the round is done; `is_news`: something has to be written down.
    """

    spoiled: list[dict[str, Any]]
    upto: int
    is_news: bool


def check(connection: sa.Connection) -> Checked:
    """Hash the bases of the next records anew."""
    after = connection.execute(sa.select(META.c.checked_upto)).scalar_one()
    spoiled: list[dict[str, Any]] = []
    upto = 0
    for at, (number, base, kept) in enumerate(connection.execute(_FROM, {"after": after})):
        if at == CHECKED_AT_ONCE:
            return Checked(spoiled, upto, is_news=True)
        upto = number
        if base is not None and (made := bytes_hash(base)) != kept:
            spoiled.append({"at": number, "made": made})
    return Checked(spoiled, 0, is_news=bool(spoiled or after))


def keep(connection: sa.Connection, checked: Checked) -> None:
    """Let the digests tell what stands in the bases, so that the comparison finds it; go on behind them next time."""
    values = {"checked_upto": checked.upto}
    if checked.spoiled:
        connection.execute(_MEND, checked.spoiled)
        values["agreed_cursor"] = NEVER_AGREED
    connection.execute(sa.update(META).values(values))


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
        if ours.pop(record.id.bytes, None) != (bytes_hash(healing.written[record.id]), mine)
    ]
    gone = [UUID(bytes=each) for each in ours]
    integration.put_equal(differing, healing.written, gone)
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
