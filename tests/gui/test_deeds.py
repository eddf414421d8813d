"""Every act and every reason for parking has its words, found by reading the sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.screens import deeds
from sync.records.rules import KINDS

ROOT = Path(__file__).parents[2]
UNKNOWN = "a_key_of_next_year"


def calls(path: str, name: str) -> Iterator[str]:
    """Give the first literal of each call of `name` in a source, both of a choice."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield from (text for each in node.args[:1] for text in literals(each))


def literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def returned(path: str, function: str) -> Iterator[str]:
    """Give each literal that a function returns."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and each.value is not None:
                    yield from literals(each.value)


def reasons() -> set[str]:
    sources = ("sync/records/merge.py", "sync/central/judging.py")
    found = {reason for each in sources for name in ("Parked", "Held") for reason in calls(each, name)}
    return found | {*returned("sync/central/proving.py", "_doubt")} | {"carried_twice", "set_aside"}


def test_every_kind_of_act_has_its_words() -> None:
    assert [kind for kind in KINDS if deeds.deed(kind) == kind] == []


def test_every_reason_for_parking_has_its_own_words_and_none_is_left_over() -> None:
    assert {"impossible_move", "behind_parked", "wrong_seq", "official_unproven"} <= reasons()
    assert reasons() == set(deeds.REASONS)


@pytest.mark.parametrize("key", [*sorted(deeds.REASONS), UNKNOWN])
def test_a_reason_says_what_it_is_in_words(key: str) -> None:
    sentence = deeds.reason(key)
    assert key not in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


def test_each_reason_has_a_code_of_its_own() -> None:
    codes = [deeds.reason_code(key) for key in [*deeds.REASONS, UNKNOWN]]
    assert all(re.fullmatch(r"XL-[0-9]{3}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_nothing_wrong_needs_no_words() -> None:
    assert (deeds.reason(""), deeds.reason_code("")) == ("", "")
