"""The seal on a catalogue pack: who signed its manifest, and whether each file is the one that was signed.

Nothing in the manifest is read before its signature holds (decision 0010).
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from sync.protocol.errors import KeyBytesError
from sync.protocol.keys import SigningKey, SigningPublicKey
from sync.records.errors import ExpectedError
from sync.records.pack import Manifest, read_manifest

_COMMENT: Final = b"#"


class PackKeyUnknownError(ExpectedError):
    """The pack is signed with a key that this program does not trust."""


class PackSignatureError(ExpectedError):
    """The signature does not fit the manifest: it was altered, or the signature is no signature."""


class PackFileChangedError(ExpectedError):
    """A file of the pack is not the one that was signed; the message names it."""


class PackFileMissingError(ExpectedError):
    """A file of the pack is not there; the message names it."""


class _Signature(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As it lies in manifest.sig (JSON): the short name of the key in hex, and Ed25519 over the manifest's bytes."""

    key_id: str
    signature: bytes


def open_manifest(raw: bytes, signature: bytes, trusted: Iterable[SigningPublicKey]) -> Manifest:
    """Return the manifest of `raw` if a trusted key has signed these very bytes.

    Raises: PackKeyUnknownError, PackSignatureError, BadCatalogueError.
    """
    try:
        seal = msgspec.json.decode(signature, type=_Signature)
    except msgspec.MsgspecError:
        raise PackSignatureError("manifest.sig") from None
    key = next((key for key in trusted if key.key_id.hex() == seal.key_id), None)
    if key is None:
        raise PackKeyUnknownError
    if not key.has_signed(raw, seal.signature):
        raise PackSignatureError("manifest.json")
    return read_manifest(raw)


def check_files(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Check that `files` (path -> bytes) are those that were signed. Raises: PackFileMissing-, PackFileChangedError."""
    for file in manifest.files:
        if file.path not in files:
            raise PackFileMissingError(file.path)
        if digest(files[file.path]) != file.sha256:
            raise PackFileChangedError(file.path)


def sign_manifest(raw: bytes, key: SigningKey) -> bytes:
    """Return the bytes of manifest.sig for a manifest's bytes."""
    return msgspec.json.encode(_Signature(key_id=key.key_id.hex(), signature=key.sign(raw))) + b"\n"


def digest(raw: bytes) -> str:
    """Return what a manifest says of a file: SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def read_public_key(raw: bytes) -> SigningPublicKey:
    """Read a file of resources/trust: comments (#) and the key's 32 bytes in base64. Raises: KeyBytesError."""
    return SigningPublicKey.from_bytes(_key_bytes(raw))


def read_signing_key(raw: bytes) -> SigningKey:
    """Read a signing key in the same form. Raises: KeyBytesError."""
    return SigningKey.from_bytes(_key_bytes(raw))


def _key_bytes(raw: bytes) -> bytes:
    lines = [line for line in raw.splitlines() if not line.startswith(_COMMENT)]
    try:
        return base64.b64decode(b"".join(lines), validate=True)
    except binascii.Error:
        raise KeyBytesError from None
