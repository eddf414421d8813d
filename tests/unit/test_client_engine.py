"""Crossings between a real notebook and a real centre, without HTTP between them: what is told, and what is kept."""

import threading
from collections.abc import Mapping
from dataclasses import replace

import pytest
import sqlalchemy as sa
from msgspec import structs

from desktop_app.storage.tables import META, OPERATION
from sync.client.engine import SyncReport
from sync.client.ports import Reply, UnreachableError
from sync.protocol.answers import (
    PROOF_HEADER,
    AnswerKind,
    read_proof,
    request_digest,
    sign_answer,
)
from sync.protocol.messages import HelloAnswer, ReceivedReceipt, decode, encode
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.dossier import Dossier
from sync.records.rules import CONFLICT, DOSSIER, PERSON
from tests.unit.ferry_room import Room, empty_answer, strange_page
from tests.unit.notebook_room import person


def test_what_was_taken_in_is_applied_and_both_notebooks_agree(room: Room) -> None:
    room.laptops[0].take_in()
    report = room.sync()
    assert (report.sent, report.received, report.applied, report.trouble, report.agreed) == (2, 2, 2, "", True)
    assert room.laptops[0].counts()["applied"] == 2
    with room.laptops[0].notebook.reading() as reader:
        assert reader.sync_counts()["agreed_at_ms"] == report.finished_at_ms


def test_another_laptop_of_the_commune_sees_it_and_can_go_on_with_it(room: Room) -> None:
    _, taken = room.laptops[0].take_in()
    room.sync(0)
    room.sync(1)
    with room.laptops[1].notebook.writing(room.laptops[1].author) as work:
        there = Dossier.of(work.get(DOSSIER, taken.id))
        work.record(dossiers.record_result(there, number="12/TP", signer="Chủ tịch mẫu", signed_on="07/11/2025"))
    assert room.sync(1).agreed
    assert room.sync(0).agreed
    with room.laptops[0].notebook.reading() as reader:
        assert Dossier.of(reader.get(DOSSIER, taken.id)).result_number == "12/TP"


def test_two_values_for_one_field_become_a_conflict_on_both_laptops(room: Room) -> None:
    who, _ = room.laptops[0].take_in()
    room.sync(0)
    room.sync(1)
    room.laptops[0].amend(who, phone="0600000011")
    room.laptops[1].amend(who, phone="0600000022")
    assert room.sync(0).conflicts == 0
    assert room.sync(1).conflicts == 1
    assert room.sync(0).conflicts == 1
    for laptop in room.laptops:
        with laptop.notebook.reading() as reader:
            (conflict,) = reader.of_type(CONFLICT)
            assert reader.get(PERSON, who.id).fields["phone"] == "0600000011"
            assert conflict.fields["other"]["values"] == {"phone": "0600000022"}
            assert reader.sync_counts()["conflicts"] == 1


def test_an_idle_crossing_is_one_small_question(room: Room) -> None:
    room.laptops[0].take_in()
    room.sync()
    room.sync()
    room.roads[0].asked.clear()
    assert room.sync().agreed
    ((path, body, size),) = room.roads[0].asked
    assert path == "/v1/idle"
    assert len(body) == 104
    assert size <= 250


def test_no_echo_comes_back_of_ones_own_work(room: Room) -> None:
    for _ in range(5):
        room.laptops[0].take_in()
    told: list[int] = []

    def measure(path: str, reply: Reply) -> Reply:
        told.append(len(reply.body) if path == "/v1/feed" else 0)
        return reply

    room.roads[0].after = measure
    assert room.sync().agreed
    assert sum(told) < 2_500


