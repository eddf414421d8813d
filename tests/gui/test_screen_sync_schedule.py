"""When the ferry crosses by itself: by patience after a failure, soon after a save, at once when the road is back."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.jobs import InlineRunner
from desktop_app.screens.shell.presenter import ShellFacts, ShellPresenter, Strip
from desktop_app.screens.shell.schedule import EVERY_MS, FILES_MS, PROBE_EVERY_MS, SOON_MS, Schedule
from sync.client.engine import SyncReport
from sync.client.patience import CAP_MS, FLOOR_MS
from sync.client.transport import PROBE_S, HttpsRoad

FACTS: dict[str, Any] = {"official": "A", "role": "B", "commune": "C", "is_sample": False}


@dataclass(slots=True)
class Boat:
    """Crosses as told, and counts."""

    trouble: str = ""
    reason: str = ""
    is_there: bool = False
    crossings: int = 0
    looks: int = 0
    errors: list[Exception] = field(default_factory=list)

    def sync(self) -> SyncReport:
        self.crossings += 1
        if self.errors:
            raise self.errors.pop()
        return SyncReport(trouble=self.trouble, reason=self.reason)

    def is_reachable(self) -> bool:
        self.looks += 1
        return self.is_there


def always_most(count: int) -> bytes:
    """Draw the longest wait that there is."""
    return b"\xff" * count


@pytest.fixture
def boat() -> Boat:
    return Boat()


@pytest.fixture
def schedule(qtbot: QtBot, boat: Boat) -> Schedule:
    return Schedule(boat, InlineRunner(), random=always_most, elapsed_ms=lambda: 0)


def test_where_nothing_is_wrong_it_crosses_at_unlock_and_then_every_minute(boat: Boat, schedule: Schedule) -> None:
    schedule.start()
    assert (boat.crossings, schedule.next_try_in_ms()) == (1, EVERY_MS)
    schedule.stop()


def test_files_that_made_way_for_acts_go_on_soon(boat: Boat, schedule: Schedule) -> None:
    schedule.note(SyncReport(agreed=True, files_left=2))
    assert schedule.next_try_in_ms() == FILES_MS < EVERY_MS
    schedule.stop()


def test_each_failure_in_a_row_waits_longer_and_never_longer_than_the_cap(boat: Boat, schedule: Schedule) -> None:
    waits = []
    for _ in range(12):
        schedule.note(SyncReport(trouble="unreachable"))
        waits.append(schedule.next_try_in_ms())
    assert waits == sorted(waits)
    assert waits[0] >= FLOOR_MS
    assert waits[-1] <= CAP_MS
    assert waits[-1] > waits[0]
    schedule.stop()


def test_a_person_who_asks_begins_patience_anew(boat: Boat, schedule: Schedule) -> None:
    schedule.note(SyncReport(trouble="unreachable"))
    first = schedule.next_try_in_ms()
    for _ in range(8):
        schedule.note(SyncReport(trouble="unreachable"))
    schedule.reset()
    schedule.note(SyncReport(trouble="unreachable"))
    assert schedule.next_try_in_ms() == first
    schedule.stop()


def test_a_save_is_followed_by_a_crossing_within_seconds(boat: Boat, schedule: Schedule) -> None:
    schedule.start()
    schedule.soon()
    assert schedule.next_try_in_ms() == SOON_MS
    schedule.stop()


def test_a_save_leaves_a_centre_in_peace_that_asked_for_patience(boat: Boat, schedule: Schedule) -> None:
    boat.trouble = "too_many"
    schedule.start()
    planned = schedule.next_try_in_ms()
    schedule.soon()
    assert schedule.next_try_in_ms() == planned > SOON_MS
    schedule.stop()


def test_when_the_road_is_back_it_crosses_at_once(boat: Boat, schedule: Schedule) -> None:
    boat.trouble = "unreachable"
    schedule.start()
    schedule.look()
    assert (boat.looks, boat.crossings) == (1, 1)
    boat.is_there, boat.trouble = True, ""
    schedule.look()
    assert (boat.looks, boat.crossings) == (2, 2)
    assert schedule.next_try_in_ms() == EVERY_MS
    schedule.stop()


def test_a_link_that_comes_back_after_days_is_seen_within_half_a_minute(
    qtbot: QtBot, boat: Boat, schedule: Schedule
) -> None:
    """The longest wait is under way; a real connection is looked for, and one look finds it."""
    boat.trouble = "unreachable"
    for _ in range(30):
        schedule.note(SyncReport(trouble="unreachable"))
    assert schedule.next_try_in_ms() > 10 * 60_000
    assert schedule.is_looking()
    assert PROBE_EVERY_MS + int(PROBE_S * 1_000) <= 30_000
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        road = HttpsRoad(f"http://127.0.0.1:{listener.getsockname()[1]}")
        boat.is_there = road.is_reachable()
        schedule.look()
        assert boat.crossings == 0  # nobody listens yet
        listener.listen()
        boat.is_there = road.is_reachable()
        schedule.look()
        assert boat.crossings == 1
        road.close()
    schedule.stop()


@pytest.mark.parametrize(
    ("trouble", "reason", "is_looked"),
    [("", "", False), ("unreachable", "dns", True), ("not_the_centre", "portal", False), ("revoked", "", False)],
)
def test_it_looks_for_the_road_only_where_the_road_is_what_is_missing(
    boat: Boat, schedule: Schedule, trouble: str, reason: str, is_looked: bool
) -> None:
    boat.trouble, boat.reason = trouble, reason
    schedule.start()
    assert schedule.is_looking() is is_looked
    schedule.stop()


def test_paused_nothing_crosses_and_nothing_is_planned_until_a_person_says_so(boat: Boat, schedule: Schedule) -> None:
    schedule.start(is_paused=True)
    schedule.soon()
    schedule.look()
    assert (boat.crossings, boat.looks, schedule.next_try_in_ms()) == (0, 0, -1)
    schedule.set_paused(is_paused=False)
    assert schedule.next_try_in_ms() == SOON_MS
    schedule.set_paused(is_paused=True)
    assert schedule.next_try_in_ms() == -1
    schedule.note(SyncReport(trouble="unreachable"))  # what was on its way when the person paused
    assert schedule.next_try_in_ms() == -1
    schedule.stop()


def test_a_full_disk_met_in_the_background_is_told_and_tried_again(boat: Boat, schedule: Schedule) -> None:
    told: list[object] = []
    schedule.failed.connect(told.append)
    boat.errors = [OSError("full")]
    schedule.start()
    assert [type(each) for each in told] == [OSError]
    assert schedule.next_try_in_ms() == EVERY_MS
    schedule.stop()


def test_after_the_lock_nothing_is_planned_any_more(boat: Boat, schedule: Schedule) -> None:
    schedule.start()
    schedule.stop()
    schedule.soon()
    schedule.look()
    schedule.note(SyncReport())
    assert (boat.crossings, boat.looks, schedule.next_try_in_ms()) == (1, 0, -1)


def worded(facts: ShellFacts, in_ms: int) -> Strip:
    strips: list[Strip] = []
    presenter = ShellPresenter(read_facts=lambda: facts, jobs=InlineRunner(), next_try_in_ms=lambda: in_ms)
    presenter.changed.connect(strips.append)
    presenter.refresh()
    presenter.reword()
    assert strips[0] == strips[1]
    return strips[0]


@pytest.mark.parametrize(
    ("in_ms", "said"),
    [
        (0, "Đang thử lại…"),
        (4_000, "Thử lại sau 10 giây"),
        (45_000, "Thử lại sau 50 giây"),
        (130_000, "Thử lại sau 2 phút"),
        (900_000, "Thử lại sau 15 phút"),
    ],
)
def test_offline_the_frame_says_when_it_tries_again(qtbot: QtBot, in_ms: int, said: str) -> None:
    assert worded(ShellFacts(**FACTS, is_online=False, trouble="unreachable"), in_ms).agreed == said


def test_what_stands_in_the_way_has_its_code_in_the_frame(qtbot: QtBot) -> None:
    strip = worded(ShellFacts(**FACTS, is_online=True, trouble="not_ready", agreed_at_ms=1), 130_000)
    assert (strip.road, strip.agreed) == ("Trực tuyến", "Chưa đồng bộ được (DB-401) · Thử lại sau 2 phút")


def test_a_pause_is_said_in_the_frame_all_the_time(qtbot: QtBot) -> None:
    strip = worded(ShellFacts(**FACTS, is_online=False, trouble="unreachable", is_paused=True), -1)
    assert (strip.road, strip.road_tone) == ("Đồng bộ đang tạm dừng", "warn")
