"""The centre in a PostgreSQL that several processes share: its address, opening, copying. Its own SQL is here alone."""

import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from psycopg import Error as PostgresqlError
from psycopg import errors as postgresql
from psycopg.types.string import StrDumper
from sqlalchemy import (
    DDL,
    URL,
    Connection,
    Engine,
    ExceptionContext,
    NullPool,
    QueuePool,
    bindparam,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from sync.central.errors import (
    BackupDamagedError,
    BackupForeignError,
    BackupUnprovenError,
    DatabaseAddressError,
    DatabaseFileOpenToOthersError,
    DatabaseMissingError,
    DatabaseUnreachableError,
    DatabaseUnsafeError,
)
from sync.central.postgresql_tools import dump, read_through, unpack
from sync.central.store import write_private
from sync.records.seams import Random

DATABASE_NAME: Final = "centre.database"
_OUR_SCHEMES: Final = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_CONNECT_S: Final = 10
_SETTINGS: Final = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=120s -c jit=off"
"""A worker that died in the middle of a write must not hold its commune up for ever."""

_PROMISES: Final = {"fsync": ("on",), "synchronous_commit": ("on", "local", "remote_write", "remote_apply")}
_MAINTENANCE: Final = "postgres"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresqlStore:
    """A database that any number of processes may use at once: rows are locked, not the whole."""

    url: URL
    engine: Engine
    key: bytes = field(repr=False)
    random: Random = field(repr=False)
    writer: AbstractContextManager[Any] = field(default_factory=nullcontext, repr=False, compare=False)
    copy_suffix: str = ".dump"

    def migration_engine(self) -> Engine:
        """Return an engine that keeps no connection."""
        return _engine(self.url, poolclass=NullPool)

    def copy(self, connection: Connection, target: Path) -> None:
        """Pack everything, as `connection`'s transaction sees it, into a new file sealed under the folder's key.

        Raises: FileNotWrittenError, DatabaseToolsMissingError.
        """
        snapshot: str = connection.execute(select(func.pg_export_snapshot())).scalar_one()
        dump(self.url, snapshot, target, self.key, self.random)

    @contextmanager
    def opened_copy(self, path: Path) -> Iterator[Engine]:
        """Unpack a dump into a database of its own, which is gone again afterwards.

        Raises: BackupDamagedError, BackupUnprovenError where the role may not create a database.
        """
        name = f"{str(self.url.database)[:30]}_{path.stem}"
        try:
            create_database(self.url, name)
        except ProgrammingError as error:
            if isinstance(error.orig, postgresql.InsufficientPrivilege):
                read_through(path, self.key)
                raise BackupUnprovenError from None
            raise
        beside = self.url.set(database=name)
        engine = _engine(beside, poolclass=NullPool)
        try:
            unpack(beside, path, self.key)
            yield engine
        except BackupForeignError:
            raise BackupDamagedError from None  # its first piece does not open, and we sealed it ourselves
        finally:
            engine.dispose()
            drop_database(self.url, name)


def parse_url(text_in: str) -> URL:
    """Return the address of a PostgreSQL database. Raises: DatabaseAddressError."""
    try:
        url = make_url(text_in.strip())
    except (ArgumentError, ValueError):
        raise DatabaseAddressError from None
    if url.drivername not in _OUR_SCHEMES or not url.database:
        raise DatabaseAddressError
    return url.set(drivername="postgresql+psycopg")


def write_database_file(folder: Path, url: URL) -> None:
    """Write down where the centre's database is; readable by its owner alone, for it may hold a password."""
    shown = url.set(drivername="postgresql")
    write_private(folder / DATABASE_NAME, shown.render_as_string(hide_password=False) + "\n")


def read_database_file(folder: Path) -> URL:
    """Return where the centre's database is. Raises: DatabaseFileOpenToOthersError, DatabaseAddressError."""
    with (folder / DATABASE_NAME).open(encoding="utf-8", errors="replace") as file:
        if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise DatabaseFileOpenToOthersError
        return parse_url(file.read(4096))


def open_database(url: URL, key: bytes, random: Random) -> PostgresqlStore:
    """Return a store on a database that keeps what it said it kept; its copies are sealed under `key`.

    Raises: DatabaseUnreachableError, DatabaseMissingError, DatabaseUnsafeError.
    """
    engine = _engine(url, poolclass=QueuePool, pool_size=5, max_overflow=5)
    try:
        with engine.connect() as connection:
            _refuse_forgetful(connection)
    except OperationalError as error:
        engine.dispose()
        raise (DatabaseMissingError if _is_missing(error) else DatabaseUnreachableError) from None
    except DatabaseUnsafeError:
        engine.dispose()
        raise
    return PostgresqlStore(url=url, engine=engine, key=key, random=random)


def create_database(beside: URL, name: str) -> None:
    """Make an empty database on the same server."""
    with _outside(beside) as connection:
        connection.execute(_named("CREATE DATABASE %(name)s TEMPLATE template0 ENCODING 'UTF8'", name))


def drop_database(beside: URL, name: str) -> None:
    """Remove a database that this program made."""
    with _outside(beside) as connection:
        connection.execute(_named("DROP DATABASE IF EXISTS %(name)s WITH (FORCE)", name))


def sessions_of(url: URL) -> int:
    """Count who is connected to a database. Raises: DatabaseUnreachableError."""
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name").bindparams(bindparam("name"))
    with _outside(url) as connection:
        found: int = connection.execute(asked, {"name": url.database}).scalar_one()
    return found


def exchange_databases(url: URL, fresh: str, aside: str) -> bool:
    """Rename the database out of the way and the fresh one into its place, both at once.

    Return whether there was an old one. Raises: sqlalchemy's OperationalError where somebody is connected to it.
    """
    is_there = text("SELECT count(*) FROM pg_database WHERE datname = :name").bindparams(bindparam("name"))
    with _outside(url) as connection:
        had_one = bool(connection.execute(is_there, {"name": url.database}).scalar_one())
        connection.exec_driver_sql("BEGIN")
        renaming = "ALTER DATABASE %(name)s RENAME TO %(other)s"
        if had_one:
            connection.execute(_named(renaming, str(url.database), aside))
        connection.execute(_named(renaming, fresh, str(url.database)))
        connection.exec_driver_sql("COMMIT")
    return had_one


@contextmanager
def _outside(url: URL) -> Iterator[Connection]:
    """Connect to the server's own database, without a transaction. Raises: DatabaseUnreachableError."""
    engine = _engine(url.set(database=_MAINTENANCE), poolclass=NullPool)
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT", postgresql_readonly=False).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL, **pool: Any) -> Engine:
    """A plain connection reads one moment and writes nothing; `writing` asks for more."""
    engine = create_engine(
        url,
        hide_parameters=True,  # an error's text may reach a log, a resident's name may not
        isolation_level="REPEATABLE READ",
        connect_args={
            "connect_timeout": _CONNECT_S,
            "application_name": "haiphucvu-central",
            "client_encoding": "utf8",
            "options": _SETTINGS,
        },
        **pool,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "checkout", _only_read)
    event.listen(engine, "handle_error", _name_no_value)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.adapters.register_dumper(str, _WithoutNul)


def _only_read(connection: Any, _record: object, _proxy: object) -> None:
    connection.read_only = True


def _name_no_value(context: ExceptionContext) -> None:
    """Keep the server's first line alone: the ones below it quote the row, which may be a resident's."""
    original, error = context.original_exception, context.sqlalchemy_exception
    if not isinstance(original, PostgresqlError) or error is None or not original.diag.message_primary:
        return
    original.args = (original.diag.message_primary,)
    error.args = (f"({type(original).__name__}) {original.diag.message_primary}",)


class _WithoutNul(StrDumper):
    """PostgreSQL takes no NUL in a text, SQLite does: one in a stranger's bytes must not stop his whole commune."""

    def dump(self, obj: str) -> Any:
        """Return the text as it is sent."""
        return super().dump(obj.replace("\0", "\ufffd"))


def _refuse_forgetful(connection: Connection) -> None:
    """A receipt says that the work is on the disk: a server that is told not to wait for its disk is not taken."""
    for name, good in _PROMISES.items():
        if connection.execute(select(func.current_setting(name))).scalar_one() not in good:
            raise DatabaseUnsafeError
    if connection.execute(select(func.current_setting("server_encoding"))).scalar_one() != "UTF8":
        raise DatabaseUnsafeError


def _is_missing(error: OperationalError) -> bool:
    return isinstance(error.orig, postgresql.InvalidCatalogName) or "does not exist" in str(error.orig)


def _named(statement: str, name: str, other: str = "") -> DDL:
    """Return a statement about databases. Their names cannot be bound as values: they are quoted as names."""
    quoted = {key: '"' + each.replace('"', '""') + '"' for key, each in (("name", name), ("other", other))}
    return DDL(statement, context=quoted)  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types
