"""A TCP link between laptop and centre that counts what it carries, looks for a planted word, and can be a bad one.

Runs an event loop in a thread of its own. Bytes are those of the streams, without TCP and IP headers.
"""

import asyncio
import logging
import random
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Way = Literal["up", "down"]
_HOST: Final = "127.0.0.1"
_BUFFER_BYTES: Final = 1 << 20
_PIECE_BYTES: Final = 4096
_PIECES_QUEUED: Final = 16
_RESENT_AFTER_S: Final = 0.2
_RESET: Final = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How bad a link is. `cut_bytes` 0: it never breaks.

    Whenever so many bytes were carried, both ways and over all connections together, every connection is reset and
    what is in flight is lost. A new connection costs one round trip more. `jitter_s`: at most so much later, by chance;
    `lost`: this share of the pieces is lost once and comes a retransmission later, and all behind it wait.
    """

    one_way_s: float = 0.150
    bytes_per_s: float = 256_000 / 8
    cut_bytes: int = 200_000
    jitter_s: float = 0.0
    lost: float = 0.0


BAD: Final = Weather()
SLOW: Final = Weather(cut_bytes=0)
"""The bad link without its cuts: what the same exchange carries where nothing breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a link carried since it was last asked to forget."""

    up: int
    down: int
    connections: int
    cuts: int
    canary_hits: int

    @property
    def both(self) -> int:
        """Both ways together."""
        return self.up + self.down


@dataclass(eq=False)
class _Passage:
    """One connection through the link: the streams of both shores."""

    writers: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    is_cut: bool = False

    def abort(self) -> None:
        """Reset both ends."""
        self.is_cut = True
        for writer in self.writers:
            shore: socket.socket | None = writer.get_extra_info("socket")
            if shore is not None and shore.fileno() >= 0:
                shore.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()


class Link:
    """Listens on `port` and passes everything on to another port of this machine. Use `open_link`."""

    def __init__(self, target_port: int, *, weather: Weather | None, canary: bytes, keep: Path | None) -> None:
        self.port = 0
        self._target_port = target_port
        self._weather = weather
        self._canary = canary
        self._keep = keep
        self._dice = random.Random(1)
        self._busy_until: dict[Way, float] = {"up": 0.0, "down": 0.0}
        self._passages: set[_Passage] = set()
        self._carried_ever = 0
        self._next_cut = weather.cut_bytes if weather else 0
        self.forget()

    def forget(self) -> None:
        """Count from nothing; the next cut stays where it is."""
        self._bytes: dict[Way, int] = {"up": 0, "down": 0}
        self._connections = self._cuts = self._hits = 0

    def carried(self) -> Carried:
        """Return what was carried since `forget`."""
        return Carried(
            up=self._bytes["up"],
            down=self._bytes["down"],
            connections=self._connections,
            cuts=self._cuts,
            canary_hits=self._hits,
        )

    async def serve(self, ready: threading.Event, closing: asyncio.Event) -> None:
        """Carry until `closing` is set."""
        server = await asyncio.start_server(self._pass, _HOST, 0, limit=_BUFFER_BYTES)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await closing.wait()
        server.close()
        for passage in list(self._passages):
            passage.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        if self._weather:
            await asyncio.sleep(self._weather.one_way_s * 2)
        try:
            far_reader, far_writer = await asyncio.open_connection(_HOST, self._target_port, limit=_BUFFER_BYTES)
        except OSError:
            writer.transport.abort()
            return
        for each in (writer, far_writer):
            each.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        passage = _Passage((writer, far_writer))
        self._passages.add(passage)
        try:
            if self._weather is None:
                await asyncio.gather(
                    self._carry(reader, far_writer, "up", passage), self._carry(far_reader, writer, "down", passage)
                )
            else:
                await asyncio.gather(
                    self._drag(reader, far_writer, "up", passage, self._weather),
                    self._drag(far_reader, writer, "down", passage, self._weather),
                )
        finally:
            self._passages.discard(passage)
            for each in passage.writers:
                each.close()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way, passage: _Passage
    ) -> None:
        """Pass on as fast as it goes."""
        tail = b""
        try:
            while piece := await reader.read(_BUFFER_BYTES):
                tail = self._count(way, tail, piece)
                writer.write(piece)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            passage.abort()

    async def _drag(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: Way,
        passage: _Passage,
        weather: Weather,
    ) -> None:
        """Pass on as slowly as the weather wants; all connections share one line per direction."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_PIECES_QUEUED)
        delivering = asyncio.ensure_future(self._deliver(queue, writer, way, passage, weather))
        try:
            while not passage.is_cut and (piece := await reader.read(_PIECE_BYTES)):
                now = time.monotonic()
                leaves = max(now, self._busy_until[way]) + len(piece) / weather.bytes_per_s
                self._busy_until[way] = leaves
                if leaves - now > 0.002:
                    await asyncio.sleep(leaves - now)
                await queue.put((leaves + weather.one_way_s + self._late_s(weather), piece))
            if not passage.is_cut:
                await queue.put((0.0, b""))
                await delivering
        except OSError:
            if not passage.is_cut:
                passage.abort()
        finally:
            delivering.cancel()

    def _late_s(self, weather: Weather) -> float:
        """Return how much later a piece comes than the link alone makes it."""
        late = self._dice.random() * weather.jitter_s
        is_lost = self._dice.random() < weather.lost
        return late + (_RESENT_AFTER_S + 2 * weather.one_way_s if is_lost else 0.0)

    async def _deliver(
        self,
        queue: asyncio.Queue[tuple[float, bytes]],
        writer: asyncio.StreamWriter,
        way: Way,
        passage: _Passage,
        weather: Weather,
    ) -> None:
        tail = b""
        while True:
            at, piece = await queue.get()
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            if passage.is_cut:
                return
            if not piece:
                if writer.can_write_eof():
                    writer.write_eof()
                return
            tail = self._count(way, tail, piece)
            writer.write(piece)
            self._carried_ever += len(piece)
            if weather.cut_bytes and self._carried_ever >= self._next_cut:
                self._next_cut += weather.cut_bytes
                self._cuts += 1
                for each in list(self._passages):
                    each.abort()
                return

    def _count(self, way: Way, tail: bytes, piece: bytes) -> bytes:
        """Count a piece; return its end, in which half a planted word may stand."""
        self._bytes[way] += len(piece)
        if self._keep is not None:
            with (self._keep / f"wire-{way}.bin").open("ab") as kept:
                kept.write(piece)
        seen = tail + piece
        if self._canary:
            self._hits += seen.count(self._canary)
        return seen[1 - len(self._canary) :] if len(self._canary) > 1 else b""


@contextmanager
def open_link(
    target_port: int, *, weather: Weather | None = None, canary: bytes = b"", keep: Path | None = None
) -> Iterator[Link]:
    """Open a link to a port of this machine; no weather: as fast as it goes. All that it carries is kept in `keep`."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it writes of every connection that we reset
    link = Link(target_port, weather=weather, canary=canary, keep=keep)
    loop = asyncio.new_event_loop()
    ready, closing = threading.Event(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[link.serve(ready, closing)], daemon=True)
    thread.start()
    ready.wait()
    try:
        yield link
    finally:
        loop.call_soon_threadsafe(closing.set)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
