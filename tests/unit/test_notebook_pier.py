"""The notebook's side of the ferry, call by call: each one transaction, and no late answer moves what was decided."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from desktop_app.storage.healing import CHECKED_AT_ONCE
from desktop_app.storage.notebook import Notebook
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import META, OPERATION, OPERATION_BYTES, RECORD
from sync.client.ports import NEVER_AGREED, Pulled, Written
from sync.client.questions import pulled
from sync.protocol.messages import FeedPage, Snapshot, Verdict, VerdictState
from sync.records import person as people
from sync.records.merge import Applied, apply
from sync.records.operation import Body, Operation, Origin, decode_operation
from sync.records.person import Person
from sync.records.record import Record, bytes_hash, decode_record, encode_record, record_hash, rolling_hash
from sync.records.rules import PERSON
from tests.unit.notebook_room import Hands, author, new_notebook, person, reopened


class PowerCut(BaseException):
    """The machine stops here."""


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def notebook(tmp_path: Path, hands: Hands) -> Notebook:
    return new_notebook(tmp_path, hands)


@pytest.fixture
def who(notebook: Notebook, hands: Hands) -> Person:
    who = person(hands.new_id, "Nguyễn Mẫu")
    with notebook.writing(author(hands)) as work:
        work.record(people.register(who), people.amend(who, replace(who, phone="0600000002")))
    return who


def _segment(number: int, first_seq: int, last_seq: int) -> Written:
    return Written(number=number, first_seq=first_seq, last_seq=last_seq, hash=b"%032d" % number, sealed=b"sealed")


def _verdict(seq: int, stamp: int, state: VerdictState = VerdictState.APPLIED, *, clean: bool = True) -> Verdict:
    return Verdict(seq, state, stamp, "", clean)


def _page(upto: int, *verdicts: Verdict, records: tuple[tuple[Record, int], ...] = (), durable_seq: int = 0) -> Pulled:
    return Pulled(after=0, upto=upto, verdicts=verdicts, records=records, durable_seq=durable_seq)


def _states(notebook: Notebook) -> list[str]:
    with notebook.engine.connect() as connection:
        return list(connection.execute(sa.select(OPERATION.c.state).order_by(OPERATION.c.seq)).scalars())


def _person(notebook: Notebook, who: Person) -> Person:
    with notebook.reading() as reader:
        return Person.of(reader.get(PERSON, who.id))


def test_a_verdict_of_a_later_version_waits_for_a_person_and_is_never_passed_over(
    notebook: Notebook, who: Person
) -> None:
    pier = Pier(notebook)
    pier.write_down(_segment(1, 1, 2))
    pier.settle(1, b"receipt")
    pier.integrate(_page(2, Verdict(1, 99, 1, "of_tomorrow", False), _verdict(2, 2)))
    assert _states(notebook) == ["parked", "applied"]


def test_what_the_centre_says_is_kept_and_counted_in_the_very_bytes_in_which_it_came(notebook: Notebook) -> None:
    record_id = Hands().new_id()
    written = [
        msgspec.msgpack.encode([PERSON, record_id.bytes, stamp, {"name": name}, {}, "of tomorrow"])
        for stamp, name in ((7, "Trần Mẫu"), (9, "Lê Mẫu"))
    ]
    pier = Pier(notebook)
    for stamp, raw in zip((7, 9), written, strict=True):
        pier.integrate(pulled(FeedPage(0, stamp, stamp, [], [Snapshot(msgspec.Raw(raw), 0)], 0)))
        with notebook.engine.connect() as connection:
            kept = connection.execute(sa.select(RECORD.c.base, RECORD.c.page)).one()
        assert tuple(kept) == (raw, b"")
        assert pier.digests() == {PERSON: (1, rolling_hash([bytes_hash(raw)]))}
    with notebook.reading() as reader:
        assert reader.get(PERSON, record_id).fields["name"] == "Lê Mẫu"


def test_the_base_moves_with_what_the_centre_applied_and_with_nothing_else(notebook: Notebook) -> None:
    hands = Hands()
    who = person(hands.new_id, "Nguyễn Mẫu")
    theirs = Record(PERSON, who.id, 7, people.register(who).body.sets, {})
    pier = Pier(notebook)
    pier.integrate(pulled(FeedPage(0, 7, 7, [], [Snapshot(msgspec.Raw(encode_record(theirs)), 0)], 0)))
    phones = [replace(who, phone=f"060000000{each}") for each in (0, 1, 2)]
    with notebook.writing(author(hands)) as work:
        work.record(people.amend(phones[0], phones[1]), people.amend(phones[1], phones[2]))
    for verdict, phone in ((_verdict(1, 8), phones[1].phone), (_verdict(2, 9, VerdictState.PARKED), phones[1].phone)):
        pier.integrate(_page(verdict.stamp, verdict))
        with notebook.engine.connect() as connection:
            kept = connection.execute(sa.select(RECORD.c.base, RECORD.c.base_hash, RECORD.c.base_rev)).one()
        assert (decode_record(kept.base).fields["phone"], kept.base_rev) == (phone, 8)
        assert kept.base_hash == bytes_hash(kept.base)
        assert _person(notebook, who).phone == phones[2].phone


def test_what_waits_on_a_record_is_found_by_the_record(notebook: Notebook) -> None:
    asked: list[str] = []
    hands = Hands()
    sa.event.listen(notebook.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with notebook.writing(author(hands)) as work:
        work.record(*(people.register(person(hands.new_id, name)) for name in ("Trần Mẫu", "Lê Mẫu")))
    pier = Pier(notebook)
    pier.integrate(_page(1, _verdict(1, 1)))
    wheres = ("operation.record = ?", "operation.record IN (?")
    by_record = {each for each in asked if each.startswith("SELECT") and any(where in each for where in wheres)}
    assert len(by_record) == 2, "what stands before a new act, and what waits on a record that came"
    for statement in by_record:
        with notebook.engine.connect() as connection:
            values = (b"",) * statement.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        first, *then = (each[3] for each in plan)
        assert "operation_of_record (record=?" in first, plan
        assert set(then) <= {"SEARCH operation_bytes USING INTEGER PRIMARY KEY (rowid=?)"}, plan
    asked.clear()
    pier.integrate(_page(2, _verdict(2, 2)))
    assert not any("operation.record IN (?" in each for each in asked), "nothing waits: nothing has to be sought"


def test_a_late_receipt_does_not_take_a_verdict_back(notebook: Notebook, who: Person) -> None:
    pier = Pier(notebook)
    pier.write_down(_segment(1, 1, 2))
    assert _states(notebook) == ["sending", "sending"]
    pier.integrate(_page(1, _verdict(1, 1)))
    pier.settle(1, b"receipt")
    assert _states(notebook) == ["applied", "received"]
    assert pier.pending() is None
    assert _person(notebook, who).phone == "0600000002"


@pytest.mark.usefixtures("who")
@pytest.mark.parametrize(("number", "first_seq"), [(2, 1), (1, 2), (0, 1)])
def test_a_segment_that_would_leave_a_gap_is_never_written_down(
    notebook: Notebook, number: int, first_seq: int
) -> None:
    with pytest.raises(RuntimeError):
        Pier(notebook).write_down(_segment(number, first_seq, 2))
    assert _states(notebook) == ["waiting", "waiting"]


@pytest.mark.usefixtures("who")
def test_waiting_gives_one_more_than_fits(notebook: Notebook) -> None:
    pier = Pier(notebook)
    assert [each.seq for each in pier.waiting(max_bytes=1)] == [1]
    assert [each.seq for each in pier.waiting(max_bytes=100_000)] == [1, 2]
    pier.write_down(_segment(1, 1, 1))
    assert [each.seq for each in pier.waiting(max_bytes=100_000)] == [2]


def test_a_power_cut_while_a_page_is_taken_in_leaves_neither_cursor_nor_pages(
    tmp_path: Path, notebook: Notebook, hands: Hands, who: Person
) -> None:
    def step(name: str) -> None:
        if name == "sync.integrate.commit":
            raise PowerCut

    notebook.close()
    cut = reopened(tmp_path, hands, step=step)
    with pytest.raises(PowerCut):
        Pier(cut).integrate(_page(2, _verdict(1, 1), _verdict(2, 2)))
    cut.close()
    again = reopened(tmp_path, hands)
    assert _states(again) == ["waiting", "waiting"]
    assert Pier(again).standing().cursor == 0
    assert Pier(again).digests() == {}
    assert _person(again, who).phone == "0600000002"


def test_clean_verdicts_make_the_base_that_the_centre_has(notebook: Notebook, who: Person) -> None:
    pier = Pier(notebook)
    with notebook.engine.connect() as connection:
        raws = connection.execute(sa.select(OPERATION_BYTES.c.raw).order_by(OPERATION_BYTES.c.number)).scalars().all()
    assert pier.integrate(_page(9, _verdict(1, 4), _verdict(2, 9))).applied == 2
    expected = _replayed(raws, notebook.origin, [4, 9])
    with notebook.reading() as reader:
        assert encode_record(reader.get(PERSON, who.id)) == encode_record(expected)
    assert pier.digests() == {PERSON: (1, rolling_hash([record_hash(expected)]))}
    assert pier.integrate(_page(9, _verdict(1, 4), _verdict(2, 9))).applied == 0


def test_what_waits_is_replayed_on_top_of_what_came(notebook: Notebook, hands: Hands, who: Person) -> None:
    pier = Pier(notebook)
    pier.integrate(_page(1, _verdict(1, 1)))
    with notebook.reading() as reader:
        waiting = reader.get(PERSON, who.id)
    assert waiting.fields["phone"] == "0600000002"
    with notebook.engine.connect() as connection:
        raw = connection.execute(sa.select(OPERATION_BYTES.c.raw).where(OPERATION_BYTES.c.number == 1)).scalar_one()
    base = _replayed([raw], notebook.origin, [1])
    theirs = _by_another(hands, base, {"name": "Trần Thử"}, stamp=2)
    pier.integrate(_page(2, records=((theirs, 1),)))
    there = _person(notebook, who)
    assert (there.name, there.phone) == ("Trần Thử", "0600000002")
    with notebook.reading() as reader:
        assert reader.sync_state(who.id) == "waiting"
        assert [found.id for found in reader.search("thử", record_type=PERSON, limit=5)] == [who.id]


def test_a_parked_operation_stays_on_the_page_until_a_person_decides(notebook: Notebook, who: Person) -> None:
    pier = Pier(notebook)
    taken = pier.integrate(_page(2, _verdict(1, 1), _verdict(2, 2, VerdictState.PARKED)))
    assert (taken.applied, taken.parked) == (1, 1)
    assert _person(notebook, who).phone == "0600000002"
    assert not pier.is_all_applied()


@pytest.mark.usefixtures("who")
def test_only_what_was_applied_becomes_durable(notebook: Notebook) -> None:
    pier = Pier(notebook)
    pier.integrate(_page(2, _verdict(1, 1), _verdict(2, 2, VerdictState.PARKED), durable_seq=2))
    assert _states(notebook) == ["durable", "parked"]
    pier.integrate(_page(2, _verdict(1, 1)))
    assert _states(notebook) == ["durable", "parked"]


def test_an_older_copy_never_replaces_a_newer_base(notebook: Notebook, hands: Hands, who: Person) -> None:
    pier = Pier(notebook)
    with notebook.engine.connect() as connection:
        raws = connection.execute(sa.select(OPERATION_BYTES.c.raw).order_by(OPERATION_BYTES.c.number)).scalars().all()
    old = _replayed(raws, notebook.origin, [1, 2])
    new = _by_another(hands, old, {"name": "Trần Thử"}, stamp=3)
    pier.integrate(_page(3, _verdict(1, 1), _verdict(2, 2), records=((new, 2),)))
    pier.integrate(_page(3, records=((old, 2),)))
    assert _person(notebook, who).name == "Trần Thử"


def test_the_token_outlives_the_enrolment_for_a_centre_that_is_restored(notebook: Notebook) -> None:
    pier = Pier(notebook)
    with notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(enrolment_token=b"once"))
    pier.note_enrolled(epoch=b"e" * 16, machine="M09")
    standing = pier.standing()
    assert (standing.is_enrolled, standing.enrolment_token, standing.machine) == (True, b"once", "M09")


def _replayed(raws: Sequence[bytes], origin: Origin, stamps: list[int]) -> Record:
    record: Record | None = None
    for raw, stamp in zip(raws, stamps, strict=True):
        after = apply(decode_operation(raw), origin, record, stamp=stamp)
        assert isinstance(after, Applied)
        record = after.record
    assert record is not None
    return record


def _by_another(hands: Hands, base: Record, sets: dict[str, str], *, stamp: int) -> Record:
    operation = Operation(
        seq=1,
        kind="person.amend",
        version=1,
        record=base.id,
        base=base.rev,
        after=0,
        actor=hands.new_id(),
        claimed_at_ms=0,
        elapsed_ms=-1,
        body=Body(sets=sets),
    )
    after = apply(operation, Origin(hands.new_id(), hands.new_id()), base, stamp=stamp)
    assert isinstance(after, Applied)
    return after.record


@pytest.mark.parametrize(
    ("count", "spoiled", "found"),
    [
        (CHECKED_AT_ONCE, (1, 1_000, 2_000), [3, 3]),
        (CHECKED_AT_ONCE + 1, (1, 2_000, 2_001), [2, 1, 2, 1]),
        (5_000, (2, 3_000, 4_001, 5_000), [1, 1, 2, 1, 1, 2]),
    ],
)
def test_every_base_has_its_turn_to_be_hashed_anew(
    notebook: Notebook, count: int, spoiled: tuple[int, ...], found: list[int]
) -> None:
    pier = Pier(notebook)
    kept = bytes_hash(b"as it was")
    row = {"type": PERSON, "page": b"", "base": b"as it was", "base_rev": 1, "base_hash": kept}
    rows = [{"number": at, "id": at.to_bytes(16), **row} for at in range(1, count + 1)]
    with notebook.transaction(write=True) as connection:
        connection.execute(sa.insert(RECORD), rows)
    for _ in range(3):
        assert pier.check_bases() == 0
    with notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(checked_upto=0, agreed_cursor=7))
        connection.execute(sa.update(RECORD).where(RECORD.c.number.in_(spoiled)).values(base=b"as it was not"))
    for times in found:
        assert pier.check_bases() == times
        if times:
            assert pier.standing().agreed_cursor == NEVER_AGREED, "nobody may believe that both are equal"
        with notebook.transaction(write=True) as connection:  # the digests tell now; spoil the hashes once more
            connection.execute(sa.update(META).values(agreed_cursor=7))
            connection.execute(sa.update(RECORD).values(base_hash=kept))


@pytest.mark.usefixtures("who")
def test_what_waits_is_read_in_the_order_of_its_numbers_without_a_sort(notebook: Notebook) -> None:
    asked: list[str] = []
    sa.event.listen(notebook.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    pier = Pier(notebook)
    pier.waiting(max_bytes=1)
    pier.unsent()
    statements = [each for each in asked if each.startswith("SELECT")]
    with notebook.engine.connect() as connection:
        plans = [
            [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", ("",) * each.count("?"))]
            for each in statements
        ]
    by_state = "SEARCH operation USING INDEX operation_in_state (state=?)"
    assert plans == [[by_state, "SEARCH operation_bytes USING INTEGER PRIMARY KEY (rowid=?)"], [by_state]]
