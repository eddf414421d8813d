"""The seal that seals nothing, behind the keys' own port: classes of this folder, which the product never makes.

No suite byte, no setting and no wire format names them: a real centre cannot be talked into taking such a key, for
nothing of the product makes these classes. Signatures and the cipher of the body stay real: flipped bits must be seen.
"""

from dataclasses import dataclass, replace

from sync.client.ports import FerryKeys
from sync.client.relay import Belonging
from sync.protocol.keys import SealingPrivateKey, SealingPublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class BarePublicKey(SealingPublicKey):
    """Wraps nothing: the content key travels as it is."""

    def wrap(self, secret: bytes, info: bytes) -> bytes:
        return secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BarePrivateKey(SealingPrivateKey):
    """Opens what a BarePublicKey wrapped."""

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        return wrapped


def bare_keys(keys: FerryKeys) -> FerryKeys:
    """Return a laptop's keys with recipients that are not sealed to."""
    group = keys.group_sealing
    return replace(
        keys,
        centre_sealing=BarePublicKey.from_bytes(keys.centre_sealing.to_bytes()),
        group_sealing=BarePublicKey.from_bytes(group.to_bytes()) if group is not None else None,
    )


def bare_belonging(belonging: Belonging) -> Belonging:
    """Return who a laptop is among those of its commune, with group keys that open what is not sealed."""
    return replace(belonging, group_keys=[BarePrivateKey.from_bytes(each.to_bytes()) for each in belonging.group_keys])
