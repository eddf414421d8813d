"""Run the revisions on the connection that was handed in: foreign keys off before, checked after."""

from alembic import context
from sqlalchemy import Connection, text


def _run(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_keys")).scalar_one():
        raise RuntimeError("foreign keys are still on: rebuilding a table would delete its children")
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=False)
    context.run_migrations()
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("a revision left rows without their parents")


_run(context.config.attributes["connection"])
