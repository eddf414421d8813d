"""The centre's tests run on either store: `--db=sqlite`, or `--db=postgresql` on a server of this session's own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.central.central_room import NewStore
from tests.central.cluster import Cluster, running_cluster


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the tests that are about the other store's own ways: `test_…_sqlite.py`, `test_…_postgresql.py`."""
    others = {"sqlite": "postgresql", "postgresql": "sqlite"}[config.getoption("--db")]
    return True if collection_path.stem.endswith(f"_{others}") else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this session's own."""
    with running_cluster() as made:
        yield made


@pytest.fixture
def new_store(request: pytest.FixtureRequest) -> Iterator[NewStore]:
    """Make stores of the kind that was asked for; what they leave on a server is removed."""
    if request.config.getoption("--db") == "sqlite":
        yield str
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    with ExitStack() as stack:

        def make() -> str:
            url = cluster.new_database()
            stack.callback(cluster.drop, url)
            return url

        yield make
