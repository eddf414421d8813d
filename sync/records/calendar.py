"""Counting working days by the calendar that the pack ships; no day off is ever computed. Vietnam is UTC+7, always.

A day of receipt does not count; a dossier taken in outside working hours counts from the next working slot.
"""

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final

import msgspec

from sync.records.errors import ExpectedError

VIETNAM_TIME: Final = timezone(timedelta(hours=7))
EVERY_COMMUNE: Final = "*"
MAX_LIMIT_DAYS: Final = 366
UNKNOWN_LIMIT: Final = "Chưa rõ thời hạn"
_ONE_DAY: Final = timedelta(days=1)


class CalendarNotKnownError(ExpectedError):
    """The calendar in force does not reach that day: a newer pack is needed."""


class BadCalendarError(ExpectedError):
    """The calendar of the pack cannot be read; the message says where."""


class Standing(StrEnum):
    """How far a value of the pack may be trusted; shown beside it."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    EXPECTED = "expected"


class DayOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One day on which offices are closed although it is no weekend, or would be open but for a swap."""

    day: date
    name: str
    source: str
    standing: Standing = Standing.CHECKED


class WorkedDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One day of a weekend that is worked, for another day off."""

    day: date
    instead_of: date
    name: str
    source: str
    standing: Standing = Standing.CHECKED


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of one working day, Vietnam time, `closes` excluded."""

    opens: time
    closes: time


class OpeningHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When one commune's desk (or every one's: "*") works. `weekdays`: 1 Monday to 7 Sunday.

    From `same_day_until` on, a dossier that is due on the same day is due on the next working day.
    """

    commune: str = EVERY_COMMUNE
    weekdays: tuple[int, ...]
    slots: tuple[Slot, ...]
    same_day_until: time
    source: str
    standing: Standing = Standing.CHECKED


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a procedure may take in one case, in one of three measures; none of them: not known, the official says.

    `working_days` 0: the same day. `hours` are working hours. `calendar_days` count every day; a limit that would end
    on a closed day ends on the next working day (Bộ luật Dân sự 2015, Điều 148). `note`: what the sheet adds in prose.
    """

    case: str
    working_days: int | None = None
    calendar_days: int | None = None
    hours: int | None = None
    source: str
    standing: Standing = Standing.CHECKED
    note: str = ""


class WorkCalendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the pack knows of working time, from `first_day` to `last_day`; beyond them nothing is known."""

    version: str
    first_day: date
    last_day: date
    opening_hours: tuple[OpeningHours, ...]
    days_off: tuple[DayOff, ...]
    worked_days: tuple[WorkedDay, ...]

    def hours(self, commune: str = EVERY_COMMUNE) -> OpeningHours:
        """Return the opening hours of a commune's desk, or those of every commune where it has none of its own."""
        own = [hours for hours in self.opening_hours if hours.commune == commune]
        return (own or [hours for hours in self.opening_hours if hours.commune == EVERY_COMMUNE])[0]

    def is_expected_only(self, day: date) -> bool:
        """Tell whether that year still holds days that no decision has settled ("dự kiến")."""
        return any(off.day.year == day.year and off.standing is Standing.EXPECTED for off in self.days_off)


def load_calendar(raw: bytes) -> WorkCalendar:
    """Read and check a calendar (JSON). Raises: BadCalendarError."""
    try:
        calendar = msgspec.json.decode(raw, type=WorkCalendar)
    except msgspec.MsgspecError as error:
        raise BadCalendarError(str(error)) from None
    fault = _fault(calendar)
    if fault:
        raise BadCalendarError(fault)
    return calendar


def is_working_day(calendar: WorkCalendar, day: date, commune: str = EVERY_COMMUNE) -> bool:
    """Tell whether the desk works that day; worked Saturdays do count. Raises: CalendarNotKnownError."""
    if not calendar.first_day <= day <= calendar.last_day:
        raise CalendarNotKnownError(day.isoformat())
    if any(worked.day == day for worked in calendar.worked_days):
        return True
    return day.isoweekday() in calendar.hours(commune).weekdays and all(off.day != day for off in calendar.days_off)


def legal_receipt(calendar: WorkCalendar, received_at: datetime, commune: str = EVERY_COMMUNE) -> datetime:
    """Return when a dossier counts as received (Vietnam time): then, or at the start of the next working slot.

    Raises: CalendarNotKnownError.
    """
    local = _local(received_at)
    slots = calendar.hours(commune).slots
    if is_working_day(calendar, local.date(), commune):
        for slot in slots:
            if local.time() < slot.closes:
                return max(local, datetime.combine(local.date(), slot.opens, VIETNAM_TIME))
    following = _following(calendar, local.date(), commune)
    return datetime.combine(following, slots[0].opens, VIETNAM_TIME)


