"""What a laptop gets from the feed: what it cannot make itself, page by page, and no echo."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.central import feed
from sync.central.answering import FEED_PATH, Centre
from sync.central.devices import find_device
from sync.central.enrolment import Invitation
from sync.protocol.answers import AnswerKind, read_answer, request_digest
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.errors import NotForUsError
from sync.protocol.feed import open_page
from sync.protocol.messages import FeedPage, FeedRequest, encode
from sync.records.record import record_hash, rolling_hash
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre, records_in


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


@pytest.fixture
def other(centre: Centre) -> Laptop:
    return laptop_of(centre, seed=9)


def people(laptop: Laptop, names: range, **more: Any) -> None:
    for number in names:
        laptop.note("person.register", named(f"a{number}"), {"name": f"Trần Thị MẪU {number}", **more})


def all_pages(laptop: Laptop, *, max_bytes: int) -> list[FeedPage]:
    pages: list[FeedPage] = []
    cursor = 0
    while not pages or pages[-1].upto != pages[-1].head:
        page = laptop.page(cursor, max_bytes)
        assert page.after == cursor < page.upto <= page.head
        pages.append(page)
        cursor = page.upto
    return pages


def test_own_clean_work_comes_back_as_verdicts_alone(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(30))
    laptop.push()
    mine, theirs = laptop.page(), other.page()
    assert [each.seq for each in mine.verdicts] == list(range(1, 31))
    assert all(each.clean and each.state == 1 for each in mine.verdicts)
    assert mine.snapshots == []
    assert theirs.verdicts == []
    assert len(theirs.snapshots) == 30


def test_a_record_that_somebody_changed_again_and_again_is_told_once(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(12))
    for turn in range(4):
        for number in range(12):
            laptop.note("person.amend", named(f"a{number}"), {"phone": f"060000000{turn}"}, after=1)
    laptop.push()
    pages = all_pages(other, max_bytes=1024)
    assert len(pages) > 1
    assert [record.fields["phone"] for page in pages for record in records_in(page).values()] == ["0600000003"] * 12


def test_what_i_changed_cleanly_after_others_is_told_where_they_changed_it(laptop: Laptop, other: Laptop) -> None:
    people(other, range(1))
    other.push()
    laptop.note("person.amend", named("a0"), {"phone": "0600000001"}, base=laptop.page().head)
    laptop.push()
    page = laptop.page()
    assert [(each.seq, each.clean) for each in page.verdicts] == [(1, True)]
    assert [record.fields["phone"] for record in records_in(page).values()] == ["0600000001"]


def test_a_snapshot_says_which_of_my_own_operations_are_in_it(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(2))
    laptop.push()
    base = laptop.pull().upto
    other.pull()
    laptop.note("person.amend", named("a0"), {"phone": "0601111111"}, base=base)
    laptop.push()
    other.note("person.amend", named("a0"), {"address": "Xóm Mẫu"}, base=base)
    other.note("person.amend", named("a1"), {"address": "Xóm Mẫu"}, base=base)
    other.push()
    page = laptop.pull()
    mine = {record.id: each.mine for record, each in zip(records_in(page).values(), page.snapshots, strict=True)}
    assert mine == {named("a0"): 3, named("a1"): 2}
    assert [each.mine for each in other.page(base).snapshots] == [1]  # a0 alone: its merge was not clean


def test_small_pages_together_say_what_one_large_page_says(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(60), note="x" * 200)
    laptop.push()
    pages = all_pages(other, max_bytes=1024)
    assert len(pages) > 10
    together = [record_hash(record) for page in pages for record in records_in(page).values()]
    whole = [record_hash(record) for record in records_in(other.page(0)).values()]
    assert together == whole
    assert [page.digests is not None for page in pages] == [False] * (len(pages) - 1) + [True]
    digests = pages[-1].digests
    assert digests is not None
    assert [(each.type, each.count, each.hash) for each in digests] == [("person", 60, rolling_hash(whole))]


def test_a_record_larger_than_the_page_asked_for_still_comes(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(3), note="x" * 50_000)
    laptop.push()
    pages = all_pages(other, max_bytes=1024)
    assert [len(page.snapshots) for page in pages] == [1, 1, 1]


def test_a_record_changed_often_comes_once_in_a_page(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(1))
    for seq in range(1, 20):
        laptop.note("person.amend", named("a0"), {"phone": f"06011111{seq:02}"}, after=seq)
    laptop.push()
    assert len(other.page().snapshots) == 1


def few_rows_at_once(centre: Centre, laptop: Laptop, cursor: int, rows: int) -> list[FeedPage]:
    """Read all pages with so few rows at a time that a reading ends where a page does not."""
    pages: list[FeedPage] = []
    with centre.engine.connect() as connection:
        device = find_device(connection, laptop.device)
        while not pages or pages[-1].upto != pages[-1].head:
            page = feed.page_after(connection, device, FeedRequest(cursor, feed.PAGE_MAX_BYTES), rows_at_once=rows)
            assert page.after == cursor < page.upto <= page.head
            pages.append(page)
            cursor = page.upto
    return pages


@pytest.mark.parametrize("rows", [2, 7, 50])
def test_more_rows_than_are_read_at_once_are_all_served(
    centre: Centre, laptop: Laptop, other: Laptop, rows: int
) -> None:
    people(laptop, range(50))
    laptop.push()
    centre.reconcile()
    theirs = few_rows_at_once(centre, other, 0, rows)
    assert sorted(each.fields["name"] for page in theirs for each in records_in(page).values()) == sorted(
        f"Trần Thị MẪU {number}" for number in range(50)
    )
    mine = few_rows_at_once(centre, laptop, 0, rows)
    assert [each.seq for page in mine for each in page.verdicts] == list(range(1, 51))
    assert len(theirs) > 1


@pytest.mark.parametrize("rows", [3, 4, 5])
def test_a_stamp_whose_rows_are_cut_by_the_reading_is_served_whole(
    centre: Centre, laptop: Laptop, other: Laptop, rows: int
) -> None:
    people(laptop, range(12))
    laptop.push()
    base = other.pull().head
    for number in range(12):
        laptop.note("person.amend", named(f"a{number}"), {"phone": "0601111111"}, base=base)
        other.note("person.amend", named(f"a{number}"), {"phone": "0602222222"}, base=base)
    laptop.push()
    other.push()
    centre.reconcile()
    pages = few_rows_at_once(centre, laptop, base, rows)
    found = [record.type for page in pages for record in records_in(page).values()]
    assert (found.count("conflict"), found.count("person")) == (12, 12)


def test_a_stamp_whose_rows_are_cut_within_a_page_is_told_whole(centre: Centre, laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(301))
    laptop.push()
    base = other.pull().head
    for number in range(300):
        laptop.note("person.amend", named(f"a{number}"), {"phone": "0601111111"}, base=base)
    other.note("person.amend", named("a300"), {"phone": "0602222222"}, base=base)
    for number in range(300):  # each leaves two rows, behind the one row before: the five hundredth is a stamp's first
        other.note("person.amend", named(f"a{number}"), {"phone": "0602222222"}, base=base)
    laptop.push()
    other.push()
    centre.reconcile()
    third = laptop_of(centre, seed=11)
    third.cursor = base
    page = third.page()
    found = [record.type for record in records_in(page).values()]
    assert (page.upto, found.count("conflict"), found.count("person")) == (page.head, 300, 301)


def test_the_cursor_jumps_over_own_segments_at_once(laptop: Laptop) -> None:
    people(laptop, range(40))
    laptop.push()
    page = laptop.page(0, 4096)
    assert (page.upto, page.head) == (40, 40)


def test_nothing_new_is_an_empty_page_with_digests(laptop: Laptop) -> None:
    people(laptop, range(3))
    laptop.push()
    laptop.pull()
    page = laptop.pull()
    assert (page.after, page.upto, page.head, page.verdicts, page.snapshots) == (3, 3, 3, [], [])
    assert page.digests is not None


def test_a_cursor_from_a_future_that_was_lost_is_answered_with_what_there_is(laptop: Laptop) -> None:
    people(laptop, range(3))
    laptop.push()
    page = laptop.page(99)
    assert (page.after, page.upto, page.head, page.verdicts, page.snapshots) == (99, 3, 3, [], [])


def test_another_commune_sees_nothing_of_this_one(centre: Centre, laptop: Laptop) -> None:
    elsewhere = Laptop(centre.answer, read_enrolment(centre.invite(Invitation(commune="10000"))), seed=21)
    elsewhere.enrol()
    people(laptop, range(3))
    laptop.push()
    page = elsewhere.page()
    assert (page.head, page.snapshots, page.digests) == (0, [], [])


def test_a_page_opens_for_the_laptop_that_asked_and_nobody_else(laptop: Laptop, other: Laptop) -> None:
    people(laptop, range(3))
    laptop.push()
    body = encode(FeedRequest(0, 4096))
    reply, digest = other.request("POST", FEED_PATH, body)
    payload = read_answer(reply.body, digest, other.centre_public)
    assert payload.kind == AnswerKind.FEED
    assert "MẪU".encode() not in reply.body
    assert open_page(payload.payload, request_digest=digest, key=other.sealing).snapshots
    with pytest.raises(NotForUsError):
        open_page(payload.payload, request_digest=digest, key=laptop.sealing)
    assert digest != request_digest("POST", FEED_PATH, bytes(16), body)


def test_after_a_new_incarnation_the_old_one_s_work_comes_as_records(laptop: Laptop) -> None:
    people(laptop, range(3))
    laptop.push()
    laptop.incarnation, laptop.number, laptop.previous, laptop.sealed_seq = bytes(range(16)), 0, bytes(32), 0
    laptop.ops.clear()
    laptop.hello()
    page = laptop.page()
    assert page.verdicts == []
    assert [each.mine for each in page.snapshots] == [0, 0, 0]


def test_a_laptop_hears_of_its_own_incarnation_alone_although_a_copy_of_it_took_another(laptop: Laptop) -> None:
    people(laptop, range(1))
    laptop.push()
    kept = laptop.incarnation
    laptop.incarnation, laptop.number, laptop.previous, laptop.sealed_seq = bytes(range(16)), 0, bytes(32), 0
    laptop.ops.clear()
    people(laptop, range(1, 4))
    laptop.hello()
    laptop.push()
    assert [each.seq for each in laptop.page().verdicts] == [1, 2, 3]
    laptop.incarnation = kept
    page = laptop.page()
    assert [(each.seq, each.stamp) for each in page.verdicts] == [(1, 1)]
    assert len(page.snapshots) == 3
