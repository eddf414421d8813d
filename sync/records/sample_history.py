"""Months of a sample commune's dossiers as plain values: what came in when, by which way it went, where it stands now.

The caller makes records of them; states are those of `states`, procedures only those that he has.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from sync.records.calendar import VIETNAM_TIME
from sync.records.sample_commune import Profile
from sync.records.sample_draws import Dice, Weighted, one
from sync.records.states import Business, Delivery

IsOpen = Callable[[date], bool]
_ONE_DAY: Final = timedelta(days=1)
_WORKING_DAYS_A_MONTH: Final = 22
_LONG_CLOSURE_DAYS: Final = 5
_CLOSES: Final = time(17, 0)

# Monday is the fullest day, Friday the emptiest; the five add up to five.
_WEEKDAY: Final = {1: 1.35, 2: 0.95, 3: 0.9, 4: 0.9, 5: 0.9}
_TIMES: Final = Weighted(
    [
        ((time(8, 15), 135), 55),
        ((time(14, 0), 90), 22),
        ((time(7, 30), 240), 9),
        ((time(13, 30), 210), 8),
        ((time(17, 0), 240), 6),
    ]
)
_MIX: Final[Mapping[str, tuple[tuple[float, tuple[str, ...]], ...]]] = {
    "hadong": (
        (44, ("2.000815",)), (7, ("2.000884",)), (3, ("2.001035", "2.001019", "2.001016", "2.001406")),
        (9, ("2.000635", "2.000908")), (3, ("3.000722",)), (2, ("1.001193",)), (2, ("1.000656", "2.002913")),
        (6, ("1.004873",)), (2.5, ("1.000894",)), (2.5, ("1.004859",)), (2, ("1.004884", "1.004837", "1.001022")),
        (5, ("1.001776", "1.014027", "1.001731", "1.014028", "1.001699")), (2, ("1.010803", "1.010833", "1.010814")),
        (4, ("1.001612", "2.000720", "1.001266")), (2, ("1.013225",)), (3, ("1.013978", "1.012812")),
        (1, ("1.013133", "1.013314", "1.013791")),
    ),
    "minhchau": (
        (38, ("2.000815",)), (6, ("1.001193",)), (2, ("3.000722",)), (2, ("1.000656",)), (4, ("1.004873",)),
        (2, ("1.000894",)), (1, ("1.004859",)), (3, ("2.000635",)),
        (14, ("1.001776", "1.014027", "1.001731", "1.014028", "1.001699", "1.011607", "1.010803", "1.010833")),
        (14, ("1.013978", "1.012812")), (6, ("1.013225",)), (4, ("2.000884", "2.001035")),
        (4, ("1.001612", "1.013314", "1.013133")),
    ),
}  # fmt: skip
_CHANNELS: Final = {
    "hadong": Weighted([(2, 60), (1, 39), (3, 1)]),
    "minhchau": Weighted([(2, 35), (1, 64), (3, 1)]),
}
"""1 at the desk, 2 online, 3 by post."""
_OUTCOMES: Final = Weighted(
    [
        ("owner", 66),
        ("household", 15),
        ("authorised", 4),
        ("absent", 9),
        ("refused", 1.5),
        ("wrong", 1),
        ("redated", 3.5),
    ]
)


class Course(StrEnum):
    """The way that a dossier goes through the office."""

    PLAIN = "plain"
    SUPPLEMENTED = "supplemented"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WAITS_FOR_PAYMENT = "waits_for_payment"


class Way(StrEnum):
    """How a result reaches its owner."""

    COUNTER = "counter"
    HOME = "home"
    POST = "post"
    ONLINE = "online"


_COURSES: Final = Weighted(
    [
        (Course.SUPPLEMENTED, 6.4),
        (Course.REFUSED, 1.2),
        (Course.WITHDRAWN, 0.8),
        (Course.WAITS_FOR_PAYMENT, 3.0),
        (Course.PLAIN, 88.6),
    ]
)


class SampleDossier(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier of the past. `person`: its owner by his place among the people. Times are Vietnam's, None: not yet.

    `outcomes`: what happened at the door, visit by visit. `status` and `delivery`: where it stands at the end.
    """

    person: int
    procedure: str
    channel: int
    received_at: datetime
    due_at: datetime | None
    pages: int
    copies: int
    course: Course
    way: Way
    asked_at: datetime | None
    completed_at: datetime | None
    solved_at: datetime | None
    handed_over_at: datetime | None
    outcomes: tuple[str, ...]
    status: Business
    delivery: Delivery