def test_an_edit_while_its_segment_is_on_the_way_waits_for_the_next_one(room: Room) -> None:
    who, _ = room.laptops[0].take_in()
    room.sync()
    room.laptops[0].amend(who, phone="0600000011")
    states: list[dict[int, str]] = []

    def edit(path: str, reply: Reply) -> Reply:
        if path.startswith("/v1/segments") and not states:
            room.laptops[0].amend(who, phone="0600000012")
            states.append({seq: str(row.state) for seq, row in room.laptops[0].operations().items()})
        return reply

    room.roads[0].after = edit
    report = room.sync()
    assert states == [{1: "applied", 2: "applied", 3: "sending", 4: "waiting"}]
    assert (report.sent, report.agreed) == (2, True)
    with room.laptops[0].notebook.reading() as reader:
        assert reader.get(PERSON, who.id).fields["phone"] == "0600000012"


def test_an_edit_in_every_phase_of_a_crossing_survives(room: Room) -> None:
    who, _ = room.laptops[0].take_in()
    edits: list[str] = []

    def edit(_name: str) -> None:
        if len(edits) < 60 and not any(frame in _name for frame in ("save.", "write_down.", "settle.", "integrate.")):
            edits.append(f"06000001{len(edits):02}")
            room.laptops[0].amend(who, phone=edits[-1])

    laptop = room.laptops[0]
    laptop.ferry._gear.step = edit  # noqa: SLF001  the engine's own seam, exchanged while it runs
    for _ in range(8):
        room.sync()
    laptop.open()
    assert room.sync().agreed
    with laptop.notebook.reading() as reader:
        assert reader.get(PERSON, who.id).fields["phone"] == edits[-1]
    assert len(laptop.operations()) == 2 + len(edits)


def test_a_retry_is_the_same_bytes(room: Room) -> None:
    room.laptops[0].take_in()

    def lose(path: str, reply: Reply) -> Reply:
        if path.startswith("/v1/segments"):
            raise UnreachableError("answer lost")
        return reply

    road = room.roads[0]
    sent: list[bytes] = []

    def watch(_path: str) -> None:
        pending = room.laptops[0].pier.pending()
        sent.extend([pending.sealed] if pending else [])

    road.before, road.after = watch, lose
    for _ in range(2):
        assert room.sync().trouble == "unreachable"
    road.after = lambda _path, reply: reply
    assert room.sync().agreed
    assert len(sent) > 2
    arrived = [body for path, body, _ in road.asked if path.startswith("/v1/segments")]
    assert {*sent, *arrived} == {sent[0]}


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/hello", "/v1/segments", "/v1/feed"])
@pytest.mark.parametrize("what", ["portal", "nothing", "signed_by_another", "other_question"])
def test_whoever_answers_in_the_centres_place_is_not_believed_and_nothing_is_lost(
    room: Room, path: str, what: str
) -> None:
    room.laptops[0].take_in()
    first: list[Reply] = []

    def instead(asked: str, reply: Reply) -> Reply:
        first.append(reply)
        if not asked.startswith(path):
            return reply
        match what:
            case "portal":
                return strange_page()
            case "nothing":
                return empty_answer()
            case "signed_by_another":
                return replace(reply, body=reply.body[:-64] + bytes(64))
            case _:
                return first[0] if len(first) > 1 else replace(reply, body=reply.body[1:] + b"\0")

    room.roads[0].after = instead
    report = room.sync()
    assert (report.trouble, report.agreed) == ("not_the_centre", False)
    assert "applied" not in room.laptops[0].counts()
    room.roads[0].after = lambda _path, reply: reply
    assert room.sync().agreed


def test_a_gateway_without_its_centre_counts_as_unreachable(room: Room) -> None:
    room.roads[0].after = lambda _path, _reply: Reply(status=503, content_type="text/html", body=b"")
    assert room.sync().trouble == "unreachable"


def test_a_centre_of_the_other_sort_gets_no_segment_even_if_it_would_take_it(room: Room) -> None:
    room.laptops[0].take_in()
    room.sync()
    room.laptops[0].take_in("Trần Mẫu")
    with room.laptops[0].notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(hello=b""))
    identity = room.centre.identity

    class Careless:
        """A real centre that would take made-up data: it says so itself, signed."""

        def __init__(self) -> None:
            self.asked: list[str] = []

        def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
            self.asked.append(path)
            reply = room.shore.reply(method, path, headers, body)
            answer = decode(reply.body[1:-64], HelloAnswer)
            digest = request_digest(method, path, read_proof(headers[PROOF_HEADER]).nonce, body)
            real = encode(structs.replace(answer, sample=False))
            return replace(reply, body=sign_answer(AnswerKind.HELLO, real, digest, identity.signing))

    careless = Careless()
    room.laptops[0].carrier = careless
    room.laptops[0].open()
    assert room.sync().trouble == "sample_into_real"
    assert careless.asked == ["/v1/hello"]
    assert room.laptops[0].counts()["waiting"] == 2


