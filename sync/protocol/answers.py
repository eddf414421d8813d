"""Signed requests and signed answers: who asked, and that the centre answered this very request.

Knows no HTTP beyond the words that stand in a signature, and no freshness: who keeps nonces decides that.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import msgspec

from sync.protocol import limits
from sync.protocol.errors import AnswerBrokenError, MessageBrokenError
from sync.protocol.keys import SIGNATURE_BYTES, SigningKey, SigningPublicKey
from sync.protocol.messages import HelloAnswer, Problem, decode, encode
from sync.records.errors import ExpectedError

ANSWER_CONTENT_TYPE: Final = "application/vnd.haiphucvu.answer"
REQUEST_CONTENT_TYPE: Final = "application/vnd.haiphucvu.request"
SEGMENT_CONTENT_TYPE: Final = "application/vnd.haiphucvu.segment"
PROOF_HEADER: Final = "HPV-Request"
FROM_HEADER: Final = "HPV-From"
"""With a request that is asked again byte for byte: send the very answer again, from this byte on."""

IDLE_PATH: Final = "/v1/idle"

NONCE_BYTES: Final = 16
DEVICE_BYTES: Final = 16
STATE_DIGEST_BYTES: Final = 8
ANSWER_MAX_BYTES: Final = limits.SEALED_MAX_BYTES + 1 + SIGNATURE_BYTES

_DIGEST_DOMAIN: Final = b"hpv/request/v1\0"
_REQUEST_DOMAIN: Final = b"hpv/request-signature/v1\0"
_ANSWER_DOMAIN: Final = b"hpv/answer/v1\0"
_STATE_DOMAIN: Final = b"hpv/hello-state/v1\0"
_PROOF_BYTES: Final = DEVICE_BYTES + NONCE_BYTES + SIGNATURE_BYTES


class AnswerKind(IntEnum):
    """The first byte of an answer: which message follows."""

    PROBLEM = 0
    HELLO = 1
    HELLO_SAME = 2
    ENROL = 3
    RECEIVED = 4
    FEED = 5
    """The payload is a page sealed to the device: see feed.py."""
    IDLE_SAME = 6
    """As HELLO_SAME, to the smallest question there is."""
    HELLO_WANTED = 7
    """Something changed, or the centre cannot tell: say a whole Hello. No payload."""
    HAVE = 8
    RECOVER = 9
    BUCKETS = 10
    HEAL = 11
    """A HealPage, sealed to the device as a page of the feed is."""
    GROUP = 12
    """GroupKeys, sealed to the device as a page of the feed is."""
    FILE = 13


class CentreRefusedError(ExpectedError):
    """The centre itself said no, and signed it: `problem` says why, its code is one of ProblemCode or newer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem

    @property
    def code(self) -> str:
        """Return the key of the sentence for this refusal."""
        return f"problem.{self.problem.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestProof:
    """What a request carries beside its body, in the header PROOF_HEADER."""

    device: bytes
    nonce: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer whose signature holds for the request that was asked."""

    kind: int
    payload: bytes


def request_digest(method: str, path: str, nonce: bytes, body: bytes) -> bytes:
    """Return what binds an answer to one request. `path` as sent, query included; `nonce` 16 random bytes."""
    if len(nonce) != NONCE_BYTES:
        raise ValueError("a nonce has 16 bytes")
    parts = b"".join(len(part).to_bytes(2, "big") + part for part in (method.encode("ascii"), path.encode("ascii")))
    return hashlib.sha256(_DIGEST_DOMAIN + parts + nonce + hashlib.sha256(body).digest()).digest()


def sign_request(method: str, path: str, nonce: bytes, body: bytes, device_key: SigningKey) -> bytes:
    """Return the device's signature over a request."""
    return device_key.sign(_REQUEST_DOMAIN + request_digest(method, path, nonce, body))


def verify_request(
    method: str, path: str, nonce: bytes, body: bytes, signature: bytes, device_public: SigningPublicKey
) -> None:
    """Check that the device asked exactly this. Raises: MessageBrokenError."""
    try:
        message = _REQUEST_DOMAIN + request_digest(method, path, nonce, body)
    except ValueError:  # a nonce of another length, a path that is not ASCII
        raise MessageBrokenError from None
    if not device_public.has_signed(message, signature):
        raise MessageBrokenError


