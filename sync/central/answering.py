"""The centre as a function: a request's method, path, headers and body in, a signed answer out. Knows no HTTP server.

Every answer, a refusal too, is signed over the digest of the very request, so that nobody else's page passes for it.
"""

import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from sync.central import files, greeting, having, healing, recovering
from sync.central.answers_kept import AnswersKept
from sync.central.backup import Backup, back_up
from sync.central.devices import Device, find_device
from sync.central.enrolment import Invitation, invite, let_in
from sync.central.feed import page_after
from sync.central.identity import Identity
from sync.central.leases import Loan, lend
from sync.central.ledger import Ledger, receipt_of, receive
from sync.central.opened_kept import OpenedKept
from sync.central.reconcile import reconcile_pending
from sync.central.refusal import STATUS, RefusalError
from sync.central.request import (
    NO_NONCE,
    Office,
    Request,
    check_signature,
    device_of,
    digest_of,
    header_of,
    read_digest,
    read_request,
)
from sync.central.status import Status, status_of
from sync.central.store import Store, writing
from sync.central.uploads import Arriving, begun
from sync.protocol import limits
from sync.protocol.answers import ANSWER_CONTENT_TYPE, DEVICE_BYTES, FROM_HEADER, IDLE_PATH, AnswerKind, sign_answer
from sync.protocol.enrolment_file import write_enrolment
from sync.protocol.errors import KeyBytesError, MessageBrokenError
from sync.protocol.feed import seal_page
from sync.protocol.keys import SigningPublicKey
from sync.protocol.messages import (
    Enrol,
    FeedRequest,
    HaveAnswer,
    Problem,
    ProblemCode,
    decode,
    encode,
)
from sync.records.lease import Lease
from sync.records.seams import Clock, Random, Step, no_step

