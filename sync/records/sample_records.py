"""Sample people and dossiers as the records that a notebook keeps. Pure; ids and codes are the caller's."""

from datetime import datetime
from uuid import UUID

from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.sample_history import SampleDossier
from sync.records.sample_people import SamplePerson


def as_person(sample: SamplePerson, *, id: UUID) -> Person:  # noqa: A002  a record's id is called id in this house
    """Return a sample person as a resident of the notebook."""
    return Person(
        id=id,
        name=sample.name,
        birth=str(sample.birth),
        sex=sample.sex,
        personal_number=sample.personal_number,
        old_number=sample.old_number,
        phone=sample.phone,
        address=sample.address,
        cluster=sample.cluster,
        note=sample.note,
        household=sample.household,
        relation=sample.relation,
    )


def as_dossier(
    sample: SampleDossier,
    owner: Person,
    *,
    id: UUID,  # noqa: A002  a record's id is called id in this house
    code: str,
    procedure_name: str,
    pack: str = "",
) -> Dossier:
    """Return a dossier of the past as it stands at the end of the history; `code` is its provisional code."""
    solved = sample.solved_at
    return Dossier(
        id=id,
        provisional_code=code,
        received_at_ms=_ms(sample.received_at),
        channel=sample.channel,
        procedure=sample.procedure,
        procedure_name=procedure_name,
        pack=pack,
        person=owner.id.hex,
        person_name=owner.name,
        personal_number=owner.personal_number,
        birth=owner.birth,
        address=owner.address,
        cluster=owner.cluster,
        phone=owner.phone,
        copies=sample.copies,
        due_at_ms=None if sample.due_at is None else _ms(sample.due_at),
        status=sample.status,
        delivery=sample.delivery,
        result_number=f"{code[-4:]}/{solved.year}" if solved else "",
        signed_on=f"{solved:%d/%m/%Y}" if solved else "",
        receiver=owner.name if sample.handed_over_at else "",
        delivered_at_ms=_ms(sample.handed_over_at) if sample.handed_over_at else 0,
    )


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
