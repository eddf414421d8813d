"""A laptop's first day as processes: `haiphucvu setup` as typed, killed in the middle, and with everything wrong."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app import RESOURCES, SystemClock, new_id
from desktop_app.services.first_day import EnrolmentExpiredError, FolderInUseError, OfficialsError, World, set_up
from desktop_app.services.opening import open_desk
from desktop_app.storage.errors import DatabaseUnreachableError
from desktop_app.vault.errors import SecondCopyError, VaultExistsError, WeakPassphraseError
from desktop_app.vault.keyslots import NewOfficial
from desktop_app.vault.passphrases import FLOOR_COST
from desktop_app.vault.roster import read_roster
from desktop_app.vault.single import hold_folder
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.protocol.enrolment_file import EnrolmentFileError

ROOT = Path(__file__).parents[2]
PASSPHRASE = "thuyền qua bãi giữa sông"
YEAR_MS = 365 * 24 * 3_600_000


class WrongClock(SystemClock):
    """This machine's clock, years off."""

    def __init__(self, years: int) -> None:
        super().__init__()
        self._off_ms = years * YEAR_MS

    def now_ms(self) -> int:
        return super().now_ms() + self._off_ms


@pytest.fixture(scope="module")
def enrolment(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("world") / "centre"
    create_centre(folder, NewCentre(name="Trung tâm mẫu", is_sample=True))
    centre = open_centre(folder)
    try:
        return centre.invite(Invitation(commune="09661", commune_name="Xã Mẫu", machine="M07"))
    finally:
        centre.close()


@pytest.fixture
def file(tmp_path: Path, enrolment: bytes) -> Path:
    path = tmp_path / "laptop.enrol"
    path.write_bytes(enrolment)
    return path


def setup(*words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as IT staff do; without a terminal the passphrases come by standard input."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "desktop_app", "setup", *map(str, words)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "200", "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        start_new_session=True,
    )


def officials(**changes: str) -> list[NewOfficial]:
    values = {"id": str(new_id()), "name": "Nguyễn Thị Mẫu", "role": "Một cửa", "passphrase": PASSPHRASE} | changes
    return [NewOfficial(**values)]


def world(clock: SystemClock | None = None) -> World:
    return World(clock=clock or SystemClock(), new_id=new_id, random=secrets.token_bytes)


def make(folder: Path, raw: bytes, who: list[NewOfficial] | None = None, clock: SystemClock | None = None) -> None:
    set_up(folder, raw, officials() if who is None else who, place="", cost=FLOOR_COST, world=world(clock))


def works(folder: Path, clock: SystemClock | None = None) -> bool:
    card = read_roster(folder).officials[0]
    opened = open_desk(folder, card.id, PASSPHRASE, resources=RESOURCES, world=world(clock))
    try:
        return opened.identity.machine == "M07"
    finally:
        opened.close()


def test_setup_with_typed_passphrases_makes_a_laptop_that_unlocks(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    other = "đò chiều về bến xa"
    done = setup(
        file, "--folder", folder, "--official", "Nguyễn Thị Mẫu|Một cửa", "--official", "Trần Văn Mẫu",
        typed=f"{PASSPHRASE}\n{PASSPHRASE}\n{other}\n{other}\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-4:] == [
        "commune\t09661\tXã Mẫu", "machine\tM07", f"folder\t{folder}", "officials\t2",
    ]  # fmt: skip
    assert PASSPHRASE not in done.stdout + done.stderr
    assert [each.name for each in read_roster(folder).officials] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]
    assert works(folder)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["laptop", "laptop.enrol"]
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    again = setup(file, "--folder", folder, "--official", "Nguyễn Thị Mẫu", typed=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert (again.returncode, "đã có tệp khóa" in again.stderr) == (2, True)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_setup_says_what_is_wrong_before_it_asks_for_a_passphrase(file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.enrol"
    changed.write_bytes(file.read_bytes().replace(b"M07", b"M08"))
    full = tmp_path / "full"
    full.mkdir()
    (full / "ảnh.jpg").touch()
    blocked = tmp_path / "a_file"
    blocked.touch()
    named = ("--official", "Nguyễn Thị Mẫu")
    for words, sentence in [
        ((tmp_path / "none.enrol", *named), "Không đọc được tệp ghi danh"),
        ((changed, *named), "Tệp cài đặt không đúng"),
        ((file, *named, "--folder", full), "đã có tệp khác"),
        ((file, *named, "--folder", blocked), "đã có tệp khác"),
        ((file, *named, "--folder", blocked / "laptop"), "Không ghi được"),
        ((file, "--folder", tmp_path / "x", "--official", "|Một cửa"), "từ 1 đến 64 công chức"),
        ((file, "--folder", tmp_path / "x", "--official", "Mẫu|" + "Công chức " * 9), "từ 1 đến 64 công chức"),
    ]:
        done = setup(*words, typed=f"{PASSPHRASE}\n" * 2)
        assert (done.returncode, sentence in done.stderr) == (2, True), (words, done.stderr)
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()
    assert setup(file).returncode == 2
    assert setup().returncode == 2


def test_a_setup_that_is_broken_off_at_the_prompt_leaves_nothing(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    done = setup(file, "--folder", folder, "--official", "Nguyễn Thị Mẫu", typed="")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    weak = setup(file, "--folder", folder, "--official", "Nguyễn Thị Mẫu", typed="aaaa\naaaa\n")
    assert (weak.returncode, "dễ đoán" in weak.stderr) == (2, True)
    two = setup(file, "--folder", folder, "--official", "A Mẫu", "--official", "B Mẫu", typed="aaaa\naaaa\n")
    assert (two.returncode, "dễ đoán" in two.stderr, "B Mẫu" in two.stderr) == (2, True, False)
    assert not folder.exists()


# kill -9 at the n-th time that randomness is drawn: before, in and after the making of the keys and the notebook.
DIES = """
import os, secrets, signal, sys
from pathlib import Path
from desktop_app.services import first_day
from tests.processes.test_first_day import FLOOR_COST, SystemClock, World, new_id, officials, set_up


left = int(sys.argv[3])
place = sys.argv[4]

def die(*_args, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

def random(size):
    global left
    left -= 1
    if left == 0:
        die()
    return secrets.token_bytes(size)

if place != "random":
    setattr(first_day, place, die)
raw = Path(sys.argv[2]).read_bytes()
world = World(clock=SystemClock(), new_id=new_id, random=random)
set_up(Path(sys.argv[1]), raw, officials(), place="", cost=FLOOR_COST, world=world)
"""


@pytest.mark.parametrize(
    ("count", "place"), [(1, "random"), (6, "random"), (11, "random"), (0, "create_notebook"), (0, "_put_in_place")]
)
def test_killed_anywhere_it_can_simply_be_done_again(
    file: Path, tmp_path: Path, enrolment: bytes, count: int, place: str
) -> None:
    folder = tmp_path / "laptop"
    ended = subprocess.run(
        [sys.executable, "-c", DIES, str(folder), str(file), str(count), place], cwd=ROOT, check=False
    )
    assert ended.returncode == -9
    assert not folder.exists()
    make(folder, enrolment)
    assert works(folder)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["laptop", "laptop.enrol"]


def test_the_window_may_have_looked_at_the_folder_before_but_not_look_now(tmp_path: Path, enrolment: bytes) -> None:
    folder = tmp_path / "laptop"
    with hold_folder(folder), pytest.raises(SecondCopyError):
        make(folder, enrolment)
    make(folder, enrolment)
    assert works(folder)


def test_a_folder_with_a_notebook_but_no_key_file_is_never_written_over(tmp_path: Path, enrolment: bytes) -> None:
    folder = tmp_path / "laptop"
    make(folder, enrolment)
    (folder / "keyslots.msgpack").rename(tmp_path / "lost")
    before = (folder / "notebook.db").read_bytes()
    with pytest.raises(FolderInUseError):
        make(folder, enrolment)
    assert (folder / "notebook.db").read_bytes() == before


def test_a_notebook_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path: Path, enrolment: bytes) -> None:
    folder = tmp_path / "laptop"
    make(folder, enrolment)
    (folder / "notebook.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(DatabaseUnreachableError):
        works(folder)
    assert not (folder / "notebook.db").exists()
    (tmp_path / "elsewhere.db").rename(folder / "notebook.db")
    assert works(folder)


def _cut(raw: bytes) -> bytes:
    return raw[:-9]


def _other_centre(raw: bytes) -> bytes:
    values = json.loads(raw)
    values["enrolment"]["centre_signing_key"] = values["enrolment"]["token"] + "A" * 20
    return json.dumps(values).encode()


@pytest.mark.parametrize("change", [_cut, _other_centre, lambda _raw: b"", lambda _raw: b"<html>", lambda _raw: b"{}"])
def test_a_file_that_is_not_the_centres_is_refused(
    tmp_path: Path, enrolment: bytes, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(EnrolmentFileError):
        make(tmp_path / "laptop", change(enrolment))
    assert not (tmp_path / "laptop").exists()


@pytest.mark.parametrize("who", [[], officials(name=" "), officials(role="x" * 33), officials(name="x" * 201)])
def test_officials_whom_nobody_could_take_are_refused_on_the_first_day(
    tmp_path: Path, enrolment: bytes, who: list[NewOfficial]
) -> None:
    with pytest.raises(OfficialsError):
        make(tmp_path / "laptop", enrolment, who)
    assert list(tmp_path.iterdir()) == []


def test_a_weak_passphrase_leaves_nothing_half_made(tmp_path: Path, enrolment: bytes) -> None:
    with pytest.raises(WeakPassphraseError):
        make(tmp_path / "laptop", enrolment, officials(passphrase="aaaa"))
    make(tmp_path / "laptop", enrolment)
    with pytest.raises(VaultExistsError):
        make(tmp_path / "laptop", enrolment)


def test_a_clock_far_ahead_is_named_and_one_far_behind_does_not_matter(tmp_path: Path, enrolment: bytes) -> None:
    with pytest.raises(EnrolmentExpiredError):
        make(tmp_path / "laptop", enrolment, clock=WrongClock(80))
    make(tmp_path / "laptop", enrolment, clock=WrongClock(-10))
    for years in (-10, 0, 80, -10):
        assert works(tmp_path / "laptop", WrongClock(years))
