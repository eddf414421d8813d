"""Sync: the counts of each state, how far a crossing is, every operation with its state and why. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes, deeds
from desktop_app.screens.places import Place
from desktop_app.screens.sync import words
from desktop_app.screens.sync.presenter import Standing, SyncPresenter
from desktop_app.screens.sync.relay import ProgressRelay
from desktop_app.screens.sync.trouble_card import TroubleCard
from desktop_app.services.desk import Desk
from desktop_app.services.syncing import Ferry, OperationRow, SyncStatus
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.number_tile import NumberTile
from desktop_app.widgets.plain import button, card, hint, label, strong, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.tokens import Tone
from sync.client.engine import SyncReport
from sync.client.progress import Leg, Progress
from sync.records.rules import CONFLICT, DOSSIER, RULING, RUN

_STATES: Final = ("waiting", "sending", "received", "applied", "durable", "held", "parked", "set_aside")
_PLACES: Final = {
    DOSSIER: Place.DOSSIER,
    RUN: Place.EVENING,
    CONFLICT: Place.CONFLICTS,
    RULING: Place.CONFLICTS,
}
_NEEDS_A_PERSON: Final = ("parked", "held")
BAR_PX: Final = 130


class SyncScreen(QWidget):
    """Đồng bộ. `wrote` after each crossing: what the other screens show may have changed."""

    go = Signal(str, str)  # Place, id of a record (hex)
    wrote = Signal()
    export_asked = Signal()
    import_asked = Signal()
    peers_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs_write: Runs,
        jobs_read: Runs,
        jobs_sync: Runs,
        ferry: Ferry,
        relay: ProgressRelay | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("sync")
        self.setProperty("role", "surface")
        self.presenter = SyncPresenter(desk, jobs_write, jobs_read, jobs_sync, ferry, relay, self)
        self._is_paused = False
        self._had_focus = False
        self._waits = self._files = ""
        self._rows: dict[str, OperationRow] = {}
        self._build()
        self.presenter.standing_shown.connect(self._show)
        self.presenter.busy_changed.connect(self._show_busy)
        self.presenter.progressed.connect(self._show_progress)
        self.presenter.crossed.connect(self._show_report)
        self.presenter.refused.connect(lambda sentence: self._tell(sentence, "danger"))

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Đồng bộ")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read anew; Enter crosses."""
        self.presenter.refresh()
        if not self.table.hasFocus():
            self.cross.setFocus()

    def show_usb(self, text: str, tone: Tone) -> None:
        """Say what came of writing or reading a stick; "" says nothing."""
        self.usb_said.show_text(text, tone)

    def show_files(self, text: str) -> None:
        """Say how many files wait, beside the acts that wait; "" says nothing."""
        self._files = text
        self._show_waiting()

    def _build(self) -> None:
        self.trouble = TroubleCard()
        self.trouble.setObjectName("trouble")
        self.usb_said = Banner()
        self.usb_said.setObjectName("usb_said")
        self.said = Banner()
        self.said.setObjectName("sync_said")
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        self.tiles = {state: NumberTile(axes.sync(state).text) for state in _STATES}
        for state, tile in self.tiles.items():
            tile.setObjectName(f"count_{state}")
            tiles.addWidget(tile, 1)
        self.table = RecordTable(
            (
                Column(title=self.tr("Trạng thái"), width_px=206),
                Column(title=self.tr("Việc"), width_px=236),
                Column(title=self.tr("Hồ sơ"), width_px=CODE_PX),
                Column(title=self.tr("Từ lúc")),
            ),
            accessible_name=self.tr("Các việc đã làm trên máy này"),
            empty_text=self.tr("Chưa có việc nào được ghi trên máy này."),
        )
        self.table.setObjectName("operations")
        self.table.moved_to.connect(self._show_why)
        self.table.chosen.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._road())
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        column.addWidget(self.usb_said)
        column.addLayout(tiles)
        column.addLayout(self._under_way())
        column.addWidget(self.table, 1)
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        self.cross = button(self.tr("Đồng bộ ngay"), tone="primary", on_click=self._cross)
        self.cross.setObjectName("sync_now")
        self.pause = button(self.tr("Tạm dừng đồng bộ"), tone="plain", on_click=self.presenter.pause)
        self.pause.setObjectName("pause")
        self.export = button(self.tr("Xuất ra USB…"), tone="plain", on_click=self.export_asked.emit)
        self.export.setObjectName("export_usb")
        self.bring = button(self.tr("Nhận từ USB…"), tone="plain", on_click=self.import_asked.emit)
        self.bring.setObjectName("import_usb")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title(self.title), 1)
        for part in (self.export, self.bring, self.pause, self.cross):
            head.addWidget(part)
        return head

    def _road(self) -> QHBoxLayout:
        """Make the line about the roads: when both last agreed, whether each byte costs money, the other laptops."""
        self.agreed = hint()
        self.agreed.setObjectName("agreed")
        self.metered = QCheckBox(self.tr("Mạng tính cước: chưa gửi tệp đính kèm"))
        self.metered.setObjectName("metered")
        self.metered.setAccessibleName(self.tr("Mạng tính cước: chỉ gửi hồ sơ, chưa gửi tệp đính kèm"))
        self.metered.clicked.connect(self.presenter.set_metered)
        self.others = button(self.tr("Máy khác trong xã…"), tone="plain", on_click=self.peers_asked.emit)
        self.others.setObjectName("peers")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.agreed, 1)
        line.addWidget(self.metered)
        line.addWidget(self.others)
        return line

    def _under_way(self) -> QHBoxLayout:
        """Make the line that says what waits, and beside it how far a crossing is."""
        self.waits = strong()
        self.waits.setObjectName("unsent")
        self.bar = QProgressBar()
        self.bar.setObjectName("progress")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_PX)
        self.progress = hint()
        self.progress.setObjectName("progress_words")
        self.progress.setWordWrap(False)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.waits, 1)
        for part in (self.progress, self.bar):
            line.addWidget(part)
            part.hide()
        return line

    def _cross(self) -> None:
        if self._is_paused:
            self.presenter.resume()
        else:
            self.presenter.sync_now()

    def _foot(self) -> QFrame:
        """Make the place that says why the marked operation is where it is, and leads to its record."""
        self.what = strong()
        self.why = label()
        self.why.setObjectName("operation_reason")
        self.opens = button(self.tr("Mở hồ sơ"), tone="plain", on_click=lambda: self._open(self.table.current_key()))
        self.opens.setObjectName("open_operation")
        words_of = QVBoxLayout()
        words_of.setSpacing(0)
        words_of.addWidget(self.what)
        words_of.addWidget(self.why)
        self.foot = card()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(16, 8, 12, 8)
        row.addLayout(words_of, 1)
        row.addWidget(self.opens)
        self.foot.hide()
        return self.foot

    def _show(self, standing: Standing) -> None:
        status = standing.status
        self._is_paused = status.is_paused
        self.cross.setText(self.tr("Tiếp tục đồng bộ") if status.is_paused else self.tr("Đồng bộ ngay"))
        self.cross.setAccessibleName(self.cross.text())
        self.pause.setVisible(not status.is_paused)
        self.metered.setChecked(status.is_metered)
        for state, tile in self.tiles.items():
            count = getattr(status, state)
            tone = axes.sync(state).tone if count else "plain"
            tile.show_number(count, tone)
        self.agreed.setText(self._agreement(status))
        self._waits = self._waiting(status, standing.unsent_bytes)
        self.show_files(words.files(standing.files))
        if not self.presenter.is_busy:
            self._say(status, standing.files.reason)
        self._rows = {_key(each): each for each in standing.operations}
        self.table.show_rows([_row(each) for each in standing.operations])
        self._show_why(self.table.current_key())

    def _say(self, status: SyncStatus, why_files_stay: str) -> None:
        """Say how it stands: a trouble with what to do, what waits, or that both notebooks are equal."""
        if status.is_paused:
            self._say_trouble("paused")
        elif not status.last_try_at_ms:
            return
        elif status.last_trouble:
            self._say_trouble(status.last_trouble, request_id=status.last_request, at_ms=status.last_try_at_ms)
        elif status.is_pin_changed:
            self._say_trouble("pin_changed", at_ms=status.last_try_at_ms)
        elif status.parked + status.held:
            said = self.tr("Trung tâm chưa ghi được {n} việc. Xin xem mục Cần xử lý.")
            self._tell(said.format(n=status.parked + status.held), "warn")
        elif status.unsent:
            self._tell("", "plain")  # the line below the numbers says what waits
        elif status.received:
            self._tell(self.tr("Đã gửi hết. Trung tâm còn {n} việc đang ghi.").format(n=status.received), "plain")
        elif why_files_stay:
            self._say_trouble(why_files_stay, at_ms=status.last_try_at_ms)
        elif status.agreed_at_ms:
            self._tell(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")

    def _tell(self, text: str, tone: Tone) -> None:
        self.trouble.show_trouble("")
        self.said.show_text(text, tone)

    def _say_trouble(self, key: str, *, request_id: str = "", at_ms: int = 0) -> None:
        self.said.show_text("", "plain")
        self.trouble.show_trouble(key, request_id=request_id, at_ms=at_ms)

    def _agreement(self, status: SyncStatus) -> str:
        said = [self.tr("Chưa khớp với trung tâm lần nào")]
        if status.agreed_at_ms:
            said = [self.tr("Khớp với trung tâm lúc {agreed}").format(agreed=axes.moment(status.agreed_at_ms))]
        if status.last_try_at_ms > status.agreed_at_ms:
            said.append(self.tr("Thử lúc {tried}").format(tried=axes.moment(status.last_try_at_ms)))
        return "\n".join(said)

    def _show_waiting(self) -> None:
        self.waits.setText(" · ".join(each for each in (self._waits, self._files) if each))

    def _waiting(self, status: SyncStatus, unsent_bytes: int) -> str:
        if not status.unsent:
            return self.tr("Không còn việc nào chờ gửi")
        return self.tr("Chờ gửi: {n} việc, {size}").format(n=status.unsent, size=words.size(unsent_bytes))

    def _show_why(self, key: str) -> None:
        row = self._rows.get(key)
        self.foot.setVisible(row is not None)
        if row is None:
            return
        self.what.setText(" · ".join(each for each in (deeds.deed(row.kind), row.code or row.name) if each))
        self.why.setText(words.why(row.state, row.reason))
        self.foot.setAccessibleName(self.why.text())
        place = _place_of(row)
        self.opens.setVisible(place is not None)
        if place is not None:
            self.opens.setText(self._way_to(place[0], row))
            self.opens.setAccessibleName(self.opens.text())

    def _way_to(self, place: Place, row: OperationRow) -> str:
        if row.state in _NEEDS_A_PERSON:
            return self.tr("Cách xử lý…")
        if place is Place.CONFLICTS:
            return self.tr("Mở Cần xử lý")
        return self.tr("Mở chuyến") if place is Place.EVENING else self.tr("Mở hồ sơ")

    def _open(self, key: str) -> None:
        row = self._rows.get(key)
        place = _place_of(row) if row else None
        if place is not None:
            self.go.emit(*place)

    def _show_busy(self, is_busy: bool) -> None:
        """Lend the focus to the table meanwhile: a disabled button would hand it to whatever stands behind it."""
        if is_busy:
            self._had_focus = self.cross.hasFocus()
            if self._had_focus:
                self.table.setFocus()
        self.cross.setEnabled(not is_busy)
        if is_busy:
            self._show_progress(Progress(leg=Leg.ASKING))
            self._tell(self.tr("Đang đồng bộ… Ông/bà vẫn làm việc khác được."), "accent")
        else:
            self._show_progress(Progress(leg=Leg.ENDED))
            if self._had_focus and self.table.hasFocus():
                self.cross.setFocus()

    def _show_progress(self, now: Progress) -> None:
        said, done = words.progress(now), words.per_mille(now)
        is_shown = bool(said) or self.presenter.is_busy
        self.progress.setText(said)
        self.bar.setRange(0, 0 if done < 0 else 1000)
        self.bar.setValue(max(done, 0))
        self.bar.setAccessibleName(said)
        self.progress.setVisible(is_shown)
        self.bar.setVisible(is_shown)

    def _show_report(self, report: SyncReport) -> None:
        if report.trouble:
            key = report.reason or report.trouble
            self._say_trouble(key, request_id=report.request_id, at_ms=report.finished_at_ms)
        elif report.warnings:
            self._say_trouble(report.warnings[0], at_ms=report.finished_at_ms)
        elif report.agreed:
            self._tell(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")
        else:
            self._tell(self.tr("Hệ thống đã nhận {n} việc.").format(n=report.received), "accent")
        self.wrote.emit()


def _place_of(row: OperationRow) -> tuple[Place, str] | None:
    """Return where it goes on: where one decides, or the record; None where no screen shows one by itself."""
    place = Place.CONFLICTS if row.state in _NEEDS_A_PERSON else _PLACES.get(row.type)
    return None if place is None else (place, "" if place is Place.CONFLICTS else row.record.hex)


def _row(each: OperationRow) -> Row:
    said = axes.sync(each.state)
    cells = (said.text, deeds.deed(each.kind), each.code or each.name or "–", axes.moment(each.since_ms))
    return Row(key=_key(each), cells=cells, tones=((0, said.tone),))


def _key(each: OperationRow) -> str:
    return f"{each.incarnation.hex} {each.seq}"
