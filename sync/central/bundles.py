"""Bundles that a courier brings: each request is answered as over the network, and the answers go back as a file.

Nothing on a stick but files that are called like bundles is ever opened.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, Final

from msgspec import structs
from sqlalchemy import select

from sync import stick
from sync.central.answering import ENROL_PATH, FEED_PATH, GROUP_PATH, Centre
from sync.central.devices import find_chain, find_device
from sync.central.errors import StickUnreadableError
from sync.central.feed import page_after
from sync.central.refusal import RefusalError, refuse_sample_mix
from sync.central.tables import DEVICE
from sync.protocol.answers import (
    PROOF_HEADER,
    AnswerKind,
    read_proof,
    request_digest,
    sign_answer,
)
from sync.protocol.bundle import (
    FORMAT,
    RECORD_MAX_BYTES,
    RECORDS_MAX,
    BundleHeader,
    Inspected,
    Magic,
    Question,
    Told,
    inspect,
    is_bundle_name,
    read_header,
    records,
    reply_name,
    write,
)
from sync.protocol.errors import (
    BundleBrokenError,
    BundleTooLargeError,
    KeyBytesError,
    MessageBrokenError,
    UnknownFormatError,
)
from sync.protocol.feed import seal_page
from sync.protocol.keys import SIGNATURE_BYTES, SigningPublicKey
from sync.protocol.messages import Enrol, FeedRequest, Problem, ProblemCode, decode, encode
from sync.records.errors import ExpectedError

_SEGMENT_PATH: Final = re.compile(r"/v1/segments/[0-9a-f]{32}/([1-9][0-9]{0,18})")
_NEXT: Final = re.compile(r"next ([0-9]{1,19})")
_IN_MEMORY_BYTES: Final = 8 * 1024 * 1024
_OK: Final = 200
_LENGTH_BYTES: Final = 4


@dataclass(slots=True, kw_only=True)
class Taken:
    """What came of one bundle. `refused`: why the whole file was not taken, empty where it was.

    `taken` and `known` count segments; `problems` names what the centre said no to, `missing` the first segment that
    is lacking before those that it could not take (0: none). `pages`: of the feed, in the reply.
    """

    name: str
    device: bytes = b""
    machine: str = ""
    number: int = 0
    taken: int = 0
    known: int = 0
    pages: int = 0
    missing: int = 0
    refused: str = ""
    reply_trouble: str = ""
    problems: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Say whether everything was done that the bundle asked for, and its reply lies beside it."""
        return not (self.refused or self.reply_trouble or self.problems)


class _NotTakenError(ExpectedError):
    """The whole bundle is not taken; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def take_all(centre: Centre, folder: Path) -> Iterator[Taken]:
    """Take every bundle of a folder, by device and number, and write each one's reply beside it.

    Raises: StickUnreadableError.
    """
    try:
        found = [(_place(path), path) for path in stick.files_in(folder, is_bundle_name)]
    except stick.StickGoneError:
        raise StickUnreadableError from None
    for _, path in sorted(found):
        yield take(centre, path)


def take(centre: Centre, path: Path) -> Taken:
    """Take one bundle and write its reply beside it; whatever is wrong with it stands in what is returned."""
    taken = Taken(name=path.name)
    try:
        with path.open("rb") as file, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as told:
            inspected = _checked(centre, file)
            taken.device, taken.number = inspected.header.device, inspected.header.number
            answering = _Answering(centre, inspected.header, taken)
            count = 0
            for question in records(file, inspected, Question):
                for each in islice(answering.answers(question), RECORDS_MAX - count):
                    count += 1
                    _spool(told, each)
            told.seek(0)
            taken.machine = _machine(centre, inspected.header.device)
            header = _reply_header(centre, inspected, count)
            pieces = write(Magic.REPLY, header, _spooled(told), centre.identity.signing)
            _write_reply(path.with_name(reply_name(path.name)), pieces, taken)
    except _NotTakenError as error:
        taken.refused = error.reason
    except (BundleBrokenError, BundleTooLargeError, UnknownFormatError) as error:
        taken.refused = error.code
    except OSError:
        taken.refused = "unreadable"
    return taken


class _Answering:
    """One bundle's requests on their way through the centre."""

    def __init__(self, centre: Centre, header: BundleHeader, taken: Taken) -> None:
        self._centre = centre
        self._taken = taken
        with centre.engine.connect() as connection:
            chain = find_chain(connection, header.device, header.incarnation)
        self._known_to = 0 if chain is None else chain.number
        self._has_asked_feed = False

    def answers(self, question: Question) -> Iterator[Told]:
        """Yield the signed answers to one request: one, or every page of the feed."""
        digest = _digest(question)
        is_again = question.path == FEED_PATH and self._has_asked_feed  # one question has many pages of answers
        self._has_asked_feed |= question.path == FEED_PATH
        if is_again or not _may_travel(question):
            refused = self._centre.refuse(RefusalError(ProblemCode.NOT_FOUND), digest).body
            self._note_problem(refused)
            yield Told(digest, refused)
            return
        reply = self._centre.answer(question.method, question.path, {PROOF_HEADER: question.proof}, question.body)
        if reply.status != _OK:
            self._note_problem(reply.body)
        elif question.path == FEED_PATH:
            yield from self._pages(question, digest)
            return
        elif (found := _SEGMENT_PATH.fullmatch(question.path)) is not None:
            is_known = int(found[1]) <= self._known_to
            self._taken.known += is_known
            self._taken.taken += not is_known
        yield Told(digest, reply.body)

    def _pages(self, question: Question, digest: bytes) -> Iterator[Told]:
        """Yield every page, one after the other: the laptop cannot ask for the next one from a stick."""
        asked = decode(question.body, FeedRequest)
        device_id = read_proof(question.proof).device
        while True:
            with self._centre.engine.connect() as connection:
                device = find_device(connection, device_id)
                page = page_after(connection, device, asked)
            sealed = seal_page(page, request_digest=digest, recipient=device.sealing, random=self._centre.random)
            self._taken.pages += 1
            yield Told(digest, sign_answer(AnswerKind.FEED, sealed, digest, self._centre.identity.signing))
            if page.upto == page.head or page.upto <= asked.cursor:
                return
            asked = structs.replace(asked, cursor=page.upto)

    def _note_problem(self, answer: bytes) -> None:
        problem = decode(answer[1:-SIGNATURE_BYTES], Problem)
        self._taken.problems[problem.code] = self._taken.problems.get(problem.code, 0) + 1
        wanted = _NEXT.fullmatch(problem.detail)
        if problem.code == ProblemCode.GAP and wanted is not None:
            self._taken.missing = self._taken.missing or int(wanted[1])


