"""Who stands for an original is read in a few questions, in whatever order operations come."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from sync.central.answering import Centre
from sync.central.judging import Arrived, Original
from sync.central.proving import read_bearers
from sync.records.operation import Origin
from tests.central.central_room import NewStore, new_centre

ORIGINS = [Origin(UUID(int=at), UUID(int=at + 10)) for at in (1, 2)]


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


def arrived(origin: Origin, seq: int) -> Arrived:
    """Return an operation, every fourth of them a copy."""
    original = Original(origin.device.bytes, UUID(int=9).bytes, seq, bytes(32)) if seq % 4 == 0 else None
    return Arrived(origin=origin, seq=seq, raw=b"", record=UUID(int=5), kind="k", actor=UUID(int=6), original=original)


def test_operations_of_two_laptops_that_come_by_turns_are_asked_about_once_for_each(centre: Centre) -> None:
    asked: list[str] = []
    sa.event.listen(centre.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    by_turns = [arrived(ORIGINS[at % 2], 1 + at // 2) for at in range(400)]
    one_by_one = sorted(by_turns, key=lambda each: ORIGINS.index(each.origin))
    counts = []
    for arrivals in (one_by_one, by_turns):
        asked.clear()
        with centre.engine.connect() as connection:
            assert read_bearers(connection, arrivals) == {}
        counts.append(len(asked))
    assert counts[0] == counts[1] < 10
