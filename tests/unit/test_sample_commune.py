"""Whole sample communes: as many, as old and as mixed up as their profiles say, and never to be taken for real."""

import random
from collections import Counter, defaultdict
from datetime import date, datetime

import pytest

from sync.records.calendar import VIETNAM_TIME
from sync.records.person import Person
from sync.records.personal_number import Sex, check_personal_number
from sync.records.sample_commune import HADONG, MINHCHAU, PROFILES, Profile, sample_commune
from sync.records.sample_draws import Numbers
from sync.records.sample_history import Course, SampleDossier, Way, sample_history
from sync.records.sample_household import HEAD, compose
from sync.records.sample_noise import USUAL, Noise, telex, with_noise
from sync.records.sample_people import SamplePerson
from sync.records.sample_records import as_dossier, as_person
from sync.records.states import Business, Delivery
from sync.records.text import fold, nfc
from tests.unit.notebook_room import Hands

TODAY = date(2026, 11, 22)
UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM_TIME)
LIMITS = {"2.000815": 0, "1.001193": 0, "1.004873": 3, "1.001776": 10, "1.013978": 20}


@pytest.fixture(scope="module")
def minhchau() -> tuple[SamplePerson, ...]:
    return tuple(sample_commune(random.Random(2026), MINHCHAU, today=TODAY))


@pytest.fixture(scope="module")
def year() -> tuple[SampleDossier, ...]:
    return history(MINHCHAU, months=12)


def history(profile: Profile, *, months: int, seed: int = 3) -> tuple[SampleDossier, ...]:
    drawn = sample_history(
        random.Random(seed), profile, people=profile.people, procedures=LIMITS, until=UNTIL, months=months
    )
    return tuple(drawn)


def share(counts: Counter[str], *names: str) -> float:
    return 100 * sum(counts[name] for name in names) / counts.total()


# ---- people


def test_one_seed_gives_the_same_commune(minhchau: tuple[SamplePerson, ...]) -> None:
    again = sample_commune(random.Random(2026), MINHCHAU, today=TODAY)
    assert [next(again) for _ in range(300)] == list(minhchau[:300])
    assert tuple(sample_commune(random.Random(7), MINHCHAU, today=TODAY, scale=0.01)) != minhchau[:66]


def test_a_commune_has_exactly_its_people_and_households(minhchau: tuple[SamplePerson, ...]) -> None:
    assert len(minhchau) == 6_646
    assert len({person.household for person in minhchau}) == 1_424
    assert {person.cluster for person in minhchau} == set(MINHCHAU.clusters)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda each: each.name)
@pytest.mark.parametrize("scale", [0.001, 0.05])
def test_a_small_one_keeps_the_shape(profile: Profile, scale: float) -> None:
    people = list(sample_commune(random.Random(1), profile, today=TODAY, scale=scale))
    wanted = profile.scaled(scale)
    assert len(people) == wanted.people
    assert len({person.household for person in people}) == wanted.households


def test_hadong_has_the_sizes_and_the_clusters_of_its_profile() -> None:
    people = list(sample_commune(random.Random(4), HADONG, today=TODAY, scale=0.1))
    sizes = Counter(Counter(person.household for person in people).values())
    assert len(people) / sizes.total() == pytest.approx(3.62, abs=0.01)
    assert len({person.cluster for person in people}) == 65
    assert 100 * sum(person.note != "" for person in people) / len(people) == pytest.approx(22, abs=2)
    assert all("Hà Đông" in person.address and "TDP" in person.address for person in people)


def test_no_two_share_a_number_and_none_looks_real(minhchau: tuple[SamplePerson, ...]) -> None:
    numbers = [person.personal_number for person in minhchau if person.personal_number]
    assert len(set(numbers)) == len(numbers)
    assert all(int(number[-6:]) >= 990_000 and check_personal_number(number)[0] == () for number in numbers)
    assert {person.phone[:3] for person in minhchau} == {"", "060", "053"}
    assert {person.old_number[:3] for person in minhchau} == {"", "990"}


def test_a_crowded_year_takes_its_numbers_from_other_provinces() -> None:
    numbers, dice = Numbers(), random.Random(1)
    drawn = [number for _ in range(13_000) if (number := numbers.draw(dice, Sex.MALE, 1990))]
    assert len(set(drawn)) == len(drawn)
    assert len({number[:3] for number in drawn}) > 5


