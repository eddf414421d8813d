"""The ledger: devices, sealed segments, operations with their verdicts, records, feed and digests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "key_material",
        sa.Column("purpose", sa.Text(), primary_key=True),
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "commune",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("durable_stamp", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.LargeBinary(), primary_key=True),
        sa.Column("commune", sa.Text(), sa.ForeignKey("commune.code"), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signing_public", sa.LargeBinary(), nullable=False),
        sa.Column("sealing_public", sa.LargeBinary(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.LargeBinary(), nullable=False),
        sa.Column("enrolled_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=False),
    )
    op.create_table(
        "official",
        sa.Column("device", sa.LargeBinary(), sa.ForeignKey("device.id"), primary_key=True),
        sa.Column("id", sa.LargeBinary(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("seen_at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "enrolment",
        sa.Column("token_hash", sa.LargeBinary(), primary_key=True),
        sa.Column("commune", sa.Text(), sa.ForeignKey("commune.code"), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("issued_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("spent_at_ms", sa.BigInteger()),
        sa.Column("spent_by", sa.LargeBinary()),
        sa.Column("request_hash", sa.LargeBinary()),
        sa.Column("answer", sa.LargeBinary()),
    )
    op.create_table(
        "chain",
        sa.Column("device", sa.LargeBinary(), sa.ForeignKey("device.id"), primary_key=True),
        sa.Column("incarnation", sa.LargeBinary(), primary_key=True),
        sa.Column("commune", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("segment_hash", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_head", sa.LargeBinary(), nullable=False),
        sa.Column("durable_seq", sa.BigInteger(), nullable=False),
        sa.Column("is_frozen", sa.Boolean(), nullable=False),
        sa.Column("begun_at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("incarnation", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["device", "incarnation"], ["chain.device", "chain.incarnation"]),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "segment_state",
        sa.Column("segment", sa.Integer(), sa.ForeignKey("segment.id"), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "operation",
        sa.Column("device", sa.LargeBinary(), primary_key=True),
        sa.Column("incarnation", sa.LargeBinary(), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True),
        sa.Column("commune", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_clean", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["device", "incarnation"], ["chain.device", "chain.incarnation"]),
    )
    op.create_table(
        "record",
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("id", sa.LargeBinary(), primary_key=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "feed",
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("stamp", sa.BigInteger(), primary_key=True),
        sa.Column("record", sa.LargeBinary(), primary_key=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("incarnation", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("is_clean", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "digest",
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("type", sa.Text(), primary_key=True),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("rolling", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "backup",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("device_machine", "device", ["commune", "machine"], unique=True)
    op.create_index("enrolment_machine", "enrolment", ["commune", "machine"])
    op.create_index("segment_number", "segment", ["device", "incarnation", "number"], unique=True)
    op.create_index("segment_state_by_state", "segment_state", ["state", "segment"])
    op.create_index("operation_stamp", "operation", ["commune", "stamp"], unique=True)
    op.create_index("operation_verdicts", "operation", ["device", "incarnation", "stamp"])
    op.create_index("operation_record", "operation", ["record", "device", "incarnation", "state", "seq"])
    op.create_index("record_type", "record", ["commune", "type"])
    if op.get_bind().dialect.name == "sqlite":
        for_ever = ("UPDATE segment", "DELETE segment", "UPDATE feed", "DELETE feed", "DELETE operation")
        for verb, table in (each.split() for each in for_ever):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def downgrade() -> None:
    raise RuntimeError("there is no way back: take the copy made before the upgrade")
