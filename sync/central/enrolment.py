"""Letting a laptop in: a file with a token that is good once, and the first contact that spends it."""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from sync.central.devices import DeviceStatus, begin_chain
from sync.central.errors import CommuneCodeError, MachineCodeError, MachineTakenError
from sync.central.identity import Identity, group_key
from sync.central.locking import lock_centre
from sync.central.refusal import RefusalError, refuse_sample_mix
from sync.central.tables import COMMUNE, DEVICE, ENROLMENT, OFFICIAL
from sync.protocol.enrolment_file import Enrolment
from sync.protocol.errors import KeyBytesError
from sync.protocol.keys import SealingPublicKey, SigningPublicKey
from sync.protocol.messages import Enrol, EnrolAnswer, ProblemCode, encode
from sync.records.seams import Clock, Random

TOKEN_BYTES: Final = 16
DAY_MS: Final = 24 * 60 * 60 * 1000
USUAL_VALID_DAYS: Final = 30
"""As long as a laptop's lease: it is set up at once and may meet the centre for the first time only weeks later."""
_COMMUNE: Final = re.compile(r"[0-9]{5}")
_MACHINE: Final = re.compile(r"M[0-9]{2,3}")
_MACHINES_MAX: Final = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom the centre will let in: one machine of one commune. `machine` empty: the next free code."""

    commune: str
    commune_name: str = ""
    machine: str = ""
    valid_ms: int = USUAL_VALID_DAYS * DAY_MS


def invite(
    connection: Connection, identity: Identity, invitation: Invitation, *, url: str, clock: Clock, random: Random
) -> Enrolment:
    """Make the content of an enrolment file; the token itself is kept as its hash alone.

    An earlier invitation for the same machine that nobody used is void from now on.
    Raises: CommuneCodeError, MachineCodeError, MachineTakenError.
    """
    if _COMMUNE.fullmatch(invitation.commune) is None:
        raise CommuneCodeError
    if invitation.machine and _MACHINE.fullmatch(invitation.machine) is None:
        raise MachineCodeError
    lock_centre(connection)
    _ensure_commune(connection, invitation.commune)
    machine = _machine(connection, invitation)
    group = group_key(connection, invitation.commune, clock=clock, random=random)
    token = random(TOKEN_BYTES)
    expires_at_ms = clock.now_ms() + invitation.valid_ms
    unused = (ENROLMENT.c.commune == invitation.commune) & (ENROLMENT.c.machine == machine)
    connection.execute(delete(ENROLMENT).where(unused & ENROLMENT.c.spent_at_ms.is_(None)))
    connection.execute(
        insert(ENROLMENT).values(
            token_hash=_token_hash(token.hex()),
            commune=invitation.commune,
            machine=machine,
            sample=identity.is_sample,
            issued_at_ms=clock.now_ms(),
            expires_at_ms=expires_at_ms,
        )
    )
    return Enrolment(
        centre_name=identity.name,
        url=url,
        centre_sealing_key=identity.sealing.public.to_bytes(),
        centre_signing_key=identity.signing.public.to_bytes(),
        commune=invitation.commune,
        commune_name=invitation.commune_name,
        machine=machine,
        group_key=group.public.to_bytes(),
        token=token,
        is_sample=identity.is_sample,
        expires_at_ms=expires_at_ms,
    )


def let_in(connection: Connection, identity: Identity, request: Enrol, request_hash: bytes, clock: Clock) -> bytes:
    """Spend the token, write the laptop down and return the encoded EnrolAnswer.

    The same request of the same laptop again gives the same answer. Raises: RefusalError.
    """
    refuse_sample_mix(theirs=request.sample, ours=identity.is_sample)
    lock_centre(connection)
    here = ENROLMENT.c.token_hash == _token_hash(request.token)
    row = connection.execute(select(ENROLMENT).where(here)).one_or_none()
    if row is None:
        raise RefusalError(ProblemCode.TOKEN_REFUSED)
    if row.spent_at_ms is not None:
        if (row.spent_by, row.request_hash) != (request.device, request_hash):
            raise RefusalError(ProblemCode.TOKEN_REFUSED, "spent")
        answer: bytes = row.answer
        return answer
    if clock.now_ms() > row.expires_at_ms:
        raise RefusalError(ProblemCode.TOKEN_REFUSED, "expired")
    _write_device(connection, request, row.commune, row.machine, identity, clock)
    answer = encode(EnrolAnswer(identity.epoch, row.machine, clock.now_ms()))
    spent = {"spent_at_ms": clock.now_ms(), "spent_by": request.device, "request_hash": request_hash}
    connection.execute(update(ENROLMENT).where(here).values(**spent, answer=answer))
    return answer


def _write_device(
    connection: Connection, request: Enrol, commune: str, machine: str, identity: Identity, clock: Clock
) -> None:
    if connection.execute(select(DEVICE.c.id).where(DEVICE.c.id == request.device)).first() is not None:
        raise RefusalError(ProblemCode.TOKEN_REFUSED, "enrolled already")
    try:
        SealingPublicKey.from_bytes(request.sealing_public)
        for official in request.officials:
            SigningPublicKey.from_bytes(official.public)
    except KeyBytesError:
        raise RefusalError(ProblemCode.BROKEN, "key") from None
    connection.execute(
        insert(DEVICE).values(
            id=request.device,
            commune=commune,
            machine=machine,
            name=request.device_name,
            signing_public=request.signing_public,
            sealing_public=request.sealing_public,
            sample=identity.is_sample,
            status=DeviceStatus.ACTIVE,
            incarnation=request.incarnation,
            enrolled_at_ms=clock.now_ms(),
            seen_at_ms=clock.now_ms(),
            app_version="",
        )
    )
    for official in {each.uuid: each for each in request.officials}.values():
        connection.execute(
            insert(OFFICIAL).values(
                device=request.device,
                id=official.uuid,
                name=official.name,
                role=official.role,
                public=official.public,
                seen_at_ms=clock.now_ms(),
            )
        )
    begin_chain(connection, request.device, commune, request.incarnation, clock)


def _ensure_commune(connection: Connection, code: str) -> None:
    if connection.execute(select(COMMUNE.c.code).where(COMMUNE.c.code == code)).first() is None:
        connection.execute(insert(COMMUNE).values(code=code, stamp=0, durable_stamp=0))


def _machine(connection: Connection, invitation: Invitation) -> str:
    """Return the machine code: provisional codes carry it, so no two laptops of a commune may share one."""
    taken = set(connection.execute(select(DEVICE.c.machine).where(DEVICE.c.commune == invitation.commune)).scalars())
    if invitation.machine:
        if invitation.machine in taken:
            raise MachineTakenError
        return invitation.machine
    invited = select(ENROLMENT.c.machine).where(ENROLMENT.c.commune == invitation.commune)
    taken |= set(connection.execute(invited).scalars())
    codes = (f"M{number:02}" for number in range(1, _MACHINES_MAX + 1))
    free = next((code for code in codes if code not in taken), None)
    if free is None:
        raise MachineTakenError
    return free


def _token_hash(token: str) -> bytes:
    return hashlib.sha256(b"hpv/enrolment-token/v1\0" + token.strip().lower().encode()).digest()
