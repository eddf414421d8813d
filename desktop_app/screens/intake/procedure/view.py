"""The right half of the intake form: procedure, papers, fee, due date, note. Widgets only."""

from __future__ import annotations

import itertools
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens.intake.papers.view import PapersList
from desktop_app.screens.intake.presenter import IntakePresenter
from desktop_app.services.desk import local_time
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.count_field import CountField
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import FieldRow, Form
from desktop_app.widgets.money_field import MoneyField
from desktop_app.widgets.pick_list import PickList
from desktop_app.widgets.plain import hint, strong
from desktop_app.widgets.search_box import SearchBox
from sync.records.catalogue import Procedure
from sync.records.partial_date import PartialDate


class ProcedurePart(QWidget):
    """What is asked for. `edited` names one draft field and its value; `finished` is Enter on the last field."""

    edited = Signal(str, object)
    finished = Signal()

    def __init__(self, presenter: IntakePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._is_writing = False
        self._build_finder()
        self._build_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self._search_row)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addWidget(self._papers_name)
        column.addWidget(self.papers)
        column.addWidget(self.form)
        column.addStretch(1)
        self._connect()

    def show_draft(self, draft: IntakeDraft) -> None:
        """Write the draft into the fields."""
        self._is_writing = True
        self.pages.set_count(draft.pages)
        self.copies.set_count(draft.copies)
        self.ground.setText(draft.fee_ground)
        self.paid.setChecked(draft.fee_paid)
        self.urgent.setChecked(draft.urgent)
        self.note.setText(draft.note)
        self._is_writing = False
        self.show_proposal(draft.due_at_ms, draft.fee_vnd)

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show the chosen procedure with its papers, or none."""
        self._name.setText("" if procedure is None else f"{procedure.code} – {procedure.name}")
        self._name.setVisible(procedure is not None)
        self._facts.setText("" if procedure is None else procedure.offline_note)
        self._facts.setVisible(procedure is not None and bool(procedure.offline_note))
        self._papers_name.setVisible(procedure is not None)
        self.papers.show_papers(() if procedure is None else procedure.papers, self._presenter.draft.papers)
        self.papers.setVisible(procedure is not None)
        self.form.set_shown("pages", procedure is not None and procedure.counts_pages)
        if procedure is not None:
            self._search_row.show_error("")
        self._order_focus()

    def show_proposal(self, due_at_ms: int | None, fee_vnd: int | None) -> None:
        """Write due date and fee as they stand in the draft; empty where they are not known."""
        self._is_writing = True
        self.fee.set_amount(fee_vnd)
        due = None if due_at_ms is None else local_time(due_at_ms).date()
        self.due.set_date(None if due is None else PartialDate(year=due.year, month=due.month, day=due.day))
        self._is_writing = False

    def show_search_error(self, text: str) -> None:
        """Say what is wrong with the choice of the procedure; "" takes it back."""
        self._search_row.show_error(text)
        if text:
            self.search.setFocus()

    def wrong_fields(self) -> set[str]:
        """Return the fields whose text cannot be read."""
        wrong = {
            "fee_vnd": self.fee.is_wrong(),
            "due_at_ms": self.due.is_wrong(),
            "pages": self.pages.is_wrong(),
            "copies": self.copies.is_wrong(),
        }
        return {name for name, is_wrong in wrong.items() if is_wrong}

    def _build_finder(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Vài chữ: sao y, sy, khai sinh…"), accessible_name=self.tr("Tìm thủ tục hành chính")
        )
        self.search.setObjectName("procedure_search")
        self._search_row = FieldRow(self.tr("Thủ tục hành chính"), self.search, is_required=True)
        self._search_row.name.setProperty("role", "heading")  # it heads this half of the page
        self.results = PickList(self.search, accessible_name=self.tr("Thủ tục tìm thấy"))
        self.results.setObjectName("procedure_results")
        self._name = strong()
        self._name.setObjectName("procedure_name")
        self._facts = hint()
        self._papers_name = strong(self.tr("Thành phần hồ sơ"))
        self.papers = PapersList()

    def _build_fields(self) -> None:
        self.pages, self.copies = CountField(), CountField()
        self.fee = MoneyField()
        self.fee.setPlaceholderText(self.tr("chưa rõ"))
        self.due = DateField(is_partial_allowed=False)
        self.due.setPlaceholderText(self.tr("chưa rõ"))
        self.ground, self.note = QLineEdit(), QLineEdit()
        self.ground.setMaxLength(200)
        self.note.setMaxLength(1000)
        self.paid = QCheckBox(self.tr("Đã thu tiền mặt"))
        self.urgent = QCheckBox(self.tr("Hồ sơ gấp"))
        for box_name, box in (("fee_paid", self.paid), ("urgent", self.urgent)):
            box.setObjectName(box_name)
            box.setAccessibleName(box.text())
        self.form = Form(columns=3, gap_px=16, line_gap_px=4)
        self.form.add("copies", self.tr("Số bản"), self.copies)
        self.form.add("pages", self.tr("Số trang bản chính"), self.pages)
        self.form.add("fee_vnd", self.tr("Phí, lệ phí (đồng)"), self.fee)
        self.form.add("fee_ground", self.tr("Lý do miễn, giảm"), self.ground)
        self.form.add("due_at_ms", self.tr("Hẹn trả"), self.due)
        self.form.add_bare(self._ticks())
        self.form.add("note", self.tr("Ghi chú nội bộ"), self.note, span=3)

    def _ticks(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.paid)
        column.addWidget(self.urgent)
        return made

    def _connect(self) -> None:
        self.search.searched.connect(self._seek)
        self.search.left_downwards.connect(self._open_list)
        self.search.returnPressed.connect(self.results.pick_first)
        self.results.picked.connect(self._choose)
        self.papers.changed.connect(lambda taken: self.edited.emit("papers", taken))
        self.pages.count_changed.connect(lambda n: self._tell("pages", n))
        self.copies.count_changed.connect(lambda n: self._tell("copies", n))
        self.ground.textChanged.connect(lambda text: self._tell("fee_ground", text))
        self.paid.toggled.connect(lambda on: self._tell("fee_paid", on))
        self.urgent.toggled.connect(lambda on: self._tell("urgent", on))
        self.note.textChanged.connect(lambda text: self._tell("note", text))
        self.note.returnPressed.connect(self.finished)
        self.fee.textEdited.connect(lambda _text: self._presenter.change_fee(self.fee.amount_dong()))
        self.due.textEdited.connect(lambda _text: self._presenter.change_due(self._due_day()))
        self._presenter.procedures_found.connect(self._show_found)

    def _tell(self, name: str, value: object) -> None:
        if not self._is_writing:
            self.edited.emit(name, value)

    def _due_day(self) -> date | None:
        typed = self.due.date()
        return None if typed is None else typed.as_date()

    def _seek(self, query: str) -> None:
        if query:
            self._presenter.seek_procedures(query)
        else:
            self.results.offer(())
            self._search_row.show_error("")

    def _open_list(self) -> None:
        if not self.results.isVisible():
            self._presenter.seek_procedures(self.search.text())
        self.results.enter()

    def _show_found(self, procedures: tuple[Procedure, ...]) -> None:
        self.results.offer([(each.code, f"{each.name}\n{each.code} · {each.field}") for each in procedures])
        self._search_row.show_error(
            ""
            if procedures
            else self.tr("Danh mục trên máy không có thủ tục này, nên chưa nhận được. Xin ghi lượt hướng dẫn.")
        )

    def _choose(self, code: str) -> None:
        self.search.clear()
        self._presenter.choose_procedure(code)
        ticks = self.papers.tick_boxes()
        (ticks[0] if ticks else self.copies).setFocus()

    def _order_focus(self) -> None:
        chain: list[QWidget] = [self.search]
        for tick in self.papers.tick_boxes():
            chain += self.papers.stops_of(tick)
        fields = (self.copies, self.pages, self.fee, self.ground, self.due, self.paid, self.urgent, self.note)
        ordered = list(dict.fromkeys([*chain, *fields]))
        for before, after in itertools.pairwise(ordered):
            QWidget.setTabOrder(before, after)
