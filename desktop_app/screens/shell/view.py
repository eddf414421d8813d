"""The main window: navigation at the left, one screen at a time, what always holds along the foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.screens.shell.nav_button import NavButton, reword
from desktop_app.screens.shell.presenter import ShellPresenter, Strip
from desktop_app.widgets.icons import line_icon
from desktop_app.widgets.plain import badge, button, hint, label, sample_mark, set_badge
from desktop_app.widgets.theme import palette_of
from desktop_app.wording import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from desktop_app.screens.places import Screen

NAV_PX: Final = 312
NARROW_NAV_PX: Final = 68
NARROW_BELOW_PX: Final = 1200
"""In a narrower window the navigation keeps its icons and keys and leaves the room to the screens."""
INDENT_PX: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NavEntry:
    """One line of the navigation; `name` is the screen's key, `key` its function key ("" for none)."""

    name: str
    text: str
    key: str
    icon: str


NAVIGATION: Final = (
    NavEntry(name="home", text=QT_TRANSLATE_NOOP("Navigation", "Bàn làm việc"), key="", icon="desk"),
    NavEntry(name="intake", text=QT_TRANSLATE_NOOP("Navigation", "Tiếp nhận hồ sơ"), key="F2", icon="intake"),
    NavEntry(name="lookup", text=QT_TRANSLATE_NOOP("Navigation", "Tra cứu"), key="F3", icon="lookup"),
    NavEntry(name="shelf", text=QT_TRANSLATE_NOOP("Navigation", "Kệ kết quả"), key="", icon="shelf"),
    NavEntry(name="counter", text=QT_TRANSLATE_NOOP("Navigation", "Trả kết quả"), key="F4", icon="hand_over"),
    NavEntry(name="evening", text=QT_TRANSLATE_NOOP("Navigation", "Chuyến trả kết quả tại nhà"), key="F6", icon="run"),
    NavEntry(name="sync", text=QT_TRANSLATE_NOOP("Navigation", "Đồng bộ"), key="F9", icon="sync"),
    NavEntry(name="conflicts", text=QT_TRANSLATE_NOOP("Navigation", "Cần xử lý"), key="", icon="needs_you"),
)
"""Ctrl+1 to Ctrl+8 open them in this order too."""


