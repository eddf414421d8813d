"""A laptop with two histories learns which of its operations the centre has; notebooks that differ heal by bucket."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from sync.central.answering import BUCKETS_PATH, GROUP_PATH, HEAL_PATH, RECOVER_PATH, Centre
from sync.central.store import writing
from sync.central.tables import SEGMENT_STATE
from sync.protocol.answers import AnswerKind, verify_answer
from sync.protocol.feed import open_sealed
from sync.protocol.keys import SealingPrivateKey, SealingPublicKey
from sync.protocol.messages import (
    BucketsAnswer,
    BucketsRequest,
    GroupKeys,
    HealPage,
    HealRequest,
    Message,
    Recover,
    RecoverAnswer,
    VerdictState,
    decode,
    encode,
)
from sync.records.record import decode_record, record_hash, rolling_hash
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    made = laptop_of(centre)
    for number in range(60):
        made.note("person.register", named(f"a{number}"), {"name": f"Trần Thị MẪU {number}"})
    made.push()
    made.hello()
    return made


def sealed(laptop: Laptop, path: str, body: bytes, kind: AnswerKind, message: type[Message]) -> Message:
    reply, digest = laptop.request("POST", path, body)
    payload = verify_answer(reply.body, kind, digest, laptop.centre_public)
    return open_sealed(payload, message, request_digest=digest, key=laptop.sealing)


def short(op: bytes) -> bytes:
    return hashlib.sha256(op).digest()[:8]


def recovered(laptop: Laptop, first_seq: int, hashes: list[bytes]) -> RecoverAnswer:
    body = encode(Recover(laptop.incarnation, first_seq, hashes))
    return decode(laptop.call("POST", RECOVER_PATH, body, AnswerKind.RECOVER), RecoverAnswer)


def test_only_what_is_there_to_the_byte_is_said_to_be_there(laptop: Laptop) -> None:
    hashes = [short(each) for each in laptop.ops]
    hashes[3] = bytes(8)
    answer = recovered(laptop, 1, [*hashes, bytes(8), bytes(8)])
    assert [each.seq for each in answer.verdicts] == [seq for seq in range(1, 61) if seq != 4]
    assert {each.state for each in answer.verdicts} == {VerdictState.APPLIED}


def test_what_stands_behind_a_broken_segment_is_offered_again_and_what_only_waits_is_not(
    laptop: Laptop, centre: Centre
) -> None:
    laptop.note("person.register", named("late"), {"name": "Trần Thị MẪU"})
    laptop.push()
    hashes = [short(each) for each in laptop.ops]
    with writing(centre.engine) as connection:
        connection.execute(SEGMENT_STATE.update().values(state="broken"))
    assert len(recovered(laptop, 1, hashes).verdicts) == 60
    laptop.note("person.register", named("later"), {"name": "Trần Thị MẪU"})
    laptop.push()
    assert len(recovered(laptop, 1, [*hashes, bytes(8)]).verdicts) == 60


def test_another_laptops_operations_are_nobodys_business(laptop: Laptop, centre: Centre) -> None:
    other = laptop_of(centre, seed=9)
    other.incarnation = laptop.incarnation
    assert recovered(other, 1, [short(each) for each in laptop.ops]).verdicts == []


def test_buckets_add_up_to_the_records(laptop: Laptop) -> None:
    body = encode(BucketsRequest(["person", "dossier"]))
    answer = decode(laptop.call("POST", BUCKETS_PATH, body, AnswerKind.BUCKETS), BucketsAnswer)
    assert answer.head == 60
    assert sum(each.count for each in answer.buckets) == 60
    ids = [named(f"a{number}") for number in range(60)]
    for each in answer.buckets:
        assert each.count == sum(1 for one in ids if one.bytes[0] == each.bucket)


def test_a_bucket_is_healed_page_by_page_with_all_of_its_records_and_no_other(laptop: Laptop, centre: Centre) -> None:
    other = laptop_of(centre, seed=9)
    body = encode(BucketsRequest(["person"]))
    buckets = decode(other.call("POST", BUCKETS_PATH, body, AnswerKind.BUCKETS), BucketsAnswer).buckets
    wanted = [each.bucket for each in buckets[:20]]
    found: dict[UUID, bytes] = {}
    after = b""
    pages = 0
    while True:
        page = sealed(other, HEAL_PATH, encode(HealRequest("person", wanted, after, 1024)), AnswerKind.HEAL, HealPage)
        pages += 1
        for each in page.snapshots:
            record = decode_record(bytes(each.record))
            assert record.id.bytes > after
            found[record.id] = record_hash(record)
        if not page.upto_id:
            break
        after = page.upto_id
    assert pages > 1
    for bucket in buckets[:20]:
        mine = [digest for record, digest in found.items() if record.bytes[0] == bucket.bucket]
        assert (len(mine), rolling_hash(mine)[:16]) == (bucket.count, bucket.hash)
    assert {record.bytes[0] for record in found} == set(wanted)


def test_the_last_bucket_is_a_bucket_too(laptop: Laptop, centre: Centre) -> None:
    last = next(UUID(bytes=bytes([255]) + bytes([number]) * 15) for number in [7])
    laptop.note("person.register", last, {"name": "Trần Thị MẪU cuối"})
    laptop.push()
    laptop.hello()
    page = sealed(laptop, HEAL_PATH, encode(HealRequest("person", [255], b"", 1 << 20)), AnswerKind.HEAL, HealPage)
    assert last in {decode_record(bytes(each.record)).id for each in page.snapshots}


def test_a_laptop_gets_the_communes_group_key_sealed_to_itself(laptop: Laptop) -> None:
    keys = sealed(laptop, GROUP_PATH, b"", AnswerKind.GROUP, GroupKeys)
    private = SealingPrivateKey.from_bytes(keys.keys[0])
    assert private.public.key_id == laptop.hello().group_key_id
    assert SealingPublicKey.from_bytes(laptop.enrolment.group_key).key_id == private.public.key_id
