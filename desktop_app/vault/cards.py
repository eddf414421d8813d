"""Who has a slot, as plain values, and the file of names beside the key file. Standard library only."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop_app.vault.files import write_durably

ROSTER_NAME = "officials.json"
KEYSLOTS_NAME = "keyslots.msgpack"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCard:
    """One official as the unlock screen shows him. `sample_passphrase` is empty unless the whole vault is a sample."""

    id: str
    name: str
    role: str
    sample_passphrase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everybody who has a slot, and whether all of it is sample data.

    Not authenticated: anyone who can write the folder can change what is shown here. What a session says of its
    official comes from the key file instead.
    """

    officials: tuple[OfficialCard, ...]
    is_sample: bool


def write_roster(folder: Path, roster: Roster, slot_file: bytes) -> None:
    """Write the names beside the key file whose bytes are `slot_file`, unless they stand there so already.

    Raises: VaultNotWrittenError.
    """
    path = folder / ROSTER_NAME
    facts = asdict(roster) | {"keyslots_sha256": hashlib.sha256(slot_file).hexdigest()}
    content = json.dumps(facts, ensure_ascii=False, indent=1).encode()
    if not path.is_file() or path.read_bytes() != content:
        write_durably(path, content)
