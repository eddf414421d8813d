"""Counting wrong passphrases: five free, then a wait that doubles; survives restarts, kills and a clock turned back.

A clock turned ahead cannot be told from waiting, and a copied disk knows no count at all: there only the cost of
the derivation stands.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from desktop_app.vault.files import overwrite

TRIES_NAME = "tries.json"
FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
_BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """What is remembered of one official's wrong tries.

    `tried_ms` is the latest clock ever seen at a try; `restarted_ms` is where the wait starts when the clock stands
    before that.
    """

    wrong: int = 0
    tried_ms: int = 0
    restarted_ms: int = 0


def wait_after_s(wrong: int) -> int:
    """Return how long to wait after the `wrong`-th wrong passphrase in a row."""
    if wrong < FREE_TRIES:
        return 0
    return min(FIRST_WAIT_S << min(wrong - FREE_TRIES, 16), LONGEST_WAIT_S)


def remaining_ms(tries: Tries, now_ms: int) -> int:
    """Return how much of the wait is left at `now_ms`; 0 lets one try through."""
    start_ms = tries.tried_ms if now_ms >= tries.tried_ms else tries.restarted_ms
    waited_ms = max(0, now_ms - start_ms)
    return max(0, wait_after_s(tries.wrong) * 1000 - waited_ms)


def seen_at(tries: Tries, now_ms: int) -> Tries:
    """Return the count as it stands when looked at: a clock turned back starts the wait again, never shortens it."""
    if now_ms < tries.restarted_ms:
        return replace(tries, restarted_ms=now_ms)
    return tries


def counted(tries: Tries, now_ms: int) -> Tries:
    """Return the count with one more try, taken for wrong until it is shown to be right."""
    return Tries(wrong=tries.wrong + 1, tried_ms=max(tries.tried_ms, now_ms), restarted_ms=now_ms)


def read_tries(folder: Path, official_id: str, now_ms: int) -> Tries:
    """Return the official's count; a missing or damaged one counts as all free tries used just now."""
    known = _read_all(folder).get(official_id)
    if known is None:
        return Tries(wrong=FREE_TRIES, tried_ms=now_ms, restarted_ms=now_ms)
    return known


def write_tries(folder: Path, changes: Mapping[str, Tries]) -> None:
    """Write the counts of these officials down, durably; the others stay.

    In place and padded, so that an official can still unlock on a full disk; a torn write reads as damaged.

    Raises: VaultNotWrittenError.
    """
    everybody = {**_read_all(folder), **changes}
    content = json.dumps({official: astuple(tries) for official, tries in everybody.items()}).encode()
    overwrite(folder / TRIES_NAME, content.ljust(-(-len(content) // _BLOCK) * _BLOCK))


def _read_all(folder: Path) -> dict[str, Tries]:
    try:
        content = json.loads((folder / TRIES_NAME).read_bytes())
        return {official: _tries(*numbers) for official, numbers in content.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _tries(wrong: object, tried_ms: object, restarted_ms: object) -> Tries:
    numbers = [number for number in (wrong, tried_ms, restarted_ms) if type(number) is int]
    if len(numbers) != 3 or numbers[0] < 0:
        raise ValueError("not a count of tries")
    return Tries(wrong=numbers[0], tried_ms=numbers[1], restarted_ms=numbers[2])
