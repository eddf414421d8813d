"""Hello and its smallest form: news is told once, a copy of a laptop is noticed, a lost answer is not a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.central.answering import HELLO_PATH, Centre
from sync.central.store import writing
from sync.central.tables import CHAIN, NOTICE
from sync.protocol.answers import (
    IDLE_PATH,
    AnswerKind,
    read_answer,
    read_problem,
    request_digest,
    state_digest,
    write_idle,
)
from sync.protocol.messages import HelloAnswer, HelloSame, decode
from tests.central.central_room import Laptop, NewStore, laptop_of, named, new_centre


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


def hello(laptop: Laptop, token: bytes = b"", **more: object) -> HelloAnswer:
    body = laptop.hello_body(token=token, **more)
    return decode(laptop.call("POST", HELLO_PATH, body, AnswerKind.HELLO), HelloAnswer)


def idle(laptop: Laptop, known: bytes) -> tuple[int, bytes]:
    nonce = laptop.random(16)
    body = write_idle(laptop.device, nonce, known, laptop.signing)
    assert len(body) == 104
    reply = laptop.ask("POST", IDLE_PATH, {}, body)
    answer = read_answer(reply.body, request_digest("POST", IDLE_PATH, nonce, known), laptop.centre_public)
    return answer.kind, answer.payload


def test_the_smallest_question_is_answered_same_until_something_changes(laptop: Laptop, centre: Centre) -> None:
    known = state_digest(hello(laptop))
    kind, payload = idle(laptop, known)
    assert kind == AnswerKind.IDLE_SAME
    assert decode(payload, HelloSame).now_ms == centre.clock.now_ms()
    laptop.note("person.register", named("a"), {"name": "Trần Thị MẪU"})
    laptop.push()
    assert idle(laptop, known) == (AnswerKind.HELLO_WANTED, b"")


def test_the_smallest_question_of_a_stranger_or_with_another_signature_is_refused(laptop: Laptop) -> None:
    known = state_digest(hello(laptop))
    nonce = laptop.random(16)
    body = bytearray(write_idle(laptop.device, nonce, known, laptop.signing))
    body[40] ^= 1
    reply = laptop.ask("POST", IDLE_PATH, {}, bytes(body))
    answer = read_answer(reply.body, request_digest("POST", IDLE_PATH, nonce, known), laptop.centre_public)
    assert read_problem(answer.payload).code == "broken"
    stranger = write_idle(bytes(16), nonce, known, laptop.signing)
    reply = laptop.ask("POST", IDLE_PATH, {}, stranger)
    answer = read_answer(reply.body, request_digest("POST", IDLE_PATH, nonce, known), laptop.centre_public)
    assert read_problem(answer.payload).code == "unknown_device"
    assert laptop.ask("POST", IDLE_PATH, {}, b"short").status == 400


def test_a_lost_answer_is_not_a_copy(laptop: Laptop) -> None:
    first = hello(laptop)
    again = hello(laptop)  # the laptop never heard the first answer
    assert again.token == first.token != b""
    second = hello(laptop, first.token)
    assert second.token != first.token
    assert hello(laptop, first.token).token == second.token  # nor this one


def test_a_copy_gives_itself_away_by_a_spent_token(laptop: Laptop) -> None:
    first = hello(laptop)
    second = hello(laptop, first.token)
    hello(laptop, second.token)
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body(token=first.token)) == (409, "fork")


def test_an_old_question_that_arrives_late_does_the_laptop_no_harm(laptop: Laptop) -> None:
    first = hello(laptop)
    third = hello(laptop, hello(laptop, first.token).token)
    assert laptop.problem("POST", HELLO_PATH, laptop.hello_body()) == (409, "fork")  # nobody hears it
    assert hello(laptop, third.token).token != third.token


def test_a_hello_that_knows_the_answer_moves_no_token(laptop: Laptop) -> None:
    first = hello(laptop)
    body = laptop.hello_body(token=first.token, known=state_digest(first))
    laptop.call("POST", HELLO_PATH, body, AnswerKind.HELLO_SAME)
    laptop.call("POST", HELLO_PATH, body, AnswerKind.HELLO_SAME)


def test_a_centre_that_was_restored_takes_any_token_once(laptop: Laptop, centre: Centre) -> None:
    first = hello(laptop)
    second = hello(laptop, first.token)
    with writing(centre.engine) as connection:
        connection.execute(CHAIN.update().values(token=b"", token_pending=b""))
    third = hello(laptop, second.token)
    assert hello(laptop, third.token).token != third.token


def test_what_a_laptop_reports_is_kept_for_those_who_run_the_centre(laptop: Laptop, centre: Centre) -> None:
    first = hello(laptop, notices=("pin_changed",))
    body = laptop.hello_body(token=first.token, known=state_digest(first), notices=("pin_changed",))
    laptop.call("POST", HELLO_PATH, body, AnswerKind.HELLO_SAME)
    with centre.engine.connect() as connection:
        kept = connection.execute(select(NOTICE.c.device, NOTICE.c.code)).all()
    assert [tuple(each) for each in kept] == [(laptop.device, "pin_changed")] * 2
