"""A paper asked for on any screen is laid before the official: read from the notebook, shown, ready to print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.screens.places import Place
from desktop_app.services import casework, evening, intake, papers
from desktop_app.widgets.paper_box import PaperBox
from tests.gui.desk_room import STROKES, draft, on_run, owner, taken_in
from tests.gui.whole_desk import WholeDesk, whole_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    with whole_desk(tmp_path) as made:
        yield made


def record_for(desk: WholeDesk, kind: str) -> str:
    """Bring a dossier or run so far that it has this paper, and return its id (hex)."""
    here = desk.room.desk
    match kind:
        case papers.MANIFEST:
            return on_run(here, "Trần Đi Một").run.id.hex
        case papers.SUPPLEMENT_REQUEST:
            taken = taken_in(here, "Lê Thiếu Giấy")
            return casework.ask(here, taken.id, papers=["Giấy chứng sinh"], reason="chưa nộp").id.hex
        case papers.REFUSAL:
            return casework.refuse_first(here, draft("Lê Nơi Khác"), reason="nơi khác", ground="thẩm quyền").id.hex
        case papers.HAND_OVER_SLIP | papers.ABSENCE_NOTE:
            at_door = on_run(here, "Trần Đi Một").dossiers[0]
            if kind == papers.ABSENCE_NOTE:
                return evening.nobody_home(here, at_door.id).id.hex
            return evening.hand_over_at_door(here, at_door.id, owner(at_door), STROKES, envelope="scanned").id.hex
        case _:
            return intake.register(here, draft("Nguyễn Mẫu")).id.hex


@pytest.mark.parametrize(
    "kind",
    [
        papers.RECEIPT,
        papers.SUPPLEMENT_REQUEST,
        papers.REFUSAL,
        papers.ABSENCE_NOTE,
        papers.MANIFEST,
        papers.HAND_OVER_SLIP,
    ],
)
def test_the_paper_that_was_asked_for_is_shown(qtbot: QtBot, desk: WholeDesk, kind: str) -> None:
    record = record_for(desk, kind)
    desk.show(Place.INTAKE)
    intake_screen(desk).print_asked.emit(kind, record)
    qtbot.waitUntil(lambda: desk.window.findChild(QLabel, "page_1") is not None)
    box(desk).reject()
    desk.settle()


def test_the_labels_of_a_whole_run_are_one_paper(qtbot: QtBot, desk: WholeDesk) -> None:
    run = on_run(desk.room.desk, "Trần Đi Một", "Trần Đi Hai").run
    desk.show(Place.INTAKE)
    intake_screen(desk).print_asked.emit(papers.ENVELOPE_LABEL, run.id.hex)
    qtbot.waitUntil(lambda: desk.window.findChild(QLabel, "page_1") is not None)
    box(desk).reject()
    desk.settle()


def intake_screen(desk: WholeDesk) -> IntakeScreen:
    screen = desk.window.go(Place.INTAKE)
    assert isinstance(screen, IntakeScreen)
    return screen


def box(desk: WholeDesk) -> PaperBox:
    found = desk.window.findChild(PaperBox)
    assert found is not None
    return found
