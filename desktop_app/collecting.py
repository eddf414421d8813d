"""Collects Python's garbage on the GUI thread alone.

Python runs its cycle collector on whichever thread happens to allocate, and a widget that dies on a worker thread takes
the program with it. So the automatic collector is off, and a timer asks here, on the thread that owns the widgets.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS: Final = 1_000


class GuiThreadCollector(QObject):
    """Takes over from the automatic collector for as long as it lives; make it on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are due, as the automatic collector would have."""
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[-1])

    def settle(self) -> None:
        """Look no more at what there is now: a full pass over it would hold the windows up, and it stays anyway."""
        gc.freeze()

    def stop(self) -> None:
        """Give back to the automatic collector; no worker thread may be left."""
        self._timer.stop()
        gc.enable()
