"""Rules of the house that neither ruff nor import-linter can say, each a function from one parsed file to its findings.

Knows only syntax: nothing is imported or run, so a rule sees every line, also those that no test reaches.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One Python file: its place in the project, its text, all it says, and what each imported name stands for."""

    place: PurePosixPath
    text: str
    nodes: tuple[ast.AST, ...]
    meanings: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One line that breaks a rule, and why it is a rule."""

    place: str
    line: int
    why: str

    def __str__(self) -> str:
        """As an editor's jump target."""
        return f"{self.place}:{self.line}: {self.why}"


Rule = Callable[[Source], Iterator[Finding]]


def parse(place: str, text: str) -> Source:
    """Read one file's text; `place` is its path from the project's root, with slashes."""
    nodes = tuple(ast.walk(ast.parse(text, filename=place)))
    return Source(place=PurePosixPath(place), text=text, nodes=nodes, meanings=_meanings(nodes))


def sources(root: Path, *folders: str) -> list[Source]:
    """Parse every Python file below the named folders of `root`, in order of their paths."""
    return [
        parse(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    ]


def findings(rule: Rule, files: list[Source]) -> list[str]:
    """Apply one rule to all files; each finding as `path:line: why`."""
    return [str(finding) for file in files for finding in sorted(set(rule(file)))]


def _meanings(nodes: Iterable[ast.AST]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                bound = name.asname or name.name.partition(".")[0]
                meanings[bound] = name.name if name.asname else bound
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                meanings[name.asname or name.name] = f"{node.module}.{name.name}"
    return meanings


def _full_name(source: Source, node: ast.expr) -> str | None:
    """`dt.now` as `datetime.datetime.now`, when `dt` was imported so; None for what hangs on a local value."""
    tail: list[str] = []
    while isinstance(node, ast.Attribute):
        tail.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in source.meanings:
        return None
    return ".".join([source.meanings[node.id], *reversed(tail)])


def imported_modules(source: Source) -> Iterator[tuple[str, int]]:
    """Every dotted name that the file imports, with its line; `from a import b` is both `a` and `a.b`."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def _at(source: Source, node: ast.expr | ast.stmt, why: str) -> Finding:
    return Finding(place=str(source.place), line=node.lineno, why=why)


def _is_below(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


COMPOSITION_ROOTS = frozenset(
    PurePosixPath(place)
    for place in (
        "desktop_app/app.py",
        "desktop_app/cli.py",
        "desktop_app/commands.py",
        "desktop_app/demo.py",
        "sync/central/app.py",
        "sync/central/cli.py",
    )
)
CLOCKS_AND_CHANCE = frozenset(
    """
    time.time time.time_ns time.monotonic time.monotonic_ns time.perf_counter time.perf_counter_ns time.process_time
    time.localtime time.gmtime time.sleep
    datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today
    os.urandom os.getrandom uuid.uuid1 uuid.uuid4 uuid.uuid6 uuid.uuid7 random.SystemRandom
    random.random random.randint random.randrange random.choice random.choices random.shuffle random.sample
    random.uniform random.getrandbits random.randbytes random.seed
    secrets.token_hex secrets.token_urlsafe secrets.choice secrets.randbelow secrets.randbits secrets.SystemRandom
    PySide6.QtCore.QDateTime.currentDateTime PySide6.QtCore.QDateTime.currentDateTimeUtc
    PySide6.QtCore.QDateTime.currentMSecsSinceEpoch PySide6.QtCore.QDate.currentDate PySide6.QtCore.QTime.currentTime
    """.split()
)


def no_clock_or_chance(source: Source) -> Iterator[Finding]:
    """Only a composition root reads a clock or draws at random; everybody else is handed both, so a test can own them.

    `secrets.token_bytes` may be named (a root passes it on, a default stands for it) but not called.
    """
    if source.place in COMPOSITION_ROOTS:
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute | ast.Name) and _full_name(source, node) in CLOCKS_AND_CHANCE:
            yield _at(source, node, f"{_full_name(source, node)}: time and chance are handed in")
        if isinstance(node, ast.Call) and _full_name(source, node.func) == "secrets.token_bytes":
            yield _at(source, node, "secrets.token_bytes() called: take the source of randomness as an argument")
        if isinstance(node, ast.Call) and _full_name(source, node.func) == "random.Random" and not node.args:
            yield _at(source, node, "random.Random() without a seed cannot be played again")


_QT_FILES = frozenset(
    PurePosixPath("desktop_app") / name
    for name in ("app.py", "program.py", "cli.py", "collecting.py", "jobs.py", "wording.py")
)
_QT_FOLDERS = frozenset(("screens", "widgets", "printing"))


def _may_import_widgets(place: PurePosixPath) -> bool:
    match place.parts:
        case ("desktop_app", "widgets", *_) | ("desktop_app", "app.py" | "program.py"):
            return True
        case ("desktop_app", "screens", *_, name):
            return not name.startswith("presenter")
    return False


def _may_import_qt(place: PurePosixPath) -> bool:
    return place in _QT_FILES or (
        len(place.parts) > 2 and place.parts[:1] == ("desktop_app",) and place.parts[1] in _QT_FOLDERS
    )


def qt_where_it_is_seen(source: Source) -> Iterator[Finding]:
    """Widgets live in the views of `screens/`, `widgets/` and `app.py`; a presenter knows none; services know no Qt.

    That a presenter reaches none over another file either is for `test_house_presenters.py`.
    """
    for module, line in imported_modules(source):
        if _is_below(module, "PySide6.QtWidgets") and not _may_import_widgets(source.place):
            yield Finding(place=str(source.place), line=line, why="QtWidgets only in views, widgets/ or app.py")
        elif _is_below(module, "PySide6") and not _may_import_qt(source.place):
            yield Finding(
                place=str(source.place), line=line, why="no Qt here: services and below run without a display"
            )


PLAIN_TEXT_MAKERS = frozenset(PurePosixPath("desktop_app/widgets") / name for name in ("plain.py", "asking.py"))
_GUESSES_RICH_TEXT = frozenset(("QLabel", "QMessageBox", "QErrorMessage", "QToolTip", "QWhatsThis"))
_READS_RICH_TEXT = frozenset(("setHtml", "insertHtml", "appendHtml", "setToolTip", "setWhatsThis", "setMarkdown"))


def plain_text_only(source: Source) -> Iterator[Finding]:
    """Labels, message boxes and tooltips guess rich text; only the plain-text makers may make them (style, trap 5)."""
    if source.place in PLAIN_TEXT_MAKERS or source.place.parts[:2] == ("desktop_app", "printing"):
        return
    for node in source.nodes:
        if isinstance(node, ast.ClassDef):
            parents = [(base, _full_name(source, base)) for base in node.bases]
        elif isinstance(node, ast.Call):
            parents = [(node.func, _full_name(source, node.func))]
            if isinstance(node.func, ast.Attribute) and node.func.attr in _READS_RICH_TEXT:
                yield _at(source, node, f"{node.func.attr} reads rich text: use desktop_app.widgets.plain")
        else:
            continue
        for place, name in parents:
            if name and name.startswith("PySide6.QtWidgets.") and name.split(".")[2] in _GUESSES_RICH_TEXT:
                yield _at(source, place, f"{name} guesses rich text: use desktop_app.widgets.plain")


# These take no parameters at all; the stores may put theirs together, from constants of their own.
_WITHOUT_PARAMETERS = ("pragma ", "create trigger ", "drop trigger ")
_STORES = frozenset((("desktop_app", "storage"), ("sync", "central")))
_RUNS_SQL = frozenset(("execute", "executemany", "executescript", "exec_driver_sql"))


def _is_put_together(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        sides = (node.left, node.right)
        return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides) or any(
            _is_put_together(side) for side in sides
        )
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "join", "replace")
        and isinstance(node.func.value, ast.Constant)
    )


def _takes_no_parameters(node: ast.expr) -> bool:
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    return isinstance(first, ast.Constant) and str(first.value).lower().startswith(_WITHOUT_PARAMETERS)


def sql_is_constant(source: Source) -> Iterator[Finding]:
    """SQL is a constant and values are bound: nothing a resident wrote can become a command."""
    for node in source.nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        is_text = _full_name(source, node.func) in ("sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.DDL")
        is_run = isinstance(node.func, ast.Attribute) and node.func.attr in _RUNS_SQL
        if not (is_text or is_run) or not _is_put_together(node.args[0]):
            continue
        if source.place.parts[:2] not in _STORES or not _takes_no_parameters(node.args[0]):
            yield _at(source, node, "SQL put together from values: bind them as parameters")


def migrations_stand_alone(source: Source) -> Iterator[Finding]:
    """A revision imports nothing of ours: it must still run as written when today's code is long gone (trap 6)."""
    if source.place.parts[-3:-1] != ("migrations", "versions"):
        return
    for module, line in imported_modules(source):
        if module.partition(".")[0] in ("desktop_app", "sync", "tests"):
            yield Finding(place=str(source.place), line=line, why=f"a migration must not import {module}")


def records_are_pure(source: Source) -> Iterator[Finding]:
    """`sync.records` takes nothing but the standard library (a contract says how little of it), msgspec and itself."""
    if source.place.parts[:2] != ("sync", "records"):
        return
    for module, line in imported_modules(source):
        root = module.partition(".")[0]
        if root not in sys.stdlib_module_names and root != "msgspec" and not _is_below(module, "sync.records"):
            yield Finding(place=str(source.place), line=line, why=f"records know nothing of {module}")
    for node in source.nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("open", "print", "input")
        ):
            yield _at(source, node, f"{node.func.id}() in the pure rules")


def connections_are_checked(source: Source) -> Iterator[Finding]:
    """No certificate goes unchecked, in whatever way that is written (ruff's S501 sees only calls of requests)."""
    why = "certificates are always checked"
    for node in source.nodes:
        if isinstance(node, ast.keyword) and node.arg == "verify" and _is_false(node.value):
            yield _at(source, node.value, why)
        elif isinstance(node, ast.Assign) and _is_false(node.value):
            if any(
                isinstance(target, ast.Attribute) and target.attr in ("verify", "check_hostname")
                for target in node.targets
            ):
                yield _at(source, node, why)
        elif isinstance(node, ast.Attribute) and node.attr in ("CERT_NONE", "_create_unverified_context"):
            yield _at(source, node, why)


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


MAX_LINES = 400
_EMPTY_WORDS = frozenset(("manager", "helper", "helpers", "util", "utils", "controller", "misc", "common"))
_EMPTY_ENDS = frozenset(("data", "info"))
_EMPTY_STARTS = frozenset(("process", "handle"))


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def names_say_what(source: Source) -> Iterator[Finding]:
    """No name hides its subject behind Manager, Helper, Utils, Controller, Data, Info, process or handle."""
    named: list[tuple[str, int, bool]] = [(source.place.stem, 1, False)]
    for node in source.nodes:
        if isinstance(node, ast.ClassDef):
            named.append((node.name, node.lineno, False))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            named.append((node.name, node.lineno, True))
    for name, line, is_function in named:
        words = _words(name)
        if not words:
            continue
        is_empty = bool(_EMPTY_WORDS.intersection(words))
        is_empty |= not is_function and words[-1] in _EMPTY_ENDS
        is_empty |= is_function and words[0] in _EMPTY_STARTS
        if is_empty:
            yield Finding(place=str(source.place), line=line, why=f"{name}: name what it is or does")


def files_stay_small(source: Source) -> Iterator[Finding]:
    """One subject a file; quality is lost in the tail."""
    length = len(source.text.splitlines())
    if length > MAX_LINES:
        yield Finding(place=str(source.place), line=length, why=f"{length} lines: which two subjects are these?")


_EXCEPTION = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[^\]]*\])?|pragma:\s*no cover)"
)