def test_ages_and_sexes_are_near_the_pyramid(minhchau: tuple[SamplePerson, ...]) -> None:
    edges = (5, 17, 34, 59, 79, 120)
    ages = [TODAY.year - person.birth.year for person in minhchau]
    counted = Counter(next(at for at, edge in enumerate(edges) if age <= edge) for age in ages)
    shares = [100 * counted[at] / len(ages) for at in range(len(edges))]
    assert shares == pytest.approx([9, 19, 22, 33, 14, 3], abs=4)
    old = Counter(person.sex for person, age in zip(minhchau, ages, strict=True) if age >= 60)
    assert 100 * old[Sex.FEMALE] / old[Sex.MALE] == pytest.approx(112, abs=15)


def test_heads_relations_phones_and_addresses_have_their_shares(minhchau: tuple[SamplePerson, ...]) -> None:
    heads = Counter(str(person.sex) for person in minhchau if person.relation == HEAD)
    assert heads.total() == 1_424
    assert share(heads, "male") == pytest.approx(76, abs=3)
    assert 100 * sum(not person.phone for person in minhchau) / len(minhchau) == pytest.approx(12, abs=2)
    in_house: dict[str, Counter[str]] = defaultdict(Counter)
    for person in minhchau:
        in_house[person.household][person.phone] += bool(person.phone)
    shared = sum(count - 1 for phones in in_house.values() for count in phones.values() if count > 1)
    assert 100 * shared / len(minhchau) == pytest.approx(20, abs=3)
    old_form = sum("huyện Ba Vì" in person.address for person in minhchau)
    assert 100 * old_form / len(minhchau) == pytest.approx(15, abs=3)
    assert 100 * sum(person.birth.month is None for person in minhchau) / len(minhchau) == pytest.approx(2, abs=1)


@pytest.mark.parametrize("size", range(1, 14))
def test_ages_fit_the_kinship_in_a_house_of_any_size(size: int) -> None:
    for seed in range(60):
        house = compose(random.Random(seed * 100 + size), size)
        head = house[0]
        assert len(house) == size
        assert head.relation == HEAD
        assert head.age >= 20
        assert sum(member.relation in ("vợ", "chồng") for member in house) <= 1
        for member in house[1:]:
            assert 0 <= member.age < 100
            match member.relation:
                case "con đẻ" | "con nuôi":
                    assert head.age - member.age > 12
                case "bố" | "mẹ":
                    assert 20 < member.age - head.age < 40
                case "vợ":
                    assert (member.sex, abs(head.age - member.age) < 8) == (Sex.FEMALE, True)
                case "cháu":
                    assert head.age - member.age > 20


def test_children_have_their_fathers_name_and_nobody_two_the_same(minhchau: tuple[SamplePerson, ...]) -> None:
    houses: dict[str, list[SamplePerson]] = defaultdict(list)
    for person in minhchau:
        houses[person.household].append(person)
    for house in houses.values():
        assert len({person.name for person in house}) == len(house)
        children = {person.name.split()[0] for person in house if person.relation == "con đẻ"}
        assert len(children) <= 1
        if house[0].sex is Sex.MALE and children:
            assert children == {house[0].name.split()[0]}


# ---- noise


def test_without_noise_people_stay_as_they_were(minhchau: tuple[SamplePerson, ...]) -> None:
    assert tuple(with_noise(random.Random(1), minhchau[:500], Noise())) == minhchau[:500]


def test_noise_does_to_people_what_registers_do(minhchau: tuple[SamplePerson, ...]) -> None:
    noisy = list(with_noise(random.Random(1), minhchau, USUAL))
    count = len(minhchau)
    assert len(noisy) - count == pytest.approx(0.03 * count, rel=0.3)
    names = [person.name for person in noisy]
    assert sum(nfc(name) != name for name in names) == pytest.approx(0.02 * count, rel=0.3)
    assert sum(name.isupper() for name in names) == pytest.approx(0.13 * count, rel=0.2)
    assert sum("  " in name for name in names) == pytest.approx(0.03 * count, rel=0.3)
    assert any("\u00d0" in name for name in names)
    assert any(person.old_number and not person.personal_number for person in noisy)
    assert all(int(person.personal_number[-6:]) >= 990_000 for person in noisy if person.personal_number)


@pytest.mark.parametrize("switch", Noise.__dataclass_fields__)
def test_each_switch_changes_somebody_by_itself(minhchau: tuple[SamplePerson, ...], switch: str) -> None:
    clean = minhchau[:1500]
    assert tuple(with_noise(random.Random(1), clean, Noise(**{switch: 0.25}))) != clean


