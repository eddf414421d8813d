"""A block of official codes on its whole way: lent by the centre's command, carried over, used, carried back."""

import subprocess
from datetime import timedelta
from pathlib import Path

from desktop_app.services import lookup, numbers
from tests.e2e.centre_process import CENTRAL, CentreProcess, central, dossiers_at_centre
from tests.e2e.world import SampleWorld


def lend(world: SampleWorld, *, first: int, last: int, machine: str = "M07") -> tuple[str, ...]:
    with world.desk_open() as desk:
        today = desk.local_now().date()
    days = ("--from", today.isoformat(), "--to", (today + timedelta(days=2)).isoformat())
    block = ("--prefix", "H26.15", "--first", str(first), "--last", str(last))
    return ("lease", "--folder", str(world.centre), "--commune", "09661", "--machine", machine, *block, *days)


def test_a_lent_code_is_given_at_the_desk_and_known_at_the_centre(tmp_path: Path) -> None:
    world = SampleWorld.make(tmp_path)
    with CentreProcess(world.centre) as centre, world.opened() as opened:
        assert world.ferry(opened, centre.url).sync().trouble == ""
    assert "codes_a_day\t2" in central(*lend(world, first=701, last=702))
    with CentreProcess(world.centre) as centre, world.opened() as opened:
        ferry = world.ferry(opened, centre.url)
        assert ferry.sync().trouble == ""
        taken = [world.save(opened.desk, world.draft(number)) for number in range(3)]
        assert [each.official_code[-5:] for each in taken] == ["-0701", "-0702", ""]
        assert numbers.codes_left(opened.desk).count == 0
        for code in (taken[0].official_code, taken[0].provisional_code):
            found = [row.dossier.id for row in lookup.search(opened.desk, code)]
            assert found == [taken[0].id], "both numbers find it, for ever"
        assert ferry.sync().trouble == ""
    assert sorted(each.get("official_code", "")[-5:] for each in dossiers_at_centre(world.centre)) == [
        "",
        "-0701",
        "-0702",
    ]


def test_the_command_refuses_what_it_cannot_lend_with_a_sentence(tmp_path: Path) -> None:
    world = SampleWorld.make(tmp_path)
    with CentreProcess(world.centre) as centre, world.opened() as opened:
        world.ferry(opened, centre.url).sync()
    central(*lend(world, first=701, last=702))
    for command, words in (
        (lend(world, first=702, last=703), "Some of these numbers are lent already"),
        (lend(world, first=9, last=3), "This block makes no codes"),
        ((*lend(world, first=1, last=3)[:-1], "tomorrow"), "This block makes no codes"),
        (lend(world, first=1, last=3, machine="M09"), "chưa có máy nào mang mã đó"),
    ):
        done = subprocess.run([*CENTRAL, *command], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, words in done.stderr) == (8, True), done.stderr
