"""Transactions as the unit of work relies on them: one writer, lost ones noticed, damage found and only damage."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sc

from desktop_app.storage.engine import integrity_check, translate
from desktop_app.storage.errors import (
    DatabaseBusyError,
    DatabaseDamagedError,
    DiskFullError,
    TransactionLostError,
    WrongDatabaseKeyError,
)
from tests.security.engine_kit import lines_of, make_notebook, opened


def test_a_writing_transaction_takes_the_lock_at_once_and_a_reading_one_does_not(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db", "one")
    with opened(tmp_path / "n.db") as engine, engine.execution_options(write=True).begin() as writer:
        assert lines_of(engine) == ["one"]
        with engine.connect().execution_options(write=True) as second:
            second_dbapi = second.connection.dbapi_connection
            assert second_dbapi is not None
            second_dbapi.execute("pragma busy_timeout=0")
            with pytest.raises(sa.exc.OperationalError) as busy:
                second.begin()
        assert isinstance(translate(busy.value), DatabaseBusyError)
        writer.exec_driver_sql("insert into line(body) values ('two')")
        assert lines_of(engine) == ["one"]


def test_what_raises_is_undone_and_what_returns_is_kept(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db", "one")
    with opened(tmp_path / "n.db") as engine:
        with suppress(KeyError), engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("insert into line(body) values ('two')")
            raise KeyError
        assert lines_of(engine) == ["one"]
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("insert into line(body) values ('three')")
    with opened(tmp_path / "n.db") as engine:
        assert lines_of(engine) == ["one", "three"]


def test_nobody_goes_on_in_a_transaction_that_sqlite_has_rolled_back(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db", "one")
    with opened(tmp_path / "n.db") as engine:
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("insert into line(body) values ('two')")
            connection.connection.rollback()  # what SQLite does by itself on a full disk
            with pytest.raises(TransactionLostError):
                connection.exec_driver_sql("insert into line(body) values ('three')")
        assert lines_of(engine) == ["one"]


def test_a_connection_lent_in_autocommit_comes_back_as_it_was(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db", "one")
    with opened(tmp_path / "n.db") as engine:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("select 1")
        pooled = engine.raw_connection()
        try:
            assert pooled.dbapi_connection is not None
            assert pooled.dbapi_connection.isolation_level is None
        finally:
            pooled.close()


def test_pages_that_wait_in_the_wal_are_not_called_damaged(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db")
    with opened(tmp_path / "n.db") as engine:
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("insert into line(id, body) values (1, ?), (2, ?)", ("a" * 20_000,) * 2)
        with engine.begin() as reader:  # keeps the checkpoint from copying what is newer
            reader.exec_driver_sql("select count(*) from line").scalar_one()
            with engine.execution_options(write=True).begin() as connection:
                connection.exec_driver_sql("update line set body = ? where id = 1", ("b" * 20_000,))
            pooled = engine.raw_connection()
            cursor = pooled.cursor()
            cursor.execute("pragma wal_checkpoint(passive)")
            cursor.fetchall()
            cursor.execute("pragma cipher_integrity_check")
            false_alarms = cursor.fetchall()
            pooled.close()
        assert false_alarms  # the trap is real: this is why the WAL is emptied first
        assert integrity_check(engine) == []


def test_a_check_beside_an_open_reader_asks_to_come_back_later(tmp_path: Path) -> None:
    make_notebook(tmp_path / "n.db", "one")
    with opened(tmp_path / "n.db") as engine, engine.begin() as reader:
        reader.exec_driver_sql("select count(*) from line").scalar_one()
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("insert into line(body) values ('two')")
        for pooled in [engine.raw_connection()]:
            pooled.cursor().execute("pragma busy_timeout=50")
            pooled.close()
        with pytest.raises(DatabaseBusyError):
            integrity_check(engine)


def test_every_flipped_bit_is_found(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    make_notebook(path, *["Mẫu Thị Hoa" * 50] * 100)
    whole = path.read_bytes()
    assert len(whole) > 8 * 4096
    for place in range(11, len(whole), len(whole) // 40):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x10
        path.write_bytes(spoilt)
        assert is_found_damaged(path)
    path.write_bytes(whole)
    assert not is_found_damaged(path)


def is_found_damaged(path: Path) -> bool:
    with opened(path) as engine:
        try:
            return integrity_check(engine) != []
        except (DatabaseDamagedError, WrongDatabaseKeyError):
            return True


def test_the_errors_of_the_disk_get_their_name_and_others_stay_what_they_are() -> None:
    assert isinstance(translate(OSError(28, os.strerror(28))), DiskFullError)
    ours = ValueError("a fault of ours")
    assert translate(ours) is ours
    assert isinstance(translate(sa.exc.OperationalError("x", None, with_name("SQLITE_FULL"))), DiskFullError)
    unknown = with_name("SQLITE_MISMATCH")
    assert translate(unknown) is unknown


def with_name(name: str) -> Exception:
    error: Exception = sc.OperationalError("database says no")
    error.sqlite_errorname = name  # type: ignore[attr-defined]  # as the driver sets it
    return error
