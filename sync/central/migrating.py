"""Bring the centre's store to this version's schema: all of it or nothing, never backwards."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, inspect, select, text

from sync.central.errors import StoreNewerError
from sync.central.store import POSTGRESQL, Store, writing

HEAD: Final = "0002"
_SCRIPTS: Final = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME: Final = 0x48_50_56
"""PostgreSQL's lock under which the schema is changed: workers that start together do it once."""


def migrate_if_due(store: Store) -> None:
    """Bring an open store to this version's schema; Alembic is loaded only where there is something to do.

    Raises: StoreNewerError.
    """
    with store.engine.connect() as connection:
        here = revision_of(connection)
    if here != HEAD:
        store.engine.dispose()
        migrate(store)


def migrate(store: Store, *, to: str = "head") -> None:
    """Upgrade the store in one transaction. Raises: StoreNewerError where it is ahead of this program."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    engine = store.migration_engine()
    try:
        with writing(engine) as connection:
            if engine.dialect.name == POSTGRESQL:
                connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
            here = revision_of(connection)
            if here is not None and here not in known:
                raise StoreNewerError
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    finally:
        engine.dispose()


def revision_of(connection: Connection) -> str | None:
    """Return the schema's revision, None for an empty store."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
