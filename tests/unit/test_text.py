"""Vietnamese names are found, ranked and sorted as the people at the desk expect (promise G15)."""

import unicodedata

import pytest

from sync.records.text import (
    EXACT,
    FOLDED,
    NO_MATCH,
    OTHER_MARKS,
    OTHER_TONE_PLACE,
    fold,
    given_name,
    has_marks,
    initials,
    mask_id,
    match_rank,
    name_sort_key,
    nfc,
    repair,
    sort_key,
    tone_key,
)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("form", [nfc, nfd])
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyen", "Nguyễn Văn Hùng"),
        ("dao", "Đào Thị Hoa"),
        ("duc", "Phạm Minh Đức"),
        ("dang", "Đặng Thị Lan"),
        ("DANG", "ĐẶNG THỊ LAN"),
        ("hoà", "Lê Thị Hòa"),
        ("hòa", "Lê Thị Hoà"),
        ("thuy", "Trần Thuỷ"),
        ("khoẻ", "Bùi Khỏe"),
        ("nguyen duc", "Nguyễn Văn Đức"),
        ("Đức", "Ðức"),
    ],
)
def test_the_name_is_found_however_it_was_stored(typed: str, name: str, form: object) -> None:
    assert callable(form)
    assert match_rank(typed, form(name)) < OTHER_MARKS
    assert match_rank(form(typed), name) < OTHER_MARKS


def test_nfd_and_nfc_have_one_length_after_nfc() -> None:
    name = "Nguyễn Thị Phương Thảo"
    assert (len(nfd(name)), len(nfc(nfd(name)))) == (28, 22)


def test_exact_marks_rank_before_tone_place_before_letters_before_other_marks() -> None:
    names = ["Hóa", "Hoa", "Hoà", "Hòa", "Huế"]
    assert sorted(names, key=lambda name: match_rank("hòa", name))[:2] == ["Hòa", "Hoà"]
    assert [match_rank("hòa", name) for name in names] == [OTHER_MARKS, OTHER_MARKS, OTHER_TONE_PLACE, EXACT, NO_MATCH]
    assert match_rank("hoa", "Hoa") == EXACT
    assert match_rank("hoa", "Hóa") == FOLDED


@pytest.mark.parametrize(
    "names",
    [("Hoa", "Hòa", "Hóa"), ("Tú", "Tư", "Tứ", "Tự"), ("Dung", "Dũng"), ("Thúy", "Thủy", "Thụy"), ("Tuấn", "Tuân")],
)
def test_names_that_fold_alike_still_differ_for_one_who_types_marks(names: tuple[str, ...]) -> None:
    assert len({fold(name) for name in names}) == 1
    assert len({tone_key(name) for name in names}) == len(names)
    for typed in names:
        assert [name for name in names if match_rank(typed, name) == EXACT] == [typed]


def test_a_half_typed_mark_is_no_wrong_mark() -> None:
    assert match_rank("nguyê", "Nguyễn") == FOLDED
    assert match_rank("đuc", "Đức") == FOLDED
    assert match_rank("đuc", "Dục") == OTHER_MARKS


def test_every_typed_word_must_be_there() -> None:
    assert match_rank("nguyen hung", "Nguyễn Văn Dũng") == NO_MATCH
    assert match_rank("", "Nguyễn Văn Dũng") == EXACT


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Ứng Hoà", "ứng hòa")])
def test_two_tone_places_have_one_key(one: str, other: str) -> None:
    assert nfc(one) != nfc(other)
    assert tone_key(one) == tone_key(other)


def test_names_sort_as_vietnamese_do() -> None:
    names = ["Yến", "Ánh", "Ân", "Đức", "Dung", "An", "Ăn", "Ẩn", "Bình", "Ơn", "Ông", "Oanh", "Uyên", "Ưng"]
    wanted = ["An", "Ánh", "Ăn", "Ân", "Ẩn", "Bình", "Dung", "Đức", "Oanh", "Ông", "Ơn", "Uyên", "Ưng", "Yến"]
    assert sorted(names, key=sort_key) == wanted


def test_tones_sort_level_falling_asking_tumbling_rising_heavy() -> None:
    wanted = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted("mạ má mã mả mà ma".split(), key=sort_key) == wanted
    assert sorted(["Hoa", "hoa", "Hòa"], key=sort_key) == ["hoa", "Hoa", "Hòa"]


def test_letters_weigh_more_than_tones_and_spaces_less_than_letters() -> None:
    assert sorted(["Hà Bình", "Ha Cam", "Hạ An", "Hàm"], key=sort_key) == ["Hạ An", "Hà Bình", "Ha Cam", "Hàm"]


def test_people_sort_by_given_name_first() -> None:
    people = ["Nguyễn Văn Yến", "Vũ Thị Hoa", "Bùi Thị Hòa", "Trần An", "An"]
    assert sorted(people, key=name_sort_key) == ["An", "Trần An", "Vũ Thị Hoa", "Bùi Thị Hòa", "Nguyễn Văn Yến"]


def test_repair_mends_look_alikes_and_blanks_but_no_spelling() -> None:
    assert repair("  ÐỖ\u200b  Thị\u00a0 Hoà\ufeff ") == "ĐỖ Thị Hoà"
    assert repair("Nguễn") == "Nguễn"
    assert nfc("Ð") == "Ð"


def test_marks_are_seen_in_both_forms() -> None:
    assert has_marks("Đức")
    assert has_marks("đ")
    assert has_marks(nfd("ễ"))
    assert not has_marks("Nguyen Van A 12")


def test_small_readings_of_a_name() -> None:
    assert given_name("NGUYỄN  VĂN HÙNG ") == "HÙNG"
    assert given_name("") == ""
    assert initials("Sao y bản chính") == "sybc"
    assert initials("Đăng ký khai sinh") == "dkks"


def test_a_number_shows_its_last_four_only() -> None:
    assert mask_id("001190990123") == "••••••••0123"
    assert mask_id("123") == "•••"
    assert mask_id("") == ""
