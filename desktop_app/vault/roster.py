"""The names on the unlock screen, read before any key is known; standard library only, so that it paints at once."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from desktop_app.vault.cards import KEYSLOTS_NAME, ROSTER_NAME, OfficialCard, Roster
from desktop_app.vault.errors import VaultMissingError


def read_roster(folder: Path) -> Roster:
    """Return who may unlock `folder`; falls back on the key file itself when the names beside it are missing or stale.

    Raises: VaultMissingError, VaultDamagedError, NewerVaultError.
    """
    try:
        slots = (folder / KEYSLOTS_NAME).read_bytes()
    except FileNotFoundError as error:
        raise VaultMissingError(KEYSLOTS_NAME) from error
    roster = _parse(folder / ROSTER_NAME, hashlib.sha256(slots).hexdigest())
    if roster is not None:
        return roster
    from desktop_app.vault.slotfile import read_slot_file, roster_of  # costs msgspec: only when it must

    return roster_of(read_slot_file(folder).body)


def list_officials(folder: Path) -> list[OfficialCard]:
    """Return who may unlock `folder`, in the order in which they were added.

    Raises: VaultMissingError, VaultDamagedError, NewerVaultError.
    """
    return list(read_roster(folder).officials)


def _parse(path: Path, digest: str) -> Roster | None:
    try:
        content = json.loads(path.read_bytes())
        if content["keyslots_sha256"] != digest:
            return None
        cards = tuple(OfficialCard(**card) for card in content["officials"])
        is_whole = all(isinstance(value, str) for card in cards for value in asdict(card).values())
        return Roster(officials=cards, is_sample=bool(content["is_sample"])) if is_whole else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # the key file knows the names too
