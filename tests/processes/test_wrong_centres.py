"""The laptop meets nobody, a sign-in page, and a real centre while it holds sample data: nothing leaves it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from desktop_app.services import syncing
from desktop_app.services.opening import Opened
from tests.e2e.centre_process import CentreProcess, centre_status, new_centre
from tests.e2e.world import SampleWorld


class SignInPage(BaseHTTPRequestHandler):
    """Answers everything with 200 and a page, as a café's Wi-Fi does."""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        page = b"<html><body>Xin dang nhap Wi-Fi</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815  the names that the library looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing."""


@contextmanager
def sign_in_page() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), SignInPage) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def world(tmp_path: Path) -> SampleWorld:
    return SampleWorld.make(tmp_path, people=2)


def trouble_at(world: SampleWorld, opened: Opened, url: str) -> str:
    report = world.ferry(opened, url).sync()
    assert not report.agreed
    assert report.sent == 0
    return report.trouble


def test_wrong_centres_get_nothing_and_the_right_one_gets_all(world: SampleWorld, tmp_path: Path) -> None:
    new_centre(tmp_path / "real", sample=False)
    with world.opened() as opened:
        world.save(opened.desk, world.draft(1))
        created = syncing.status(opened.desk).created
        assert trouble_at(world, opened, "http://127.0.0.1:9") == "unreachable"
        with sign_in_page() as url:
            assert trouble_at(world, opened, url) == "not_the_centre"
        with CentreProcess(tmp_path / "real") as real:
            assert trouble_at(world, opened, real.url) in ("not_the_centre", "sample_into_real")
        status = syncing.status(opened.desk)
        assert (status.waiting, status.created) == (created, created)
        with CentreProcess(world.centre) as right:
            assert world.ferry(opened, right.url).sync().agreed
        assert syncing.status(opened.desk).applied == created
    at_real = centre_status(tmp_path / "real")
    assert (at_real["devices"], at_real["records"], at_real["operations"]) == (0, {}, {})
