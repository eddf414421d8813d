"""0003: every byte of every operation is there afterwards, in the order in which they were written."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.storage.create import open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.pier import Pier
from tests.migrations.test_notebook_search_migration import move_to
from tests.unit.notebook_room import RAW_KEY, Hands

HANDS = Hands(seed=5)
COLUMNS = (
    "incarnation, seq, record, kind, actor, raw, chain, signature, stood_before, "
    "state, reason, segment, stamp, made_at_ms, changed_at_ms"
)
STATES = ("durable", "applied", "received", "sending", "waiting", "held", "parked")


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    """A notebook of revision 0002 with operations of two incarnations, the later one written first."""
    made = make_engine(tmp_path / "notebook.db", lambda: RAW_KEY)
    move_to(made, "0002")
    with made.connect().execution_options(write=True) as connection, connection.begin():
        meta = "INSERT INTO meta (id, device, incarnation) VALUES (1, ?, ?)"
        connection.exec_driver_sql(meta, (bytes(16), b"\x02" * 16))
        for at in range(40):
            incarnation, seq = (b"\x02" if at < 20 else b"\x01") * 16, 100 - at
            raw, chain, signature = HANDS.random(at * 97), HANDS.random(32), HANDS.random(64)
            ids = (HANDS.random(16), f"kind.{at}", HANDS.random(16))
            rest = (STATES[at % 7], f"reason {at}", at + 1, at + 2, at + 3, at + 4)
            connection.exec_driver_sql(
                f"INSERT INTO operation ({COLUMNS}) VALUES ({', '.join('?' * 15)})",  # noqa: S608  our own names
                (incarnation, seq, *ids, raw, chain, signature, HANDS.random(at), *rest),
            )
        connection.exec_driver_sql("DELETE FROM operation WHERE seq IN (100, 91, 90)")
    return made


def test_every_byte_of_every_operation_is_kept_in_the_order_of_writing(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        before = connection.exec_driver_sql(f"SELECT {COLUMNS} FROM operation ORDER BY rowid").all()  # noqa: S608  our own
    pier = Pier(open_notebook(engine, clock=HANDS))
    whole = "operation JOIN operation_bytes USING (number)"
    for reorganise in ("SELECT 1", "VACUUM"):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.driver_connection.execute(reorganise).fetchall()  # type: ignore[union-attr]  # it is open
            after = connection.exec_driver_sql(f"SELECT {COLUMNS} FROM {whole} ORDER BY number").all()  # noqa: S608  our own
        assert len(before) == 37
        assert [tuple(row) for row in after] == [tuple(row) for row in before]
    unsent = [row.raw for row in before if row.state in ("waiting", "sending")]
    assert (pier.unsent().operations, pier.unsent().bytes) == (len(unsent), sum(map(len, unsent)))
    waiting = [row for row in before if row.state == "waiting" and row.incarnation == b"\x02" * 16]
    found = [(each.seq, each.raw, each.signature) for each in pier.waiting(max_bytes=1 << 20)]
    assert found == [(row.seq, row.raw, row.signature) for row in reversed(waiting)]
