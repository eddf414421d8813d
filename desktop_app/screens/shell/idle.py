"""Says when nobody has touched the machine for too long; knows no clock and no window."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWatch:
    """Counts from the last touch. Times are ms of a clock that only goes forward, sleep of the machine included."""

    limit_ms: int
    touched_ms: int

    def touched(self, now_ms: int) -> "IdleWatch":
        """Return the watch as it stands after a touch."""
        return replace(self, touched_ms=now_ms)

    def left_ms(self, now_ms: int) -> int:
        """Return how long until the lock falls, 0 when it is due."""
        return max(0, self.touched_ms + self.limit_ms - now_ms)

    def is_due(self, now_ms: int) -> bool:
        """Say whether the limit is reached."""
        return self.left_ms(now_ms) == 0
