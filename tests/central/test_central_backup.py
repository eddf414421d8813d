"""Only a copy that was read back whole makes anything durable."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.answering import Centre
from sync.central.backup import KEPT
from sync.central.errors import BackupDamagedError
from tests.central.central_room import COMMUNE, Laptop, NewStore, TestClock, laptop_of, named, new_centre


class Spoiler:
    """A step that damages the copy, at the moment between copying and proving."""

    def __init__(self) -> None:
        self.folder = Path()
        self.at = -1
        self.instead = b""

    def __call__(self, name: str) -> None:
        if name != "centre.backup.copied":
            return
        (part,) = (self.folder / "backups").glob("*.part")
        raw = bytearray(self.instead or part.read_bytes())
        if self.at >= 0:
            raw[self.at % len(raw)] ^= 1
        part.write_bytes(bytes(raw))


@pytest.fixture
def spoiler() -> Spoiler:
    return Spoiler()


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore, spoiler: Spoiler) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store(), clock=TestClock(), step=spoiler)
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


def test_a_copy_with_a_row_too_few_is_no_backup(centre: Centre, laptop: Laptop, spoiler: Spoiler) -> None:
    earlier = centre.back_up().path
    laptop.note("person.register", named("later"), {"name": "Trần Thị MẪU"})
    laptop.push()
    laptop.hello()
    spoiler.instead = earlier.read_bytes()
    with pytest.raises(BackupDamagedError):
        centre.back_up()
    assert laptop.hello().durable_seq == 3


def test_backups_of_one_moment_have_their_own_names_and_the_oldest_go(centre: Centre, laptop: Laptop) -> None:
    names = [centre.back_up().path.name for _ in range(KEPT + 2)]
    assert len(set(names)) == KEPT + 2
    assert sorted(path.name for path in (centre.folder / "backups").iterdir()) == names[2:]
    assert laptop.hello().durable_seq == 3
