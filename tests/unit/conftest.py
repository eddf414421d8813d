"""A centre and two laptops that it invited, made once and copied for each test that crosses between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.ferry_room import Room, ferry_room, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "shores"
    make_template(folder)
    return folder


@pytest.fixture
def room(tmp_path: Path, template: Path) -> Iterator[Room]:
    with ferry_room(tmp_path / "shores", template) as room:
        yield room
