"""Every act, every reason for parking and every trouble of the road has its words, found by reading the sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.screens import deeds
from sync.protocol.messages import ProblemCode
from sync.records.rules import KINDS

ROOT = Path(__file__).parents[2]
UNKNOWN = "a_key_of_next_year"


def calls(path: str, name: str) -> Iterator[str]:
    """Give the first literal of each call of `name` in a source, both of a choice."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            given = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "trouble")]
            yield from (text for each in given for text in literals(each))


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
    found = {*calls("sync/records/merge.py", "Parked"), *calls("sync/central/judging.py", "Parked")}
    return found | {*returned("sync/central/reconcile.py", "_doubt")}


def troubles() -> set[str]:
    engine = "sync/client/engine.py"
    found = {*calls(engine, "CrossingStoppedError"), *calls(engine, "SyncReport"), *returned(engine, "_cross")}
    return found | {str(code) for code in ProblemCode}


def test_every_kind_of_act_has_its_words() -> None:
    assert [kind for kind in KINDS if deeds.deed(kind) == kind] == []


def test_every_reason_for_parking_has_its_own_words_and_none_is_left_over() -> None:
    assert {"impossible_move", "behind_parked", "wrong_seq", "official_unproven"} <= reasons()
    assert reasons() == set(deeds.REASONS)


def test_every_trouble_of_a_crossing_has_its_own_words_and_none_is_left_over() -> None:
    assert {"unreachable", "under_way", "sample_into_real", "real_into_sample", "fork", "centre_behind"} <= troubles()
    assert troubles() == set(deeds.TROUBLES)


@pytest.mark.parametrize("key", [*sorted(deeds.REASONS), UNKNOWN])
def test_a_reason_says_what_it_is_in_words(key: str) -> None:
    sentence = deeds.reason(key)
    assert key not in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("key", [*sorted(deeds.TROUBLES), UNKNOWN])
def test_a_trouble_says_what_is_safe_and_what_to_do(key: str) -> None:
    sentence = deeds.trouble(key)
    assert key == UNKNOWN or key not in sentence
    assert "{" not in sentence
    assert "Xin" in sentence or "Không có gì được gửi" in sentence
    safe = ("vẫn lưu an toàn", "Không có gì được gửi", "Không mất gì", "Đang đồng bộ rồi")
    assert any(words in sentence for words in safe)


def test_nothing_wrong_needs_no_words() -> None:
    assert (deeds.reason(""), deeds.trouble("")) == ("", "")
