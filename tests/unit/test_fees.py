"""Fees by the catalogue and money as written."""

import pytest

from sync.records.catalogue import Catalogue
from sync.records.fees import fee_for, fee_text, money, money_in_words
from tests.unit.pack_room import shipped_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.mark.parametrize(
    ("pages", "copies", "vnd"),
    [
        (1, 1, 2000),
        (2, 1, 4000),
        (3, 1, 5000),
        (5, 1, 7000),
        (5, 3, 21000),
        (198, 1, 200000),
        (199, 1, 200000),
        (500, 2, 400000),
    ],
)
def test_a_certified_copy_costs_by_pages_and_copies(catalogue: Catalogue, pages: int, copies: int, vnd: int) -> None:
    assert fee_for(catalogue.procedure("2.000815"), pages=pages, copies=copies) == vnd


def test_what_the_council_decides_is_unknown_and_never_free(catalogue: Catalogue) -> None:
    assert fee_for(catalogue.procedure("1.004873")) is None
    assert fee_for(catalogue.procedure("1.001193"), case="Đăng ký quá hạn") is None
    assert fee_text(None) == money(None) == "Chưa rõ mức thu"


def test_a_birth_in_time_is_free(catalogue: Catalogue) -> None:
    assert fee_for(catalogue.procedure("1.001193")) == 0
    assert fee_text(0) == "Không thu"


def test_no_pages_no_copies_or_no_such_case_is_our_fault(catalogue: Catalogue) -> None:
    copy = catalogue.procedure("2.000815")
    with pytest.raises(ValueError, match="below one"):
        fee_for(copy, pages=0)
    with pytest.raises(ValueError, match="below one"):
        fee_for(copy, copies=0)
    with pytest.raises(ValueError, match="no fee"):
        fee_for(copy, case="?")


@pytest.mark.parametrize(
    ("vnd", "written", "words"),
    [
        (0, "0 đ", "Không đồng"),
        (7_000, "7.000 đ", "Bảy nghìn đồng"),
        (12_000, "12.000 đ", "Mười hai nghìn đồng"),
        (15_000, "15.000 đ", "Mười lăm nghìn đồng"),
        (21_000, "21.000 đ", "Hai mươi mốt nghìn đồng"),
        (25_000, "25.000 đ", "Hai mươi lăm nghìn đồng"),
        (105_000, "105.000 đ", "Một trăm linh năm nghìn đồng"),
        (400_000, "400.000 đ", "Bốn trăm nghìn đồng"),
        (1_005_000, "1.005.000 đ", "Một triệu không trăm linh năm nghìn đồng"),
        (1_000_010, "1.000.010 đ", "Một triệu không trăm mười đồng"),
        (2_000_000_000, "2.000.000.000 đ", "Hai tỷ đồng"),
    ],
)
def test_money_is_written_with_dots_and_spelled_for_receipts(vnd: int, written: str, words: str) -> None:
    assert money(vnd) == written
    assert money_in_words(vnd) == words


def test_no_words_for_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="no words"):
        money_in_words(-1)
