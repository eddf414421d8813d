"""Dates of which only a part is known."""

from datetime import date

import pytest

from sync.records.partial_date import PartialDate, PartialDateError


@pytest.mark.parametrize("text", ["05/03/1990", "03/1990", "1990", "29/02/2024"])
def test_what_is_written_is_what_was_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["5-3-1990", "5.3.1990", " 05 / 03 / 1990 "])
def test_other_separators_pass(text: str) -> None:
    assert PartialDate.parse(text) == PartialDate(year=1990, month=3, day=5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/1990",
        "29/02/2023",
        "00/03/1990",
        "13/1990",
        "0/1990",
        "90",
        "5/3/90",
        "٠٥/٠٣/١٩٩٠",
        "a",
        "1/1/1/1990",
        "1990/03/05",
    ],
)
def test_no_impossible_date_is_read(text: str) -> None:
    with pytest.raises(PartialDateError):
        PartialDate.parse(text)


def test_no_impossible_date_is_made() -> None:
    for year, month, day in [(1990, None, 5), (1990, 2, 31), (1990, 0, None), (20, 1, 1)]:
        with pytest.raises(PartialDateError):
            PartialDate(year=year, month=month, day=day)


def test_zeros_on_a_card_are_parts_not_known() -> None:
    assert str(PartialDate.parse_digits("00001951")) == "1951"
    assert str(PartialDate.parse_digits("00031951")) == "03/1951"
    assert PartialDate.parse_digits("05031951").as_date() == date(1951, 3, 5)
    assert PartialDate.parse_digits("1951").as_date() is None
    for digits in ("05001951", "5031951", "3102199O", ""):
        with pytest.raises(PartialDateError):
            PartialDate.parse_digits(digits)
