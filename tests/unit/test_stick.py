"""Sticks that are full, locked, pulled or lying: a clear error, and never half a file."""

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.stick import (
    StickFullError,
    StickGoneError,
    StickReadOnlyError,
    StickUnreliableError,
    files_in,
    trouble_of,
    write_whole,
)

ROOT = Path(__file__).parents[2]
MEBIBYTE = bytes(1 << 20)
# A medium of its own, in a namespace of its own: so big, and mounted as told once the first piece is on its way.
ON_A_MEDIUM = """
import json, subprocess, sys
from pathlib import Path
from sync import stick

place, size, then = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
if "ro" not in size.split(","):
    (place / "before").write_bytes(b"what was there")

def pieces():
    yield bytes(100_000)
    if then:
        subprocess.run(then, check=True)
    yield bytes(100_000)

try:
    stick.write_whole(place / "hpv-1.pha", pieces())
    said = ""
except Exception as error:
    said = type(error).__name__
print(json.dumps([said, sorted(each.name for each in place.iterdir())]))
"""


def on_a_medium(place: Path, size: str, *then: str) -> tuple[str, list[str]]:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", ON_A_MEDIUM, str(place), size, *then],
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    said, names = json.loads(done.stdout)
    return said, names


def test_a_file_stands_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pha", [b"one", b"two"])
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.pha", b"onetwo")]


def test_a_medium_with_room_takes_it(tmp_path: Path) -> None:
    assert on_a_medium(tmp_path, "400k") == ("", ["before", "hpv-1.pha"])


def test_a_full_medium_is_named_and_nothing_half_is_left(tmp_path: Path) -> None:
    assert on_a_medium(tmp_path, "160k") == ("StickFullError", ["before"])


def test_a_medium_that_is_locked_is_named(tmp_path: Path) -> None:
    assert on_a_medium(tmp_path, "400k,ro") == ("StickReadOnlyError", [])


def test_a_stick_pulled_while_it_is_written_is_named(tmp_path: Path) -> None:
    assert on_a_medium(tmp_path, "400k", "umount", "-l", str(tmp_path)) == ("StickGoneError", [])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StickGoneError):
        write_whole(tmp_path / "gone" / "a.pha", [b"x"])
    with pytest.raises(StickGoneError):
        files_in(tmp_path / "gone", lambda _name: True)


def test_what_reads_back_differently_does_not_get_its_name(tmp_path: Path) -> None:
    part = tmp_path / ".a.pha.part"

    def pieces() -> Iterator[bytes]:
        yield MEBIBYTE
        with part.open("r+b") as file:  # the medium turns a byte that was written already
            file.seek(5)
            file.write(b"\x01")
        yield MEBIBYTE

    with pytest.raises(StickUnreliableError):
        write_whole(tmp_path / "a.pha", pieces())
    assert list(tmp_path.iterdir()) == []


def test_what_goes_wrong_while_the_pieces_are_made_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise KeyError("ours")

    (tmp_path / "a.pha").write_bytes(b"the one before")
    with pytest.raises(KeyError):
        write_whole(tmp_path / "a.pha", pieces())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.pha", b"the one before")]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, StickFullError),
        (errno.EDQUOT, StickFullError),
        (errno.EROFS, StickReadOnlyError),
        (errno.EACCES, StickReadOnlyError),
        (errno.EIO, StickGoneError),
        (errno.ENODEV, StickGoneError),
    ],
)
def test_each_trouble_of_a_medium_has_its_name(number: int, error: type[Exception]) -> None:
    assert isinstance(trouble_of(OSError(number, "x")), error)
