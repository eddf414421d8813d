"""The shelf: results that wait for their owners, ticked one by one and taken out on a run. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.places import Place
from desktop_app.screens.shelf.presenter import ShelfPresenter
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.plain import button, error_line, hint, label, say_error, strong, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier

TICK_AT: Final = 0
NAME_AT: Final = 2


class ShelfScreen(QWidget):
    """Kệ kết quả. `wrote` after a run was opened."""

    go = Signal(str, str)  # Place, id of a dossier or run (hex)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("shelf")
        self.setProperty("role", "surface")
        self.presenter = ShelfPresenter(desk, jobs_write, jobs_read, self)
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Kệ kết quả")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the shelf anew; the cursor stands in the list."""
        say_error(self._error, "")
        self.presenter.refresh()
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the current row, Ctrl+A all of them."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space and self.table.current_key():
                self._tick(self.table.current_key())
                return True
            if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.presenter.tick_all()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.cluster = QComboBox()
        self.cluster.setObjectName("cluster_filter")
        self.cluster.setAccessibleName(self.tr("Khu dân cư"))
        self.cluster.setMinimumWidth(300)
        named = label(self.tr("Khu dân cư"), role="field")
        named.setWordWrap(False)
        named.setBuddy(self.cluster)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title(self.title), 1)
        head.addWidget(named)
        head.addWidget(self.cluster)
        self.table = RecordTable(
            (
                Column(title=self.tr("Chọn"), width_px=108),
                Column(title=self.tr("Ngăn kệ"), width_px=100),
                Column(title=self.tr("Họ và tên · Địa chỉ")),
                Column(title=self.tr("Khu dân cư · Hẹn trả"), width_px=204),
                Column(title=self.tr("Mã hồ sơ · Kết quả số"), width_px=CODE_PX),
            ),
            accessible_name=self.tr("Kết quả trên kệ"),
            empty_text=self.tr(
                "Trên kệ chưa có kết quả nào.\nXin tra cứu hồ sơ (F3), ghi kết quả rồi đưa lên kệ; hồ sơ sẽ hiện ở đây."
            ),
        )
        self.table.setObjectName("shelf_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=NAME_AT))
        self.table.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(hint(self.tr("Phím cách: chọn hoặc bỏ chọn · Ctrl+A: chọn tất cả · Enter: mở hồ sơ")))
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.plan = button(
            self.tr("Xếp chuyến"), tone="primary", shortcut="Ctrl+Return", on_click=self.presenter.open_run
        )
        self.plan.setObjectName("plan_run")
        self.all = button(self.tr("Chọn tất cả"), tone="quiet", on_click=self.presenter.tick_all)
        self.all.setObjectName("tick_all")
        self._count = strong()
        self._count.setObjectName("ticked_count")
        self._error = error_line()
        self._error.setObjectName("shelf_error")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.plan)
        foot.addWidget(hint(self.tr("Ctrl+Enter")))
        foot.addWidget(self._count)
        foot.addWidget(self._error, 1)
        foot.addStretch(0)
        foot.addWidget(self.all)
        return foot

    def _connect(self) -> None:
        self.cluster.activated.connect(lambda _at: self.presenter.choose_cluster(str(self.cluster.currentData())))
        self.table.clicked.connect(self._click)
        self.table.chosen.connect(lambda dossier_id: self.go.emit(Place.DOSSIER, dossier_id))
        self.presenter.changed.connect(self._draw)
        self.presenter.run_opened.connect(self._leave)
        self.presenter.refused.connect(self._refuse)
        self.presenter.busy_changed.connect(lambda is_busy: self.plan.setEnabled(not is_busy))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == TICK_AT:
            self._tick(self.table.rows()[index.row()].key)

    def _tick(self, dossier_id: str) -> None:
        say_error(self._error, "")
        self.presenter.tick(dossier_id)

    def _draw(self) -> None:
        self._draw_clusters()
        ticked = self.presenter.ticked
        self.table.show_rows([self._row(each, each.id.hex in ticked) for each in self.presenter.on_show])
        said = self.tr("Đã chọn {count} trong {all}").format(count=len(ticked), all=len(self.presenter.on_show))
        self._count.setText(said)
        self._count.setAccessibleName(said)

    def _draw_clusters(self) -> None:
        clusters = self.presenter.clusters()
        total = sum(count for _, count in clusters)
        with QSignalBlocker(self.cluster):
            self.cluster.clear()
            self.cluster.addItem(self.tr("Tất cả"), "")
            for name, count in clusters:
                self.cluster.addItem(f"{name} ({count})", name)
            self.cluster.setCurrentIndex(max(0, self.cluster.findData(self.presenter.cluster)))
        self.cluster.setEnabled(total > 0)

    def _row(self, dossier: Dossier, is_ticked: bool) -> Row:
        due = "–" if dossier.due_at_ms is None else axes.day(dossier.due_at_ms)
        due_text = self.tr("Hẹn trả: {due}").format(due=due)
        number_text = self.tr("Kết quả số {number}").format(number=dossier.result_number)
        return Row(
            key=dossier.id.hex,
            cells=(
                self.tr("Đã chọn") if is_ticked else "",
                dossier.shelf,
                f"{dossier.person_name}\n{dossier.address}",
                f"{dossier.cluster or '–'}\n{due_text}",
                f"{axes.code_of(dossier)}\n{number_text}",
            ),
            tones=((TICK_AT, "good"),) if is_ticked else (),
        )

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        self.table.setFocus()  # the button that was pressed was out of use meanwhile and has lost the focus

    def _leave(self, sheet: RunSheet) -> None:
        self.wrote.emit()
        self.go.emit(Place.EVENING, sheet.run.id.hex)
