"""The centre's encrypted file: the three silent traps, the key file, the lasting settings."""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlcipher3 import dbapi2 as sqlcipher

from sync.central.errors import (
    AlreadyInitialisedError,
    KeyFileBrokenError,
    KeyFileMissingError,
    KeyFileOpenToOthersError,
    NotInitialisedError,
    StoreNotEncryptedError,
    StoreUnreadableError,
)
from sync.central.sqlite_store import (
    KEY_NAME,
    connect,
    create_store,
    faults_of_store,
    open_store,
    read_key_file,
    write_key_file,
)
from sync.central.store import writing

KEY = bytes(range(32))
PLANTED = "TRAN THI MAU 999990"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_store(tmp_path / "centre.db", KEY).engine
    with writing(made) as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES (:words)"), {"words": PLANTED})
    yield made
    made.dispose()


def test_a_new_store_is_encrypted_from_its_first_byte(engine: Engine, tmp_path: Path) -> None:
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not (tmp_path / "centre.db").read_bytes().startswith(b"SQLite format 3")
    assert PLANTED.encode() not in everything
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA cipher_status")).scalar_one() == "1"


def test_a_plain_database_is_refused_although_sqlite_would_open_it(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    plain = sqlcipher.connect(str(path))
    plain.execute("CREATE TABLE note (words TEXT)")
    plain.commit()
    plain.close()
    assert path.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(StoreNotEncryptedError):
        open_store(path, KEY)


def test_each_new_connection_looks_again_whether_the_file_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    plain = sqlcipher.connect(str(path))
    plain.execute("CREATE TABLE note (words TEXT)")
    plain.commit()
    plain.close()
    with pytest.raises((StoreNotEncryptedError, StoreUnreadableError)):
        connect(path, KEY)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_never_becomes_a_passphrase(tmp_path: Path, size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "centre.db", bytes(size))


def test_another_key_does_not_open_the_store(engine: Engine, tmp_path: Path) -> None:
    engine.dispose()
    with pytest.raises(StoreUnreadableError):
        open_store(tmp_path / "centre.db", bytes(32))


def test_an_absent_or_empty_file_is_no_centre_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotInitialisedError):
        open_store(tmp_path / "centre.db", KEY)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "centre.db").touch()
    with pytest.raises(NotInitialisedError):
        open_store(tmp_path / "centre.db", KEY)


def test_each_connection_waits_for_the_disk_and_keeps_foreign_keys(engine: Engine) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
            assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
            assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1


def test_a_write_that_fails_halfway_leaves_nothing(engine: Engine) -> None:
    with suppress(ZeroDivisionError), writing(engine) as connection:
        connection.execute(text("INSERT INTO note VALUES ('half')"))
        raise ZeroDivisionError
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == 1


def test_the_key_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    key = write_key_file(tmp_path, secrets.token_bytes)
    assert (tmp_path / KEY_NAME).stat().st_mode & 0o777 == 0o600
    assert read_key_file(tmp_path) == key
    with pytest.raises(AlreadyInitialisedError):
        write_key_file(tmp_path, secrets.token_bytes)
    assert read_key_file(tmp_path) == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    write_key_file(tmp_path, secrets.token_bytes)
    (tmp_path / KEY_NAME).chmod(mode)
    with pytest.raises(KeyFileOpenToOthersError):
        read_key_file(tmp_path)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissingError):
        read_key_file(tmp_path)


@pytest.mark.parametrize("text_in_file", ["", "ab" * 31, "ab" * 33, "AB" * 32, "xy" * 32, "passphrase", "\xff" * 64])
def test_a_key_file_without_exactly_one_raw_key_is_refused(tmp_path: Path, text_in_file: str) -> None:
    at = os.open(tmp_path / KEY_NAME, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(at, "w", encoding="latin-1") as file:
        file.write(text_in_file)
    with pytest.raises(KeyFileBrokenError):
        read_key_file(tmp_path)


def test_a_flipped_byte_is_a_fault_and_a_hot_log_is_none(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    assert faults_of_store(path, KEY) == []
    engine.dispose()
    raw = bytearray(path.read_bytes())
    raw[len(raw) - 100] ^= 1
    path.write_bytes(bytes(raw))
    assert faults_of_store(path, KEY) != []
