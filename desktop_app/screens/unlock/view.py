"""The unlock screen's widgets. Nothing but PySide6 and plain values may be imported for it (first paint)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.screens.unlock.caps_lock import caps_lock_after
from desktop_app.screens.unlock.presenter import UnlockPresenter, UnlockState
from desktop_app.widgets.plain import button, card, error_line, hint, label, sample_mark, say_error, strong, title

if TYPE_CHECKING:
    from desktop_app.vault.cards import OfficialCard

TICK_MS = 250
_SHEET_PX = 520
_SIDE_PX = 32
_ROW_PX = 62
_ROWS_IN_SIGHT = 3
_SURELY_WHOLE = 32
_NAME_PX = _SHEET_PX - 2 * _SIDE_PX - 54  # frame, both margins and a scroll bar


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    # An alignment would do too, but it stops a wrapped text from asking for the height that it needs.
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


class UnlockView(QWidget):
    """One sheet in the middle: who, passphrase, open. The sample's passphrase stands on it in clear."""

    help_asked = Signal()

    def __init__(self, presenter: UnlockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._is_caps_lock_on = False
        self._was_ready = False
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Hai Phục Vụ – Mở khóa"))
        self.setMinimumSize(880, 600)
        self.resize(1040, 700)
        self._make_parts()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(presenter.tick)
        presenter.changed.connect(self._draw)
        presenter.refused.connect(self._ask_again)
        self._draw(presenter.state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch what is typed into the passphrase field for Caps Lock."""
        if watched is self.passphrase and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._is_caps_lock_on = caps_lock_after(
                self._is_caps_lock_on,
                typed=event.text(),
                is_shift_down=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
                is_caps_key=event.key() == Qt.Key.Key_CapsLock,
            )
            self.caps_lock.setVisible(self._is_caps_lock_on)
        return False

    def _make_parts(self) -> None:
        self.mark = sample_mark(self.tr("DỮ LIỆU MẪU"))
        self.passphrase = QLineEdit()
        self.officials = QListWidget()
        self.officials.setObjectName("officials")
        self.officials.setProperty("role", "rows")
        self.officials.setAccessibleName(self.tr("Công chức"))
        self.officials.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.officials.currentItemChanged.connect(self._choose)
        self.officials.itemActivated.connect(lambda _item: self.passphrase.setFocus())
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setAccessibleName(self.tr("Cụm mật khẩu"))
        self.passphrase.setMaxLength(256)
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.installEventFilter(self)
        self.reveal = QCheckBox(self.tr("Hiện cụm mật khẩu"))
        self.reveal.setObjectName("reveal")
        self.reveal.toggled.connect(self._set_echo)
        self._set_echo(False)
        self.caps_lock = hint(self.tr("Phím Caps Lock đang bật: chữ sẽ thành chữ HOA."))
        self.caps_lock.setVisible(False)
        self.problem = error_line()
        self.problem.setObjectName("problem")
        self.open = button(self.tr("Mở khóa"), tone="primary", on_click=self._submit)
        self.open.setObjectName("open")
        self.help = button(self.tr("Trợ giúp (F1)"), tone="quiet", shortcut="F1", on_click=self.help_asked.emit)
        self.help.setObjectName("help_button")
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Đang mở…"))

    def _lay_out(self) -> None:
        sheet = card()
        sheet.setFixedWidth(_SHEET_PX)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(_SIDE_PX, 20, _SIDE_PX, 20)
        inside.setSpacing(8)
        inside.addWidget(self._named(self.tr("Công chức"), self.officials))
        inside.addWidget(self.officials)
        inside.addSpacing(6)
        inside.addWidget(self._named(self.tr("Cụm mật khẩu"), self.passphrase))
        inside.addWidget(self.passphrase)
        inside.addWidget(self.caps_lock)
        inside.addWidget(self.reveal)
        inside.addWidget(self.problem)
        inside.addWidget(self.open)
        inside.addWidget(self.busy)
        inside.addWidget(self._sample_part())
        page = QWidget()
        page.setProperty("role", "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 14, 24, 14)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(12)
        column.addLayout(_in_the_middle(sheet))
        column.addStretch(2)
        scroll = QScrollArea()  # on a very low screen one scrolls: nothing may cover anything
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        name = title(self.tr("Hai Phục Vụ"))
        place = hint(self.tr("Bộ phận Một cửa – tiếp nhận và trả kết quả tại nhà"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(name)
        row.addWidget(self.mark)
        row.addStretch(1)
        row.addWidget(self.help)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row)
        head.addWidget(place)
        head.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setFixedWidth(_SHEET_PX)
        frame.setLayout(head)
        return _in_the_middle(frame)

    def _sample_part(self) -> QWidget:
        self.sample_words = hint(self.tr("Cụm mật khẩu của dữ liệu mẫu:"))
        self.sample_passphrase = strong()
        self.sample_passphrase.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sample_passphrase.setObjectName("sample_passphrase")
        part = QWidget()
        row = QVBoxLayout(part)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sample_words)
        row.addWidget(self.sample_passphrase)
        self.sample_part = part
        return part

    @staticmethod
    def _named(text: str, field: QWidget) -> QWidget:
        made = label(text, role="field")
        made.setBuddy(field)
        return made

    def _draw(self, state: UnlockState) -> None:
        self.mark.setVisible(state.is_sample)
        self.sample_part.setVisible(bool(state.sample_passphrase))
        self.sample_passphrase.setText(state.sample_passphrase)
        self._draw_officials(state)
        can_type = state.phase == "ready"
        is_first_time = can_type and not self._was_ready
        self._was_ready = self._was_ready or can_type
        for part in (self.passphrase, self.open, self.reveal):
            part.setEnabled(can_type)
        if is_first_time:
            self.passphrase.setFocus()
        self.officials.setEnabled(state.phase in ("ready", "waiting"))
        self.open.setText(self._button_text(state))
        say_error(self.problem, state.problem)
        is_busy = state.phase in ("reading", "opening")
        # A bar that runs without end redraws for ever: it runs only while something is being done.
        self.busy.setRange(0, 0 if is_busy else 1)
        self.busy.setVisible(is_busy)
        for words in (self.problem, self.caps_lock, self.sample_words, self.sample_passphrase):
            # A scrolled page does not ask a wrapped text how high it is at its width.
            words.setMinimumHeight(max(0, words.heightForWidth(_SHEET_PX - 2 * _SIDE_PX - 2)))
        if state.phase == "waiting":
            self._timer.start()
        else:
            self._timer.stop()

    def _button_text(self, state: UnlockState) -> str:
        if state.phase == "opening":
            return self.tr("Đang mở…")
        if state.phase == "waiting":
            minutes, seconds = divmod(state.wait_s, 60)
            return self.tr("Thử lại sau {time}").format(time=f"{minutes}:{seconds:02d}")
        return self.tr("Mở khóa")

    def _draw_officials(self, state: UnlockState) -> None:
        shown = [self.officials.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.officials.count())]
        if shown != [official.id for official in state.officials]:
            self.officials.blockSignals(True)
            self.officials.clear()
            for official in state.officials:
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, official.id)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{official.name}, {official.role}")
                item.setSizeHint(QSize(0, _ROW_PX))
                self.officials.addItem(item)
                self.officials.setItemWidget(item, _two_lines(official))
            self.officials.blockSignals(False)
        rows = min(max(len(state.officials), 1), _ROWS_IN_SIGHT)
        self.officials.setFixedHeight(rows * _ROW_PX + 6)
        for at, official in enumerate(state.officials):
            if official.id == state.chosen_id and self.officials.currentRow() != at:
                self.officials.blockSignals(True)
                self.officials.setCurrentRow(at)
                self.officials.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._presenter.choose(item.data(Qt.ItemDataRole.UserRole))

    def _submit(self) -> None:
        typed = self.passphrase.text()
        if self._presenter.state.phase == "ready" and typed:
            self.passphrase.clear()
        self._presenter.submit(typed)

    def _ask_again(self) -> None:
        self.passphrase.clear()
        self.passphrase.setFocus()

    def _set_echo(self, is_shown: bool) -> None:
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        # The same keys must give the same text, shown or not: no input method in either mode.
        self.passphrase.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


def _shortened(name: str) -> str:
    if len(name) <= _SURELY_WHOLE:
        return name
    font = QFont(QApplication.font())
    font.setBold(True)
    return QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX)


def _two_lines(official: OfficialCard) -> QWidget:
    # Labels, not a delegate: QStyle alone takes 10 ms of the first paint.
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 1, 14, 2)
    column.setSpacing(0)
    for line in (strong(_shortened(official.name)), hint(official.role)):
        line.setWordWrap(False)
        column.addWidget(line)
    return made
