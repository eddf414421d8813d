"""The intake page: person at the left, procedure at the right, three ways out below; then the code. Widgets only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens.intake.missing.view import MissingQuestion
from desktop_app.screens.intake.person.view import PersonPart
from desktop_app.screens.intake.presenter import IntakePresenter, Way
from desktop_app.screens.intake.procedure.view import ProcedurePart
from desktop_app.screens.intake.saved.presenter import AtOncePresenter
from desktop_app.screens.intake.saved.view import SavedPanel
from desktop_app.screens.intake.ways.view import WaysOut
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, dense_scale, error_line, hint, say_error, title
from sync.records.dossier import Dossier


class IntakeScreen(QWidget):
    """Tiếp nhận hồ sơ. `wrote` after each act that was saved; `print_asked` with a kind of paper and a dossier."""

    go = Signal(str, str)  # Place, id of a dossier (hex)
    wrote = Signal()
    print_asked = Signal(str, str)

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("intake")
        self.setProperty("role", "surface")
        self.presenter = IntakePresenter(desk, jobs_write, jobs_read, self)
        self.person = PersonPart(self.presenter)
        self.procedure = ProcedurePart(self.presenter)
        self.saved = SavedPanel(AtOncePresenter(desk, jobs_write, jobs_read, self))
        self.ways = WaysOut(self.presenter)
        self._is_writing = False
        self._stack = QStackedLayout(self)
        self._form = self._build_form()
        for page in (self._form, self.ways, self.saved):
            self._stack.addWidget(page)
        self._connect()
        self.presenter.start()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Tiếp nhận hồ sơ")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Go on with the form as it was left; after a saved dossier, begin the next."""
        if self._stack.currentWidget() is self.saved:
            self._begin()
        elif self.presenter.is_amending:
            self.person.name.setFocus()
        elif self._stack.currentWidget() is self._form:
            self.person.qr.setFocus()
        else:
            self.ways.go_on()

    def amend(self, dossier_id: str) -> None:
        """Open the form filled with a saved dossier."""
        self._stack.setCurrentWidget(self._form)
        self.presenter.start_amending(dossier_id)

    def start_with(self, person_id: str) -> None:
        """Open the form for a resident whom the notebook knows."""
        self._stack.setCurrentWidget(self._form)
        self.presenter.start_with(person_id)

    def keep_now(self) -> None:
        """Write the half-filled form down at once: the machine is about to be locked."""
        self.presenter.keep_now()

    def _build_form(self) -> QWidget:
        made = QWidget()
        dense_scale(made)
        self._title = title(self.title)
        self._hint = Banner()
        self._hint.setObjectName("draft_hint")
        self._in_the_way = Banner()
        self._in_the_way.setObjectName("draft_in_the_way")
        self._in_the_way.offer(self.tr("Bỏ bản nháp, nhận cho người mới"), self._replace_draft)
        self.question = MissingQuestion()
        self.question.hide()
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(_scrolling(self.person), 1)
        halves.addWidget(_scrolling(self.procedure), 1)
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 6, 20, 2)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self._in_the_way)
        column.addLayout(halves, 1)
        column.addWidget(self.procedure.offline)
        column.addWidget(self.procedure.form)
        column.addWidget(self.question)
        column.addLayout(self._build_foot(made))
        return made

    def _build_foot(self, form: QWidget) -> QHBoxLayout:
        self._error = error_line()
        self._error.setObjectName("intake_error")
        self._save = button(self.tr("Tiếp nhận"), tone="primary", shortcut="F12", on_click=self._try_to_save)
        self._ask = button(self.tr("Yêu cầu bổ sung"), on_click=lambda: self._leave_by(Way.ASK))
        self._refuse_it = button(self.tr("Từ chối tiếp nhận"), on_click=lambda: self._leave_by(Way.REFUSE))
        self._clear = button(self.tr("Xóa trắng"), tone="quiet", on_click=self._empty)
        self._cancel = button(self.tr("Bỏ sửa"), tone="quiet", on_click=self._stop_amending)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._save)
        foot.addWidget(hint(self.tr("F12")))
        for name, act in (
            ("save", self._save),
            ("ask_supplement", self._ask),
            ("refuse_intake", self._refuse_it),
            ("stop_amending", self._cancel),
            ("clear", self._clear),
        ):
            act.setObjectName(name)
            act.setAutoDefault(True)  # Enter presses it too
        foot.addWidget(self._ask)
        foot.addWidget(self._refuse_it)
        foot.addWidget(self._error, 1)
        foot.addStretch(0)
        foot.addWidget(self._cancel)
        foot.addWidget(self._clear)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            again = QShortcut(QKeySequence(keys), form)
            again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            again.activated.connect(self._try_to_save)
        return foot

    def _connect(self) -> None:
        presenter = self.presenter
        self.person.edited.connect(self._take)
        self.person.finished.connect(self.procedure.search.setFocus)
        self.procedure.edited.connect(self._take)
        self.procedure.finished.connect(self._try_to_save)
        presenter.form_shown.connect(self._show_form)
        presenter.procedure_shown.connect(self.procedure.show_procedure)
        presenter.proposed.connect(self.procedure.show_proposal)
        presenter.rule_shown.connect(self.procedure.show_rule)
        presenter.restored.connect(self._say_restored)
        presenter.draft_in_the_way.connect(self._say_in_the_way)
        presenter.errors_shown.connect(self._show_errors)
        presenter.papers_missing.connect(self.question.show_missing)
        presenter.busy_changed.connect(self._set_busy)
        presenter.saved.connect(self._show_saved)
        presenter.codes_counted.connect(self.saved.show_codes)
        presenter.undone.connect(self._show_undone)
        presenter.refused.connect(self._refuse)
        presenter.people.twin_found.connect(self._show_twin)
        self.question.wants_to_ask.connect(lambda: self._leave_by(Way.ASK))
        self.question.wants_to_accept.connect(lambda: self._try_to_save(is_complete_enough=True))
        self.question.left.connect(self.procedure.papers.begin)
        self.ways.left.connect(self._come_back)
        self.saved.wants_new.connect(self._begin)
        self.saved.wants_result.connect(lambda: self._leave_for(Place.RESULT))
        self.saved.wants_dossier.connect(lambda: self._leave_for(Place.DOSSIER))
        self.saved.undo_given.connect(presenter.undo)
        self.saved.print_asked.connect(self.print_asked)
        self.saved.returned.connect(self.wrote)

    def _empty(self) -> None:
        self.presenter.empty()
        self.person.forget_search()
        self._show_errors({})
        self.person.qr.setFocus()

    def _take(self, name: str, value: object) -> None:
        self.person.form.forget_error(name)
        self.procedure.form.forget_error(name)
        if self._is_writing:
            return
        self._hint.show_text("", "plain")
        self.presenter.change(**{name: value})

    def _show_form(self, draft: IntakeDraft) -> None:
        is_amending = self.presenter.is_amending
        self._is_writing = True
        self.person.show_draft(draft)
        self.procedure.show_draft(draft)
        self._is_writing = False
        self.person.set_amending(is_amending)
        self._save.setText(self.tr("Lưu thay đổi") if is_amending else self.tr("Tiếp nhận"))
        self._save.setAccessibleName(self._save.text())
        self._save.setShortcut("F12")  # a new text takes it away
        self._cancel.setVisible(is_amending)
        for act in (self._clear, self._ask, self._refuse_it):
            act.setVisible(not is_amending)
        self._title.setText(self._title_text())
        self._title.setVisible(is_amending)  # the page is full, and the navigation says where one is
        for banner in (self._hint, self._in_the_way):
            banner.show_text("", "plain")
        say_error(self._error, "")
        if is_amending:
            self.person.name.setFocus()

    def _title_text(self) -> str:
        amended = self.presenter.amended
        if amended is None:
            return self.title
        return self.tr("Sửa hồ sơ {code}").format(code=amended.official_code or amended.provisional_code)

    def _say_restored(self) -> None:
        self._hint.show_text(self.tr("Đã khôi phục bản nháp chưa lưu. Xin kiểm tra rồi làm tiếp."), "accent")

    def _say_in_the_way(self, name: str) -> None:
        text = self.tr("Còn bản nháp chưa lưu của {name}. Xin lưu bản nháp trước, hoặc:")
        self._in_the_way.show_text(text.format(name=name), "warn")

    def _replace_draft(self) -> None:
        self.presenter.replace_draft()

    def _set_busy(self, is_busy: bool) -> None:
        for page in (self._form, self.ways):
            page.setEnabled(not is_busy)

    def _wrong(self) -> frozenset[str]:
        return frozenset(self.person.wrong_fields() | self.procedure.wrong_fields())

    def _try_to_save(self, *, is_complete_enough: bool = False) -> None:
        if self._form.isEnabled():
            # Pressed again while it is asked what is meant, it means what it says.
            is_meant = is_complete_enough or not self.question.isHidden()
            self.presenter.save(self._wrong(), is_complete_enough=is_meant)

    def _leave_by(self, way: Way) -> None:
        if self._form.isEnabled() and self.presenter.check(self._wrong()):
            self._stack.setCurrentWidget(self.ways)
            self.ways.open(way)

    def _come_back(self) -> None:
        self._stack.setCurrentWidget(self._form)
        self._save.setFocus()

    def _show_errors(self, errors: dict[str, str]) -> None:
        words = {
            ("name", "missing"): self.tr("Xin nhập họ, chữ đệm và tên."),
            ("birth", "unreadable"): self.tr("Ngày sinh chưa đúng. Xin nhập ngày/tháng/năm, hoặc chỉ năm."),
            ("procedure", "missing"): self.tr("Xin chọn thủ tục."),
            ("fee_vnd", "unreadable"): self.tr("Xin nhập số tiền, hoặc để trống nếu chưa rõ."),
            ("pages", "unreadable"): self.tr("Xin nhập số từ 1 trở lên."),
            ("copies", "unreadable"): self.tr("Xin nhập số từ 1 trở lên."),
            ("due_at_ms", "unreadable"): self.tr("Xin nhập ngày/tháng/năm, hoặc để trống nếu chưa rõ."),
        }
        said = {field: words[field, kind] for field, kind in errors.items() if (field, kind) in words}
        self.procedure.form.show_errors(said)
        self.procedure.show_search_error(said.get("procedure", ""))
        if "procedure" in said:
            self.procedure.search.setFocus()
        self.person.form.show_errors(said)
        say_error(self._error, self.tr("Chưa lưu: còn chỗ cần sửa.") if said else "")

    def _show_twin(self, twin: Any) -> None:
        say_error(self._error, "")
        if twin is not None:
            self._stack.setCurrentWidget(self._form)

    def _show_saved(self, dossier: Dossier, way: str) -> None:
        self._stack.setCurrentWidget(self.saved)
        self.saved.show_saved(dossier, Way(way))
        self.wrote.emit()

    def _show_undone(self, dossier: Dossier) -> None:
        self.saved.show_undone(dossier)
        self.wrote.emit()

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        self.saved.show_refusal(sentence)
        self.ways.say_refusal(sentence)

    def _begin(self) -> None:
        self._stack.setCurrentWidget(self._form)
        self.presenter.start()
        self.person.qr.setFocus()

    def _stop_amending(self) -> None:
        amended = self.presenter.amended
        self._begin()
        if amended is not None:
            self.go.emit(Place.DOSSIER, amended.id.hex)

    def _leave_for(self, place: Place) -> None:
        saved = self.presenter.last_saved
        if saved is not None:
            self.go.emit(place, saved.id.hex)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("role", "surface")
    area.setWidget(content)
    return area
