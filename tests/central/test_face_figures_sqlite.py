"""Health tells the truth about a store whose file is gone bad under the running centre."""

from pathlib import Path

import requests

from tests.central.central_room import new_centre
from tests.central.face_room import serving


def test_health_is_bad_when_the_store_does_not_answer(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    new_centre(folder).close()
    with serving(folder) as server:
        assert requests.get(server.url + "/healthz", timeout=60).status_code == 200
        (folder / "centre.db-wal").write_bytes(b"")
        (folder / "centre.db").write_bytes(bytes(64 * 1024))
        for path in ("/healthz", "/metrics"):
            assert requests.get(server.url + path, timeout=60).status_code == 503
