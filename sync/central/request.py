"""A request as the centre reads it: header, digest, signature and the laptop behind it. Knows no HTTP server."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Engine

from sync.central.devices import Device, find_device
from sync.central.identity import Identity
from sync.protocol import limits
from sync.protocol.answers import NONCE_BYTES, PROOF_HEADER, RequestProof, read_proof, request_digest, verify_request
from sync.protocol.errors import MessageBrokenError
from sync.protocol.keys import SigningPublicKey
from sync.records.seams import Clock, Random, Step

NO_NONCE: Final = bytes(NONCE_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What every answer is made with. `writer` is held around each write, as the store says."""

    engine: Engine
    identity: Identity
    clock: Clock
    random: Random
    step: Step
    writer: AbstractContextManager[Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request whose header could be read; its signature is checked by whoever knows the key."""

    method: str
    path: str
    body: bytes
    proof: RequestProof
    digest: bytes


def read_request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Request:
    """Read a request. Raises: MessageBrokenError."""
    proof = read_proof(header_of(headers, PROOF_HEADER))
    digest = digest_of(method, path, proof.nonce, body)
    return Request(method=method, path=path, body=body, proof=proof, digest=digest)


def header_of(headers: Mapping[str, str], wanted: str) -> str:
    """Return a header's text, empty where it is missing."""
    return next((text for name, text in headers.items() if name.lower() == wanted.lower()), "")


def digest_of(method: str, path: str, nonce: bytes, body: bytes) -> bytes:
    """Return the request's digest; a path that no laptop of ours would send is taken as none."""
    return request_digest(method, path if path.isascii() and len(path) <= limits.TEXT_MAX else "", nonce, body)


def check_signature(request: Request, public: SigningPublicKey) -> None:
    """Raises: MessageBrokenError."""
    verify_request(request.method, request.path, request.proof.nonce, request.body, request.proof.signature, public)


def device_of(office: Office, request: Request) -> Device:
    """Return the laptop that signed the request. Raises: RefusalError, MessageBrokenError."""
    with office.engine.connect() as connection:
        device = find_device(connection, request.proof.device)
    check_signature(request, device.signing)
    return device


def read_digest(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    """Return the digest of a request whose body was not read, as over an empty one."""
    try:
        nonce = read_proof(header_of(headers, PROOF_HEADER)).nonce
    except MessageBrokenError:
        nonce = NO_NONCE
    return digest_of(method, path, nonce, b"")
