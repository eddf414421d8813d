"""Making, opening and changing the vault, on a real folder; the real derivation where it is the subject."""

import copy
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop_app.vault.cards import KEYSLOTS_NAME
from desktop_app.vault.errors import (
    OfficialExistsError,
    SessionClosedError,
    TooManyTriesError,
    UnknownOfficialError,
    VaultDamagedError,
    VaultExistsError,
    VaultMissingError,
    VaultNotWrittenError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from desktop_app.vault.keyslots import (
    NewOfficial,
    add_official,
    change_passphrase,
    create_vault,
    open_vault,
    public_keys,
)
from desktop_app.vault.passphrases import FLOOR_COST, KdfCost
from desktop_app.vault.slotfile import restore_previous
from desktop_app.vault.tries import TRIES_NAME
from tests.security.vault_kit import HOA, LAM, NOON, cheap, seeded, small_vault

BINH = NewOfficial(id="11111111-0000-4000-8000-000000000003", name="Mẫu Thị Bình", role="Tư pháp",
                   passphrase="nắng vàng trên đảo")  # fmt: skip


def test_the_real_derivation_opens_what_it_closed_and_nothing_else(tmp_path: Path) -> None:
    made = create_vault(tmp_path, officials=[HOA], random=seeded(1), cost=FLOOR_COST)
    opened = open_vault(tmp_path, HOA.id, unicodedata.normalize("NFD", HOA.passphrase), now=NOON)
    assert opened.raw_key_literal() == made.raw_key_literal()
    assert len(opened.raw_key_literal()) == 67
    with pytest.raises(WrongPassphraseError) as refusal:
        open_vault(tmp_path, HOA.id, HOA.passphrase + " ", now=NOON)
    assert (refusal.value.tries_left, refusal.value.wait_s) == (4, 0)


def test_two_officials_open_one_database_and_sign_with_keys_of_their_own(tmp_path: Path) -> None:
    small_vault(tmp_path)
    hoa = open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    lam = open_vault(tmp_path, LAM.id, LAM.passphrase, now=NOON, derive=cheap)
    assert hoa.raw_key_literal() == lam.raw_key_literal()
    assert hoa.public_key != lam.public_key
    assert public_keys(tmp_path, hoa) == {HOA.id: hoa.public_key, LAM.id: lam.public_key}
    Ed25519PublicKey.from_public_bytes(hoa.public_key).verify(hoa.sign(b"an act"), b"an act")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(hoa.public_key).verify(lam.sign(b"an act"), b"an act")
    assert (hoa.official.name, hoa.official.role, hoa.is_sample) == (HOA.name, HOA.role, False)


def test_one_officials_passphrase_does_not_open_anothers_slot(tmp_path: Path) -> None:
    small_vault(tmp_path)
    with pytest.raises(WrongPassphraseError):
        open_vault(tmp_path, LAM.id, HOA.passphrase, now=NOON, derive=cheap)


def test_an_added_official_opens_the_same_database(tmp_path: Path) -> None:
    session = small_vault(tmp_path)
    card = add_official(tmp_path, session, BINH, random=seeded(2), cost=FLOOR_COST, derive=cheap)
    binh = open_vault(tmp_path, BINH.id, BINH.passphrase, now=NOON, derive=cheap)
    assert (card, card.name) == (binh.official, BINH.name)
    assert binh.raw_key_literal() == session.raw_key_literal()
    assert len(set(public_keys(tmp_path, binh).values())) == 3
    assert binh.generation == session.generation + 1
    with pytest.raises(OfficialExistsError):
        add_official(tmp_path, session, BINH, random=seeded(3), cost=FLOOR_COST, derive=cheap)


def test_adding_needs_a_session_that_is_open_and_of_this_vault(tmp_path: Path) -> None:
    session = small_vault(tmp_path / "one")
    stranger = small_vault(tmp_path / "two", seed=9)
    before = (tmp_path / "one" / KEYSLOTS_NAME).read_bytes()
    with pytest.raises(VaultDamagedError):
        add_official(tmp_path / "one", stranger, BINH, random=seeded(2), cost=FLOOR_COST, derive=cheap)
    session.close()
    with pytest.raises(SessionClosedError):
        add_official(tmp_path / "one", session, BINH, random=seeded(2), cost=FLOOR_COST, derive=cheap)
    assert (tmp_path / "one" / KEYSLOTS_NAME).read_bytes() == before


def test_a_changed_passphrase_keeps_the_keys_and_the_old_one_opens_no_copy(tmp_path: Path) -> None:
    before = small_vault(tmp_path)
    change_passphrase(tmp_path, HOA.id, HOA.passphrase, "lúa chín đầy đồng", now=NOON, random=seeded(2),
                      cost=FLOOR_COST, derive=cheap)  # fmt: skip
    after = open_vault(tmp_path, HOA.id, "lúa chín đầy đồng", now=NOON, derive=cheap)
    assert after.raw_key_literal() == before.raw_key_literal()
    assert after.public_key == before.public_key
    for attempt in ("the file", "its kept copy"):
        with pytest.raises(WrongPassphraseError):
            open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
        if attempt == "the file":
            restore_previous(tmp_path)
    assert open_vault(tmp_path, LAM.id, LAM.passphrase, now=NOON, derive=cheap).raw_key_literal()


def test_changing_asks_for_the_old_passphrase_and_a_strong_new_one(tmp_path: Path) -> None:
    small_vault(tmp_path)
    before = (tmp_path / KEYSLOTS_NAME).read_bytes()
    for old, new, fault in (("wrong", "lúa chín đầy đồng", WrongPassphraseError), (HOA.passphrase, "x",
                            WeakPassphraseError)):  # fmt: skip
        with pytest.raises(fault):
            change_passphrase(tmp_path, HOA.id, old, new, now=NOON, random=seeded(2), cost=FLOOR_COST, derive=cheap)
    assert (tmp_path / KEYSLOTS_NAME).read_bytes() == before


def test_five_wrong_tries_are_free_then_even_the_right_one_waits_through_restarts(tmp_path: Path) -> None:
    small_vault(tmp_path)
    left = []
    for _ in range(5):
        with pytest.raises(WrongPassphraseError) as refusal:
            open_vault(tmp_path, HOA.id, "wrong", now=NOON, derive=cheap)
        left.append((refusal.value.tries_left, refusal.value.wait_s))
    assert left == [(4, 0), (3, 0), (2, 0), (1, 0), (0, 30)]
    assert wait_for_right_one(tmp_path, NOON) == 30
    assert wait_for_right_one(tmp_path, NOON + timedelta(seconds=29.5)) == 1
    assert wait_for_right_one(tmp_path, NOON - timedelta(days=400)) == 30
    assert wait_for_right_one(tmp_path, NOON) == 30
    open_vault(tmp_path, LAM.id, LAM.passphrase, now=NOON, derive=cheap)
    later = NOON + timedelta(seconds=30)
    open_vault(tmp_path, HOA.id, HOA.passphrase, now=later, derive=cheap)
    with pytest.raises(WrongPassphraseError) as refusal:
        open_vault(tmp_path, HOA.id, "wrong", now=later, derive=cheap)
    assert refusal.value.tries_left == 4


def wait_for_right_one(folder: Path, now: datetime) -> int:
    with pytest.raises(TooManyTriesError) as refusal:
        open_vault(folder, HOA.id, HOA.passphrase, now=now, derive=cheap)
    return refusal.value.wait_s


def test_a_thousand_wrong_passphrases_take_ten_days_and_open_nothing(tmp_path: Path) -> None:
    small_vault(tmp_path)
    now = NOON
    guess = seeded(7)
    for _ in range(1000):
        with pytest.raises(WrongPassphraseError) as refusal:
            open_vault(tmp_path, HOA.id, guess(12).hex(), now=now, derive=cheap)
        now += timedelta(seconds=refusal.value.wait_s)
    assert now - NOON > timedelta(days=10)
    assert open_vault(tmp_path, HOA.id, HOA.passphrase, now=now, derive=cheap).official.id == HOA.id


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"%s": [-100, 0, 0]}' % HOA.id.encode(), b"\xff" * 4096])
def test_a_count_that_was_deleted_or_spoilt_counts_as_used_up(tmp_path: Path, content: bytes | None) -> None:
    small_vault(tmp_path)
    (tmp_path / TRIES_NAME).unlink()
    if content is not None:
        (tmp_path / TRIES_NAME).write_bytes(content)
    assert wait_for_right_one(tmp_path, NOON) == 30
    opened = open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON + timedelta(seconds=30), derive=cheap)
    assert opened.official.id == HOA.id


