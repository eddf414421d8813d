"""The first notebook: meta, head, operations, segments, records, search, audit, drafts, counters."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE meta (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        device BLOB DEFAULT x'' NOT NULL,
        incarnation BLOB DEFAULT x'' NOT NULL,
        sealing_key BLOB DEFAULT x'' NOT NULL,
        signing_key BLOB DEFAULT x'' NOT NULL,
        commune TEXT DEFAULT '' NOT NULL,
        commune_name TEXT DEFAULT '' NOT NULL,
        machine TEXT DEFAULT '' NOT NULL,
        place TEXT DEFAULT '' NOT NULL,
        is_sample INTEGER DEFAULT '0' NOT NULL,
        centre_url TEXT DEFAULT '' NOT NULL,
        centre_sealing_key BLOB DEFAULT x'' NOT NULL,
        centre_signing_key BLOB DEFAULT x'' NOT NULL,
        group_key BLOB DEFAULT x'' NOT NULL,
        enrolment_token BLOB DEFAULT x'' NOT NULL,
        is_enrolled INTEGER DEFAULT '0' NOT NULL,
        epoch BLOB DEFAULT x'' NOT NULL,
        cursor INTEGER DEFAULT '0' NOT NULL,
        hello BLOB DEFAULT x'' NOT NULL,
        agreed_cursor INTEGER DEFAULT '-1' NOT NULL,
        agreed_at_ms INTEGER DEFAULT '0' NOT NULL,
        last_try_at_ms INTEGER DEFAULT '0' NOT NULL,
        last_trouble TEXT DEFAULT '' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE official (
        id BLOB NOT NULL PRIMARY KEY,
        name TEXT DEFAULT '' NOT NULL,
        role TEXT DEFAULT '' NOT NULL,
        public_key BLOB DEFAULT x'' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        seq INTEGER DEFAULT '0' NOT NULL,
        chain BLOB DEFAULT x'' NOT NULL,
        segment INTEGER DEFAULT '0' NOT NULL,
        segment_hash BLOB DEFAULT x'' NOT NULL,
        audit_number INTEGER DEFAULT '0' NOT NULL,
        audit_hash BLOB DEFAULT x'' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE operation (
        incarnation BLOB NOT NULL,
        seq INTEGER NOT NULL,
        record BLOB NOT NULL,
        kind TEXT NOT NULL,
        actor BLOB NOT NULL,
        raw BLOB NOT NULL,
        chain BLOB NOT NULL,
        signature BLOB NOT NULL,
        stood_before BLOB NOT NULL,
        state TEXT NOT NULL
            CHECK (state IN ('waiting','sending','received','applied','durable','held','parked')),
        reason TEXT DEFAULT '' NOT NULL,
        segment INTEGER DEFAULT '0' NOT NULL,
        stamp INTEGER DEFAULT '0' NOT NULL,
        made_at_ms INTEGER DEFAULT '0' NOT NULL,
        changed_at_ms INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (incarnation, seq)
    ) STRICT
    """,
    "CREATE INDEX operation_of_record ON operation (record, seq)",
    "CREATE INDEX operation_in_state ON operation (state, seq)",
    """
    CREATE TABLE segment (
        incarnation BLOB NOT NULL,
        number INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        hash BLOB NOT NULL,
        receipt BLOB,
        PRIMARY KEY (incarnation, number)
    ) STRICT
    """,
    "CREATE INDEX segment_under_way ON segment (number) WHERE receipt IS NULL",
    """
    CREATE TABLE record (
        number INTEGER NOT NULL PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        type TEXT NOT NULL,
        base BLOB,
        base_rev INTEGER DEFAULT '0' NOT NULL,
        base_mine INTEGER DEFAULT '0' NOT NULL,
        base_hash BLOB DEFAULT x'' NOT NULL,
        page BLOB NOT NULL,
        code TEXT DEFAULT '' NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        status TEXT DEFAULT '' NOT NULL,
        delivery TEXT DEFAULT '' NOT NULL,
        cluster TEXT DEFAULT '' NOT NULL,
        run TEXT DEFAULT '' NOT NULL,
        due_at_ms INTEGER,
        received_at_ms INTEGER DEFAULT '0' NOT NULL
    ) STRICT
    """,
    "CREATE INDEX record_of_type ON record (type, number)",
    "CREATE INDEX record_on_shelf ON record (delivery, cluster) WHERE delivery = 'ready'",
    "CREATE INDEX record_with_status ON record (type, status) WHERE type IN ('run', 'conflict')",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        exact, folded, codes,
        content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3'
    )
    """,
    """
    CREATE TABLE audit (
        number INTEGER NOT NULL PRIMARY KEY,
        entry BLOB NOT NULL,
        hash BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE draft (
        name TEXT NOT NULL PRIMARY KEY,
        payload BLOB NOT NULL,
        saved_at_ms INTEGER DEFAULT '0' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE counter (
        name TEXT NOT NULL PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    op.execute("PRAGMA user_version = 1")


def downgrade() -> None:
    raise RuntimeError("a notebook never goes back; the copy made before the migration is the way")
