"""What the unlock screen decides, without a window."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.jobs import InlineRunner
from desktop_app.screens.unlock.caps_lock import caps_lock_after
from desktop_app.screens.unlock.presenter import UnlockPresenter
from desktop_app.vault.cards import OfficialCard, Roster
from desktop_app.vault.errors import SecondCopyError, TooManyTriesError, VaultDamagedError, WrongPassphraseError

ROSTER = Roster(
    officials=(
        OfficialCard(id="a", name="Nguyễn Thị Mẫu", role="Công chức một cửa", sample_passphrase="bốn từ rất khác"),
        OfficialCard(id="b", name="Trần Văn Mẫu", role="Công chức hộ tịch", sample_passphrase="lá thư gió núi"),
    ),
    is_sample=True,
)


class HeldRunner:
    """Keeps the jobs until the test lets them go."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []

    def run(self, work: Callable[[], Any], *, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        self.held.append(lambda: InlineRunner().run(work, done=done, failed=failed))

    def let_go(self) -> None:
        held, self.held = self.held, []
        for job in held:
            job()


class Door:
    """A vault that answers as told, and a clock that the test turns."""

    def __init__(self, *answers: Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.now_ms = 0

    def unlock(self, official_id: str, passphrase: str) -> str:
        self.asked.append((official_id, passphrase))
        if self.answers:
            raise self.answers.pop(0)
        return f"session of {official_id}"


def presenter_at(door: Door, runner: InlineRunner | HeldRunner | None = None) -> UnlockPresenter:
    made = UnlockPresenter(
        read_roster=lambda: ROSTER,
        unlock=door.unlock,
        jobs=runner or InlineRunner(),
        elapsed_ms=lambda: door.now_ms,
    )
    made.start()
    return made


def test_the_first_official_is_chosen_and_the_sample_shows_its_passphrase(qtbot: QtBot) -> None:
    state = presenter_at(Door()).state
    assert (state.chosen_id, state.phase, state.is_sample) == ("a", "ready", True)
    assert state.sample_passphrase == "bốn từ rất khác"


def test_the_right_passphrase_opens_the_session_of_the_chosen_official(qtbot: QtBot) -> None:
    door = Door()
    presenter = presenter_at(door)
    opened: list[object] = []
    presenter.opened.connect(opened.append)
    presenter.choose("b")
    presenter.submit("lá thư gió núi")
    assert door.asked == [("b", "lá thư gió núi")]
    assert opened == ["session of b"]


def test_while_it_opens_nothing_else_is_tried(qtbot: QtBot) -> None:
    door, runner = Door(), HeldRunner()
    presenter = presenter_at(door, runner)
    runner.let_go()
    presenter.submit("một")
    presenter.submit("hai")
    presenter.choose("b")
    assert presenter.state.phase == "opening"
    assert presenter.state.chosen_id == "a"
    runner.let_go()
    assert [passphrase for _, passphrase in door.asked] == ["một"]


def test_an_empty_passphrase_is_asked_for_and_costs_no_try(qtbot: QtBot) -> None:
    door = Door()
    presenter = presenter_at(door)
    presenter.submit("")
    assert door.asked == []
    assert presenter.state.problem == "Xin nhập cụm mật khẩu."


def test_a_wrong_passphrase_says_how_many_tries_are_left(qtbot: QtBot) -> None:
    presenter = presenter_at(Door(WrongPassphraseError(3)))
    presenter.submit("sai")
    assert "còn 3 lần" in presenter.state.problem
    assert presenter.state.phase == "ready"


@pytest.mark.parametrize("error", [WrongPassphraseError(0, 30), TooManyTriesError(30)])
def test_a_delay_counts_down_and_ends_by_itself(qtbot: QtBot, error: Exception) -> None:
    door = Door(error)
    presenter = presenter_at(door)
    presenter.submit("sai")
    assert (presenter.state.phase, presenter.state.wait_s) == ("waiting", 30)
    assert "chờ" in presenter.state.problem
    door.now_ms = 29_001
    presenter.tick()
    assert (presenter.state.phase, presenter.state.wait_s) == ("waiting", 1)
    presenter.submit("đúng")
    assert len(door.asked) == 1
    door.now_ms = 30_000
    presenter.tick()
    assert (presenter.state.phase, presenter.state.wait_s, presenter.state.problem) == ("ready", 0, "")


def test_each_official_has_his_own_wait(qtbot: QtBot) -> None:
    door = Door(TooManyTriesError(60))
    presenter = presenter_at(door)
    presenter.submit("sai")
    presenter.choose("b")
    assert presenter.state.phase == "ready"
    door.now_ms = 20_000
    presenter.choose("a")
    assert (presenter.state.phase, presenter.state.wait_s) == ("waiting", 40)


@pytest.mark.parametrize(("error", "words"), [(SecondCopyError(), "cửa sổ khác"), (VaultDamagedError(), "bị hỏng")])
def test_what_stands_in_the_way_is_said_in_a_sentence(qtbot: QtBot, error: Exception, words: str) -> None:
    presenter = presenter_at(Door(error))
    presenter.submit("x")
    assert words in presenter.state.problem


def test_a_damaged_vault_shows_at_once_and_takes_no_passphrase(qtbot: QtBot) -> None:
    def read() -> Roster:
        raise VaultDamagedError

    presenter = UnlockPresenter(read_roster=read, unlock=Door().unlock, jobs=InlineRunner(), elapsed_ms=lambda: 0)
    presenter.start()
    assert presenter.state.phase == "shut"
    assert "bị hỏng" in presenter.state.problem


def test_a_bug_of_ours_is_said_and_goes_on_to_the_crash_report(qtbot: QtBot) -> None:
    presenter = presenter_at(Door(KeyError("ours")))
    with pytest.raises(KeyError):
        presenter.submit("x")
    assert presenter.state.phase == "ready"
    assert "lỗi ngoài dự kiến" in presenter.state.problem


@pytest.mark.parametrize(
    ("before", "typed", "shift", "is_caps_key", "after"),
    [
        (False, "A", False, False, True),
        (False, "A", True, False, False),
        (True, "a", False, False, False),
        (False, "a", True, False, True),
        (True, "7", False, False, True),
        (False, "", False, True, True),
        (False, "Đ", False, False, True),
    ],
)
def test_caps_lock_is_told_from_the_letters(
    before: bool, typed: str, shift: bool, is_caps_key: bool, after: bool
) -> None:
    assert caps_lock_after(before, typed=typed, is_shift_down=shift, is_caps_key=is_caps_key) is after
