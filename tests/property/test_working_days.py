"""Deadlines never lie on a closed day, never run backwards, and count what they say."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.records.calendar import (
    VIETNAM_TIME,
    Limit,
    add_working_days,
    due_at,
    is_working_day,
    legal_receipt,
    working_days_left,
)
from sync.records.fees import fee_for
from tests.unit.pack_room import shipped_catalogue

CATALOGUE = shipped_catalogue()
CALENDAR, COPY = CATALOGUE.calendar, CATALOGUE.procedure("2.000815")
moments = st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2027, 10, 1)).map(  # noqa: DTZ001  zone below
    lambda naive: naive.replace(tzinfo=VIETNAM_TIME)
)


@given(moments, st.integers(1, 30))
def test_a_limit_ends_on_a_working_day_and_spans_that_many(received: datetime, days: int) -> None:
    receipt = legal_receipt(CALENDAR, received)
    last = add_working_days(CALENDAR, received, days)
    assert is_working_day(CALENDAR, last)
    span = (receipt.date() + timedelta(days=step) for step in range(1, (last - receipt.date()).days + 1))
    assert sum(is_working_day(CALENDAR, day) for day in span) == days
    assert working_days_left(CALENDAR, receipt, datetime.combine(last, receipt.time(), VIETNAM_TIME)) == days


@given(moments)
def test_receipt_is_in_working_time_never_earlier_and_settles(received: datetime) -> None:
    receipt = legal_receipt(CALENDAR, received)
    assert receipt >= received
    assert is_working_day(CALENDAR, receipt.date())
    assert legal_receipt(CALENDAR, receipt) == receipt


@given(moments, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20)), st.integers(0, 5))
def test_who_comes_later_is_never_due_earlier(received: datetime, later: timedelta, days: int) -> None:
    limit = Limit(case="Thường", working_days=days, source="test")
    first, second = due_at(limit, received, CALENDAR), due_at(limit, received + later, CALENDAR)
    assert first is not None
    assert second is not None
    assert received < first <= second


@given(st.integers(1, 2_000), st.integers(1, 50))
def test_more_pages_never_cost_less_and_a_copy_never_more_than_its_cap(pages: int, copies: int) -> None:
    fee, more = fee_for(COPY, pages=pages, copies=copies), fee_for(COPY, pages=pages + 1, copies=copies)
    assert fee is not None
    assert more is not None
    assert 2_000 * copies <= fee <= more <= 200_000 * copies


@given(moments, st.integers(0, 60))
def test_a_limit_in_calendar_days_ends_on_the_first_open_day_from_then(received: datetime, days: int) -> None:
    due = due_at(Limit(case="Thường", calendar_days=days, source="test"), received, CALENDAR)
    assert due is not None
    named = legal_receipt(CALENDAR, received).date() + timedelta(days=days)
    assert due.date() >= named
    assert is_working_day(CALENDAR, due.date())
    assert not any(is_working_day(CALENDAR, named + timedelta(days=day)) for day in range((due.date() - named).days))


@given(moments, st.integers(1, 40))
def test_eight_hours_of_open_desk_are_one_working_day(received: datetime, hours: int) -> None:
    due = due_at(Limit(case="Thường", hours=hours, source="test"), received, CALENDAR)
    assert due is not None
    receipt = legal_receipt(CALENDAR, received)
    assert receipt < due
    assert is_working_day(CALENDAR, due.date())
    assert (hours - 1) // 8 <= working_days_left(CALENDAR, receipt, due) <= (hours + 7) // 8
