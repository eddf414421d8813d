"""A disk too small for a file that is fetched: the file waits and says why, and facts are saved and sent as before."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT_FOR_FACTS = 3 << 20
NO_MARGIN = -(1 << 40)

# The second laptop's notebook lies on a medium of its own, which does not hold the file that it asks for.
ON_A_SMALL_DISK = """
import json, shutil, subprocess, sys
from dataclasses import replace
from pathlib import Path
from desktop_app.services import files
from desktop_app.services.opening import read_catalogue
from desktop_app.storage.engine import integrity_check
from desktop_app.storage.files import FileShelf
from sync.records.rules import PERSON
from tests.unit.ferry_room import ferry_room, make_template
from tests.unit.service_room import RESOURCES
from tests.unit.test_client_filing import a_file, attached, desk_at, ferry_with

place, kept_for_facts = Path(sys.argv[1]), int(sys.argv[2])
make_template(place / "template")
small = place / "template" / "M02"
with ferry_room(place / "shores", place / "template") as room:
    here, there = room.laptops
    there.notebook.close()
    shutil.copytree(there.folder, place / "beside")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(there.folder)], check=True)
    shutil.copytree(place / "beside", there.folder, dirs_exist_ok=True)
    there.open()
    catalogue = read_catalogue(RESOURCES)
    dossier, made = attached(here, desk_at(here, catalogue), a_file(here, 9 << 20))
    other, fine = attached(here, desk_at(here, catalogue), a_file(here, 200_000))
    here.sync()
    told = []
    there.sync()
    who, _ = there.take_in("Nguyễn Trước")
    desk = desk_at(there, catalogue)
    files.open_attachment(desk, dossier.id, made)
    files.open_attachment(desk, other.id, fine)
    there.ferry = ferry_with(there, FileShelf(there.notebook, there.folder, room_left_bytes=kept_for_facts))
    for _ in range(2 if kept_for_facts > 0 else 1):
        report = there.sync()
        told.append([report.agreed, report.trouble, report.files_trouble])
    told.append([files.files_of(desk, dossier.id)[0].state, files.files_waiting(desk).reason])
    told.append(files.files_of(desk, other.id)[0].state)
    with there.notebook.reading() as reader:
        told.append(len(reader.of_type(PERSON)))
    if kept_for_facts > 0:
        there.take_in("Nguyễn Sau")
    told.append(kept_for_facts < 0 or there.sync().agreed)
    subprocess.run(["mount", "-o", "remount,size=40m", str(there.folder)], check=True)  # somebody made room
    told.append(there.sync().files_trouble)
    told.append(files.files_of(desk, dossier.id)[0].state)
    told.append(integrity_check(there.notebook.engine))
    print(json.dumps(told))
"""


@pytest.mark.parametrize("kept_for_facts", [KEPT_FOR_FACTS, NO_MARGIN])
def test_a_file_that_finds_no_room_waits_and_facts_go_on(tmp_path: Path, kept_for_facts: int) -> None:
    """Without a margin the disk really fills, in the middle of the file: that too ends the lane and nothing else."""
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", ON_A_SMALL_DISK, str(tmp_path), str(kept_for_facts)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    *told, trouble_later, state_later, damages = json.loads(done.stdout)
    *crossings, waiting, other, people, has_gone_on = told
    assert crossings == [[True, "", "no_room"]] * len(crossings)
    assert waiting[0] == "coming"
    assert other == "whole"
    assert people == 3
    assert (trouble_later, state_later, damages) == ("", "whole", []), "once there is room, it comes"
    if kept_for_facts > 0:
        assert waiting[1] == "no_room"
        assert has_gone_on is True
