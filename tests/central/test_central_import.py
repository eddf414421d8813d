"""`haiphucvu-central import`: a line for each bundle, gaps by number, replies beside the bundles, an exit code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync.central.bundle_words import row_of
from sync.central.bundles import Taken
from sync.central.cli import Code, app
from tests.unit.bundle_room import Room, new_room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = new_room(tmp_path, posts=2)
    yield made
    made.close()


def run(room: Room, stick: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", "--folder", str(room.folder / "centre"), str(stick)])
    return result.exit_code, result.output


def test_each_bundle_has_its_line_in_the_order_of_laptop_and_number(room: Room) -> None:
    stick = room.stick("a")
    for at in range(2):  # while the tokens are good by the room's clock; the command has its own
        room.there_and_back(at)
    for post in (*room.posts, room.posts[0]):
        post.work()
        post.export(stick)
    code, said = run(room, stick)
    rows = [line.split("\t") for line in said.splitlines()]
    assert code == Code.OK, said
    assert rows[0][:4] == ["Gói", "Máy", "Số gói", "Nhận mới"]
    firsts = [each[1:5] for each in rows[1:] if each[1] == "M01"]
    assert firsts == [["M01", "2", "1", "0"], ["M01", "3", "1", "1"]]
    assert all(each[-1] == "đã ghi tệp trả lời" for each in rows[1:])
    assert len(list(stick.glob("*-tra-loi.pha"))) == 3


def test_a_bundle_that_was_not_taken_whole_ends_the_command_with_its_reason(room: Room) -> None:
    stick = room.stick("a")
    path = room.posts[0].export(stick).path
    path.write_bytes(path.read_bytes()[:-1])
    code, said = run(room, stick)
    assert code == Code.REFUSED
    assert "TỪ CHỐI: tệp hỏng hoặc bị sửa, không nhận gì" in said
    assert "nhập lại không làm trùng việc" in said


@pytest.mark.parametrize(("name", "words"), [("empty", "không có gói nào"), ("nowhere/else", "Không đọc được")])
def test_a_stick_without_bundles_is_said_so(room: Room, name: str, words: str) -> None:
    stick = room.stick("empty") if name == "empty" else room.folder / name
    code, said = run(room, stick)
    assert code == Code.REFUSED
    assert words in said


def test_a_gap_is_named_by_its_number_and_a_reply_that_was_not_written_too() -> None:
    gap = Taken(name="a", machine="M01", number=9, missing=4, problems={"gap": 2, "frozen": 1})
    assert row_of(gap)[-1].split("; ")[0] == "thiếu gói số 4"
    assert "USB đầy" in row_of(Taken(name="a", reply_trouble="StickFullError"))[-1]
