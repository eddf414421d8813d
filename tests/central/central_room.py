"""A centre and laptops for tests: the real store and the real wire, with a clock and randomness that the test owns."""

import hashlib
import random as stdlib_random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sync.central.answering import ENROL_PATH, FEED_PATH, HELLO_PATH, Centre, Reply
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.protocol.answers import (
    PROOF_HEADER,
    Answer,
    AnswerKind,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    verify_answer,
    write_proof,
)
from sync.protocol.chain import Run, chain_over, chain_start, run_message
from sync.protocol.enrolment_file import Enrolment, read_enrolment
from sync.protocol.feed import open_page
from sync.protocol.keys import (
    SealingPublicKey,
    SigningPublicKey,
    Suite,
    new_sealing_key,
    new_signing_key,
)
from sync.protocol.messages import (
    Enrol,
    EnrolAnswer,
    EnrolOfficial,
    FeedPage,
    FeedRequest,
    Hello,
    HelloAnswer,
    ReceivedReceipt,
    decode,
    encode,
)
from sync.protocol.segment import NO_EPOCH, NO_SEGMENT, SegmentOrigin, seal_segment, segment_hash
from sync.records.operation import Body, Operation, Origin, encode_operation
from sync.records.record import Record, decode_record
from sync.records.seams import Random, Step, no_step

COMMUNE: Final = "09661"
Ask = Callable[[str, str, dict[str, str], bytes], Reply]
"""Asks a centre: method, path, headers, body. In this process or over HTTP."""

NewStore = Callable[[], str]
"""Returns the address of a fresh database, or nothing where the centre's folder holds its store itself."""


@dataclass(slots=True)
class TestClock:
    """A clock that stands until it is moved."""

    __test__ = False
    at_ms: int = 1_762_500_000_000

    def now_ms(self) -> int:
        """Return where it stands."""
        return self.at_ms

    def elapsed_ms(self) -> int:
        """Return 0."""
        return 0


def seeded(seed: int) -> Random:
    """Return randomness that a test can repeat."""
    return stdlib_random.Random(seed).randbytes


def new_centre(
    folder: Path,
    *,
    is_sample: bool = True,
    seed: int = 1,
    clock: TestClock | None = None,
    step: Step = no_step,
    database: str = "",
) -> Centre:
    """Make a centre on the disk and open it; `database`: the address of an empty PostgreSQL database."""
    clock = clock or TestClock()
    create_centre(
        folder,
        NewCentre(name="Trung tâm thử", is_sample=is_sample, database=database),
        clock=clock,
        random=seeded(seed),
    )
    return open_centre(folder, clock=clock, random=seeded(seed + 1), step=step)


