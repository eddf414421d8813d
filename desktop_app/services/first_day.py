"""A laptop's first day: from the centre's enrolment file to a vault, an empty notebook and its keys. No widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop_app.services.csv_list import read_list
from desktop_app.services.csv_text import ListFileError
from desktop_app.services.desk import Desk
from desktop_app.storage.create import Identity, OfficialKey, create_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.vault.cards import KEYSLOTS_NAME
from desktop_app.vault.errors import VaultExistsError
from desktop_app.vault.files import sync_folder
from desktop_app.vault.keyslots import NewOfficial, create_vault, public_keys
from desktop_app.vault.passphrases import KdfCost
from desktop_app.vault.single import HOLD_NAME, hold_folder
from sync.protocol.enrolment_file import Enrolment, read_enrolment
from sync.protocol.keys import new_sealing_key, new_signing_key
from sync.records import person as people
from sync.records.errors import ExpectedError
from sync.records.person import Person
from sync.records.sample_people import SamplePerson
from sync.records.sample_records import as_person
from sync.records.seams import Clock, NewId, Random

NOTEBOOK_FILE: Final = "notebook.db"
OFFICIALS_MAX: Final = 64
NAME_MAX: Final = 200
ROLE_MAX: Final = 32
"""Characters; the wire's and the key file's own limits."""
PEOPLE_AT_ONCE: Final = 1_000
_OFFICIALS_HEADINGS: Final = {
    "ho ten": "name",
    "ho va ten": "name",
    "ho chu dem va ten": "name",
    "chuc danh": "role",
    "chuc vu": "role",
    "chuc danh chuc vu": "role",
}


class SamplePeopleAtRealDeskError(ExpectedError):
    """Made-up people may enter only a notebook that is marked as sample data."""


class EnrolmentExpiredError(ExpectedError):
    """By this machine's clock the enrolment file is too old: the clock lies, or the centre must write a new one."""


class FolderInUseError(ExpectedError):
    """The folder holds files of something else, or of a laptop whose key file is gone: it is never written over."""


class OfficialsError(ExpectedError):
    """No official is named, too many, or one whose name or role is missing or too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the composition root hands in: clock, ids and randomness."""

    clock: Clock
    new_id: NewId
    random: Random


def check_first(folder: Path, enrolment_file: bytes, *, clock: Clock) -> Enrolment:
    """Return what the file says, if it and the folder are fit for a first day; nothing is written.

    Raises: EnrolmentFileError, EnrolmentExpiredError, VaultExistsError, FolderInUseError, SecondCopyError.
    """
    enrolment = read_enrolment(enrolment_file)
    if clock.now_ms() > enrolment.expires_at_ms:
        raise EnrolmentExpiredError
    _refuse_used(folder)
    return enrolment


def set_up(
    folder: Path, enrolment_file: bytes, officials: Sequence[NewOfficial], *, place: str, cost: KdfCost, world: World
) -> None:
    """Make vault and notebook in `folder`, whole or not at all; the laptop is introduced at its first contact.

    Everything is made in a folder beside it that then takes its name: cut short anywhere, it can be called again.

    Raises: EnrolmentFileError, EnrolmentExpiredError, OfficialsError, VaultExistsError, FolderInUseError,
    SecondCopyError, WeakPassphraseError, OfficialExistsError, VaultNotWrittenError, DiskFullError, and OSError where
    the folder may not be made.
    """
    folder = folder.absolute()
    enrolment = check_first(folder, enrolment_file, clock=world.clock)
    _refuse_officials(officials)
    part = folder.with_name(f".{folder.name}.part")
    with hold_folder(part):
        _empty(part)
        try:
            _make(part, enrolment, officials, place=place, cost=cost, world=world)
        except Exception:
            _empty(part)
            raise
    _put_in_place(part, folder)


def _make(
    folder: Path, enrolment: Enrolment, officials: Sequence[NewOfficial], *, place: str, cost: KdfCost, world: World
) -> None:
    session = create_vault(folder, officials=officials, random=world.random, cost=cost, is_sample=enrolment.is_sample)
    public = public_keys(folder, session)
    identity = Identity(
        device=UUID(bytes=world.random(16)),
        incarnation=UUID(bytes=world.random(16)),
        sealing_key=new_sealing_key(world.random).to_bytes(),
        signing_key=new_signing_key(world.random).to_bytes(),
        commune=enrolment.commune,
        commune_name=enrolment.commune_name,
        machine=enrolment.machine,
        place=place or enrolment.commune_name,
        is_sample=enrolment.is_sample,
        centre_url=enrolment.url,
        centre_sealing_key=enrolment.centre_sealing_key,
        centre_signing_key=enrolment.centre_signing_key,
        group_key=enrolment.group_key,
        enrolment_token=enrolment.token,
        officials=tuple(
            OfficialKey(id=UUID(each.id), name=each.name, role=each.role, public_key=public[each.id])
            for each in officials
        ),
    )
    engine = make_engine(folder / NOTEBOOK_FILE, session.raw_key_literal)
    try:
        create_notebook(engine, identity, clock=world.clock)
    finally:
        engine.dispose()
        session.close()


def _refuse_officials(officials: Sequence[NewOfficial]) -> None:
    """Let nobody in whom the key file or the centre could not take: found now, not at the first contact."""
    fits = 1 <= len(officials) <= OFFICIALS_MAX and all(
        each.name.strip() and len(each.name) <= NAME_MAX and each.role.strip() and len(each.role) <= ROLE_MAX
        for each in officials
    )
    if not fits:
        raise OfficialsError


def _refuse_used(folder: Path) -> None:
    """Raises: VaultExistsError, FolderInUseError, SecondCopyError."""
    if not folder.exists():
        return
    if (folder / KEYSLOTS_NAME).exists():
        raise VaultExistsError(KEYSLOTS_NAME)
    if not folder.is_dir() or any(each.name != HOLD_NAME for each in folder.iterdir()):
        raise FolderInUseError
    hold_folder(folder).release()  # a window that waits there for its set-up would go on in a folder that is gone


def _put_in_place(part: Path, folder: Path) -> None:
    """Give the finished folder its name; what came into the old one meanwhile stops it."""
    _refuse_used(folder)
    if folder.exists():
        (folder / HOLD_NAME).unlink(missing_ok=True)
        folder.rmdir()
    part.rename(folder)
    sync_folder(folder.parent)


def _empty(part: Path) -> None:
    """Forget what an attempt left that was cut short: nothing was ever saved in there."""
    for each in part.iterdir():
        if each.name != HOLD_NAME:
            each.unlink()


def read_officials(raw: bytes) -> list[tuple[str, str]]:
    """Return names and roles from a CSV list with the columns Họ tên and Chức danh. Raises: ListFileError."""
    try:
        listed = read_list(raw, _OFFICIALS_HEADINGS, (frozenset({"name", "role"}),))
    except ListFileError as error:
        raise ListFileError("no_officials_heading") if error.cause == "no_heading" else error from None
    return [(row.cell("name"), row.cell("role")) for row in listed.rows()]


def add_sample_people(desk: Desk, sample: Iterable[SamplePerson]) -> tuple[Person, ...]:
    """Give a sample commune its made-up residents. Raises: SamplePeopleAtRealDeskError."""
    if not desk.is_sample:
        raise SamplePeopleAtRealDeskError
    added = tuple(as_person(each, id=desk.new_id()) for each in sample)
    for at in range(0, len(added), PEOPLE_AT_ONCE):
        with desk.notebook.writing(desk.author) as work:
            work.record(*(people.register(each) for each in added[at : at + PEOPLE_AT_ONCE]))
    return added
