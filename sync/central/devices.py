"""The laptops that the centre knows, and where each incarnation's chain stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from sync.central.refusal import RefusalError
from sync.central.tables import CHAIN, DEVICE
from sync.protocol.chain import chain_start
from sync.protocol.keys import SealingPublicKey, SigningPublicKey
from sync.protocol.messages import ProblemCode
from sync.protocol.segment import NO_SEGMENT
from sync.records.seams import Clock

_SEEN_STEP_MS: Final = 60_000


class DeviceStatus(StrEnum):
    """Whether the centre listens to a laptop."""

    ACTIVE = "active"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A laptop with its public keys and the incarnation that it writes under now."""

    id: bytes
    commune: str
    incarnation: bytes
    is_sample: bool
    seen_at_ms: int
    app_version: str
    signing: SigningPublicKey
    sealing: SealingPublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What the centre has of one incarnation. Number 0 and NO_SEGMENT: nothing yet."""

    device: bytes
    incarnation: bytes
    number: int
    segment_hash: bytes
    seq: int
    applied_seq: int
    durable_seq: int
    is_frozen: bool
    token: bytes = b""
    token_pending: bytes = b""


_DEVICE: Final = select(DEVICE).where(DEVICE.c.id == bindparam("device"))
_CHAIN: Final = select(CHAIN).where(
    CHAIN.c.device == bindparam("device"), CHAIN.c.incarnation == bindparam("incarnation")
)


def find_device(connection: Connection, device: bytes) -> Device:
    """Return a laptop that may speak. Raises: RefusalError unknown_device, revoked."""
    row = connection.execute(_DEVICE, {"device": device}).one_or_none()
    if row is None:
        raise RefusalError(ProblemCode.UNKNOWN_DEVICE)
    if row.status != DeviceStatus.ACTIVE:
        raise RefusalError(ProblemCode.REVOKED)
    return Device(
        id=row.id,
        commune=row.commune,
        incarnation=row.incarnation,
        is_sample=row.sample,
        seen_at_ms=row.seen_at_ms,
        app_version=row.app_version,
        signing=SigningPublicKey.from_bytes(row.signing_public),
        sealing=SealingPublicKey.from_bytes(row.sealing_public),
    )


def find_chain(connection: Connection, device: bytes, incarnation: bytes) -> Chain | None:
    """Return where an incarnation stands, None where nothing of it is known."""
    row = connection.execute(_CHAIN, {"device": device, "incarnation": incarnation}).one_or_none()
    if row is None:
        return None
    return Chain(
        device=row.device,
        incarnation=row.incarnation,
        number=row.number,
        segment_hash=row.segment_hash,
        seq=row.seq,
        applied_seq=row.applied_seq,
        durable_seq=row.durable_seq,
        is_frozen=row.is_frozen,
        token=row.token,
        token_pending=row.token_pending,
    )


def begin_chain(connection: Connection, device: bytes, commune: str, incarnation: bytes, clock: Clock) -> Chain:
    """Open a new incarnation of a laptop and freeze its earlier ones: one laptop writes one history."""
    earlier = (CHAIN.c.device == device) & CHAIN.c.is_frozen.is_(False)
    connection.execute(update(CHAIN).where(earlier).values(is_frozen=True))
    chain = Chain(
        device=device,
        incarnation=incarnation,
        number=0,
        segment_hash=NO_SEGMENT,
        seq=0,
        applied_seq=0,
        durable_seq=0,
        is_frozen=False,
    )
    connection.execute(
        insert(CHAIN).values(
            device=device,
            incarnation=incarnation,
            commune=commune,
            number=0,
            segment_hash=NO_SEGMENT,
            seq=0,
            applied_seq=0,
            applied_head=chain_start(device, incarnation),
            durable_seq=0,
            is_frozen=False,
            begun_at_ms=clock.now_ms(),
            token=b"",
            token_pending=b"",
        )
    )
    connection.execute(update(DEVICE).where(DEVICE.c.id == device).values(incarnation=incarnation))
    return chain


def freeze_chain(connection: Connection, chain: Chain) -> None:
    """Take nothing more of this incarnation: it has two histories."""
    here = (CHAIN.c.device == chain.device) & (CHAIN.c.incarnation == chain.incarnation)
    connection.execute(update(CHAIN).where(here).values(is_frozen=True))


def give_token(connection: Connection, chain: Chain, shown: bytes, fresh: bytes) -> bool:
    """Move the chain's tokens on for a laptop that shows one; False where it shows one that is long spent.

    Whoever shows the pending one has our last answer: it is the present one now, and `fresh` is pending. Whoever shows
    the present one has lost that answer and is given the same again. A chain without tokens takes any: it is new, or
    the centre was restored.
    """
    if chain.token_pending and shown not in (chain.token_pending, chain.token):
        return False
    if not chain.token_pending or shown == chain.token_pending:
        here = (CHAIN.c.device == chain.device) & (CHAIN.c.incarnation == chain.incarnation)
        connection.execute(update(CHAIN).where(here).values(token=shown, token_pending=fresh))
    return True


def is_news(device: Device, app_version: str, clock: Clock) -> bool:
    """Tell whether having been seen now is worth a write: a quiet laptop that says hello each minute is not."""
    apart_ms = abs(clock.now_ms() - device.seen_at_ms)
    return apart_ms >= _SEEN_STEP_MS or device.app_version != app_version


def note_seen(connection: Connection, device: Device, app_version: str, clock: Clock) -> None:
    """Write down when the laptop was last heard of, and what it runs."""
    here = DEVICE.c.id == device.id
    connection.execute(update(DEVICE).where(here).values(seen_at_ms=clock.now_ms(), app_version=app_version))
