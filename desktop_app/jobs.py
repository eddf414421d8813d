"""Carries work off the GUI thread and its outcome back; knows nothing of what the work is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool, Signal

T = TypeVar("T")


class Runs(Protocol):
    """What a presenter asks of a runner, so that its tests need neither threads nor a window."""

    def run(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Call `work` somewhere; exactly one of `done` or `failed` is called later, on the caller's thread."""


class InlineRunner:
    """Does the work at once, on the spot: for tests of presenters."""

    def run(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Call `work`, then `done` with its value or `failed` with what it raised, before returning."""
        try:
            value = work()
        except Exception as error:  # noqa: BLE001  handed to `failed`, never dropped
            failed(error)
        else:
            done(value)


class JobRunner(QObject):
    """Owns the pool and the signal, so both outlive every job.

    Jobs begin in the order they were handed in. With `threads=1` they also run one after the other, all on the same
    thread for as long as the runner lives: the writer, whose connection must not change threads.
    """

    _settled = Signal(object, object)  # (callback, value)

    def __init__(self, *, threads: int, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setObjectName(name)
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)  # an idle thread stays: it keeps its database connection
        self._under_way = 0
        self._is_shut = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Exactly one of `done` or `failed` is called later, on the GUI thread. Call it from the GUI thread only.

        Raises:
            RuntimeError: the runner was shut down.
        """
        if self._is_shut:
            raise RuntimeError(f"the runner {self._pool.objectName()} was shut down")
        self._under_way += 1

        def job() -> None:
            try:
                value = work()
            except Exception as error:  # noqa: BLE001  handed to `failed`, never dropped
                self._settled.emit(failed, error)
            else:
                self._settled.emit(done, value)

        self._pool.start(job)

    def is_idle(self) -> bool:
        """Say whether every job handed in so far has had its outcome delivered."""
        return self._under_way == 0

    def shut_down(self) -> None:
        """Wait for every job, deliver every outcome, end the threads. Afterwards `run` raises."""
        while self._under_way:
            self._pool.waitForDone(-1)
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        self._is_shut = True
        self._pool.waitForDone(-1)

    def _deliver(self, callback: Callable[[Any], None], value: object) -> None:
        self._under_way -= 1
        callback(value)
