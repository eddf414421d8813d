"""Looking up: one box, filters, and below them what was found, which grows as one scrolls. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens.lookup.filters import LookupFilters
from desktop_app.screens.lookup.presenter import LookupPresenter
from desktop_app.screens.lookup.rows import row_of
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow, Filters, LookupPage, LookupRow, PersonRow, id_of
from desktop_app.widgets.plain import button, error_line, hint, say_error, title
from desktop_app.widgets.search_box import SearchBox
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines


class LookupScreen(QWidget):
    """Tra cứu. With a resident's id `go` leads to INTAKE, with a dossier's to DOSSIER."""

    go = Signal(str, str)  # Place, id of a dossier or resident (hex)

    def __init__(self, desk: Desk, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("lookup")
        self.setProperty("role", "surface")
        self.presenter = LookupPresenter(desk, jobs_read, self)
        self._hits: dict[str, LookupRow] = {}
        self._person: PersonRow | None = None
        self._has_more = False
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
        self.presenter.read_clusters()
        if self._person is not None:
            self.presenter.open_person(self._person)
            return
        self._ask_again()
        self.search.setFocus()
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads from a resident's dossiers back to what was found."""
        if event.key() == Qt.Key.Key_Escape and self._person is not None:
            self._ask_again()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Gõ họ tên, mã hồ sơ, số định danh, số điện thoại hoặc thủ tục"),
            accessible_name=self.tr("Tra cứu hồ sơ và người dân"),
        )
        self.search.setObjectName("lookup_search")
        self.filters = LookupFilters()
        self.table = RecordTable(
            (
                Column(title=self.tr("Họ và tên · Thủ tục")),
                Column(title=self.tr("Mã hồ sơ · Hẹn trả"), width_px=CODE_PX),
                Column(title=self.tr("Xử lý · Phí, lệ phí"), width_px=188),
                Column(title=self.tr("Trả · Đồng bộ"), width_px=178),
            ),
            accessible_name=self.tr("Hồ sơ và người dân tìm thấy"),
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
        keys = hint(self.tr("Mũi tên xuống: vào danh sách · Enter: mở"))
        keys.setWordWrap(False)
        head.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.filters)
        column.addWidget(self._error)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        """Return what can be done for the resident who is the current row, or whose dossiers are shown."""
        self._of_person = QWidget()
        self._of_person.setObjectName("lookup_person")
        self.take_in = button(
            self.tr("Tiếp nhận hồ sơ cho người này"),
            tone="primary",
            shortcut="Ctrl+Return",
            on_click=self._take_in,
        )
        self.take_in.setObjectName("lookup_take_in")
        self.theirs = button(self.tr("Xem hồ sơ của người này"), on_click=self._open_current)
        self.theirs.setObjectName("lookup_theirs")
        self.back = button(self.tr("Về kết quả tìm (Esc)"), tone="quiet", on_click=self._ask_again)
        self.back.setObjectName("lookup_back")
        row = QHBoxLayout(self._of_person)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.take_in)
        keys = hint(self.tr("Ctrl+Enter"))
        keys.setWordWrap(False)
        row.addWidget(keys)
        row.addWidget(self.theirs)
        row.addStretch(1)
        row.addWidget(self.back)
        self._of_person.hide()
        return self._of_person

    def _connect(self) -> None:
        self.search.searched.connect(lambda query: self.presenter.seek(query, self.filters.value()))
        self.search.left_downwards.connect(self._enter_table)
        self.search.returnPressed.connect(self._open_only_one)
        self.filters.changed.connect(lambda filters: self.presenter.seek(self._query(), filters))
        self.table.chosen.connect(self._open)
        self.table.moved_to.connect(lambda _key: self._draw_foot())
        self.table.wants_more.connect(self.presenter.grow)
        self.presenter.found.connect(self._show)
        self.presenter.grown.connect(self._grow)
        self.presenter.only_one.connect(lambda row: self._open(id_of(row).hex))
        self.presenter.of_person.connect(self._show_person)
        self.presenter.clusters_read.connect(self.filters.show_clusters)
        self.presenter.refused.connect(self._refuse)

    def _query(self) -> str:
        return self.search.text().strip()

    def _ask_again(self) -> None:
        self.search.note_asked()
        self.presenter.seek(self._query(), self.filters.value())

    def _open_only_one(self) -> None:
        self.presenter.seek(self._query(), self.filters.value(), opens_only_one=True)

    def _open(self, key: str) -> None:
        row = self._hits.get(key)
        if isinstance(row, DossierRow):
            self.go.emit(Place.DOSSIER, key)
        elif row is not None:
            self.presenter.open_person(row)

    def _open_current(self) -> None:
        self._open(self.table.current_key())

    def _take_in(self) -> None:
        row = self._person or self._hits.get(self.table.current_key())
        if isinstance(row, PersonRow):
            self.go.emit(Place.INTAKE, row.person.id.hex)

    def _enter_table(self) -> None:
        if self.table.rows():
            self.table.setFocus()

    def _show(self, query: str, page: LookupPage) -> None:
        say_error(self._error, "")
        self._person = None
        self._hits = {}
        self._has_more = page.rest is not None
        self.table.set_empty_text(self._empty_text(query))
        self.table.show_rows(self._rows(page.rows), has_more=self._has_more)
        self._say_count(query, page.meant)
        self._draw_foot()

    def _grow(self, rows: tuple[LookupRow, ...], has_more: bool) -> None:
        self._has_more = has_more
        self.table.add_rows(self._rows(rows), has_more=has_more)
        self._say_count(self._query(), "")

    def _show_person(self, row: PersonRow, dossiers: tuple[DossierRow, ...]) -> None:
        say_error(self._error, "")
        self._person = row
        self._hits = {}
        self._has_more = False
        self.table.set_empty_text(
            self.tr("Người này chưa có hồ sơ nào trên máy.\nBấm Ctrl+Enter để tiếp nhận hồ sơ cho người này.")
        )
        self.table.show_rows(self._rows(dossiers))
        birth = row.person.birth or self.tr("chưa rõ")
        said = self.tr("Hồ sơ của {name}, sinh {birth}: {count}")
        self._say(said.format(name=row.person.name, birth=birth, count=len(dossiers)))
        self.table.setFocus()
        self._draw_foot()

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)

    def _rows(self, rows: tuple[LookupRow, ...]) -> list[Row]:
        now_ms = self.presenter.now_ms()
        made = [row_of(row, now_ms) for row in rows]
        self._hits.update(zip((row.key for row in made), rows, strict=True))
        return made

    def _draw_foot(self) -> None:
        is_of_person = self._person is not None
        current = self._hits.get(self.table.current_key())
        self._of_person.setVisible(is_of_person or isinstance(current, PersonRow))
        self.theirs.setVisible(not is_of_person)
        self.back.setVisible(is_of_person)

    def _say(self, text: str) -> None:
        self._count.setText(text)
        self._count.setAccessibleName(text)

    def _say_count(self, query: str, meant: str) -> None:
        text = self._count_text(query)
        if meant:
            text = self.tr("{found} cho “{meant}”").format(found=text, meant=meant)
        self._say(text)

    def _empty_text(self, query: str) -> str:
        if self.filters.value() != Filters():
            return self.tr("Không có gì khớp với các mục đang lọc.\nXin bấm “Bỏ lọc” để tìm trong tất cả.")
        if query:
            return self.tr(
                "Không có hồ sơ hay người dân nào khớp với “{query}”.\n"
                "Xin gõ ít chữ hơn, hoặc tìm bằng mã, số định danh."
            ).format(query=query)
        return self.tr("Chưa có hồ sơ nào trên máy này. Bấm F2 để tiếp nhận hồ sơ.")

    def _count_text(self, query: str) -> str:
        people = sum(isinstance(row, PersonRow) for row in self._hits.values())
        dossiers = len(self._hits) - people
        if self._has_more:
            more = self.tr("Đang hiện {count}, còn nữa: cuộn xuống để xem tiếp, hoặc gõ thêm để thu hẹp.")
            return more.format(count=len(self._hits))
        if not self._hits:
            return self.tr("Không tìm thấy hồ sơ hay người dân nào") if query else self.tr("Không có hồ sơ nào")
        if not people:
            return (self.tr("Tìm thấy {count} hồ sơ") if query else self.tr("Có {count} hồ sơ")).format(count=dossiers)
        if not dossiers:
            return self.tr("Tìm thấy {count} người dân").format(count=people)
        both = self.tr("Tìm thấy {dossiers} hồ sơ, {people} người dân")
        return both.format(dossiers=dossiers, people=people)
