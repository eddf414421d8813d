"""The conversation over a stick: a bundle of signed requests goes out, the file of their signed answers comes back.

Nothing is judged by another rule than on a network: a receipt settles its segment, a page of the feed is taken where
the cursor stands. So any reply may come any number of times, in any order, and with the network meanwhile.

A bundle says no Hello: the token in it would be old when it arrives, and a centre that sees an old one takes the
laptop for a copy of itself.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO, Final, Protocol

import msgspec

from sync.client.asking import ENROL, FEED, GROUP, told
from sync.client.cutting import seal_next
from sync.client.planning import next_segment
from sync.client.ports import DIFFERS, FerryKeys, Pulled, Standing, Store, Written
from sync.client.questions import enrol_request, pulled, segment_path
from sync.protocol.answers import (
    NONCE_BYTES,
    Answer,
    AnswerKind,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    write_proof,
)
from sync.protocol.bundle import (
    BUNDLE_MAX_BYTES,
    FORMAT,
    RECORDS_MAX,
    BundleHeader,
    Magic,
    Question,
    Told,
    inspect,
    records,
    write,
)
from sync.protocol.errors import AnswerBrokenError, BundleBrokenError, NotForUsError
from sync.protocol.feed import open_page, open_sealed
from sync.protocol.limits import MIB
from sync.protocol.messages import EnrolAnswer, FeedPage, FeedRequest, GroupKeys, ProblemCode, ReceivedReceipt, encode
from sync.protocol.segment import NO_EPOCH
from sync.records.errors import ExpectedError
from sync.records.seams import Random

SEGMENT_BYTES: Final = 512 * 1024
"""Operations' bytes in a segment that is cut for a stick, before compression: no link, so no reason for small ones."""

PAGE_BYTES: Final = 1 * MIB
_ROOM_BYTES: Final = BUNDLE_MAX_BYTES - 16 * MIB
"""For segments; the rest is for what stands around them."""
_AROUND_BYTES: Final = 512
_OTHERS: Final = 3
_NEXT: Final = re.compile(r"next ([0-9]{1,19})")


class BundleUnknownError(ExpectedError):
    """These are answers to a bundle that this notebook does not know: another laptop's, or from before a restore."""


class Purpose(StrEnum):
    """What a request of a bundle asks for."""

    ENROL = "enrol"
    SEGMENT = "segment"
    FEED = "feed"
    GROUP = "group"


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A request that left in a bundle: its answer is bound to `digest`. `number` is the segment's."""

    digest: bytes
    purpose: str
    number: int = 0


