"""The user guide: every picture that its pages show is there, small, and taken in every look."""

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
LOOKS = {"light-1366x768", "dark-1366x768", "light-1920x1080", "dark-1920x1080"}
MOST_BYTES = 4 * 1_048_576
PNG_WIDTH_AT = slice(16, 20)
PNG_HEIGHT_AT = slice(20, 24)


@pytest.mark.parametrize("page", ["README.md", "en.md"])
def test_every_picture_of_a_page_is_there_and_every_picture_is_used(page: str) -> None:
    shown = set(re.findall(r"\]\((pictures/[^)]+\.png)\)", (GUIDE / page).read_text(encoding="utf-8")))
    there = {file.relative_to(GUIDE).as_posix() for file in (GUIDE / "pictures" / "light-1366x768").iterdir()}
    assert shown <= there
    if page == "README.md":
        assert shown == there


def test_every_screen_is_there_in_every_look_and_in_its_size() -> None:
    looks = {folder.name: folder for folder in (GUIDE / "pictures").iterdir()}
    assert set(looks) == LOOKS
    names = {name: {file.name for file in folder.iterdir()} for name, folder in looks.items()}
    others = [names[name] for name in sorted(LOOKS - {"light-1366x768"})]
    assert all(each == others[0] for each in others)
    assert others[0] <= names["light-1366x768"]
    assert {"unlock.png", "home.png", "intake.png", "lookup.png", "dossier.png", "shelf.png"} <= others[0]
    for name, folder in looks.items():
        assert size_of(folder / "home.png") == name.partition("-")[2]


def test_the_pictures_stay_small() -> None:
    assert sum(file.stat().st_size for file in (GUIDE / "pictures").rglob("*.png")) <= MOST_BYTES


def size_of(picture: Path) -> str:
    raw = picture.read_bytes()[:24]
    return f"{int.from_bytes(raw[PNG_WIDTH_AT], 'big')}x{int.from_bytes(raw[PNG_HEIGHT_AT], 'big')}"
