"""The frame around the screens: navigation by keys, lazy screens, status in words, and the idle lock."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import InlineRunner
from desktop_app.screens.shell.idle import IdleWatch
from desktop_app.screens.shell.idle_lock import IdleLock
from desktop_app.screens.shell.presenter import ShellFacts, ShellPresenter, Strip
from desktop_app.screens.shell.view import NAVIGATION, ShellWindow

ICONS = Path(__file__).resolve().parents[2] / "resources/icons"
FACTS = ShellFacts(
    official="Nguyễn Thị Mẫu <b>",
    role="Công chức một cửa",
    commune="Đặc khu Mẫu",
    is_sample=True,
    waiting=3,
    needs_you=2,
)
SAT_NOON_MS = 1_795_323_600_000  # 22/11/2026 12:00 in Vietnam


class Page:
    """A screen with one field."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.title = name
        self.widget: QWidget = QLineEdit()
        self._log = log
        log.append(f"made {name}")

    def shown(self) -> None:
        self._log.append(f"shown {self.title}")


def window_with(qtbot: QtBot, log: list[str]) -> tuple[ShellWindow, ShellPresenter]:
    presenter = ShellPresenter(read_facts=lambda: FACTS, jobs=InlineRunner())
    names = [entry.name for entry in NAVIGATION] + ["dossier"]
    window = ShellWindow(
        presenter,
        screens={name: partial(Page, name, log) for name in names},
        icons=ICONS,
        lock=lambda: log.append("locked"),
    )
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, presenter


def test_screens_are_made_when_first_gone_to_and_kept(qtbot: QtBot) -> None:
    log: list[str] = []
    window, _ = window_with(qtbot, log)
    assert log == []
    window.go("lookup")
    window.go("dossier")
    window.go("lookup")
    assert log == ["made lookup", "shown lookup", "made dossier", "shown dossier", "shown lookup"]
    assert window.current_name() == "lookup"


def is_at(window: ShellWindow, name: str) -> bool:
    return window.current_name() == name


def test_the_function_keys_go_to_the_screens(qtbot: QtBot) -> None:
    log: list[str] = []
    window, _ = window_with(qtbot, log)
    for key, name in ((Qt.Key.Key_F2, "intake"), (Qt.Key.Key_F4, "counter"), (Qt.Key.Key_F9, "sync")):
        QTest.keyClick(window, key)
        qtbot.waitUntil(partial(is_at, window, name))
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.current_name() == "shelf"
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: log[-1] == "locked")


def test_the_keys_of_the_officials_stay_what_they_know() -> None:
    assert {entry.name: entry.key for entry in NAVIGATION if entry.key} == {
        "intake": "F2", "lookup": "F3", "counter": "F4", "evening": "F6", "sync": "F9",
    }  # fmt: skip


def test_the_navigation_marks_where_one_is_and_a_second_click_keeps_the_mark(qtbot: QtBot) -> None:
    window, _ = window_with(qtbot, [])
    buttons = {made.objectName(): made for made in window.findChildren(QPushButton)}
    QTest.mouseClick(buttons["nav_shelf"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["nav_shelf"], Qt.MouseButton.LeftButton)
    assert [name for name, made in buttons.items() if made.isChecked()] == ["nav_shelf"]


def test_the_frame_says_who_works_and_carries_the_sample_mark(qtbot: QtBot) -> None:
    window, presenter = window_with(qtbot, [])
    presenter.refresh()
    assert window.official.text() == "Nguyễn Thị Mẫu <b>"
    assert window.mark.isVisible()
    assert window.waiting.text() == "Chờ gửi (3)"
    (needs_you,) = [made for made in window.findChildren(QPushButton) if made.objectName() == "nav_conflicts"]
    assert needs_you.accessibleName() == "Cần xử lý (2)"
    assert all(part.textFormat() is Qt.TextFormat.PlainText for part in window.findChildren(QLabel))


def test_every_button_of_the_frame_has_a_name(qtbot: QtBot) -> None:
    window, _ = window_with(qtbot, [])
    assert all(made.accessibleName() for made in window.findChildren(QPushButton))


def worded(facts: ShellFacts) -> Strip:
    strips: list[Strip] = []
    presenter = ShellPresenter(read_facts=lambda: facts, jobs=InlineRunner())
    presenter.changed.connect(strips.append)
    presenter.refresh()
    return strips[0]


def test_the_strip_never_claims_more_than_is_known(qtbot: QtBot) -> None:
    base = {"official": "A", "role": "B", "commune": "C", "is_sample": False}
    never = worded(ShellFacts(**base))  # type: ignore[arg-type]  # one dict for four fields
    assert (never.road, never.agreed) == ("Chưa thử kết nối", "Chưa khớp với trung tâm lần nào")
    off = worded(ShellFacts(**base, is_online=False, data_as_of_ms=SAT_NOON_MS))  # type: ignore[arg-type]  # as above
    assert (off.road, off.road_tone) == ("Ngoại tuyến – dữ liệu đến 12:00, 22/11/2026", "warn")
    online = worded(ShellFacts(**base, is_online=True, agreed_at_ms=SAT_NOON_MS))  # type: ignore[arg-type]  # as above
    assert (online.road, online.agreed) == ("Trực tuyến", "Khớp với trung tâm lúc 12:00, 22/11/2026")


def test_a_failure_to_read_the_facts_is_handed_on(qtbot: QtBot) -> None:
    def read() -> ShellFacts:
        raise OSError("gone")

    presenter = ShellPresenter(read_facts=read, jobs=InlineRunner())
    failures: list[object] = []
    presenter.failed.connect(failures.append)
    presenter.refresh()
    assert [type(failure) for failure in failures] == [OSError]


def test_idleness_is_counted_from_the_last_touch() -> None:
    watch = IdleWatch(limit_ms=300_000, touched_ms=0)
    assert not watch.is_due(299_999)
    assert watch.is_due(300_000)
    assert not watch.touched(200_000).is_due(499_999)
    assert watch.touched(200_000).left_ms(450_000) == 50_000


class Wall:
    """A clock that the test turns."""

    now_ms = 0

    def __call__(self) -> int:
        return self.now_ms


def test_a_touch_puts_the_lock_off_and_idleness_brings_it_once(qtbot: QtBot, qapp: QApplication) -> None:
    wall, locks = Wall(), [0]
    field = QLineEdit()
    qtbot.addWidget(field)

    def lock() -> None:
        locks[0] += 1

    idle = IdleLock(qapp, limit_ms=300_000, elapsed_ms=wall, lock=lock)
    wall.now_ms = 250_000
    QTest.keyClicks(field, "a")
    wall.now_ms = 500_000
    idle.look()
    assert locks == [0]
    QTest.mouseMove(field, QPoint(3, 3))
    wall.now_ms = 900_000
    idle.look()
    idle.look()
    assert locks == [1]


def test_a_key_after_a_long_sleep_locks_and_does_not_wake(qtbot: QtBot, qapp: QApplication) -> None:
    wall, locks = Wall(), []
    field = QLineEdit()
    qtbot.addWidget(field)
    idle = IdleLock(qapp, limit_ms=300_000, elapsed_ms=wall, lock=lambda: locks.append("x"))
    wall.now_ms = 8 * 3_600_000
    QTest.keyClicks(field, "a")
    assert locks == ["x"]
    idle.stop()
