"""What stands in the form's place once it is saved: its code in large type, and what may follow. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.intake.presenter import Way
from desktop_app.screens.intake.saved.at_once import AtOnceForm
from desktop_app.screens.intake.saved.presenter import AtOncePresenter
from desktop_app.services import papers
from desktop_app.services.numbers import CodesLeft
from desktop_app.widgets.plain import button, card, error_line, hint, say_error, strong, title
from desktop_app.widgets.reason_box import ReasonBox
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.dossier import Dossier

CODE_PT: Final = 36
"""To be copied by hand onto a slip, at arm's length."""
_SAID: Final[Mapping[str, str]] = {
    Way.ACCEPT: QT_TRANSLATE_NOOP("saved", "Đã lưu trên máy"),
    Way.AMEND: QT_TRANSLATE_NOOP("saved", "Đã lưu thay đổi trên máy"),
    Way.ASK: QT_TRANSLATE_NOOP("saved", "Đã lưu trên máy: yêu cầu bổ sung, chưa tiếp nhận"),
    Way.REFUSE: QT_TRANSLATE_NOOP("saved", "Đã lưu trên máy: từ chối tiếp nhận"),
}
_PAPERS: Final[Mapping[str, tuple[str, str]]] = {
    Way.ACCEPT: (papers.RECEIPT, QT_TRANSLATE_NOOP("saved", "In giấy hẹn")),
    Way.AMEND: (papers.RECEIPT, QT_TRANSLATE_NOOP("saved", "In giấy hẹn")),
    Way.ASK: (papers.SUPPLEMENT_REQUEST, QT_TRANSLATE_NOOP("saved", "In phiếu yêu cầu bổ sung")),
    Way.REFUSE: (papers.REFUSAL, QT_TRANSLATE_NOOP("saved", "In phiếu từ chối")),
}