def test_a_centre_refuses_the_other_sort_itself(room: Room) -> None:
    with room.laptops[0].notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(is_sample=0))
    room.laptops[0].take_in()
    assert room.sync().trouble == "real_into_sample"
    assert room.laptops[0].counts()["waiting"] == 2


def test_one_bad_apple_stays_alone(room: Room) -> None:
    laptop = room.laptops[0]
    good = [laptop.take_in()[0] for _ in range(5)]
    bad = person(laptop.new_id, "Kẻ mạo danh")
    with laptop.notebook.writing(laptop.impostor) as work:
        work.record(people.register(bad))
    laptop.amend(bad, phone="0600000011")
    for each in good:
        laptop.amend(each, phone="0600000022")
    report = room.sync()
    assert (report.sent, report.applied, report.parked, report.agreed, report.trouble) == (17, 15, 2, False, "")
    with laptop.notebook.reading() as reader:
        rows = reader.operation_rows(limit=50)
        assert reader.sync_state(bad.id) == "parked"
        assert reader.sync_state(good[0].id) == "applied"
    assert [(row["state"], bool(row["reason"])) for row in rows[:3]] == [
        ("parked", True),
        ("parked", True),
        ("applied", False),
    ]
    assert room.sync().parked == 0


def test_only_one_crossing_runs_at_a_time(room: Room) -> None:
    room.laptops[0].take_in()
    second: list[SyncReport] = []

    def meanwhile(_path: str) -> None:
        if not second:
            thread = threading.Thread(target=lambda: second.append(room.laptops[0].ferry.sync()))
            thread.start()
            thread.join()

    room.roads[0].before = meanwhile
    assert room.sync().agreed
    assert second[0].trouble == "under_way"


def test_what_is_in_a_verified_backup_becomes_durable(room: Room) -> None:
    room.laptops[0].take_in()
    room.sync()
    room.centre.back_up()
    assert room.sync().agreed
    assert room.laptops[0].counts()["durable"] == 2
    with room.laptops[0].notebook.engine.connect() as connection:
        assert set(connection.execute(sa.select(OPERATION.c.state)).scalars()) == {"durable"}


@pytest.mark.parametrize("wrong", ["device", "incarnation", "number", "segment_hash", "first_seq", "last_seq"])
def test_a_receipt_for_anything_else_settles_nothing(room: Room, wrong: str) -> None:
    """Signed by the centre itself, as the answer to this very question: yet it is not what was promised."""
    room.laptops[0].take_in()
    identity = room.centre.identity

    class Mistaken:
        """The real centre, but for one field of its receipts."""

        def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
            reply = room.shore.reply(method, path, headers, body)
            if method != "PUT":
                return reply
            receipt = decode(reply.body[1:-64], ReceivedReceipt)
            value = getattr(receipt, wrong)
            changed = structs.replace(receipt, **{wrong: value + 1 if isinstance(value, int) else value[::-1]})
            digest = request_digest(method, path, read_proof(headers[PROOF_HEADER]).nonce, body)
            return replace(reply, body=sign_answer(AnswerKind.RECEIVED, encode(changed), digest, identity.signing))

    room.laptops[0].carrier = Mistaken()
    room.laptops[0].open()
    report = room.sync()
    assert (report.trouble, report.received, report.agreed) == ("not_the_centre", 0, False)
    assert room.laptops[0].counts()["sending"] == 2
    room.laptops[0].carrier = room.roads[0]
    room.laptops[0].open()
    assert room.sync().agreed
