"""Packing: a cluster's envelopes scanned or ticked, promises, the count by hand, and off they go. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.shelf.packing.presenter import (
    BOTH_PRESENT,
    NOT_COUNTED,
    REGISTER_CARRIED,
    PackingPresenter,
)
from desktop_app.services.papers import envelope_of
from desktop_app.widgets.plain import button, error_line, label, say_error, strong, title
from desktop_app.widgets.qr_field import QrField
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.tokens import Tone
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier

TICK_AT: Final = 0


class PackingPanel(QWidget):
    """Emits `left` when the official goes back to the shelf without a run."""

    left = Signal()

    def __init__(self, presenter: PackingPresenter) -> None:
        super().__init__()
        self.setObjectName("packing")
        self.presenter = presenter
        self._build()
        self._connect()

    def begin(self) -> None:
        """Begin a new count; the cursor stands where a code is scanned."""
        self.counted.clear()
        self.scan.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space packs the current row or puts it back, Ctrl+A packs all that may go."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space and self.table.current_key():
                self._toggle(self.table.current_key())
                return True
            if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._pack_all()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the shelf."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.cluster = QComboBox()
        self.cluster.setObjectName("pack_cluster")
        self.cluster.setAccessibleName(self.tr("Khu dân cư"))
        self.cluster.setMinimumWidth(240)
        self.scan = QrField(
            placeholder=self.tr("Quét hoặc gõ mã phong bì (KQ-…)"), accessible_name=self.tr("Mã phong bì để xếp")
        )
        self.scan.setObjectName("pack_scan")
        named = label(self.tr("Khu dân cư"), role="field")
        named.setWordWrap(False)
        named.setBuddy(self.cluster)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title(self.tr("Xếp chuyến")))
        head.addStretch(1)
        head.addWidget(named)
        head.addWidget(self.cluster)
        self.table = RecordTable(
            (
                Column(title=self.tr("Xếp"), width_px=108),
                Column(title=self.tr("Họ và tên · Địa chỉ")),
                Column(title=self.tr("Kết quả · Ngăn kệ"), width_px=230),
                Column(title=self.tr("Mã phong bì · Hẹn trả"), width_px=272),
            ),
            accessible_name=self.tr("Phong bì của khu dân cư"),
            empty_text=self.tr("Khu dân cư này không có kết quả nào chờ trả.\nXin chọn khu khác."),
        )
        self.table.setObjectName("pack_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=1))
        self.table.installEventFilter(self)
        self.register = QCheckBox(self.tr("Chuyến này mang theo sổ hộ tịch"))
        self.register.setObjectName("promise_register_carried")
        self.both = QCheckBox(self.tr("Đã hẹn cả hai bên có mặt:"))
        self.both.setObjectName("promise_both_present")
        self.all = button(self.tr("Xếp tất cả"), tone="quiet", on_click=self._pack_all)
        self.all.setObjectName("pack_all")
        self._error = error_line()
        self._error.setObjectName("pack_error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.scan)
        column.addWidget(self.table, 1)
        column.addWidget(self._error)
        promises = QHBoxLayout()
        promises.setSpacing(8)
        self._both_name = label()
        promises.addWidget(self.register)
        promises.addWidget(self.both)
        promises.addWidget(self._both_name, 1)
        promises.addStretch(0)
        promises.addWidget(self.all)
        column.addLayout(promises)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self._count = strong()
        self._count.setObjectName("packed_count")
        self._count.setWordWrap(False)
        self.counted = QLineEdit()
        self.counted.setObjectName("pack_counted")
        self.counted.setMaxLength(3)
        self.counted.setFixedWidth(84)
        self.counted.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.counted.setAccessibleName(self.tr("Số phong bì đếm bằng tay"))
        self.counted.returnPressed.connect(self._take_over)
        self.take_over = button(
            self.tr("Nhận bàn giao, mở chuyến"), tone="primary", shortcut="Ctrl+Return", on_click=self._take_over
        )
        self.take_over.setObjectName("take_over")
        self.back = button(self.tr("Về kệ (Esc)"), tone="quiet", on_click=self.left.emit)
        self.back.setObjectName("back_to_shelf")
        named = label(self.tr("Đếm bằng tay được:"), role="field")
        named.setWordWrap(False)
        named.setBuddy(self.counted)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._count)
        foot.addWidget(named)
        foot.addWidget(self.counted)
        foot.addWidget(self.take_over)
        foot.addStretch(1)
        foot.addWidget(self.back)
        return foot

    def _connect(self) -> None:
        presenter = self.presenter
        self.cluster.activated.connect(lambda _at: presenter.choose_cluster(str(self.cluster.currentData())))
        self.scan.scanned.connect(self._scanned)
        self.table.clicked.connect(self._click)
        self.table.chosen.connect(self._toggle)
        self.register.toggled.connect(lambda is_on: self._promise(REGISTER_CARRIED, is_on))
        self.both.toggled.connect(lambda is_on: self._promise(BOTH_PRESENT, is_on))
        presenter.changed.connect(self._draw)
        presenter.refused.connect(self._refuse)
        presenter.busy_changed.connect(lambda is_busy: self.take_over.setEnabled(not is_busy))

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        if self.back.hasFocus():  # it came there when the button was shut while the run was being opened
            (self.counted if self.presenter.packed else self.scan).setFocus()

    def _scanned(self, code: str) -> None:
        say_error(self._error, "")
        self.presenter.scan(code)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == TICK_AT:
            self._toggle(self.table.rows()[index.row()].key)

    def _toggle(self, dossier_id: str) -> None:
        say_error(self._error, "")
        self.presenter.toggle(dossier_id)

    def _pack_all(self) -> None:
        say_error(self._error, "")
        self.presenter.pack_all()

    def _promise(self, term: str, is_given: bool) -> None:
        say_error(self._error, "")
        self.presenter.promise(term, is_given=is_given)

    def _take_over(self) -> None:
        say_error(self._error, "")
        typed = self.counted.text().strip()
        self.presenter.open_run(int(typed) if typed.isascii() and typed.isdigit() else NOT_COUNTED)

    def _draw(self) -> None:
        presenter = self.presenter
        with QSignalBlocker(self.cluster):
            self.cluster.clear()
            self.cluster.addItem(self.tr("Tất cả"), "")
            for name, count in presenter.clusters():
                self.cluster.addItem(f"{name} ({count})", name)
            self.cluster.setCurrentIndex(max(0, self.cluster.findData(presenter.cluster)))
        with QSignalBlocker(self.register):
            self.register.setChecked(presenter.is_register_carried)
        self.register.setVisible(presenter.asks_for_register)
        waiting = presenter.waits_for_both
        self.both.setVisible(waiting is not None)
        self._both_name.setVisible(waiting is not None)
        if waiting is not None:
            self._both_name.setText(waiting.person_name)
            self.both.setAccessibleName(self.tr("Đã hẹn cả hai bên có mặt: {name}").format(name=waiting.person_name))
        else:
            with QSignalBlocker(self.both):
                self.both.setChecked(False)
        self.table.show_rows([self._row(each) for each in presenter.on_show])
        said = self.tr("Đã xếp {count} phong bì.").format(count=len(presenter.packed))
        self._count.setText(said)
        self._count.setAccessibleName(said)

    def _row(self, dossier: Dossier) -> Row:
        mark = ""
        tones: tuple[tuple[int, Tone], ...] = ()
        if dossier.id in self.presenter.packed:
            mark, tones = self.tr("Đã xếp"), ((TICK_AT, "good"),)
        elif not self.presenter.may_go(dossier):
            mark, tones = self.tr("Ở lại"), ((TICK_AT, "warn"),)
        due = "–" if dossier.due_at_ms is None else axes.day(dossier.due_at_ms)
        number = self.tr("{number} · ngăn {shelf}").format(number=dossier.result_number, shelf=dossier.shelf)
        return Row(
            key=dossier.id.hex,
            cells=(
                mark,
                f"{dossier.person_name}\n{self.presenter.home_of(dossier)}",
                f"{dossier.procedure_name}\n{number}",
                f"{envelope_of(dossier)}\n{due}",
            ),
            tones=tones,
        )
