"""A catalogue pack that is not what a trusted key has signed is refused, before anything in it is read."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.services.opening import read_catalogue
from desktop_app.wording import problem
from sync.protocol.errors import KeyBytesError
from sync.protocol.keys import SigningKey, new_signing_key
from sync.protocol.signed_pack import (
    PackFileChangedError,
    PackFileMissingError,
    PackKeyUnknownError,
    PackSignatureError,
    read_public_key,
    read_signing_key,
    sign_manifest,
)
from sync.records.pack import BadCatalogueError
from tests.unit.pack_room import shipped_manifest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "installer/dev/sign_pack.py"
DEVELOPMENT_KEY = ROOT / "installer/dev/pack_key.dev"
LISTED = [file.path for file in shipped_manifest().files]


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    for name in ("catalogue", "trust"):
        shutil.copytree(ROOT / "resources" / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def stranger() -> SigningKey:
    return new_signing_key(random.Random(7).randbytes)


def sign_again(resources: Path, key: SigningKey) -> None:
    raw = (resources / "catalogue/manifest.json").read_bytes()
    (resources / "catalogue/manifest.sig").write_bytes(sign_manifest(raw, key))


def flip(file: Path, place: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1
    file.write_bytes(raw)


def test_the_pack_of_this_tree_is_signed_and_whole(resources: Path) -> None:
    assert len(read_catalogue(resources).procedures) >= 40


def test_every_file_of_the_pack_is_listed() -> None:
    folder = ROOT / "resources/catalogue"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}
    assert there == {*LISTED, "manifest.json"}


@pytest.mark.parametrize("path", LISTED)
def test_a_file_with_one_bit_changed_is_refused(resources: Path, path: str) -> None:
    flip(resources / "catalogue" / path, -2)
    with pytest.raises(PackFileChangedError, match=path):
        read_catalogue(resources)


@pytest.mark.parametrize("path", LISTED)
def test_a_missing_file_is_named(resources: Path, path: str) -> None:
    (resources / "catalogue" / path).unlink()
    with pytest.raises(PackFileMissingError, match=path):
        read_catalogue(resources)


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_a_pack_without_manifest_or_signature_is_refused(resources: Path, name: str) -> None:
    (resources / "catalogue" / name).unlink()
    with pytest.raises(PackFileMissingError, match=name):
        read_catalogue(resources)


@pytest.mark.parametrize("place", [0, 40, -2])
def test_a_manifest_with_one_bit_changed_is_refused_unread(resources: Path, place: int) -> None:
    flip(resources / "catalogue/manifest.json", place)
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


def test_a_manifest_that_is_no_json_is_refused_for_its_signature(resources: Path) -> None:
    (resources / "catalogue/manifest.json").write_bytes(b"<html>")
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


@pytest.mark.parametrize("raw", [b"", b"{}", b"<html>", b'{"key_id": 7, "signature": ""}'])
def test_what_is_no_signature_is_refused(resources: Path, raw: bytes) -> None:
    (resources / "catalogue/manifest.sig").write_bytes(raw)
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


def test_a_signature_cut_short_is_refused(resources: Path) -> None:
    development = read_public_key((resources / "trust/development.pub").read_bytes())
    short = b'{"key_id": "%b", "signature": "AAAA"}' % development.key_id.hex().encode()
    (resources / "catalogue/manifest.sig").write_bytes(short)
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


def test_a_strangers_signature_is_refused(resources: Path, stranger: SigningKey) -> None:
    sign_again(resources, stranger)
    with pytest.raises(PackKeyUnknownError):
        read_catalogue(resources)


def test_a_stranger_who_claims_a_trusted_name_is_refused(resources: Path, stranger: SigningKey) -> None:
    development = read_public_key((resources / "trust/development.pub").read_bytes())
    sign_again(resources, stranger)
    seal = resources / "catalogue/manifest.sig"
    seal.write_bytes(seal.read_bytes().replace(stranger.key_id.hex().encode(), development.key_id.hex().encode()))
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


def test_the_signature_of_another_pack_is_refused(resources: Path) -> None:
    development = read_signing_key(DEVELOPMENT_KEY.read_bytes())
    (resources / "catalogue/manifest.sig").write_bytes(sign_manifest(b'{"another": "pack"}', development))
    with pytest.raises(PackSignatureError):
        read_catalogue(resources)


def test_without_any_trusted_key_no_pack_is_read(resources: Path) -> None:
    (resources / "trust/development.pub").unlink()
    with pytest.raises(PackKeyUnknownError):
        read_catalogue(resources)


def test_a_manifest_that_leads_out_of_the_pack_is_refused_even_when_signed(resources: Path) -> None:
    manifest = resources / "catalogue/manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"desk.json"', b'"../desk.json"'))
    sign_again(resources, read_signing_key(DEVELOPMENT_KEY.read_bytes()))
    with pytest.raises(BadCatalogueError):
        read_catalogue(resources)


def test_a_file_beside_the_pack_is_not_read(resources: Path) -> None:
    (resources / "catalogue/procedures/planted.json").write_bytes(b"not even JSON")
    assert len(read_catalogue(resources).procedures) >= 40


def test_the_tool_lists_hashes_and_signs_and_its_key_must_be_trusted(resources: Path) -> None:
    pack, key_file = resources / "catalogue", resources / "key"
    calendar = pack / "calendar.json"
    calendar.write_bytes(calendar.read_bytes() + b"\n")
    key_file.write_bytes(DEVELOPMENT_KEY.read_bytes())
    done = subprocess.run([sys.executable, TOOL, pack, key_file], check=True, capture_output=True, text=True)
    assert f"{len(LISTED)} files signed" in done.stdout
    assert read_catalogue(resources).version == shipped_manifest().version
    (resources / "trust/development.pub").unlink()
    with pytest.raises(PackKeyUnknownError):
        read_catalogue(resources)


@pytest.mark.parametrize("raw", [b"", b"# nothing\n", b"not base64!\n", b"AAAA\n"])
def test_a_file_that_holds_no_key_is_refused(raw: bytes) -> None:
    with pytest.raises(KeyBytesError):
        read_public_key(raw)


def test_the_development_key_says_what_it_is_and_has_its_public_half_in_the_tree() -> None:
    raw = DEVELOPMENT_KEY.read_bytes()
    assert raw.startswith(b"# DEVELOPMENT KEY")
    public = read_public_key((ROOT / "resources/trust/development.pub").read_bytes())
    assert read_signing_key(raw).public == public


@pytest.mark.parametrize("error", [PackSignatureError, PackKeyUnknownError, PackFileChangedError, PackFileMissingError])
def test_each_refusal_says_what_to_do_in_its_own_words(error: type[Exception]) -> None:
    sentence = problem(error()) or ""
    assert "Gói danh mục" in sentence or "gói danh mục" in sentence
    assert "Xin" in sentence
