"""Sample people can never be taken for real ones."""

import random
from datetime import date

import pytest

from sync.records.citizen_card import parse_card
from sync.records.personal_number import check_personal_number
from sync.records.sample_people import CLUSTERS, SamplePerson, sample_card, sample_people
from sync.records.text import nfc

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def people() -> tuple[SamplePerson, ...]:
    return sample_people(random.Random(2026), 6_646, today=TODAY)


def test_one_seed_gives_the_same_people(people: tuple[SamplePerson, ...]) -> None:
    assert sample_people(random.Random(2026), 50, today=TODAY) == people[:50]
    assert sample_people(random.Random(7), 50, today=TODAY) != people[:50]


def test_no_number_or_phone_looks_real(people: tuple[SamplePerson, ...]) -> None:
    numbers = [person.personal_number for person in people if person.personal_number]
    assert all(int(number[-6:]) >= 990_000 for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(check_personal_number(number)[0] == () for number in numbers)
    assert {person.phone[:3] for person in people} == {"", "060", "053"}
    assert {len(person.phone) for person in people} == {0, 10}


def test_names_are_like_the_communes(people: tuple[SamplePerson, ...]) -> None:
    share = sum(person.name.startswith("Nguyễn ") for person in people) / len(people)
    assert 0.32 < share < 0.42
    assert all(2 <= len(person.name.split()) <= 4 and nfc(person.name) == person.name for person in people)
    assert {person.cluster for person in people} == set(CLUSTERS)


def test_nobody_is_born_tomorrow_and_some_know_only_the_year(people: tuple[SamplePerson, ...]) -> None:
    days = [person.birth.as_date() for person in people]
    assert max(day for day in days if day is not None) <= TODAY
    assert 0 < days.count(None) < 0.03 * len(people)


def test_a_few_numbers_do_not_fit_on_purpose(people: tuple[SamplePerson, ...]) -> None:
    odd = [p for p in people if p.personal_number and check_personal_number(p.personal_number, p.birth, p.sex)[1]]
    assert 0 < len(odd) < 0.02 * len(people)


def test_their_cards_can_be_scanned(people: tuple[SamplePerson, ...]) -> None:
    for person in people[:500]:
        if person.personal_number and person.birth.as_date():
            card = parse_card(sample_card(person))
            assert (card.number, card.name, card.birth, card.sex) == (
                person.personal_number,
                person.name.upper(),
                person.birth,
                person.sex,
            )


def test_no_card_without_a_number(people: tuple[SamplePerson, ...]) -> None:
    without = next(person for person in people if not person.personal_number)
    with pytest.raises(ValueError, match="number"):
        sample_card(without)
