"""`make day`: a day at the desk and its evening of fifteen doors, through the real windows, on the sample commune.

The centre is off from the morning until night; then it syncs. Pictures of every screen under build/day/. The last line
of output is JSON, counted where it lies: saved on the laptop, applied and agreed at the centre, what became of each
envelope from the centre's own records, and the medians of the time that machine and window took per act.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from desktop_app.program import Desktop
from desktop_app.services import files, syncing
from sync.records.partial_date import PartialDate
from sync.records.person import Person as Resident
from sync.records.personal_number import Sex
from sync.records.rules import PERSON
from sync.records.sample_people import SamplePerson
from tests.bench.sync.link import open_link
from tests.e2e import day_desk, day_evening
from tests.e2e.centre_process import CentreProcess, centre_status, dossiers_at_centre
from tests.e2e.day_evening import Visit
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS, SampleWorld

ROOT: Final = Path(__file__).resolve().parents[2]
SEED: Final = 31
COPY, EXTRACT, MARITAL, MARRIAGE = "sao y", "2.000635", "xntthn", "1.000894"
LAND, BIRTH, ELSEWHERE = "1.013978", "khai sinh", "1.001193"
EVENING: Final = (
    *((COPY, "owner") for _ in range(4)),
    *((MARITAL, "owner") for _ in range(2)),
    *((EXTRACT, "owner") for _ in range(2)),
    (COPY, "household"),
    (EXTRACT, "household"),
    (COPY, "authorised"),
    (COPY, "absent"),
    (MARITAL, "absent"),
    (COPY, "refused"),
    (MARITAL, "wrong_content"),
)
"""Fifteen envelopes: eight owners, two of the household, one authorised, two absent, one refuses, one is wrong."""
DESK: Final = 4
"""Who comes and gets nothing carried home: a copy at once, a copy at the counter, land, a birth."""
COMERS: Final = len(EVENING) + 1 + DESK + 1


def main() -> int:
    """Play the day in a new world and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path, default=ROOT / "build" / "day")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--scale", type=float, default=1.0, help="share of Minh Châu's 6,646 people")
    options = parser.parse_args()
    if options.shots.exists():
        shutil.rmtree(options.shots)
    with tempfile.TemporaryDirectory(prefix="day-") as temporary:
        world = SampleWorld.minhchau(Path(temporary), scale=options.scale, weeks=0)
        figures = play(world, neighbours(world), shots=options.shots, language=options.language)
    print(json.dumps(figures))
    return 0 if figures["saved"] == figures["applied"] and figures["agree"] and not figures["conflicts"] else 1


def neighbours(world: SampleWorld) -> list[SamplePerson]:
    """Return people of one cluster who have a card, no two of one name; who goes elsewhere comes last."""
    with world.desk_open() as desk, desk.notebook.reading() as reader:
        residents = [Resident.of(record) for record in reader.of_type(PERSON)]
    by_cluster: dict[str, dict[str, SamplePerson]] = {}
    for each in residents:
        if len(each.birth) == len("dd/MM/yyyy") and each.personal_number:
            by_cluster.setdefault(each.cluster, {}).setdefault(each.name, _card_holder(each))
    largest = max(by_cluster.values(), key=len)
    names = sorted(name for name in largest if not any(name != other and name in other for other in largest))
    return [largest[name] for name in random.Random(SEED).sample(names, COMERS)]


def _card_holder(each: Resident) -> SamplePerson:
    return SamplePerson(
        name=each.name,
        birth=PartialDate.parse(each.birth),
        sex=Sex(each.sex),
        personal_number=each.personal_number,
        phone=each.phone,
        address=each.address,
        cluster=each.cluster,
    )


