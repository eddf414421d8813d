"""A backup is put in a lost or spoiled store's place. It is another life of the centre: a new epoch, stamps far ahead.

What was given out after the backup is given out never again: each commune's stamps go on far above whatever they were,
so that a laptop that saw a lost stamp can tell it from every new one. The old store is moved aside, never removed.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from psycopg import errors as postgresql
from sqlalchemy import case, update
from sqlalchemy.exc import OperationalError, ProgrammingError

from sync.central.errors import (
    BackupDamagedError,
    BackupForeignError,
    CentreRunningError,
    DatabaseRightError,
    NotInitialisedError,
    StoreNotEncryptedError,
    StoreUnreadableError,
)
from sync.central.identity import read_identity, renew_epoch
from sync.central.migrating import migrate
from sync.central.postgresql_store import (
    DATABASE_NAME,
    create_database,
    drop_database,
    exchange_databases,
    open_database,
    read_database_file,
    sessions_of,
)
from sync.central.postgresql_tools import looks_packed, unpack
from sync.central.sqlite_store import STORE_NAME, faults_of_store, is_in_use, open_store, read_key_file
from sync.central.store import Store, sync_file, sync_folder, writing
from sync.central.tables import CHAIN, COMMUNE
from sync.records.seams import Clock, Random, Step

STAMPS_A_MS: Final = 1 << 10
"""More than a centre gives out: a life that begins at the hour begins above everything that an earlier one gave.

What the backup says is not enough for that: of two lives that begin from the same backup the second would give the
first one's stamps again.
"""

STAMPS_AHEAD: Final = 1 << 40
"""How far a life begins above its backup where the clock is behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The new epoch, and where the store that stood there before is now; empty where there was none."""

    epoch: bytes
    aside: str


class _Place(Protocol):
    """Where a store stands and another is unpacked beside it, named by a stem."""

    def refuse_use(self) -> None:
        """Raises: CentreRunningError."""
        ...

    def unpack(self, backup: Path, stem: str) -> Store:
        """Raises: BackupForeignError, BackupDamagedError."""
        ...

    def exchange(self, stem: str) -> str:
        """Move the old one aside, the unpacked one into its place, and return where the old one is."""
        ...

    def drop(self, stem: str) -> None:
        """Remove what was unpacked."""
        ...


def restore(folder: Path, backup: Path, *, clock: Clock, random: Random, step: Step) -> Restored:
    """Put a backup in the store's place: whole and proven, or not at all.

    Raises: KeyFileMissingError, KeyFileOpenToOthersError, KeyFileBrokenError; DatabaseFileOpenToOthersError,
    DatabaseAddressError, DatabaseUnreachableError, DatabaseRightError; CentreRunningError; BackupForeignError,
    BackupDamagedError, StoreNewerError.
    """
    place: _Place = _Database(folder, random) if (folder / DATABASE_NAME).exists() else _File(folder)
    if not backup.is_file():
        raise BackupForeignError
    place.refuse_use()
    stem = f"{clock.now_ms():015}"
    try:
        fresh = place.unpack(backup, stem)
        try:
            step("centre.restore.unpacked")
            epoch = begin_anew(fresh, clock, random)
        finally:
            fresh.engine.dispose()
        step("centre.restore.renewed")
        aside = place.exchange(stem)
    except BaseException:
        place.drop(stem)
        raise
    step("centre.restore.placed")
    return Restored(epoch=epoch, aside=aside)


def begin_anew(fresh: Store, clock: Clock, random: Random) -> bytes:
    """Begin another life of the centre in an unpacked store; return its epoch.

    Raises: StoreNewerError, BackupForeignError.
    """
    migrate(fresh)
    with writing(fresh.engine) as connection:
        try:
            read_identity(connection)
        except NotInitialisedError:
            raise BackupForeignError from None
        first = clock.now_ms() * STAMPS_A_MS
        ahead = case((COMMUNE.c.stamp < first, first), else_=COMMUNE.c.stamp + STAMPS_AHEAD)
        connection.execute(update(COMMUNE).values(stamp=ahead))
        # Laptops went on after the backup: the tokens in it are long spent, and prove no laptop a copy.
        connection.execute(update(CHAIN).values(token=b"", token_pending=b""))
        return renew_epoch(connection, random)


class _File:
    """SQLite: a file beside the key file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = folder / STORE_NAME
        self._key = read_key_file(folder)

    def refuse_use(self) -> None:
        if is_in_use(self._store, self._key):
            raise CentreRunningError

    def unpack(self, backup: Path, stem: str) -> Store:
        path = self._fresh(stem)
        shutil.copyfile(backup, path)
        try:
            fresh = open_store(path, self._key)
        except (NotInitialisedError, StoreUnreadableError, StoreNotEncryptedError):
            raise BackupForeignError from None
        fresh.engine.dispose()
        if faults_of_store(path, self._key):
            raise BackupDamagedError
        return fresh

    def exchange(self, stem: str) -> str:
        self.refuse_use()
        old = self._folder / f"centre-before-{stem}"
        if self._store.exists():
            old.mkdir(mode=0o700)
            for part in self._folder.glob(f"{STORE_NAME}*"):
                part.rename(old / part.name)
            sync_folder(old)
        # Its last connection folded its log into it: the file is the whole store.
        sync_file(self._fresh(stem))
        self._fresh(stem).rename(self._store)
        sync_folder(self._folder)
        return str(old) if old.exists() else ""

    def drop(self, stem: str) -> None:
        for part in self._folder.glob(f"{self._fresh(stem).name}*"):
            part.unlink()

    def _fresh(self, stem: str) -> Path:
        return self._folder / f"restoring-{stem}.db"


class _Database:
    """PostgreSQL: a database beside the old one, and two names exchanged at once."""

    def __init__(self, folder: Path, random: Random) -> None:
        self._key = read_key_file(folder)
        self._random = random
        self._url = read_database_file(folder)
        self._name = str(self._url.database)[:40]

    def refuse_use(self) -> None:
        if sessions_of(self._url):
            raise CentreRunningError

    def unpack(self, backup: Path, stem: str) -> Store:
        if not looks_packed(backup):
            raise BackupForeignError
        try:
            create_database(self._url, self._fresh(stem))
        except ProgrammingError as error:
            if isinstance(error.orig, postgresql.InsufficientPrivilege):
                raise DatabaseRightError from None
            raise
        beside = self._url.set(database=self._fresh(stem))
        unpack(beside, backup, self._key)
        return open_database(beside, self._key, self._random)

    def exchange(self, stem: str) -> str:
        old = f"{self._name}_before_{stem}"
        try:
            return old if exchange_databases(self._url, self._fresh(stem), old) else ""
        except OperationalError as error:
            if isinstance(error.orig, postgresql.ObjectInUse):
                raise CentreRunningError from None
            raise

    def drop(self, stem: str) -> None:
        drop_database(self._url, self._fresh(stem))

    def _fresh(self, stem: str) -> str:
        return f"{self._name}_restoring_{stem}"
