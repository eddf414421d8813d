"""A restored centre is another life of the same one: nothing that was given out after the backup is given out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.central.answering import Centre
from sync.central.app import open_centre, restore_centre
from sync.central.errors import BackupDamagedError, BackupForeignError, CentreRunningError, NotInitialisedError
from sync.central.restoring import STAMPS_A_MS, STAMPS_AHEAD
from sync.central.store import writing
from sync.central.tables import CHAIN, COMMUNE
from tests.central.central_room import COMMUNE as CODE
from tests.central.central_room import Laptop, NewStore, TestClock, laptop_of, named, new_centre, records_in, seeded


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    made = laptop_of(centre)
    saved(made, "before")
    return made


def saved(laptop: Laptop, name: str) -> None:
    laptop.note("person.register", named(name), {"name": "Trần Thị MẪU"})
    laptop.push()
    laptop.pull()


def restored(centre: Centre, backup: Path, *, seed: int = 77, clock: TestClock | None = None) -> Centre:
    """Stop, restore, start again."""
    centre.close()
    restore_centre(centre.folder, backup, clock=clock or TestClock(), random=seeded(seed))
    return open_centre(centre.folder, clock=TestClock(), random=seeded(seed + 1))


def test_what_the_backup_holds_is_there_again_under_a_new_epoch(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    saved(laptop, "lost")
    again = restored(centre, backup)
    assert again.identity.epoch != centre.identity.epoch
    assert again.identity.signing.public.to_bytes() == centre.identity.signing.public.to_bytes()
    laptop.ask = again.answer
    assert set(records_in(laptop.page(0))) == set()  # the laptop's own clean work is no news to it
    assert [each.seq for each in laptop.page(0).verdicts] == [1]
    again.close()


def test_no_stamp_is_ever_given_twice(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    saved(laptop, "lost")
    newest_lost = centre.status().communes[CODE].stamp
    again = restored(centre, backup)
    other = laptop_of(again, seed=9)
    saved(other, "after")
    with again.engine.connect() as connection:
        stamp: int = connection.execute(select(COMMUNE.c.stamp).where(COMMUNE.c.code == CODE)).scalar_one()
    assert stamp == TestClock().now_ms() * STAMPS_A_MS + 1 > newest_lost
    assert other.pull().upto == stamp
    again.close()


def test_two_lives_from_the_same_backup_give_no_stamp_twice(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    first = restored(centre, backup)
    other = laptop_of(first, seed=9)
    for name in "abc":
        saved(other, name)
    second = restored(first, backup, clock=TestClock(TestClock().at_ms + 1000))
    third = laptop_of(second, seed=11)
    saved(third, "d")
    assert min(each.stamp for each in third.page(0).verdicts) > other.cursor
    second.close()


def test_a_clock_that_is_behind_the_backup_lifts_its_stamps_all_the_same(centre: Centre, laptop: Laptop) -> None:
    again = restored(centre, centre.back_up().path, clock=TestClock(0))
    assert again.status().communes[CODE].stamp == STAMPS_AHEAD + 1
    again.close()


def test_nothing_is_frozen_and_the_lost_segment_is_taken_again(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    laptop.note("person.register", named("lost"), {"name": "Trần Thị MẪU"})
    sealed, path = laptop.seal(), laptop.path()
    laptop.push()
    laptop.hello()
    again = restored(centre, backup)
    assert again.status().chains_frozen == 0
    laptop.ask = again.answer
    laptop.request("PUT", path, sealed)
    again.reconcile()
    assert again.status().operations == {"applied": 2}
    again.close()


def test_clone_tokens_that_the_backup_knows_prove_no_copy(centre: Centre, laptop: Laptop) -> None:
    with writing(centre.engine) as connection:
        connection.execute(CHAIN.update().values(token=b"a" * 16, token_pending=b"b" * 16))
    again = restored(centre, centre.back_up().path)
    with again.engine.connect() as connection:
        assert connection.execute(select(CHAIN.c.token, CHAIN.c.token_pending)).one() == (b"", b"")
    again.close()


def test_the_old_store_is_moved_aside_and_can_be_opened_again(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    saved(laptop, "lost")
    centre.close()
    done = restore_centre(centre.folder, backup, clock=TestClock(), random=seeded(5))
    assert done.aside
    if centre.engine.dialect.name == "sqlite":
        assert (Path(done.aside) / "centre.db").stat().st_size > 0
    else:
        address = centre.folder / "centre.database"
        name = str(centre.engine.url.database)
        address.write_text(
            address.read_text(encoding="utf-8").replace(f"/{name}?", f"/{done.aside}?"), encoding="utf-8"
        )
        beside = open_centre(centre.folder, clock=TestClock(), random=seeded(6))
        assert beside.status().operations == {"applied": 2}
        beside.close()


def test_under_a_running_centre_nothing_is_restored(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    epoch = centre.identity.epoch
    with pytest.raises(CentreRunningError):
        restore_centre(centre.folder, backup, clock=TestClock(), random=seeded(5))
    saved(laptop, "still at work")
    centre.close()
    after = open_centre(centre.folder, clock=TestClock(), random=seeded(6))
    assert (after.identity.epoch, after.status().operations) == (epoch, {"applied": 2})
    after.close()


@pytest.mark.parametrize("content", [b"", b"no backup at all" * 500, b"SQLite format 3\0" + bytes(4096), None])
def test_a_file_that_is_no_backup_is_refused_and_the_store_left_alone(
    centre: Centre, laptop: Laptop, tmp_path: Path, content: bytes | None
) -> None:
    wrong = tmp_path / "wrong"
    if content is not None:
        wrong.write_bytes(content)
    centre.close()
    before = sorted(path.name for path in centre.folder.iterdir())
    with pytest.raises(BackupForeignError):
        restore_centre(centre.folder, wrong, clock=TestClock(), random=seeded(5))
    assert sorted(path.name for path in centre.folder.iterdir()) == before
    after = open_centre(centre.folder, clock=TestClock(), random=seeded(6))
    assert after.identity.epoch == centre.identity.epoch
    after.close()


def test_another_centre_s_backup_opens_under_its_own_key_alone(
    centre: Centre, tmp_path: Path, new_store: NewStore
) -> None:
    other = new_centre(tmp_path / "other", database=new_store(), seed=50)
    backup = other.back_up().path
    other.close()
    centre.close()
    with pytest.raises(BackupForeignError):
        restore_centre(centre.folder, backup, clock=TestClock(), random=seeded(5))


def test_a_damaged_backup_takes_nobody_s_place(centre: Centre, laptop: Laptop, tmp_path: Path) -> None:
    for number in range(300):  # so long that the damage lies behind what opens the file
        laptop.note("person.register", named(f"long{number}"), {"name": "MẪU", "note": laptop.random(4000).hex()})
    laptop.push()
    laptop.hello()
    raw = bytearray(centre.back_up().path.read_bytes())
    raw[-2000] ^= 1
    damaged = tmp_path / "damaged"
    damaged.write_bytes(bytes(raw))
    centre.close()
    with pytest.raises(BackupDamagedError):
        restore_centre(centre.folder, damaged, clock=TestClock(), random=seeded(5))
    after = open_centre(centre.folder, clock=TestClock(), random=seeded(6))
    assert after.identity.epoch == centre.identity.epoch
    after.close()


class CutError(Exception):
    """The power goes here, as far as the test is concerned."""


@pytest.mark.parametrize("at", ["centre.restore.unpacked", "centre.restore.renewed"])
def test_a_restore_that_breaks_off_leaves_the_old_store_in_its_place(centre: Centre, laptop: Laptop, at: str) -> None:
    def cut(name: str) -> None:
        if name == at:
            raise CutError

    backup = centre.back_up().path
    saved(laptop, "kept")
    centre.close()
    with pytest.raises(CutError):
        restore_centre(centre.folder, backup, clock=TestClock(), random=seeded(5), step=cut)
    after = open_centre(centre.folder, clock=TestClock(), random=seeded(6))
    assert after.status().operations == {"applied": 2}
    after.close()


def test_a_lost_store_comes_back_from_its_backup_alone(centre: Centre, laptop: Laptop) -> None:
    backup = centre.back_up().path
    centre.close()
    for part in centre.folder.glob("centre.db*"):
        part.unlink()
    again = restored(centre, backup)
    assert again.status().operations == {"applied": 1}
    again.close()


def test_where_no_centre_was_nothing_is_restored(tmp_path: Path) -> None:
    with pytest.raises(NotInitialisedError):
        restore_centre(tmp_path, tmp_path / "backup", clock=TestClock(), random=seeded(5))
