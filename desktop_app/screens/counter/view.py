"""The counter: results found at the left, the receiver's form at the right. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.counter.presenter import CounterPresenter
from desktop_app.screens.receiving import words
from desktop_app.screens.receiving.outcome import OutcomeForm
from desktop_app.screens.receiving.view import ReceiverForm
from desktop_app.services import papers
from desktop_app.services.desk import Desk
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.pages import Pages
from desktop_app.widgets.plain import badge, button, card, error_line, heading, hint, say_error, set_badge, title
from desktop_app.widgets.search_box import SearchBox
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier
from sync.records.states import Delivery, Event

LIST_PX: Final = 300


class CounterScreen(QWidget):
    """Trả kết quả. `wrote` after each hand-over that was saved."""

    go = Signal(str, str)
    wrote = Signal()
    print_asked = Signal(str, str)  # kind of paper, id of the dossier (hex)

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
        elif self._pages.currentIndex() == 0:
            self.form.go_to_gap()

    def open(self, dossier_id: str) -> None:
        """Begin with this dossier."""
        self._said.show_text("", "good")
        self.presenter.choose(dossier_id)

    def _build(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Quét mã, hoặc gõ mã, họ tên"), accessible_name=self.tr("Tìm kết quả để trả")
        )
        self.search.setObjectName("counter_search")
        self.table = RecordTable(
            (Column(title=self.tr("Họ và tên · Mã hồ sơ")),),
            accessible_name=self.tr("Kết quả chờ trả"),
            empty_text="",
        )
        self.table.setObjectName("counter_table")
        self.table.setFixedWidth(LIST_PX)
        self.table.setItemDelegate(TwoLines(self.table, strong_column=0, is_strong_wrapped=True))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(FieldRow(self.tr("Tìm kết quả để trả"), self.search))
        left.addWidget(self.table, 1)
        self._said = Banner(tone="good")
        self._said.setObjectName("counter_said")
        self._slip = button(self.tr("In biên nhận"), on_click=self._ask_for_slip)
        self._slip.setObjectName("print_slip")
        self._slip.hide()
        self._last = ""
        saved = QHBoxLayout()
        saved.addWidget(self._said, 1)
        saved.addWidget(self._slip)
        self._state = StateView(self._door())
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(saved)
        right.addWidget(self._state, 1)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left)
        halves.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(title(self.title))
        column.addLayout(halves, 1)

    def _door(self) -> QWidget:
        self._who = heading()
        self._who.setObjectName("counter_who")
        self._fee = badge("", "warn")
        self._fee.setObjectName("counter_fee")
        self._what = hint()
        self.form = ReceiverForm(pad_height_px=88)
        self.asides = {each.name: OutcomeForm(each) for each in (words.WRONG, words.POSTED)}
        self._error = error_line()
        self._error.setObjectName("counter_error")
        self.give = button(self.tr("Đã trao"), tone="primary", shortcut="Ctrl+Return", on_click=self._give)
        self.give.setObjectName("hand_over")
        self._back = button(self.tr("Chọn hồ sơ khác"), tone="quiet", on_click=self.presenter.release)
        self._back.setObjectName("release")
        foot = QHBoxLayout()
        foot.addWidget(self.give)
        self._instead = {name: self._way_aside(name) for name in self.asides}
        foot.addStretch(1)
        for way in self._instead.values():
            foot.addWidget(way)
        foot.addWidget(self._back)
        handing = QWidget()
        inside = QVBoxLayout(handing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.form, 1)
        inside.addLayout(foot)
        self._pages = Pages()
        self._pages.addWidget(handing)
        for aside in self.asides.values():
            back = button(self.tr("Quay lại"), tone="quiet", on_click=lambda: self._pages.setCurrentIndex(0))
            back.setObjectName("back_to_form")
            aside.foot.addWidget(back)
            self._pages.addWidget(aside)
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._who, 1)
        head.addWidget(self._fee)
        column.addLayout(head)
        column.addWidget(self._what)
        column.addWidget(self._error)
        column.addWidget(self._pages, 1)
        return made

    def _way_aside(self, name: str) -> QPushButton:
        made = button(words.say(self.asides[name].outcome.text), tone="quiet", on_click=lambda: self._turn_to(name))
        made.setObjectName(name)
        return made

    def _turn_to(self, name: str) -> None:
        say_error(self._error, "")
        self._pages.setCurrentWidget(self.asides[name])
        self.asides[name].start()

    def _connect(self) -> None:
        self.search.searched.connect(self.presenter.seek)
        self.search.left_downwards.connect(self.table.setFocus)
        self.search.returnPressed.connect(self._entered)
        self.table.chosen.connect(self.presenter.choose)
        self.table.clicked.connect(lambda _index: self.presenter.choose(self.table.current_key()))
        self.form.changed.connect(lambda: say_error(self._error, ""))
        self.form.finished.connect(self.give.click)
        for name, aside in self.asides.items():
            aside.given.connect(lambda line, name=name: self.presenter.put_away(name, line))
        self.presenter.put_aside.connect(self._show_aside)
        self.presenter.found.connect(self._show_found)
        self.presenter.chosen.connect(self._show_chosen)
        self.presenter.handed_over.connect(self._show_done)
        self.presenter.refused.connect(self._refuse)
        self.presenter.busy_changed.connect(self._set_busy)

    def _set_busy(self, is_busy: bool) -> None:
        self.give.setEnabled(not is_busy)
        for aside in self.asides.values():
            aside.act.setEnabled(not is_busy)

    def _entered(self) -> None:
        self.table.setFocus()
        self.presenter.seek_exactly(self.search.text().strip())

    def _show_found(self, dossiers: tuple[Dossier, ...]) -> None:
        is_asked = bool(self.search.text().strip())
        self.table.set_empty_text(
            self.tr("Không có kết quả nào khớp đang chờ trả.") if is_asked else self.tr("Chưa có kết quả nào chờ trả.")
        )
        self.table.show_rows(
            [Row(key=each.id.hex, cells=(f"{each.person_name}\n{axes.code_of(each)}",)) for each in dossiers]
        )

    def _show_chosen(self, dossier: Dossier | None) -> None:
        if dossier is None:
            self._show_none()
            self.search.setFocus()
            return
        self._said.show_text("", "good")
        self._slip.hide()
        say_error(self._error, "")
        self._who.setText(dossier.person_name)
        fee = axes.fee(dossier)
        set_badge(self._fee, fee.text, fee.tone)
        self._fee.setVisible(fee.tone == "warn")
        self._what.setText(
            self._lies(dossier).format(
                code=axes.code_of(dossier),
                procedure=dossier.procedure_name,
                number=dossier.result_number,
                shelf=dossier.shelf,
            )
        )
        self._instead[words.WRONG.name].setVisible(dossier.can(Event.FOUND_WRONG))
        self._instead[words.POSTED.name].setVisible(dossier.delivery == Delivery.READY)
        self._pages.setCurrentIndex(0)
        self._state.show_content()
        self.table.go_to(dossier.id.hex)
        self.form.start(dossier, self.presenter.rule())

    def _lies(self, dossier: Dossier) -> str:
        if dossier.shelf:
            return self.tr("{code} · {procedure} · kết quả số {number} · kệ {shelf}")
        return self.tr("{code} · {procedure} · kết quả số {number} · chưa lên kệ")

    def _show_none(self) -> None:
        self._state.show_empty(self.tr("Xin chọn kết quả ở bên trái.\nGõ mã hoặc tên rồi bấm Enter."))

    def _give(self) -> None:
        say_error(self._error, "")
        self.presenter.hand_over(self.form.receiver(), self.form.strokes())

    def _show_done(self, dossier: Dossier) -> None:
        self._said.show_text(
            self.tr("Đã lưu an toàn trên máy này: đã trao kết quả {code} cho {name}.").format(
                code=axes.code_of(dossier), name=dossier.receiver
            ),
            "good",
        )
        self._last = dossier.id.hex
        self._slip.show()
        self._start_anew()

    def _ask_for_slip(self) -> None:
        self.print_asked.emit(papers.HAND_OVER_SLIP, self._last)

    def _show_aside(self, dossier: Dossier, outcome: str) -> None:
        said = (
            self.tr("Đã lưu an toàn trên máy này: kết quả {code} chờ sửa. Xin báo công chức chuyên môn.")
            if outcome == words.WRONG.name
            else self.tr("Đã lưu an toàn trên máy này: kết quả {code} đã gửi bưu chính.")
        )
        self._said.show_text(said.format(code=axes.code_of(dossier)), "good")
        self._start_anew()

    def _start_anew(self) -> None:
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
            aside = self._pages.currentWidget()
            if isinstance(aside, OutcomeForm):
                aside.line.setFocus()
            else:
                self.form.go_to_gap()
