"""The three silent traps of SQLCipher, and the settings on which 'Đã lưu' rests (security.md 2.3)."""

import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sc

from desktop_app.storage.engine import PLAINTEXT_HEADER, checked_key, make_engine, refuse_old_sqlite, refuse_unsafe
from desktop_app.storage.errors import (
    BadKeyError,
    DatabaseUnreachableError,
    OldSqliteError,
    PlaintextDatabaseError,
    UnencryptedConnectionError,
    UnsafeSettingsError,
    WrongDatabaseKeyError,
)
from tests.security.engine_kit import KEY, lines_of, make_notebook, opened, our_key


class ForgetsItsKey(sc.Connection):  # type: ignore[misc]  # the wheel carries no types
    """A connection whose key never arrives, as when set_key is left out."""

    def set_key(self, key: bytes) -> None:
        """Do nothing."""


class TakesNormalForFull(sc.Connection):  # type: ignore[misc]  # the wheel carries no types
    """A connection on which the strongest setting does not take, as a build option could have it."""

    def execute(self, statement: str) -> Any:
        """Run the statement, weakened."""
        return super().execute(statement.replace("synchronous=full", "synchronous=normal"))


def keyed(path: Path, literal: bytes = KEY) -> Any:
    connection = sc.connect(str(path), isolation_level=None)
    connection.execute("pragma cipher_log_level=none")
    connection.set_key(literal)
    return connection


def test_trap_a_a_connection_without_a_key_writes_nothing_at_all(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    engine = make_engine(path, our_key, connection_class=ForgetsItsKey)
    with pytest.raises(UnencryptedConnectionError):
        engine.connect()
    assert [(file.name, file.stat().st_size) for file in tmp_path.iterdir()] == [("notebook.db", 0)]


@pytest.mark.parametrize(
    "literal",
    [b"", b"x''", KEY[:64] + b"'", KEY[:-1], KEY + b"\n", b"x'" + b"7f" * 33 + b"'", b"x'" + b"7g" * 32 + b"'",
     b"7f" * 32, b"x'" + b"7f" * 48 + b"'", b"a passphrase, sixty-seven bytes long, that SQLCipher would accept."],
)  # fmt: skip
def test_trap_b_anything_but_a_whole_raw_key_is_refused_before_the_file_is_made(tmp_path: Path, literal: bytes) -> None:
    engine = make_engine(tmp_path / "notebook.db", lambda: literal)
    with pytest.raises(BadKeyError) as refusal:
        engine.connect()
    assert list(tmp_path.iterdir()) == []
    assert not literal or literal.decode() not in str(refusal.value)


def test_trap_b_is_real_sqlcipher_takes_a_short_key_for_a_passphrase(tmp_path: Path) -> None:
    connection = keyed(tmp_path / "short.db", KEY[:64] + b"'")
    connection.execute("create table t(a)")
    connection.close()
    assert checked_key(KEY) == KEY


def test_trap_c_a_plaintext_database_in_its_place_is_told_apart_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    plain = sc.connect(str(path))
    plain.execute("create table line(id integer primary key, body text)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    assert before.startswith(PLAINTEXT_HEADER)
    with pytest.raises(PlaintextDatabaseError):
        make_engine(path, our_key).connect()
    assert path.read_bytes() == before


def test_what_the_engine_writes_is_never_readable_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    canary = "NGUYEN-CANARY-990001"
    make_notebook(path, *[canary] * 100)
    with opened(path) as engine, engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("update line set body = body || ?", (canary,))
        found = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert {"notebook.db", "notebook.db-wal", "notebook.db-shm"} <= set(found)
    for content in [*found.values(), path.read_bytes()]:
        assert canary.encode() not in content
        assert not content.startswith(PLAINTEXT_HEADER)
        assert KEY not in content


def test_wrong_keys_open_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    make_notebook(path, "kept")
    for _ in range(200):
        engine = make_engine(path, lambda: b"x'" + secrets.token_hex(32).encode() + b"'")
        with pytest.raises(WrongDatabaseKeyError):
            engine.connect()
    with opened(path) as engine:
        assert lines_of(engine) == ["kept"]


TRIES_A_WRONG_KEY = """
import sys
from pathlib import Path
from desktop_app.storage.engine import make_engine
from desktop_app.storage.errors import WrongDatabaseKeyError
try:
    make_engine(Path(sys.argv[1]), lambda: b"x'" + b"00" * 32 + b"'").connect()
except WrongDatabaseKeyError:
    print("refused")
"""


def test_sqlcipher_says_nothing_on_stderr_about_a_wrong_key(tmp_path: Path) -> None:
    make_notebook(tmp_path / "notebook.db")
    ended = subprocess.run(  # a process of its own: the silence holds for a whole process once it is asked for
        [sys.executable, "-c", TRIES_A_WRONG_KEY, str(tmp_path / "notebook.db")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == ("refused\n", "")


def test_the_key_is_neither_in_the_engine_nor_in_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    make_notebook(path)
    with opened(path) as engine:
        secret = KEY.decode()[2:-1]
        assert secret not in repr(engine) + str(engine.url) + engine.url.render_as_string(hide_password=False)
        with engine.begin() as connection, pytest.raises(sa.exc.OperationalError) as fault:
            connection.exec_driver_sql("insert into nowhere values (?)", ("Mẫu Thị Hoa",))
        assert "Mẫu Thị Hoa" not in str(fault.value)


def test_every_pooled_connection_has_the_settings_that_saved_rests_on(tmp_path: Path) -> None:
    with opened(tmp_path / "notebook.db") as engine:
        connections = [engine.connect() for _ in range(5)]
        for connection in connections:
            read = [
                connection.exec_driver_sql(f"pragma {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "secure_delete",
                             "trusted_schema", "cipher_status", "busy_timeout")
            ]  # fmt: skip
            assert read == ["wal", 2, 1, 2, 1, 0, "1", 10_000]
            connection.close()


@pytest.mark.parametrize("weaker", ["synchronous=normal", "foreign_keys=off", "journal_mode=delete",
                                    "trusted_schema=on", "secure_delete=off", "temp_store=file"])  # fmt: skip
def test_a_weaker_setting_is_noticed(tmp_path: Path, weaker: str) -> None:
    make_notebook(tmp_path / "notebook.db")
    connection = keyed(tmp_path / "notebook.db")
    for setting in ("synchronous=full", "foreign_keys=on", "journal_mode=wal", "trusted_schema=off",
                    "secure_delete=on", "temp_store=memory"):  # fmt: skip
        connection.execute(f"pragma {setting}").fetchall()
    refuse_unsafe(connection)
    connection.execute(f"pragma {weaker}").fetchall()
    with pytest.raises(UnsafeSettingsError, match=weaker.split("=")[0]):
        refuse_unsafe(connection)
    connection.close()


def test_the_engine_opens_no_connection_on_which_full_did_not_take(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "notebook.db", our_key, connection_class=TakesNormalForFull)
    with pytest.raises(UnsafeSettingsError, match="synchronous"):
        engine.connect()


def test_a_sqlite_with_the_wal_reset_fault_is_refused() -> None:
    refuse_old_sqlite((3, 51, 3))
    refuse_old_sqlite(sc.sqlite_version_info)
    for version in ((3, 40, 1), (3, 51, 2), (3, 7)):
        with pytest.raises(OldSqliteError):
            refuse_old_sqlite(version)


def test_a_folder_that_is_not_there_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachableError):
        make_engine(tmp_path / "gone" / "notebook.db", our_key).connect()
