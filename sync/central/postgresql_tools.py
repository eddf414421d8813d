"""PostgreSQL's own programs, which pack a database into a file and unpack it: pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, cast

from sqlalchemy import URL

from sync.central.errors import BackupDamagedError, DatabaseToolsMissingError, FileNotWrittenError
from sync.central.sealed_file import MAGIC, opened, seal_into
from sync.records.seams import Random

_DEBIAN: Final = Path("/usr/lib/postgresql")


def dump(url: URL, snapshot: str, target: Path, key: bytes, random: Random) -> None:
    """Pack the database as an exported snapshot shows it, sealed before it touches the disk.

    Raises: DatabaseToolsMissingError, FileNotWrittenError.
    """
    words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    with target.open("wb") as file, _started("pg_dump", url, *words, stdout=subprocess.PIPE) as running:
        came = cast(BinaryIO, running.stdout)
        try:
            seal_into(file, came.read, key, random)
        except OSError:
            raise FileNotWrittenError from None
    if running.returncode != 0:
        raise FileNotWrittenError


def unpack(url: URL, packed: Path, key: bytes) -> None:
    """Unpack into an empty database, all of it.

    Raises: DatabaseToolsMissingError, BackupForeignError, BackupDamagedError.
    """
    _feed(packed, key, "pg_restore", url, "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")


def read_through(packed: Path, key: bytes) -> None:
    """Read a copy to its end without unpacking it. Raises: as `unpack`."""
    _feed(packed, key, "pg_restore", None, "--file=/dev/null")


def looks_packed(path: Path) -> bool:
    """Tell whether a file begins as a packed database does."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def find_tool(name: str) -> Path:
    """Return one of PostgreSQL's programs: the newest that Debian brings, or what is on the path.

    Raises: DatabaseToolsMissingError.
    """
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which(name)
    if found is None:
        raise DatabaseToolsMissingError
    return Path(found)


def _feed(packed: Path, key: bytes, name: str, url: URL | None, *words: str) -> None:
    with packed.open("rb") as file, _started(name, url, *words, stdin=subprocess.PIPE) as running:
        wanted = cast(BinaryIO, running.stdin)
        try:
            for piece in opened(file, key):
                wanted.write(piece)
        except BrokenPipeError:
            raise BackupDamagedError from None  # it would not take any more
    if running.returncode != 0:
        raise BackupDamagedError


@contextmanager
def _started(
    name: str, url: URL | None, *words: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program. The password goes by the environment: a command line can be read by anybody on the machine."""
    environment = dict(os.environ)
    address: tuple[str, ...] = ()
    if url is not None:
        shown = url.set(drivername="postgresql", password=None)
        address = ("--no-password", f"--dbname={shown.render_as_string(hide_password=False)}")
        if url.password is not None:
            environment["PGPASSWORD"] = str(url.password)
    command = [str(find_tool(name)), *address, *words]
    # PostgreSQL's own program, without a shell; what it says may hold a resident's name and is not kept.
    running = subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield running
    finally:
        for pipe in (running.stdin, running.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        running.wait()
