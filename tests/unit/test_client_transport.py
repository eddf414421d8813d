"""The HTTPS road against real servers that misbehave: redirects, endless answers, silence, broken connections."""

import gzip
import random
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sync.client.ports import BrokenOffError, UnreachableError
from sync.client.progress import Leg, Meter, Progress
from sync.client.transport import HttpsRoad
from sync.protocol.answers import ANSWER_CONTENT_TYPE, ANSWER_MAX_BYTES

SEEN: dict[str, str] = {}


class _Strange(BaseHTTPRequestHandler):
    """Answers each path in its own bad way."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_PUT(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        if self.path == "/drops":
            self.rfile.read(100_000)
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        match self.path:
            case "/good":
                SEEN.update(self.headers.items())
                self._reply(200, self.command.encode() + b" " + body)
            case "/refused":
                self._reply(409, b"signed no")
            case "/moved":
                self._reply(302, b"", Location="/good")
            case "/endless":
                self.send_response(200)
                self.send_header("Content-Type", ANSWER_CONTENT_TYPE)
                self.send_header("Connection", "close")
                self.end_headers()
                for _ in range(ANSWER_MAX_BYTES // 65_536 + 3):
                    self.wfile.write(b"x" * 65_536)
                self.close_connection = True
            case "/packed":
                self._reply(200, gzip.compress(b"x" * 1_000_000), **{"Content-Encoding": "gzip"})
            case "/breaks":
                self.send_response(200)
                self.send_header("Content-Type", ANSWER_CONTENT_TYPE)
                self.send_header("Content-Length", "100")
                self.send_header("HPV-From", "7")
                self.end_headers()
                self.wfile.write(b"half")
                self.close_connection = True
            case "/silent":
                SILENCE.wait(5)
                self.close_connection = True
            case _:
                self._reply(200, b"<html>", **{"Content-Type": "text/html"})

    def _reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": ANSWER_CONTENT_TYPE, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


SILENCE = threading.Event()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Strange)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    SILENCE.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def road(url: str) -> Iterator[HttpsRoad]:
    road = HttpsRoad(url, connect_s=2, silence_s=0.3)
    yield road
    road.close()


def test_request_and_answer_pass_unchanged(road: HttpsRoad) -> None:
    reply = road.exchange("PUT", "/good", {"HPV-Request": "proof", "Content-Type": "a/b"}, b"\0body")
    assert (reply.status, reply.content_type, reply.body) == (200, ANSWER_CONTENT_TYPE, b"PUT \0body")
    assert (SEEN["HPV-Request"], SEEN["Content-Type"]) == ("proof", "a/b")


def test_no_header_goes_out_that_does_not_mean_something(road: HttpsRoad) -> None:
    SEEN.clear()
    road.exchange("POST", "/good", {}, b"body")
    assert sorted(SEEN) == ["Content-Length", "Host"]


def test_what_came_of_an_answer_that_breaks_off_is_handed_over(road: HttpsRoad) -> None:
    with pytest.raises(BrokenOffError) as cut:
        road.exchange("POST", "/breaks", {}, b"question")
    assert (cut.value.received, cut.value.start, cut.value.sent) == (b"half", 7, 8)


@pytest.mark.parametrize(
    ("url", "reason"),
    [("http://no-such-host.invalid", "dns"), ("http://127.0.0.1:1", "no_route"), ("nonsense", "no_route")],
)
def test_why_nobody_was_reached_is_told(url: str, reason: str) -> None:
    road = HttpsRoad(url, connect_s=1)
    with pytest.raises(UnreachableError) as error:
        road.exchange("POST", "/good", {}, b"")
    assert (error.value.reason, type(error.value)) == (reason, UnreachableError)
    assert not road.is_reachable()
    road.close()


def test_a_look_at_the_road_asks_nothing(road: HttpsRoad) -> None:
    SEEN.clear()
    assert road.is_reachable()
    assert not SEEN


def _metered(url: str) -> tuple[HttpsRoad, Meter, list[Progress]]:
    told: list[Progress] = []
    meter = Meter(told.append)
    return HttpsRoad(url, connect_s=2, silence_s=2, meter=meter), meter, told


def test_a_counted_body_arrives_byte_for_byte_with_its_length(url: str) -> None:
    road, meter, told = _metered(url)
    body = random.Random(1).randbytes(1_000_003)
    meter.begin()
    meter.begin_segment(total_bytes=len(body), operations_left=7, segments_behind=0)
    reply = road.exchange("PUT", "/good", {}, body)
    road.close()
    assert reply.body == b"PUT " + body
    assert SEEN["Content-Length"] == "1000003"
    assert "Transfer-Encoding" not in SEEN
    sending = [each.done_bytes for each in told if each.leg is Leg.SENDING]
    assert sending == sorted(sending)
    assert (sending[0], sending[-1]) == (0, 1_000_003)
    assert 10 < len(sending) <= 60


def test_the_bytes_of_an_answer_are_counted_while_it_comes_in(url: str) -> None:
    road, meter, told = _metered(url)
    meter.begin()
    meter.begin_page()
    body = random.Random(2).randbytes(300_000)
    road.exchange("POST", "/good", {}, body)
    road.close()
    assert [each.leg for each in told][:2] == [Leg.ASKING, Leg.RECEIVING]
    assert (told[-1].done_bytes, told[-1].total_bytes) == (300_005, 300_005)
    assert len(told) > 10


def test_a_body_that_breaks_off_never_counts_as_sent(url: str) -> None:
    road, meter, told = _metered(url)
    body = bytes(20_000_000)
    meter.begin_segment(total_bytes=len(body), operations_left=1, segments_behind=0)
    with pytest.raises(UnreachableError):
        road.exchange("PUT", "/drops", {}, body)
    road.close()
    assert max(each.done_bytes for each in told) < len(body)


def test_a_signed_refusal_is_a_reply_like_any_other(road: HttpsRoad) -> None:
    assert road.exchange("POST", "/refused", {}, b"").status == 409


def test_no_redirect_is_followed(road: HttpsRoad) -> None:
    reply = road.exchange("POST", "/moved", {}, b"secret")
    assert (reply.status, reply.body) == (302, b"")


def test_a_sign_in_page_comes_back_with_its_own_content_type(road: HttpsRoad) -> None:
    assert road.exchange("POST", "/portal", {}, b"").content_type == "text/html"


def test_a_packed_answer_is_not_unpacked(road: HttpsRoad) -> None:
    assert len(road.exchange("POST", "/packed", {}, b"").body) < 10_000


@pytest.mark.parametrize("path", ["/endless", "/breaks", "/silent"])
def test_what_does_not_end_or_breaks_off_or_stays_silent_is_unreachable(road: HttpsRoad, path: str) -> None:
    with pytest.raises(UnreachableError):
        road.exchange("POST", path, {}, b"")


def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        road = HttpsRoad(f"http://127.0.0.1:{taken.getsockname()[1]}", connect_s=1)
        with pytest.raises(UnreachableError):
            road.exchange("POST", "/good", {}, b"")
        road.close()


@pytest.mark.parametrize("url", ["http://no-such-host.invalid", "nonsense", "http://"])
def test_an_address_that_leads_nowhere_is_unreachable(url: str) -> None:
    road = HttpsRoad(url, connect_s=1)
    with pytest.raises(UnreachableError):
        road.exchange("POST", "/good", {}, b"")
    road.close()
