"""Nobody changes the key file unseen: not an accident, and not somebody who knows its format."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop_app.vault.cards import KEYSLOTS_NAME
from desktop_app.vault.errors import (
    KeyslotTamperedError,
    NewerVaultError,
    VaultDamagedError,
    VaultMissingError,
    WrongPassphraseError,
)
from desktop_app.vault.keyslots import NewOfficial, add_official, open_vault, public_keys
from desktop_app.vault.passphrases import FLOOR_COST, KdfCost
from desktop_app.vault.session import Session
from desktop_app.vault.slotfile import FORMAT, Body, Slot, authenticated_bytes, pack, read_slot_file, restore_previous
from desktop_app.vault.tries import Tries, write_tries
from tests.security.vault_kit import HOA, LAM, NOON, cheap, seeded, small_vault

replace = msgspec.structs.replace
FIELDS = tuple(field for field in Slot.__struct_fields__ if field != "kind")


def never_called(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    raise AssertionError("the derivation ran")


def forge(folder: Path, change: Callable[[Body], Body], insider: Session | None = None) -> None:
    """Change the file as somebody does who knows its format: he mends the checksum, an insider the seal too."""
    file = read_slot_file(folder)
    body = msgspec.msgpack.encode(change(file.body))
    mac = insider.authenticate(authenticated_bytes(body)) if insider else file.mac
    (folder / KEYSLOTS_NAME).write_bytes(pack(FORMAT, body, mac))


def altered(slot: Slot, name: str) -> Slot:
    value = getattr(slot, name)
    if isinstance(value, bytes):
        return replace(slot, **{name: bytes([value[0] ^ 1]) + value[1:]})
    if isinstance(value, KdfCost):
        return replace(slot, **{name: KdfCost(memory_kib=value.memory_kib + 1024, iterations=3, lanes=1)})
    return replace(slot, **{name: value + 1 if isinstance(value, int) else value + "x"})


def test_one_flipped_bit_anywhere_is_seen_before_a_passphrase_is_asked_for(tmp_path: Path) -> None:
    small_vault(tmp_path)
    path = tmp_path / KEYSLOTS_NAME
    whole = path.read_bytes()
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << (place % 8)
        path.write_bytes(spoilt)
        with pytest.raises(KeyslotTamperedError):
            open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=never_called)
    path.write_bytes(whole)
    assert open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap).official.id == HOA.id


def test_a_file_cut_anywhere_or_grown_is_refused(tmp_path: Path) -> None:
    small_vault(tmp_path)
    path = tmp_path / KEYSLOTS_NAME
    whole = path.read_bytes()
    for content in [whole[:length] for length in range(0, len(whole), 7)] + [whole + b"\0", b"x" * 300_000]:
        path.write_bytes(content)
        with pytest.raises(VaultDamagedError):
            read_slot_file(tmp_path)


@pytest.mark.parametrize("name", FIELDS)
def test_a_slot_that_a_colleague_forged_opens_nothing_although_he_can_seal_the_file(tmp_path: Path, name: str) -> None:
    colleague = small_vault(tmp_path)
    forge(tmp_path, lambda body: replace(body, slots=(altered(body.slots[0], name), *body.slots[1:])), colleague)
    official_id = read_slot_file(tmp_path).body.slots[0].official_id
    write_tries(tmp_path, {official_id: Tries()})
    with pytest.raises((KeyslotTamperedError, WrongPassphraseError)):
        open_vault(tmp_path, official_id, HOA.passphrase, now=NOON, derive=lambda p, s, _: cheap(p, s, FLOOR_COST))


@pytest.mark.parametrize("name", FIELDS)
def test_a_forged_field_of_anothers_slot_is_seen_by_whoever_unlocks(tmp_path: Path, name: str) -> None:
    session = small_vault(tmp_path)
    forge(tmp_path, lambda body: replace(body, slots=(body.slots[0], altered(body.slots[1], name))))
    with pytest.raises(KeyslotTamperedError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    with pytest.raises(KeyslotTamperedError):
        public_keys(tmp_path, session)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: replace(body, generation=body.generation + 1),
        lambda body: replace(body, is_sample=True),
        lambda body: replace(body, slots=body.slots[:1]),
        lambda body: replace(body, slots=body.slots[::-1]),
        lambda body: replace(body, vault_id=bytes(16)),
        lambda body: replace(body, slots=(body.slots[0], replace(body.slots[0], official_id="somebody else"))),
    ],
    ids=["generation", "sample mark", "a slot taken out", "slots swapped", "vault", "a slot doubled"],
)
def test_a_forged_whole_is_refused(tmp_path: Path, change: Callable[[Body], Body]) -> None:
    small_vault(tmp_path)
    forge(tmp_path, change)
    with pytest.raises((KeyslotTamperedError, WrongPassphraseError)):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)


def put_into_first(name: str, wrapped: bytes) -> Callable[[Body], Body]:
    return lambda body: replace(body, slots=(replace(body.slots[0], **{name: wrapped}), *body.slots[1:]))


@pytest.mark.parametrize("name", ["wrapped_umk", "wrapped_dbk", "wrapped_signing_key"])
def test_a_wrapped_key_moved_from_another_slot_or_vault_opens_nothing(tmp_path: Path, name: str) -> None:
    colleague = small_vault(tmp_path / "ours")
    small_vault(tmp_path / "theirs", seed=5)
    for source, place in ((tmp_path / "ours", 1), (tmp_path / "theirs", 0)):
        wrapped = getattr(read_slot_file(source).body.slots[place], name)
        before = (tmp_path / "ours" / KEYSLOTS_NAME).read_bytes()
        forge(tmp_path / "ours", put_into_first(name, wrapped), colleague)
        with pytest.raises((KeyslotTamperedError, WrongPassphraseError)):
            open_vault(tmp_path / "ours", HOA.id, HOA.passphrase, now=NOON, derive=cheap)
        (tmp_path / "ours" / KEYSLOTS_NAME).write_bytes(before)


@pytest.mark.parametrize(("memory_kib", "iterations", "lanes"), [(65535, 3, 1), (65536, 2, 1), (2**20 + 1, 3, 1),
                                                                 (65536, 2**31, 1), (65536, 3, 0)])  # fmt: skip
def test_a_cost_below_the_floor_or_above_the_cap_is_refused_before_it_is_paid(
    tmp_path: Path, memory_kib: int, iterations: int, lanes: int
) -> None:
    small_vault(tmp_path)
    cost = KdfCost(memory_kib=memory_kib, iterations=iterations, lanes=lanes)
    forge(tmp_path, lambda body: replace(body, slots=(replace(body.slots[0], cost=cost), *body.slots[1:])))
    with pytest.raises(KeyslotTamperedError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=never_called)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    small_vault(tmp_path)
    path = tmp_path / KEYSLOTS_NAME
    path.write_bytes(pack(FORMAT + 1, b"something that this version cannot know", bytes(32)))
    with pytest.raises(NewerVaultError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=never_called)


def test_the_kept_copy_opens_after_the_file_is_spoilt(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError):
        restore_previous(tmp_path)
    session = small_vault(tmp_path)
    newcomer = NewOfficial(id="a newcomer", name="Mẫu", role="Mẫu", passphrase=LAM.passphrase)
    add_official(tmp_path, session, newcomer, random=seeded(3), cost=FLOOR_COST, derive=cheap)
    (tmp_path / KEYSLOTS_NAME).write_bytes(b"")
    with pytest.raises(VaultDamagedError):
        open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    restore_previous(tmp_path)
    opened = open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    assert opened.raw_key_literal() == session.raw_key_literal()
    assert opened.generation == session.generation  # lower than the newest: a store that remembers sees it
