"""Deadlines never lie on a closed day, never run backwards, and count what they say."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sync.records.calendar import (
    VIETNAM_TIME,
    Limit,
    add_working_days,
    due_at,
    is_working_day,
    legal_receipt,
    load_calendar,
    working_days_left,
)
from sync.records.catalogue import load_catalogue
from sync.records.fees import fee_for

FOLDER = Path(__file__).parents[2] / "resources" / "catalogue"
CALENDAR = load_calendar((FOLDER / "calendar.json").read_bytes())
COPY = load_catalogue((FOLDER / "catalogue.json").read_bytes(), (FOLDER / "calendar.json").read_bytes()).procedure(
    "2.000815"
)
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
