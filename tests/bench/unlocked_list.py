"""One start of the program up to its first list, measured from within; the last line is JSON. Argument: the folder.

The passphrase is typed at an official's pace. The machine's own time is told: until he may type, and from Enter until
the list of the screen that comes up has been painted. Nothing is imported here that the program itself has not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLineEdit

from desktop_app.app import FirstPaint, Options, Program, make_application

if TYPE_CHECKING:
    from desktop_app.screens.unlock.presenter import UnlockState

PASSPHRASE = "thuyền qua bãi giữa sông"
KEY_EVERY_MS = 100
LOOK_EVERY_MS = 50
NOWHERE = "http://127.0.0.1:9"


def type_passphrase(program: Program) -> int:
    """Wait until the passphrase may be typed, type it, and return when it could be (monotonic ns)."""
    loop = QEventLoop()
    ready_ns: list[int] = []

    def look(state: UnlockState) -> None:
        if state.phase == "ready" and not ready_ns:
            ready_ns.append(time.monotonic_ns())
            loop.quit()

    program.unlock_presenter.changed.connect(look)
    loop.exec()
    field = program.unlock_view.findChild(QLineEdit, "passphrase")
    assert field is not None
    for letter in PASSPHRASE:
        field.insert(letter)
        QTimer.singleShot(KEY_EVERY_MS, loop.quit)
        loop.exec()
    return ready_ns[0]


def wait_for_list(program: Program) -> float:
    """Press Enter, and return the ms until the list was painted."""
    loop = QEventLoop()
    painted_ns: list[int] = []

    def painted() -> None:
        painted_ns.append(time.monotonic_ns())
        loop.quit()

    def watch(*_: object) -> None:
        from desktop_app.widgets.table import RecordTable

        assert program.desktop is not None
        for table in program.desktop.window.findChildren(RecordTable):
            table.model().modelReset.connect(lambda table=table: FirstPaint(table.viewport(), painted))

    def look() -> None:
        if program.desktop is not None and program.desktop.read.is_idle():
            painted()  # a small ward has nothing to list, and the screen says so

    poll = QTimer()
    poll.timeout.connect(look)
    poll.start(LOOK_EVERY_MS)
    program.unlock_presenter.opened.connect(watch)
    entered_ns = time.monotonic_ns()
    program.unlock_presenter.submit(PASSPHRASE)
    loop.exec()
    poll.stop()
    return (painted_ns[0] - entered_ns) / 1e6


def derivation_ms(folder: Path) -> float:
    """Return how long the key derivation takes that unlocking has done, by this vault's own cost."""
    from desktop_app.vault.passphrases import argon2id, passphrase_bytes
    from desktop_app.vault.slotfile import read_slot_file

    cost = read_slot_file(folder).body.slots[0].cost
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        argon2id(passphrase_bytes(PASSPHRASE), bytes(16), cost)
        times.append((time.perf_counter() - begun) * 1e3)
    return sorted(times)[1]


def main() -> None:
    """Start, unlock, measure, end."""
    folder = Path(sys.argv[1]) / "laptop"
    options = Options(folder=folder, centre_url=NOWHERE)
    program = Program(make_application(options), options)
    program.start()
    ready_ns = type_passphrase(program)
    from_enter_ms = wait_for_list(program)
    said: dict[str, Any] = {
        "ready_ns": ready_ns,
        "from_enter_ms": from_enter_ms,
        "derivation_ms": derivation_ms(folder),
    }
    program.close()
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
