"""The centre in an encrypted file: key file, opening, copying, checking. SQLite's own SQL is here alone."""

import os
import re
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from sync.central.errors import (
    AlreadyInitialisedError,
    BackupDamagedError,
    FileNotWrittenError,
    KeyFileBrokenError,
    KeyFileMissingError,
    KeyFileOpenToOthersError,
    NotInitialisedError,
    StoreNotEncryptedError,
    StoreUnreadableError,
)
from sync.central.store import write_private
from sync.records.seams import Random

STORE_NAME: Final = "centre.db"
KEY_NAME: Final = "centre.key"
KEY_BYTES: Final = 32
_KEY_TEXT: Final = re.compile(r"[0-9a-f]{64}")
_PLAIN_MAGIC: Final = b"SQLite format 3\0"
_BUSY_S: Final = 10
_PRAGMAS: Final = (
    "journal_mode=wal",
    "synchronous=full",
    "temp_store=memory",
    "secure_delete=on",
    "trusted_schema=off",
    "cache_size=-32768",  # KiB: records stand in no order, and with 2 MiB each one written pushes another page out
)


def write_key_file(folder: Path, random: Random) -> bytes:
    """Make the raw key and its file, readable by its owner alone; on the disk when this returns.

    Raises: AlreadyInitialisedError.
    """
    key = random(KEY_BYTES)
    try:
        write_private(folder / KEY_NAME, key.hex() + "\n")
    except FileExistsError:
        raise AlreadyInitialisedError from None
    return key


def read_key_file(folder: Path) -> bytes:
    """Return the raw key. Raises: KeyFileMissingError, KeyFileOpenToOthersError, KeyFileBrokenError."""
    path = folder / KEY_NAME
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise KeyFileOpenToOthersError
            text = file.read(128).strip()
    except FileNotFoundError:
        raise KeyFileMissingError from None
    if _KEY_TEXT.fullmatch(text) is None:
        raise KeyFileBrokenError
    return bytes.fromhex(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteStore:
    """An encrypted file under the key of its folder. One process writes at a time, and in it one thread."""

    path: Path
    key: bytes = field(repr=False)
    engine: Engine
    writer: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    copy_suffix: str = ".db"

    def migration_engine(self) -> Engine:
        """Return an engine whose connections leave foreign keys off: a table is rebuilt without losing its children."""
        return _engine(self.path, self.key, foreign_keys=False)

    def copy(self, connection: Connection, target: Path) -> None:
        """Copy the whole store as `connection`'s transaction sees it into a new file under the same key.

        Raises: FileNotWrittenError.
        """
        copy_store(connection, target, self.key)

    @contextmanager
    def opened_copy(self, path: Path) -> Iterator[Engine]:
        """Open a copy whose every page was checked. Raises: BackupDamagedError."""
        if faults_of_store(path, self.key):
            raise BackupDamagedError
        engine = _engine(path, self.key, foreign_keys=False)
        try:
            yield engine
        finally:
            engine.dispose()


def create_store(path: Path, key: bytes) -> SqliteStore:
    """Make an empty encrypted store. Raises: AlreadyInitialisedError."""
    if path.exists():
        raise AlreadyInitialisedError
    return SqliteStore(path=path, key=key, engine=_engine(path, key))


def open_store(path: Path, key: bytes) -> SqliteStore:
    """Return an existing store, proven to be encrypted and to open with `key`.

    A connection begins with BEGIN, or with BEGIN IMMEDIATE inside `writing`. Raises: NotInitialisedError,
    StoreNotEncryptedError, StoreUnreadableError.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise NotInitialisedError
    _refuse_plain(path)
    engine = _engine(path, key)
    with engine.connect():
        pass
    return SqliteStore(path=path, key=key, engine=engine)


def copy_store(connection: Connection, target: Path, key: bytes) -> None:
    """Copy the whole store as `connection`'s transaction sees it into a new file under the same key.

    Raises: FileNotWrittenError.
    """
    source = connection.connection.dbapi_connection
    copy = connect(target, key, foreign_keys=False)
    try:
        source.backup(copy)  # type: ignore[union-attr]  # sqlcipher3's connection has it
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlcipher.OperationalError:
        raise FileNotWrittenError from None  # the disk is full
    finally:
        copy.close()


def faults_of_store(path: Path, key: bytes) -> list[str]:
    """Return what is wrong with a store at rest, nothing for a sound one. Its log is written back first.

    `cipher_integrity_check` reads the raw file and calls pages damaged that are still in a hot write-ahead log.
    """
    if _begins_plain(path):
        return ["plain"]
    try:
        connection = connect(path, key, foreign_keys=False)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            pages = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
            rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
        finally:
            connection.close()
    except (StoreUnreadableError, sqlcipher.DatabaseError) as error:
        return [str(error) or type(error).__name__]
    return pages + [row for row in rows if row != "ok"]


def is_in_use(path: Path, key: bytes) -> bool:
    """Tell whether anybody else has the store open; a file that is not there or opens for nobody is in no use."""
    if not path.exists():
        return False
    try:
        connection = connect(path, key)
    except sqlcipher.OperationalError:
        return True
    except (StoreUnreadableError, StoreNotEncryptedError):
        return False
    try:
        connection.execute("PRAGMA busy_timeout=0").fetchall()
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()  # granted to its only user
    except sqlcipher.OperationalError:
        return True
    finally:
        connection.close()
    return False


def connect(path: Path, key: bytes, *, foreign_keys: bool = True) -> Any:
    """Return one keyed connection in autocommit. Raises: StoreUnreadableError, StoreNotEncryptedError."""
    literal = f"x'{key.hex()}'"
    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")  # any other length would silently become a passphrase
    _bind_plainly()
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_S)
    try:
        connection.set_key(literal.encode("ascii"))
        if connection.execute("PRAGMA cipher_status").fetchall() != [("1",)]:
            raise StoreNotEncryptedError
        for pragma in (*_PRAGMAS, f"foreign_keys={'on' if foreign_keys else 'off'}"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        _refuse_plain(path)
    except sqlcipher.OperationalError:
        connection.close()
        raise  # busy, a full disk: not the key's fault
    except sqlcipher.DatabaseError:
        connection.close()
        raise StoreUnreadableError from None
    except StoreNotEncryptedError:
        connection.close()
        raise
    return connection


def _bind_plainly() -> None:
    """Tell the driver that these values need no other form: it looks for one at each, longer than it then binds it."""
    for each in (bytes, memoryview):
        sqlcipher.register_adapter(each, each)
    sqlcipher.register_adapter(bool, int)


def _engine(path: Path, key: bytes, *, foreign_keys: bool = True) -> Engine:
    options: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 5, "max_overflow": 5}
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        hide_parameters=True,  # an error's text may reach a log, a resident's name may not
        creator=lambda: connect(path, key, foreign_keys=foreign_keys),
        **(options if foreign_keys else {"poolclass": NullPool}),
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin ourselves: the driver's own BEGIN comes too late to hold a reading together."""
    will_write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")


def _refuse_plain(path: Path) -> None:
    if _begins_plain(path):
        raise StoreNotEncryptedError


def _begins_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_PLAIN_MAGIC)) == _PLAIN_MAGIC
