"""Every screen at the two smallest sizes that offices have, in both languages: nothing on it is cut off."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.conflicts.stuck import StuckCard
from desktop_app.screens.help.view import show_help
from desktop_app.screens.places import Place
from desktop_app.screens.sync.meetings import Around
from desktop_app.screens.sync.peers_box import PeersBox
from desktop_app.screens.sync.trouble_card import TroubleCard
from desktop_app.screens.sync.view import SyncScreen
from desktop_app.screens.troubles import CATALOGUE
from desktop_app.services import casework, evening, intake, rulings, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.peers import MeetingError, Neighbours, PeerRow
from desktop_app.storage.pier import Pier
from desktop_app.widgets.plain import button, label
from desktop_app.wording import SENTENCES, problem
from sync.protocol.messages import VerdictState
from sync.records.dossier import Dossier
from tests.gui.clashes import clash, park
from tests.gui.cut_off import cut_off
from tests.gui.desk_room import BIRTH, CERTIFIED_COPY, MARITAL, MORNING_MS, ROOT, on_run, shelved, solved
from tests.gui.whole_desk import WholeDesk, whole_desk

TITLE_BAR_PX = 30
SIZES = {"1366x768": (1366, 768 - TITLE_BAR_PX), "1280x720": (1280, 720 - TITLE_BAR_PX)}
SCREENS = pytest.mark.parametrize("size", SIZES)
DAY_MS = 86_400_000
LONG_NAME = "Công Huyền Tôn Nữ Nguyễn Thị Phương Thảo Mẫu"
LONG_PLACE = "Khu dân cư số 12 thôn Chu Quyến ngoài đê"


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeDesk]:
    with whole_desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def places(desk: WholeDesk) -> dict[str, tuple[str, str]]:
    """A desk in the middle of its work, and what is to be looked at: a name -> place and record."""
    here = desk.room.desk
    late = taken_in(here, BIRTH, MORNING_MS - 9 * DAY_MS)
    asked = taken_in(here, MARITAL, MORNING_MS + DAY_MS)
    casework.ask(here, asked.id, papers=[paper.name for paper in asked.papers][:3], reason="chưa nộp đủ giấy tờ")
    ready = shelved(here, LONG_NAME, cluster=LONG_PLACE)
    shelved(here, "Trần Mẫu", cluster="Khu dân cư 2")
    done = solved(here, "Lê Mẫu")
    run = on_run(here, "Nguyễn Đi Một", LONG_NAME, "Phạm Đi Ba", "Vũ Đi Bốn")
    evening.nobody_home(here, run.dossiers[0].id, note="gọi lại sáng mai")
    evening.found_wrong(here, run.dossiers[1].id, what="sai một dấu trong tên")
    evening.lose(here, run.dossiers[2].id, report="rơi dọc đường")
    both = taken_in(here, CERTIFIED_COPY, MORNING_MS + 2 * DAY_MS)
    clash(here, both, {"phone": "0600000002"}, {"phone": "0530000003"}, group="phone")
    clash(
        here,
        both,
        {"fee_vnd": 8_000, "fee_paid": True, "fee_ground": "Con của người có công với cách mạng, theo Nghị quyết"},
        {"fee_vnd": None, "fee_paid": False, "fee_ground": ""},
        group="fee",
    )
    clash(here, both, {"note": "Xin nhận tại nhà sau 19 giờ. " * 9}, {"note": "Xin nhận tại quầy. " * 12}, group="note")
    park(here, seq=1, reason="impossible_move")
    park(here, seq=2, reason="behind_parked")
    park(here, seq=4, reason="record_missing", state=VerdictState.HELD)
    parked = next(each.operation for each in rulings.needs_person(here) if each.operation.seq == 1)
    rulings.decide(here, parked, rulings.Decision.RETRY)
    return {
        "home": (Place.HOME, ""),
        "intake": (Place.INTAKE, ""),
        "amend": (Place.AMEND, late.id.hex),
        "lookup": (Place.LOOKUP, ""),
        "dossier": (Place.DOSSIER, late.id.hex),
        "dossier waiting": (Place.DOSSIER, asked.id.hex),
        "dossier solved": (Place.DOSSIER, done.id.hex),
        "dossier on the shelf": (Place.DOSSIER, ready.id.hex),
        "dossier to correct": (Place.DOSSIER, run.dossiers[1].id.hex),
        "result": (Place.RESULT, late.id.hex),
        "shelf": (Place.SHELF, ""),
        "counter": (Place.COUNTER, ""),
        "counter door": (Place.COUNTER, ready.id.hex),
        "evening": (Place.EVENING, run.run.id.hex),
        "sync": (Place.SYNC, ""),
        "conflicts": (Place.CONFLICTS, ""),
        "people import": (Place.PEOPLE_IMPORT, ""),
    }


def taken_in(here: Desk, procedure: str, due_at_ms: int) -> Dossier:
    draft = IntakeDraft(
        name=LONG_NAME,
        birth="01/02/1990",
        sex="female",
        personal_number="001190990001",
        phone="0600000001",
        address="Xóm 2, thôn Chu Chàng, xã Minh Châu, thành phố Hà Nội",
        cluster=LONG_PLACE,
        procedure=procedure,
        fee_vnd=0,
        due_at_ms=due_at_ms,
        note="Người dân xin nhận kết quả tại nhà vào buổi tối",
    )
    return intake.register(here, draft)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    translator = QTranslator()
    if language == "en":
        assert translator.load(str(ROOT / "resources/translations/haiphucvu_en.qm"))
    application.installTranslator(translator)
    try:
        yield
    finally:
        application.removeTranslator(translator)


@SCREENS
def test_nothing_is_cut_off(desk: WholeDesk, places: dict[str, tuple[str, str]], size: str) -> None:
    found = seen_cut_off(desk, places, size)
    assert not found, f"\n{found}"


@SCREENS
def test_nothing_is_cut_off_in_english(desk: WholeDesk, places: dict[str, tuple[str, str]], size: str) -> None:
    with speaking("en"):
        english = desk.again(ROOT / "resources" / "help" / "en")
        try:
            found = seen_cut_off(english, places, size)
            assert not found, f"\n{found}"
        finally:
            english.close()


STANDINGS = ("paused", "metered", "a stick was read", *sorted(CATALOGUE))


@SCREENS
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_standing_of_the_ferry_and_no_trouble_is_cut_off(desk: WholeDesk, size: str, language: str) -> None:
    with speaking(language):
        shown = desk.again(desk.help_texts)
        try:
            found = standings_cut_off(shown, size)
            assert not found, f"\n{found}"
        finally:
            syncing.resume(desk.room.desk)
            syncing.set_metered(desk.room.desk, is_metered=False)
            Pier(desk.room.desk.notebook).note_crossing(at_ms=0, trouble="", agreed_cursor=None)
            shown.close()


def standings_cut_off(shown: WholeDesk, size: str) -> str:
    here, found = shown.room.desk, list[str]()
    pier = Pier(here.notebook)
    pier.note_crossing(at_ms=MORNING_MS - DAY_MS, trouble="", agreed_cursor=0)
    for standing in STANDINGS:
        trouble = standing if standing in CATALOGUE else ""
        pier.note_crossing(
            at_ms=MORNING_MS, trouble=trouble, agreed_cursor=None, request_id="7f3a91c2" if trouble else ""
        )
        (syncing.pause if standing == "paused" else syncing.resume)(here)
        syncing.set_metered(here, is_metered=standing == "metered")
        shown.window.resize(*SIZES[size])
        shown.show(Place.SYNC)
        screen = shown.window.findChild(SyncScreen)
        assert screen is not None
        screen.show_usb("Đã ghi 3 gói ra USB. Phiếu giao số 7." if standing == "a stick was read" else "", "good")
        shown.settle()
        card = shown.window.findChild(TroubleCard)
        assert card is not None
        assert card.isVisible() is (bool(trouble) or standing == "paused")
        found += [f"{standing}: {each}" for each in cut_off(shown.window)]
    return "\n".join(found)


@SCREENS
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_box_of_the_other_laptops_is_not_cut_off_whatever_it_says(
    desk: WholeDesk, size: str, language: str
) -> None:
    with speaking(language):
        shown = desk.again(desk.help_texts)
        try:
            shown.window.resize(*SIZES[size])
            shown.show(Place.SYNC)
            asked = shown.window.findChild(QPushButton, "peers")
            assert asked is not None
            asked.click()
            shown.settle()
            box = shown.window.findChild(PeersBox)
            assert box is not None
            sentences = [problem(MeetingError(each.removeprefix("peer."))) for each in SENTENCES if "peer." in each]
            found = [each for text in sentences for each in said_in(shown, box, text or "")]
            for is_open, addresses in OPEN_OR_NOT:
                near = Neighbours(is_listening=is_open, address="", is_member=bool(addresses), rows=PEER_WORK)
                box.show_around(Around(neighbours=near, is_open=is_open, addresses=addresses))
                found += said_in(shown, box, "")
            assert sorted(set(found)) == []
        finally:
            shown.close()


OPEN_OR_NOT = (
    (False, ()),
    (False, ("192.168.100.120",)),
    (True, ("192.168.100.120", "172.16.254.101", "10.254.254.121")),
)
PEER_WORK = (
    PeerRow(
        machine="M12",
        kind="dossier.reopen",
        record=UUID(int=1),
        code="TAM-09661-M12-20251104-0001-AB",
        name=LONG_NAME,
        claimed_at_ms=MORNING_MS,
    ),
)


def said_in(shown: WholeDesk, box: PeersBox, text: str) -> list[str]:
    box.said.show_text(text, "warn")
    shown.settle()
    if not shown.window.rect().contains(box.rect()):
        return [f"{text}: the box is {box.width()} × {box.height()}"]
    return [f"{text}: {each}" for each in cut_off(box)]


@SCREENS
def test_the_question_before_an_act_is_set_aside_is_not_cut_off(
    desk: WholeDesk, places: dict[str, tuple[str, str]], size: str
) -> None:
    desk.window.resize(*SIZES[size])
    desk.show(*places["conflicts"])
    for card in desk.window.findChildren(StuckCard):
        for act in card.findChildren(QPushButton):
            if act.objectName().startswith(("set_aside", "force")):
                act.click()
                desk.settle()
                assert cut_off(desk.window) == []


def seen_cut_off(desk: WholeDesk, places: dict[str, tuple[str, str]], size: str) -> str:
    found: list[str] = []
    for name, (place, record_id) in places.items():
        desk.window.resize(*SIZES[size])
        desk.show(place, record_id)
        if (desk.window.width(), desk.window.height()) != SIZES[size]:
            found.append(f"{name}: makes the window {desk.window.width()} × {desk.window.height()}")
        found += [f"{name}: {each}" for each in cut_off(desk.window)]
        dialog = show_help(desk.window, desk.help_texts, place)
        desk.settle()
        found += [f"{name}, help: {each}" for each in cut_off(dialog)]
        dialog.close()
    return "\n".join(sorted(set(found)))


def test_the_unlock_screen_is_whole_at_its_smallest(qtbot: QtBot, desk: WholeDesk) -> None:
    view = desk.unlock
    qtbot.addWidget(view)
    view.resize(view.minimumSize())
    with qtbot.waitExposed(view):
        view.show()
    desk.settle()
    assert cut_off(view) == []


def test_a_narrow_window_keeps_the_navigation_by_icon_and_by_key(desk: WholeDesk) -> None:
    desk.window.resize(1366, 700)
    desk.show(Place.HOME)
    line = desk.window.findChild(QPushButton, "nav_intake")
    assert line is not None
    before = line.width()
    desk.window.resize(1100, 640)
    desk.settle()
    assert line.width() < before / 3
    assert line.shortcut().toString() == "F2"
    assert line.accessibleName() == "Tiếp nhận hồ sơ"
    assert cut_off(desk.window.findChild(QWidget, "nav") or desk.window) == []
    assert (desk.window.small_mark.isVisible(), desk.window.mark.isVisible()) == (True, False)


class WindowsShown(QObject):
    """Notes each window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_no_screen_flashes_a_window_of_its_own_while_it_is_built(
    qapp: QApplication, desk: WholeDesk, places: dict[str, tuple[str, str]]
) -> None:
    shown = WindowsShown()
    fresh = desk.again(desk.help_texts)
    qapp.installEventFilter(shown)
    try:
        for place, record_id in places.values():
            fresh.show(place, record_id)
        assert shown.names == ["ShellWindow"]
    finally:
        qapp.removeEventFilter(shown)
        fresh.close()


