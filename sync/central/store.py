"""The one interface to where a centre keeps everything: a file in its folder, or a PostgreSQL that several share."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Engine, Insert, Update

POSTGRESQL: Final = "postgresql"


class Store(Protocol):
    """A centre's database, open. A plain connection of its engine reads one moment; `writing` gives one that writes."""

    @property
    def engine(self) -> Engine:
        """Whence connections come."""
        ...

    @property
    def writer(self) -> AbstractContextManager[Any]:
        """Held by this process's threads around a write, where the database lets only one write at a time."""
        ...

    @property
    def copy_suffix(self) -> str:
        """How the name of a copy ends."""
        ...

    def migration_engine(self) -> Engine:
        """Return an engine of its own for changing the schema; whoever asked disposes of it."""
        ...

    def copy(self, connection: Connection, target: Path) -> None:
        """Copy everything, as `connection`'s transaction sees it, into a new file. Raises: FileNotWrittenError."""
        ...

    def opened_copy(self, path: Path) -> AbstractContextManager[Engine]:
        """Open a copy as a stranger would, to read in it what it holds.

        Raises: BackupDamagedError, BackupUnprovenError where there is no place to unpack it in.
        """
        ...


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: kept on a clean exit, undone on any exception.

    SQLite: it takes the one write lock at once. PostgreSQL: it locks the rows that it names and sees what was committed
    when a lock is granted (READ COMMITTED).
    """
    options: dict[str, Any] = {"write": True}
    if engine.dialect.name == POSTGRESQL:
        options = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
    with engine.execution_options(**options).begin() as connection:
        yield connection


def write_rows(connection: Connection, statement: Insert | Update, rows: Sequence[dict[str, Any]]) -> None:
    """Run the statement for each row of plain values, as they are.

    A segment has thousands of rows, too many to be looked at one by one again. All have the same names, two or more.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = compiled.positiontup
    values: Sequence[Any] = rows if names is None else list(map(itemgetter(*names), rows))
    connection.exec_driver_sql(str(compiled), values)


def sync_file(path: Path) -> None:
    """Put a file's content on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the names of a folder on the disk: a new or renamed file survives a power cut only after this."""
    if os.name != "posix":
        return
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def write_private(path: Path, text: str) -> None:
    """Make a file that its owner alone may read; on the disk when this returns. Raises: FileExistsError."""
    at = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(at, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
