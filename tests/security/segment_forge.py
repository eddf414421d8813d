"""A hostile device's workshop: it holds a true key and signs whatever it likes."""

import hashlib
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.protocol.keys import SigningKey
from sync.protocol.padding import pad
from sync.protocol.sealing import Envelope, new_envelope
from sync.protocol.segment import MAGIC, ROWS_FORMAT, SegmentHeader, read_header
from tests.unit.protocol_kit import Wire, operations, sealed

SIGNATURE_DOMAIN = b"hpv/segment-signature/v1\0"
CONTEXT_DOMAIN = b"hpv/segment/v1\0"


def cut_up(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Header, body and signature, by the layout of protocol.md rather than by our own code."""
    header_end = 8 + int.from_bytes(data[4:8], "big")
    return data[8:header_end], data[header_end + 4 : -64], data[-64:]


def put_together(header: bytes, body: bytes, signature: bytes) -> bytes:
    return MAGIC + len(header).to_bytes(4, "big") + header + len(body).to_bytes(4, "big") + body + signature


def signed(key: SigningKey, header: bytes, body: bytes) -> bytes:
    """A segment with a true signature over whatever header and body."""
    digest = hashlib.sha256(header).digest() + hashlib.sha256(body).digest()
    return put_together(header, body, key.sign(SIGNATURE_DOMAIN + digest))


def header_and_key(world: Wire, plain_size: int, **changes: Any) -> tuple[SegmentHeader, bytes, Envelope]:
    """A header for two operations in rows with a fresh envelope, its content key and the envelope."""
    template = read_header(sealed(world, operations(2)))
    context = CONTEXT_DOMAIN + template.device + template.incarnation + template.number.to_bytes(8, "big")
    key, envelope = new_envelope(
        plain_size, recipients=[world.centre.public], context=context, random=world.draw.randbytes
    )
    fresh = {"recipients", "nonce", "key_commitment", "plain_bytes"}
    header = msgspec.structs.replace(template, **{name: getattr(envelope, name) for name in fresh})
    return msgspec.structs.replace(header, **{"format": ROWS_FORMAT, **changes}), key, envelope


def with_frame(world: Wire, frame: bytes, plain_size: int, **changes: Any) -> bytes:
    """A true segment around whatever stands where the zstd frame belongs."""
    header, key, envelope = header_and_key(world, plain_size, **changes)
    header_bytes = msgspec.msgpack.encode(header)
    return signed(world.device, header_bytes, AESGCM(key).encrypt(envelope.nonce, pad(frame), header_bytes))
