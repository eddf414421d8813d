"""Who lives under one roof: a head, and around him people of ages that fit. Ages in years; no names yet. Pure."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sync.records.personal_number import Sex
from sync.records.sample_draws import Dice, Weighted, draw_surname, one

HEAD: Final = "chủ hộ"
_OLDEST: Final = 99.0
_LAST_BIRTH: Final = 42.0
_MEN_LEAD: Final = 0.76
_WOMAN_BORN: Final = 0.49
_ADOPTED: Final = 0.01

_HEAD_AGES: Final = Weighted([((26, 32), 7), ((32, 43), 37), ((43, 50), 15), ((50, 62), 14), ((62, 88), 27)])
_ALONE_AGES: Final = Weighted([((20, 35), 30), ((35, 60), 28), ((60, 80), 28), ((80, 95), 14)])
_CHILDREN: Final = Weighted([(1, 8), (2, 44), (3, 33), (4, 15)])


class Member(NamedTuple):
    """One of the house: what he is to its head, sex, age in years and family name."""

    relation: str
    sex: Sex
    age: float
    surname: str


class _House:
    """A house as it fills up to its size."""

    def __init__(self, dice: Dice, size: int) -> None:
        self.dice = dice
        self.size = size
        self.members: list[Member] = []

    @property
    def room(self) -> int:
        return self.size - len(self.members)

    def add(self, relation: str, sex: Sex, age: float, surname: str) -> Member | None:
        if self.room <= 0 or not 0 <= age <= _OLDEST:
            return None
        member = Member(relation, sex, age, surname)
        self.members.append(member)
        return member

    def happens(self, chance: float) -> bool:
        return self.dice.random() < chance

    def between(self, low: float, high: float) -> float:
        return low + self.dice.random() * (high - low)


def compose(dice: Dice, size: int) -> list[Member]:
    """Return the people of one house of that size, its head first."""
    house = _House(dice, size)
    low, high = (_ALONE_AGES if size == 1 else _HEAD_AGES).draw(dice)
    sex = Sex.MALE if house.happens(_MEN_LEAD) else Sex.FEMALE
    head = house.add(HEAD, sex, house.between(low, high), draw_surname(dice))
    if head is None or size == 1:
        return house.members
    spouse = _marry(house, head)
    family = head.surname if head.sex is Sex.MALE else spouse.surname if spouse else draw_surname(dice)
    mother = head if head.sex is Sex.FEMALE else spouse
    if head.age < 60 and house.happens(0.1 if house.room < 4 else 0.6):
        _add_parents(house, head)
    children = _add_children(house, family, mother.age if mother else head.age - 2)
    _add_families(house, children)
    _fill(house, head)
    return house.members


def _marry(house: _House, head: Member) -> Member | None:
    """Men die earlier: an old woman who leads a house mostly leads it alone."""
    if head.sex is Sex.MALE:
        is_married = house.happens(0.94 if head.age < 65 else 0.74)
        return (
            house.add("vợ", Sex.FEMALE, max(19, head.age - house.between(-2, 7)), _stranger(house))
            if is_married
            else None
        )
    is_married = house.happens(0.5 if head.age < 60 else 0.22)
    return (
        house.add("chồng", Sex.MALE, max(21, head.age + house.between(-2, 7)), _stranger(house)) if is_married else None
    )


def _add_parents(house: _House, head: Member) -> None:
    age = head.age + house.between(21, 33)
    house.add("mẹ", Sex.FEMALE, age, _stranger(house))
    if house.happens(0.55):
        house.add("bố", Sex.MALE, age + house.between(-1, 6), head.surname)


def _add_children(house: _House, surname: str, mother_age: float) -> list[Member]:
    wanted = _CHILDREN.draw(house.dice)
    grown = mother_age > 48  # of grown children some have left, which makes room for those of their own
    added: list[Member] = []
    for age in _births(house, mother_age, wanted):
        if grown and age > 19 and added and house.happens(0.6):
            continue
        relation = "con nuôi" if house.happens(_ADOPTED) else "con đẻ"
        child = house.add(relation, _born_sex(house), age, surname)
        if child is not None:
            added.append(child)
    return added


def _add_families(house: _House, children: Iterable[Member]) -> None:
    """Let grown children marry and have children of their own, the eldest first."""
    for child in children:
        if child.age < 24 or house.room <= 0 or not house.happens(0.85):
            continue
        is_son = child.sex is Sex.MALE
        if is_son:
            partner = house.add("con dâu", Sex.FEMALE, max(19, child.age - house.between(-1, 5)), _stranger(house))
        else:
            partner = house.add("con rể", Sex.MALE, child.age + house.between(-1, 6), _stranger(house))
        if partner is None:
            return
        mother_age, surname = (partner.age, child.surname) if is_son else (child.age, partner.surname)
        for age in _births(house, mother_age, _CHILDREN.draw(house.dice)):
            house.add("cháu", _born_sex(house), age, surname)


def _fill(house: _House, head: Member) -> None:
    """Take in whom else a house takes in, until it has its size."""
    siblings = 0
    while house.room > 0:
        if siblings < 2 and head.age < 75 and house.happens(0.25 if head.age > 30 else 0.7):
            siblings += 1
            age = max(1, head.age + house.between(-9, 9))
            sex = _born_sex(house)
            relation = "em" if age <= head.age else "anh" if sex is Sex.MALE else "chị"
            house.add(relation, sex, age, head.surname)
        elif head.age > 30 and house.happens(0.93):
            youngest = max(0, min(head.age - 50, 18))
            house.add("cháu", _born_sex(house), house.between(youngest, min(head.age - 22, 24)), head.surname)
        else:
            relation = one(house.dice, ("ở nhờ", "thuê"))
            house.add(relation, _born_sex(house), house.between(18, 40), _stranger(house))


def _births(house: _House, mother_age: float, wanted: int) -> list[float]:
    """Return the ages of the children of a woman of that age, eldest first."""
    at_birth = house.between(19.5, 28)
    ages: list[float] = []
    while len(ages) < wanted and at_birth <= min(_LAST_BIRTH, mother_age):
        ages.append(mother_age - at_birth)
        at_birth += house.between(1.2, 5)
    return ages


def _born_sex(house: _House) -> Sex:
    return Sex.FEMALE if house.happens(_WOMAN_BORN) else Sex.MALE


def _stranger(house: _House) -> str:
    return draw_surname(house.dice)
