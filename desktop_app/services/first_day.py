"""A laptop's first day: from the centre's enrolment file to a vault, an empty notebook and its keys. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage.create import Identity, OfficialKey, create_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.vault.keyslots import NewOfficial, create_vault, public_keys
from desktop_app.vault.passphrases import KdfCost
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import new_sealing_key, new_signing_key
from sync.records import person as people
from sync.records.errors import ExpectedError
from sync.records.person import Person
from sync.records.sample_people import SamplePerson
from sync.records.seams import Clock, NewId, Random

NOTEBOOK_FILE: Final = "notebook.db"


class SamplePeopleAtRealDeskError(ExpectedError):
    """Made-up people may enter only a notebook that is marked as sample data."""


class EnrolmentExpiredError(ExpectedError):
    """The enrolment file is too old: the centre must write a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the composition root hands in: clock, ids and randomness."""

    clock: Clock
    new_id: NewId
    random: Random


def set_up(
    folder: Path, enrolment_file: bytes, officials: Sequence[NewOfficial], *, place: str, cost: KdfCost, world: World
) -> None:
    """Make vault and notebook in `folder`; the laptop works at once and is introduced at its first contact.

    Raises: EnrolmentFileError, EnrolmentExpiredError, VaultExistsError, WeakPassphraseError, DiskFullError.
    """
    enrolment = read_enrolment(enrolment_file)
    if world.clock.now_ms() > enrolment.expires_at_ms:
        raise EnrolmentExpiredError
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


def add_sample_people(desk: Desk, sample: Sequence[SamplePerson]) -> tuple[Person, ...]:
    """Give a sample commune its made-up residents. Raises: SamplePeopleAtRealDeskError."""
    if not desk.is_sample:
        raise SamplePeopleAtRealDeskError
    added = tuple(
        Person(
            id=desk.new_id(),
            name=each.name,
            birth=str(each.birth),
            sex=each.sex,
            personal_number=each.personal_number,
            phone=each.phone,
            address=each.address,
            cluster=each.cluster,
        )
        for each in sample
    )
    with desk.notebook.writing(desk.author) as work:
        work.record(*(people.register(each) for each in added))
    return added
