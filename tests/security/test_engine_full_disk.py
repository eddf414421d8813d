"""A disk that takes no more: the act is refused with its name, what was there stays, and nobody goes on half way."""

import json
import subprocess
import sys
from pathlib import Path

from desktop_app.storage.engine import integrity_check
from tests.security.engine_kit import lines_of, make_notebook, opened

ROOT = Path(__file__).parents[2]
# RLIMIT_FSIZE with its signal ignored cuts a write short just as a full disk or a quota does.
WRITES_UNTIL_FULL = """
import json, resource, signal, sys
from pathlib import Path
from desktop_app.storage.engine import translate
from tests.security.engine_kit import lines_of, opened

path, limit, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
told = []
with opened(path) as engine:
    lines_of(engine)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with engine.execution_options(write=True).begin() as connection:
            for number in range(400):
                try:
                    connection.exec_driver_sql("insert into line(body) values (?)", ("x" * 3000,))
                except Exception as error:
                    if way == "stops":
                        raise
                    told.append(type(translate(error)).__name__)
                    connection.exec_driver_sql("insert into line(body) values ('half')")
    except Exception as error:
        told.append(type(translate(error)).__name__)
    told.append(lines_of(engine))
print(json.dumps(told))
"""


def told_by(path: Path, limit_bytes: int, way: str) -> list[object]:
    ended = subprocess.run(
        [sys.executable, "-c", WRITES_UNTIL_FULL, str(path), str(limit_bytes), way],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stderr == ""
    told: list[object] = json.loads(ended.stdout)
    return told


def test_a_full_disk_is_named_and_the_old_lines_stay(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    make_notebook(path, "kept one", "kept two")
    for limit_bytes in (20_000, 61_440, 100_001, 300_000, 1_000_000):
        assert told_by(path, limit_bytes, "stops") == ["DiskFullError", ["kept one", "kept two"]]
        with opened(path) as engine:
            assert lines_of(engine) == ["kept one", "kept two"]
            assert integrity_check(engine) == []


def test_who_swallows_the_full_disk_cannot_write_half_an_act(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    make_notebook(path, "kept")
    told = told_by(path, 300_000, "goes on")
    assert told[-1] == ["kept"]
    assert "DiskFullError" in told
    with opened(path) as engine:
        assert lines_of(engine) == ["kept"]
