"""The acts of a dossier's page: only those possible now, each with its short form in place. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.screens.dossier.presenter import DossierPresenter, Possible
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.plain import button, card, error_line, heading, hint, say_error
from desktop_app.widgets.reason_box import ReasonBox
from sync.records.dossier import Dossier


class DossierActs(QWidget):
    """Buttons for what is possible, and below them the form of the one that was chosen."""

    wants_amend = Signal()
    wants_counter = Signal()

    def __init__(self, presenter: DossierPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._build_buttons()
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._none = hint(self.tr("Hồ sơ này đã kết thúc, không còn việc phải làm."))
        self._said = Banner(tone="good")
        self._said.setObjectName("dossier_said")
        self._error = error_line()
        self._error.setObjectName("dossier_error")
        self._forms = QStackedWidget()
        self._blank = QWidget()
        self._result = self._result_form()
        self._shelf = self._shelf_form()
        self._reason = ReasonBox(
            self.tr("Lý do hoàn tác"),
            act=self.tr("Hoàn tác"),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        self._reason.given.connect(presenter.undo)
        for form in (self._blank, self._result, self._shelf):
            self._forms.addWidget(form)
        self._lay_out()
        presenter.done.connect(self._say_done)

    def show_possible(self, dossier: Dossier, possible: frozenset[Possible]) -> None:
        """Offer what is possible with this dossier, and nothing else."""
        for act in self.buttons.values():
            self._grid.removeWidget(act)
            act.hide()
        for at, which in enumerate(each for each in self.buttons if each in possible):
            self._grid.addWidget(self.buttons[which], at // 2, at % 2)
            self.buttons[which].show()
        self._none.setVisible(not possible)
        self._said.show_text("", "good")
        say_error(self._error, "")
        self._forms.setCurrentWidget(self._blank)
        self._reason.close_box()
        self.number.clear()
        self.signer.setText(self._presenter.last_signer)
        self.signed_on.setText(self._presenter.today())
        self.place.setText(dossier.shelf)
        for which in (Possible.HAND_OVER, Possible.SHELVE, Possible.RESULT, Possible.AMEND):
            if which in possible:
                self.buttons[which].setFocus()
                break

    def open_result(self) -> None:
        """Open the form for the signed result."""
        self._open(self._result, self.number)

    def show_refusal(self, sentence: str) -> None:
        """Say why an act was not done."""
        say_error(self._error, sentence)

    def _build_buttons(self) -> None:
        self.buttons = {
            Possible.RESULT: button(self.tr("Ghi kết quả"), tone="primary", on_click=self.open_result),
            Possible.SHELVE: button(
                self.tr("Đặt lên kệ"), tone="primary", on_click=lambda: self._open(self._shelf, self.place)
            ),
            Possible.HAND_OVER: button(self.tr("Trả kết quả"), tone="primary", on_click=self.wants_counter.emit),
            Possible.AMEND: button(self.tr("Sửa"), on_click=self.wants_amend.emit),
            Possible.UNDO: button(self.tr("Hoàn tác"), tone="danger", on_click=self._ask_reason),
        }
        for which, act in self.buttons.items():
            act.setObjectName(f"act_{which}")

    def _result_form(self) -> QWidget:
        self.number, self.signer = QLineEdit(), QLineEdit()
        self.number.setMaxLength(60)
        self.signer.setMaxLength(120)
        self.signed_on = DateField(is_partial_allowed=False)
        made = QWidget()
        self._result_fields = Form()
        self._result_fields.add("result_number", self.tr("Số kết quả"), self.number, is_required=True)
        self._result_fields.add("signer", self.tr("Lãnh đạo ký"), self.signer, is_required=True)
        self._result_fields.add("signed_on", self.tr("Ngày ký"), self.signed_on, is_required=True)
        save = button(self.tr("Lưu kết quả"), tone="primary", on_click=self._save_result)
        save.setObjectName("save_result")
        self.signed_on.returnPressed.connect(self._save_result)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(self.tr("Kết quả đã ký")))
        column.addWidget(self._result_fields)
        column.addWidget(save)
        column.addStretch(1)
        return made

    def _shelf_form(self) -> QWidget:
        self.place = QLineEdit()
        self.place.setMaxLength(60)
        made = QWidget()
        fields = Form()
        fields.add("shelf", self.tr("Ngăn kệ"), self.place, hint_text=self.tr("Ví dụ: A1"), is_required=True)
        save = button(self.tr("Đặt lên kệ"), tone="primary", on_click=self._save_shelf)
        save.setObjectName("save_shelf")
        self.place.returnPressed.connect(self._save_shelf)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(self.tr("Kệ kết quả")))
        column.addWidget(fields)
        column.addWidget(save)
        column.addStretch(1)
        return made

    def _lay_out(self) -> None:
        sheet = card()
        for act in self.buttons.values():
            act.setParent(sheet)
            act.hide()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        inside.addWidget(heading(self.tr("Việc có thể làm")))
        inside.addWidget(self._none)
        inside.addLayout(self._grid)
        inside.addWidget(self._said)
        inside.addWidget(self._error)
        inside.addWidget(self._reason)
        inside.addWidget(self._forms, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _open(self, form: QWidget, first: QWidget) -> None:
        self._reason.close_box()
        say_error(self._error, "")
        self._forms.setCurrentWidget(form)
        first.setFocus()

    def _ask_reason(self) -> None:
        self._forms.setCurrentWidget(self._blank)
        say_error(self._error, "")
        self._reason.ask()

    def _save_result(self) -> None:
        errors = {}
        if not self.number.text().strip():
            errors["result_number"] = self.tr("Xin nhập số của kết quả.")
        if not self.signer.text().strip():
            errors["signer"] = self.tr("Xin ghi người ký kết quả.")
        if self.signed_on.date() is None:
            errors["signed_on"] = self.tr("Xin nhập ngày ký: ngày/tháng/năm.")
        self._result_fields.show_errors(errors)
        if not errors:
            self._presenter.record_result(self.number.text(), self.signer.text(), str(self.signed_on.date()))

    def _save_shelf(self) -> None:
        self._presenter.shelve(self.place.text())

    def _say_done(self, which: str) -> None:
        words = {
            Possible.RESULT: self.tr("Đã lưu trên máy: đã ghi kết quả."),
            Possible.SHELVE: self.tr("Đã lưu trên máy: kết quả đã lên kệ."),
            Possible.UNDO: self.tr("Đã lưu trên máy: đã hoàn tác."),
        }
        self._said.show_text(words.get(Possible(which), ""), "good")
