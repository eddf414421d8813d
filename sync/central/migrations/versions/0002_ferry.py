"""What keeps the ferry's promises: clone tokens, uploads under way, files, notices, and who waits on a record."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("token", "token_pending"):
        op.add_column("chain", sa.Column(name, sa.LargeBinary(), nullable=False, server_default=""))
    op.create_index("segment_last_seq", "segment", ["device", "incarnation", "last_seq"])
    waits = sa.text("state <> 'applied'")
    op.create_index("operation_waits", "operation", ["commune", "record"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "carried",
        sa.Column("device", sa.LargeBinary(), primary_key=True),
        sa.Column("incarnation", sa.LargeBinary(), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True),
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("by_incarnation", sa.LargeBinary(), nullable=False),
        sa.Column("by_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device", "by_incarnation", "by_seq"], ["operation.device", "operation.incarnation", "operation.seq"]
        ),
    )
    op.create_table(
        "upload",
        sa.Column("device", sa.LargeBinary(), sa.ForeignKey("device.id"), primary_key=True),
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("have", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "upload_piece",
        sa.Column("device", sa.LargeBinary(), primary_key=True),
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "file",
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "file_piece",
        sa.Column("commune", sa.Text(), primary_key=True),
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        _as_in_sqlite()


def _as_in_sqlite() -> None:
    """Give PostgreSQL what 0001 gave SQLite alone: numbers that never run out, evidence that is only added to."""
    for table, column in (("segment", "id"), ("segment_state", "segment"), ("backup", "id")):
        op.alter_column(table, column, type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False)
    op.execute("ALTER SEQUENCE segment_id_seq AS bigint")
    op.execute("ALTER SEQUENCE backup_id_seq AS bigint")
    op.execute(
        "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$"
    )
    for_ever = ("UPDATE segment", "DELETE segment", "UPDATE feed", "DELETE feed", "DELETE operation")
    for verb, table in (each.split() for each in for_ever):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION only_added_to()"
        )


def downgrade() -> None:
    raise RuntimeError("a centre's store never goes back; a backup is the way")
