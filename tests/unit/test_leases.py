"""Blocks of official codes: lent once by the centre, used in turn by the laptop, and never what stops the desk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from desktop_app.services import intake, numbers
from desktop_app.services.desk import Desk
from desktop_app.storage.pier import Pier
from sync.central.answering import Centre
from sync.central.devices import DeviceStatus
from sync.central.enrolment import Invitation
from sync.central.errors import CommuneCodeError, LeaseOverlapError, LeaseShapeError, MachineUnknownError
from sync.central.leases import Loan
from sync.central.store import writing
from sync.central.tables import DEVICE
from sync.client.ports import Pulled
from sync.protocol.enrolment_file import read_enrolment
from sync.records.lease import Lease
from sync.records.record import Record
from sync.records.rules import LEASE
from tests.central.central_room import COMMUNE, Laptop, new_centre
from tests.unit.notebook_room import Hands
from tests.unit.service_room import draft, new_desk

LOAN = Loan(
    commune=COMMUNE,
    machine="M07",
    prefix="H26.15",
    first=701,
    last=702,
    valid_from=date(2025, 11, 1),
    valid_to=date(2025, 11, 30),
)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre")
    Laptop(made.answer, read_enrolment(made.invite(Invitation(commune=COMMUNE, machine="M07")))).enrol()
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path, Hands())


def give(desk: Desk, lease: Lease, *, upto: int = 1) -> None:
    """Bring a lease into the notebook the way the feed does."""
    fields = {name: getattr(lease, name) for name in lease.__dataclass_fields__ if name != "id"}
    record = Record(LEASE, lease.id, upto, fields, {})
    Pier(desk.notebook).integrate(Pulled(after=upto - 1, upto=upto, verdicts=(), records=((record, 0),), durable_seq=0))


def test_the_desk_uses_its_block_and_then_goes_on_with_provisional_codes(desk: Desk, centre: Centre) -> None:
    give(desk, centre.lend(LOAN))
    assert numbers.codes_left(desk) == numbers.CodesLeft(count=2, is_leased=True)
    assert numbers.codes_left(desk).is_low
    taken = [intake.register(desk, draft(number=f"00119099000{each}")) for each in range(3)]
    day = f"{desk.local_now():%y%m%d}"
    assert [each.official_code for each in taken] == [f"H26.15-{day}-0701", f"H26.15-{day}-0702", ""]
    assert [each.provisional_code[-4:] for each in taken] == ["0001", "0002", "0003"], "both numbers, always"
    assert numbers.codes_left(desk).count == 0


def test_a_second_block_follows_the_first(desk: Desk, centre: Centre) -> None:
    give(desk, centre.lend(replace(LOAN, last=701)))
    give(desk, centre.lend(replace(LOAN, first=900, last=900)), upto=2)
    codes = [intake.register(desk, draft(number=f"00119099000{each}")).official_code[-4:] for each in range(3)]
    assert codes == ["0701", "0900", ""]


@pytest.mark.parametrize(
    "change",
    [{"machine": "M08"}, {"valid_to": "2025-10-31"}, {"valid_from": "2025-12-01"}, {"series": "of_tomorrow"}],
)
def test_a_block_of_another_machine_or_another_day_is_not_used(
    desk: Desk, centre: Centre, change: dict[str, str]
) -> None:
    give(desk, replace(centre.lend(LOAN), **change))  # type: ignore[arg-type]  # the parametrised names are its fields
    assert intake.register(desk, draft()).official_code == ""
    assert not numbers.codes_left(desk).is_leased


def test_a_number_that_was_not_saved_is_not_used_up(desk: Desk, centre: Centre) -> None:
    give(desk, centre.lend(LOAN))
    with pytest.raises(Exception, match="person_missing"):
        intake.register(desk, replace_name(draft()))
    assert numbers.codes_left(desk).count == 2


def replace_name(form: intake.IntakeDraft) -> intake.IntakeDraft:
    return intake.IntakeDraft(
        **{**{n: getattr(form, n) for n in form.__struct_fields__}, "person_id": "0" * 32, "name": " "}
    )


def test_the_centre_gives_no_number_away_twice(centre: Centre) -> None:
    centre.lend(LOAN)
    for loan in (LOAN, replace(LOAN, first=702, last=800), replace(LOAN, valid_from=date(2025, 11, 30))):
        with pytest.raises(LeaseOverlapError):
            centre.lend(loan)
    centre.lend(replace(LOAN, first=703, last=800))
    centre.lend(replace(LOAN, valid_from=date(2025, 12, 1), valid_to=date(2025, 12, 31)))


def test_the_centre_lends_only_what_makes_codes_and_only_to_laptops_it_knows(centre: Centre) -> None:
    for wrong in (
        {"first": 0},
        {"first": 703},
        {"prefix": "TAM"},
        {"prefix": ""},
        {"valid_to": date(2025, 10, 1)},
        {"last": 99_999_999},
    ):
        with pytest.raises(LeaseShapeError):
            centre.lend(replace(LOAN, **wrong))
    with pytest.raises(MachineUnknownError):
        centre.lend(replace(LOAN, machine="M09"))
    with pytest.raises(CommuneCodeError):
        centre.lend(replace(LOAN, commune="00001"))


def test_a_lease_travels_by_the_feed_to_the_laptop(centre: Centre) -> None:
    lent = centre.lend(LOAN)
    laptop = Laptop(centre.answer, read_enrolment(centre.invite(Invitation(commune=COMMUNE, machine="M08"))), 9)
    laptop.enrol()
    page = laptop.pull()
    assert [each.record for each in page.snapshots], "the feed brings the centre's own record"
    assert [(digest.type, digest.count) for digest in page.digests or ()] == [(LEASE, 1)]
    assert lent.size == 2


@pytest.mark.parametrize("prefix", ["h26.15", " H26.15 ", "H 26.15", "Ĥ26.15"])
def test_one_prefix_spelt_in_two_ways_gives_no_number_away_twice(centre: Centre, prefix: str) -> None:
    assert centre.lend(LOAN).prefix == "H26.15"
    with pytest.raises(LeaseOverlapError):
        centre.lend(replace(LOAN, prefix=prefix))


def test_a_prefix_without_end_is_no_prefix(centre: Centre) -> None:
    with pytest.raises(LeaseShapeError):
        centre.lend(replace(LOAN, prefix="H26." + "1" * 100))


def test_a_laptop_that_the_centre_no_longer_hears_is_lent_nothing(centre: Centre) -> None:
    with writing(centre.engine) as connection:
        connection.execute(update(DEVICE).values(status=DeviceStatus.REVOKED))
    with pytest.raises(MachineUnknownError):
        centre.lend(LOAN)
