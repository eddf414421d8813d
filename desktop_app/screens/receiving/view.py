"""The form for who receives a result, at a door and at the counter alike: by what paper, signed how. Widgets only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.receiving import words
from desktop_app.screens.receiving.identity import LAST_CHARACTERS, MAX_NAME_CHARS, IdentityPart
from desktop_app.screens.receiving.signing import SigningPart
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import button, hint
from sync.records import receiving
from sync.records.catalogue import ReceiverRule
from sync.records.delivery import AUTHORISATIONS, RELATIONS, Receiver, Stroke
from sync.records.dossier import Dossier


class ReceiverForm(QWidget):
    """Who receives: only whom the catalogue's rule lets. `finished` when Enter ends the signature: write it down.

    The owner's name and digits come from the dossier and are confirmed by one key; everybody else is asked.
    """

    changed = Signal()
    relation_chosen = Signal(str)
    finished = Signal()

    def __init__(self, *, pad_height_px: int = 150, has_relations: bool = True) -> None:
        super().__init__()
        self._dossier: Dossier | None = None
        self._rule: ReceiverRule | None = None
        self._relation = "owner"
        self._choices: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.relations = self._relation_row()
        self._has_relations = has_relations
        self.relations.hide()  # until it is known who may receive: all four together are wider than the screen
        self.identity = IdentityPart()
        self.signing = SigningPart(pad_height_px=pad_height_px)
        self._lay_out()
        self.identity.changed.connect(self.changed)
        self.identity.settled.connect(self._lead_on)
        self.signing.changed.connect(self.changed)
        self.signing.finished.connect(self.finished)
        self.authorisation.currentIndexChanged.connect(self._show_kinship)
        self.kinship.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.second_name.textChanged.connect(lambda _text: self.changed.emit())
        self.second_last4.textChanged.connect(self._second_typed)

    def start(self, dossier: Dossier, rule: ReceiverRule | None, relation: str = "") -> None:
        """Empty the form for this result; without `relation` the first who may receive it is proposed."""
        self._dossier, self._rule = dossier, rule
        allowed = receiving.relations(rule)
        for key, choice in self._choices.items():
            choice.setVisible(key in allowed)
        self.relations.setVisible(self._has_relations and len(allowed) > 1)
        self.signing.start(axes.code_of(dossier))
        self._offer_authorisations(rule)
        terms = words.terms(rule.terms) if rule else ""
        self._terms.setText(self.tr("Khi trao: {terms}").format(terms=terms))
        self._terms.setVisible(bool(terms))
        self.choose(relation or allowed[0])

    def choose(self, relation: str) -> None:
        """Choose who stands there; for anybody but the owner the name is to be typed."""
        if self._dossier is None:
            return
        self._relation = relation
        self._choices[relation].setChecked(True)
        is_owner = relation in ("owner", "both")
        if is_owner:
            self.identity.start(self._dossier.person_name, self._dossier.personal_number)
        else:
            self.identity.start("")
        self.authorisation.setCurrentIndex(0)
        self._authorised.setVisible(relation == "authorised")
        self.second_name.clear()
        self.second_last4.clear()
        self._second.setVisible(relation == "both")
        self.relation_chosen.emit(relation)
        self.identity.begin()

    def ask_who(self) -> None:
        """Put the focus on the choice of the receiver."""
        self._choices[self._relation].setFocus(Qt.FocusReason.TabFocusReason)

    def go_to_gap(self) -> None:
        """Put the cursor into the first field that is not filled."""
        if self.identity.has_gap():
            self.identity.go_to_gap()
        elif self._relation == "authorised" and not self._has_authorisation():
            (self.kinship if self.authorisation.currentData() == "kin" else self.authorisation).setFocus()
        elif self._relation == "both" and not self.second_name.text().strip():
            self.second_name.setFocus()
        elif self._relation == "both" and len(self.second_last4.text().strip()) < LAST_CHARACTERS:
            self.second_last4.setFocus()
        else:
            self.signing.begin()

    def receiver(self) -> Receiver:
        """Return what the form says; who may not be asked for something has it empty."""
        is_authorised, is_slip = self._relation == "authorised", self.signing.is_on_slip()
        authorisation = str(self.authorisation.currentData() or "") if is_authorised else ""
        return Receiver(
            name=self.identity.name.text(),
            relation=self._relation,
            identity_kind=str(self.identity.kind.currentData()),
            identity_last4=self.identity.digits(),
            means="slip" if is_slip else "signature",
            slip=self.signing.slip.text() if is_slip else "",
            authorisation=authorisation,
            kinship=str(self.kinship.currentData() or "") if authorisation == "kin" else "",
            second_name=self.second_name.text(),
            second_last4=self.second_last4.text(),
        )

    def relation(self) -> str:
        """Return the relation chosen."""
        return self._relation

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the signature, nothing where too little was drawn."""
        return self.signing.strokes()

    def _relation_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key in RELATIONS:
            choice = button(axes.relation(key), on_click=partial(self.choose, key))
            choice.setObjectName(f"relation_{key}")
            choice.setCheckable(True)
            self._group.addButton(choice)
            self._choices[key] = choice
            row.addWidget(choice)
        row.addStretch(1)
        return made

    def _authorised_row(self) -> QWidget:
        self.authorisation = QComboBox()
        self.authorisation.setObjectName("authorisation")
        self.kinship = QComboBox()
        self.kinship.setObjectName("kinship")
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(FieldRow(self.tr("Giấy ủy quyền đã xem"), self.authorisation, is_required=True), 3)
        self._kinship_row = FieldRow(self.tr("Là gì của chủ hồ sơ"), self.kinship, is_required=True)
        row.addWidget(self._kinship_row, 2)
        for box in (self.authorisation, self.kinship):
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _second_row(self) -> QWidget:
        self.second_name = QLineEdit()
        self.second_name.setObjectName("second_name")
        self.second_name.setMaxLength(MAX_NAME_CHARS)
        self.second_last4 = QLineEdit()
        self.second_last4.setObjectName("second_last4")
        self.second_last4.setMaxLength(LAST_CHARACTERS)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(FieldRow(self.tr("Bên thứ hai"), self.second_name, is_required=True), 5)
        row.addWidget(FieldRow(self.tr("4 số cuối"), self.second_last4, is_required=True), 2)
        return made

    def _lay_out(self) -> None:
        self._terms = hint()
        self._terms.setObjectName("terms")
        self._authorised = self._authorised_row()
        self._second = self._second_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.relations)
        column.addWidget(self._terms)
        column.addWidget(self.identity)
        column.addWidget(self._authorised)
        column.addWidget(self._second)
        column.addWidget(self.signing, 1)
        self._authorised.hide()
        self._second.hide()

    def _offer_authorisations(self, rule: ReceiverRule | None) -> None:
        kin = rule.kin_without_certificate if rule else ()
        self.authorisation.clear()
        self.authorisation.addItem(self.tr("Xin chọn…"), "")
        for key in AUTHORISATIONS:
            if key != "kin" or kin:
                self.authorisation.addItem(words.authorisation(key), key)
        self.kinship.clear()
        self.kinship.addItem(self.tr("Xin chọn…"), "")
        for each in kin:
            self.kinship.addItem(each, each)
        self._show_kinship()

    def _show_kinship(self) -> None:
        self._kinship_row.setVisible(self.authorisation.currentData() == "kin")
        self.changed.emit()

    def _has_authorisation(self) -> bool:
        key = self.authorisation.currentData()
        return bool(key) and (key != "kin" or bool(self.kinship.currentData()))

    def _second_typed(self, text: str) -> None:
        self.changed.emit()
        if len(text) == LAST_CHARACTERS and self.second_last4.hasFocus():
            self.signing.begin()

    def _lead_on(self) -> None:
        if self._relation == "authorised":
            self.authorisation.setFocus()
        elif self._relation == "both":
            self.second_name.setFocus()
        else:
            self.signing.begin()
