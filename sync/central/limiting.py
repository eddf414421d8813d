"""How much one laptop, one address and all together may ask of the centre at a time. Knows no HTTP.

Counted in each worker for itself: with N workers, N times as much gets through. Nothing here waits or locks: one
thread, the server's loop, asks it all.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

_KEYS_KEPT: Final = 20_000
_IPV6_PREFIX: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one worker. Rates are requests a second; a burst is how many may come at once after a rest."""

    device_rate: float = 100
    device_burst: int = 1_000
    address_rate: float = 1_000
    address_burst: int = 10_000
    connections: int = 1_000
    bodies: int = 256
    bodies_per_address: int = 128
    bodies_per_device: int = 8
    head_s: float = 20
    """From the first byte of a request to the end of its headers."""
    gap_s: float = 60
    """How long one may be silent in the middle of a body, or leave an answer unread."""
    minute_bytes: int = 16 * 1024
    """Of a body, at least this many have to come in each minute: a tenth of what the slowest mobile link carries."""
    minute_s: float = 60


class TokenBuckets:
    """One bucket of tokens for each key, full at first, filled again at `rate` a second up to `burst`."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        self._levels: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def wait_s(self, key: object, now_s: float) -> float:
        """Return how long until this key has a token: 0 for at once. Takes nothing."""
        return max(0.0, (1 - self._level(key, now_s)) / self._rate)

    def take(self, key: object, now_s: float) -> None:
        """Take a token, down to none."""
        self._levels[key] = (max(0.0, self._level(key, now_s) - 1), now_s)
        self._levels.move_to_end(key)
        while len(self._levels) > _KEYS_KEPT:
            self._levels.popitem(last=False)  # whoever was silent longest has a full bucket again anyway

    def _level(self, key: object, now_s: float) -> float:
        level, at_s = self._levels.get(key, (float(self._burst), now_s))
        return min(float(self._burst), level + (now_s - at_s) * self._rate)


class Seats:
    """How many bodies are under way: in all, and by whom."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: dict[object, int] = {}
        self._all = 0

    @contextmanager
    def seat(self, address: str, device: bytes) -> Iterator[bool]:
        """Hold a seat for the length of the block; gives False, and holds none, where there is none left."""
        # A device that is only claimed cannot take another's seats: they are counted by address and device.
        keys = ((address, self._limits.bodies_per_address), ((address, device), self._limits.bodies_per_device))
        if self._all >= self._limits.bodies or any(self._taken.get(key, 0) >= most for key, most in keys):
            yield False
            return
        self._change(keys, 1)
        try:
            yield True
        finally:
            self._change(keys, -1)

    def _change(self, keys: tuple[tuple[object, int], ...], by: int) -> None:
        self._all += by
        for key, _ in keys:
            self._taken[key] = self._taken.get(key, 0) + by
            if not self._taken[key]:
                del self._taken[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnstile:
    """All that one worker counts."""

    limits: Limits
    devices: TokenBuckets
    addresses: TokenBuckets
    seats: Seats

    @classmethod
    def of(cls, limits: Limits) -> "Turnstile":
        """Return one at which nobody has passed yet."""
        return cls(
            limits=limits,
            devices=TokenBuckets(limits.device_rate, limits.device_burst),
            addresses=TokenBuckets(limits.address_rate, limits.address_burst),
            seats=Seats(limits),
        )

    def wait_s(self, address: str, device: bytes, now_s: float) -> float:
        """Return how long this address and the laptop that it claims to be have to wait, 0 for not at all.

        The address pays at once. The laptop pays when it has proven itself (`paid_by`): nobody can spend its tokens.
        """
        wait_s = max(self.addresses.wait_s(address, now_s), self.devices.wait_s(device, now_s) if device else 0.0)
        self.addresses.take(address, now_s)
        return wait_s

    def paid_by(self, device: bytes, now_s: float) -> None:
        """Take a token of a laptop whose signature was found right."""
        self.devices.take(device, now_s)


def address_of(client: tuple[str, int] | None) -> str:
    """Return by what an asker is counted: his address, and of IPv6 the part that belongs to one line."""
    host = client[0] if client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address) and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
    return str(address)


def is_loopback(client: tuple[str, int] | None) -> bool:
    """Tell whether the asker is a program on this very machine."""
    try:
        return client is not None and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
