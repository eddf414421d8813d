"""The form for the receiver of a result: relation, name, paper shown, signature. Widgets only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.screens import axes
from desktop_app.screens.receiving.strokes import proof_strokes
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import button, label
from desktop_app.widgets.signature_pad import SignaturePad
from sync.records.delivery import RELATIONS, Receiver, Stroke

LAST_CHARACTERS = 4


class ReceiverForm(QWidget):
    """Who receives. The owner's name stands there already; typing four characters leads on to the signature."""

    changed = Signal()
    relation_chosen = Signal(str)

    def __init__(self, *, pad_height_px: int = 150) -> None:
        super().__init__()
        self._owner_name = ""
        self._choices: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.relations = self._relation_row()
        self.name = QLineEdit()
        self.name.setObjectName("receiver_name")
        self.name.setMaxLength(120)
        self.kind = QComboBox()
        self.kind.setObjectName("identity_kind")
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key in axes.IDENTITY_KINDS:
            self.kind.addItem(axes.identity_kind(key), key)
        self.last4 = QLineEdit()
        self.last4.setObjectName("identity_last4")
        self.last4.setMaxLength(LAST_CHARACTERS)
        self.pad = SignaturePad(
            accessible_name=self.tr("Chữ ký người nhận"), placeholder=self.tr("Người nhận ký vào đây")
        )
        self.pad.setObjectName("signature")
        self.pad.setMinimumHeight(pad_height_px)
        self._clear = button(self.tr("Ký lại"), tone="quiet", on_click=self.pad.clear)
        self._clear.setObjectName("clear_signature")
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.last4.textChanged.connect(self._lead_on)
        self.pad.changed.connect(self.changed)

    def start(self, owner_name: str) -> None:
        """Empty the form for the next result; the owner himself is proposed."""
        self._owner_name = owner_name
        self.pad.clear()
        self.kind.setCurrentIndex(0)
        self.choose("owner")

    def ask_who(self) -> None:
        """Put the focus on the choice of the receiver, where a single key chooses."""
        self._choices[self.relation()].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, relation: str) -> None:
        """Choose who stands there; for anybody but the owner the name is to be typed."""
        self._choices[relation].setChecked(True)
        self.name.setText(self._owner_name if relation == "owner" else "")
        self.name.setCursorPosition(0)
        self.last4.clear()
        self.relation_chosen.emit(relation)
        (self.last4 if relation == "owner" else self.name).setFocus()

    def choose_nobody(self) -> None:
        """Take the choice back: nobody stands there."""
        self._group.setExclusive(False)
        for choice in self._choices.values():
            choice.setChecked(False)
        self._group.setExclusive(True)

    def go_to_gap(self) -> None:
        """Put the cursor into the first field that is not filled."""
        if not self.name.text().strip():
            self.name.setFocus()
        elif len(self.last4.text().strip()) < LAST_CHARACTERS:
            self.last4.setFocus()
        elif self.pad.is_blank():
            self.pad.setFocus(Qt.FocusReason.TabFocusReason)

    def receiver(self) -> Receiver:
        """Return what the form says."""
        return Receiver(
            name=self.name.text(),
            relation=self.relation(),
            identity_kind=str(self.kind.currentData()),
            identity_last4=self.last4.text(),
        )

    def relation(self) -> str:
        """Return the relation chosen."""
        return next((key for key, choice in self._choices.items() if choice.isChecked()), "owner")

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the signature, nothing where too little was drawn."""
        return () if self.pad.is_blank() else proof_strokes(self.pad.strokes())

    def _relation_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        short = {
            "owner": self.tr("1  Chủ hồ sơ"),
            "household": self.tr("2  Trong hộ"),
            "authorised": self.tr("3  Được ủy quyền"),
        }
        for key in RELATIONS:
            choice = button(short[key], on_click=partial(self.choose, key))
            choice.setObjectName(f"relation_{key}")
            choice.setAccessibleName(axes.relation(key))
            choice.setCheckable(True)
            self._group.addButton(choice)
            self._choices[key] = choice
            row.addWidget(choice)
        self.relation_row = row
        row.addStretch(1)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        rows = (
            FieldRow(self.tr("Người nhận"), self.name, is_required=True),
            FieldRow(self.tr("Giấy tờ đã xem"), self.kind),
            FieldRow(self.tr("4 số cuối"), self.last4, is_required=True),
        )
        for at, row in enumerate(rows):
            row.name.setWordWrap(False)  # a name in two lines would push its field below its neighbours
            grid.addWidget(row, 0, at)
        grid.setColumnStretch(0, 6)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 2)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Ký nhận"), role="field"), 1)
        head.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.relations)
        column.addLayout(grid)
        column.addLayout(head)
        column.addWidget(self.pad, 1)

    def _lead_on(self, text: str) -> None:
        self.changed.emit()
        if len(text) == LAST_CHARACTERS and self.last4.hasFocus():
            self.pad.setFocus(Qt.FocusReason.TabFocusReason)
