"""The road between two laptops on one network: a wire in memory that is cut or hurt where the scheduler says."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from sync.client.bundles import cut_what_waits
from sync.client.membership import NotAMemberError, call, listen
from sync.client.ports import UnreachableError
from sync.client.relay import Met, _swap  # the words on the wire, without the sockets around them
from sync.protocol.errors import MessageBrokenError
from tests.simulation.places import Place
from tests.simulation.shores import Laptop

_WHOLE: Final = 10**9
_PATIENCE_S: Final = 60.0


class Pipe:
    """One direction of a wire: it carries so many bytes and no more, and may turn a bit of one over.

    Whoever writes is never told that nobody reads, as on a real one at first: so both ends do the same in every replay.
    """

    def __init__(self, room: int, hurt_at: int) -> None:
        self._room, self._hurt_at = room, hurt_at
        self._came = threading.Condition()
        self._bytes = bytearray()
        self._carried = 0
        self._is_over = False

    def put(self, data: bytes) -> None:
        """Hand on what there is room for."""
        with self._came:
            carried = bytearray(data[: self._room - self._carried])
            if self._carried <= self._hurt_at < self._carried + len(carried):
                carried[self._hurt_at - self._carried] ^= 4
            self._carried += len(carried)
            self._bytes += carried
            self._is_over |= self._carried == self._room
            self._came.notify()

    def take(self, size: int) -> bytes:
        """Return some bytes, none when the wire is cut. Raises: TimeoutError where both ends wait for each other."""
        with self._came:
            if not self._came.wait_for(lambda: self._bytes or self._is_over, _PATIENCE_S):
                raise TimeoutError("both ends wait")
            piece = bytes(self._bytes[:size])
            del self._bytes[:size]
            return piece

    def end(self) -> None:
        """Carry nothing more."""
        with self._came:
            self._is_over = True
            self._came.notify()


class Wire:
    """One end of a wire."""

    def __init__(self, incoming: Pipe, outgoing: Pipe) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    def recv(self, size: int, /) -> bytes:
        """Return some bytes, none when the wire is cut."""
        return self._incoming.take(size)

    def sendall(self, data: bytes, /) -> None:
        """Hand on what the wire bears."""
        self._outgoing.put(data)

    def hang_up(self) -> None:
        """Send nothing more."""
        self._outgoing.end()


class End:
    """One laptop in a meeting: what it says on its end of the wire, and what came of it."""

    def __init__(self, laptop: Laptop, wire: Wire, seed: int, *, is_caller: bool) -> None:
        self.laptop = laptop
        self.met, self.told = Met(), ""
        self._wire = wire
        self._random = random.Random(seed).randbytes
        self._is_caller = is_caller

    def cut(self) -> None:
        """Cut what waits into segments: nothing else can be handed over."""
        cut_what_waits(self.laptop.pier, self.laptop.keys(), self._random)

    def talk(self) -> None:
        """Meet, and hang up in the end, also where the power goes."""
        try:
            self.laptop.survive(self._meet)
        finally:
            self._wire.hang_up()

    def _meet(self) -> None:
        keys = self.laptop.peers.belonging().group_keys
        if not keys:
            self.told = "no key"
            return
        prove = call if self._is_caller else listen
        try:
            channel = prove(self._wire, keys[0], self._random)
            self.met = _swap(channel, self.laptop.peers, is_first=self._is_caller)
        except (NotAMemberError, UnreachableError, MessageBrokenError) as error:
            self.told = type(error).__name__  # what came whole is kept, and no more


def meet_another(place: Place, laptop: Laptop) -> str:
    """A laptop calls another one of its commune, and each takes what the other has and the centre may lack."""
    rng = place.rng
    other = rng.choice([each for each in place.laptops if each is not laptop])
    there, back = _pipe(rng), _pipe(rng)
    caller = End(laptop, Wire(back, there), rng.getrandbits(64), is_caller=True)
    listener = End(other, Wire(there, back), rng.getrandbits(64), is_caller=False)
    for end in (caller, listener):
        end.laptop.survive(end.cut)
    with ThreadPoolExecutor(1) as pool:
        answering = pool.submit(listener.talk)
        caller.talk()
        answering.result()
    place.shelf.elsewhere |= {laptop.machine, other.machine}
    told = caller.told or listener.told
    return f"meets {other.name}: takes {caller.met.taken} of {listener.met.given}, gives {caller.met.given} {told}"


def _pipe(rng: random.Random) -> Pipe:
    """Return one direction, which holds through half of the meetings."""
    chance, place = rng.random(), rng.choice([rng.randrange(1, 400), rng.randrange(1, 8_000)])
    return Pipe(room=place if chance < 0.2 else _WHOLE, hurt_at=place if 0.2 <= chance < 0.3 else _WHOLE)
