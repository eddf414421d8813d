"""Brings the notebook's tables to the form of this version; Alembic is imported only when there is work for it."""

from contextlib import closing
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from desktop_app.storage.engine import translate
from desktop_app.storage.errors import NewerNotebookError
from desktop_app.storage.pages import rebuild_index

HEAD_REVISION: Final = "0003"
NOTEBOOK_FORMAT: Final = 3
"""Written to `user_version` by the newest migration, so that an older program sees it without knowing Alembic."""


def bring_up(engine: sa.Engine) -> None:
    """Migrate the notebook where that is due, in one transaction: all of it or nothing.

    Raises: NewerNotebookError, DiskFullError and the errors of opening.
    """
    try:
        with engine.connect() as connection:
            if is_due(connection):
                connection.rollback()
                _migrate(connection)
    except sa.exc.DBAPIError as error:
        raise translate(error) from error


def is_due(connection: sa.Connection) -> bool:
    """Tell whether a migration is due. Raises: NewerNotebookError."""
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() > NOTEBOOK_FORMAT:
        raise NewerNotebookError
    has_history = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").scalar()
    if not has_history:
        return True
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() != HEAD_REVISION


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    _switch_foreign_keys(connection, "OFF")
    try:
        writer = connection.execution_options(write=True)
        with writer.begin():
            config.attributes["connection"] = writer
            command.upgrade(config, HEAD_REVISION)
            if not writer.exec_driver_sql("SELECT 1 FROM search_key LIMIT 1").scalar():
                rebuild_index(writer)
    finally:
        _switch_foreign_keys(connection, "ON")


def _switch_foreign_keys(connection: sa.Connection, switch: str) -> None:
    # On the bare connection: SQLAlchemy would begin a transaction first, in which SQLite ignores this.
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    with closing(driver.execute(f"PRAGMA foreign_keys = {switch}")) as cursor:
        cursor.fetchall()
