"""The unlock screen in a window, by keys; and what its first paint may import."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.unlock.view import UnlockView
from desktop_app.vault.errors import TooManyTriesError, WrongPassphraseError
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import LIGHT
from tests.gui.test_unlock_presenter import Door, HeldRunner, presenter_at

ROOT = Path(__file__).resolve().parents[2]


def view_at(qtbot: QtBot, door: Door) -> UnlockView:
    view = UnlockView(presenter_at(door))
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def test_one_types_the_passphrase_and_presses_enter_and_is_in(qtbot: QtBot) -> None:
    door = Door()
    view = view_at(qtbot, door)
    qtbot.waitUntil(view.passphrase.hasFocus)
    QTest.keyClicks(view.passphrase, "bon tu rat khac")
    QTest.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert door.asked == [("a", "bon tu rat khac")]
    assert view.passphrase.text() == ""


def test_the_cursor_waits_in_the_passphrase_once_the_names_are_read(qtbot: QtBot) -> None:
    runner = HeldRunner()
    view = UnlockView(presenter_at(Door(), runner))
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    assert not view.passphrase.isEnabled()
    runner.let_go()
    qtbot.waitUntil(view.passphrase.hasFocus)


def test_the_names_of_the_officials_are_drawn_whole(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, resources=ROOT / "resources")
    view = view_at(qtbot, Door())
    lines = view.officials.findChildren(QLabel)
    assert [line.text() for line in lines][:2] == ["Nguyễn Thị Mẫu", "Công chức một cửa"]

    def are_whole() -> bool:
        return all(line.height() >= line.sizeHint().height() for line in lines)

    qtbot.waitUntil(are_whole)
    qapp.setStyleSheet("")


def test_everything_is_reached_by_tab_in_reading_order(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door())
    view.officials.setFocus()
    names = []
    for _ in range(4):
        now = QApplication.focusWidget()
        assert now is not None
        names.append(now.objectName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert names == ["officials", "passphrase", "reveal", "open"]


def test_every_part_that_takes_the_focus_has_a_name(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door())
    parts = [view.officials, view.passphrase, view.open]
    assert [part.accessibleName() for part in parts] == ["Công chức", "Cụm mật khẩu", "Mở khóa"]
    assert view.reveal.text() == "Hiện cụm mật khẩu"


def test_another_official_is_chosen_by_the_arrows(qtbot: QtBot) -> None:
    door = Door()
    view = view_at(qtbot, door)
    QTest.keyClick(view.officials, Qt.Key.Key_Down)
    assert view.sample_passphrase.text() == "lá thư gió núi"
    view.passphrase.setText("x")
    view.open.click()
    assert door.asked == [("b", "x")]


def test_the_passphrase_is_hidden_until_asked_and_takes_no_input_method_in_either_case(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door())
    assert view.passphrase.echoMode() is QLineEdit.EchoMode.Password
    view.reveal.setChecked(True)
    assert view.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert not view.passphrase.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_caps_lock_shows_its_hint(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door())
    QTest.keyClicks(view.passphrase, "a")
    assert not view.caps_lock.isVisible()
    QTest.keyClicks(view.passphrase, "Q")
    assert view.caps_lock.isVisible()


def test_a_wrong_passphrase_leaves_the_cursor_where_the_next_try_is_typed(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door(WrongPassphraseError(4)))
    view.passphrase.setText("sai")
    view.open.click()
    assert "còn 4 lần" in view.problem.text()
    assert view.problem.isVisible()
    assert view.passphrase.hasFocus()
    assert view.passphrase.text() == ""


def test_the_delay_counts_down_on_the_button_and_gives_the_field_back(qtbot: QtBot) -> None:
    door = Door(TooManyTriesError(90))
    view = view_at(qtbot, door)
    view.passphrase.setText("sai")
    view.open.click()
    assert view.open.text() == "Thử lại sau 1:30"
    assert not view.passphrase.isEnabled()
    door.now_ms = 60_500
    qtbot.waitUntil(lambda: view.open.text() == "Thử lại sau 0:30")
    door.now_ms = 90_000
    qtbot.waitUntil(view.passphrase.isEnabled)
    assert view.open.text() == "Mở khóa"
    assert not view.problem.isVisible()


def test_the_sample_carries_its_mark(qtbot: QtBot) -> None:
    view = view_at(qtbot, Door())
    assert view.mark.isVisible()
    assert view.mark.text() == "DỮ LIỆU MẪU"


def test_the_longest_messages_fit_the_smallest_window_without_covering_each_other(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, LIGHT, resources=ROOT / "resources")
    view = view_at(qtbot, Door(TooManyTriesError(90)))
    view.resize(view.minimumSize())
    view.passphrase.setText("sai")
    view.open.click()
    view.caps_lock.show()
    sheet = view.officials.parentWidget()
    assert sheet is not None
    parts = [part for part in sheet.children() if isinstance(part, QWidget) and part.isVisible()]

    def stands_clear() -> bool:
        boxes = sorted((part.geometry() for part in parts), key=lambda box: box.top())
        apart = all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
        return apart and boxes[-1].bottom() < sheet.height()

    qtbot.waitUntil(stands_clear)
    labels = [part for part in parts if isinstance(part, QLabel)]
    assert all(part.height() >= part.heightForWidth(part.width()) for part in labels)
    qapp.setStyleSheet("")


FIRST_PAINT = """
import sys
from itertools import pairwise
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from desktop_app.jobs import JobRunner
from desktop_app.screens.unlock.presenter import UnlockPresenter
from desktop_app.screens.unlock.view import UnlockView
from desktop_app.vault.cards import OfficialCard, Roster
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import LIGHT
from desktop_app.wording import install_language

resources = Path(sys.argv[1])
app = QApplication([])
install_language(app, "vi", translations=resources / "translations")
apply_theme(app, LIGHT, resources=resources)
roster = Roster(officials=(OfficialCard(id="a", name="Mẫu", role="Mẫu"),), is_sample=True)
jobs = JobRunner(threads=1, name="unlock")
presenter = UnlockPresenter(read_roster=lambda: roster, unlock=print, jobs=jobs, elapsed_ms=lambda: 0)
view = UnlockView(presenter)
presenter.start()

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            view.removeEventFilter(self)
            print("\\n".join(sorted({name.split(".")[0] for name in sys.modules})))
            app.quit()
        return False

painted = Painted()
view.installEventFilter(painted)
view.show()
app.exec()
jobs.shut_down()
"""


def test_the_first_paint_has_imported_nothing_that_can_wait() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(ROOT / "resources")],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    imported = set(answer.stdout.split())
    heavy = {"sqlalchemy", "alembic", "requests", "cryptography", "sqlcipher3", "msgspec", "fastapi", "zstandard"}
    assert "PySide6" in imported
    assert imported & heavy == set()
