"""Feels every key, click and touch in the program, and calls for the lock when there were none for too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from desktop_app.screens.shell.idle import IdleWatch

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
LOOK_EVERY_MS: Final = 1000


class IdleLock(QObject):
    """Calls `lock` once when the limit is reached, and is then at rest."""

    def __init__(
        self,
        app: QCoreApplication,
        *,
        limit_ms: int,
        elapsed_ms: Callable[[], int],
        lock: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """`elapsed_ms` must go on while the machine sleeps (on Linux CLOCK_BOOTTIME): a closed lid is idleness."""
        super().__init__(parent)
        self._app = app
        self._elapsed_ms = elapsed_ms
        self._lock = lock
        self._watch = IdleWatch(limit_ms=limit_ms, touched_ms=elapsed_ms())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a touch; never swallow anything.

        A first touch after the limit (the lid opened, the timer not yet run) locks; it does not wake.
        """
        if event.type() in _TOUCHES:
            self.look()
            self._watch = self._watch.touched(self._elapsed_ms())
        return False

    def look(self) -> None:
        """Lock when it is due."""
        if self._timer.isActive() and self._watch.is_due(self._elapsed_ms()):
            self.stop()
            self._lock()

    def stop(self) -> None:
        """Feel no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)
