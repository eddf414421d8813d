"""The counter: results found at the left, the receiver's form at the right. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.counter.presenter import CounterPresenter
from desktop_app.screens.receiving.view import ReceiverForm
from desktop_app.services.desk import Desk
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import button, card, error_line, heading, hint, say_error, title
from desktop_app.widgets.search_box import SearchBox
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier


class CounterScreen(QWidget):
    """Trả kết quả. `wrote` after each hand-over that was saved."""

    go = Signal(str, str)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("counter")
        self.setProperty("role", "surface")
        self.presenter = CounterPresenter(desk, jobs_write, jobs_read, self)
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Trả kết quả")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the shelf anew; the cursor stands where the next code is typed."""
        self.presenter.seek(self.search.text().strip())
        if self.presenter.dossier is None:
            self._show_none()
            self.search.setFocus()

    def open(self, dossier_id: str) -> None:
        """Begin with this dossier."""
        self._said.show_text("", "good")
        self.presenter.choose(dossier_id)

    def _build(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Mã hồ sơ, họ tên, số định danh"), accessible_name=self.tr("Tìm kết quả để trả")
        )
        self.search.setObjectName("counter_search")
        self.table = RecordTable(
            (Column(title=self.tr("Họ và tên · Mã hồ sơ")),),
            accessible_name=self.tr("Kết quả chờ trả"),
            empty_text=self.tr("Không có kết quả nào khớp đang chờ trả."),
        )
        self.table.setObjectName("counter_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=0, is_strong_wrapped=True))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(FieldRow(self.tr("Tìm kết quả để trả"), self.search))
        left.addWidget(self.table, 1)
        self._said = Banner(tone="good")
        self._said.setObjectName("counter_said")
        self._state = StateView(self._door())
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._said)
        right.addWidget(self._state, 1)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left, 5)
        halves.addLayout(right, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(title(self.title))
        column.addLayout(halves, 1)

    def _door(self) -> QWidget:
        self._who = heading()
        self._who.setObjectName("counter_who")
        self._what = hint()
        self.form = ReceiverForm()
        self._error = error_line()
        self._error.setObjectName("counter_error")
        self.give = button(self.tr("Đã trao"), tone="primary", shortcut="Ctrl+Return", on_click=self._give)
        self.give.setObjectName("hand_over")
        self._back = button(self.tr("Chọn hồ sơ khác"), tone="quiet", on_click=self.presenter.release)
        self._back.setObjectName("release")
        foot = QHBoxLayout()
        foot.addWidget(self.give)
        foot.addWidget(hint(self.tr("Ctrl+Enter")))
        foot.addStretch(1)
        foot.addWidget(self._back)
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(self._who)
        column.addWidget(self._what)
        column.addWidget(self.form, 1)
        column.addWidget(self._error)
        column.addLayout(foot)
        return made

    def _connect(self) -> None:
        self.search.searched.connect(self.presenter.seek)
        self.search.left_downwards.connect(self.table.setFocus)
        self.search.returnPressed.connect(self._choose_only_one)
        self.table.chosen.connect(self.presenter.choose)
        self.table.clicked.connect(lambda _index: self.presenter.choose(self.table.current_key()))
        self.form.changed.connect(lambda: say_error(self._error, ""))
        self.presenter.found.connect(self._show_found)
        self.presenter.chosen.connect(self._show_chosen)
        self.presenter.handed_over.connect(self._show_done)
        self.presenter.refused.connect(self._refuse)
        self.presenter.busy_changed.connect(lambda is_busy: self.give.setEnabled(not is_busy))

    def _choose_only_one(self) -> None:
        self.table.setFocus()

    def _show_found(self, dossiers: tuple[Dossier, ...]) -> None:
        self.table.show_rows(
            [Row(key=each.id.hex, cells=(f"{each.person_name}\n{axes.code_of(each)}",)) for each in dossiers]
        )

    def _show_chosen(self, dossier: Dossier | None) -> None:
        if dossier is None:
            self._show_none()
            self.search.setFocus()
            return
        self._said.show_text("", "good")
        say_error(self._error, "")
        self._who.setText(dossier.person_name)
        self._what.setText(
            self.tr("{code} · {procedure} · kết quả số {number} · kệ {shelf}").format(
                code=axes.code_of(dossier),
                procedure=dossier.procedure_name,
                number=dossier.result_number,
                shelf=dossier.shelf or "–",
            )
        )
        self._state.show_content()
        self.table.go_to(dossier.id.hex)
        self.form.start(dossier.person_name)

    def _show_none(self) -> None:
        self._state.show_empty(self.tr("Xin chọn kết quả ở bên trái.\nGõ mã hoặc tên rồi bấm Enter."))

    def _give(self) -> None:
        say_error(self._error, "")
        self.presenter.hand_over(self.form.receiver(), self.form.strokes())

    def _show_done(self, dossier: Dossier) -> None:
        self._said.show_text(
            self.tr("Đã lưu trên máy: đã trao kết quả {code} cho {name}.").format(
                code=axes.code_of(dossier), name=dossier.receiver
            ),
            "good",
        )
        self._show_none()
        self.search.clear()
        self.presenter.seek("")
        self.search.setFocus()
        self.wrote.emit()

    def _refuse(self, sentence: str) -> None:
        if self.presenter.dossier is None:
            self._state.show_error(sentence)
        else:
            say_error(self._error, sentence)
            self.form.go_to_gap()
