"""The shipped catalogue and what may not be shipped."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.records.calendar import Standing
from sync.records.catalogue import (
    BadCatalogueError,
    Catalogue,
    OfflineMode,
    UnknownProcedureError,
    find,
    load_catalogue,
)

FOLDER = Path(__file__).parents[2] / "resources" / "catalogue"
CALENDAR = (FOLDER / "calendar.json").read_bytes()
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue((FOLDER / "catalogue.json").read_bytes(), CALENDAR)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sao y", "2.000815"),
        ("sy", "2.000815"),
        ("SY", "2.000815"),
        ("chung thuc ban sao", "2.000815"),
        ("khai sinh", "1.001193"),
        ("ks", "1.001193"),
        ("Khai Sinh", "1.001193"),
        ("birth", "1.001193"),
        ("1.0048", "1.004873"),
        ("hon nhan", "1.004873"),
        ("tthn", "1.004873"),
        ("2.000815", "2.000815"),
    ],
)
def test_a_few_letters_find_the_procedure(catalogue: Catalogue, typed: str, code: str) -> None:
    assert find(catalogue.procedures, typed)[0].code == code


def test_nothing_typed_shows_all_and_nonsense_none(catalogue: Catalogue) -> None:
    assert find(catalogue.procedures, " ") == catalogue.procedures
    assert find(catalogue.procedures, "xyz") == ()


def test_an_unknown_code_is_refused_even_one_that_the_web_gives(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownProcedureError):
        catalogue.procedure("2.000907")


def test_the_three_procedures_have_their_limits(catalogue: Catalogue) -> None:
    limits = {each.code: [limit.working_days for limit in each.limits] for each in catalogue.procedures}
    assert limits == {"2.000815": [0, 2], "1.001193": [0], "1.004873": [3]}


def test_papers_that_nobody_checked_say_so(catalogue: Catalogue) -> None:
    checked = {paper.id for each in catalogue.procedures for paper in each.papers if paper.standing is Standing.CHECKED}
    assert checked == {"ban-chinh", "giay-chung-sinh"}


def test_receivers_of_a_birth_certificate_sign_the_register_and_near_kin_need_no_certificate(
    catalogue: Catalogue,
) -> None:
    rule = catalogue.receiver_rule(catalogue.procedure("1.001193"))
    assert "signs_register" in rule.terms
    assert rule.kin_without_certificate == ("ông bà", "cha mẹ", "con", "vợ chồng", "anh chị em ruột")


def test_a_marriage_certificate_goes_to_both_and_to_no_door(catalogue: Catalogue) -> None:
    rule = next(each for each in catalogue.receiver_rules if each.result == "marriage_certificate")
    assert (rule.receivers, rule.may_go_home, rule.kin_without_certificate) == (("both_parties",), False, ())


def test_a_birth_cannot_be_finished_offline(catalogue: Catalogue) -> None:
    assert catalogue.procedure("1.001193").offline is OfflineMode.NEEDS_NETWORK


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda pack: pack.update(format=2),
        lambda pack: pack.update(surprise=1),
        lambda pack: pack["procedures"][0].pop("source"),
        lambda pack: pack["procedures"][0].update(source=" "),
        lambda pack: pack["procedures"][0]["fees"][0].update(source=""),
        lambda pack: pack["procedures"][0].update(limits=[]),
        lambda pack: pack["procedures"][0]["limits"][0].update(working_days=-1),
        lambda pack: pack["procedures"][0]["fees"][0].update(vnd=-1),
        lambda pack: pack["procedures"][0].update(result="unknown"),
        lambda pack: pack["procedures"][0]["papers"].append(pack["procedures"][0]["papers"][0]),
        lambda pack: pack["procedures"].append(pack["procedures"][0]),
        lambda pack: pack["procedures"][0].update(valid_to="2025-01-01"),
        lambda pack: pack["receiver_rules"].append(pack["receiver_rules"][0]),
    ],
)
def test_a_broken_catalogue_is_refused(change: Change) -> None:
    pack = msgspec.json.decode((FOLDER / "catalogue.json").read_bytes())
    change(pack)
    with pytest.raises(BadCatalogueError):
        load_catalogue(msgspec.json.encode(pack), CALENDAR)


def test_a_dossier_finds_the_version_of_its_day_and_commune() -> None:
    pack = msgspec.json.decode((FOLDER / "catalogue.json").read_bytes())
    old = pack["procedures"][2]
    new, elsewhere = copy.deepcopy(old), copy.deepcopy(old)
    old.update(valid_to="2027-02-28", communes=["09661"])
    new.update(valid_from="2027-03-01", communes=["09661"])
    new["limits"][0]["working_days"] = 2
    elsewhere.update(communes=["00082"])
    elsewhere["limits"][0]["working_days"] = 1
    pack["procedures"] += [new, elsewhere]
    wider = load_catalogue(msgspec.json.encode(pack), CALENDAR)

    def days(on: date, commune: str) -> int | None:
        return wider.procedure("1.004873", on, commune).limit.working_days

    assert days(date(2027, 2, 28), "09661") == 3
    assert days(date(2027, 3, 1), "09661") == 2
    assert days(date(2027, 3, 1), "00082") == 1
    with pytest.raises(UnknownProcedureError):
        wider.procedure("1.004873", TODAY, "00640")
    on_the_first_day = wider.in_force(date(2025, 7, 1), "09661")
    assert days(date(1999, 1, 1), "09661") == 3  # before there was any catalogue: the clock lies
    assert wider.in_force(date(1999, 1, 1), "09661") == on_the_first_day
    assert new["valid_from"] not in {str(each.valid_from) for each in on_the_first_day}
