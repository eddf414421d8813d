"""Who somebody is: confirmed by one key where the dossier has the digits, typed from his paper else. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QStackedLayout, QWidget

from desktop_app.screens import axes
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import badge, button, strong

LAST_CHARACTERS: Final = 4
MAX_NAME_CHARS: Final = 120


class IdentityPart(QWidget):
    """Emits `settled` when this is done and the signature is next."""

    changed = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._on_file = ""
        self._is_confirmed = False
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._file_row())
        self._stack.addWidget(self._typed_row())
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.last4.textChanged.connect(self._lead_on)

    def start(self, name: str, number: str = "") -> None:
        """Ask for somebody; `number` is what the dossier has of his paper, "" where nothing."""
        self._on_file = number[-LAST_CHARACTERS:] if len(number) >= LAST_CHARACTERS else ""
        self._is_confirmed = False
        self.kind.setCurrentIndex(0)
        self.name.setText(name)
        self.name.setCursorPosition(0)
        self.last4.clear()
        self._file_name.setText(name)
        self._digits.setText(self.tr("4 số cuối: {digits}").format(digits=self._on_file))
        self.confirm.setText(self.tr("Đúng là {digits}").format(digits=self._on_file))
        self.confirm.setAccessibleName(self.tr("Đã xem giấy tờ, đúng 4 số cuối {digits}").format(digits=self._on_file))
        self._show_confirmed()
        self._stack.setCurrentIndex(0 if self._on_file else 1)

    def begin(self) -> None:
        """Put the focus where this part begins."""
        if self._is_typed():
            (self.last4 if self.name.text() else self.name).setFocus()
        else:
            self.confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def has_gap(self) -> bool:
        """Tell whether something is still to be confirmed or typed."""
        return not self.name.text().strip() or len(self.digits()) < LAST_CHARACTERS

    def go_to_gap(self) -> None:
        """Put the cursor into what is missing."""
        if not self.name.text().strip():
            self.name.setFocus()
        else:
            self.begin()

    def digits(self) -> str:
        """Return the last four characters, "" while they are not confirmed."""
        if self._is_typed():
            return self.last4.text().strip()
        return self._on_file if self._is_confirmed else ""

    def confirm_digits(self) -> None:
        """The paper was looked at and has the digits on file."""
        self._is_confirmed = True
        self._show_confirmed()
        self.changed.emit()
        self.settled.emit()

    def ask_for_other(self) -> None:
        """He shows another paper: its digits are typed."""
        self._stack.setCurrentIndex(1)
        self.changed.emit()
        self.kind.setFocus()

    def _is_typed(self) -> bool:
        return self._stack.currentIndex() == 1

    def _show_confirmed(self) -> None:
        self.confirm.setVisible(not self._is_confirmed)
        self._seen.setVisible(self._is_confirmed)

    def _file_row(self) -> QWidget:
        self._file_name = strong()
        self._file_name.setObjectName("name_on_file")
        self._digits = badge("", "accent")
        self._digits.setObjectName("digits_on_file")
        self._seen = badge(self.tr("Đã đối chiếu"), "good")
        self._seen.setObjectName("digits_seen")
        self.confirm = button("", tone="primary", on_click=self.confirm_digits)
        self.confirm.setObjectName("identity_confirm")
        self.other = button(self.tr("Giấy tờ khác"), tone="quiet", on_click=self.ask_for_other)
        self.other.setObjectName("identity_other")
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._file_name, 0, 0)
        grid.addWidget(self.other, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._digits, 1, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.addWidget(self._seen)
        line.addWidget(self.confirm)
        line.addStretch(1)
        grid.addLayout(line, 1, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _typed_row(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setObjectName("receiver_name")
        self.name.setMaxLength(MAX_NAME_CHARS)
        self.kind = QComboBox()
        self.kind.setObjectName("identity_kind")
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key in axes.IDENTITY_KINDS:
            self.kind.addItem(axes.identity_kind(key), key)
        self.last4 = QLineEdit()
        self.last4.setObjectName("identity_last4")
        self.last4.setMaxLength(LAST_CHARACTERS)
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        rows = (
            FieldRow(self.tr("Người nhận"), self.name, is_required=True),
            FieldRow(self.tr("Giấy tờ đã xem"), self.kind),
            FieldRow(self.tr("4 số cuối"), self.last4, is_required=True),
        )
        for at, (row, stretch) in enumerate(zip(rows, (5, 5, 2), strict=True)):
            row.name.setWordWrap(False)  # a name in two lines would push its field below its neighbours
            grid.addWidget(row, 0, at)
            grid.setColumnStretch(at, stretch)
        return made

    def _lead_on(self, text: str) -> None:
        self.changed.emit()
        if len(text) == LAST_CHARACTERS and self.last4.hasFocus():
            self.settled.emit()
