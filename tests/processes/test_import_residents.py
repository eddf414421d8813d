"""A commune's first list of residents by command line, as IT staff type it, with real processes and real keys."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.services.desk import Desk
from desktop_app.services.intake import find_people
from desktop_app.services.results import shelf
from desktop_app.vault.roster import read_roster
from desktop_app.vault.single import hold_folder
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER, PERSON
from tests.e2e.centre_process import enrolment_file, new_centre
from tests.e2e.world import OFFICIALS, SampleWorld

ROOT = Path(__file__).parents[2]
PASSPHRASE = OFFICIALS[0][2]
HEADING = "Họ và tên,Ngày sinh,Giới tính,Số định danh cá nhân"
HOA, BAD = "Nguyễn Thị Hoa,01/02/1990,Nữ,001190990001", "Lê Không Ngày,31/02/1960,Nam,"


def run(*words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "desktop_app", *map(str, words)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "200", "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        start_new_session=True,
    )


def facts(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a real laptop's folder: its officials came from a list."""
    folder = tmp_path_factory.mktemp("real")
    new_centre(folder / "centre", sample=False)
    file = enrolment_file(folder / "centre", folder / "laptop.enrol")
    (folder / "officials.csv").write_text(
        f"Họ tên;Chức danh\n{OFFICIALS[0][0]};{OFFICIALS[0][1]}\n{OFFICIALS[1][0]};\n", encoding="utf-8-sig"
    )
    done = run(
        "setup", file, "--folder", folder / "laptop", "--officials", folder / "officials.csv",
        typed=f"{PASSPHRASE}\n" * 2 + f"{OFFICIALS[1][2]}\n" * 2,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert facts(done)["officials"] == "2"
    return folder / "laptop"


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    return path


def test_officials_of_a_list_stand_at_the_unlock_screen(real: Path) -> None:
    assert [(each.name, each.role) for each in read_roster(real).officials] == [
        (OFFICIALS[0][0], OFFICIALS[0][1]),
        (OFFICIALS[1][0], "Công chức một cửa"),
    ]


def test_a_list_is_looked_over_then_imported_once(real: Path, tmp_path: Path) -> None:
    path = listed(tmp_path, HOA, BAD)
    looked = run("import-residents", path, "--check", "--folder", real, typed=f"{PASSPHRASE}\n")
    assert looked.returncode == 3, looked.stderr
    assert (facts(looked)["fine"], facts(looked)["refused"].split("\t")[0]) == ("1", "3")
    assert "added" not in facts(looked)
    assert "refused\t1" in looked.stdout.splitlines()
    assert any(line.startswith("refused\t3\tNgày sinh không đọc được") for line in looked.stdout.splitlines())
    assert PASSPHRASE not in looked.stdout + looked.stderr
    left = tmp_path / "left.csv"
    done = run("import-residents", path, "--left-out", left, "--folder", real, typed=f"{PASSPHRASE}\n")
    assert (done.returncode, facts(done)["added"]) == (3, "1")
    assert "31/02/1960" in left.read_text(encoding="utf-8-sig")
    again = run("import-residents", listed(tmp_path, HOA), "--folder", real, typed=f"{PASSPHRASE}\n")
    assert (again.returncode, facts(again)["added"], facts(again)["known"]) == (0, "0", "1")


def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(real: Path, tmp_path: Path) -> None:
    sample, old, path = tmp_path / "sample.csv", tmp_path / "old.csv", listed(tmp_path, HOA)
    assert run("sample-residents", sample, "--scale", "0.005").returncode == 0
    old.write_bytes("Hä vµ tªn,Ngµy sinh\nNguyÔn V¨n §øc,1990".encode("latin-1"))
    for words, typed, sentence in [
        ((sample,), PASSPHRASE, "dữ liệu mẫu, không được nhập vào sổ thật"),
        ((old,), PASSPHRASE, "TCVN3"),
        ((tmp_path / "none.csv",), PASSPHRASE, "Không đọc được danh sách"),
        ((path,), "sai mật khẩu rồi nhé", "mật khẩu"),
        ((path, "--official", "Ai Đó"), PASSPHRASE, "không có công chức Ai Đó"),
    ]:
        done = run("import-residents", *words, "--folder", real, typed=f"{typed}\n")
        assert (done.returncode, sentence in done.stderr) == (2, True), (words, done.stderr)
        assert "Traceback" not in done.stderr
    gone = run("import-residents", path, "--folder", tmp_path / "nowhere", typed=f"{PASSPHRASE}\n")
    assert (gone.returncode, "Traceback" in gone.stderr) == (2, False)


def test_while_a_window_has_the_notebook_nothing_is_imported(real: Path, tmp_path: Path) -> None:
    with hold_folder(real):
        done = run("import-residents", listed(tmp_path, HOA), "--folder", real, typed=f"{PASSPHRASE}\n")
    assert (done.returncode, "cửa sổ khác" in done.stderr) == (2, True)


def test_setup_without_any_official_says_how_to_name_them(real: Path, tmp_path: Path) -> None:
    file = enrolment_file(real.parent / "centre", tmp_path / "x.enrol", machine="M08")
    done = run("setup", file, "--folder", tmp_path / "laptop")
    assert (done.returncode, "--officials" in done.stderr) == (2, True)
    nameless = tmp_path / "officials.csv"
    nameless.write_text("Họ tên,Điện thoại\nai,1\n", encoding="utf-8")
    done = run("setup", file, "--folder", tmp_path / "laptop", "--officials", nameless)
    assert (done.returncode, "dòng tiêu đề" in done.stderr) == (2, True)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> SampleWorld:
    return SampleWorld.minhchau(tmp_path_factory.mktemp("world"), scale=0.05, weeks=5)


def dossiers(desk: Desk) -> list[Dossier]:
    with desk.notebook.reading() as reader:
        return [Dossier.of(record) for record in reader.each_of_type(DOSSIER)]


def test_the_sample_commune_opens_with_work_in_every_stage(world: SampleWorld) -> None:
    with world.desk_open() as desk:
        all_of_them = dossiers(desk)
        stages = {(str(each.status), str(each.delivery)) for each in all_of_them}
        assert stages >= {
            ("handed_over", "handed_over"), ("solved", "ready"), ("processing", "not_ready"),
            ("supplement", "not_ready"),
        }  # fmt: skip
        assert len({each.cluster for each in shelf(desk)}) >= 3
        now_ms = desk.clock.now_ms()
        assert [each for each in all_of_them if each.status == "processing" and (each.due_at_ms or now_ms) < now_ms]
        assert all(each.received_at_ms <= now_ms for each in all_of_them)
        with desk.notebook.reading() as reader:
            persons = list(reader.each_of_type(PERSON))
            assert {record.fields["household"] for record in persons} > {"H00001"}
            assert reader.open_runs() == ()


def test_a_real_list_does_not_enter_the_sample_commune_and_a_sample_list_does(
    world: SampleWorld, tmp_path: Path
) -> None:
    real = run("import-residents", listed(tmp_path, HOA), "--folder", world.laptop, typed=f"{PASSPHRASE}\n")
    assert (real.returncode, "xã mẫu" in real.stderr) == (2, True)
    sample = tmp_path / "sample.csv"
    seed = str(random.Random(1).randrange(1_000))
    assert run("sample-residents", sample, "--scale", "0.004", "--seed", seed).returncode == 0
    done = run("import-residents", sample, "--folder", world.laptop, typed=f"{PASSPHRASE}\n")
    assert int(facts(done)["added"]) > 10, done.stderr
    with world.desk_open() as desk:
        assert find_people(desk, "nguyen")
