"""The power goes at every step of a crossing that mends something: begun again from the disk, all is there, once."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
import sqlalchemy as sa

from desktop_app.storage.tables import META, RECORD
from sync.central.store import writing
from sync.central.tables import CHAIN
from sync.central.tables import OPERATION as CENTRE_OPERATION
from sync.records.person import Person
from sync.records.rules import CONFLICT, PERSON
from tests.unit.ferry_room import Room, ferry_room

CROSSINGS_AT_MOST: Final = 4


class PowerCutError(BaseException):
    """The power is gone: nothing catches this on its way."""


@dataclass(slots=True)
class Cut:
    """Remembers each step; at the chosen one the power goes, if it was chosen."""

    at: int = -1
    passed: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> None:
        if not name.startswith("sync."):
            return
        self.passed.append(name)
        if len(self.passed) - 1 == self.at:
            raise PowerCutError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is true before the crossing, and must be after it."""

    people: frozenset[str]
    operations: int


Scene = Callable[[Room, Path], Before]


def _laptop_put_back(room: Room, aside: Path) -> Before:
    """Leave a laptop that was put back to an old copy and has written since."""
    laptop = room.laptops[0]
    laptop.take_in("Nguyễn Mẫu")
    assert room.sync().agreed
    laptop.take_in("Trần Mẫu")
    laptop.image(aside / "old")
    laptop.take_in("Lê Mẫu")
    assert room.sync().agreed
    laptop.put_back(aside / "old")
    laptop.take_in("Phạm Mẫu")
    return Before(people=frozenset({"Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu", "Phạm Mẫu"}), operations=8)


def _centre_put_back(room: Room, aside: Path) -> Before:
    """Leave a centre in another life, and a laptop that has segments which it lost, and one that it never had."""
    laptop = room.laptops[0]
    laptop.take_in("Nguyễn Mẫu")
    assert room.sync().agreed
    room.shore.image(aside / "backup")
    for name in ("Trần Mẫu", "Lê Mẫu"):
        laptop.take_in(name)
        assert room.sync().agreed
    room.shore.put_back(aside / "backup")
    room.shore.begin_another_life()
    laptop.take_in("Phạm Mẫu")
    return Before(people=frozenset({"Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu", "Phạm Mẫu"}), operations=8)


def _two_names(room: Room, aside: Path) -> Before:
    """Leave a centre that lost what a laptop wrote under two names."""
    laptop = room.laptops[0]
    assert room.sync().agreed
    room.shore.image(aside / "backup")
    laptop.take_in("Trần Mẫu")
    assert room.sync().agreed
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(CHAIN).values(is_frozen=True))
    laptop.take_in("Lê Mẫu")
    assert room.sync().agreed
    room.shore.put_back(aside / "backup")
    room.shore.begin_another_life()
    laptop.take_in("Phạm Mẫu")
    return Before(people=frozenset({"Trần Mẫu", "Lê Mẫu", "Phạm Mẫu"}), operations=6)


def _notebook_spoiled(room: Room, _aside: Path) -> Before:
    """Leave a notebook of which rows went wrong, some gone, with work on top."""
    laptop = room.laptops[0]
    taken = [laptop.take_in(name)[0] for name in ("Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu")]
    assert room.sync().agreed
    with laptop.notebook.transaction(write=True) as connection:
        lost = {"base_hash": b"", "base": sa.null(), "base_rev": 0}
        connection.execute(sa.update(RECORD).where(RECORD.c.number > 2).values(lost))
        connection.execute(sa.update(META).values(agreed_cursor=-1))
    laptop.amend(taken[0], phone="0600000011")
    return Before(people=frozenset({"Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu"}), operations=7)


SCENES: Final[dict[str, Scene]] = {
    "laptop put back": _laptop_put_back,
    "centre put back": _centre_put_back,
    "two names": _two_names,
    "notebook spoiled": _notebook_spoiled,
}
MENDS: Final = {
    "laptop put back": {"sync.begin_anew", "sync.begin_anew.commit", "sync.begun_anew", "sync.send /v1/recover"},
    "centre put back": {"sync.begin_anew", "sync.begin_anew.commit", "sync.begun_anew"},
    "two names": {"sync.begin_anew", "sync.begin_anew.commit", "sync.begun_anew", "sync.send /v1/recover"},
    "notebook spoiled": {"sync.heal", "sync.heal.commit", "sync.healed", "sync.send /v1/heal"},
}


def _check(room: Room, before: Before) -> None:
    """Check that all is there, at the centre and here, each once, and that nobody disputes with himself."""
    laptop = room.laptops[0]
    with laptop.notebook.reading() as reader:
        assert sorted(Person.of(each).name for each in reader.of_type(PERSON)) == sorted(before.people)
        assert reader.of_type(CONFLICT) == ()
    assert set(laptop.counts()) == {"applied"}
    with room.centre.engine.connect() as connection:
        rows = connection.execute(sa.select(CENTRE_OPERATION.c.state, CENTRE_OPERATION.c.reason)).all()
    assert {row.state for row in rows} == {"applied"}
    assert sum(row.reason != "carried_twice" for row in rows) == before.operations


def _crossed(room: Room, cut: Cut) -> None:
    """Cross until both agree; where the power goes, begin again from the disk."""
    laptop = room.laptops[0]
    laptop.step = cut
    laptop.start_again()
    for _ in range(CROSSINGS_AT_MOST):
        try:
            report = laptop.sync()
        except PowerCutError:
            cut.at = -1
            laptop.start_again()
            continue
        assert report.trouble == ""
        if report.agreed:
            return
    raise AssertionError("they do not agree")


@pytest.mark.parametrize("scene", SCENES)
def test_wherever_the_power_goes_all_is_there_once(tmp_path: Path, template: Path, scene: str) -> None:
    with ferry_room(tmp_path / "before", template) as room:
        before = SCENES[scene](room, tmp_path)
    whole = Cut()
    with ferry_room(tmp_path / "whole", tmp_path / "before") as room:
        _crossed(room, whole)
        _check(room, before)
    assert MENDS[scene] <= set(whole.passed)
    for at, name in enumerate(whole.passed):
        if name in whole.passed[:at]:
            continue
        with ferry_room(tmp_path / "cut", tmp_path / "before") as room:
            _crossed(room, Cut(at=at))
            _check(room, before)
        shutil.rmtree(tmp_path / "cut")
