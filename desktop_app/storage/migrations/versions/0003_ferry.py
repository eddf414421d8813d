"""What the ferry keeps: pause and metered link, group keys, pins, bundles under way, files, other laptops' segments.

An operation may be set aside by a person, which is a state of its own: its table is made anew with that state. What
never changes of an operation moves, byte for byte, into a table beside it; the order of writing becomes a column.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE meta ADD COLUMN is_paused INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE meta ADD COLUMN is_metered INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE meta ADD COLUMN checked_upto INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE meta ADD COLUMN group_secrets BLOB DEFAULT x'' NOT NULL",
    "ALTER TABLE meta ADD COLUMN tls_pin TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE meta ADD COLUMN tls_pin_seen TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE meta ADD COLUMN last_request TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE meta ADD COLUMN relay_address TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE meta ADD COLUMN is_listening INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE operation RENAME TO operation_before",
    """
    CREATE TABLE operation (
        number INTEGER NOT NULL PRIMARY KEY,
        incarnation BLOB NOT NULL,
        seq INTEGER NOT NULL,
        record BLOB NOT NULL,
        kind TEXT NOT NULL,
        actor BLOB NOT NULL,
        size INTEGER NOT NULL,
        state TEXT NOT NULL
            CHECK (state IN ('waiting','sending','received','applied','durable','held','parked','set_aside')),
        reason TEXT DEFAULT '' NOT NULL,
        segment INTEGER DEFAULT '0' NOT NULL,
        stamp INTEGER DEFAULT '0' NOT NULL,
        made_at_ms INTEGER DEFAULT '0' NOT NULL,
        changed_at_ms INTEGER DEFAULT '0' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE operation_bytes (
        number INTEGER NOT NULL PRIMARY KEY,
        raw BLOB NOT NULL,
        chain BLOB NOT NULL,
        signature BLOB NOT NULL,
        stood_before BLOB NOT NULL
    ) STRICT
    """,
    """
    INSERT INTO operation SELECT rowid, incarnation, seq, record, kind, actor, length(raw), state,
        reason, segment, stamp, made_at_ms, changed_at_ms FROM operation_before
    """,
    "INSERT INTO operation_bytes SELECT rowid, raw, chain, signature, stood_before FROM operation_before",
    "DROP TABLE operation_before",
    "CREATE UNIQUE INDEX operation_at ON operation (incarnation, seq)",
    "CREATE INDEX operation_of_record ON operation (record, seq)",
    "CREATE INDEX operation_in_state ON operation (state, seq)",
    """
    CREATE TABLE bundle (
        id BLOB NOT NULL PRIMARY KEY,
        number INTEGER DEFAULT '0' NOT NULL,
        requests BLOB DEFAULT x'' NOT NULL,
        first_segment INTEGER DEFAULT '0' NOT NULL,
        last_segment INTEGER DEFAULT '0' NOT NULL,
        made_at_ms INTEGER DEFAULT '0' NOT NULL,
        answered_at_ms INTEGER DEFAULT '0' NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE file (
        hash BLOB NOT NULL PRIMARY KEY,
        plain_hash BLOB DEFAULT x'' NOT NULL,
        key BLOB DEFAULT x'' NOT NULL,
        size INTEGER DEFAULT '0' NOT NULL,
        mime TEXT DEFAULT '' NOT NULL,
        thumbnail BLOB DEFAULT x'' NOT NULL,
        state TEXT DEFAULT '' NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        is_wanted INTEGER DEFAULT '0' NOT NULL,
        is_small INTEGER DEFAULT '0' NOT NULL,
        made_at_ms INTEGER DEFAULT '0' NOT NULL,
        changed_at_ms INTEGER DEFAULT '0' NOT NULL
    ) STRICT
    """,
    "CREATE INDEX file_in_state ON file (state, size)",
    "CREATE INDEX file_of_plain ON file (plain_hash)",
    """
    CREATE TABLE file_piece (
        hash BLOB NOT NULL,
        at INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (hash, at)
    ) STRICT
    """,
    """
    CREATE TABLE peer_segment (
        device BLOB NOT NULL,
        incarnation BLOB NOT NULL,
        number INTEGER NOT NULL,
        hash BLOB NOT NULL,
        sealed BLOB NOT NULL,
        machine TEXT DEFAULT '' NOT NULL,
        signing_key BLOB DEFAULT x'' NOT NULL,
        came_at_ms INTEGER DEFAULT '0' NOT NULL,
        is_at_centre INTEGER DEFAULT '0' NOT NULL,
        receipt BLOB DEFAULT x'' NOT NULL,
        PRIMARY KEY (device, incarnation, number)
    ) STRICT
    """,
    """
    CREATE TABLE peer_chain (
        device BLOB NOT NULL,
        incarnation BLOB NOT NULL,
        fate TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        failures INTEGER DEFAULT '0' NOT NULL,
        refused_at_ms INTEGER DEFAULT '0' NOT NULL,
        wait_ms INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (device, incarnation)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    op.execute("PRAGMA user_version = 3")


def downgrade() -> None:
    raise RuntimeError("a notebook never goes back; the copy made before the migration is the way")
