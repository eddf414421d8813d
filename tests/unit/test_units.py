"""Units of today and what became of those before, on the shipped tables."""

import unicodedata
from collections import Counter
from datetime import date

import pytest

from sync.records.units import Unit, Units, candidates, with_unit, without_district
from tests.unit.pack_room import shipped_catalogue

LAST_OLD_DAY, FIRST_NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def units() -> Units:
    return shipped_catalogue().units


def names(units: Units, address: str) -> list[str]:
    return [each.unit.title for each in candidates(units, address)]


def test_hanoi_has_its_51_wards_and_75_communes(units: Units) -> None:
    assert units.province == "01"
    assert Counter(unit.kind for unit in units.units) == {"Phường": 51, "Xã": 75}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("09661", "Minh Châu"),
        ("09556", "Hà Đông"),
        ("00082", "Cửa Nam"),
        ("00292", "Bạch Mai"),
        ("00256", "Hai Bà Trưng"),
        ("00283", "Vĩnh Tuy"),
        ("00229", "Kim Liên"),
        ("00367", "Thanh Xuân"),
        ("00376", "Sóc Sơn"),
        ("00385", "Trung Giã"),
        ("09706", "Yên Bài"),
        ("00640", "Thanh Trì"),
        ("00337", "Hoàng Liệt"),
    ],
)
def test_units_have_their_official_codes(units: Units, code: str, name: str) -> None:
    unit = units.unit(code)
    assert unit is not None
    assert unit.name == name


def test_one_number_was_another_ward_before(units: Units) -> None:
    before, after = units.unit("00082", LAST_OLD_DAY), units.unit("00082", FIRST_NEW_DAY)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Trần Hưng Đạo", "Cửa Nam")
    assert units.unit("09667", FIRST_NEW_DAY) is None  # Chu Minh is no more
    assert units.unit("99999") is None


def test_the_old_units_are_all_there_and_many_were_split(units: Units) -> None:
    assert len(units.old_units) == 526
    assert Counter(len(old.became) for old in units.old_units) == {1: 327, 2: 147, 3: 36, 4: 15, 5: 1}
    assert {code for old in units.old_units for code in old.became} == {unit.code for unit in units.units}


@pytest.mark.parametrize(
    "address",
    [
        "Thôn Đông, thị trấn Tây Đằng, huyện Ba Vì, Hà Nội",
        "Thôn X, xã Chu Minh, huyện Ba Vì, Hà Nội",
        "Thôn X, Chu Minh, Ba Vì, Hà Nội",
        "thôn x, x. chu minh, h. ba vi, tp. ha noi",
        "Thôn X, xã Chu Minh, Hà Nội",
        unicodedata.normalize("NFD", "Thôn X, xã Chu Minh, huyện Ba Vì, thành phố Hà Nội"),
    ],
)
def test_people_of_tay_dang_and_chu_minh_went_to_quang_oai_only_land_to_minh_chau(units: Units, address: str) -> None:
    choice = candidates(units, address)
    assert [(each.unit.code, each.is_default) for each in choice] == [("09619", True), ("09661", False)]
    assert all(each.was_split and each.old is not None and "1656" in each.old.note for each in choice)


def test_a_ward_that_was_split_offers_all_and_changes_nothing(units: Units) -> None:
    address = "12 Tràng Thi, phường Hàng Trống, quận Hoàn Kiếm, Hà Nội"
    found = without_district(units, address)
    assert (found.text, found.is_changed) == (address, False)
    assert [each.unit.title for each in found.candidates] == ["phường Hoàn Kiếm", "phường Cửa Nam"]
    assert sum(each.is_default for each in found.candidates) == 1


def test_a_ward_that_went_whole_loses_its_district(units: Units) -> None:
    found = without_district(units, "Xóm 2, thôn Chu Chàng, Minh Châu, Ba Vì, Hà Nội")
    assert (found.text, found.is_changed) == ("Xóm 2, thôn Chu Chàng, xã Minh Châu, Hà Nội", True)
    assert not found.candidates[0].was_split


def test_what_the_official_picks_is_put_in(units: Units) -> None:
    quang_oai = units.unit("09619")
    assert isinstance(quang_oai, Unit)
    address = "Thôn X, xã Chu Minh, huyện Ba Vì, Hà Nội"
    assert with_unit(units, address, quang_oai) == "Thôn X, xã Quảng Oai, Hà Nội"
    assert with_unit(units, "ở nhờ nhà người quen", quang_oai) == "ở nhờ nhà người quen"


@pytest.mark.parametrize("ward", ["Yên Hoà", "Yên Hòa", "yen hoa", "P. Yên Hòa", "PHƯỜNG YÊN HOÀ"])
def test_spelling_that_drifts_names_the_same_ward(units: Units, ward: str) -> None:
    assert names(units, f"Tổ 5, {ward}, Cầu Giấy, Hà Nội") == ["phường Yên Hòa", "phường Cầu Giấy"]


@pytest.mark.parametrize("address", ["Thôn Chu Chàng, xã Minh Châu, Hà Nội", "Xã Minh Châu, thành phố Hà Nội"])
def test_an_address_of_today_stays_as_it_is(units: Units, address: str) -> None:
    found = without_district(units, address)
    assert (found.text, found.is_changed) == (address, False)
    assert [(each.unit.code, each.old) for each in found.candidates] == [("09661", None)]


def test_a_name_of_today_and_of_before_offers_todays_first(units: Units) -> None:
    choice = candidates(units, "Số 5, phường Cửa Nam, Hà Nội")
    assert (choice[0].unit.code, choice[0].old) == ("00082", None)
    assert [each.is_default for each in choice].count(True) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Hà Nội",
        "Thôn X",
        "xã Chu Minh, tỉnh Nam Định",
        "Xã Không Có, huyện Ba Vì, Hà Nội",
        "phường Chu Minh, Hà Nội",
    ],
)
def test_an_address_that_names_no_unit_of_ours_has_no_candidate(units: Units, address: str) -> None:
    found = without_district(units, address)
    assert (found.text, found.candidates, found.is_changed) == (address, (), False)
