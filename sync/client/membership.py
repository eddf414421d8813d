"""Two laptops prove to each other that they belong to one commune, and then speak under seal. Names nobody before.

Both hold the private half of the commune's newest group key. Each proves it by a code over both sides' fresh random
bytes, so that nothing that was heard before proves anything; the seal's keys are new in every meeting.
"""

import hmac
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.client.ports import UnreachableError
from sync.protocol.keys import SealingPrivateKey
from sync.protocol.limits import KIB, SEALED_MAX_BYTES
from sync.records.errors import TransportError
from sync.records.seams import Random

MAGIC: Final = b"HPVL1\0\0\0"
FRAME_MAX_BYTES: Final = SEALED_MAX_BYTES + 64 * KIB

_NONCE_BYTES: Final = 32
_KEY_BYTES: Final = 32
_PROOF_BYTES: Final = 32
_TAG_BYTES: Final = 16
_LENGTH_BYTES: Final = 4
_MEMBER: Final = b"hpv/group-member/v1\0"
_SESSION: Final = b"hpv/group-session/v1\0"


class NotAMemberError(TransportError):
    """Whoever is there does not hold the commune's newest group key. Nothing was told to him."""


class Wire(Protocol):
    """A connection: bytes in order, or none any more."""

    def recv(self, size: int, /) -> bytes:
        """Return some bytes, none at the end."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Hand on all of it."""
        ...


class Channel:
    """A connection under seal: every frame is counted, so that none is lost, doubled or put elsewhere."""

    def __init__(self, wire: Wire, outgoing: bytes, incoming: bytes) -> None:
        self._wire = wire
        self._outgoing, self._incoming = AESGCM(outgoing), AESGCM(incoming)
        self._sent = self._received = 0

    def send(self, data: bytes) -> None:
        """Send one frame. Raises: UnreachableError."""
        sealed = self._outgoing.encrypt(_counted(self._sent), data, None)
        self._sent += 1
        _send(self._wire, len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)

    def receive(self) -> bytes:
        """Return the next frame. Raises: UnreachableError, NotAMemberError (the bytes are not the other's)."""
        size = int.from_bytes(_take(self._wire, _LENGTH_BYTES), "big")
        if size > FRAME_MAX_BYTES:
            raise NotAMemberError
        sealed = _take(self._wire, size)
        try:
            data = self._incoming.decrypt(_counted(self._received), sealed, None)
        except InvalidTag:
            raise NotAMemberError from None
        self._received += 1
        return data


def call(wire: Wire, group: SealingPrivateKey, random: Random) -> Channel:
    """Prove membership to whoever listens, once he has. Raises: NotAMemberError, UnreachableError."""
    secret, ours = _fresh(random)
    _send(wire, MAGIC + ours)
    theirs = _take(wire, len(MAGIC) + len(ours))
    meeting = _Meeting(group, secret, caller=ours, listener=theirs[len(MAGIC) :], theirs=theirs[len(MAGIC) :])
    if theirs[: len(MAGIC)] != MAGIC or not meeting.is_proven(_take(wire, _PROOF_BYTES), b"listener"):
        raise NotAMemberError
    _send(wire, meeting.proof(b"caller"))
    return Channel(wire, meeting.key(b"from caller"), meeting.key(b"from listener"))


def listen(wire: Wire, group: SealingPrivateKey, random: Random) -> Channel:
    """Prove membership to a caller, and hear his proof. Raises: NotAMemberError, UnreachableError."""
    theirs = _take(wire, len(MAGIC) + _NONCE_BYTES + _KEY_BYTES)
    if theirs[: len(MAGIC)] != MAGIC:
        raise NotAMemberError
    secret, ours = _fresh(random)
    meeting = _Meeting(group, secret, caller=theirs[len(MAGIC) :], listener=ours, theirs=theirs[len(MAGIC) :])
    _send(wire, MAGIC + ours + meeting.proof(b"listener"))
    if not meeting.is_proven(_take(wire, _PROOF_BYTES), b"caller"):
        raise NotAMemberError
    return Channel(wire, meeting.key(b"from listener"), meeting.key(b"from caller"))


class _Meeting:
    """What both sides can make after the first two messages, if both hold the group key."""

    def __init__(
        self, group: SealingPrivateKey, secret: X25519PrivateKey, *, caller: bytes, listener: bytes, theirs: bytes
    ) -> None:
        self._transcript = _hashed(MAGIC + caller + listener)
        self._member = _derived(group.to_bytes(), self._transcript, _MEMBER)
        try:
            shared = secret.exchange(X25519PublicKey.from_public_bytes(theirs[_NONCE_BYTES:]))
        except ValueError:  # a point of small order: no key comes of it
            raise NotAMemberError from None
        self._session = _derived(shared + self._member, self._transcript, _SESSION)

    def proof(self, role: bytes) -> bytes:
        """Return what shows, for this meeting and role alone, that the group key is held."""
        return hmac.digest(self._member, role + self._transcript, "sha256")

    def is_proven(self, proof: bytes, role: bytes) -> bool:
        """Say whether the other side has shown it."""
        return hmac.compare_digest(proof, self.proof(role))

    def key(self, direction: bytes) -> bytes:
        """Return the key of one direction."""
        return _derived(self._session, self._transcript, direction)


def _fresh(random: Random) -> tuple[X25519PrivateKey, bytes]:
    secret = X25519PrivateKey.from_private_bytes(random(_KEY_BYTES))
    return secret, random(_NONCE_BYTES) + secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(secret)


def _hashed(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def _counted(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _send(wire: Wire, data: bytes) -> None:
    try:
        wire.sendall(data)
    except OSError as error:
        raise UnreachableError(type(error).__name__, reason="broken_off") from error


def _take(wire: Wire, size: int) -> bytes:
    pieces: list[bytes] = []
    missing = size
    while missing:
        try:
            piece = wire.recv(min(missing, 64 * KIB))
        except OSError as error:
            raise UnreachableError(type(error).__name__, reason="broken_off") from error
        if not piece:
            raise UnreachableError("the other side is gone", reason="broken_off")
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
