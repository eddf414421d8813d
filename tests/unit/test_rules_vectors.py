"""The rules of merging are given to other implementations as data and worked cases; both say what the code does."""

import json
import re
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from sync.central import judging
from sync.central.proving import DOUBTS
from sync.protocol.chain import chain_next, run_message
from sync.protocol.keys import SigningPublicKey
from sync.records import merge
from sync.records.carrying import carried_original
from sync.records.merge import Applied, apply
from sync.records.operation import Operation, Origin, decode_operation, operation_id
from sync.records.record import decode_record, encode_record, record_hash, rolling_hash
from sync.records.ruling import carried_out
from tests.unit.rules_vectors import RULES, written

ROOT: Final = Path(__file__).parents[2]
REPLAY: Final[dict[str, Any]] = json.loads((RULES.parent / "replay-v1.json").read_text(encoding="utf-8"))
CASES: Final[list[dict[str, Any]]] = REPLAY["cases"]


def origin_of(case: dict[str, Any]) -> Origin:
    return Origin(UUID(hex=case["device"]), UUID(hex=case["incarnation"]))


def operation_of(case: dict[str, Any]) -> Operation:
    return decode_operation(bytes.fromhex(case["operation"]))


def test_the_file_of_rules_says_what_the_code_knows() -> None:
    assert RULES.read_text(encoding="utf-8") == written(), "python -m tests.unit.rules_vectors writes it again"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name_text"])
def test_replaying_an_operation_gives_what_stands_in_the_file(case: dict[str, Any]) -> None:
    before = decode_record(bytes.fromhex(case["record_before"])) if case["record_before"] else None
    operation = operation_of(case)
    assert operation_id(origin_of(case), operation.seq).hex == case["operation_id"]
    outcome = apply(operation, origin_of(case), before, stamp=case["stamp"], forced=case["forced"])
    assert type(outcome).__name__.lower() == case["verdict_text"]
    if not isinstance(outcome, Applied):
        assert (outcome.reason, case["record_after"]) == (case["reason_text"], "")
        return
    assert encode_record(outcome.record).hex() == case["record_after"]
    assert record_hash(outcome.record).hex() == case["record_hash"]
    assert [encode_record(each).hex() for each in outcome.conflicts] == case["conflicts"]
    assert outcome.is_clean == case["clean"]


def test_the_carried_cases_bring_their_officials_proof() -> None:
    public = SigningPublicKey.from_bytes(bytes.fromhex(REPLAY["official_public"]))
    carried = [each for each in map(operation_of, CASES) if each.body.carried is not None]
    assert len(carried) == 2
    for each in carried:
        assert each.body.carried is not None
        link = chain_next(each.body.carried.chain_before, carried_original(each))
        assert public.has_signed(run_message(link), each.body.carried.signature)


@pytest.mark.parametrize("case", REPLAY["outcomes"], ids=lambda case: case["outcome_text"])
def test_the_centre_writes_an_outcome_into_a_ruling(case: dict[str, Any]) -> None:
    told = carried_out(decode_record(bytes.fromhex(case["ruling"])), case["outcome_text"], case["reason_text"])
    assert (encode_record(told).hex(), record_hash(told).hex()) == (case["record_after"], case["record_hash"])


def test_the_digests_of_a_few_records_come_out_the_same() -> None:
    records = [decode_record(bytes.fromhex(each)) for each in REPLAY["digests"]["records"]]
    for name, count, rolling in REPLAY["digests"]["digests"]:
        hashes = [record_hash(each) for each in records if each.type == name]
        assert (len(hashes), rolling_hash(hashes).hex()) == (count, rolling)


def test_the_page_names_every_reason_of_a_verdict() -> None:
    written_out = "".join(Path(str(each.__file__)).read_text(encoding="utf-8") for each in (merge, judging))
    known = set(re.findall(r'(?:Parked|Held)\("(\w+)"\)', written_out)) | {*DOUBTS, "set_aside", "carried_twice"}
    table = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").split("## Reasons of a verdict")[1]
    assert set(re.findall(r"^\| `(\w+)`", table.split("\n## ")[0], re.MULTILINE)) == known


def test_the_page_has_every_merge_group_with_its_owner() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for record_type, groups in json.loads(RULES.read_text(encoding="utf-8"))["groups"].items():
        for group in groups:
            row = re.search(
                rf"^\| {record_type} \| {group['name']} \| {group['owner']} \| (.*) \|$", page, re.MULTILINE
            )
            assert row is not None, (record_type, group["name"])
            assert row[1].split(", ") == group["fields"]