class SentBundle(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that left. `hash` is of the whole file; `is_whole`: the feed was asked for without leaving anything out.

    `first_segment` 0: it carries none.
    """

    hash: bytes
    number: int
    incarnation: bytes
    is_whole: bool
    asked: tuple[Asked, ...]
    first_segment: int
    last_segment: int
    made_at_ms: int
    answered_at_ms: int = 0


class BundleStore(Store, Protocol):
    """The notebook, with what bundles need besides. Each call is one transaction, durable when it returns."""

    def open_segments(self) -> Sequence[tuple[int, int]]:
        """Return number and size of every segment without a receipt, in order."""
        ...

    def last_segments(self) -> Sequence[int]:
        """Return the number of the last segment of this incarnation that is still kept, if there is one."""
        ...

    def segment(self, number: int) -> Written:
        """Return a segment of this incarnation."""
        ...

    def keep_bundle(self, bundle: SentBundle) -> None:
        """Remember a bundle: without it nobody could tell what its answers answer."""
        ...

    def bundle(self, digest: bytes) -> SentBundle | None:
        """Return the bundle whose file has this hash."""
        ...

    def note_answered(self, digest: bytes, at_ms: int) -> None:
        """Remember that a bundle's answers have come."""
        ...

    def offer_again(self, number: int) -> None:
        """Forget the receipts from this segment on: the centre does not have what it gave them for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What came of a reply, in operations. `trouble`: the first that stood in the way, a key as in SyncReport.

    `asked_again_from`: the first segment that goes once more into the next bundle, 0 for none. `is_outdated`: answers
    to an incarnation that this laptop has left; nothing was taken.
    """

    received: int = 0
    applied: int = 0
    parked: int = 0
    conflicts: int = 0
    agreed: bool = False
    trouble: str = ""
    asked_again_from: int = 0
    is_outdated: bool = False


def pack(store: BundleStore, keys: FerryKeys, *, number: int, now_ms: int, random: Random) -> Iterator[bytes]:
    """Yield the bytes of a new bundle: everything without a receipt, and the question for the feed.

    What waits is cut into segments first. Where nothing is without a receipt, the last segment goes once more: a centre
    that was restored without it names the gap. When the last byte was taken, the notebook knows the bundle.

    Raises: BundleTooLargeError, and what the store raises.
    """
    cut_what_waits(store, keys, random)
    standing = store.standing()
    segments = _that_fit(store.open_segments())
    carried = segments or store.last_segments()
    asked: list[Asked] = []
    is_whole = standing.agreed_cursor == DIFFERS
    questions = _questions(store, standing, keys, carried, random, asked)
    header = BundleHeader(
        format=FORMAT,
        device=standing.device,
        incarnation=standing.incarnation,
        commune=standing.commune,
        sample=standing.is_sample,
        number=number,
        count=len(carried) + _OTHERS - standing.is_enrolled,
        made_at_ms=now_ms,
        epoch=standing.epoch or NO_EPOCH,
    )
    digest = hashlib.sha256()
    for piece in write(Magic.BUNDLE, header, questions, keys.device_signing):
        digest.update(piece)
        yield piece
    store.keep_bundle(
        SentBundle(
            hash=digest.digest(),
            number=number,
            incarnation=standing.incarnation,
            is_whole=is_whole,
            asked=tuple(asked),
            first_segment=segments[0] if segments else 0,
            last_segment=segments[-1] if segments else 0,
            made_at_ms=now_ms,
        )
    )


def unpack(store: BundleStore, keys: FerryKeys, file: BinaryIO, *, now_ms: int) -> Unpacked:
    """Take in the answers to a bundle, as far as they are news.

    Raises: BundleBrokenError (nothing was taken), BundleUnknownError, UnknownFormatError, AnswerBrokenError, and what
    the store raises; what was taken until then stays, and the same reply may be taken again.
    """
    inspected = inspect(file, Magic.REPLY)
    if not inspected.is_signed_by(keys.centre_signing):
        raise BundleBrokenError
    bundle = store.bundle(inspected.header.answers)
    if bundle is None:
        raise BundleUnknownError
    if bundle.incarnation != store.standing().incarnation:
        return Unpacked(is_outdated=True)
    unpacking = _Unpacking(store, keys, bundle)
    for each in records(file, inspected, Told):
        unpacking.take(each)
    store.note_crossing(
        at_ms=inspected.header.made_at_ms if unpacking.is_agreed else now_ms,
        trouble=unpacking.trouble,
        agreed_cursor=store.standing().cursor if unpacking.is_agreed else None,
    )
    store.note_answered(bundle.hash, now_ms)
    return unpacking.outcome()


class _Unpacking:
    """One reply on its way into the notebook."""

    def __init__(self, store: BundleStore, keys: FerryKeys, bundle: SentBundle) -> None:
        self._store = store
        self._keys = keys
        self._asked = {each.digest: each for each in bundle.asked}
        self._is_whole = bundle.is_whole
        self._open = {number for number, _ in store.open_segments()}
        self._is_first_answer = not bundle.answered_at_ms
        self._received = self._applied = self._parked = self._conflicts = 0
        self._again_from = 0
        self._has_two_histories = False
        self.trouble = ""
        self.is_agreed = False

    def take(self, each: Told) -> None:
        """Take one answer. Raises: AnswerBrokenError."""
        asked = self._asked.get(each.request)
        if asked is None:  # signed by the centre, so not a fraud: a request that a later version knows
            return
        answer = read_answer(each.answer, each.request, self._keys.centre_signing)
        if answer.kind == AnswerKind.PROBLEM:
            self._note_problem(asked, answer)
        elif (asked.purpose, answer.kind) == (Purpose.ENROL, AnswerKind.ENROL):
            self._enrol(told(answer.payload, EnrolAnswer))
        elif (asked.purpose, answer.kind) == (Purpose.SEGMENT, AnswerKind.RECEIVED):
            self._settle(asked.number, answer.payload)
        elif (asked.purpose, answer.kind) == (Purpose.GROUP, AnswerKind.GROUP):
            self._keep_group_keys(answer.payload, each.request)
        elif (asked.purpose, answer.kind) == (Purpose.FEED, AnswerKind.FEED):
            self._turn(answer.payload, each.request)
        else:
            raise AnswerBrokenError

    def outcome(self) -> Unpacked:
        """Return what came of it."""
        return Unpacked(
            received=self._received,
            applied=self._applied,
            parked=self._parked,
            conflicts=self._conflicts,
            agreed=self.is_agreed,
            trouble=self.trouble,
            asked_again_from=self._again_from,
        )

    def _note_problem(self, asked: Asked, answer: Answer) -> None:
        problem = read_problem(answer.payload)
        if asked.purpose == Purpose.GROUP or (asked.purpose == Purpose.ENROL and self._store.standing().is_enrolled):
            return  # nothing hangs on it; or known meanwhile by another road, with the same token
        if asked.purpose == Purpose.SEGMENT and asked.number not in self._open and not self._is_first_answer:
            return  # old news: it has its receipt by now
        self.trouble = self.trouble or problem.code
        self._has_two_histories |= problem.code in (ProblemCode.FORK, ProblemCode.FROZEN)
        wanted = _NEXT.fullmatch(problem.detail)
        if problem.code == ProblemCode.GAP and wanted is not None and not self._again_from:
            self._again_from = int(wanted[1])
            self._store.offer_again(self._again_from)

    def _enrol(self, answer: EnrolAnswer) -> None:
        if not self._store.standing().is_enrolled:
            self._store.note_enrolled(epoch=answer.epoch, machine=answer.machine_code)

    def _settle(self, number: int, payload: bytes) -> None:
        receipt = told(payload, ReceivedReceipt)
        if number not in self._open:
            return
        if (receipt.number, receipt.segment_hash) != (number, self._store.hash_of(number)):
            raise AnswerBrokenError
        self._store.settle(number, payload)
        self._open.discard(number)
        self._received += receipt.last_seq - receipt.first_seq + 1

    def _keep_group_keys(self, payload: bytes, digest: bytes) -> None:
        """Keep the commune's group keys where this laptop has none; a newer one is the network's to bring."""
        try:
            keys = open_sealed(payload, GroupKeys, request_digest=digest, key=self._keys.device_sealing).keys
        except NotForUsError:
            raise AnswerBrokenError from None
        if keys and not self._store.standing().group_key_ids:
            self._store.keep_group_keys(keys)

    def _turn(self, payload: bytes, digest: bytes) -> None:
        """Take a page where it goes on from the cursor; whatever else it is, it is old news.

        None where this laptop was put back from a copy: the verdicts are on what it wrote before that, under the same
        seqs, and the network must give it a new incarnation first.
        """
        if self._has_two_histories:
            return
        try:
            page = open_page(payload, request_digest=digest, key=self._keys.device_sealing)
        except NotForUsError:
            raise AnswerBrokenError from None
        standing = self._store.standing()
        if page.after != standing.cursor or (standing.agreed_cursor == DIFFERS and not self._is_whole):
            return
        if page.head < page.after:
            self.trouble = self.trouble or "centre_behind"
            return
        if not page.after <= page.upto <= page.head:
            raise AnswerBrokenError
        taken = self._store.integrate(self._judged_here(pulled(page)))
        self._applied += taken.applied
        self._parked += taken.parked
        self._conflicts += taken.conflicts
        self._compare(page)

    def _judged_here(self, page: Pulled) -> Pulled:
        """Leave verdicts out on what is in no segment yet: nobody can have judged that.

        They are on what had those seqs before this laptop was put back from a copy, while its stick was away.
        """
        waiting = self._store.waiting(max_bytes=1)
        if not waiting:
            return page
        return replace(page, verdicts=[each for each in page.verdicts if each.seq < waiting[0].seq])

    def _compare(self, page: FeedPage) -> None:
        if page.digests is None:
            return
        theirs = {each.type: (each.count, each.hash) for each in page.digests if each.count}
        if dict(self._store.digests()) != theirs:
            self._store.pull_anew()
            self.trouble = self.trouble or "disagree"
        else:
            self.is_agreed = self._store.is_all_applied()


def cut_what_waits(store: Store, keys: FerryKeys, random: Random) -> None:
    """Cut everything that waits into segments, sealed and written down, although no centre is in reach."""
    while operations := next_segment(store.waiting(max_bytes=SEGMENT_BYTES), max_bytes=SEGMENT_BYTES):
        standing = store.standing()
        named = replace(standing, epoch=standing.epoch or NO_EPOCH)
        store.write_down(seal_next(operations, named, keys, random))


def _that_fit(found: Sequence[tuple[int, int]]) -> list[int]:
    """Return the first numbers that have room together; those behind them go with a later bundle."""
    taken: list[int] = []
    used = 0
    for number, size in found[: RECORDS_MAX - _OTHERS]:
        used += size + _AROUND_BYTES
        if used > _ROOM_BYTES:
            break
        taken.append(number)
    return taken


def _questions(
    store: BundleStore,
    standing: Standing,
    keys: FerryKeys,
    segments: Sequence[int],
    random: Random,
    asked: list[Asked],
) -> Iterator[Question]:
    """Yield every request, signed, and write into `asked` what its answer will be bound to."""

    def ask(method: str, path: str, body: bytes, purpose: Purpose, number: int = 0) -> Question:
        nonce = random(NONCE_BYTES)
        signature = sign_request(method, path, nonce, body, keys.device_signing)
        asked.append(Asked(request_digest(method, path, nonce, body), purpose, number))
        proof = write_proof(RequestProof(device=standing.device, nonce=nonce, signature=signature))
        return Question(method, path, proof, body)

    if not standing.is_enrolled:
        yield ask("POST", ENROL, encode(enrol_request(standing, keys)), Purpose.ENROL)
    for number in segments:
        path = segment_path(standing.incarnation, number)
        yield ask("PUT", path, store.segment(number).sealed, Purpose.SEGMENT, number)
    yield ask("POST", GROUP, b"", Purpose.GROUP)
    request = FeedRequest(standing.cursor, PAGE_BYTES, standing.agreed_cursor == DIFFERS, standing.incarnation)
    yield ask("POST", FEED, encode(request), Purpose.FEED)
