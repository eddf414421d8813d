"""Whole sample communes from a seed: households of a profile, drawn one after the other, so that none need be kept.

Everybody is as made up as in `sample_people`; how real registers go wrong is `sample_noise`'s to add.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sync.records.sample_draws import Dice, Numbers, Weighted, draw_name, draw_old_number, draw_phone, one
from sync.records.sample_household import Member, compose
from sync.records.sample_people import CLUSTERS, SamplePerson, hamlet_of, known_birth

MARK_OF_TEMPORARY: Final = "Tạm trú"
_OLD_FORM: Final = 0.15
_OLD_GROUP: Final = 0.05
_OLD_NUMBER: Final = 0.03

_STREETS: Final = (
    "Tô Hiệu", "Quang Trung", "Lê Lợi", "Bà Triệu", "Nguyễn Viết Xuân", "Vạn Phúc", "Phùng Hưng", "Chu Văn An",
    "Trần Phú", "Nguyễn Trãi", "Hoàng Văn Thụ", "Ngô Thì Nhậm", "Lê Hồng Phong", "Phan Đình Giót",
)  # fmt: skip
_OLD_WARDS: Final = ("Quang Trung", "Nguyễn Trãi", "Yết Kiêu", "Hà Cầu", "Phúc La", "Vạn Phúc", "Mộ Lao", "Văn Quán")
_GROUPS_BEFORE_2026: Final = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The size and shape of one commune. `sizes` are the weights of households of 1, 2, 3 … people.

    `temporary` is the share of people who only stay for a time; `home_delivery` that of results carried home.
    """

    name: str
    commune: str
    people: int
    households: int
    clusters: tuple[str, ...]
    sizes: tuple[float, ...]
    address: Callable[[Dice, int], str]
    temporary: float
    dossiers_a_month: int
    home_delivery: float

    def scaled(self, scale: float) -> "Profile":
        """Return the same commune with only that share of its people, households and dossiers."""
        households = max(1, round(self.households * scale))
        people = min(max(households, round(self.people * scale)), households * len(self.sizes))
        return replace(
            self, people=people, households=households, dossiers_a_month=max(1, round(self.dossiers_a_month * scale))
        )


def sample_commune(dice: Dice, profile: Profile, *, today: date, scale: float = 1.0) -> Iterator[SamplePerson]:
    """Draw the commune's people as of `today`, house by house, heads first; the same dice give the same people.

    People and households are exactly as many as the (scaled) profile says. No two share a personal number.
    """
    wanted = profile.scaled(scale)
    numbers = Numbers()
    for at, size in enumerate(_sizes(dice, wanted), start=1):
        yield from _household(dice, wanted, f"H{at:05}", size, today=today, numbers=numbers)


def _sizes(dice: Dice, profile: Profile) -> bytearray:
    """Draw a size for each household, then move single people until their sum is the profile's."""
    weights = Weighted(enumerate(profile.sizes, start=1))
    sizes = bytearray(weights.draw(dice) for _ in range(profile.households))
    missing = profile.people - sum(sizes)
    step = 1 if missing > 0 else -1
    while missing:
        at = dice.randrange(0, len(sizes))
        if 1 <= sizes[at] + step <= len(profile.sizes):
            sizes[at] += step
            missing -= step
    return sizes


def _household(
    dice: Dice, profile: Profile, mark: str, size: int, *, today: date, numbers: Numbers
) -> Iterator[SamplePerson]:
    place = dice.randrange(0, len(profile.clusters))
    address = profile.address(dice, place)
    is_temporary = dice.random() < profile.temporary
    names: set[str] = set()
    phones: list[str] = []
    for member in compose(dice, size):
        born = today - timedelta(days=int(member.age * 365.25))
        phone = _phone(dice, member.age, phones)
        yield SamplePerson(
            name=_own_name(dice, member, born.year, names),
            birth=known_birth(dice, born),
            sex=member.sex,
            personal_number=numbers.draw(dice, member.sex, born.year),
            phone=phone,
            address=address,
            cluster=profile.clusters[place],
            old_number=draw_old_number(dice) if member.age > 18 and dice.random() < _OLD_NUMBER / 0.72 else "",
            household=mark,
            relation=member.relation,
            note=MARK_OF_TEMPORARY if is_temporary or member.relation in ("ở nhờ", "thuê") else "",
        )


def _own_name(dice: Dice, member: Member, year: int, names: set[str]) -> str:
    """Draw a name that nobody else in the house has."""
    while True:
        name = draw_name(dice, member.sex, year, surname=member.surname)
        if name not in names:
            names.add(name)
            return name


def _phone(dice: Dice, age: float, phones: list[str]) -> str:
    """Draw a phone: one person in eight has none, one in five gives another's of the house."""
    none, shared = (0.80, 0.20) if age < 6 else (0.17, 0.55) if age < 18 else (0.03, 0.19)
    chance = dice.random()
    if chance < none:
        return ""
    if phones and chance < none + shared:
        return one(dice, phones)
    phones.append(draw_phone(dice))
    return phones[-1]


def _minhchau_address(dice: Dice, place: int) -> str:
    lane = f"Xóm {dice.randrange(1, 10)}, thôn {hamlet_of(place)}, xã Minh Châu"
    return f"{lane}, huyện Ba Vì, Hà Nội" if dice.random() < _OLD_FORM else f"{lane}, thành phố Hà Nội"


def _hadong_address(dice: Dice, place: int) -> str:
    ways = [f"số {dice.randrange(1, 200)}"]
    if dice.random() < 0.7:
        ways.append(f"ngõ {dice.randrange(1, 300)}")
        if dice.random() < 0.4:
            ways.append(f"ngách {dice.randrange(1, 60)}")
    ways.append(f"phố {one(dice, _STREETS)}")
    form = dice.random()
    group = dice.randrange(1, _GROUPS_BEFORE_2026 + 1) if form < _OLD_GROUP else place + 1
    line = f"{', '.join(ways)}, TDP {group}"
    line = line[0].upper() + line[1:]
    if _OLD_GROUP <= form < _OLD_GROUP + _OLD_FORM:
        return f"{line}, phường {one(dice, _OLD_WARDS)}, quận Hà Đông, Hà Nội"
    return f"{line}, phường Hà Đông, thành phố Hà Nội"


MINHCHAU: Final = Profile(
    name="minhchau",
    commune="09661",
    people=6_646,
    households=1_424,
    clusters=CLUSTERS,
    sizes=(6, 11, 15, 22, 20, 13, 2.6, 2, 1.8, 1.8, 1.7, 1.6, 1.5),
    address=_minhchau_address,
    temporary=0.03,
    dossiers_a_month=130,
    home_delivery=0.45,
)
HADONG: Final = Profile(
    name="hadong",
    commune="09556",
    people=196_240,
    households=54_241,
    clusters=tuple(f"Tổ dân phố {number}" for number in range(1, 66)),
    sizes=(9, 17, 23, 27, 12, 7, 3, 1.2, 0.8),
    address=_hadong_address,
    temporary=0.215,
    dossiers_a_month=3_936,
    home_delivery=0.15,
)
PROFILES: Final = {profile.name: profile for profile in (MINHCHAU, HADONG)}
