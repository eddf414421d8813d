"""Rows of the activity log: each entry chained to the one before, in the transaction of what it tells of."""

from dataclasses import dataclass
from typing import Final

import msgspec
import sqlalchemy as sa

from desktop_app.storage.tables import AUDIT
from sync.records.audit import CHAIN_START, AuditEntry, link

_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(AuditEntry)


@dataclass(frozen=True, slots=True)
class AuditEnd:
    """Where the log ends: its last number (0: nothing yet) and hash."""

    number: int
    hash: bytes


def append_entry(
    connection: sa.Connection, end: AuditEnd, *, at_ms: int, actor: str, act: str, subject: str, detail: str = ""
) -> AuditEnd:
    """Write one line and return the new end."""
    entry = AuditEntry(number=end.number + 1, at_ms=at_ms, actor=actor, act=act, subject=subject, detail=detail)
    linked = link(end.hash or CHAIN_START, entry)
    connection.execute(sa.insert(AUDIT), {"number": entry.number, "entry": _encoder.encode(entry), "hash": linked})
    return AuditEnd(entry.number, linked)


def is_chain_whole(connection: sa.Connection, end: AuditEnd) -> bool:
    """Tell whether every line of the log is there, unchanged and in its place."""
    number, linked = 0, CHAIN_START
    for row in connection.execute(sa.select(AUDIT.c.entry, AUDIT.c.hash).order_by(AUDIT.c.number)):
        try:
            entry = _decoder.decode(row.entry)
        except msgspec.DecodeError:
            return False
        number += 1
        linked = link(linked, entry)
        if entry.number != number or linked != row.hash:
            return False
    return number == end.number and (number == 0 or linked == end.hash)
