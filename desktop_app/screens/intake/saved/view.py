"""What stands in the form's place once a dossier is saved: its code in large type, and what may follow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.widgets.plain import button, card, error_line, hint, say_error, strong, title
from desktop_app.widgets.reason_box import ReasonBox
from sync.records.dossier import Dossier

CODE_PT: Final = 36
"""To be copied by hand onto a slip, at arm's length."""


class SavedPanel(QWidget):
    """Emits what the official wants next."""

    wants_new = Signal()
    wants_result = Signal()
    wants_dossier = Signal()
    undo_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.said = title()
        self.said.setObjectName("saved_said")
        self.code = title()
        self.code.setObjectName("saved_code")
        self.code.setStyleSheet(f"font-size: {CODE_PT}pt;")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._code_name = hint(self.tr("Mã tạm – ghi lên giấy hẹn"))
        self._facts = strong()
        self._sync = hint(
            self.tr("Hồ sơ sẽ được gửi lên hệ thống khi có mạng. Trước đó hồ sơ vẫn lưu an toàn trên máy này.")
        )
        self._error = error_line()
        self._acts = QHBoxLayout()
        self._acts.setSpacing(12)
        self.reason = ReasonBox(
            self.tr("Lý do hoàn tác"),
            act=self.tr("Hoàn tác"),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        self.reason.given.connect(self.undo_given)
        self._build_acts()
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(12)
        for part in (self.said, self._code_name, self.code, self._facts, self._sync, self._error):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addLayout(self._acts)
        inside.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.addStretch(1)
        column.addWidget(sheet)
        column.addStretch(2)

    def show_saved(self, dossier: Dossier, *, was_amended: bool) -> None:
        """Say that the dossier is on this machine."""
        self.said.setText(self.tr("Đã lưu thay đổi trên máy") if was_amended else self.tr("Đã lưu trên máy"))
        self._show(dossier)
        for act in (self.undo, self.result):
            act.setEnabled(True)
        self.reason.hide()
        self.new.setFocus()

    def show_undone(self, dossier: Dossier) -> None:
        """Say that the last act was taken back."""
        self.said.setText(self.tr("Đã hoàn tác"))
        self._show(dossier)
        self._sync.setText(self.tr("Việc hoàn tác cũng được ghi vào nhật ký và gửi lên hệ thống."))
        for act in (self.undo, self.result):
            act.setEnabled(False)
        self.reason.hide()
        self.new.setFocus()

    def show_refusal(self, sentence: str) -> None:
        """Say why an act was not done."""
        say_error(self._error, sentence)

    def _build_acts(self) -> None:
        self.new = button(self.tr("Hồ sơ mới"), tone="primary", on_click=self.wants_new.emit)
        self.result = button(self.tr("Ghi kết quả"), on_click=self.wants_result.emit)
        self.open = button(self.tr("Xem hồ sơ"), on_click=self.wants_dossier.emit)
        self.undo = button(self.tr("Hoàn tác"), tone="danger", on_click=self.reason.ask)
        named = (("new_dossier", self.new), ("record_result", self.result), ("open", self.open), ("undo", self.undo))
        for name, act in named:
            act.setObjectName(name)
            self._acts.addWidget(act)
        self._acts.addStretch(1)

    def _show(self, dossier: Dossier) -> None:
        say_error(self._error, "")
        self.code.setText(axes.code_of(dossier))
        self.code.setAccessibleName(axes.code_of(dossier))
        self._code_name.setText(self.tr("Mã hồ sơ") if dossier.official_code else self.tr("Mã tạm – ghi lên giấy hẹn"))
        due = self.tr("Hẹn trả: {due}").format(
            due=self.tr("chưa rõ") if dossier.due_at_ms is None else axes.day(dossier.due_at_ms)
        )
        self._facts.setText(f"{dossier.person_name}\n{dossier.procedure_name}\n{due} · {axes.fee(dossier).text}")
