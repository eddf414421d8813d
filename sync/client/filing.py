"""The files lane: after the facts, small ones first, each from the byte where it broke. Knows no store, no content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

from sync.client.asking import FRUITLESS_MAX, HAVE, Proven, told
from sync.client.gear import Gear
from sync.client.planning import Pace
from sync.client.ports import BrokenOffError, NotTheCentreError, UnreachableError
from sync.protocol.answers import AnswerKind, CentreRefusedError
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.limits import KIB
from sync.protocol.messages import FilePiece, FileRead, Have, HaveAnswer, ProblemCode, encode
from sync.records.errors import TransportError
from sync.records.seams import Ticks

FILES: Final = "/v1/files"
FILE_READ: Final = "/v1/files/read"
FILE_CONTENT_TYPE: Final = "application/vnd.haiphucvu.file"
LANE_MS: Final = 20_000
"""After so long the crossing ends, so that the next hello is not late; the next crossing goes on."""

PORTION_MS: Final = 10_000
"""A fact that is saved meanwhile waits for one portion: it should not last longer."""

NO_ROOM: Final = "no_room"
DAMAGED: Final = "file_damaged"
_ASKED_AT_ONCE: Final = 16
_KEPT_BACK: Final = frozenset({ProblemCode.QUOTA, ProblemCode.TOO_LARGE})
_ASK_WHERE: Final = frozenset({ProblemCode.GAP, ProblemCode.BROKEN, ProblemCode.NOT_READY})


class NoRoomError(TransportError):
    """The disk has no room for what is fetched; what the official saves comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One file on its way: name, bytes of its ciphertext, and how much of it has come (of one that is fetched)."""

    hash: bytes
    size: int
    have: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneReport:
    """What came of the lane: so many files had to make way and go on at once; `trouble` ended it, or some of it.

    `trouble` is empty, no_room, or one of a crossing's (engine.SyncReport).
    """

    left: int = 0
    trouble: str = ""


class FileStore(Protocol):
    """The laptop's files as the lane sees them. Each call is one transaction, durable when it returns.

    All that write: Raises: NoRoomError, and nothing was written.
    """

    def to_send(self, *, small_only: bool) -> Sequence[Parcel]:
        """Return files that the centre does not have, the small ones first."""
        ...

    def read(self, name: bytes, start: int, max_bytes: int) -> bytes:
        """Return a piece of a file's ciphertext."""
        ...

    def is_undamaged(self, name: bytes) -> bool:
        """Tell whether what is kept still hashes to its name."""
        ...

    def note_sent(self, name: bytes) -> None:
        """The centre has the whole file."""
        ...

    def keep_back(self, name: bytes, reason: str) -> None:
        """This file does not travel; it stays, with the reason, until a person has it tried again.

        One that is fetched and found no room tries again by itself.
        """
        ...

    def to_fetch(self, *, small_only: bool) -> Sequence[Parcel]:
        """Return files that somebody wants to see, the small ones first."""
        ...

    def check_room(self, size: int) -> None:
        """Raises: NoRoomError where so many bytes would take the room that facts need."""
        ...

    def take(self, name: bytes, start: int, piece: bytes) -> None:
        """Keep a piece that came."""
        ...

    def finish(self, name: bytes) -> bool:
        """Check the whole by its name; False where it was something else: then all of it is let go."""
        ...


def file_pace() -> Pace:
    """Return the pace of a file's portions: the largest fits into a message with room to spare."""
    return Pace(now_bytes=64 * KIB, smallest=16 * KIB, largest=512 * KIB)


def carry_files(gear: Gear, files: FileStore, pace: Pace, ticks: Ticks) -> LaneReport:
    """Send and fetch files until none is left, new facts wait, or the time is up.

    On a link that costs money only small ones travel. Never raises for the road, a refusal or a full disk: the facts
    of this crossing have arrived, whatever becomes of files.
    """
    lane = _Lane(gear, files, pace, ticks, ticks() + LANE_MS)
    try:
        lane.run()
    except (UnreachableError, NotTheCentreError) as error:
        plain = "unreachable" if isinstance(error, UnreachableError) else "not_the_centre"
        lane.trouble = error.reason or plain
    except AnswerBrokenError:
        lane.trouble = "not_the_centre"
    except CentreRefusedError as error:
        lane.trouble = error.problem.code
    except NoRoomError:
        lane.trouble = NO_ROOM
    return LaneReport(left=lane.left, trouble=lane.trouble)


