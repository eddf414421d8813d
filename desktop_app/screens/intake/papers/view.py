"""The papers of a dossier as rows: present or not, which kind, how many. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.widgets.count_field import CountField
from desktop_app.widgets.plain import hint, label
from sync.records.calendar import Standing
from sync.records.catalogue import Paper

Taken = Mapping[str, tuple[str, int, bool]]
"""Paper id -> (kind, count, whether it is here)."""


class PapersList(QWidget):
    """Emits `changed` with the whole mapping after each edit."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _PaperRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_papers(self, papers: tuple[Paper, ...], taken: Taken) -> None:
        """Show one row for each paper; what the draft holds of it stands in the row."""
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for paper in papers:
            row = _PaperRow(paper, *taken.get(paper.id, (paper.kind, 1, False)))
            row.changed.connect(self._tell)
            self._rows[paper.id] = row
            self._column.addWidget(row)

    def taken(self) -> dict[str, tuple[str, int, bool]]:
        """Return what the rows say."""
        return {key: row.value() for key, row in self._rows.items()}

    def tick_boxes(self) -> tuple[QCheckBox, ...]:
        """Return the rows' tick boxes in order."""
        return tuple(row.tick for row in self._rows.values())

    def stops_of(self, tick: QCheckBox) -> tuple[QWidget, ...]:
        """Return where Tab stops in the row of a tick box, in order."""
        row = next(each for each in self._rows.values() if each.tick is tick)
        return row.tick, row.kind, row.count

    def _tell(self) -> None:
        self.changed.emit(self.taken())


class _PaperRow(QFrame):
    """One paper. A click on its name ticks it."""

    changed = Signal()

    def __init__(self, paper: Paper, kind: str, count: int, is_present: bool) -> None:
        super().__init__()
        self.setObjectName(f"paper_{paper.id}")
        self.tick = QCheckBox()
        self.tick.setObjectName(f"present_{paper.id}")
        self.tick.setAccessibleName(self.tr("Đã có: {paper}").format(paper=paper.name))
        self.tick.setChecked(is_present)
        self.kind = QComboBox()
        self.kind.setObjectName(f"kind_{paper.id}")
        self.kind.setAccessibleName(self.tr("Loại giấy tờ: {paper}").format(paper=paper.name))
        for key in axes.PAPER_KINDS:
            self.kind.addItem(axes.paper_kind(key), key)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self.count = CountField()
        self.count.setObjectName(f"count_{paper.id}")
        self.count.setAccessibleName(self.tr("Số lượng: {paper}").format(paper=paper.name))
        self.count.set_count(count)
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the page, it changes no kind
        self._lay_out(paper)
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.count.count_changed.connect(lambda _n: self.changed.emit())

    def value(self) -> tuple[str, int, bool]:
        """Return kind, count and presence."""
        return str(self.kind.currentData()), self.count.count(), self.tick.isChecked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the row."""
        self.tick.toggle()
        event.accept()

    def _lay_out(self, paper: Paper) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(paper.name))
        facts = [self.tr("phải xuất trình") if paper.is_shown else self.tr("phải nộp")]
        if not paper.is_required:
            facts.append(self.tr("nếu có"))
        if paper.standing is not Standing.CHECKED:
            facts.append(self.tr("chưa kiểm chứng"))
        words.addWidget(hint(" · ".join(facts)))
        self.tick.setFixedWidth(34)
        self.kind.setFixedWidth(158)
        self.count.setFixedWidth(54)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.addWidget(self.tick, 0, 0)
        grid.addLayout(words, 0, 1)
        grid.addWidget(self.kind, 0, 2)
        grid.addWidget(self.count, 0, 3)
        grid.setColumnStretch(1, 1)