def write_proof(proof: RequestProof) -> str:
    """Return the header's text: base64url of device, nonce and signature (128 characters)."""
    return base64.urlsafe_b64encode(proof.device + proof.nonce + proof.signature).decode("ascii")


def read_proof(text: str) -> RequestProof:
    """Read the header's text. Raises: MessageBrokenError."""
    try:
        raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise MessageBrokenError from None
    if len(raw) != _PROOF_BYTES:
        raise MessageBrokenError
    nonce_end = DEVICE_BYTES + NONCE_BYTES
    proof = RequestProof(device=raw[:DEVICE_BYTES], nonce=raw[DEVICE_BYTES:nonce_end], signature=raw[nonce_end:])
    if write_proof(proof) != text:  # the library also takes the other alphabet's + and /
        raise MessageBrokenError
    return proof


def sign_answer(kind: AnswerKind, payload: bytes, request_digest: bytes, key: SigningKey) -> bytes:
    """Return the answer's bytes: kind, payload, signature."""
    signature = key.sign(_answer_message(kind, request_digest, payload))
    return bytes([kind]) + payload + signature


def read_answer(data: bytes, request_digest: bytes, centre_public: SigningPublicKey) -> Answer:
    """Check that the centre answered this very request, whatever it answered. Raises: AnswerBrokenError."""
    if not 1 + SIGNATURE_BYTES <= len(data) <= ANSWER_MAX_BYTES:
        raise AnswerBrokenError
    kind, payload, signature = data[0], bytes(data[1:-SIGNATURE_BYTES]), bytes(data[-SIGNATURE_BYTES:])
    if not centre_public.has_signed(_answer_message(kind, request_digest, payload), signature):
        raise AnswerBrokenError
    return Answer(kind=kind, payload=payload)


def verify_answer(data: bytes, kind: AnswerKind, request_digest: bytes, centre_public: SigningPublicKey) -> bytes:
    """Return the payload of an answer of the expected kind.

    Raises: AnswerBrokenError, CentreRefusedError (a genuine answer, but it says no).
    """
    answer = read_answer(data, request_digest, centre_public)
    if answer.kind == AnswerKind.PROBLEM:
        raise CentreRefusedError(read_problem(answer.payload))
    if answer.kind != kind:
        raise AnswerBrokenError
    return answer.payload


def read_problem(payload: bytes) -> Problem:
    """Read the payload of an answer of kind PROBLEM. Raises: AnswerBrokenError."""
    try:
        return decode(payload, Problem)
    except MessageBrokenError:
        raise AnswerBrokenError from None


def state_digest(answer: HelloAnswer) -> bytes:
    """Return 8 bytes that name all of a HelloAnswer but its time: sent as `Hello.known` to be answered HelloSame."""
    timeless = encode(msgspec.structs.replace(answer, now_ms=0))
    return hashlib.sha256(_STATE_DOMAIN + timeless).digest()[:STATE_DIGEST_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleQuestion:
    """Whether anything changed since the HelloAnswer that `known` names, in as few bytes as there are."""

    proof: RequestProof
    known: bytes


def write_idle(device: bytes, nonce: bytes, known: bytes, device_key: SigningKey) -> bytes:
    """Return the body of POST IDLE_PATH: device, nonce, signature, `known`. No header carries anything besides."""
    return device + nonce + sign_request("POST", IDLE_PATH, nonce, known, device_key) + known


def read_idle(body: bytes) -> IdleQuestion:
    """Read such a body. Raises: MessageBrokenError."""
    if len(body) != _PROOF_BYTES + STATE_DIGEST_BYTES:
        raise MessageBrokenError
    nonce_end = DEVICE_BYTES + NONCE_BYTES
    proof = RequestProof(
        device=body[:DEVICE_BYTES], nonce=body[DEVICE_BYTES:nonce_end], signature=body[nonce_end:_PROOF_BYTES]
    )
    return IdleQuestion(proof=proof, known=body[_PROOF_BYTES:])


def _answer_message(kind: int, request_digest: bytes, payload: bytes) -> bytes:
    return _ANSWER_DOMAIN + bytes([kind]) + request_digest + payload
