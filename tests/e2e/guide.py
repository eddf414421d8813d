"""`make guide`: walks through a day once in each look and writes the user guide's pictures to docs/guide/pictures/.

Each look (light or dark, 1366 × 768 or 1920 × 1080 at 150 %) is a process of its own on its own copy of one sample
commune. What is shown depends on the seeds and on today's date.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.screens.people_import.view import PeopleImportScreen
from desktop_app.screens.places import Place
from desktop_app.services import syncing
from sync.records.dossier import Dossier
from sync.records.sample_people import SAMPLE_MARK, SamplePerson
from sync.records.text import fold
from tests.e2e import day, day_desk, day_evening
from tests.e2e.centre_process import CentreProcess
from tests.e2e.day_evening import Visit
from tests.e2e.windows import Person, program_on
from tests.e2e.world import OFFICIALS, SampleWorld
from tests.gui.clashes import clash, park

ROOT: Final = Path(__file__).resolve().parents[2]
PICTURES: Final = ROOT / "docs" / "guide" / "pictures"
COLOURS: Final = 32
SCALE: Final = 0.05
PROCEDURE_OF: Final = {"owner": "sao y", "absent": "sao y", "wrong_content": "xntthn", "stays": "1.000894"}
SHOWN: Final = {
    "first-steps": "first-steps",
    "import": "import",
    "unlock": "unlock",
    "home": "home",
    "help": "help",
    "intake": "intake-sao-y",
    "at-once": "at-once",
    "saved": "saved-khai-sinh",
    "supplement": "ask-for-papers",
    "refuse": "refuse",
    "lookup": "lookup",
    "dossier": "dossier",
    "result": "result",
    "shelf": "shelf",
    "packing": "pack-refused",
    "run": "run",
    "door": "door-owner",
    "absent": "door-absent",
    "wrong": "door-wrong_content",
    "closing": "closing",
    "counter": "counter",
    "offline": "offline",
    "synced": "synced",
    "conflict": "conflict",
    "evening": "evening",
}
"""Name of a picture in the guide -> name under which the walk takes it."""
EVERY_SCREEN: Final = (
    "unlock", "home", "help", "intake", "lookup", "dossier", "shelf", "counter", "run", "door", "closing", "synced",
    "conflict", "import",
)  # fmt: skip
"""What is shown in the other looks too: each screen once. The steps between them are in the pages' own look alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: how the window is drawn and how large it is, in pixels of the program (a scale of 1.5 makes more)."""

    is_dark: bool
    width: int
    height: int
    scale: str
    has_every_step: bool = False


LOOKS: Final = {
    "light-1366x768": Look(is_dark=False, width=1366, height=768, scale="1", has_every_step=True),
    "dark-1366x768": Look(is_dark=True, width=1366, height=768, scale="1"),
    "light-1920x1080": Look(is_dark=False, width=1280, height=720, scale="1.5"),
    "dark-1920x1080": Look(is_dark=True, width=1280, height=720, scale="1.5"),
}


