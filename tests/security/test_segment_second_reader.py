"""A second client's reader, written from docs/protocol.md alone: nothing of ours is imported here."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite

VECTORS: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "segment-v1.json").read_text(encoding="utf-8")
)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def unwrap(private: bytes, wrapped: bytes, info: bytes) -> bytes:
    secret = private[1:]
    if private[0] == 1:
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        return suite.decrypt(wrapped, x25519.X25519PrivateKey.from_private_bytes(secret), info=info)
    key = MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(secret[:64]), x25519.X25519PrivateKey.from_private_bytes(secret[64:])
    )
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).decrypt(wrapped, key, info=info)


def content(envelope: dict[str, Any], public: bytes, private: bytes, context: bytes, body: bytes, aad: bytes) -> bytes:
    key_id = sha256(b"hpv/key-id/v1\0" + public)[:8]
    info = b"hpv/wrap/v1\0" + bytes([envelope["suite"]]) + key_id + context
    content_key = unwrap(private, dict(envelope["recipients"])[key_id], info)
    assert sha256(b"hpv/content-key/v1\0" + content_key) == envelope["key_commitment"]
    padded = AESGCM(content_key).decrypt(envelope["nonce"], body, aad)
    return zstandard.decompress(padded[4 : 4 + int.from_bytes(padded[:4], "big")])


@pytest.mark.parametrize("vector", VECTORS["segments"], ids=lambda vector: f"suite {vector['suite']}")
@pytest.mark.parametrize("name", ["centre", "group"])
def test_a_reader_written_from_the_page_alone_opens_the_frozen_segment(vector: dict[str, Any], name: str) -> None:
    file = bytes.fromhex(vector["file"])
    header_bytes, rest = file[8 : 8 + int.from_bytes(file[4:8], "big")], file[8 + int.from_bytes(file[4:8], "big") :]
    body, signature = rest[4 : 4 + int.from_bytes(rest[:4], "big")], rest[-64:]
    assert (file[:4], len(rest)) == (b"PHA1", 4 + len(body) + 64)
    device_public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(VECTORS["keys"]["device_public"]))
    device_public.verify(signature, b"hpv/segment-signature/v1\0" + sha256(header_bytes) + sha256(body))
    fields = (
        "format suite device incarnation epoch commune sample number first_seq last_seq prev_segment_hash "
        "dictionary_id plain_bytes device_key_id recipients nonce key_commitment"
    )
    header = dict(zip(fields.split(), msgspec.msgpack.decode(header_bytes), strict=True))
    context = b"hpv/segment/v1\0" + header["device"] + header["incarnation"] + header["number"].to_bytes(8, "big")
    public, private = (bytes.fromhex(vector[f"{name}_{half}"]) for half in ("public", "private"))
    plain = content(header, public, private, context, body, header_bytes)
    ops, runs = msgspec.msgpack.decode(plain, type=tuple[list[msgspec.Raw], list[tuple[bytes, int, bytes]]])
    official = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(VECTORS["keys"]["official_public"]))
    ends = {last_seq: run_signature for _, last_seq, run_signature in runs}
    chain = sha256(b"hpv/chain/v1\0" + header["device"] + header["incarnation"])
    for seq, operation in enumerate(ops, header["first_seq"]):
        chain = sha256(chain + sha256(bytes(operation)))
        if seq in ends:
            official.verify(ends.pop(seq), b"hpv/run/v1\0" + chain)
    assert not ends
    assert [bytes(each).hex() for each in ops] == VECTORS["chain"]["ops"]


@pytest.mark.parametrize("index", [0, 1])
def test_a_reader_written_from_the_page_alone_opens_the_frozen_feed_page(index: int) -> None:
    vector, keys = VECTORS["pages"][index], VECTORS["segments"][index]
    sealed = bytes.fromhex(vector["sealed"])
    header_end = 4 + int.from_bytes(sealed[:4], "big")
    header_bytes = sealed[4:header_end]
    fields = "format suite plain_bytes recipients nonce key_commitment".split()
    header = dict(zip(fields, msgspec.msgpack.decode(header_bytes), strict=True))
    context = b"hpv/feed-page/v1\0" + bytes.fromhex(vector["request_digest"])
    public, private = bytes.fromhex(keys["centre_public"]), bytes.fromhex(vector["device_private"])
    plain = content(header, public, private, context, sealed[header_end:], sha256(context) + header_bytes)
    assert plain.hex() == vector["plain"]


def test_the_frozen_answer_verifies_by_the_page_alone() -> None:
    answer = bytes.fromhex(VECTORS["answer"]["bytes"])
    asked = VECTORS["request"]
    method, path = asked["method_text"].encode(), asked["path_text"].encode()
    digest = sha256(
        b"hpv/request/v1\0"
        + len(method).to_bytes(2, "big")
        + method
        + len(path).to_bytes(2, "big")
        + path
        + bytes.fromhex(asked["nonce"])
        + sha256(bytes.fromhex(asked["body"]))
    )
    assert digest.hex() == asked["digest"] == VECTORS["answer"]["request_digest"]
    centre = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(VECTORS["keys"]["centre_public"]))
    centre.verify(answer[-64:], b"hpv/answer/v1\0" + answer[:1] + digest + answer[1:-64])
