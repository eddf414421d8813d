"""0002: what was found before is found after, by the new index; what was written is untouched but for a second copy."""

from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from desktop_app.storage import schema
from desktop_app.storage.create import open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.reading import Reader
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.act import Act
from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin
from sync.records.record import Record, encode_record
from sync.records.rules import DOSSIER, PERSON
from tests.unit.notebook_room import RAW_KEY, Hands, dossier, person

HANDS = Hands(seed=4)
ORIGIN = Origin(HANDS.new_id(), HANDS.new_id())


def record_after(act: Act, *, stamp: int) -> Record:
    operation = Operation(
        seq=stamp,
        kind=act.kind,
        version=1,
        record=act.record,
        base=0,
        after=0,
        actor=HANDS.new_id(),
        claimed_at_ms=HANDS.now_ms(),
        elapsed_ms=-1,
        body=act.body,
    )
    after = apply(operation, ORIGIN, None, stamp=stamp)
    assert isinstance(after, Applied)
    return after.record


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    """A notebook of revision 0001: one resident in step with the centre, one dossier that still waits."""
    made = make_engine(tmp_path / "notebook.db", lambda: RAW_KEY)
    move_to(made, "0001")
    who = person(HANDS.new_id, "Đặng Thị Thủy")
    resident = record_after(people.register(who), stamp=7)
    taken = record_after(dossiers.register(dossier(who, HANDS.new_id)), stamp=0)
    row = (
        "INSERT INTO record (number, id, type, base, base_rev, page, name, cluster, due_at_ms, status) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'Thôn 1', ?, ?)"
    )
    with made.connect().execution_options(write=True) as connection, connection.begin():
        raw = encode_record(resident)
        connection.exec_driver_sql(row, (1, resident.id.bytes, PERSON, raw, 7, raw, resident.fields["name"], None, ""))
        connection.exec_driver_sql(
            row, (2, taken.id.bytes, DOSSIER, None, 0, encode_record(taken), who.name, 5, "received")
        )
        connection.exec_driver_sql(
            "INSERT INTO search (rowid, exact, folded, codes) VALUES (1, 'đặng thị thủy', 'dang thi thuy', '0001')"
        )
        connection.exec_driver_sql(
            "INSERT INTO meta (id, device, incarnation) VALUES (1, ?, ?)", (bytes(16), bytes(16))
        )
        connection.exec_driver_sql(
            "INSERT INTO operation VALUES (x'0a', 1, ?, 'k', x'', x'', x'', x'', x'', 'waiting', '', 0, 0, 0, 0)",
            (taken.id.bytes,),
        )
    return made


def move_to(engine: sa.Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]  # it is open
        writer = connection.execution_options(write=True)
        with writer.begin():
            config.attributes["connection"] = writer
            command.upgrade(config, revision)


def test_everybody_is_found_by_the_new_index(engine: sa.Engine) -> None:
    open_notebook(engine, clock=HANDS)
    with engine.connect() as connection:
        reader = Reader(connection)
        for query in ("dang", "Đặng Thuỷ", "001099990001", "0600000001", "0001"):
            assert [each.fields["name"] for each in reader.search(query, record_type=PERSON, limit=5)] == [
                "Đặng Thị Thủy"
            ], query
        for query in ("khai sinh", "251107-0001", "thuy khai sinh"):
            assert len(reader.search(query, record_type=DOSSIER, limit=5)) == 1, query


def test_no_record_is_lost_and_one_copy_of_it_is_enough(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT number, base, page FROM record ORDER BY number").all()
    open_notebook(engine, clock=HANDS)
    with engine.connect() as connection:
        after = connection.exec_driver_sql("SELECT number, base, page FROM record ORDER BY number").all()
        reader = Reader(connection)
        for at, name in enumerate((PERSON, DOSSIER)):
            [record] = reader.of_type(name)
            assert encode_record(reader.get(name, record.id)) == before[at].page
    assert [row.base for row in after] == [row.base for row in before]
    assert [row.page for row in after] == [b"", before[1].page], "what waits keeps its own page"


def test_the_old_index_is_gone_and_every_list_has_its_own(engine: sa.Engine) -> None:
    open_notebook(engine, clock=HANDS)
    with engine.connect() as connection:
        names = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
        assert "search" not in names
        assert {"search_person", "search_dossier", "search_key", "record_due", "record_cluster"} <= names
        key = [("type", "TEXT"), ("key", "TEXT"), ("place", "INTEGER")]
        columns = connection.exec_driver_sql("SELECT name, type FROM pragma_table_info('search_key')").all()
        assert [tuple(each) for each in columns] == key
        assert connection.exec_driver_sql("SELECT state FROM operation").scalars().all() == ["waiting"]


def test_a_migration_cut_short_is_done_again_from_the_start(engine: sa.Engine) -> None:
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE record SET page = x'c1' WHERE number = 2")  # not a record: rebuilding fails
    with pytest.raises(msgspec.DecodeError):
        open_notebook(engine, clock=HANDS)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 1
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
        assert connection.exec_driver_sql("SELECT count(*) FROM search").scalar() == 1
