"""`haiphucvu --demo`: a sample centre on loopback, a sample commune on this machine, and the desk beside them."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

COMMUNE: Final = "09661"
COMMUNE_NAME: Final = "Xã Minh Châu (mẫu)"
MACHINE: Final = "M01"
SCALE: Final = 0.3
"""The share of Minh Châu's people that the sample commune has: the whole of it would take longer than ten seconds."""
WEEKS: Final = 5
"""How many weeks of work it has behind it."""
OFFICIALS: Final = (
    ("Nguyễn Thị Mẫu", "Công chức một cửa", "thuyền qua bãi giữa sông"),
    ("Trần Văn Mẫu", "Công chức trả kết quả", "đò chiều về bến xa"),
)
SAMPLE_SEED: Final = 2026
CENTRAL: Final = (sys.executable, "-m", "sync.central.cli")


def run_demo(folder: Path, desk_options: Sequence[str]) -> int:
    """Make the sample world in `folder` where it is missing, open the desk, and end both with this process.

    `desk_options` go to the desk's own command line as they are.
    """
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(128 + signal.SIGTERM))
    try:
        return _run(folder, desk_options)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(folder: Path, desk_options: Sequence[str]) -> int:
    folder = folder.resolve()
    centre, laptop = folder / "centre", folder / "laptop"
    folder.mkdir(parents=True, exist_ok=True)
    if not centre.exists():
        _central("init", "--folder", str(centre), "--name", "Trung tâm mẫu", "--sample")
    if not (laptop / "notebook.db").exists():
        file = folder / "laptop.enrol"
        _central(
            "enrol",
            "--folder",
            str(centre),
            "--commune",
            COMMUNE,
            "--machine",
            MACHINE,
            "--commune-name",
            COMMUNE_NAME,
            "--out",
            str(file),
        )
        make_sample_laptop(laptop, file.read_bytes())
    with _centre_running(centre) as url:
        command = [sys.executable, "-m", "desktop_app", "--folder", str(laptop), "--centre", url, *desk_options]
        with _ended_with_us(subprocess.Popen(command)) as desk:  # noqa: S603  our own program
            return int(desk.wait())


def make_sample_laptop(folder: Path, enrolment_file: bytes, *, scale: float = SCALE, weeks: float = WEEKS) -> None:
    """Make a laptop with two officials and a sample commune that has some weeks of work behind it.

    Made in a folder beside it that then takes its name: cut short, it is simply made anew.
    """
    part = folder.with_name(f".{folder.name}.sample")
    shutil.rmtree(part, ignore_errors=True)
    _make_sample_laptop(part, enrolment_file, scale=scale, weeks=weeks)
    part.rename(folder)


def _make_sample_laptop(folder: Path, enrolment_file: bytes, *, scale: float, weeks: float) -> None:
    from desktop_app.app import RESOURCES, SystemClock, new_id
    from desktop_app.services.desk import local_time
    from desktop_app.services.first_day import World, add_sample_people, set_up
    from desktop_app.services.opening import open_desk
    from desktop_app.services.sample_desk import PlayedClock, play_weeks, start_of
    from desktop_app.vault.keyslots import NewOfficial
    from desktop_app.vault.passphrases import FLOOR_COST
    from sync.records.sample_commune import MINHCHAU, sample_commune
    from sync.records.sample_noise import with_noise

    world = World(clock=SystemClock(), new_id=new_id, random=os.urandom)
    officials = [
        NewOfficial(id=str(new_id()), name=name, role=role, passphrase=passphrase)
        for name, role, passphrase in OFFICIALS
    ]
    place = "Điểm phục vụ hành chính công (mẫu)"
    set_up(folder, enrolment_file, officials, place=place, cost=FLOOR_COST, world=world)
    now_ms = world.clock.now_ms()
    now, past = local_time(now_ms), PlayedClock(start_of(now_ms, weeks))
    played = World(clock=past, new_id=new_id, random=os.urandom)
    opened = open_desk(folder, officials[0].id, OFFICIALS[0][2], resources=RESOURCES, world=played)
    try:
        dice = random.Random(SAMPLE_SEED)  # noqa: S311  sample data, the same on every machine
        commune = sample_commune(dice, MINHCHAU, today=now.date(), scale=scale)
        residents = add_sample_people(opened.desk, with_noise(random.Random(SAMPLE_SEED), commune))  # noqa: S311  sample data too
        if weeks:
            play_weeks(opened.desk, past, residents, dice, now=now, weeks=weeks)
    finally:
        opened.close()


@contextmanager
def _centre_running(folder: Path) -> Iterator[str]:
    """Run the centre on a port that the system gives; yields its address."""
    command = [*CENTRAL, "serve", "--folder", str(folder), "--host", "127.0.0.1", "--port", "0"]
    with _ended_with_us(subprocess.Popen(command, stdout=subprocess.PIPE, text=True)) as process:  # noqa: S603  our own program
        yield _address(process)


@contextmanager
def _ended_with_us(process: subprocess.Popen[Any]) -> Iterator[Any]:
    """End the process, politely, however this one goes on."""
    with process:
        try:
            yield process
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        word, _, url = line.strip().partition("\t")
        if word == "ready":
            return url
    raise SystemExit("Không mở được trung tâm mẫu. / The sample centre did not start.")


def _central(*arguments: str) -> None:
    subprocess.run([*CENTRAL, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own program
