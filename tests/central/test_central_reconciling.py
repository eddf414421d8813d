"""Pending segments become records: once, in order, one bad apple alone, whatever step the program dies at."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select, update

from sync.central.answering import Centre
from sync.central.app import open_centre
from sync.central.record_store import digests, read_records, recounted
from sync.central.store import writing
from sync.central.tables import FEED, OPERATION, RECORD, SEGMENT
from sync.protocol.chain import Run, chain_over, chain_start, run_message
from sync.protocol.keys import new_signing_key
from sync.records.merge import Applied, apply
from sync.records.operation import decode_operation, derived_uuid, operation_id
from sync.records.record import Record
from tests.central.central_room import (
    COMMUNE,
    Laptop,
    NewStore,
    TestClock,
    laptop_of,
    named,
    new_centre,
    records_in,
    seeded,
)

DOSSIER = {"person": "p", "person_name": "Trần Thị MẪU", "procedure": "1.000.894"}


class CrashError(Exception):
    """The program dies here, as far as the test is concerned."""


class Crash:
    """A step that raises at the nth time that it is called with a name, and counts every name."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.at = ""

    def __call__(self, name: str) -> None:
        self.seen.append(name)
        if name == self.at:
            self.at = ""
            raise CrashError(name)


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


def states(centre: Centre) -> list[tuple[int, str, str]]:
    with centre.engine.connect() as connection:
        rows = connection.execute(
            select(OPERATION.c.seq, OPERATION.c.state, OPERATION.c.reason).order_by(OPERATION.c.stamp)
        )
        return [(row.seq, row.state, row.reason) for row in rows]


def record(centre: Centre, name: str) -> Record:
    with centre.engine.connect() as connection:
        return read_records(connection, COMMUNE, [named(name)])[named(name)]


def everything(centre: Centre) -> dict[str, Any]:
    """Return what must be the same whichever way the centre came here."""
    with centre.engine.connect() as connection:
        assert digests(connection, COMMUNE) == recounted(connection, COMMUNE)
        return {
            "operations": [tuple(row) for row in connection.execute(select(OPERATION).order_by(OPERATION.c.stamp))],
            "records": [tuple(row) for row in connection.execute(select(RECORD).order_by(RECORD.c.id))],
            "feed": [tuple(row) for row in connection.execute(select(FEED).order_by(FEED.c.stamp, FEED.c.record))],
        }


def test_the_centre_s_record_is_what_the_author_s_own_replay_gives(centre: Centre, laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=1)
    laptop.push()
    assert laptop.hello().applied_seq == 2
    replayed: Record | None = None
    for stamp, raw in enumerate(laptop.ops, start=1):
        outcome = apply(decode_operation(raw), laptop.origin, replayed, stamp=stamp)
        assert isinstance(outcome, Applied)
        replayed = outcome.record
    assert record(centre, "d") == replayed
    assert states(centre) == [(1, "applied", ""), (2, "applied", "")]


def test_stamps_grow_by_one_for_each_verdict_over_both_laptops(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    other.note("person.register", named("b"), {"name": "Lê Văn MẪU"})
    laptop.push()
    other.push()
    centre.reconcile()
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, after=1)
    laptop.push()
    centre.reconcile()
    with centre.engine.connect() as connection:
        assert connection.execute(select(OPERATION.c.stamp).order_by(OPERATION.c.stamp)).scalars().all() == [1, 2, 3]
    assert centre.status().communes[COMMUNE].stamp == 3


