"""The notebook's tables as SQLAlchemy sees them. Their history is migrations/; a test holds the two equal."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy import BLOB, Integer, Text
from sqlalchemy.schema import SchemaItem

METADATA: Final = sa.MetaData()


def _table(name: str, *columns: SchemaItem) -> sa.Table:
    return sa.Table(name, METADATA, *columns, sqlite_strict=True)


def _blob(name: str) -> sa.Column[bytes]:
    return sa.Column(name, BLOB, nullable=False, server_default=sa.text("x''"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, nullable=False, server_default="")


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, Integer, nullable=False, server_default="0")


# One row: who this laptop is, which centre it knows, and how far the ferry has come.
META: Final = _table(
    "meta",
    sa.Column("id", Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    _blob("device"),
    _blob("incarnation"),
    _blob("sealing_key"),
    _blob("signing_key"),
    _text("commune"),
    _text("commune_name"),
    _text("machine"),
    _text("place"),
    _whole("is_sample"),
    _text("centre_url"),
    _blob("centre_sealing_key"),
    _blob("centre_signing_key"),
    _blob("group_key"),
    _blob("enrolment_token"),
    _whole("is_enrolled"),
    _blob("epoch"),
    _whole("cursor"),
    _blob("hello"),
    sa.Column("agreed_cursor", Integer, nullable=False, server_default="-1"),
    _whole("agreed_at_ms"),
    _whole("last_try_at_ms"),
    _text("last_trouble"),
    _whole("is_paused"),
    _whole("is_metered"),
    _whole("checked_upto"),
    _blob("group_secrets"),
    _text("tls_pin"),
    _text("tls_pin_seen"),
    _text("last_request"),
    _text("relay_address"),
    _whole("is_listening"),
)

# The officials of this laptop with their public keys, as the centre is told at enrolment.
OFFICIAL: Final = _table(
    "official",
    sa.Column("id", BLOB, primary_key=True),
    _text("name"),
    _text("role"),
    _blob("public_key"),
)

# One row, rewritten with every act: the ends of the three chains. Apart from `meta`, whose keys fill a page.
HEAD: Final = _table(
    "head",
    sa.Column("id", Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    _whole("seq"),
    _blob("chain"),
    _whole("segment"),
    _blob("segment_hash"),
    _whole("audit_number"),
    _blob("audit_hash"),
)

# `number` is the order in which operations were written here, whichever incarnation they are of now; `size` is the
# length of their bytes. The bytes have a table of their own: a state changes several times, and what is written anew
# with it is then a tenth.
OPERATION: Final = _table(
    "operation",
    sa.Column("number", Integer, primary_key=True),
    sa.Column("incarnation", BLOB, nullable=False),
    sa.Column("seq", Integer, nullable=False),
    sa.Column("record", BLOB, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("actor", BLOB, nullable=False),
    sa.Column("size", Integer, nullable=False),
    sa.Column(
        "state",
        Text,
        sa.CheckConstraint("state IN ('waiting','sending','received','applied','durable','held','parked','set_aside')"),
        nullable=False,
    ),
    _text("reason"),
    _whole("segment"),
    _whole("stamp"),
    _whole("made_at_ms"),
    _whole("changed_at_ms"),
    sa.Index("operation_at", "incarnation", "seq", unique=True),
    sa.Index("operation_of_record", "record", "seq"),
    sa.Index("operation_in_state", "state", "seq"),
)

OPERATION_BYTES: Final = _table(
    "operation_bytes",
    sa.Column("number", Integer, primary_key=True),
    sa.Column("raw", BLOB, nullable=False),
    sa.Column("chain", BLOB, nullable=False),
    sa.Column("signature", BLOB, nullable=False),
    sa.Column("stood_before", BLOB, nullable=False),
)

WHOLE_OPERATION: Final = OPERATION.join(OPERATION_BYTES, OPERATION_BYTES.c.number == OPERATION.c.number)

# The acts of one record by this laptop. The plus sign keeps SQLite from reading all of the incarnation, in the order of
# its sequence, to find the few of the record: that took minutes where thousands came in one page of the feed.
OWN_OF_RECORD: Final = sa.and_(
    OPERATION.c.record == sa.bindparam("record"),
    sa.literal_column("+operation.incarnation", BLOB) == sa.bindparam("incarnation"),
)

SEGMENT: Final = _table(
    "segment",
    sa.Column("incarnation", BLOB, primary_key=True),
    sa.Column("number", Integer, primary_key=True),
    sa.Column("first_seq", Integer, nullable=False),
    sa.Column("last_seq", Integer, nullable=False),
    sa.Column("sealed", BLOB, nullable=False),
    sa.Column("hash", BLOB, nullable=False),
    sa.Column("receipt", BLOB),
    sa.Index("segment_under_way", "number", sqlite_where=sa.text("receipt IS NULL")),
)

# `number` is the order in which this notebook got to know the record: lists sort by it, never by a clock.
# `base` is what the centre last said, `base_mine` the last own operation that is in it; `page` adds what still waits,
# and is empty where nothing does: most records of a commune, of which one copy is enough. PAGE reads either.
RECORD: Final = _table(
    "record",
    sa.Column("number", Integer, primary_key=True),
    sa.Column("id", BLOB, nullable=False, unique=True),
    sa.Column("type", Text, nullable=False),
    sa.Column("base", BLOB),
    _whole("base_rev"),
    _whole("base_mine"),
    _blob("base_hash"),
    sa.Column("page", BLOB, nullable=False),
    _text("code"),
    _text("name"),
    _text("status"),
    _text("delivery"),
    _text("cluster"),
    _text("run"),
    sa.Column("due_at_ms", Integer),
    _whole("received_at_ms"),
    sa.Index("record_of_type", "type", "number"),
    sa.Index("record_due", "status", "due_at_ms", sqlite_where=sa.text("due_at_ms IS NOT NULL")),
    sa.Index("record_cluster", "cluster", sqlite_where=sa.text("type = 'dossier'")),
    sa.Index("record_hashed", "type", "number", "base_hash", sqlite_where=sa.text("base_rev > 0")),
    sa.Index("record_on_shelf", "delivery", "cluster", sqlite_where=sa.text("delivery = 'ready'")),
    sa.Index("record_with_status", "type", "status", sqlite_where=sa.text("type IN ('run', 'conflict')")),
)

PAGE: Final = sa.literal_column("coalesce(nullif(record.page, x''), record.base)", BLOB).label("page")

AUDIT: Final = _table(
    "audit",
    sa.Column("number", Integer, primary_key=True),
    sa.Column("entry", BLOB, nullable=False),
    sa.Column("hash", BLOB, nullable=False),
)

DRAFT: Final = _table(
    "draft",
    sa.Column("name", Text, primary_key=True),
    sa.Column("payload", BLOB, nullable=False),
    _whole("saved_at_ms"),
)

COUNTER: Final = _table(
    "counter",
    sa.Column("name", Text, primary_key=True),
    sa.Column("value", Integer, nullable=False),
)

# A bundle that left on a stick, or in a shared folder: what its answers must be bound to when they come back.
BUNDLE: Final = _table(
    "bundle",
    sa.Column("id", BLOB, primary_key=True),
    _whole("number"),
    _blob("requests"),
    _whole("first_segment"),
    _whole("last_segment"),
    _whole("made_at_ms"),
    _whole("answered_at_ms"),
)

# A file by the hash of its ciphertext. `size` is the ciphertext's; `state`: local, received, remote (known, not here)
# or whole (fetched). `reason`: why it does not travel. `thumbnail` is the hash of a small picture of it.
FILE: Final = _table(
    "file",
    sa.Column("hash", BLOB, primary_key=True),
    _blob("plain_hash"),
    _blob("key"),
    _whole("size"),
    _text("mime"),
    _blob("thumbnail"),
    _text("state"),
    _text("reason"),
    _whole("is_wanted"),
    _whole("is_small"),
    _whole("made_at_ms"),
    _whole("changed_at_ms"),
    sa.Index("file_in_state", "state", "size"),
    sa.Index("file_of_plain", "plain_hash"),
)

FILE_PIECE: Final = _table(
    "file_piece",
    sa.Column("hash", BLOB, primary_key=True),
    sa.Column("at", Integer, primary_key=True),
    sa.Column("bytes", BLOB, nullable=False),
)

# Segments of the commune's other laptops, carried for them or read before they went through the centre.
PEER_SEGMENT: Final = _table(
    "peer_segment",
    sa.Column("device", BLOB, primary_key=True),
    sa.Column("incarnation", BLOB, primary_key=True),
    sa.Column("number", Integer, primary_key=True),
    sa.Column("hash", BLOB, nullable=False),
    sa.Column("sealed", BLOB, nullable=False),
    _text("machine"),
    _blob("signing_key"),
    _whole("came_at_ms"),
    _whole("is_at_centre"),
    _blob("receipt"),
)

PEER_CHAIN: Final = _table(
    "peer_chain",
    sa.Column("device", BLOB, primary_key=True),
    sa.Column("incarnation", BLOB, primary_key=True),
    sa.Column("fate", Text, nullable=False),
    _text("reason"),
    _whole("failures"),
    _whole("refused_at_ms"),
    _whole("wait_ms"),
)
"""Chains of other laptops that the centre refused, the last no; a chain that it takes has no row."""