@dataclass
class Laptop:
    """The least that speaks the ferry's language: it keeps what it made, and checks what it hears."""

    ask: Ask
    enrolment: Enrolment
    seed: int = 7
    is_sample: bool = True
    random: Random = field(init=False)
    ops: list[bytes] = field(default_factory=list)
    number: int = 0
    sealed_seq: int = 0
    previous: bytes = NO_SEGMENT
    epoch: bytes = NO_EPOCH
    cursor: int = 0
    kept: bytes = b""

    def __post_init__(self) -> None:
        self.random = seeded(self.seed)
        self.device, self.incarnation, self.actor = self.random(16), self.random(16), self.random(16)
        self.signing = new_signing_key(self.random)
        self.sealing = new_sealing_key(self.random, Suite.X25519)
        self.official = new_signing_key(self.random)
        self.centre_public = SigningPublicKey.from_bytes(self.enrolment.centre_signing_key)
        self.centre_sealing = SealingPublicKey.from_bytes(self.enrolment.centre_sealing_key)

    @property
    def origin(self) -> Origin:
        """Who writes."""
        return Origin(UUID(bytes=self.device), UUID(bytes=self.incarnation))

    def request(self, method: str, path: str, body: bytes) -> tuple[Reply, bytes]:
        """Ask, and return the reply with the digest that its signature must hold for."""
        nonce = self.random(16)
        signature = sign_request(method, path, nonce, body, self.signing)
        proof = write_proof(RequestProof(device=self.device, nonce=nonce, signature=signature))
        return self.ask(method, path, {PROOF_HEADER: proof}, body), request_digest(method, path, nonce, body)

    def call(self, method: str, path: str, body: bytes, kind: AnswerKind) -> bytes:
        """Ask and return the payload. Raises: CentreRefusedError, AnswerBrokenError."""
        reply, digest = self.request(method, path, body)
        return verify_answer(reply.body, kind, digest, self.centre_public)

    def problem(self, method: str, path: str, body: bytes) -> tuple[int, str]:
        """Ask what must be refused; return status and code of the signed refusal."""
        reply, digest = self.request(method, path, body)
        answer: Answer = read_answer(reply.body, digest, self.centre_public)
        assert answer.kind == AnswerKind.PROBLEM, answer.kind
        return reply.status, read_problem(answer.payload).code

    def enrol_body(self) -> bytes:
        """Return the first request of all."""
        official = EnrolOfficial(self.actor, "Cán bộ MẪU", "desk", self.official.public.to_bytes())
        return encode(
            Enrol(
                token=self.enrolment.token.hex(),
                device=self.device,
                incarnation=self.incarnation,
                device_name="Máy MẪU",
                signing_public=self.signing.public.to_bytes(),
                sealing_public=self.sealing.public.to_bytes(),
                officials=[official],
                sample=self.is_sample,
            )
        )

    def enrol(self) -> EnrolAnswer:
        """Become known."""
        answer = decode(self.call("POST", ENROL_PATH, self.enrol_body(), AnswerKind.ENROL), EnrolAnswer)
        self.epoch = answer.epoch
        return answer

    def hello_body(self, **changes: Any) -> bytes:
        """Return a hello that says what this laptop has."""
        fields: dict[str, Any] = {
            "device": self.device,
            "incarnation": self.incarnation,
            "epoch": self.epoch,
            "last_segment_number": self.number,
            "last_segment_hash": self.previous,
            "cursor": self.cursor,
            "app_version": "0.1.0",
            "clock_ms": 0,
            "sample": self.is_sample,
        }
        return encode(Hello(**(fields | changes)))

    def hello(self) -> HelloAnswer:
        """Say hello."""
        return decode(self.call("POST", HELLO_PATH, self.hello_body(), AnswerKind.HELLO), HelloAnswer)

    def note(
        self, kind: str, record: UUID, sets: dict[str, Any], *, base: int = 0, after: int = 0, version: int = 1,
        appends: dict[str, dict[str, Any]] | None = None,
    ) -> int:  # fmt: skip
        """Write an operation down and return its seq."""
        seq = len(self.ops) + 1
        operation = Operation(
            seq=seq,
            kind=kind,
            version=version,
            record=record,
            base=base,
            after=after,
            actor=UUID(bytes=self.actor),
            claimed_at_ms=seq,
            elapsed_ms=-1,
            body=Body(sets=sets, appends=appends or {}),
        )
        self.ops.append(encode_operation(operation))
        return seq

    def seal(self, *, ops: Sequence[bytes] | None = None, level: int = 3, **changes: Any) -> bytes:
        """Cut what waits into the next segment, without moving on; `changes` spoil a field of it."""
        chosen = list(self.ops[self.sealed_seq :] if ops is None else ops)
        first = self.sealed_seq + 1
        before = chain_over(chain_start(self.device, self.incarnation), self.ops[: self.sealed_seq])
        head = chain_over(before, chosen)
        run = Run(self.actor, first + len(chosen) - 1, self.official.sign(run_message(head)))
        fields: dict[str, Any] = {
            "origin": self.segment_origin(),
            "number": self.number + 1,
            "first_seq": first,
            "prev_segment_hash": self.previous,
            "ops": chosen,
            "runs": [run],
            "recipients": [self.centre_sealing],
            "device_key": self.signing,
            "random": self.random,
            "level": level,
        }
        return seal_segment(**(fields | changes))

    def segment_origin(self, **changes: Any) -> SegmentOrigin:
        """Return what all segments of this incarnation say of themselves."""
        fields: dict[str, Any] = {
            "device": self.device,
            "incarnation": self.incarnation,
            "epoch": self.epoch,
            "commune": self.enrolment.commune,
            "sample": self.is_sample,
        }
        return SegmentOrigin(**(fields | changes))

    def path(self, number: int | None = None) -> str:
        """Return where a segment of this incarnation is put."""
        return f"/v1/segments/{self.incarnation.hex()}/{self.number + 1 if number is None else number}"

    def push(self) -> ReceivedReceipt:
        """Seal what waits, put it and move on."""
        sealed = self.seal()
        payload = self.call("PUT", self.path(), sealed, AnswerKind.RECEIVED)
        self.moved_past(sealed)
        return decode(payload, ReceivedReceipt)

    def moved_past(self, sealed: bytes) -> None:
        """Remember that the segment is at the centre."""
        self.number, self.previous, self.sealed_seq = self.number + 1, segment_hash(sealed), len(self.ops)

    def page(self, cursor: int | None = None, max_bytes: int = 1 << 20) -> FeedPage:
        """Ask for the page after the cursor."""
        nonce = self.random(16)
        body = encode(FeedRequest(self.cursor if cursor is None else cursor, max_bytes, False, self.incarnation))
        signature = sign_request("POST", FEED_PATH, nonce, body, self.signing)
        proof = write_proof(RequestProof(device=self.device, nonce=nonce, signature=signature))
        reply = self.ask("POST", FEED_PATH, {PROOF_HEADER: proof}, body)
        digest = request_digest("POST", FEED_PATH, nonce, body)
        payload = verify_answer(reply.body, AnswerKind.FEED, digest, self.centre_public)
        return open_page(payload, request_digest=digest, key=self.sealing)

    def pull(self) -> FeedPage:
        """Ask for the next page and move the cursor."""
        page = self.page()
        self.cursor = page.upto
        return page


def laptop_of(centre: Centre, *, seed: int = 7, ask: Ask | None = None, **changes: Any) -> Laptop:
    """Invite and enrol a laptop."""
    enrolment = read_enrolment(centre.invite(Invitation(commune=COMMUNE)))
    laptop = Laptop(ask or centre.answer, enrolment, seed, **changes)
    laptop.enrol()
    return laptop


def records_in(page: FeedPage) -> dict[UUID, Record]:
    """Return the page's records by id."""
    found = (decode_record(bytes(each.record)) for each in page.snapshots)
    return {record.id: record for record in found}


def named(text: str) -> UUID:
    """Return an id that a test can call by a word."""
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16])
