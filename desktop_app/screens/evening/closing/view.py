"""The closing count: each envelope that comes back is ticked by hand, the sum stands live above. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.evening.presenter import Balance
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, door_scale, error_line, hint, label, say_error, strong, title
from sync.records.states import Delivery


class ClosingPanel(QWidget):
    """Emits `counted` for each tick, `closing` for the run."""

    counted = Signal(str, bool)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing")
        door_scale(self)
        self._ticks: dict[str, QCheckBox] = {}
        self._envelopes: list[QWidget] = []
        self._run = ""
        self.sum = Banner()
        self.sum.setObjectName("balance")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._error = error_line()
        self._error.setObjectName("closing_error")
        self.close_run = button(
            self.tr("Đóng chuyến"), tone="primary", shortcut="Ctrl+Return", on_click=self.closing.emit
        )
        self.close_run.setObjectName("close_run")
        self._none = label(self.tr("Không còn phong bì nào phải mang về."))
        self._lay_out()

    def show_sheet(self, sheet: RunSheet) -> None:
        """List what was not handed over; ticks already made for the same run stay."""
        ticked = self._ticked() if self._run == sheet.run.id.hex else frozenset()
        self._run = sheet.run.id.hex
        for gone in self._envelopes:
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._ticks, self._envelopes = {}, []
        for dossier in sheet.dossiers:
            if dossier.delivery == Delivery.HANDED_OVER:
                continue
            key = dossier.id.hex
            tick = QCheckBox()
            tick.setObjectName(f"back_{key}")
            tick.setAccessibleName(self.tr("Đã mang về: {name}").format(name=dossier.person_name))
            tick.setChecked(key in ticked)
            tick.toggled.connect(lambda is_back, key=key: self.counted.emit(key, is_back))
            self._ticks[key] = tick
            row = _EnvelopeRow(tick, dossier.person_name, axes.code_of(dossier))
            self._envelopes.append(row)
            self._rows.addWidget(row)
        self._none.setVisible(not self._ticks)
        say_error(self._error, "")

    def show_balance(self, balance: Balance) -> None:
        """Show the sum, and whether it is even."""
        text = self.tr("Đã lấy {taken} = đã trao {handed} + mang về {returned}")
        missing = balance.taken - balance.handed_over - balance.returned
        if not balance.is_even:
            text = self.tr("Đã lấy {taken} ≠ đã trao {handed} + mang về {returned} · còn thiếu {missing}")
        self.sum.show_text(
            text.format(taken=balance.taken, handed=balance.handed_over, returned=balance.returned, missing=missing),
            "good" if balance.is_even else "warn",
        )
        say_error(self._error, "")

    def show_refusal(self, sentence: str) -> None:
        """Say why the run was not closed, and go to the first envelope that is not ticked."""
        say_error(self._error, sentence)
        self.start()

    def start(self) -> None:
        """Put the focus on the first envelope that is not ticked."""
        first: QWidget = next((tick for tick in self._ticks.values() if not tick.isChecked()), self.close_run)
        first.setFocus()

    def _ticked(self) -> frozenset[str]:
        return frozenset(key for key, tick in self._ticks.items() if tick.isChecked())

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._none)
        rows.addLayout(self._rows)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for part in (inside, area.viewport()):
            part.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.addWidget(self.close_run)
        foot.addWidget(hint(self.tr("Ctrl+Enter")))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(title(self.tr("Kiểm phong bì mang về")))
        column.addWidget(hint(self.tr("Cầm từng phong bì mang về và đánh dấu.")))
        column.addWidget(self.sum)
        column.addWidget(area, 1)
        column.addWidget(self._error)
        column.addLayout(foot)


class _EnvelopeRow(QFrame):
    """One envelope. A click anywhere on it ticks it. A tick box's own text would be cut off: it knows one line only."""

    def __init__(self, tick: QCheckBox, name: str, code: str) -> None:
        super().__init__()
        self._tick = tick
        tick.setFixedWidth(38)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(name))
        words.addWidget(hint(code))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(tick)
        row.addLayout(words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the envelope, or take that back."""
        self._tick.toggle()
        event.accept()
