"""The workload in small through real processes: everything arrives whole, merges, clashes are kept. No timings."""

import hashlib
import json
from pathlib import Path

from tests.bench.sync import idle
from tests.bench.sync.beside import peer_figures
from tests.bench.sync.checks import Seen, after_a_pull
from tests.bench.sync.link import Weather
from tests.bench.sync.run import good_link, is_whole, ratios, slow_link
from tests.bench.sync.workload import workload, write_workload


def test_the_workload_is_the_same_bytes_for_ever(tmp_path: Path) -> None:
    write_workload(tmp_path, 300)
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in tmp_path.iterdir()}
    assert hashes == {
        "conf_A.jsonl": "856d0a65ce65ce41",
        "conf_B.jsonl": "f854c26dbebc3cd9",
        "final.jsonl": "d2cde4429a5150c2",
        "ops.jsonl": "93f64851abfb5228",
    }


def test_what_two_laptops_wrote_arrives_whole_merged_and_unread(tmp_path: Path) -> None:
    write_workload(tmp_path / "data", 300)
    content = good_link(tmp_path / "run", tmp_path / "data")
    assert is_whole(content["checks"]), content["checks"]
    assert content["checks"]["merged"] == content["checks"]["kept"] == 15
    json.dumps(content)


def test_a_link_that_breaks_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    write_workload(tmp_path / "data", 100)
    weather = Weather(one_way_s=0.005, bytes_per_s=1_000_000, cut_bytes=30_000)
    content = slow_link(tmp_path / "run", tmp_path / "data", weather)
    assert is_whole(content["checks"]), content["checks"]
    assert content["figures"]["push_cuts"] >= 1


def test_an_idle_laptop_asks_over_one_connection(tmp_path: Path) -> None:
    figures = idle.measure(tmp_path / "run", times=2)
    assert figures["agreed"]
    assert figures["new_connections"] == 0


def test_the_checks_see_a_loss_a_double_and_a_wrong_value() -> None:
    final = workload(10).final
    rows = [{"doc": document, "conflicts": []} for document in final.values()]
    changed = {**list(final.values())[1], "phone": "0"}
    spoilt = [{"doc": changed, "conflicts": []}, *rows[2:], rows[3]]
    clean = {"missing": 0, "extra": 0, "doubled": 0, "wrong": 0}
    assert after_a_pull(final, Seen.of(rows)) == clean
    assert after_a_pull(final, Seen.of(spoilt)) == {"missing": 1, "extra": 0, "doubled": 1, "wrong": 1}


def test_without_a_peer_the_ratios_are_null() -> None:
    assert ratios({"push_s": 1.0, "pull_s": 2.0}, None) == {"pull_s": None, "push_s": None}
    theirs = peer_figures({"push": {"secs": 2.0, "cpu": 1.0, "srv_cpu": 1.0, "up": 1, "down": 1, "rss_mb": 9.0}})
    assert ratios({"push_s": 1.0, "pull_s": 2.0}, theirs) == {"pull_s": None, "push_s": 0.5}
