"""The desk's services where the world does not keep to the script: other laptops, lying clocks, missing pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
import sqlalchemy as sa

from desktop_app.services import evening, intake, lookup, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.today import read_today
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import COUNTER, RECORD
from sync.client.ports import Pulled
from sync.records import delivery
from sync.records.act import Act
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.merge import Applied, apply
from sync.records.operation import Body, Operation, Origin
from sync.records.record import Record
from sync.records.rules import DOSSIER, PERSON, RUN
from sync.records.run import DeliveryRun, open_run
from sync.records.states import Business, Delivery
from tests.unit.notebook_room import Hands
from tests.unit.service_room import (
    BIRTH,
    MARITAL,
    MORNING_MS,
    RECEIVER,
    STROKES,
    draft,
    new_desk,
    packed,
    shelved,
    solved,
)


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=3, at_ms=MORNING_MS)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


class Neighbour:
    """Another laptop of the commune, whose acts come in over the ferry as records that the centre has applied."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        self._desk = desk
        self._hands = hands
        self._origin = Origin(hands.new_id(), hands.new_id())
        self._stamp = 100
        self._seq = 0

    def does(self, *acts: Act) -> None:
        for act in acts:
            self._stamp += 1
            self._seq += 1
            operation = Operation(
                seq=self._seq,
                kind=act.kind,
                version=1,
                record=act.record,
                base=self._stamp - 1,
                after=0,
                actor=self._origin.device,
                claimed_at_ms=0,
                elapsed_ms=-1,
                body=act.body,
            )
            after = apply(operation, self._origin, self._record(act.record), stamp=self._stamp)
            assert isinstance(after, Applied)
            self.brings([after.record])

    def brings(self, records: Sequence[Record]) -> None:
        page = Pulled(
            after=0, upto=self._stamp, verdicts=[], records=[(each, 10_000) for each in records], durable_seq=0
        )
        Pier(self._desk.notebook).integrate(page)

    def _record(self, record_id: UUID) -> Record | None:
        with self._desk.notebook.reading() as reader:
            found = [r for kind in (DOSSIER, RUN, PERSON) for r in reader.of_type(kind) if r.id == record_id]
        return found[0] if found else None


@pytest.fixture
def neighbour(desk: Desk, hands: Hands) -> Neighbour:
    return Neighbour(desk, hands)


# ---- undo


def test_a_result_that_somebody_else_has_shelved_is_not_taken_back(desk: Desk, neighbour: Neighbour) -> None:
    taken = solved(desk)
    neighbour.does(delivery.shelve(taken, shelf="B2"))
    with pytest.raises(RefusedError, match="cannot_undo"):
        intake.undo(desk, taken.id, reason="gõ nhầm")
    assert lookup.dossier(desk, taken.id).dossier.status == Business.SOLVED


def test_a_result_that_is_out_on_a_run_is_not_taken_back_and_can_be_handed_over(
    desk: Desk, neighbour: Neighbour
) -> None:
    taken = solved(desk)
    neighbour.does(delivery.shelve(taken, shelf="B2"))
    packed(desk, taken.id)
    with pytest.raises(RefusedError, match="cannot_undo"):
        intake.undo(desk, taken.id, reason="gõ nhầm")
    assert (
        evening.hand_over_at_door(desk, taken.id, RECEIVER, STROKES, envelope="scanned").delivery
        == Delivery.HANDED_OVER
    )


def test_undo_with_a_run_in_between_leaves_the_run_alone(desk: Desk) -> None:
    out = shelved(desk)
    run = packed(desk, out.id).run
    with pytest.raises(RefusedError, match="cannot_undo"):
        intake.undo(desk, out.id, reason="gõ nhầm")
    evening.close_run(desk, run.id, returned=[out.id])
    with pytest.raises(RefusedError, match="cannot_undo"):
        intake.undo(desk, out.id, reason="gõ nhầm")
    assert lookup.dossier(desk, out.id).dossier.delivery == Delivery.READY


# ---- amending


def test_amending_to_another_resident_binds_the_dossier_to_him(desk: Desk) -> None:
    other = intake.register(desk, draft("Trần Khác", number="001190990002"))
    taken = intake.register(desk, draft())
    form = msgspec.structs.replace(
        intake.form_of(taken), person_id=other.person, name="Trần Khác", personal_number="001190990002"
    )
    assert intake.amend(desk, taken.id, form).person == other.person
    assert lookup.dossier(desk, taken.id).dossier.person == other.person


