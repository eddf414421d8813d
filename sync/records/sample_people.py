"""People who do not exist, for demonstrations and tests: drawn like the commune's, marked so that none looks real.

Every personal number ends in 990000 or more, every phone lies in the unassigned ranges 060 and 053.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

import msgspec

from sync.records.partial_date import PartialDate
from sync.records.personal_number import Sex

SAMPLE_MARK: Final = "DỮ LIỆU MẪU"
FIRST_SAMPLE_SERIAL: Final = 990_000
SAMPLE_PHONE_PREFIXES: Final = ("060", "053")
CLUSTERS: Final = tuple(f"Khu dân cư {number}" for number in range(1, 8))
HAMLETS: Final = ("Chu Chàng", "Chu Châu")

_Choice = TypeVar("_Choice")
_Weights = tuple[tuple[str, float], ...]
_SURNAMES: Final[_Weights] = (
    ("Nguyễn", 36), ("Trần", 8.5), ("Phạm", 6.5), ("Lê", 6.5), ("Vũ", 4.5), ("Hoàng", 4), ("Đỗ", 3.8), ("Bùi", 3.3),
    ("Đặng", 2.4), ("Ngô", 2), ("Phùng", 2), ("Dương", 1.8), ("Phan", 1.6), ("Đinh", 1.6), ("Đào", 1.5),
    ("Trịnh", 1.3), ("Chu", 1.2), ("Hà", 1), ("Lương", 0.9), ("Mai", 0.8), ("Cao", 0.8), ("Tạ", 0.8), ("Kiều", 0.7),
    ("Lưu", 0.6), ("Nghiêm", 0.3), ("Đàm", 0.6), ("Cấn", 0.6), ("Khuất", 0.6), ("Quách", 0.6), ("Bạch", 0.6),
    ("Lã", 0.6), ("Tăng", 0.5), ("Thạch", 0.5), ("Lý", 0.6), ("Hồ", 0.6),
)  # fmt: skip
_MIDDLE: Final = {
    Sex.MALE: ("Đức", "Hữu", "Quang", "Minh", "Duy", "Tuấn", "Xuân", "Công", "Thanh"),
    Sex.FEMALE: ("Ngọc", "Thu", "Phương", "Minh", "Thanh", "Hồng", "Khánh", "Bảo"),
}
_COMMON_MIDDLE: Final = {Sex.MALE: ("Văn", (0.55, 0.30, 0.08)), Sex.FEMALE: ("Thị", (0.85, 0.65, 0.25))}
_GIVEN: Final = {
    Sex.MALE: (
        "Hùng", "Dũng", "Cường", "Tuấn", "Anh", "Đức", "Minh", "Hải", "Nam", "Long", "Thắng", "Quân", "Hiếu", "Huy",
        "Khánh", "Phúc", "Bảo", "Tiến", "Toàn", "Hiển", "Vân", "Hòa",
    ),
    Sex.FEMALE: (
        "Hương", "Hoa", "Lan", "Hằng", "Hạnh", "Thảo", "Trang", "Linh", "Ngọc", "Mai", "Thủy", "Thúy", "Yến", "Oanh",
        "Dung", "Phương", "Nhung", "Hà", "Trâm", "Uyên", "Ánh", "Tuyết", "Hòa",
    ),
}  # fmt: skip
_OLD_GIVEN: Final = ("Sửu", "Tý", "Mùi", "Cúc", "Bưởi", "Nhớn", "Tẹo")
_AGES: Final = ((0, 5, 9), (6, 17, 19), (18, 34, 22), (35, 59, 33), (60, 79, 14), (80, 95, 3))
_OTHER_PROVINCES: Final = ("017", "025", "026", "036")


class Dice(Protocol):
    """Where chance comes from; a `random.Random` made from a seed fits."""

    def random(self) -> float:
        """Return a number from 0 up to 1."""
        ...

    def randrange(self, start: int, stop: int) -> int:
        """Return a whole number from `start` up to, not with, `stop`."""
        ...


class SamplePerson(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up resident; `personal_number` and `phone` are empty where he has none."""

    name: str
    birth: PartialDate
    sex: Sex
    personal_number: str
    phone: str
    address: str
    cluster: str


