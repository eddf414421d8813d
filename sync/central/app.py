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
from sync.central.errors import AlreadyInitialisedError, NotInitialisedError
from sync.central.identity import make_identity, read_identity
from sync.central.migrating import migrate, migrate_if_due
from sync.central.store import KEY_NAME, STORE_NAME, create_store, open_store, read_key_file, write_key_file, writing
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
    """What a centre is made with. `is_sample`: it takes made-up data only, for ever."""

    name: str
    url: str = DEFAULT_URL
    is_sample: bool = False


def create_centre(
    folder: Path, new: NewCentre, *, clock: Clock | None = None, random: Random = secrets.token_bytes
) -> None:
    """Make the folder with key file and store: whole, or not at all. Raises: AlreadyInitialisedError."""
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise AlreadyInitialisedError
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    key = write_key_file(part, random)
    engine = create_store(part / STORE_NAME, key)
    try:
        migrate(part / STORE_NAME, key)
        with writing(engine) as connection:
            make_identity(
                connection,
                name=new.name,
                url=new.url,
                is_sample=new.is_sample,
                clock=clock or SystemClock(),
                random=random,
            )
    finally:
        engine.dispose()
    if folder.exists():
        folder.rmdir()
    part.rename(folder)


def open_centre(
    folder: Path, *, clock: Clock | None = None, random: Random = secrets.token_bytes, step: Step = no_step
) -> Centre:
    """Open a centre's folder, bringing its store to this version's schema.

    Raises: NotInitialisedError, KeyFileMissingError, KeyFileOpenToOthersError, KeyFileBrokenError,
    StoreUnreadableError, StoreNotEncryptedError, StoreNewerError.
    """
    path = folder / STORE_NAME
    if not path.exists() and not (folder / KEY_NAME).exists():
        raise NotInitialisedError
    key = read_key_file(folder)
    engine = open_store(path, key)
    migrate_if_due(path, key, engine)
    with engine.connect() as connection:
        identity = read_identity(connection)
    return Centre(
        engine=engine,
        folder=folder,
        key=key,
        identity=identity,
        clock=clock or SystemClock(),
        random=random,
        step=step,
    )


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