class SavedPanel(QWidget):
    """Emits what the official wants next; `print_asked` with the kind of paper and the dossier's id (hex)."""

    wants_new = Signal()
    wants_result = Signal()
    wants_dossier = Signal()
    undo_given = Signal(str)
    print_asked = Signal(str, str)
    returned = Signal()

    def __init__(self, presenter: AtOncePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._dossier: Dossier | None = None
        self._paper = papers.RECEIPT
        self._build_words()
        self._build_acts()
        self._stack = QStackedLayout(self)
        presenter.ready.connect(self._show_at_once)  # first the page, then the form's own part in it: the focus
        self.at_once = AtOnceForm(presenter)
        self._sheet = self._laid_out()
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self.at_once)
        self.at_once.left.connect(self._leave_at_once)
        presenter.returned.connect(self._show_returned)

    def show_saved(self, dossier: Dossier, way: Way) -> None:
        """Say that the dossier is on this machine, and offer what comes most often now."""
        self.said.setText(_words(_SAID[way]))
        self._paper, text = _PAPERS[way]
        self.print.setText(_words(text))
        self.print.setAccessibleName(_words(text))
        may_return = way is Way.ACCEPT and self._presenter.may_return(dossier)
        self._show(dossier, is_accepted=way in (Way.ACCEPT, Way.AMEND))
        self.print.show()
        self.undo.show()
        self.result.setVisible(way in (Way.ACCEPT, Way.AMEND))
        self.return_now.setVisible(may_return)
        (self.return_now if may_return else self.new).setFocus()

    def show_undone(self, dossier: Dossier) -> None:
        """Say that the last act was taken back."""
        self.said.setText(self.tr("Đã hoàn tác"))
        self._show(dossier, is_accepted=False)
        self._sync.setText(self.tr("Việc hoàn tác cũng được ghi vào nhật ký và gửi lên hệ thống."))
        for act in (self.undo, self.result, self.return_now, self.print):
            act.hide()
        self.new.setFocus()

    def show_codes(self, left: CodesLeft) -> None:
        """Say how many official codes are left, once they grow few."""
        text = self.tr("Máy này còn {n} mã chính thức cho hôm nay. Hết mã, hồ sơ vẫn nhận được bằng mã tạm.")
        self._codes.setText(text.format(n=left.count))
        self._codes.setVisible(left.is_low)

    def show_refusal(self, sentence: str) -> None:
        """Say why an act was not done."""
        say_error(self._error, sentence)

    def _build_words(self) -> None:
        self.said = title()
        self.said.setObjectName("saved_said")
        self.code = title()
        self.code.setObjectName("saved_code")
        self.code.setStyleSheet(f"font-size: {CODE_PT}pt;")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._code_name, self._other_code, self._facts = hint(), strong(), strong()
        self._other_code.setObjectName("saved_other_code")
        self._facts.setObjectName("saved_facts")
        self._sync, self._codes = hint(), hint()
        self._codes.setObjectName("codes_left")
        self._codes.hide()
        self._error = error_line()
        self._error.setObjectName("saved_error")
        self.reason = ReasonBox(
            self.tr("Lý do hoàn tác"),
            act=self.tr("Hoàn tác"),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        self.reason.given.connect(self.undo_given)

    def _build_acts(self) -> None:
        self.return_now = button(self.tr("Trả ngay"), tone="primary", on_click=self._open_at_once)
        self.new = button(self.tr("Tiếp nhận hồ sơ tiếp theo"), tone="primary", on_click=self.wants_new.emit)
        self.print = button("", shortcut="Ctrl+P", on_click=self._ask_print)
        self.result = button(self.tr("Ghi kết quả"), tone="quiet", on_click=self.wants_result.emit)
        self.open = button(self.tr("Xem hồ sơ"), tone="quiet", on_click=self.wants_dossier.emit)
        self.undo = button(self.tr("Hoàn tác"), tone="quiet", on_click=self.reason.ask)
        self._acts, self._more = QHBoxLayout(), QHBoxLayout()
        named = (
            ("return_now", self.return_now, self._acts),
            ("new_dossier", self.new, self._acts),
            ("print_saved", self.print, self._acts),
            ("record_result", self.result, self._more),
            ("open", self.open, self._more),
            ("undo", self.undo, self._more),
        )
        for name, act, row in named:
            act.setObjectName(name)
            act.setAutoDefault(True)  # Enter presses it too
            row.addWidget(act)
        for row in (self._acts, self._more):
            row.setSpacing(12)
            row.addStretch(1)

    def _laid_out(self) -> QWidget:
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(32, 28, 32, 20)
        inside.setSpacing(10)
        words = (self.said, self._code_name, self.code, self._other_code, self._facts, self._sync, self._codes)
        for part in (*words, self._error):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addLayout(self._acts)
        inside.addLayout(self._more)
        inside.addWidget(self.reason)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 12, 20, 12)
        column.addStretch(1)
        column.addWidget(sheet)
        column.addStretch(2)
        return made

    def _show(self, dossier: Dossier, *, is_accepted: bool) -> None:
        self._dossier = dossier
        self._stack.setCurrentWidget(self._sheet)
        self.reason.hide()
        self._codes.hide()
        say_error(self._error, "")
        self.code.setText(axes.code_of(dossier))
        self.code.setAccessibleName(axes.code_of(dossier))
        official = self.tr("Mã hồ sơ – ghi lên giấy hẹn") if is_accepted else self.tr("Mã hồ sơ – ghi lên phiếu")
        provisional = self.tr("Mã tạm – ghi lên giấy hẹn") if is_accepted else self.tr("Mã tạm – ghi lên phiếu")
        self._code_name.setText(official if dossier.official_code else provisional)
        self._other_code.setText(self.tr("Mã tạm: {code}").format(code=dossier.provisional_code))
        self._other_code.setVisible(bool(dossier.official_code))
        due = self.tr("Hẹn trả: {due}").format(
            due=self.tr("chưa rõ") if dossier.due_at_ms is None else axes.moment(dossier.due_at_ms)
        )
        last = f"{due} · {axes.fee(dossier).text}" if is_accepted else ", ".join(self._missing(dossier))
        self._facts.setText("\n".join(part for part in (dossier.person_name, dossier.procedure_name, last) if part))
        self._sync.setText(
            self.tr("Hồ sơ sẽ được gửi lên hệ thống khi có mạng. Trước đó hồ sơ vẫn lưu an toàn trên máy này.")
        )

    def _missing(self, dossier: Dossier) -> list[str]:
        asked = [name for each in dossier.supplements for name in each.get("papers", ())]
        return [self.tr("Cần bổ sung: {papers}").format(papers="; ".join(asked))] if asked else []

    def _show_returned(self, dossier: Dossier) -> None:
        self.said.setText(self.tr("Đã lưu trên máy: đã trả kết quả cho {name}").format(name=dossier.receiver))
        self._show(dossier, is_accepted=True)
        for act in (self.undo, self.result, self.return_now):
            act.hide()
        self._paper = papers.HAND_OVER_SLIP
        self.print.setText(self.tr("In giấy ký nhận"))
        self.print.setAccessibleName(self.print.text())
        self.new.setFocus()
        self.returned.emit()

    def _open_at_once(self) -> None:
        if self._dossier is not None:
            self._presenter.open(self._dossier)

    def _show_at_once(self) -> None:
        self._stack.setCurrentWidget(self.at_once)

    def _leave_at_once(self) -> None:
        self._stack.setCurrentWidget(self._sheet)
        self.return_now.setFocus()

    def _ask_print(self) -> None:
        if self._dossier is not None:
            self.print_asked.emit(self._paper, self._dossier.id.hex)


def _words(source: str) -> str:
    return QCoreApplication.translate("saved", source)
