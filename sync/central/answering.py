"""The centre as a function: a request's method, path, headers and body in, a signed answer out. Knows no HTTP server.

Every answer, a refusal too, is signed over the digest of the very request, so that nobody else's page passes for it.
"""

import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from sync.central.backup import Backup, back_up
from sync.central.devices import Chain, Device, begin_chain, find_chain, find_device, is_news, note_seen
from sync.central.enrolment import Invitation, invite, let_in
from sync.central.feed import page_after
from sync.central.identity import Identity
from sync.central.leases import Loan, lend
from sync.central.ledger import Ledger, receive
from sync.central.reconcile import reconcile_pending
from sync.central.refusal import STATUS, RefusalError, refuse_sample_mix
from sync.central.status import Status, status_of
from sync.central.store import writing
from sync.central.tables import COMMUNE, SEGMENT
from sync.protocol import limits
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    NONCE_BYTES,
    PROOF_HEADER,
    AnswerKind,
    RequestProof,
    read_proof,
    request_digest,
    sign_answer,
    state_digest,
    verify_request,
)
from sync.protocol.enrolment_file import write_enrolment
from sync.protocol.errors import KeyBytesError, MessageBrokenError
from sync.protocol.feed import seal_page
from sync.protocol.keys import SigningPublicKey
from sync.protocol.messages import (
    Enrol,
    FeedRequest,
    Hello,
    HelloAnswer,
    HelloSame,
    Problem,
    ProblemCode,
    decode,
    encode,
)
from sync.protocol.segment import NO_SEGMENT
from sync.records.lease import Lease
from sync.records.seams import Clock, Random, Step, no_step

