"""The centre in a PostgreSQL: its address, what it refuses, what its copies hide, and its schema."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError, InternalError, OperationalError

from sync.central.answering import Centre
from sync.central.app import NewCentre, create_centre, is_shareable, open_centre, restore_centre
from sync.central.errors import (
    AlreadyInitialisedError,
    DatabaseAddressError,
    DatabaseFileOpenToOthersError,
    DatabaseMissingError,
    DatabaseRightError,
    DatabaseTakenError,
    DatabaseUnreachableError,
    DatabaseUnsafeError,
    StoreNewerError,
)
from sync.central.migrating import HEAD, migrate, revision_of
from sync.central.postgresql_store import DATABASE_NAME, create_database, open_database, parse_url
from sync.central.sealed_file import MAGIC
from sync.central.store import writing
from sync.central.tables import COMMUNE, DEVICE, FEED, METADATA, RECORD, SEGMENT
from tests.central.central_room import Laptop, NewStore, TestClock, laptop_of, named, new_centre, seeded
from tests.central.cluster import Cluster

KEY = bytes(32)


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    made = laptop_of(centre)
    made.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    made.push()
    made.hello()
    return made


def create(folder: Path, database: str) -> None:
    create_centre(folder, NewCentre(name="Trung tâm thử", is_sample=True, database=database))


def test_the_folder_holds_the_address_and_the_key_and_no_store(centre: Centre) -> None:
    assert {path.name for path in centre.folder.iterdir()} == {DATABASE_NAME, "centre.key"}
    for path in centre.folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    assert is_shareable(centre.folder)


def test_an_address_that_others_may_read_is_refused(centre: Centre) -> None:
    (centre.folder / DATABASE_NAME).chmod(0o640)
    with pytest.raises(DatabaseFileOpenToOthersError):
        open_centre(centre.folder)


@pytest.mark.parametrize(
    "address",
    ["", "sqlite:///x", "mysql://a@b/c", "postgresql://host", "postgresql://host/", "host/db", "postgresql://h:x/d"],
)
def test_what_is_no_address_of_a_database_is_refused(address: str) -> None:
    with pytest.raises(DatabaseAddressError):
        parse_url(address)


def test_a_password_is_written_down_whole(tmp_path: Path) -> None:
    url = parse_url("postgresql://a:p%40ss@host:5433/db?sslmode=require")
    assert url.password == "p@ss"
    assert url.drivername == "postgresql+psycopg"


def test_a_missing_database_and_a_silent_server_are_told_apart(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissingError):
        create(tmp_path / "a", cluster.url("nowhere"))
    with pytest.raises(DatabaseMissingError):
        create(tmp_path / "b", cluster.url("postgres", role="nobody"))
    with pytest.raises(DatabaseUnreachableError):
        create(tmp_path / "c", f"postgresql://centre@/db?host={tmp_path}")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_holds_a_centre_is_never_written_over(centre: Centre, tmp_path: Path) -> None:
    address = (centre.folder / DATABASE_NAME).read_text(encoding="utf-8")
    with pytest.raises(DatabaseTakenError):
        create(tmp_path / "second", address)
    with pytest.raises(AlreadyInitialisedError):
        create(centre.folder, address)
    assert not (tmp_path / "second").exists()
    assert centre.status().epoch == centre.identity.epoch.hex()


def test_a_server_that_does_not_wait_for_its_disk_is_refused(
    cluster: Cluster, new_store: NewStore, tmp_path: Path
) -> None:
    url = new_store()
    cluster.say(f"ALTER DATABASE {parse_url(url).database} SET synchronous_commit = off")
    with pytest.raises(DatabaseUnsafeError):
        create(tmp_path / "centre", url)


def test_an_error_names_no_value_of_a_row(centre: Centre) -> None:
    with pytest.raises(IntegrityError) as caught, writing(centre.engine) as connection:
        connection.execute(insert(DEVICE).values(id=b"x", name="TRAN THI MAU", commune="00000"))
    assert "TRAN THI MAU" not in f"{caught.value} {caught.value.orig}"


def test_a_plain_connection_reads_one_moment_and_writes_nothing(centre: Centre, laptop: Laptop) -> None:
    counted = select(func.count()).select_from(RECORD)
    with centre.engine.connect() as connection:
        assert connection.execute(counted).scalar_one() == 1
        laptop.note("person.register", named("b"), {"name": "Trần Thị MẪU"})
        laptop.push()
        laptop.hello()
        assert connection.execute(counted).scalar_one() == 1
        change = update(COMMUNE).values(stamp=9)
        with pytest.raises(InternalError, match="read-only"):
            connection.execute(change)
    with centre.engine.connect() as connection:
        assert connection.execute(counted).scalar_one() == 2


def test_a_lock_that_is_not_granted_is_not_now_and_nothing_hangs(centre: Centre, laptop: Laptop) -> None:
    impatient = open_centre(centre.folder, clock=TestClock(), random=seeded(9))
    with impatient.engine.connect() as connection:
        assert connection.execute(select(func.current_setting("lock_timeout"))).scalar_one() == "10s"
    with writing(centre.engine) as holding:
        holding.execute(select(DEVICE.c.id).with_for_update(key_share=True)).all()
        with impatient.engine.execution_options(postgresql_readonly=False).begin() as waiting:
            waiting.execute(text("SET LOCAL lock_timeout = '50ms'"))
            wanted = select(DEVICE.c.id).with_for_update(key_share=True)
            with pytest.raises(OperationalError):
                waiting.execute(wanted)
    impatient.close()


def test_a_nul_in_a_stranger_s_words_stops_nobody(centre: Centre, laptop: Laptop) -> None:
    laptop.note("person.\0amend", named("a"), {"phone": "1"}, after=1)
    laptop.note("person.register", named("b"), {"name": "Trần\0 Thị MẪU"})
    laptop.push()
    assert laptop.hello().applied_seq == 3


def test_a_backup_shows_nothing_of_what_it_holds(centre: Centre, laptop: Laptop) -> None:
    raw = centre.back_up().path.read_bytes()
    assert raw.startswith(MAGIC)
    assert b"PGDMP" not in raw
    assert b"segment" not in raw


def test_a_backup_leaves_no_database_behind(centre: Centre, laptop: Laptop, cluster: Cluster) -> None:
    before = cluster.say("SELECT count(*) FROM pg_database")
    centre.back_up()
    assert cluster.say("SELECT count(*) FROM pg_database") == before


def test_a_role_that_may_not_create_databases_proves_no_backup_and_restores_none(
    cluster: Cluster, new_store: NewStore, tmp_path: Path
) -> None:
    url = new_store()
    name = parse_url(url).database
    cluster.say(f"CREATE ROLE plain_{name} LOGIN")
    cluster.say(f"ALTER DATABASE {name} OWNER TO plain_{name}")
    cluster.say(f"REASSIGN OWNED BY centre TO plain_{name}", database=str(name))
    centre = new_centre(tmp_path / "plain", database=url.replace("//centre@", f"//plain_{name}@"))
    laptop = laptop_of(centre)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    laptop.hello()
    made = centre.back_up()
    assert not made.is_proven
    assert made.path.name.endswith(".unproven.dump")
    assert laptop.hello().durable_seq == 0
    assert centre.status().last_backup == ""
    centre.close()
    with pytest.raises(DatabaseRightError):
        restore_centre(centre.folder, made.path)
    cluster.say(f"ALTER ROLE plain_{name} CREATEDB")
    done = restore_centre(centre.folder, made.path)
    again = open_centre(centre.folder)
    assert again.identity.epoch == done.epoch
    assert again.status().operations == {"applied": 1}
    again.close()


def test_head_equals_the_tables_and_ids_never_run_out(centre: Centre) -> None:
    with centre.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert revision_of(connection) == HEAD
        widths = text("SELECT DISTINCT data_type::text FROM pg_sequences WHERE schemaname = 'public'")
        assert connection.execute(widths).scalars().all() == ["bigint"]


def test_evidence_is_only_added_to(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    assert other.page().snapshots
    for statement in (SEGMENT.delete(), SEGMENT.update().values(number=9), FEED.delete(), FEED.update().values(seq=9)):
        with pytest.raises(DatabaseError, match="only ever added to"), writing(centre.engine) as connection:
            connection.execute(statement)


def test_workers_that_start_together_migrate_once(cluster: Cluster) -> None:
    url = parse_url(cluster.url("together"))
    create_database(url, "together")
    stores = [open_database(url, KEY, secrets.token_bytes) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, stores))
    with stores[0].engine.connect() as connection:
        assert revision_of(connection) == HEAD
    for store in stores:
        store.engine.dispose()


def test_a_store_of_a_newer_program_is_refused(centre: Centre) -> None:
    with writing(centre.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNewerError):
        open_centre(centre.folder)