# ---- the finder itself


def sheet(qtbot: QtBot, *parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    for part in parts:
        row.addWidget(part)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_button_too_narrow_for_its_words_is_found(qtbot: QtBot) -> None:
    narrow = button("Tiếp nhận hồ sơ")
    narrow.setFixedWidth(60)
    assert len(cut_off(sheet(qtbot, narrow))) == 1
    assert cut_off(sheet(qtbot, button("Tiếp nhận hồ sơ"))) == []


def test_a_wrapped_label_too_low_for_its_lines_is_found(qtbot: QtBot) -> None:
    low = label("Hồ sơ vẫn lưu an toàn trên máy này. " * 4)
    low.setFixedSize(200, 30)
    assert len(cut_off(sheet(qtbot, low))) == 1


def test_what_lies_outside_is_found_unless_one_can_scroll_there(qtbot: QtBot) -> None:
    outside = QWidget()
    inside = label("Hẹn trả")
    inside.setParent(outside)
    inside.setGeometry(0, 300, 120, 30)
    outside.setFixedSize(200, 200)
    assert any("outside" in each for each in cut_off(sheet(qtbot, outside)))
    page = QWidget()
    page.setFixedSize(180, 400)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(label("Hẹn trả"))
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setFixedSize(220, 200)
    assert cut_off(sheet(qtbot, scroll)) == []
