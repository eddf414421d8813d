"""What the world hands in: clock, ids, randomness and steps, as types, so that a simulation can own them all."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

NewId = Callable[[], UUID]
"""Return a new id that sorts by time (UUIDv7)."""

Random = Callable[[int], bytes]
"""Return that many random bytes."""

Ticks = Callable[[], int]
"""Return ms of a clock that only goes forward, from any beginning: for measuring how long something took."""

Rest = Callable[[int], None]
"""Do nothing for so many ms."""

Step = Callable[[str], None]
"""Called with its name before each step that a crash could fall into; a test may end the process there."""

Sign = Callable[[bytes], bytes]
"""Return the Ed25519 signature (64 bytes) over a message."""


class Clock(Protocol):
    """This machine's clocks. Both are claims: order comes from sequences and commit stamps alone."""

    def now_ms(self) -> int:
        """Return the wall clock, ms since 1970, UTC."""
        ...

    def elapsed_ms(self) -> int:
        """Return the monotonic distance in ms to the last time the centre's clock was seen, -1 for never."""
        ...


def no_step(_name: str) -> None:
    """Go on: the step of a program in service."""


def no_ticks() -> int:
    """Measure nothing: everything takes no time."""
    return 0


def no_rest(_ms: int) -> None:
    """Go on at once."""
