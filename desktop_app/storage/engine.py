"""The encrypted notebook as a SQLAlchemy engine (security.md 2.3); knows no table."""

import errno
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sc

from desktop_app.storage.errors import (
    BadKeyError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseUnreachableError,
    DiskFullError,
    OldSqliteError,
    PlaintextDatabaseError,
    TransactionLostError,
    UnencryptedConnectionError,
    UnsafeSettingsError,
    WrongDatabaseKeyError,
)

OLDEST_SQLITE: Final = (3, 51, 3)  # before: the WAL-reset fault, with our very shape of threads
PLAINTEXT_HEADER: Final = b"SQLite format 3\0"
POOL_SIZE: Final = 5
BUSY_S: Final = 10.0
_RAW_KEY: Final = re.compile(rb"x'[0-9a-fA-F]{64}'")
_SETTINGS: Final = (  # name, value set, value read back
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", 2),
    ("foreign_keys", "on", 1),
    ("temp_store", "memory", 2),
    ("secure_delete", "on", 1),
    ("trusted_schema", "off", 0),
)
_ERRORS: Final[dict[str, type[Exception]]] = {
    "SQLITE_FULL": DiskFullError,
    "SQLITE_IOERR": DiskFullError,  # a short write; the finer code is not handed through
    "SQLITE_BUSY": DatabaseBusyError,
    "SQLITE_LOCKED": DatabaseBusyError,
    "SQLITE_CORRUPT": DatabaseDamagedError,
    "SQLITE_NOTADB": DatabaseDamagedError,
    "SQLITE_CANTOPEN": DatabaseUnreachableError,
    "SQLITE_READONLY": DatabaseUnreachableError,
    "SQLITE_PERM": DatabaseUnreachableError,
}


def make_engine(
    path: Path,
    raw_key_literal: Callable[[], bytes],
    *,
    pool_size: int = POOL_SIZE,
    connection_class: type[Any] = sc.Connection,
) -> sa.Engine:
    """Return an engine over the database at `path`, which the first connection makes if it is not there.

    `raw_key_literal` (Session.raw_key_literal) is asked at each open and kept nowhere. A transaction that writes is
    begun with the execution option `write=True` and takes the write lock at once. Connecting raises
    WrongDatabaseKeyError, PlaintextDatabaseError, DatabaseUnreachableError, DatabaseBusyError, DiskFullError,
    DatabaseDamagedError; BadKeyError, UnencryptedConnectionError and UnsafeSettingsError are our own faults.

    Raises: OldSqliteError.
    """
    refuse_old_sqlite(sc.sqlite_version_info)
    one_at_a_time = threading.Lock()  # two first opens at once would fight over the change to WAL

    def creator() -> DBAPIConnection:
        with one_at_a_time:
            return _open(path, raw_key_literal(), connection_class)

    engine = sa.create_engine(
        "sqlite://",
        module=sc,
        creator=creator,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
        echo=False,
    )
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "checkout", _expect_no_implicit_begin)
    sa.event.listen(engine, "before_cursor_execute", _refuse_lost_transaction)
    return engine


def integrity_check(engine: sa.Engine) -> list[str]:
    """Return what is wrong with the file, nothing if it is whole; slow, reads every page.

    The WAL is emptied first: `cipher_integrity_check` reads the bare file and calls pages not yet there damaged.

    Raises: DatabaseBusyError when somebody reads or writes meanwhile; DatabaseDamagedError.
    """
    try:
        pooled = engine.raw_connection()
        try:
            cursor = pooled.cursor()
            is_busy = _rows(cursor, "pragma wal_checkpoint(truncate)")[0][0]
            if is_busy:
                raise DatabaseBusyError("the WAL could not be emptied")
            found = [str(row[0]) for row in _rows(cursor, "pragma cipher_integrity_check")]
            found += [str(row[0]) for row in _rows(cursor, "pragma integrity_check") if row[0] != "ok"]
            found += [f"foreign key: {row[0]}, row {row[1]}" for row in _rows(cursor, "pragma foreign_key_check")]
            return found
        finally:
            pooled.close()
    except (sc.Error, sa.exc.DBAPIError) as error:
        raise translate(error) from error


