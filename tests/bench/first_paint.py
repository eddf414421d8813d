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
    """The floor: the window of Qt for Python's own first example, a centred label and a button."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt names it
            super().paintEvent(event)
            report_and_end()

    application = QApplication([])
    window = Window()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Hello World", alignment=Qt.AlignmentFlag.AlignCenter))
    column.addWidget(QPushButton("Click me!"))
    window.resize(800, 600)
    window.show()
    application.exec()


def empty() -> None:
    """Below the floor: a window with nothing in it, which never touches Qt's enumerations."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt names it
            super().paintEvent(event)
            report_and_end()

    application = QApplication([])
    window = Window()
    window.resize(800, 600)
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
    elif sys.argv[1] == "empty":
        empty()
    else:
        unlock_window(Path(sys.argv[2]))
