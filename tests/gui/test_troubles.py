"""The catalogue of troubles is whole: every key that a crossing may end with, found by reading the sources, has its
words, two ways out and a code that no other has; a code that was once given stays what it was.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.screens import troubles
from desktop_app.screens.shell.schedule import NO_ROAD
from desktop_app.screens.troubles import CATALOGUE, UNKNOWN
from sync.client import filing
from sync.protocol.messages import ProblemCode

ROOT = Path(__file__).parents[2]
GIVEN = Path(__file__).with_name("trouble_codes.txt")
NOT_KNOWN = "a_key_of_next_year"
WARNINGS = {"pin_changed"}
"""Told beside a crossing that went well."""
ENDS = {
    "CrossingStoppedError": None,
    "SyncReport": "trouble",
    "UnreachableError": "reason",
    "NotTheCentreError": "reason",
    "__init__": "reason",
}
"""What names a trouble: a call, and the argument that holds the key (None: the first)."""


def keys_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ENDS:
            named = ENDS[getattr(node.func, "id", getattr(node.func, "attr", ""))]
            given = node.args[:1] if named is None else [each.value for each in node.keywords if each.arg == named]
            yield from (text for each in given for text in literals(each))
        elif isinstance(node, ast.FunctionDef) and node.name in ("_cross", "_reason", "_reason_of_certificate"):
            yield from (
                text for each in ast.walk(node) if isinstance(each, ast.Return | ast.Tuple) for text in last(each)
            )
        elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "_STRANGERS":
            assert isinstance(node.value, ast.Dict)
            yield from (text for each in node.value.values for text in literals(each))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "attr", "") == "trouble":
            yield from literals(node.value)


def literals(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def last(node: ast.Return | ast.Tuple) -> Iterator[str]:
    """Give what is returned, or what stands last in a row of a table."""
    yield from literals(node.value if isinstance(node, ast.Return) else next(reversed(node.elts), None))


def keys() -> set[str]:
    found = {str(code) for code in ProblemCode} | WARNINGS | {filing.DAMAGED, filing.NO_ROOM}
    for file in sorted((ROOT / "sync" / "client").glob("*.py")):
        found |= set(keys_in(ast.parse(file.read_text(encoding="utf-8"))))
    return found - {"nobody_listens"}  # met between laptops only: screens/sync/peers_box.py has its sentence


def test_every_trouble_has_its_entry_and_none_is_left_over() -> None:
    found = keys()
    assert {"unreachable", "under_way", "paused", "dns", "proxy", "portal", "clock_wrong", "quota", "fork"} <= found
    assert sorted(found - set(CATALOGUE)) == []
    assert sorted(set(CATALOGUE) - found) == []


def test_a_code_that_was_given_stays_what_it_was() -> None:
    given = dict(line.split() for line in GIVEN.read_text(encoding="utf-8").splitlines())
    now = {entry.code: key for key, entry in CATALOGUE.items()} | {UNKNOWN.code: "unknown"}
    assert now == given
    assert len(given) == len(CATALOGUE) + 1


@pytest.mark.parametrize("key", [*sorted(CATALOGUE), NOT_KNOWN])
def test_a_trouble_says_what_happened_what_is_safe_why_and_two_ways_out(key: str) -> None:
    said = troubles.trouble(key)
    assert re.fullmatch(r"DB-[0-9]{3}", said.code)
    safe = ("vẫn lưu an toàn trên máy này", "Không có gì được gửi", "Không mất gì")
    assert any(words in said.text for words in safe)
    assert said.now != said.later
    for sentence in (said.text, said.cause, said.now, said.later):
        assert "_" not in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")
        assert " bạn " not in f" {sentence.lower()} "


@pytest.mark.parametrize("key", [*sorted(CATALOGUE), NOT_KNOWN])
def test_both_ways_out_say_what_to_do_in_a_short_sentence(key: str) -> None:
    said = troubles.trouble(key)
    for way in (said.now, said.later):
        assert re.search(r"\b[Xx]in\b", way)
        assert len(way) <= 115
    assert len(said.text) <= 130


def test_without_a_network_nothing_looks_like_a_fault() -> None:
    assert {CATALOGUE[key].tone for key in ("unreachable", "dns", "no_route", "timed_out", "broken_off")} == {"plain"}
    assert set(CATALOGUE) >= NO_ROAD


def test_what_this_version_does_not_know_has_words_too() -> None:
    assert troubles.trouble(NOT_KNOWN).code == UNKNOWN.code
