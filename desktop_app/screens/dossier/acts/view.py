"""The acts of a dossier's page: the commonest first, the others below, each with its form in place. Widgets only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.screens.dossier.acts import words
from desktop_app.screens.dossier.forms import kinds
from desktop_app.screens.dossier.forms.completing import CompleteForm
from desktop_app.screens.dossier.forms.sheet import ActForm
from desktop_app.screens.dossier.presenter import DossierPresenter, Possible
from desktop_app.services import papers
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import ButtonTone, button, card, error_line, heading, hint, label, say_error
from desktop_app.widgets.reason_box import ReasonBox
from sync.records.dossier import Dossier

FIRST: Final = (
    Possible.COMPLETE, Possible.CORRECT, Possible.FIND, Possible.RESULT, Possible.HAND_OVER, Possible.SHELVE,
)  # fmt: skip
PAPERS: Final = {
    Possible.PRINT_RECEIPT: papers.RECEIPT,
    Possible.PRINT_REQUEST: papers.SUPPLEMENT_REQUEST,
    Possible.PRINT_REFUSAL: papers.REFUSAL,
}
IN_A_LINE: Final = 2
CORRECTED: Final = "corrected_"
"""Sets the parts of the form for a corrected result apart."""


class DossierActs(QWidget):
    """Buttons for what is possible; the form of the one that was chosen takes their place."""

    wants_amend = Signal()
    wants_counter = Signal()
    print_asked = Signal(str)  # kind of paper

    def __init__(self, presenter: DossierPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._dossier: Dossier | None = None
        self._build_forms()
        self.buttons = {which: self._button(which) for which in Possible}
        self._first, self._others = QGridLayout(), QGridLayout()
        self._none = hint(self.tr("Hồ sơ này đã kết thúc, không còn việc phải làm."))
        self._others_name = label(self.tr("Việc khác"), role="field")
        self._said = Banner(tone="good")
        self._said.setObjectName("dossier_said")
        self._error = error_line()
        self._error.setObjectName("dossier_error")
        self._reason = ReasonBox(
            self.tr("Lý do hoàn tác"),
            act=self.tr("Hoàn tác"),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        self._reason.given.connect(presenter.undo)
        self._lay_out()
        self._pages.currentChanged.connect(self._fit)
        self._fit(self._pages.currentIndex())
        presenter.done.connect(self._say_done)

    def show_possible(self, dossier: Dossier, possible: frozenset[Possible]) -> None:
        """Offer what is possible with this dossier, and nothing else."""
        self._dossier = dossier
        first = [each for each in FIRST if each in possible]
        others = [each for each in Possible if each in possible and each not in FIRST]
        for act in self.buttons.values():
            act.hide()
        for grid, which in ((self._first, first), (self._others, others)):
            for at, each in enumerate(which):
                grid.addWidget(self.buttons[each], at // IN_A_LINE, at % IN_A_LINE)
                self.buttons[each].show()
        self._none.setVisible(not first and Possible.AMEND not in possible)
        self._others_name.setVisible(bool(others))
        self._said.show_text("", "good")
        self._close_forms()
        for each in (*first, *others):
            self.buttons[each].setFocus()
            break

    def open_result(self) -> None:
        """Open the form for the signed result."""
        self._open(Possible.RESULT)

    def show_refusal(self, sentence: str) -> None:
        """Say why an act was not done, in the form that is open."""
        form = self._pages.currentWidget()
        say_error(self._error, "" if isinstance(form, ActForm) else sentence)
        if isinstance(form, ActForm):
            form.say_refusal(sentence)
        elif isinstance(form, CompleteForm):
            form.sheet.say_refusal(sentence)

    def _build_forms(self) -> None:
        does: dict[Possible, tuple[ActForm, Callable[[dict[str, str]], None]]] = {
            Possible.RESULT: (
                kinds.result_form("result", self.tr("Kết quả đã ký")),
                lambda given: self._presenter.record_result(*given.values()),
            ),
            Possible.CORRECT: (
                kinds.result_form("correct", self.tr("Kết quả đã sửa"), prefix=CORRECTED),
                lambda given: self._presenter.correct(*given.values()),
            ),
            Possible.SHELVE: (kinds.shelf_form(), lambda given: self._presenter.shelve(given["shelf"])),
            Possible.FIND: (kinds.find_form(), lambda given: self._presenter.find(*given.values())),
            Possible.ASK: (kinds.ask_form(), self._ask),
            Possible.REFUSE: (
                kinds.refusal_form(is_first=False),
                lambda given: self._presenter.refuse(*given.values()),
            ),
            Possible.WITHDRAW: (kinds.withdraw_form(), lambda given: self._presenter.withdraw(*given.values())),
            Possible.FORWARD: (kinds.forward_form(), lambda given: self._presenter.forward(*given.values())),
            Possible.CODE: (kinds.code_form(), lambda given: self._presenter.give_code(*given.values())),
        }
        self._pages = QStackedWidget()
        self._menu = QWidget()
        self._pages.addWidget(self._menu)
        self.forms: dict[Possible, ActForm] = {}
        for which, (form, act) in does.items():
            form.given.connect(act)
            form.left.connect(partial(self._leave, which))
            self.forms[which] = form
            self._pages.addWidget(form)
        self.completing = CompleteForm()
        self.completing.given.connect(self._presenter.complete)
        self.completing.left.connect(partial(self._leave, Possible.COMPLETE))
        self._pages.addWidget(self.completing)

    def _button(self, which: Possible) -> QPushButton:
        tone: ButtonTone = "primary" if which in FIRST else "plain"
        made = button(words.act(which), tone=tone, on_click=partial(self._choose, which))
        made.setObjectName(f"act_{which}")
        made.setAutoDefault(True)  # Enter presses it too
        return made

    def _lay_out(self) -> None:
        for grid in (self._first, self._others):
            grid.setSpacing(8)
        for act in self.buttons.values():
            act.setParent(self._menu)
            act.hide()
        menu = QVBoxLayout(self._menu)
        menu.setContentsMargins(0, 0, 0, 0)
        menu.setSpacing(10)
        menu.addWidget(heading(self.tr("Việc có thể làm")))
        menu.addWidget(self._none)
        menu.addLayout(self._first)
        menu.addWidget(self._said)
        menu.addWidget(self._error)
        menu.addWidget(self._others_name)
        menu.addLayout(self._others)
        menu.addWidget(self._reason)
        menu.addStretch(1)
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _choose(self, which: Possible) -> None:
        if which in PAPERS:
            self.print_asked.emit(PAPERS[which])
        elif which is Possible.AMEND:
            self.wants_amend.emit()
        elif which is Possible.HAND_OVER:
            self.wants_counter.emit()
        elif which is Possible.UNDO:
            say_error(self._error, "")
            self._reason.ask()
        else:
            self._open(which)

    def _open(self, which: Possible) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        self._close_forms()
        if which is Possible.COMPLETE:
            self._pages.setCurrentWidget(self.completing)
            self.completing.open(dossier)
            return
        form = self.forms[which]
        self._pages.setCurrentWidget(form)
        last, procedure = self._presenter.last, dossier.procedure
        match which:
            case Possible.RESULT | Possible.CORRECT:
                before = last.numbers.get(procedure, "")
                prefix = CORRECTED if which is Possible.CORRECT else ""
                form.open(
                    values={f"{prefix}signer": last.signer, f"{prefix}signed_on": self._presenter.today()},
                    said=self.tr("Số ghi gần nhất của thủ tục này: {number}").format(number=before) if before else "",
                )
            case Possible.SHELVE | Possible.FIND:
                form.open(values={"shelf": dossier.shelf, "find_shelf": dossier.shelf})
            case Possible.ASK:
                self._open_ask(form, dossier)
            case _:
                form.open(notice=words.warning(which))

    def _open_ask(self, form: ActForm, dossier: Dossier) -> None:
        missing = [each.name for each in dossier.missing]
        once, again = words.warnings_of_asking()
        form.open(
            said=self.tr("Giấy tờ phải có mà chưa nhận:") if missing else "",
            listed=missing,
            notice=again if dossier.times_asked else once,
            tone="danger" if dossier.times_asked else "warn",
            left_out=frozenset() if dossier.times_asked else frozenset({"again"}),
        )

    def _ask(self, given: dict[str, str]) -> None:
        further = kinds.further_papers(given["further"])
        self._presenter.ask(further, given["ask_reason"], given.get("again", ""))

    def _leave(self, which: Possible) -> None:
        self._close_forms()
        self.buttons[which].setFocus()

    def _close_forms(self) -> None:
        self._pages.setCurrentWidget(self._menu)
        self._reason.close_box()
        say_error(self._error, "")

    def _fit(self, now: int) -> None:
        """Give the room to the page on show alone: the highest of the others would make this one scroll."""
        ignored, preferred = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for at, page in enumerate((self._menu, *self.forms.values(), self.completing)):
            policy = preferred if at == now else ignored
            page.setSizePolicy(policy, policy)
        self._pages.updateGeometry()

    def _say_done(self, which: str) -> None:
        self._said.show_text(words.done(Possible(which)), "good")
