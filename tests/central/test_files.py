"""The files lane at the centre: taken once, in portions, from the byte where it broke; read by its own commune."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central import files
from sync.central.answering import FILE_READ_PATH, HAVE_PATH, Centre, Reply, Upload
from sync.central.devices import find_device
from sync.central.refusal import RefusalError
from sync.protocol.answers import (
    PROOF_HEADER,
    AnswerKind,
    RequestProof,
    read_answer,
    read_problem,
    request_digest,
    sign_request,
    verify_answer,
    write_proof,
)
from sync.protocol.file_sealing import file_name
from sync.protocol.messages import FilePiece, FileRead, Have, HaveAnswer, decode, encode
from tests.central.central_room import Laptop, NewStore, laptop_of, new_centre


@pytest.fixture
def centre(tmp_path: Path, new_store: NewStore) -> Iterator[Centre]:
    made = new_centre(tmp_path / "centre", database=new_store())
    yield made
    made.close()


@pytest.fixture
def laptop(centre: Centre) -> Laptop:
    return laptop_of(centre)


def put(centre: Centre, laptop: Laptop, whole: bytes, start: int, end: int, name: bytes = b"") -> tuple[str, int]:
    """Send a portion; return the refusal's code, or nothing, and how much the centre has now."""
    path = f"/v1/files/{(name or file_name(whole)).hex()}/{len(whole)}?from={start}"
    nonce = laptop.random(16)
    signature = sign_request("PUT", path, nonce, b"", laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    upload = centre.begin_upload("PUT", path, {PROOF_HEADER: proof})
    digest = request_digest("PUT", path, nonce, b"")
    reply = upload
    if isinstance(upload, Upload):
        upload.take(whole[start:end])
        reply = upload.finish()
    assert isinstance(reply, Reply)
    answer = read_answer(reply.body, digest, laptop.centre_public)
    if answer.kind == AnswerKind.PROBLEM:
        return read_problem(answer.payload).code, -1
    payload = verify_answer(reply.body, AnswerKind.HAVE, digest, laptop.centre_public)
    return "", decode(payload, HaveAnswer).bytes[0]


def have(laptop: Laptop, name: bytes) -> int:
    asked = encode(Have("file", [name]))
    return decode(laptop.call("POST", HAVE_PATH, asked, AnswerKind.HAVE), HaveAnswer).bytes[0]


def read(laptop: Laptop, name: bytes, start: int, size: int) -> FilePiece:
    asked = encode(FileRead(name, start, size))
    return decode(laptop.call("POST", FILE_READ_PATH, asked, AnswerKind.FILE), FilePiece)


def test_a_file_goes_up_in_portions_and_comes_down_in_others(centre: Centre, laptop: Laptop) -> None:
    whole = laptop.random(900_001)
    name = file_name(whole)
    at = 0
    while at < len(whole):
        code, at = put(centre, laptop, whole, at, at + 250_000)
        assert code == ""
        assert have(laptop, name) == at
    other = laptop_of(centre, seed=9)
    came = b""
    while len(came) < len(whole):
        piece = read(other, name, len(came), 100_000)
        assert piece.size == len(whole)
        came += piece.bytes
    assert came == whole
    assert read(other, name, len(whole), 10).bytes == b""


def test_the_same_file_of_another_laptop_is_stored_once(centre: Centre, laptop: Laptop) -> None:
    whole = laptop.random(10_000)
    put(centre, laptop, whole, 0, len(whole))
    other = laptop_of(centre, seed=9)
    assert have(other, file_name(whole)) == len(whole)
    assert put(centre, other, whole, 0, len(whole)) == ("", len(whole))


def test_bytes_that_are_not_the_file_they_are_called_by_are_refused(centre: Centre, laptop: Laptop) -> None:
    whole = laptop.random(10_000)
    assert put(centre, laptop, whole, 0, len(whole), name=bytes(32))[0] == "broken"
    assert have(laptop, bytes(32)) == 0


def test_what_nobody_brought_is_unknown_and_what_is_too_large_is_refused_unread(centre: Centre, laptop: Laptop) -> None:
    asked = encode(FileRead(bytes(32), 0, 100))
    assert laptop.problem("POST", FILE_READ_PATH, asked) == (404, "file_unknown")
    nonce, path = laptop.random(16), f"/v1/files/{'0' * 64}/{files.SEALED_FILE_MAX + 1}?from=0"
    signature = sign_request("PUT", path, nonce, b"", laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    reply = centre.begin_upload("PUT", path, {PROOF_HEADER: proof})
    assert isinstance(reply, Reply)
    assert reply.status == 413


def test_a_commune_has_only_so_much_room(centre: Centre, laptop: Laptop) -> None:
    whole = laptop.random(10_000)
    put(centre, laptop, whole, 0, len(whole))
    with centre.engine.connect() as connection:
        device = find_device(connection, laptop.device)
    files.refuse_for_size(centre.office, device, 5_000, quota_bytes=15_000)
    with pytest.raises(RefusalError, match="quota"):
        files.refuse_for_size(centre.office, device, 5_001, quota_bytes=15_000)
