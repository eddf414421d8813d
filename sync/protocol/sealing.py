"""Sealing for several recipients: one random content key, wrapped for each, over compressed and padded content.

Segments and feed pages share it. Knows nothing of what is inside, and trusts nobody: whoever opens has checked a
signature before.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import NotForUsError, SealBrokenError
from sync.protocol.keys import SealingPrivateKey, SealingPublicKey, Suite, drawn
from sync.protocol.padding import pad, rounded_size, unpad
from sync.records.seams import Random

CONTENT_KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
DEFAULT_LEVEL: Final = 3
"""zstd level of a quick link; a slow link is worth 19."""

_WRAP_DOMAIN: Final = b"hpv/wrap/v1\0"
_COMMITMENT_DOMAIN: Final = b"hpv/content-key/v1\0"

KeyId = Annotated[bytes, Meta(min_length=8, max_length=8)]
Nonce = Annotated[bytes, Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
PlainBytes = Annotated[int, Meta(ge=limits.STEP_MIN_BYTES, le=limits.PLAIN_MAX_BYTES)]


class Recipient(msgspec.Struct, frozen=True, array_like=True):
    """The content key, wrapped for the holder of one key."""

    key_id: KeyId
    wrapped: Annotated[bytes, Meta(max_length=limits.WRAPPED_MAX_BYTES)]


Recipients = Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=limits.RECIPIENTS_MAX)]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What must travel in clear beside sealed content, so that a recipient can open it and nobody can exchange it."""

    suite: int
    recipients: tuple[Recipient, ...]
    nonce: bytes
    key_commitment: bytes
    plain_bytes: int


class _Version(msgspec.Struct, frozen=True, array_like=True):
    format: Annotated[int, Meta(ge=1)]


_version_decoder: Final = msgspec.msgpack.Decoder(_Version)


def format_of(header_bytes: bytes) -> int:
    """Return the one field that stands first in a header of every version, for ever. Raises: ValueError."""
    return _version_decoder.decode(header_bytes).format


def new_envelope(
    plain_size: int, *, recipients: Sequence[SealingPublicKey], context: bytes, random: Random
) -> tuple[bytes, Envelope]:
    """Draw a content key and wrap it for each recipient; return the key and what travels in clear.

    `context` binds each wrap to its place. All recipients are of one suite and differ. Content of `plain_size`
    bytes is announced by its rounded size only: the exact one would tell what the padding hides.
    """
    suites = {recipient.suite for recipient in recipients}
    ids = {recipient.key_id for recipient in recipients}
    if len(suites) != 1 or len(ids) != len(recipients) or len(recipients) > limits.RECIPIENTS_MAX:
        raise ValueError("recipients: one to eight different keys of one suite")
    suite = suites.pop()
    content_key = drawn(random, CONTENT_KEY_BYTES)
    wrapped = tuple(
        Recipient(key.key_id, key.wrap(content_key, _wrap_info(suite, key.key_id, context))) for key in recipients
    )
    return content_key, Envelope(
        suite=suite,
        recipients=wrapped,
        nonce=drawn(random, NONCE_BYTES),
        key_commitment=_commitment(content_key),
        plain_bytes=rounded_size(plain_size),
    )


def find_content_key(envelope: Envelope, keys: Sequence[SealingPrivateKey], *, context: bytes) -> bytes:
    """Unwrap the content key with whichever of our keys it was wrapped for.

    Raises: NotForUsError when there is none, SealBrokenError when the wrap does not open.
    """
    ours = {key.key_id: key for key in keys if key.suite == envelope.suite}
    for recipient in envelope.recipients:
        key = ours.get(recipient.key_id)
        if key is None:
            continue
        content_key = key.unwrap(recipient.wrapped, _wrap_info(key.suite, key.key_id, context))
        # AES-GCM binds no key: without this, one body could open to two contents for two recipients.
        if _commitment(content_key) != envelope.key_commitment:
            raise SealBrokenError
        return content_key
    raise NotForUsError


def encrypt(content_key: bytes, envelope: Envelope, plain: bytes, *, aad: bytes, level: int = DEFAULT_LEVEL) -> bytes:
    """Return the body: AES-256-GCM over padded zstd. `aad` holds the whole envelope as sent."""
    squeezed = zstandard.ZstdCompressor(level=level, write_content_size=True).compress(plain)
    return AESGCM(content_key).encrypt(envelope.nonce, pad(squeezed), aad)


def decrypt(content_key: bytes, envelope: Envelope, body: bytes, *, aad: bytes) -> bytes:
    """Return what `encrypt` was given. No memory is taken for more than `plain_bytes`. Raises: SealBrokenError."""
    try:
        squeezed = unpad(AESGCM(content_key).decrypt(envelope.nonce, body, aad))
    except (InvalidTag, ValueError):
        raise SealBrokenError from None
    return _decompress(squeezed, envelope.plain_bytes)


def _decompress(squeezed: bytes, plain_bytes: int) -> bytes:
    """Open one zstd frame that says its size, when that size is the announced one."""
    try:
        frame = zstandard.get_frame_parameters(squeezed)
        # The library takes the memory that the frame asks for. An unsaid size reads as 2**64 - 1.
        if rounded_size(frame.content_size) != plain_bytes:
            raise SealBrokenError
        return zstandard.ZstdDecompressor().decompress(squeezed, allow_extra_data=False)
    except zstandard.ZstdError:
        raise SealBrokenError from None


def _wrap_info(suite: Suite, key_id: bytes, context: bytes) -> bytes:
    return _WRAP_DOMAIN + bytes([suite]) + key_id + context


def _commitment(content_key: bytes) -> bytes:
    return hashlib.sha256(_COMMITMENT_DOMAIN + content_key).digest()
