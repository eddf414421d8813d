"""What every sample person is drawn from: northern names by cohort, numbers and phones that cannot be real. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, Generic, Protocol, TypeVar

from sync.records.personal_number import Sex

FIRST_SAMPLE_SERIAL: Final = 990_000
SAMPLE_PHONE_PREFIXES: Final = ("060", "053")
SAMPLE_OLD_NUMBER_PREFIX: Final = "990"
"""Nine-digit numbers of identity papers began with a province, 01 to 38: none begins so."""

_Choice = TypeVar("_Choice")
_RARE_SURNAMES: Final = (
    "Đàm Cấn Khuất Quách Bạch Lã Tăng Thạch Lý Hồ Võ Tô Tống Triệu Từ Trương Thái Vương Doãn Đoàn "
    "Giang Hứa Kim La Lại Lâm Lục Mạc Nông Ninh Phí Quản Sái Thân Tiêu Vi Đồng Đới Âu Khổng"
).split()
_HOME_PROVINCE: Final = "001"
_OTHER_PROVINCES: Final = ("017", "025", "026", "030", "033", "035", "036", "037", "038")
_CROWDED_AFTER: Final = 40


class Dice(Protocol):
    """Where chance comes from; a `random.Random` made from a seed fits."""

    def random(self) -> float:
        """Return a number from 0 up to 1."""
        ...

    def randrange(self, start: int, stop: int) -> int:
        """Return a whole number from `start` up to, not with, `stop`."""
        ...


class Weighted(Generic[_Choice]):
    """Choices that come up in proportion to their weights."""

    def __init__(self, choices: Iterable[tuple[_Choice, float]]) -> None:
        pairs = tuple(choices)
        self._choices = [choice for choice, _ in pairs]
        self._edges = list(accumulate(weight for _, weight in pairs))

    def draw(self, dice: Dice) -> _Choice:
        """Draw one."""
        at = bisect_right(self._edges, dice.random() * self._edges[-1])
        return self._choices[min(at, len(self._choices) - 1)]


_SURNAMES: Final = Weighted(
    [
        ("Nguyễn", 36), ("Trần", 8.5), ("Phạm", 6.5), ("Lê", 6.5), ("Vũ", 4.5), ("Hoàng", 4), ("Đỗ", 3.8),
        ("Bùi", 3.3), ("Đặng", 2.4), ("Ngô", 2), ("Phùng", 2), ("Dương", 1.8), ("Phan", 1.6), ("Đinh", 1.6),
        ("Đào", 1.5), ("Trịnh", 1.3), ("Chu", 1.2), ("Hà", 1), ("Lương", 0.9), ("Mai", 0.8), ("Cao", 0.8),
        ("Tạ", 0.8), ("Kiều", 0.7), ("Lưu", 0.6), ("Nghiêm", 0.3),
        *((surname, 5.8 / len(_RARE_SURNAMES)) for surname in _RARE_SURNAMES),
    ]
)  # fmt: skip
_MIDDLE: Final = {
    Sex.MALE: ("Đức", "Hữu", "Quang", "Minh", "Duy", "Tuấn", "Xuân", "Công", "Thanh"),
    Sex.FEMALE: ("Ngọc", "Thu", "Phương", "Minh", "Thanh", "Hồng", "Khánh", "Bảo"),
}
_COMMON_MIDDLE: Final = {Sex.MALE: ("Văn", (0.55, 0.30, 0.08)), Sex.FEMALE: ("Thị", (0.85, 0.65, 0.25))}
_GIVEN: Final = {
    Sex.MALE: (
        "Hùng", "Dũng", "Cường", "Tuấn", "Anh", "Đức", "Minh", "Hải", "Nam", "Long", "Thắng", "Quân", "Hiếu", "Huy",
        "Khánh", "Phúc", "Bảo", "Tiến", "Toàn", "Hiển", "Vân", "Hòa", "Tú", "Tuân",
    ),
    Sex.FEMALE: (
        "Hương", "Hoa", "Lan", "Hằng", "Hạnh", "Thảo", "Trang", "Linh", "Ngọc", "Mai", "Thủy", "Thúy", "Yến", "Oanh",
        "Dung", "Phương", "Nhung", "Hà", "Trâm", "Uyên", "Ánh", "Tuyết", "Hòa",
    ),
}  # fmt: skip
_OLD_GIVEN: Final = ("Sửu", "Tý", "Mùi", "Cúc", "Bưởi", "Nhớn", "Tẹo")


class Numbers:
    """Personal numbers that no two people share; each ends in 990000 or more."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def draw(self, dice: Dice, sex: Sex, year: int) -> str:
        """Draw a number that fits birth and sex but for one in a hundred; three in a thousand people have none.

        Ten thousand serials per province, sex and year: where one is crowded, another province serves.
        """
        if dice.random() < 0.003:
            return ""
        odd = dice.random() < 0.01
        province = _HOME_PROVINCE if dice.random() < 0.9 else one(dice, _OTHER_PROVINCES)
        century_and_sex = (year // 100 - 19) * 2 + ((sex is Sex.FEMALE) != odd)
        tries = 0
        while True:
            serial = dice.randrange(FIRST_SAMPLE_SERIAL, 1_000_000)
            number = f"{province}{century_and_sex}{year % 100:02}{serial}"
            if number not in self._taken:
                self._taken.add(number)
                return number
            tries += 1
            if tries >= _CROWDED_AFTER:
                province = one(dice, _OTHER_PROVINCES)


def draw_surname(dice: Dice) -> str:
    """Draw a family name as common as it is in the north."""
    return _SURNAMES.draw(dice)


def draw_name(dice: Dice, sex: Sex, year: int, *, surname: str = "") -> str:
    """Draw a full name as people born that year have it, with a family name of its own where none is given."""
    surname = surname or draw_surname(dice)
    cohort = 0 if year < 1980 else 1 if year < 2000 else 2
    common, shares = _COMMON_MIDDLE[sex]
    middle = [common if dice.random() < shares[cohort] else one(dice, _MIDDLE[sex])]
    extra = dice.random()
    if extra < 0.18:
        middle.append(one(dice, [word for word in _MIDDLE[sex] if word not in middle]))
    elif extra < 0.20:
        middle = []
    is_old_name = year < 1960 and dice.random() < 0.25
    given = one(dice, [word for word in (_OLD_GIVEN if is_old_name else _GIVEN[sex]) if word not in middle])
    return " ".join([surname, *middle, given])


def draw_phone(dice: Dice) -> str:
    """Draw a phone number of ten digits from a range that nobody was given."""
    return f"{one(dice, SAMPLE_PHONE_PREFIXES)}{dice.randrange(0, 10_000_000):07}"


def draw_old_number(dice: Dice) -> str:
    """Draw a nine-digit number of an old identity paper, from a range that nobody was given."""
    return f"{SAMPLE_OLD_NUMBER_PREFIX}{dice.randrange(0, 1_000_000):06}"


def one(dice: Dice, choices: Sequence[_Choice]) -> _Choice:
    """Draw one of equally likely choices."""
    return choices[dice.randrange(0, len(choices))]
