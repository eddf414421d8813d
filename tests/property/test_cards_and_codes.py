"""Whatever a reader or a hand types: a value, or one of the errors that were promised."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sync.records.citizen_card import (
    CardMangledByInputMethodError,
    CardNumberError,
    CitizenCard,
    MalformedCardError,
    parse_card,
)
from sync.records.codes import MalformedCodeError, envelope_code, parse_code, provisional_code
from sync.records.partial_date import PartialDate, PartialDateError

CARD = "001190990123|012345678|ĐỖ THỊ HOÀ|05031990|Nữ|Xóm 2, thôn Chu Châu, Minh Châu, Ba Vì, Hà Nội|15032022"
REFUSALS = (MalformedCardError, CardMangledByInputMethodError, CardNumberError)


def read(text: str) -> CitizenCard | None:
    try:
        return parse_card(text)
    except REFUSALS:
        return None


@given(st.text(alphabet=st.one_of(st.sampled_from("|0123456789 đưNamữ"), st.characters()), max_size=600))
def test_no_text_breaks_the_reading_of_a_card(text: str) -> None:
    assert read(text) is None or text.count("|") >= 6


@given(st.integers(0, len(CARD) - 1), st.sampled_from(["", "đ", "ư", "|", "\u202e", "\x07", "ww", "?", "9"]))
def test_one_spoiled_place_never_gives_a_number_that_the_card_has_not(place: int, instead: str) -> None:
    card = read(CARD[:place] + instead + CARD[place + 1 :])
    if card is not None and place > len("001190990123") and instead != "|":
        assert card.number == "001190990123"


@given(st.integers(0, len(CARD) - 2))
def test_a_card_cut_short_is_never_taken_for_a_whole_one(length: int) -> None:
    card = read(CARD[:length])
    assert card is None or card.issued is None


@given(
    st.integers(0, 99_999),
    st.integers(0, 999),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.integers(1, 999_999),
    st.integers(1, 99),
)
def test_every_code_made_is_read_back(commune: int, machine: int, day: date, number: int, envelope: int) -> None:
    code = provisional_code(f"{commune:05}", f"M{machine:02}", day, number)
    assert str(parse_code(code.lower())) == code
    assert str(parse_code(envelope_code(code, envelope))) == envelope_code(code, envelope)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_code(text: str) -> None:
    try:
        code = parse_code(text)
    except MalformedCodeError:
        return
    assert parse_code(str(code)) == code


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    known = PartialDate(year=day.year, month=day.month, day=day.day)
    assert PartialDate.parse(str(known)) == known
    assert PartialDate.parse_digits(f"{day.day:02}{day.month:02}{day.year:04}").as_date() == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    for reading in (PartialDate.parse, PartialDate.parse_digits):
        try:
            known = reading(text)
        except PartialDateError:
            continue
        assert PartialDate.parse(str(known)) == known
