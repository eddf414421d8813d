"""`make day`: a day at the desk and its evening, through the real windows, with the centre stopped; then it syncs.

Three dossiers in, one handed over at the counter, one at a door, one door where nobody is home; pictures of every
screen under build/day/. The last line of output is JSON, counted where it lies: saved on the laptop, applied and
agreed at the centre, the rest from the centre's own records.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.program import Desktop
from desktop_app.services import syncing
from sync.records.sample_people import SamplePerson, sample_card
from tests.e2e.centre_process import CentreProcess, centre_status, dossiers_at_centre
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS, SampleWorld, sample_of

ROOT: Final = Path(__file__).resolve().parents[2]
PROCEDURES: Final = ("sao y", "khai sinh", "xntthn")


def main() -> int:
    """Play the day in a new world and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path, default=ROOT / "build" / "day")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    options = parser.parse_args()
    if options.shots.exists():
        shutil.rmtree(options.shots)
    with tempfile.TemporaryDirectory(prefix="day-") as temporary:
        world = SampleWorld.make(Path(temporary), people=12)
        figures = play(world, sample_of(12)[:3], shots=options.shots, language=options.language)
    print(json.dumps(figures))
    return 0 if figures["saved"] == figures["applied"] and figures["agree"] and not figures["conflicts"] else 1


def play(
    world: SampleWorld,
    comers: Sequence[SamplePerson],
    *,
    shots: Path | None = None,
    language: str = "vi",
    centre_log: Path | None = None,
) -> dict[str, int | bool]:
    """Live the day with three people who come to the desk. Returns the figures of the last line."""
    centre = CentreProcess(world.centre, log=centre_log)
    url = centre.start()
    centre.stop()
    with program_on(world.laptop, centre_url=url, language=language) as program:
        one = Person(program, shots)
        one.wait(lambda: one.part("passphrase", QWidget, program.unlock_view).isEnabled(), "the unlock screen is ready")
        one.shoot("unlock", program.unlock_view)
        one.unlock(OFFICIALS[0][2])
        one.shoot("desk")
        codes = [receive(one, comer, words) for comer, words in zip(comers, PROCEDURES, strict=True)]
        for code in codes:
            solve_and_shelve(one, code)
        look_up_by_name(one, comers[0])
        at_the_counter(one, comers[0])
        evening(one, comers[1], comers[2])
        one.go("sync")
        one.shoot("sync-without-the-centre")
        centre.start()
        try:
            saved, applied, is_agreed = cross(one)
        finally:
            centre.stop()
        one.go("conflicts")
        one.shoot("needs-you")
        one.go("home")
        one.shoot("desk-in-the-evening")
    dossiers = dossiers_at_centre(world.centre)
    return {
        "saved": saved,
        "applied": min(applied, centre_status(world.centre)["operations"].get("applied", 0)),
        "delivered": sum(each["delivery"] == "handed_over" for each in dossiers),
        "returned_to_shelf": sum(
            each["delivery"] == "ready" and any(try_["outcome"] == "absent" for try_ in each.get("attempts", ()))
            for each in dossiers
        ),
        "conflicts": centre_status(world.centre)["conflicts"],
        "agree": is_agreed,
    }


def receive(one: Person, comer: SamplePerson, procedure: str) -> str:
    """Take a dossier in from somebody with a citizen card, and return its provisional code."""
    intake = one.go("intake")
    one.type("qr", sample_card(comer), intake)
    one.key(one.part("qr", QWidget, intake), Qt.Key.Key_Return)
    twin = one.part("twin", QWidget, intake)
    if twin.isVisible():
        one.click("use_twin", intake)
    choose_procedure(one, intake, procedure)
    for tick in intake.findChildren(QCheckBox):
        if tick.objectName().startswith("present_"):
            tick.setFocus()
            one.key(tick, Qt.Key.Key_Space)
    one.shoot(f"intake-{procedure.replace(' ', '-')}")
    one.click("save", intake)
    one.wait(lambda: one.part("saved_code", QWidget, intake).isVisible(), "the dossier is said to be saved")
    one.shoot(f"saved-{procedure.replace(' ', '-')}")
    return one.reads("saved_code", intake)