def test_where_the_try_cannot_be_counted_it_is_not_made(tmp_path: Path) -> None:
    small_vault(tmp_path)
    (tmp_path / TRIES_NAME).unlink()
    (tmp_path / TRIES_NAME).mkdir()
    with pytest.raises(VaultNotWrittenError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=never_called)


def never_called(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    raise AssertionError("the derivation ran")


def test_a_folder_without_keys_one_with_keys_and_a_stranger_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    small_vault(tmp_path)
    with pytest.raises(VaultExistsError):
        small_vault(tmp_path)
    with pytest.raises(UnknownOfficialError):
        open_vault(tmp_path, BINH.id, BINH.passphrase, now=NOON, derive=cheap)


def test_weak_doubled_or_too_cheap_slots_are_never_written(tmp_path: Path) -> None:
    weak = NewOfficial(id=BINH.id, name="x", role="y", passphrase="ngắn")
    with pytest.raises(WeakPassphraseError):
        create_vault(tmp_path, officials=[HOA, weak], random=seeded(1), cost=FLOOR_COST, derive=cheap)
    with pytest.raises(OfficialExistsError):
        create_vault(tmp_path, officials=[HOA, HOA], random=seeded(1), cost=FLOOR_COST, derive=cheap)
    too_cheap = KdfCost(memory_kib=32 * 1024, iterations=3, lanes=1)
    with pytest.raises(ValueError, match="cost"):
        create_vault(tmp_path, officials=[HOA], random=seeded(1), cost=too_cheap, derive=cheap)
    assert list(tmp_path.iterdir()) == []


def test_a_session_is_never_printed_copied_or_used_after_closing(tmp_path: Path) -> None:
    session = small_vault(tmp_path)
    secret = session.database_key().hex()
    assert secret not in repr(session) + str(session)
    assert not hasattr(session, "__dict__")
    assert HOA.passphrase not in repr(HOA)
    for copier in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copier(session)
    session.close()
    session.close()
    with pytest.raises(SessionClosedError):
        session.raw_key_literal()
    with pytest.raises(SessionClosedError):
        session.sign(b"late")


def test_no_secret_lies_in_the_folder(tmp_path: Path) -> None:
    session = small_vault(tmp_path)
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    key = session.database_key()
    for secret in (key, key.hex().encode(), HOA.passphrase.encode(), LAM.passphrase.encode()):
        assert secret not in everything


def test_key_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    small_vault(tmp_path)
    assert {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {
        "keyslots.msgpack": 0, "keyslots.msgpack.previous": 0, "officials.json": 0, "tries.json": 0,
    }  # fmt: skip