def test_twins_share_name_and_year_in_one_house(minhchau: tuple[SamplePerson, ...]) -> None:
    noisy = with_noise(random.Random(1), minhchau, Noise(twin=0.2))
    twins = Counter((person.household, person.name, person.birth) for person in noisy)
    assert max(twins.values()) >= 2


def test_keys_of_telex_are_those_that_were_pressed() -> None:
    assert telex("Nguyễn Đức Hòa") == "Nguyeenx Dduwcs Hoaf"


# ---- dossiers


def test_one_seed_gives_the_same_months_and_about_as_many_as_the_profile_says(year: tuple[SampleDossier, ...]) -> None:
    assert history(MINHCHAU, months=12) == year
    assert len(year) == pytest.approx(130 * 12, rel=0.06)
    assert len(history(HADONG, months=1)) == pytest.approx(3_936, rel=0.08)


def test_dossiers_come_in_working_hours_and_in_order(year: tuple[SampleDossier, ...]) -> None:
    came = [each.received_at for each in year]
    assert came == sorted(came)
    assert max(came) <= UNTIL
    assert {at.isoweekday() for at in came} == {1, 2, 3, 4, 5}
    days = Counter(at.isoweekday() for at in came)
    assert days[1] > 1.2 * days[5]
    assert 100 * sum(at.hour >= 17 for at in came) / len(came) == pytest.approx(6, abs=2)


def test_the_first_day_after_a_long_closure_is_twice_as_full() -> None:
    closed = {date(2026, 10, day) for day in range(1, 15)}

    def is_open(day: date) -> bool:
        return day.isoweekday() <= 5 and day not in closed

    drawn = sample_history(
        random.Random(3), HADONG, people=9, procedures=LIMITS, until=UNTIL, months=2, is_open=is_open
    )
    days = Counter(each.received_at.date() for each in drawn)
    assert not closed & days.keys()
    assert days[date(2026, 10, 15)] > 1.5 * days[date(2026, 10, 22)]


def test_procedures_are_those_of_the_catalogue_in_their_shares(year: tuple[SampleDossier, ...]) -> None:
    codes = Counter(each.procedure for each in year)
    assert set(codes) == set(LIMITS)
    assert codes["2.000815"] == max(codes.values())
    assert {each.procedure for each in sample_history(
        random.Random(1), MINHCHAU, people=5, procedures={"9.999999": 1}, until=UNTIL
    )} == {"9.999999"}  # fmt: skip


def test_ways_and_outcomes_have_their_shares(year: tuple[SampleDossier, ...]) -> None:
    ways = Counter(str(each.way) for each in year)
    assert share(ways, Way.HOME) == pytest.approx(45, abs=4)
    outcomes = Counter(outcome for each in year for outcome in each.outcomes)
    assert share(outcomes, "owner") == pytest.approx(66, abs=5)
    courses = Counter(str(each.course) for each in year)
    assert share(courses, Course.SUPPLEMENTED) == pytest.approx(6.4, abs=2)
    late = [each for each in year if each.due_at and each.solved_at and each.solved_at > each.due_at]
    assert 100 * len(late) / len(year) < 4


def test_where_a_dossier_stands_follows_from_what_has_happened(year: tuple[SampleDossier, ...]) -> None:
    for each in year:
        steps = [at for at in (each.received_at, each.completed_at, each.solved_at, each.handed_over_at) if at]
        assert steps == sorted(steps)
        assert max(steps) <= UNTIL
        if each.handed_over_at:
            assert (each.status, each.solved_at is not None) == (Business.HANDED_OVER, True)
            assert each.delivery is (Delivery.POSTED if each.way is Way.POST else Delivery.HANDED_OVER)
        elif each.solved_at:
            assert (each.status, each.delivery) == (Business.SOLVED, Delivery.READY)
        else:
            assert each.delivery is Delivery.NOT_READY
    assert {each.status for each in year} >= {Business.HANDED_OVER, Business.SOLVED, Business.PROCESSING}


def test_samples_become_records(minhchau: tuple[SamplePerson, ...], year: tuple[SampleDossier, ...]) -> None:
    hands = Hands(seed=1)
    owner = as_person(minhchau[year[0].person], id=hands.new_id())
    assert isinstance(owner, Person)
    assert (owner.household, owner.relation) == (minhchau[year[0].person].household, minhchau[year[0].person].relation)
    code = "TAM-09661-M01-261120-0007"
    made = as_dossier(year[0], owner, id=hands.new_id(), code=code, procedure_name="Chứng thực")
    assert (made.person, made.person_name, made.status) == (owner.id.hex, owner.name, year[0].status)
    assert fold(made.procedure_name) == "chung thuc"
