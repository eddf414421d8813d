"""The papers of a dossier as rows: present or not, which kind, how many. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.widgets.count_field import CountField
from desktop_app.widgets.plain import hint, label
from sync.records.calendar import Standing
from sync.records.catalogue import Paper

Taken = Mapping[str, tuple[str, int, bool]]
"""Paper id -> (kind, count, whether it is here)."""


class PapersList(QWidget):
    """Emits `changed` with the whole mapping after each edit; `finished` when Enter has ticked the last one."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _PaperRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_papers(self, papers: tuple[Paper, ...], taken: Taken) -> None:
        """Show one row for each paper; what the draft holds of it stands in the row."""
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        is_doubt_said = all(paper.standing is not Standing.CHECKED for paper in papers)  # once, above them all
        for paper in papers:
            row = _PaperRow(paper, *taken.get(paper.id, (paper.kind, 1, False)), is_doubt_said=is_doubt_said)
            row.changed.connect(self._tell)
            row.tick.left_towards.connect(partial(self._go, paper.id))
            self._rows[paper.id] = row
            self._column.addWidget(row)

    def taken(self) -> dict[str, tuple[str, int, bool]]:
        """Return what the rows say."""
        return {key: row.value() for key, row in self._rows.items()}

    def tick_required(self) -> None:
        """Tick every paper that must be there; one that is only brought "if there is one" stays as it is."""
        for row in self._rows.values():
            if row.is_required:
                row.tick.setChecked(True)

    def begin(self) -> None:
        """Put the focus on the first paper that is not ticked."""
        ticks = self.tick_boxes()
        unticked = [tick for tick in ticks if not tick.isChecked()]
        if ticks:
            (unticked or list(ticks))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def tick_boxes(self) -> tuple[QCheckBox, ...]:
        """Return the rows' tick boxes in order."""
        return tuple(row.tick for row in self._rows.values())

    def stops_of(self, tick: QCheckBox) -> tuple[QWidget, ...]:
        """Return where Tab stops in the row of a tick box, in order."""
        row = next(each for each in self._rows.values() if each.tick is tick)
        return row.tick, row.kind, row.count

    def _go(self, paper_id: str, step: int) -> None:
        """Go to the tick box before or behind one; behind the last the papers are done."""
        ticks = self.tick_boxes()
        at = list(self._rows).index(paper_id) + step
        if at >= len(ticks):
            self.finished.emit()
        else:
            ticks[max(at, 0)].setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self) -> None:
        self.changed.emit(self.taken())


class _Tick(QCheckBox):
    """Enter ticks and goes on to the next paper; Up and Down go from paper to paper."""

    left_towards = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the papers."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.setChecked(True)
                self.left_towards.emit(1)
            case Qt.Key.Key_Down:
                self.left_towards.emit(1)
            case Qt.Key.Key_Up:
                self.left_towards.emit(-1)
            case _:
                super().keyPressEvent(event)


class _PaperRow(QFrame):
    """One paper. A click on its name ticks it."""

    changed = Signal()

    def __init__(self, paper: Paper, kind: str, count: int, is_present: bool, *, is_doubt_said: bool) -> None:
        super().__init__()
        self.setObjectName(f"paper_{paper.id}")
        self.is_required = paper.is_required
        self.tick = _Tick()
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
        self._paper_name, self._name, self._facts = paper.name, label(), hint()
        self._lay_out(paper, is_doubt_said=is_doubt_said)
        self.tick.toggled.connect(self._show_kind)
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

    def _show_kind(self, is_present: bool) -> None:
        """Ask for kind and count of a paper only once it is there; until then its facts stand behind its name."""
        for part in (self._facts, self.kind, self.count):
            part.setVisible(is_present)
        said = self._paper_name if is_present else f"{self._paper_name} · {self._facts.text()}"
        self._name.setText(said)

    def _lay_out(self, paper: Paper, *, is_doubt_said: bool) -> None:
        facts = [self.tr("phải xuất trình") if paper.is_shown else self.tr("phải nộp")]
        if not paper.is_required:
            facts.append(self.tr("nếu có"))
        if paper.standing is not Standing.CHECKED and not is_doubt_said:
            doubt = self.tr("chưa kiểm chứng")
            self._paper_name = f"{paper.name} · {doubt}"
        if paper.note:
            facts.append(paper.note)
        self.tick.setFixedWidth(34)
        self.kind.setFixedWidth(158)
        self.count.setFixedWidth(54)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.tick, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._facts.setText(" · ".join(facts))
        grid.addWidget(self._name, 0, 1, 1, 3)
        grid.addWidget(self._facts, 1, 1)
        grid.addWidget(self.kind, 1, 2)
        grid.addWidget(self.count, 1, 3)
        grid.setColumnStretch(1, 1)
        self._show_kind(self.tick.isChecked())
