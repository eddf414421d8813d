"""The closing count: each envelope that comes back is ticked by hand, the sum stands live above. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.evening.balance import Balance, in_hand
from desktop_app.services.evening import RunSheet
from desktop_app.services.papers import envelope_of
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, door_scale, error_line, heading, hint, label, say_error, strong
from desktop_app.widgets.qr_field import QrField
from sync.records.dossier import Dossier
from sync.records.states import Delivery

FIRST_LETTERS: Final = ("K", "T")


class ClosingPanel(QWidget):
    """Emits `counted` for each tick, `closing` for the run, `missed` to report an envelope lost."""

    counted = Signal(str, bool)
    scanned = Signal(str)
    missed = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing")
        door_scale(self)
        self._ticks: dict[str, QCheckBox] = {}
        self._envelopes: list[QWidget] = []
        self._run = ""
        self._balance: Balance | None = None
        self.scan = QrField(
            placeholder=self.tr("Cầm từng phong bì: quét mã, hoặc đánh dấu"),
            accessible_name=self.tr("Mã phong bì mang về"),
        )
        self.scan.setObjectName("back_scan")
        self.scan.scanned.connect(self.scanned)
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
        """List what must come back; ticks already made for the same run stay."""
        ticked = self._ticked() if self._run == sheet.run.id.hex else frozenset()
        self._run = sheet.run.id.hex
        for gone in self._envelopes:
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._ticks, self._envelopes = {}, []
        places = {each.id: place for place, each in enumerate(sheet.dossiers, start=1)}
        for dossier in in_hand(sheet):
            key = dossier.id.hex
            tick = QCheckBox()
            tick.setObjectName(f"back_{key}")
            tick.setAccessibleName(self.tr("Đã mang về: {name}").format(name=dossier.person_name))
            tick.setChecked(key in ticked)
            tick.toggled.connect(lambda is_back, key=key: self.counted.emit(key, is_back))
            self._ticks[key] = tick
            row = _EnvelopeRow(tick, dossier, places[dossier.id])
            row.lost.clicked.connect(lambda _checked=False, key=key: self.missed.emit(key))
            self._envelopes.append(row)
            self._rows.addWidget(row)
        self._none.setVisible(not self._ticks)
        say_error(self._error, "")

    def show_balance(self, balance: Balance) -> None:
        """Show the sum, and whether it is even."""
        text = self.tr("Đã lấy {taken} = trao {handed} + về {returned} + bưu chính {posted} + thất lạc {lost}")
        missing = balance.taken - balance.handed_over - balance.returned - balance.posted - balance.lost
        if not balance.is_even:
            text = self.tr(
                "Đã lấy {taken} ≠ trao {handed} + về {returned} + bưu chính {posted} + thất lạc {lost} · thiếu"
                " {missing}"
            )
        self.sum.show_text(
            text.format(
                taken=balance.taken,
                handed=balance.handed_over,
                returned=balance.returned,
                posted=balance.posted,
                lost=balance.lost,
                missing=missing,
            ),
            "good" if balance.is_even else "warn",
        )
        self._balance = balance
        say_error(self._error, "")

    def show_refusal(self, sentence: str) -> None:
        """Say why the run was not closed and which envelopes are missing, and go to the first that is not ticked."""
        missing = self._balance.missing if self._balance else ()
        if missing:
            sentence = self.tr(
                "Chưa khớp: còn thiếu phong bì của nhà số {places}. Xin tìm và đánh dấu, hoặc bấm «Không thấy»."
            ).format(places=", ".join(str(place) for place in missing))
        say_error(self._error, sentence)
        self.start()

    def tick(self, dossier_id: str) -> None:
        """Tick the envelope that was scanned; one that need not come back has no tick."""
        say_error(self._error, "")
        if dossier_id in self._ticks:
            self._ticks[dossier_id].setChecked(True)
        else:
            say_error(self._error, self.tr("Phong bì này đã ghi là không mang về. Xin xem lại nhà đó trong bảng kê."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter begins a scanned code: a reader needs no field to be chosen first."""
        if event.text().upper() in FIRST_LETTERS:
            self.scan.setFocus()
            self.scan.insert(event.text())
            return
        super().keyPressEvent(event)

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
        column.addWidget(heading(self.tr("Kiểm phong bì mang về")))
        column.addWidget(self.sum)
        column.addWidget(self.scan)
        column.addWidget(area, 1)
        column.addWidget(self._error)
        column.addLayout(foot)


class _EnvelopeRow(QFrame):
    """One envelope. A click anywhere on it ticks it. A tick box's own text would be cut off: it knows one line only."""

    def __init__(self, tick: QCheckBox, dossier: Dossier, place: int) -> None:
        super().__init__()
        self._tick = tick
        tick.setFixedWidth(38)
        words = QVBoxLayout()
        words.setSpacing(0)
        state = "" if dossier.delivery == Delivery.OUT else axes.delivery(dossier.delivery).text
        words.addWidget(strong(" · ".join(part for part in (f"{place}. {dossier.person_name}", state) if part)))
        words.addWidget(hint(envelope_of(dossier)))
        self.lost = button(self.tr("Không thấy"), tone="quiet")
        self.lost.setObjectName(f"lost_{dossier.id.hex}")
        self.lost.setAccessibleName(self.tr("Báo thất lạc: {name}").format(name=dossier.person_name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(tick)
        row.addLayout(words, 1)
        row.addWidget(self.lost)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the envelope, or take that back."""
        self._tick.toggle()
        event.accept()