def add_working_days(
    calendar: WorkCalendar, received_at: datetime, working_days: int, commune: str = EVERY_COMMUNE
) -> date:
    """Return the day on which the limit ends; the day of (legal) receipt is not counted.

    Raises: CalendarNotKnownError where the limit runs beyond the calendar.
    """
    if not 0 <= working_days <= MAX_LIMIT_DAYS:
        raise ValueError(f"a limit of {working_days} working days")
    day = legal_receipt(calendar, received_at, commune).date()
    for _ in range(working_days):
        day = _following(calendar, day, commune)
    return day


def due_at(
    limit: Limit, received_at: datetime, calendar: WorkCalendar, commune: str = EVERY_COMMUNE
) -> datetime | None:
    """Return when the result is due (Vietnam time): closing time of the last day; None where the limit is not known.

    A limit in hours ends at its hour. A same-day limit received at or after `same_day_until` (15:00) is due on the
    next working day.
    Raises: CalendarNotKnownError.
    """
    hours = calendar.hours(commune)
    receipt = legal_receipt(calendar, received_at, commune)
    if limit.hours is not None:
        return _after_hours(calendar, receipt, limit.hours, commune)
    if limit.calendar_days is not None:
        day = _open_day(calendar, receipt.date() + limit.calendar_days * _ONE_DAY, commune)
    elif limit.working_days is not None:
        too_late = limit.working_days == 0 and receipt.time() >= hours.same_day_until
        day = add_working_days(calendar, receipt, 1 if too_late else limit.working_days, commune)
    else:
        return None
    return datetime.combine(day, hours.slots[-1].closes, VIETNAM_TIME)


def limit_text(limit: Limit) -> str:
    """Return a limit as a screen or slip says it: "Trong ngày", "3 ngày làm việc", "15 ngày", "1 giờ làm việc"."""
    if limit.hours is not None:
        return f"{limit.hours} giờ làm việc"
    if limit.calendar_days is not None:
        return f"{limit.calendar_days} ngày"
    if limit.working_days is None:
        return UNKNOWN_LIMIT
    return f"{limit.working_days} ngày làm việc" if limit.working_days else "Trong ngày"


def working_days_left(calendar: WorkCalendar, now: datetime, due: datetime, commune: str = EVERY_COMMUNE) -> int:
    """Return how many working days follow today up to the due day; negative when it has passed.

    Raises: CalendarNotKnownError.
    """
    today, last = _local(now).date(), _local(due).date()
    sign, day, end = (1, today, last) if today <= last else (-1, last, today)
    count = 0
    while day < end:
        day += _ONE_DAY
        count += is_working_day(calendar, day, commune)
    return sign * count


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a time without its zone")
    return instant.astimezone(VIETNAM_TIME)


def _following(calendar: WorkCalendar, day: date, commune: str) -> date:
    day += _ONE_DAY
    while not is_working_day(calendar, day, commune):
        day += _ONE_DAY
    return day


def _open_day(calendar: WorkCalendar, day: date, commune: str) -> date:
    return day if is_working_day(calendar, day, commune) else _following(calendar, day, commune)


def _after_hours(calendar: WorkCalendar, receipt: datetime, hours: int, commune: str) -> datetime:
    """Return the moment after so many hours of open desk; `receipt` lies in a slot."""
    left, day, now = timedelta(hours=hours), receipt.date(), receipt
    while True:
        for slot in calendar.hours(commune).slots:
            start = max(now, datetime.combine(day, slot.opens, VIETNAM_TIME))
            end = datetime.combine(day, slot.closes, VIETNAM_TIME)
            if start < end:
                if left <= end - start:
                    return start + left
                left -= end - start
        day = _following(calendar, day, commune)


def _fault(calendar: WorkCalendar) -> str:
    """Return what is wrong with the calendar, empty when nothing is."""
    off = [each.day for each in calendar.days_off]
    days = off + [each.day for each in calendar.worked_days]
    if not any(hours.commune == EVERY_COMMUNE for hours in calendar.opening_hours):
        return 'opening_hours: none for "*"'
    if len(days) != len(set(days)):
        return "a day stands twice in days_off and worked_days"
    if not all(calendar.first_day <= day <= calendar.last_day for day in days):
        return "a day lies outside first_day … last_day"
    if not all(worked.instead_of in off for worked in calendar.worked_days):
        return "worked_days: instead_of is no day off"
    for hours in calendar.opening_hours:
        edges = [edge for slot in hours.slots for edge in (slot.opens, slot.closes)]
        if not edges or edges != sorted(set(edges)):
            return f"opening_hours of {hours.commune}: slots must follow each other"
        if not hours.weekdays or not all(1 <= weekday <= 7 for weekday in hours.weekdays):
            return f"opening_hours of {hours.commune}: weekdays are 1 to 7"
    return ""
