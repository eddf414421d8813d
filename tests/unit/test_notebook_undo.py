"""Taking back the last act: by a new one, and only what is still this laptop's to take back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.storage.notebook import Author, Notebook
from desktop_app.storage.pier import Pier
from sync.client.ports import Pulled
from sync.protocol.messages import Verdict, VerdictState
from sync.records import delivery, undoing
from sync.records import dossier as dossiers
from sync.records.act import Act
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.merge import Applied, apply
from sync.records.operation import Body, Operation, Origin
from sync.records.rules import DOSSIER
from tests.unit.notebook_room import Hands, author, dossier, new_notebook, person


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def notebook(tmp_path: Path, hands: Hands) -> Notebook:
    return new_notebook(tmp_path, hands)


@pytest.fixture
def official(hands: Hands) -> Author:
    return author(hands)


@pytest.fixture
def taken(notebook: Notebook, official: Author, hands: Hands) -> Dossier:
    taken = dossier(person(hands.new_id, "Nguyễn Mẫu"), hands.new_id)
    _record(notebook, official, [dossiers.register(taken)])
    return _standing(notebook, taken)


def _record(notebook: Notebook, official: Author, acts: Sequence[Act]) -> None:
    with notebook.writing(official) as work:
        work.record(*acts)


def _standing(notebook: Notebook, taken: Dossier) -> Dossier:
    with notebook.reading() as reader:
        return Dossier.of(reader.get(DOSSIER, taken.id))


def _undo(notebook: Notebook, official: Author, taken: Dossier) -> Dossier:
    with notebook.writing(official) as work:
        last = work.last_act(taken.id)
        if last is None:
            raise RefusedError("cannot_undo")
        standing = Dossier.of(work.get(DOSSIER, taken.id))
        work.record(undoing.undo(standing, last, reason="gõ nhầm"))
    return _standing(notebook, taken)


def test_undo_goes_back_act_by_act_to_the_dossier_as_it_was_taken_in(
    notebook: Notebook, official: Author, taken: Dossier
) -> None:
    _record(notebook, official, [dossiers.amend(taken, replace(taken, phone="0600000002", note="gọi trước"))])
    amended = _standing(notebook, taken)
    _record(
        notebook,
        official,
        [dossiers.record_result(amended, number="12/TP", signer="Chủ tịch mẫu", signed_on="07/11/2025")],
    )
    solved = _standing(notebook, taken)
    _record(notebook, official, [delivery.shelve(solved, shelf="A1")])
    assert _undo(notebook, official, taken) == solved
    assert _undo(notebook, official, taken) == amended
    assert _undo(notebook, official, taken) == taken
    assert _undo(notebook, official, taken).status == "voided"


def test_undo_still_works_after_the_centre_has_applied_the_act(
    notebook: Notebook, official: Author, taken: Dossier
) -> None:
    _record(notebook, official, [dossiers.amend(taken, replace(taken, phone="0600000002"))])
    _applied(notebook, seqs=(1, 2))
    assert _undo(notebook, official, taken).phone == taken.phone


def test_what_somebody_else_changed_since_is_not_ours_to_take_back(
    notebook: Notebook, official: Author, taken: Dossier, hands: Hands
) -> None:
    _record(notebook, official, [dossiers.amend(taken, replace(taken, phone="0600000002"))])
    _applied(notebook, seqs=(1, 2))
    other = Origin(hands.new_id(), hands.new_id())
    with notebook.reading() as reader:
        base = reader.get(DOSSIER, taken.id)
    change = Operation(
        seq=1,
        kind="dossier.amend",
        version=1,
        record=taken.id,
        base=2,
        after=0,
        actor=hands.new_id(),
        claimed_at_ms=0,
        elapsed_ms=-1,
        body=Body(sets={"phone": "0600000009"}),
    )
    after = apply(change, other, base, stamp=3)
    assert isinstance(after, Applied)
    Pier(notebook).integrate(Pulled(after=2, upto=3, verdicts=[], records=[(after.record, 2)], durable_seq=0))
    with pytest.raises(RefusedError, match="cannot_undo"):
        _undo(notebook, official, taken)
    assert _standing(notebook, taken).phone == "0600000009"


def test_a_hand_over_is_never_taken_back(notebook: Notebook, official: Author, taken: Dossier) -> None:
    _record(
        notebook,
        official,
        [dossiers.record_result(taken, number="12/TP", signer="Chủ tịch mẫu", signed_on="07/11/2025")],
    )
    solved = _standing(notebook, taken)
    receiver = delivery.Receiver(name="Nguyễn Mẫu", identity_last4="0001")
    strokes = (((1, 1, 0), (2, 2, 9)),)
    handed = delivery.hand_over(solved, receiver, strokes, place="counter", at_ms=1, signature=b"\0" * 64)
    _record(notebook, official, [handed])
    with pytest.raises(RefusedError, match="cannot_undo"):
        _undo(notebook, official, taken)


def _applied(notebook: Notebook, *, seqs: Sequence[int]) -> None:
    verdicts = [Verdict(seq, VerdictState.APPLIED, seq, "", True) for seq in seqs]
    Pier(notebook).integrate(Pulled(after=0, upto=max(seqs), verdicts=verdicts, records=[], durable_seq=0))
