"""The notebook's migrations: head equals the tables, a newer notebook is refused, a cut one is done again."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.storage import schema
from desktop_app.storage.create import create_notebook, open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.errors import NewerNotebookError, NotebookUnfinishedError
from desktop_app.storage.tables import METADATA
from tests.unit.notebook_room import RAW_KEY, Hands, identity


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return make_engine(tmp_path / "notebook.db", lambda: RAW_KEY)


def test_head_is_what_the_tables_say(engine: sa.Engine) -> None:
    schema.bring_up(engine)
    with engine.connect() as connection:
        found = sa.inspect(connection)
        names = {name for name in found.get_table_names() if not name.startswith("search")} - {"alembic_version"}
        assert names == set(METADATA.tables)
        for name, table in METADATA.tables.items():
            there = {
                (column["name"], str(column["type"]), column["nullable"], column["default"] or "")
                for column in found.get_columns(name)
            }
            wanted = {
                (column.name, str(column.type.compile(connection.dialect)), bool(column.nullable), _default(column))
                for column in table.columns
            }
            assert there == wanted, name
            keys = found.get_pk_constraint(name)["constrained_columns"]
            assert keys == [column.name for column in table.primary_key.columns], name
            assert {index["name"] for index in found.get_indexes(name)} == {index.name for index in table.indexes}, name
            is_strict = sa.text("SELECT strict FROM pragma_table_list(:name)")
            assert connection.execute(is_strict, {"name": name}).scalar_one() == 1, name


def _default(column: sa.Column[object]) -> str:
    default = column.server_default
    if not isinstance(default, sa.DefaultClause):
        return ""
    return _quoted(default.arg)


def _quoted(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def test_the_constraints_hold(engine: sa.Engine) -> None:
    create_notebook(engine, identity(Hands()), clock=Hands())
    with engine.connect().execution_options(write=True) as connection:
        for statement in (
            "INSERT INTO meta (id) VALUES (2)",
            "INSERT INTO head (id) VALUES (2)",
            "INSERT INTO operation VALUES (1, x'', 1, x'', '', x'', 0, 'lost', '', 0, 0, 0, 0)",
            "INSERT INTO counter (name, value) VALUES ('a', 'b')",
        ):
            with pytest.raises(sa.exc.IntegrityError):
                connection.exec_driver_sql(statement)
            connection.rollback()


def test_opening_again_changes_nothing_and_does_not_import_alembic(tmp_path: Path, engine: sa.Engine) -> None:
    first = create_notebook(engine, identity(Hands()), clock=Hands())
    engine.dispose()
    program = (
        "import sys; from pathlib import Path; from desktop_app.storage.create import open_notebook;"
        "from desktop_app.storage.engine import make_engine; from tests.unit.notebook_room import Hands, RAW_KEY;"
        f"engine = make_engine(Path({str(tmp_path / 'notebook.db')!r}), lambda: RAW_KEY);"
        "notebook = open_notebook(engine, clock=Hands());"
        "print(notebook.origin.device.hex, 'alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.split() == [first.origin.device.hex, "False"]


def test_a_notebook_of_a_newer_program_is_left_alone(engine: sa.Engine) -> None:
    create_notebook(engine, identity(Hands()), clock=Hands())
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.NOTEBOOK_FORMAT + 1}")
        connection.commit()
    with pytest.raises(NewerNotebookError):
        open_notebook(engine, clock=Hands())


def test_an_empty_notebook_says_that_it_was_never_finished_and_can_be_made_again(engine: sa.Engine) -> None:
    schema.bring_up(engine)
    with pytest.raises(NotebookUnfinishedError):
        open_notebook(engine, clock=Hands())
    wanted = identity(Hands())
    assert create_notebook(engine, wanted, clock=Hands()).origin.device == wanted.device


def test_a_notebook_keeps_its_identity_when_it_is_made_twice(engine: sa.Engine) -> None:
    first = create_notebook(engine, identity(Hands(seed=1)), clock=Hands())
    second = create_notebook(engine, identity(Hands(seed=2)), clock=Hands())
    assert second.origin == first.origin


def test_migrating_with_foreign_keys_on_is_refused(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    with engine.connect().execution_options(write=True) as connection:
        config.attributes["connection"] = connection
        with pytest.raises(RuntimeError, match="foreign keys are still on"):
            command.upgrade(config, "head")


def test_foreign_keys_are_on_again_after_a_migration(engine: sa.Engine) -> None:
    schema.bring_up(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
