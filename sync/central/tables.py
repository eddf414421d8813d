"""The centre's tables as SQLAlchemy Core knows them; the migrations make them, a test holds the two together.

Ids are 16 bytes, hashes 32, times ms since 1970 UTC. Everything that a commune's officials wrote carries its code.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

METADATA: Final = MetaData()
IS_NOT_APPLIED: Final = text("state <> 'applied'")
"""The few operations that wait or were set aside have an index of their own; ask for them in these very words."""
_Number: Final = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database counts up itself. In SQLite only a column of this very type does that."""

META: Final = Table(
    "meta",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

KEY_MATERIAL: Final = Table(
    "key_material",
    METADATA,
    Column("purpose", Text, primary_key=True),
    Column("commune", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("made_at_ms", BigInteger, nullable=False),
)

COMMUNE: Final = Table(
    "commune",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("stamp", BigInteger, nullable=False),
    Column("durable_stamp", BigInteger, nullable=False),
)

DEVICE: Final = Table(
    "device",
    METADATA,
    Column("id", LargeBinary, primary_key=True),
    Column("commune", Text, ForeignKey("commune.code"), nullable=False),
    Column("machine", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("signing_public", LargeBinary, nullable=False),
    Column("sealing_public", LargeBinary, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("incarnation", LargeBinary, nullable=False),
    Column("enrolled_at_ms", BigInteger, nullable=False),
    Column("seen_at_ms", BigInteger, nullable=False),
    Column("app_version", Text, nullable=False),
    Index("device_machine", "commune", "machine", unique=True),
)

OFFICIAL: Final = Table(
    "official",
    METADATA,
    Column("device", LargeBinary, ForeignKey("device.id"), primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("seen_at_ms", BigInteger, nullable=False),
)

ENROLMENT: Final = Table(
    "enrolment",
    METADATA,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("commune", Text, ForeignKey("commune.code"), nullable=False),
    Column("machine", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("issued_at_ms", BigInteger, nullable=False),
    Column("expires_at_ms", BigInteger, nullable=False),
    Column("spent_at_ms", BigInteger),
    Column("spent_by", LargeBinary),
    Column("request_hash", LargeBinary),
    Column("answer", LargeBinary),
    Index("enrolment_machine", "commune", "machine"),
)

CHAIN: Final = Table(
    "chain",
    METADATA,
    Column("device", LargeBinary, ForeignKey("device.id"), primary_key=True),
    Column("incarnation", LargeBinary, primary_key=True),
    Column("commune", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("segment_hash", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("applied_seq", BigInteger, nullable=False),
    Column("applied_head", LargeBinary, nullable=False),
    Column("durable_seq", BigInteger, nullable=False),
    Column("is_frozen", Boolean, nullable=False),
    Column("begun_at_ms", BigInteger, nullable=False),
    Column("token", LargeBinary, nullable=False, server_default=""),
    Column("token_pending", LargeBinary, nullable=False, server_default=""),
)

SEGMENT: Final = Table(
    "segment",
    METADATA,
    Column("id", _Number, primary_key=True),
    Column("device", LargeBinary, nullable=False),
    Column("incarnation", LargeBinary, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("received_at_ms", BigInteger, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    ForeignKeyConstraint(["device", "incarnation"], ["chain.device", "chain.incarnation"]),
    Index("segment_number", "device", "incarnation", "number", unique=True),
    Index("segment_last_seq", "device", "incarnation", "last_seq"),
    sqlite_autoincrement=True,
)

SEGMENT_STATE: Final = Table(
    "segment_state",
    METADATA,
    Column("segment", _Number, ForeignKey("segment.id"), primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Index("segment_state_by_state", "state", "segment"),
)

OPERATION: Final = Table(
    "operation",
    METADATA,
    Column("device", LargeBinary, primary_key=True),
    Column("incarnation", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("commune", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_clean", Boolean, nullable=False),
    ForeignKeyConstraint(["device", "incarnation"], ["chain.device", "chain.incarnation"]),
    Index("operation_stamp", "commune", "stamp", unique=True),
    Index("operation_verdicts", "device", "incarnation", "stamp"),
    Index("operation_record", "record", "device", "incarnation", "state", "seq"),
    Index("operation_waits", "commune", "record", sqlite_where=IS_NOT_APPLIED, postgresql_where=IS_NOT_APPLIED),
)

CARRIED: Final = Table(
    "carried",
    METADATA,
    Column("device", LargeBinary, primary_key=True),
    Column("incarnation", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("by_incarnation", LargeBinary, nullable=False),
    Column("by_seq", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["device", "by_incarnation", "by_seq"], ["operation.device", "operation.incarnation", "operation.seq"]
    ),
)

RECORD: Final = Table(
    "record",
    METADATA,
    Column("commune", Text, primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("type", Text, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("record_type", "commune", "type"),
)

FEED: Final = Table(
    "feed",
    METADATA,
    Column("commune", Text, primary_key=True),
    Column("stamp", BigInteger, primary_key=True),
    Column("record", LargeBinary, primary_key=True),
    Column("type", Text, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("incarnation", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("is_clean", Boolean, nullable=False),
)

UPLOAD: Final = Table(
    "upload",
    METADATA,
    Column("device", LargeBinary, ForeignKey("device.id"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("have", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

UPLOAD_PIECE: Final = Table(
    "upload_piece",
    METADATA,
    Column("device", LargeBinary, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

FILE: Final = Table(
    "file",
    METADATA,
    Column("commune", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

FILE_PIECE: Final = Table(
    "file_piece",
    METADATA,
    Column("commune", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

NOTICE: Final = Table(
    "notice",
    METADATA,
    Column("id", _Number, primary_key=True),
    Column("device", LargeBinary, nullable=False),
    Column("code", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

DIGEST: Final = Table(
    "digest",
    METADATA,
    Column("commune", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("rolling", LargeBinary, nullable=False),
)

BACKUP: Final = Table(
    "backup",
    METADATA,
    Column("id", _Number, primary_key=True),
    Column("file", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("made_at_ms", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