def test_amending_to_somebody_new_writes_him_down_too(desk: Desk) -> None:
    taken = intake.register(desk, draft())
    form = msgspec.structs.replace(
        intake.form_of(taken), person_id="", name="Lê Mới", personal_number="001190990003", sex="male"
    )
    amended = intake.amend(desk, taken.id, form)
    assert amended.person != taken.person
    (found,) = intake.find_people(desk, "Lê Mới")
    assert (found.id.hex, found.sex) == (amended.person, "male")


def test_amending_from_the_same_card_keeps_the_resident(desk: Desk) -> None:
    taken = intake.register(desk, draft())
    form = msgspec.structs.replace(intake.form_of(taken), person_id="", name="Nguyễn Mẫu Đúng")
    amended = intake.amend(desk, taken.id, form)
    assert (amended.person, amended.person_name) == (taken.person, "Nguyễn Mẫu Đúng")


def test_amending_nothing_is_refused_and_the_form_survives_a_round(desk: Desk) -> None:
    taken = intake.register(desk, draft())
    with pytest.raises(RefusedError, match="nothing_changed"):
        intake.amend(desk, taken.id, intake.form_of(taken))


# ---- numbers


def test_a_number_is_not_spent_by_an_act_that_was_refused(desk: Desk) -> None:
    first = intake.register(desk, draft())
    with pytest.raises(RefusedError):
        intake.register(desk, msgspec.structs.replace(draft(), copies=0))
    second = intake.register(desk, draft())
    assert [each.provisional_code[-4:] for each in (first, second)] == ["0001", "0002"]
    with desk.notebook.engine.connect() as connection:
        assert connection.execute(sa.select(COUNTER.c.value)).scalars().all() == [2]


def test_numbers_do_not_come_twice_when_the_clock_goes_back_and_forth(desk: Desk, hands: Hands) -> None:
    codes = []
    for day in (0, -3, 0, 400, -3, 0):
        hands.at_ms = MORNING_MS + day * 86_400_000
        codes.append(intake.register(desk, draft()).provisional_code)
    assert len(set(codes)) == len(codes)


# ---- runs


def test_a_run_whose_dossier_is_not_here_yet_can_be_looked_at(desk: Desk, neighbour: Neighbour, hands: Hands) -> None:
    here, missing = shelved(desk), hands.new_id()
    run = DeliveryRun(id=hands.new_id(), code="C-M09-251104-1", opened_at_ms=1)
    opened, *_ = open_run(run, [here, replace(here, id=missing)], counted=2)
    neighbour.does(opened)
    sheet = evening.sheet(desk, run.id)
    assert [each.id for each in sheet.dossiers] == [here.id]
    assert sheet.missing == 1
    with pytest.raises(RefusedError, match="run_not_here"):
        evening.close_run(desk, run.id, returned=[here.id])
    assert [each.id for each in evening.open_runs(desk)] == [run.id]


def test_two_runs_with_the_same_envelope_can_both_be_closed(desk: Desk, neighbour: Neighbour, hands: Hands) -> None:
    both, alone = shelved(desk, "Nguyễn Hai"), shelved(desk, "Nguyễn Một")
    mine = packed(desk, both.id, alone.id).run
    theirs = DeliveryRun(id=hands.new_id(), code="C-M09-251104-1", opened_at_ms=1)
    neighbour.does(*open_run(theirs, [both], counted=1))
    assert lookup.dossier(desk, both.id).dossier.run == theirs.id.hex
    closed = evening.close_run(desk, mine.id, returned=[both.id, alone.id])
    assert (closed.run.taken, closed.run.handed_over, closed.run.returned) == (2, 0, 2)
    assert lookup.dossier(desk, both.id).dossier.run == theirs.id.hex  # it is still out, on the other one
    assert lookup.dossier(desk, alone.id).dossier.delivery == Delivery.READY
    closed = evening.close_run(desk, theirs.id, returned=[both.id])
    assert closed.run.returned == 1
    assert lookup.dossier(desk, both.id).dossier.delivery == Delivery.READY


def test_a_run_can_be_closed_after_the_other_one_brought_its_envelope_back(desk: Desk, neighbour: Neighbour) -> None:
    out = shelved(desk)
    run = packed(desk, out.id).run
    neighbour.does(Act(kind="delivery.bring_back", record=out.id, body=Body(sets={"run": ""})))
    closed = evening.close_run(desk, run.id, returned=[out.id])
    assert (closed.run.handed_over, closed.run.returned) == (0, 1)


