"""The rules of merging as plain values that any program can read: what tests/vectors/rules-v1.json must say.

`python -m tests.unit.rules_vectors` writes the file again where the rules have learnt something.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, get_type_hints

from sync.protocol.messages import VerdictState
from sync.records.attachment import Attachment
from sync.records.dossier import Dossier, PaperTaken
from sync.records.lease import Lease
from sync.records.person import Person
from sync.records.rules import (
    CONFLICT,
    DOSSIER,
    FORCED,
    KINDS,
    LEASE,
    LIST_FIELDS,
    PERSON,
    RULING,
    RUN,
    STATE_FIELDS,
    Group,
    Kind,
    groups_of,
)
from sync.records.ruling import Decision
from sync.records.run import DeliveryRun
from sync.records.settling import OTHER, SEEN, STANDING
from sync.records.states import FACT_LEADS_TO, MOVES, STANDS_AGAINST_OTHERS, Business, Conflict, Delivery, Run

RULES: Final = Path(__file__).parent.parent / "vectors" / "rules-v1.json"
_TYPES: Final = (PERSON, DOSSIER, RUN, CONFLICT, LEASE, RULING)
_WORDS: Final[Mapping[Any, str]] = {
    str: "text",
    int: "int",
    bool: "bool",
    int | None: "int or nil",
    tuple[str, ...]: "list of text",
    tuple[PaperTaken, ...]: "list of papers",
    tuple[dict[str, Any], ...]: "log",
    Mapping[str, Sequence[str]]: "map of lists of text",
}


def rules() -> dict[str, Any]:
    """Return all that the rules know, in the file's form."""
    return {
        "kinds": {name: _kind(kind) for name, kind in KINDS.items()},
        "groups": {each: [_group(group) for group in _groups(each)] for each in _TYPES},
        "state_fields": {each: sorted(names) for each, names in STATE_FIELDS.items()},
        "list_fields": {each: sorted(names) for each, names in LIST_FIELDS.items()},
        "forced_field": FORCED,
        "states": {"status": _all(Business), "delivery": _all(Delivery), "run": _all(Run), "conflict": _all(Conflict)},
        "moves": {
            machine: [[state and str(state), str(event), str(target)] for (state, event), target in table.items()]
            for machine, table in MOVES.items()
        },
        "fact_leads_to": [[machine, str(event), str(target)] for (machine, event), target in FACT_LEADS_TO.items()],
        "stands_against_others": {machine: str(state) for machine, state in STANDS_AGAINST_OTHERS.items()},
        "verdict_states": {each.name.lower(): int(each) for each in VerdictState},
        "decisions": _all(Decision),
        "chosen": [STANDING, OTHER, SEEN],
        "fields": {
            PERSON: _fields(Person),
            DOSSIER: _fields(Dossier),
            RUN: _fields(DeliveryRun),
            LEASE: _fields(Lease),
        },
        "entries": {"papers": _fields(PaperTaken), "attachments": _fields(Attachment)},
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "record_type": kind.record_type,
        "version": kind.version,
        "creates": kind.creates,
        "is_fact": kind.is_fact,
        "settles": kind.settles,
        "moves": {machine: str(event) for machine, event in kind.moves.items()},
    }


def _groups(record_type: str) -> list[Group]:
    return list({group.name: group for group in groups_of(record_type).values()}.values())


def _group(group: Group) -> dict[str, Any]:
    return {"name": group.name, "owner": group.owner.value, "fields": list(group.fields)}


def _fields(record: type[Any]) -> dict[str, str]:
    hints = get_type_hints(record)
    is_record = record not in (PaperTaken, Attachment)  # whose id stands beside the fields
    return {each.name: _WORDS[hints[each.name]] for each in fields(record) if not (is_record and each.name == "id")}


def _all(states: Any) -> list[str]:
    return [str(each) for each in states]


def written() -> str:
    """Return the file's text, a line for each kind, group and move."""
    return "{\n" + ",\n".join(f" {_json(name)}: {_block(value)}" for name, value in rules().items()) + "\n}\n"


def _block(value: Any) -> str:
    if isinstance(value, dict):
        rows = [f"  {_json(name)}: {_json(each)}" for name, each in value.items()]
        return "{\n" + ",\n".join(rows) + "\n }"
    if isinstance(value, list) and isinstance(value[0], list):
        return "[\n" + ",\n".join(f"  {_json(each)}" for each in value) + "\n ]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    RULES.write_text(written(), encoding="utf-8")
