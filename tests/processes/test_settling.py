"""Two laptops write differently while the centre is out of reach; a person decides; both and the centre agree."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.app import SystemClock
from desktop_app.services import lookup, rulings, settling, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.ferry import make_ferry
from desktop_app.services.first_day import set_up
from desktop_app.services.opening import Opened
from desktop_app.storage.pier import Pier
from desktop_app.vault.keyslots import NewOfficial
from sync.client.engine import SyncReport
from sync.client.progress import Leg, Progress
from sync.records import dossier as dossiers
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER
from tests.e2e.centre_process import CentreProcess, enrolment_file
from tests.e2e.world import FLOOR, OFFICIALS, SampleWorld, hands


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """An unlocked laptop and its road to the centre."""

    opened: Opened
    url: str
    told: list[Progress]

    @property
    def desk(self) -> Desk:
        return self.opened.desk

    def sync(self) -> SyncReport:
        ferry = make_ferry(
            self.opened, self.url, clock=SystemClock(), random=secrets.token_bytes, tell=self.told.append
        )
        report = ferry.sync()
        assert report.trouble == ""
        return report

    def note(self, dossier: UUID, text: str) -> None:
        with self.desk.notebook.writing(self.desk.author) as work:
            before = Dossier.of(work.get(DOSSIER, dossier))
            work.record(dossiers.amend(before, replace(before, note=text)))

    def write_as_stranger(self, dossier: UUID, text: str) -> None:
        """Write as an official whom the centre does not know."""
        stranger = replace(self.desk.author, id=self.desk.new_id())
        with self.desk.notebook.writing(stranger) as work:
            before = Dossier.of(work.get(DOSSIER, dossier))
            work.record(dossiers.amend(before, replace(before, note=text)))

    def note_of(self, dossier: UUID) -> str:
        return lookup.dossier(self.desk, dossier).dossier.note


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    first = SampleWorld.make(tmp_path)
    second = SampleWorld.at(tmp_path / "second")
    second.folder.mkdir()
    raw = enrolment_file(first.centre, tmp_path / "second.enrol", machine="M08").read_bytes()
    official = NewOfficial(id=str(hands().new_id()), name="Lê Văn Mẫu", role="Một cửa", passphrase=OFFICIALS[0][2])
    set_up(second.laptop, raw, [official], place="Điểm thứ hai", cost=FLOOR, world=hands())
    with CentreProcess(first.centre) as centre, first.opened() as one, second.opened() as two:
        yield Laptop(opened=one, url=centre.url, told=[]), Laptop(opened=two, url=centre.url, told=[])


def clash_on_both(one: Laptop, two: Laptop) -> UUID:
    """Let both laptops write another note on one dossier, unknown to each other, and meet the centre."""
    taken = SampleWorld.at(Path()).save(one.desk, SampleWorld.at(Path()).draft(1))
    one.sync()
    two.sync()
    one.note(taken.id, "gọi trước")
    two.note(taken.id, "giao buổi tối")
    for laptop in (one, two, one):
        laptop.sync()
    return taken.id


def agree(one: Laptop, two: Laptop) -> None:
    """Meet the centre until nobody has news; then all three hold the same, by their hashes."""
    reports = [laptop.sync() for laptop in (one, two, one, two)]
    assert all(report.agreed for report in reports[-2:])
    assert Pier(one.desk.notebook).digests() == Pier(two.desk.notebook).digests()


def test_what_one_laptop_settles_is_settled_on_the_other_and_all_agree(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    dossier = clash_on_both(one, two)
    (clash,) = settling.undecided(two.desk)
    assert (one.note_of(dossier), two.note_of(dossier)) == ("gọi trước", "gọi trước")
    assert clash.other["values"]["note"] == "giao buổi tối"
    assert clash.choices == (settling.STANDING, settling.OTHER)
    settling.settle(two.desk, clash.id, chosen=settling.OTHER, note="đã hỏi người dân")  # without the centre
    assert two.note_of(dossier) == "giao buổi tối"
    assert settling.undecided(two.desk) == ()
    assert len(settling.undecided(one.desk)) == 1
    agree(one, two)
    assert settling.undecided(one.desk) == ()
    assert one.note_of(dossier) == "giao buổi tối"
    (kept,) = settling.decided(one.desk, dossier)
    assert kept.decision is not None
    assert (kept.decision.chosen, kept.decision.note) == (settling.OTHER, "đã hỏi người dân")
    assert kept.decision.actor == two.desk.author.id
    assert (kept.standing["values"]["note"], kept.other["values"]["note"]) == ("gọi trước", "giao buổi tối")
    with pytest.raises(RefusedError, match="conflict_settled"):
        settling.settle(one.desk, clash.id, chosen=settling.STANDING)
    status = syncing.status(one.desk)
    assert (status.conflicts, status.parked, status.held) == (0, 0, 0)


def test_two_decisions_that_differ_lose_nothing_and_are_told_on_both(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    dossier = clash_on_both(one, two)
    (clash,) = settling.undecided(one.desk)
    settling.settle(one.desk, clash.id, chosen=settling.STANDING, note="theo giấy")
    settling.settle(two.desk, clash.id, chosen=settling.OTHER, note="đã hỏi người dân")
    agree(one, two)
    assert one.note_of(dossier) == two.note_of(dossier) == "giao buổi tối"
    for laptop in (one, two):
        (told,) = settling.undecided(laptop.desk)
        assert told.choices == (settling.SEEN,)
        assert told.leads_to == (DOSSIER, dossier)
        notes = {told.standing["values"]["note"], told.other["values"]["note"]}
        assert notes == {"theo giấy", "đã hỏi người dân"}
    settling.settle(one.desk, settling.undecided(one.desk)[0].id, chosen=settling.SEEN)
    agree(one, two)
    assert settling.undecided(two.desk) == ()


def test_a_crossing_over_http_tells_its_bytes_up_to_the_last(pair: tuple[Laptop, Laptop]) -> None:
    one, _ = pair
    world = SampleWorld.at(Path())
    for number in range(6):
        world.save(one.desk, world.draft(number, request="Xin bản sao " * 150))
    assert one.sync().agreed
    sending = [each for each in one.told if each.leg is Leg.SENDING]
    assert (sending[0].done_bytes, sending[-1].done_bytes) == (0, sending[-1].total_bytes)
    assert sending[0].total_bytes > 4_000
    receiving = [each for each in one.told if each.leg is Leg.RECEIVING]
    assert receiving[-1].done_bytes == receiving[-1].total_bytes > 500
    assert one.told[-1].leg is Leg.ENDED


def test_what_the_centre_parked_is_tried_again_or_set_aside_by_a_person_and_all_agree(
    pair: tuple[Laptop, Laptop],
) -> None:
    one, two = pair
    world = SampleWorld.at(Path())
    taken = world.save(one.desk, world.draft(1))
    one.sync()
    one.write_as_stranger(taken.id, "người lạ ghi")
    one.sync()
    (stuck,) = rulings.needs_person(one.desk)
    assert (stuck.operation.state, stuck.operation.reason) == ("parked", "official_unknown")
    assert not one.sync().agreed  # nothing is green while it waits
    rulings.decide(one.desk, stuck.operation, rulings.Decision.RETRY)
    assert rulings.needs_person(one.desk)[0].ways == ()
    one.sync()
    (again,) = rulings.needs_person(one.desk)  # judged anew, and parked for the same reason
    assert again.decided is not None
    assert not again.decided.is_under_way
    assert again.ways == (rulings.Decision.RETRY, rulings.Decision.SET_ASIDE)
    rulings.decide(one.desk, again.operation, rulings.Decision.SET_ASIDE, note="không rõ ai ghi")
    agree(one, two)
    assert rulings.needs_person(one.desk) == ()
    assert syncing.status(one.desk).set_aside == 1
    assert one.note_of(taken.id) == two.note_of(taken.id) == ""
