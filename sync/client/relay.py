"""Laptops of one commune hand each other sealed segments that the centre lacks; whoever meets it hands them on.

A peer's segment is carried and read, never applied: what counts is what the centre says. That its author wrote it, the
segment proves by itself to the centre; here it is good that a member of the commune said so.
"""

import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Protocol

import msgspec
from msgspec import Meta

from sync.client.membership import Channel, NotAMemberError, call, listen
from sync.client.ports import UnreachableError
from sync.protocol.errors import (
    KeyBytesError,
    MessageBrokenError,
    NotForUsError,
    SegmentBrokenError,
    SegmentTooLargeError,
    UnknownFormatError,
)
from sync.protocol.keys import SealingPrivateKey, SigningPublicKey
from sync.protocol.limits import SEQ_MAX
from sync.protocol.messages import Id, SigningBytes, decode, encode
from sync.protocol.segment import SegmentBody, SegmentHeader, open_segment, verify_segment
from sync.records.errors import ExpectedError
from sync.records.seams import Random

PORT: Final = 8767
SILENCE_S: Final = 20.0
CONNECT_S: Final = 5.0
AT_ONCE_MAX: Final = 4
_NUMBERS_MAX: Final = 4096
_CHAINS_MAX: Final = 128

Number = Annotated[int, Meta(ge=1, le=SEQ_MAX)]


class Chain(msgspec.Struct, frozen=True, array_like=True):
    """Segments of one incarnation that somebody has and the centre may not; `machine`: what people call the laptop."""

    device: Id
    incarnation: Id
    machine: Annotated[str, Meta(max_length=8)]
    signing_public: SigningBytes
    numbers: Annotated[list[Number], Meta(max_length=_NUMBERS_MAX)]


