"""Work of the commune's other laptops that has not been through the centre: met on the local network, shown, handed on.

It never counts as applied: nothing of it enters what the centre said, and it goes from here when the centre has it.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.storage import switches
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.peers import PeerPier
from desktop_app.storage.pier import Pier
from desktop_app.storage.reading import Reader
from sync.client.bundles import cut_what_waits
from sync.client.membership import NotAMemberError
from sync.client.ports import UnreachableError
from sync.client.relay import PORT, Belonging, Listener, Met, PeerSegment, meet, open_peer
from sync.protocol.errors import NotForUsError, SegmentBrokenError, SegmentTooLargeError, UnknownFormatError
from sync.records.errors import ExpectedError
from sync.records.operation import Operation, OperationUnreadableError, Origin, decode_operation
from sync.records.record import Record
from sync.records.rules import KINDS
from sync.records.seams import Random

_PORT_MAX: Final = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """One act at another laptop that has not been through the centre ("chưa qua trung tâm")."""

    machine: str
    kind: str
    record: UUID
    code: str
    name: str
    claimed_at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """How this laptop stands to the commune's others. `is_member`: it has the commune's key; without it none meets.

    `is_listening` and `address` are what was switched and typed here last; `rows` the newest first. `closed`: machines
    whose work the centre will not take, each with the centre's reason.
    """

    is_listening: bool
    address: str
    is_member: bool
    rows: tuple[PeerRow, ...]
    closed: tuple[tuple[str, str], ...] = ()


class MeetingError(ExpectedError):
    """Two laptops did not meet, or not to the end; what came whole is kept. `cause` keys the sentence."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    @property
    def code(self) -> str:
        return f"peer.{self.cause}"


def neighbours(desk: Desk) -> Neighbours:
    """Return how this laptop stands to the commune's others."""
    is_listening, address = switches.relay_switches(desk.notebook)
    pier = PeerPier(desk.notebook)
    return Neighbours(
        is_listening=is_listening,
        address=address,
        is_member=bool(pier.belonging().group_keys),
        rows=tuple(sorted(not_through_the_centre(desk), key=lambda row: -row.claimed_at_ms)),
        closed=tuple(pier.closed()),
    )


def is_switched_on(desk: Desk) -> bool:
    """Return whether other laptops are to be let in."""
    return switches.relay_switches(desk.notebook)[0]


def set_listening(desk: Desk, *, is_listening: bool) -> None:
    """Keep whether other laptops are let in: the desk listens again when it is opened next."""
    switches.set_listening(desk.notebook, is_listening=is_listening)


def listen_here(
    desk: Desk,
    *,
    random: Random,
    host: str,
    port: int = PORT,
    ready: Callable[[], None] | None = None,
    tell: Callable[[Met], None] | None = None,
) -> Listener:
    """Answer other laptops of the commune at this address, until the listener is closed.

    `ready` and `tell` are called before and after each meeting, on a thread of the listener's.

    Raises: MeetingError (the port is not to be had).
    """
    try:
        return Listener(PeerPier(desk.notebook), random, host=host, port=port, ready=ready, tell=tell)
    except OSError as error:
        raise MeetingError("port_taken") from error


def cut_for_a_meeting(desk: Desk, *, random: Random) -> None:
    """Cut what waits here into segments, which is all that can be handed over. Only on the ferry's own runner."""
    pier = Pier(desk.notebook)
    cut_what_waits(pier, pier.keys(), random)


def meet_at(desk: Desk, address: str, *, random: Random) -> Met:
    """Call another laptop by its name or address, with its port where it is not the usual one; keep the address.

    What waits here is cut into segments first, so this belongs on the ferry's own runner: both cut.

    Raises: MeetingError.
    """
    address = address.strip()
    host, port = _place(address)
    switches.set_relay_address(desk.notebook, address)
    store = PeerPier(desk.notebook)
    if not store.belonging().group_keys:
        raise MeetingError("no_key")
    cut_for_a_meeting(desk, random=random)
    try:
        return meet(store, host, port, random)
    except NotAMemberError as error:
        raise MeetingError("not_a_member") from error
    except UnreachableError as error:
        raise MeetingError(error.reason) from error


def _place(address: str) -> tuple[str, int]:
    """Return host and port of what was typed; more than one colon is an address of version 6. Raises: MeetingError."""
    host, _, port = address.partition(":") if address.count(":") < 2 else (address, "", "")
    if not host:
        raise MeetingError("address_missing")
    if not port:
        return host, PORT
    if not port.isdecimal() or not 0 < int(port) <= _PORT_MAX:
        raise MeetingError("dns")
    return host, int(port)


def not_through_the_centre(desk: Desk) -> tuple[PeerRow, ...]:
    """Return what other laptops did, as their segments tell it: those that the centre has not said to have.

    An act that its author carried into a new incarnation is one act, whichever of the two came here.
    """
    return read_as_on_the_way(PeerPier(desk.notebook))


def read_as_on_the_way(pier: PeerPier) -> tuple[PeerRow, ...]:
    """Return the same of a notebook's side of meetings."""
    belonging = pier.belonging()
    read = [
        (segment.machine, origin, operation)
        for segment in pier.carried()
        for origin, operation in _operations(segment, belonging_of=belonging)
    ]
    originals = {
        (Origin(origin.device, carried.incarnation), carried.seq)
        for _, origin, operation in read
        if (carried := operation.body.carried) is not None
    }
    found: list[PeerRow] = []
    with pier.notebook.reading() as reader:
        for machine, origin, operation in read:
            record = _record(reader, operation)
            if (origin, operation.seq) not in originals and not _is_known(record, origin, operation):
                found.append(_row(machine, operation, record))
    return tuple(found)


def _operations(segment: PeerSegment, *, belonging_of: Belonging) -> Iterator[tuple[Origin, Operation]]:
    """Yield what a segment carries, as far as this version can read it."""
    try:
        header, body = open_peer(segment, belonging_of)
        origin = Origin(UUID(bytes=header.device), UUID(bytes=header.incarnation))
        yield from ((origin, decode_operation(raw)) for raw in body.ops)
    except (SegmentBrokenError, SegmentTooLargeError, UnknownFormatError, NotForUsError, OperationUnreadableError):
        return


def _row(machine: str, operation: Operation, record: Record | None) -> PeerRow:
    fields = {**(record.fields if record else {}), **operation.body.sets}
    return PeerRow(
        machine=machine,
        kind=operation.kind,
        record=operation.record,
        code=str(fields.get("official_code") or fields.get("provisional_code") or fields.get("code") or ""),
        name=str(fields.get("person_name") or fields.get("name") or ""),
        claimed_at_ms=operation.claimed_at_ms,
    )


def _record(reader: Reader, operation: Operation) -> Record | None:
    kind = KINDS.get(operation.kind)
    with suppress(MissingRecordError):
        return None if kind is None else reader.get(kind.record_type, operation.record)
    return None


def _is_known(record: Record | None, origin: Origin, operation: Operation) -> bool:
    """Say whether the centre has written something of this operation, or of a later one of its laptop, here.

    Carried into another incarnation it has another number there, and still its official and its time.
    """
    marks = record.marks.values() if record else ()
    return any(
        each.seq >= operation.seq
        if each.incarnation == origin.incarnation
        else (each.actor, each.claimed_at_ms) == (operation.actor, operation.claimed_at_ms)
        for each in marks
        if each.device == origin.device
    )
