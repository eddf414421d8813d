"""What the tests of the vault share: a small sample vault, and a cheap derivation where the cost is not the subject."""

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.vault.keyslots import NewOfficial, create_vault
from desktop_app.vault.passphrases import FLOOR_COST, KdfCost
from desktop_app.vault.session import Session

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
HOA = NewOfficial(id="11111111-0000-4000-8000-000000000001", name="Mẫu Thị Hoa", role="Một cửa",
                  passphrase="bến cũ thuyền xưa")  # fmt: skip
LAM = NewOfficial(id="11111111-0000-4000-8000-000000000002", name="Mẫu Văn Lâm", role="Phó chủ tịch",
                  passphrase="gió-mùa-đông-bắc-2")  # fmt: skip


def cheap(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """A derivation that costs nothing, for tests of everything around it."""
    return hashlib.sha256(salt + passphrase + repr(cost).encode()).digest()


def seeded(seed: int) -> Callable[[int], bytes]:
    return random.Random(seed).randbytes


def small_vault(folder: Path, *, is_sample: bool = False, seed: int = 1) -> Session:
    return create_vault(
        folder, officials=[HOA, LAM], random=seeded(seed), cost=FLOOR_COST, is_sample=is_sample, derive=cheap
    )