def choose_procedure(one: Person, intake: QWidget, words: str) -> None:
    """Choose the first procedure that a few letters find."""
    one.type("procedure_search", words, intake)
    one.wait(lambda: one.part("procedure_results", QWidget, one.desktop.window).isVisible(), "procedures are offered")
    one.key(one.part("procedure_search", QWidget, intake), Qt.Key.Key_Return)


def solve_and_shelve(one: Person, code: str) -> None:
    """Look a dossier up by its code, write its signed result down, and put it on the shelf."""
    lookup = one.go("lookup")
    one.type("lookup_search", code, lookup)
    one.wait(lambda: len(one.rows("lookup_table", lookup)) == 1, f"{code} alone is found")
    one.choose_row("lookup_table", code[-4:], lookup)
    page = one.screen("dossier")
    one.click("act_result", page)
    one.type("result_number", f"{code[-4:]}/KQ", page)
    one.type("signer", "Lãnh đạo ký Mẫu", page)
    one.shoot("dossier-result")
    one.click("save_result", page)
    one.click("act_shelve", page)
    one.type("shelf", "A1", page)
    one.click("save_shelf", page)
    one.wait(lambda: one.part("act_hand_over", QWidget, page).isVisible(), "the result lies on the shelf")
    one.shoot("dossier-on-shelf")


def look_up_by_name(one: Person, comer: SamplePerson) -> None:
    """Find somebody by his name without marks."""
    lookup = one.go("lookup")
    one.type("lookup_search", comer.name.split()[-1].lower(), lookup)
    one.wait(
        lambda: any(comer.name in row.cells[0] for row in one.rows("lookup_table", lookup)), f"{comer.name} is found"
    )
    one.shoot("lookup")


def at_the_counter(one: Person, comer: SamplePerson) -> None:
    """Hand a result over at the counter, against a signature."""
    counter = one.go("counter")
    one.choose_row("counter_table", comer.name, counter)
    one.type("identity_last4", comer.personal_number[-4:], counter)
    one.sign(counter)
    one.shoot("counter")
    one.click("hand_over", counter)
    one.wait(lambda: one.part("counter_said", QWidget, counter).isVisible(), "the hand-over is said to be saved")
    one.shoot("counter-done")


def evening(one: Person, at_home: SamplePerson, away: SamplePerson) -> None:
    """Take two results out; hand one over at its door, find nobody at the other, bring that one back."""
    shelf = one.go("shelf")
    one.click("tick_all", shelf)
    one.shoot("shelf")
    one.click("plan_run", shelf)
    run = one.screen("evening")
    one.settle()
    one.choose_row("doors", at_home.name, run)
    one.type("identity_last4", at_home.personal_number[-4:], run)
    one.sign(run)
    one.shoot("door")
    one.click("hand_over", run)
    one.choose_row("doors", away.name, run)
    one.click("absent", run)
    one.type("absence_note", "gọi lại sáng mai", run)
    one.shoot("door-absent")
    one.click("write_absent", run)
    one.click("count_back", run)
    for tick in run.findChildren(QCheckBox):
        if tick.objectName().startswith("back_") and tick.isVisible():
            tick.setFocus()
            one.key(tick, Qt.Key.Key_Space)
    one.shoot("closing")
    one.click("close_run", run)
    one.wait(lambda: one.part("evening_said", QWidget, run).isVisible(), "the run is said to be closed")
    one.shoot("run-closed")


def cross(one: Person) -> tuple[int, int, bool]:
    """Sync by hand until all is applied and both agree; return operations saved, applied, and whether they agree."""
    screen = one.go("sync")
    one.wait(one.desktop.cross.is_idle, "the ferry is at rest")
    one.click("sync_now", screen)
    one.wait(one.desktop.cross.is_idle, "the ferry is back")
    one.settle()
    one.shoot("sync-done")
    status = status_of(one.desktop)
    return status.created, status.applied + status.durable, status.agreed_at_ms > 0 and not status.on_the_way


def status_of(desktop: Desktop) -> syncing.SyncStatus:
    """Return the notebook's own counts."""
    return syncing.status(desktop.desk)


if __name__ == "__main__":
    sys.exit(main())
