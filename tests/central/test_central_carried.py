"""What a laptop carries into a new incarnation keeps its official's proof, and is never applied twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import update

from sync.central.answering import Centre
from sync.central.store import writing
from sync.central.tables import CHAIN
from sync.protocol.chain import NO_SIGNATURE, Run, chain_over, chain_start, run_message
from sync.protocol.keys import new_signing_key
from sync.protocol.segment import NO_SEGMENT
from sync.records.carrying import carry
from sync.records.operation import decode_operation, encode_operation
from sync.records.ruling import Decision
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre, seeded
from tests.central.judging_room import DOSSIER, check_books, decide, found, said


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    """Return a laptop that wrote three operations down and has sent none."""
    made = laptop_of(centre)
    made.note("dossier.register", named("d"), DOSSIER)
    made.note("dossier.amend", named("d"), {"note": "một"}, after=1)
    made.note(
        "delivery.absent",
        named("d"),
        {},
        after=2,
        appends={"attempts": {"outcome": "absent", "run": "", "place": "", "at_ms": 1}},
    )
    return made


@dataclass
class Old:
    """What a laptop keeps of an incarnation that it left."""

    incarnation: bytes
    ops: list[bytes]


def begin_anew(laptop: Laptop, incarnation: int) -> Old:
    """Give the laptop a new incarnation that has nothing yet."""
    old = Old(laptop.incarnation, laptop.ops)
    laptop.incarnation = bytes([incarnation]) * 16
    laptop.ops, laptop.number, laptop.sealed_seq, laptop.previous = [], 0, 0, NO_SEGMENT
    laptop.hello()
    return old


def carry_all(laptop: Laptop, old: Old, *, first: int = 1) -> None:
    """Write the old operations down under the new incarnation, from the seq `first` on."""
    chain = chain_start(laptop.device, old.incarnation)
    moved: dict[int, int] = {}
    for seq, raw in enumerate(old.ops, start=1):
        after = chain_over(chain, [raw])
        if seq >= first:
            moved[seq] = len(laptop.ops) + 1
            laptop.ops.append(
                carry(
                    raw,
                    laptop.official.sign(run_message(after)),
                    chain,
                    incarnation=UUID(bytes=old.incarnation),
                    seq_new=moved[seq],
                    after_new=moved.get(decode_operation(raw).after, 0),
                    base_new=0,
                )
            )
        chain = after


def push_unsigned(laptop: Laptop) -> None:
    """Send what waits in a run that nobody signed."""
    sealed = laptop.seal(runs=[Run(laptop.actor, len(laptop.ops), NO_SIGNATURE)])
    assert laptop.request("PUT", laptop.path(), sealed)[0].status == 200
    laptop.moved_past(sealed)


APPLIED = {1: ("applied", ""), 2: ("applied", ""), 3: ("applied", "")}
TWICE = {1: ("applied", "carried_twice"), 2: ("applied", "carried_twice"), 3: ("applied", "carried_twice")}


def test_what_was_carried_is_applied_on_its_officials_old_signature(centre: Centre, laptop: Laptop) -> None:
    carry_all(laptop, begin_anew(laptop, 1))
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == APPLIED
    fields = found(centre, "d")["d"].fields
    assert (fields["note"], fields["delivery"], len(fields["attempts"])) == ("một", "absent", 1)
    check_books(centre)


def test_the_same_original_carried_twice_is_applied_once(centre: Centre, laptop: Laptop) -> None:
    old = begin_anew(laptop, 1)
    carry_all(laptop, old)
    push_unsigned(laptop)
    centre.reconcile()
    before = found(centre, "d")
    first = begin_anew(laptop, 2)
    carry_all(laptop, old)
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == TWICE
    begin_anew(laptop, 3)
    carry_all(laptop, first)  # what was carried before keeps its first proof
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == TWICE
    assert found(centre, "d") == before
    assert not any(each.clean for each in laptop.pull().verdicts)
    assert check_books(centre) == {"applied": 9}


def test_a_copy_of_what_came_itself_is_not_applied_again(centre: Centre, laptop: Laptop) -> None:
    laptop.push()
    centre.reconcile()
    before = found(centre, "d")
    carry_all(laptop, begin_anew(laptop, 1))
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == TWICE
    assert found(centre, "d") == before


def test_an_original_that_was_never_proven_does_not_stand_in_the_way_of_its_copy(
    centre: Centre, laptop: Laptop
) -> None:
    official, laptop.official = laptop.official, new_signing_key(seeded(77))
    laptop.push()
    centre.reconcile()
    assert {reason for _, reason in said(centre, laptop).values()} == {"official_unproven"}
    laptop.official = official
    old = begin_anew(laptop, 1)
    carry_all(laptop, old)
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == APPLIED
    head = laptop_of(centre, seed=9)
    laptop.incarnation = old.incarnation
    assert decide(centre, head, "r", laptop, 1, Decision.RETRY) == ("parked", "official_unproven")


def test_an_original_that_comes_after_its_copy_is_not_applied_again(centre: Centre, laptop: Laptop) -> None:
    sealed, path = laptop.seal(), laptop.path()
    old = begin_anew(laptop, 1)
    carry_all(laptop, old)
    push_unsigned(laptop)
    centre.reconcile()
    before = found(centre, "d")
    with writing(centre.engine) as connection:  # as if it had come in just before the new incarnation froze the old
        connection.execute(update(CHAIN).values(is_frozen=False))
    assert laptop.request("PUT", path, sealed)[0].status == 200
    centre.reconcile()
    laptop.incarnation = old.incarnation
    assert said(centre, laptop) == TWICE
    assert found(centre, "d") == before


def test_another_history_under_the_same_numbers_is_somebody_else_s(centre: Centre, laptop: Laptop) -> None:
    ours = laptop.ops
    laptop.ops = []
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    centre.reconcile()
    begin_anew(laptop, 1)
    carry_all(laptop, Old(seeded(7)(32)[16:], ours))
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == APPLIED


@pytest.mark.parametrize("spoiled", ["signature", "chain_before", "seq", "content", "not_carried"])
def test_a_copy_whose_proof_does_not_hold_is_parked_and_does_not_stand_for_its_original(
    centre: Centre, laptop: Laptop, spoiled: str
) -> None:
    old = begin_anew(laptop, 1)
    carry_all(laptop, old)
    good = laptop.ops[1]
    operation = decode_operation(good)
    carried = operation.body.carried
    assert carried is not None
    if spoiled == "signature":
        carried = replace(carried, signature=bytes(64))
    if spoiled == "chain_before":
        carried = replace(carried, chain_before=bytes(32))
    if spoiled == "seq":
        carried = replace(carried, seq=9)
    body = replace(operation.body, carried=None if spoiled == "not_carried" else carried)
    if spoiled == "content":
        body = replace(body, sets={"note": "hai"})
    laptop.ops[1] = encode_operation(replace(operation, body=body))
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == {
        1: ("applied", ""),
        2: ("parked", "official_unproven"),
        3: ("parked", "behind_parked"),
    }
    head = laptop_of(centre, seed=9)
    assert decide(centre, head, "r", laptop, 2, Decision.FORCE) == ("parked", "official_unproven")
    begin_anew(laptop, 2)
    carry_all(laptop, old, first=2)
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop)[1] == ("applied", "")


def test_a_laptop_whose_official_is_unknown_is_not_believed_for_carrying(centre: Centre, laptop: Laptop) -> None:
    laptop.official = new_signing_key(seeded(77))
    carry_all(laptop, begin_anew(laptop, 1))
    laptop.actor = bytes(range(16))
    push_unsigned(laptop)
    centre.reconcile()
    assert {reason for _, reason in said(centre, laptop).values()} == {"official_unknown"}


def test_what_is_carried_before_its_record_is_held_and_goes_on_once(centre: Centre, laptop: Laptop) -> None:
    old = begin_anew(laptop, 1)
    carry_all(laptop, old, first=2)
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == {1: ("held", "record_missing"), 2: ("held", "behind_held")}
    begin_anew(laptop, 2)
    carry_all(laptop, old)
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == {1: ("applied", ""), 2: TWICE[1], 3: TWICE[1]}
    fields = found(centre, "d")["d"].fields
    assert (fields["note"], len(fields["attempts"])) == ("một", 1)
    assert check_books(centre) == {"applied": 5}


def test_a_newer_program_s_fields_travel_in_the_whole_original(centre: Centre, laptop: Laptop) -> None:
    parts = msgspec.msgpack.decode(laptop.ops[1])
    parts[9]["mood"] = "good"
    laptop.ops[1] = msgspec.msgpack.encode([*parts, "a later element"])
    old = begin_anew(laptop, 1)
    carry_all(laptop, old)
    assert old.ops[1] in laptop.ops[1]
    assert decode_operation(laptop.ops[1]).body.sets == {"note": "một"}
    push_unsigned(laptop)
    centre.reconcile()
    assert said(centre, laptop) == APPLIED
    assert found(centre, "d")["d"].fields["note"] == "một"


def test_signed_anew_with_what_follows_a_copy_is_applied_too(centre: Centre, laptop: Laptop) -> None:
    carry_all(laptop, begin_anew(laptop, 1))
    laptop.note("dossier.amend", named("d"), {"phone": "0601234567"}, after=3)
    laptop.push()
    centre.reconcile()
    assert said(centre, laptop) == APPLIED | {4: ("applied", "")}


@pytest.mark.parametrize("seq", [-1, 0, 2**63, 2**64 - 1])
def test_a_copy_of_an_impossible_place_parks_alone_and_stops_nobody(centre: Centre, laptop: Laptop, seq: int) -> None:
    carry_all(laptop, begin_anew(laptop, 1))
    spoiled = decode_operation(laptop.ops[0])
    assert spoiled.body.carried is not None
    body = replace(spoiled.body, carried=replace(spoiled.body.carried, seq=seq))
    laptop.ops[0] = encode_operation(replace(spoiled, body=body))
    push_unsigned(laptop)
    other = laptop_of(centre, seed=9)
    other.note("dossier.register", named("other"), DOSSIER)
    other.push()
    centre.reconcile()
    assert {state for state, _ in said(centre, laptop).values()} == {"parked"}
    assert said(centre, other) == {1: ("applied", "")}
