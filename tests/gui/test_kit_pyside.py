"""The fault that made one PySide6 release unusable: references lost per signal and per job (decision 0008)."""

import sys
from functools import partial

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_app.jobs import JobRunner

ROUNDS = 400
NOISE = 100


class Bell(QObject):
    rung = Signal(object)


def test_a_signal_costs_no_reference_of_true(qtbot: QtBot) -> None:
    bell = Bell()
    heard: list[int] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True)
    for number in range(ROUNDS):
        bell.rung.emit(number)
    assert len(heard) == ROUNDS
    assert sys.getrefcount(True) > before - NOISE


def test_a_job_costs_no_reference_of_none(qtbot: QtBot) -> None:
    runner = JobRunner(threads=1, name="counted")
    arrived: list[int] = []
    failures: list[Exception] = []
    before = sys.getrefcount(None)
    for number in range(ROUNDS):
        runner.run(partial(int, number), done=arrived.append, failed=failures.append)
    qtbot.waitUntil(runner.is_idle, timeout=10_000)
    after = sys.getrefcount(None)
    runner.shut_down()
    assert (len(arrived), failures) == (ROUNDS, [])
    assert after > before - NOISE
