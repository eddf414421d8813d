"""What a file cannot do is said before anything starts."""

from pathlib import Path

from sync.central.cli import Code
from tests.central.test_central_command import central


def test_several_workers_on_one_file_are_refused(tmp_path: Path) -> None:
    folder = str(tmp_path / "centre")
    assert central("init", "--folder", folder, "--name", "Mẫu").returncode == Code.OK
    done = central("serve", "--folder", folder, "--port", "0", "--workers", "2")
    assert done.returncode == Code.REFUSED
    assert "PostgreSQL" in done.stderr
