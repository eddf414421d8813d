"""An index for each kind of record that is looked up, in the order of its list; indexes for what lists ask for.

The index is empty afterwards: whoever migrates derives it anew from the pages.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "DROP TABLE search",
    # Every length of a syllable is indexed (behind the letter of its class): else "nguyen" would be sought among all.
    """
    CREATE VIRTUAL TABLE search_person USING fts5 (
        words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3 4 5 6 7 8'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_dossier USING fts5 (
        words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3 4 5 6 7 8'
    )
    """,
    """
    CREATE TABLE search_key (
        type TEXT NOT NULL,
        key TEXT NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (type, key, place)
    ) STRICT, WITHOUT ROWID
    """,
    # Of a record of which nothing waits one copy is enough: the base stands for the page.
    "UPDATE record SET page = x'' WHERE page = base",
    "CREATE INDEX record_due ON record (status, due_at_ms) WHERE due_at_ms IS NOT NULL",
    "CREATE INDEX record_cluster ON record (cluster) WHERE type = 'dossier'",
    "CREATE INDEX record_hashed ON record (type, number, base_hash) WHERE base_rev > 0",
    "DROP INDEX operation_of_record",
    "CREATE INDEX operation_of_record ON operation (record, seq, state)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    op.execute("PRAGMA user_version = 2")


def downgrade() -> None:
    raise RuntimeError("a notebook never goes back; the copy made before the migration is the way")