def translate(error: BaseException) -> BaseException:
    """Return the fact behind a database's or the system's error; an error of no known cause comes back itself.

    SQLite says no more than 'disk I/O error' for a write cut short by a quota or a file-size limit, so it counts as
    a full disk. On these errors SQLite rolls back by itself; a rollback after it finds no transaction, which is fine.
    """
    original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(original, sc.Error):
        known = _ERRORS.get(str(getattr(original, "sqlite_errorname", "")))
        return known(str(original)) if known else error
    if isinstance(original, OSError) and original.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFullError(os.strerror(original.errno))
    return error


def checked_key(literal: bytes) -> bytes:
    """Return the literal if it is a whole raw key: SQLCipher takes any other for a passphrase, without a word.

    Raises: BadKeyError; it does not show the key.
    """
    if not _RAW_KEY.fullmatch(literal):
        raise BadKeyError(f"not a raw key: {len(literal)} bytes")
    return literal


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """Let no SQLite pass that has the WAL-reset fault. Raises: OldSqliteError."""
    if version < OLDEST_SQLITE:
        raise OldSqliteError(".".join(map(str, version)))


def refuse_unencrypted(connection: Any) -> None:
    """Make sure that the key is in force and no page stays in the clear, before anything is written.

    Raises: UnencryptedConnectionError.
    """
    status = _rows(connection, "pragma cipher_status")
    clear_bytes = _rows(connection, "pragma cipher_plaintext_header_size")
    if status != [("1",)] or clear_bytes != [("0",)]:
        raise UnencryptedConnectionError


def refuse_unsafe(connection: Any) -> None:
    """Make sure that SQLite holds every setting that we asked for.

    Raises: UnsafeSettingsError.
    """
    for name, _, expected in _SETTINGS:
        if _rows(connection, f"pragma {name}") != [(expected,)]:
            raise UnsafeSettingsError(name)


def is_plaintext(path: Path) -> bool:
    """Say whether the file is an unencrypted database.

    Never call it beside open connections: closing any descriptor of the file drops SQLite's POSIX locks on it.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(PLAINTEXT_HEADER)) == PLAINTEXT_HEADER
    except OSError:
        return False


def _open(path: Path, literal: bytes, connection_class: type[Any]) -> DBAPIConnection:
    key = checked_key(literal)
    connection: Any = None
    try:
        connection = sc.connect(
            os.fspath(path), isolation_level=None, check_same_thread=False, timeout=BUSY_S, factory=connection_class
        )
        _rows(connection, "pragma cipher_log_level=none")  # a wrong key would write to stderr
        connection.set_key(key)
        refuse_unencrypted(connection)
        for name, value, _ in _SETTINGS:
            _rows(connection, f"pragma {name}={value}")
        refuse_unsafe(connection)
        _rows(connection, "select count(*) from sqlite_schema")
    except BaseException as error:
        if connection is not None:
            connection.close()
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise (PlaintextDatabaseError if is_plaintext(path) else WrongDatabaseKeyError) from error
        known = translate(error)
        if known is error:
            raise
        raise known from error
    opened: DBAPIConnection = connection
    return opened


def _rows(connection: Any, statement: str) -> list[tuple[Any, ...]]:
    return list(connection.execute(statement).fetchall())


def _begin(connection: sa.Connection) -> None:
    wants_write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_write else "BEGIN")


def _expect_no_implicit_begin(connection: Any, record: object, proxy: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's AUTOCOMMIT option leaves another one behind


def _refuse_lost_transaction(
    connection: sa.Connection, cursor: Any, statement: str, parameters: object, context: object, many: bool
) -> None:
    # After a full disk SQLite has rolled back by itself; what followed would be committed line by line.
    if not cursor.connection.in_transaction and connection.in_transaction() and not statement.startswith("BEGIN"):
        raise TransactionLostError
