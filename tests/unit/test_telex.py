"""Raw Telex is recognised and read; Vietnamese and foreign words are left alone."""

import pytest

from sync.records.telex import looks_like_telex, untelex


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeenx", "Nguyễn"),
        ("Nguyenex", "Nguyễn"),
        ("NGUYEENX THIJ HOAF", "NGUYỄN THỊ HÒA"),
        ("Dduwcs", "Đức"),
        ("Ddawngj", "Đặng"),
        ("huwowng", "hương"),
        ("thuowng", "thương"),
        ("thuowr", "thuở"),
        ("Thuyr", "Thủy"),
        ("Ngocj", "Ngọc"),
        ("Tuaans", "Tuấn"),
        ("Quaan", "Quân"),
        ("tw", "tư"),
        ("hoaif", "hoài"),
        ("khuyur", "khuỷu"),
        ("Giaps", "Giáp"),
        ("muaw", "mưa"),
    ],
)
def test_telex_keys_become_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert untelex(typed) == meant
    assert looks_like_telex(typed)


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Hòa", "Thao", "xoong", "Anh", "Hanh", "TAM-09661-M07", "wxyz", "", "123", "Brown"]
)
def test_what_is_no_telex_stays(text: str) -> None:
    assert untelex(text) == text
    assert not looks_like_telex(text)
