"""One signed question to the centre and its proven answer. Knows what neither means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from sync.client.ports import NotTheCentreError, Road, UnreachableError
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    NONCE_BYTES,
    PROOF_HEADER,
    REQUEST_CONTENT_TYPE,
    AnswerKind,
    CentreRefusedError,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    write_proof,
)
from sync.protocol.errors import AnswerBrokenError, MessageBrokenError
from sync.protocol.keys import SigningKey, SigningPublicKey
from sync.protocol.messages import decode
from sync.records.seams import Random, Step

ENROL: Final = "/v1/enrol"
HELLO: Final = "/v1/hello"
FEED: Final = "/v1/feed"
Told = TypeVar("Told", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """An answer that the centre gave to this very question; `digest` is the question's."""

    kind: int
    payload: bytes
    digest: bytes


class Asking:
    """Asks one centre over one road, as one device."""

    def __init__(
        self,
        road: Road,
        *,
        device: bytes,
        device_key: SigningKey,
        centre_key: SigningPublicKey,
        random: Random,
        step: Step,
    ) -> None:
        self._road = road
        self._device = device
        self._device_key = device_key
        self._centre_key = centre_key
        self._random = random
        self._step = step

    def ask(
        self, method: str, path: str, body: bytes, *kinds: AnswerKind, content_type: str = REQUEST_CONTENT_TYPE
    ) -> Proven:
        """Ask one thing; the answer is of one of `kinds`.

        Raises: UnreachableError, NotTheCentreError, AnswerBrokenError, CentreRefusedError.
        """
        nonce = self._random(NONCE_BYTES)
        digest = request_digest(method, path, nonce, body)
        self._step(f"sync.send {path}")
        reply = self._road.exchange(method, path, self._headers(method, path, nonce, body, content_type), body)
        self._step(f"sync.sent {path}")
        if reply.content_type.partition(";")[0].strip().lower() != ANSWER_CONTENT_TYPE:
            if reply.status >= 500:
                raise UnreachableError(f"status {reply.status}")
            raise NotTheCentreError(f"status {reply.status}")  # a sign-in page answers 200 too
        answer = read_answer(reply.body, digest, self._centre_key)
        if answer.kind == AnswerKind.PROBLEM:
            raise CentreRefusedError(read_problem(answer.payload))
        if answer.kind not in kinds:
            raise AnswerBrokenError
        return Proven(kind=answer.kind, payload=answer.payload, digest=digest)

    def _headers(self, method: str, path: str, nonce: bytes, body: bytes, content_type: str) -> Mapping[str, str]:
        signature = sign_request(method, path, nonce, body, self._device_key)
        proof = RequestProof(device=self._device, nonce=nonce, signature=signature)
        return {"Content-Type": content_type, PROOF_HEADER: write_proof(proof)}


def told(payload: bytes, kind: type[Told]) -> Told:
    """Read what the centre answered. Raises: AnswerBrokenError."""
    try:
        return decode(payload, kind)
    except MessageBrokenError:
        raise AnswerBrokenError from None
