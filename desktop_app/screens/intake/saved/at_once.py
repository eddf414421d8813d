"""The form of "trả ngay": number and signer of the result, then who takes it and his signature. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens.intake.enter_flow import EnterGoesOn
from desktop_app.screens.intake.saved.presenter import AtOncePresenter
from desktop_app.screens.receiving.view import ReceiverForm
from desktop_app.services.results import LastSigned
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.plain import button, card, error_line, heading, hint, say_error
from sync.records.catalogue import ReceiverRule
from sync.records.dossier import Dossier


class AtOnceForm(QWidget):
    """Emits `left` for the way back; what is given goes to the presenter."""

    left = Signal()

    def __init__(self, presenter: AtOncePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._dossier: Dossier | None = None
        self.number, self.signer = QLineEdit(), QLineEdit()
        self.number.setMaxLength(60)
        self.signer.setMaxLength(120)
        self.signed_on = DateField(is_partial_allowed=False)
        self.fields = Form(columns=3, gap_px=16)
        self.fields.add("once_number", self.tr("Số kết quả"), self.number, is_required=True)
        self.fields.add("once_signer", self.tr("Lãnh đạo ký"), self.signer, is_required=True)
        self.fields.add("once_signed_on", self.tr("Ngày ký"), self.signed_on, is_required=True)
        self._who = heading()
        self._last = hint()
        self._last.setObjectName("last_number")
        self.receiver = ReceiverForm(pad_height_px=120)
        self._error = error_line()
        self._error.setObjectName("once_error")
        self.give = button(self.tr("Đã trao"), tone="primary", shortcut="F12", on_click=self._give)
        self.give.setObjectName("give_at_once")
        self._back = button(self.tr("Quay lại"), tone="quiet", on_click=self.left.emit)
        self._back.setObjectName("leave_at_once")
        self._lay_out()
        self._enter = EnterGoesOn(self)
        self._enter.watch(self.number)
        for line in (self.signer, self.signed_on):
            line.returnPressed.connect(self.receiver.identity.begin)
        self.receiver.finished.connect(self._give)
        self.receiver.changed.connect(lambda: say_error(self._error, ""))
        presenter.ready.connect(self._start)
        presenter.refused.connect(self._refuse)
        presenter.busy_changed.connect(lambda is_busy: self.give.setEnabled(not is_busy))

    def _start(self, dossier: Dossier, rule: ReceiverRule | None, last: LastSigned) -> None:
        self._dossier = dossier
        self._who.setText(
            self.tr("Trả ngay: {name} – {procedure}").format(name=dossier.person_name, procedure=dossier.procedure_name)
        )
        before = last.numbers.get(dossier.procedure, "")
        self._last.setText(self.tr("Số ghi gần nhất của thủ tục này: {number}").format(number=before))
        self._last.setVisible(bool(before))
        self.number.clear()
        self.signer.setText(last.signer)
        self.signed_on.setText(self._presenter.today())
        self.fields.show_errors({})
        self.receiver.start(dossier, rule)
        say_error(self._error, "")
        self.number.setFocus()

    def _give(self) -> None:
        errors = {}
        if not self.number.text().strip():
            errors["once_number"] = self.tr("Xin nhập số của kết quả.")
        if not self.signer.text().strip():
            errors["once_signer"] = self.tr("Xin ghi người ký kết quả.")
        if self.signed_on.date() is None:
            errors["once_signed_on"] = self.tr("Xin nhập ngày ký: ngày/tháng/năm.")
        self.fields.show_errors(errors)
        say_error(self._error, "")
        if self._dossier is None or errors:
            return
        self._presenter.give(
            self._dossier,
            self.receiver.receiver(),
            self.receiver.strokes(),
            number=self.number.text(),
            signer=self.signer.text(),
            signed_on=str(self.signed_on.date()),
        )

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        self.receiver.go_to_gap()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.give)
        foot.addWidget(hint(self.tr("F12")))
        foot.addStretch(1)
        foot.addWidget(self._back)
        sheet = card()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._who)
        column.addWidget(self.fields)
        column.addWidget(self._last)
        column.addWidget(self.receiver, 1)
        column.addWidget(self._error)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.addWidget(sheet)
