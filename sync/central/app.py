"""The centre's composition root: the one place that reads the clock, draws randomness and looks at the environment."""

import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.central.answering import Centre
from sync.central.errors import AlreadyInitialisedError, DatabaseTakenError, NotInitialisedError
from sync.central.identity import is_initialised, make_identity, read_identity
from sync.central.migrating import migrate, migrate_if_due
from sync.central.postgresql_store import (
    DATABASE_NAME,
    open_database,
    parse_url,
    read_database_file,
    write_database_file,
)
from sync.central.reconcile import take_up_unknown
from sync.central.restoring import Restored, restore
from sync.central.sqlite_store import KEY_NAME, STORE_NAME, create_store, open_store, read_key_file, write_key_file
from sync.central.store import Store, writing
from sync.records.seams import Clock, Random, Step, no_step

DIE_AT: Final = "HPV_DIE_AT"
"""Environment variable `step name:count`: the program kills itself when it comes to that step for that time."""

DEFAULT_URL: Final = "http://127.0.0.1:8765"


@dataclass(frozen=True, slots=True)
class SystemClock:
    """This machine's clock. The centre has nobody to compare it with."""

    def now_ms(self) -> int:
        """Return ms since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def elapsed_ms(self) -> int:
        """Return 0: the centre's clock is seen all the time."""
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCentre:
    """What a centre is made with. `is_sample`: it takes made-up data only, for ever.

    `database`: the address of an empty PostgreSQL database; without one the folder holds an encrypted file.
    """

    name: str
    url: str = DEFAULT_URL
    is_sample: bool = False
    database: str = ""


def create_centre(
    folder: Path, new: NewCentre, *, clock: Clock | None = None, random: Random = secrets.token_bytes
) -> None:
    """Make the folder with all that it needs: whole, or not at all.

    Raises: AlreadyInitialisedError; DatabaseAddressError, DatabaseUnreachableError, DatabaseMissingError,
    DatabaseUnsafeError, DatabaseTakenError.
    """
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise AlreadyInitialisedError
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    store: Store | None = None
    try:
        store = _new_store(part, new, random)
        migrate(store)
        with writing(store.engine) as connection:
            if is_initialised(connection):
                raise DatabaseTakenError
            make_identity(
                connection,
                name=new.name,
                url=new.url,
                is_sample=new.is_sample,
                clock=clock or SystemClock(),
                random=random,
            )
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        if store is not None:
            store.engine.dispose()
    if folder.exists():
        folder.rmdir()
    part.rename(folder)


def open_centre(
    folder: Path, *, clock: Clock | None = None, random: Random = secrets.token_bytes, step: Step = no_step
) -> Centre:
    """Open a centre's folder, bringing its store to this version's schema.

    Any number of processes may do so at once. Raises: NotInitialisedError, StoreNewerError; KeyFileMissingError,
    KeyFileOpenToOthersError, KeyFileBrokenError, StoreUnreadableError, StoreNotEncryptedError; or
    DatabaseFileOpenToOthersError, DatabaseAddressError, DatabaseUnreachableError, DatabaseMissingError,
    DatabaseUnsafeError.
    """
    store = _store_in(folder, random)
    try:
        migrate_if_due(store)
        with store.engine.connect() as connection:
            identity = read_identity(connection)
    except BaseException:
        store.engine.dispose()
        raise
    take_up_unknown(store.engine, (identity.sealing,), step)
    return Centre(
        store=store,
        folder=folder,
        identity=identity,
        clock=clock or SystemClock(),
        random=random,
        step=step,
    )


def restore_centre(
    folder: Path,
    backup: Path,
    *,
    clock: Clock | None = None,
    random: Random = secrets.token_bytes,
    step: Step = no_step,
) -> Restored:
    """Put a backup in place of a stopped centre's store. Raises: as `restoring.restore`; NotInitialisedError."""
    _refuse_no_centre(folder)
    return restore(folder, backup, clock=clock or SystemClock(), random=random, step=step)


def is_shareable(folder: Path) -> bool:
    """Tell whether several processes at once may write for the centre of this folder."""
    return (folder / DATABASE_NAME).exists()


def _new_store(folder: Path, new: NewCentre, random: Random) -> Store:
    key = write_key_file(folder, random)
    if not new.database:
        return create_store(folder / STORE_NAME, key)
    url = parse_url(new.database)
    store = open_database(url, key, random)
    write_database_file(folder, url)
    return store


def _store_in(folder: Path, random: Random) -> Store:
    _refuse_no_centre(folder)
    key = read_key_file(folder)
    if (folder / DATABASE_NAME).exists():
        return open_database(read_database_file(folder), key, random)
    return open_store(folder / STORE_NAME, key)


def _refuse_no_centre(folder: Path) -> None:
    if not any((folder / name).exists() for name in (DATABASE_NAME, STORE_NAME, KEY_NAME)):
        raise NotInitialisedError


def step_in_service() -> Step:
    """Return the step of a program in service, or one that ends it by SIGKILL at the place that DIE_AT names."""
    wanted = os.environ.get(DIE_AT, "")
    if not wanted:
        return no_step
    name, _, count = wanted.partition(":")
    return _dying_at(name, int(count or 1))


def _dying_at(wanted: str, count: int) -> Callable[[str], None]:
    left = [count]

    def step(name: str) -> None:
        if name != wanted:
            return
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step
