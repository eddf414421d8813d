"""Who the centre is: name, epoch, keys. Kept inside the encrypted store, made once."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, insert, select, update

from sync.central.errors import NotInitialisedError
from sync.central.tables import KEY_MATERIAL, META
from sync.protocol.keys import SealingPrivateKey, SigningKey, new_sealing_key, new_signing_key
from sync.records.seams import Clock, Random

_SEALING: Final = "sealing"
_SIGNING: Final = "signing"
_GROUP: Final = "group"
_WHOLE_CENTRE: Final = ""
_EPOCH_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The centre as laptops know it. `is_sample`: it takes made-up data only."""

    name: str
    url: str
    is_sample: bool
    epoch: bytes
    sealing: SealingPrivateKey = field(repr=False)
    signing: SigningKey = field(repr=False)


def make_identity(
    connection: Connection, *, name: str, url: str, is_sample: bool, clock: Clock, random: Random
) -> None:
    """Write down a new centre: a fresh epoch and fresh keys."""
    values = {"name": name, "url": url, "sample": "1" if is_sample else "0", "epoch": random(_EPOCH_BYTES).hex()}
    connection.execute(insert(META), [{"name": key, "value": value} for key, value in values.items()])
    _keep(connection, _SEALING, _WHOLE_CENTRE, new_sealing_key(random).to_bytes(), clock)
    _keep(connection, _SIGNING, _WHOLE_CENTRE, new_signing_key(random).to_bytes(), clock)


def is_initialised(connection: Connection) -> bool:
    """Tell whether the store holds a centre."""
    return connection.execute(select(META.c.name).limit(1)).first() is not None


def read_identity(connection: Connection) -> Identity:
    """Return who this centre is. Raises: NotInitialisedError."""
    values = {row.name: row.value for row in connection.execute(select(META.c.name, META.c.value))}
    if not values:
        raise NotInitialisedError
    return Identity(
        name=values["name"],
        url=values["url"],
        is_sample=values["sample"] == "1",
        epoch=bytes.fromhex(values["epoch"]),
        sealing=SealingPrivateKey.from_bytes(_kept(connection, _SEALING, _WHOLE_CENTRE) or b""),
        signing=SigningKey.from_bytes(_kept(connection, _SIGNING, _WHOLE_CENTRE) or b""),
    )


def renew_epoch(connection: Connection, random: Random) -> bytes:
    """Draw and return a new epoch: from here on this is another life of the centre."""
    epoch = random(_EPOCH_BYTES)
    connection.execute(update(META).where(META.c.name == "epoch").values(value=epoch.hex()))
    return epoch


def group_key(connection: Connection, commune: str, *, clock: Clock, random: Random) -> SealingPrivateKey:
    """Return the commune's group key, made at the first call."""
    kept = _kept(connection, _GROUP, commune)
    if kept is not None:
        return SealingPrivateKey.from_bytes(kept)
    made = new_sealing_key(random)
    _keep(connection, _GROUP, commune, made.to_bytes(), clock)
    return made


def kept_group_key(connection: Connection, commune: str) -> SealingPrivateKey | None:
    """Return the commune's group key, None where there is none yet."""
    kept = _kept(connection, _GROUP, commune)
    return None if kept is None else SealingPrivateKey.from_bytes(kept)


def _keep(connection: Connection, purpose: str, commune: str, secret: bytes, clock: Clock) -> None:
    values = {"purpose": purpose, "commune": commune, "secret": secret, "made_at_ms": clock.now_ms()}
    connection.execute(insert(KEY_MATERIAL).values(values))


def _kept(connection: Connection, purpose: str, commune: str) -> bytes | None:
    here = (KEY_MATERIAL.c.purpose == purpose) & (KEY_MATERIAL.c.commune == commune)
    secret: bytes | None = connection.execute(select(KEY_MATERIAL.c.secret).where(here)).scalar_one_or_none()
    return secret
