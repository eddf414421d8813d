"""The road over real HTTPS: whom it trusts, through which proxy, which key it notes, how often it connects."""

import json
import os
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from sync.client.ports import UnreachableError
from sync.client.tls import pin_of
from sync.client.transport import HttpsRoad
from tests.unit.tls_room import Authority, new_authority, proxying, serving

ROOT = Path(__file__).parents[2]
# The system's own settings: which authorities, which proxy and whose passwords come from the environment of a process.
ASKS = """
import json, sys
from sync.client.ports import UnreachableError
from sync.client.transport import HttpsRoad

road = HttpsRoad(sys.argv[1], connect_s=5, silence_s=5)
try:
    reply = road.exchange("POST", "/x", {}, b"body")
    said = [reply.status, reply.body.decode(), road.pin]
except UnreachableError as error:
    said = [0, error.reason, road.pin]
road.close()
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


def ask(url: str, trust: ssl.SSLContext) -> tuple[int, str, str]:
    road = HttpsRoad(url, connect_s=5, silence_s=5, trust=trust)
    try:
        reply = road.exchange("POST", "/x", {}, b"body")
        return reply.status, reply.body.decode(), road.pin
    except UnreachableError as error:
        return 0, error.reason, road.pin
    finally:
        road.close()


def ask_as_a_program(url: str, **environment: str) -> list[Any]:
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-c", ASKS, url],
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=60, env=clean | environment,
    )  # fmt: skip
    said: list[Any] = json.loads(done.stdout)
    return said


def pin_in(pem: Path) -> str:
    """Return the pin by another way than the program's: from the key's own file."""
    key = load_pem_private_key(pem.read_bytes(), None).public_key()
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return digest.finalize().hex()


def test_a_trusted_server_is_heard_and_its_key_noted(authority: Authority) -> None:
    with serving(authority.server("good")) as (url, _):
        assert ask(url, authority.trust()) == (200, "POST /x body", pin_in(authority.folder / "good.pem"))


def test_a_server_of_a_strange_authority_is_not_heard(authority: Authority, tmp_path: Path) -> None:
    strange = new_authority(tmp_path, "Ai đó")
    with serving(strange.server("strange")) as (url, seen):
        assert ask(url, authority.trust()) == (0, "tls", "")
        assert seen.headers == []


@pytest.mark.parametrize("host", ["127.0.0.2", "wifi.invalid"])
def test_a_certificate_for_another_name_is_a_sign_in_page(authority: Authority, host: str) -> None:
    with serving(authority.server(f"other-{host}", host=host)) as (url, seen):
        assert ask(url, authority.trust()) == (0, "portal", "")
        assert ask(url.replace("127.0.0.1", "localhost"), authority.trust())[1] == "portal"
        assert seen.headers == []


@pytest.mark.parametrize("days", [(-900, -800), (10_000, 20_000)])
def test_a_certificate_out_of_its_time_points_at_the_clock(authority: Authority, days: tuple[int, int]) -> None:
    with serving(authority.server(f"time{days[0]}", days=days)) as (url, _):
        assert ask(url, authority.trust())[:2] == (0, "clock_wrong")


def test_trust_is_the_systems_and_nobody_elses(authority: Authority) -> None:
    pem = str(authority.file)
    with serving(authority.server("system")) as (url, _):
        assert ask_as_a_program(url)[:2] == [0, "tls"]
        assert ask_as_a_program(url, REQUESTS_CA_BUNDLE=pem, CURL_CA_BUNDLE=pem)[:2] == [0, "tls"]
        assert ask_as_a_program(url, SSL_CERT_FILE=pem)[:2] == [200, "POST /x body"]


def test_the_systems_proxy_is_honoured_and_sees_only_a_tunnel(authority: Authority) -> None:
    with serving(authority.server("far")) as (url, _), proxying() as (proxy, reached):
        said = ask_as_a_program(url, SSL_CERT_FILE=str(authority.file), HTTPS_PROXY=proxy)
        assert said == [200, "POST /x body", pin_in(authority.folder / "far.pem")]
        assert reached == [url.removeprefix("https://")]
        assert ask_as_a_program(url, HTTPS_PROXY=proxy)[:2] == [0, "tls"]
        assert len(reached) == 2
        said = ask_as_a_program(url, SSL_CERT_FILE=str(authority.file), HTTPS_PROXY=proxy, NO_PROXY="127.0.0.1")
        assert (said[0], len(reached)) == (200, 2)


@pytest.mark.parametrize("status", [407, 403])
def test_a_proxy_that_refuses_is_named(authority: Authority, status: int) -> None:
    with serving(authority.server("behind")) as (url, seen), proxying(refusing=status) as (proxy, _):
        said = ask_as_a_program(url, SSL_CERT_FILE=str(authority.file), HTTPS_PROXY=proxy)
        assert (said[:2], seen.connections) == ([0, "proxy"], 0)


def test_no_password_of_the_user_goes_out(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login cán-bộ password bí-mật\n")
    (tmp_path / ".netrc").chmod(0o600)
    with serving(authority.server("netrc")) as (url, seen):
        ask_as_a_program(url, SSL_CERT_FILE=str(authority.file), HOME=str(tmp_path))
        assert len(seen.headers) == 1
        assert "Authorization" not in seen.headers[0]


def test_many_requests_share_one_connection(authority: Authority) -> None:
    with serving(authority.server("kept")) as (url, seen):
        road = HttpsRoad(url, trust=authority.trust())
        for _ in range(20):
            assert road.exchange("PUT", "/y", {}, bytes(100_000)).status == 200
        road.close()
        assert (len(seen.headers), seen.connections) == (20, 1)


def test_what_is_no_certificate_has_no_pin() -> None:
    assert pin_of(b"none") == ""
