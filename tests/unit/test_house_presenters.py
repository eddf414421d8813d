"""No presenter reaches a widget, over however many files: it can be tested, and thought about, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.unit.house_rules import Source, imported_modules, parse, sources

ROOT: Final = Path(__file__).parents[2]
WIDGETS: Final = "PySide6.QtWidgets"


def module_name(source: Source) -> str:
    """`desktop_app/screens/intake/__init__.py` as `desktop_app.screens.intake`."""
    return ".".join(source.place.with_suffix("").parts).removesuffix(".__init__")


def ways_to_widgets(files: list[Source]) -> list[str]:
    """For each presenter that reaches QtWidgets: the chain of modules over which it does."""
    imports = {module_name(file): [module for module, _ in imported_modules(file)] for file in files}
    found: list[str] = []
    for start in (module_name(file) for file in files if file.place.name.startswith("presenter")):
        chains: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        while chains:
            chain = chains.pop(0)
            reached = imports[chain[-1]]
            if any(module.startswith(WIDGETS) for module in reached):
                found.append(" -> ".join((*chain, WIDGETS)))
                break
            for module in reached:
                # Importing a.b.c runs a and a.b as well.
                parts = module.split(".")
                for package in (".".join(parts[:depth]) for depth in range(1, len(parts) + 1)):
                    if package in imports and package not in seen:
                        seen.add(package)
                        chains.append((*chain, package))
    return found


def test_no_presenter_reaches_a_widget() -> None:
    assert ways_to_widgets(sources(ROOT, "desktop_app")) == []


def test_a_way_over_two_files_is_seen() -> None:
    files = [
        parse("desktop_app/screens/a/presenter.py", "from desktop_app.screens import words\n"),
        parse("desktop_app/screens/words.py", "from desktop_app.widgets.plain import label\n"),
        parse("desktop_app/widgets/plain.py", "from PySide6.QtWidgets import QLabel\n"),
    ]
    assert ways_to_widgets(files) == [
        "desktop_app.screens.a.presenter -> desktop_app.screens.words -> desktop_app.widgets.plain -> PySide6.QtWidgets"
    ]


def test_a_way_over_a_package_is_seen() -> None:
    files = [
        parse("desktop_app/screens/a/presenter.py", "from desktop_app.widgets.tokens import Tone\n"),
        parse("desktop_app/widgets/tokens.py", "Tone = str\n"),
        parse("desktop_app/widgets/__init__.py", "from PySide6.QtWidgets import QWidget\n"),
    ]
    assert ways_to_widgets(files) == ["desktop_app.screens.a.presenter -> desktop_app.widgets -> PySide6.QtWidgets"]


def test_a_presenter_of_signals_alone_is_fine() -> None:
    files = [parse("desktop_app/screens/a/presenter.py", "from PySide6.QtCore import QObject\n")]
    assert ways_to_widgets(files) == []
