"""An unlocked notebook: the database key and the official's signing key, for as long as this process lives."""

import hmac
from typing import NoReturn

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.vault.cards import OfficialCard
from desktop_app.vault.errors import SessionClosedError


def subkey(key: bytes, vault_id: bytes, purpose: str) -> bytes:
    """Return the 32-byte key of one purpose (HKDF-SHA256, salted by the vault)."""
    return HKDF(hashes.SHA256(), length=32, salt=vault_id, info=b"hai-phuc-vu/1 " + purpose.encode()).derive(key)


class Session:
    """What an unlocked official holds. Never printed, copied or pickled; `close` drops the keys.

    Python leaves copies of bytes behind, so closing is tidiness: locking means ending the process (lock.py).
    `generation` is the key file's: a store that remembers the highest one sees an older file put back.
    """

    __slots__ = ("_database_key", "_signing_key", "generation", "is_sample", "official", "public_key", "vault_id")

    def __init__(
        self,
        *,
        official: OfficialCard,
        vault_id: bytes,
        generation: int,
        is_sample: bool,
        database_key: bytes,
        signing_key: bytes,
    ) -> None:
        self.official = official
        self.vault_id = vault_id
        self.generation = generation
        self.is_sample = is_sample
        self._database_key = bytearray(database_key)
        self._signing_key = bytearray(signing_key)
        self.public_key = Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw()

    def raw_key_literal(self) -> bytes:
        """Return SQLCipher's raw key, b"x'<64 hex>'". Raises: SessionClosedError."""
        return b"x'" + self.database_key().hex().encode() + b"'"

    def database_key(self) -> bytes:
        """Return the 32 bytes of the database key, for wrapping it again. Raises: SessionClosedError."""
        return self._open(self._database_key)

    def sign(self, message: bytes) -> bytes:
        """Return the official's Ed25519 signature; the caller puts what the message is for in front of it.

        Raises: SessionClosedError.
        """
        return Ed25519PrivateKey.from_private_bytes(self._open(self._signing_key)).sign(message)

    def authenticate(self, message: bytes) -> bytes:
        """Return the key file's MAC over `message`: whoever can open the database can make it.

        Raises: SessionClosedError.
        """
        return hmac.digest(subkey(self.database_key(), self.vault_id, "slot-file"), message, "sha256")

    def close(self) -> None:
        """Overwrite and drop the keys; may be called twice."""
        for key in (self._database_key, self._signing_key):
            key[:] = bytes(len(key))
            key.clear()

    @staticmethod
    def _open(key: bytearray) -> bytes:
        if not key:
            raise SessionClosedError
        return bytes(key)

    def __repr__(self) -> str:
        return f"<Session of {self.official.id}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a session is never copied or stored")