class ShellWindow(QMainWindow):
    """Builds each screen when it is first gone to, and keeps it; remembers nothing beyond this window."""

    went_to = Signal(str)  # name of the screen that came to the front
    help_asked = Signal(str)  # name of the screen in front
    closing = Signal()

    def __init__(
        self,
        presenter: ShellPresenter,
        *,
        screens: Mapping[str, Callable[[], Screen]],
        icons: Path,
        lock: Callable[[], object],
    ) -> None:
        """`screens` may hold more than the navigation lists (a dossier's own screen); what it lacks is left out."""
        super().__init__()
        self._factories = screens
        self._built: dict[str, Screen] = {}
        self._icons = icons
        self.setWindowTitle(self.tr("Hai Phục Vụ"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 740)
        self._stack = QStackedWidget()
        self._nav_buttons: dict[str, NavButton] = {}
        self._make_parts(lock)
        self._lay_out()
        presenter.changed.connect(self._draw)

    def go(self, name: str) -> Screen:
        """Bring the screen called `name` to the front, building it the first time, and return it.

        Raises:
            KeyError: there is no such screen.
        """
        if name not in self._built:
            built = self._factories[name]()
            self._built[name] = built
            self._stack.addWidget(built.widget)
        screen = self._built[name]
        self._stack.setCurrentWidget(screen.widget)
        for nav_name, nav_button in self._nav_buttons.items():
            nav_button.setChecked(nav_name == name)
        screen.shown()
        self.went_to.emit(name)
        return screen

    def current_name(self) -> str:
        """Return the name of the screen in front, "" before the first `go`."""
        now = self._stack.currentWidget()
        return next((name for name, screen in self._built.items() if screen.widget is now), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the screens enough room in a narrow window."""
        super().resizeEvent(event)
        self._narrow(is_narrow=self.width() < NARROW_BELOW_PX)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes, then let it go: everything said to be saved is."""
        self.closing.emit()
        super().closeEvent(event)

    def _make_parts(self, lock: Callable[[], object]) -> None:
        self._is_sample = False
        self.mark = sample_mark(self.tr("DỮ LIỆU MẪU"))
        self.mark.hide()
        self.small_mark = sample_mark(self.tr("DỮ LIỆU MẪU"))
        self.small_mark.hide()
        self.commune = hint()
        self.official = label(role="strong")
        self.role = hint()
        self.lock = button(self.tr("Khóa máy"), shortcut="Ctrl+L", on_click=lock)
        self.lock.setObjectName("lock")
        self.help = button(self.tr("Trợ giúp (F1)"), shortcut="F1")
        self.help.setObjectName("help_button")
        self.help.clicked.connect(lambda: self.help_asked.emit(self.current_name()))
        self.road = badge("")
        self.waiting = badge("")
        self.agreed = hint()
        self.agreed.setWordWrap(False)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._strip())
        whole = QWidget()
        whole.setProperty("role", "surface")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation())
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _navigation(self) -> QFrame:
        self._nav = frame = QFrame()
        frame.setObjectName("nav")
        frame.setProperty("role", "nav")
        frame.setAccessibleName(self.tr("Điều hướng"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 14, 10, 12)
        column.setSpacing(2)
        self._name = label(self.tr("Hai Phục Vụ"), role="heading")
        column.addLayout(_indented(self._name, self.commune, self.mark))
        column.addSpacing(10)
        tokens = palette_of(self)
        lines = QWidget()
        lines.setProperty("role", "nav_lines")
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for entry in NAVIGATION:
            if entry.name in self._factories:
                inside.addWidget(self._nav_button(entry, tokens.nav_ink))
        inside.addStretch(1)
        scroll = QScrollArea()  # in a very low window one scrolls: no line may be lost
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(lines)
        column.addWidget(scroll, 1)
        column.addLayout(_indented(self.official, self.role))
        column.addSpacing(4)
        for made, icon in ((self.help, "help"), (self.lock, "lock")):
            made.setIcon(line_icon(self._icons, icon, tokens.nav_ink))
            made.setIconSize(QSize(22, 22))
            column.addWidget(made)
        self._narrow(is_narrow=False)
        return frame

    def _narrow(self, *, is_narrow: bool) -> None:
        self._nav.setFixedWidth(NARROW_NAV_PX if is_narrow else NAV_PX)
        for part in (self._name, self.official, self.role):
            part.setVisible(not is_narrow)
        self.commune.setVisible(not is_narrow and bool(self.commune.text()))
        self.mark.setVisible(self._is_sample and not is_narrow)
        self.small_mark.setVisible(self._is_sample and is_narrow)
        for nav_button in self._nav_buttons.values():
            nav_button.set_narrow(is_narrow=is_narrow)
        for made in (self.help, self.lock):
            reword(made, "" if is_narrow else f" {made.accessibleName()}")

    def _nav_button(self, entry: NavEntry, ink: str) -> QPushButton:
        text = QCoreApplication.translate("Navigation", entry.text)
        made = NavButton(text, entry.key, line_icon(self._icons, entry.icon, ink))
        made.setObjectName(f"nav_{entry.name}")
        made.clicked.connect(lambda _checked=False: self.go(entry.name))
        number = QShortcut(QKeySequence(f"Ctrl+{len(self._nav_buttons) + 1}"), self)
        number.activated.connect(lambda: self.go(entry.name))
        self._nav_buttons[entry.name] = made
        return made

    def _strip(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "strip")
        frame.setAccessibleName(self.tr("Tình trạng"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.small_mark)
        row.addWidget(self.road)
        row.addWidget(self.waiting)
        row.addStretch(1)
        row.addWidget(self.agreed)
        return frame

    def _draw(self, strip: Strip) -> None:
        self.official.setText(strip.official)
        self.role.setText(strip.role)
        self.commune.setText(strip.commune)
        self._is_sample = strip.is_sample
        self._narrow(is_narrow=self.width() < NARROW_BELOW_PX)
        set_badge(self.road, strip.road, strip.road_tone)
        set_badge(self.waiting, strip.waiting, strip.waiting_tone)
        self.agreed.setText(strip.agreed)
        if "conflicts" in self._nav_buttons:
            self._nav_buttons["conflicts"].set_count(strip.needs_you, is_alarm=strip.alarms > 0)


def _indented(*parts: QWidget) -> QVBoxLayout:
    # Under the same edge as the icons of the buttons between them.
    made = QVBoxLayout()
    made.setContentsMargins(INDENT_PX, 0, 0, 0)
    made.setSpacing(4)
    for part in parts:
        made.addWidget(part)
    return made
