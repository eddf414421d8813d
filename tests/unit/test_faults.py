"""A fault is written down by place and class; nothing that was typed goes with it."""

from pathlib import Path

import pytest

from desktop_app.faults import FAULTS_FILE, MAX_BYTES, describe, write_down


def fail_over(name: str) -> None:
    raise ValueError(f"cannot read {name}")


def test_a_fault_names_its_place_and_never_the_words_in_it() -> None:
    with pytest.raises(ValueError, match="cannot read") as caught:
        fail_over("Nguyễn Thị Mẫu")
    said = describe(caught.type, caught.tb, at_ms=7)
    assert said.startswith("7\tbuiltins.ValueError\n")
    assert "unit/test_faults.py" in said
    assert "fail_over" in said
    assert "Mẫu" not in said


def test_the_file_is_added_to_and_turned_over_when_it_is_long(tmp_path: Path) -> None:
    write_down(tmp_path, "one\n")
    write_down(tmp_path, "two\n")
    assert (tmp_path / FAULTS_FILE).read_text(encoding="utf-8") == "one\ntwo\n"
    (tmp_path / FAULTS_FILE).write_bytes(b"x" * (MAX_BYTES + 1))
    write_down(tmp_path, "three\n")
    assert (tmp_path / FAULTS_FILE).read_text(encoding="utf-8") == "three\n"
    assert (tmp_path / "faults.log.1").stat().st_size > MAX_BYTES


def test_a_folder_that_is_gone_makes_no_second_fault(tmp_path: Path) -> None:
    write_down(tmp_path / "gone", "one\n")
    assert not (tmp_path / "gone").exists()
