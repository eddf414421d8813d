"""Health, metrics and the log: true figures, for those alone who run the centre, and without anybody's name."""

from pathlib import Path

import pytest
import requests

from sync.central.answering import HELLO_PATH
from sync.central.telling import short_hash
from sync.protocol.answers import read_answer, read_problem
from tests.central.central_room import NewStore, named, new_centre
from tests.central.face_room import Road, Wire, figure, laptop_at, lines_of, request_bytes, serving
from tests.security.scan import scan

NAME = "Trần Thị Hoa Ngân MẪU"
PHONE = "0601234567"


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def test_health_and_metrics_answer_this_machine_alone_and_never_past_a_proxy(folder: Path) -> None:
    with serving(folder) as server:
        health = requests.get(server.url + "/healthz", timeout=60)
        assert (health.status_code, health.text) == (200, "ok\n")
        for path in ("/healthz", "/metrics"):
            for header in ("X-Forwarded-For", "Forwarded", "Via"):
                passed_on = requests.get(server.url + path, headers={header: "127.0.0.1"}, timeout=60)
                assert passed_on.status_code in (400, 404), (path, header)
                assert passed_on.content[0] == 0
            assert requests.post(server.url + path, timeout=60).status_code in (400, 404)


def test_metrics_count_what_happened_and_what_waits(folder: Path) -> None:
    with serving(folder) as server:
        road = Road(server.url)
        laptop = laptop_at(folder, road)
        laptop.hello()
        laptop.note("person.register", named("a"), {"name": NAME, "phone": PHONE})
        laptop.push()
        laptop.hello()
        assert laptop.problem("POST", HELLO_PATH, b"\xc1") == (400, "broken")
        road("GET", f"/v1/{PHONE}", {}, b"")
        text = requests.get(server.url + "/metrics", timeout=60).text
    assert figure(text, 'hpv_requests_total{outcome="hello",route="hello"}') == 2
    assert figure(text, 'hpv_requests_total{outcome="received",route="segment"}') == 1
    assert figure(text, 'hpv_requests_total{outcome="broken",route="hello"}') == 1
    assert figure(text, 'hpv_requests_total{outcome="broken",route="nowhere"}') == 1
    assert figure(text, 'hpv_seconds_count{route="hello"}') == 3
    assert figure(text, 'hpv_bytes_total{route="segment",way="in"}') > 500
    assert figure(text, 'hpv_segments{state="applied"}') == 1
    assert figure(text, 'hpv_operations{state="applied"}') == 1
    assert 'hpv_segments{state="pending"} 0' in text
    assert "hpv_operations_waiting_a_day 0" in text
    assert PHONE not in text


def test_figures_move_to_their_own_address(folder: Path) -> None:
    with serving(folder, metrics_to="127.0.0.1:0") as server:
        assert server.figures_url != server.url
        assert requests.get(server.figures_url + "/healthz", timeout=60).status_code == 200
        assert requests.get(server.figures_url + "/metrics", timeout=60).status_code == 200
        assert requests.get(server.url + "/metrics", timeout=60).status_code == 400
        assert requests.get(server.url + "/healthz", timeout=60).status_code == 400


def test_the_log_has_a_line_for_each_request_and_no_name_in_it(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(folder, log=log) as server:
        road = Road(server.url)
        laptop = laptop_at(folder, road)
        laptop.hello()
        laptop.note("person.register", named("a"), {"name": NAME, "phone": PHONE})
        laptop.push()
        laptop.pull()
        laptop.problem("POST", HELLO_PATH, b"\xc1" + NAME.encode())
        road("GET", f"/v1/people/{PHONE}?name=Ngan", {"X-Name": "Hoa Ngan"}, b"")
        with Wire(server.address) as wire:
            wire.send(f"GET /{PHONE} is no HTTP\r\n\r\n".encode())
            wire.answer()
        with Wire(server.address) as wire:
            wire.send(request_bytes("PUT", laptop.path(), b"abc", size=10))
    lines = lines_of(log)
    asked = [line for line in lines if "route" in line]
    told = [(line["route"], line["outcome"]) for line in asked]
    assert told == [
        ("enrol", "enrol"),
        ("hello", "hello"),
        ("segment", "received"),
        ("feed", "feed"),
        ("hello", "broken"),
        ("nowhere", "broken"),
        ("segment", "cut"),
    ]
    assert {"at_ms", "request", "route", "outcome", "ms", "bytes_in", "bytes_out", "device"} == set(asked[0])
    assert {line["device"] for line in asked} == {short_hash(laptop.device), ""}
    assert all(len(line["request"]) == 12 for line in asked[:-1])
    assert [line["server"] for line in lines if "server" in line] == ["Invalid HTTP request received."]
    assert scan([log], [NAME, "Hoa Ngan", PHONE, laptop.device.hex(), laptop.incarnation.hex()]) == []


def test_a_refusal_and_its_line_carry_the_same_request_id(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(folder, log=log) as server:
        laptop = laptop_at(folder, Road(server.url))
        reply, digest = laptop.request("POST", HELLO_PATH, b"\xc1")
        problem = read_problem(read_answer(reply.body, digest, laptop.centre_public).payload)
    assert lines_of(log)[-1]["request"] == problem.request_id == digest[:6].hex()