def test_an_envelope_that_is_not_counted_keeps_the_run_open(desk: Desk) -> None:
    first, second = shelved(desk, "Nguyễn Một"), shelved(desk, "Nguyễn Hai")
    run = packed(desk, first.id, second.id).run
    for counted in ([first.id], [first.id, first.id], [first.id, second.id, shelved(desk, "Nguyễn Ba").id]):
        with pytest.raises(RefusedError, match="run_unbalanced"):
            evening.close_run(desk, run.id, returned=counted)


def test_a_dossier_that_is_out_goes_on_no_second_run(desk: Desk) -> None:
    out = shelved(desk)
    packed(desk, out.id)
    with pytest.raises(RefusedError, match="not_on_shelf"):
        packed(desk, out.id)
    with pytest.raises(RefusedError, match="not_on_shelf"):
        packed(desk, (twice := shelved(desk, "Nguyễn Hai")).id, twice.id)
    assert len(evening.open_runs(desk)) == 1


def test_an_envelope_handed_over_at_the_counter_meanwhile_counts_as_handed_over(desk: Desk) -> None:
    out = shelved(desk)
    run = packed(desk, out.id).run
    results.hand_over_at_counter(desk, out.id, RECEIVER, STROKES)
    closed = evening.close_run(desk, run.id, returned=[])
    assert (closed.run.taken, closed.run.handed_over) == (1, 1)


# ---- clocks


@pytest.mark.parametrize("year", [1975, 2000, 2024, 2030, 2105])
def test_a_wrong_clock_stops_nobody_from_taking_a_dossier_in(desk: Desk, hands: Hands, year: int) -> None:
    hands.at_ms = to_ms(datetime(year, 1, 15, 9, 0, tzinfo=VIETNAM_TIME))
    today = desk.local_now().date()
    assert {BIRTH, MARITAL} <= {each.code for each in desk.catalogue.in_force(today, desk.commune)}
    procedure = desk.catalogue.procedure(BIRTH, today, desk.commune)
    assert intake.propose(desk, procedure, pages=1, copies=1).due_at_ms is None
    saved = intake.register(desk, draft())
    assert lookup.dossier(desk, saved.id).dossier.due_at_ms is None
    hands.at_ms = MORNING_MS
    amended = intake.amend(desk, saved.id, msgspec.structs.replace(intake.form_of(saved), note="đồng hồ sai"))
    assert amended.received_at_ms == saved.received_at_ms
    assert read_today(desk).due.count == 0
    assert local_time(saved.received_at_ms).year == year


# ---- other versions


def test_a_paper_of_a_later_version_breaks_no_list(desk: Desk, neighbour: Neighbour) -> None:
    taken = shelved(desk)
    with desk.notebook.reading() as reader:
        record = reader.get(DOSSIER, taken.id)
    papers = [{"id": "p", "name": "Đơn", "kind": "original", "count": 1, "is_present": True, "shade": "blue"}]
    neighbour.brings([Record(record.type, record.id, 500, {**record.fields, "papers": papers}, record.marks)])
    assert [each.name for each in Dossier.of(_page(desk, taken.id)).papers] == ["Đơn"]
    assert len(results.shelf(desk)) == 1


def _page(desk: Desk, record_id: UUID) -> Record:
    with desk.notebook.reading() as reader:
        page: Record = reader.get(DOSSIER, record_id)
        assert reader.sync_state(record_id)
    with desk.notebook.engine.connect() as connection:
        assert connection.execute(sa.select(RECORD.c.number).where(RECORD.c.id == record_id.bytes)).scalar()
    return page


def test_who_was_away_at_the_first_knock_can_sign_the_same_evening(desk: Desk) -> None:
    run = packed(desk, shelved(desk).id).run
    (house,) = evening.sheet(desk, run.id).dossiers
    evening.nobody_home(desk, house.id)
    evening.nobody_home(desk, house.id, note="lần hai")
    assert (
        evening.hand_over_at_door(desk, house.id, RECEIVER, STROKES, envelope="looked").delivery == Delivery.HANDED_OVER
    )
    closed = evening.close_run(desk, run.id, returned=[]).run
    assert (closed.taken, closed.handed_over, closed.returned) == (1, 1, 0)
