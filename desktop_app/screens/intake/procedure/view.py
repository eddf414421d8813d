"""The right half of the intake form: procedure, papers, cases and rules; its fields lie below both. Widgets only."""

from __future__ import annotations

import itertools
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.screens.intake.enter_flow import EnterGoesOn
from desktop_app.screens.intake.papers.view import PapersList
from desktop_app.screens.intake.presenter import IntakePresenter
from desktop_app.screens.intake.procedure import words
from desktop_app.screens.intake.procedure.fields import ProcedureFields
from desktop_app.services.desk import local_time
from desktop_app.services.intake import IntakeDraft, Proposal
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.pick_list import PickList
from desktop_app.widgets.plain import button, error_line, heading, hint, say_error, set_style, strong
from desktop_app.widgets.search_box import SearchBox
from sync.records.catalogue import OfflineMode, Procedure
from sync.records.partial_date import PartialDate


class ProcedurePart(QWidget):
    """What is asked for. `edited` names one draft field and its value; `finished` is Enter on the last field.

    `offline` warns, `form` holds the fields; both are laid out by the page, over its whole width.
    """

    edited = Signal(str, object)
    finished = Signal()

    def __init__(self, presenter: IntakePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._is_writing = False
        self.fields = ProcedureFields(self)
        self.form = self.fields.form
        self._build_finder()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._search_row)
        column.addWidget(self._search_error)
        column.addWidget(self._papers_head)
        column.addWidget(self.papers)
        column.addWidget(self.fields.cases)
        column.addWidget(self._later)
        column.addStretch(1)
        self._connect()

    def show_draft(self, draft: IntakeDraft) -> None:
        """Write the draft into the fields."""
        self._is_writing = True
        self.fields.show_draft(draft)
        self._is_writing = False
        self.show_proposal(draft.due_at_ms, draft.fee_vnd)

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show the chosen procedure with its papers, or none."""
        draft = self._presenter.draft
        self._name.setText("" if procedure is None else procedure.name)
        self._facts.setText("" if procedure is None else words.facts_line(procedure))
        self._tell_offline(procedure)
        self._papers_head.setVisible(procedure is not None)
        papers = () if procedure is None else procedure.papers
        self._all_papers.setVisible(bool(papers))
        self.papers.show_papers(papers, draft.papers)
        self.papers.setVisible(bool(papers))
        self._is_writing = True
        self.fields.show_procedure(procedure, draft)
        self._is_writing = False
        if procedure is not None:
            self.show_search_error("")
        self._order_focus()

    def show_proposal(self, due_at_ms: int | None, fee_vnd: int | None) -> None:
        """Write due date and fee as they stand in the draft; empty where they are not known."""
        self._is_writing = True
        self.fields.fee.set_amount(fee_vnd)
        due = None if due_at_ms is None else local_time(due_at_ms).date()
        self.fields.due.set_date(None if due is None else PartialDate(year=due.year, month=due.month, day=due.day))
        self._is_writing = False

    def show_rule(self, proposal: Proposal | None) -> None:
        """Say by which rule the due date was counted; nothing for one that an official typed."""
        until = self._presenter.same_day_until_hour()
        self.fields.show_due_rule("" if proposal is None else words.due_rule(proposal, until_hour=until))

    def show_search_error(self, text: str) -> None:
        """Say what is wrong with the choice of the procedure; "" takes it back."""
        say_error(self._search_error, text)
        set_style(self.search, "wrong", "true" if text else "false")
        self.search.setAccessibleDescription(text)

    def wrong_fields(self) -> set[str]:
        """Return the fields whose text cannot be read."""
        return self.fields.wrong_fields()

    def _build_finder(self) -> None:
        self.search = SearchBox(
            placeholder=self.tr("Vài chữ: sao y, sy…"), accessible_name=self.tr("Tìm thủ tục hành chính")
        )
        self.search.setObjectName("procedure_search")
        named = heading(self.tr("Thủ tục hành chính") + " *")
        named.setWordWrap(False)
        named.setBuddy(self.search)
        self._search_row = QHBoxLayout()
        self._search_row.setSpacing(12)
        self._search_row.addWidget(named)
        self._search_row.addWidget(self.search, 1)
        self._search_error = error_line()
        self._search_error.setObjectName("procedure_error")
        self.results = PickList(self.search, accessible_name=self.tr("Thủ tục tìm thấy"))
        self.results.setObjectName("procedure_results")
        self._name = strong()
        self._name.setObjectName("procedure_name")
        self._facts = hint()
        self._facts.setObjectName("procedure_facts")
        self.offline = Banner()
        self.offline.setObjectName("offline_note")
        self._later = hint()
        self._later.setObjectName("offline_later")
        self.papers = PapersList()
        self._all_papers = button(self.tr("Đủ giấy tờ"), tone="plain", on_click=self._take_all)
        self._all_papers.setObjectName("all_papers")
        self._all_papers.setAutoDefault(True)  # Enter presses it too
        self._all_papers.setAccessibleName(self.tr("Đã có đủ giấy tờ phải có"))
        self._papers_head = QWidget()
        row = QHBoxLayout(self._papers_head)
        row.setContentsMargins(0, 0, 0, 0)
        chosen = QVBoxLayout()
        chosen.setSpacing(0)
        chosen.addWidget(self._name)
        chosen.addWidget(self._facts)
        row.addLayout(chosen, 1)
        row.addWidget(self._all_papers)

    def _connect(self) -> None:
        self.search.searched.connect(self._seek)
        self.search.left_downwards.connect(self._open_list)
        self.search.returnPressed.connect(self.results.pick_first)
        self.results.picked.connect(self._choose)
        self.papers.changed.connect(lambda taken: self.edited.emit("papers", taken))
        self.papers.finished.connect(self._leave_papers)
        self.fields.edited.connect(self._tell)
        self.fields.case_chosen.connect(self._choose_case)
        self.fields.note.returnPressed.connect(self.finished)
        self.fields.fee.textEdited.connect(lambda _text: self._presenter.change_fee(self.fields.fee.amount_dong()))
        self.fields.due.textEdited.connect(lambda _text: self._presenter.change_due(self._due_day()))
        self._presenter.procedures_found.connect(self._show_found)
        self._enter = EnterGoesOn(self)
        self._enter.watch(*self.fields.stops()[:-1])

    def _tell(self, name: str, value: object) -> None:
        if not self._is_writing:
            self.edited.emit(name, value)

    def _choose_case(self, name: str, case: str) -> None:
        if not self._is_writing:
            self._presenter.change_case(name, case)
            self.fields.show_fee_rule(self._presenter.procedure(), self._presenter.draft)

    def _tell_offline(self, procedure: Procedure | None) -> None:
        """Warn where the procedure cannot be finished here; what only has to be sent later is a quiet line."""
        note = "" if procedure is None else procedure.offline_note
        needs_network = procedure is not None and procedure.offline is OfflineMode.NEEDS_NETWORK
        is_queued = procedure is not None and procedure.offline is OfflineMode.QUEUED
        self.offline.show_text(note if needs_network else "", "warn")
        self._later.setText(note)
        self._later.setVisible(is_queued)

    def _take_all(self) -> None:
        self.papers.tick_required()
        self._leave_papers()

    def _leave_papers(self) -> None:
        self.fields.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _due_day(self) -> date | None:
        typed = self.fields.due.date()
        return None if typed is None else typed.as_date()

    def _seek(self, query: str) -> None:
        if query:
            self._presenter.seek_procedures(query)
        else:
            self.results.offer(())
            self.show_search_error("")

    def _open_list(self) -> None:
        if not self.results.isVisible():
            self._presenter.seek_procedures(self.search.text())
        self.results.enter()

    def _show_found(self, procedures: tuple[Procedure, ...]) -> None:
        self.results.offer([(each.code, words.found_line(each)) for each in procedures])
        self.show_search_error(
            ""
            if procedures
            else self.tr("Danh mục trên máy không có thủ tục này, nên chưa nhận được. Xin ghi lượt hướng dẫn.")
        )

    def _choose(self, code: str) -> None:
        self.search.clear()
        self._presenter.choose_procedure(code)
        ticks = self.papers.tick_boxes()
        (self._all_papers if ticks else self.fields.first()).setFocus(Qt.FocusReason.TabFocusReason)

    def _order_focus(self) -> None:
        chain: list[QWidget] = [self.search, self._all_papers]
        for tick in self.papers.tick_boxes():
            chain += self.papers.stops_of(tick)
        for before, after in itertools.pairwise([*chain, *self.fields.stops(), self.fields.urgent]):
            QWidget.setTabOrder(before, after)
