"""No code is given twice by a laptop that knows of the first: not even after it was put back to an old copy."""

from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from desktop_app.services import intake
from desktop_app.services.desk import Desk
from desktop_app.storage.integrating import Integration
from desktop_app.storage.tables import COUNTER
from sync.client.ports import Pulled
from sync.records.lease import Lease
from sync.records.record import Record
from sync.records.rules import LEASE
from tests.unit.notebook_room import Hands
from tests.unit.service_room import draft, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path, Hands(seed=3))


def lend(desk: Desk) -> None:
    """Let the centre lend six codes a day."""
    fields = {
        "series": "official_code", "machine": desk.machine, "prefix": "H26.12.5", "first": 1, "last": 6,
        "valid_from": "2020-01-01", "valid_to": "2040-12-31",
    }  # fmt: skip
    lease = Record(LEASE, UUID(int=7), 1, fields, {})
    assert Lease.of(lease).size == 6
    page = Pulled(after=0, upto=1, verdicts=[], records=[(lease, 0)], durable_seq=0)
    with desk.notebook.transaction(write=True) as connection:
        Integration(connection, desk.notebook.origin, 1).take(page)


def taken(desk: Desk, count: int) -> list[tuple[str, str]]:
    made = [intake.register(desk, draft(f"Nguyễn Mẫu {n}", number="")) for n in range(count)]
    return [(each.provisional_code, each.official_code) for each in made]


def test_a_laptop_that_counts_from_an_old_copy_passes_over_what_its_dossiers_bear(desk: Desk) -> None:
    lend(desk)
    before = taken(desk, 3)
    with desk.notebook.transaction(write=True) as connection:
        connection.execute(sa.delete(COUNTER))  # the dossiers came back from the centre, the counters did not
    after = taken(desk, 3)
    for codes in zip(*before, *after, strict=True):
        assert len(set(codes)) == 6
        assert "" not in codes
    assert taken(desk, 1)[0][1] == ""  # the block is used up, and the desk goes on


def test_without_a_doubt_the_numbers_follow_each_other(desk: Desk) -> None:
    assert [code[-4:] for code, _ in taken(desk, 3)] == ["0001", "0002", "0003"]
