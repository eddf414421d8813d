"""A verified copy of the store moves the durable mark; a copy that is not whole moves nothing and is removed."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, insert, select, update

from sync.central.errors import BackupDamagedError
from sync.central.store import connect, copy_store, faults_of_store, sync_file, sync_folder, writing
from sync.central.tables import BACKUP, CHAIN, COMMUNE, METADATA
from sync.records.seams import Clock, Step

FOLDER_NAME: Final = "backups"
KEPT: Final = 14
_UNDER_WAY: Final = ".part"
_STEM: Final = "centre-"
_NAMES: Final = f"{_STEM}[0-9]*.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was read back and found whole."""

    path: Path
    size_bytes: int
    made_at_ms: int
    rows: int


def back_up(engine: Engine, folder: Path, key: bytes, clock: Clock, step: Step) -> Backup:
    """Copy the store, prove the copy, and move the durable marks to what the copy itself holds.

    Writers may go on meanwhile: the copy is one moment of the store. Raises: BackupDamagedError.
    """
    target_folder = folder / FOLDER_NAME
    target_folder.mkdir(mode=0o700, exist_ok=True)
    made_at_ms = clock.now_ms()
    path = _free_name(target_folder, made_at_ms)
    part = path.with_suffix(_UNDER_WAY)
    part.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            counts = _counts(connection)
            copy_store(connection, part, key)
        step("centre.backup.copied")
        marks = _proven_marks(part, key, counts)
        sync_file(part)
        step("centre.backup.verified")
        part.rename(path)
        sync_folder(target_folder)
    finally:
        for leftover in target_folder.glob(f"{part.name}*"):
            leftover.unlink()
    step("centre.backup.renamed")
    backup = Backup(path=path, size_bytes=path.stat().st_size, made_at_ms=made_at_ms, rows=sum(counts.values()))
    with writing(engine) as connection:
        _move_marks(connection, marks)
        values = {"file": path.name, "size_bytes": backup.size_bytes, "made_at_ms": made_at_ms}
        connection.execute(insert(BACKUP).values(values))
    _forget_old(target_folder)
    return backup


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a copy holds: (device, incarnation, seq) per chain and (commune, stamp) per commune."""

    chains: tuple[tuple[bytes, bytes, int], ...]
    communes: tuple[tuple[str, int], ...]


def _free_name(folder: Path, made_at_ms: int) -> Path:
    """Return a name behind all others, so that a clock that jumped back makes no backup look old."""
    newest = max((int(path.stem.removeprefix(_STEM)) for path in folder.glob(_NAMES)), default=0)
    return folder / f"{_STEM}{max(made_at_ms, newest + 1):015}.db"


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in METADATA.tables.items()
    }


def _proven_marks(part: Path, key: bytes, counts: dict[str, int]) -> _Marks:
    """Read the copy back as a stranger would: each page's seal, the trees, every count. Raises: BackupDamagedError."""
    if faults_of_store(part, key):
        raise BackupDamagedError
    with closing(connect(part, key, foreign_keys=False)) as copy:
        copy.execute("PRAGMA query_only=on").fetchall()
        for name, count in counts.items():
            if _rows(copy, f'SELECT count(*) FROM "{name}"') != [(count,)]:  # noqa: S608  names of our own tables
                raise BackupDamagedError
        chains = _rows(copy, "SELECT device, incarnation, applied_seq FROM chain")
        communes = _rows(copy, "SELECT code, stamp FROM commune")
    return _Marks(tuple(chains), tuple(communes))


def _rows(copy: Any, sql: str) -> list[Any]:
    return list(copy.execute(sql).fetchall())


def _move_marks(connection: Connection, marks: _Marks) -> None:
    """Marks only ever rise: an older copy proven late takes nothing back."""
    for device, incarnation, seq in marks.chains:
        mine = (CHAIN.c.device == device) & (CHAIN.c.incarnation == incarnation) & (CHAIN.c.durable_seq < seq)
        connection.execute(update(CHAIN).where(mine).values(durable_seq=seq))
    for code, stamp in marks.communes:
        of_commune = (COMMUNE.c.code == code) & (COMMUNE.c.durable_stamp < stamp)
        connection.execute(update(COMMUNE).where(of_commune).values(durable_stamp=stamp))


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob(_NAMES))[:-KEPT]:
        old.unlink()
