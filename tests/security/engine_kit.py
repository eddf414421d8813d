"""What the tests of the engine share: an encrypted database with one table, made through the real engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from desktop_app.storage.engine import make_engine

KEY = b"x'" + b"7f" * 32 + b"'"


def our_key() -> bytes:
    return KEY


@contextmanager
def opened(path: Path) -> Iterator[sa.Engine]:
    engine = make_engine(path, our_key)
    try:
        yield engine
    finally:
        engine.dispose()


def make_notebook(path: Path, *lines: str) -> None:
    with opened(path) as engine, engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("create table line(id integer primary key, body text not null)")
        for line in lines:
            connection.exec_driver_sql("insert into line(body) values (?)", (line,))


def lines_of(engine: sa.Engine) -> list[str]:
    with engine.begin() as connection:
        return list(connection.exec_driver_sql("select body from line order by id").scalars())
