"""The encrypted file meets a full disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from sync.central.answering import Centre
from tests.central.central_room import Laptop, laptop_of, named, new_centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre")
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


def test_a_full_disk_is_a_signed_not_now_and_keeps_nothing(centre: Centre, laptop: Laptop) -> None:
    with centre.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    event.listen(centre.engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA max_page_count={pages}").fetchall())
    laptop.note("person.register", named("b"), {"name": "Trần Thị MẪU", "note": laptop.random(60_000).hex()})
    assert laptop.problem("PUT", laptop.path(), laptop.seal()) == (503, "not_ready")
    assert centre.status().segments == {}
