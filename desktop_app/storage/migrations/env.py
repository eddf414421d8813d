"""How Alembic runs inside the program: on the connection that it is handed, in the transaction that is open there."""

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]

# SQLite ignores the switch inside a transaction, so it must have been turned before.
if connection.execute(text("PRAGMA foreign_keys")).scalar_one():
    raise RuntimeError("foreign keys are still on: rebuilding a table would delete its children")

context.configure(connection=connection, target_metadata=None, render_as_batch=True, transaction_per_migration=False)
context.run_migrations()

if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
    raise RuntimeError("a migration left rows that point nowhere")
