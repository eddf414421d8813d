"""The unlock screen has its names before anything heavy is imported, and they follow the key file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.vault.cards import ROSTER_NAME
from desktop_app.vault.errors import VaultMissingError
from desktop_app.vault.keyslots import NewOfficial, add_official, change_passphrase, open_vault
from desktop_app.vault.passphrases import FLOOR_COST
from desktop_app.vault.roster import list_officials, read_roster
from tests.security.vault_kit import HOA, LAM, NOON, cheap, seeded, small_vault

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "alembic", "requests", "cryptography", "sqlcipher3", "msgspec", "fastapi", "PySide6")
LISTS = """
import sys
from pathlib import Path
from desktop_app.vault.roster import list_officials
import desktop_app.vault.lock, desktop_app.vault.single
print(len(list_officials(Path(sys.argv[1]))), sorted(set(sys.modules) & set(sys.argv[2:])))
"""


def names(folder: Path) -> list[str]:
    return [card.name for card in list_officials(folder)]


def test_the_names_are_read_without_importing_anything_heavy(tmp_path: Path) -> None:
    small_vault(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", LISTS, str(tmp_path), *HEAVY], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ended.stdout == "2 []\n"


def test_a_folder_without_keys_says_so(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError):
        list_officials(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b"\xff", b'{"officials": 7}', b"[" * 100_000])
def test_names_lost_or_spoilt_are_read_from_the_key_file_and_mended_at_unlock(
    tmp_path: Path, content: bytes | None
) -> None:
    small_vault(tmp_path)
    whole = (tmp_path / ROSTER_NAME).read_bytes()
    (tmp_path / ROSTER_NAME).unlink()
    if content is not None:
        (tmp_path / ROSTER_NAME).write_bytes(content)
    assert names(tmp_path) == [HOA.name, LAM.name]
    open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap)
    assert (tmp_path / ROSTER_NAME).read_bytes() == whole


def test_a_name_painted_over_is_mended_at_unlock_and_never_reaches_the_session(tmp_path: Path) -> None:
    small_vault(tmp_path)
    path = tmp_path / ROSTER_NAME
    content = json.loads(path.read_bytes())
    content["officials"][0]["name"] = "Somebody Else"
    path.write_text(json.dumps(content))
    assert names(tmp_path)[0] == "Somebody Else"
    assert open_vault(tmp_path, HOA.id, HOA.passphrase, now=NOON, derive=cheap).official.name == HOA.name
    assert names(tmp_path)[0] == HOA.name


def test_an_official_added_before_a_power_cut_is_listed_although_the_names_are_old(tmp_path: Path) -> None:
    session = small_vault(tmp_path)
    old = (tmp_path / ROSTER_NAME).read_bytes()
    newcomer = NewOfficial(id="a newcomer", name="Mẫu Thị Bình", role="Tư pháp", passphrase="nắng vàng trên đảo")
    add_official(tmp_path, session, newcomer, random=seeded(3), cost=FLOOR_COST, derive=cheap)
    (tmp_path / ROSTER_NAME).write_bytes(old)
    assert names(tmp_path) == [HOA.name, LAM.name, newcomer.name]


def test_only_a_sample_vault_shows_its_passphrases(tmp_path: Path) -> None:
    small_vault(tmp_path / "real")
    small_vault(tmp_path / "sample", is_sample=True)
    real, sample = read_roster(tmp_path / "real"), read_roster(tmp_path / "sample")
    assert (real.is_sample, [card.sample_passphrase for card in real.officials]) == (False, ["", ""])
    assert sample.is_sample
    assert [card.sample_passphrase for card in sample.officials] == [HOA.passphrase, LAM.passphrase]
    change_passphrase(tmp_path / "sample", HOA.id, HOA.passphrase, "lúa chín đầy đồng", now=NOON, random=seeded(2),
                      cost=FLOOR_COST, derive=cheap)  # fmt: skip
    assert list_officials(tmp_path / "sample")[0].sample_passphrase == "lúa chín đầy đồng"