ENROL_PATH: Final = "/v1/enrol"
HELLO_PATH: Final = "/v1/hello"
FEED_PATH: Final = "/v1/feed"
_SEGMENT_PATH: Final = re.compile(r"/v1/segments/([0-9a-f]{32})/([1-9][0-9]{0,18})")
_NO_NONCE: Final = bytes(NONCE_BYTES)
_REQUEST_ID_BYTES: Final = 6
_OK: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back to whoever asked."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """A request whose header could be read; its signature is checked by whoever knows the key."""

    method: str
    path: str
    body: bytes
    proof: RequestProof
    digest: bytes


def body_limit(method: str) -> int:
    """Return how many bytes of a body are worth reading: whoever sends more is refused unread."""
    return limits.SEALED_MAX_BYTES if method == "PUT" else limits.MESSAGE_MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """One centre at work. Any number of threads may ask; one writes at a time."""

    engine: Engine
    folder: Path
    key: bytes = field(repr=False)
    identity: Identity
    clock: Clock
    random: Random
    step: Step = no_step
    _writer: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Do what is asked and return the signed answer. `path` as sent, query included.

        Whatever was asked may be asked again: nothing changes but the answer's speed.
        """
        try:
            request = _read(method, path, headers, body)
        except MessageBrokenError:
            return self._refuse(RefusalError(ProblemCode.BROKEN, "proof"), _digest(method, path, _NO_NONCE, b""))
        try:
            if len(body) > body_limit(method):
                raise RefusalError(ProblemCode.TOO_LARGE)
            kind, payload = self._fulfil(request)
        except RefusalError as refusal:
            return self._refuse(refusal, request.digest)
        except MessageBrokenError:
            return self._refuse(RefusalError(ProblemCode.BROKEN), request.digest)
        except OperationalError:  # a full disk, a store that stays busy: nothing was kept, later may be better
            return self._refuse(RefusalError(ProblemCode.NOT_READY), request.digest)
        body = sign_answer(kind, payload, request.digest, self.identity.signing)
        return Reply(status=_OK, content_type=ANSWER_CONTENT_TYPE, body=body)

    def refuse_unread(self, method: str, path: str, headers: Mapping[str, str]) -> Reply:
        """Answer a request whose body was too large to be read; its digest is taken over an empty body."""
        try:
            nonce = read_proof(_proof_text(headers)).nonce
        except MessageBrokenError:
            nonce = _NO_NONCE
        return self._refuse(RefusalError(ProblemCode.TOO_LARGE), _digest(method, path, nonce, b""))

    def reconcile(self) -> int:
        """Reconcile what is pending and return how many segments that were."""
        with self._writer:
            return reconcile_pending(self.engine, (self.identity.sealing,), self.clock, self.step)

    def back_up(self) -> Backup:
        """Make a verified backup and move the durable marks. Raises: BackupDamagedError."""
        return back_up(self.engine, self.folder, self.key, self.clock, self.step)

    def invite(self, invitation: Invitation, *, url: str = "") -> bytes:
        """Return the bytes of a signed enrolment file; `url` empty: the centre's own.

        Raises: CommuneCodeError, MachineCodeError, MachineTakenError.
        """
        with self._writer, writing(self.engine) as connection:
            enrolment = invite(
                connection,
                self.identity,
                invitation,
                url=url or self.identity.url,
                clock=self.clock,
                random=self.random,
            )
        return write_enrolment(enrolment, self.identity.signing)

    def lend(self, loan: Loan) -> Lease:
        """Lend a laptop a block of official codes. Raises: as `leases.lend`."""
        with self._writer, writing(self.engine) as connection:
            return lend(connection, loan, random=self.random)

    def status(self) -> Status:
        """Return what there is, counted in one reading."""
        with self.engine.connect() as connection:
            return status_of(connection, self.identity)

    def close(self) -> None:
        """Let go of the store; no thread may be asking any more."""
        self.engine.dispose()

    def _fulfil(self, request: _Request) -> tuple[AnswerKind, bytes]:
        if request.method == "POST" and request.path == ENROL_PATH:
            return AnswerKind.ENROL, self._enrol(request)
        if request.method == "POST" and request.path == HELLO_PATH:
            return self._hello(request)
        if request.method == "POST" and request.path == FEED_PATH:
            return AnswerKind.FEED, self._feed(request)
        found = _SEGMENT_PATH.fullmatch(request.path)
        if request.method == "PUT" and found is not None:
            number = int(found[2])
            return AnswerKind.RECEIVED, self._receive(request, bytes.fromhex(found[1]), number)
        raise RefusalError(ProblemCode.NOT_FOUND)

    def _enrol(self, request: _Request) -> bytes:
        asked = decode(request.body, Enrol)
        try:
            public = SigningPublicKey.from_bytes(asked.signing_public)
        except KeyBytesError:
            raise RefusalError(ProblemCode.BROKEN, "key") from None
        _check_signature(request, public)
        if asked.device != request.proof.device:
            raise RefusalError(ProblemCode.BROKEN, "device")
        with self._writer, writing(self.engine) as connection:
            answer = let_in(connection, self.identity, asked, hashlib.sha256(request.body).digest(), self.clock)
            self.step("centre.enrol.before_commit")
        self.step("centre.enrol.committed")
        return answer

    def _hello(self, request: _Request) -> tuple[AnswerKind, bytes]:
        device = self._device(request)
        hello = decode(request.body, Hello)
        if hello.device != device.id:
            raise RefusalError(ProblemCode.BROKEN, "device")
        refuse_sample_mix(theirs=hello.sample, ours=self.identity.is_sample)
        self._take_note(device, hello)
        self.reconcile()
        with self.engine.connect() as connection:
            chain = find_chain(connection, device.id, hello.incarnation)
            if chain is None:
                raise RefusalError(ProblemCode.NOT_READY)
            of_commune = select(COMMUNE.c.stamp).where(COMMUNE.c.code == device.commune)
            head: int = connection.execute(of_commune).scalar_one()
        answer = self._hello_answer(chain, head)
        if hello.known and hello.known == state_digest(answer):
            return AnswerKind.HELLO_SAME, encode(HelloSame(answer.now_ms))
        return AnswerKind.HELLO, encode(answer)

    def _hello_answer(self, chain: Chain, head: int) -> HelloAnswer:
        return HelloAnswer(
            epoch=self.identity.epoch,
            now_ms=self.clock.now_ms(),
            segment_number=chain.number,
            segment_hash=chain.segment_hash,
            received_seq=chain.seq,
            applied_seq=chain.applied_seq,
            durable_seq=chain.durable_seq,
            feed_head=head,
            sample=self.identity.is_sample,
        )

    def _take_note(self, device: Device, hello: Hello) -> None:
        """Open the incarnation that the laptop names, compare its last segment with ours, and note that it was seen.

        Raises: RefusalError frozen, fork.
        """
        with self.engine.connect() as connection:
            chain = find_chain(connection, device.id, hello.incarnation)
            is_fork = chain is not None and _is_fork(connection, chain, hello)
        if chain is not None and chain.is_frozen:
            raise RefusalError(ProblemCode.FROZEN)
        if is_fork:
            raise RefusalError(ProblemCode.FORK, "last segment")
        if chain is not None and not is_news(device, hello.app_version, self.clock):
            return
        with self._writer, writing(self.engine) as connection:
            if find_chain(connection, device.id, hello.incarnation) is None:
                begin_chain(connection, device.id, device.commune, hello.incarnation, self.clock)
            note_seen(connection, device, hello.app_version, self.clock)
            self.step("centre.hello.before_commit")

    def _receive(self, request: _Request, incarnation: bytes, number: int) -> bytes:
        device = self._device(request)
        ledger = Ledger(
            engine=self.engine,
            keys=(self.identity.sealing,),
            is_sample=self.identity.is_sample,
            clock=self.clock,
            step=self.step,
        )
        with self._writer:
            return receive(ledger, device, incarnation, number, request.body)

    def _feed(self, request: _Request) -> bytes:
        self._device(request)
        asked = decode(request.body, FeedRequest)
        self.reconcile()
        device = self._device(request)
        with self.engine.connect() as connection:
            page = page_after(connection, device, asked)
        self.step("centre.feed.read")
        return seal_page(page, request_digest=request.digest, recipient=device.sealing, random=self.random)

    def _device(self, request: _Request) -> Device:
        """Return the laptop that signed the request. Raises: RefusalError, MessageBrokenError."""
        with self.engine.connect() as connection:
            device = find_device(connection, request.proof.device)
        _check_signature(request, device.signing)
        return device

    def _refuse(self, refusal: RefusalError, digest: bytes) -> Reply:
        problem = Problem(refusal.problem, refusal.detail, digest[:_REQUEST_ID_BYTES].hex())
        body = sign_answer(AnswerKind.PROBLEM, encode(problem), digest, self.identity.signing)
        return Reply(status=STATUS[refusal.problem], content_type=ANSWER_CONTENT_TYPE, body=body)


