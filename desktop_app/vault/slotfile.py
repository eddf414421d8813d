"""The key file `keyslots.msgpack`: what it holds, byte for byte, and how it is read and replaced; knows no secret."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from desktop_app.vault.cards import KEYSLOTS_NAME, OfficialCard, Roster, write_roster
from desktop_app.vault.errors import KeyslotTamperedError, NewerVaultError, VaultDamagedError, VaultMissingError
from desktop_app.vault.files import PREVIOUS, write_durably, write_keeping_previous
from desktop_app.vault.passphrases import KdfCost

FORMAT: Final = 1
MAX_FILE_BYTES: Final = 256 * 1024

Id16 = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Key32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=60, max_length=60)]  # nonce 12, key 32, tag 16
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One official's way in. `generation` counts the re-wraps of this slot alone.

    A later field must have a default: a default is not written, so the bound bytes of old slots stay what they were.
    """

    slot_id: Id16
    kind: Literal["passphrase"]
    generation: Count
    official_id: Text
    name: Text
    role: Text
    cost: KdfCost
    salt: Id16
    public_key: Key32
    wrapped_umk: Wrapped
    wrapped_dbk: Wrapped
    wrapped_signing_key: Wrapped
    sample_passphrase: str = ""

    def card(self) -> OfficialCard:
        """Return what the unlock screen may show of this slot."""
        return OfficialCard(
            id=self.official_id, name=self.name, role=self.role, sample_passphrase=self.sample_passphrase
        )


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """All slots of one vault. `generation` rises with every writing of the file."""

    vault_id: Id16
    generation: Count
    is_sample: bool
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(min_length=1, max_length=64)]


class Envelope(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The file. `mac` can be made and checked only with the database key open; `sha256` tells accidents before that."""

    format: int
    body: bytes
    mac: Key32
    sha256: Key32


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """A key file as read: whole by its checksum, and not yet known to be genuine."""

    body: Body
    body_bytes: bytes
    mac: bytes


def authenticated_bytes(body_bytes: bytes) -> bytes:
    """Return what `mac` covers."""
    return b"hai-phuc-vu keyslots %d\0" % FORMAT + body_bytes


def bound_fields(slot: Slot, vault_id: bytes, purpose: str) -> bytes:
    """Return what a wrapped key of this slot is bound to: every field that is not itself a wrapped key."""
    bare = msgspec.structs.replace(slot, wrapped_umk=b"", wrapped_dbk=b"", wrapped_signing_key=b"")
    return msgspec.msgpack.encode(["hai-phuc-vu keyslot", FORMAT, purpose, vault_id, bare])


def read_slot_file(folder: Path) -> SlotFile:
    """Read the key file and check all that needs no key.

    Raises: VaultMissingError, VaultDamagedError, KeyslotTamperedError, NewerVaultError.
    """
    return _parse(_read(folder / KEYSLOTS_NAME))


def write_slot_file(folder: Path, body: Body, body_bytes: bytes, mac: bytes, *, forget_previous: bool = False) -> None:
    """Replace the key file, keep the previous one, and refresh the names beside it.

    `forget_previous` makes the kept copy the new one too: a passphrase that was changed away must not open it.

    Raises: VaultNotWrittenError.
    """
    content = pack(FORMAT, body_bytes, mac)
    write_keeping_previous(folder / KEYSLOTS_NAME, content)
    if forget_previous:
        write_durably(folder / (KEYSLOTS_NAME + PREVIOUS), content)
    write_roster(folder, roster_of(body), content)


def restore_previous(folder: Path) -> None:
    """Put the kept copy in the place of a damaged key file.

    Passphrases changed since then are the old ones again: an act of a person, never done silently.

    Raises: VaultMissingError, VaultDamagedError, NewerVaultError, VaultNotWrittenError.
    """
    content = _read(folder / (KEYSLOTS_NAME + PREVIOUS))
    body = _parse(content).body
    write_durably(folder / KEYSLOTS_NAME, content)
    write_roster(folder, roster_of(body), content)


def roster_of(body: Body) -> Roster:
    """Return what the unlock screen may show of a key file."""
    return Roster(officials=tuple(slot.card() for slot in body.slots), is_sample=body.is_sample)


def pack(file_format: int, body_bytes: bytes, mac: bytes) -> bytes:
    """Return the bytes of the file."""
    checksum = _checksum(file_format, body_bytes, mac)
    return msgspec.msgpack.encode(Envelope(format=file_format, body=body_bytes, mac=mac, sha256=checksum))


def _checksum(file_format: int, body_bytes: bytes, mac: bytes) -> bytes:
    return hashlib.sha256(b"%d\0" % file_format + mac + body_bytes).digest()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise VaultMissingError(path.name) from error
    except OSError as error:
        raise VaultDamagedError(f"{path.name}: {error.strerror}") from error
    if not content or len(content) > MAX_FILE_BYTES:
        raise VaultDamagedError(f"{path.name}: {len(content)} bytes")
    return content


def _parse(content: bytes) -> SlotFile:
    try:
        envelope = msgspec.msgpack.decode(content, type=Envelope)
        if envelope.sha256 != _checksum(envelope.format, envelope.body, envelope.mac):
            raise KeyslotTamperedError("checksum")
        if envelope.format > FORMAT:
            raise NewerVaultError(str(envelope.format))
        body = msgspec.msgpack.decode(envelope.body, type=Body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KeyslotTamperedError("not a key file of this program") from error
    if envelope.format != FORMAT or not all(slot.cost.is_allowed() for slot in body.slots):
        raise KeyslotTamperedError("format or cost of a guess out of bounds")
    return SlotFile(body=body, body_bytes=envelope.body, mac=envelope.mac)
