"""Working days as the shipped calendar has them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from sync.records.calendar import (
    VIETNAM_TIME,
    BadCalendarError,
    CalendarNotKnownError,
    Limit,
    Standing,
    WorkCalendar,
    add_working_days,
    due_at,
    is_working_day,
    legal_receipt,
    limit_text,
    load_calendar,
    working_days_left,
)

SHIPPED = Path(__file__).parents[2] / "resources" / "catalogue" / "calendar.json"
SAME_DAY = Limit(case="Thường", working_days=0, source="test")


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return load_calendar(SHIPPED.read_bytes())


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM_TIME)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ((2026, 11, 20), 3, date(2026, 11, 26)),
        ((2026, 8, 28), 3, date(2026, 9, 7)),
        ((2026, 4, 24), 2, date(2026, 4, 29)),
        ((2027, 2, 1), 5, date(2027, 2, 15)),
        ((2026, 2, 12), 5, date(2026, 2, 26)),
        ((2026, 8, 21), 1, date(2026, 8, 22)),
        ((2026, 1, 9), 1, date(2026, 1, 10)),
        ((2025, 4, 29), 1, date(2025, 5, 5)),
    ],
)
def test_limits_end_where_the_law_ends_them(
    calendar: WorkCalendar, received: tuple[int, int, int], days: int, due: date
) -> None:
    assert add_working_days(calendar, at(*received), days) == due


def test_an_evening_intake_counts_from_the_next_working_slot(calendar: WorkCalendar) -> None:
    friday_evening = at(2026, 11, 13, 20, 10)
    assert legal_receipt(calendar, friday_evening) == at(2026, 11, 16, 8)
    assert add_working_days(calendar, friday_evening, 1) == date(2026, 11, 17)
    assert due_at(SAME_DAY, friday_evening, calendar) == at(2026, 11, 16, 17)


def test_early_and_midday_intakes_wait_for_the_door_to_open(calendar: WorkCalendar) -> None:
    assert legal_receipt(calendar, at(2026, 11, 16, 7, 30)) == at(2026, 11, 16, 8)
    assert legal_receipt(calendar, at(2026, 11, 16, 12, 10)) == at(2026, 11, 16, 13)
    assert legal_receipt(calendar, at(2026, 11, 16, 16, 59)) == at(2026, 11, 16, 16, 59)
    assert legal_receipt(calendar, at(2026, 11, 16, 17)) == at(2026, 11, 17, 8)


def test_a_same_day_result_from_three_in_the_afternoon_is_due_the_next_working_day(calendar: WorkCalendar) -> None:
    assert due_at(SAME_DAY, at(2026, 11, 23, 14, 59), calendar) == at(2026, 11, 23, 17)
    assert due_at(SAME_DAY, at(2026, 11, 23, 15, 0), calendar) == at(2026, 11, 25, 17)  # 24/11 is a day off
    assert due_at(SAME_DAY, at(2026, 8, 21, 15, 0), calendar) == at(2026, 8, 22, 17)  # a worked Saturday


def test_utc_and_vietnam_time_are_the_same_instant(calendar: WorkCalendar) -> None:
    received = datetime(2026, 11, 16, 17, 30, tzinfo=UTC)  # 00:30 on the 17th in Vietnam
    assert legal_receipt(calendar, received) == at(2026, 11, 17, 8)
    assert due_at(SAME_DAY, received, calendar) == at(2026, 11, 17, 17)


def test_an_unknown_limit_gives_no_date(calendar: WorkCalendar) -> None:
    assert due_at(Limit(case="?", working_days=None, source="test"), at(2026, 11, 16), calendar) is None


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (at(2026, 11, 2), 15, at(2026, 11, 17, 17)),
        (at(2026, 11, 9), 15, at(2026, 11, 25, 17)),  # the 15th day is 24/11, a day off
        (at(2026, 11, 6), 15, at(2026, 11, 23, 17)),  # the 15th day is a Saturday
        (at(2026, 8, 7), 15, at(2026, 8, 22, 17)),  # the 15th day is a worked Saturday
        (at(2026, 11, 13, 20, 10), 30, at(2026, 12, 16, 17)),  # counted from Monday morning
    ],
)
def test_a_limit_in_calendar_days_moves_on_from_a_closed_day(
    calendar: WorkCalendar, received: datetime, days: int, due: datetime
) -> None:
    assert due_at(Limit(case="Thường", calendar_days=days, source="test"), received, calendar) == due


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        (at(2026, 11, 16, 9), 1, at(2026, 11, 16, 10)),
        (at(2026, 11, 16, 11), 1, at(2026, 11, 16, 12)),
        (at(2026, 11, 16, 11, 30), 1, at(2026, 11, 16, 13, 30)),
        (at(2026, 11, 16, 16, 30), 1, at(2026, 11, 17, 8, 30)),
        (at(2026, 11, 23, 16, 30), 1, at(2026, 11, 25, 8, 30)),  # 24/11 is a day off
        (at(2026, 11, 13, 20), 1, at(2026, 11, 16, 9)),
        (at(2026, 11, 16, 9), 8, at(2026, 11, 17, 9)),
    ],
)
def test_a_limit_in_hours_counts_only_while_the_desk_is_open(
    calendar: WorkCalendar, received: datetime, hours: int, due: datetime
) -> None:
    assert due_at(Limit(case="Thường", hours=hours, source="test"), received, calendar) == due


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (SAME_DAY, "Trong ngày"),
        (Limit(case="", working_days=3, source="test"), "3 ngày làm việc"),
        (Limit(case="", calendar_days=15, source="test"), "15 ngày"),
        (Limit(case="", hours=1, source="test"), "1 giờ làm việc"),
        (Limit(case="", source="test"), "Chưa rõ thời hạn"),
    ],
)
def test_a_limit_is_said_in_words(limit: Limit, text: str) -> None:
    assert limit_text(limit) == text


def test_days_off_of_three_years_and_their_swapped_saturdays_stand_as_decided(calendar: WorkCalendar) -> None:
    swapped = {worked.day: worked.instead_of for worked in calendar.worked_days}
    assert swapped == {
        date(2025, 4, 26): date(2025, 5, 2),
        date(2026, 1, 10): date(2026, 1, 2),
        date(2026, 8, 22): date(2026, 8, 31),
    }
    tet = [off.day for off in calendar.days_off if off.name == "Tết Nguyên đán"]
    assert (min(tet), max(tet)) == (date(2025, 1, 27), date(2027, 2, 10))
    assert {off.day for off in calendar.days_off} >= {date(2026, 4, 27), date(2026, 11, 24), date(2027, 5, 3)}


def test_beyond_the_calendar_nothing_is_guessed(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarNotKnownError):
        add_working_days(calendar, at(2027, 12, 30), 5)
    with pytest.raises(CalendarNotKnownError):
        legal_receipt(calendar, at(2024, 12, 30))


def test_a_time_without_its_zone_is_our_fault(calendar: WorkCalendar) -> None:
    with pytest.raises(ValueError, match="zone"):
        legal_receipt(calendar, datetime(2026, 11, 16, 9))  # noqa: DTZ001  the fault under test


def test_working_days_left_are_counted_both_ways(calendar: WorkCalendar) -> None:
    assert working_days_left(calendar, at(2026, 11, 20), at(2026, 11, 26, 17)) == 3
    assert working_days_left(calendar, at(2026, 11, 26), at(2026, 11, 26, 17)) == 0
    assert working_days_left(calendar, at(2026, 11, 26), at(2026, 11, 20, 17)) == -3


def test_every_day_off_has_its_source_and_2027_is_only_expected(calendar: WorkCalendar) -> None:
    assert all(off.source and off.name for off in calendar.days_off)
    assert {off.standing for off in calendar.days_off if off.day.year == 2027} == {Standing.EXPECTED}
    assert calendar.is_expected_only(date(2027, 5, 5))
    assert not calendar.is_expected_only(date(2026, 5, 5))


def test_a_desk_may_have_hours_of_its_own(calendar: WorkCalendar) -> None:
    own = msgspec.structs.replace(calendar.opening_hours[0], commune="09661", weekdays=(1, 2, 3, 4, 5, 6))
    wider = msgspec.structs.replace(calendar, opening_hours=(*calendar.opening_hours, own))
    saturday = date(2026, 11, 14)
    assert is_working_day(wider, saturday, "09661")
    assert not is_working_day(wider, saturday, "00082")
    assert not is_working_day(wider, saturday + timedelta(days=1), "09661")


@pytest.mark.parametrize(
    "change",
    [
        {"opening_hours": []},
        {"first_day": "2026-01-01"},
        {"days_off": []},
        {"unheard_of": 1},
        {"version": None},
        {"worked_days": [{"day": "2026-11-24", "instead_of": "2026-08-31", "name": "x", "source": "x"}]},
    ],
)
def test_a_broken_calendar_is_refused(change: dict[str, object]) -> None:
    raw = msgspec.json.decode(SHIPPED.read_bytes())
    raw.update(change)
    with pytest.raises(BadCalendarError):
        load_calendar(msgspec.json.encode(raw))


def test_bytes_that_are_no_calendar_are_refused() -> None:
    with pytest.raises(BadCalendarError):
        load_calendar(b"<html>")
