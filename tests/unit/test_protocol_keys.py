"""Keys go to bytes and back, and their text shows no secret."""

import hashlib

import pytest

from sync.protocol.errors import KeyBytesError, SealBrokenError
from sync.protocol.keys import (
    DEFAULT_SUITE,
    SealingPrivateKey,
    SealingPublicKey,
    SigningKey,
    SigningPublicKey,
    Suite,
    key_id,
    new_sealing_key,
    new_signing_key,
)
from tests.unit.protocol_kit import seeded


def test_the_default_suite_is_the_hybrid_one() -> None:
    assert new_sealing_key(seeded(1).randbytes).suite is DEFAULT_SUITE is Suite.MLKEM768_X25519


@pytest.mark.parametrize(("suite", "public", "private"), [(Suite.X25519, 33, 33), (Suite.MLKEM768_X25519, 1217, 97)])
def test_a_sealing_pair_survives_its_bytes(suite: Suite, public: int, private: int) -> None:
    pair = new_sealing_key(seeded(1).randbytes, suite)
    again = SealingPrivateKey.from_bytes(pair.to_bytes())
    reader = SealingPublicKey.from_bytes(pair.public.to_bytes())
    assert (len(pair.public.to_bytes()), len(pair.to_bytes())) == (public, private)
    assert pair.public.to_bytes()[0] == pair.to_bytes()[0] == suite
    assert again == pair
    assert reader == pair.public
    assert again.unwrap(reader.wrap(b"secret", b"info"), b"info") == b"secret"


@pytest.mark.parametrize("suite", list(Suite))
def test_a_wrap_opens_under_its_own_info_only(suite: Suite) -> None:
    pair = new_sealing_key(seeded(1).randbytes, suite)
    with pytest.raises(SealBrokenError):
        pair.unwrap(pair.public.wrap(b"secret", b"here"), b"there")


def test_a_signing_pair_survives_its_bytes() -> None:
    pair = new_signing_key(seeded(1).randbytes)
    reader = SigningPublicKey.from_bytes(pair.public.to_bytes())
    assert SigningKey.from_bytes(pair.to_bytes()) == pair
    assert reader.has_signed(b"message", pair.sign(b"message"))
    assert not reader.has_signed(b"other", pair.sign(b"message"))
    assert not reader.has_signed(b"message", b"")


def test_a_key_id_is_eight_bytes_of_a_hash_of_its_own_domain() -> None:
    assert key_id(b"abc") == hashlib.sha256(b"hpv/key-id/v1\0abc").digest()[:8]


@pytest.mark.parametrize("size", [0, 1, 32, 34, 97, 1216, 1218])
@pytest.mark.parametrize("first", [0, 1, 2, 3])
def test_bytes_of_another_length_or_suite_are_no_key(size: int, first: int) -> None:
    data = bytes([first] * min(size, 1)) + bytes(max(size - 1, 0))
    with pytest.raises(KeyBytesError):
        SealingPublicKey.from_bytes(data)
    if (first, size) != (2, 97):
        with pytest.raises(KeyBytesError):
            SealingPrivateKey.from_bytes(data)
    if size != 32:
        with pytest.raises(KeyBytesError):
            SigningPublicKey.from_bytes(data)
        with pytest.raises(KeyBytesError):
            SigningKey.from_bytes(data)


def test_a_lattice_key_with_numbers_out_of_range_is_no_key() -> None:
    with pytest.raises(KeyBytesError):
        SealingPublicKey.from_bytes(b"\x02" + b"\xff" * 1216)


def test_the_text_of_a_private_key_shows_no_secret() -> None:
    sealing = new_sealing_key(seeded(1).randbytes)
    signing = new_signing_key(seeded(1).randbytes)
    assert repr(sealing.to_bytes()[1:17])[2:-1] not in repr(sealing)
    assert repr(signing.to_bytes()[:16])[2:-1] not in repr(signing)


def test_a_source_of_randomness_that_runs_dry_makes_no_key() -> None:
    with pytest.raises(ValueError, match="randomness"):
        new_signing_key(lambda _size: b"short")
