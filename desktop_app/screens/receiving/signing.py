"""How the receiver says that he has it: a signature here, or the signed slip on paper. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens.receiving.strokes import proof_strokes
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.pages import Pages
from desktop_app.widgets.plain import button, label
from desktop_app.widgets.signature_pad import SignaturePad
from sync.records.delivery import Stroke


class SigningPart(QWidget):
    """Enter after the signature, or after the number of the slip, emits `finished`."""

    changed = Signal()
    finished = Signal()

    def __init__(self, *, pad_height_px: int) -> None:
        super().__init__()
        self.pad = SignaturePad(
            accessible_name=self.tr("Chữ ký người nhận"), placeholder=self.tr("Người nhận ký vào đây, rồi bấm Enter")
        )
        self.pad.setObjectName("signature")
        self.pad.setMinimumHeight(pad_height_px)
        self.slip = QLineEdit()
        self.slip.setObjectName("slip_number")
        self.slip.setMaxLength(64)
        self.on_slip = button(self.tr("Ký trên giấy hẹn"), tone="quiet", shortcut="Ctrl+G")
        self.on_slip.setObjectName("on_slip")
        self.on_slip.setCheckable(True)
        self._again = button(self.tr("Ký lại"), tone="quiet", on_click=self.pad.clear)
        self._again.setObjectName("clear_signature")
        self._lay_out()
        self.pad.changed.connect(self.changed)
        self.slip.textChanged.connect(lambda _text: self.changed.emit())
        self.slip.returnPressed.connect(self.finished)
        self.on_slip.toggled.connect(self._show_means)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.pad)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.finished)

    def start(self, slip: str) -> None:
        """Wait for the next signature; `slip` is the number that stands on the person's slip."""
        self.pad.clear()
        self.slip.setText(slip)
        self.on_slip.setChecked(False)

    def begin(self) -> None:
        """Put the focus where one signs."""
        (self.slip if self.is_on_slip() else self.pad).setFocus(Qt.FocusReason.TabFocusReason)

    def is_on_slip(self) -> bool:
        """Tell whether the paper slip was signed instead."""
        return self.on_slip.isChecked()

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the signature, nothing where too little was drawn or the slip was signed."""
        return () if self.is_on_slip() or self.pad.is_blank() else proof_strokes(self.pad.strokes())

    def _show_means(self, is_slip: bool) -> None:
        self._pages.setCurrentIndex(1 if is_slip else 0)
        self._again.setVisible(not is_slip)
        self.changed.emit()
        if is_slip:
            self.slip.setFocus()
            self.slip.setCursorPosition(len(self.slip.text()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Ký nhận"), role="field"), 1)
        head.addWidget(self.on_slip)
        head.addWidget(self._again)
        on_paper = QWidget()
        rows = QVBoxLayout(on_paper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(
            FieldRow(
                self.tr("Số giấy hẹn đã ký"),
                self.slip,
                hint_text=self.tr("Người nhận ký hoặc điểm chỉ trên giấy hẹn. Giữ lại giấy này, lưu cùng hồ sơ."),
                is_required=True,
            )
        )
        rows.addStretch(1)
        self._pages = Pages()
        self._pages.addWidget(self.pad)
        self._pages.addWidget(on_paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
