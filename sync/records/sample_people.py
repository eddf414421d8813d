"""People who do not exist, for demonstrations and tests: drawn like the commune's, marked so that none looks real.

Every personal number ends in 990000 or more, every phone lies in the unassigned ranges 060 and 053. Here they stand
alone; `sample_commune` gives them households.
"""

from datetime import date, timedelta
from typing import Final

import msgspec

from sync.records.partial_date import PartialDate
from sync.records.personal_number import Sex
from sync.records.sample_draws import Dice, Numbers, Weighted, draw_name, draw_phone

SAMPLE_MARK: Final = "DỮ LIỆU MẪU"
CLUSTERS: Final = tuple(f"Khu dân cư {number}" for number in range(1, 8))
HAMLETS: Final = ("Chu Chàng", "Chu Châu")

_AGES: Final = Weighted(
    [((0, 5), 9), ((6, 17), 19), ((18, 34), 22), ((35, 59), 33), ((60, 79), 14), ((80, 95), 3)]
)  # fmt: skip
_NO_PHONE: Final = 0.12
_YEAR_ONLY_BEFORE: Final = 1955
_YEAR_ONLY: Final = 0.2


class SamplePerson(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up resident; `personal_number` and `phone` are empty where he has none.

    `household` is the mark of his house and `relation` what he is to its head; both empty for people who stand alone.
    """

    name: str
    birth: PartialDate
    sex: Sex
    personal_number: str
    phone: str
    address: str
    cluster: str
    old_number: str = ""
    household: str = ""
    relation: str = ""
    note: str = ""


def sample_people(dice: Dice, count: int, *, today: date) -> tuple[SamplePerson, ...]:
    """Draw that many people as of `today`; the same dice give the same people. No two share a personal number."""
    numbers = Numbers()
    return tuple(_person(dice, today, numbers) for _ in range(count))


def sample_card(person: SamplePerson, *, issued: date = date(2022, 3, 15)) -> str:
    """Return the QR text of the person's card as a USB reader types it; needs a number and a birth date to the day."""
    birth = person.birth.as_date()
    if birth is None or not person.personal_number:
        raise ValueError("a card has a number and a full birth date")
    sex = "Nam" if person.sex is Sex.MALE else "Nữ"
    address = f"{person.address}, Hà Nội"
    fields = (person.personal_number, "", person.name.upper(), f"{birth:%d%m%Y}", sex, address, f"{issued:%d%m%Y}")
    return "|".join(fields)


def known_birth(dice: Dice, born: date) -> PartialDate:
    """Return a birth date as the papers have it: of some old people they know the year alone."""
    if born.year < _YEAR_ONLY_BEFORE and dice.random() < _YEAR_ONLY:
        return PartialDate(year=born.year)
    return PartialDate(year=born.year, month=born.month, day=born.day)


def hamlet_of(cluster_at: int) -> str:
    """Return the hamlet in which a cluster of Minh Châu lies, by its place in CLUSTERS."""
    return HAMLETS[0] if cluster_at < 4 else HAMLETS[1]


def _person(dice: Dice, today: date, numbers: Numbers) -> SamplePerson:
    sex = Sex.FEMALE if dice.random() < 0.505 else Sex.MALE
    low, high = _AGES.draw(dice)
    born = today - timedelta(days=int((low + dice.random() * (high + 1 - low)) * 365.25))
    place = dice.randrange(0, len(CLUSTERS))
    return SamplePerson(
        name=draw_name(dice, sex, born.year),
        birth=known_birth(dice, born),
        sex=sex,
        personal_number=numbers.draw(dice, sex, born.year),
        phone="" if dice.random() < _NO_PHONE else draw_phone(dice),
        address=f"Xóm {dice.randrange(1, 10)}, thôn {hamlet_of(place)}, xã Minh Châu",
        cluster=CLUSTERS[place],
    )
