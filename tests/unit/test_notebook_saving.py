"""Saved means saved: record, operation and activity log in one commit, or nothing at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop_app.storage.audit import AuditEnd, is_chain_whole
from desktop_app.storage.errors import DiskFullError, MissingRecordError
from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import AUDIT, HEAD, OPERATION, OPERATION_BYTES, WHOLE_OPERATION
from sync.protocol.chain import chain_over, chain_start, run_message
from sync.protocol.errors import OperationTooLargeError
from sync.protocol.keys import SigningPublicKey, new_signing_key
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.act import Act
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import Body, decode_operation
from sync.records.rules import DOSSIER, PERSON
from tests.unit.notebook_room import Hands, author, dossier, new_notebook, person, reopened


class PowerCut(BaseException):
    """The machine stops here."""


def test_what_one_act_writes_is_there_after_reopening(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Thị Mẫu")
    taken = dossier(who, hands.new_id)
    with notebook.writing(official) as work:
        work.record(people.register(who))
        work.record(dossiers.register(taken))
    notebook.close()
    with reopened(tmp_path, hands).reading() as reader:
        found = Dossier.of(reader.get(DOSSIER, taken.id))
        assert found == replace(taken, status="received", delivery="not_ready")
        assert reader.get(PERSON, who.id).fields["name"] == "Nguyễn Thị Mẫu"
        assert reader.sync_state(taken.id) == "waiting"
        assert [row["seq"] for row in reader.operation_rows(limit=10)] == [2, 1]


def test_an_exception_undoes_everything_of_the_unit_of_work(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Thị Mẫu")

    def broken_off() -> None:
        with notebook.writing(official) as work:
            work.record(people.register(who))
            assert work.next_number("provisional") == 1
            work.save_draft("intake", b"half")
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    with notebook.reading() as reader:
        with pytest.raises(MissingRecordError):
            reader.get(PERSON, who.id)
        assert reader.draft("intake") is None
        assert reader.operation_rows(limit=10) == []
    with notebook.writing(official) as work:
        assert work.next_number("provisional") == 1
        work.record(people.register(who))
    assert _head(notebook).seq == 1


@pytest.mark.parametrize("cut_at", range(1, 15))
def test_a_power_cut_at_any_step_leaves_all_or_nothing(tmp_path: Path, cut_at: int) -> None:
    hands = Hands()
    new_notebook(tmp_path, hands).close()
    left = [cut_at]

    def step(_name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise PowerCut

    notebook, official = reopened(tmp_path, hands, step=step), author(hands)
    who = person(hands.new_id, "Nguyễn Thị Mẫu")
    said_saved = False
    try:
        with notebook.writing(official) as work:
            work.record(people.register(who))
            work.next_number("provisional")
            work.record(dossiers.register(dossier(who, hands.new_id)))
            work.save_draft("intake", b"half")
        said_saved = True
    except PowerCut:
        pass
    notebook.close()
    again = reopened(tmp_path, hands)
    with again.reading() as reader, again.engine.connect() as connection:
        operations = len(reader.operation_rows(limit=10))
        audit = connection.execute(sa.select(sa.func.count()).select_from(AUDIT)).scalar_one()
        pages = len(reader.of_type(PERSON)) + len(reader.of_type(DOSSIER))
        drafts = reader.draft("intake")
    assert (operations, audit, pages, drafts) in {(0, 0, 0, None), (2, 2, 2, b"half")}
    assert operations == 2 or not said_saved
    assert said_saved == (left[0] > 0)
    with again.writing(official) as work:  # and the notebook goes on
        work.record(people.register(person(hands.new_id, "Trần Mẫu")))
    assert _head(again).seq == operations + 1


def _limit_pages(pages: Callable[[], int]) -> Callable[..., None]:
    def on_checkout(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages()}").fetchall()

    return on_checkout


def test_a_full_disk_undoes_the_act_and_the_notebook_works_again_when_there_is_room(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    pages = [1]
    sa.event.listen(notebook.engine, "checkout", _limit_pages(lambda: pages[0]))
    who = person(hands.new_id, "Nguyễn Thị Mẫu")

    def many() -> None:
        with notebook.writing(official) as work:
            work.record(people.register(who))
            for _ in range(40):
                work.record(dossiers.register(replace(dossier(who, hands.new_id), note="giấy tờ " * 200)))

    with pytest.raises(DiskFullError):
        many()
    with notebook.reading() as reader:
        assert reader.operation_rows(limit=5) == []
        assert reader.search("", record_type=PERSON, limit=5) == ()
    pages[0] = 1_000_000
    with notebook.writing(official) as work:
        work.record(people.register(who))
    assert _head(notebook).seq == 1


def test_what_the_rules_do_not_allow_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Thị Mẫu")
    with notebook.writing(official) as work:
        work.record(people.register(who))
    acts = [people.amend(who, replace(who, phone="0600000002")), people.register(who)]
    with pytest.raises(RefusedError) as refused, notebook.writing(official) as work:
        work.record(*acts)
    assert (refused.value.cause, refused.value.about) == ("not_now", "exists_already")
    assert _head(notebook).seq == 1
    with notebook.reading() as reader:
        assert reader.get(PERSON, who.id).fields["phone"] == who.phone


def test_what_could_not_travel_is_refused_when_it_is_saved(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    huge = Act(kind="person.register", record=hands.new_id(), body=Body(sets={"name": "x" * 1_100_000}))
    with pytest.raises(OperationTooLargeError), notebook.writing(official) as work:
        work.record(huge)
    assert _head(notebook).seq == 0


def test_the_officials_signature_stands_over_the_whole_chain(tmp_path: Path) -> None:
    hands = Hands()
    notebook = new_notebook(tmp_path, hands)
    key = new_signing_key(hands.random)
    official = replace(author(hands), sign=key.sign)
    for name in ("Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu"):
        with notebook.writing(official) as work:
            work.record(people.register(person(hands.new_id, name)))
    with notebook.engine.connect() as connection:
        rows = connection.execute(sa.select(WHOLE_OPERATION).order_by(OPERATION.c.seq)).all()
    start = chain_start(notebook.origin.device.bytes, notebook.origin.incarnation.bytes)
    public = SigningPublicKey.from_bytes(key.public.to_bytes())
    for count, row in enumerate(rows, start=1):
        chain = chain_over(start, [each.raw for each in rows[:count]])
        assert chain == row.chain
        assert public.has_signed(run_message(chain), row.signature)


def test_each_edit_names_the_authors_previous_one_that_the_centre_has_not_confirmed(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Mẫu")
    with notebook.writing(official) as work:
        work.record(people.register(who), people.amend(who, replace(who, phone="0600000002")))
    with notebook.writing(official) as work:
        work.record(people.amend(who, replace(who, phone="0600000003")))
    with notebook.engine.connect() as connection:
        raws = connection.execute(sa.select(OPERATION_BYTES.c.raw).order_by(OPERATION_BYTES.c.number)).scalars().all()
    operations = [decode_operation(raw) for raw in raws]
    assert [(each.seq, each.base, each.after) for each in operations] == [(1, 0, 0), (2, 0, 1), (3, 0, 2)]


def test_looking_is_written_to_the_log_whose_chain_shows_any_change(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Mẫu")
    with notebook.writing(official) as work:
        work.record(people.register(who))
        work.note_look("person.view", who.id)
    head = _head(notebook)
    end = AuditEnd(head.audit_number, head.audit_hash)
    with notebook.engine.connect().execution_options(write=True) as connection:
        assert is_chain_whole(connection, end)
        connection.execute(sa.update(AUDIT).where(AUDIT.c.number == 2).values(entry=b"x"))
        assert not is_chain_whole(connection, end)
        connection.rollback()
        assert is_chain_whole(connection, end)
        connection.execute(sa.delete(AUDIT).where(AUDIT.c.number == 2))
        assert not is_chain_whole(connection, end)
        connection.rollback()
        connection.execute(sa.update(AUDIT).where(AUDIT.c.number == 1).values(hash=b"\0" * 32))
        assert not is_chain_whole(connection, end)
        connection.rollback()


def test_numbers_of_a_series_have_no_gap_and_drafts_are_replaced(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    for wanted in (1, 2, 3):
        with notebook.writing(official) as work:
            assert work.next_number("provisional/251107") == wanted
            work.save_draft("intake", b"draft %d" % wanted)
    with notebook.writing(official) as work:
        assert work.next_number("run/251107") == 1
    with notebook.reading() as reader:
        assert reader.draft("intake") == b"draft 3"
    with notebook.writing(official) as work:
        work.drop_draft("intake")
    with notebook.reading() as reader:
        assert reader.draft("intake") is None


def _head(notebook: Notebook) -> Any:
    with notebook.engine.connect() as connection:
        return connection.execute(sa.select(HEAD)).one()
