"""The simulation's databases: the product's own SQLite and SQL; quick ones have neither key nor fsync."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sc

_QUICK: Final = ("journal_mode=wal", "synchronous=off", "temp_store=memory", "wal_autocheckpoint=0")


class QuickEngines:
    """Engines without key and fsync, one for each path for as long as the process lives: what was compiled stays."""

    def __init__(self) -> None:
        self._engines: dict[Path, sa.Engine] = {}

    def at(self, path: Path) -> sa.Engine:
        """Return the engine on the file at a path."""
        if path not in self._engines:
            self._engines[path] = quick_engine(path)
        return self._engines[path]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickStore:
    """The centre's store (sync.central.store.Store) in an unencrypted file."""

    path: Path
    engine: sa.Engine
    writer: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    copy_suffix: str = ".db"

    def migration_engine(self) -> sa.Engine:
        """Return an engine whose connections leave foreign keys off."""
        return quick_engine(self.path, foreign_keys=False)

    def copy(self, connection: sa.Connection, target: Path) -> None:
        """Copy the store as the connection's transaction sees it."""
        source = connection.connection.dbapi_connection
        with closing(sc.connect(str(target))) as copy:
            source.backup(copy)  # type: ignore[union-attr]  # the driver's connection has it

    @contextmanager
    def opened_copy(self, path: Path) -> Iterator[sa.Engine]:
        """Open a copy."""
        engine = quick_engine(path)
        try:
            yield engine
        finally:
            engine.dispose()


def quick_engine(path: Path, *, foreign_keys: bool = True) -> sa.Engine:
    """Return an engine on an unencrypted file, with transactions begun as the product begins them."""
    engine = sa.create_engine(
        "sqlite://",
        module=sc,
        creator=lambda: _connection(path, foreign_keys=foreign_keys),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def fetch(engine: sa.Engine, sql: str, *values: Any) -> list[Any]:
    """Return what a question finds: the oracle's own way in, past everything that the programs say of themselves."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def copy_at_rest(engine: sa.Engine, path: Path, target: Path) -> None:
    """Copy a database's file; what is in its log is written back first, and no connection stays open."""
    fetch(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)


def put_back(source: Path, path: Path) -> None:
    """Put an old copy in a database's place; nobody may have it open."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copy(source, path)


def export_plain(path: Path, key: bytes, target: Path) -> None:
    """Write an encrypted file's content to an unencrypted one."""
    with closing(sc.connect(str(path), isolation_level=None)) as connection:
        connection.set_key(key)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute(f"PRAGMA plain.user_version = {version}")
        connection.execute("DETACH DATABASE plain")


def _connection(path: Path, *, foreign_keys: bool) -> Any:
    connection = sc.connect(str(path), isolation_level=None, check_same_thread=False)
    for pragma in (*_QUICK, f"foreign_keys={'on' if foreign_keys else 'off'}"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _begin(connection: sa.Connection) -> None:
    will_write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")
