"""A verified copy of the store moves the durable mark; a copy that is not whole moves nothing and is removed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from sync.central.errors import BackupDamagedError, BackupUnprovenError
from sync.central.store import Store, sync_file, sync_folder, writing
from sync.central.tables import BACKUP, CHAIN, COMMUNE, METADATA
from sync.records.seams import Clock, Step

FOLDER_NAME: Final = "backups"
KEPT: Final = 14
_UNDER_WAY: Final = ".part"
_STEM: Final = "centre-"
_UNPROVEN: Final = ".unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy, and whether it was read back and found whole. Only such a copy makes anything durable."""

    path: Path
    size_bytes: int
    made_at_ms: int
    rows: int
    is_proven: bool


def back_up(store: Store, folder: Path, clock: Clock, step: Step) -> Backup:
    """Copy the store, prove the copy, and move the durable marks to what the copy itself holds.

    Writers may go on meanwhile: the copy is one moment of the store. A copy that there is no place to prove in is kept
    under a name that says so, and moves nothing. Raises: BackupDamagedError.
    """
    target_folder = folder / FOLDER_NAME
    target_folder.mkdir(mode=0o700, exist_ok=True)
    made_at_ms = clock.now_ms()
    stem = _free_stem(target_folder, made_at_ms)
    part = target_folder / f"{stem}{_UNDER_WAY}"
    part.unlink(missing_ok=True)
    try:
        with store.engine.connect() as connection:
            counts = _counts(connection)
            store.copy(connection, part)
        step("centre.backup.copied")
        marks = _proven_marks(store, part, counts)
        sync_file(part)
        step("centre.backup.verified")
        path = target_folder / f"{stem}{_UNPROVEN if marks is None else ''}{store.copy_suffix}"
        part.rename(path)
        sync_folder(target_folder)
    finally:
        for leftover in target_folder.glob(f"{part.name}*"):
            leftover.unlink()
    step("centre.backup.renamed")
    backup = Backup(
        path=path,
        size_bytes=path.stat().st_size,
        made_at_ms=made_at_ms,
        rows=sum(counts.values()),
        is_proven=marks is not None,
    )
    if marks is not None:
        with store.writer, writing(store.engine) as connection:
            _move_marks(connection, marks)
            values = {"file": path.name, "size_bytes": backup.size_bytes, "made_at_ms": made_at_ms}
            connection.execute(insert(BACKUP).values(values))
    _forget_old(target_folder, store.copy_suffix)
    return backup


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a copy holds: (device, incarnation, seq) per chain and (commune, stamp) per commune."""

    chains: tuple[tuple[bytes, bytes, int], ...]
    communes: tuple[tuple[str, int], ...]


def _free_stem(folder: Path, made_at_ms: int) -> str:
    """Return a name behind all others, so that a clock that jumped back makes no backup look old."""
    taken = (path.name.removeprefix(_STEM).partition(".")[0] for path in folder.glob(f"{_STEM}[0-9]*.*"))
    newest = max((int(number) for number in taken), default=0)
    return f"{_STEM}{max(made_at_ms, newest + 1):015}"


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in METADATA.tables.items()
    }


def _proven_marks(store: Store, part: Path, counts: dict[str, int]) -> _Marks | None:
    """Read the copy back as a stranger would, every count of it; None where there is no place to unpack it in.

    Raises: BackupDamagedError.
    """
    try:
        with store.opened_copy(part) as copy, copy.connect() as connection:
            if _counts(connection) != counts:
                raise BackupDamagedError
            chains = connection.execute(select(CHAIN.c.device, CHAIN.c.incarnation, CHAIN.c.applied_seq))
            communes = connection.execute(select(COMMUNE.c.code, COMMUNE.c.stamp))
            return _Marks(
                tuple(sorted((row[0], row[1], row[2]) for row in chains)),
                tuple(sorted((row[0], row[1]) for row in communes)),
            )
    except BackupUnprovenError:
        return None


def _move_marks(connection: Connection, marks: _Marks) -> None:
    """Marks only ever rise: an older copy proven late takes nothing back.

    Communes come before chains and both in order, as everybody locks them.
    """
    for code, stamp in marks.communes:
        of_commune = (COMMUNE.c.code == code) & (COMMUNE.c.durable_stamp < stamp)
        connection.execute(update(COMMUNE).where(of_commune).values(durable_stamp=stamp))
    for device, incarnation, seq in marks.chains:
        mine = (CHAIN.c.device == device) & (CHAIN.c.incarnation == incarnation) & (CHAIN.c.durable_seq < seq)
        connection.execute(update(CHAIN).where(mine).values(durable_seq=seq))


def _forget_old(folder: Path, suffix: str) -> None:
    """An unproven copy never pushes a proven one out."""
    proven = [path for path in folder.glob(f"{_STEM}[0-9]*{suffix}") if _UNPROVEN not in path.suffixes]
    unproven = list(folder.glob(f"{_STEM}[0-9]*{_UNPROVEN}{suffix}"))
    for kind in (proven, unproven):
        for old in sorted(kind)[:-KEPT]:
            old.unlink()
