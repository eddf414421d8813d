"""The job runner: every outcome arrives once, on the GUI thread, and no thread is left behind."""

import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from desktop_app.jobs import InlineRunner, JobRunner


def unexpected(error: Exception) -> None:
    raise AssertionError("this job should not have failed") from error


def with_thread(number: int) -> tuple[int, int]:
    return number, threading.get_ident()


def test_two_hundred_jobs_all_arrive_once_on_the_gui_thread(qtbot: QtBot) -> None:
    runner = JobRunner(threads=4, name="readers")
    arrived: list[int] = []
    threads: set[bool] = set()

    def done(value: int) -> None:
        arrived.append(value)
        app = QCoreApplication.instance()
        threads.add(app is not None and QThread.currentThread() is app.thread())

    for number in range(200):
        runner.run(partial(int, number), done=done, failed=unexpected)
    qtbot.waitUntil(runner.is_idle, timeout=10_000)
    runner.shut_down()
    assert sorted(arrived) == list(range(200))
    assert threads == {True}


def test_the_writer_keeps_one_thread_and_the_order(qtbot: QtBot) -> None:
    runner = JobRunner(threads=1, name="writer")
    seen: list[tuple[int, int]] = []
    for number in range(50):
        runner.run(partial(with_thread, number), done=seen.append, failed=unexpected)
    qtbot.waitUntil(runner.is_idle, timeout=10_000)
    runner.shut_down()
    assert [number for number, _ in seen] == list(range(50))
    assert len({thread for _, thread in seen}) == 1
    assert seen[0][1] != threading.get_ident()


def test_what_a_job_raises_goes_to_failed_and_only_there(qtbot: QtBot) -> None:
    runner = JobRunner(threads=1, name="writer")
    failures: list[Exception] = []

    def work() -> int:
        raise ValueError("the disk said no")

    runner.run(work, done=lambda _value: failures.append(AssertionError()), failed=failures.append)
    qtbot.waitUntil(runner.is_idle, timeout=10_000)
    runner.shut_down()
    assert [str(error) for error in failures] == ["the disk said no"]


def test_shutting_down_waits_for_the_work_and_delivers_it(qtbot: QtBot) -> None:
    runner = JobRunner(threads=1, name="writer")
    gate = threading.Event()
    arrived: list[bool] = []
    runner.run(lambda: gate.wait(10), done=arrived.append, failed=unexpected)
    threading.Timer(0.05, gate.set).start()
    runner.shut_down()
    assert arrived == [True]
    with pytest.raises(RuntimeError, match="was shut down"):
        runner.run(lambda: 1, done=lambda _v: None, failed=unexpected)


def test_a_finished_job_keeps_nothing_of_what_it_held(qtbot: QtBot) -> None:
    class Held:
        """Stands for a passphrase's closure."""

    runner = JobRunner(threads=1, name="writer")
    held = Held()
    watch = weakref.ref(held)
    runner.run(partial(isinstance, held, Held), done=lambda _value: None, failed=unexpected)
    del held
    qtbot.waitUntil(runner.is_idle, timeout=10_000)
    runner.shut_down()
    gc.collect()
    assert watch() is None


def test_the_inline_runner_settles_before_it_returns() -> None:
    arrived: list[object] = []
    InlineRunner().run(lambda: 7, done=arrived.append, failed=unexpected)
    InlineRunner().run(lambda: int("không"), done=arrived.append, failed=lambda error: arrived.append(type(error)))
    assert arrived == [7, ValueError]
