"""One signed question to the centre and its proven answer. Knows what neither means.

An answer that breaks off is asked for again, byte for byte, and goes on where it broke.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import msgspec

from sync.client.ports import BrokenOffError, NotTheCentreError, Reply, Road, UnreachableError
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    ANSWER_MAX_BYTES,
    FROM_HEADER,
    IDLE_PATH,
    NONCE_BYTES,
    PROOF_HEADER,
    REQUEST_CONTENT_TYPE,
    Answer,
    AnswerKind,
    CentreRefusedError,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    write_idle,
    write_proof,
)
from sync.protocol.errors import AnswerBrokenError, MessageBrokenError
from sync.protocol.keys import SigningKey, SigningPublicKey
from sync.protocol.messages import decode
from sync.records.seams import Random, Step, Ticks, no_ticks

ENROL: Final = "/v1/enrol"
HELLO: Final = "/v1/hello"
FEED: Final = "/v1/feed"
HAVE: Final = "/v1/have"
RECOVER: Final = "/v1/recover"
BUCKETS: Final = "/v1/buckets"
HEAL: Final = "/v1/heal"
GROUP: Final = "/v1/group"
FRUITLESS_MAX: Final = 3
"""So often an exchange may break off without getting any further; while it gets further, it goes on."""

_STRANGERS: Final = {407: "proxy", 429: "too_many", 511: "portal"}
Told = TypeVar("Told", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """An answer that the centre gave to this very question; `digest` is the question's."""

    kind: int
    payload: bytes
    digest: bytes
    took_ms: int


class Asking:
    """Asks one centre over one road, as one device; counts bodies and answers in bytes.

    Any thread may ask; one question at a time is on the road, and the next one waits. `is_given_up`: nobody waits for
    the answers any more, so that what breaks off is not asked for again.
    """

    def __init__(
        self,
        road: Road,
        *,
        device: bytes,
        device_key: SigningKey,
        centre_key: SigningPublicKey,
        random: Random,
        step: Step,
        ticks: Ticks = no_ticks,
    ) -> None:
        self._road = road
        self._device = device
        self._device_key = device_key
        self._centre_key = centre_key
        self._random = random
        self._step = step
        self._ticks = ticks
        self._quickest_ms: int | None = None
        self._one_at_a_time = threading.Lock()
        self.bytes_up = 0
        self.bytes_down = 0
        self.is_given_up = False

    @property
    def round_trip_ms(self) -> int:
        """Return how long the quickest exchange took since `begin`: that of an empty request, as far as known."""
        return self._quickest_ms or 0

    def begin(self) -> None:
        """Begin a crossing: count anew."""
        self.bytes_up = self.bytes_down = 0
        self._quickest_ms = None
        self.is_given_up = False

    def ask(
        self,
        method: str,
        path: str,
        body: bytes,
        *kinds: AnswerKind,
        content_type: str = REQUEST_CONTENT_TYPE,
        is_streamed: bool = False,
    ) -> Proven:
        """Ask one thing; the answer is of one of `kinds`.

        `is_streamed`: the hash in the path stands for the body, which is signed as empty and not repeated here when it
        breaks off.

        Raises: UnreachableError, NotTheCentreError, AnswerBrokenError, CentreRefusedError.
        """
        nonce = self._random(NONCE_BYTES)
        signed = b"" if is_streamed else body
        signature = sign_request(method, path, nonce, signed, self._device_key)
        proof = RequestProof(device=self._device, nonce=nonce, signature=signature)
        headers = {"Content-Type": content_type, PROOF_HEADER: write_proof(proof)}
        digest = request_digest(method, path, nonce, signed)
        unread = request_digest(method, path, nonce, b"")
        return self._ask(method, path, headers, body, digest, kinds, unread=unread, resumes=not is_streamed)

    def ask_idle(self, known: bytes) -> Proven:
        """Ask in as few bytes as there are whether all still holds that `known` names. Raises: as `ask`."""
        nonce = self._random(NONCE_BYTES)
        body = write_idle(self._device, nonce, known, self._device_key)
        digest = request_digest("POST", IDLE_PATH, nonce, known)
        kinds = (AnswerKind.IDLE_SAME, AnswerKind.HELLO_WANTED)
        return self._ask("POST", IDLE_PATH, {}, body, digest, kinds, unread=digest, resumes=True)

    def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        digest: bytes,
        kinds: tuple[AnswerKind, ...],
        *,
        unread: bytes,
        resumes: bool,
    ) -> Proven:
        with self._one_at_a_time:
            began_ms = self._ticks()
            reply = self._carried(method, path, headers, body, resumes=resumes)
            took_ms = self._ticks() - began_ms
            self._quickest_ms = took_ms if self._quickest_ms is None else min(took_ms, self._quickest_ms)
        _refuse_strangers(reply)
        answer = self._proven(reply.body, digest, unread)
        if answer.kind == AnswerKind.PROBLEM:
            raise CentreRefusedError(read_problem(answer.payload))
        if answer.kind not in kinds:
            raise AnswerBrokenError
        return Proven(kind=answer.kind, payload=answer.payload, digest=digest, took_ms=took_ms)

    def _proven(self, data: bytes, digest: bytes, unread: bytes) -> Answer:
        """Return the centre's answer; a no may also be to a request whose body it did not read."""
        try:
            return read_answer(data, digest, self._centre_key)
        except AnswerBrokenError:
            answer = read_answer(data, unread, self._centre_key)
            if answer.kind != AnswerKind.PROBLEM:
                raise
            return answer

    def _carried(self, method: str, path: str, headers: Mapping[str, str], body: bytes, *, resumes: bool) -> Reply:
        """Exchange until the whole answer is here, or it gets no further."""
        got = b""
        fruitless = 0
        while True:
            rest = {FROM_HEADER: str(len(got))} if got else {}
            self._step(f"sync.send {path}")
            try:
                reply = self._road.exchange(method, path, {**headers, **rest}, body)
            except BrokenOffError as cut:
                self.bytes_up += cut.sent
                self.bytes_down += len(cut.received)
                came = _joined(got, cut.start, cut.received)
                fruitless = 0 if len(came) > len(got) else fruitless + 1
                if not resumes or self.is_given_up or fruitless >= FRUITLESS_MAX:
                    raise
                got = came
                continue
            self._step(f"sync.sent {path}")
            self.bytes_up += len(body)
            self.bytes_down += len(reply.body)
            return replace(reply, body=_joined(got, reply.start, reply.body))


def told(payload: bytes, kind: type[Told]) -> Told:
    """Read what the centre answered. Raises: AnswerBrokenError."""
    try:
        return decode(payload, kind)
    except MessageBrokenError:
        raise AnswerBrokenError from None


def _joined(got: bytes, start: int, more: bytes) -> bytes:
    """Put a piece in its place. One that would leave a gap, or make more than an answer may be, is worth nothing."""
    return got[:start] + more if start <= len(got) and start + len(more) <= ANSWER_MAX_BYTES else got


def _refuse_strangers(reply: Reply) -> None:
    """Raises: UnreachableError, NotTheCentreError (a sign-in page answers 200 too)."""
    kind = reply.content_type.partition(";")[0].strip().lower()
    if kind == ANSWER_CONTENT_TYPE:
        return
    detail = f"status {reply.status}"
    if reply.status >= 500 and reply.status not in _STRANGERS:
        raise UnreachableError(detail, reason="server_down")
    is_page = (kind == "text/html" and reply.status < 400) or 300 <= reply.status < 400
    raise NotTheCentreError(detail, reason=_STRANGERS.get(reply.status, "portal" if is_page else ""))
