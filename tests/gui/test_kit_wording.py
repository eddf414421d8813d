"""Every expected problem has its sentence, and English is complete and fresh."""

import ast
import importlib
import pkgutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

import desktop_app
import sync
from desktop_app.wording import SENTENCES, chosen_language, fault, problem
from sync.records.errors import ExpectedError, RefusedError

ROOT = Path(__file__).resolve().parents[2]
TS = ROOT / "resources/translations/haiphucvu_en.ts"
SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))


def subclasses(of: type[ExpectedError]) -> Iterator[type[ExpectedError]]:
    for child in of.__subclasses__():
        yield child
        yield from subclasses(child)


def import_all() -> None:
    for package in (desktop_app, sync):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # Migrations run only inside Alembic; the centre speaks through its own command line, never at the desk.
            if ".migrations" not in module.name and not module.name.startswith("sync.central"):
                importlib.import_module(module.name)


def test_every_expected_error_of_the_desk_has_a_sentence() -> None:
    import_all()
    ours = [
        kind
        for kind in subclasses(ExpectedError)
        if kind is not RefusedError
        and kind.__module__.split(".")[:2] != ["sync", "central"]
        and kind.__module__.split(".")[0] in ("desktop_app", "sync")
    ]
    assert len(ours) > 15
    assert [kind.__name__ for kind in ours if kind.__name__ not in SENTENCES] == []


def refusal_causes() -> set[str]:
    causes: set[str] = set()
    for path in [*(ROOT / "sync").rglob("*.py"), *SOURCES]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RefusedError":
                causes |= {str(part.value) for part in node.args[:1] if isinstance(part, ast.Constant)}
    return causes


def test_every_cause_of_a_refusal_has_a_sentence() -> None:
    causes = refusal_causes()
    assert len(causes) > 10
    assert sorted(cause for cause in causes if f"refused.{cause}" not in SENTENCES) == []


def test_the_sentence_takes_its_figures_from_the_error() -> None:
    errors = importlib.import_module("desktop_app.vault.errors")
    assert "còn 3 lần" in (problem(errors.WrongPassphraseError(3)) or "")
    assert "C-07" in (problem(RefusedError("run_unbalanced", "C-07")) or "")


def test_a_bug_of_ours_has_no_sentence_of_its_own() -> None:
    assert problem(KeyError("x")) is None
    assert "«Đã lưu»" in fault()


def test_sentences_address_officials_politely() -> None:
    for code, sentence in SENTENCES.items():
        assert " bạn " not in f" {sentence.lower()} ", code
        assert sentence.endswith("."), code


@pytest.mark.parametrize(
    ("option", "environment", "language"),
    [
        (None, {}, "vi"),
        ("en", {}, "en"),
        (None, {"HPV_LANGUAGE": "en_GB"}, "en"),
        ("vi", {"HPV_LANGUAGE": "en"}, "vi"),
        (None, {"HPV_LANGUAGE": "fr"}, "vi"),
    ],
)
def test_the_language_is_vietnamese_unless_asked_otherwise(
    option: str | None, environment: dict[str, str], language: str
) -> None:
    assert chosen_language(option, environment) == language


def messages() -> list[tuple[str, str, str, bool]]:
    found = []
    for context in ET.parse(TS).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            text = "".join(translation.itertext()).strip()
            is_finished = translation.get("type") is None and bool(text)
            found.append((context.findtext("name", ""), message.findtext("source", ""), text, is_finished))
    return found


def test_every_text_of_the_screens_is_in_english_too() -> None:
    assert [(context, source) for context, source, _, is_finished in messages() if not is_finished] == []


def test_english_keeps_the_same_placeholders() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [source for _, source, text, is_finished in messages() if is_finished and names(source) != names(text)] == []


def test_the_translation_files_are_fresh() -> None:
    script = ROOT / "installer/dev/translations.py"
    answer = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_no_text_hides_from_the_collector() -> None:
    """Lupdate misses a tr() inside an f-string, and takes any name before `.tr(` for the context."""
    collected = {(context, source) for context, source, _, _ in messages()}
    missed = []
    for path in SOURCES:
        for owner in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(owner, ast.ClassDef):
                missed += [
                    (path.name, owner.name, text) for text in said_in(owner) if (owner.name, text) not in collected
                ]
    assert missed == []


def said_in(owner: ast.ClassDef) -> Iterator[str]:
    for node in ast.walk(owner):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
            first = node.args[0]
            assert isinstance(first, ast.Constant), f"tr() takes a literal: {owner.name} line {node.lineno}"
            yield str(first.value)


def test_the_compiled_english_is_what_the_screens_get(qtbot: QtBot) -> None:
    translator = QTranslator()
    assert translator.load(str(TS.with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Navigation", "Tiếp nhận hồ sơ") == "Receive dossier"
        errors = importlib.import_module("desktop_app.vault.errors")
        assert "close it and try again" in (problem(errors.SecondCopyError()) or "")
    finally:
        QCoreApplication.removeTranslator(translator)
