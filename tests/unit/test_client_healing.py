"""Rows that went wrong are found by hashing them anew, and mended bucket by bucket; what the official wrote stays."""

from typing import Any

import pytest
import sqlalchemy as sa
from msgspec import structs

from desktop_app.storage.tables import META, RECORD
from sync.central.store import writing
from sync.central.tables import DIGEST
from sync.central.tables import RECORD as CENTRE_RECORD
from sync.client.ports import Healing, Pulled
from sync.records.record import bytes_hash, decode_record, encode_record, record_hash, rolling_hash
from tests.unit.ferry_room import Laptop, Room, check_equal


def _row(laptop: Laptop, record_id: bytes) -> sa.Row[Any]:
    with laptop.notebook.engine.connect() as connection:
        return connection.execute(sa.select(RECORD).where(RECORD.c.id == record_id)).one()


def _spoil(laptop: Laptop, record_id: bytes, **columns: object) -> None:
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(RECORD).where(RECORD.c.id == record_id).values(columns))


def _flipped(raw: bytes, at: int) -> bytes:
    hurt = bytearray(raw)
    hurt[at % len(hurt)] ^= 0x41
    return bytes(hurt)


@pytest.mark.parametrize("at", [0, 1, 7, 40, 90, 150, -1])
def test_a_flipped_byte_is_found_and_mended_though_nobody_sent_anything(room: Room, at: int) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    for name in ("Trần Mẫu", "Lê Mẫu"):
        laptop.take_in(name)
    assert room.sync().agreed
    assert room.sync().agreed
    good = _row(laptop, who.id.bytes)
    _spoil(laptop, who.id.bytes, base=_flipped(good.base, at))
    room.roads[0].asked.clear()
    report = room.sync()
    assert (report.trouble, report.healed, report.agreed) == ("", 1, True)
    assert room.roads[0].paths()[-3:] == ["/v1/buckets", "/v1/heal", "/v1/feed"]
    mended = _row(laptop, who.id.bytes)
    assert (mended.base, mended.base_hash, mended.page) == (good.base, good.base_hash, b"")
    assert laptop.phone(who) == who.phone


@pytest.mark.parametrize("column", ["base_hash", "base_rev", "base_mine"])
def test_a_column_beside_the_record_that_went_wrong_does_no_harm(room: Room, column: str) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    assert room.sync().agreed
    _spoil(laptop, who.id.bytes, **{column: bytes(32) if column == "base_hash" else 0})
    room.sync()
    assert room.sync().agreed
    assert laptop.phone(who) == who.phone


def test_a_record_with_a_true_hash_of_something_else_is_mended_and_what_waits_stays_on_top(room: Room) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    assert room.sync().agreed
    wrong = decode_record(_row(laptop, who.id.bytes).base)
    wrong = structs.replace(wrong, fields={**wrong.fields, "name": "Sai Mẫu"})
    _spoil(laptop, who.id.bytes, base=encode_record(wrong), base_hash=record_hash(wrong), page=b"")
    room.laptops[1].take_in("Trần Mẫu")
    assert room.sync(1).agreed

    def write(path: str) -> None:
        if path == "/v1/buckets":
            laptop.amend(who, phone="0600000011")

    room.roads[0].before = write
    report = room.sync()
    assert (report.trouble, report.healed) == ("", 1)
    assert laptop.phone(who) == "0600000011"
    room.roads[0].before = lambda _path: None
    assert room.sync().agreed
    assert room.sync(1).agreed
    check_equal(room)


def test_a_record_that_the_centre_does_not_have_is_no_base_any_more_but_stays_on_the_page(room: Room) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    assert room.sync().agreed
    known = decode_record(_row(laptop, who.id.bytes).base)
    phantom = structs.replace(known, id=laptop.new_id(), fields={**known.fields, "name": "Vắng Mẫu"})
    cursor = laptop.pier.standing().cursor
    laptop.pier.integrate(Pulled(after=cursor, upto=cursor, verdicts=(), records=((phantom, 0),), durable_seq=0))
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(agreed_cursor=-1))
    room.laptops[0].start_again()
    report = room.sync()
    assert (report.trouble, report.healed, report.agreed) == ("", 1, True)
    kept = _row(laptop, phantom.id.bytes)
    assert (kept.base, kept.base_rev, kept.base_hash) == (None, 0, b"")
    with laptop.notebook.reading() as reader:
        assert reader.get("person", phantom.id).fields["name"] == "Vắng Mẫu"
    assert room.sync().healed == 0


def test_many_differing_records_are_fetched_in_pages(room: Room) -> None:
    laptop = room.laptops[0]
    for at in range(20):
        laptop.take_in(f"Mẫu Thứ {at}")
    assert room.sync().agreed
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(RECORD).values(base_hash=bytes(32), base=sa.null(), base_rev=0))
        connection.execute(sa.update(RECORD).where(RECORD.c.number % 2 == 0).values(base_rev=1))
    with laptop.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(agreed_cursor=-1))
    room.laptops[0].start_again()
    report = room.sync()
    assert (report.trouble, report.healed, report.agreed) == ("", 40, True)
    assert room.roads[0].paths().count("/v1/heal") > 4
    assert room.sync(1).agreed
    check_equal(room)


def test_notebooks_that_differ_whatever_is_healed_are_said_to_and_read_anew(room: Room) -> None:
    room.laptops[0].take_in()
    assert room.sync().agreed
    with writing(room.centre.engine) as connection:
        connection.execute(sa.update(DIGEST).values(count=DIGEST.c.count + 1))
    with room.laptops[0].notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(agreed_cursor=-1))
    room.laptops[0].start_again()
    report = room.sync()
    assert (report.trouble, report.agreed) == ("disagree", False)
    with room.laptops[0].notebook.engine.connect() as connection:
        assert connection.execute(sa.select(META.c.cursor)).scalar_one() == 0


def test_a_record_of_a_later_version_is_healed_in_its_own_bytes_and_left_as_it_is_once_it_is_so(room: Room) -> None:
    laptop = room.laptops[0]
    who, _ = laptop.take_in()
    laptop.take_in("Trần Mẫu")
    assert room.sync().agreed
    known = _row(laptop, who.id.bytes).base
    later = b"\x96" + known[1:] + b"\xc0"  # with one element more
    assert decode_record(later) == decode_record(known)
    with writing(room.centre.engine) as connection:
        here = CENTRE_RECORD.c.id == who.id.bytes
        connection.execute(sa.update(CENTRE_RECORD).where(here).values(bytes=later, hash=bytes_hash(later)))
        hashes = connection.execute(sa.select(CENTRE_RECORD.c.hash).where(CENTRE_RECORD.c.type == "person")).scalars()
        total = rolling_hash(hashes)
        connection.execute(sa.update(DIGEST).where(DIGEST.c.type == "person").values(rolling=total))
    for healed in (1, 0):
        with laptop.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(META).values(agreed_cursor=-1))
        laptop.start_again()
        report = room.sync()
        assert (report.trouble, report.healed, report.agreed) == ("", healed, True)
        assert _row(laptop, who.id.bytes).base == later
    records = [(decode_record(later), _row(laptop, who.id.bytes).base_mine)]
    bucket = Healing(
        type="person",
        buckets=[who.id.bytes[0]],
        after_id=(int.from_bytes(who.id.bytes) - 1).to_bytes(16),
        upto_id=who.id.bytes,
        records=records,
        written={who.id: later},
    )
    assert laptop.pier.heal(bucket) == 0
    assert laptop.pier.digests()["person"][1] == total