@dataclass(slots=True)
class _Lane:
    gear: Gear
    files: FileStore
    pace: Pace
    ticks: Ticks
    until_ms: int
    left: int = 0
    trouble: str = ""
    _have: dict[bytes, int] = field(default_factory=dict)

    def run(self) -> None:
        """Carry one file after the other, whichever way it goes, the small ones first."""
        small_only = self.gear.store.standing().is_metered
        sending = [(each, True) for each in self.files.to_send(small_only=small_only)]
        fetching = [(each, False) for each in self.files.to_fetch(small_only=small_only)]
        queue = sorted(sending + fetching, key=lambda parcel: parcel[0].size)
        for at, (parcel, is_sent) in enumerate(queue):
            if is_sent and parcel.hash not in self._have:
                behind = (each for each, is_one_of_them in queue[at:] if is_one_of_them)
                self._have |= self._arrived(list(islice(behind, _ASKED_AT_ONCE)))
            is_on_time = self._send(parcel) if is_sent else self._fetch(parcel)
            if not is_on_time:
                self.left = len(queue) - at
                return

    def _arrived(self, parcels: Sequence[Parcel]) -> dict[bytes, int]:
        """Ask how much of each the centre has."""
        names = [each.hash for each in parcels]
        proven = self.gear.asking.ask("POST", HAVE, encode(Have("file", names)), AnswerKind.HAVE)
        answer = told(proven.payload, HaveAnswer)
        if len(answer.bytes) != len(names):
            raise AnswerBrokenError
        return dict(zip(names, answer.bytes, strict=True))

    def _send(self, parcel: Parcel) -> bool:
        """Send the rest of a file; False where the lane must make way."""
        at, fruitless = self._have[parcel.hash], 0
        while at < parcel.size:
            if self._must_make_way():
                return False
            there = self._send_from(parcel, at)
            fruitless = 0 if there > at else fruitless + 1
            if there < 0 or fruitless >= FRUITLESS_MAX:
                return True  # another one may get through; this one is tried again
            at = there
        self.files.note_sent(parcel.hash)
        return True

    def _send_from(self, parcel: Parcel, at: int) -> int:
        """Send a portion; return how much of the file the centre has now, -1 where the file stays here."""
        portion = self.files.read(parcel.hash, at, self.pace.now_bytes)
        path = f"{FILES}/{parcel.hash.hex()}/{parcel.size}?from={at}"
        try:
            proven = self.gear.asking.ask(
                "PUT", path, portion, AnswerKind.HAVE, content_type=FILE_CONTENT_TYPE, is_streamed=True
            )
        except BrokenOffError:
            self.pace.broke()
        except CentreRefusedError as error:
            code = error.problem.code
            if code == ProblemCode.BROKEN and not self.files.is_undamaged(parcel.hash):
                code = DAMAGED
            if code in _KEPT_BACK or code == DAMAGED:
                self.files.keep_back(parcel.hash, code)
                return -1
            if code not in _ASK_WHERE:
                raise
        else:
            self._went(proven, len(portion))
            answer = told(proven.payload, HaveAnswer)
            if len(answer.bytes) != 1:
                raise AnswerBrokenError
            return answer.bytes[0]
        return self._arrived([parcel])[parcel.hash]

    def _fetch(self, parcel: Parcel) -> bool:
        """Fetch the rest of a file; False where the lane must make way."""
        at = parcel.have
        while at < parcel.size:
            if self._must_make_way():
                return False
            try:
                self.files.check_room(parcel.size - at)
                piece = self._piece(parcel, at)
                if piece.size != parcel.size or not piece.bytes or at + len(piece.bytes) > parcel.size:
                    self.files.keep_back(parcel.hash, DAMAGED)  # it is not what its record says: others go on
                    return True
                self.files.take(parcel.hash, at, piece.bytes)
            except NoRoomError:
                self.trouble = NO_ROOM
                self.files.keep_back(parcel.hash, NO_ROOM)
                return True  # what is sent needs no room
            except CentreRefusedError as error:
                if error.problem.code != ProblemCode.FILE_UNKNOWN:
                    raise
                return True  # its laptop has not brought it yet
            at += len(piece.bytes)
        self.files.finish(parcel.hash)
        return True

    def _piece(self, parcel: Parcel, at: int) -> FilePiece:
        asked = encode(FileRead(parcel.hash, at, self.pace.now_bytes))
        try:
            proven = self.gear.asking.ask("POST", FILE_READ, asked, AnswerKind.FILE)
        except BrokenOffError:
            self.pace.broke()
            raise
        piece = told(proven.payload, FilePiece)
        self._went(proven, len(piece.bytes))
        return piece

    def _went(self, proven: Proven, size: int) -> None:
        if proven.took_ms > PORTION_MS:
            self.pace.broke()
        elif proven.took_ms * 2 <= PORTION_MS:
            self.pace.went(size=size, took_ms=proven.took_ms, round_trip_ms=self.gear.asking.round_trip_ms)

    def _must_make_way(self) -> bool:
        """Facts come first: whatever was saved meanwhile is sent before the next piece of a file."""
        return (
            self.ticks() > self.until_ms
            or bool(self.gear.store.waiting(max_bytes=1))
            or self.gear.store.standing().is_paused
        )