class Inventory(msgspec.Struct, frozen=True, array_like=True):
    """All that one side can hand over."""

    chains: Annotated[list[Chain], Meta(max_length=_CHAINS_MAX)]


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """What one side lacks of the other's inventory, in the order in which it is to come."""

    segments: Annotated[list[tuple[Id, Id, Number]], Meta(max_length=_NUMBERS_MAX)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerSegment:
    """A segment of another laptop, as it wrote it."""

    device: bytes
    incarnation: bytes
    number: int
    machine: str
    signing_public: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Who this laptop is among those of its commune. `group_keys`: private halves, newest first; none: no relay."""

    device: bytes
    commune: str
    is_sample: bool
    group_keys: Sequence[SealingPrivateKey] = field(repr=False)


class PeerStore(Protocol):
    """The notebook as other laptops see it. Each call is one transaction."""

    def belonging(self) -> Belonging:
        """Return who this laptop is."""
        ...

    def inventory(self) -> Sequence[Chain]:
        """Return what the centre may lack: own segments without a receipt, and those of others that are carried."""
        ...

    def lacking(self, chain: Chain) -> Sequence[int]:
        """Return the numbers of another laptop's chain that never came here and that somebody may yet want."""
        ...

    def sealed(self, device: bytes, incarnation: bytes, number: int) -> bytes | None:
        """Return a segment's bytes."""
        ...

    def keep_peer(self, segment: PeerSegment) -> None:
        """Keep another laptop's segment."""
        ...


@dataclass(frozen=True, slots=True)
class Met:
    """What came of a meeting, in segments."""

    taken: int = 0
    given: int = 0


def meet(store: PeerStore, host: str, port: int, random: Random) -> Met:
    """Call another laptop of the commune and give each other what is lacking.

    Raises: UnreachableError (reason: dns, nobody_listens, no_route, broken_off), NotAMemberError (also where this
        laptop holds no group key yet).
    """
    try:
        with socket.create_connection((host, port), timeout=CONNECT_S) as wire:
            wire.settimeout(SILENCE_S)
            channel = call(wire, _group_key(store), random)
            return _swap(channel, store, is_first=True)
    except MessageBrokenError:
        raise NotAMemberError from None
    except (OSError, UnicodeError) as error:  # the latter: no name that could be
        raise UnreachableError(type(error).__name__, reason=_reason(error)) from error


class Listener:
    """Answers other laptops of the commune from threads of its own, until it is closed.

    `ready` is called when a member is there, before he is told what there is; `tell` after a meeting. Both on a
    thread of the listener's.
    """

    def __init__(
        self,
        store: PeerStore,
        random: Random,
        *,
        host: str,
        port: int = PORT,
        ready: Callable[[], None] | None = None,
        tell: Callable[[Met], None] | None = None,
    ) -> None:
        room = threading.BoundedSemaphore(AT_ONCE_MAX)
        wires: set[Any] = set()

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = False  # closing waits for those who are here
            allow_reuse_address = sys.platform != "win32"  # there it would let two programs share the port
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

            def verify_request(self, request: Any, client_address: Any) -> bool:
                del client_address
                wires.add(request)  # before its thread begins, so that closing finds every wire
                return True

            def close_request(self, request: Any) -> None:
                wires.discard(request)
                super().close_request(request)

            def finish_request(self, request: Any, client_address: object) -> None:
                del client_address
                if not room.acquire(blocking=False):
                    return
                try:
                    request.settimeout(SILENCE_S)
                    channel = listen(request, _group_key(store), random)
                    if ready is not None:
                        ready()
                    met = _swap(channel, store, is_first=False)
                    if tell is not None:
                        tell(met)
                except (NotAMemberError, UnreachableError, ExpectedError):
                    return  # a stranger, or one who is gone, or no room here: what came whole is kept, and no more
                finally:
                    room.release()

        self._wires = wires
        self._server = Server((host, port), socketserver.BaseRequestHandler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="relay", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Return where it listens."""
        port: int = self._server.server_address[1]
        return port

    def close(self) -> None:
        """Listen no more, and hang up on whoever is here; when this returns, nothing touches the store any more."""
        self._server.shutdown()
        self._thread.join()
        for wire in tuple(self._wires):
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
        self._server.server_close()


def open_peer(segment: PeerSegment, belonging: Belonging) -> tuple[SegmentHeader, SegmentBody]:
    """Read another laptop's segment with the commune's group keys.

    Raises: SegmentBrokenError (not what it is said to be), SegmentTooLargeError, UnknownFormatError, NotForUsError.
    """
    try:
        verified = verify_segment(segment.sealed, SigningPublicKey.from_bytes(segment.signing_public))
    except KeyBytesError:
        raise SegmentBrokenError from None
    header = verified.header
    said = (header.device, header.incarnation, header.number, header.commune, header.sample)
    if said != (segment.device, segment.incarnation, segment.number, belonging.commune, belonging.is_sample):
        raise SegmentBrokenError
    return header, open_segment(verified, belonging.group_keys)


def _reason(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "nobody_listens"
    return "dns" if isinstance(error, socket.gaierror | UnicodeError) else "no_route"


def _group_key(store: PeerStore) -> SealingPrivateKey:
    keys = store.belonging().group_keys
    if not keys:
        raise NotAMemberError
    return keys[0]


def _swap(channel: Channel, store: PeerStore, *, is_first: bool) -> Met:
    """Show each other what there is, then hand over what is lacking; each segment is kept as it comes."""
    ours = Inventory(list(store.inventory())[:_CHAINS_MAX])
    if is_first:
        channel.send(encode(ours))
    theirs = decode(channel.receive(), Inventory)
    if not is_first:
        channel.send(encode(ours))
        given = _give(channel, store)
        return Met(taken=_take(channel, store, theirs), given=given)
    taken = _take(channel, store, theirs)
    return Met(taken=taken, given=_give(channel, store))


def _take(channel: Channel, store: PeerStore, theirs: Inventory) -> int:
    belonging = store.belonging()
    wanted = [
        (chain, number)
        for chain in theirs.chains
        if chain.device != belonging.device
        for number in sorted(store.lacking(chain))
    ][:_NUMBERS_MAX]
    channel.send(encode(Wanted([(chain.device, chain.incarnation, number) for chain, number in wanted])))
    taken = 0
    for chain, number in wanted:
        segment = PeerSegment(
            device=chain.device,
            incarnation=chain.incarnation,
            number=number,
            machine=chain.machine,
            signing_public=chain.signing_public,
            sealed=channel.receive(),
        )
        if _is_good(segment, belonging):
            store.keep_peer(segment)
            taken += 1
    return taken


def _give(channel: Channel, store: PeerStore) -> int:
    given = 0
    for device, incarnation, number in decode(channel.receive(), Wanted).segments:
        sealed = store.sealed(device, incarnation, number)
        channel.send(sealed or b"")
        given += sealed is not None
    return given


def _is_good(segment: PeerSegment, belonging: Belonging) -> bool:
    """Say whether a segment is what it is said to be, and can be read here: only such a one is worth carrying."""
    try:
        open_peer(segment, belonging)
    except (SegmentBrokenError, SegmentTooLargeError, UnknownFormatError, NotForUsError):
        return False
    return True
