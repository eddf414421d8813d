"""The intake page: person at the left, procedure at the right, Save below; after saving, the code. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens.intake.person.view import PersonPart
from desktop_app.screens.intake.presenter import IntakePresenter
from desktop_app.screens.intake.procedure.view import ProcedurePart
from desktop_app.screens.intake.saved.view import SavedPanel
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, error_line, hint, say_error, title
from sync.records.dossier import Dossier


class IntakeScreen(QWidget):
    """Tiếp nhận hồ sơ."""

    go = Signal(str, str)  # Place, id of a dossier (hex)

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("intake")
        self.setProperty("role", "surface")
        self.presenter = IntakePresenter(desk, jobs_write, jobs_read, self)
        self.person = PersonPart(self.presenter)
        self.procedure = ProcedurePart(self.presenter)
        self.saved = SavedPanel()
        self._is_writing = False
        self._stack = QStackedLayout(self)
        self._form = self._build_form()
        self._stack.addWidget(self._form)
        self._stack.addWidget(self.saved)
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
        elif self.presenter.amended is not None:
            self.person.name.setFocus()
        else:
            self.person.qr.setFocus()

    def amend(self, dossier_id: str) -> None:
        """Open the form filled with a saved dossier."""
        self._stack.setCurrentWidget(self._form)
        self.presenter.start_amending(dossier_id)

    def keep_now(self) -> None:
        """Write the half-filled form down at once: the machine is about to be locked."""
        self.presenter.keep_now()

    def _build_form(self) -> QWidget:
        made = QWidget()
        self._title = title(self.title)
        self._hint = Banner()
        self._hint.setObjectName("draft_hint")
        self._error = error_line()
        self._error.setObjectName("intake_error")
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(_scrolling(self.person), 9)
        halves.addWidget(_scrolling(self.procedure), 12)
        self._save = button(self.tr("Lưu hồ sơ"), tone="primary", shortcut="Ctrl+S", on_click=self._try_to_save)
        self._save.setObjectName("save")
        self._clear = button(self.tr("Xóa trắng"), tone="quiet", on_click=self.presenter.empty)
        self._clear.setObjectName("clear")
        self._cancel = button(self.tr("Bỏ sửa"), tone="quiet", on_click=self._stop_amending)
        self._cancel.setObjectName("stop_amending")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._save)
        foot.addWidget(hint(self.tr("Ctrl+S")))
        foot.addWidget(self._error, 1)
        foot.addStretch(0)
        foot.addWidget(self._cancel)
        foot.addWidget(self._clear)
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(halves, 1)
        column.addLayout(foot)
        return made

    def _connect(self) -> None:
        presenter = self.presenter
        self.person.edited.connect(self._take)
        self.procedure.edited.connect(self._take)
        self.procedure.finished.connect(self._try_to_save)
        presenter.form_shown.connect(self._show_form)
        presenter.procedure_shown.connect(self.procedure.show_procedure)
        presenter.proposed.connect(self.procedure.show_proposal)
        presenter.restored.connect(self._say_restored)
        presenter.errors_shown.connect(self._show_errors)
        presenter.busy_changed.connect(lambda is_busy: self._form.setEnabled(not is_busy))
        presenter.saved.connect(self._show_saved)
        presenter.undone.connect(self.saved.show_undone)
        presenter.refused.connect(self._refuse)
        presenter.twin_found.connect(lambda _twin: say_error(self._error, ""))
        self.saved.wants_new.connect(self._begin)
        self.saved.wants_result.connect(lambda: self._leave_for(Place.RESULT))
        self.saved.wants_dossier.connect(lambda: self._leave_for(Place.DOSSIER))
        self.saved.undo_given.connect(presenter.undo)

    def _take(self, name: str, value: object) -> None:
        if self._is_writing:
            return
        self._hint.show_text("", "plain")
        self.presenter.change(**{name: value})

    def _show_form(self, draft: IntakeDraft) -> None:
        is_amending = self.presenter.amended is not None
        self._is_writing = True
        self.person.show_draft(draft)
        self.procedure.show_draft(draft)
        self._is_writing = False
        self.person.set_amending(is_amending)
        self._cancel.setVisible(is_amending)
        self._clear.setVisible(not is_amending)
        self._title.setText(self._title_text())
        self._hint.show_text("", "plain")
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

    def _try_to_save(self) -> None:
        if self._form.isEnabled():
            self.presenter.save(frozenset(self.person.wrong_fields() | self.procedure.wrong_fields()))

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
        self.person.form.show_errors(said)
        say_error(self._error, self.tr("Chưa lưu: còn chỗ cần sửa.") if said else "")

    def _show_saved(self, dossier: Dossier, was_amended: bool) -> None:
        self._stack.setCurrentWidget(self.saved)
        self.saved.show_saved(dossier, was_amended=was_amended)

    def _refuse(self, sentence: str) -> None:
        say_error(self._error, sentence)
        self.saved.show_refusal(sentence)

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
    content.setProperty("role", "surface")
    area.setWidget(content)
    return area
