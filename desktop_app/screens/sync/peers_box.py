"""The commune's other laptops: whether they may come in, one that is called, and their work that the centre lacks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens import axes, deeds
from desktop_app.screens.sync import words
from desktop_app.screens.sync.meetings import Around, Meetings
from desktop_app.services.peers import PeerRow
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, heading, hint, label, strong
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from sync.client.relay import Met

WIDTH_PX: Final = 1080
HEIGHT_PX: Final = 620
AROUND_PX: Final = 60
ROWS_MAX: Final = 200
ADDRESS_MAX: Final = 120


def show_peers(window: QWidget, meetings: Meetings) -> PeersBox:
    """Open the box over `window`, which takes the keyboard back when it is closed."""
    box = PeersBox(window, meetings)
    box.finished.connect(box.deleteLater)
    box.finished.connect(window.activateWindow)
    box.open()
    return box


class PeersBox(QDialog):
    """Enter in the address calls; Esc closes. Listening goes on when the box is closed."""

    def __init__(self, window: QWidget, meetings: Meetings) -> None:
        super().__init__(window)
        self.setObjectName("peers_box")
        self.setWindowTitle(self.tr("Máy khác trong xã"))
        self._meetings = meetings
        self._is_typed = False
        self._build()
        self.resize(min(WIDTH_PX, window.width() - AROUND_PX), min(HEIGHT_PX, window.height() - AROUND_PX))
        meetings.shown.connect(self.show_around)
        meetings.busy_changed.connect(self._show_busy)
        meetings.called.connect(self._say_called)
        meetings.was_called.connect(self._was_called, Qt.ConnectionType.QueuedConnection)
        meetings.refused.connect(self._say_refused)
        meetings.resume()
        self._show_busy(meetings.is_busy)
        self.address.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter from the dialog: in the field it calls, on a button it is the button's."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.lets_in = QCheckBox(self.tr("Cho máy khác trong xã nối vào"))
        self.lets_in.setObjectName("lets_in")
        self.lets_in.setAccessibleName(self.lets_in.text())
        self.lets_in.clicked.connect(self._meetings.switch)
        self.where = strong()
        self.where.setObjectName("where")
        self.said = Banner()
        self.said.setObjectName("peers_said")
        self.table = RecordTable(
            (
                Column(title=self.tr("Máy"), width_px=96),
                Column(title=self.tr("Việc"), width_px=236),
                Column(title=self.tr("Hồ sơ"), width_px=CODE_PX),
                Column(title=self.tr("Người dân")),
                Column(title=self.tr("Lúc"), width_px=176),
            ),
            accessible_name=self.tr("Việc của máy khác chưa qua trung tâm"),
            empty_text=self.tr("Máy này không giữ việc nào của máy khác mà trung tâm chưa có."),
        )
        self.table.setObjectName("peer_work")
        self.closed = Banner()
        self.closed.setObjectName("peers_closed")
        self.count = heading()
        self.count.setObjectName("peer_count")
        self.close_it = button(self.tr("Đóng (Esc)"), on_click=self.accept)
        self.close_it.setObjectName("peers_close")
        foot = QHBoxLayout()
        foot.addWidget(hint(self.tr("Những việc này chưa vào sổ chung. Máy nào gặp trung tâm trước thì gửi hộ.")), 1)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._door())
        column.addLayout(self._call())
        column.addWidget(self.said)
        column.addWidget(self.closed)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _door(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.lets_in)
        line.addWidget(self.where, 1)
        return line

    def _call(self) -> QHBoxLayout:
        name = label(self.tr("Địa chỉ máy kia"), role="field")
        name.setWordWrap(False)
        self.address = QLineEdit()
        self.address.setObjectName("address")
        self.address.setAccessibleName(name.text())
        self.address.setPlaceholderText(self.tr("như 192.168.1.20, đọc ở cửa sổ này trên máy kia"))
        self.address.setMaxLength(ADDRESS_MAX)
        self.address.textEdited.connect(self._typed)
        self.address.returnPressed.connect(self._ask)
        name.setBuddy(self.address)
        self.meet = button(self.tr("Trao đổi ngay"), tone="primary", on_click=self._ask)
        self.meet.setObjectName("meet")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(name)
        line.addWidget(self.address, 1)
        line.addWidget(self.meet)
        return line

    def _typed(self) -> None:
        self._is_typed = True

    def _ask(self) -> None:
        self._meetings.call(self.address.text())

    def show_around(self, around: Around) -> None:
        """Show whether this laptop is open and where, and what the others did."""
        self.lets_in.setChecked(around.is_open)
        self.where.setText(self._whereabouts(around))
        if not self._is_typed and not self.address.text():
            self.address.setText(around.neighbours.address)
        closed = [words.not_taken(machine, reason) for machine, reason in around.neighbours.closed]
        self.closed.show_text("\n".join(closed), "warn")
        rows = around.neighbours.rows
        self.count.setText(self.tr("Việc của máy khác, chưa qua trung tâm: {n}").format(n=len(rows)))
        self.table.show_rows([_row(at, each) for at, each in enumerate(rows[:ROWS_MAX])])

    def _whereabouts(self, around: Around) -> str:
        if not around.neighbours.is_member:
            return self.tr("Máy này chưa có khóa chung của xã: xin đồng bộ với trung tâm một lần.")
        if not around.is_open:
            return self.tr("Đang đóng: máy khác chưa nối vào máy này được.")
        if not around.addresses:
            return self.tr("Đang mở, nhưng máy này chưa nối mạng nào.")
        said = self.tr("Đang mở. Xin đọc cho máy kia: {addresses}")
        return said.format(addresses=self.tr(" hoặc ").join(around.addresses))

    def _show_busy(self, is_busy: bool) -> None:
        if is_busy and self.meet.hasFocus():
            self.address.setFocus()  # a disabled button would hand the keyboard on to whatever stands behind it
        self.meet.setEnabled(not is_busy)
        if is_busy:
            self.said.show_text(self.tr("Đang trao đổi với máy kia…"), "accent")

    def _say_refused(self, sentence: str) -> None:
        self.said.show_text(sentence, "warn")

    def _say_called(self, met: Met) -> None:
        if met == Met():
            self.said.show_text(self.tr("Đã nối. Hai máy không còn gì mới để trao cho nhau."), "good")
            return
        said = self.tr("Đã trao đổi xong: trao {given} gói, nhận {taken} gói.")
        self.said.show_text(said.format(given=met.given, taken=met.taken), "good")

    def _was_called(self, met: Met) -> None:
        said = self.tr("Một máy của xã vừa nối vào: trao {given} gói, nhận {taken} gói.")
        if met == Met():
            said = self.tr("Một máy của xã vừa nối vào; không còn gì mới để trao cho nhau.")
        self.said.show_text(said.format(given=met.given, taken=met.taken), "good")
        self._meetings.refresh()


def _row(at: int, each: PeerRow) -> Row:
    cells = (each.machine, deeds.deed(each.kind), each.code or "–", each.name or "–", axes.moment(each.claimed_at_ms))
    return Row(key=str(at), cells=cells)
