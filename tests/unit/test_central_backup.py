"""Only a copy that was read back whole makes anything durable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sync.central.answering import Centre
from sync.central.backup import KEPT
from sync.central.errors import BackupDamagedError
from sync.central.store import STORE_NAME, connect, open_store
from tests.unit.central_room import COMMUNE, Laptop, TestClock, laptop_of, named, new_centre


class Spoiler:
    """A step that damages the copy, at the moment between copying and proving."""

    def __init__(self) -> None:
        self.folder = Path()
        self.at = -1

    def __call__(self, name: str) -> None:
        if name == "centre.backup.copied" and self.at >= 0:
            (part,) = (self.folder / "backups").glob("*.part")
            raw = bytearray(part.read_bytes())
            raw[self.at % len(raw)] ^= 1
            part.write_bytes(bytes(raw))


@pytest.fixture
def spoiler() -> Spoiler:
    return Spoiler()


@pytest.fixture
def centre(tmp_path: Path, spoiler: Spoiler) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", clock=TestClock(), step=spoiler)
    spoiler.folder = made.folder
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    made = laptop_of(centre)
    for number in range(3):
        made.note("person.register", named(f"a{number}"), {"name": "Trần Thị MẪU"})
    made.push()
    made.pull()
    return made


def test_a_verified_backup_makes_what_it_holds_durable(centre: Centre, laptop: Laptop) -> None:
    assert laptop.hello().durable_seq == 0
    made = centre.back_up()
    assert laptop.hello().durable_seq == 3
    assert laptop.page().durable_seq == 3
    assert centre.status().communes[COMMUNE].durable_stamp == 3
    assert centre.status().last_backup == made.path.name
    laptop.note("person.register", named("later"), {"name": "Trần Thị MẪU"})
    laptop.push()
    assert (laptop.hello().applied_seq, laptop.hello().durable_seq) == (4, 3)


def test_received_but_not_yet_applied_is_not_durable(centre: Centre, laptop: Laptop) -> None:
    laptop.note("person.register", named("later"), {"name": "Trần Thị MẪU"})
    laptop.push()
    centre.back_up()
    assert laptop.hello().durable_seq == 3


@pytest.mark.parametrize("at", [5, 3000, 40_000, 100_003])
def test_a_damaged_copy_moves_nothing_and_is_removed(centre: Centre, laptop: Laptop, spoiler: Spoiler, at: int) -> None:
    spoiler.at = at
    with pytest.raises(BackupDamagedError):
        centre.back_up()
    assert laptop.hello().durable_seq == 0
    assert centre.status().last_backup == ""
    assert list((centre.folder / "backups").iterdir()) == []
    spoiler.at = -1
    centre.back_up()
    assert laptop.hello().durable_seq == 3


def test_the_copy_is_the_store_under_the_same_key_and_leaves_no_plain_text(centre: Centre, laptop: Laptop) -> None:
    made = centre.back_up()
    copy = open_store(made.path, centre.key)
    with copy.connect() as connection, centre.engine.connect() as original:
        for table in ("segment", "operation", "record", "key_material"):
            query = text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608  a name of this list
            assert connection.execute(query).all() == original.execute(query).all()
    copy.dispose()
    assert laptop.ops
    for path in centre.folder.rglob("*"):
        assert path.is_dir() or "MẪU".encode() not in path.read_bytes()


def test_a_copy_with_a_row_too_few_is_no_backup(centre: Centre, laptop: Laptop, tmp_path: Path) -> None:
    def lose_a_row(name: str) -> None:
        if name == "centre.backup.copied":
            (part,) = (centre.folder / "backups").glob("*.part")
            copy = connect(part, centre.key)
            copy.execute("DELETE FROM record WHERE rev = 2").fetchall()
            copy.close()

    losing = Centre(
        engine=centre.engine,
        folder=centre.folder,
        key=centre.key,
        identity=centre.identity,
        clock=centre.clock,
        random=centre.random,
        step=lose_a_row,
    )
    with pytest.raises(BackupDamagedError):
        losing.back_up()
    assert laptop.hello().durable_seq == 0


def test_backups_of_one_moment_have_their_own_names_and_the_oldest_go(centre: Centre, laptop: Laptop) -> None:
    names = [centre.back_up().path.name for _ in range(KEPT + 2)]
    assert len(set(names)) == KEPT + 2
    assert sorted(path.name for path in (centre.folder / "backups").iterdir()) == names[2:]
    assert laptop.hello().durable_seq == 3
    assert (centre.folder / STORE_NAME).exists()
