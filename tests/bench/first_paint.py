"""One start, ended at its first paint: prints the monotonic clock (ns) and the heavy modules loaded by then."""

import json
import os
import sys
import time
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "requests", "cryptography", "sqlcipher3", "msgspec", "fastapi")


def report_and_end() -> None:
    """Say when the paint came and what was loaded, and end at once."""
    at_ns = time.monotonic_ns()
    print(json.dumps({"at_ns": at_ns, "heavy": [name for name in HEAVY if name in sys.modules]}), flush=True)
    os._exit(0)


def bare() -> None:
    """The floor: PySide6 and one plain window."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt names it
            super().paintEvent(event)
            report_and_end()

    application = QApplication([])
    window = Window()
    window.resize(900, 600)
    window.show()
    application.exec()


def unlock_window(folder: Path) -> None:
    """The program as officials start it."""
    from desktop_app.cli import main

    os.environ["XDG_DATA_HOME"] = str(folder.parent)
    assert folder.name == "haiphucvu", "officials' own folder has this name"
    del sys.argv[1:]
    main(on_first_paint=report_and_end)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        unlock_window(Path(sys.argv[2]))
