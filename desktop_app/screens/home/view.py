"""The day at a glance: what may be begun, what waits and how much of it, and which dossiers are due. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.home.presenter import HomePresenter
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DeskSummary, DossierRow
from desktop_app.widgets.count_tile import CountTile
from desktop_app.widgets.plain import button, error_line, heading, hint, say_error, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from sync.records.delivery import DeliveryRun

DUE_AT: Final = 3
MOST_SHOWN: Final = 200
"""Beyond this nobody reads on; the heading still counts all."""


class HomeScreen(QWidget):
    """Bàn làm việc."""

    go = Signal(str, str)  # Place, id of a dossier or run (hex)

    def __init__(self, desk: Desk, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("home")
        self.setProperty("role", "surface")
        self.presenter = HomePresenter(desk, jobs_read, self)
        self._runs: tuple[DeliveryRun, ...] = ()
        self._build()
        self.due.chosen.connect(lambda dossier_id: self.go.emit(Place.DOSSIER, dossier_id))
        self.presenter.summed_up.connect(self._show)
        self.presenter.refused.connect(lambda sentence: say_error(self._error, sentence))

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Bàn làm việc")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the overview anew; Enter begins with the next dossier."""
        self._day.setText(self._day_text())
        self.presenter.refresh()
        self.begin.setFocus()

    def _build(self) -> None:
        self._day = hint()
        self._day.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(title(self.title), 1)
        head.addWidget(self._day)
        self._error = error_line()
        self._error.setObjectName("home_error")
        self.heading = heading()
        self.heading.setObjectName("due_heading")
        self.due = RecordTable(
            (
                Column(title=self.tr("Mã hồ sơ"), width_px=CODE_PX),
                Column(title=self.tr("Họ và tên")),
                Column(title=self.tr("Thủ tục")),
                Column(title=self.tr("Hẹn trả"), width_px=216),
            ),
            accessible_name=self.tr("Hồ sơ đến hạn"),
            empty_text=self.tr("Không có hồ sơ nào quá hạn hay hẹn trả hôm nay.\nBấm F2 để tiếp nhận hồ sơ mới."),
        )
        self.due.setObjectName("due_table")
        self.due.setTextElideMode(Qt.TextElideMode.ElideRight)  # codes fit whole; a procedure's sense is in front
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._quick_keys())
        column.addLayout(self._tiles())
        column.addWidget(self._error)
        column.addWidget(self.heading)
        column.addWidget(self.due, 1)

    def _quick_keys(self) -> QHBoxLayout:
        # The keys themselves belong to the navigation, which always stands beside this screen.
        self.begin = button(self.tr("Tiếp nhận hồ sơ (F2)"), tone="primary")
        quick = (
            ("quick_intake", self.begin, Place.INTAKE),
            ("quick_lookup", button(self.tr("Tra cứu (F3)")), Place.LOOKUP),
            ("quick_counter", button(self.tr("Trả kết quả (F4)")), Place.COUNTER),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, made, place in quick:
            made.setObjectName(name)
            made.setAutoDefault(True)
            made.clicked.connect(lambda _checked=False, to=place: self.go.emit(to, ""))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _tiles(self) -> QHBoxLayout:
        self.shelf = CountTile(self.tr("Kệ kết quả"))
        self.evening = CountTile(self.tr("Chuyến đang đi (F6)"))
        self.sync = CountTile(self.tr("Chờ gửi (F9)"))
        self.needs_you = CountTile(self.tr("Cần xử lý"))
        named = (
            ("tile_shelf", self.shelf, Place.SHELF),
            ("tile_evening", self.evening, Place.EVENING),
            ("tile_sync", self.sync, Place.SYNC),
            ("tile_conflicts", self.needs_you, Place.CONFLICTS),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, tile, place in named:
            tile.setObjectName(name)
            tile.setAutoDefault(True)
            tile.clicked.connect(lambda _checked=False, to=place: self._leave_for(to))
            row.addWidget(tile, 1)
        return row

    def _leave_for(self, place: Place) -> None:
        is_one_run = place is Place.EVENING and len(self._runs) == 1
        self.go.emit(place, self._runs[0].id.hex if is_one_run else "")

    def _show(self, summary: DeskSummary) -> None:
        say_error(self._error, "")
        self._runs = summary.runs
        out = sum(len(run.dossiers) for run in summary.runs)
        self.shelf.show_count(summary.on_shelf, self.tr("kết quả chờ trả"))
        carried = self.tr("mang theo {count} kết quả").format(count=out)
        self.evening.show_count(len(summary.runs), carried if out else self.tr("không có chuyến nào"))
        self.sync.show_count(summary.sync.on_the_way, self._sync_line(summary))
        self.needs_you.show_count(summary.needs_you, self.tr("việc chờ người quyết định"), is_calling=True)
        said = self._due_text(summary.overdue, len(summary.due) - summary.overdue)
        self.heading.setText(said)
        self.heading.setAccessibleName(said)
        self.due.show_rows([self._row(row, summary.read_at_ms) for row in summary.due[:MOST_SHOWN]])

    def _row(self, row: DossierRow, now_ms: int) -> Row:
        dossier = row.dossier
        due = axes.due(dossier, now_ms)
        return Row(
            key=dossier.id.hex,
            cells=(axes.code_of(dossier), dossier.person_name, dossier.procedure_name, due.text),
            tones=((DUE_AT, due.tone),),
        )

    def _sync_line(self, summary: DeskSummary) -> str:
        if summary.sync.on_the_way:
            return self.tr("việc đã lưu trên máy")
        return self.tr("đã gửi hết lên hệ thống") if summary.sync.created else self.tr("chưa có việc nào")

    def _due_text(self, overdue: int, today: int) -> str:
        if not overdue and not today:
            return self.tr("Đến hạn hôm nay")
        if not overdue:
            return self.tr("Hẹn trả hôm nay: {today}").format(today=today)
        return self.tr("Quá hạn: {overdue} · Hẹn trả hôm nay: {today}").format(overdue=overdue, today=today)

    def _day_text(self) -> str:
        now = self.presenter.today()
        names = (
            self.tr("Thứ Hai"),
            self.tr("Thứ Ba"),
            self.tr("Thứ Tư"),
            self.tr("Thứ Năm"),
            self.tr("Thứ Sáu"),
            self.tr("Thứ Bảy"),
            self.tr("Chủ Nhật"),
        )
        return self.tr("{weekday}, ngày {date}").format(weekday=names[now.weekday()], date=f"{now:%d/%m/%Y}")
