"""Asks in place, and once, what is meant when required papers are not ticked. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.widgets.plain import button, label
from sync.records.catalogue import Paper


class MissingQuestion(QFrame):
    """Hidden while nothing is missing."""

    wants_to_ask = Signal()
    wants_to_accept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("missing_question")
        self.setProperty("role", "banner")
        self.setProperty("tone", "warn")
        self._words = label()
        self._ask = button(self.tr("Yêu cầu bổ sung"), tone="primary", on_click=self.wants_to_ask.emit)
        self._accept = button(self.tr("Vẫn tiếp nhận"), on_click=self.wants_to_accept.emit)
        self._back = button(self.tr("Xem lại giấy tờ"), tone="quiet", on_click=self._leave)
        row = QHBoxLayout()
        row.setSpacing(8)
        named = (("missing_ask", self._ask), ("missing_accept", self._accept), ("missing_back", self._back))
        for name, act in named:
            act.setObjectName(name)
            act.setAutoDefault(True)  # Enter presses it too
            row.addWidget(act)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(row)

    def show_missing(self, papers: tuple[Paper, ...]) -> None:
        """Name what is missing and ask; () takes the question back."""
        self.setVisible(bool(papers))
        if not papers:
            return
        text = self.tr("Chưa đánh dấu {n} giấy tờ phải có: {papers}. Ông/bà muốn làm gì?")
        self._words.setText(text.format(n=len(papers), papers="; ".join(each.name for each in papers)))
        self.setAccessibleName(self._words.text())
        self._ask.setFocus()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