def on_weekdays(day: date) -> bool:
    """Tell whether a day is none of the weekend: for callers without a calendar."""
    return day.isoweekday() <= 5


def sample_history(
    dice: Dice,
    profile: Profile,
    *,
    people: int,
    procedures: Mapping[str, int | None],
    until: datetime,
    months: float = 1,
    is_open: IsOpen = on_weekdays,
) -> Iterator[SampleDossier]:
    """Draw what came in over the months before `until` (Vietnam time), in order of receipt.

    `people`: how many there are to draw owners from; `procedures`: code -> limit in working days (None: not known).
    """
    mix = _mix(profile, procedures)
    day = until.date() - timedelta(days=round(months * 30.44))
    while day <= until.date():
        if is_open(day):
            came = sorted(_received(dice, day) for _ in range(_how_many(dice, profile, day, is_open)))
            for received_at in came:
                if received_at <= until:
                    code = one(dice, mix.draw(dice))
                    yield _dossier(
                        dice, profile, dice.randrange(0, people), code, procedures[code], received_at, until, is_open
                    )
        day += _ONE_DAY


def _mix(profile: Profile, procedures: Mapping[str, int | None]) -> Weighted[tuple[str, ...]]:
    """Leave out what the catalogue lacks; a branch of which nothing is left gives its share to the others."""
    there = [(tuple(code for code in codes if code in procedures), weight) for weight, codes in _MIX[profile.name]]
    there = [(codes, weight) for codes, weight in there if codes]
    return Weighted(there or [(tuple(procedures), 1)])


def _how_many(dice: Dice, profile: Profile, day: date, is_open: IsOpen) -> int:
    usual = profile.dossiers_a_month / _WORKING_DAYS_A_MONTH * _WEEKDAY.get(day.isoweekday(), 0.6)
    if not any(is_open(day - _ONE_DAY * back) for back in range(1, _LONG_CLOSURE_DAYS + 1)):
        usual *= 2  # the first day after Tết
    return int(usual * (0.75 + 0.5 * dice.random()) + dice.random())


def _received(dice: Dice, day: date) -> datetime:
    start, minutes = _TIMES.draw(dice)
    return datetime.combine(day, start, VIETNAM_TIME) + timedelta(seconds=int(dice.random() * minutes * 60))


def _dossier(
    dice: Dice,
    profile: Profile,
    person: int,
    code: str,
    limit: int | None,
    received_at: datetime,
    until: datetime,
    is_open: IsOpen,
) -> SampleDossier:
    course = _COURSES.draw(dice)
    way = _way(dice, profile)
    begun, asked_at, completed_at = received_at, None, None
    if course is Course.SUPPLEMENTED:
        asked_at = received_at + timedelta(minutes=20)
        completed_at = _at_the_desk(dice, _later(received_at.date(), dice.randrange(1, 8), is_open))
        begun = completed_at
    due_at = (
        None
        if limit is None
        else datetime.combine(_later(begun.date(), limit or _late(begun), is_open), _CLOSES, VIETNAM_TIME)
    )
    ends_without_result = course in (Course.REFUSED, Course.WITHDRAWN)
    solved_at = None if ends_without_result else _solved(dice, begun, limit, is_open)
    handed_over_at, outcomes = _delivered(dice, way, limit, solved_at, is_open) if solved_at else (None, ())
    known = {
        "asked_at": asked_at,
        "completed_at": completed_at,
        "solved_at": solved_at,
        "handed_over_at": handed_over_at,
    }
    past = {name: at if at is not None and at <= until else None for name, at in known.items()}
    status, delivery = _standing(course, way, received_at, until, past)
    is_copy = code == "2.000815"
    return SampleDossier(
        person=person,
        procedure=code,
        channel=_CHANNELS[profile.name].draw(dice),
        received_at=received_at,
        due_at=None if status is Business.SUPPLEMENT else due_at,
        pages=_pages(dice),
        copies=dice.randrange(1, 6) if is_copy else 1,
        course=course,
        way=way,
        outcomes=outcomes if past["solved_at"] else (),
        status=status,
        delivery=delivery,
        **past,
    )


