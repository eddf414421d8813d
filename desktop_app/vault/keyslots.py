"""Making, opening and changing the vault: passphrase -> slow key -> official's master key -> database and signing key.

Slow (each derivation takes the better part of a second): never called on the GUI thread.
"""

import hmac
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop_app.vault.cards import KEYSLOTS_NAME, OfficialCard, write_roster
from desktop_app.vault.errors import (
    KeyslotTamperedError,
    OfficialExistsError,
    TooManyTriesError,
    UnknownOfficialError,
    VaultExistsError,
    VaultNotWrittenError,
    WrongPassphraseError,
)
from desktop_app.vault.passphrases import (
    KEY_BYTES,
    USUAL_COST,
    Derive,
    KdfCost,
    argon2id,
    passphrase_bytes,
    refuse_weak,
)
from desktop_app.vault.session import Session, subkey
from desktop_app.vault.slotfile import (
    Body,
    Slot,
    SlotFile,
    authenticated_bytes,
    bound_fields,
    read_slot_file,
    roster_of,
    write_slot_file,
)
from desktop_app.vault.tries import (
    FREE_TRIES,
    Tries,
    counted,
    read_tries,
    remaining_ms,
    seen_at,
    wait_after_s,
    write_tries,
)

Random = Callable[[int], bytes]
_NONCE_BYTES = 12
_BLANK = bytes(_NONCE_BYTES + KEY_BYTES + 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficial:
    """Somebody who is to get a slot. `id` is a UUID as text, made by the caller."""

    id: str
    name: str
    role: str
    passphrase: str = field(repr=False)


def create_vault(
    folder: Path,
    *,
    officials: Sequence[NewOfficial],
    random: Random,
    cost: KdfCost = USUAL_COST,
    is_sample: bool = False,
    derive: Derive = argon2id,
) -> Session:
    """Make the keys of an empty folder and return the first official's session.

    A sample vault shows its passphrases on the unlock screen, in the clear, for ever.

    Raises: VaultExistsError, WeakPassphraseError, OfficialExistsError, VaultNotWrittenError.
    """
    if (folder / KEYSLOTS_NAME).exists():
        raise VaultExistsError(KEYSLOTS_NAME)
    if len({official.id for official in officials}) != len(officials):
        raise OfficialExistsError
    vault_id, database_key = random(16), random(KEY_BYTES)
    master_keys = [random(KEY_BYTES) for _ in officials]
    signing_keys = [random(KEY_BYTES) for _ in officials]
    slots = tuple(
        _wrap(
            _new_slot(official, signing_key, cost, is_sample, random),
            official.passphrase,
            vault_id=vault_id,
            keys=_Keys(umk=umk, dbk=database_key, signing=signing_key),
            random=random,
            derive=derive,
        )
        for official, umk, signing_key in zip(officials, master_keys, signing_keys, strict=True)
    )
    session = Session(
        official=slots[0].card(),
        vault_id=vault_id,
        generation=1,
        is_sample=is_sample,
        database_key=database_key,
        signing_key=signing_keys[0],
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_tries(folder, {official.id: Tries() for official in officials})
    _write(folder, Body(vault_id=vault_id, generation=1, is_sample=is_sample, slots=slots), session)
    return session


def open_vault(folder: Path, official_id: str, passphrase: str, *, now: datetime, derive: Derive = argon2id) -> Session:
    """Unlock with a passphrase. The try is written down before the derivation runs: killing it wins nothing.

    Raises: WrongPassphraseError, TooManyTriesError, UnknownOfficialError, VaultMissingError, VaultDamagedError,
    KeyslotTamperedError, NewerVaultError, VaultNotWrittenError.
    """
    file = read_slot_file(folder)
    slot, keys = _unlock(folder, file, official_id, passphrase, now=now, derive=derive)
    session = _session(file, slot, keys)
    with suppress(VaultNotWrittenError):  # on a full disk the old names stay: no reason to keep the official out
        write_roster(folder, roster_of(file.body), (folder / KEYSLOTS_NAME).read_bytes())
    return session


def add_official(
    folder: Path,
    session: Session,
    official: NewOfficial,
    *,
    random: Random,
    cost: KdfCost = USUAL_COST,
    derive: Derive = argon2id,
) -> OfficialCard:
    """Give one more official a slot and a signing key of his own; needs somebody's unlocked session.

    Raises: OfficialExistsError, WeakPassphraseError, SessionClosedError, KeyslotTamperedError, VaultNotWrittenError.
    """
    file = read_slot_file(folder)
    _refuse_forged(file, session)
    if any(slot.official_id == official.id for slot in file.body.slots):
        raise OfficialExistsError
    keys = _Keys(umk=random(KEY_BYTES), dbk=session.database_key(), signing=random(KEY_BYTES))
    blank = _new_slot(official, keys.signing, cost, file.body.is_sample, random)
    slot = _wrap(blank, official.passphrase, vault_id=file.body.vault_id, keys=keys, random=random, derive=derive)
    write_tries(folder, {official.id: Tries()})
    _write(folder, _next(file.body, (*file.body.slots, slot)), session)
    return slot.card()


def change_passphrase(
    folder: Path,
    official_id: str,
    old: str,
    new: str,
    *,
    now: datetime,
    random: Random,
    cost: KdfCost = USUAL_COST,
    derive: Derive = argon2id,
) -> None:
    """Wrap the same keys under a new passphrase; asks for the old one, so an unattended screen does not suffice.

    Raises: WeakPassphraseError and all that `open_vault` raises.
    """
    refuse_weak(new)
    file = read_slot_file(folder)
    slot, keys = _unlock(folder, file, official_id, old, now=now, derive=derive)
    session = _session(file, slot, keys)
    fresh = msgspec.structs.replace(
        slot,
        generation=slot.generation + 1,
        cost=cost,
        salt=random(16),
        sample_passphrase=new if file.body.is_sample else "",
    )
    wrapped = _wrap(fresh, new, vault_id=file.body.vault_id, keys=keys, random=random, derive=derive)
    slots = tuple(wrapped if each.official_id == official_id else each for each in file.body.slots)
    _write(folder, _next(file.body, slots), session, forget_previous=True)
    session.close()


def public_keys(folder: Path, session: Session) -> dict[str, bytes]:
    """Return each official's Ed25519 public key by id, from a key file known to be genuine.

    Raises: VaultMissingError, VaultDamagedError, KeyslotTamperedError.
    """
    file = read_slot_file(folder)
    _refuse_forged(file, session)
    return {slot.official_id: slot.public_key for slot in file.body.slots}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Keys:
    umk: bytes
    dbk: bytes
    signing: bytes


def _unlock(
    folder: Path, file: SlotFile, official_id: str, passphrase: str, *, now: datetime, derive: Derive
) -> tuple[Slot, _Keys]:
    slot = next((slot for slot in file.body.slots if slot.official_id == official_id), None)
    if slot is None:
        raise UnknownOfficialError
    tries = _count(folder, official_id, now)
    vault_id = file.body.vault_id
    try:
        kek = derive(passphrase_bytes(passphrase), slot.salt, slot.cost)
        umk = _opened(kek, slot.wrapped_umk, bound_fields(slot, vault_id, "umk"))
    except InvalidTag as error:
        raise WrongPassphraseError(max(0, FREE_TRIES - tries.wrong), wait_after_s(tries.wrong)) from error
    write_tries(folder, {official_id: Tries()})
    try:
        dbk = _opened(subkey(umk, vault_id, "db-wrap"), slot.wrapped_dbk, bound_fields(slot, vault_id, "dbk"))
        signing = _opened(subkey(umk, vault_id, "sign"), slot.wrapped_signing_key, bound_fields(slot, vault_id, "sign"))
    except InvalidTag as error:
        raise KeyslotTamperedError("a wrapped key") from error
    return slot, _Keys(umk=umk, dbk=dbk, signing=signing)


def _count(folder: Path, official_id: str, now: datetime) -> Tries:
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    now_ms = int(now.timestamp() * 1000)
    tries = seen_at(read_tries(folder, official_id, now_ms), now_ms)
    left_ms = remaining_ms(tries, now_ms)
    if left_ms:
        write_tries(folder, {official_id: tries})
        raise TooManyTriesError(math.ceil(left_ms / 1000))
    tries = counted(tries, now_ms)
    write_tries(folder, {official_id: tries})
    return tries


def _session(file: SlotFile, slot: Slot, keys: _Keys) -> Session:
    session = Session(
        official=slot.card(),
        vault_id=file.body.vault_id,
        generation=file.body.generation,
        is_sample=file.body.is_sample,
        database_key=keys.dbk,
        signing_key=keys.signing,
    )
    _refuse_forged(file, session)
    return session


def _refuse_forged(file: SlotFile, session: Session) -> None:
    if not hmac.compare_digest(file.mac, session.authenticate(authenticated_bytes(file.body_bytes))):
        raise KeyslotTamperedError("the seal over the whole file")


def _write(folder: Path, body: Body, session: Session, *, forget_previous: bool = False) -> None:
    body_bytes = msgspec.msgpack.encode(body)
    mac = session.authenticate(authenticated_bytes(body_bytes))
    write_slot_file(folder, body, body_bytes, mac, forget_previous=forget_previous)


def _next(body: Body, slots: tuple[Slot, ...]) -> Body:
    return msgspec.structs.replace(body, generation=body.generation + 1, slots=slots)


def _new_slot(official: NewOfficial, signing_key: bytes, cost: KdfCost, is_sample: bool, random: Random) -> Slot:
    refuse_weak(official.passphrase)
    return Slot(
        slot_id=random(16),
        kind="passphrase",
        generation=1,
        official_id=official.id,
        name=official.name,
        role=official.role,
        cost=cost,
        salt=random(16),
        public_key=Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw(),
        wrapped_umk=_BLANK,
        wrapped_dbk=_BLANK,
        wrapped_signing_key=_BLANK,
        sample_passphrase=official.passphrase if is_sample else "",
    )


def _wrap(slot: Slot, passphrase: str, *, vault_id: bytes, keys: _Keys, random: Random, derive: Derive) -> Slot:
    if not slot.cost.is_allowed():
        raise ValueError(f"cost out of bounds: {slot.cost}")
    kek = derive(passphrase_bytes(passphrase), slot.salt, slot.cost)
    under_dbk, under_sign = subkey(keys.umk, vault_id, "db-wrap"), subkey(keys.umk, vault_id, "sign")
    return msgspec.structs.replace(
        slot,
        wrapped_umk=_closed(kek, keys.umk, bound_fields(slot, vault_id, "umk"), random),
        wrapped_dbk=_closed(under_dbk, keys.dbk, bound_fields(slot, vault_id, "dbk"), random),
        wrapped_signing_key=_closed(under_sign, keys.signing, bound_fields(slot, vault_id, "sign"), random),
    )


def _closed(key: bytes, secret: bytes, bound: bytes, random: Random) -> bytes:
    nonce = random(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, bound)


def _opened(key: bytes, wrapped: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound)
