"""Help: every place has its page in both languages, no page names a button that is gone, and F1 opens it everywhere."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.help.view import HelpDialog, page_of
from desktop_app.screens.places import Place
from desktop_app.widgets.plain import shipped_page
from tests.gui.desk_room import taken_in
from tests.gui.whole_desk import WholeDesk, whole_desk

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])
PAGES = ("unlock", *Place)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    with whole_desk(tmp_path) as made:
        yield made


def words_of_the_screens() -> frozenset[str]:
    """What any screen may say: each literal that is handed to tr or to QT_TRANSLATE_NOOP."""
    found: set[str] = set()
    for file in (ROOT / "desktop_app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("tr", "QT_TRANSLATE_NOOP") and isinstance(node.args[-1], ast.Constant):
                    found.add(str(node.args[-1].value))
    return frozenset(found)


def names_in(page: str) -> list[str]:
    """The bold words of a page that name something on the screen; those with a colon in them only lead in."""
    bold = re.findall(r"\*\*([^*]+)\*\*", re.sub(r"\s+", " ", page))
    return [each for each in bold if not each.endswith(":")]


@LANGUAGES
@pytest.mark.parametrize("place", PAGES)
def test_every_place_has_its_page(language: str, place: str) -> None:
    page = page_of(HELP / language, place).read_text(encoding="utf-8")
    assert page.startswith("# ")
    assert len(page) > 300


def test_no_page_stands_there_for_nothing() -> None:
    wanted = {page_of(HELP, place).name for place in PAGES}
    assert {file.name for file in (HELP / "vi").iterdir()} == wanted
    assert {file.name for file in (HELP / "en").iterdir()} == wanted


def test_no_page_names_what_no_screen_says() -> None:
    known = words_of_the_screens()
    gone = {
        (file.name, name)
        for file in sorted((HELP / "vi").iterdir())
        for name in names_in(file.read_text(encoding="utf-8"))
        if name not in known
    }
    assert gone == set()


def test_a_name_that_is_gone_would_be_found() -> None:
    assert names_in("Bấm **Nút đã\nbỏ** rồi xem. **Khi có chuyện:** gọi.") == ["Nút đã bỏ"]
    assert "Nút đã bỏ" not in words_of_the_screens()


@LANGUAGES
def test_no_page_leads_out_of_the_program(language: str) -> None:
    for file in (HELP / language).iterdir():
        assert not re.search(r"\]\(|https?:|<[a-z]", file.read_text(encoding="utf-8")), file.name


def test_a_link_in_a_page_opens_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# A\n\n[here](https://example.invalid/)\n", encoding="utf-8")
    page = shipped_page(file)
    qtbot.addWidget(page)
    assert not page.openLinks()
    assert not page.openExternalLinks()
    page.anchorClicked.emit(QUrl("https://example.invalid/"))
    assert page.source().isEmpty()


@pytest.mark.parametrize("place", [place for place in Place if place not in (Place.AMEND, Place.RESULT)])
def test_f1_opens_the_page_of_the_screen_and_esc_goes_back(qtbot: QtBot, desk: WholeDesk, place: Place) -> None:
    taken = taken_in(desk.room.desk, "Nguyễn Mẫu")
    desk.show(place, taken.id.hex if place is Place.DOSSIER else "")
    window = desk.window
    before = QApplication.focusWidget()
    QTest.keyClick(before or window, Qt.Key.Key_F1)
    qtbot.waitUntil(partial(has_help, window))
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    wanted = page_of(HELP / "vi", place).read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    assert page.toPlainText().startswith(wanted)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not has_help(window))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def has_help(window: QWidget) -> bool:
    found = window.findChild(HelpDialog)
    return found is not None and found.isVisible()


def test_help_is_offered_where_it_can_be_seen(qtbot: QtBot, desk: WholeDesk) -> None:
    desk.show(Place.HOME)
    offered = desk.window.findChild(QPushButton, "help_button")
    assert offered is not None
    assert offered.isVisible()
    assert offered.text().strip() == "Trợ giúp (F1)"


def test_the_unlock_screen_asks_for_its_page_by_f1(qtbot: QtBot, desk: WholeDesk) -> None:
    view = desk.unlock
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    with qtbot.waitSignal(view.help_asked):
        QTest.keyClick(view, Qt.Key.Key_F1)
    assert view.help.isVisible()
