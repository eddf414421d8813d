"""A second reader of the rules, written from docs/rules.md and its data alone: it comes to the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

VECTORS: Final = Path(__file__).parent.parent / "vectors"
RULES: Final[dict[str, Any]] = json.loads((VECTORS / "rules-v1.json").read_text(encoding="utf-8"))
REPLAY: Final[dict[str, Any]] = json.loads((VECTORS / "replay-v1.json").read_text(encoding="utf-8"))
MOVES: Final = {
    name: {(before, event): after for before, event, after in rows} for name, rows in RULES["moves"].items()
}
FACTS: Final = {(name, event): after for name, event, after in RULES["fact_leads_to"]}
STANDS: Final[dict[str, str]] = RULES["stands_against_others"]
TYPE, ID, REV, FIELDS, MARKS = range(5)
NOBODY: Final = bytes(16)
encode: Final = msgspec.msgpack.Encoder(order="deterministic").encode
decode: Final = msgspec.msgpack.decode


def derived(seed: bytes) -> bytes:
    raw = bytearray(hashlib.sha256(seed).digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x80, raw[8] & 0x3F | 0x80
    return bytes(raw)


def group_of(record_type: str, name: str) -> dict[str, Any]:
    alone = {"name": name, "owner": "shared", "fields": [name]}
    return next((each for each in RULES["groups"][record_type] if name in each["fields"]), alone)


@dataclass
class Act:
    """An operation being applied to a record."""

    case: dict[str, Any]
    mark: list[Any] = field(init=False)
    impossible: list[str] = field(default_factory=list)
    conflicts: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.device, self.incarnation = (bytes.fromhex(self.case[name]) for name in ("device", "incarnation"))
        self.seq, self.name, self.version, self.record_id, self.base, _, actor, claimed, _, self.body = decode(
            bytes.fromhex(self.case["operation"])
        )[:10]
        carried = self.body.get("carried", [])
        if len(carried) > 6 and carried[6]:
            self.body = decode(carried[6])[9]
        self.kind: dict[str, Any] = RULES["kinds"].get(self.name, {})
        self.stamp, self.forced = self.case["stamp"], self.case["forced"]
        self.mark = [self.stamp, self.device, self.incarnation, self.seq, actor, claimed]
        self.id = derived(b"hpv/operation-id/v1\0" + self.device + self.incarnation + self.seq.to_bytes(8, "big"))
        self.sets, self.appends = self.body.get("sets", {}), self.body.get("appends", {})

    def is_own(self, mark: list[Any]) -> bool:
        return mark[1:3] == [self.device, self.incarnation]

    def has_seen(self, mark: list[Any] | None) -> bool:
        if mark is None:
            return True
        return bool(mark[3] < self.seq if self.is_own(mark) else mark[0] <= self.base)


def refusal(act: Act, record: list[Any] | None) -> str:
    """Return why steps 1 to 5 end it, empty where they do not."""
    kind = act.kind
    if not kind or act.version > kind["version"]:
        return "unknown_kind"
    if kind["creates"] and record and not act.forced and RULES["forced_field"] not in record[FIELDS]:
        return "exists_already"
    if not record and not kind["creates"] and (not act.forced or kind["record_type"] == "conflict"):
        return "record_missing"
    if record and record[TYPE] != kind["record_type"]:
        return "other_type"
    logs = set(RULES["list_fields"].get(kind["record_type"], ()))
    states = set(RULES["state_fields"].get(kind["record_type"], ()))
    is_state_wrong = (
        any(value not in MOVES[name].values() for name, value in act.sets.items() if name in MOVES)
        if kind["settles"]
        else bool(states & act.sets.keys())
    )
    return "other_shape" if is_state_wrong or logs & act.sets.keys() or act.appends.keys() - logs else ""


def moved(act: Act, record: list[Any]) -> dict[str, str] | None:
    """Return where the moves lead (step 6), None where one is impossible."""
    found: dict[str, str] = {}
    for name, event in act.kind["moves"].items():
        after = MOVES[name].get((record[FIELDS].get(name), event))
        if after is None:
            act.impossible.append(name)
            mark = record[MARKS].get(group_of(record[TYPE], name)["name"])
            targets = {each for (_, known), each in MOVES[name].items() if known == event}
            if act.kind["is_fact"]:
                after = FACTS[name, event]
            elif (act.forced or not act.has_seen(mark)) and len(targets) == 1:
                after = targets.pop()
        if after is None:
            return None
        found[name] = after
    return found


def by_group(record_type: str, values: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    parts: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for name, value in values.items():
        group = group_of(record_type, name)
        parts.setdefault(group["name"], (group, {}))[1][name] = value
    yield from parts.values()


def merge(act: Act, before: list[Any], page: list[Any], group: dict[str, Any], values: dict[str, Any]) -> None:
    """Do step 7 for one group."""
    mark, fields, settles = before[MARKS].get(group["name"]), before[FIELDS], act.kind["settles"]
    current = {name: fields.get(name) for name in values}
    if mark is not None and current == values:
        if not act.has_seen(mark):
            page[MARKS][group["name"]] = [act.stamp, NOBODY, NOBODY, 0, *act.mark[4:]]
        elif not act.is_own(mark):
            page[MARKS][group["name"]] = act.mark
        return
    if settles:
        is_late = any(fields.get(name) == state != values.get(name, state) for name, state in STANDS.items())
        is_against = is_late
    else:
        moves = [name for name in act.impossible if name in values]
        is_against = bool(moves)
        is_late = any(name in fields and values[name] != fields[name] == STANDS.get(name) for name in moves)
    is_later_shown = group["owner"] == "field" or (act.kind["is_fact"] and group["owner"] != "centre")
    yields = is_late or not (act.has_seen(mark) or is_later_shown)
    is_decided = act.kind["is_fact"] or settles or act.forced
    if mark is not None and (not act.has_seen(mark) or (is_against and is_decided)):
        stood = {name: fields[name] for name in group["fields"] if name in fields} | current
        sides = [side(act.mark, values), side(mark, stood)]
        standing, other = reversed(sides) if yields else sides
        clash = {"about": before[ID].hex(), "about_type": before[TYPE], "group": group["name"], "state": "open"}
        identity = derived(b"hpv/conflict/v1\0" + act.id + group["name"].encode())
        act.conflicts.append(["conflict", identity, act.stamp, clash | {"standing": standing, "other": other}, {}])
    if not yields:
        page[FIELDS].update(values)
        page[MARKS][group["name"]] = act.mark


def side(mark: list[Any], values: dict[str, Any]) -> dict[str, Any]:
    _, device, _, seq, actor, claimed = mark
    return {"device": device.hex(), "actor": actor.hex(), "seq": seq, "claimed_at_ms": claimed, "values": values}


@pytest.mark.parametrize("case", REPLAY["cases"], ids=lambda case: case["name_text"])
def test_the_page_and_its_data_are_enough_to_come_to_the_same_bytes(case: dict[str, Any]) -> None:
    act = Act(case)
    record = decode(bytes.fromhex(case["record_before"])) if case["record_before"] else None
    reason = refusal(act, record)
    before = record or [act.kind.get("record_type"), act.record_id, 0, {}, {}]
    moves = None if reason else moved(act, before)
    if moves is None:
        assert (reason or "impossible_move") == case["reason_text"]
        assert case["verdict_text"] == ("held" if reason == "record_missing" else "parked")
        return
    page = [before[TYPE], before[ID], act.stamp, dict(before[FIELDS]), dict(before[MARKS])]
    for group, values in by_group(before[TYPE], act.sets | moves):
        merge(act, before, page, group, values)
    for name, entry in act.appends.items():
        page[FIELDS][name] = [*page[FIELDS].get(name, []), {"op": act.id.hex()} | entry]
        page[MARKS][name] = act.mark
    if act.forced:
        page[FIELDS][RULES["forced_field"]], page[MARKS][RULES["forced_field"]] = True, act.mark
    assert encode(page).hex() == case["record_after"]
    assert hashlib.sha256(b"hpv/record/v1\0" + encode(page)).hexdigest() == case["record_hash"]
    assert [encode(each).hex() for each in act.conflicts] == case["conflicts"]
    has_seen_all = all(act.has_seen(mark) for mark in before[MARKS].values())
    assert (has_seen_all and not act.conflicts and not act.forced) == case["clean"]
