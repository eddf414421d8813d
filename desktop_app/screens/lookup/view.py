"""Looking up: one box, below it what was found, each dossier with its four axes in words. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.lookup.presenter import LookupPresenter
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from desktop_app.widgets.plain import error_line, hint, say_error, title
from desktop_app.widgets.search_box import SearchBox
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines

DUE_AT: Final = 1
FEE_AT: Final = 2
SYNC_AT: Final = 3


class LookupScreen(QWidget):
    """Tra cứu."""

    go = Signal(str, str)  # Place, id of a dossier (hex)

    def __init__(self, desk: Desk, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("lookup")
        self.setProperty("role", "surface")
        self.presenter = LookupPresenter(desk, jobs_read, self)
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Tra cứu")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Ask the last question anew; what is typed next takes its place."""
        self.presenter.seek(self.search.text().strip())
        self.search.setFocus()
        self.search.selectAll()

    def _build(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Gõ mã hồ sơ, họ tên, số định danh, số điện thoại hoặc thủ tục"),
            accessible_name=self.tr("Tra cứu hồ sơ"),
        )
        self.search.setObjectName("lookup_search")
        self.table = RecordTable(
            (
                Column(title=self.tr("Họ và tên · Thủ tục")),
                Column(title=self.tr("Mã hồ sơ · Hẹn trả"), width_px=CODE_PX),
                Column(title=self.tr("Xử lý · Phí, lệ phí"), width_px=188),
                Column(title=self.tr("Trả · Đồng bộ"), width_px=178),
            ),
            accessible_name=self.tr("Hồ sơ tìm thấy"),
            empty_text="",
        )
        self.table.setObjectName("lookup_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=0))
        self._count = hint()
        self._count.setObjectName("lookup_count")
        self._error = error_line()
        self._error.setObjectName("lookup_error")
        head = QHBoxLayout()
        head.addWidget(title(self.title), 1)
        keys = hint(self.tr("Mũi tên xuống: vào danh sách · Enter: mở hồ sơ"))
        keys.setWordWrap(False)
        head.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self._error)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self.presenter.seek)
        self.search.left_downwards.connect(self._enter_table)
        self.search.returnPressed.connect(self._open_only_one)
        self.table.chosen.connect(self._open)
        self.presenter.found.connect(self._show)
        self.presenter.only_one.connect(self._open)
        self.presenter.refused.connect(lambda sentence: say_error(self._error, sentence))

    def _open(self, dossier_id: str) -> None:
        self.go.emit(Place.DOSSIER, dossier_id)

    def _open_only_one(self) -> None:
        self.presenter.seek(self.search.text().strip(), opens_only_one=True)

    def _enter_table(self) -> None:
        if self.table.rows():
            self.table.setFocus()

    def _show(self, query: str, rows: tuple[DossierRow, ...], are_more: bool) -> None:
        say_error(self._error, "")
        self.table.set_empty_text(self._empty_text(query))
        now_ms = self.presenter.now_ms()
        self.table.show_rows([self._row(row, now_ms) for row in rows])
        said = self._count_text(query, len(rows), are_more)
        self._count.setText(said)
        self._count.setAccessibleName(said)

    def _row(self, row: DossierRow, now_ms: int) -> Row:
        dossier = row.dossier
        due, fee, sync = axes.due(dossier, now_ms), axes.fee(dossier), axes.sync(row.sync)
        due_text = self.tr("Hẹn trả: {due}").format(due=due.text)
        return Row(
            key=dossier.id.hex,
            cells=(
                f"{dossier.person_name}\n{dossier.procedure_name}",
                f"{axes.code_of(dossier)}\n{due_text}",
                f"{axes.business(dossier.status).text}\n{fee.text}",
                f"{axes.delivery(dossier.delivery).text}\n{sync.text}",
            ),
            tones=((DUE_AT, due.tone), (FEE_AT, fee.tone), (SYNC_AT, sync.tone)),
        )

    def _empty_text(self, query: str) -> str:
        if query:
            return self.tr(
                "Không có hồ sơ nào khớp với “{query}”.\nXin gõ ít chữ hơn, hoặc tìm bằng mã, số định danh."
            ).format(query=query)
        return self.tr("Chưa có hồ sơ nào trên máy này. Bấm F2 để tiếp nhận hồ sơ.")

    def _count_text(self, query: str, count: int, are_more: bool) -> str:
        if are_more and query:
            return self.tr("Hiện {count} hồ sơ khớp nhất. Xin gõ thêm để thu hẹp.").format(count=count)
        if are_more:
            return self.tr("{count} hồ sơ mới nhất. Gõ vào ô trên để tìm hồ sơ khác.").format(count=count)
        if query and not count:
            return self.tr("Không tìm thấy hồ sơ nào")
        if query:
            return self.tr("Tìm thấy {count} hồ sơ").format(count=count)
        return self.tr("Có {count} hồ sơ trên máy").format(count=count)
