"""Feed pages under seal: what the centre tells one device, unreadable to whatever stands between.

The seal gives secrecy alone; that the centre said it is proved by the signed answer around it.
"""

import hashlib
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from sync.protocol import limits
from sync.protocol.errors import (
    AnswerBrokenError,
    MessageBrokenError,
    SealBrokenError,
    UnknownFormatError,
)
from sync.protocol.keys import SealingPrivateKey, SealingPublicKey, Suite
from sync.protocol.messages import FeedPage, GroupKeys, HealPage, Message, decode, encode
from sync.protocol.sealing import (
    DEFAULT_LEVEL,
    Envelope,
    Hash,
    Nonce,
    PlainBytes,
    Recipients,
    decrypt,
    encrypt,
    find_content_key,
    format_of,
    new_envelope,
)
from sync.records.seams import Random

PAGE_FORMAT: Final = 1
_LENGTH_BYTES: Final = 4
_DOMAIN: Final = b"hpv/feed-page/v1\0"


class _PageHeader(msgspec.Struct, frozen=True, array_like=True):
    format: Annotated[int, Meta(ge=1)]
    suite: Annotated[int, Meta(ge=1, le=255)]
    plain_bytes: PlainBytes
    recipients: Recipients
    nonce: Nonce
    key_commitment: Hash


_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(_PageHeader)


def seal_page(
    page: FeedPage | HealPage | GroupKeys,
    *,
    request_digest: bytes,
    recipient: SealingPublicKey,
    random: Random,
    level: int = DEFAULT_LEVEL,
) -> bytes:
    """Return a page sealed to a device, as the answer to one request: the payload of a FEED, HEAL or GROUP answer.

    Raises: ValueError when the page breaks a limit; the centre cuts pages far below them.
    """
    plain = encode(page)
    if len(plain) > limits.PLAIN_MAX_BYTES:
        raise ValueError("the page is too large")
    context = _DOMAIN + request_digest
    content_key, envelope = new_envelope(len(plain), recipients=[recipient], context=context, random=random)
    header = _PageHeader(
        PAGE_FORMAT,
        envelope.suite,
        envelope.plain_bytes,
        envelope.recipients,
        envelope.nonce,
        envelope.key_commitment,
    )
    header_bytes = _encoder.encode(header)
    body = encrypt(content_key, envelope, plain, aad=_aad(context, header_bytes), level=level)
    sealed = len(header_bytes).to_bytes(_LENGTH_BYTES, "big") + header_bytes + body
    if len(sealed) > limits.SEALED_MAX_BYTES:
        raise ValueError("the page is too large")
    return sealed


def open_page(sealed: bytes, *, request_digest: bytes, key: SealingPrivateKey) -> FeedPage:
    """Open the page of the feed that answers the request; check the answer's signature before.

    Raises: AnswerBrokenError, NotForUsError, UnknownFormatError.
    """
    return open_sealed(sealed, FeedPage, request_digest=request_digest, key=key)


def open_sealed(sealed: bytes, kind: type[Message], *, request_digest: bytes, key: SealingPrivateKey) -> Message:
    """Open a sealed page of that kind; check the answer's signature before.

    Raises: AnswerBrokenError, NotForUsError, UnknownFormatError.
    """
    header_end = _LENGTH_BYTES + int.from_bytes(sealed[:_LENGTH_BYTES], "big")
    if len(sealed) > limits.SEALED_MAX_BYTES or not _LENGTH_BYTES < header_end <= len(sealed):
        raise AnswerBrokenError
    header_bytes = bytes(sealed[_LENGTH_BYTES:header_end])
    context = _DOMAIN + request_digest
    try:
        header = _header(header_bytes)
        envelope = Envelope(
            suite=header.suite,
            recipients=header.recipients,
            nonce=header.nonce,
            key_commitment=header.key_commitment,
            plain_bytes=header.plain_bytes,
        )
        content_key = find_content_key(envelope, [key], context=context)
        plain = decrypt(content_key, envelope, bytes(sealed[header_end:]), aad=_aad(context, header_bytes))
        return decode(plain, kind, max_bytes=limits.PLAIN_MAX_BYTES)
    except (SealBrokenError, MessageBrokenError):
        raise AnswerBrokenError from None


def _header(header_bytes: bytes) -> _PageHeader:
    if len(header_bytes) > limits.HEADER_MAX_BYTES:
        raise SealBrokenError
    try:
        if format_of(header_bytes) > PAGE_FORMAT:
            raise UnknownFormatError
        header = _decoder.decode(header_bytes)
    except (ValueError, RecursionError):
        raise SealBrokenError from None
    if header.suite not in set(Suite):
        raise UnknownFormatError
    return header


def _aad(context: bytes, header_bytes: bytes) -> bytes:
    return hashlib.sha256(context).digest() + header_bytes
