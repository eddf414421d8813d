"""The enrolment file: what a centre hands to one laptop before they have ever met. JSON, signed by the centre."""

from typing import Final

import msgspec

from sync.protocol.keys import SigningKey, SigningPublicKey
from sync.records.errors import ExpectedError

MAX_ENROLMENT_BYTES: Final = 64 * 1024
_DOMAIN: Final = b"hpv/enrolment-file/v1\0"
_FORMAT: Final = "haiphucvu-enrolment/1"


class EnrolmentFileError(ExpectedError):
    """The file is no enrolment file of ours, or was changed after the centre had signed it."""


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """Where the centre is, its public keys, and who the laptop will be. Byte fields are base64 in the file.

    Key fields are in the byte form of `sync.protocol.keys`; `group_key` is the commune's public sealing key (empty:
    none yet); `token` is good once; `expires_at_ms` is ms since 1970, UTC.
    """

    centre_name: str
    url: str
    centre_sealing_key: bytes
    centre_signing_key: bytes
    commune: str
    commune_name: str
    machine: str
    group_key: bytes
    token: bytes
    is_sample: bool
    expires_at_ms: int


class _File(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    enrolment: Enrolment
    signature: bytes


_encoder: Final = msgspec.json.Encoder(order="deterministic")


def write_enrolment(enrolment: Enrolment, key: SigningKey) -> bytes:
    """Return the file's bytes, signed by the centre's signing key."""
    file = _File(format=_FORMAT, enrolment=enrolment, signature=key.sign(_message(enrolment)))
    return msgspec.json.format(_encoder.encode(file), indent=2) + b"\n"


def read_enrolment(raw: bytes) -> Enrolment:
    """Read an enrolment file and check that it is whole. Who handed it over is for the reader to trust.

    Raises: EnrolmentFileError.
    """
    if len(raw) > MAX_ENROLMENT_BYTES:
        raise EnrolmentFileError("too long")
    try:
        file = msgspec.json.decode(raw, type=_File)
        key = SigningPublicKey.from_bytes(file.enrolment.centre_signing_key)
    except (msgspec.DecodeError, ExpectedError, ValueError, RecursionError):
        raise EnrolmentFileError("not an enrolment file") from None
    if file.format != _FORMAT or not key.has_signed(_message(file.enrolment), file.signature):
        raise EnrolmentFileError("changed after it was signed")
    return file.enrolment


def _message(enrolment: Enrolment) -> bytes:
    return _DOMAIN + _encoder.encode(enrolment)
