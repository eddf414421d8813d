"""How long to wait before the next crossing: full jitter between a floor and a cap, by what went wrong. Pure."""

from dataclasses import dataclass
from typing import Final

from sync.records.seams import Random

FLOOR_MS: Final = 5_000
CAP_MS: Final = 15 * 60_000
STEADY_MS: Final = 60_000
"""Between two looks at what somebody else must change first, where a look costs little: a sign-in, a full centre."""

_DRAWN_BYTES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Wait so long; `needs_person`: trying alone will not help."""

    ms: int
    needs_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Class:
    """How one sort of trouble is met: the wait at least and at most, and whether it grows from one to the other."""

    floor_ms: int = FLOOR_MS
    cap_ms: int = CAP_MS
    grows: bool = True
    needs_person: bool = False


_ROAD: Final = _Class()
"""Nobody there, or the link broke: quick first, for most such breaks are short."""
_BUSY: Final = _Class(floor_ms=30_000)
"""The centre itself asks for time, and many laptops at once would keep it busy."""
_SIGN_IN: Final = _Class(floor_ms=STEADY_MS, cap_ms=2 * STEADY_MS, grows=False, needs_person=True)
"""A person acts here and now: what he did should be noticed soon."""
_PERSON: Final = _Class(floor_ms=CAP_MS // 3, grows=False, needs_person=True)
"""Nothing changes before somebody acts elsewhere."""
_CLASSES: Final = {
    "dns": _ROAD,
    "no_route": _ROAD,
    "timed_out": _ROAD,
    "broken_off": _ROAD,
    "unreachable": _ROAD,
    "not_the_centre": _ROAD,
    "gap": _ROAD,
    "stale": _ROAD,
    "disagree": _ROAD,
    "broken": _ROAD,
    "server_down": _BUSY,
    "not_ready": _BUSY,
    "too_many": _BUSY,
    "portal": _SIGN_IN,
    "proxy": _SIGN_IN,
    "clock_wrong": _SIGN_IN,
    "tls": _PERSON,
    "too_large": _PERSON,
    "quota": _PERSON,
    "revoked": _PERSON,
    "unknown_device": _PERSON,
    "token_refused": _PERSON,
    "wrong_commune": _PERSON,
    "sample_into_real": _PERSON,
    "real_into_sample": _PERSON,
    "upgrade_required": _PERSON,
    "unknown_format": _PERSON,
    "key_retired": _PERSON,
    "not_found": _PERSON,
    "fork": _PERSON,
    "frozen": _PERSON,
    "client_behind": _PERSON,
    "epoch_changed": _PERSON,
    "centre_behind": _PERSON,
}


def next_try(trouble: str, failures: int, random: Random, *, reason: str = "") -> Delay:
    """Return the wait after so many failures in a row, the last of them this trouble.

    `reason` is the report's, where the road had one; a trouble that is not known is met as the road's own are.
    """
    met = _CLASSES.get(reason) or _CLASSES.get(trouble, _ROAD)
    doubled = min(met.cap_ms, met.floor_ms << min(max(failures, 1), 16))
    room_ms = (doubled if met.grows else met.cap_ms) - met.floor_ms
    share = int.from_bytes(random(_DRAWN_BYTES), "big") / (1 << 8 * _DRAWN_BYTES)
    return Delay(ms=met.floor_ms + int(room_ms * share), needs_person=met.needs_person)
