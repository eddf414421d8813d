"""A connection that does not wait for ever: not for headers, not for a body that nobody reads, not for a slow reader.

uvicorn's own protocol bounds how large a head may be and how long a connection rests between requests; it bounds
neither how long a head may take to come, nor what comes behind an answer, nor how long an answer may stay unread.
"""

import asyncio
from typing import Any, Final

import h11
from uvicorn import Config
from uvicorn.protocols.http.flow_control import CLOSE_HEADER
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from sync.central.limiting import Limits
from sync.protocol import limits as wire

HEAD_MAX_BYTES: Final = 16 * wire.KIB
"""Request line and headers together."""

LIMITS_STATE: Final = "limits"
CROWDED_STATE: Final = "crowded"
"""Names in the state that a request carries: the limits, and whether its connection is one too many."""

_TURNED_AWAY: Final = 64
"""So many connections above the limit still hear why; any more are closed as they come."""

_BEHIND_MAX_BYTES: Final = 4 * wire.SEALED_MAX_BYTES
"""So much of a body may come behind its answer, so that a sender who does not listen meanwhile hears it in the end."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on one connection, with an end to every wait."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits: Limits = app_state[LIMITS_STATE]
        self._behind = 0
        self._unread = 0
        self._waiting: asyncio.TimerHandle | None = None
        self._looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin, unless there are far too many already."""
        super().connection_made(transport)
        above = len(self.connections) - self._limits.connections
        if above > _TURNED_AWAY:
            transport.abort()
            return
        self.app_state = self.app_state | {CROWDED_STATE: above > 0}
        self._waiting = self.loop.call_later(self._limits.head_s, self._give_up)
        self._looking = self.loop.call_later(self._limits.gap_s, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waits."""
        self._stop_waiting()
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and see what is being waited for now."""
        is_behind = self._is_behind_answer()
        self._behind = self._behind + len(data) if is_behind else 0
        if self._behind > _BEHIND_MAX_BYTES:
            self.transport.abort()
            return
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait(self._limits.head_s)
        elif self._is_behind_answer():
            self._wait(self._limits.gap_s)
        else:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """See to it that what still comes of the request's body comes to an end."""
        super().on_response_complete()
        if self._is_behind_answer():
            self._wait(self._limits.gap_s)

    def send_400_response(self, msg: str) -> None:
        """Say that this was no HTTP, where that can still be said; there is no request that a signature could name."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        headers = [(b"content-length", b"0"), CLOSE_HEADER]
        for event in (h11.Response(status_code=400, headers=headers, reason=b"Bad Request"), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _is_behind_answer(self) -> bool:
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY

    def _wait(self, seconds: float) -> None:
        """Wait once: what comes drop by drop does not begin the wait anew."""
        if self._waiting is None:
            self._waiting = self.loop.call_later(seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self.transport.abort()

    def _look(self) -> None:
        """Close a connection whose other end has read nothing of its answer since the last look."""
        unread = self.transport.get_write_buffer_size()
        if unread and unread == self._unread:
            self.transport.abort()
            return
        self._unread = unread
        self._looking = self.loop.call_later(self._limits.gap_s, self._look)
