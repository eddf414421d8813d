"""Many threads that open keyed connections, write and read at once see no error of their own making."""

import threading
from pathlib import Path

from desktop_app.storage.engine import integrity_check, make_engine
from tests.security.engine_kit import lines_of, make_notebook, opened, our_key

THREADS = 4
OPENS_EACH = 60


def test_four_threads_with_hundreds_of_keyed_opens_make_no_spurious_error(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    make_notebook(path)
    faults: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for turn in range(OPENS_EACH):
                engine = make_engine(path, our_key, pool_size=2)  # each its own, so that opens do overlap
                with engine.execution_options(write=True).begin() as connection:
                    connection.exec_driver_sql("insert into line(body) values (?)", (f"{thread}-{turn}",))
                lines_of(engine)
                engine.dispose()
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            faults.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with opened(path) as engine:
        assert len(lines_of(engine)) == THREADS * OPENS_EACH
        assert integrity_check(engine) == []


def test_the_first_opens_of_a_new_database_do_not_fight_over_its_making(tmp_path: Path) -> None:
    for trial in range(100):  # without the lock in make_engine about two in a hundred fail
        assert faults_of_five_first_opens(tmp_path / f"{trial}.db") == []


def faults_of_five_first_opens(path: Path) -> list[BaseException]:
    engine = make_engine(path, our_key)
    together = threading.Barrier(5)
    faults: list[BaseException] = []

    def work() -> None:
        together.wait()
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("select 1")
        except BaseException as error:  # noqa: BLE001  shown by the caller's assertion
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    return faults
