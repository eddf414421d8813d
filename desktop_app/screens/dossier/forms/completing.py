"""Taking missing papers in: each with its tick, kind and count; the rest of the list stays as it was. Widgets only."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.screens.dossier.forms.sheet import ActForm
from desktop_app.screens.intake.papers.view import PapersList
from sync.records.calendar import Standing
from sync.records.catalogue import Paper
from sync.records.dossier import Dossier


class CompleteForm(QWidget):
    """Emits `given` with the dossier's whole list of papers as it stands now."""

    given = Signal(object)  # tuple[PaperTaken, ...]
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dossier: Dossier | None = None
        self.papers = PapersList()
        self.sheet = ActForm(
            "complete", self.tr("Nhận bổ sung"), (), act=self.tr("Lưu: đã nhận bổ sung"), body=self.papers
        )
        self.sheet.given.connect(lambda _none: self._give())
        self.sheet.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)

    def open(self, dossier: Dossier) -> None:
        """Start with the papers that are missing, none of them ticked."""
        self._dossier = dossier
        rows = tuple(
            Paper(id=each.id, name=each.name, kind=each.kind, source="", standing=Standing.CHECKED)
            for each in dossier.missing
        )
        self.papers.show_papers(rows, {each.id: (each.kind, each.count, False) for each in dossier.missing})
        asked = [name for name in _asked(dossier) if name not in {each.name for each in dossier.missing}]
        self.sheet.open(
            said=self.tr("Hẹn trả được tính lại từ lúc nhận đủ."),
            listed=[self.tr("Đã yêu cầu thêm: {paper}").format(paper=name) for name in asked],
        )
        ticks = self.papers.tick_boxes()
        (ticks[0] if ticks else self.sheet.act).setFocus()

    def _give(self) -> None:
        if self._dossier is None:
            return
        taken = self.papers.taken()
        self.given.emit(
            tuple(
                replace(each, kind=taken[each.id][0], count=taken[each.id][1], is_present=taken[each.id][2])
                if each.id in taken
                else each
                for each in self._dossier.papers
            )
        )


def _asked(dossier: Dossier) -> list[str]:
    """Return the papers of the latest request."""
    return next(
        (list(each.get("papers", ())) for each in reversed(dossier.supplements) if each.get("what") == "asked"), []
    )