def _read(method: str, path: str, headers: Mapping[str, str], body: bytes) -> _Request:
    proof = read_proof(_proof_text(headers))
    return _Request(method=method, path=path, body=body, proof=proof, digest=_digest(method, path, proof.nonce, body))


def _proof_text(headers: Mapping[str, str]) -> str:
    wanted = PROOF_HEADER.lower()
    return next((text for name, text in headers.items() if name.lower() == wanted), "")


def _digest(method: str, path: str, nonce: bytes, body: bytes) -> bytes:
    """Return the request's digest; a path that no laptop of ours would send is taken as none."""
    return request_digest(method, path if path.isascii() and len(path) <= limits.TEXT_MAX else "", nonce, body)


def _check_signature(request: _Request, public: SigningPublicKey) -> None:
    """Raises: MessageBrokenError."""
    verify_request(request.method, request.path, request.proof.nonce, request.body, request.proof.signature, public)


def _is_fork(connection: Connection, chain: Chain, hello: Hello) -> bool:
    """Tell whether the laptop's last segment is one that we have under another hash."""
    if not 0 < hello.last_segment_number <= chain.number or hello.last_segment_hash == NO_SEGMENT:
        return False
    here = (SEGMENT.c.device == chain.device) & (SEGMENT.c.incarnation == chain.incarnation)
    found = select(SEGMENT.c.hash).where(here, SEGMENT.c.number == hello.last_segment_number)
    known: bytes = connection.execute(found).scalar_one()
    return known != hello.last_segment_hash