def sample_people(dice: Dice, count: int, *, today: date) -> tuple[SamplePerson, ...]:
    """Draw that many people as of `today`; the same dice give the same people. No two share a personal number."""
    taken: set[str] = set()
    return tuple(_person(dice, today, taken) for _ in range(count))


def sample_card(person: SamplePerson, *, issued: date = date(2022, 3, 15)) -> str:
    """Return the QR text of the person's card as a USB reader types it; needs a number and a birth date to the day."""
    birth = person.birth.as_date()
    if birth is None or not person.personal_number:
        raise ValueError("a card has a number and a full birth date")
    sex = "Nam" if person.sex is Sex.MALE else "Nữ"
    address = f"{person.address}, Hà Nội"
    fields = (person.personal_number, "", person.name.upper(), f"{birth:%d%m%Y}", sex, address, f"{issued:%d%m%Y}")
    return "|".join(fields)


def _person(dice: Dice, today: date, taken: set[str]) -> SamplePerson:
    sex = Sex.FEMALE if dice.random() < 0.505 else Sex.MALE
    born = _born(dice, today)
    only_year = born.year < 1955 and dice.random() < 0.2
    birth = PartialDate(year=born.year) if only_year else PartialDate(year=born.year, month=born.month, day=born.day)
    place = dice.randrange(0, len(CLUSTERS))
    hamlet = HAMLETS[0] if place < 4 else HAMLETS[1]
    return SamplePerson(
        name=_name(dice, sex, born.year),
        birth=birth,
        sex=sex,
        personal_number=_number(dice, sex, born.year, taken),
        phone=_phone(dice),
        address=f"Xóm {dice.randrange(1, 10)}, thôn {hamlet}, xã Minh Châu",
        cluster=CLUSTERS[place],
    )


def _born(dice: Dice, today: date) -> date:
    low, high, _ = _weighted(dice, _AGES, [weight for _, _, weight in _AGES])
    days = int((low + dice.random() * (high + 1 - low)) * 365.25)
    return today - timedelta(days=days)


def _name(dice: Dice, sex: Sex, year: int) -> str:
    surname, _ = _weighted(dice, _SURNAMES, [weight for _, weight in _SURNAMES])
    cohort = 0 if year < 1980 else 1 if year < 2000 else 2
    common, shares = _COMMON_MIDDLE[sex]
    middle = [common if dice.random() < shares[cohort] else _one(dice, _MIDDLE[sex])]
    extra = dice.random()
    if extra < 0.18:
        middle.append(_one(dice, [word for word in _MIDDLE[sex] if word not in middle]))
    elif extra < 0.20:
        middle = []
    is_old_name = year < 1960 and dice.random() < 0.25
    given = _one(dice, [word for word in (_OLD_GIVEN if is_old_name else _GIVEN[sex]) if word not in middle])
    return " ".join([surname, *middle, given])


def _number(dice: Dice, sex: Sex, year: int, taken: set[str]) -> str:
    """Draw a number that fits birth and sex but for one in a hundred; three in a thousand people have none."""
    if dice.random() < 0.003:
        return ""
    odd = dice.random() < 0.01
    province = "001" if dice.random() < 0.9 else _one(dice, _OTHER_PROVINCES)
    century_and_sex = (year // 100 - 19) * 2 + ((sex is Sex.FEMALE) != odd)
    while True:
        serial = dice.randrange(FIRST_SAMPLE_SERIAL, 1_000_000)
        number = f"{province}{century_and_sex}{year % 100:02}{serial}"
        if number not in taken:
            taken.add(number)
            return number


def _phone(dice: Dice) -> str:
    if dice.random() < 0.12:
        return ""
    return f"{_one(dice, SAMPLE_PHONE_PREFIXES)}{dice.randrange(0, 10_000_000):07}"


def _one(dice: Dice, words: Sequence[str]) -> str:
    return words[dice.randrange(0, len(words))]


def _weighted(dice: Dice, choices: Sequence[_Choice], weights: Sequence[float]) -> _Choice:
    point = dice.random() * sum(weights)
    for choice, weight in zip(choices, weights, strict=True):
        point -= weight
        if point < 0:
            return choice
    return choices[-1]
