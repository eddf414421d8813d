"""Sync: the counts of each state, what the last crossing came to, every operation with its state. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes, deeds
from desktop_app.screens.sync.presenter import Standing, SyncPresenter
from desktop_app.services.desk import Desk
from desktop_app.services.syncing import Ferry, SyncStatus
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.number_tile import NumberTile
from desktop_app.widgets.plain import button, heading, hint, title
from desktop_app.widgets.table import Column, RecordTable, Row
from sync.client.engine import SyncReport

_STATES = ("waiting", "sending", "received", "applied", "durable", "held", "parked")


class SyncScreen(QWidget):
    """Đồng bộ. `wrote` after each crossing: what the other screens show may have changed."""

    go = Signal(str, str)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_read: Runs, jobs_sync: Runs, ferry: Ferry) -> None:
        super().__init__()
        self.setObjectName("sync")
        self.setProperty("role", "surface")
        self.presenter = SyncPresenter(desk, jobs_read, jobs_sync, ferry, self)
        self._build()
        self.presenter.standing_shown.connect(self._show)
        self.presenter.busy_changed.connect(self._show_busy)
        self.presenter.crossed.connect(self._show_report)
        self.presenter.refused.connect(lambda sentence: self.said.show_text(sentence, "danger"))

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Đồng bộ")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read anew; Enter crosses."""
        self.presenter.refresh()
        self.cross.setFocus()

    def _build(self) -> None:
        self.cross = button(self.tr("Đồng bộ ngay"), tone="primary", on_click=self.presenter.sync_now)
        self.cross.setObjectName("sync_now")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.hide()
        self.agreed = hint()
        self.agreed.setObjectName("agreed")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title(self.title))
        head.addStretch(1)
        head.addWidget(self._bar)
        head.addWidget(self.cross)
        self.said = Banner()
        self.said.setObjectName("sync_said")
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        self.tiles = {state: NumberTile(axes.sync(state).text) for state in _STATES}
        for state, tile in self.tiles.items():
            tile.setObjectName(f"count_{state}")
            tiles.addWidget(tile, 1)
        self.table = RecordTable(
            (
                Column(title=self.tr("Số"), width_px=64, is_number=True),
                Column(title=self.tr("Việc"), width_px=210),
                Column(title=self.tr("Mã hồ sơ"), width_px=264),
                Column(title=self.tr("Trạng thái"), width_px=180),
                Column(title=self.tr("Lúc")),
            ),
            accessible_name=self.tr("Các việc đã làm trên máy này"),
            empty_text=self.tr("Chưa có việc nào được ghi trên máy này."),
        )
        self.table.setObjectName("operations")
        self.why = Banner()
        self.why.setObjectName("operation_reason")
        self.table.moved_to.connect(self._show_reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.agreed)
        column.addWidget(self.said)
        column.addLayout(tiles)
        column.addWidget(heading(self.tr("Các việc đã làm trên máy này")))
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self._reasons: dict[str, str] = {}

    def _show(self, standing: Standing) -> None:
        status = standing.status
        for state, tile in self.tiles.items():
            count = getattr(status, state)
            tone = axes.sync(state).tone if count else "plain"
            tile.show_number(count, tone)
        self.agreed.setText(self._agreement(status))
        if status.last_trouble:
            self.said.show_text(deeds.trouble(status.last_trouble), "warn")
        elif not self.presenter.is_busy and status.last_try_at_ms:
            self._say_quiet(status)
        self._reasons = {str(each.seq): deeds.reason(each.reason) for each in standing.operations}
        rows = []
        for each in standing.operations:
            said = axes.sync(each.state)
            cells = (str(each.seq), deeds.deed(each.kind), each.code or "–", said.text, axes.moment(each.at_ms))
            rows.append(Row(key=str(each.seq), cells=cells, tones=((3, said.tone),)))
        self.table.show_rows(rows)
        self._show_reason(self.table.current_key())

    def _say_quiet(self, status: SyncStatus) -> None:
        if status.on_the_way:
            self.said.show_text(self.tr("Còn {n} việc chờ gửi.").format(n=status.on_the_way), "plain")
        elif status.agreed_at_ms:
            self.said.show_text(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")

    def _agreement(self, status: SyncStatus) -> str:
        if not status.agreed_at_ms:
            return self.tr("Chưa khớp với hệ thống lần nào. Lần thử gần nhất: {tried}").format(
                tried=axes.moment(status.last_try_at_ms)
            )
        return self.tr("Dữ liệu đến lúc {agreed}. Lần thử gần nhất: {tried}").format(
            agreed=axes.moment(status.agreed_at_ms), tried=axes.moment(status.last_try_at_ms)
        )

    def _show_reason(self, key: str) -> None:
        self.why.show_text(self._reasons.get(key, ""), "warn")

    def _show_busy(self, is_busy: bool) -> None:
        self.cross.setEnabled(not is_busy)
        self._bar.setVisible(is_busy)
        if is_busy:
            self.said.show_text(self.tr("Đang đồng bộ… Ông/bà vẫn làm việc khác được."), "accent")
        else:
            self.cross.setFocus()

    def _show_report(self, report: SyncReport) -> None:
        if report.trouble:
            self.said.show_text(deeds.trouble(report.trouble), "warn")
        elif report.agreed:
            self.said.show_text(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")
        else:
            self.said.show_text(self.tr("Hệ thống đã nhận {n} việc.").format(n=report.received), "accent")
        self.wrote.emit()