def main() -> int:
    """Make the worlds once, then walk through them in every look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", choices=tuple(LOOKS), help="one look alone, into --out")
    parser.add_argument("--worlds", type=Path)
    parser.add_argument("--out", type=Path, default=PICTURES)
    options = parser.parse_args()
    if options.look and options.worlds:
        walk(options.worlds, LOOKS[options.look], options.out / options.look)
        return 0
    with tempfile.TemporaryDirectory(prefix="guide-") as temporary:
        template = Path(temporary) / "template"
        SampleWorld.minhchau(template / "commune", scale=SCALE)
        SampleWorld.make(template / "new")
        for name in [options.look] if options.look else LOOKS:
            worlds = Path(temporary) / name
            shutil.copytree(template, worlds)
            command = [sys.executable, "-m", "tests.e2e.guide", "--look", name, "--worlds", str(worlds)]
            scaled = {**os.environ, "QT_SCALE_FACTOR": LOOKS[name].scale}
            subprocess.run([*command, "--out", str(options.out)], check=True, cwd=ROOT, env=scaled)
    taken = list(options.out.rglob("*.png"))
    print(f"{len(taken)} pictures, {sum(each.stat().st_size for each in taken) / 1_048_576:.1f} MB in {options.out}")
    return 0


def walk(worlds: Path, look: Look, out: Path) -> None:
    """Go through the day in one look and write its pictures, small, into `out`."""
    with tempfile.TemporaryDirectory(prefix="shots-") as temporary:
        shots = Path(temporary)
        new_commune(SampleWorld.at(worlds / "new"), look, shots / "new")
        whole_day(SampleWorld.at(worlds / "commune"), look, shots / "day")
        after_the_day(SampleWorld.at(worlds / "commune"), look, shots / "after")
        taken = {file.stem.partition("-")[2]: file for file in sorted(shots.rglob("*.png"))}
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        for name in SHOWN if look.has_every_step else EVERY_SCREEN:
            write_small(QImage(str(taken[SHOWN[name]])), out / f"{name}.png")


def new_commune(world: SampleWorld, look: Look, shots: Path) -> None:
    """The first steps in an empty book, and a list of residents looked over."""
    rows = ["Họ và tên;Ngày sinh;Giới tính;Số định danh cá nhân;Địa chỉ;Khu dân cư;Ghi chú"]
    with world.desk_open() as desk:
        people = made_up(desk.local_now().year)
    rows += [";".join((*each, SAMPLE_MARK)) for each in people]
    file = world.folder / "dan-cu-mau.csv"
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    with program_on(world.laptop, is_dark=look.is_dark) as program:
        one = unlocked(Person(program, shots), look)
        one.shoot("first-steps")
        one.desktop.go(Place.PEOPLE_IMPORT)
        screen = one.part("people_import", PeopleImportScreen, one.desktop.window)
        screen.look_over(file)
        one.settle()
        one.wait(lambda: one.part("import_begin", QWidget, screen).isVisible(), "the list was looked over")
        one.shoot("import")


def made_up(year: int) -> list[tuple[str, ...]]:
    """Return rows of a list of made-up residents; two of them need a look."""
    rows: list[tuple[str, ...]] = []
    for at in range(8):
        born = year - 40 + at
        number = f"0010{born % 100:02}99{at:04}"
        rows.append((f"Nguyễn Văn Mẫu {chr(65 + at)}", f"0{at + 1}/03/{born}", "Nam", number, "Xóm 1", "Khu 1"))
    return [*rows, ("Trần Thị Mẫu", "31/02/1990", "Nữ", "", "Xóm 2", "Khu 2"), ("", "1990", "Nữ", "", "Xóm 2", "Khu 2")]


def whole_day(world: SampleWorld, look: Look, shots: Path) -> None:
    """The desk by day and the run in the evening, with the centre off until night."""
    come = iter(day.neighbours(world))
    centre = CentreProcess(world.centre)
    url = centre.start()
    centre.stop()
    with program_on(world.laptop, centre_url=url, is_dark=look.is_dark) as program:
        one = Person(program, shots)
        program.unlock_view.resize(min(look.width, 1040), 700)
        one.wait(lambda: one.part("passphrase", QWidget, program.unlock_view).isEnabled(), "the unlock screen is ready")
        one.shoot("unlock", program.unlock_view)
        unlocked(one, look)
        one.shoot("home")
        read_help(one)
        day_desk.receive(one, next(come), "sao y", shoot="sao-y")
        day_desk.give_at_once(one, "01/SY")
        day_desk.ask_for_papers(one, next(come), "1.013978")
        day_desk.receive(one, next(come), "khai sinh", shoot="khai-sinh")
        day_desk.turn_away(one, next(come), "1.001193")
        at_counter = next(come)
        day_desk.solve(one, day_desk.receive(one, at_counter, "sao y"))
        day_desk.hand_over_with_slip(one, at_counter)
        visits = []
        for ends, procedure in PROCEDURE_OF.items():
            comer = next(come)
            code = day_desk.receive(one, comer, procedure)
            look_at(one, code)
            day_desk.shelve(one, day_desk.solve(one, code), "A1")
            visits.append(Visit(comer=comer, code=code, ends=ends))
        look_up(one, visits[0].comer)
        day_evening.pack(one, visits[:-1], visits[-1], visits[0].comer.cluster)
        for visit in visits[:-1]:
            day_evening.knock(one, visit)
        day_evening.come_back(one)
        one.go("sync")
        one.shoot("offline")
        centre.start()
        try:
            day.cross(one)
        finally:
            centre.stop()
        one.go("sync")
        one.shoot("synced")


def after_the_day(world: SampleWorld, look: Look, shots: Path) -> None:
    """Two things that only a person can decide, and the overview that says so."""
    with world.desk_open() as desk:
        with desk.notebook.reading() as reader:
            newest = reader.search("", record_type="dossier", limit=1)[0]
        about = Dossier.of(newest)
        clash(desk, about, {"phone": about.phone}, {"phone": "0530000003"}, group="phone")
        result = next(each for each in syncing.operations(desk) if each.kind == "dossier.result")
        park(desk, seq=result.seq, reason="impossible_move")
    with program_on(world.laptop, is_dark=look.is_dark) as program:
        one = unlocked(Person(program, shots), look)
        one.shoot("evening")
        one.go("conflicts")
        one.shoot("conflict")


def unlocked(one: Person, look: Look) -> Person:
    """Unlock, and give the window its size and the keyboard."""
    one.unlock(OFFICIALS[0][2])
    one.desktop.window.resize(look.width, look.height)
    one.desktop.window.activateWindow()  # a picture shows where the keyboard is
    one.settle()
    return one


def read_help(one: Person) -> None:
    """Open the page of the screen in front, and close it again."""
    one.click("help_button", one.desktop.window)
    page = one.part("help", QWidget, one.desktop.window)
    one.shoot("help", page)
    one.key(page, Qt.Key.Key_Escape)


def look_up(one: Person, comer: SamplePerson) -> None:
    """Find somebody by his given name without marks."""
    lookup = one.go("lookup")
    one.type("lookup_search", fold(comer.name.split()[-1]), lookup)
    one.wait(
        lambda: any(comer.name in row.cells[0] for row in one.rows("lookup_table", lookup)), f"{comer.name} is found"
    )
    one.shoot("lookup")


def look_at(one: Person, code: str) -> None:
    """Open a dossier by its code, and its form for the result."""
    lookup = one.go("lookup")
    one.type("lookup_search", code, lookup)
    one.wait(lambda: len(one.rows("lookup_table", lookup)) == 1, f"{code} alone is found")
    one.choose_row("lookup_table", code[-4:], lookup)
    page = one.screen("dossier")
    one.settle()
    one.shoot_once("dossier")
    one.click("act_result", page)
    one.type("result_number", f"{code[-4:]}/KQ", page)
    one.shoot_once("result")
    one.go("home")


def write_small(picture: QImage, file: Path) -> None:
    """Write a picture with its most frequent colours alone: flat surfaces and letters need no more."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _ in counts.most_common(COLOURS)]
    flat = plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    assert flat.save(str(file), quality=0), f"no picture {file}"


if __name__ == "__main__":
    sys.exit(main())