def test_two_laptops_change_other_fields_and_both_stand(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    base = other.pull().upto
    laptop.note("person.amend", named("a"), {"phone": "0601234567"}, base=base)
    other.note("person.amend", named("a"), {"address": "Xóm Mẫu"}, base=base)
    laptop.push()
    other.push()
    centre.reconcile()
    assert record(centre, "a").fields == {"name": "Trần Thị MẪU", "phone": "0601234567", "address": "Xóm Mẫu"}
    assert centre.status().conflicts == 0


def test_two_values_for_one_field_are_both_kept_in_a_conflict_that_both_laptops_get(
    centre: Centre, laptop: Laptop
) -> None:
    other = laptop_of(centre, seed=9)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    base = laptop.pull().upto
    assert other.pull().upto == base
    laptop.note("person.amend", named("a"), {"phone": "0601111111"}, base=base)
    other.note("person.amend", named("a"), {"phone": "0602222222"}, base=base)
    laptop.push()
    other.push()
    for each in (laptop, other):
        found = records_in(each.pull())
        conflicts = [record for record in found.values() if record.type == "conflict"]
        assert len(conflicts) == 1
        values = {conflicts[0].fields[side]["values"]["phone"] for side in ("standing", "other")}
        assert values == {"0601111111", "0602222222"}
        assert found[named("a")].fields["phone"] == "0601111111"


def test_nothing_overtakes_a_refused_operation_of_its_record_and_others_go_on(centre: Centre, laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.void", named("d"), {}, after=1)
    laptop.note("dossier.result", named("d"), {"result_number": "1"}, after=2)
    laptop.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=3)
    laptop.note("dossier.register", named("e"), DOSSIER)
    laptop.push()
    centre.reconcile()
    laptop.note("dossier.amend", named("d"), {"note": "x"}, after=4)
    laptop.note("dossier.amend", named("e"), {"note": "y"}, after=5)
    laptop.push()
    centre.reconcile()
    assert states(centre) == [
        (1, "applied", ""),
        (2, "applied", ""),
        (3, "parked", "impossible_move"),
        (4, "parked", "behind_parked"),
        (5, "applied", ""),
        (6, "parked", "behind_parked"),
        (7, "applied", ""),
    ]
    assert "phone" not in record(centre, "d").fields
    verdicts = laptop.pull().verdicts
    assert [(each.seq, each.state, each.reason) for each in verdicts][2:4] == [
        (3, 3, "impossible_move"),
        (4, 3, "behind_parked"),
    ]


def test_another_laptop_goes_on_with_a_record_on_which_one_has_something_parked(centre: Centre, laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.magic", named("d"), {}, after=1)
    laptop.push()
    other = laptop_of(centre, seed=9)
    base = other.pull().upto
    other.note("dossier.amend", named("d"), {"phone": "0601234567"}, base=base)
    other.push()
    centre.reconcile()
    assert record(centre, "d").fields["phone"] == "0601234567"


def test_one_poisonous_operation_among_five_hundred_stays_alone(centre: Centre, laptop: Laptop) -> None:
    poison = msgspec.msgpack.encode([250, "dossier.amend", 1, named("p").bytes, 0, 0, laptop.actor, 1, -1, [1, 2]])
    for number in range(1, 501):
        if number == 250:
            laptop.ops.append(poison)
        else:
            laptop.note("person.register", named(f"a{number}"), {"name": f"Trần Thị MẪU {number}"})
    laptop.push()
    assert laptop.hello().applied_seq == 500
    found = centre.status().operations
    assert found == {"applied": 499, "parked": 1}
    assert [each for each in states(centre) if each[1] == "parked"] == [(250, "parked", "unreadable")]
    with centre.engine.connect() as connection:
        raw = connection.execute(select(OPERATION.c.raw, OPERATION.c.hash).where(OPERATION.c.seq == 250)).one()
    assert tuple(raw) == (poison, hashlib.sha256(poison).digest())  # kept, to the byte


@pytest.mark.parametrize(
    ("sets", "appends"),
    [
        ({"attempts": 5}, {"attempts": {"outcome": "absent"}}),
        ({"status": ["x"]}, {}),
        ({"note": {1: "a", "b": 2}}, {}),
    ],
)
def test_a_body_that_the_rules_cannot_digest_is_parked_and_the_rest_goes_on(
    centre: Centre, laptop: Laptop, sets: dict[str, Any], appends: dict[str, dict[str, Any]]
) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.amend", named("d"), sets, after=1, appends=appends)
    laptop.note("dossier.shelve", named("d"), {}, after=2)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    assert laptop.hello().applied_seq == 4
    found = {seq: state for seq, state, _ in states(centre)}
    assert (found[1], found[4]) == ("applied", "applied")
    everything(centre)
    assert laptop.pull().upto == 4


def test_a_record_that_outgrows_a_page_is_parked_before_it_blocks_the_feed(centre: Centre, laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER | {"note": "x" * 700_000})
    laptop.note("dossier.amend", named("d"), {"request": "y" * 700_000}, after=1)
    laptop.push()
    centre.reconcile()
    assert states(centre) == [(1, "applied", ""), (2, "parked", "record_too_large")]


def test_an_official_whom_nobody_named_is_parked_not_dropped(centre: Centre, laptop: Laptop) -> None:
    laptop.actor = bytes(range(16))
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    centre.reconcile()
    assert states(centre) == [(1, "parked", "official_unknown")]


def test_a_run_signed_with_another_key_is_parked_not_dropped(centre: Centre, laptop: Laptop) -> None:
    laptop.official = new_signing_key(seeded(77))
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    centre.reconcile()
    assert states(centre) == [(1, "parked", "official_unproven")]


def test_an_operation_in_another_official_s_name_is_parked(centre: Centre, laptop: Laptop) -> None:
    signer, laptop.actor = laptop.actor, bytes(range(16))
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    head = chain_over(chain_start(laptop.device, laptop.incarnation), laptop.ops)
    run = Run(signer, 1, laptop.official.sign(run_message(head)))
    sealed = laptop.seal(runs=[run])
    assert laptop.request("PUT", laptop.path(), sealed)[0].status == 200
    centre.reconcile()
    assert states(centre) == [(1, "parked", "wrong_actor")]


def test_the_chain_of_hashes_goes_on_over_segments(centre: Centre, laptop: Laptop) -> None:
    for number in range(3):
        laptop.note("person.register", named(f"a{number}"), {"name": "Trần Thị MẪU"})
        laptop.push()
    centre.reconcile()
    assert [state for _, state, _ in states(centre)] == ["applied"] * 3


def test_a_sequence_number_inside_that_is_not_its_place_is_parked(centre: Centre, laptop: Laptop) -> None:
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.note("person.register", named("b"), {"name": "Lê Văn MẪU"})
    laptop.ops[1] = laptop.ops[0]
    laptop.push()
    centre.reconcile()
    assert states(centre) == [(1, "applied", ""), (2, "parked", "wrong_seq")]


def test_digests_equal_a_recount_after_creations_changes_and_conflicts(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    for number in range(20):
        laptop.note("person.register", named(f"a{number}"), {"name": "Trần Thị MẪU"})
    laptop.push()
    base = other.pull().upto
    for number in range(20):
        laptop.note("person.amend", named(f"a{number}"), {"phone": f"06011111{number:02}"}, base=base)
        other.note("person.amend", named(f"a{number}"), {"phone": f"06022222{number:02}"}, base=base)
    laptop.push()
    other.push()
    centre.reconcile()
    with centre.engine.connect() as connection:
        kept = digests(connection, COMMUNE)
        assert kept == recounted(connection, COMMUNE)
    assert {name: count for name, (count, _) in kept.items()} == {"person": 20, "conflict": 20}
    last = laptop.page()
    assert last.digests is not None
    assert {each.type: (each.count, each.hash) for each in last.digests} == kept


STEPS = (
    "centre.receive.verified",
    "centre.receive.before_commit",
    "centre.receive.committed",
    "centre.reconcile.begin",
    "centre.reconcile.opened",
    "centre.reconcile.judged",
    "centre.reconcile.records_written",
    "centre.reconcile.before_commit",
    "centre.reconcile.committed",
    "centre.feed.read",
)


def _day(ask: Laptop) -> None:
    """Do what may be done again and again: put what waits, pull."""
    if ask.sealed_seq < len(ask.ops):
        ask.push()
    ask.hello()
    ask.pull()


def _planned(laptop: Laptop) -> None:
    laptop.note("dossier.register", named("d"), DOSSIER)
    laptop.note("dossier.void", named("d"), {}, after=1)
    laptop.note("dossier.result", named("d"), {}, after=2)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})


@pytest.mark.parametrize("at", STEPS)
def test_whichever_step_the_centre_dies_at_everything_is_applied_exactly_once(
    tmp_path: Path, new_store: NewStore, at: str
) -> None:
    calm = new_centre(tmp_path / "calm", database=new_store(), clock=TestClock())
    steady = laptop_of(calm)
    _planned(steady)
    _day(steady)
    wanted = everything(calm)
    calm.close()

    crash = Crash()
    centre = new_centre(tmp_path / "centre", database=new_store(), clock=TestClock(), step=crash)
    laptop = laptop_of(centre)
    _planned(laptop)
    sealed = laptop.seal()
    crash.at = at
    with suppress(CrashError):
        laptop.request("PUT", laptop.path(), sealed)
        laptop.moved_past(sealed)
        _day(laptop)
    assert crash.at == "", "the step was not passed"
    centre.close()

    again = open_centre(centre.folder, clock=TestClock(), random=seeded(3), step=crash)
    laptop.ask = again.answer
    if laptop.number == 0:
        assert laptop.request("PUT", laptop.path(), sealed)[0].status == 200
        laptop.moved_past(sealed)
    _day(laptop)
    assert everything(again) == wanted
    assert again.status().segments == {"applied": 1}
    again.close()


def test_every_step_of_the_list_is_really_passed(tmp_path: Path, new_store: NewStore) -> None:
    crash = Crash()
    centre = new_centre(tmp_path / "centre", database=new_store(), step=crash)
    laptop = laptop_of(centre)
    _planned(laptop)
    _day(laptop)
    assert set(STEPS) <= set(crash.seen)
    centre.close()


def test_a_second_program_that_was_quicker_is_not_repeated(centre: Centre, laptop: Laptop) -> None:
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()

    def let_the_other_go_first(name: str) -> None:
        if name == "centre.reconcile.begin":
            assert centre.reconcile() == 1

    slow = open_centre(centre.folder, clock=TestClock(), random=seeded(5), step=let_the_other_go_first)
    slow.reconcile()
    slow.close()
    assert states(centre) == [(1, "applied", "")]
    assert centre.status().segments == {"applied": 1}
    everything(centre)


def test_a_segment_that_does_not_open_stops_its_own_chain_alone(centre: Centre, laptop: Laptop) -> None:
    other = laptop_of(centre, seed=9)
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    with writing(centre.engine) as connection:
        of_table = " ON segment" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql("DROP TRIGGER segment_no_update" + of_table)
        connection.execute(update(SEGMENT).values(sealed=bytes(500)))
    laptop.note("person.register", named("b"), {"name": "Trần Thị MẪU"})
    laptop.push()
    other.note("person.register", named("c"), {"name": "Lê Văn MẪU"})
    other.push()
    centre.reconcile()
    assert centre.reconcile() == 0
    assert centre.status().segments == {"applied": 1, "broken": 1, "pending": 1}
    with centre.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(RECORD)).scalar_one() == 1


