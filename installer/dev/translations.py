"""Collects the texts of the screens into the .ts files and compiles them; `--check` only says whether that is needed.

Used by `make translations` and by the test that keeps English complete.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("resources/translations")
ENGLISH = FOLDER / "haiphucvu_en.ts"
QT_VIETNAMESE = FOLDER / "qt/qt_vi.ts"


def collect(root: Path, ts: Path) -> None:
    """Bring `ts` up to what stands in the sources of desktop_app; texts that are gone go from it too."""
    sources = sorted(str(path.relative_to(root)) for path in (root / "desktop_app").rglob("*.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "vi", "-target-language", "en"]
    _run(root, "pyside6-lupdate", *options, *sources, "-ts", str(ts))


def compile_file(root: Path, ts: Path, qm: Path) -> None:
    """Compile `ts`; what is unfinished in it would be shown in Vietnamese."""
    _run(root, "pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def what_is_stale(root: Path) -> list[str]:
    """Return the files that collecting and compiling again would change."""
    stale: list[str] = []
    with tempfile.TemporaryDirectory(dir=root / "resources") as folder:
        fresh_ts, fresh_qm = Path(folder) / ENGLISH.name, Path(folder) / "fresh.qm"
        shutil.copyfile(root / ENGLISH, fresh_ts)
        collect(root, fresh_ts)
        if fresh_ts.read_bytes() != (root / ENGLISH).read_bytes():
            stale.append(str(ENGLISH))
        for ts in (ENGLISH, QT_VIETNAMESE):
            compile_file(root, root / ts, fresh_qm)
            qm = ts.with_suffix(".qm")
            if not (root / qm).exists() or fresh_qm.read_bytes() != (root / qm).read_bytes():
                stale.append(str(qm))
    return stale


def _run(root: Path, tool: str, *arguments: str) -> None:
    beside_python = Path(sys.executable).parent / tool
    command = str(beside_python) if beside_python.exists() else tool
    subprocess.run([command, *arguments], cwd=root, check=True)  # noqa: S603  our own tools, our own paths


def main() -> int:
    """Do it, or say with `--check` what is stale; exit code 1 then."""
    if sys.argv[1:] == ["--check"]:
        stale = what_is_stale(ROOT)
        print("\n".join(stale) or "translations are up to date")  # noqa: T201  the answer of this command
        return 1 if stale else 0
    collect(ROOT, ROOT / ENGLISH)
    for ts in (ENGLISH, QT_VIETNAMESE):
        compile_file(ROOT, ROOT / ts, ROOT / ts.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
