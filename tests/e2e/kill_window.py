"""One life of the program through its real window, to be killed: each save is said once the window has said it.

Arguments: world folder, centre's address, name of this life, saves, fail-point (ignored: the kill comes from outside).
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sync.records.sample_people import sample_card
from tests.e2e.day_desk import choose_procedure
from tests.e2e.kill_life import say
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS, SampleWorld, sample_of


def main() -> None:
    """Live."""
    folder, url, name, saves = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    world = SampleWorld.at(folder)
    with program_on(world.laptop, centre_url=url) as program:
        one = Person(program)
        one.unlock(OFFICIALS[0][2])
        say("unlocked")
        for number in range(saves):
            token = f"{name}-{number}"
            intake = one.go("intake")
            one.click("clear", intake)
            one.type("qr", sample_card(sample_of(12)[number]), intake)
            one.key(one.part("qr", QWidget, intake), Qt.Key.Key_Return)
            if one.part("twin", QWidget, intake).isVisible():
                one.click("use_twin", intake)
            choose_procedure(one, intake, "sao y")
            one.click("all_papers", intake)
            one.type("note", token, intake)
            one.click("save", intake)
            one.wait(one.part("saved_code", QWidget, intake).isVisible, "it is said to be saved")
            say("saved", token)
            one.click("sync_now", one.go("sync"))
        one.wait(one.desktop.cross.is_idle, "the ferry is back")


if __name__ == "__main__":
    main()
