"""Letting laptops in: a token is good once, for one machine, for a day."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.central.answering import ENROL_PATH, Centre
from sync.central.enrolment import DAY_MS, USUAL_VALID_DAYS, Invitation
from sync.central.errors import CommuneCodeError, MachineCodeError, MachineTakenError
from sync.central.tables import ENROLMENT
from sync.protocol.answers import AnswerKind
from sync.protocol.enrolment_file import EnrolmentFileError, read_enrolment
from sync.protocol.messages import Enrol, EnrolAnswer, decode, encode
from tests.central.central_room import COMMUNE, Laptop, NewStore, TestClock, new_centre


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore, clock: TestClock) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store(), clock=clock)
    yield made
    made.close()


def invited(centre: Centre, *, machine: str = "", seed: int = 7) -> Laptop:
    file = centre.invite(Invitation(commune=COMMUNE, machine=machine))
    return Laptop(centre.answer, read_enrolment(file), seed)


def test_the_file_says_where_the_centre_is_and_who_the_laptop_will_be(centre: Centre) -> None:
    file = read_enrolment(
        centre.invite(Invitation(commune=COMMUNE, commune_name="Xã Mẫu", machine="M07"), url="http://b")
    )
    assert (file.commune, file.commune_name, file.machine, file.url) == (COMMUNE, "Xã Mẫu", "M07", "http://b")
    assert file.centre_signing_key == centre.identity.signing.public.to_bytes()
    assert file.centre_sealing_key == centre.identity.sealing.public.to_bytes()
    assert file.is_sample
    assert file.expires_at_ms == centre.clock.now_ms() + USUAL_VALID_DAYS * DAY_MS


def test_a_changed_file_is_noticed(centre: Centre) -> None:
    raw = centre.invite(Invitation(commune=COMMUNE, machine="M07"))
    with pytest.raises(EnrolmentFileError):
        read_enrolment(raw.replace(b"M07", b"M08"))


def test_all_files_of_a_commune_carry_one_group_key(centre: Centre) -> None:
    first, second = (read_enrolment(centre.invite(Invitation(commune=COMMUNE))) for _ in range(2))
    elsewhere = read_enrolment(centre.invite(Invitation(commune="10000")))
    assert first.group_key == second.group_key != elsewhere.group_key


def test_the_token_itself_is_not_kept(centre: Centre) -> None:
    file = read_enrolment(centre.invite(Invitation(commune=COMMUNE)))
    with centre.engine.connect() as connection:
        row = connection.execute(ENROLMENT.select()).one()
    assert file.token not in tuple(row)
    assert file.token.hex() not in tuple(row)


def test_the_same_request_again_gets_the_same_answer(centre: Centre, clock: TestClock) -> None:
    laptop = invited(centre, machine="M07")
    body = laptop.enrol_body()
    first = laptop.call("POST", ENROL_PATH, body, AnswerKind.ENROL)
    clock.at_ms += 5 * DAY_MS
    assert laptop.call("POST", ENROL_PATH, body, AnswerKind.ENROL) == first
    assert decode(first, EnrolAnswer) == EnrolAnswer(centre.identity.epoch, "M07", clock.at_ms - 5 * DAY_MS)
    assert centre.status().devices == 1
    assert laptop.hello().segment_number == 0


def test_a_spent_token_lets_nobody_else_in(centre: Centre) -> None:
    laptop = invited(centre)
    laptop.enrol()
    second = Laptop(centre.answer, laptop.enrolment, seed=8)
    assert second.problem("POST", ENROL_PATH, second.enrol_body()) == (403, "token_refused")
    assert centre.status().devices == 1


def test_a_token_ends_with_its_day(centre: Centre, clock: TestClock) -> None:
    laptop = invited(centre)
    clock.at_ms += USUAL_VALID_DAYS * DAY_MS + 1
    assert laptop.problem("POST", ENROL_PATH, laptop.enrol_body()) == (403, "token_refused")


def test_a_made_up_token_is_refused(centre: Centre) -> None:
    laptop = invited(centre)
    made_up = msgspec.structs.replace(decode(laptop.enrol_body(), Enrol), token="ab" * 16)
    assert laptop.problem("POST", ENROL_PATH, encode(made_up)) == (403, "token_refused")


def test_an_invitation_that_was_replaced_is_void(centre: Centre) -> None:
    first, second = invited(centre, machine="M07"), invited(centre, machine="M07", seed=8)
    assert first.problem("POST", ENROL_PATH, first.enrol_body()) == (403, "token_refused")
    assert second.enrol().machine_code == "M07"


def test_a_request_signed_by_another_key_than_it_brings_is_refused(centre: Centre) -> None:
    laptop = invited(centre)
    stranger = Laptop(centre.answer, laptop.enrolment, seed=8)
    assert stranger.problem("POST", ENROL_PATH, laptop.enrol_body()) == (400, "broken")
    assert centre.status().devices == 0
    laptop.enrol()


def test_a_key_that_is_none_is_refused_and_the_token_stays_good(centre: Centre) -> None:
    laptop = invited(centre)
    spoiled = msgspec.structs.replace(decode(laptop.enrol_body(), Enrol), sealing_public=bytes(33))
    assert laptop.problem("POST", ENROL_PATH, encode(spoiled)) == (400, "broken")
    laptop.enrol()


def test_a_laptop_that_is_in_already_does_not_come_in_twice(centre: Centre) -> None:
    laptop = invited(centre)
    laptop.enrol()
    laptop.enrolment = read_enrolment(centre.invite(Invitation(commune=COMMUNE)))
    assert laptop.problem("POST", ENROL_PATH, laptop.enrol_body()) == (403, "token_refused")


def test_machine_codes_are_given_in_turn_and_never_twice(centre: Centre) -> None:
    assert invited(centre, machine="M02").enrol().machine_code == "M02"
    assert [invited(centre, seed=seed).enrol().machine_code for seed in (20, 21, 22)] == ["M01", "M03", "M04"]
    with pytest.raises(MachineTakenError):
        invited(centre, machine="M03")


@pytest.mark.parametrize("machine", ["M1", "7", "m07", "M0007", "M07 "])
def test_a_malformed_machine_code_is_refused(centre: Centre, machine: str) -> None:
    with pytest.raises(MachineCodeError):
        centre.invite(Invitation(commune=COMMUNE, machine=machine))


@pytest.mark.parametrize("commune", ["", "9661", "096610", "0966a", "٠٩٦٦١"])
def test_a_malformed_commune_code_is_refused(centre: Centre, commune: str) -> None:
    with pytest.raises(CommuneCodeError):
        centre.invite(Invitation(commune=commune))
