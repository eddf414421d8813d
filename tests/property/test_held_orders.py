"""Three laptops edit one dossier offline and arrive in any order, before it and after it: nothing is lost or stuck."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sync.central.answering import Centre
from sync.central.tables import OPERATION, RECORD
from sync.records.record import Record, decode_record
from sync.records.rules import CONFLICT, group_of
from tests.central.central_room import Laptop, laptop_of, named, new_centre
from tests.central.judging_room import check_books

_SETS = st.dictionaries(st.sampled_from(("note", "phone", "urgent")), st.sampled_from(("a", "b", "c")), min_size=1)
_POISON: dict[str, Any] = {}
_BRANCH = st.lists(st.one_of(_SETS, st.just(_POISON)), min_size=1, max_size=3)


@dataclass
class Commune:
    """A centre with three laptops that live through all examples; each example has dossiers of its own."""

    centre: Centre
    laptops: Sequence[Laptop]
    numbers: Iterator[int] = field(default_factory=count)

    def play(self, branches: Sequence[list[dict[str, Any]]], order: Sequence[int]) -> "Outcome":
        """Let the laptops write their branches on a new dossier, and the operations arrive one by one in the order."""
        name = f"d{next(self.numbers)}"
        before = [len(each.ops) for each in self.laptops]
        for laptop, branch, is_owner in zip(self.laptops, branches, (True, False, False), strict=True):
            _write(laptop, named(name), branch, is_owner=is_owner)
        for whose in order:
            _send_one(self.laptops[whose])
        self.centre.reconcile()
        return self._outcome(named(name), before)

    def _outcome(self, dossier: UUID, before: Sequence[int]) -> "Outcome":
        with self.centre.engine.connect() as connection:
            rows = connection.execute(select(OPERATION).where(OPERATION.c.record == dossier.bytes)).all()
            raws = connection.execute(select(RECORD.c.bytes)).scalars()
            records = [decode_record(raw) for raw in raws]
        place = {each.device: index for index, each in enumerate(self.laptops)}
        states = {(place[row.device], row.seq - before[place[row.device]]): row.state for row in rows}
        conflicts = [each for each in records if each.type == CONFLICT and each.fields["about"] == dossier.hex]
        (found,) = (each for each in records if each.id == dossier)
        return Outcome(found, conflicts, states)


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier: `states` by laptop and place in its branch."""

    dossier: Record
    conflicts: Sequence[Record]
    states: dict[tuple[int, int], str]

    def seen(self, name: str) -> set[Any]:
        """Return every value of a field that a person can still find."""
        sides = [each.fields[side]["values"] for each in self.conflicts for side in ("standing", "other")]
        return {self.dossier.fields.get(name), *(values[name] for values in sides if name in values)}


def _write(laptop: Laptop, dossier: UUID, branch: Sequence[dict[str, Any]], *, is_owner: bool) -> None:
    after = laptop.note("dossier.register", dossier, {"person_name": "Trần Thị MẪU"}) if is_owner else 0
    for sets in branch:
        if sets == _POISON:
            seq = len(laptop.ops) + 1
            laptop.ops.append(
                msgspec.msgpack.encode([seq, "dossier.amend", 1, dossier.bytes, 0, after, laptop.actor, 1, -1, 5])
            )
            after = seq
        else:
            after = laptop.note("dossier.amend", dossier, sets, after=after)


def _send_one(laptop: Laptop) -> None:
    everything = laptop.ops
    laptop.ops = everything[: laptop.sealed_seq + 1]
    laptop.push()
    laptop.ops = everything


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commune]:
    folder: Path = tmp_path_factory.mktemp("held") / "centre"
    centre = new_centre(folder)
    yield Commune(centre, [laptop_of(centre, seed=seed) for seed in (7, 9, 11)])
    centre.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(_BRANCH, _BRANCH, _BRANCH), st.data())
def test_whichever_way_they_interleave_the_same_is_applied_and_every_value_is_found(
    commune: Commune, branches: tuple[list[dict[str, Any]], ...], data: st.DataObject
) -> None:
    sizes = [len(branch) + (index == 0) for index, branch in enumerate(branches)]
    turns = [index for index, size in enumerate(sizes) for _ in range(size)]
    outcomes = [commune.play(branches, data.draw(st.permutations(turns))) for _ in range(2)]
    for outcome in outcomes:
        assert Counter(index for index, _ in outcome.states) == Counter(turns), "each operation is in one state"
        assert set(outcome.states.values()) <= {"applied", "parked"}, "nothing is held once the dossier is there"
        _check_branches(outcome, branches)
    one, two = outcomes
    assert one.states == two.states
    clashing = {each.fields["group"] for outcome in outcomes for each in outcome.conflicts}
    for name in ("note", "phone", "urgent", "person_name", "status"):
        if group_of("dossier", name).name not in clashing:
            assert one.dossier.fields.get(name) == two.dossier.fields.get(name), name
    check_books(commune.centre)


def _check_branches(outcome: Outcome, branches: Sequence[list[dict[str, Any]]]) -> None:
    """Each laptop's last word on a field stands or is in a conflict; its poison keeps back what follows alone."""
    for index, branch in enumerate(branches):
        last: dict[str, Any] = {}
        poisoned = branch.index(_POISON) if _POISON in branch else len(branch)
        for place, sets in enumerate(branch, start=1 + (index == 0)):
            is_fine = place - 1 - (index == 0) < poisoned
            assert outcome.states[index, place] == ("applied" if is_fine else "parked")
            last.update(sets if is_fine else {})
        for name, value in last.items():
            assert value in outcome.seen(name), (index, name, value)
