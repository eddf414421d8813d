"""What leaves the desk without being taken in: one complete request, or a refusal with its ground. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.screens.dossier.forms.kinds import ask_form, further_papers, refusal_form
from desktop_app.screens.intake.presenter import IntakePresenter, Way
from desktop_app.widgets.plain import card, hint, strong


class WaysOut(QWidget):
    """Yêu cầu bổ sung, từ chối tiếp nhận. `left` goes back to the form, where nothing has changed."""

    left = Signal()

    def __init__(self, presenter: IntakePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._who = strong()
        self._ask = ask_form()
        self._refuse = refusal_form(is_first=True)
        self._pages = QStackedWidget()
        for form in (self._ask, self._refuse):
            form.left.connect(self.left)
            self._pages.addWidget(form)
        self._ask.given.connect(self._give_ask)
        self._refuse.given.connect(self._give_refusal)
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(8)
        inside.addWidget(self._who)
        inside.addWidget(
            hint(self.tr("Hồ sơ chưa được tiếp nhận; chương trình ghi lại việc này và cấp mã để tra cứu."))
        )
        inside.addWidget(self._pages, 1)
        area = QScrollArea()  # nine papers may be missing
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.addWidget(area)

    def open(self, way: Way) -> None:
        """Begin one of the two ways with what the form holds."""
        procedure = self._presenter.procedure()
        name = "" if procedure is None else procedure.name
        self._who.setText(f"{self._presenter.draft.name} – {name}")
        if way is Way.ASK:
            self._pages.setCurrentWidget(self._ask)
            missing = [each.name for each in self._presenter.missing()]
            self._ask.open(
                said=self.tr("Giấy tờ phải có mà chưa đánh dấu:") if missing else "",
                listed=missing,
                notice=self.tr("Xin ghi đủ một lần: yêu cầu bổ sung lần thứ hai bị tính là chậm."),
                left_out=frozenset({"again"}),
            )
        else:
            self._pages.setCurrentWidget(self._refuse)
            self._refuse.open(
                notice=self.tr("Lỗi của máy hay của chương trình không phải là lý do từ chối hồ sơ của người dân.")
            )

    def go_on(self) -> None:
        """Put the cursor where one left off."""
        (self._ask if self._pages.currentWidget() is self._ask else self._refuse).go_to_gap()

    def say_refusal(self, sentence: str) -> None:
        """Say why it was not saved."""
        for form in (self._ask, self._refuse):
            form.say_refusal(sentence)

    def _give_ask(self, given: dict[str, str]) -> None:
        self._presenter.ask(further_papers(given["further"]), given["ask_reason"])

    def _give_refusal(self, given: dict[str, str]) -> None:
        self._presenter.refuse(given["refusal"], given["refusal_ground"])
