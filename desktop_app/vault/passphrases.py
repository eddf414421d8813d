"""From what an official types to a key: the rule for passphrases and the slow derivation (security.md 2.4)."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop_app.vault.errors import WeakPassphraseError

MIN_CHARACTERS: Final = 12
MIN_WORDS: Final = 4
MIN_DIFFERENT_CHARACTERS: Final = 5
KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """What one guess costs. Stored per slot, so that a faster laptop's slot opens on a slower one."""

    memory_kib: int
    iterations: int
    lanes: int

    def is_allowed(self) -> bool:
        """Say whether a slot may ask for this: below the floor weakens us, above the cap eats the machine."""
        return 64 * 1024 <= self.memory_kib <= 1024 * 1024 and 3 <= self.iterations <= 32 and 1 <= self.lanes <= 16


FLOOR_COST: Final = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=1)
USUAL_COST: Final = KdfCost(memory_kib=128 * 1024, iterations=3, lanes=1)

Derive = Callable[[bytes, bytes, KdfCost], bytes]


def argon2id(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """Return the 32-byte key of a passphrase; slow and hungry by design, never on the GUI thread."""
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return derivation.derive(passphrase)


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the bytes to derive from: composed, since input methods differ in how they send 'ế'."""
    return unicodedata.normalize("NFC", passphrase).encode()


def refuse_weak(passphrase: str) -> None:
    """Let a passphrase pass that has 12 characters or 4 different words, and is not one key held down.

    Raises: WeakPassphraseError.
    """
    composed = unicodedata.normalize("NFC", passphrase)
    is_long = len(composed.strip()) >= MIN_CHARACTERS or len(set(composed.split())) >= MIN_WORDS
    if not is_long or len(set(composed)) < MIN_DIFFERENT_CHARACTERS:
        raise WeakPassphraseError
