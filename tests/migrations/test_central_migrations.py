"""The centre's schema: head equals the tables, evidence is only added to, a newer store is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from sync.central import migrations
from sync.central.errors import StoreNewerError
from sync.central.migrating import HEAD, migrate, revision_of
from sync.central.sqlite_store import SqliteStore, create_store
from sync.central.store import writing
from sync.central.tables import METADATA

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = create_store(tmp_path / "centre.db", KEY)
    migrate(made)
    yield made
    made.engine.dispose()


@pytest.fixture
def engine(store: SqliteStore) -> Engine:
    return store.engine


def _with_a_segment(engine: Engine) -> None:
    rows = (
        "INSERT INTO commune VALUES ('09661', 1, 0)",
        "INSERT INTO device VALUES (x'01', '09661', 'M07', 'm', x'02', x'03', 0, 'active', x'0a', 1, 1, '')",
        "INSERT INTO chain VALUES (x'01', x'0a', '09661', 1, x'0b', 1, 1, x'0c', 0, 0, 1, x'', x'')",
        "INSERT INTO segment VALUES (1, x'01', x'0a', 1, x'0b', x'00', 1, 1, x'ff', 1, x'')",
        "INSERT INTO operation VALUES (x'01', x'0a', 1, '09661', x'aa', x'bb', x'cc', 'k', 1, 'applied', '', 1)",
        "INSERT INTO feed VALUES ('09661', 1, x'cc', 'person', x'01', x'0a', 1, 1)",
    )
    with writing(engine) as connection:
        for row in rows:
            connection.execute(text(row))


def test_head_equals_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert revision_of(connection) == HEAD
    assert ScriptDirectory(Path(migrations.__file__).parent).get_current_head() == HEAD


def test_a_missing_column_would_be_seen(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE backup DROP COLUMN size_bytes"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) != []


def test_migrating_again_changes_nothing(engine: Engine, store: SqliteStore) -> None:
    _with_a_segment(engine)
    migrate(store)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM segment")).scalar_one() == 1


@pytest.mark.parametrize("change", ["UPDATE segment SET sealed = x'00'", "DELETE FROM segment", "DELETE FROM operation",
                                    "UPDATE feed SET stamp = 9", "DELETE FROM feed"])  # fmt: skip
def test_evidence_is_only_added_to(engine: Engine, change: str) -> None:
    _with_a_segment(engine)
    with pytest.raises(DatabaseError, match="only ever added to"), writing(engine) as connection:
        connection.execute(text(change))


@pytest.mark.parametrize("row", [
    "INSERT INTO segment VALUES (2, x'01', x'0a', 1, x'0d', x'00', 1, 1, x'ff', 1, x'')",
    "INSERT INTO operation VALUES (x'01', x'0a', 1, '09661', x'ab', x'bc', x'cc', 'k', 2, 'applied', '', 1)",
    "INSERT INTO operation VALUES (x'01', x'0a', 2, '09661', x'ab', x'bc', x'cc', 'k', 1, 'applied', '', 1)",
    "INSERT INTO segment VALUES (2, x'77', x'0a', 1, x'0d', x'00', 1, 1, x'ff', 1, x'')",
])  # fmt: skip
def test_a_number_a_sequence_and_a_stamp_stand_once_and_belong_to_somebody(engine: Engine, row: str) -> None:
    _with_a_segment(engine)
    with pytest.raises(DatabaseError, match="constraint failed"), writing(engine) as connection:
        connection.execute(text(row))


def test_a_store_of_a_newer_program_is_refused_and_left_alone(engine: Engine, store: SqliteStore) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNewerError):
        migrate(store)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    half = create_store(tmp_path / "centre.db", KEY)
    with writing(half.engine) as connection:
        connection.execute(text("CREATE TABLE operation (words TEXT)"))
    with pytest.raises(DatabaseError):
        migrate(half)
    with half.engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars())
    half.engine.dispose()
    assert names == {"operation"}