def play(
    world: SampleWorld,
    comers: Sequence[SamplePerson],
    *,
    shots: Path | None = None,
    language: str = "vi",
    centre_log: Path | None = None,
    papers: Sequence[Path] = (),
    wire: Path | None = None,
) -> dict[str, Any]:
    """Live the day with COMERS people who come to the desk. Returns the figures of the last line.

    `papers`: files that are attached to a dossier. `wire`: a folder that keeps every byte between laptop and centre.
    """
    centre = CentreProcess(world.centre, log=centre_log)
    port = int(centre.start().rsplit(":", 1)[1])
    centre.stop()
    with (
        open_link(port, keep=wire) as link,
        program_on(world.laptop, centre_url=f"http://127.0.0.1:{link.port}", language=language) as program,
    ):
        one = Person(program, shots)
        one.wait(lambda: one.part("passphrase", QWidget, program.unlock_view).isEnabled(), "the unlock screen is ready")
        one.shoot("unlock", program.unlock_view)
        one.unlock(OFFICIALS[0][2])
        one.shoot("today-in-the-morning")
        visits, stays = at_the_desk(one, comers)
        for paper in papers:
            day_desk.attach(one, stays.code, paper)
        one.go("home")
        one.shoot("today-before-the-evening")
        cluster = visits[0].comer.cluster if len({each.comer.cluster for each in visits}) == 1 else ""
        with one.timed("pack_a_run"):
            refusal = day_evening.pack(one, visits, stays, cluster)
        for visit in visits:
            with one.timed(f"door_{visit.ends}"):
                day_evening.knock(one, visit)
        with one.timed("close_a_run"):
            day_evening.come_back(one)
        one.go("sync")
        one.shoot("sync-without-the-centre")
        centre.start()
        try:
            saved, applied, is_agreed = cross(one)
            files_waiting = files.files_waiting(one.desktop.desk).count_up
        finally:
            centre.stop()
        one.go("conflicts")
        one.shoot("needs-you")
        one.go("home")
        one.shoot("today-at-night")
    at_centre = dossiers_at_centre(world.centre)
    carried = [each for each in at_centre if any(try_.get("place") == "door" for try_ in each.get("attempts", ()))]
    return {
        "dossiers": sum(each["status"] != "refused" for each in at_centre),
        "refused_at_the_desk": sum(each["status"] == "refused" for each in at_centre),
        "asked_for_papers": sum(each["status"] == "supplement" for each in at_centre),
        "saved": saved,
        "applied": min(applied, centre_status(world.centre)["operations"].get("applied", 0)),
        "envelopes": len(carried),
        "delivered": sum(each["delivery"] == "handed_over" for each in carried),
        "returned": sum(each["delivery"] in ("ready", "held") for each in carried),
        "refused_at_packing": int(bool(refusal)),
        "handed_over_at_the_desk": sum(each["delivery"] == "handed_over" for each in at_centre)
        - sum(each["delivery"] == "handed_over" for each in carried),
        "conflicts": centre_status(world.centre)["conflicts"],
        "files": sum(len(each.get("attachments", ())) for each in at_centre),
        "files_waiting": files_waiting,
        "agree": is_agreed,
        "median_s": {name: round(statistics.median(times), 2) for name, times in sorted(one.times.items())},
    }


def at_the_desk(one: Person, comers: Sequence[SamplePerson]) -> tuple[list[Visit], Visit]:
    """Take twenty dossiers in; return what is carried in the evening, and the envelope that may not travel."""
    come = iter(comers)
    with one.timed("certified_copy"):
        day_desk.receive(one, next(come), COPY, shoot="sao-y")
    with one.timed("hand_over_at_once"):
        day_desk.give_at_once(one, "01/SY")
    with one.timed("ask_for_papers"):
        day_desk.ask_for_papers(one, next(come), LAND)
    with one.timed("intake"):
        day_desk.receive(one, next(come), BIRTH, shoot="khai-sinh")
    day_desk.turn_away(one, next(come), ELSEWHERE)
    at_counter = next(come)
    day_desk.solve(one, _copy(one, at_counter))
    with one.timed("hand_over_at_the_counter"):
        day_desk.hand_over_with_slip(one, at_counter)
    visits = []
    for procedure, ends in (*EVENING, (MARRIAGE, "stays")):
        comer = next(come)
        code = _copy(one, comer) if procedure == COPY else _taken(one, comer, procedure)
        with one.timed("result_and_shelf"):
            day_desk.shelve(one, day_desk.solve(one, code), "A1")
        visits.append(Visit(comer=comer, code=code, ends=ends))
    one.shoot("dossier-on-shelf")
    look_up_by_name(one, visits[0].comer)
    return visits[:-1], visits[-1]


def _copy(one: Person, comer: SamplePerson) -> str:
    with one.timed("certified_copy"):
        return day_desk.receive(one, comer, COPY)


def _taken(one: Person, comer: SamplePerson, procedure: str) -> str:
    with one.timed("intake"):
        return day_desk.receive(one, comer, procedure)


def look_up_by_name(one: Person, comer: SamplePerson) -> None:
    """Find somebody by his name without marks."""
    lookup = one.go("lookup")
    one.type("lookup_search", comer.name.split()[-1].lower(), lookup)
    one.wait(lambda: len(one.rows("lookup_table", lookup)) > 0, "somebody is found")
    one.settle()
    one.shoot("lookup")


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
