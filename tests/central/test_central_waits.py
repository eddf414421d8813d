"""What waits at the centre is listed with its reason and its age, a day is too long, and reports have a reader."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync.central.answering import Centre
from sync.central.cli import Code, app
from sync.central.measuring import Meters
from sync.central.waits import A_DAY_MS, OTHER, Waits, lines_of, waits_of
from sync.protocol.answers import AnswerKind
from tests.central.central_room import COMMUNE, Laptop, NewStore, TestClock, laptop_of, named, new_centre
from tests.central.face_room import figure
from tests.central.judging_room import DOSSIER

START_MS = 1_762_500_000_000
NAME = "Trần Thị MẪU"
PHONE = "0601234567"


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def centre(tmp_path: Path, clock: TestClock, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", clock=clock, database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre, clock: TestClock) -> Laptop:
    """Return a laptop with one operation that is held, one that is applied, and later one of an unknown kind."""
    made = laptop_of(centre)
    made.note("dossier.amend", named("d"), {"note": NAME})
    made.note("person.register", named("a"), {"name": NAME, "phone": PHONE})
    made.push()
    clock.at_ms += 5_000
    made.note(f"dossier.{PHONE}", named("e"), {})
    made.push()
    centre.reconcile()
    return made


def found(centre: Centre, at_ms: int, *, limit: int = 1_000) -> Waits:
    with centre.engine.connect() as connection:
        return waits_of(connection, at_ms, limit=limit)


def report(laptop: Laptop, *notices: str) -> None:
    laptop.call("POST", "/v1/hello", laptop.hello_body(notices=notices), AnswerKind.HELLO)


def test_what_waits_is_listed_with_its_age_and_counted_after_a_day(centre: Centre, laptop: Laptop) -> None:
    waits = found(centre, START_MS + A_DAY_MS)
    assert [(each.seq, each.kind, each.state, each.reason, each.since_ms) for each in waits.waiting] == [
        (1, "dossier.amend", "held", "record_missing", START_MS),
        (3, OTHER, "parked", "unknown_kind", START_MS + 5_000),
    ]
    assert {(each.commune, each.machine, each.device, each.incarnation) for each in waits.waiting} == {
        (COMMUNE, "M01", laptop.device.hex(), laptop.incarnation.hex())
    }
    assert (waits.held, waits.parked, waits.held_oldest_ms) == (1, 1, A_DAY_MS)
    ages = [found(centre, START_MS + A_DAY_MS + late_ms).over_a_day for late_ms in (-1, 0, 5_000)]
    assert ages == [0, 1, 2]
    other = laptop_of(centre, seed=9)
    other.note("dossier.register", named("d"), DOSSIER)
    other.push()
    centre.reconcile()
    later = found(centre, START_MS + 2 * A_DAY_MS, limit=1)
    assert (later.held, later.held_oldest_ms, later.over_a_day) == (0, 0, 1)
    assert [each.reason for each in later.waiting] == ["unknown_kind"]


def test_the_newest_report_of_a_laptop_comes_first_and_what_it_made_up_is_not_repeated(
    centre: Centre, laptop: Laptop, clock: TestClock
) -> None:
    report(laptop, "pin_changed")
    clock.at_ms += 60_000
    report(laptop, "new_incarnation", "fork", NAME)
    waits = found(centre, clock.at_ms)
    assert waits.notices == {"fork": 1, "new_incarnation": 1, OTHER: 1, "pin_changed": 1}
    assert [(each.machine, each.code) for each in waits.noticed] == [
        ("M01", OTHER),
        ("M01", "fork"),
        ("M01", "new_incarnation"),
        ("M01", "pin_changed"),
    ]
    assert waits.noticed[-1].at_ms == clock.at_ms - 60_000


def test_a_person_reads_it_line_by_line_with_the_alarm(centre: Centre, laptop: Laptop) -> None:
    report(laptop, "pin_changed")
    lines = list(lines_of(found(centre, START_MS + A_DAY_MS + 60_000 * 61)))
    assert lines[:4] == ["held\t1", "parked\t1", "over_a_day\t2", "notices.pin_changed\t1"]
    held = "09661\tM01\tdossier.amend\theld\trecord_missing\t07/11/2025 14:20\t25 h 01 min\tQUÁ 24 GIỜ\t1"
    assert held in lines
    assert lines[-1] == "09661\tM01\tpin_changed\t07/11/2025 14:20"
    assert list(lines_of(found(centre, START_MS + 6_000)))[4].endswith("\tBáo động\tSố")
    assert "QUÁ" not in "\n".join(lines_of(found(centre, START_MS + 6_000)))


def test_the_command_says_it_ends_with_its_code_and_tells_no_name(
    tmp_path: Path, centre: Centre, laptop: Laptop
) -> None:
    report(laptop, "pin_changed", NAME)
    words = ["waiting", "--folder", str(tmp_path / "centre")]
    plain, machine = CliRunner().invoke(app, words), CliRunner().invoke(app, [*words, "--json"])
    assert (plain.exit_code, machine.exit_code) == (Code.OVERDUE, Code.OVERDUE), "this clock is long past them"
    told = json.loads(machine.stdout)
    assert (told["held"], told["parked"], told["over_a_day"]) == (1, 1, 2)
    assert [each["machine"] for each in told["waiting"]] == ["M01", "M01"]
    assert [each["code"] for each in told["noticed"]] == [OTHER, "pin_changed"]
    for said in (plain.stdout, machine.stdout):
        assert PHONE not in said
        assert "MẪU" not in said


def test_where_nothing_waits_the_command_says_so_and_all_is_well(tmp_path: Path, centre: Centre) -> None:
    done = CliRunner().invoke(app, ["waiting", "--folder", str(tmp_path / "centre")])
    assert (done.exit_code, done.stdout) == (Code.OK, "held\t0\nparked\t0\nover_a_day\t0\n")


def test_metrics_tell_what_waits_since_when_and_what_was_reported(
    centre: Centre, laptop: Laptop, clock: TestClock
) -> None:
    report(laptop, "pin_changed", "pin_changed", NAME)
    clock.at_ms = START_MS + 90_000
    text = Meters(centre).text().decode()
    assert (figure(text, "hpv_held"), figure(text, "hpv_parked")) == (1, 1)
    assert figure(text, "hpv_held_oldest_seconds") == 90
    assert figure(text, 'hpv_notices{code="pin_changed"}') == 2
    assert figure(text, 'hpv_notices{code="other"}') == 1
    assert "MẪU" not in text
    assert PHONE not in text
