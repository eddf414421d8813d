"""Sync: the counts of each state, how far a crossing is, every operation with its state and why. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes, deeds
from desktop_app.screens.places import Place
from desktop_app.screens.sync import words
from desktop_app.screens.sync.presenter import Standing, SyncPresenter
from desktop_app.screens.sync.relay import ProgressRelay
from desktop_app.services.desk import Desk
from desktop_app.services.syncing import Ferry, OperationRow, SyncStatus
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.number_tile import NumberTile
from desktop_app.widgets.plain import button, card, heading, hint, label, strong, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from sync.client.engine import SyncReport
from sync.client.progress import Leg, Progress
from sync.records.rules import CONFLICT, DOSSIER, RUN

_STATES = ("waiting", "sending", "received", "applied", "durable", "held", "parked")
_PLACES: Final = {DOSSIER: Place.DOSSIER, RUN: Place.EVENING, CONFLICT: Place.CONFLICTS}


class SyncScreen(QWidget):
    """Đồng bộ. `wrote` after each crossing: what the other screens show may have changed."""

    go = Signal(str, str)  # Place, id of a record (hex)
    wrote = Signal()

    def __init__(
        self, desk: Desk, jobs_read: Runs, jobs_sync: Runs, ferry: Ferry, relay: ProgressRelay | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("sync")
        self.setProperty("role", "surface")
        self.presenter = SyncPresenter(desk, jobs_read, jobs_sync, ferry, relay, self)
        self._rows: dict[str, OperationRow] = {}
        self._build()
        self.presenter.standing_shown.connect(self._show)
        self.presenter.busy_changed.connect(self._show_busy)
        self.presenter.progressed.connect(self._show_progress)
        self.presenter.crossed.connect(self._show_report)
        self.presenter.refused.connect(lambda sentence: self.said.show_text(sentence, "danger"))

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

    def _build(self) -> None:
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
        self.waits = heading()
        self.waits.setObjectName("unsent")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.agreed)
        column.addWidget(self.said)
        column.addLayout(tiles)
        column.addWidget(self.waits)
        column.addWidget(self.table, 1)
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        self.cross = button(self.tr("Đồng bộ ngay"), tone="primary", on_click=self.presenter.sync_now)
        self.cross.setObjectName("sync_now")
        self.bar = QProgressBar()
        self.bar.setObjectName("progress")
        self.bar.setTextVisible(False)
        self.progress = hint()
        self.progress.setObjectName("progress_words")
        self.progress.setWordWrap(False)
        self.agreed = hint()
        self.agreed.setObjectName("agreed")
        way = QVBoxLayout()
        way.setSpacing(4)
        way.addStretch(1)
        way.addWidget(self.progress)
        way.addWidget(self.bar)
        way.addStretch(1)
        for part in (self.bar, self.progress):
            _keep_room(part)
            part.hide()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(title(self.title), 1)
        head.addLayout(way)
        head.addWidget(self.cross)
        return head

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
        for state, tile in self.tiles.items():
            count = getattr(status, state)
            tone = axes.sync(state).tone if count else "plain"
            tile.show_number(count, tone)
        self.agreed.setText(self._agreement(status))
        self.waits.setText(self._waiting(status, standing.unsent_bytes))
        if not self.presenter.is_busy:
            self._say(status)
        self._rows = {str(each.seq): each for each in standing.operations}
        self.table.show_rows([_row(each) for each in standing.operations])
        self._show_why(self.table.current_key())

    def _say(self, status: SyncStatus) -> None:
        """Say how it stands: a trouble with what to do, what waits, or that both notebooks are equal."""
        if not status.last_try_at_ms:
            return
        if status.last_trouble:
            self._say_trouble(status.last_trouble)
        elif status.on_the_way:
            self.said.show_text(self.tr("Còn {n} việc chờ gửi.").format(n=status.on_the_way), "plain")
        elif status.agreed_at_ms:
            self.said.show_text(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")

    def _say_trouble(self, key: str) -> None:
        """Say what went wrong; to be without a network is no trouble here, and looks like none."""
        self.said.show_text(deeds.trouble(key), "plain" if key == "unreachable" else "warn")

    def _agreement(self, status: SyncStatus) -> str:
        tried = axes.moment(status.last_try_at_ms)
        if not status.agreed_at_ms:
            return self.tr("Chưa khớp với trung tâm lần nào · Lần thử gần nhất: {tried}").format(tried=tried)
        return self.tr("Khớp với trung tâm lúc {agreed} · Lần thử gần nhất: {tried}").format(
            agreed=axes.moment(status.agreed_at_ms), tried=tried
        )

    def _waiting(self, status: SyncStatus, unsent_bytes: int) -> str:
        count = status.waiting + status.sending
        if not count:
            return self.tr("Không còn việc nào chờ gửi")
        return self.tr("Chờ gửi: {n} việc, {size}").format(n=count, size=words.size(unsent_bytes))

    def _show_why(self, key: str) -> None:
        row = self._rows.get(key)
        self.foot.setVisible(row is not None)
        if row is None:
            return
        self.what.setText(" · ".join(each for each in (deeds.deed(row.kind), row.code or row.name) if each))
        self.why.setText(words.why(row.state, row.reason))
        self.foot.setAccessibleName(self.why.text())
        self.opens.setVisible(_place_of(row) is not None)

    def _open(self, key: str) -> None:
        row = self._rows.get(key)
        place = _place_of(row) if row else None
        if place is not None:
            self.go.emit(*place)

    def _show_busy(self, is_busy: bool) -> None:
        self.cross.setEnabled(not is_busy)
        if is_busy:
            self._show_progress(Progress(leg=Leg.ASKING))
            self.said.show_text(self.tr("Đang đồng bộ… Ông/bà vẫn làm việc khác được."), "accent")
        else:
            self._show_progress(Progress(leg=Leg.ENDED))
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
            self._say_trouble(report.trouble)
        elif report.agreed:
            self.said.show_text(self.tr("Đã đồng bộ. Máy này và hệ thống khớp nhau."), "good")
        else:
            self.said.show_text(self.tr("Hệ thống đã nhận {n} việc.").format(n=report.received), "accent")
        self.wrote.emit()


def _place_of(row: OperationRow) -> tuple[Place, str] | None:
    """Return where an operation's record is opened, None where no screen shows one by itself."""
    place = _PLACES.get(row.type)
    return None if place is None else (place, "" if place is Place.CONFLICTS else row.record.hex)


def _row(each: OperationRow) -> Row:
    said = axes.sync(each.state)
    cells = (said.text, deeds.deed(each.kind), each.code or each.name or "–", axes.moment(each.since_ms))
    return Row(key=str(each.seq), cells=cells, tones=((0, said.tone),))


def _keep_room(part: QLabel | QProgressBar) -> None:
    """Let a part keep its place while it is hidden, so that nothing jumps when it comes."""
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    part.setSizePolicy(policy)
    part.setMinimumWidth(330)
