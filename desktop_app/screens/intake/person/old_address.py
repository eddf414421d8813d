"""Offers today's units for a card's address of before July 2025; the official picks. Widgets only."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from desktop_app.screens.intake.person.presenter import PersonPresenter
from desktop_app.widgets.plain import button, label
from sync.records.units import Address

IN_A_LINE = 2


class OldAddressBanner(QFrame):
    """Hidden while there is nothing to pick."""

    def __init__(self, presenter: PersonPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setObjectName("old_address")
        self.setProperty("role", "banner")
        self.setProperty("tone", "warn")
        self._words = label()
        self._choices = QGridLayout()
        self._choices.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(self._choices)
        self.hide()
        presenter.old_address.connect(self._show)

    def _show(self, old: str, found: Address | None) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(found is not None)
        if found is None:
            return
        if found.is_changed:
            self._say(
                self.tr("Thẻ ghi địa chỉ cũ; đã đổi sang đơn vị mới, địa chỉ cũ giữ ở ghi chú. Xin kiểm tra lại.")
            )
            return
        self._say(self.tr("Thẻ ghi địa chỉ cũ, nay có thể thuộc nhiều nơi. Xin hỏi lại và chọn:"))
        for at, each in enumerate(found.candidates):
            choice = button(each.unit.title, on_click=partial(self._presenter.take_address, old, each.unit))
            choice.setObjectName(f"unit_{each.unit.code}")
            self._choices.addWidget(choice, at // IN_A_LINE, at % IN_A_LINE)
        keep = button(self.tr("Giữ như trên thẻ"), tone="quiet", on_click=self._presenter.keep_address)
        keep.setObjectName("keep_address")
        at = len(found.candidates)
        self._choices.addWidget(keep, at // IN_A_LINE, at % IN_A_LINE)

    def _say(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
