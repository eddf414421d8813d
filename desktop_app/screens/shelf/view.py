"""The shelf: results that wait for their owners, what is held or lost, and the packing of a run. Widgets only."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.places import Place
from desktop_app.screens.shelf.packing.presenter import PackingPresenter
from desktop_app.screens.shelf.packing.view import PackingPanel
from desktop_app.screens.shelf.presenter import LISTS, ShelfPresenter
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.pages import Pages
from desktop_app.widgets.plain import button, error_line, hint, label, say_error, strong, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.tokens import Tone
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier
from sync.records.states import Delivery

TICK_AT: Final = 0
NAME_AT: Final = 2
DUE_AT: Final = 3


class ShelfScreen(QWidget):
    """Kệ kết quả. `wrote` after a run was opened or a lost result was found."""

    go = Signal(str, str)  # Place, id of a dossier or run (hex)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("shelf")
        self.setProperty("role", "surface")
        self.presenter = ShelfPresenter(desk, jobs_write, jobs_read, self)
        self.packing = PackingPanel(PackingPresenter(desk, jobs_write, jobs_read, self))
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
        """Read the shelf anew; the cursor stands in the list. A run half packed stays as it is."""
        if self._pages.currentWidget() is self.packing:
            return
        say_error(self._error, "")
        self._said.show_text("", "good")
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
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._list_row())
        self._said = Banner(tone="good")
        self._said.setObjectName("shelf_said")
        column.addWidget(self._said)
        self.table = RecordTable(
            (
                Column(title=self.tr("Chọn"), width_px=104),
                Column(title=self.tr("Ngăn · Từ"), width_px=132),
                Column(title=self.tr("Họ và tên · Địa chỉ")),
                Column(title=self.tr("Khu dân cư · Hẹn trả"), width_px=204),
                Column(title=self.tr("Mã hồ sơ · Kết quả số"), width_px=CODE_PX),
            ),
            accessible_name=self.tr("Kết quả trên kệ"),
            empty_text="",
        )
        self.table.setObjectName("shelf_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=NAME_AT, is_strong_wrapped=True))
        self.table.installEventFilter(self)
        column.addWidget(self.table, 1)
        column.addWidget(self._foot())
        column.addWidget(self._find_row())
        self._pages = Pages()
        self._pages.addWidget(page)
        self._pages.addWidget(self.packing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 12)
        outer.addWidget(self._pages)

    def _head(self) -> QHBoxLayout:
        self.cluster = QComboBox()
        self.cluster.setObjectName("cluster_filter")
        self.cluster.setAccessibleName(self.tr("Khu dân cư"))
        self.cluster.setMinimumWidth(260)
        named = label(self.tr("Khu dân cư"), role="field")
        named.setWordWrap(False)
        named.setBuddy(self.cluster)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title(self.title), 1)
        head.addWidget(named)
        head.addWidget(self.cluster)
        return head

    def _list_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.lists: dict[Delivery, QPushButton] = {}
        group = QButtonGroup(self)
        for state in LISTS:
            choice = button("", on_click=partial(self.presenter.choose_list, state))
            choice.setObjectName(f"list_{state.value}")
            choice.setCheckable(True)
            group.addButton(choice)
            self.lists[state] = choice
            row.addWidget(choice)
        row.addStretch(1)
        self._keys = hint()
        self._keys.setWordWrap(False)
        row.addWidget(self._keys)
        return made

    def _foot(self) -> QWidget:
        self.plan = button(self.tr("Xếp chuyến"), tone="primary", shortcut="Ctrl+Return", on_click=self._plan)
        self.plan.setObjectName("plan_run")
        self.all = button(self.tr("Chọn tất cả"), tone="quiet", on_click=self.presenter.tick_all)
        self.all.setObjectName("tick_all")
        self._count = strong()
        self._count.setObjectName("ticked_count")
        self._error = error_line()
        self._error.setObjectName("shelf_error")
        made = QWidget()
        foot = QHBoxLayout(made)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(self.plan)
        keys = hint(self.tr("Ctrl+Enter"))
        foot.addWidget(keys)
        foot.addWidget(self._count)
        foot.addWidget(self._error, 1)
        foot.addStretch(0)
        foot.addWidget(self.all)
        self._packs = (self.plan, keys, self.all, self._count)
        return made

    def _find_row(self) -> QWidget:
        self.found_shelf = QLineEdit()
        self.found_shelf.setObjectName("found_shelf")
        self.found_shelf.setMaxLength(40)
        self.found_shelf.setFixedWidth(160)
        self.found_shelf.setAccessibleName(self.tr("Ngăn kệ đặt lại"))
        self.found_shelf.returnPressed.connect(self._find)
        self.found = button(self.tr("Đã tìm thấy"), tone="primary", on_click=self._find)
        self.found.setObjectName("found")
        named = label(self.tr("Tìm thấy thì đặt lại vào ngăn kệ:"), role="field")
        named.setWordWrap(False)
        named.setBuddy(self.found_shelf)
        self._finding = QWidget()
        row = QHBoxLayout(self._finding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(named)
        row.addWidget(self.found_shelf)
        row.addWidget(self.found)
        row.addStretch(1)
        return self._finding

    def _connect(self) -> None:
        self.cluster.activated.connect(lambda _at: self.presenter.choose_cluster(str(self.cluster.currentData())))
        self.table.clicked.connect(self._click)
        self.table.chosen.connect(lambda dossier_id: self.go.emit(Place.DOSSIER, dossier_id))
        self.table.moved_to.connect(self._propose_shelf)
        self.presenter.changed.connect(self._draw)
        self.presenter.found.connect(self._say_found)
        self.presenter.refused.connect(self._refuse)
        self.packing.left.connect(self._back_to_shelf)
        self.packing.presenter.run_opened.connect(self._leave)

    def _plan(self) -> None:
        """Go on to the packing, with what is ticked already packed as far as it may travel."""
        say_error(self._error, "")
        presenter = self.presenter
        self._pages.setCurrentWidget(self.packing)
        self.packing.presenter.start(presenter.ready, cluster=presenter.cluster_to_pack(), wanted=presenter.ticked)
        self.packing.begin()

    def _back_to_shelf(self) -> None:
        self._pages.setCurrentIndex(0)
        self.shown()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == TICK_AT:
            self._tick(self.table.rows()[index.row()].key)

    def _tick(self, dossier_id: str) -> None:
        say_error(self._error, "")
        self.presenter.tick(dossier_id)

    def _find(self) -> None:
        say_error(self._error, "")
        if self.table.current_key():
            self.presenter.find(self.table.current_key(), self.found_shelf.text())

    def _propose_shelf(self, dossier_id: str) -> None:
        lost = next((each for each in self.presenter.on_show if each.id.hex == dossier_id), None)
        self.found_shelf.setText(lost.shelf if lost else "")

    def _draw(self) -> None:
        listed = self.presenter.list
        self._draw_clusters()
        self._draw_lists(listed)
        for part in self._packs:
            part.setVisible(listed == Delivery.READY)
        self._finding.setVisible(listed == Delivery.LOST and bool(self.presenter.on_show))
        ticked = self.presenter.ticked
        self.table.show_rows([self._row(each, each.id.hex in ticked) for each in self.presenter.on_show])
        self._propose_shelf(self.table.current_key())
        said = self.tr("Đã chọn {count} trong {all}").format(count=len(ticked), all=len(self.presenter.on_show))
        self._count.setText(said)
        self._count.setAccessibleName(said)

    def _draw_lists(self, listed: Delivery) -> None:
        names = {
            Delivery.READY: self.tr("Chờ trả ({count})"),
            Delivery.HELD: self.tr("Chờ sửa kết quả ({count})"),
            Delivery.LOST: self.tr("Thất lạc ({count})"),
        }
        for state, choice in self.lists.items():
            text = names[state].format(count=self.presenter.count(state))
            choice.setText(text)
            choice.setAccessibleName(text)
            choice.setChecked(state == listed)
        empty = {
            Delivery.READY: self.tr(
                "Trên kệ chưa có kết quả nào.\nXin tra cứu hồ sơ (F3), ghi kết quả rồi đưa lên kệ; hồ sơ sẽ hiện ở đây."
            ),
            Delivery.HELD: self.tr("Không có kết quả nào chờ sửa."),
            Delivery.LOST: self.tr("Không có kết quả nào thất lạc."),
        }
        self.table.set_empty_text(empty[listed])
        self._keys.setText(
            self.tr("Phím cách: chọn · Ctrl+A: tất cả · Enter: mở hồ sơ")
            if listed == Delivery.READY
            else self.tr("Enter: mở hồ sơ")
        )

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
        tones: list[tuple[int, Tone]] = [(TICK_AT, "good")] if is_ticked else []
        due = "–" if dossier.due_at_ms is None else axes.day(dossier.due_at_ms)
        due_text = self.tr("Hẹn trả: {due}").format(due=due)
        if dossier.due_at_ms is not None and dossier.due_at_ms < self.presenter.now_ms():
            due_text = self.tr("Quá hẹn: {due}").format(due=due)
            tones.append((DUE_AT, "warn"))
        since = axes.day(dossier.shelved_at_ms) if dossier.shelved_at_ms else "–"
        number_text = self.tr("Kết quả số {number}").format(number=dossier.result_number)
        mark = self.tr("Đã chọn") if is_ticked else ""
        if dossier.delivery != Delivery.READY:
            said = axes.delivery(dossier.delivery)
            mark, tones = said.text, [(TICK_AT, said.tone), *tones]
            notes = [str(each.get("note", "")) for each in dossier.attempts if each.get("note")]
            number_text = notes[-1] if notes else number_text
        return Row(
            key=dossier.id.hex,
            cells=(
                mark,
                f"{dossier.shelf}\n{since}",
                f"{dossier.person_name}\n{self.presenter.home_of(dossier)}",
                f"{dossier.cluster or '–'}\n{due_text}",
                f"{axes.code_of(dossier)}\n{number_text}",
            ),
            tones=tuple(tones),
        )

    def _say_found(self, dossier: Dossier) -> None:
        self._said.show_text(
            self.tr("Đã lưu an toàn trên máy này: kết quả {code} đã về ngăn {shelf}.").format(
                code=axes.code_of(dossier), shelf=dossier.shelf
            ),
            "good",
        )
        self.wrote.emit()

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        self.table.setFocus()

    def _leave(self, sheet: RunSheet) -> None:
        self._pages.setCurrentIndex(0)
        self.wrote.emit()
        self.go.emit(Place.EVENING, sheet.run.id.hex)
