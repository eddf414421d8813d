"""A backup of the encrypted file is the same file again, under the same key."""

from pathlib import Path

from sqlalchemy import text

from sync.central.sqlite_store import SqliteStore, open_store
from tests.central.central_room import laptop_of, named, new_centre


def test_the_copy_is_the_store_under_the_same_key_and_leaves_no_plain_text(tmp_path: Path) -> None:
    centre = new_centre(tmp_path / "centre")
    laptop = laptop_of(centre)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    laptop.pull()
    made = centre.back_up()
    assert isinstance(centre.store, SqliteStore)
    copy = open_store(made.path, centre.store.key).engine
    with copy.connect() as connection, centre.engine.connect() as original:
        for table in ("segment", "operation", "record", "key_material"):
            query = text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608  a name of this list
            assert connection.execute(query).all() == original.execute(query).all()
    copy.dispose()
    for path in centre.folder.rglob("*"):
        assert path.is_dir() or "MẪU".encode() not in path.read_bytes()
    centre.close()
