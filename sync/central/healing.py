"""Where two notebooks differ: digests bucket by bucket, and the records of the buckets that do not agree."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, and_, or_, select, true

from sync.central.devices import Device
from sync.central.feed import PAGE_MAX_BYTES, last_own
from sync.central.request import Office, Request, device_of
from sync.central.tables import COMMUNE, RECORD
from sync.protocol.answers import AnswerKind
from sync.protocol.feed import seal_page
from sync.protocol.messages import (
    Bucket,
    BucketsAnswer,
    BucketsRequest,
    HealPage,
    HealRequest,
    Snapshot,
    decode,
    encode,
)
from sync.records.record import rolling_hash

BUCKET_HASH_BYTES: Final = 16
_ROWS_AT_ONCE: Final = 1_000


def buckets(office: Office, request: Request) -> tuple[AnswerKind, bytes]:
    """Answer with count and hash of each bucket of the types asked for. Raises: RefusalError, MessageBrokenError."""
    device = device_of(office, request)
    asked = decode(request.body, BucketsRequest)
    with office.engine.connect() as connection:
        of_commune = select(COMMUNE.c.stamp).where(COMMUNE.c.code == device.commune)
        head: int = connection.execute(of_commune).scalar_one()
        found = [each for name in asked.types for each in _buckets_of(connection, device.commune, name)]
    return AnswerKind.BUCKETS, encode(BucketsAnswer(head, found))


def heal(office: Office, request: Request) -> tuple[AnswerKind, bytes]:
    """Answer with the records of the buckets asked for, sealed. Raises: RefusalError, MessageBrokenError."""
    device = device_of(office, request)
    asked = decode(request.body, HealRequest)
    with office.engine.connect() as connection:
        page = _page(connection, device, asked)
    return AnswerKind.HEAL, seal_page(
        page, request_digest=request.digest, recipient=device.sealing, random=office.random
    )


def _buckets_of(connection: Connection, commune: str, name: str) -> Iterator[Bucket]:
    """Give the buckets of one type that hold something."""
    here = (RECORD.c.commune == commune) & (RECORD.c.type == name)
    hashes: dict[int, list[bytes]] = {}
    for row in connection.execute(select(RECORD.c.id, RECORD.c.hash).where(here)):
        hashes.setdefault(row.id[0], []).append(row.hash)
    for bucket, each in sorted(hashes.items()):
        yield Bucket(name, bucket, len(each), rolling_hash(each)[:BUCKET_HASH_BYTES])


def _page(connection: Connection, device: Device, asked: HealRequest) -> HealPage:
    budget = min(asked.max_bytes, PAGE_MAX_BYTES)
    taken: list[Any] = []
    used = 0
    is_cut = False
    for row in _rows(connection, device.commune, asked):
        if taken and used + len(row.bytes) > budget:
            is_cut = True
            break
        taken.append(row)
        used += len(row.bytes)
    own = last_own(connection, device, [row.id for row in taken])
    snapshots = [Snapshot(msgspec.Raw(row.bytes), own.get(row.id, 0)) for row in taken]
    return HealPage(asked.type, asked.after_id, taken[-1].id if is_cut else b"", snapshots)


def _rows(connection: Connection, commune: str, asked: HealRequest) -> Iterator[Any]:
    """Give the wanted records in order of their ids, some at a time."""
    after = asked.after_id
    spans = [
        and_(RECORD.c.id >= bytes([bucket]), RECORD.c.id < bytes([bucket + 1]) if bucket < 255 else true())
        for bucket in sorted(set(asked.buckets))
    ]
    while True:
        some = connection.execute(
            select(RECORD.c.id, RECORD.c.bytes)
            .where(RECORD.c.commune == commune, RECORD.c.type == asked.type, RECORD.c.id > after, or_(*spans))
            .order_by(RECORD.c.id)
            .limit(_ROWS_AT_ONCE)
        ).all()
        yield from some
        if len(some) < _ROWS_AT_ONCE:
            return
        after = some[-1].id