def _place(path: Path) -> tuple[bytes, int, str]:
    """Return where a bundle stands in the order; what cannot be read comes first, and says so when it is taken."""
    try:
        with path.open("rb") as file:
            header = read_header(file, Magic.BUNDLE)
    except (OSError, BundleBrokenError, BundleTooLargeError, UnknownFormatError):
        return b"", 0, path.name
    return header.device, header.number, path.name


def _checked(centre: Centre, file: BinaryIO) -> Inspected:
    """Return a bundle that is whole, of a laptop of ours, and of our kind of data. Raises: _NotTakenError."""
    inspected = inspect(file, Magic.BUNDLE)
    header = inspected.header
    try:
        refuse_sample_mix(theirs=header.sample, ours=centre.identity.is_sample)
        with centre.engine.connect() as connection:
            device = find_device(connection, header.device)
    except RefusalError as refusal:
        if refusal.problem is not ProblemCode.UNKNOWN_DEVICE:
            raise _NotTakenError(refusal.problem) from None
        if not inspected.is_signed_by(_newcomer(file, inspected)):
            raise BundleBrokenError from None
        return inspected
    if not inspected.is_signed_by(device.signing):
        raise BundleBrokenError
    if header.commune != device.commune:
        raise _NotTakenError(ProblemCode.WRONG_COMMUNE)
    return inspected


def _machine(centre: Centre, device: bytes) -> str:
    """Return the code of a laptop, empty where the centre does not know it, not even now."""
    here = select(DEVICE.c.machine).where(DEVICE.c.id == device)
    with centre.engine.connect() as connection:
        code: str | None = connection.execute(here).scalar_one_or_none()
    return code or ""


def _newcomer(file: BinaryIO, inspected: Inspected) -> SigningPublicKey:
    """Return the key of a laptop whose bundle begins with its enrolment: whether to let it in, the token decides."""
    first = next(records(file, inspected, Question), None)
    if first is None or first.path != ENROL_PATH:
        raise _NotTakenError(ProblemCode.UNKNOWN_DEVICE)
    try:
        enrol = decode(first.body, Enrol)
        if enrol.device == inspected.header.device:
            return SigningPublicKey.from_bytes(enrol.signing_public)
    except (MessageBrokenError, KeyBytesError):
        pass
    raise _NotTakenError(ProblemCode.UNKNOWN_DEVICE)


def _digest(question: Question) -> bytes:
    """Return the digest that an answer is bound to. Raises: BundleBrokenError."""
    try:
        nonce = read_proof(question.proof).nonce
        return request_digest(question.method, question.path, nonce, question.body)
    except (MessageBrokenError, ValueError):
        raise BundleBrokenError from None


def _may_travel(question: Question) -> bool:
    """Say whether a request may come late, and more than once. A Hello may not: its token would be an old one."""
    if question.method == "POST":
        return question.path in (ENROL_PATH, FEED_PATH, GROUP_PATH)
    return question.method == "PUT"


def _reply_header(centre: Centre, inspected: Inspected, count: int) -> BundleHeader:
    return structs.replace(
        inspected.header,
        format=FORMAT,
        count=count,
        made_at_ms=centre.clock.now_ms(),
        epoch=centre.identity.epoch,
        answers=inspected.hash,
    )


def _write_reply(path: Path, pieces: Iterator[bytes], taken: Taken) -> None:
    try:
        stick.write_whole(path, pieces)
    except (
        stick.StickFullError,
        stick.StickReadOnlyError,
        stick.StickGoneError,
        stick.StickUnreliableError,
    ) as error:
        taken.reply_trouble = error.code


def _spool(told: IO[bytes], each: Told) -> None:
    raw = encode(each)
    told.write(len(raw).to_bytes(_LENGTH_BYTES, "big") + raw)


def _spooled(told: IO[bytes]) -> Iterator[Told]:
    while length := told.read(_LENGTH_BYTES):
        yield decode(told.read(int.from_bytes(length, "big")), Told, max_bytes=RECORD_MAX_BYTES)
