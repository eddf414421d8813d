"""One door in large type: who lives here, who takes the result, his signature, or that nobody is home. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.receiving.view import ReceiverForm
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import badge, button, door_scale, error_line, label, say_error, set_badge, title
from sync.records.delivery import RELATIONS
from sync.records.dossier import Dossier
from sync.records.states import Delivery


class DoorPanel(QWidget):
    """Keys 1 to 3 choose who receives, 4 says that nobody is home, Ctrl+Enter writes it down."""

    given = Signal()  # read form.receiver() and form.strokes()
    nobody_home = Signal(str)  # note

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door")
        door_scale(self)
        self.name = title()
        self.name.setObjectName("door_name")
        self.where = label()
        self.what = label()
        self._state = badge("")
        self.form = ReceiverForm(pad_height_px=110)
        self._error = error_line()
        self._error.setObjectName("door_error")
        self._forms = QStackedWidget()
        self._forms.addWidget(self._handing_over())
        self._forms.addWidget(self._absence())
        self._over = label()
        self._over.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._forms.addWidget(self._over)
        self._lay_out()
        self._set_keys()

    def show_door(self, dossier: Dossier) -> None:
        """Stand before the door of this dossier."""
        self.name.setText(dossier.person_name)
        where = ", ".join(part for part in (dossier.address, dossier.cluster) if part)
        self.where.setText(where or self.tr("chưa có địa chỉ"))
        self.what.setText(f"{axes.code_of(dossier)} · {dossier.procedure_name}")
        said = axes.delivery(dossier.delivery)
        set_badge(self._state, said.text, said.tone)
        say_error(self._error, "")
        is_open = dossier.delivery in (Delivery.OUT, Delivery.ABSENT)
        self.absent.setVisible(is_open)
        self.form.relations.setVisible(is_open)
        if not is_open:
            self._over.setText(self.tr("Nhà này đã ghi xong. Xin chọn nhà khác ở bên trái."))
            self._forms.setCurrentIndex(2)
            return
        self.absent.setChecked(False)
        self._forms.setCurrentIndex(0)
        self.note.clear()
        self.form.start(dossier.person_name)
        self.form.ask_who()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written down, and go where it can be put right."""
        say_error(self._error, sentence)
        if self._forms.currentIndex() == 0:
            self.form.go_to_gap()

    def set_busy(self, is_busy: bool) -> None:
        """Take no second press while the first is being written."""
        self.give.setEnabled(not is_busy)
        self.write_absent.setEnabled(not is_busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the choice of the receiver, where the keys 1 to 4 work."""
        if event.key() == Qt.Key.Key_Escape:
            self.form.ask_who()
            return
        super().keyPressEvent(event)

    def _handing_over(self) -> QWidget:
        self.give = button(self.tr("Đã trao"), tone="primary", shortcut="Ctrl+Return", on_click=self.given.emit)
        self.give.setObjectName("hand_over")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.form, 1)
        column.addWidget(self.give)
        return made

    def _absence(self) -> QWidget:
        self.note = QLineEdit()
        self.note.setObjectName("absence_note")
        self.note.setMaxLength(300)
        self.note.returnPressed.connect(self._say_absent)
        self.write_absent = button(
            self.tr("Ghi vắng mặt"), tone="primary", shortcut="Ctrl+Return", on_click=self._say_absent
        )
        self.write_absent.setObjectName("write_absent")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Không có ai nhận. Kết quả được mang về kệ.")))
        column.addWidget(FieldRow(self.tr("Ghi chú (nếu có): hẹn lại, phiếu báo vắng…"), self.note))
        column.addStretch(1)
        column.addWidget(self.write_absent)
        return made

    def _lay_out(self) -> None:
        self.absent = button(self.tr("4  Vắng mặt"), on_click=self.choose_absent)
        self.absent.setObjectName("absent")
        self.absent.setAccessibleName(self.tr("Vắng mặt"))
        self.absent.setCheckable(True)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.form.relations)
        choices.addWidget(self.absent)
        choices.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.where)
        column.addWidget(self.what)
        column.addSpacing(4)
        column.addLayout(choices)
        column.addWidget(self._error)
        column.addWidget(self._forms, 1)
        self.form.relation_chosen.connect(self._show_form)
        self.form.changed.connect(lambda: say_error(self._error, ""))

    def _set_keys(self) -> None:
        acts = [lambda key=key: self.form.choose(key) for key in RELATIONS]
        for at, act in enumerate([*acts, self.choose_absent], start=1):
            key = QShortcut(QKeySequence(str(at)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(act)

    def choose_absent(self) -> None:
        """Nobody is home: ask for a note, then write it down."""
        if self._forms.currentIndex() == 2:
            return
        self.form.choose_nobody()
        self.absent.setChecked(True)
        self._forms.setCurrentIndex(1)
        self.note.setFocus()

    def _show_form(self, _relation: str) -> None:
        self.absent.setChecked(False)
        self._forms.setCurrentIndex(0)

    def _say_absent(self) -> None:
        self.nobody_home.emit(self.note.text())
