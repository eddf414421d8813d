"""Work carried by hand: asks for the stick, lets the ferry's worker write or read it, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.jobs import Runs
from desktop_app.screens import troubles
from desktop_app.screens.refusal import sentence_of
from desktop_app.screens.sync.view import SyncScreen
from desktop_app.services import bundles, papers
from desktop_app.services.bundles import Exported, Imported
from desktop_app.services.desk import Desk
from sync.records.seams import Random

MEDIA: Final = (Path("/media"), Path("/run/media"))
"""Where a desktop mounts what is plugged in: in a folder of the user's own."""


class Carrying(QObject):
    """What the two buttons for sticks do. `jobs` is the ferry's own runner: both cut segments, one after the other."""

    print_asked = Signal(str, str)  # kind of paper, id (hex)

    def __init__(self, screen: SyncScreen, desk: Desk, jobs: Runs, random: Random) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._jobs = jobs
        self._random = random
        screen.export_asked.connect(lambda: self._choose(self.tr("Chọn USB hoặc thư mục để ghi gói"), self.export_to))
        screen.import_asked.connect(lambda: self._choose(self.tr("Chọn USB có tệp trả lời"), self.import_from))

    def export_to(self, folder: str) -> None:
        """Write a bundle into a folder, then lay its docket before the official."""
        self._screen.show_usb(self.tr("Đang ghi gói. Xin chưa rút USB."), "accent")
        self._jobs.run(
            lambda: bundles.export_to(self._desk, Path(folder), random=self._random),
            done=self._exported,
            failed=self._failed,
        )

    def import_from(self, folder: str) -> None:
        """Take in the answers that lie in a folder."""
        self._screen.show_usb(self.tr("Đang nhận tệp trả lời. Xin chưa rút USB."), "accent")
        self._jobs.run(lambda: bundles.import_from(self._desk, Path(folder)), done=self._imported, failed=self._failed)

    def _choose(self, text: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._screen, text, str(begin_at(Path.home(), MEDIA)))
        dialog.setObjectName("stick_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _exported(self, exported: Exported) -> None:
        docket = exported.docket
        said = self.tr("Đã ghi {name}: {n} việc. Xin in phiếu giao, rồi rút USB an toàn.")
        self._screen.show_usb(said.format(name=docket.name, n=docket.operations), "good")
        self._screen.presenter.refresh()
        self._screen.wrote.emit()
        self.print_asked.emit(papers.DOCKET, docket.id.hex)

    def _imported(self, came: Imported) -> None:
        said = self.tr("Trung tâm đã nhận {received} việc, đã ghi nhận {applied} việc.").format(
            received=came.received, applied=came.applied
        )
        if came.trouble:
            said = f"{said} {troubles.trouble(came.trouble).text}"
        self._screen.show_usb(said, "warn" if came.trouble else "good")
        self._screen.presenter.refresh()
        self._screen.wrote.emit()

    def _failed(self, error: Exception) -> None:
        self._screen.show_usb(sentence_of(error), "danger")


def begin_at(home: Path, media: Iterable[Path]) -> Path:
    """Return where to begin to look for a stick: on the only one, where several are, or at home where none is."""
    sticks = [stick for place in media for stick in _in(place / home.name)]
    if not sticks:
        return home
    return sticks[0] if len(sticks) == 1 else sticks[0].parent


def _in(place: Path) -> list[Path]:
    try:
        return [each for each in place.iterdir() if each.is_dir()]
    except OSError:  # nothing was ever mounted there, or it was pulled out just now
        return []
