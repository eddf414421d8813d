"""At a door: make sure of the envelope, then say by one key what happened. Widgets only."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.receiving import words
from desktop_app.widgets.plain import badge, button, card, hint, strong
from desktop_app.widgets.qr_field import QrField
from sync.records import receiving
from sync.records.catalogue import ReceiverRule
from sync.records.delivery import RELATIONS

FIRST_LETTERS: Final = ("K", "T")
"""Of the codes KQ-… and TAM-…: a reader that types them needs no field to be chosen first."""
IN_A_LINE: Final = 3


class OutcomeChooser(QWidget):
    """Nine outcomes under the keys 1 to 9. Whom the rule does not let receive cannot be chosen."""

    chosen = Signal(str)
    scanned = Signal(str)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: dict[str, str] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._allowed: tuple[str, ...] = receiving.ALWAYS_ALLOWED
        self._who = hint()
        self._who.setObjectName("who_may_receive")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._envelope())
        column.addWidget(self._grid())
        column.addWidget(self._who)
        column.addStretch(1)

    def start(self, envelope: str, rule: ReceiverRule | None) -> None:
        """Wait for the envelope of the next door."""
        self._allowed = receiving.relations(rule)
        for relation in RELATIONS:
            self._buttons[relation].setEnabled(relation in self._allowed)
        is_for_both = "both" in self._allowed
        self._buttons["both"].setVisible(is_for_both)
        self._buttons["owner"].setVisible(not is_for_both)
        self._keys["1"] = "both" if is_for_both else "owner"
        who = ", ".join(axes.relation(each) for each in self._allowed)
        self._who.setText(
            self.tr("{result}: chỉ trao cho {who}.").format(result=rule.name, who=who)
            if rule
            else self.tr("Danh mục chưa có quy định cho kết quả này: chỉ trao cho {who}.").format(who=who)
        )
        self._code.setText(envelope)
        self._checked.hide()
        self.look.show()
        self.scan.show()
        self.scan.clear()

    def envelope_is(self, how: str) -> None:
        """Say that it is the right one; the first who may receive is next."""
        self._checked.setText(self.tr("Đã quét mã, đúng") if how == "scanned" else self.tr("Đã đối chiếu, đúng"))
        self._checked.show()
        self.look.hide()
        self.scan.hide()
        self.begin()

    def begin(self) -> None:
        """Put the focus on the envelope, or on the first outcome once that is settled."""
        first = self._buttons[self._keys["1"]] if self.look.isHidden() else self.look
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def takes(self, text: str) -> bool:
        """Take what was typed with no field chosen: a key of an outcome, or the first letter of a scanned code."""
        if text in self._keys:
            self._buttons[self._keys[text]].click()
            return True
        if text.upper() in FIRST_LETTERS and not self.scan.isHidden():
            self.scan.setFocus()
            self.scan.insert(text)
            return True
        return False

    def _envelope(self) -> QFrame:
        self._code = strong()
        self._code.setObjectName("envelope_code")
        self._code.setWordWrap(False)
        self._checked = badge("", "good")
        self._checked.setObjectName("envelope_checked")
        self.scan = QrField(placeholder=self.tr("Quét mã phong bì"), accessible_name=self.tr("Mã phong bì"))
        self.scan.setObjectName("envelope_scan")
        self.scan.scanned.connect(self.scanned)
        self.look = button(self.tr("Đúng phong bì này"), tone="primary", on_click=self.looked.emit)
        self.look.setObjectName("envelope_looked")
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self._code, 1)
        line.addWidget(self._checked)
        column.addLayout(line)
        below = QHBoxLayout()
        below.addWidget(self.scan, 1)
        below.addWidget(self.look)
        column.addLayout(below)
        return made

    def _grid(self) -> QWidget:
        short = {
            "owner": self.tr("Chủ hồ sơ"),
            "household": self.tr("Người trong hộ"),
            "authorised": self.tr("Được ủy quyền"),
            "both": self.tr("Cả hai bên"),
        }
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for relation, key in zip(RELATIONS, ("1", "2", "3", "1"), strict=True):
            self._add(grid, key, relation, f"give_{relation}", short[relation])
        for outcome in words.OUTCOMES:
            self._add(grid, outcome.key, outcome.name, outcome.name, words.say(outcome.text))
        for column in range(IN_A_LINE):
            grid.setColumnStretch(column, 1)
        return made

    def _add(self, grid: QGridLayout, key: str, name: str, object_name: str, text: str) -> None:
        made = button(f"{key}  {text}", on_click=partial(self.chosen.emit, name))
        made.setObjectName(object_name)
        made.setAccessibleName(text)
        self._buttons[name] = made
        self._keys[key] = name
        at = int(key) - 1
        grid.addWidget(made, at // IN_A_LINE, at % IN_A_LINE)
