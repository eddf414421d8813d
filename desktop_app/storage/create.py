"""Makes a new notebook from what enrolment gave, and opens one that is there."""

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.engine import translate
from desktop_app.storage.errors import NotebookUnfinishedError
from desktop_app.storage.notebook import Notebook
from desktop_app.storage.schema import bring_up
from desktop_app.storage.tables import HEAD, META, OFFICIAL
from sync.protocol.chain import chain_start
from sync.protocol.segment import NO_SEGMENT
from sync.records.operation import Origin
from sync.records.seams import Clock, Step, no_step


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialKey:
    """An official of this laptop and his public signing key (32 bytes), as the centre is told at enrolment."""

    id: UUID
    name: str
    role: str
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this laptop is and which centre it knows. Keys are bytes as sync.protocol.keys reads them.

    `group_key` is empty where the commune has none; `enrolment_token` is spent at the first contact.
    """

    device: UUID
    incarnation: UUID
    sealing_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)
    commune: str
    commune_name: str
    machine: str
    place: str
    is_sample: bool
    centre_url: str
    centre_sealing_key: bytes
    centre_signing_key: bytes
    group_key: bytes = b""
    enrolment_token: bytes = field(default=b"", repr=False)
    officials: tuple[OfficialKey, ...] = ()


def create_notebook(engine: sa.Engine, identity: Identity, *, clock: Clock, step: Step = no_step) -> Notebook:
    """Write a new, empty notebook; cut short anywhere, it can be called again. Raises: DiskFullError.

    A notebook that is there already is opened as it is and keeps its own identity.
    """
    bring_up(engine)
    notebook = Notebook(engine, origin=Origin(identity.device, identity.incarnation), clock=clock, step=step)
    with notebook.transaction(write=True) as connection:
        if connection.execute(sa.select(META.c.id)).first() is None:
            connection.execute(
                sa.insert(META),
                {
                    "id": 1,
                    "device": identity.device.bytes,
                    "incarnation": identity.incarnation.bytes,
                    "sealing_key": identity.sealing_key,
                    "signing_key": identity.signing_key,
                    "commune": identity.commune,
                    "commune_name": identity.commune_name,
                    "machine": identity.machine,
                    "place": identity.place,
                    "is_sample": int(identity.is_sample),
                    "centre_url": identity.centre_url,
                    "centre_sealing_key": identity.centre_sealing_key,
                    "centre_signing_key": identity.centre_signing_key,
                    "group_key": identity.group_key,
                    "enrolment_token": identity.enrolment_token,
                },
            )
            for each in identity.officials:
                connection.execute(
                    sa.insert(OFFICIAL),
                    {"id": each.id.bytes, "name": each.name, "role": each.role, "public_key": each.public_key},
                )
            chain = chain_start(identity.device.bytes, identity.incarnation.bytes)
            connection.execute(sa.insert(HEAD), {"id": 1, "chain": chain, "segment_hash": NO_SEGMENT})
    return open_notebook(engine, clock=clock, step=step)


def open_notebook(engine: sa.Engine, *, clock: Clock, step: Step = no_step) -> Notebook:
    """Open the notebook, its tables brought up to this version.

    Raises: NewerNotebookError, NotebookUnfinishedError, DiskFullError and the errors of opening.
    """
    bring_up(engine)
    identity = read_identity(engine)
    return Notebook(engine, origin=Origin(identity.device, identity.incarnation), clock=clock, step=step)


def read_identity(engine: sa.Engine) -> Identity:
    """Return who this laptop is. Raises: NotebookUnfinishedError."""
    try:
        with engine.connect() as connection:
            row = connection.execute(sa.select(META)).first()
            officials = connection.execute(sa.select(OFFICIAL)).all()
    except sa.exc.DBAPIError as error:
        raise translate(error) from error
    if row is None:
        raise NotebookUnfinishedError
    return Identity(
        device=UUID(bytes=row.device),
        incarnation=UUID(bytes=row.incarnation),
        sealing_key=row.sealing_key,
        signing_key=row.signing_key,
        commune=row.commune,
        commune_name=row.commune_name,
        machine=row.machine,
        place=row.place,
        is_sample=bool(row.is_sample),
        centre_url=row.centre_url,
        centre_sealing_key=row.centre_sealing_key,
        centre_signing_key=row.centre_signing_key,
        group_key=row.group_key,
        enrolment_token=row.enrolment_token,
        officials=tuple(
            OfficialKey(id=UUID(bytes=each.id), name=each.name, role=each.role, public_key=each.public_key)
            for each in officials
        ),
    )
