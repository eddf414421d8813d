"""The intake form of what is asked for most stands whole at 1366×768, and its rules can never be scrolled away."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop_app.screens.intake.view import IntakeScreen
from desktop_app.screens.places import Place
from desktop_app.services import lookup
from desktop_app.services.desk import Desk
from sync.records.dossier import Dossier
from tests.gui.cut_off import cut_off
from tests.gui.desk_room import part, taken_in
from tests.gui.whole_desk import WholeDesk, whole_desk

LAPTOP, SCALED = (1366, 738), (1280, 690)
"""1366×768, and 1920×1080 at 150 %, each without the bar with the title."""
COPY, SIGNATURE, EXTRACT, MARITAL, DEATH = "2.000815", "2.000884", "2.000635", "1.004873", "1.000656"
BIRTH, MARRIAGE, RESIDENCE = "1.001193", "1.000894", "1.004222"
EVERYWHERE = (COPY, SIGNATURE, EXTRACT, MARITAL)
ON_A_LAPTOP = (*EVERYWHERE, DEATH, BIRTH, MARRIAGE, RESIDENCE)


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeDesk]:
    with whole_desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


def known(here: Desk) -> Dossier:
    """Somebody whom the notebook knows: what is said of that takes its room too."""
    found = lookup.search(here, "Mẫu Quen")
    return found[0].dossier if found else taken_in(here, "Mẫu Quen")


def filled(desk: WholeDesk, code: str, size: tuple[int, int]) -> IntakeScreen:
    """The form with a procedure, every paper that must be there ticked."""
    desk.window.resize(*size)
    desk.show(Place.INTAKE)
    screen = part(desk.window, "intake")
    assert isinstance(screen, IntakeScreen)
    screen.presenter.empty()
    screen.start_with(known(desk.room.desk).person)
    desk.settle()
    assert part(screen, "release_person").isVisible()
    screen.presenter.choose_procedure(code)
    screen.procedure.papers.tick_required()
    desk.settle()
    desk.settle()
    return screen


def scrolls(screen: IntakeScreen) -> list[int]:
    return [area.verticalScrollBar().maximum() for area in screen.findChildren(QScrollArea) if area.isVisible()]


@pytest.mark.parametrize("code", ON_A_LAPTOP)
def test_a_common_procedure_is_seen_whole_on_a_small_laptop(desk: WholeDesk, code: str) -> None:
    screen = filled(desk, code, LAPTOP)
    assert scrolls(screen) == [0, 0]
    assert cut_off(desk.window) == []


@pytest.mark.parametrize("code", EVERYWHERE)
def test_what_comes_most_is_seen_whole_at_150_percent_too(desk: WholeDesk, code: str) -> None:
    assert scrolls(filled(desk, code, SCALED)) == [0, 0]


@pytest.mark.parametrize("name", ["due_rule", "fee_rule", "offline_note"])
def test_rules_and_warnings_stand_outside_of_what_scrolls(desk: WholeDesk, name: str) -> None:
    screen = filled(desk, COPY, LAPTOP)
    above: QWidget | None = part(screen, name)
    while above is not None and above is not screen:
        assert not isinstance(above, QScrollArea)
        above = above.parentWidget()
