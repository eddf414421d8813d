"""The proofs of the README's table in small, each as the command that a person runs, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, expect: int = 0) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, check=False, cwd=ROOT, timeout=900
    )
    assert done.returncode == expect, done.stdout[-2000:] + done.stderr[-4000:]
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def test_a_day_through_the_windows_arrives_whole(tmp_path: Path) -> None:
    figures = run("tests.e2e.day", "--scale", "0.06", "--shots", str(tmp_path / "day"))
    assert figures["saved"] == figures["applied"] > 0
    assert (figures["dossiers"], figures["asked_for_papers"], figures["refused_at_the_desk"]) == (20, 1, 1)
    assert (figures["envelopes"], figures["delivered"], figures["returned"]) == (15, 11, 4)
    assert figures["handed_over_at_the_desk"] == 2
    assert figures["refused_at_packing"] == 1
    assert figures["conflicts"] == 0
    assert figures["agree"] is True
    pictures = list((tmp_path / "day").glob("*.png"))
    assert len(pictures) >= 15
    assert all(picture.stat().st_size > 8_000 for picture in pictures)


def test_the_day_can_be_lived_in_english(tmp_path: Path) -> None:
    assert run("tests.e2e.day", "--language", "en", "--scale", "0.06", "--shots", str(tmp_path))["agree"] is True


def test_no_kill_loses_or_doubles_what_was_said_to_be_saved() -> None:
    figures = run("tests.e2e.kill", "--trials", "8", "--windows", "1", "--seed", "5")
    assert figures["said_saved"] == figures["at_centre"] > 0
    assert (figures["lost"], figures["doubled"]) == (0, 0)


def test_no_name_or_number_lies_in_plain_anywhere_and_one_plain_file_turns_the_search_red(tmp_path: Path) -> None:
    figures = run("tests.security.leaks", "--at", str(tmp_path))
    assert figures["hits"] == 0
    assert figures["search_proved"] is True
    assert figures["planted"] >= 100
    red = run("tests.security.leaks", "--at", str(tmp_path), "--plant", expect=1)
    assert (red["hits"] >= 1, red["files"]) == (True, figures["files"] + 1), "the same files and the plain one"


def test_the_bench_measures_beside_its_floors_and_judges_nothing(tmp_path: Path) -> None:
    small = "--starts 1 --saves 5 --ward-scale 0.003 --lists 1 --queries 30 --typing 2".split()
    figures = run("tests.bench.run", *small, "--out", str(tmp_path / "bench.json"))
    for name in ("start_ratio", "save_p99_ms", "search_p99_ms", "list_ratio", "rss_mb", "gui_gap_p99_ms"):
        assert {"value", "floor", "limit", "unit", "runs"} <= set(figures[name])
        assert figures[name]["value"] > 0
    assert figures["notes"]["heavy_modules_at_first_paint"] == []
    assert figures["notes"]["search_ms_by_kind"]["surname"]["rows"] > 0
    assert (figures["notes"]["gui_sync_trouble"], figures["notes"]["gui_sync_left"]) == ("", 0)
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == figures
