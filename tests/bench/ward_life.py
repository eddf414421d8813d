"""One life of the program on the ward, measured from within: `search` or `gaps`; the last line is JSON.

Arguments: what to measure, the folder of the world, the centre's address, a file of questions, how many s to type.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.measure import percentile
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS

KEY_EVERY_MS = 120
WORD_PAUSE_MS = 450
BEAT_MS = 2
PAINT_MS = 40
"""So long the last answer is left to be painted; nobody asks sooner, the box itself waits longer for the next key."""


def measure_search(one: Person, queries: list[tuple[str, str]]) -> dict[str, Any]:
    """Ask each question once and time it from handing it over until its rows stand in the table's model."""
    screen: Any = one.go("lookup")
    loop = QEventLoop()
    screen.presenter.found.connect(lambda _query, _page: loop.quit())
    found: list[tuple[str, float, int]] = []
    _forget_peak()
    before_mb = _rss_mb()
    for kind, text in queries:
        _wait(PAINT_MS)
        begun = time.perf_counter()
        screen.presenter.seek(text)
        loop.exec()
        found.append((kind, (time.perf_counter() - begun) * 1e3, len(screen.table.rows())))
    hops = []
    for _ in range(200):
        begun = time.perf_counter()
        one.desktop.read.run(lambda: None, done=lambda _: loop.quit(), failed=lambda _: None)
        loop.exec()
        hops.append((time.perf_counter() - begun) * 1e3)
    return {"times": found, "hop_ms": percentile(hops, 0.99), "rss_mb": before_mb, "peak_rss_mb": _peak_mb()}


def measure_gaps(one: Person, queries: list[tuple[str, str]], *, at_least_s: float) -> dict[str, Any]:
    """Type in the look-up box while the ferry crosses; tell the GUI thread's longest pause after each key."""
    screen: Any = one.go("lookup")
    with _heart() as quiet:
        _wait(1_500)
    crossing = one.desktop.cross
    begun = time.monotonic()
    pauses: list[float] = []
    while_syncing = 0
    for _, text in queries:
        for letter in text:
            with _heart() as beats:
                _press(screen.search, letter)
                _wait(KEY_EVERY_MS)
            pauses.append(max(beats))
            while_syncing += not crossing.is_idle()
        with _heart() as beats:
            _wait(WORD_PAUSE_MS)
        pauses.append(max(beats))
        screen.search.clear()
        if crossing.is_idle() and time.monotonic() - begun > at_least_s:
            break
    one.wait(crossing.is_idle, "the crossing is over")
    from desktop_app.services import syncing

    status = syncing.status(one.desktop.desk)
    return {
        "pauses": pauses,
        "quiet_ms": max(quiet),
        "keys_while_syncing": while_syncing,
        "trouble": status.last_trouble,
        "on_the_way": status.on_the_way,
        "took_s": time.monotonic() - begun,
        "peak_rss_mb": _peak_mb(),
    }


def _press(field: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@contextmanager
def _heart() -> Iterator[list[float]]:
    """Beat on this thread's event loop; gives how many ms longer than wanted each beat was away, the last one too."""
    beats = [0.0]
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        beats.append((now - last[0]) * 1e3 - BEAT_MS)
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    try:
        yield beats
    finally:
        beat()
        timer.stop()


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _rss_mb() -> float:
    return _memory("VmRSS")


def _peak_mb() -> float:
    return _memory("VmHWM")


def _memory(name: str) -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def _forget_peak() -> None:
    """Let the highest memory be counted from now on: the key derivation's is not meant."""
    Path("/proc/self/clear_refs").write_text("5")


def main() -> None:
    """Live, and say what was measured."""
    act, folder, url, *rest = sys.argv[1:]
    with program_on(Path(folder) / "laptop", centre_url=url) as program:
        one = Person(program)
        one.unlock(OFFICIALS[0][2])
        queries: list[tuple[str, str]] = [tuple(each) for each in json.loads(Path(rest[0]).read_text())]
        measures: dict[str, Callable[[], dict[str, Any]]] = {
            "search": lambda: measure_search(one, queries),
            "gaps": lambda: measure_gaps(one, queries, at_least_s=float(rest[1])),
        }
        print(json.dumps(measures[act]()), flush=True)


if __name__ == "__main__":
    main()