@pytest.mark.parametrize(
    "value",
    [{1: "a", "b": 2}, {"deep": {1: 2}}],
    ids=["keys of two sorts", "whole numbers as keys"],
)
def test_a_value_that_clashes_and_fits_no_conflict_record_stays_alone(
    centre: Centre, laptop: Laptop, value: dict[object, object]
) -> None:
    """What yields stands in the conflict record alone: the record itself would have been fine."""
    other = laptop_of(centre, seed=9)
    person, good = named("bad"), named("good")
    laptop.note("person.register", person, {"name": "Trần Thị MẪU", "extra": "x"})
    laptop.push()
    stamp = other.pull().upto
    laptop.note("person.amend", person, {"extra": "y"}, base=stamp)
    laptop.push()
    centre.reconcile()
    other.note("person.amend", person, {"extra": value}, base=stamp)
    other.note("person.register", good, {"name": "Lê MẪU"})
    other.push()
    centre.reconcile()
    assert states(centre)[2:] == [(1, "parked", "rules_failed"), (2, "applied", "")]
    assert good in records_in(laptop.pull())
    assert records_in(other.pull())[person].fields["extra"] == "y"


def test_a_record_that_took_a_conflict_s_name_beforehand_leaves_the_books_whole(centre: Centre) -> None:
    one, two = laptop_of(centre), laptop_of(centre, seed=9)
    seed = b"hpv/conflict/v1\0" + operation_id(two.origin, 2).bytes + b"note"
    taken = derived_uuid(seed)
    two.note("person.register", taken, {"name": "Trần Thị MẪU"})
    two.push()
    one.note("dossier.register", named("d"), DOSSIER)
    one.note("dossier.amend", named("d"), {"note": "một"}, after=1)
    one.push()
    centre.reconcile()
    two.note("dossier.amend", named("d"), {"note": "hai"})
    two.push()
    centre.reconcile()
    with centre.engine.connect() as connection:
        assert {each: kept for each, kept in digests(connection, COMMUNE).items() if kept[0]} == recounted(
            connection, COMMUNE
        )
        kept = read_records(connection, COMMUNE, [taken])[taken]
        types = set(connection.execute(select(RECORD.c.type).where(RECORD.c.id == taken.bytes)).scalars())
    assert (kept.type, types) == ("conflict", {"conflict"})
