"""A conflict settled by the keyboard alone, in the whole desk, offline, with real key events that are counted.

The longest way reckons a key at 0.28 s and reading at 180 words a minute, as an office clerk types and reads: within
the 60 s that a conflict may cost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.places import Place
from desktop_app.services import lookup, settling, syncing
from tests.gui.clashes import clash
from tests.gui.desk_room import part, taken_in, type_text
from tests.gui.whole_desk import WholeDesk, whole_desk

KEY_S = 0.28
WORDS_A_MINUTE = 180
THINKING_S = 15.0
MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


class Hand(QObject):
    """Presses keys wherever the focus is, counts them, and notes any touch of the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0
        self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        self.clicks += event.type() in MOUSE
        return False

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def type(self, text: str) -> None:
        self.presses += len(text)
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, text)


@contextmanager
def working(made: WholeDesk, qapp: QApplication) -> Iterator[Hand]:
    """Begin at the day's overview."""
    made.show(Place.HOME)
    hand = Hand()
    qapp.installEventFilter(hand)
    try:
        yield hand
    finally:
        qapp.removeEventFilter(hand)


def settled(qtbot: QtBot, made: WholeDesk) -> None:
    qtbot.waitUntil(lambda: not settling.undecided(made.room.desk))
    made.settle()


def kinds(made: WholeDesk) -> list[str]:
    return [row.kind for row in syncing.operations(made.room.desk)][:2]


def test_three_presses_settle_a_conflict_from_anywhere(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as made:
        taken = taken_in(made.room.desk, "Nguyễn Một")
        conflict = clash(made.room.desk, taken, {"note": ""}, {"note": "gọi trước"}, group="note")
        with working(made, qapp) as hand:
            hand.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(lambda: made.window.focusWidget().objectName() == f"conflict_{conflict.hex}")
            hand.press(Qt.Key.Key_2)
            hand.press(Qt.Key.Key_Return)
            settled(qtbot, made)
            assert (hand.presses, hand.clicks) == (3, 0)
            assert lookup.dossier(made.room.desk, taken.id).dossier.note == "gọi trước"
            assert kinds(made) == ["conflict.settle", "dossier.settle"]  # an operation each, waiting for the centre
            assert syncing.status(made.room.desk).waiting == syncing.status(made.room.desk).created


@pytest.mark.parametrize(("side", "chosen"), [(Qt.Key.Key_Left, "standing"), (Qt.Key.Key_Right, "other")])
def test_a_note_costs_a_tab_and_its_letters_and_enter_in_it_keeps_the_side_that_was_gone_to(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, side: Qt.Key, chosen: str
) -> None:
    note = "đã hỏi lại người dân"
    with whole_desk(tmp_path) as made:
        taken = taken_in(made.room.desk, "Nguyễn Một")
        conflict = clash(
            made.room.desk,
            taken,
            {"fee_vnd": 8_000, "fee_paid": True, "fee_ground": ""},
            {"fee_vnd": 0, "fee_paid": False, "fee_ground": "con của người có công với cách mạng"},
            group="fee",
        )
        with working(made, qapp) as hand:
            hand.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(lambda: made.window.focusWidget().objectName() == f"conflict_{conflict.hex}")
            words = sum(
                len(each.text().split()) for each in part(made.window, f"conflict_{conflict.hex}").findChildren(QLabel)
            )
            hand.press(side)
            while made.window.focusWidget().objectName() != f"note_{conflict.hex}":
                hand.press(Qt.Key.Key_Tab)
                assert hand.presses < 6
            hand.type(note)
            hand.press(Qt.Key.Key_Return)
            settled(qtbot, made)
            (decision,) = [each.decision for each in settling.decided(made.room.desk)]
            assert decision is not None
            assert (decision.chosen, decision.note) == (chosen, note)
            seconds = hand.presses * KEY_S + words * 60 / WORDS_A_MINUTE + THINKING_S
            assert hand.clicks == 0
            assert hand.presses <= len(note) + 5
            assert seconds <= 60


def test_enter_in_the_note_decides_nothing_before_a_side_was_gone_to(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as made:
        taken = taken_in(made.room.desk, "Nguyễn Một")
        conflict = clash(made.room.desk, taken, {"note": "một"}, {"note": "hai"}, group="note")
        made.show(Place.CONFLICTS)
        note = part(made.window, f"note_{conflict.hex}")
        note.setFocus()
        Hand().press(Qt.Key.Key_Return)
        made.settle()
        assert [each.id for each in settling.undecided(made.room.desk)] == [conflict]
