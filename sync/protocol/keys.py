"""Keys as values: pairs for sealing (typed by suite) and for signing (Ed25519), and their short names.

Knows nothing of where keys are kept. Key bytes are 32 or 96 random bytes that the caller hands in, so that a
simulation can own them.
"""

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519

from sync.protocol.errors import KeyBytesError, SealBrokenError
from sync.records.seams import Random

KEY_ID_BYTES: Final = 8
SIGNATURE_BYTES: Final = 64
_KEY_ID_DOMAIN: Final = b"hpv/key-id/v1\0"
_X25519_BYTES: Final = 32
_MLKEM_PUBLIC_BYTES: Final = 1184
_MLKEM_SEED_BYTES: Final = 64
_ED25519_BYTES: Final = 32


class Suite(IntEnum):
    """The suite byte (decision 0007). Both use HKDF-SHA256 and AES-256-GCM inside HPKE (RFC 9180, base mode)."""

    X25519 = 1
    MLKEM768_X25519 = 2


DEFAULT_SUITE: Final = Suite.MLKEM768_X25519

_HPKE: Final = {
    Suite.X25519: hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM),
    Suite.MLKEM768_X25519: hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM),
}
_PUBLIC_BYTES: Final = {Suite.X25519: _X25519_BYTES, Suite.MLKEM768_X25519: _MLKEM_PUBLIC_BYTES + _X25519_BYTES}
_PRIVATE_BYTES: Final = {Suite.X25519: _X25519_BYTES, Suite.MLKEM768_X25519: _MLKEM_SEED_BYTES + _X25519_BYTES}

_HpkePublic = x25519.X25519PublicKey | hpke.MLKEM768X25519PublicKey
_HpkePrivate = x25519.X25519PrivateKey | hpke.MLKEM768X25519PrivateKey


def key_id(public_bytes: bytes) -> bytes:
    """Return the 8-byte name of a public key: it finds a key, it proves nothing."""
    return hashlib.sha256(_KEY_ID_DOMAIN + public_bytes).digest()[:KEY_ID_BYTES]


def drawn(random: Random, size: int) -> bytes:
    """Return exactly `size` bytes from `random`; a source that gives another length is our bug and ends here."""
    value = random(size)
    if len(value) != size:
        raise ValueError(f"the source of randomness gave {len(value)} bytes for {size}")
    return value


def new_sealing_key(random: Random, suite: Suite = DEFAULT_SUITE) -> "SealingPrivateKey":
    """Make a pair for sealing from fresh random bytes."""
    return SealingPrivateKey.from_bytes(bytes([suite]) + drawn(random, _PRIVATE_BYTES[suite]))


def new_signing_key(random: Random) -> "SigningKey":
    """Make a pair for signing from fresh random bytes."""
    return SigningKey.from_bytes(drawn(random, _ED25519_BYTES))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingPublicKey:
    """Whom something is sealed to."""

    suite: Suite
    raw: bytes
    key_id: bytes
    _key: _HpkePublic = field(repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "SealingPublicKey":
        """Read suite byte and key. Raises: KeyBytesError."""
        suite, raw = _suite_and_raw(data, _PUBLIC_BYTES)
        try:
            key = _public_key(suite, raw)
        except ValueError:
            raise KeyBytesError from None
        return cls(suite=suite, raw=raw, key_id=key_id(data), _key=key)

    def to_bytes(self) -> bytes:
        """Suite byte, then the key: 33 bytes in suite 1, 1217 in suite 2."""
        return bytes([self.suite]) + self.raw

    def wrap(self, secret: bytes, info: bytes) -> bytes:
        """Seal a short secret to this key by HPKE: encapsulated key, then ciphertext and tag."""
        return _HPKE[self.suite].encrypt(secret, self._key, info=info)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingPrivateKey:
    """Opens what was sealed to `public`. Its text form shows no secret."""

    public: SealingPublicKey
    _raw: bytes = field(repr=False)
    _key: _HpkePrivate = field(repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "SealingPrivateKey":
        """Read suite byte and secret. Raises: KeyBytesError."""
        suite, raw = _suite_and_raw(data, _PRIVATE_BYTES)
        key, public_raw = _private_key(suite, raw)
        return cls(public=SealingPublicKey.from_bytes(bytes([suite]) + public_raw), _raw=raw, _key=key)

    @property
    def suite(self) -> Suite:
        """The suite of the pair."""
        return self.public.suite

    @property
    def key_id(self) -> bytes:
        """The short name of the public half."""
        return self.public.key_id

    def to_bytes(self) -> bytes:
        """Suite byte, then the secret: 33 bytes in suite 1, 97 in suite 2. Seal it before it touches a disk."""
        return bytes([self.suite]) + self._raw

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """Open what `wrap` made with the same info. Raises: SealBrokenError."""
        try:
            return _HPKE[self.suite].decrypt(wrapped, self._key, info=info)
        except (InvalidTag, ValueError):
            raise SealBrokenError from None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPublicKey:
    """Who signed something: a device, an official or the centre."""

    raw: bytes
    key_id: bytes
    _key: ed25519.Ed25519PublicKey = field(repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "SigningPublicKey":
        """Read 32 bytes. Raises: KeyBytesError."""
        if len(data) != _ED25519_BYTES:
            raise KeyBytesError
        try:
            key = ed25519.Ed25519PublicKey.from_public_bytes(data)
        except ValueError:
            raise KeyBytesError from None
        return cls(raw=bytes(data), key_id=key_id(data), _key=key)

    def to_bytes(self) -> bytes:
        """The 32 bytes of RFC 8032."""
        return self.raw

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether `signature` is this key's over `message`."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """Signs as `public`. Its text form shows no secret."""

    public: SigningPublicKey
    _key: ed25519.Ed25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "SigningKey":
        """Read the 32-byte seed of RFC 8032. Raises: KeyBytesError."""
        if len(data) != _ED25519_BYTES:
            raise KeyBytesError
        key = ed25519.Ed25519PrivateKey.from_private_bytes(data)
        return cls(public=SigningPublicKey.from_bytes(key.public_key().public_bytes_raw()), _key=key)

    @property
    def key_id(self) -> bytes:
        """The short name of the public half."""
        return self.public.key_id

    def to_bytes(self) -> bytes:
        """The 32-byte seed. Seal it before it touches a disk."""
        return self._key.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature; the caller puts a domain in front of the message."""
        return self._key.sign(message)


def _suite_and_raw(data: bytes, sizes: dict[Suite, int]) -> tuple[Suite, bytes]:
    try:
        suite = Suite(data[0])
    except (IndexError, ValueError):
        raise KeyBytesError from None
    if len(data) != 1 + sizes[suite]:
        raise KeyBytesError
    return suite, bytes(data[1:])


def _public_key(suite: Suite, raw: bytes) -> _HpkePublic:
    if suite is Suite.X25519:
        return x25519.X25519PublicKey.from_public_bytes(raw)
    return hpke.MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC_BYTES]),
        x25519.X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC_BYTES:]),
    )


def _private_key(suite: Suite, raw: bytes) -> tuple[_HpkePrivate, bytes]:
    if suite is Suite.X25519:
        key = x25519.X25519PrivateKey.from_private_bytes(raw)
        return key, key.public_key().public_bytes_raw()
    lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(raw[:_MLKEM_SEED_BYTES])
    curve = x25519.X25519PrivateKey.from_private_bytes(raw[_MLKEM_SEED_BYTES:])
    public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    return hpke.MLKEM768X25519PrivateKey(lattice, curve), public
