"""What the twelve digits of a personal number (số định danh cá nhân) can and cannot tell. Never that a person exists.

Three digits of place of birth registration, one of century and sex, two of the year, six at random; no check digit.
"""

from enum import StrEnum
from typing import Final

from sync.records.partial_date import PartialDate


class Sex(StrEnum):
    """The sex that a card prints as Nam or Nữ."""

    MALE = "male"
    FEMALE = "female"


class NumberFault(StrEnum):
    """Why a number cannot be a personal number."""

    NOT_TWELVE_DIGITS = "not_twelve_digits"
    UNKNOWN_PREFIX = "unknown_prefix"


class NumberDoubt(StrEnum):
    """What does not fit the person; corrections and adoptions exist, so the official decides."""

    SEX_DIFFERS = "sex_differs"
    CENTURY_DIFFERS = "century_differs"
    YEAR_DIFFERS = "year_differs"


PROVINCES_BEFORE_2025: Final = {
    "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang", "010": "Lào Cai",
    "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên",
    "020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc",
    "027": "Bắc Ninh", "030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam",
    "036": "Nam Định", "037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh", "044": "Quảng Bình",
    "045": "Quảng Trị", "046": "Thừa Thiên Huế", "048": "Đà Nẵng", "049": "Quảng Nam", "051": "Quảng Ngãi",
    "052": "Bình Định", "054": "Phú Yên", "056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận",
    "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk", "067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước",
    "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai", "077": "Bà Rịa - Vũng Tàu", "079": "Hồ Chí Minh",
    "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre", "084": "Trà Vinh", "086": "Vĩnh Long", "087": "Đồng Tháp",
    "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ", "093": "Hậu Giang", "094": "Sóc Trăng",
    "095": "Bạc Liêu", "096": "Cà Mau",
}  # fmt: skip
"""Where the birth was registered; unchanged by the merger of 1/7/2025, and never the place of residence."""

_FIRST_COUNTRY_CODE: Final = "100"
"""From here on the three digits are a country: people born abroad. Taken without a list, hence never refused."""


def check_personal_number(
    number: str, birth: PartialDate | None = None, sex: Sex | str | None = None
) -> tuple[tuple[NumberFault, ...], tuple[NumberDoubt, ...]]:
    """Return what is wrong with the number itself, then what does not fit birth and sex (unknown ones are not checked).

    Without a fault the number is well formed, which never means that it exists.
    """
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return (NumberFault.NOT_TWELVE_DIGITS,), ()
    prefix = number[:3]
    faults = () if prefix in PROVINCES_BEFORE_2025 or prefix >= _FIRST_COUNTRY_CODE else (NumberFault.UNKNOWN_PREFIX,)
    century_and_sex = int(number[3])
    doubts: list[NumberDoubt] = []
    if sex and (Sex.FEMALE if century_and_sex % 2 else Sex.MALE) != sex:
        doubts.append(NumberDoubt.SEX_DIFFERS)
    if birth is not None and 19 + century_and_sex // 2 != birth.year // 100:
        doubts.append(NumberDoubt.CENTURY_DIFFERS)
    if birth is not None and int(number[4:6]) != birth.year % 100:
        doubts.append(NumberDoubt.YEAR_DIFFERS)
    return faults, tuple(doubts)
