"""The fields below the papers: counts, due date, fee with its cases and grounds, request and note. Widgets only."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens.intake.procedure import words
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.count_field import CountField
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.money_field import MoneyField
from desktop_app.widgets.plain import hint, label
from sync.records.catalogue import FeeRule, Procedure

DATE_PX: Final = 126
FEE_PX: Final = 164
RECEIPT_PX: Final = 104
"""Widths at which a date, the words for an unknown fee and the name of the field stand whole."""


class ProcedureFields(QObject):
    """Emits `edited` with a draft field and its value; `case_chosen` with limit_case or fee_case and the case."""

    edited = Signal(str, object)
    case_chosen = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pages, self.copies = CountField(), CountField()
        self.fee = MoneyField()
        self.fee.setPlaceholderText(self.tr("Chưa rõ mức thu"))
        self.due = DateField(is_partial_allowed=False)
        self.due.setPlaceholderText(self.tr("chưa rõ"))
        self.limit_case, self.fee_case, self.ground = QComboBox(), QComboBox(), QComboBox()
        self.ground.setEditable(True)
        for box in (self.limit_case, self.fee_case, self.ground):  # the longest of a list must not widen the page
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.ground.addItems(["", *words.grounds()])
        self.receipt, self.request, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        for line, most in ((self.receipt, 60), (self.request, 1000), (self.note, 1000)):
            line.setMaxLength(most)
        for field, width_px in ((self.due, DATE_PX), (self.fee, FEE_PX), (self.receipt, RECEIPT_PX)):
            field.setMinimumWidth(width_px)
        typed = self.ground.lineEdit()
        if typed is not None:
            typed.setMaxLength(200)
            typed.setAccessibleName(self.tr("Lý do miễn, giảm"))
        self.paid = QCheckBox(self.tr("Đã thu tiền mặt"))
        self.urgent = QCheckBox(self.tr("Hồ sơ gấp"))
        for name, tick in (("fee_paid", self.paid), ("urgent", self.urgent)):
            tick.setObjectName(name)
            tick.setAccessibleName(tick.text())
        self._due_rule, self._fee_rule, self._exemptions = hint(), hint(), hint()
        self._due_rule.setObjectName("due_rule")
        self._fee_rule.setObjectName("fee_rule")
        self._exemptions.setObjectName("exemptions")
        self._case_rows: dict[QComboBox, QWidget] = {}
        self._rules = self._laid_out_rules()
        self.form = self._laid_out()
        self.cases = self._laid_out_cases()
        self._connect()

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab and Enter stop, in order, from the cases to the note."""
        every: tuple[QWidget, ...] = (
            self.limit_case, self.fee_case, self.pages, self.copies, self.due, self.fee, self.paid, self.receipt,
            self.ground, self.request, self.note,
        )  # fmt: skip
        return tuple(each for each in every if not self._is_left_out(each))

    def first(self) -> QWidget:
        """Return where the papers lead to: the pages where they count, else the copies."""
        return self.copies if self._is_left_out(self.pages) else self.pages

    def show_draft(self, draft: IntakeDraft) -> None:
        """Write the draft into the fields; due date and fee are written with their proposal."""
        self.pages.set_count(draft.pages)
        self.copies.set_count(draft.copies)
        self.ground.setCurrentText(draft.fee_ground)
        self.receipt.setText(draft.fee_receipt)
        self.paid.setChecked(draft.fee_paid)
        self.urgent.setChecked(draft.urgent)
        self._write(self.request, draft.request)
        self._write(self.note, draft.note)

    def show_procedure(self, procedure: Procedure | None, draft: IntakeDraft) -> None:
        """Offer the cases of a procedure, its pages where they count, and its exemptions as the catalogue has them."""
        limits = [] if procedure is None else [(each.case, words.limit_case(each)) for each in procedure.limits]
        fees = [] if procedure is None else [(each.case, words.fee_case(each)) for each in procedure.fees]
        for box, cases, chosen in ((self.limit_case, limits, draft.limit_case), (self.fee_case, fees, draft.fee_case)):
            box.blockSignals(True)  # what is offered is no choice of the official's
            box.clear()
            for case, text in cases:
                box.addItem(text, case)
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.blockSignals(False)
            self._case_rows[box].setVisible(len(cases) > 1)
        self.form.setVisible(procedure is not None)
        self.form.set_shown("pages", procedure is not None and procedure.counts_pages)
        self._write(self.request, draft.request)
        self.ground.setCurrentText(draft.fee_ground)
        self.show_fee_rule(procedure, draft)

    def show_fee_rule(self, procedure: Procedure | None, draft: IntakeDraft) -> None:
        """Say what the chosen case asks, and its exemptions word for word."""
        fee = None if procedure is None else _fee_of(procedure, draft.fee_case)
        has_cases = procedure is not None and len(procedure.fees) > 1  # then the chosen one says it
        text = "" if fee is None or has_cases else self.tr("Phí: {fee}").format(fee=words.fee_rule(fee))
        _say(self._fee_rule, text)
        self._share_line()
        exemptions = "" if fee is None else fee.exemptions
        _say(self._exemptions, exemptions)

    def show_due_rule(self, text: str) -> None:
        """Say by which rule the due date was counted."""
        _say(self._due_rule, self.tr("Hẹn trả: {rule}").format(rule=text) if text else "")
        self._share_line()

    def wrong_fields(self) -> set[str]:
        """Return the fields whose text cannot be read."""
        wrong = {
            "fee_vnd": self.fee.is_wrong(),
            "due_at_ms": self.due.is_wrong(),
            "pages": self.pages.is_wrong(),
            "copies": self.copies.is_wrong(),
        }
        return {name for name, is_wrong in wrong.items() if is_wrong}

    def _laid_out(self) -> Form:
        form = Form(columns=48, gap_px=6, line_gap_px=0)
        form.add("pages", self.tr("Số trang"), self.pages, span=4)
        self.pages.setAccessibleName(self.tr("Số trang bản chính"))
        form.add("copies", self.tr("Số bản"), self.copies, span=4)
        form.add("due_at_ms", self.tr("Hẹn trả"), self.due, span=7)
        form.add("fee_vnd", self.tr("Phí, lệ phí (đ)"), self.fee, span=8)
        form.add_bare(_low(self.paid), span=9)
        form.add("fee_receipt", self.tr("Biên lai số"), self.receipt, span=6)
        form.add("fee_ground", self.tr("Lý do miễn, giảm"), self.ground, span=10)
        form.add_bare(self._rules, span=48)
        form.add_bare(self._exemptions, span=48)
        form.add("request", self.tr("Nội dung yêu cầu giải quyết"), self.request, span=22)
        form.add("note", self.tr("Ghi chú nội bộ"), self.note, span=18)
        form.add_bare(_low(self.urgent), span=8)
        return form

    def _laid_out_cases(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        texts = (self.tr("Thời hạn"), self.tr("Mức thu"))
        for name, text, box in zip(("limit_case", "fee_case"), texts, (self.limit_case, self.fee_case), strict=True):
            box.setObjectName(name)
            box.setAccessibleName(text)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the page, it changes no case
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            named = label(text, role="field")
            named.setWordWrap(False)
            line.addWidget(named)
            line.addWidget(box, 1)
            column.addWidget(row)
            row.hide()
            self._case_rows[box] = row
        return made

    def _laid_out_rules(self) -> QWidget:
        made = QWidget()
        side = QHBoxLayout(made)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        for line in (self._due_rule, self._fee_rule):
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
            side.addWidget(line)
        self._rule_line = side
        return made

    def _share_line(self) -> None:
        """Give each rule of the line as much of it as it has to say."""
        for at, line in enumerate((self._due_rule, self._fee_rule)):
            self._rule_line.setStretch(at, line.fontMetrics().horizontalAdvance(line.text()))

    def _connect(self) -> None:
        self.pages.count_changed.connect(lambda n: self.edited.emit("pages", n))
        self.copies.count_changed.connect(lambda n: self.edited.emit("copies", n))
        self.ground.currentTextChanged.connect(lambda text: self.edited.emit("fee_ground", text))
        self.paid.toggled.connect(lambda on: self.edited.emit("fee_paid", on))
        self.urgent.toggled.connect(lambda on: self.edited.emit("urgent", on))
        for name, line in (("fee_receipt", self.receipt), ("request", self.request), ("note", self.note)):
            line.textChanged.connect(partial(self.edited.emit, name))
        for box in (self.limit_case, self.fee_case):
            box.currentIndexChanged.connect(partial(self._tell_case, box))

    def _tell_case(self, box: QComboBox, at: int) -> None:
        self.case_chosen.emit(box.objectName(), str(box.itemData(at) or ""))

    def _is_left_out(self, field: QWidget) -> bool:
        row = field.parentWidget()
        return row is not None and row.isHidden()

    def _write(self, line: QLineEdit, text: str) -> None:
        if line.text() != text:
            line.setText(text)
            line.setCursorPosition(0)


def _fee_of(procedure: Procedure, case: str) -> FeeRule:
    return next((each for each in procedure.fees if each.case == case), procedure.fee)


def _low(box: QCheckBox) -> QWidget:
    """Put a tick box at the height of the fields beside it, whose names stand above them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(4, 0, 0, 3)
    column.addStretch(1)
    column.addWidget(box)
    return made


def _say(line: QLabel, text: str) -> None:
    line.setText(text)
    line.setVisible(bool(text))