def exceptions_have_a_reason(source: Source) -> Iterator[Finding]:
    """Each silenced lint or type error says on its line, or on the comment line above it, why it may stand."""
    lines = source.text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type != tokenize.COMMENT or not _EXCEPTION.search(token.string):
            continue
        reason = _EXCEPTION.sub("", token.string)
        above = lines[token.start[0] - 2].strip() if token.start[0] > 1 else ""
        if len(re.findall(r"\w+", reason)) < 2 and not above.startswith("#"):
            yield Finding(place=str(source.place), line=token.start[0], why="an exception without its reason")


_NOT_A_TEST = frozenset(("pytest.skip", "pytest.importorskip", "pytest.mark.skip", "pytest.mark.skipif"))


def tests_are_real(source: Source) -> Iterator[Finding]:
    """No test is skipped and none talks to a mock; tests of windows do not sleep, they wait for what should happen."""
    for module, line in imported_modules(source):
        if _is_below(module, "unittest") or _is_below(module, "mock") or _is_below(module, "sqlite3"):
            yield Finding(place=str(source.place), line=line, why=f"{module} in a test")
    for node in source.nodes:
        name = _full_name(source, node) if isinstance(node, ast.Attribute | ast.Name) else None
        if name in _NOT_A_TEST and isinstance(node, ast.expr):
            yield _at(source, node, f"{name}: a test that does not run proves nothing")
        if name == "time.sleep" and source.place.parts[:2] == ("tests", "gui") and isinstance(node, ast.expr):
            yield _at(source, node, "a sleep: wait for the signal or the state instead")
