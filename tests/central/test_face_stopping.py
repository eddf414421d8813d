"""Stopping and TLS: what is under way is finished, the exit code is 0, and the certificate is the operator's."""

import ssl
import subprocess
import sys
import threading
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from sync.central.answering import HELLO_PATH
from sync.protocol.answers import AnswerKind, verify_answer
from tests.central.central_room import NewStore, new_centre
from tests.central.face_room import PATIENCE_S, ROOT, Road, Wire, laptop_at, request_bytes, serving, signed


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def test_what_is_under_way_is_finished_and_the_exit_code_is_0(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as busy, Wire(server.address) as quiet:
        laptop = laptop_at(folder, Road(server.url))
        body = laptop.hello_body()
        headers, digest = signed(laptop, "POST", HELLO_PATH, body)
        asked = request_bytes("POST", HELLO_PATH, body, headers)
        busy.send(asked[:-20])
        codes: list[int] = []
        stopping = threading.Thread(target=lambda: codes.append(server.stop()))
        stopping.start()
        assert quiet.is_closed()
        with pytest.raises(requests.ConnectionError):
            requests.get(server.url + "/healthz", timeout=60)
        busy.send(asked[-20:])
        _, _, answer = busy.answer()
        assert verify_answer(answer, AnswerKind.HELLO, digest, laptop.centre_public)
        assert busy.is_closed()
        stopping.join()
        assert codes == [0]


def test_a_request_that_never_ends_does_not_keep_the_centre_from_stopping(folder: Path) -> None:
    with serving(folder) as server, Wire(server.address) as wire:
        laptop = laptop_at(folder, Road(server.url))
        headers, _ = signed(laptop, "POST", HELLO_PATH, b"abcdefghi")
        wire.send(request_bytes("POST", HELLO_PATH, b"ab", headers, size=9))
        requests.get(server.url + "/healthz", timeout=PATIENCE_S)  # by now it is under way
        assert server.stop() == 0


def certificate(folder: Path) -> tuple[Path, Path]:
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DỮ LIỆU MẪU")])
    signed_by_itself = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    cert_path, key_path = folder / "cert.pem", folder / "key.pem"
    cert_path.write_bytes(signed_by_itself.public_bytes(Encoding.PEM))
    key_path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert_path, key_path


def test_the_centre_speaks_tls_by_itself(folder: Path, tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    with serving(folder, tls_cert=cert, tls_key=key) as server:
        assert server.url.startswith("https://")
        road = Road(server.url)
        road.session.trust_env, road.session.verify = False, str(cert)
        laptop = laptop_at(folder, road)
        assert laptop.hello().segment_number == 0
        trusting = ssl.create_default_context(cafile=str(cert))
        with Wire(server.address) as wire, trusting.wrap_socket(wire.socket, server_hostname="127.0.0.1") as secured:
            assert secured.version() == "TLSv1.3"


@pytest.mark.parametrize("which", ["missing", "not a certificate"])
def test_a_certificate_that_cannot_be_used_is_said(folder: Path, tmp_path: Path, which: str) -> None:
    cert = tmp_path / "cert.pem"
    if which != "missing":
        cert.write_text(which)
    words = ["serve", "--folder", str(folder), "--port", "0", "--tls-cert", str(cert)]
    done = subprocess.run(
        [sys.executable, "-m", "sync.central.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert done.returncode == 5
    assert "--tls-cert" in done.stderr
    assert "Traceback" not in done.stderr
