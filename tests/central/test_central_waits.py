"""What waits at the centre is listed with its reason and its age; a day is too long."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.answering import Centre
from sync.central.status import A_DAY_MS, held_since, waits_a_day
from tests.central.central_room import COMMUNE, NewStore, TestClock, laptop_of, named, new_centre
from tests.central.judging_room import DOSSIER

START_MS = 1_762_500_000_000


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def centre(tmp_path: Path, clock: TestClock, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", clock=clock, database=new_store())
    yield made
    made.close()


def test_what_waits_is_listed_with_its_age_and_counted_after_a_day(centre: Centre, clock: TestClock) -> None:
    laptop = laptop_of(centre)
    laptop.note("dossier.amend", named("d"), {"note": "một"})
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    clock.at_ms += 5_000
    laptop.note("dossier.fly", named("e"), {})
    laptop.push()
    centre.reconcile()
    with centre.engine.connect() as connection:
        waiting = held_since(connection)
        assert [(each.seq, each.state, each.reason, each.since_ms) for each in waiting] == [
            (1, "held", "record_missing", START_MS),
            (3, "parked", "unknown_kind", START_MS + 5_000),
        ]
        assert {(each.commune, each.device, each.incarnation) for each in waiting} == {
            (COMMUNE, laptop.device.hex(), laptop.incarnation.hex())
        }
        ages = [waits_a_day(connection, START_MS + A_DAY_MS + late_ms) for late_ms in (-1, 0, 5_000)]
    assert ages == [0, 1, 2]
    other = laptop_of(centre, seed=9)
    other.note("dossier.register", named("d"), DOSSIER)
    other.push()
    centre.reconcile()
    with centre.engine.connect() as connection:
        assert waits_a_day(connection, START_MS + 2 * A_DAY_MS) == 1
        assert [each.reason for each in held_since(connection, limit=1)] == ["unknown_kind"]
