"""What the centre did not apply: listed with its ways out, decided by an act of its own, marked after a day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.services import intake, rulings, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.rulings import ALARM_AFTER_MS, Decision
from sync.protocol.messages import VerdictState
from sync.records.errors import RefusedError
from sync.records.rules import RULING
from sync.records.ruling import subject_of
from tests.gui.clashes import park
from tests.unit.notebook_room import Hands
from tests.unit.service_room import draft, new_desk

TICK_MS = 1_000
"""What these hands let go by whenever somebody looks at the clock."""


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=7)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


def test_what_is_applied_or_waits_needs_nobody(desk: Desk) -> None:
    intake.register(desk, draft())
    park(desk, seq=1, reason="", state=VerdictState.APPLIED)
    assert rulings.needs_person(desk) == ()


@pytest.mark.parametrize(
    ("reason", "state", "ways"),
    [
        ("impossible_move", VerdictState.PARKED, (Decision.RETRY, Decision.SET_ASIDE)),
        ("record_missing", VerdictState.HELD, (Decision.RETRY, Decision.SET_ASIDE, Decision.FORCE)),
        ("behind_parked", VerdictState.PARKED, (Decision.SET_ASIDE,)),
        ("behind_held", VerdictState.HELD, (Decision.SET_ASIDE,)),
    ],
)
def test_each_state_has_its_ways_out(desk: Desk, reason: str, state: VerdictState, ways: tuple[Decision, ...]) -> None:
    taken = intake.register(desk, draft())
    park(desk, seq=2, reason=reason, state=state)
    (found,) = rulings.needs_person(desk)
    assert (found.operation.seq, found.operation.code, found.ways) == (2, taken.provisional_code, ways)


def test_after_a_day_it_is_an_alarm_and_a_moment_before_it_is_none(desk: Desk, hands: Hands) -> None:
    intake.register(desk, draft())
    park(desk, seq=2, reason="impossible_move")
    since_ms = rulings.needs_person(desk)[0].operation.since_ms

    def seen_at(at_ms: int) -> tuple[bool, int]:
        hands.at_ms = at_ms - TICK_MS
        is_alarm = rulings.needs_person(desk)[0].is_alarm
        hands.at_ms = at_ms - TICK_MS
        return is_alarm, rulings.count_alarms(desk)

    assert seen_at(since_ms + ALARM_AFTER_MS - 1) == (False, 0)
    assert seen_at(since_ms + ALARM_AFTER_MS) == (True, 1)


def test_the_longest_waiting_stands_first(desk: Desk, hands: Hands) -> None:
    intake.register(desk, draft())
    intake.register(desk, draft())
    park(desk, seq=4, reason="impossible_move")
    hands.at_ms += 60_000
    park(desk, seq=2, reason="impossible_move")
    assert [each.operation.seq for each in rulings.needs_person(desk)] == [4, 2]


def test_a_decision_is_an_act_that_names_the_operation_and_closes_the_ways_until_the_centre_has_it(desk: Desk) -> None:
    taken = intake.register(desk, draft())
    park(desk, seq=2, reason="impossible_move")
    (found,) = rulings.needs_person(desk)
    rulings.decide(desk, found.operation, Decision.SET_ASIDE, note="  ghi nhầm hồ sơ ")
    latest = next(row for row in syncing.operations(desk) if row.kind == "ruling.set_aside")
    assert (latest.state, latest.code) == ("waiting", taken.provisional_code)  # called by what it is about
    with desk.notebook.reading() as reader:
        about = subject_of(reader.get(RULING, latest.record))
    assert about is not None
    assert (about.origin, about.seq, about.record) == (desk.notebook.origin, 2, taken.id)
    (now,) = rulings.needs_person(desk)
    assert now.ways == ()
    assert now.decided is not None
    assert (now.decided.decision, now.decided.note, now.decided.is_under_way) == ("set_aside", "ghi nhầm hồ sơ", True)
    assert now.decided.actor == desk.author.id


def test_what_is_still_there_after_the_decision_was_carried_out_may_be_decided_anew(desk: Desk) -> None:
    intake.register(desk, draft())
    park(desk, seq=2, reason="impossible_move")
    rulings.decide(desk, rulings.needs_person(desk)[0].operation, Decision.RETRY)
    park(desk, seq=3, reason="", state=VerdictState.APPLIED)
    (now,) = rulings.needs_person(desk)
    assert now.decided is not None
    assert not now.decided.is_under_way
    assert now.ways == (Decision.RETRY, Decision.SET_ASIDE)


@pytest.mark.parametrize("decision", [Decision.SET_ASIDE, Decision.FORCE])
def test_what_cannot_be_taken_back_needs_a_reason(desk: Desk, decision: Decision) -> None:
    intake.register(desk, draft())
    park(desk, seq=2, reason="record_missing", state=VerdictState.HELD)
    (found,) = rulings.needs_person(desk)
    with pytest.raises(RefusedError, match="reason_missing"):
        rulings.decide(desk, found.operation, decision, note=" ")
    assert rulings.needs_person(desk)[0].decided is None


def test_pause_and_metered_link_are_kept_in_the_notebook(desk: Desk) -> None:
    assert (syncing.status(desk).is_paused, syncing.status(desk).is_metered) == (False, False)
    syncing.pause(desk)
    syncing.set_metered(desk, is_metered=True)
    assert (syncing.status(desk).is_paused, syncing.status(desk).is_metered) == (True, True)
    syncing.resume(desk)
    syncing.set_metered(desk, is_metered=False)
    assert (syncing.status(desk).is_paused, syncing.status(desk).is_metered) == (False, False)
