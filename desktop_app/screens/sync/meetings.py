"""Meets the commune's other laptops: lets them in while it is switched on, and calls one when asked. No widget."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.screens.sync.errand import Errand
from desktop_app.services import peers
from desktop_app.services.desk import Desk
from desktop_app.services.peers import Neighbours
from sync.client.relay import PORT, Listener, Met
from sync.records.seams import Random

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  an official let the others in: by whichever network they come
CUT_WAIT_S: Final = 5.0
"""How long a caller waits for what is not cut yet; the ferry may be on its way with the rest."""
_LOOK_S: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The neighbours as read, whether this laptop is open to them now, and where: its addresses to be read out."""

    neighbours: Neighbours
    is_open: bool
    addresses: tuple[str, ...]


class Meetings(QObject):
    """One for as long as the desk is open: `close` it behind the runners and before the notebook.

    Listening starts and stops on the writer's runner, in the order asked; calls go out on the ferry's own.
    """

    shown = Signal(object)  # Around
    busy_changed = Signal(bool)
    called = Signal(object)  # Met: what came of a call from here
    was_called = Signal(object)  # Met: what came of a call from another laptop
    refused = Signal(str)  # sentence
    _cut_asked = Signal(object)  # threading.Event, set when all that waited is cut

    def __init__(
        self,
        desk: Desk,
        jobs_write: Runs,
        jobs_read: Runs,
        jobs_sync: Runs,
        random: Random,
        *,
        host: str = EVERYWHERE,
        port: int = PORT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._sync = jobs_sync
        self._random = random
        self._host = host
        self._port = port
        self._listener: Listener | None = None
        self._is_closed = False
        self._errand = Errand(jobs_sync, self)
        self._errand.busy_changed.connect(self.busy_changed)
        self._cut_asked.connect(self._cut, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Say whether a call from here is under way."""
        return self._errand.is_busy

    def refresh(self) -> None:
        """Read anew who is around and what they did."""
        self._read.run(self._around, done=self.shown.emit, failed=self._tell)

    def resume(self) -> None:
        """Listen again where it was switched on; what stands in the way is told to whoever looks."""
        self._write.run(self._listen_again, done=lambda _nothing: self.refresh(), failed=self._refuse)

    def switch(self, is_listening: bool) -> None:
        """Let others in, or no more, and keep it so."""
        self._write.run(
            lambda: self._switch(is_listening=is_listening), done=lambda _nothing: self.refresh(), failed=self._refuse
        )

    def call(self, address: str) -> None:
        """Meet another laptop; a second press while it lasts does nothing."""
        self._errand.begin(
            lambda: peers.meet_at(self._desk, address, random=self._random), done=self._met, failed=self._refuse
        )

    def close(self) -> None:
        """Let nobody in any more; behind this, nothing here touches the notebook."""
        self._is_closed = True
        self._stop()

    def _listen_again(self) -> None:
        if peers.is_switched_on(self._desk):
            self._listen()

    def _switch(self, *, is_listening: bool) -> None:
        if is_listening:
            self._listen()
        else:
            self._stop()
        peers.set_listening(self._desk, is_listening=is_listening)

    def _listen(self) -> None:
        if self._listener is None:
            self._listener = peers.listen_here(
                self._desk,
                random=self._random,
                host=self._host,
                port=self._port,
                ready=self._wait_for_the_cut,
                tell=self.was_called.emit,
            )

    def _stop(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    def _wait_for_the_cut(self) -> None:
        """On a thread of the listener's: have what waits cut by the ferry's runner, as far as that has time for it."""
        done = threading.Event()
        self._cut_asked.emit(done)
        for _ in range(int(CUT_WAIT_S / _LOOK_S)):
            if self._is_closed or self._listener is None or done.wait(_LOOK_S):
                return

    def _cut(self, done: threading.Event) -> None:
        def failed(error: Exception) -> None:
            done.set()
            sentence_of(error)  # the caller gets what is cut already; only a fault of ours goes further

        if not self._is_closed:
            self._sync.run(
                lambda: peers.cut_for_a_meeting(self._desk, random=self._random),
                done=lambda _nothing: done.set(),
                failed=failed,
            )

    def _around(self) -> Around:
        listener = self._listener
        return Around(
            neighbours=peers.neighbours(self._desk),
            is_open=listener is not None,
            addresses=() if listener is None else addresses_here(listener.port),
        )

    def _met(self, met: Met) -> None:
        self.called.emit(met)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self._tell(error)
        self.refresh()

    def _tell(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))


def addresses_here(port: int) -> tuple[str, ...]:
    """Return where this laptop can be called, as one reads it out; the port only where it is not the usual one."""
    behind = "" if port == PORT else f":{port}"
    return tuple(
        f"{each.toString()}{behind}"
        for each in QNetworkInterface.allAddresses()
        if each.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol and not each.isLoopback()
    )