def _standing(
    course: Course, way: Way, received_at: datetime, until: datetime, past: Mapping[str, datetime | None]
) -> tuple[Business, Delivery]:
    if past["handed_over_at"]:
        return Business.HANDED_OVER, Delivery.POSTED if way is Way.POST else Delivery.HANDED_OVER
    if past["solved_at"]:
        return Business.SOLVED, Delivery.READY
    if course is Course.REFUSED:
        return Business.REFUSED, Delivery.NOT_READY
    if course is Course.WITHDRAWN:
        return Business.WITHDRAWING, Delivery.NOT_READY
    if past["asked_at"] and not past["completed_at"]:
        return Business.SUPPLEMENT, Delivery.NOT_READY
    if course is Course.WAITS_FOR_PAYMENT:
        return Business.PAYMENT, Delivery.NOT_READY
    is_new = received_at.date() == until.date()
    return Business.RECEIVED if is_new else Business.PROCESSING, Delivery.NOT_READY


def _solved(dice: Dice, begun: datetime, limit: int | None, is_open: IsOpen) -> datetime:
    """Seven in ten are early, nearly all others on the day, three in two hundred late."""
    days = 5 if limit is None else limit
    chance = dice.random()
    if not days and chance < 0.985:
        return begun + timedelta(minutes=dice.randrange(5, 40))
    if chance < 0.015:
        taken = days + dice.randrange(1, 4)
    elif chance < 0.70:
        taken = dice.randrange(days // 2, max(days, 1))
    else:
        taken = days
    return max(_at_the_desk(dice, _later(begun.date(), taken, is_open)), begun + timedelta(minutes=5))


def _delivered(
    dice: Dice, way: Way, limit: int | None, solved_at: datetime, is_open: IsOpen
) -> tuple[datetime, tuple[str, ...]]:
    if way is Way.HOME:
        outcomes: list[str] = []
        day = solved_at.date()
        while True:
            day = _later(day, 1, is_open)
            outcomes.append(_OUTCOMES.draw(dice))
            if outcomes[-1] in ("owner", "household", "authorised"):
                at = datetime.combine(day, time(17, 30), VIETNAM_TIME) + timedelta(minutes=dice.randrange(0, 150))
                return at, tuple(outcomes)
    if limit == 0 or way is Way.ONLINE:
        return solved_at + timedelta(minutes=dice.randrange(2, 15)), ()
    day = _later(solved_at.date(), dice.randrange(1, 6), is_open)
    return _at_the_desk(dice, day), ()


def _way(dice: Dice, profile: Profile) -> Way:
    """Post and online as everywhere; what is carried home is the profile's, and the counter has the rest."""
    chance = dice.random()
    if chance < profile.home_delivery:
        return Way.HOME
    if chance < profile.home_delivery + 0.03:
        return Way.POST
    return Way.ONLINE if chance < profile.home_delivery + 0.07 else Way.COUNTER


def _late(begun: datetime) -> int:
    return int(begun.time() >= time(15, 0))


def _later(day: date, working_days: int, is_open: IsOpen) -> date:
    while working_days > 0:
        day += _ONE_DAY
        working_days -= is_open(day)
    return day


def _at_the_desk(dice: Dice, day: date) -> datetime:
    return datetime.combine(day, time(8, 0), VIETNAM_TIME) + timedelta(minutes=dice.randrange(0, 510))


def _pages(dice: Dice) -> int:
    """Median 3, one in ten 18 or more, at most 200."""
    return min(200, max(1, int(1.95 * math.pow(1 - dice.random(), -0.965))))
