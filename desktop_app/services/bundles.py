"""Work carried by hand: a bundle written to a stick or a shared folder, its docket, and the answers taken back in.

Whoever calls this runs it where the ferry runs, one after the other: both cut segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop_app.services import papers
from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from desktop_app.storage.bundles import BundlePier
from desktop_app.storage.errors import MissingRecordError
from sync import stick
from sync.client.bundles import BundleUnknownError, SentBundle, Unpacked, pack, unpack
from sync.protocol.bundle import bundle_name, is_bundle_name, is_reply_name
from sync.records.errors import ExpectedError
from sync.records.seams import Random


class NoReplyError(ExpectedError):
    """The folder holds no answers for this laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What goes along with a bundle on paper. `id` finds it again: `paper_of(desk, papers.DOCKET, id)`.

    `first` and `last` are segments, 0 where the bundle only asks; `hash` is SHA-256 of the file in hex.
    """

    id: UUID
    number: int
    name: str
    hash: str
    operations: int
    first: int
    last: int
    made_at_ms: int

    @property
    def segments(self) -> int:
        """Return how many segments the bundle carries."""
        return self.last - self.first + 1 if self.first else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A bundle that lies on the stick, whole."""

    path: Path
    docket: Docket


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came back, in operations, of so many replies. `trouble` keys what the official reads, as in SyncReport.

    `unknown` replies answer bundles that this notebook does not know, or no longer waits for.
    """

    replies: int
    unknown: int
    received: int
    applied: int
    parked: int
    conflicts: int
    agreed: bool
    trouble: str


def export_to(desk: Desk, folder: Path, *, random: Random) -> Exported:
    """Write everything that the centre has not received as one bundle, with the question for what is new there.

    Never writes over another file. Raises: StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError,
    BundleTooLargeError, and the notebook's own.
    """
    pier = BundlePier(desk.notebook)
    there = {each.name for each in stick.files_in(folder, is_bundle_name)}
    number = pier.next_bundle_number()
    while bundle_name(desk.commune, desk.machine, number) in there:  # from before this notebook was restored
        number = pier.next_bundle_number()
    path = folder / bundle_name(desk.commune, desk.machine, number)
    stick.write_whole(path, pack(pier, pier.keys(), number=number, now_ms=desk.clock.now_ms(), random=random))
    return Exported(path=path, docket=_docket(desk, pier, pier.bundle_numbered(number)))


def import_from(desk: Desk, place: Path) -> Imported:
    """Take in every reply for this laptop that lies in a folder, or the one file that was chosen.

    A reply may come any number of times. Raises: NoReplyError, BundleUnknownError (none of them is for a bundle that
    this notebook knows), BundleBrokenError, BundleTooLargeError, UnknownFormatError, AnswerBrokenError,
    StickGoneError, and the notebook's own.
    """
    pier = BundlePier(desk.notebook)
    taken: list[Unpacked] = []
    unknown = 0
    for path in _replies(desk, place):
        try:
            with path.open("rb") as file:
                taken.append(unpack(pier, pier.keys(), file, now_ms=desk.clock.now_ms()))
        except BundleUnknownError:
            unknown += 1
        except OSError as error:
            raise stick.StickGoneError from error
    if not taken:
        raise BundleUnknownError
    return _together(taken, unknown)


def docket_of(desk: Desk, bundle_id: UUID) -> Docket:
    """Return a bundle's docket by its id. Raises: MissingRecordError."""
    pier = BundlePier(desk.notebook)
    return _docket(desk, pier, pier.bundle(bundle_id.bytes))


def docket_paper(desk: Desk, docket: Docket) -> Paper:
    """Return the docket as it is printed: what to compare the file with when it arrives."""
    return papers.docket(
        desk,
        subject=docket.id,
        name=docket.name,
        digest=docket.hash,
        made_at_ms=docket.made_at_ms,
        values={
            "number": docket.number,
            "operations": docket.operations,
            "segments": docket.segments,
            "first": docket.first,
            "last": docket.last,
        },
    )


def _docket(desk: Desk, pier: BundlePier, sent: SentBundle | None) -> Docket:
    if sent is None:
        raise MissingRecordError("bundle")
    return Docket(
        id=UUID(bytes=sent.hash[:16]),
        number=sent.number,
        name=bundle_name(desk.commune, desk.machine, sent.number),
        hash=sent.hash.hex(),
        operations=pier.operations_in(sent.first_segment, sent.last_segment) if sent.first_segment else 0,
        first=sent.first_segment,
        last=sent.last_segment,
        made_at_ms=sent.made_at_ms,
    )


def _replies(desk: Desk, place: Path) -> Sequence[Path]:
    """Return the files to read, in the order of their bundles. Raises: NoReplyError, StickGoneError."""
    if place.is_file():
        return [place]
    ours = bundle_name(desk.commune, desk.machine, 0).removesuffix("0.pha")
    found = stick.files_in(place, lambda name: name.startswith(ours) and is_reply_name(name))
    if not found:
        raise NoReplyError
    return sorted(found, key=lambda path: (len(path.name), path.name))


def _together(taken: Sequence[Unpacked], unknown: int) -> Imported:
    return Imported(
        replies=len(taken),
        unknown=unknown + sum(each.is_outdated for each in taken),
        received=sum(each.received for each in taken),
        applied=sum(each.applied for each in taken),
        parked=sum(each.parked for each in taken),
        conflicts=sum(each.conflicts for each in taken),
        agreed=taken[-1].agreed,
        trouble=next((each.trouble for each in reversed(taken) if each.trouble), ""),
    )