ENROL_PATH: Final = "/v1/enrol"
HELLO_PATH: Final = "/v1/hello"
FEED_PATH: Final = "/v1/feed"
HAVE_PATH: Final = "/v1/have"
RECOVER_PATH: Final = "/v1/recover"
BUCKETS_PATH: Final = "/v1/buckets"
HEAL_PATH: Final = "/v1/heal"
GROUP_PATH: Final = "/v1/group"
FILE_READ_PATH: Final = "/v1/files/read"
_SEGMENT: Final = (
    r"/v1/(?:segments|peers/(?P<author>[0-9a-f]{32}))/(?P<incarnation>[0-9a-f]{32})/(?P<number>[1-9][0-9]{0,18})"
)
_SEGMENT_PATH: Final = re.compile(_SEGMENT)
_STREAMED: Final = re.compile(
    rf"(?:{_SEGMENT}|/v1/files)/(?P<hash>[0-9a-f]{{64}})/(?P<size>[1-9][0-9]{{0,9}})\?from=(?P<start>[0-9]{{1,10}})"
)
_ASKED: Final = {
    HELLO_PATH: greeting.hello,
    RECOVER_PATH: recovering.recover,
    BUCKETS_PATH: healing.buckets,
    HEAL_PATH: healing.heal,
    HAVE_PATH: having.have,
    GROUP_PATH: greeting.group,
    FILE_READ_PATH: files.read_file,
}
_REQUEST_ID_BYTES: Final = 6
_OK: Final = 200
_RESUMABLE: Final = frozenset({AnswerKind.FEED, AnswerKind.HEAL, AnswerKind.FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back to whoever asked; `start`: the answer's byte that `body` begins with."""

    status: int
    content_type: str
    body: bytes
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A body that is taken as it comes; its request is proven already. One thread at a time."""

    centre: "Centre"
    digest: bytes
    arriving: Arriving
    kind: AnswerKind

    @property
    def wanted(self) -> int:
        """Return how many bytes are still to come."""
        return self.arriving.wanted

    def take(self, chunk: bytes) -> Reply | None:
        """Take the next bytes; a reply says that no more is wanted."""
        try:
            self.arriving.take(chunk)
        except RefusalError as refusal:
            return self.centre.refuse(refusal, self.digest)
        except OperationalError:
            return self.centre.refuse(RefusalError(ProblemCode.NOT_READY), self.digest)
        return None

    def finish(self) -> Reply:
        """Take the whole, or keep what came of it, or say why not."""
        try:
            if self.arriving.wanted:
                self.arriving.keep()
                have = encode(HaveAnswer([self.arriving.have]))
                return self.centre.reply(AnswerKind.HAVE, have, self.digest)
            payload = self.arriving.finish()
        except RefusalError as refusal:
            return self.centre.refuse(refusal, self.digest)
        except OperationalError:
            return self.centre.refuse(RefusalError(ProblemCode.NOT_READY), self.digest)
        return self.centre.reply(self.kind, payload, self.digest)

    def break_off(self) -> None:
        """The sender is gone: keep what came."""
        try:
            self.arriving.keep()
        except (RefusalError, OperationalError):
            return  # it comes again


def body_limit(method: str) -> int:
    """Return how many bytes of a body are worth reading: whoever sends more is refused unread."""
    return limits.SEALED_MAX_BYTES if method == "PUT" else limits.MESSAGE_MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """One centre at work. Any number of threads may ask, and of processes where its store can be shared.

    `received` is set when a segment has come: whoever waits for it may reconcile it; `opened` has what is in it.
    """

    store: Store
    folder: Path
    identity: Identity
    clock: Clock
    random: Random
    step: Step = no_step
    received: threading.Event = field(default_factory=threading.Event, repr=False, compare=False)
    opened: OpenedKept = field(default_factory=OpenedKept, repr=False, compare=False)
    _kept: AnswersKept = field(default_factory=AnswersKept, repr=False, compare=False)

    @property
    def engine(self) -> Engine:
        """Return whence connections to the store come."""
        return self.store.engine

    @property
    def office(self) -> Office:
        """Return what answers are made with."""
        return Office(
            engine=self.engine,
            identity=self.identity,
            clock=self.clock,
            random=self.random,
            step=self.step,
            writer=self.store.writer,
        )

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Do what is asked and return the signed answer. `path` as sent, query included.

        Whatever was asked may be asked again: nothing changes but the answer's speed.
        """
        if method == "POST" and path == IDLE_PATH:
            return self._idle(path, body)
        try:
            request = read_request(method, path, headers, body)
        except MessageBrokenError:
            return self.refuse(RefusalError(ProblemCode.BROKEN, "proof"), digest_of(method, path, NO_NONCE, b""))
        rest = self._rest(request, header_of(headers, FROM_HEADER))
        if rest is not None:
            return rest
        try:
            if len(body) > body_limit(method):
                raise RefusalError(ProblemCode.TOO_LARGE)
            kind, payload = self._fulfil(request)
        except RefusalError as refusal:
            return self.refuse(refusal, request.digest)
        except MessageBrokenError:
            return self.refuse(RefusalError(ProblemCode.BROKEN), request.digest)
        except OperationalError:  # a full disk, a store that stays busy: nothing was kept, later may be better
            return self.refuse(RefusalError(ProblemCode.NOT_READY), request.digest)
        reply = self.reply(kind, payload, request.digest)
        if kind in _RESUMABLE:
            self._kept.keep(request.digest, reply.body)
        return reply

    def begin_upload(self, method: str, path: str, headers: Mapping[str, str]) -> Upload | Reply | None:
        """Return what takes the body of a streamed upload as it comes, or the refusal; None where it is none."""
        found = _STREAMED.fullmatch(path)
        if method != "PUT" or found is None:
            return None
        digest = read_digest(method, path, headers)
        try:
            device = device_of(self.office, read_request(method, path, headers, b""))
            author = self._author(device, found["author"])
            receipt = self._receipt_again(author, found)
            if receipt is not None:
                return self.reply(AnswerKind.RECEIVED, receipt, digest)
            kind, arriving = self._arriving(device, author, found)
        except RefusalError as refusal:
            return self.refuse(refusal, digest)
        except MessageBrokenError:
            return self.refuse(RefusalError(ProblemCode.BROKEN, "proof"), digest)
        except OperationalError:
            return self.refuse(RefusalError(ProblemCode.NOT_READY), digest)
        return Upload(centre=self, digest=digest, arriving=arriving, kind=kind)

    def refuse_unread(self, method: str, path: str, headers: Mapping[str, str]) -> Reply:
        """Answer a request whose body was too large to be read; its digest is taken over an empty body."""
        return self.refuse(RefusalError(ProblemCode.TOO_LARGE), read_digest(method, path, headers))

    def refuse(self, refusal: RefusalError, digest: bytes) -> Reply:
        """Return the signed no to the request with that digest."""
        problem = Problem(refusal.problem, refusal.detail, digest[:_REQUEST_ID_BYTES].hex())
        body = sign_answer(AnswerKind.PROBLEM, encode(problem), digest, self.identity.signing)
        return Reply(status=STATUS[refusal.problem], content_type=ANSWER_CONTENT_TYPE, body=body)

    def reply(self, kind: AnswerKind, payload: bytes, digest: bytes) -> Reply:
        """Return the signed answer to the request with that digest."""
        body = sign_answer(kind, payload, digest, self.identity.signing)
        return Reply(status=_OK, content_type=ANSWER_CONTENT_TYPE, body=body)

    def reconcile(self, device: bytes = b"") -> int:
        """Reconcile what is pending, of the laptop's commune alone where one is named; return how many segments."""
        keys = (self.identity.sealing,)
        with self.store.writer:
            return reconcile_pending(self.engine, keys, self.clock, self.step, device=device, opened=self.opened)

    def back_up(self) -> Backup:
        """Make a verified backup and move the durable marks. Raises: BackupDamagedError."""
        return back_up(self.store, self.folder, self.clock, self.step)

    def invite(self, invitation: Invitation, *, url: str = "") -> bytes:
        """Return the bytes of a signed enrolment file; `url` empty: the centre's own.

        Raises: CommuneCodeError, MachineCodeError, MachineTakenError.
        """
        with self.store.writer, writing(self.engine) as connection:
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
        with self.store.writer, writing(self.engine) as connection:
            return lend(connection, loan, random=self.random)

    def status(self) -> Status:
        """Return what there is, counted in one reading."""
        with self.engine.connect() as connection:
            return status_of(connection, self.identity)

    def close(self) -> None:
        """Let go of the store; no thread may be asking any more."""
        self.engine.dispose()

    def _rest(self, request: Request, start: str) -> Reply | None:
        """Return the rest of an answer that was given before, where it is still here."""
        if not (start.isascii() and start.isdigit() and len(start) <= 10):
            return None
        kept = self._kept.find(request.digest)
        if kept is None or not 0 < int(start) < len(kept):
            return None
        return Reply(status=_OK, content_type=ANSWER_CONTENT_TYPE, body=kept[int(start) :], start=int(start))

    def _idle(self, path: str, body: bytes) -> Reply:
        digest = greeting.idle_digest(path, body) or digest_of("POST", path, NO_NONCE, b"")
        try:
            self.reconcile(body[:DEVICE_BYTES])
            (kind, payload), digest = greeting.idle(self.office, path, body)
        except RefusalError as refusal:
            return self.refuse(refusal, digest)
        except MessageBrokenError:
            return self.refuse(RefusalError(ProblemCode.BROKEN, "proof"), digest)
        except OperationalError:
            return self.refuse(RefusalError(ProblemCode.NOT_READY), digest)
        return self.reply(kind, payload, digest)

    def _fulfil(self, request: Request) -> tuple[AnswerKind, bytes]:
        if request.method == "POST":
            return self._asked(request)
        found = _SEGMENT_PATH.fullmatch(request.path)
        if request.method == "PUT" and found is not None:
            author = self._author(device_of(self.office, request), found["author"])
            return AnswerKind.RECEIVED, self._take_segment(author, found, request.body)
        raise RefusalError(ProblemCode.NOT_FOUND)

    def _asked(self, request: Request) -> tuple[AnswerKind, bytes]:
        if request.path == ENROL_PATH:
            return AnswerKind.ENROL, self._enrol(request)
        if request.path in (HELLO_PATH, FEED_PATH, RECOVER_PATH):
            self.reconcile(request.proof.device)
        if request.path == FEED_PATH:
            return AnswerKind.FEED, self._feed(request)
        ask = _ASKED.get(request.path)
        if ask is None:
            raise RefusalError(ProblemCode.NOT_FOUND)
        return ask(self.office, request)

    def _enrol(self, request: Request) -> bytes:
        asked = decode(request.body, Enrol)
        try:
            public = SigningPublicKey.from_bytes(asked.signing_public)
        except KeyBytesError:
            raise RefusalError(ProblemCode.BROKEN, "key") from None
        check_signature(request, public)
        if asked.device != request.proof.device:
            raise RefusalError(ProblemCode.BROKEN, "device")
        with self.store.writer, writing(self.engine) as connection:
            answer = let_in(connection, self.identity, asked, hashlib.sha256(request.body).digest(), self.clock)
            self.step("centre.enrol.before_commit")
        self.step("centre.enrol.committed")
        return answer

    def _take_segment(self, author: Device, found: re.Match[str], data: bytes) -> bytes:
        ledger = Ledger(
            engine=self.engine,
            keys=(self.identity.sealing,),
            is_sample=self.identity.is_sample,
            clock=self.clock,
            step=self.step,
            opened=self.opened,
        )
        with self.store.writer:
            receipt = receive(ledger, author, bytes.fromhex(found["incarnation"]), int(found["number"]), data)
        self.received.set()
        return receipt

    def _receipt_again(self, author: Device, found: re.Match[str]) -> bytes | None:
        """Return the receipt of a segment that is here whole and of which nothing more is sent."""
        if found["incarnation"] is None or found["start"] != found["size"]:
            return None
        incarnation, number = bytes.fromhex(found["incarnation"]), int(found["number"])
        with self.engine.connect() as connection:
            return receipt_of(connection, author, incarnation, number, bytes.fromhex(found["hash"]))

    def _arriving(self, device: Device, author: Device, found: re.Match[str]) -> tuple[AnswerKind, Arriving]:
        """Return what takes the body, and the kind of the answer. Raises: RefusalError."""
        digest, size, start = bytes.fromhex(found["hash"]), int(found["size"]), int(found["start"])
        if found["incarnation"] is None:
            files.refuse_for_size(self.office, device, size)
            take = partial(files.take_file, self.office, device, digest)
            return AnswerKind.HAVE, begun(self.office, device, digest, size, start, take)
        if size > limits.SEALED_MAX_BYTES:
            raise RefusalError(ProblemCode.TOO_LARGE)
        take = partial(self._take_segment, author, found)
        return AnswerKind.RECEIVED, begun(self.office, device, digest, size, start, take)

    def _author(self, carrier: Device, author: str | None) -> Device:
        """Return the laptop of the same commune whose segment another one carries: the segment itself proves it."""
        if author is None:
            return carrier
        with self.engine.connect() as connection:
            device = find_device(connection, bytes.fromhex(author))
        if device.commune != carrier.commune:
            raise RefusalError(ProblemCode.WRONG_COMMUNE)
        return device

    def _feed(self, request: Request) -> bytes:
        device = device_of(self.office, request)
        asked = decode(request.body, FeedRequest)
        with self.engine.connect() as connection:
            page = page_after(connection, device, asked)
        self.step("centre.feed.read")
        return seal_page(page, request_digest=request.digest, recipient=device.sealing, random=self.random)
