"""One life of the program's window for a test that ends it from outside. Arguments: what to do, the world's folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from tests.e2e.kill_life import say
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS, SampleWorld

HALF_FILLED = "Người đang nhập dở Mẫu"


def fill_half(one: Person) -> None:
    """Type into the form and say when the notebook has it, then wait to be killed."""
    intake = one.go("intake")
    one.type("name", HALF_FILLED, intake)
    one.wait(lambda: one.kept_draft() == HALF_FILLED, "the draft is in the notebook")
    say("kept")
    one.wait(lambda: False, "the kill")


def read_half(one: Person) -> None:
    """Say what stands in the form after the power cut."""
    intake = one.go("intake")
    one.settle()
    say("name", one.text("name", intake))
    say("hint", str(one.part("draft_hint", QWidget, intake).isVisible()))


def lock(one: Person) -> None:
    """Type, then lock at once: the draft must be kept, and this process replaced."""
    intake = one.go("intake")
    one.type("name", HALF_FILLED, intake)
    say("locking")
    one.part("lock", QWidget, one.desktop.window).click()  # type: ignore[attr-defined]  # it is a button


def be_second(one: Person) -> None:
    """Say what the unlock window of a second copy says."""
    one.wait(lambda: bool(one.part("problem", QLabel, one.program.unlock_view).text()), "the sentence stands there")
    say("problem", one.part("problem", QLabel, one.program.unlock_view).text())
    say("passphrase", str(one.part("passphrase", QWidget, one.program.unlock_view).isEnabled()))


def fault(one: Person) -> None:
    """Let a slot raise a fault of ours, and say what the window says of it."""

    def fail() -> None:
        raise LookupError(HALF_FILLED)

    sys.excepthook = one.program.report
    QTimer.singleShot(0, fail)
    loop = QEventLoop()
    QTimer.singleShot(200, loop.quit)
    loop.exec()
    box = one.part("fault", QMessageBox, one.desktop.window)
    say("fault", box.text().replace("\n", " "))
    box.reject()
    one.go("home")
    say("alive", one.desktop.window.current_name())


ACTS = {"fill_half": fill_half, "read_half": read_half, "lock": lock, "be_second": be_second, "fault": fault}


def main() -> None:
    """Live."""
    act, world = sys.argv[1], SampleWorld.at(Path(sys.argv[2]))
    with program_on(world.laptop, centre_url="http://127.0.0.1:9") as program:
        one = Person(program)
        if act != "be_second":
            one.unlock(OFFICIALS[0][2])
        ACTS[act](one)


if __name__ == "__main__":
    main()
